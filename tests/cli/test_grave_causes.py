"""A cause that is milder than what follows from it: each output tells it as grave as the worst of them."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import etree

from conftest import Cli

BLOCKING = {"rejet", "a-modifier"}


@pytest.fixture
def wrong_rate(dossiers: ModuleType, tmp_path: Path) -> Path:
    """A solde at a rate that is only unusual; its amounts, its invoice and its avance say another."""
    dossier = dossiers.MDV.solde()
    for part in ("commande", "facture"):
        dossier.ligne[part]["tauxTVA"] = dossiers.Raw("5.5")
    folder = tmp_path / "lot" / "rate"
    dossier.write(folder)
    return folder


@pytest.fixture
def mild_causes(wrong_rate: Path, cli: Cli) -> set[str]:
    """The codes of the causes that block by what follows from them alone."""
    found = [
        one
        for request in cli("check", wrong_rate, "-o", "json").report["requests"]
        for one in request["findings"]
    ]
    causing = {one.get("caused_by") for one in found if one["severity"] in BLOCKING}
    return {
        one["code"]
        for one in found
        if one["fingerprint"] in causing and one["severity"] not in BLOCKING
    }


def test_the_machine_outputs_say_that_the_cause_blocks(
    wrong_rate: Path, mild_causes: set[str], cli: Cli
) -> None:
    assert mild_causes == {"MNT007"}

    junit = etree.fromstring(cli("check", wrong_rate, "-o", "junit").out.encode())
    cases = {case.get("name", "").split(" · ")[1][:6]: case for case in junit.iter("testcase")}
    assert cases["MNT007"].find("failure") is not None
    first, *others = cli("check", wrong_rate, "-o", "github").out.splitlines()
    assert first.startswith("::error ")
    assert "MNT007" in first
    assert "découle de" not in first
    assert any(line.startswith("::error ") and "découle de MNT007" in line for line in others)
    entries = json.loads(cli("check", wrong_rate, "-o", "gitlab").out)
    assert {"critical"} <= {one["severity"] for one in entries if one["check_name"] == "MNT007"}


@pytest.mark.parametrize("form", ["text", "concise", "html", "actions"])
def test_min_severity_keeps_the_cause_with_what_follows(
    form: str, wrong_rate: Path, mild_causes: set[str], cli: Cli
) -> None:
    said = cli("check", wrong_rate, "-o", form, "--min-severity", "a-modifier").out

    assert all(code in said for code in mild_causes)


def test_a_lot_counts_the_cause_and_not_what_follows(wrong_rate: Path, cli: Cli) -> None:
    lines = cli("batch", wrong_rate.parent, "-o", "text").out.splitlines()

    assert re.search(r"rate · 1 demande · MNT007.* · \d conséquences?$", lines[0])
    frequent = lines[lines.index("Constats les plus fréquents, sans ce qui en découle") + 1 :]
    assert frequent[0].startswith("  MNT007 À MODIFIER")
    assert not any(" PER011 " in line or " DOC005 " in line for line in frequent)


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_the_asp_will_do_is_said_of_the_gravest(
    form: str, dossiers: ModuleType, written: Callable[..., Path], cli: Cli
) -> None:
    dossier: Any = dossiers.MDV.solde()
    dossier.ligne["beneficiaires"]["liberal"][0]["RPPS"] = "10998877660"

    said = " ".join(cli("check", written(dossier), "-o", form).out.replace("&#39;", "'").split())

    assert "IDE002" in said
    assert "ASP rejettera" in said
    assert "ASP vous renverra" not in said
