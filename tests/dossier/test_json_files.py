"""Each JSON is parsed once, by whoever needs it first, and its text goes with its report."""

import gc
import json
import pickle
import weakref
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from checks.edits import put
from conftest import Cli
from segur_check.batch.task import Task, check_task
from segur_check.case.lot import Lot
from segur_check.dossier import jsonfiles
from segur_check.dossier.json.bounds import JsonBounds
from segur_check.dossier.json.text import JsonText, read_json
from segur_check.dossier.jsonfiles import JsonFile
from segur_check.engine.options import Options
from segur_check.values.dates import PARIS

Tree = dict[str, Any]
Files = dict[str, bytes]
Parses = Callable[..., dict[str, int]]

STRAY = "de-trop.pdf"


@pytest.fixture
def files(dossiers: ModuleType) -> Files:
    """An avance, the soldes of its two requests, and an attachment that no JSON names."""
    soldes = [dossiers.MDV.solde(), dossiers.MDV.solde()]
    avance = dossiers.MDV.avance()
    other = avance.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0099"}
    other["beneficiaires"]["liberal"] = [dossiers.doctor(1)]
    avance.json["lignesImport"].append(other)
    put(soldes[1], "numeroEditeur", "CMD-2022-0099")
    put(soldes[1], "beneficiaires.liberal", [dossiers.doctor(1)])
    name, paper = next(iter(soldes[0].pieces.items()))
    return {
        "avance.json": avance.text(),
        "solde-1.json": soldes[0].text(),
        "solde-2.json": soldes[1].text(),
        f"pieces/{name}": paper,
        f"pieces/{STRAY}": paper,
        "dossier.toml": b'sons = "MDV-LGC-Va1"\n',
    }


@pytest.fixture
def parses(
    monkeypatch: pytest.MonkeyPatch, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> Parses:
    """How often each JSON is parsed when its folder, or its zip, is checked, whatever parses it."""

    def counted(files: Files, *, zipped: bool = False) -> dict[str, int]:
        read: Counter[bytes] = Counter()

        def spied(parse: Callable[..., object]) -> Callable[..., object]:
            def call(content: str | bytes, **options: object) -> object:
                read[content.encode() if isinstance(content, str) else content] += 1
                return parse(content, **options)

            return call

        place = written(files, tmp_path / "dossier")
        if zipped:
            place = tmp_path / "dossier.zip"
            place.write_bytes(dossiers.zip_of(files))
        with monkeypatch.context() as patch:
            patch.setattr(json, "loads", spied(json.loads))
            patch.setattr(msgspec.json, "decode", spied(msgspec.json.decode))
            said = cli("check", place, "-o", "json")
        assert said.report["requests"]
        return {name: read[data] for name, data in files.items() if name.endswith(".json")}

    return counted


def written(files: Files, folder: Path) -> Path:
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def without(files: Files, *names: str) -> Files:
    return {name: data for name, data in files.items() if name not in names}


def test_a_solde_alone_is_parsed_once(files: Files, parses: Parses) -> None:
    alone = without(files, "avance.json", "solde-2.json")

    assert {"solde-1.json": 1} == parses(alone)


def test_a_solde_and_the_avance_beside_it_are_parsed_once(files: Files, parses: Parses) -> None:
    pair = without(files, "solde-2.json", f"pieces/{STRAY}")

    assert {"avance.json": 1, "solde-1.json": 1} == parses(pair)


def test_two_soldes_share_the_text_of_their_avance_and_look_into_each_other(
    files: Files, parses: Parses
) -> None:
    assert {"avance.json": 1, "solde-1.json": 1, "solde-2.json": 1} == parses(files)


def test_what_a_zip_holds_is_parsed_once(files: Files, parses: Parses) -> None:
    once = {"avance.json": 1, "solde-1.json": 1, "solde-2.json": 1}

    assert once == parses(files, zipped=True)


def test_an_avance_whose_keys_were_renamed_is_the_same_for_the_second_solde(
    files: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    avance = dossiers.MDV.avance()
    avance.json = json.loads(files["avance.json"])
    for ligne in avance.json["lignesImport"]:
        ligne["BENEFICIAIRES"] = ligne.pop("beneficiaires")
        ligne["BENEFICIAIRES"]["liberal"].append(dossiers.doctor(2))
    files["avance.json"] = avance.text()

    both = cli("check", written(files, tmp_path / "a"), "-o", "json").report
    alone = cli(
        "check", written(without(files, "solde-1.json"), tmp_path / "b"), "-o", "json"
    ).report

    first, second = (_of_avance(both, name) for name in ("solde-1.json", "solde-2.json"))
    assert [("PER002", "/lignesImport/0/BENEFICIAIRES/liberal/1/RPPS")] == first
    assert [("PER002", "/lignesImport/1/BENEFICIAIRES/liberal/1/RPPS")] == second
    assert second == _of_avance(alone, "solde-2.json")


def _of_avance(report: Tree, name: str) -> list[tuple[str, str]]:
    """What is found in the avance of a file's requests: code and pointer."""
    return [
        (finding["code"], location["pointer"])
        for request in report["requests"]
        if request["file"].endswith(name)
        for finding in request["findings"]
        for location in finding["locations"]
        if location["file"].endswith("avance.json")
    ]


def test_a_parsed_text_goes_with_its_report(
    files: Files, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    alive: list[weakref.ref[JsonText]] = []

    def watched(data: bytes, bounds: JsonBounds) -> JsonText:
        text = read_json(data, bounds)
        alive.append(weakref.ref(text))
        return text

    monkeypatch.setattr(jsonfiles, "read_json", watched)
    avance = written({"avance.json": files["avance.json"]}, tmp_path / "avance")
    reports = []
    for name in ("solde-1.json", "solde-2.json"):
        solde = written({name: files[name]}, tmp_path / name)
        options = Options(datetime(2023, 3, 1, 10, tzinfo=PARIS), sons="MDV-LGC-Va1")
        task = Task(str(solde), name, options, Lot(), (str(avance),))
        reports.append(check_task(task).report)
    gc.collect()

    assert ["avance.json"] * 2 == [report.inputs[1].path.rpartition("/")[2] for report in reports]
    assert [None] * len(alive) == [text() for text in alive]
    assert len(alive) == 2 * len(reports)


def test_a_parsed_text_is_not_sent_to_another_process() -> None:
    json_file = JsonFile("avance.json", b'{"lignesImport": []}')
    assert json_file.text.readable

    sent = pickle.loads(pickle.dumps(json_file))  # noqa: S301 - what we wrote

    assert json_file == sent
    assert json_file.is_parsed
    assert not sent.is_parsed
