"""FMT011, FMT012, FMT015, FMT019, FMT020: the requests of the JSON, and their numbers."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.values.step import Step
from segur_check.values.wording import Quoted, Value

# One supplier of wave 1 splits its files there; whether the ASP has a limit is not known.
_MOST_REQUESTS_SEEN = 200


@control("FMT011")
def line_numbers(context: Context) -> Iterator[Outcome]:
    """`numLigne` missing, repeated or not sequential from 1."""
    seen: dict[int, str] = {}
    for rank, request in enumerate(context.file.requests, start=1):
        number, pointer = request.number, f"{request.pointer}/numLigne"
        if request.tree.get("numLigne") is None:
            yield Problem(Place(request.pointer), {"expected": rank}, variant="missing")
        elif number is not None and number in seen:
            values: dict[str, Value] = {"found": number, "expected": rank}
            yield Problem((Place(pointer), Place(seen[number])), values, variant="repeated")
        elif number is not None and number != rank:
            yield Problem(Place(pointer), {"found": number, "expected": rank}, variant="order")
        if number is not None:
            seen.setdefault(number, pointer)


@control("FMT012")
def many_requests(context: Context) -> Iterator[Outcome]:
    """More requests than were ever seen in one file."""
    count = len(context.file.requests)
    if count > _MOST_REQUESTS_SEEN:
        yield Problem(Place("/lignesImport"), {"found": count, "expected": _MOST_REQUESTS_SEEN})


@control("FMT015")
def asp_number(context: Context) -> Iterator[Outcome]:
    """`numeroASP` absent from a solde, or present in a creation."""
    for request in context.file.requests:
        pointer = f"{request.pointer}/numeroASP"
        if context.step is Step.SOLDE and request.numero_asp is None:
            at = Place(pointer if "numeroASP" in request.tree else request.pointer)
            yield Problem(at, variant="absent")
        elif context.step is Step.AVANCE and request.action == "C" and request.numero_asp:
            found = Quoted(request.numero_asp)
            yield Problem(Place(pointer), {"found": found}, variant="present")


@control("FMT019")
def no_request(context: Context) -> Iterator[Outcome]:
    """An empty `lignesImport`."""
    for fault in context.shape_faults("empty"):
        if fault.key == "lignesImport":
            yield Problem(Place(fault.pointer))


@control("FMT020")
def returned_by_the_portal(context: Context) -> Iterator[Outcome]:
    """The file is one that the portal returned: what it says there is shown."""
    for request in context.file.requests:
        answers = {key: request.tree.get(key) for key in ("codeTraitement", "libelleTraitement")}
        filled = {key: value for key, value in answers.items() if value not in (None, "")}
        if filled:
            at = Place(f"{request.pointer}/{next(iter(filled))}")
            found = " — ".join(map(str, filled.values()))
            yield Problem(at, {"found": Quoted(found)})
