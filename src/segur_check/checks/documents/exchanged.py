"""DOC037: files that the JSON lists in each other's place."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Place, Problem, control
from segur_check.case.documents import exchanged
from segur_check.case.exchanged import Misplaced
from segur_check.case.listed import listings_by_file
from segur_check.values.wording import Items, Noted, Quoted, Term, Value

_OF_ANY = ("DOC001", "DOC015", "DOC023", "DOC024")
_OF_SIGNED = ("DOC014", "DOC016")
_OF_CLIENT = ("DOC002", "DOC003")
_OF_PRICES = ("DOC005", "DOC006", "DOC007", "DOC008", "DOC009", "DOC034")
_OF_ACCEPTANCE = ("DOC022", "DOC029", "DOC030", "DOC036", "MSS006", "MSS009")
_OF_REPORT = (*_OF_ANY, *_OF_SIGNED, "DOC017", "DOC018")
# The controls that would have read a file of each type.
_READING = {
    "BON_COMMANDE": (
        *_OF_ANY, *_OF_SIGNED, *_OF_CLIENT, *_OF_PRICES, "DOC004", "DOC010", "DOC026", "DOC027", "DOC028",
        "DOC033", "DOC035", "DOC045", "DOC046",
    ),
    "FACTURE": (
        *_OF_ANY, *_OF_CLIENT, *_OF_PRICES, "DOC011", "DOC012", "DOC013", "DOC020", "DOC021", "DOC022",
        "DOC031", "DOC032", "CAL014",
    ),
    "VA": (*_OF_ANY, *_OF_SIGNED, *_OF_CLIENT, *_OF_ACCEPTANCE, "DOC013", "MSS003"),
    "MOM": (*_OF_ANY, *_OF_SIGNED, *_OF_CLIENT, *_OF_ACCEPTANCE),
    "PV_MES": _OF_REPORT,
    "PV_VSR": _OF_REPORT,
    "PV_PILOTE": (*_OF_ANY, *_OF_SIGNED, "DOC036", "DOC038"),
}  # fmt: skip
_TWO = 2


@control("DOC037")
def files_exchanged(context: Context) -> Iterator[Outcome]:
    """Files of which each reads as what another is listed as: an invoice in the place of the VA.

    Deduced from the finalisation of a request ([002] for wave 1, [004]): the JSON says of each
    attachment what it is. Nothing else is held against these files.
    """
    files = exchanged(context)
    if not files:
        return
    at = tuple(place for file in files for place in _places(context, file))
    silences = frozenset(code for file in files for code in _READING[file.kind])
    if len(files) == _TWO:
        one, other = files
        values: dict[str, Value] = {
            "file": Quoted(one.attachment.name),
            "listed": Term(one.kind),
            "other": Quoted(other.attachment.name),
            "other_listed": Term(other.kind),
        }
    else:
        found = (Noted(Quoted(file.attachment.name), Term(file.read)) for file in files)
        values = {"found": Items(tuple(found))}
    yield Problem(
        at,
        values,
        variant="" if len(files) == _TWO else "several",
        confidence=Confidence.PROBABLE,
        silences=silences,
    )


def _places(context: Context, file: Misplaced) -> Iterator[Place]:
    """The file, and the type that the request gives it."""
    index = context.line.index
    yield Place(attachment=file.attachment.name, request=index)
    for request, listed in listings_by_file(context)[file.attachment.name]:
        if request.index == index:
            yield Place(f"{listed.pointer}/typeFichier")
            return
