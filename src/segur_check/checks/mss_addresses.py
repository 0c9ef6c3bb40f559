"""MSS006 to MSS008: the MSSanté addresses of the JSON and of the documents."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Place, Problem, control
from segur_check.case.documents import Document, documents, legible
from segur_check.dossier.reading import texts_with_pointers
from segur_check.rules.schemas import known_piece_types
from segur_check.values.identifiers import MssAddress, mss_address
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Quoted, Value

ACCEPTANCES = ("VA", "MOM")

# A domain may be cut at the end of a line, and its dots stand apart.
_AT = r"(?:@|\(at\)|\[at\])"
_LABELS = r"(?:[\w-]{1,63} ?\. ?){0,6}"
_ADDRESS = Pattern(rf"[\w.+-]{{1,64}} ?{_AT} ?{_LABELS}[\w-]{{1,63}}")
_MSS = Pattern(rf"{_AT} ?{_LABELS}mssante ?\. ?fr\b")
_PATIENT = Pattern(rf"{_AT} ?{_LABELS}patient ?\. ?mssante ?\. ?fr\b")


@control("MSS006")
def no_address(context: Context) -> Iterator[Outcome]:
    """A solde without any MSSanté address used by the client, in the JSON or on the VA or MOM."""
    asked = context.corridor.solde.mss_address if context.corridor.solde is not None else None
    verification = context.line.verification
    kinds = {piece.kind for piece in context.line.listed}
    due = (verification is not None and verification.kind != "PV_VSR") or kinds & {*ACCEPTANCES}
    if not due or (verification is not None and verification.addresses):
        return
    there = [*documents(context, *ACCEPTANCES)]
    if any(_MSS.search(one.plain) for one in there):
        return
    at = Place(verification.pointer if verification is not None else context.line.pointer)
    if there and all(one.is_whole and not _may_show_one(one) for one in there):
        values: dict[str, Value] = {"file": Quoted(there[0].piece.name)}
        places = (at, *(one.at() for one in there))
        yield Problem(
            places, values, variant="nowhere", figure=asked, confidence=Confidence.PROBABLE
        )
    else:
        yield Problem(at, figure=asked)


def _may_show_one(paper: Document) -> bool:
    """Whether a paper shows an address that is of no mass-market domain: it may be the one."""
    found = ("".join(met[0].split()) for met in _ADDRESS.finditer(paper.plain))
    return any(mss_address(one) is not MssAddress.MASS_MARKET for one in found)


def _addresses(context: Context) -> Iterator[tuple[str, str, MssAddress]]:
    verification = context.line.verification
    for address in verification.addresses if verification else ():
        yield address.pointer, address.value, mss_address(address.value)


@control("MSS007")
def not_an_mss_address(context: Context) -> Iterator[Outcome]:
    """An address whose domain is no MSSanté domain, or is not known as one."""
    variants = {
        MssAddress.MASS_MARKET: "mass_market",
        MssAddress.MALFORMED: "malformed",
        MssAddress.UNKNOWN: "",
    }
    for pointer, address, kind in _addresses(context):
        if kind in variants:
            values: dict[str, Value] = {
                "found": Quoted(address),
                "domain": Quoted(address.rpartition("@")[2]),
            }
            yield Problem(Place(pointer), values, variant=variants[kind])


@control("MSS008", when=lambda context: context.attachments is not None)
def patient_address(context: Context) -> Iterator[Outcome]:
    """The address of a patient anywhere in the JSON, or in a document; it is masked everywhere."""
    if context.request is not None:
        for paper in legible(context, *sorted(known_piece_types())):
            if _PATIENT.search(paper.plain):
                # Not as it is written there: half a national health number is still one.
                found: dict[str, Value] = {
                    "file": Quoted(paper.piece.name),
                    "found": Quoted("•••@patient.mssante.fr"),
                }
                at = paper.at(paper.page_of(_PATIENT))
                yield Problem(at, found, variant="document", confidence=Confidence.PROBABLE)
    elif context.text.mentions("patient.mssante.fr"):
        for pointer, text in texts_with_pointers(context.shape.tree):
            if _PATIENT.search(text.lower()):
                yield Problem(Place(pointer), {"found": Quoted(text)})
