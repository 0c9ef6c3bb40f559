"""DEM008: the certificates of an enrolment: of which solution, and until when."""

from collections.abc import Iterator
from datetime import date

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.documents import Document, legible
from segur_check.case.window import moment_of
from segur_check.pieces.words.text import flat
from segur_check.values.identifiers import plain
from segur_check.values.pattern import Pattern
from segur_check.values.sons import named_instead_of, plain_code
from segur_check.values.wording import Items, Quoted, Value

# A number that is called the référencement's, or the ANS's: ten digits.
_ANS_NUMBER = Pattern(
    r"(?:\bn[°ºo]|\bnum(?:ero)?\b)\.? ?(?:(?:de|du|d') ?)?(?:referencement\b|ans\b)\D{0,25}"
    r"(\d(?: ?\d){9})(?! ?\d)"
)
# What says, before a date, that something holds until then; and that it holds from then on.
_UNTIL = Pattern(r"\b(?:valables?|valides?|validite|expir\w*|echeance|jusqu\w*)\b")
_FROM = Pattern(r"\b(?:du|depuis(?: le)?|a compter du|a partir du|des le|debut\w*)\W*\Z")
_A_WORD = Pattern(r"[a-z]{2}")


@control("DEM008")
def certificate_of_another(context: Context) -> Iterator[Outcome]:
    """A certificate of another SONS or solution; an HDS certificate that ended before the deposit.

    [004] asks for the certificate of référencement of the software, and for the DPI the one of HDS
    hosting, whose rules [000] gives. Its holder is never compared: distributors file the editor's.
    """
    for document in legible(context, "CERTIFICAT_REFERENCEMENT"):
        if document.is_whole:
            yield from _of_another_sons(context, document)
            yield from _of_another_solution(context, document)
    for document in legible(context, "CERTIFICAT_HDS"):
        if document.is_whole:
            yield from _ended(context, document)


def _of_another_sons(context: Context, document: Document) -> Iterator[Problem]:
    sons = context.corridor.sons
    others = named_instead_of(sons, document.text)
    if others:
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": Items(tuple(map(Quoted, others))),
            "expected": sons,
        }
        yield Problem(document.at(), values, confidence=Confidence.PROBABLE)


def _of_another_solution(context: Context, document: Document) -> Iterator[Problem]:
    own = [
        plain(solution.numero_ans)
        for solution in context.settings.file.solutions
        if solution.sons is None or plain_code(solution.sons) == context.corridor.sons
    ]
    shown = dict.fromkeys(plain(met[1]) for met in _ANS_NUMBER.finditer(flat(document.text)))
    unspaced = _without_blanks(document.text)
    if own and shown and not any(number in unspaced for number in own):
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": Items(tuple(shown)),
            "expected": Items(tuple(own)),
        }
        yield Problem(document.at(), values, variant="solution", confidence=Confidence.PROBABLE)


def _without_blanks(text: str) -> str:
    """A text without its blanks: a number is found in it however its digits are grouped."""
    return "".join(text.split()).upper()


def _ended(context: Context, document: Document) -> Iterator[Problem]:
    """An end of validity before the deposit, where no later date stands."""
    deposit = context.first_deposit
    ends = list(_ends_in(document))
    if ends and max(document.sheet.every_day, default=date.max) < deposit.day:
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": max(ends),
            "expected": moment_of(deposit),
        }
        yield Problem(document.at(), values, variant="ended", confidence=Confidence.PROBABLE)


def _ends_in(document: Document) -> Iterator[date]:
    """The dates that a certificate holds until: so labelled on their line, or on the one above."""
    lines = document.sheet.lines
    for index, line in enumerate(lines):
        for day in line.days:
            label = line.flat[: day.start]
            if not _A_WORD.search(label) and index and lines[index - 1].page == line.page:
                label = lines[index - 1].flat
            if _UNTIL.search(label) and not _FROM.search(label):
                yield day.value
