"""DEM006: a completion statement sent alone, without a JSON."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
)
from segur_check.case.documents import READ_KINDS
from segur_check.case.piece_types import typed_attachments
from segur_check.case.window import closing_of, moment_of, opening_of
from segur_check.pieces.words.text import normalised
from segur_check.values.dates import Standing
from segur_check.values.sons import named_instead_of
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Value


def _holds_a_statement(context: Context) -> bool:
    """Whether an attachment is a completion statement, by its type or by its own words."""
    typed = typed_attachments(context)
    if typed is None or "ATTESTATION_FIN_PRESTATION" in {attachment.kind for attachment in typed}:
        return True  # no file at all: PIE011, PIE012 or PIE016 says why
    files = context.attachments.files if context.attachments is not None else ()
    texts = (without_accents(" ".join(attachment.pages or ())) for attachment in files)
    return any("fin de prestation" in text or "fin des prestations" in text for text in texts)


@control("DEM006")
def completion_statement(context: Context) -> Iterator[Outcome]:
    """A completion statement sent after its window, or before it, or that names another SONS."""
    completion, deposit = context.corridor.completion, context.first_deposit
    opens, closes, sons = opening_of(context), closing_of(context), context.corridor.sons
    if completion is None or completion.without_statement is None:
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "no_rule", {"sons": sons})
    elif closes is not None and closes.closing(deposit) is Standing.LATE:
        last = closes.contested.value if closes.contested else closes.value
        late: dict[str, Value] = {"found": moment_of(deposit), "expected": last}
        at = Place(context.line.pointer)
        yield Problem(at, late, variant="" if deposit.given else "now", figure=closes)
    elif opens is not None and opens.opened(deposit) is False:
        early: dict[str, Value] = {"found": moment_of(deposit), "expected": opens.value}
        yield Problem(Place(context.line.pointer), early, variant="early", figure=opens)
    elif not _holds_a_statement(context):
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_statement")
    yield from _statements_of_other_sons(context)


def _statements_of_other_sons(context: Context) -> Iterator[Outcome]:
    """The attachments that name another SONS; a scan cannot tell which it names."""
    sons, typed = context.corridor.sons, typed_attachments(context) or ()
    read = {attachment.name for attachment in typed if attachment.kind in READ_KINDS}
    for attachment in context.attachments.files if context.attachments is not None else ():
        text = normalised("\n".join(attachment.pages or ()))
        if not text:
            # For a scan whose type is known, DOC001 lists what to look at.
            if attachment.pages is not None and attachment.name not in read:
                scan: dict[str, Value] = {"found": Quoted(attachment.name), "sons": sons}
                yield NotChecked(NotCheckedKind.UNREADABLE, "scan", scan)
            continue
        others = named_instead_of(sons, text)
        if others:
            other: dict[str, Value] = {
                "found": Items(tuple(map(Quoted, others))),
                "expected": sons,
                "file": Quoted(attachment.name),
            }
            yield Problem(
                Place(attachment=attachment.name),
                other,
                variant="other_sons",
                confidence=Confidence.PROBABLE,
            )
