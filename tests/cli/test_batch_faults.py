"""`batch`: links, folders that may not be read, and what a run that was killed left behind."""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from conftest import Cli
from lots import DEPOT, batch, codes, one, reports
from segur_check.batch.discovery import find
from segur_check.values.unfinished import UNFINISHED

Lots = Callable[..., Path]


def names(place: Path) -> list[str]:
    return [dossier.name for dossier in find([place])]


# Links


def test_a_link_to_a_dossier_is_followed(cli: Cli, lot: Lots, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "order-1").symlink_to(lot(1) / "cmd-0000", target_is_directory=True)

    said = batch(cli, linked, "-o", "jsonl")

    files = [report["requests"][0]["file"] for report in reports(said)]
    assert [str(linked / "order-1" / "avance.json")] == files
    assert "" == said.err


def test_a_link_to_a_folder_of_dossiers_is_followed(lot: Lots, tmp_path: Path) -> None:
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "all").symlink_to(lot(2), target_is_directory=True)

    assert ["all/cmd-0000", "all/cmd-0001"] == names(linked)


def test_a_dossier_that_a_link_leads_to_too_is_checked_once_by_its_own_name(
    cli: Cli, lot: Lots
) -> None:
    place = lot(2)
    (place / "a-link").symlink_to(place / "cmd-0001", target_is_directory=True)
    (place / "b-link").symlink_to(place / "a-link", target_is_directory=True)

    assert ["cmd-0000", "cmd-0001"] == names(place)
    found = reports(batch(cli, place, "-o", "jsonl"))
    assert [] == [
        code for report in found for code in codes(report) if code in {"PER008", "ELI004"}
    ]


@pytest.mark.parametrize("to", [".", "..", "cmd-0000", "loop"])
def test_links_in_a_circle_end(lot: Lots, to: str) -> None:
    place = lot(2)
    (place / "cmd-0000" / "loop").symlink_to(Path("..") / to)
    (place / "loop").symlink_to(to)

    assert ["cmd-0000", "cmd-0001"] == [name for name in names(place) if "loop" not in name]


def test_what_lies_above_the_lot_is_not_of_it(lot: Lots, tmp_path: Path) -> None:
    place = lot(2)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "avance.json").write_text("{}")
    (place / "up").symlink_to("..", target_is_directory=True)

    assert ["cmd-0000", "cmd-0001"] == names(place)


@pytest.mark.parametrize("folders", [1, 2])
def test_a_folder_and_a_dossier_of_its_name_in_it_are_two(
    cli: Cli, tmp_path: Path, dossiers: ModuleType, monkeypatch: pytest.MonkeyPatch, folders: int
) -> None:
    """The folder of the lot is a dossier itself, and holds another that is called as it is."""
    monkeypatch.chdir(tmp_path)
    for rank, place in enumerate(("L", "L/L", "M")):
        dossier = one(dossiers, rank)
        dossier.ligne["numeroEditeur"] = "other" if place == "M" else "same"
        dossier.write(tmp_path / place)
        (tmp_path / place / "pieces").mkdir()
    words = (*["M"][: folders - 1], "-j", "2", "--depot", DEPOT, "-o", "jsonl")

    first = cli("batch", "L", *words, "--journal", "journal")
    again = cli("batch", "L", *words, "--journal", "journal", "--resume")
    parts = [
        report for k in "12" for report in reports(cli("batch", "L", *words, "--shard", f"{k}/2"))
    ]

    assert ("", "") == (first.err, again.err)
    assert first.out == again.out
    found = {report["requests"][0]["file"]: "PER008" in codes(report) for report in reports(first)}
    expected = {"L/L/avance.json": True, "L/avance.json": True, "M/avance.json": False}
    assert found == dict(list(expected.items())[: 1 + folders])
    assert sorted(found) == sorted(report["requests"][0]["file"] for report in parts)


def test_names_are_as_ever_but_for_two_of_one_name(tmp_path: Path, dossiers: ModuleType) -> None:
    for place in ("L", "L/L", "M", "M/N"):
        one(dossiers, 1).write(tmp_path / place)
        (tmp_path / place / "pieces").mkdir()

    assert [".", "L"] == names(tmp_path / "L")
    assert ["M", "N"] == names(tmp_path / "M")
    assert ["L", "L"] == [dossier.drawn_by for dossier in find([tmp_path / "L"])]
    both = [dossier.name for dossier in find([tmp_path / "L", tmp_path / "M"])]
    assert [f"{tmp_path}/{name}" for name in ("L/.", "L/L", "M/M", "M/N")] == both


def test_a_link_to_a_dossier_that_is_gone_is_named(cli: Cli, lot: Lots) -> None:
    place = lot(1)
    (place / "cmd-0007").symlink_to(place / "gone")
    (place / ".#avance.json").symlink_to("somebody@machine.1234")

    said = batch(cli, place, "-o", "jsonl")

    assert (3, 1) == (said.code, said.err.count("\n"))
    assert "cmd-0007 » n'existe pas" in said.err.replace("\u00a0", " ").replace("\u2019", "'")
    assert 2 == len(reports(said))


def test_a_linked_json_goes_with_what_lies_beside_the_link(
    cli: Cli, lot: Lots, tmp_path: Path
) -> None:
    place, linked, journal = lot(1), tmp_path / "linked", tmp_path / "journal"
    linked.mkdir()
    (linked / "avance.json").symlink_to(place / "cmd-0000" / "avance.json")
    words = ("--layout", "fichiers", "--sons", "MDV-LGC-Va1", "--journal", journal, "-o", "jsonl")
    batch(cli, linked, *words)
    (linked / "dossier.toml").write_text('statut_avance = "Rejetée"\nunknown = 1\n', "utf-8")

    said = batch(cli, linked, *words, "--resume")

    assert "unknown" in said.err


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A lot of two dossiers, to be written, with more folders in each other than Python may recurse."""
    place = tmp_path / "deep"
    tops = (place, place / "cmd-0001")
    names = ["/d" * depth for depth in range(1, sys.getrecursionlimit() + 100)]
    for top in tops:
        for name in names:
            Path(f"{top}{name}").mkdir(parents=True)
    yield place
    for top in tops:  # pytest would recurse
        for name in reversed(names):
            Path(f"{top}{name}").rmdir()


def test_folders_in_folders_are_walked_however_deep(
    cli: Cli, dossiers: ModuleType, deep: Path
) -> None:
    for rank in range(2):
        one(dossiers, rank).write(deep / f"cmd-000{rank}")
    (deep / "cmd-0001" / "order.pdf").write_bytes(b"%PDF-1.4")

    said = batch(cli, deep, "-o", "jsonl")

    assert "Traceback" not in said.err
    assert 2 == len(reports(said))


# Folders that may not be read


@pytest.mark.parametrize("denied", ["listing", "looking"])
def test_a_folder_that_may_not_be_read_is_named_and_the_others_go_on(
    lot: Lots, monkeypatch: pytest.MonkeyPatch, denied: str
) -> None:
    """The tests may run as root, who may read everything: the system's answer is played."""
    place = lot(3)
    closed, scandir, is_file = str(place / "cmd-0001"), os.scandir, Path.is_file

    def refusing_scandir(path: str) -> object:
        if os.fspath(path) == closed:
            raise PermissionError(13, "Permission denied", closed)
        return scandir(path)

    def refusing_is_file(path: Path) -> bool:
        if str(path.parent) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    if denied == "listing":
        monkeypatch.setattr(os, "scandir", refusing_scandir)
    else:
        monkeypatch.setattr(Path, "is_file", refusing_is_file)

    assert ["cmd-0000", "cmd-0001", "cmd-0002"] == names(place)


def test_a_lot_that_may_not_be_listed_is_told(
    cli: Cli, lot: Lots, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, scandir = lot(1), os.scandir

    def refusing(path: str) -> object:
        if os.fspath(path) == str(place):
            raise PermissionError(13, "Permission denied", str(place))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)

    said = batch(cli, place)

    assert (3, "", 1) == (said.code, said.out, said.err.count("\n"))
    assert str(place) in said.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_named(cli: Cli, lot: Lots) -> None:
    place = lot(2)
    (place / "cmd-0001").chmod(0)
    try:
        said = batch(cli, place, "-o", "jsonl")
    finally:
        (place / "cmd-0001").chmod(0o755)

    assert (3, 1) == (said.code, said.err.count("\n"))
    assert str(place / "cmd-0001") in said.err


# What a run that was killed left


def test_what_a_killed_run_left_is_cleared_and_what_a_live_one_writes_stays(
    cli: Cli, lot: Lots, tmp_path: Path
) -> None:
    place, output = lot(1), tmp_path / "lines.jsonl"
    left, live = (tmp_path / f".lines.jsonl.{name}{UNFINISHED}" for name in ("left", "live"))
    others = tmp_path / f".lines.jsonl2.left{UNFINISHED}"
    for file in (left, live, others):
        file.write_bytes(b"half a li")
    with live.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)

        said = batch(cli, place, "-o", f"jsonl:{output}")

    assert "" == said.err
    assert 1 == len(output.read_text("utf-8").splitlines())
    assert (False, True, True) == (left.exists(), live.exists(), others.exists())


def test_an_output_that_is_being_written_is_no_attachment(cli: Cli, lot: Lots) -> None:
    place = lot(1)
    before = reports(batch(cli, place, "-o", "jsonl"))
    (place / "cmd-0000" / f".x.jsonl.left{UNFINISHED}").write_bytes(b"half a li")

    after = reports(batch(cli, place, "-o", "jsonl"))

    assert [codes(one) for one in before] == [codes(one) for one in after]
