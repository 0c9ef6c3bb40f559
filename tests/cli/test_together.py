"""Several paths of one command know each other as in a lot; so do the files of one folder, by number."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import Cli

Dossier = Any


@pytest.fixture
def place(dossiers: ModuleType, tmp_path: Path) -> Callable[..., Path]:
    """Write a dossier of the folder, changed; gives its JSON."""

    def call(name: str, step: str = "avance", **changed: object) -> Path:
        dossier = getattr(dossiers.MDV, step)()
        dossier.extra = {}
        doctor = changed.pop("doctor", None)
        if doctor is not None:
            dossier.ligne["beneficiaires"]["liberal"] = [dossiers.doctor(doctor)]
        dossier.ligne.update(changed)
        dossier.write(tmp_path / "written")
        written = next((tmp_path / "written").glob("*.json"))
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        written.rename(tmp_path / name)
        for file in (tmp_path / "written").glob("*.toml"):
            file.replace((tmp_path / name).parent / file.name)
        return tmp_path / name

    return call


def test_the_same_number_in_two_files_of_a_command_is_that_of_a_lot(
    place: Callable[..., Path], cli: Cli
) -> None:
    one, other = place("a.json"), place("b.json", doctor=1)

    said = cli("check", one, other, "-o", "json")

    assert ["a-modifier"] * 2 == [found["severity"] for found in said.findings("PER008")]
    assert str(other) in said.findings("PER008")[0]["message"]


def test_the_same_number_in_two_files_of_a_folder_is_to_be_looked_at(
    place: Callable[..., Path], cli: Cli
) -> None:
    one, other = place("a.json"), place("b.json", doctor=1)

    said = cli("check", one.parent, "-o", "json")

    assert ["alerte"] * 2 == [found["severity"] for found in said.findings("PER008")]
    assert str(other) in said.findings("PER008")[0]["message"]


@pytest.mark.parametrize("together", [True, False])
def test_other_numbers_and_clients_are_no_doubles(
    together: bool,  # noqa: FBT001
    place: Callable[..., Path],
    cli: Cli,
) -> None:
    one, other = place("a.json"), place("b.json", doctor=1, numeroEditeur="CMD-2022-0043")

    said = cli("check", *([one, other] if together else [one.parent]), "-o", "json")

    assert not {"PER008", "ELI004"} & set(said.codes)


def test_the_same_client_in_two_files_of_a_command_is_asked_for_twice(
    place: Callable[..., Path], cli: Cli
) -> None:
    paths = place("a.json"), place("b.json", numeroEditeur="CMD-2022-0043")

    assert ["rejet"] * 2 == [
        found["severity"] for found in cli("check", *paths, "-o", "json").findings("ELI004")
    ]


@pytest.mark.parametrize(("second", "double"), [("PFI", False), ("DPI", True)])
@pytest.mark.parametrize("command", ["check", "batch"])
def test_the_dpi_and_the_pfi_of_one_client_are_two_fundings(
    command: str,
    second: str,
    double: bool,  # noqa: FBT001
    dossiers: ModuleType,
    cli: Cli,
    tmp_path: Path,
) -> None:
    for sons in ("DPI", second):
        dossier = getattr(dossiers, sons).avance()
        folder = tmp_path / "lot" / ("second" if (tmp_path / "lot").is_dir() else "first")
        dossier.ligne["numeroEditeur"] = f"CMD-{folder.name}"
        dossier.write(folder)
    lot = tmp_path / "lot"
    paths = [lot] if command == "batch" else [lot / "first", lot / "second"]

    said = cli(command, *paths, "-o", "jsonl")

    assert double is ("ELI004" in said.out)
    assert "240000059" in said.out


def test_the_same_attachment_in_two_dossiers_of_a_command(
    dossiers: ModuleType, cli: Cli, tmp_path: Path
) -> None:
    for rank, name in enumerate("ab"):
        dossier = dossiers.MDV.avance()
        dossier.ligne["numeroEditeur"] = f"CMD-{name}"
        dossier.ligne["beneficiaires"]["liberal"] = [dossiers.doctor(rank)]
        dossier.write(tmp_path / name)

    said = cli("check", tmp_path / "a", tmp_path / "b", "-o", "json")

    assert "a-modifier" == said.severities["PIE015"]


@pytest.mark.parametrize("spelling", ["./{}", "../{folder}/{}", "{}"])
def test_a_file_given_twice_is_no_double(
    spelling: str, place: Callable[..., Path], cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = place("a.json").parent
    monkeypatch.chdir(folder)

    for again in (spelling.format("a.json", folder=folder.name), folder):
        said = cli("check", "a.json", again, "-o", "json")
        assert "PER008" not in said.codes


def test_an_avance_and_its_solde_named_together_are_compared(
    place: Callable[..., Path], cli: Cli
) -> None:
    avance, solde = place("x/first.json", doctor=1), place("y/second.json", step="solde")

    said = cli("check", solde, avance, "-o", "json")

    assert "rejet" == said.severities["PER001"]
    assert "PER007" not in said.not_checked


def test_a_solde_whose_avance_is_not_named_is_compared_with_none(
    place: Callable[..., Path], cli: Cli
) -> None:
    avance = place("x/first.json", numeroEditeur="CMD-2022-0043")
    solde = place("y/second.json", step="solde")

    said = cli("check", solde, avance, "-o", "json")

    assert "PER005" not in said.codes
    assert "non-fourni" == said.not_checked["PER007"]
