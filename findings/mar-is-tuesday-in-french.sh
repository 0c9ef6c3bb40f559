#!/usr/bin/env bash
# A signature dated "05 Mar 2022" on a French order, as programs print it whose month names are English while
# their text is French. Read with dateparser.
#
# Guess: telling the reader that the paper is French can only help; "Mar" between a day and a year is March,
# or, were it unknown, nothing is read.
#
# What happens: in French "mar." is Tuesday, mardi; March is never cut. So with languages=["fr"] the month is
# missing and dateparser, as it says it does, completes it from the day of the READING: in July the paper was
# signed on the 5th of July 2022, in January on the 5th of January. That the 5th of July 2022 really is a
# Tuesday has no part in it. Told French and English, or told nothing, it reads March. Of the other English
# months each is either read right as a French one (Jan, Sep, Dec) or not read at all (Feb, Apr, May, Aug):
# this one alone becomes another date.
#
# Why it matters: the date is plausible and its day and year are right, so nobody looks; and a control of a
# deadline says yes today and no next month of an unchanged paper.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install dateparser==1.5.0

"$work/venv/bin/python" - <<'PY'
import calendar
import sys
from datetime import datetime
from importlib.metadata import version

import dateparser

DAYS_OF_READING = (datetime(2022, 7, 1), datetime(2023, 1, 1))


def read(text, languages, today):
    found = dateparser.parse(text, languages=languages, settings={"RELATIVE_BASE": today})
    return found and f"{found:%Y-%m-%d}"


RIGHT = {month: [f"2022-{number:02}-05"] * 2 for number, month in enumerate(calendar.month_abbr) if number}
EXPECTED = RIGHT | dict.fromkeys(("Feb", "Apr", "May", "Aug"), [None, None]) | {"Mar": ["2022-07-05", "2022-01-05"]}

print("dateparser", version("dateparser"), "read on", *(f"{today:%Y-%m-%d}" for today in DAYS_OF_READING))
seen = {}
for month in EXPECTED:
    seen[month] = [read(f"05 {month} 2022", ["fr"], today) for today in DAYS_OF_READING]
    print(f"05 {month} 2022 in French: {seen[month]}")
march = {
    told: [read("05 Mar 2022", languages, today) for today in DAYS_OF_READING]
    for told, languages in {"French and English": ["fr", "en"], "nothing": None}.items()
}
print(f"05 Mar 2022, told: {march}")
if seen != EXPECTED or any(dates != RIGHT["Mar"] for dates in march.values()):
    sys.exit("the behaviour changed")
PY
