"""CSV for programs, as French spreadsheets write it in either language: semicolons, decimal commas, a byte order mark.

A spreadsheet that opens it makes 42 of "0042" and a day of "1/2", quoted or not. An apostrophe or a tab before
them would be part of the value for a program: the values stay, and a workbook is what spreadsheets open.
"""

import csv
import io
import re
from decimal import Decimal

from segur_check.report import Report
from segur_check.reporters.display import PLAIN, Display
from segur_check.reporters.rows import (
    FINDING,
    REQUEST,
    Cell,
    cells,
    finding_rows,
    headers,
    lack_rows,
    unread_rows,
)

COLUMNS = (*REQUEST, "verdict", "ht", "ttc", *FINDING[:2], "kind", *FINDING[2:])
# What a spreadsheet takes for a formula, even after blanks; the full-width forms too.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def csv_report(report: Report, _display: Display = PLAIN) -> bytes:
    """One row per finding, then one per point not checked and per input not read, as UTF-8 bytes with CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers(COLUMNS, report.lang))
    for rows in (finding_rows(report), lack_rows(report), unread_rows(report)):
        writer.writerows([_as_text(cell) for cell in cells(row, COLUMNS)] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _as_text(cell: Cell) -> str:
    """A cell as text; an apostrophe precedes a text that a spreadsheet would compute."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        # An amount has two decimals; one that is written with more keeps them, as that is what is wrong.
        return max(f"{cell:.2f}", f"{cell:f}", key=len).replace(".", ",")
    text = str(cell)
    return f"'{text}" if _FORMULA.match(text) else text
