"""What stands above the things to do of a file: which file, which request, which step, when."""

from collections.abc import Iterator, Sequence

from segur_check.report import Heading, RequestReport
from segur_check.reporters.display import perimeter_lines
from segur_check.reporters.headings import heading_rows
from segur_check.reporters.tasks import Task
from segur_check.reporters.terminal.layout import Row, Setting
from segur_check.reporters.words import word
from segur_check.values.fields import field_name
from segur_check.values.step import Step

_FROM_NOW = "now"
_EMPTY, _LEAST_EMPTY = ("", '""', "null"), 3


def file_rows(
    heading: Heading, requests: Sequence[RequestReport], setting: Setting, *, known_sons: bool
) -> Iterator[Row]:
    """The file in two or three lines; with -v, where each thing was taken from too.

    `known_sons`: the report has spelled out what this SONS is about already.
    """
    lang = setting.lang
    yield word(lang, "file"), heading.file
    if setting.verbose:
        yield from heading_rows(heading, lang)
    else:
        # In one go: what is taken for granted when it is right, and looked at when it is not.
        yield word(lang, "step"), ", ".join(_step(heading, lang, known_sons=known_sons))
    own = [request for request in requests if request.line is not None]
    if len(own) == 1:
        yield request_row(own[0], setting)
    if not setting.verbose:
        for note in heading.notes:
            yield word(lang, "note"), note
    for request in requests:
        perimeter = request.facts.perimeter
        moved = perimeter is not None and (
            perimeter.before != perimeter.after or perimeter.former or perimeter.merged
        )
        if moved or setting.verbose:
            lines = "\n".join(perimeter_lines(perimeter, lang))
            if lines:
                yield word(lang, "request", line=request.line), lines


def unfilled_rows(things: Sequence[Task], setting: Setting) -> Iterator[Row]:
    """That a file is as nobody filled it in, where several of its fields are empty."""
    lang = setting.lang
    places = [cause.finding.locations[0] for task in things for cause in task.causes]
    empty = {
        at.pointer: field_name(at.pointer, lang)
        for at in places
        if at.pointer and at.excerpt in _EMPTY
    }
    if len(empty) >= _LEAST_EMPTY:
        fields = ", ".join(dict.fromkeys(filter(None, empty.values())))
        yield word(lang, "note"), word(lang, "not_filled", count=len(empty), fields=fields)


def request_row(request: RequestReport, setting: Setting) -> Row:
    """`Demande 3`, and its numéro éditeur and its client beside it."""
    lang = setting.lang
    names = [request.numero_editeur, request.facts.client]
    if setting.verbose and request.numero_editeur:
        names[0] = word(lang, "editor_number", number=request.numero_editeur)
    label = word(lang, "request", line=request.line)
    return label, " · ".join(name for name in names if name)


def _step(heading: Heading, lang: str, *, known_sons: bool) -> Iterator[str]:
    """`avance`, `dépôt 04/07/2022 à 10h30`, what is not given, the SONS."""
    if heading.phase is not None:
        yield word(lang, f"step_{heading.phase}")
    deposit = word(lang, "deposit_on", day=heading.deposit)
    if heading.deposit_from == _FROM_NOW:
        deposit += f" ({word(lang, 'deposit_now')})"
    yield deposit
    if heading.pieces is None:
        yield word(lang, "no_pieces")
    if heading.phase == Step.SOLDE and not heading.without_json and not heading.avance:
        yield word(lang, "no_avance")
    if heading.sons is not None:
        yield heading.sons.partition(" — ")[0] if known_sons else heading.sons
