"""A report as every output shows it: each text on one line, each sign of it seen."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from segur_check.printable import printable
from segur_check.report import Report
from segur_check.values.identifiers import masked


def printed(report: Report) -> Report:
    """The report with every text printable: names of files, numbers, pointers, sentences.

    An output adds the escapes of its own language alone, be it HTML, Markdown or a spreadsheet's.
    """
    shown: Report = _printed(report)
    return shown


def _printed(value: Any) -> Any:  # noqa: ANN401 - whatever a report holds
    if isinstance(value, str):
        seen = printable(value)
        # A patient's address is known by the signs that it really has: it is masked before they are shown.
        return value if seen == value else printable(masked(value))
    if isinstance(value, tuple):
        items = [_printed(item) for item in value]
        same = all(item is old for item, old in zip(items, value, strict=True))
        return value if same else tuple(items)
    if isinstance(value, Struct):
        return _printed_fields(value)
    return value


def _printed_fields(value: Struct) -> Struct:
    """The struct itself where nothing of it is hidden, as nearly always."""
    changed = {}
    for name in value.__struct_fields__:
        old = getattr(value, name)
        new = _printed(old)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value
