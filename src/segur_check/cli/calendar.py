"""`segur-check calendar`: what is open, what closes when, and what is contested or unknown."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segur_check.cli import options as shared
from segur_check.cli.files import refuse_unwritable, write
from segur_check.cli.screen import STDOUT, say_lines, width
from segur_check.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_check.guide.windows import Event
    from segur_check.values.dates import Deposit

_WIDEST = 120
_CALENDAR = b"BEGIN:VCALENDAR"


def calendar(
    *,
    sons: shared.OneSons = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Le jour (2025-03-12) ou l'instant (2025-03-12T11:59, heure de Paris) ; sans lui, maintenant.",
        ),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option(
            metavar="FICHIER", help="Écrit aussi un agenda .ics (Outlook, Thunderbird, Apple)."
        ),
    ] = None,
    lang: shared.Lang = shared.Language.FR,
) -> int:
    """Dit ce qui est ouvert, ce qui ferme et quand, et ce qui est contesté ou inconnu."""
    from segur_check.cli.screens.columns import wrapped  # noqa: PLC0415 - --help needs no table
    from segur_check.cli.screens.window_table import next_line, page  # noqa: PLC0415
    from segur_check.guide.windows import events, next_closings, windows  # noqa: PLC0415
    from segur_check.rules.corridor import corridor  # noqa: PLC0415
    from segur_check.values.dates import (  # noqa: PLC0415
        PARIS,
        Deposit,
        read_moment,
    )

    now = datetime.now(PARIS)
    when = Deposit.at(now, "now") if at is None else Deposit.at(read_moment(at, "--at"), "option")
    tables = [corridor(code) for code in chosen(sons)]
    blocks = [(table, tuple(windows(table, when))) for table in tables]
    known = [event for _, own in blocks for window in own for event in events(window)]
    room = min(width(), _WIDEST)
    lines = list(page(blocks, when, lang.value, room))
    lines.append("")
    if ics is not None:
        code = "" if sons is None else tables[0].sons
        lines += wrapped(_written(ics, known, when, now, lang.value, code), room)
    unpublished = any(window.closes.lacking for _, own in blocks for window in own)
    coming = next_closings(known, when)
    lines += wrapped(next_line(coming, when, lang.value, unpublished=unpublished), room)
    say_lines(lines)
    return 0


def _written(
    file: Path, known: "Sequence[Event]", when: "Deposit", now: datetime, lang: str, code: str
) -> str:
    """Write the calendar file, before anything is printed, and give the line that says so."""
    from segur_check.guide.ics import calendar_file  # noqa: PLC0415 - 70 ms, for this option alone

    if str(file) == STDOUT:
        raise UsageFault(
            "--ics : donnez un nom de fichier, par exemple echeances.ics",
            "--ics: give a file name, for example deadlines.ics",
        )
    refuse_unwritable(file, "--ics")
    _refuse_another_file(file)
    if not known:
        raise UsageFault(
            f"--ics : aucune date publiée pour {code} ; il n'y a rien à mettre dans un agenda",
            f"--ics: no published date for {code}; there is nothing to put in a calendar",
        )
    name = "Ségur deadlines" if lang == "en" else "Échéances Ségur"
    write(file, calendar_file(known, when, now, lang, f"{name} {code}".strip()))
    if lang == "en":
        return f"Calendar file: {file} ({len(known)} events)"
    return f"Agenda\u00a0: {file} ({len(known)} évènements)"


def _refuse_another_file(place: Path) -> None:
    """Never write over what is no calendar, by its name or by its beginning.

    Raises:
        UsageFault: there is a file of this name, and it is none.
    """
    try:
        if not place.is_file() or place.resolve().suffix.lower() == ".ics":
            return
        with place.open("rb") as file:
            beginning = file.read(len(_CALENDAR))
    except OSError:
        return  # who writes over it says why it cannot
    if beginning and beginning != _CALENDAR:
        raise UsageFault(
            f"--ics : « {place} » existe et n'est pas un agenda ; donnez un autre nom",
            f"--ics: “{place}” exists and is no calendar; give another name",
        )


def chosen(sons: str | None) -> tuple[str, ...]:
    """The plain code of the SONS asked for, else every one that is covered.

    Raises:
        UsageFault: there is no such SONS.
    """
    from segur_check.rules.corridor import covered_codes  # noqa: PLC0415 - --help needs no table
    from segur_check.values.sons import known_sons  # noqa: PLC0415

    return covered_codes() if sons is None else (known_sons(sons, "--sons"),)
