"""The dates that a sentence of rules/ names, in place of repeating what a table of a SONS holds.

`{MS1.solde.closes}` is the value at `solde.closes` of rules/corridors/MS1.toml. A form may follow:

{MS1.solde.closes:day}      without the hour
{MS1.solde.closes:+1min}    so much later, or earlier with a minus: in min, h or d (days)
{MS1.solde.closes:day-7d}   both

Where a date is moved, the sentences that name it follow, and the examples in them stay just before
or just after it.
"""

import re
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from segur_check.errors import UsageFault
from segur_check.rules.bound import Bound, OtherReading
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.values.wording import written

# Names without a dot are the placeholders of a message; the braces of JSON hold quotation marks.
_NAMED = re.compile(r"\{(?P<sons>[\w-]+)\.(?P<path>[\w.]*)(?::(?P<form>[^{}]*))?\}")
_FORM = re.compile(r"(?P<day>day)?(?:(?P<count>[+-]\d+)(?P<unit>min|h|d))?", re.ASCII)
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


@cache
def dated(text: str, lang: str, where: str, rules: Path | None = None) -> str:
    """A sentence with its dates in place of their names; `where` is its place, for a fault.

    Raises:
        UsageFault: no table gives a date that it names, or the form of one is not known.
    """
    return _NAMED.sub(lambda name: written(_date_of(name, where, rules), lang), text)


def _date_of(name: re.Match[str], where: str, rules: Path | None) -> date:
    found = _value(name["sons"], name["path"], rules)
    if found is None:
        raise UsageFault(
            f"{where} : aucune table ne donne la date « {name[0]} »",
            f"{where}: no table gives the date “{name[0]}”",
        )
    if name["form"] is None:
        return found
    form = _FORM.fullmatch(name["form"])
    if form is not None and form["day"] and isinstance(found, datetime):
        found = found.date()
    has_hour = isinstance(found, datetime)
    if not form or not form[0] or (form["unit"] in {"min", "h"} and not has_hour):
        raise UsageFault(
            f"{where} : forme inconnue dans « {name[0]} » ; écrivez « :day », « :-7d » ou « :day-7d », "
            "et « :+1min » ou « :+1h » si la table donne une heure",
            f"{where}: unknown form in “{name[0]}”; write “:day”, “:-7d” or “:day-7d”, and “:+1min” or "
            "“:+1h” if the table gives an hour",
        )
    return found + int(form["count"]) * _UNITS[form["unit"]] if form["count"] else found


def _value(sons: str, path: str, rules: Path | None) -> date | None:
    """The date of a table, the user's first: it may leave out what a sentence of ours names."""
    for tables in dict.fromkeys((rules, None)):
        if sons in covered_codes(tables):
            bound = corridor(sons, tables).at(path)
            if isinstance(bound, Bound | OtherReading):
                return bound.value
    return None
