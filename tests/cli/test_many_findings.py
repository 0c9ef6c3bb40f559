"""More findings of one code than are described: the others are counted, and in the verdicts."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from conftest import ROOT, Cli
from segur_check.engine.ledger import MOST_TOLD

OTHERS = 7


@pytest.fixture
def folder(dossiers: ModuleType, written: Callable[..., Path]) -> Path:
    """A file in which every request has an RPPS whose key does not fit."""
    dossier = dossiers.MDV.avance()
    ligne = dossier.ligne
    ligne["beneficiaires"]["liberal"][0]["RPPS"] = "10998877660"
    dossier.json["lignesImport"] = [
        ligne | {"numLigne": rank, "numeroEditeur": f"CMD-{rank}"}
        for rank in range(1, MOST_TOLD + OTHERS + 1)
    ]
    return written(dossier)


def test_they_are_counted_in_the_report_and_in_the_verdict(folder: Path, cli: Cli) -> None:
    said = cli("check", folder, "-o", "json")

    report = said.report
    last = report["requests"][-1]
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    assert said.codes.count("IDE002") == MOST_TOLD
    assert "IDE002" not in [one["code"] for one in last["findings"]]
    assert {"code": "IDE002", "severity": said.severities["IDE002"], "count": 1} in last[
        "only_counted"
    ]
    described = report["requests"][-OTHERS - 1]
    assert "IDE002" in [one["code"] for one in described["findings"]]
    assert last["verdict"] == described["verdict"] == "rejet"
    counted = [
        one["count"]
        for request in report["requests"]
        for one in request.get("only_counted", [])
        if one["code"] == "IDE002"
    ]
    assert sum(counted) == OTHERS
    (told,) = [
        one
        for one in report["requests"][0]["findings"]
        if one["code"] == "SYS002" and "IDE002" in one["message"]
    ]
    assert f"{OTHERS}" in told["message"]
    assert told["severity"] == "info"


def test_they_are_counted_on_the_screen(folder: Path, cli: Cli) -> None:
    said = cli("check", folder, "-o", "concise", "--max-shown", 20)

    assert f"{MOST_TOLD + OTHERS - 20} autres IDE002" in said.out


def test_a_request_that_has_no_other_still_fails_in_junit(folder: Path, cli: Cli) -> None:
    said = cli("check", folder, "-o", "junit")

    cases = ET.fromstring(said.out).iter("testcase")  # noqa: S314 - our own output
    failed = [one.get("name", "") for one in cases if one.find("failure") is not None]
    assert [one for one in failed if f"CMD-{MOST_TOLD + OTHERS})" in one and "IDE002" in one]


def test_up_to_the_limit_each_is_described(
    dossiers: ModuleType, written: Callable[..., Path], cli: Cli
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["beneficiaires"]["liberal"][0]["RPPS"] = "10998877660"

    said = cli("check", written(dossier), "-o", "json")

    assert all("only_counted" not in one for one in said.report["requests"])
    assert "IDE002" in said.codes
