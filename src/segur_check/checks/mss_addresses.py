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

_ACCEPTANCES = ("VA", "MOM")

# The end of a line may cut a domain, and put spaces around its dots.
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
    kinds = {attachment.kind for attachment in context.line.listed}
    due = (verification is not None and verification.kind != "PV_VSR") or kinds & {*_ACCEPTANCES}
    if not due or (verification is not None and verification.addresses):
        return
    acceptances = [*documents(context, *_ACCEPTANCES)]
    if any(_MSS.search(document.plain) for document in acceptances):
        return
    at = Place(verification.pointer if verification is not None else context.line.pointer)
    if acceptances and all(
        document.is_whole and not _may_show_an_address(document) for document in acceptances
    ):
        values: dict[str, Value] = {"file": Quoted(acceptances[0].attachment.name)}
        places = (at, *(document.at() for document in acceptances))
        yield Problem(
            places, values, variant="nowhere", figure=asked, confidence=Confidence.PROBABLE
        )
    else:
        yield Problem(at, figure=asked)


def _may_show_an_address(document: Document) -> bool:
    """Whether a document shows an address of a domain that may be one of MSSanté."""
    addresses = ("".join(match[0].split()) for match in _ADDRESS.finditer(document.plain))
    return any(mss_address(address) is not MssAddress.MASS_MARKET for address in addresses)


def _addresses(context: Context) -> Iterator[tuple[str, str, MssAddress]]:
    verification = context.line.verification
    for address in verification.addresses if verification else ():
        yield address.pointer, address.value, mss_address(address.value)


@control("MSS007")
def not_an_mss_address(context: Context) -> Iterator[Outcome]:
    """An address whose domain is not one of MSSanté, or is not known to be."""
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
    """A patient's address, anywhere in the JSON or in a document; reports mask it."""
    if context.request is not None:
        for document in legible(context, *sorted(known_piece_types())):
            if _PATIENT.search(document.plain):
                # Not quoted as it is written: half a national health number is still one.
                found: dict[str, Value] = {
                    "file": Quoted(document.attachment.name),
                    "found": Quoted("•••@patient.mssante.fr"),
                }
                at = document.at(document.page_of(_PATIENT))
                yield Problem(at, found, variant="document", confidence=Confidence.PROBABLE)
    elif context.text.mentions("patient.mssante.fr"):
        for pointer, text in texts_with_pointers(context.shape.tree):
            if _PATIENT.search(text.lower()):
                yield Problem(Place(pointer), {"found": Quoted(text)})
