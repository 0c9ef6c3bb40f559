"""The instant of a deposit: of a year in which a request may be, wherever it is written."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from segur_check import check
from segur_check.errors import UsageFault

DOSSIER = EXAMPLES / "accepted" / "MDV-LGC-Va1-avance"
RIGHT = ["1970-01-01", "1970-01-02T00:00", "2022-07-04T10:30", "2100-12-31T23:59"]
WRONG = ["0001-01-01", "0001-01-01T00:00", "1900-05-01T10:00", "2101-01-01", "9999-12-31T23:59"]


@pytest.mark.parametrize("year", WRONG)
@pytest.mark.parametrize("command", ["check", "batch"])
def test_a_year_that_cannot_be_is_refused_in_one_line(cli: Cli, command: str, year: str) -> None:
    said = cli(command, DOSSIER, "--depot", year)

    assert (2, "", 1) == (said.code, said.out, said.err.count("\n"))
    assert "--depot" in said.err
    assert year[:4] in said.err


@pytest.mark.parametrize("year", WRONG)
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("key", ["depot", "deja_depose", "attestation_fin"])
def test_so_it_is_in_the_settings_of_a_dossier(
    cli: Cli, tmp_path: Path, key: str, quote: str, year: str
) -> None:
    folder = shutil.copytree(DOSSIER, tmp_path / "d")
    seconds = ":00" if "T" in year else ""
    settings = f'sons = "MDV-LGC-Va1"\n{key} = {quote}{year}{seconds}{quote}\n'
    (folder / "dossier.toml").write_text(settings, encoding="utf-8")

    said = cli("check", folder, "-o", f"html:{tmp_path / 'r.html'}")

    assert (2, 1) == (said.code, said.err.count("\n"))
    assert f"dossier.toml, {key}" in said.err


@pytest.mark.parametrize(
    "deposit",
    [datetime.max.replace(tzinfo=UTC), datetime(1, 1, 1), date.min, date.max],  # noqa: DTZ001
)
def test_so_it_is_from_python(deposit: date) -> None:
    with pytest.raises(UsageFault, match="depot"):
        check(DOSSIER, depot=deposit)


@pytest.mark.parametrize("year", RIGHT)
def test_a_year_that_can_be_is_drawn(cli: Cli, tmp_path: Path, year: str) -> None:
    page = tmp_path / "r.html"
    said = cli("check", DOSSIER, "--depot", year, "-o", f"html:{page}", "-o", "json")

    assert "" == said.err
    assert said.report["requests"]
    assert "<svg" in page.read_text(encoding="utf-8")
