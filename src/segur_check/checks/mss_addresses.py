"""MSS006 to MSS009: the MSSanté addresses of the JSON and of the documents."""

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
from segur_check.case.documents import (
    ACCEPTANCES,
    Document,
    acceptances,
    documents,
    exchanged,
    opened,
)
from segur_check.dossier.reading import texts_with_pointers
from segur_check.rules.schemas import known_piece_types
from segur_check.values.identifiers import MssAddress, mss_address
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Value

# The end of a line may cut a domain, and put spaces around its dots.
_AT = r"(?:@|\(at\)|\[at\])"
_LABELS = r"(?:[\w-]{1,63} ?\. ?){0,6}"
_ADDRESS = Pattern(rf"[\w.+-]{{1,64}} ?{_AT} ?{_LABELS}[\w-]{{1,63}}")
_MSS = Pattern(rf"{_AT} ?{_LABELS}mssante ?\. ?fr\b")
_ANNEX = Pattern(
    r"\bannexe|\bci-?jointe?s?\b|\bpiece jointe|\blistes? jointe|\bjointe?s? a la presente"
)
_CUT = Pattern(r"-\s*\n\s*")  # a hyphen that a line's end may have put in
_BLANKS = Pattern(r"\s+")
_PATIENT = Pattern(rf"{_AT} ?{_LABELS}patient ?\. ?mssante ?\. ?fr\b")


@control("MSS006")
def no_address(context: Context) -> Iterator[Outcome]:
    """A solde without any MSSanté address used by the client, in the JSON or on the VA or MOM."""
    asked = context.corridor.solde.mss_address if context.corridor.solde is not None else None
    verification = context.line.verification
    kinds = {attachment.kind for attachment in context.line.listed}
    due = (verification is not None and verification.kind != "PV_VSR") or kinds & {*ACCEPTANCES}
    if not due or (verification is not None and verification.addresses):
        return
    acceptances = [*documents(context, *ACCEPTANCES)]
    if any(misplaced.kind in ACCEPTANCES for misplaced in exchanged(context)):
        return  # DOC037: the VA or MOM is elsewhere
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
        for document in opened(context, *sorted(known_piece_types())):
            if document.has_text and _PATIENT.search(document.plain):
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


@control("MSS009")
def address_not_on_the_paper(context: Context) -> Iterator[Outcome]:
    """VA or MOM without any MSSanté address though the JSON gives one, or with only others than the JSON's.

    [000] asks for the address that the client uses; not where that is only deduced, as for pharmacies.
    """
    asked = context.corridor.solde.mss_address if context.corridor.solde is not None else None
    verification, papers = context.line.verification, acceptances(context)
    if verification is None or papers is None or asked is None or asked.certainty != "A":
        return
    written = [_bare(address.value) for address in verification.addresses]
    stated = [address for address in written if mss_address(address) is MssAddress.PROFESSIONAL]
    if not stated or any(_shows(paper, address) for paper in papers for address in written):
        return
    for paper in papers:
        others = _mss_addresses_in(paper)
        values: dict[str, Value] = {
            "file": Quoted(paper.attachment.name),
            "expected": Items(tuple(map(Quoted, stated))),
        }
        if _ANNEX.search(paper.plain):
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "annex", values)
            continue
        if others:
            values["found"] = Items(tuple(map(Quoted, others)))
        yield Problem(
            (paper.at(paper.page_of(_MSS)), Place(f"{verification.pointer}/adressesMSS")),
            values,
            variant="others" if others else "",
            confidence=Confidence.PROBABLE,
        )


def _bare(address: str) -> str:
    """An address in lower case, without the name before it: "Cabinet <x@y.mssante.fr>"."""
    return address.rpartition("<")[2].removesuffix(">").strip().lower()


def _shows(paper: Document, address: str) -> bool:
    """Whether a document shows an address, be it broken over lines or written with "(at)"."""
    for text in (paper.text, *paper.attachment.layouts):
        for joined in (text, _CUT.sub("", text)):
            unspaced = _BLANKS.sub("", joined.lower()).replace("(at)", "@").replace("[at]", "@")
            if address in unspaced:
                return True
    # What is left of it where its first part stands elsewhere.
    return any(address.endswith(other) for other in _mss_addresses_in(paper))


def _mss_addresses_in(paper: Document) -> tuple[str, ...]:
    """The MSSanté addresses of a document, but those of patients."""
    addresses = ("".join(match[0].split()) for match in _ADDRESS.finditer(paper.plain))
    return tuple(
        dict.fromkeys(
            address
            for address in addresses
            if _MSS.search(address) and not _PATIENT.search(address)
        )
    )
