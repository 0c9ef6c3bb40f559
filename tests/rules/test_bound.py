"""A bound that a text moved: which value counts at a deposit, and how `explain` shows the others."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from conftest import FROZEN, Cli, Said
from segur_check.rules.bound import Bound, FormerValue
from segur_check.rules.corridor import corridor, placed
from segur_check.values.dates import Deposit

pytestmark = pytest.mark.usefixtures("frozen_tables")

Check = Callable[..., Said]

CLOSES = Bound(
    source="b",
    day=date(2022, 11, 30),
    former=(FormerValue(source="a", moved_by="b", day=date(2022, 7, 15), until=date(2022, 6, 21)),),
)


@pytest.mark.parametrize(
    ("deposit", "closes"),
    [
        ("2022-06-20T23:59:59", date(2022, 7, 15)),
        ("2022-06-21T00:00:00", date(2022, 11, 30)),
        ("2022-12-01T00:00:00", date(2022, 11, 30)),
    ],
    ids=["the day before the move", "the day of the move", "long after"],
)
def test_the_value_in_force_at_the_deposit_counts(deposit: str, closes: date) -> None:
    moment = Deposit.at(datetime.fromisoformat(deposit), "option")

    assert closes == CLOSES.in_force(moment).value


@pytest.mark.parametrize(
    "former",
    [
        FormerValue(source="a", moved_by="b", day=date(2022, 7, 15)),
        FormerValue(source="a", moved_by="b", month="2022-07", until=date(2022, 6, 21)),
    ],
    ids=["the day of the move is not known", "the former value is a month"],
)
def test_the_latest_value_counts_where_the_move_is_not_known(former: FormerValue) -> None:
    bound = Bound(source="b", day=date(2022, 11, 30), former=(former,))
    early = Deposit.at(date(2022, 1, 5), "option")

    assert bound is bound.in_force(early)


def test_of_two_moves_the_oldest_value_counts_before_the_first() -> None:
    bound = Bound(
        source="c",
        day=date(2023, 9, 20),
        former=(
            FormerValue(source="a", moved_by="b", day=date(2023, 3, 31), until=date(2023, 2, 1)),
            FormerValue(source="b", moved_by="c", day=date(2023, 4, 28), until=date(2023, 4, 1)),
        ),
    )
    days = [date(2023, 1, 31), date(2023, 2, 1), date(2023, 3, 31), date(2023, 4, 1)]

    found = [bound.in_force(Deposit.at(day, "option")).value for day in days]

    assert [date(2023, 3, 31), date(2023, 4, 28), date(2023, 4, 28), date(2023, 9, 20)] == found


@pytest.mark.parametrize(
    ("depot", "late"),
    [("2022-07-16T10:00", True), ("2022-07-20T00:00", False)],
    ids=["before the move, after the former closing", "the day of the move"],
)
def test_a_dossier_is_judged_by_the_closing_in_force_at_its_deposit(
    depot: str,
    late: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    dossiers: ModuleType,
    tmp_path: Path,
) -> None:
    """A table whose closing was moved after the former one had passed."""
    (tmp_path / "rules" / "corridors").mkdir(parents=True)
    name = "MDV-LGC-Va1.toml"
    table = (FROZEN / "corridors" / name).read_text(encoding="utf-8")
    known = table.replace(
        'moved_by = "quotidien-medecin", place',
        'moved_by = "quotidien-medecin", until = 2022-07-20, place',
    )
    assert known != table
    (tmp_path / "rules" / "corridors" / name).write_text(known, encoding="utf-8")

    said = check(dossiers.MDV.avance(), "--depot", depot, "--rules", tmp_path / "rules")

    assert late is ("CAL002" in said.severities)
    assert "CAL002" not in check(dossiers.MDV.avance(), "--depot", depot).severities


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("fr", "auparavant 28/04/2023 à 14h00"),
        ("en", "formerly 28 April 2023 at 14:00"),
    ],
)
def test_explain_shows_what_a_date_was_before(lang: str, told: str, cli: Cli) -> None:
    text = " ".join(cli("explain", "CAL004", "--lang", lang).out.replace("\u00a0", " ").split())

    assert told in text
    assert {"fr": "non trouvée", "en": "not found"}[lang] in text


def test_explain_shows_the_two_values_of_a_contradiction(cli: Cli) -> None:
    text = " ".join(cli("explain", "CAL002").out.replace("\u00a0", " ").split())

    assert "HOP-PFI-Va2, clôture : 17/09/2025 à 12h00" in text
    assert "17/12/2025 à 12h00 selon « calendrier de dépôt des demandes d'avance »" in text


def test_explain_says_of_which_sons_a_date_is_not_published(cli: Cli) -> None:
    text = " ".join(cli("explain", "CAL004").out.split())

    assert "Non publié pour SAS, IMG-RIS-Va2, MDV-LGC-Va2" in text


# Places of a table


@pytest.mark.parametrize(
    ("path", "phase", "expected"),
    [
        ("cap", "avance", "cap"),
        ("step.closes", "avance", "avance.closes"),
        ("step.closes", "solde", "solde.closes"),
        ("step.closes", "attestation-fin", "completion.ends"),
        ("step.opens", "enrolement", "enrolment.opens"),
        ("step.pieces", "solde", "solde.pieces"),
    ],
)
def test_a_place_of_the_step_in_view(path: str, phase: str, expected: str) -> None:
    assert expected == placed(path, phase)


def test_what_holds_an_unknown_place_is_unknown_too() -> None:
    table = corridor("IMG-RIS-Va2")

    assert table.lacks("completion")
    assert table.lacks("completion.ends")
    assert not table.lacks("avance.opens")
    assert table.has("completion.ends")
    assert not table.has("categories")
