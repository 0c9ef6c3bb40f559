"""The portrait of a document: everything the tool sees in it, in lines that fit a screen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from segur_check.cli.screens.columns import GLUE, folded, widths, wrapped
from segur_check.cli.screens.facturx_rows import facturx_rows
from segur_check.cli.screens.portrait_words import Words
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.figures.labels import Labelled
from segur_check.pieces.figures.named_numbers import named_numbers
from segur_check.pieces.figures.sheet import FORM, Sheet
from segur_check.pieces.figures.titles import Paper, negative_total, other_paper
from segur_check.pieces.forms.fields import Field
from segur_check.pieces.pdf.opening import PdfState
from segur_check.pieces.signing.signatures import Signature
from segur_check.pieces.words.kinds import guessed_kind
from segur_check.values.dates import written_day, written_moment
from segur_check.values.money import euros, percent
from segur_check.values.wording import MEGABYTE, Megabytes, Term, printable_excerpt, written

if TYPE_CHECKING:
    from datetime import date

_MARGIN = "  "
_EXCERPT = 70

_DAY_LABELS = {
    "signature": "signature",
    "commande": "order",
    "émission": "issue",
    "prestation": "service",
    "échéance": "due",
}
Row = tuple[str, ...]


def portrait(piece: Attachment, lang: str, room: int) -> list[str]:
    """What was read in a document, in lines of at most `room` characters."""
    say = Words(lang)
    lines = [printable_excerpt(piece.name), *_facts(piece, say, room)]
    if piece.state is not PdfState.OK or piece.pages is None:
        return lines
    sheet = piece.sheet
    fields = [
        (_field_name(field, say), printable_excerpt(field.value, _EXCERPT))
        for field in piece.fields
    ]
    for title, rows in (
        ("fields", fields),
        ("empty", [(printable_excerpt(name),) for name in piece.empty_fields]),
        ("facturx", list(facturx_rows(piece, say))),
        ("amounts", list(_amounts(sheet, say))),
        ("rates", list(_rates(sheet, say))),
        ("days", list(_days(sheet, say))),
        ("numbers", list(_numbers(sheet, say))),
        ("signatures", list(_signatures(piece, say)) or [(say("no_signature"),)]),
    ):
        if rows:
            lines += ["", _MARGIN + say(title), *_table(rows, room)]
    return lines


def _field_name(field: Field, say: Words) -> str:
    """The label of a field, else its technical name."""
    return printable_excerpt(field.label) or say("unlabelled", name=printable_excerpt(field.name))


def _table(rows: Sequence[Row], room: int) -> Iterator[str]:
    width = max(map(len, rows))
    padded = [(*row, *[""] * (width - len(row))) for row in rows]
    columns = [column for column in zip(*padded, strict=True) if any(column)]
    whole = list(zip(*columns, strict=True))
    fitted = widths(whole, room - 2 * len(_MARGIN))
    for row in dict.fromkeys(whole):
        for line in folded(row, fitted):
            yield 2 * _MARGIN + line


def _facts(piece: Attachment, say: Words, room: int) -> Iterator[str]:
    rows: list[tuple[str, str]] = []
    if piece.state is PdfState.OK:
        rows.append((say("kind"), _kind(piece, say)))
    rows.append((say("size"), _size(piece.size, say)))
    rows.append((say("pages"), say("semicolon").join(_pages(piece, say))))
    label = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        yield from wrapped(value, room, f"{_MARGIN}{name:<{label}}", _MARGIN + " " * label)


def _kind(piece: Attachment, say: Words) -> str:
    kind = guessed_kind(piece.pages or ())
    if piece.pages is not None and kind in {"FACTURE", None}:
        title = other_paper(piece.sheet)
        if title is not None:
            return say(title.paper)
        if kind and negative_total(piece.sheet) is not None:
            return say(Paper.CREDIT)
    return written(Term(kind), say.lang) if kind else say("no_kind")


def _size(size: int, say: Words) -> str:
    if size >= MEGABYTE:
        return written(Megabytes(size), say.lang)
    return say("kilobytes", count=max(1, round(size / 1_000)))


def _pages(piece: Attachment, say: Words) -> Iterator[str]:
    if piece.state is not PdfState.OK:
        yield say(f"state_{piece.state}")
        return
    pages = piece.pages
    if pages is None:
        yield f"{piece.page_count}{say('semicolon')}{say('unread')}"
        return
    has_text = any(page.strip() for page in pages)
    yield f"{piece.page_count} ({say('text') if has_text else say('nothing')})"
    if piece.page_count is not None and piece.page_count > len(pages):
        yield say("past", read=len(pages))
    for key in ("scanned", "mute", "recognised"):
        if numbers := getattr(piece, key):
            yield say(key, pages=", ".join(map(str, numbers)))


def _page(number: int, say: Words) -> str:
    """`page 3` or `formulaire`, in one piece: a cell does not fold there."""
    name = say("form") if number == FORM else say("page", page=number)
    return name.replace(" ", GLUE)


def _amounts(sheet: Sheet, say: Words) -> Iterator[Row]:
    for amount in sheet.amounts:
        marks = [say(mark) for mark in ("total", "unit", "segur", "due") if getattr(amount, mark)]
        if amount.aside and not amount.due:
            marks.append(say("aside"))
        if amount.amount.others:
            readings = ", ".join(euros(value, say.lang) for value in amount.amount.others)
            marks.append(say("also", others=readings))
        yield (
            _page(amount.page, say),
            euros(amount.amount.value, say.lang),
            _label(amount, say),
            ", ".join(marks),
            printable_excerpt(amount.excerpt, _EXCERPT),
        )


def _label(amount: Labelled, say: Words) -> str:
    return written(Term(amount.label), say.lang) if amount.label is not None else "—"


def _rates(sheet: Sheet, say: Words) -> Iterator[Row]:
    for rate in sheet.rates:
        kind = say("of_vat") if rate.of_vat else say("not_vat")
        excerpt = printable_excerpt(rate.excerpt, _EXCERPT)
        yield _page(rate.page, say), percent(rate.value, say.lang), kind, excerpt


def _days(sheet: Sheet, say: Words) -> Iterator[Row]:
    seen: set[tuple[date, int]] = set()
    for day in sheet.days:
        label = day.label or "—"
        if say.lang == "en":
            label = _DAY_LABELS.get(label, label)
        if (day.value, day.page) not in seen:
            seen.add((day.value, day.page))
            excerpt = printable_excerpt(day.excerpt, _EXCERPT)
            yield _page(day.page, say), written_day(day.value, say.lang), label, excerpt


def _numbers(sheet: Sheet, say: Words) -> Iterator[Row]:
    for number in named_numbers(sheet.lines):
        excerpt = printable_excerpt(number.line.excerpt(number.start), _EXCERPT)
        yield _page(number.line.page, say), number.value, number.kind, excerpt


def _signatures(piece: Attachment, say: Words) -> Iterator[Row]:
    judged = {integrity.field: integrity for integrity in piece.integrity or ()}
    for signature in piece.signatures or ():
        field = signature.field
        yield (
            _page(signature.page, say) if signature.page else "—",
            printable_excerpt(field),
            *_signed(signature, say),
            _integrity(judged[field].whole, say) if field in judged else "",
        )


def _signed(signature: Signature, say: Words) -> Row:
    """Who signed and when, by which format, and what was added after."""
    if not signature.signed:
        return (say("unsigned"), "", "")
    moment = signature.signed_on
    when = written_moment(moment, say.lang) if moment is not None else ""
    after = say("after", count=signature.bytes_after) if signature.bytes_after else ""
    signer = printable_excerpt(signature.signer)
    who = say("semicolon").join(part for part in (signer, when) if part)
    return (who, printable_excerpt(signature.subfilter), after)


def _integrity(whole: bool | None, say: Words) -> str:  # noqa: FBT001 - an answer of three values
    return say("unjudged") if whole is None else say("whole") if whole else say("broken")
