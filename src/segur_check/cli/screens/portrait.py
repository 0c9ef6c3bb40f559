"""The portrait of a document: everything the tool sees in it, in lines that fit a screen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from segur_check.cli.screens.columns import GLUE, folded, widths, wrapped
from segur_check.cli.screens.facturx_rows import facturx_rows
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

_WORDS = {
    "fr": {
        "kind": "Type probable",
        "no_kind": "inconnu",
        "quote": "devis",
        "proforma": "facture pro forma",
        "credit": "avoir",
        "deposit": "facture d'acompte",
        "size": "Taille",
        "kilobytes": "{count}\u00a0ko",
        "pages": "Pages",
        "text": "avec du texte",
        "scanned": "numérisé, sans texte (p.\u00a0{pages})",
        "mute": "lettres qui ne se lisent pas (p.\u00a0{pages})",
        "recognised": "lu par reconnaissance de caractères (p.\u00a0{pages})",
        "nothing": "aucun texte à lire",
        "past": "lu jusqu'à la page {read}",
        "fields": "Champs de formulaire",
        "unlabelled": "sans libellé ({name})",
        "empty": "Champs laissés vides",
        "amounts": "Montants",
        "rates": "Taux",
        "days": "Dates",
        "numbers": "Identifiants dont la clé de contrôle est juste",
        "signatures": "Signatures numériques",
        "no_signature": "aucune\u00a0; une signature à la main ne se lit pas",
        "facturx": "Données Factur-X",
        "page": "page {page}",
        "form": "formulaire",
        "aside": "laissé de côté",
        "unit": "prix unitaire",
        "total": "total",
        "segur": "Ségur",
        "due": "net à payer",
        "also": "ou {others}",
        "of_vat": "TVA",
        "not_vat": "autre",
        "unsigned": "signature prévue, absente",
        "whole": "contenu intact",
        "broken": "contenu modifié, ou signature qui ne se vérifie pas",
        "unjudged": "intégrité non vérifiable",
        "after": "{count} octets ajoutés après",
        "state_empty": "fichier vide",
        "state_not-pdf": "ce n'est pas un PDF",
        "state_unreadable": "PDF qui ne s'ouvre pas (coupé, abîmé ou sans page)",
        "state_locked": "PDF qui ne s'ouvre qu'avec un mot de passe",
        "state_too-big": "fichier plus gros que ce que l'outil lit",
        "state_limit": "PDF au-delà des limites de lecture de l'outil",
        "unread": "texte non lu dans les limites de l'outil",
        "semicolon": "\u00a0; ",
    },
    "en": {
        "kind": "Probable type",
        "no_kind": "unknown",
        "quote": "quote",
        "proforma": "proforma invoice",
        "credit": "credit note",
        "deposit": "deposit invoice",
        "size": "Size",
        "kilobytes": "{count}\u00a0kB",
        "pages": "Pages",
        "text": "with text",
        "scanned": "scanned, without text (p.\u00a0{pages})",
        "mute": "letters that cannot be told (p.\u00a0{pages})",
        "recognised": "read by character recognition (p.\u00a0{pages})",
        "nothing": "no text to read",
        "past": "read up to page {read}",
        "fields": "Form fields",
        "unlabelled": "without a label ({name})",
        "empty": "Fields left empty",
        "amounts": "Amounts",
        "rates": "Rates",
        "days": "Dates",
        "numbers": "Identifiers whose check digit is right",
        "signatures": "Digital signatures",
        "no_signature": "none; a signature by hand cannot be read",
        "facturx": "Factur-X data",
        "page": "page {page}",
        "form": "form",
        "aside": "left aside",
        "unit": "unit price",
        "total": "total",
        "segur": "Ségur",
        "due": "net to pay",
        "also": "or {others}",
        "of_vat": "VAT",
        "not_vat": "other",
        "unsigned": "signature meant, missing",
        "whole": "content intact",
        "broken": "content changed, or signature that does not verify",
        "unjudged": "integrity cannot be judged",
        "after": "{count} bytes added after",
        "state_empty": "empty file",
        "state_not-pdf": "this is not a PDF",
        "state_unreadable": "PDF that does not open (cut short, damaged or without a page)",
        "state_locked": "PDF that opens only with a password",
        "state_too-big": "file bigger than what the tool reads",
        "state_limit": "PDF over the reading limits of the tool",
        "unread": "text not read within the limits of the tool",
        "semicolon": "; ",
    },
}
_DAY_LABELS = {
    "signature": "signature",
    "commande": "order",
    "émission": "issue",
    "prestation": "service",
    "échéance": "due",
}
Row = tuple[str, ...]


class _Words:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        return _WORDS[self.lang][key].format(**values)

    def page(self, number: int) -> str:
        found = self("form") if number == FORM else self("page", page=number)
        return found.replace(" ", GLUE)


def portrait(piece: Attachment, lang: str, room: int) -> list[str]:
    """What was read of a document, in lines of at most `room` signs."""
    say = _Words(lang)
    lines = [printable_excerpt(piece.name), *_facts(piece, say, room)]
    if piece.state is not PdfState.OK or piece.pages is None:
        return lines
    sheet = piece.sheet
    fields = [(_called(one, say), printable_excerpt(one.value, _EXCERPT)) for one in piece.fields]
    for title, rows in (
        ("fields", fields),
        ("empty", [(printable_excerpt(name),) for name in piece.empty_fields]),
        ("facturx", list(facturx_rows(piece, lang))),
        ("amounts", list(_amounts(sheet, say))),
        ("rates", list(_rates(sheet, say))),
        ("days", list(_days(sheet, say))),
        ("numbers", list(_numbers(sheet, say))),
        ("signatures", list(_signatures(piece, say)) or [(say("no_signature"),)]),
    ):
        if rows:
            lines += ["", _MARGIN + say(title), *_table(rows, room)]
    return lines


def _called(field: Field, say: _Words) -> str:
    """The label of a field; its technical name says that it has none."""
    return printable_excerpt(field.label) or say("unlabelled", name=printable_excerpt(field.name))


def _table(rows: Sequence[Row], room: int) -> Iterator[str]:
    width = max(map(len, rows))
    padded = [(*row, *[""] * (width - len(row))) for row in rows]
    columns = [column for column in zip(*padded, strict=True) if any(column)]
    whole = list(zip(*columns, strict=True))
    found = widths(whole, room - 2 * len(_MARGIN))
    for row in dict.fromkeys(whole):
        for line in folded(row, found):
            yield 2 * _MARGIN + line


def _facts(piece: Attachment, say: _Words, room: int) -> Iterator[str]:
    rows: list[tuple[str, str]] = []
    if piece.state is PdfState.OK:
        rows.append((say("kind"), _kind(piece, say)))
    rows.append((say("size"), _size(piece.size, say)))
    rows.append((say("pages"), say("semicolon").join(_pages(piece, say))))
    label = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        yield from wrapped(value, room, f"{_MARGIN}{name:<{label}}", _MARGIN + " " * label)


def _kind(piece: Attachment, say: _Words) -> str:
    kind = guessed_kind(piece.pages or ())
    if piece.pages is not None and kind in {"FACTURE", None}:
        title = other_paper(piece.sheet)
        if title is not None:
            return say(title.paper)
        if kind and negative_total(piece.sheet) is not None:
            return say(Paper.CREDIT)
    return written(Term(kind), say.lang) if kind else say("no_kind")


def _size(size: int, say: _Words) -> str:
    if size >= MEGABYTE:
        return written(Megabytes(size), say.lang)
    return say("kilobytes", count=max(1, round(size / 1_000)))


def _pages(piece: Attachment, say: _Words) -> Iterator[str]:
    if piece.state is not PdfState.OK:
        yield say(f"state_{piece.state}")
        return
    pages = piece.pages
    if pages is None:
        yield f"{piece.page_count}{say('semicolon')}{say('unread')}"
        return
    texts = any(page.strip() for page in pages)
    yield f"{piece.page_count} ({say('text') if texts else say('nothing')})"
    if piece.page_count is not None and piece.page_count > len(pages):
        yield say("past", read=len(pages))
    for key in ("scanned", "mute", "recognised"):
        if numbers := getattr(piece, key):
            yield say(key, pages=", ".join(map(str, numbers)))


def _amounts(sheet: Sheet, say: _Words) -> Iterator[Row]:
    for one in sheet.amounts:
        marks = [say(mark) for mark in ("total", "unit", "segur", "due") if getattr(one, mark)]
        if one.aside and not one.due:
            marks.append(say("aside"))
        if one.amount.others:
            others = ", ".join(euros(value, say.lang) for value in one.amount.others)
            marks.append(say("also", others=others))
        yield (
            say.page(one.page),
            euros(one.amount.value, say.lang),
            _label(one, say),
            ", ".join(marks),
            printable_excerpt(one.excerpt, _EXCERPT),
        )


def _label(one: Labelled, say: _Words) -> str:
    return written(Term(one.label), say.lang) if one.label is not None else "—"


def _rates(sheet: Sheet, say: _Words) -> Iterator[Row]:
    for one in sheet.rates:
        kind = say("of_vat") if one.of_vat else say("not_vat")
        excerpt = printable_excerpt(one.excerpt, _EXCERPT)
        yield say.page(one.page), percent(one.value, say.lang), kind, excerpt


def _days(sheet: Sheet, say: _Words) -> Iterator[Row]:
    seen: set[tuple[date, int]] = set()
    for one in sheet.days:
        label = one.label or "—"
        if say.lang == "en":
            label = _DAY_LABELS.get(label, label)
        if (one.value, one.page) not in seen:
            seen.add((one.value, one.page))
            excerpt = printable_excerpt(one.excerpt, _EXCERPT)
            yield say.page(one.page), written_day(one.value, say.lang), label, excerpt


def _numbers(sheet: Sheet, say: _Words) -> Iterator[Row]:
    for one in named_numbers(sheet.lines):
        excerpt = printable_excerpt(one.line.excerpt(one.start), _EXCERPT)
        yield say.page(one.line.page), one.value, one.kind, excerpt


def _signatures(piece: Attachment, say: _Words) -> Iterator[Row]:
    judged = {one.field: one for one in piece.integrity or ()}
    for one in piece.signatures or ():
        yield (
            say.page(one.page) if one.page else "—",
            printable_excerpt(one.field),
            *_signed(one, say),
            _integrity(judged[one.field].whole, say) if one.field in judged else "",
        )


def _signed(one: Signature, say: _Words) -> Row:
    if not one.signed:
        return (say("unsigned"), "", "")
    when = written_moment(one.signed_on, say.lang) if one.signed_on is not None else ""
    after = say("after", count=one.bytes_after) if one.bytes_after else ""
    who = say("semicolon").join(part for part in (printable_excerpt(one.signer), when) if part)
    return (who, printable_excerpt(one.subfilter), after)


def _integrity(whole: bool | None, say: _Words) -> str:  # noqa: FBT001 - an answer of three values
    return say("unjudged") if whole is None else say("whole") if whole else say("broken")
