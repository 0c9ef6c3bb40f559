"""DEM008: the certificates of an enrolment or an avance: of which solution, and until when."""

from collections.abc import Iterator
from datetime import date

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
# What heads the day of a référencement; and the day of a text that the certificate cites.
_DELIVERED = Pattern(
    r"\b(?:delivree?|reference(?:e|es)?|prononcee?|accordee?|attribuee?) (?:le|depuis le|a compter du|en date du)\W*\Z"
    r"|\bdate (?:de |du |d'|d\W)(?:(?:la|l'|le) ?)?(?:debut (?:de |du )?)?(?:referencement|delivrance|decision|attribution|notification)\b"
)
_OF_A_TEXT = Pattern(
    r"\b(?:arretes?|decrets?|lois?|ordonnances?|instructions?|dsr|journal officiel|jo)\b"
)
_A_WORD = Pattern(r"[a-z]{3}")
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
    """A certificate of another SONS, wave or solution, or dated after the deposit; an HDS one that ended before it.

    [004] asks for the certificate of référencement of the software, and for the DPI the one of HDS
    hosting, whose rules [000] gives; no software without its référencement is funded ([003], [004]),
    so that its day is not later than the deposit. Its holder is never compared: distributors file the
    editor's. Of several, one that is ours is enough.
    """
    certificates = [*documents(context, "CERTIFICAT_REFERENCEMENT")]
    if all(document.has_text and document.is_whole for document in certificates):
        for fault in (
            _of_another_sons,
            _of_another_wave,
            _of_another_solution,
            _later_than_the_deposit,
        ):
            found = [*fault(context, certificates)]
            if found:  # one fault of a certificate is told: the others follow from it
                yield from found
                break
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


def _later_than_the_deposit(context: Context, certificates: list[Document]) -> Iterator[Problem]:
    """Certificates that all date the référencement after the deposit that they are enclosed with."""
    declared, deposit = context.solution, context.deposit
    if declared is not None and declared.referencement and declared.referencement > deposit.day:
        return  # ELI013 has it from the settings
    dated = [(document, _referenced_on(document)) for document in certificates]
    for document, day in dated:
        if day is None or any(other is None or other <= deposit.day for _, other in dated):
            return
        values: dict[str, Value] = {
            "file": Quoted(document.attachment.name),
            "found": day,
            "expected": moment_of(deposit),
        }
        yield Problem(document.at(), values, variant="later", confidence=Confidence.PROBABLE)


def _referenced_on(document: Document) -> date | None:
    """The day of a référencement by its certificate: so labelled, and with no other date before it."""
    lines, labelled, others = document.sheet.lines, set[date](), set[date]()
    for index, line in enumerate(lines):
        end = 0  # of the date before
        for day in line.days:
            label, end = line.flat[end : day.start], day.end
            if not _A_WORD.search(label) and index:
                label = lines[index - 1].flat
            if _DELIVERED.search(label):
                labelled.add(day.value)
            elif not _OF_A_TEXT.search(label):
                others.add(day.value)
    earliest = min(labelled, default=None)
    return None if earliest is None or min(others, default=earliest) < earliest else earliest


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
