"""The line that says that the tables are old on the day of the deposit; the tests have their own table."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from conftest import Cli
from lots import one
from segur_check import check
from segur_check.rules.data import compared_on, schema_text

# MDV: the avance is deposited on 4 July 2022.
LINE = (
    "Les tables de cet outil ont été comparées aux textes le 04/01/2022 ; votre dépôt est 181 jours "
    "après : cherchez une version plus récente"
)
LINE_IN_ENGLISH = (
    "The tables of this tool were compared with the texts on 4 January 2022; your filing is 181 days "
    "later: look for a newer version"
)
IN_PERSON = ("text", "concise", "markdown", "html", "github", "sarif")


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def tables(tmp_path: Path) -> Callable[[str], Path]:
    """A --rules folder whose tables were held against the texts on a day, or do not say."""

    def write(day: str) -> Path:
        folder = tmp_path / f"rules-{day}"
        folder.mkdir()
        said = f"compared_on = {day}\n" if day else ""
        (folder / "rules.toml").write_text(f'version = "2022.01.04"\n{said}', encoding="utf-8")
        return folder

    return write


@pytest.fixture
def dossier(dossiers: ModuleType, tmp_path: Path) -> Path:
    folder = tmp_path / "avance"
    dossiers.MDV.avance().write(folder)
    return folder


Tables = Callable[[str], Path]


@pytest.mark.parametrize("form", IN_PERSON)
def test_after_more_than_180_days_one_line_says_so(
    form: str, dossier: Path, tables: Tables, cli: Cli
) -> None:
    said = cli("check", dossier, "--rules", tables("2022-01-04"), "-o", form)
    english = cli("check", dossier, "--rules", tables("2022-01-03"), "-o", form, "--lang", "en")

    assert 1 == plain(said.out).count(LINE)
    shifted = LINE_IN_ENGLISH.replace("4 January", "3 January").replace("181", "182")
    assert 1 == plain(english.out).count(shifted)


@pytest.mark.parametrize("form", IN_PERSON)
@pytest.mark.parametrize("day", ["2022-01-05", "2022-07-04", "2022-12-31", ""])
def test_up_to_180_days_nothing_is_said(
    day: str, form: str, dossier: Path, tables: Tables, cli: Cli
) -> None:
    said = cli("check", dossier, "--rules", tables(day), "-o", form)

    assert "comparées aux textes" not in plain(said.out)


def test_the_json_has_a_key_of_its_own_and_nothing_else_changes(
    dossier: Path, tables: Tables, cli: Cli
) -> None:
    old = cli("check", dossier, "--rules", tables("2022-01-04"), "-o", "json", "--strict")
    new = cli("check", dossier, "--rules", tables("2022-01-05"), "-o", "json", "--strict")

    aged = {"compared_on": "2022-01-04", "days": 181}
    assert {"version": "2022.01.04+local", "aged": aged} == old.report["rules"]
    assert {"version": "2022.01.04+local"} == new.report["rules"]
    assert old.code == new.code
    for key in ("verdict", "requests", "exit_code"):
        assert old.report[key] == new.report[key]


def test_the_day_is_that_of_paris(dossier: Path, tables: Tables, cli: Cli) -> None:
    rules = tables("2022-01-04")

    late = cli("check", dossier, "--rules", rules, "-o", "json", "--depot", "2022-07-03T23:59")
    early = cli("check", dossier, "--rules", rules, "-o", "json", "--depot", "2022-07-04T00:00")

    assert "aged" not in late.report["rules"]
    assert 181 == early.report["rules"]["aged"]["days"]


def test_only_the_verdict_is_asked_for(dossier: Path, tables: Tables, cli: Cli) -> None:
    said = cli("check", dossier, "--rules", tables("2022-01-04"), "-o", "text", "-q")

    assert "comparées aux textes" not in plain(said.out)


def test_of_several_the_latest_deposit_counts_once(
    dossiers: ModuleType, dossier: Path, tmp_path: Path, tables: Tables, cli: Cli
) -> None:
    later = tmp_path / "later"
    other = one(dossiers, 7)
    other.toml["depot"] = "2022-07-06T10:00:00"
    other.write(later)

    said = cli("check", dossier, later, "--rules", tables("2022-01-04"), "-o", "text")

    assert 1 == plain(said.out).count("comparées aux textes")
    assert "le 04/01/2022 ; votre dernier dépôt est 183 jours après" in plain(said.out)


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_lot_says_it_once(
    form: str, dossiers: ModuleType, tmp_path: Path, tables: Tables, cli: Cli
) -> None:
    lot, made = tmp_path / "lot", tmp_path / "made"
    for rank in (1, 2, 3):
        one(dossiers, rank).write(lot / f"cmd-{rank}")

    cli("batch", lot, "-j", "1", "--rules", tables("2022-01-04"), "-o", f"{form}:{made}")

    written = plain(made.read_text(encoding="utf-8"))
    said = "comparées aux textes" if form != "json" else '"aged"'
    assert 1 == written.count(said)


def test_the_python_api_has_it(dossier: Path, tables: Tables) -> None:
    report = check(str(dossier), rules=tables("2022-01-04"))

    assert report.aged_rules is not None
    assert 181 == report.aged_rules.days


@pytest.mark.parametrize("day", ['"hier"', "2022-01-04T10:00:00", "12"])
def test_what_is_no_day_is_one_clear_line(
    day: str, dossier: Path, tmp_path: Path, cli: Cli
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "rules.toml").write_text(f'version = "1"\ncompared_on = {day}\n', encoding="utf-8")

    said = cli("check", dossier, "--rules", rules)

    assert 2 == said.code
    assert "compared_on" in said.err + said.out
    assert "Traceback" not in said.err


def test_our_own_tables_say_the_day() -> None:
    assert compared_on() is not None


def test_the_schema_knows_the_key(dossier: Path, tables: Tables, cli: Cli) -> None:
    said = cli("check", dossier, "--rules", tables("2022-01-04"), "-o", "json")

    Draft202012Validator(json.loads(schema_text("report"))).validate(said.report)
