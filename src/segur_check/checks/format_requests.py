"""FMT011, FMT012, FMT015, FMT019, FMT020: the requests of the JSON, and their numbers."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.values.step import Step
from segur_check.values.wording import Quoted, Value

# One supplier of wave 1 splits its files there; whether it is the ASP's limit is not known.
_MOST_REQUESTS_SEEN = 200


@control("FMT011")
def line_numbers(context: Context) -> Iterator[Outcome]:
    """`numLigne` missing, repeated or not sequential from 1."""
    seen: dict[int, str] = {}
    for rank, request in enumerate(context.file.requests, start=1):
        number, at = request.number, f"{request.pointer}/numLigne"
        if request.tree.get("numLigne") is None:
            yield Problem(Place(request.pointer), {"expected": rank}, variant="missing")
        elif number is not None and number in seen:
            values: dict[str, Value] = {"found": number, "expected": rank}
            yield Problem((Place(at), Place(seen[number])), values, variant="repeated")
        elif number is not None and number != rank:
            yield Problem(Place(at), {"found": number, "expected": rank}, variant="order")
        if number is not None:
            seen.setdefault(number, at)


@control("FMT012")
def many_requests(context: Context) -> Iterator[Outcome]:
    """More requests than was ever seen in one file."""
    count = len(context.file.requests)
    if count > _MOST_REQUESTS_SEEN:
        yield Problem(Place("/lignesImport"), {"found": count, "expected": _MOST_REQUESTS_SEEN})


@control("FMT015")
def asp_number(context: Context) -> Iterator[Outcome]:
    """`numeroASP` absent from a solde, or present in a creation."""
    for request in context.file.requests:
        at = f"{request.pointer}/numeroASP"
        if context.step is Step.SOLDE and request.numero_asp is None:
            yield Problem(
                Place(at if "numeroASP" in request.tree else request.pointer), variant="absent"
            )
        elif context.step is Step.AVANCE and request.action == "C" and request.numero_asp:
            yield Problem(Place(at), {"found": Quoted(request.numero_asp)}, variant="present")


@control("FMT019")
def no_request(context: Context) -> Iterator[Outcome]:
    """An empty `lignesImport`."""
    for fault in context.shape_faults("empty"):
        if fault.key == "lignesImport":
            yield Problem(Place(fault.pointer))


@control("FMT020")
def returned_by_the_portal(context: Context) -> Iterator[Outcome]:
    """The file is one the portal returned: what it says is shown."""
    for request in context.file.requests:
        told = [(key, request.tree.get(key)) for key in ("codeTraitement", "libelleTraitement")]
        filled = [(key, value) for key, value in told if value not in (None, "")]
        if filled:
            said = " — ".join(str(value) for _, value in filled)
            yield Problem(Place(f"{request.pointer}/{filled[0][0]}"), {"found": Quoted(said)})
