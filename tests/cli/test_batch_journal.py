"""`batch --journal`: what an earlier run wrote is gone on with, never misread, and never another's."""

import json
import os
import re
import signal
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import ROOT, Cli
from lots import DEPOT, batch, codes, one, reports, started, wait_for_lines
from segur_check.batch.journal import Journal
from segur_check.batch.task import Look, Task
from segur_check.engine import run
from segur_check.engine.options import Options
from segur_check.values.dates import PARIS

Lots = Callable[..., Path]
Asked = list[str]


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asked]:
    """Let the dossiers be checked in this process, and `meddle` do what it likes just before each."""

    def call(meddle: Callable[[Any], object] = lambda _: None) -> Asked:
        asked_for: Asked = []

        class InProcess:
            """Answers at once."""

            def answers(
                self, work: Callable[..., object], asked: Iterable[Any]
            ) -> Iterator[object]:
                for question in asked:
                    asked_for.append(Path(question.path).name)
                    meddle(question)
                    yield work(question)

        @contextmanager
        def workers(*_: object) -> Iterator[InProcess]:
            yield InProcess()

        monkeypatch.setattr("segur_check.batch.isolation.workers", workers)
        return asked_for

    return call


def renumbered(dossiers: ModuleType, rank: int, number: str) -> bytes:
    dossier = one(dossiers, rank)
    dossier.ligne["numeroEditeur"] = number
    text: bytes = dossier.text()
    return text


def wrong(dossiers: ModuleType, rank: int) -> bytes:
    dossier = one(dossiers, rank)
    dossier.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("1.00")
    text: bytes = dossier.text()
    return text


# Going on


@pytest.mark.parametrize("kept", [0, 1, 5, 6])
def test_a_run_that_goes_on_gives_the_same_bytes(
    cli: Cli, lot: Lots, tmp_path: Path, kept: int
) -> None:
    place, journal = lot(6), tmp_path / "journal"
    whole = batch(cli, place, "--journal", journal, "-o", "jsonl").out
    with closing(sqlite3.connect(journal)) as database, database:
        database.execute("DELETE FROM reports WHERE rowid > ?", (kept,))

    assert whole == batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl").out
    with closing(sqlite3.connect(journal)) as database:
        assert (6,) == database.execute("SELECT count(*) FROM reports").fetchone()


def test_a_finished_lot_is_not_looked_at_again(
    cli: Cli, lot: Lots, tmp_path: Path, in_process: Callable[..., Asked]
) -> None:
    place, journal = lot(4), tmp_path / "journal"
    first = batch(cli, place, "--journal", journal, "-o", "jsonl", "-o", f"csv:{tmp_path / '1'}")
    asked = in_process()

    again = batch(
        *(cli, place, "--journal", journal, "--resume", "-o", "jsonl"),
        *("-o", f"csv:{tmp_path / '2'}"),
    )

    assert [] == asked
    assert (first.code, first.out) == (again.code, again.out)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


@pytest.mark.parametrize("cut", [False, True])
def test_a_run_that_is_killed_is_gone_on_with(
    cli: Cli,
    lot: Lots,
    tmp_path: Path,
    cut: bool,  # noqa: FBT001 - a case
) -> None:
    """With SIGKILL; and with the end of what was written lost, as when a machine loses its power."""
    place, journal, said = lot(40), tmp_path / "journal", tmp_path / "said"
    words: list[object] = ["batch", place, "-j", "1", "--depot", DEPOT, "--journal", journal]
    words += ["-o", "text", "-o", f"jsonl:{tmp_path / 'out'}"]
    process = started(words, said)
    try:
        wait_for_lines(said, 3)
    finally:
        process.kill()
        process.communicate(timeout=240)
    assert -signal.SIGKILL == process.returncode
    log = Path(f"{journal}-wal")
    if cut:
        log.write_bytes(log.read_bytes()[:-5000] + b"\0" * 700)

    again = batch(
        *(cli, place, "--journal", journal, "--resume", "-o", "jsonl"),
        *("-o", f"jsonl:{tmp_path / 'out'}"),
    )

    assert "" == again.err
    assert again.out == (tmp_path / "out").read_text("utf-8")
    anew = batch(cli, place, "-o", "jsonl").out
    without_the_hour = [re.sub(r'"evaluated_at":"[^"]*"', "", out) for out in (again.out, anew)]
    assert without_the_hour[0] == without_the_hour[1]
    assert ["journal", "lot", "out", "said"] == sorted(file.name for file in tmp_path.iterdir())


def test_the_same_lot_named_otherwise_is_told_by_its_new_name(
    cli: Cli, lot: Lots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, journal = lot(2), tmp_path / "journal"
    batch(cli, place, "--journal", journal)
    monkeypatch.chdir(tmp_path)

    said = batch(cli, "lot", "--journal", journal, "--resume", "-o", "jsonl")

    assert "" == said.err
    files = [report["requests"][0]["file"] for report in reports(said)]
    assert ["lot/cmd-0000/avance.json", "lot/cmd-0001/avance.json"] == files


@pytest.mark.parametrize("made", ["empty", "no table"])
def test_a_journal_that_was_hardly_begun_begins_anew(
    cli: Cli, lot: Lots, tmp_path: Path, made: str
) -> None:
    journal = tmp_path / "journal"
    journal.touch()
    if made == "no table":
        with closing(sqlite3.connect(journal)) as database:
            database.execute("PRAGMA user_version = 1")

    said = batch(cli, lot(2), "--journal", journal, "--resume", "-o", "jsonl")

    assert 2 == len(reports(said))
    assert said.out == batch(cli, lot(2), "--journal", journal, "--resume", "-o", "jsonl").out


def test_a_name_that_is_no_utf8_stops_no_journal(cli: Cli, lot: Lots, tmp_path: Path) -> None:
    place = lot(2)
    os.rename(os.fsencode(place / "cmd-0000"), os.fsencode(place) + b"/bad\xff\xfe")  # noqa: PTH104

    said = batch(cli, place, "--journal", tmp_path / "journal")
    again = batch(cli, place, "--journal", tmp_path / "journal", "--resume")

    assert said.out == again.out
    assert "Bilan du lot — 2 dossiers" in said.out


def test_a_dossier_without_an_anomaly_takes_less_than_4_kilobytes(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    for rank in range(40):
        dossier = one(dossiers, rank)
        dossier.pieces = dossiers.MDV.avance().pieces
        dossier.write(tmp_path / "lot" / f"{rank}")

    batch(cli, tmp_path / "lot", "--journal", tmp_path / "journal")

    assert 40 * 4_000 > (tmp_path / "journal").stat().st_size


# What changed


def test_a_dossier_that_changed_is_checked_anew(
    cli: Cli, lot: Lots, tmp_path: Path, dossiers: ModuleType
) -> None:
    place, journal = lot(3), tmp_path / "journal"
    batch(cli, place, "--journal", journal)
    (place / "cmd-0001" / "avance.json").write_bytes(wrong(dossiers, 1))

    said = batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl")

    assert [False, True, False] == ["MNT006" in codes(one) for one in reports(said)]


def test_a_copied_date_hides_no_change(cli: Cli, lot: Lots, tmp_path: Path) -> None:
    place, journal = lot(1), tmp_path / "journal"
    file = place / "cmd-0000" / "avance.json"
    batch(cli, place, "--journal", journal)
    before, data = file.stat(), file.read_bytes()
    file.write_bytes(data.replace(b"LOT-0000", b"LOT-9999"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    said = batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl")

    assert "LOT-9999" == reports(said)[0]["requests"][-1]["numero_editeur"]


def test_a_change_in_one_dossier_is_told_in_those_that_it_concerns(
    cli: Cli, lot: Lots, tmp_path: Path, dossiers: ModuleType
) -> None:
    place, journal = lot(3), tmp_path / "journal"
    batch(cli, place, "--journal", journal)
    (place / "cmd-0002" / "avance.json").write_bytes(renumbered(dossiers, 2, "LOT-0000"))

    said = batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl")

    assert [True, False, True] == ["PER008" in codes(one) for one in reports(said)]


@pytest.mark.parametrize("named", ["dossier.toml", "--avance", "the lot"])
def test_an_avance_that_changed_is_compared_anew(
    cli: Cli, tmp_path: Path, dossiers: ModuleType, named: str
) -> None:
    solde = dossiers.MDV.solde()
    text = solde.extra.pop("avance.json")
    place = tmp_path / "lot" / "solde"
    solde.write(place)
    avance = tmp_path / ("lot/avance/avance.json" if named == "the lot" else "avances/avance.json")
    avance.parent.mkdir()
    avance.write_bytes(text)
    words: tuple[object, ...] = ("--journal", tmp_path / "journal", "-o", "jsonl")
    words += ("--sons", "MDV-LGC-Va1")
    if named == "--avance":
        words += ("--avance", avance)
    if named == "dossier.toml":
        toml = place / "dossier.toml"
        own = toml.read_text("utf-8") if toml.exists() else ""
        toml.write_text('avance = "../../avances/avance.json"\n' + own, "utf-8")
    first = reports(batch(cli, tmp_path / "lot", *words))
    tree = json.loads(text)
    tree["lignesImport"][0]["beneficiaires"]["liberal"][0]["RPPS"] = "10000000009"
    avance.write_text(json.dumps(tree), "utf-8")

    again = reports(batch(cli, tmp_path / "lot", *words, "--resume"))

    assert "PER001" not in codes(first[-1])
    assert "PER001" in codes(again[-1])


def two_jsons_with_their_zips(place: Path, dossiers: ModuleType) -> Path:
    """Two avances side by side; the second names a paper that is in the zips of both."""
    place.mkdir()
    for name, rank in (("a", 0), ("b", 1)):
        dossier = one(dossiers, rank)
        if name == "b":
            extra = {"nomFichier": "extra.pdf", "formatFichier": "PDF", "typeFichier": "AUTRE"}
            dossier.ligne["piecesJustificatives"].append(extra)
        papers = dossiers.MDV.avance().pieces | {"extra.pdf": dossiers.MDV.invoice_pdf()}
        (place / f"{name}.json").write_bytes(dossier.text())
        (place / f"{name}.zip").write_bytes(dossiers.zip_of(papers))
    return place


def test_a_json_beside_that_changed_is_heard_anew(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    """What it names is no stranger; there is no folder `pieces` that they share."""
    place = two_jsons_with_their_zips(tmp_path / "lot", dossiers)
    words = ("--sons", "MDV-LGC-Va1", "-o", "jsonl", "--journal", tmp_path / "journal")
    first = reports(batch(cli, place, *words))
    (place / "b.json").write_bytes(one(dossiers, 1).text())

    again = reports(batch(cli, place, *words, "--resume"))

    assert "PIE002" not in codes(first[0])
    assert "PIE002" in codes(again[0])
    assert again == reports(batch(cli, place, *words, "--resume"))


@pytest.mark.parametrize("name", ["", "note.txt", "c.toml"])
def test_what_no_json_hears_of_is_no_change(
    cli: Cli, tmp_path: Path, dossiers: ModuleType, in_process: Callable[..., Asked], name: str
) -> None:
    place = two_jsons_with_their_zips(tmp_path / "lot", dossiers)
    words = ("--sons", "MDV-LGC-Va1", "-o", "jsonl", "--journal", tmp_path / "journal")
    first = batch(cli, place, *words)
    if name:
        (place / name).write_text("new")
    asked = in_process()

    again = batch(cli, place, *words, "--resume")

    assert [] == asked
    assert first.out == again.out


def test_an_avance_beside_a_solde_that_changed_is_read_anew(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    """Another number than the solde's: it is compared with nothing, and still is an input."""
    solde, place = dossiers.MDV.solde(), tmp_path / "lot"
    avance = json.loads(solde.extra.pop("avance.json"))
    place.mkdir()
    for name, text in (("avance", json.dumps(avance).encode()), ("solde", solde.text())):
        (place / f"{name}.json").write_bytes(text)
        (place / f"{name}.zip").write_bytes(dossiers.zip_of(solde.pieces))
    words = ("--sons", "MDV-LGC-Va1", "-o", "jsonl", "--journal", tmp_path / "journal")
    batch(cli, place, *words)
    avance["lignesImport"][0]["numeroEditeur"] = "ZZZ-1"
    (place / "avance.json").write_text(json.dumps(avance))

    again = reports(batch(cli, place, *words, "--resume"))

    anew = reports(batch(cli, place, "--sons", "MDV-LGC-Va1", "-o", "jsonl"))
    assert [one["inputs"] for one in anew] == [one["inputs"] for one in again]
    assert [codes(one) for one in anew] == [codes(one) for one in again]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (["--strict"], "les options"),
        (["--depot", "2022-07-05T10:30"], "les options"),
    ],
)
def test_another_run_is_not_gone_on_with(
    cli: Cli, lot: Lots, tmp_path: Path, change: list[str], told: str
) -> None:
    place, journal = lot(1), tmp_path / "journal"
    batch(cli, place, "--journal", journal)

    said = batch(cli, place, "--journal", journal, "--resume", *change)

    assert 2 == said.code
    assert told in said.err


def test_other_tables_are_another_run(cli: Cli, lot: Lots, tmp_path: Path) -> None:
    place, journal, rules = lot(1), tmp_path / "journal", tmp_path / "rules"
    rules.mkdir()
    words = ("--journal", journal, "--rules", rules)
    batch(cli, place, *words)
    (rules / "new.toml").write_text('version = "other"\n', "utf-8")

    said = batch(cli, place, *words, "--resume")

    assert 2 == said.code
    assert "la version des règles" in said.err


@pytest.mark.parametrize("linked", ["", "corridors", "corridors/MDV-LGC-Va1.toml"])
def test_tables_that_a_link_leads_to_are_another_run_once_they_change(
    cli: Cli, lot: Lots, tmp_path: Path, linked: str
) -> None:
    place, rules, elsewhere = lot(1), tmp_path / "rules", tmp_path / "elsewhere"
    tables = elsewhere / "corridors"
    tables.mkdir(parents=True)
    table = tables / "MDV-LGC-Va1.toml"
    table.write_bytes((ROOT / "rules" / "corridors" / table.name).read_bytes())
    (rules / linked).parent.mkdir(parents=True, exist_ok=True)
    (rules / linked).symlink_to(elsewhere / linked)
    words = ("--journal", tmp_path / "journal", "--rules", rules)
    first = batch(cli, place, *words)
    same = batch(cli, place, *words, "--resume")
    with table.open("a") as file:
        file.write("# moved\n")

    said = batch(cli, place, *words, "--resume")

    assert (first.code, first.out) == (same.code, same.out)
    assert 2 == said.code
    assert "la version des règles" in said.err


def test_a_folder_of_rules_that_is_read_by_nobody_changes_no_run(
    cli: Cli, lot: Lots, tmp_path: Path
) -> None:
    place, rules = lot(1), tmp_path / "rules"
    (rules / "new.toml").mkdir(parents=True)
    words = ("--journal", tmp_path / "journal", "--rules", rules)
    first = batch(cli, place, *words)
    (rules / "notes").mkdir()
    (rules / "notes" / "read.me").write_text("mine")

    said = batch(cli, place, *words, "--resume")

    assert (first.code, first.out, "") == (said.code, said.out, said.err)


# What changes meanwhile


def test_a_dossier_that_changes_while_it_is_read_is_read_again(
    cli: Cli,
    lot: Lots,
    tmp_path: Path,
    dossiers: ModuleType,
    in_process: Callable[..., Asked],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place, journal = lot(3), tmp_path / "journal"
    file, check = place / "cmd-0001" / "avance.json", run.dossier_reports
    changed: list[str] = []

    def check_while_it_is_saved(path: str, *rest: Any) -> list[Any]:  # noqa: ANN401
        found = list(check(path, *rest))
        if path == str(file.parent) and not changed:
            changed.append(path)
            file.write_bytes(wrong(dossiers, 1))
        return found

    monkeypatch.setattr("segur_check.batch.task.dossier_reports", check_while_it_is_saved)
    in_process()

    said = batch(cli, place, "--journal", journal, "-o", "jsonl")

    assert "" == said.err
    assert [False, True, False] == ["MNT006" in codes(one) for one in reports(said)]
    assert said.out == batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl").out


def test_a_dossier_that_changes_all_the_time_is_told_and_not_kept(
    cli: Cli,
    lot: Lots,
    tmp_path: Path,
    in_process: Callable[..., Asked],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place, journal, check = lot(3), tmp_path / "journal", run.dossier_reports

    def check_while_it_is_saved(path: str, *rest: Any) -> list[Any]:  # noqa: ANN401
        found = list(check(path, *rest))
        if path.endswith("cmd-0001"):
            with (Path(path) / "avance.json").open("ab") as file:
                file.write(b" ")
        return found

    monkeypatch.setattr("segur_check.batch.task.dossier_reports", check_while_it_is_saved)
    asked = in_process()

    said = batch(cli, place, "--journal", journal, "-o", "jsonl")

    assert (3, 1) == (said.code, said.err.count("\n"))
    assert "cmd-0001 » : ses fichiers changent pendant qu'ils sont lus" in said.err.replace(
        "\u00a0", " "
    )
    assert [1, 0, 1] == [min(1, len(report["requests"])) for report in reports(said)]
    monkeypatch.setattr("segur_check.batch.task.dossier_reports", check)
    asked.clear()
    again = batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl")
    assert {"cmd-0001"} == set(asked)
    assert all(report["requests"] for report in reports(again))


def test_a_dossier_that_changed_since_the_lot_was_tied_is_told(
    cli: Cli, lot: Lots, tmp_path: Path, dossiers: ModuleType, in_process: Callable[..., Asked]
) -> None:
    place, journal = lot(3), tmp_path / "journal"
    file = place / "cmd-0002" / "avance.json"
    changed: list[bool] = []

    def save(question: Look | Task) -> None:
        if isinstance(question, Task) and question.name == "cmd-0001" and not changed:
            changed.append(True)
            file.write_bytes(renumbered(dossiers, 2, "LOT-0000"))

    in_process(save)

    said = batch(cli, place, "--journal", journal, "-o", "jsonl")

    assert (3, 1) == (said.code, said.err.count("\n"))
    assert "cmd-0002" in said.err
    assert "a changé pendant le contrôle du lot" in said.err.replace("\u00a0", " ")
    assert "LOT-0000" == reports(said)[2]["requests"][-1]["numero_editeur"]
    again = batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl")
    assert [True, False, True] == ["PER008" in codes(one) for one in reports(again)]
    assert "" == again.err


def test_a_change_that_ties_nothing_is_checked_as_it_is(
    cli: Cli, lot: Lots, tmp_path: Path, dossiers: ModuleType, in_process: Callable[..., Asked]
) -> None:
    place, journal = lot(3), tmp_path / "journal"
    changed: list[bool] = []

    def save(question: Look | Task) -> None:
        if isinstance(question, Task) and not changed:
            changed.append(True)
            (place / "cmd-0002" / "avance.json").write_bytes(wrong(dossiers, 2))

    in_process(save)

    said = batch(cli, place, "--journal", journal, "-o", "jsonl")

    assert (1, "") == (said.code, said.err)
    assert "MNT006" in codes(reports(said)[2])
    assert said.out == batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl").out


def test_a_dossier_that_is_taken_away_meanwhile_is_told_in_one_line(
    cli: Cli, lot: Lots, tmp_path: Path, in_process: Callable[..., Asked]
) -> None:
    place, journal = lot(3), tmp_path / "journal"

    def move(question: Look | Task) -> None:
        if isinstance(question, Task) and question.name == "cmd-0001":
            (place / "cmd-0001").rename(tmp_path / "elsewhere")

    in_process(move)

    said = batch(cli, place, "--journal", journal, "-o", "jsonl")

    assert (3, 1) == (said.code, said.err.count("\n"))
    assert "cmd-0001" in said.err
    assert "n'existe pas" in said.err
    assert [1, 0, 1] == [min(1, len(report["requests"])) for report in reports(said)]


def test_the_journal_and_the_outputs_in_a_dossier_are_no_change_of_it(
    cli: Cli, lot: Lots, dossiers: ModuleType
) -> None:
    place = lot(1) / "cmd-0000"
    (place / "order.pdf").write_bytes(next(iter(dossiers.MDV.avance().pieces.values())))
    words = ("--journal", place / "journal", "-o", f"jsonl:{place / 'lines.txt'}", "-o", "jsonl")

    said = batch(cli, place, *words)

    assert "" == said.err
    assert 1 == len(reports(said))


def gone(journal: Path) -> None:
    journal.unlink()


def moved(journal: Path) -> None:
    journal.rename(journal.with_name("moved"))


def replaced(journal: Path) -> None:
    journal.rename(journal.with_name("moved"))
    journal.write_text("another")


def moved_and_back(journal: Path) -> None:
    moved(journal)
    journal.with_name("moved").rename(journal)


@pytest.mark.parametrize("kind", [Look, Task])
@pytest.mark.parametrize("change", [gone, moved, replaced])
def test_a_journal_that_is_taken_away_meanwhile_is_told_in_one_line(
    cli: Cli,
    lot: Lots,
    tmp_path: Path,
    in_process: Callable[..., Asked],
    change: Callable[[Path], None],
    kind: type,
) -> None:
    place, journal, out = lot(2), tmp_path / "journal", tmp_path / "out"
    without = batch(cli, place, "-o", "jsonl")
    taken: list[bool] = []

    def take(question: Look | Task) -> None:
        if isinstance(question, kind) and not taken:
            taken.append(True)
            change(journal)

    in_process(take)

    said = batch(cli, place, "--journal", journal, "-o", f"jsonl:{out}")

    assert (2, 1) == (said.code, said.err.count("\n"))
    assert "a été supprimé, déplacé ou remplacé" in said.err.replace("\u00a0", " ")
    # What is checked is not lost with it.
    assert out.exists() == (kind is Task)
    assert kind is Look or len(without.out.splitlines()) == len(out.read_text().splitlines())
    journal.unlink(missing_ok=True)
    anew = batch(cli, place, "--journal", journal, "-o", f"jsonl:{out}")
    assert (without.code, "") == (anew.code, anew.err)


def test_a_journal_that_stays_is_not_told(
    cli: Cli, lot: Lots, tmp_path: Path, in_process: Callable[..., Asked]
) -> None:
    """Nor one that came back; nor one named by a link."""
    place, link = lot(2), tmp_path / "link"
    link.symlink_to("journal")
    in_process(lambda _: moved_and_back(tmp_path / "journal"))

    first = batch(cli, place, "--journal", link, "-o", "jsonl")
    again = batch(cli, place, "--journal", link, "--resume", "-o", "jsonl")

    assert (first.code, first.out, "") == (again.code, again.out, first.err + again.err)


# Whose it is


def test_a_second_run_on_one_journal_is_refused(cli: Cli, lot: Lots, tmp_path: Path) -> None:
    place, journal = lot(1), tmp_path / "journal"
    first = Journal(journal, Options(now=datetime(2022, 7, 4, tzinfo=PARIS)))
    first.open(resume=False)
    with closing(first):
        for words in ([], ["--resume"]):
            said = batch(cli, place, "--journal", journal, *words)

            assert (2, "", 1) == (said.code, said.out, said.err.count("\n"))
            assert "un autre contrôle écrit dans" in said.err.replace("\u00a0", " ")


def test_a_journal_is_never_written_over(cli: Cli, lot: Lots, tmp_path: Path) -> None:
    place, journal = lot(1), tmp_path / "notes"
    journal.write_text("mine")

    assert 2 == batch(cli, place, "--journal", journal).code
    assert 2 == batch(cli, place, "--journal", journal, "--resume").code
    assert "mine" == journal.read_text()


def test_a_journal_is_gone_on_with_only_where_that_is_asked(
    cli: Cli, lot: Lots, tmp_path: Path
) -> None:
    place, journal = lot(1), tmp_path / "journal"
    batch(cli, place, "--journal", journal)

    said = batch(cli, place, "--journal", journal)

    assert (2, "", 1) == (said.code, said.out, said.err.count("\n"))
    assert "--resume" in said.err


def test_another_database_is_left_alone(cli: Cli, lot: Lots, tmp_path: Path) -> None:
    place, database = lot(1), tmp_path / "mine"
    with closing(sqlite3.connect(database)) as mine, mine:
        mine.execute("CREATE TABLE reports (name)")
    before = database.read_bytes()

    for words in ([], ["--resume"]):
        said = batch(cli, place, "--journal", database, *words)

        assert (2, 1) == (said.code, said.err.count("\n"))
    assert before == database.read_bytes()


@pytest.mark.parametrize("words", [[], ["--resume"]])
def test_a_journal_of_an_older_version_is_told(
    cli: Cli, lot: Lots, tmp_path: Path, words: list[str]
) -> None:
    journal = tmp_path / "journal"
    journal.write_text('{"format":"segur-check-journal/1","tool":"0.4.0","rules":"1"}\n')
    before = journal.read_bytes()

    said = batch(cli, lot(1), "--journal", journal, *words)

    assert (2, "", 1) == (said.code, said.out, said.err.count("\n"))
    assert "a été écrit par segur-check 0.4 ou plus ancien" in said.err.replace("\u00a0", " ")
    assert before == journal.read_bytes()


@pytest.mark.parametrize("at", [100, 5_000, 9_000])
def test_a_journal_that_is_damaged_is_never_misread(
    cli: Cli, lot: Lots, tmp_path: Path, at: int
) -> None:
    place, journal = lot(6), tmp_path / "journal"
    whole = batch(cli, place, "--journal", journal, "-o", "jsonl").out
    data = journal.read_bytes()
    journal.write_bytes(data[:at] + b"\xff" * 3_000 + data[at + 3_000 :])

    said = batch(cli, place, "--journal", journal, "--resume", "-o", "jsonl")

    assert "Traceback" not in said.err
    assert said.code == 2 or whole == said.out


NESTED = zlib.compress(b"\x91" * 200_000)
DAMAGES: dict[str, tuple[str, object]] = {
    "an instant with a flipped bit": ("UPDATE run SET now = ?", "2022-07-04T10:30:0\x70+02:00"),
    "no instant": ("UPDATE run SET now = ?", None),
    "a number": ("UPDATE run SET now = ?", 7),
    "after the last year": ("UPDATE run SET now = ?", "9999-12-31T23:59:00-14:00"),
    "before the first year": ("UPDATE run SET now = ?", "0001-01-01T00:00:00+14:00"),
    "no run": ("DELETE FROM run WHERE now <> ?", ""),
    "a nested look": ("UPDATE looks SET seen = ?", NESTED),
    "a nested report": ("UPDATE reports SET report = ?", NESTED),
    "no report": ("UPDATE reports SET report = ?", None),
    "no sample": ("UPDATE sample SET report = ?", None),
}


@pytest.mark.parametrize(("change", "value"), DAMAGES.values(), ids=DAMAGES)
def test_what_a_damaged_journal_holds_is_told_in_one_line(
    cli: Cli, lot: Lots, tmp_path: Path, change: str, value: object
) -> None:
    place, journal = lot(1), tmp_path / "journal"
    batch(cli, place, "--journal", journal)
    with closing(sqlite3.connect(journal)) as database, database:
        database.execute(change, (value,))

    said = batch(cli, place, "--journal", journal, "--resume")

    assert (2, 1) == (said.code, said.err.count("\n"))
    assert "ne se lit pas comme un journal" in said.err.replace("\u00a0", " ")


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
def test_the_journal_and_an_output_are_two_files(
    cli: Cli, lot: Lots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    place = lot(1)
    monkeypatch.chdir(tmp_path)

    said = batch(cli, place, "--journal", tmp_path / "x", "-o", f"jsonl:x{suffix}")

    assert (2, "", 1) == (said.code, said.out, said.err.count("\n"))
    assert "--journal" in said.err
    assert f"« x{suffix} »" in said.err.replace("\u00a0", " ")
    assert ["lot"] == [file.name for file in tmp_path.iterdir()]


@pytest.mark.parametrize("name", [":memory:", "file:x?mode=memory", "x.db"])
@pytest.mark.parametrize("output", ["x-wal.jsonl", "y-wal"])
def test_a_journal_is_a_file_whatever_its_name(
    cli: Cli, lot: Lots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, output: str
) -> None:
    place = lot(1)
    monkeypatch.chdir(tmp_path)
    words = ("--journal", name, "-o", f"jsonl:{output}")

    first = batch(cli, place, *words)
    told = Path(output).read_bytes()
    refused = batch(cli, place, *words)
    again = batch(cli, place, *words, "--resume")

    assert Path(name).read_bytes().startswith(b"SQLite format 3")
    assert (2, first.code, told) == (refused.code, again.code, Path(output).read_bytes())


def test_a_pipe_is_no_journal(cli: Cli, lot: Lots, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    said = batch(cli, lot(1), "--journal", tmp_path / "pipe")

    assert (2, 1) == (said.code, said.err.count("\n"))
