"""DEM008: the certificates of an enrolment or an avance: of which solution, and until when."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Place, Problem, control
from segur_check.case.documents import Document, documents, legible
from segur_check.case.validity import ends_of_validity, latest_day
from segur_check.case.window import moment_of
from segur_check.pieces.words.text import flat
from segur_check.values.identifiers import plain
from segur_check.values.pattern import Pattern
from segur_check.values.sons import named_instead_of, plain_code
from segur_check.values.step import Step
from segur_check.values.wording import Items, Quoted, Value

# A number that is called the référencement's, or the ANS's: ten digits.
_ANS_NUMBER = Pattern(
    r"(?:\bn[°ºo]|\bnum(?:ero)?\b)\.? ?(?:(?:de|du|d') ?)?(?:referencement\b|ans\b)\D{0,25}"
    r"(\d(?: ?\d){9})(?! ?\d)"
)
_FIRST, _SECOND = r"(?:premiere|1(?:e|re|ere))", r"(?:deuxieme|seconde|2(?:e|eme|de|nde))"
_WAVES = {
    1: Pattern(rf"\bvague\s+(?:n[°ºo]\.?\s?)?(?:1|i|une?)\b|\b{_FIRST}\s+vague\b"),
    2: Pattern(rf"\bvague\s+(?:n[°ºo]\.?\s?)?(?:2|ii|deux)\b|\b{_SECOND}\s+vague\b"),
}
# Also "Va2", "V2", "vagues 1 et 2", "1re et 2e vagues".
_NAMED_AT_ALL = {
    1: Pattern(
        rf"\bv(?:a|agues?)?\W{{0,3}}(?:n\W{{1,2}})?(?:1|i|une?)\b|\bvagues?\W[^.;]{{0,15}}\b(?:1|i)\b|\b{_FIRST}\b"
    ),
    2: Pattern(
        rf"\bv(?:a|agues?)?\W{{0,3}}(?:n\W{{1,2}})?(?:2|ii|deux)\b|\bvagues?\W[^.;]{{0,15}}\b(?:2|ii)\b|\b{_SECOND}\b"
    ),
}


@control("DEM008")
def certificate_of_another(context: Context) -> Iterator[Outcome]:
    """A certificate of another SONS, wave or solution; an HDS certificate that ended before the deposit.

    [004] asks for the certificate of référencement of the software, and for the DPI the one of HDS
    hosting, whose rules [000] gives; no software without its référencement is funded ([003], [004]).
    Its holder is never compared: distributors file the editor's. Of several, one that is ours is enough.
    """
    certificates = [*documents(context, "CERTIFICAT_REFERENCEMENT")]
    if all(document.has_text and document.is_whole for document in certificates):
        of_another_sons = [*_of_another_sons(context, certificates)]
        of_another_sons = of_another_sons or [*_of_another_wave(context, certificates)]
        yield from of_another_sons or _of_another_solution(context, certificates)
    for document in legible(context, "CERTIFICAT_HDS"):
        if document.is_whole:
            yield from _ended(context, document)


def _of_another_sons(context: Context, certificates: list[Document]) -> Iterator[Problem]:
    sons = context.corridor.sons
    if not named_instead_of(sons, "\n".join(document.text for document in certificates)):
        return
    for document in certificates:
        others = named_instead_of(sons, document.text)
        if others:
            values: dict[str, Value] = {
                "file": Quoted(document.attachment.name),
                "found": Items(tuple(map(Quoted, others))),
                "expected": sons,
            }
            yield Problem(document.at(), values, confidence=Confidence.PROBABLE)


def _of_another_wave(context: Context, certificates: list[Document]) -> Iterator[Problem]:
    """A wave named in words ("Vague 1"), where ours stands nowhere in any form."""
    code = context.corridor.sons
    own = next((wave for wave in _WAVES if code.endswith(f"-Va{wave}")), None)
    if own is None or any(_NAMED_AT_ALL[own].search(flat(one.text)) for one in certificates):
        return
    for document in certificates:
        found = (met[0] for met in _WAVES[3 - own].finditer(flat(document.text)))
        others = dict.fromkeys(" ".join(name.split()) for name in found)
        if others:
            values: dict[str, Value] = {
                "file": Quoted(document.attachment.name),
                "found": Items(tuple(map(Quoted, others))),
                "expected": code,
            }
            yield Problem(document.at(), values, variant="wave", confidence=Confidence.PROBABLE)


def _of_another_solution(context: Context, certificates: list[Document]) -> Iterator[Problem]:
    requested = plain(context.file.numero_ans or "")
    own = {requested} if requested else _numbers_declared(context)
    ours = own | _numbers_declared(context)
    texts = [_without_blanks(document.text) for document in certificates]
    if not own or any(number in text for number in ours for text in texts):
        return
    for document in certificates:
        shown = dict.fromkeys(plain(met[1]) for met in _ANS_NUMBER.finditer(flat(document.text)))
        if shown:
            values: dict[str, Value] = {
                "file": Quoted(document.attachment.name),
                "found": Items(tuple(shown)),
                "expected": Items(tuple(sorted(own))),
            }
            in_json = context.step is Step.AVANCE
            written = (Place("/numeroAns", request=context.line.index),) if in_json else ()
            yield Problem(
                (document.at(), *written),
                values,
                variant="avance" if in_json else "solution",
                confidence=Confidence.PROBABLE,
            )


def _numbers_declared(context: Context) -> set[str]:
    """The ANS numbers that the settings give to the solutions of this SONS."""
    return {
        plain(solution.numero_ans)
        for solution in context.settings.file.solutions
        if solution.sons is None or plain_code(solution.sons) == context.corridor.sons
    }


def _without_blanks(text: str) -> str:
    """A text without its blanks: a number is found in it however its digits are grouped."""
    return "".join(text.split()).upper()


def _ended(context: Context, document: Document) -> Iterator[Problem]:
    """An end of validity before the deposit, where no later date stands."""
    deposit = context.first_deposit
    ends = list(ends_of_validity(document))
    if ends and latest_day(document) < deposit.day:
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": max(ends),
            "expected": moment_of(deposit),
        }
        yield Problem(document.at(), values, variant="ended", confidence=Confidence.PROBABLE)
