"""`batch`: which dossiers it finds, how it ties them, what it outlives, and how it goes on."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil
import pytest

from cli_environment import environment
from conftest import Cli
from lots import DEPOT, batch, codes, heavy, hold, one, reports, rpps, started, wait_for_lines
from segur_check.batch.checking import Batch, Selection
from segur_check.batch.isolation import Bounds, workers
from segur_check.batch.task import Task
from segur_check.batch.worker import Cause, Lost
from segur_check.engine.options import Options
from segur_check.values.dates import PARIS

Written = Callable[..., Path]


# What it finds


def test_each_folder_with_a_json_is_a_dossier(cli: Cli, lot: Callable[..., Path]) -> None:
    said = batch(cli, lot(5), "-o", "jsonl")

    files = [one["requests"][0]["file"] for one in reports(said)]
    assert [f"cmd-{rank:04d}" for rank in range(5)] == [Path(one).parent.name for one in files]
    assert "" == said.err


def test_a_json_with_its_zip_and_a_zip_of_both_are_dossiers(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    place = tmp_path / "lot"
    place.mkdir()
    for rank in range(2):
        (place / f"a{rank}.json").write_bytes(one(dossiers, rank).text())
        (place / f"a{rank}.zip").write_bytes(dossiers.zip_of({"note.pdf": b"%PDF-1.4"}))
    (place / "b.zip").write_bytes(dossiers.zip_of({"avance.json": one(dossiers, 2).text()}))
    (place / "other.zip").write_bytes(dossiers.zip_of({"picture.png": b"x"}))

    said = batch(cli, place, "-o", "jsonl", "--sons", "MDV-LGC-Va1")

    files = [Path(one["requests"][0]["file"]).name for one in reports(said)]
    assert ["a0.json", "a1.json", "avance.json"] == files


def test_json_files_side_by_side_are_a_dossier_each(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    for rank in range(3):
        (tmp_path / f"import-{rank}.json").write_bytes(one(dossiers, rank).text())

    said = batch(cli, tmp_path, "-o", "jsonl", "--sons", "MDV-LGC-Va1")

    assert 3 == len(reports(said))


@pytest.mark.parametrize(("layout", "count"), [("dossiers", 2), ("fichiers", 2), ("zips", 1)])
def test_the_layout_is_what_the_user_says(
    cli: Cli, tmp_path: Path, dossiers: ModuleType, layout: str, count: int
) -> None:
    one(dossiers, 0).write(tmp_path / "a")
    one(dossiers, 1).write(tmp_path / "b")
    (tmp_path / "c.zip").write_bytes(dossiers.zip_of({"avance.json": one(dossiers, 2).text()}))

    said = batch(cli, tmp_path, "-o", "jsonl", "--layout", layout, "--sons", "MDV-LGC-Va1")

    assert count == len(reports(said))


def test_an_empty_lot_is_nothing_to_check(cli: Cli, tmp_path: Path) -> None:
    said = batch(cli, tmp_path)

    assert (3, "") == (said.code, said.out)
    assert "aucun dossier trouvé" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--shard", "4/3"], "--shard"),
        (["--shard", "x"], "--shard"),
        (["--since", "hier"], "--since"),
        (["--resume"], "--journal"),
        (["-o", "json:/nowhere/at/all.json"], "ne peut pas être écrit"),
        (["--journal", "/nowhere/at/all"], "ne peut pas être écrit"),
        (["--cluster", "tcp://127.0.0.1:1"], "--cluster"),
        (["--cluster", "what"], "--cluster"),
    ],
)
def test_a_fault_of_usage_is_said_before_the_work(
    cli: Cli, lot: Callable[..., Path], words: list[str], told: str
) -> None:
    said = batch(cli, lot(1), *words)

    assert (2, "", 1) == (said.code, said.out, said.err.count("\n"))
    assert told in said.err


def test_shards_share_the_lot_out(cli: Cli, lot: Callable[..., Path]) -> None:
    place = lot(12)

    parts = [batch(cli, place, "-o", "jsonl", "--shard", f"{part}/3").out for part in (1, 2, 3)]

    assert sorted(batch(cli, place, "-o", "jsonl").out.replace("\n", "\n\0").split("\0")) != []
    names = [
        json.loads(line)["requests"][0]["file"] for part in parts for line in part.splitlines()
    ]
    assert 12 == len(names) == len(set(names))
    assert all(part for part in parts)


def test_since_leaves_out_what_did_not_change(cli: Cli, lot: Callable[..., Path]) -> None:
    place = lot(3)
    for file in (place / "cmd-0000").rglob("*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))

    said = batch(cli, place, "-o", "jsonl", "--since", "2022-01-01")

    assert 2 == len(reports(said))


# What it ties


def test_a_solde_is_compared_with_the_avance_of_its_number(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    solde = dossiers.MDV.solde()
    avance = solde.extra.pop("avance.json")
    solde.write(tmp_path / "solde-1")
    (tmp_path / "avances").mkdir()
    (tmp_path / "avances" / "import.json").write_bytes(avance)

    said = batch(cli, tmp_path, "-o", "jsonl", "--sons", "MDV-LGC-Va1")

    found = reports(said)[-1]
    assert [str(tmp_path / "avances" / "import.json")] == [
        one["path"] for one in found["inputs"] if one["path"].endswith("import.json")
    ]
    assert "PER007" not in [one["code"] for one in found["requests"][-1]["not_checked"]]


def test_a_solde_without_avance_in_the_lot_is_not_compared(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    solde = dossiers.MDV.solde()
    solde.extra.pop("avance.json")
    solde.write(tmp_path / "lot" / "solde-1")
    one(dossiers, 1).write(tmp_path / "lot" / "avance-1")

    said = batch(cli, tmp_path / "lot", "-o", "jsonl")

    solde_report = reports(said)[-1]
    assert "PER005" not in codes(solde_report)
    unchecked = {one["code"]: one for one in solde_report["requests"][-1]["not_checked"]}
    assert "aucun dossier contrôlé" in unchecked["PER007"]["reason"]


def test_an_avance_that_is_named_is_for_the_soldes_of_a_lot_alone(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    solde = dossiers.MDV.solde()
    named = tmp_path / "named.json"
    named.write_bytes(solde.extra.pop("avance.json"))
    solde.write(tmp_path / "lot" / "solde")
    one(dossiers, 1).write(tmp_path / "lot" / "avance")

    said = batch(cli, tmp_path / "lot", "-o", "jsonl", "--avance", named)

    assert "" == said.err
    assert 2 == sum(bool(report["requests"]) for report in reports(said))
    unchecked = [one["code"] for one in reports(said)[1]["requests"][-1]["not_checked"]]
    assert "PER007" not in unchecked


def test_the_same_number_in_two_dossiers_is_told_in_both(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    for name, rank in (("a", 1), ("b", 2), ("c", 3)):
        dossier = one(dossiers, rank)
        if name != "c":
            dossier.ligne["numeroEditeur"] = "SAME-1"
        dossier.write(tmp_path / "lot" / name)

    said = batch(cli, tmp_path / "lot", "-o", "jsonl")

    assert [True, True, False] == ["PER008" in codes(report) for report in reports(said)]
    message = next(
        found["message"]
        for request in reports(said)[0]["requests"]
        for found in request["findings"]
        if found["code"] == "PER008"
    )
    assert str(tmp_path / "lot" / "b" / "avance.json") in message


def test_the_same_client_in_two_avances_of_one_sons_is_eli004(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    for name, rank in (("a", 1), ("b", 1), ("c", 3)):
        dossier = one(dossiers, rank)
        dossier.ligne["numeroEditeur"] = f"N-{name}"
        dossier.write(tmp_path / "lot" / name)

    said = batch(cli, tmp_path / "lot", "-o", "jsonl")
    told = batch(cli, tmp_path / "lot").out

    assert [True, True, False] == ["ELI004" in codes(report) for report in reports(said)]
    assert 1 == said.code
    assert re.search(r"REJET ELI004\u00a0: .* \(client \d+ aussi dans b\)", told)
    assert re.search(r"  ELI004 · client \d+\u00a0: a, b\n", told)


def test_what_dossiers_have_in_common_names_them_and_is_told_once_more_at_the_end(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    lot = tmp_path / "lot"
    for name, rank in (("a", 1), ("b", 2), ("c", 3), ("d", 4)):
        dossier = one(dossiers, rank)
        if name != "d":
            dossier.ligne["numeroEditeur"] = "SAME-1"
        dossier.write(lot / name)

    said = batch(cli, lot).out

    assert "    À MODIFIER PER008" in said
    assert "(numéro SAME-1 aussi dans a, c)" in said
    together = f"segur-check check {lot / 'b'} {lot / 'a'} {lot / 'c'}"
    assert f"    Pour voir ce qui est aussi dans d'autres dossiers\u00a0: {together}" in said
    assert f"Pour le détail\u00a0: segur-check check {lot / 'b'} " not in said
    assert 1 == said.count("  PER008 · numéro SAME-1\u00a0: a, b, c\n")


def test_what_many_dossiers_have_in_common_is_seen_by_checking_the_batch(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    lot = tmp_path / "lot"
    for rank in range(1, 8):
        dossier = one(dossiers, rank)
        dossier.ligne["numeroEditeur"] = "SAME-1"
        dossier.write(lot / f"d{rank}")

    said = batch(cli, lot).out

    assert "(numéro SAME-1 aussi dans d2, d3, d4, d5, d6 …)" in said
    assert f"segur-check batch {lot} --depot 2022-07-04T10:30 -o html:bilan.html" in said


@pytest.mark.parametrize(
    ("kind", "severity"), [("BON_COMMANDE", "a-modifier"), ("CGU", None), ("AUTRE", None)]
)
def test_a_paper_of_one_request_under_two_dossiers_is_pie015(
    cli: Cli, tmp_path: Path, dossiers: ModuleType, kind: str, severity: str | None
) -> None:
    for rank in (1, 2):
        dossier = one(dossiers, rank)
        right = dossiers.MDV.avance()
        dossier.pieces = {f"p-{rank}.pdf": next(iter(right.pieces.values()))}
        dossier.ligne["piecesJustificatives"][0] |= {
            "nomFichier": f"p-{rank}.pdf",
            "typeFichier": kind,
        }
        dossier.write(tmp_path / "lot" / f"{rank}")

    found = [
        [
            one["severity"]
            for request in report["requests"]
            for one in request["findings"]
            if one["code"] == "PIE015"
        ]
        for report in reports(batch(cli, tmp_path / "lot", "-o", "jsonl"))
    ]

    assert [[severity]] * 2 == found if severity else [[], []] == found
    tie = "  PIE015 · fichier p-1.pdf\u00a0: 1, 2\n"
    assert (tie in batch(cli, tmp_path / "lot").out) == bool(severity)


def test_the_avance_and_the_solde_of_one_number_may_share_their_order(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    avance, solde = one(dossiers, 1), dossiers.MDV.solde()
    order = dossiers.MDV.avance()
    name = next(iter(order.pieces))
    avance.pieces = order.pieces
    solde.ligne["numeroEditeur"] = avance.ligne["numeroEditeur"]
    solde.extra.pop("avance.json")
    solde.pieces[name] = order.pieces[name]
    solde.ligne["piecesJustificatives"].append(
        {"nomFichier": name, "formatFichier": "PDF", "typeFichier": "BON_COMMANDE"}
    )
    avance.write(tmp_path / "lot" / "a")
    solde.write(tmp_path / "lot" / "b")

    said = batch(cli, tmp_path / "lot", "-o", "jsonl")

    assert [] == [one for report in reports(said) for one in codes(report) if one == "PIE015"]


@pytest.mark.parametrize(("count", "told"), [(49, False), (50, True)])
def test_a_large_lot_is_told_to_try_a_few_first(
    cli: Cli,
    lot: Callable[..., Path],
    count: int,
    told: bool,  # noqa: FBT001 - a case
) -> None:
    said = batch(cli, lot(count))

    assert told == ("LOT003" in said.out)


def test_a_lot_with_a_paid_request_needs_no_trial(cli: Cli, lot: Callable[..., Path]) -> None:
    place = lot(50)
    toml = place / "cmd-0000" / "dossier.toml"
    toml.write_text(toml.read_text("utf-8") + 'statut_avance = "Décidée et payée"\n', "utf-8")

    assert "LOT003" not in batch(cli, place).out


# What it prints


def test_a_line_per_dossier_and_the_figures_of_the_lot(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    one(dossiers, 1).write(tmp_path / "lot" / "right")
    wrong = one(dossiers, 2)
    wrong.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("1.00")
    wrong.write(tmp_path / "lot" / "wrong")

    said = batch(cli, tmp_path / "lot")

    lines = said.out.splitlines()
    assert re.match(r"(À vérifier|Aucune anomalie détectée)\s+right · 1 demande", lines[0])
    assert re.match(r"(Rejet à attendre|À modifier avant le dépôt)\s+wrong · .*MNT006", lines[1])
    assert any(line.startswith("    À MODIFIER MNT006\u00a0: TTC") for line in lines[2:6])
    see = f"    Pour le détail\u00a0: segur-check check {tmp_path / 'lot' / 'wrong'} --depot 2022-07-04T10:30"
    assert see in lines
    assert "Bilan du lot — 2 dossiers, 2 demandes" in said.out
    assert re.search(r"1 dossier, 1 demande, [\d\u202f\u00a0 ]+,\d\d\u00a0€ HT", said.out)
    assert "Encore à recevoir (euros HT, à titre indicatif)" in said.out
    assert "Ce qui ferme en premier" not in said.out  # these windows are over
    assert 1 == said.code


def test_why_an_avance_is_not_to_come_is_said(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    dossiers.MDV.avance().write(tmp_path / "lot" / "avance")
    dossiers.MDV.solde().write(tmp_path / "lot" / "solde")

    said = batch(cli, tmp_path / "lot").out

    assert re.search(r"  \S.*avance —, solde [\d,\u00a0\u202f]+€", said)
    assert "d'une commande dont le solde est demandé aussi, seul le solde est compté" in said


def test_the_dossiers_that_fail_are_detailed_as_far_as_max_shown_and_the_others_counted(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    for number in range(1, 5):
        wrong = one(dossiers, number)
        wrong.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("1.00")
        wrong.write(tmp_path / "lot" / f"wrong {number}")

    said = batch(cli, tmp_path / "lot", "--max-shown", "3")

    assert 3 == said.out.count("Pour le détail")
    assert f"check '{tmp_path / 'lot' / 'wrong 1'}'" in said.out
    assert "1 autre dossier qui échoue n'est pas détaillé ici (--max-shown 3)" in said.out


def test_several_outputs_in_one_run(cli: Cli, lot: Callable[..., Path], tmp_path: Path) -> None:
    place, lines, whole = lot(3), tmp_path / "lines.jsonl", tmp_path / "whole.json"

    said = batch(cli, place, "-o", "text", "-o", f"jsonl:{lines}", "-o", f"json:{whole}")

    merged = json.loads(whole.read_text("utf-8"))
    apart = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert merged["requests"] == [one for report in apart for one in report["requests"]]
    assert "Bilan du lot" in said.out


def test_the_order_and_the_number_of_processes_change_nothing(
    cli: Cli, lot: Callable[..., Path]
) -> None:
    place = lot(6)
    several = [
        cli("batch", place, "-j", jobs, "--depot", DEPOT, "-o", "jsonl").out for jobs in (1, 3)
    ]

    stamps = [re.sub(r'"evaluated_at":"[^"]*"', "", one) for one in several]
    assert stamps[0] == stamps[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [([], 1), (["--exit-zero"], 0), (["--fail-on", "jamais"], 0), (["--fail-on", "rejet"], 0)],
)
def test_what_fails_is_what_the_user_says(
    cli: Cli, tmp_path: Path, dossiers: ModuleType, words: list[str], code: int
) -> None:
    dossier = one(dossiers, 1)
    dossier.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("1.00")
    dossier.write(tmp_path / "lot" / "a")

    assert code == batch(cli, tmp_path / "lot", *words).code
    assert code == cli("check", tmp_path / "lot" / "a", "--depot", DEPOT, *words).code


def test_fail_fast_stops_at_the_first_fault(cli: Cli, tmp_path: Path, dossiers: ModuleType) -> None:
    for rank in range(4):
        dossier = one(dossiers, rank)
        if rank == 1:
            dossier.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("1.00")
        dossier.write(tmp_path / "lot" / f"{rank}")

    said = batch(cli, tmp_path / "lot", "--fail-fast")

    assert "2 dossiers n'ont pas été contrôlés" in said.out.replace("\u2019", "'")
    assert 1 == said.code


# What it outlives


def test_a_dossier_that_takes_too_long_is_told_and_the_others_go_on(
    cli: Cli, lot: Callable[..., Path]
) -> None:
    place = lot(4)
    heavy(place / "cmd-0001-heavy", 15)

    said = batch(cli, place, "-o", "jsonl", "--dossier-timeout", "1")

    found = {Path(one["requests"][0]["file"]).name: codes(one) for one in reports(said)}
    assert ["SYS002"] == found["cmd-0001-heavy"]
    assert 5 == len(found) or 5 == len(reports(said))
    assert 3 == said.code


def test_a_worker_that_holds_too_much_is_killed_and_the_others_go_on() -> None:
    with workers(2, Bounds(seconds=600, megabytes=250)) as pool:
        found = list(pool.answers(hold, [1, 400, 2, 3]))

    assert [1, Lost(Cause.MEMORY, -signal.SIGKILL), 2, 3] == found


def test_what_one_dossier_may_hold_is_an_option_and_told(
    cli: Cli, lot: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        """Loses what it is asked, for want of memory."""

        def answers(self, _: object, asked: Iterable[Any]) -> Iterator[Lost]:
            for _one in asked:
                yield Lost(Cause.MEMORY)

    @contextmanager
    def full(jobs: int, bounds: Bounds) -> Iterator[Full]:
        assert (2, 321) == (jobs, bounds.megabytes)
        yield Full()

    monkeypatch.setattr("segur_check.batch.isolation.workers", full)

    said = batch(cli, lot(1), "-o", "jsonl", "--worker-memory", "321")

    (report,) = reports(said)
    assert ["SYS002"] == codes(report)
    assert "321" in report["requests"][0]["findings"][0]["message"]


def test_a_worker_that_is_killed_is_replaced(lot: Callable[..., Path], tmp_path: Path) -> None:
    place, said = lot(6), tmp_path / "said"
    heavy(place / "cmd-0002-heavy", 8)
    words: list[object] = ["batch", place, "-j", "1", "--depot", DEPOT, "-o", "jsonl"]
    process = started([*words, "--worker-memory", "9000"], said)
    try:
        wait_for_lines(said, 3)  # three dossiers: the heavy one comes next
        until = time.monotonic() + 240
        while not kill_what_swells(process.pid) and time.monotonic() < until:
            time.sleep(0.01)
        _, err = process.communicate(timeout=240)
    finally:
        process.kill()

    *found, of_the_lot = [json.loads(line) for line in said.read_text("utf-8").splitlines()]
    assert 7 == len(found)
    assert ["LOT003"] == codes(of_the_lot)  # the heavy dossier holds thousands of requests
    assert [["SYS001"]] == [codes(one) for one in found if "heavy" in one["requests"][0]["file"]]
    assert b"Traceback" not in err
    assert 70 == process.returncode


def kill_what_swells(parent: int) -> bool:
    """Kill the worker that holds much: it is at the heavy dossier."""
    for child in psutil.Process(parent).children(recursive=True):
        try:
            if child.memory_info().rss > 150_000_000:
                child.kill()
                return True
        except psutil.NoSuchProcess:
            continue
    return False


def test_an_interrupted_batch_keeps_what_is_done_and_goes_on(
    lot: Callable[..., Path], tmp_path: Path
) -> None:
    place = lot(5)
    heavy(place / "cmd-0003-heavy", 8)
    words: list[object] = ["batch", place, "-j", "1", "--depot", DEPOT]
    words += ["--journal", tmp_path / "journal"]
    command = [sys.executable, "-m", "segur_check", *map(str, words)]
    first = [*words, "-o", f"jsonl:{tmp_path / 'first.jsonl'}", "-o", "text"]
    process = started(first, tmp_path / "said", own_group=True)
    try:
        wait_for_lines(tmp_path / "said", 3)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=240)
    finally:
        process.kill()

    assert 130 == process.returncode
    assert b"Traceback" not in err
    assert 3 <= len((tmp_path / "first.jsonl").read_text("utf-8").splitlines()) < 6

    done = subprocess.run(  # noqa: S603 - our own tool
        [*command, "--resume", "-o", f"jsonl:{tmp_path / 'second.jsonl'}"],
        env=environment(),
        cwd=tmp_path,
        check=False,
        timeout=240,
        capture_output=True,
    )
    assert b"" == done.stderr
    second = (tmp_path / "second.jsonl").read_text("utf-8")
    assert 7 == len(second.splitlines())  # the heavy dossier makes a lot of them: LOT003
    assert second.startswith("".join((tmp_path / "first.jsonl").read_text("utf-8")[:1]))


@pytest.mark.parametrize("after", [0.2, 0.24, 0.28, 0.32, 0.4])
def test_ctrl_c_while_the_workers_start_prints_no_trace_of_them(
    after: float, lot: Callable[..., Path], tmp_path: Path
) -> None:
    """The whole group of processes hears it, as at a terminal."""
    place = lot(3)
    command = [sys.executable, "-m", "segur_check", "batch", str(place), "-j", "2"]
    process = subprocess.Popen(  # noqa: S603 - our own tool
        command,
        env=environment(),
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=240)
    finally:
        process.kill()

    # Before its first line is run, it is the interpreter that is interrupted.
    if process.returncode != -signal.SIGINT:
        assert b"Traceback" not in err


def test_an_output_that_fails_leaves_nothing_behind(cli: Cli, lot: Callable[..., Path]) -> None:
    place = lot(2)
    target = place / "cmd-0001" / "avance.json"
    before = target.read_bytes()

    said = batch(cli, place, "-o", f"jsonl:{target}")

    assert 2 == said.code
    assert before == target.read_bytes()
    assert [] == [one for one in target.parent.iterdir() if one.name.startswith(".")]


def test_unusual_names_change_nothing(cli: Cli, tmp_path: Path, dossiers: ModuleType) -> None:
    for name in ("a b", "é", "<script>", "=cmd()", "\u202eevil", "x\ty"):
        one(dossiers, 1).write(tmp_path / "lot" / name)

    said = batch(cli, tmp_path / "lot")

    assert 6 == sum("1 demande ·" in line for line in said.out.splitlines())
    assert "\u202e" not in said.out
    assert "Traceback" not in said.err


def test_a_zip_that_does_not_open_is_told_in_its_own_line(
    cli: Cli, lot: Callable[..., Path]
) -> None:
    place = lot(2)
    (place / "broken.zip").write_bytes(b"PK\x03\x04 no more")

    said = batch(cli, place, "--sons", "MDV-LGC-Va1")

    assert "PIE011" in said.out
    lines = said.out.partition("\n\n")[0].splitlines()
    assert 3 == sum(" · " in line and not line.startswith(" ") for line in lines)


def test_the_lot_is_read_whatever_folder_it_is_named_from(
    cli: Cli, lot: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = lot(2)
    monkeypatch.chdir(place.parent)

    assert 2 == len(reports(cli("batch", "lot", "-j", "1", "--depot", DEPOT, "-o", "jsonl")))
    shutil.make_archive(str(place.parent / "all"), "zip", place)
    assert zipfile.is_zipfile(place.parent / "all.zip")
    assert 3 == cli("batch", "all.zip").code


# What an adversary tried


@pytest.mark.parametrize("name", ["pieces/order.pdf", "dossier.toml", "segur-check.toml"])
def test_no_output_takes_the_place_of_a_file_of_the_dossier(
    cli: Cli, lot: Callable[..., Path], name: str
) -> None:
    place = lot(1)
    target = place / "cmd-0000" / name
    target.parent.mkdir(exist_ok=True)
    target.touch()
    before = target.read_bytes()

    for command in ("batch", "check"):
        said = cli(command, place / "cmd-0000", "-o", f"csv:{target}", "--depot", DEPOT)
        assert (2, "") == (said.code, said.out)
    assert before == target.read_bytes()


def test_a_solde_is_compared_with_the_avance_of_its_own_supplier(
    cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    for rank, siret in enumerate(("12345678200010", "73282932000074")):
        avance, solde = one(dossiers, rank), dossiers.MDV.solde()
        solde.extra.pop("avance.json")
        for dossier in (avance, solde):
            dossier.json["siret"] = siret
            dossier.ligne["numeroEditeur"] = "N-1"
            dossier.ligne["beneficiaires"]["liberal"][0]["RPPS"] = rpps(rank)
        avance.write(tmp_path / "lot" / f"{rank}-avance")
        solde.write(tmp_path / "lot" / f"{rank}-solde")

    found = reports(batch(cli, tmp_path / "lot", "-o", "jsonl"))

    assert [] == [one for report in found for one in codes(report) if one in {"PER001", "PER008"}]


def test_a_pipe_named_as_a_zip_is_not_waited_for(cli: Cli, lot: Callable[..., Path]) -> None:
    place = lot(1)
    for name in ("y.zip", "x.json"):
        os.mkfifo(place / name)

    said = batch(cli, place, "-o", "jsonl")

    assert 3 == said.code
    assert ["x.json", "y.zip"] == sorted(
        name for name in ("x.json", "y.zip") if f"{name} » n'est ni un fichier" in said.err
    )


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab"])
def test_a_report_left_in_the_lot_is_no_dossier(
    cli: Cli, lot: Callable[..., Path], form: str
) -> None:
    place = lot(2)
    left = place / f"report-{form}.json"

    first = batch(cli, place, "-o", "jsonl", "-o", f"{form}:{left}") if form != "jsonl" else None
    first = first or batch(cli, place, "-o", f"jsonl:{left}", "-o", "text")

    assert 2 == len(reports(batch(cli, place, "-o", "jsonl")))
    assert 2 != first.code


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_workers_end_with_their_parent(
    lot: Callable[..., Path], tmp_path: Path, how: signal.Signals
) -> None:
    place = lot(3)
    heavy(place / "cmd-0001-heavy", 15)
    words: list[object] = ["batch", place, "-j", "1", "--worker-memory", "9000", "-o", "text"]
    process = started(words, tmp_path / "said")
    try:
        wait_for_lines(tmp_path / "said", 1)
        workers = psutil.Process(process.pid).children(recursive=True)
        assert workers
        process.send_signal(how)
        _, err = process.communicate(timeout=240)
    finally:
        process.kill()

    assert b"Traceback" not in err
    assert (130 if how is not signal.SIGKILL else -signal.SIGKILL) == process.returncode
    _, left = psutil.wait_procs(workers, timeout=240)
    assert [] == left


def test_a_closed_stdout_is_told_in_one_line(lot: Callable[..., Path]) -> None:
    done = subprocess.run(  # noqa: S602 - a redirection of the shell
        f'"{sys.executable}" -m segur_check batch "{lot(1)}" -j 1 >&-',
        shell=True,
        env=environment(),
        capture_output=True,
        check=False,
        timeout=240,
    )

    assert 2 == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert "la sortie standard est fermée" in done.stderr.decode()


# Faster reading


def test_fast_gives_the_same_findings(cli: Cli, tmp_path: Path, dossiers: ModuleType) -> None:
    for rank in range(3):
        dossier = one(dossiers, rank)
        dossier.pieces = dossiers.MDV.avance().pieces
        dossier.write(tmp_path / "lot" / f"{rank}")

    slow, fast = (
        [codes(report) for report in reports(batch(cli, tmp_path / "lot", "-o", "jsonl", *words))]
        for words in ([], ["--fast"])
    )

    assert slow == fast
    assert 3 == len(fast)


def test_a_dossier_that_pdfium_brings_down_is_read_again_with_pypdf(
    lot: Callable[..., Path],
) -> None:
    class Fragile:
        """Loses every dossier that is read with pdfium."""

        def answers(
            self, work: Callable[..., object], asked: Iterable[Any]
        ) -> Iterator[object | Lost]:
            for question in asked:
                fast = isinstance(question, Task) and question.options.fast
                yield Lost(Cause.DIED, -6) if fast else work(question)

    options = Options(now=datetime(2022, 7, 4, 10, 30, tzinfo=PARIS), fast=True)
    made = Batch([lot(3)], options, Selection(), Bounds())
    made.tie(Fragile(), lambda: None)

    found = [report for _, report in made.reports(Fragile(), None)]

    assert 3 == len(found)
    assert all(report.headings for report in found)
    assert "SYS001" not in [
        one.code for report in found for request in report.requests for one in request.findings
    ]
