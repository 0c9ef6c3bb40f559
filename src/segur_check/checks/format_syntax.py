"""FMT001 to FMT004, FMT022: the JSON as a text: its size, its encoding, its syntax."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.case.mends import RIGHT
from segur_check.dossier.json.positions import Position
from segur_check.values.wording import MEGABYTE, Megabytes, Term, Value


def _problems_of_text(context: Context, code: str) -> Iterator[Problem]:
    for fault in context.text.faults:
        if fault.code == code:
            at = fault.position or Position(1, 1)
            values = {key: _as_value(key, value) for key, value in fault.values.items()}
            yield Problem(
                Place(fault.pointer, line=at.line, column=at.column),
                {"line": at.line, "column": at.column, **values},
                variant=fault.reason,
                mends=({fault.pointer: RIGHT},) if fault.pointer else (),
            )


def _as_value(key: str, value: object) -> Value:
    if isinstance(value, Position):
        return value.line
    if key == "kind":
        return Term(str(value))
    return value if isinstance(value, int) else str(value)


@control("FMT001")
def not_json(context: Context) -> Iterator[Outcome]:
    """A text that is not JSON: wrong syntax, NaN, trailing data, nested too deep."""
    yield from _problems_of_text(context, "FMT001")


@control("FMT002")
def not_utf8(context: Context) -> Iterator[Outcome]:
    """An encoding other than UTF-8."""
    yield from _problems_of_text(context, "FMT002")


@control("FMT003")
def byte_order_mark(context: Context) -> Iterator[Outcome]:
    """A UTF-8 byte order mark."""
    yield from _problems_of_text(context, "FMT003")


@control("FMT004")
def repeated_key(context: Context) -> Iterator[Outcome]:
    """The same key twice in one object."""
    yield from _problems_of_text(context, "FMT004")


@control("FMT022")
def file_too_big(context: Context) -> Iterator[Outcome]:
    """A file over a limit of the tool: its size, the entries of one list or object, the values."""
    limit = Megabytes(context.settings.file.limites.json_mo * MEGABYTE)
    for problem in _problems_of_text(context, "FMT022"):
        yield problem if problem.variant != "too-big" else Problem(problem.at, {"limit": limit})
