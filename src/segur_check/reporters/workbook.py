"""A workbook (xlsx) for those who file the requests: requests, findings, what was not checked."""

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct

from segur_check.report import Report
from segur_check.reporters.display import PLAIN, Display, aged_rules_lines
from segur_check.reporters.rows import (
    COUNTS,
    FINDING,
    REQUEST,
    Cell,
    TableRow,
    cells,
    finding_rows,
    headers,
    lack_rows,
    request_rows,
    unread_rows,
)
from segur_check.reporters.summary import Expected, Stake, summary_of
from segur_check.reporters.words import word

MOST_ROWS = 1_048_576  # of a sheet of Excel
LONGEST = 32_767  # characters of a cell
_FIRST = 2  # the first row of data: above it, what the sheet says of itself, and the headings
_SUMMARY = (
    *("file", "request", "number", "client", "sons", "step", "deposit", "verdict"),
    *("ht", "rate", "vat", "ttc", "cap"),
    *COUNTS,
)
_LACKS = (*REQUEST, "code", "kind", "reason")
_AMOUNTS = frozenset({"ht", "vat", "ttc", "cap"})
_WIDTHS = {
    "file": 38,
    "client": 26,
    "deposit": 18,
    "verdict": 26,
    "title": 36,
    "message": 70,
    "reason": 90,
    "action": 70,
    "found": 26,
    "expected": 26,
    "piece": 34,
    "pointer": 34,
    "source": 40,
    "number": 18,
    "sons": 16,
}
_WRAPPED = frozenset(
    {"file", "title", "message", "reason", "action", "found", "expected", "piece", "source"}
)
# Numbers that are names, as "0042": a text even for who types over one.
_IDENTIFIERS = frozenset({"number", "client"})
_USUAL_WIDTH = 13
_ARROW = 4  # characters that the arrow of the filter takes, beside the heading
_RAGGED = 4  # characters that a folded line leaves empty, about
_LINE = 15  # points: the height of a line
_TALLEST = 409  # points; Excel refuses more
_FORMATS: dict[str, dict[str, str | int]] = {
    "text": {"valign": "top"},
    "wrapped": {"valign": "top", "text_wrap": True},
    "identifier": {"valign": "top", "num_format": "@"},
    "rate": {"valign": "top", "num_format": 'General\u00a0"%"'},
    "amount": {"valign": "top", "num_format": '#,##0.00\u00a0"€"'},
    "instant": {"valign": "top", "num_format": "dd/mm/yyyy\u00a0hh:mm"},
    "request": {"valign": "top", "align": "left"},
    "head": {"bold": True, "bg_color": "#DCE6F1", "border": 1, "valign": "top"},
    "note": {"italic": True, "font_color": "#595959"},
}


class _Sheet(Struct, frozen=True):
    name: str
    columns: tuple[str, ...]
    rows: list[TableRow]


def workbook(report: Report, _display: Display = PLAIN) -> bytes:
    """The report as the bytes of an xlsx file, the same for the same report."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - an extra, for this output only

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as book:
        created = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"created": created, "title": "segur-check"})
        formats = {name: book.add_format(style) for name, style in _FORMATS.items()}
        first, *others = _sheets(report)
        _fill(book.add_worksheet(first.name), first, report, formats)
        _fill_money(book.add_worksheet(word(report.lang, "sheet_money")), report, formats)
        for sheet in others:
            _fill(book.add_worksheet(sheet.name), sheet, report, formats)
    return out.getvalue()


def _sheets(report: Report) -> tuple[_Sheet, ...]:
    lang, unread = report.lang, list(unread_rows(report))
    summary = _Sheet(word(lang, "sheet_summary"), _SUMMARY, [*request_rows(report), *unread])
    columns = (*REQUEST, *FINDING)
    findings = _Sheet(word(lang, "sheet_findings"), columns, list(finding_rows(report)))
    lacks = _Sheet(word(lang, "sheet_not_checked"), _LACKS, [*lack_rows(report), *unread])
    return summary, findings, lacks


def _fill(page: Any, sheet: _Sheet, report: Report, formats: dict[str, Any]) -> None:  # noqa: ANN401 - untyped
    from xlsxwriter.utility import xl_range  # noqa: PLC0415 - an extra, for this output only

    lang, last = report.lang, len(sheet.columns) - 1
    kept = sheet.rows[: MOST_ROWS - _FIRST]
    cut, widths = 0, list[int]()
    for rank, name in enumerate(headers(sheet.columns, lang)):
        column = sheet.columns[rank]
        style = formats[_style_of(column)]
        widths.append(max(_WIDTHS.get(column, _USUAL_WIDTH), len(name) + _ARROW))
        page.set_column(rank, rank, widths[-1], style)
        page.write_string(_FIRST - 1, rank, name, formats["head"])
    for height, row in enumerate(kept, _FIRST):
        values = cells(row, sheet.columns)
        # LibreOffice does not fit the height of a row to its texts by itself.
        page.set_row(height, _height(values, widths, sheet.columns))
        for rank, cell in enumerate(values):
            cut += isinstance(cell, str) and len(cell) > LONGEST
            _write(page, (height, rank), cell, sheet.columns[rank], formats)
    page.freeze_panes(_FIRST, 0)
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)
    page.repeat_rows(_FIRST - 1)
    page.autofilter(_FIRST - 1, 0, max(_FIRST, _FIRST - 1 + len(kept)), last)
    # What is a text though it looks like a number is meant so: no green corner says otherwise.
    everywhere = xl_range(0, 0, _FIRST + len(kept), last)
    page.ignore_errors({"number_stored_as_text": everywhere})
    page.write_string(0, 0, _note(report, len(sheet.rows) - len(kept), cut), formats["note"])


def _fill_money(page: Any, report: Report, formats: dict[str, Any]) -> None:  # noqa: ANN401 - untyped
    """By verdict, what the requests ask for, and what of it the ASP has still to pay."""
    lang, keys = report.lang, ("money_ht", "money_avance", "money_solde")
    names = [word(lang, key) for key in ("verdict", "col_dossiers", "col_requests")]
    names += [word(lang, name) for key in keys for name in (key, f"{key}_unknown")]
    for rank, name in enumerate(names):
        page.set_column(rank, rank, max(_USUAL_WIDTH, len(name) + 1), formats["text"])
        page.write_string(_FIRST - 1, rank, name, formats["head"])
    summary = summary_of(report)
    dossiers = dict(summary.dossier_verdicts)
    for row, (verdict, stake) in enumerate(summary.stakes, _FIRST):
        page.write_string(row, 0, word(lang, f"verdict_{verdict}"), formats["text"])
        page.write_number(row, 1, dossiers[verdict])
        page.write_number(row, 2, stake.requests)
        parts: tuple[Stake | Expected, ...] = (stake, stake.avance, stake.solde)
        for rank, part in enumerate(parts):
            # What is not known of any request is no zero.
            if part.requests > part.unknown:
                page.write_number(row, 3 + 2 * rank, float(part.ht), formats["amount"])
            page.write_number(row, 4 + 2 * rank, part.unknown)
    page.set_column(0, 0, _WIDTHS["verdict"], formats["text"])
    page.freeze_panes(_FIRST, 0)
    page.autofilter(_FIRST - 1, 0, _FIRST - 1 + len(summary.stakes), len(names) - 1)
    page.write_string(0, 0, word(lang, "money_note"), formats["note"])


def _style_of(column: str) -> str:
    if column in _IDENTIFIERS:
        return "identifier"
    return "wrapped" if column in _WRAPPED else "text"


def _height(values: list[Cell], widths: list[int], columns: tuple[str, ...]) -> int:
    """The points that the longest folded text of a row needs."""
    lines = (
        -(-len(cell) // (width - _RAGGED))
        for cell, width, column in zip(values, widths, columns, strict=True)
        if isinstance(cell, str) and column in _WRAPPED
    )
    return min(_TALLEST, _LINE * max(1, *lines, 1))


def _note(report: Report, rows_cut: int, cells_cut: int) -> str:
    """What the sheet says of itself, and of what did not fit."""
    lang = report.lang
    evaluated = _instant(report.evaluated_at)
    moment = report.evaluated_at if evaluated is None else f"{evaluated:%d/%m/%Y %H:%M}"
    parts = [
        f"segur-check {report.tool_version}",
        f"{word(lang, 'rules')} {report.rules_version}",
        word(lang, "evaluated", at=moment),
    ]
    parts += aged_rules_lines(report)
    if rows_cut > 0:
        parts.append(word(lang, "rows_cut", count=rows_cut))
    if cells_cut:
        parts.append(word(lang, "cells_cut", count=cells_cut))
    return " · ".join(parts)


def _write(
    page: Any,  # noqa: ANN401 - untyped
    place: tuple[int, int],
    cell: Cell,
    column: str,
    formats: dict[str, Any],
) -> None:
    """Write one cell as what it is: a text never becomes a formula, a link or a number."""
    row, rank = place
    if isinstance(cell, str):
        moment = _instant(cell) if column == "deposit" else None
        if moment is not None:
            page.write_datetime(row, rank, moment, formats["instant"])
        else:
            text = cell if len(cell) <= LONGEST else f"{cell[: LONGEST - 1]}…"
            # Lone surrogates have no bytes in UTF-8.
            page.write_string(row, rank, text.encode("utf-8", "replace").decode())
    elif isinstance(cell, Decimal):
        style = formats["amount" if column in _AMOUNTS else "rate"]
        page.write_number(row, rank, float(cell), style)
    elif cell is not None:
        page.write_number(row, rank, cell, formats["request"] if column == "request" else None)


def _instant(text: str) -> datetime | None:
    """An instant of the report as clocks in Paris show it: spreadsheets know no offset."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
