"""DOC029, DOC030, DOC036: who signs the VA, the MOM and the reports of pilots, and when."""

from collections.abc import Iterator
from datetime import date

from segur_check.case.client_shown import number_of_another, replacing
from segur_check.case.clients import client_names
from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Place,
    Problem,
    control,
    written_at,
)
from segur_check.case.documents import (
    ACCEPTANCES,
    Document,
    acceptances,
    legible,
    reads_as_accepted,
)
from segur_check.case.mends import OWN_DAY, on_page
from segur_check.case.names import (
    family_names,
    is_person,
    names_person,
    telling_words,
)
from segur_check.case.signatories import client_signatories, people_text, shows_a_name
from segur_check.case.signing import electronic_signers, may_be_signed, own_days, signing_days
from segur_check.pieces.figures.evidence import month_first
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.sheet import FORM
from segur_check.pieces.words.phrases import plain_text
from segur_check.rules.controls import Citation
from segur_check.values.dates import in_paris
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Quoted, Term, Value


@control("DOC029")
def signed_on_another_day(context: Context) -> Iterator[Outcome]:
    """VA or MOM: it is signed on a day other than the JSON's, which it shows nowhere.

    Deduced from the finalisation of a request ([002] for wave 1, [004]): the VA or MOM is filed beside
    the JSON that states its date.
    """
    verification = context.line.verification
    documents = acceptances(context)
    if verification is None or verification.signed_on is None or documents is None:
        return
    expected = verification.signed_on
    if any(_may_show_day(document, expected) for document in documents):
        return
    for document in documents:
        days = signing_days(document)
        if len({day.value for day in days}) == 1:
            values: dict[str, Value] = {
                "document": Term(document.kind),
                "file": Quoted(document.attachment.name),
                "found": days[0].value,
                "expected": expected,
            }
            place = Place(f"{verification.pointer}/dateSignature")
            on_its_page = {on_page(document.attachment.name, OWN_DAY): expected}
            yield Problem(
                (document.at(days[0].page or None, days[0].excerpt), place),
                values,
                confidence=_confidence(days[0].line),
                mends=(*written_at((place, days[0].value)), on_its_page),
            )


def _may_show_day(document: Document, day: date) -> bool:
    """Whether a document shows a day, printed, month first, or as that of an electronic signature."""
    sheet = document.sheet
    turned = month_first(day)
    printed = day in sheet.every_day or any(shown.value in (day, turned) for shown in sheet.days)
    return printed or day in _electronic_days(document)


def _electronic_days(document: Document) -> set[date]:
    """The days of its electronic signatures, in Paris time."""
    return {
        in_paris(signature.signed_on).date()
        for signature in document.attachment.signatures or ()
        if signature.signed and signature.signed_on is not None
    }


def _confidence(line: Line) -> Confidence:
    return Confidence.CERTAIN if line.page == FORM else Confidence.PROBABLE


@control("DOC030")
def signed_by_somebody_else(context: Context) -> Iterator[Outcome]:
    """VA or MOM: the client's signatory has another family name than the JSON's, who stands nowhere.

    Deduced as DOC029 is. Titles, order, case and accents are set aside; the supplier's signatory is none.
    """
    verification = context.line.verification
    documents = acceptances(context)
    if verification is None or not verification.signatory or documents is None:
        return
    expected = verification.signatory
    if not is_person(expected.title()):
        return
    if any(_may_name(document, expected) for document in documents):
        return
    establishments = [name for name in client_names(context) if not is_person(name)]
    for document in documents:
        for signatory in client_signatories(document):
            if not telling_words(signatory.name) - telling_words(expected):
                continue  # "Claude E.", a first name
            if any(telling_words(signatory.name) <= telling_words(name) for name in establishments):
                continue
            values: dict[str, Value] = {
                "document": Term(document.kind),
                "file": Quoted(document.attachment.name),
                "found": Quoted(signatory.name),
                "expected": Quoted(expected),
            }
            line = signatory.line
            strange = number_of_another(context, document) is not None
            yield Problem(
                (
                    document.at(line.page or None, line.excerpt(signatory.start)),
                    Place(f"{verification.pointer}/nomSignataire"),
                ),
                values,
                variant="another_client" if strange else "",
                confidence=_confidence(line),
                mends=replacing(document) if strange else (),
            )
            break


_WORD = Pattern(r"[a-z0-9]+")
_RUNS = range(1, 5)  # words of a family name, one cut by the end of a line among them


def _may_name(document: Document, person: str) -> bool:
    """Whether a document, or what signs it, holds a person's family name, be it in several words.

    The name of a practice or of an address ("Cabinet du Dr Exemple") says nothing of who signs.
    """
    text = f"{people_text(document)} {plain_text(electronic_signers(document))}"
    if names_person(text, person):
        return True
    family, words = "".join(family_names(person)), _WORD.findall(text)
    runs = ("".join(words[at : at + many]) for at in range(len(words)) for many in _RUNS)
    return bool(family) and family in runs


_PILOT = "PV_PILOTE"
_SIGNED = (*ACCEPTANCES, _PILOT)
_DEDUCED = Citation("segur-check", "D")  # for a MOM and a PV; the tables cite what asks it of a VA


@control("DOC036")
def neither_dated_nor_signed(context: Context) -> Iterator[Outcome]:
    """VA, MOM or pilot PV that prints no date, or nobody's name, and that nothing else may sign.

    [002] asks for a VA "complète et signée"; deduced for the others. A signature field, a picture or a
    drawing may hold what is not printed: a person looks at it.
    """
    papers = [paper for paper in legible(context, *_SIGNED) if reads_as_accepted(paper)]
    judged = [(paper, _is_dated(context, paper), _is_named(context, paper)) for paper in papers]
    # A second file may be the annex of a VA that is complete; each PV is of another pilot.
    complete = {paper.kind for paper, dated, named in judged if dated and named} - {_PILOT}
    for paper, dated, named in judged:
        if (dated and named) or paper.kind in complete:
            continue
        values: dict[str, Value] = {
            "document": Term(paper.kind),
            "file": Quoted(paper.attachment.name),
        }
        if may_be_signed(paper):
            yield NotChecked(NotCheckedKind.UNREADABLE, "drawn", values)
            continue
        yield Problem(
            paper.at(),
            values,
            variant="date" if named else "name" if dated else "",
            figure=None if paper.kind == "VA" else _DEDUCED,
            confidence=Confidence.PROBABLE,
        )


def _is_dated(context: Context, document: Document) -> bool:
    sheet, verification = document.sheet, context.line.verification
    expected = verification.signed_on if verification is not None else None
    across_lines = sheet.every_day - {day.value for day in sheet.days}
    if own_days(document) or across_lines or expected in sheet.every_day:
        return True
    return bool(_electronic_days(document))


def _is_named(context: Context, document: Document) -> bool:
    verification = context.line.verification
    signatory = verification.signatory if verification is not None else None
    if signatory and _may_name(document, signatory):
        return True
    return bool(electronic_signers(document).strip()) or shows_a_name(document)
