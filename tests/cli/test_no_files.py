"""What bears the name of a JSON or of settings, and is no file: it is told, never passed over or waited for."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli

DOSSIER = EXAMPLES / "accepted" / "MDV-LGC-Va1-avance"
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


def link(to: str) -> Callable[[Path], None]:
    """A link to this place."""
    return lambda place: place.symlink_to(to)


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "device": link("/dev/zero"),
    "loop": lambda place: place.symlink_to(place.name),
    "gone": link("nowhere"),
}


@pytest.fixture(params=KINDS)
def put(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Puts what is no file at a place."""
    kind: str = request.param

    def at(place: Path) -> None:
        place.unlink(missing_ok=True)
        KINDS[kind](place)

    return at


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A right dossier, in a folder of its own."""
    return shutil.copytree(DOSSIER, tmp_path / "lot" / "d")


@pytest.mark.parametrize("name", ["dossier.toml", "segur-check.toml", "../segur-check.toml"])
def test_settings_that_are_no_file_are_told(
    cli: Cli, folder: Path, put: Callable[[Path], None], name: str
) -> None:
    if name.startswith(".."):
        (folder / "segur-check.toml").unlink()
    put(folder / name)

    for place in (folder, folder / "avance.json"):
        said = cli("check", place, "--sons", "MDV-LGC-Va1")
        assert (2, "", 1) == (said.code, said.out, said.err.count("\n")), said
        assert name.rpartition("/")[2] in said.err
        assert "n'est pas un fichier" in said.err
    said = cli("batch", folder.parent, "--sons", "MDV-LGC-Va1", "-j", "1")
    assert (2, 1) == (said.code, said.err.count("\n")), said


@pytest.mark.parametrize("name", ["autre.json", "AVANCE-2.JSON"])
def test_a_second_json_that_is_no_file_is_told(
    cli: Cli, folder: Path, put: Callable[[Path], None], name: str
) -> None:
    put(folder / name)

    said = cli("check", folder)
    assert (3, "", 1) == (said.code, said.out, said.err.count("\n")), said
    assert name in said.err
    said = cli("batch", folder.parent, "-j", "1")
    assert (3, 1) == (said.code, said.err.count("\n")), said
    assert name in said.err


def test_the_lock_of_an_editor_and_settings_behind_a_link_are_right(cli: Cli, folder: Path) -> None:
    (folder / ".#avance.json").symlink_to("user@machine.1234")
    for name in ("dossier.toml", "segur-check.toml"):
        place = folder / name
        place.rename(folder.parent.parent / name)
        place.symlink_to(folder.parent.parent / name)

    said = cli("check", folder)

    assert (0, "") == (said.code, said.err)


def test_a_pipe_in_a_lot_of_files_is_told(cli: Cli, tmp_path: Path) -> None:
    lot = tmp_path / "lot"
    lot.mkdir()
    for name in ("a.json", "b.json"):
        shutil.copy(DOSSIER / "avance.json", lot / name)
    os.mkfifo(lot / "c.json")

    said = cli("batch", lot, "--layout", "fichiers", "--sons", "MDV-LGC-Va1", "-j", "1")

    assert (3, 1) == (said.code, said.err.count("\n")), said
    assert "c.json" in said.err
