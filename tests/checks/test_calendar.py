"""CAL: the windows to the second, what contests them, and the order of the dates."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from conftest import Said
from segur_check.engine.run import Options, check_paths
from segur_check.reporters.jsonreport import json_report
from segur_check.values.dates import PARIS

pytestmark = pytest.mark.usefixtures("frozen_tables")

Check = Callable[..., Said]
Deposited = Callable[..., Said]
Calendar = dict[str, str]

OTHER_DATES = {"CAL007", "CAL008", "CAL009"}


def windows(said: Said) -> Calendar:
    """What the calendar says of the deposit: severities, and kinds of what it could not judge."""
    told = said.severities | said.not_checked
    return {
        code: what
        for code, what in told.items()
        if code.startswith("CAL") and code not in OTHER_DATES
    }


@pytest.fixture
def deposited(check: Check, dossiers: ModuleType) -> Deposited:
    """Check the right dossier of a SONS as deposited at a TOML instant, with other TOML values."""

    def call(corridor: str, step: str, depot: str | None, *options: str, **toml: str) -> Said:
        dossier = getattr(getattr(dossiers, corridor), step)()
        dossier.toml |= toml
        dossier.toml.pop("depot")
        if depot is not None:
            dossier.toml["depot"] = depot
        return check(dossier, *options)

    return call


@pytest.fixture
def as_of(tmp_path: Path, dossiers: ModuleType) -> Deposited:
    """Check a right dossier without a deposit, as if it were another moment."""

    def call(corridor: str, step: str, now: str, **toml: str) -> Said:
        dossier = getattr(getattr(dossiers, corridor), step)()
        dossier.toml.pop("depot")
        dossier.toml |= toml
        dossier.write(tmp_path)
        moment = datetime.fromisoformat(now)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=PARIS)
        report = check_paths([str(tmp_path)], Options(now=moment))
        return Said(report.exit_code, json_report(report).decode(), "")

    return call


EARLY: Calendar = {"CAL001": "rejet"}
LATE: Calendar = {"CAL002": "rejet"}
SOON: Calendar = {"CAL012": "info"}
DOUBT: Calendar = {"CAL010": "alerte"}
IN_TIME: Calendar = {}
UNKNOWN: Calendar = {"CAL011": "non-publie"}

AVANCES: dict[str, tuple[str, str, Calendar]] = {
    "MDV the day before the opening": ("MDV", "2021-11-01T23:59:59", EARLY),
    "MDV midnight in Paris is the day of the opening": ("MDV", "2021-11-01T23:00:00Z", IN_TIME),
    "MDV a bare day before the opening": ("MDV", "2021-11-01", EARLY),
    "MDV the bare day of an opening known by its day": ("MDV", "2021-11-02", IN_TIME),
    "MDV fifteen days left": ("MDV", "2022-11-15T23:59:59", IN_TIME),
    "MDV fourteen days left": ("MDV", "2022-11-16T00:00:00", SOON),
    "MDV the former closing is history": ("MDV", "2022-07-20T10:00:00", IN_TIME),
    "MDV the day before the closing": ("MDV", "2022-11-29T23:59:59", SOON),
    "MDV first instant of a closing known by its day": ("MDV", "2022-11-30T00:00:00", DOUBT),
    "MDV last instant of a closing known by its day": ("MDV", "2022-11-30T23:59:59", DOUBT),
    "MDV bare day of the closing": ("MDV", "2022-11-30", DOUBT),
    "MDV the day after": ("MDV", "2022-12-01T00:00:00", LATE),
    "MDV 23h30 UTC is the day after in Paris": ("MDV", "2022-11-30T23:30:00Z", LATE),
    "MDV 23h30 UTC the day before is the day of the closing": (
        "MDV",
        "2022-11-29T23:30:00Z",
        DOUBT,
    ),
    "DPI bare day before the opening": ("DPI", "2024-09-11", EARLY),
    "DPI bare day of the opening": ("DPI", "2024-09-12", DOUBT),
    "DPI a second before the opening": ("DPI", "2024-09-12T13:59:59", EARLY),
    "DPI a second before the opening in UTC, summer": ("DPI", "2024-09-12T11:59:59Z", EARLY),
    "DPI at the opening": ("DPI", "2024-09-12T14:00:00", IN_TIME),
    "DPI at the opening in UTC, summer": ("DPI", "2024-09-12T12:00:00Z", IN_TIME),
    "DPI the day after the opening": ("DPI", "2024-09-13", IN_TIME),
    "DPI fifteen days left": ("DPI", "2025-12-02T11:59:59", IN_TIME),
    "DPI fourteen days left": ("DPI", "2025-12-03T12:00:00", SOON),
    "DPI bare day, fifteen days left": ("DPI", "2025-12-02", IN_TIME),
    "DPI bare day, fourteen days left": ("DPI", "2025-12-03", SOON),
    "DPI a second before the closing": ("DPI", "2025-12-17T11:59:59", SOON),
    "DPI at the closing": ("DPI", "2025-12-17T12:00:00", SOON),
    "DPI a second after the closing": ("DPI", "2025-12-17T12:00:01", LATE),
    "DPI half a second after the closing": ("DPI", "2025-12-17T12:00:00.5", LATE),
    "DPI at the closing in UTC, winter": ("DPI", "2025-12-17T11:00:00Z", SOON),
    "DPI a second after in UTC, winter": ("DPI", "2025-12-17T11:00:01Z", LATE),
    "DPI at the closing in La Réunion": ("DPI", "2025-12-17T15:00:00+04:00", SOON),
    "DPI a second after in La Réunion": ("DPI", "2025-12-17T15:00:01+04:00", LATE),
    "DPI at the closing in Guadeloupe": ("DPI", "2025-12-17T07:00:00-04:00", SOON),
    "DPI bare day before the closing": ("DPI", "2025-12-16", SOON),
    "DPI bare day of the closing": ("DPI", "2025-12-17", DOUBT),
    "DPI bare day after the closing": ("DPI", "2025-12-18", LATE),
    "PFI fifteen days before the earlier closing": ("PFI", "2025-09-02T11:00:00", IN_TIME),
    "PFI fourteen days before the earlier closing": ("PFI", "2025-09-03T12:00:00", SOON),
    "PFI at the earlier closing": ("PFI", "2025-09-17T12:00:00", SOON),
    "PFI bare day of the earlier closing": ("PFI", "2025-09-17", DOUBT),
    "PFI a second after the earlier closing": ("PFI", "2025-09-17T12:00:01", DOUBT),
    "PFI a second after in UTC, summer": ("PFI", "2025-09-17T10:00:01Z", DOUBT),
    "PFI at the earlier closing in UTC, summer": ("PFI", "2025-09-17T10:00:00Z", SOON),
    "PFI bare day between the two": ("PFI", "2025-11-03", DOUBT),
    "PFI fourteen days before the later closing": ("PFI", "2025-12-03T12:00:00", DOUBT),
    "PFI bare day of the later closing": ("PFI", "2025-12-17", DOUBT),
    "PFI at the later closing": ("PFI", "2025-12-17T12:00:00", DOUBT),
    "PFI a second after the later closing": ("PFI", "2025-12-17T12:00:01", LATE),
    "PFI bare day after the later closing": ("PFI", "2025-12-18", LATE),
    "MS1 the day before the portal opens": ("MS1", "2021-11-01T23:59:59", EARLY),
    "MS1 a bare day before the portal opens": ("MS1", "2021-11-01", EARLY),
    "MS1 midnight in Paris is the day of the portal": ("MS1", "2021-11-01T23:00:00Z", UNKNOWN),
    "MS1 the bare day of the portal": ("MS1", "2021-11-02", UNKNOWN),
    "MS1 the opening is not published": ("MS1", "2022-03-01T10:00:00", UNKNOWN),
    "MS1 fourteen days left": ("MS1", "2024-02-14T10:00:00", UNKNOWN | SOON),
    "MS1 day of the closing": ("MS1", "2024-02-28T10:00:00", UNKNOWN | DOUBT),
    "MS1 the day after": ("MS1", "2024-02-29", UNKNOWN | LATE),
}


@pytest.mark.parametrize(
    ("corridor", "depot", "expected"), list(AVANCES.values()), ids=list(AVANCES)
)
def test_avance_stands_against_its_window(
    corridor: str, depot: str, expected: Calendar, deposited: Deposited
) -> None:
    said = deposited(corridor, "avance", depot)

    assert expected == windows(said)


NO_STATEMENT = {"attestation_fin": '"aucune"'}
STATEMENT = {"attestation_fin": "2023-09-18T10:00:00"}
HOP_STATEMENT = {"attestation_fin": "2026-03-01"}

SOLDES: dict[str, tuple[str, str, dict[str, str], Calendar]] = {
    "MDV the day before the service opens": (
        "MDV",
        "2022-01-17T23:59:59",
        {},
        {"CAL003": "rejet"},
    ),
    "MDV the day it opens": ("MDV", "2022-01-18T00:00:00", {}, IN_TIME),
    "MDV at the end of the prestations": ("MDV", "2023-09-20T14:00:00", {}, IN_TIME),
    "MDV at the end of the prestations in UTC, summer": (
        "MDV",
        "2023-09-20T12:00:00Z",
        NO_STATEMENT,
        IN_TIME,
    ),
    "MDV a second after the end, sources disagree": ("MDV", "2023-09-20T14:00:01", {}, DOUBT),
    "MDV the last second of the day, sources disagree": (
        "MDV",
        "2023-09-20T23:59:59",
        NO_STATEMENT,
        DOUBT,
    ),
    "MDV bare day of the end": ("MDV", "2023-09-20", NO_STATEMENT, DOUBT),
    "MDV the day after, statement not known": (
        "MDV",
        "2023-09-21T00:00:00",
        {},
        {"CAL005": "non-fourni"},
    ),
    "MDV the day after, no statement": (
        "MDV",
        "2023-09-21T00:00:00",
        NO_STATEMENT,
        {"CAL005": "rejet"},
    ),
    "MDV statement in time": ("MDV", "2023-11-02T10:00:00", STATEMENT, IN_TIME),
    "MDV statement at the end": (
        "MDV",
        "2023-11-02T10:00:00",
        {"attestation_fin": "2023-09-20T14:00:00"},
        IN_TIME,
    ),
    "MDV statement a second after the end, sources disagree": (
        "MDV",
        "2023-11-02T10:00:00",
        {"attestation_fin": "2023-09-20T14:00:01"},
        DOUBT,
    ),
    "MDV statement the last second of the day, sources disagree": (
        "MDV",
        "2023-11-02T10:00:00",
        {"attestation_fin": "2023-09-20T23:59:59"},
        DOUBT,
    ),
    "MDV statement on the bare day of the end": (
        "MDV",
        "2023-11-02T10:00:00",
        {"attestation_fin": "2023-09-20"},
        DOUBT,
    ),
    "MDV statement the day after, it alone is told": (
        "MDV",
        "2023-11-02T10:00:00",
        {"attestation_fin": "2023-09-21T00:00:00"},
        {"CAL006": "rejet"},
    ),
    "MDV statement on the bare day after": (
        "MDV",
        "2023-11-02T10:00:00",
        {"attestation_fin": "2023-09-21"},
        {"CAL006": "rejet"},
    ),
    "MDV between the two readings, statement in time": (
        "MDV",
        "2023-09-20T15:00:00",
        STATEMENT,
        IN_TIME,
    ),
    "MDV between the two readings, late statement": (
        "MDV",
        "2023-09-20T15:00:00",
        {"attestation_fin": "2023-09-25"},
        DOUBT,
    ),
    "DPI bare day of the end, late statement": (
        "DPI",
        "2026-06-17",
        {"attestation_fin": "2026-06-20"},
        UNKNOWN | DOUBT,
    ),
    "MDV late statement of a solde in time": (
        "MDV",
        "2023-09-19T10:00:00",
        {"attestation_fin": "2023-09-25"},
        IN_TIME,
    ),
    "MDV fifteen days left": ("MDV", "2023-11-29T14:00:00", STATEMENT, IN_TIME),
    "MDV fourteen days left": ("MDV", "2023-11-30T14:00:00", STATEMENT, SOON),
    "MDV a second before the closing": ("MDV", "2023-12-14T13:59:59", STATEMENT, SOON),
    "MDV at a closing that says avant": ("MDV", "2023-12-14T14:00:00", STATEMENT, DOUBT),
    "MDV a second after the closing": (
        "MDV",
        "2023-12-14T14:00:01",
        STATEMENT,
        {"CAL004": "rejet"},
    ),
    "MDV bare day of the closing": ("MDV", "2023-12-14", STATEMENT, DOUBT),
    "MDV after the closing, no statement either": (
        "MDV",
        "2023-12-15",
        NO_STATEMENT,
        {"CAL004": "rejet", "CAL005": "rejet"},
    ),
    "DPI at the end of the prestations": ("DPI", "2026-06-17T12:00:00", NO_STATEMENT, UNKNOWN),
    "DPI a second after the end, statement not known": (
        "DPI",
        "2026-06-17T12:00:01",
        {},
        UNKNOWN | {"CAL005": "non-fourni"},
    ),
    "DPI a second after the end, no statement": (
        "DPI",
        "2026-06-17T12:00:01",
        NO_STATEMENT,
        UNKNOWN | {"CAL005": "a-modifier"},
    ),
    "DPI bare day of the end": ("DPI", "2026-06-17", NO_STATEMENT, UNKNOWN | DOUBT),
    "DPI statement at the end": (
        "DPI",
        "2026-07-01T10:00:00",
        {"attestation_fin": "2026-06-17T12:00:00"},
        UNKNOWN,
    ),
    "DPI statement a second after the end": (
        "DPI",
        "2026-07-01T10:00:00",
        {"attestation_fin": "2026-06-17T12:00:01"},
        UNKNOWN | {"CAL006": "a-modifier"},
    ),
    "DPI statement on the bare day of the end": (
        "DPI",
        "2026-07-01T10:00:00",
        {"attestation_fin": "2026-06-17"},
        UNKNOWN | DOUBT,
    ),
    "DPI at the closing": ("DPI", "2026-09-16T12:00:00", HOP_STATEMENT, UNKNOWN | SOON),
    "DPI at the closing in UTC, summer": (
        "DPI",
        "2026-09-16T10:00:00Z",
        HOP_STATEMENT,
        UNKNOWN | SOON,
    ),
    "DPI a second after the closing": (
        "DPI",
        "2026-09-16T12:00:01",
        HOP_STATEMENT,
        UNKNOWN | {"CAL004": "rejet"},
    ),
    "PFI at the end of the prestations in UTC, winter": (
        "PFI",
        "2026-03-18T11:00:00Z",
        NO_STATEMENT,
        UNKNOWN,
    ),
    "PFI a second after the end in UTC, winter": (
        "PFI",
        "2026-03-18T11:00:01Z",
        NO_STATEMENT,
        UNKNOWN | {"CAL005": "a-modifier"},
    ),
    "PFI at the closing": ("PFI", "2026-06-17T12:00:00", HOP_STATEMENT, UNKNOWN | SOON),
    "PFI a second after the closing": (
        "PFI",
        "2026-06-17T12:00:01",
        HOP_STATEMENT,
        UNKNOWN | {"CAL004": "rejet"},
    ),
    "PFI bare day of the closing": ("PFI", "2026-06-17", HOP_STATEMENT, UNKNOWN | DOUBT),
    "MS1 at the deduced closing": ("MS1", "2024-12-19T14:00:00", {}, UNKNOWN | SOON),
    "MS1 bare day of the deduced closing": ("MS1", "2024-12-19", {}, UNKNOWN | DOUBT),
    "MS1 a second after the deduced closing, only a warning": (
        "MS1",
        "2024-12-19T14:00:01",
        {},
        UNKNOWN | {"CAL004": "alerte", "CAL005": "non-publie"},
    ),
    "MS1 no statement where nobody says there is one": (
        "MS1",
        "2025-01-06",
        NO_STATEMENT,
        UNKNOWN | {"CAL004": "alerte", "CAL005": "non-publie"},
    ),
    "MS1 late statement where nobody says there is one": (
        "MS1",
        "2025-01-06",
        {"attestation_fin": "2025-01-02"},
        UNKNOWN | {"CAL004": "alerte", "CAL005": "non-publie"},
    ),
}


@pytest.mark.parametrize(
    ("corridor", "depot", "toml", "expected"), list(SOLDES.values()), ids=list(SOLDES)
)
def test_solde_stands_against_its_window_and_the_end_of_the_prestations(
    corridor: str, depot: str, toml: dict[str, str], expected: Calendar, deposited: Deposited
) -> None:
    said = deposited(corridor, "solde", depot, **toml)

    assert expected == windows(said)


@pytest.mark.parametrize(
    ("depot", "expected"),
    [("2024-09-11", UNKNOWN), ("2024-09-12", UNKNOWN | DOUBT), ("2024-09-13", UNKNOWN)],
    ids=["the day before", "the day itself", "the day after"],
)
def test_bare_day_of_the_mss_indicator_is_doubtful_without_it(
    depot: str, expected: Calendar, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MS1.solde()
    dossier.toml["depot"] = depot
    del dossier.ligne["deploiementMSS"]

    said = check(dossier)

    assert expected == windows(said)


def test_deduced_closing_leaves_the_dossier_to_verify(deposited: Deposited) -> None:
    said = deposited("MS1", "solde", "2024-12-19T14:00:01")

    assert (said.code, said.report["verdict"]) == (0, "a-verifier")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_contested_instant_cites_both_closings(lang: str, deposited: Deposited) -> None:
    (doubt,) = deposited("PFI", "avance", "2025-11-03T10:00:00", "--lang", lang).findings("CAL010")

    days = ("17/09/2025", "17/12/2025") if lang == "fr" else ("17 September", "17 December")
    assert all(day in doubt["message"] for day in days)


def test_depot_option_wins_over_the_toml(deposited: Deposited) -> None:
    said = deposited("DPI", "avance", "2025-12-18", "--depot", "2025-12-17T12:00")

    assert windows(said) == SOON


@pytest.mark.parametrize("day", ["2025-12-17", "20251217", "2025-W51-3"])
def test_depot_without_an_hour_is_a_bare_day_or_refused(day: str, deposited: Deposited) -> None:
    said = deposited("DPI", "avance", "2025-05-20", "--depot", day)

    assert said.code == 2 or windows(said) == DOUBT


def test_depot_option_takes_an_offset(deposited: Deposited) -> None:
    said = deposited("DPI", "avance", "2025-05-20", "--depot", "2025-12-17T11:00:01+00:00")

    assert windows(said) == LATE


BACK = {"statut": '"A modifier"'}
RETURNED: dict[str, tuple[str, str, dict[str, str], Calendar]] = {
    "first deposit at the closing": (
        "avance",
        "2026-01-10T10:00:00",
        BACK | {"deja_depose": "2025-12-17T12:00:00"},
        SOON,
    ),
    "first deposit a second late": (
        "avance",
        "2026-01-10T10:00:00",
        BACK | {"deja_depose": "2025-12-17T12:00:01"},
        LATE,
    ),
    "first deposit on the bare day": (
        "avance",
        "2026-01-10T10:00:00",
        BACK | {"deja_depose": "2025-12-17"},
        DOUBT,
    ),
    "status with accents and capitals": (
        "avance",
        "2026-01-10T10:00:00",
        {"statut": '"À MODIFIER"', "deja_depose": "2025-10-01"},
        IN_TIME,
    ),
    "another status": (
        "avance",
        "2026-01-10T10:00:00",
        {"statut": '"Rejetée"', "deja_depose": "2025-10-01"},
        LATE,
    ),
    "no status": ("avance", "2026-01-10T10:00:00", {"deja_depose": "2025-10-01"}, LATE),
    "no first deposit": ("avance", "2026-01-10T10:00:00", BACK, LATE),
    "solde first deposited before the end of the prestations": (
        "solde",
        "2026-10-01T10:00:00",
        BACK | NO_STATEMENT | {"deja_depose": "2026-06-17T12:00:00"},
        UNKNOWN,
    ),
}


@pytest.mark.parametrize(
    ("step", "depot", "toml", "expected"), list(RETURNED.values()), ids=list(RETURNED)
)
def test_returned_request_is_judged_by_its_first_deposit(
    step: str, depot: str, toml: dict[str, str], expected: Calendar, deposited: Deposited
) -> None:
    said = deposited("DPI", step, depot, **toml)

    assert expected == windows(said)


NOW: dict[str, tuple[str, str, str, dict[str, str], Calendar]] = {
    "avance closed": ("DPI", "avance", "2025-12-17T12:00:01", {}, {"CAL013": "rejet"}),
    "avance closed, clock in UTC": (
        "DPI",
        "avance",
        "2025-12-17T11:00:01+00:00",
        {},
        {"CAL013": "rejet"},
    ),
    "avance at the closing": ("DPI", "avance", "2025-12-17T12:00:00", {}, SOON),
    "avance contested": ("PFI", "avance", "2025-11-03T10:00:00", {}, DOUBT),
    "avance not open yet": ("DPI", "avance", "2024-09-12T13:59:59", {}, EARLY),
    "solde closed": (
        "DPI",
        "solde",
        "2026-09-16T12:00:01",
        HOP_STATEMENT,
        UNKNOWN | {"CAL013": "rejet"},
    ),
    "solde past a deduced closing": (
        "MS1",
        "solde",
        "2025-01-02T10:00:00",
        {},
        UNKNOWN | {"CAL013": "alerte", "CAL005": "non-publie"},
    ),
    "first deposit given, in time": (
        "DPI",
        "avance",
        "2026-01-10T10:00:00",
        BACK | {"deja_depose": "2025-10-01"},
        IN_TIME,
    ),
}


@pytest.mark.parametrize(
    ("corridor", "step", "now", "toml", "expected"), list(NOW.values()), ids=list(NOW)
)
def test_without_deposit_the_present_instant_is_judged(
    corridor: str, step: str, now: str, toml: dict[str, str], expected: Calendar, as_of: Deposited
) -> None:
    said = as_of(corridor, step, now, **toml)

    assert expected == windows(said)


def test_closed_as_of_now_blocks_from_the_command_line(deposited: Deposited) -> None:
    said = deposited("MDV", "avance", None)

    assert (said.code, windows(said)) == (1, {"CAL013": "rejet"})


# --- when the order was signed ---

SIGNED: dict[str, tuple[str, str, str, str | None]] = {
    "MDV the day before the closing": ("MDV", "solde", "2022-11-29", None),
    "MDV the day of the closing": ("MDV", "solde", "2022-11-30", "nc"),
    "MDV the day after": ("MDV", "solde", "2022-12-01", "rejet"),
    "MDV the day after, written in French": ("MDV", "solde", "01/12/2022", "rejet"),
    "DPI the day before the closing": ("DPI", "avance", "2025-12-16", None),
    "DPI the day of the closing": ("DPI", "avance", "2025-12-17", "nc"),
    "DPI the day after": ("DPI", "avance", "2025-12-18", "rejet"),
    "DPI the day after, seen at the solde": ("DPI", "solde", "2025-12-18", "rejet"),
    "PFI the day before the earlier closing": ("PFI", "avance", "2025-09-16", None),
    "PFI the day of the earlier closing": ("PFI", "avance", "2025-09-17", "nc"),
    "PFI between the two closings": ("PFI", "solde", "2025-10-20", "nc"),
    "PFI the day of the later closing": ("PFI", "solde", "2025-12-17", "nc"),
    "PFI the day after the later closing": ("PFI", "solde", "2025-12-18", "rejet"),
    "MS1 the day of the closing": ("MS1", "solde", "2024-02-28", "nc"),
    "MS1 the day after": ("MS1", "solde", "2024-02-29", "rejet"),
}


@pytest.mark.parametrize(
    ("corridor", "step", "signed", "expected"), list(SIGNED.values()), ids=list(SIGNED)
)
def test_order_signed_after_the_window_of_the_avance(
    corridor: str,
    step: str,
    signed: str,
    expected: str | None,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = getattr(getattr(dossiers, corridor), step)()
    dossier.ligne["commande"]["dateCommande"] = signed

    said = check(dossier)

    judged = "nc" if "CAL007" in said.not_checked else None
    assert expected == said.severities.get("CAL007", judged)


AGES: dict[str, tuple[str, str | None, str, str | None]] = {
    "120 days": ("DPI", "2025-06-02", "2025-02-02", None),
    "121 days": ("DPI", "2025-06-02", "2025-02-01", "rejet"),
    "120 days over a 29 February": ("MS1", "2024-03-15", "2023-11-16", None),
    "121 days over a 29 February": ("MS1", "2024-03-15", "2023-11-15", "alerte"),
    "121 days, the other SONS of the hospital": ("PFI", "2025-03-03", "2024-11-02", "rejet"),
    "121 days, the hospital of wave 1": ("DPI_1", "2022-06-15", "2022-02-14", "alerte"),
    "121 days, MDV": ("MDV", "2022-06-15", "2022-02-14", "alerte"),
    "121 days, LGO": ("LGO", "2022-12-21", "2022-08-22", "alerte"),
    "121 days, imaging of wave 2": ("DRIMBOX", "2025-12-01", "2025-08-02", "alerte"),
    "120 days, LGO": ("LGO", "2022-12-21", "2022-08-23", None),
    "signed after the proof file": ("DPI", "2025-03-01", "2025-04-03", None),
    "no proof file, 120 days before the last one": ("DPI", None, "2025-02-18", None),
    "no proof file, 121 days before the last one": ("DPI", None, "2025-02-17", "non-fourni"),
    "no proof file, PFI": ("PFI", None, "2024-11-18", "non-fourni"),
    "no proof file, MDV": ("MDV", None, "2022-05-02", "non-fourni"),
}


@pytest.mark.parametrize(
    ("corridor", "complete", "signed", "expected"), list(AGES.values()), ids=list(AGES)
)
def test_order_against_the_complete_proof_file(
    corridor: str,
    complete: str | None,
    signed: str,
    expected: str | None,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = getattr(dossiers, corridor).avance()
    dossier.ligne["commande"]["dateCommande"] = signed
    if complete is not None:
        here = f'sons = "{getattr(dossiers, corridor).sons}"\n'
        bare = re.sub(r"dossier_complet = .*\n", "", dossier.settings)
        dossier.settings = bare.replace(here, f"{here}dossier_complet = {complete}\n")

    said = check(dossier)

    assert expected == (said.severities | said.not_checked).get("CAL008")
    for found in said.findings("CAL008"):
        assert found["expected"].startswith("à partir du ")  # a day, as what was found


@pytest.mark.parametrize(
    ("signed", "code", "severity"),
    [("2022-12-02", "CAL007", "rejet"), ("2021-06-01", "CAL008", "alerte")],
    ids=["late", "old"],
)
def test_order_of_a_solde_without_one_is_that_of_its_avance(
    signed: str, code: str, severity: str, check: Check, dossiers: ModuleType
) -> None:
    avance, dossier = dossiers.MDV.avance(), dossiers.MDV.solde()
    avance.ligne["commande"]["dateCommande"] = signed
    dossier.extra["avance.json"] = avance.text()
    del dossier.ligne["commande"]
    here = 'sons = "MDV-LGC-Va1"\n'
    dossier.settings = dossier.settings.replace(here, f"{here}dossier_complet = 2022-06-15\n")

    said = check(dossier)

    assert said.severities.get(code) == severity


# --- dates in order ---

ORDERS: dict[str, tuple[str, str, str, str | None]] = {
    "all the same day": ("2023-03-06", "2023-03-06", "2023-03-06", None),
    "verified before the invoice": ("2022-06-13", "2023-03-06", "2023-03-02", None),
    "invoiced before the verification": ("2022-06-13", "2023-02-01", "2023-03-02", None),
    "order after its invoice": ("2023-03-03", "2023-03-02", "2023-03-06", "alerte"),
    "order after its verification": ("2023-03-03", "2023-03-06", "2023-03-02", "alerte"),
    "invoice on the day of the deposit": ("2022-06-13", "2023-04-12", "2023-03-02", None),
    "invoice after the deposit": ("2022-06-13", "2023-04-13", "2023-03-02", "a-modifier"),
    "verification after the deposit": ("2022-06-13", "2023-03-06", "2023-04-13", "a-modifier"),
}


@pytest.mark.parametrize(
    ("order", "invoice", "verification", "expected"), list(ORDERS.values()), ids=list(ORDERS)
)
@pytest.mark.parametrize("depot", ["2023-04-12T09:15:00", "2023-04-12"], ids=["instant", "day"])
def test_dates_of_a_solde_follow_each_other(
    order: str,
    invoice: str,
    verification: str,
    expected: str | None,
    depot: str,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.toml["depot"] = depot
    dossier.ligne["commande"]["dateCommande"] = order
    dossier.ligne["facture"]["dateFacture"] = invoice
    dossier.ligne["verification"]["dateSignature"] = verification

    said = check(dossier)

    assert expected == said.severities.get("CAL009")


def test_order_known_by_the_avance_alone_is_compared(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.solde()
    del dossier.ligne["commande"]
    dossier.ligne["facture"]["dateFacture"] = "2022-06-12"

    said = check(dossier)

    assert said.severities.get("CAL009") == "alerte"


@pytest.mark.parametrize(
    ("depot", "expected"),
    [("2025-05-20T17:59:59-04:00", "a-modifier"), ("2025-05-20T18:00:00-04:00", None)],
    ids=["the day before in Paris", "midnight in Paris"],
)
def test_dates_are_compared_to_the_day_in_paris(
    depot: str, expected: str | None, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.DPI.avance()
    dossier.toml["depot"] = depot
    dossier.ligne["commande"]["dateCommande"] = "2025-05-21"

    said = check(dossier)

    assert expected == said.severities.get("CAL009")


def test_invoice_made_again_for_a_returned_solde_is_in_order(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.toml |= BACK | {"deja_depose": "2023-03-10", "depot": "2023-04-12T09:15:00"}
    dossier.ligne["facture"]["dateFacture"] = "2023-04-05"

    said = check(dossier)

    assert "CAL009" not in said.codes


@pytest.mark.parametrize("date", ["2022-02-30", None, "bientôt"])
def test_unreadable_order_date_is_no_matter_of_the_calendar(
    date: str | None, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["commande"]["dateCommande"] = date

    said = check(dossier)

    assert not [code for code in said.codes if code.startswith("CAL")]


@pytest.mark.parametrize(
    ("corridor", "key", "day", "expected"),
    [
        ("DPI", "dossier_complet", "2025-06-18", None),
        ("DPI", "dossier_complet", "2025-06-19", "alerte"),
        ("PFI", "dossier_complet", "2025-03-19", None),
        ("PFI", "dossier_complet", "2025-03-20", "alerte"),
        ("PFI", "dossier_administratif", "2024-11-19", None),
        ("PFI", "dossier_administratif", "2024-11-20", "alerte"),
        ("DRIMBOX", "dossier_administratif", "2025-09-11", "alerte"),
        # Deduced, or not published at all.
        ("MDV", "dossier_complet", "2022-09-20", None),
        ("RIS_2", "dossier_complet", "2027-01-01", None),
    ],
)
def test_a_file_of_the_referencing_is_handed_in_by_its_closing(
    corridor: str,
    key: str,
    day: str,
    expected: str | None,
    dossiers: ModuleType,
    check: Check,
) -> None:
    dossier = getattr(dossiers, corridor).avance()
    here = f'sons = "{dossier.toml["sons"].strip(chr(34))}"\n'
    bare = re.sub(rf"{key} = .*\n", "", dossier.settings)
    dossier.settings = bare.replace(here, f"{here}{key} = {day}\n")

    said = check(dossier)

    assert expected == said.severities.get("CAL015")
    assert "CAL015" not in said.not_checked
