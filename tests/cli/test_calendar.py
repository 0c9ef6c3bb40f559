"""`segur-check calendar`: the table, its words, and the calendar file."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from cli_environment import StoppedClock, environment
from conftest import Cli, Said
from segur_check.guide.ics import calendar_file
from segur_check.guide.windows import events, windows
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.rules.sources import sources
from segur_check.values.dates import PARIS, Deposit

pytestmark = pytest.mark.usefixtures("frozen_tables")


ANNOUNCED = ("BIO-SGL-Va2", "PHA-LGO-Va2")


def refused(said: Said) -> str:
    """The one line of a fault of usage."""
    assert (2, "") == said[:2]
    assert 1 == said.err.count("\n")
    return said.err


def flat(text: str) -> str:
    """A text on one line, with ordinary spaces."""
    return " ".join(text.replace("\u00a0", " ").split())


def row(out: str, step: str) -> str:
    """The line of a step in a table wide enough to fold nothing."""
    return flat(next(line for line in out.splitlines() if line.startswith(f"{step}  ")))


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")


# The table


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_covered_sons_is_told_in_the_order_of_the_field(lang: str, cli: Cli) -> None:
    said = cli("calendar", "--at", "2025-10-01", "--lang", lang)

    told = [line.split()[0] for line in said.out.splitlines() if re.match(r"[A-Z0-9]+\S*  ", line)]
    assert 0 == said.code
    assert list(covered_codes()) == [one for one in told if one in covered_codes()]


@pytest.mark.parametrize("code", ANNOUNCED)
def test_an_announced_sons_has_no_published_rule(code: str, cli: Cli) -> None:
    assert "Aucune règle publiée" in cli("calendar", "--sons", code).out
    assert "No published rule" in cli("calendar", "--sons", code, "--lang", "en").out


def test_the_state_of_each_step_between_the_two_dates_of_a_contested_closing(cli: Cli) -> None:
    out = cli("calendar", "--sons", "HOP-PFI-Va2", "--at", "2025-10-01").out

    assert "référencement, dossier administratif — 19/11/2024 à 12h00 [1] fermé —" == row(
        out, "référencement, dossier administratif"
    )
    assert "enrôlement 20/06/2024 à 14h00 [2] 17/09/2025 à 12h00 [1] fermé —" == row(
        out, "enrôlement"
    )
    assert "avance 12/09/2024 à 14h00 [1] 17/09/2025 à 12h00 [1] date contestée —" == row(
        out, "avance"
    )
    assert "fin des prestations — 18/03/2026 à 12h00 [1] à venir 168" == row(
        out, "fin des prestations"
    )
    assert "solde inconnu 17/06/2026 à 12h00 [1] inconnu 259" == row(out, "solde")


def test_a_contested_closing_gives_both_dates_their_places_and_the_days_to_the_second(
    cli: Cli,
) -> None:
    out = flat(cli("calendar", "--sons", "HOP-PFI-Va2", "--at", "2025-10-01").out)

    assert (
        "fermeture : date contestée, 17/09/2025 à 12h00 ([1], calendrier d'action, PFI) ou "
        "17/12/2025 à 12h00 ([1], calendrier de dépôt des demandes d'avance), 77 jours avant la "
        "seconde"
    ) in out


def test_two_dates_of_one_day_are_contested_without_days_between(cli: Cli) -> None:
    out = cli("calendar", "--sons", "BIO-SGL-Va1", "--at", "2023-09-20T14:00:01").out

    assert row(out, "fin des prestations").endswith("date contestée —")
    assert "avant la seconde" not in flat(out)


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("2025-09-17T12:00:00", "ouvert 0"),
        ("2025-09-17T12:00:01", "date contestée —"),
        ("2025-09-17", "l'heure décide 0"),
        ("2025-12-17", "l'heure décide —"),
        ("2025-12-17T12:00:01", "fermé —"),
        ("2024-09-12", "l'heure décide 370"),
        ("2024-09-12T13:59", "pas encore ouvert 370"),
    ],
)
def test_the_avance_of_pfi_to_the_second(when: str, state: str, cli: Cli) -> None:
    out = cli("calendar", "--sons", "HOP-PFI-Va2", "--at", when).out

    assert row(out, "avance").endswith(f"] {state}")


@pytest.mark.parametrize(
    ("when", "state"),
    [
        ("2026-11-10T11:59:59", "ouvert 0"),
        ("2026-11-10T12:00:00", "l'heure décide 0"),
        ("2026-11-10T12:00:01", "fermé —"),
    ],
)
def test_a_closing_said_avant_is_doubtful_on_the_dot(when: str, state: str, cli: Cli) -> None:
    out = cli("calendar", "--sons", "IMG-DB-Va2", "--at", when).out

    assert row(out, "avance").endswith(f"] {state}")
    assert "le texte dit «\u00a0avant\u00a0»" in out


@pytest.mark.parametrize(
    ("when", "state"),
    [("2023-10-31", "ouvert 0"), ("2023-10-31T23:59:59", "ouvert 0"), ("2023-11-01", "fermé —")],
)
def test_a_closing_said_inclus_counts_the_whole_day(when: str, state: str, cli: Cli) -> None:
    out = cli("calendar", "--sons", "BIO-LOINC-Va1", "--at", when).out

    assert row(out, "fin des prestations").endswith(f"] {state}")
    assert "jour inclus" in out


def test_remarks_tell_how_a_date_is_known_and_what_it_was(cli: Cli) -> None:
    out = flat(cli("calendar", "--sons", "BIO-SGL-Va1", "--at", "2023-01-01").out)

    assert "fermeture : source secondaire, heure non publiée" in out
    assert "fermeture : déduit, heure non publiée" in out
    assert "heure non publiée, auparavant 07/2022 ([5], déplacée par [4])" in out
    assert "le texte dit « avant », auparavant 28/04/2023 ([4], déplacée par [7])" in out


def test_a_date_is_the_one_that_stood_then_and_what_became_of_it(cli: Cli) -> None:
    before = cli("calendar", "--sons", "HOP-PFI-Va1", "--at", "2022-04-07").out
    after = cli("calendar", "--sons", "HOP-PFI-Va1", "--at", "2022-04-08").out

    assert "— 15/05/2022 [1] à venir 38" in row(before, "référencement, dossier administratif")
    assert "déplacée ensuite au 15/06/2022 à 14h00 ([2])" in flat(before)
    assert "— 15/06/2022 à 14h00 [1] à venir 68" in row(
        after, "référencement, dossier administratif"
    )
    assert "auparavant 15/05/2022 ([2], déplacée le 08/04/2022 par [1])" in flat(after)


@pytest.mark.parametrize("written", ["img-ris-va2", "RAD-RIS-Va2", "rad-ris-va2"])
def test_a_sons_is_known_in_any_case_and_by_its_aliases(written: str, cli: Cli) -> None:
    said = cli("calendar", "--sons", written, "--at", "2025-10-01")

    assert said.out.splitlines()[2].startswith("IMG-RIS-Va2  ")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_unknown_sons_is_refused_with_the_nearest_and_the_list(lang: str, cli: Cli) -> None:
    told = refused(cli("calendar", "--sons", "HOP-PFI-Va3", "--lang", lang))

    assert re.search(r"(vouliez-vous « |did you mean “)HOP-PFI-Va[12]", told)
    assert [] == [code for code in covered_codes() if code not in told]


@pytest.mark.parametrize("when", ["demain", "2025-02-30", "2025", ""])
def test_what_is_no_date_is_refused(when: str, cli: Cli) -> None:
    assert "--at" in refused(cli("calendar", "--at", when))


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2025-10-01", "Calendrier au 01/10/2025, heure de Paris"),
        ("2025-10-01T09:30", "Calendrier au 01/10/2025 à 09h30, heure de Paris"),
        ("2025-10-01T09:30:00+00:00", "Calendrier au 01/10/2025 à 11h30, heure de Paris"),
        ("0001-01-01", "Calendrier au 01/01/0001, heure de Paris"),
        ("9999-12-31", "Calendrier au 31/12/9999, heure de Paris"),
    ],
)
def test_the_instant_is_told_in_paris_time(when: str, told: str, cli: Cli) -> None:
    assert told == cli("calendar", "--at", when).out.splitlines()[0]


def test_without_an_instant_it_is_now(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segur_check.cli.calendar.datetime", StoppedClock)

    first = cli("calendar", "--sons", "SAS").out.splitlines()[0]

    assert "Calendrier au 02/05/2024 à 09h30, heure de Paris" == first


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--at", "2026-06-01"),
            "Prochaine fermeture, le 17/06/2026 à 12h00, dans 16 jours : HOP-DPI-Va2 (fin des prestations), HOP-PFI-Va2 (solde).",
        ),
        (
            ("--sons", "HOP-PFI-Va2", "--at", "2025-10-01"),
            "Prochaine fermeture, le 17/12/2025 à 12h00, dans 77 jours : HOP-PFI-Va2 (avance, date contestée).",
        ),
        (
            ("--sons", "HOP-PFI-Va2", "--at", "2026-06-17"),
            "Prochaine fermeture, le 17/06/2026 à 12h00, le jour même : HOP-PFI-Va2 (solde).",
        ),
        (
            ("--sons", "HOP-PFI-Va2", "--at", "2026-06-16", "--lang", "en"),
            "Closes next, on 17 June 2026 at 12:00, in 1 day: HOP-PFI-Va2 (solde).",
        ),
        (
            ("--sons", "HOP-PFI-Va2", "--at", "2030-01-01"),
            "Plus rien de connu ne ferme à partir du 01/01/2030.",
        ),
        (
            ("--sons", "HOP-PFI-Va2", "--at", "2030-01-01", "--lang", "en"),
            "Nothing known closes any more from 1 January 2030 on.",
        ),
        (
            ("--at", "2030-01-01"),
            "Plus rien de connu ne ferme à partir du 01/01/2030 ; des fermetures ne sont pas publiées.",
        ),
        (
            ("--sons", "SAS", "--at", "2030-01-01", "--lang", "en"),
            "Nothing known closes any more from 1 January 2030 on; some closings are not published.",
        ),
    ],
)
def test_the_last_line_tells_what_closes_next(words: tuple[str, ...], told: str, cli: Cli) -> None:
    out = cli("calendar", *words).out

    assert told == flat(out.rpartition("\n\n")[2])


# Legend, sources, widths, languages


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("sons", [(), ("--sons", "PHA-LGO-Va1"), ("--sons", "SAS")])
def test_every_number_is_a_source_and_every_source_is_cited(
    sons: tuple[str, ...], lang: str, cli: Cli
) -> None:
    out = cli("calendar", *sons, "--at", "2022-04-01", "--lang", lang).out

    table, _, listed = out.partition("\nSources\n")
    numbers = [int(one) for one in re.findall(r"^  \[(\d+)\] ", listed, re.MULTILINE)]
    assert list(range(1, len(numbers) + 1)) == numbers
    assert set(numbers) == {int(one) for one in re.findall(r"\[(\d+)\]", table)}


def test_a_source_has_its_title_its_publisher_and_its_address(cli: Cli) -> None:
    listed = cli("calendar", "--sons", "HOP-PFI-Va2").out.partition("\nSources\n")[2]

    document = sources()["asp-faq-va2"]
    assert f"{document.title}, {document.publisher}" in flat(listed)
    assert f"      {document.url}" in listed.splitlines()


def test_the_legend_explains_the_words_used_and_no_others(cli: Cli) -> None:
    def legend(*words: str) -> str:
        out = cli("calendar", *words).out
        return out.partition("\nLégende\n")[2].partition("\nSources\n")[0]

    busy = legend("--sons", "HOP-PFI-Va2", "--at", "2025-10-01")
    assert [] == [
        one
        for one in (
            "  fermé\u00a0:",
            "  à venir\u00a0:",
            "  date contestée\u00a0:",
            "  inconnu\u00a0:",
        )
        if one not in busy
    ]
    assert "source secondaire" not in busy
    assert "déduit" not in busy
    assert "  source secondaire\u00a0:" in legend("--sons", "BIO-SGL-Va1")
    assert "" == legend("--sons", "PHA-LGO-Va2")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("columns", [80, 120, 200])
def test_no_line_is_wider_than_the_terminal(
    columns: int, lang: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    for when in ("2022-04-01", "2025-09-17", "2025-10-01T10:00:01"):
        lines = cli("calendar", "--at", when, "--lang", lang).out.splitlines()

        # An address is never cut.
        wide = [line for line in lines if len(line) > min(columns, 120) and "://" not in line]
        assert [] == wide


def test_a_narrower_terminal_still_gets_every_word(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("calendar", "--sons", "HOP-PFI-Va2", "--at", "2025-10-01")
    wide = cli(*words).out
    monkeypatch.setenv("COLUMNS", "30")

    narrow = cli(*words).out

    assert sorted(wide.split()) == sorted(
        narrow.replace("Étape", "", narrow.count("Étape") - 1).split()
    )


def test_french_signs_follow_a_no_break_space(cli: Cli) -> None:
    out = cli("calendar", "--sons", "HOP-PFI-Va2", "--at", "2025-09-17").out

    assert [] == re.findall(r".{10} [:;?!»].{5}|« .{5}", out)
    assert "\u00a0:" in out


@pytest.mark.parametrize("code", covered_codes())
def test_english_holds_no_french_word_of_ours(code: str, cli: Cli) -> None:
    out = cli("calendar", "--sons", code, "--at", "2025-09-17", "--lang", "en").out

    ours = re.sub(r"\([^)]*\)", "", out.partition("\nSources\n")[0])
    french = ("ouvert", "fermé", "inconnu", "déduit", "Étape", "Légende", "heure", "Prochaine")
    assert [] == [word for word in french if word in ours]
    assert "\u00a0" not in ours


@pytest.mark.parametrize(
    "words", [("calendar", "--help"), ("calendar",), ("usage",), ("--help",)], ids=" ".join
)
def test_the_calendar_library_is_loaded_for_its_file_alone(words: tuple[str, ...]) -> None:
    code = (
        "import sys\n"
        f"sys.argv[:] = ['segur-check', *{words!r}]\n"
        "from segur_check.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = ('icalendar', 'dateutil', 'rich', 'jsonschema', 'pypdf')\n"
        "print([one for one in heavy if one in sys.modules], file=sys.stderr)\n"
    )

    done = subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, "-c", code],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert "[]" == done.stderr.strip()


# The calendar file


@pytest.fixture
def ics(cli: Cli, tmp_path: Path) -> Callable[..., Any]:
    """Write a calendar file with these words and read it back with the library."""

    def call(*words: str) -> Any:  # noqa: ANN401 - its properties are of thirty types
        place = tmp_path / "agenda.ics"
        said = cli("calendar", *words, "--ics", place)
        assert (0, "") == (said.code, said.err)
        return icalendar.Calendar.from_ical(place.read_bytes())

    return call


Ics = Callable[..., Any]


def titled(calendar: Any) -> dict[str, Any]:  # noqa: ANN401 - see `ics`
    """The events by their titles."""
    found = {str(one["summary"]).replace("\u00a0", " "): one for one in calendar.walk("VEVENT")}
    assert len(calendar.walk("VEVENT")) == len(found)
    return found


def triggers(event: Any) -> list[timedelta]:  # noqa: ANN401 - see `ics`
    """How long after the event its alarms ring."""
    return [one["trigger"].dt for one in event.walk("VALARM")]


def test_each_known_date_is_an_event(ics: Ics) -> None:
    events_ = titled(ics("--sons", "HOP-PFI-Va2", "--at", "2025-09-01"))

    assert [
        "HOP-PFI-Va2 : clôture du référencement, dossier administratif (19/11/2024 à 12h00)",
        "HOP-PFI-Va2 : clôture du référencement, dossier de preuves (19/03/2025 à 12h00)",
        "HOP-PFI-Va2 : ouverture de l'enrôlement (20/06/2024 à 14h00)",
        "HOP-PFI-Va2 : clôture de l'enrôlement (17/09/2025 à 12h00)",
        "HOP-PFI-Va2 : ouverture de l'avance (12/09/2024 à 14h00)",
        "HOP-PFI-Va2 : clôture de l'avance (17/09/2025 à 12h00)",
        "HOP-PFI-Va2 : clôture de l'avance (17/12/2025 à 12h00), date contestée",
        "HOP-PFI-Va2 : fin des prestations (18/03/2026 à 12h00)",
        "HOP-PFI-Va2 : clôture du solde (17/06/2026 à 12h00)",
    ] == list(events_)


def test_the_events_are_told_in_english(ics: Ics) -> None:
    events_ = titled(ics("--sons", "BIO-SGL-Va1", "--at", "2022-01-01", "--lang", "en"))

    assert "BIO-SGL-Va1: avance closes (30 November 2022)" in events_
    assert "BIO-SGL-Va1: completion statements are first received (10 April 2023)" in events_
    assert "BIO-SGL-Va1: end of the prestations (20 September 2023), contested date" in events_


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_file_says_what_mail_programs_ask(lang: str, ics: Ics) -> None:
    calendar = ics("--sons", "HOP-PFI-Va2", "--lang", lang)

    assert "2.0" == calendar["version"]
    assert "PUBLISH" == calendar["method"]
    assert calendar["prodid"].startswith("-//segur-check//segur-check ")
    assert calendar["x-wr-calname"].endswith(" HOP-PFI-Va2")
    assert calendar["x-wr-calname"].startswith("Ségur" if lang == "en" else "Échéances Ségur")


def test_an_instant_is_in_utc_and_takes_no_time(ics: Ics) -> None:
    events_ = titled(ics("--sons", "HOP-DPI-Va2", "--at", "2025-01-01"))

    winter = events_["HOP-DPI-Va2 : clôture de l'avance (17/12/2025 à 12h00)"]
    summer = events_["HOP-DPI-Va2 : clôture du solde (16/09/2026 à 12h00)"]
    assert datetime(2025, 12, 17, 11, tzinfo=UTC) == winter["dtstart"].dt
    assert datetime(2026, 9, 16, 10, tzinfo=UTC) == summer["dtstart"].dt
    assert timedelta(0) == winter["duration"].dt
    assert "dtend" not in winter


def test_a_date_without_hour_is_a_whole_day_that_blocks_nobody(ics: Ics) -> None:
    events_ = titled(ics("--sons", "MS2-PDS", "--at", "2025-01-01"))

    found = events_["MS2-PDS : clôture de l'avance (28/02/2024)"]
    assert date(2024, 2, 28) == found["dtstart"].dt
    assert date(2024, 2, 29) == found["dtend"].dt
    assert "DATE" == found["dtstart"].params["VALUE"]
    assert "TRANSPARENT" == found["transp"]


def test_a_description_lets_the_reader_check(ics: Ics) -> None:
    events_ = titled(ics("--sons", "BIO-SGL-Va1", "--at", "2022-01-01"))

    told = flat(str(events_["BIO-SGL-Va1 : clôture de l'avance (30/11/2022)"]["description"]))
    document = sources()["esante-bio"]
    assert (
        f"Source : {document.title} ({document.publisher}) Passage : fin des commandes Adresse : "
        f"{document.url} Certitude : écrit dans le texte À savoir : heure non publiée"
    ) in told
    assert "auparavant 07/2022" in told
    proofs = events_["BIO-SGL-Va1 : clôture du référencement, dossier de preuves (31/08/2022)"]
    assert "Certitude : déduit" in flat(str(proofs["description"]))


def test_both_readings_tell_of_the_other(ics: Ics) -> None:
    events_ = titled(ics("--sons", "HOP-PFI-Va2", "--at", "2025-01-01"))

    first = events_["HOP-PFI-Va2 : clôture de l'avance (17/09/2025 à 12h00)"]
    second = events_["HOP-PFI-Va2 : clôture de l'avance (17/12/2025 à 12h00), date contestée"]
    for one in (first, second):
        told = flat(str(one["description"]))
        assert "date contestée, 17/09/2025 à 12h00" in told
        assert "ou 17/12/2025 à 12h00" in told
    assert "Passage : calendrier de dépôt des demandes d'avance" in flat(str(second["description"]))


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2026-09-01", [-15, -1]),
        ("2026-09-01T11:59:59", [-15, -1]),
        ("2026-09-01T12:00:00", [-1]),
        ("2026-09-02", [-1]),
        ("2026-09-15T12:00:00", []),
        ("2026-09-16T11:00:00", []),
        ("2026-09-17", []),
    ],
)
def test_an_alarm_rings_fifteen_days_and_one_day_before_never_late(
    when: str, days: list[int], ics: Ics
) -> None:
    events_ = titled(ics("--sons", "HOP-DPI-Va2", "--at", when))

    found = triggers(events_["HOP-DPI-Va2 : clôture du solde (16/09/2026 à 12h00)"])
    assert [timedelta(days=one) for one in days] == found
    others = [triggers(one) for title, one in events_.items() if "solde" not in title]
    assert {0} == set(map(len, others))


def test_an_alarm_is_shown_with_the_title_of_its_event(ics: Ics) -> None:
    events_ = titled(ics("--sons", "HOP-DPI-Va2", "--at", "2025-01-01"))

    event = events_["HOP-DPI-Va2 : clôture du solde (16/09/2026 à 12h00)"]
    assert [("DISPLAY", event["summary"])] * 2 == [
        (one["action"], one["description"]) for one in event.walk("VALARM")
    ]


def test_an_opening_has_no_alarm(ics: Ics) -> None:
    events_ = titled(ics("--at", "2020-01-01"))

    openings = [one for title, one in events_.items() if "ouverture" in title]
    assert openings
    assert [] == [one for opening in openings for one in triggers(opening)]


def test_identifiers_are_unique_and_the_same_from_run_to_run(ics: Ics) -> None:
    def uids(*words: str) -> list[str]:
        return [str(one["uid"]) for one in ics(*words).walk("VEVENT")]

    found = uids("--at", "2025-01-01")

    assert len(set(found)) == len(found) > 100
    assert found == uids("--at", "2025-10-01T10:00:01", "--lang", "en")
    assert all(one.endswith("@segur-check") for one in found)
    assert set(uids("--sons", "MS1")) <= set(found)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_bytes_are_those_of_the_standard(lang: str, cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "agenda é.ics"

    cli("calendar", "--at", "2022-01-01", "--lang", lang, "--ics", place)

    data = place.read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    assert 75 >= max(map(len, data.split(b"\r\n")))
    data.decode("utf-8")


def test_the_file_is_stamped_by_the_clock_that_is_given() -> None:
    moment = Deposit.at(date(2025, 1, 1), "option")
    known = [one for row_ in windows(corridor("MS1"), moment) for one in events(row_)]
    now = datetime(2025, 7, 1, 12, 0, 0, 999, tzinfo=PARIS)

    text = calendar_file(known, moment, now, "fr", "x")

    assert {"DTSTAMP:20250701T100000Z"} == set(re.findall(r"DTSTAMP.*?(?=\r)", text))
    assert text == calendar_file(known, moment, now, "fr", "x")


def test_the_file_is_told_before_the_last_line(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "a.ics"

    said = cli("calendar", "--sons", "MS1", "--at", "2030-01-01", "--ics", place)

    count = place.read_bytes().count(b"BEGIN:VEVENT")
    told = flat(said.out)
    assert f"Agenda : {place} ({count} évènements) Plus rien de connu" in told


@pytest.mark.parametrize("name", ["absent/a.ics", "."])
def test_a_place_that_cannot_be_written_is_said_first(name: str, cli: Cli, tmp_path: Path) -> None:
    told = refused(cli("calendar", "--ics", f"{tmp_path}/{name}"))

    assert "--ics" in told
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("code", [*ANNOUNCED, "SAS"])
def test_without_any_known_date_no_file_is_written(code: str, cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "a.ics"

    assert code in refused(cli("calendar", "--sons", code, "--ics", place))
    assert not place.exists()


def test_a_file_that_is_there_is_replaced_whole(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "a.ics"
    place.write_text("x" * 1_000_000, encoding="utf-8")

    cli("calendar", "--sons", "MS1", "--ics", place)

    assert place.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert [place] == list(tmp_path.iterdir())
