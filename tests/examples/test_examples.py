"""Every example dossier gives what its expected.json says, in both languages."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import EXAMPLES, ROOT, Cli
from segur_check.checks import CONTROLS
from segur_check.texts import control_texts

FOLDERS = sorted(EXAMPLES.glob("*/*/expected.json"))
IDS = [f"{one.parent.parent.name}/{one.parent.name}" for one in FOLDERS]
# A crash and a spent budget have no dossier that shows them: tests/test_engine.py does.
WITHOUT_DOSSIER = {"SYS001", "SYS002"}


@pytest.fixture(scope="module")
def make() -> Any:  # noqa: ANN401 - a script of examples/, not a package
    sys.path.insert(0, str(EXAMPLES))
    try:
        return importlib.import_module("make")
    finally:
        sys.path.remove(str(EXAMPLES))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


@pytest.mark.parametrize("expected", FOLDERS, ids=IDS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_example_gives_what_it_says(
    expected: Path,
    lang: str,
    cli: Cli,
    make: Any,  # noqa: ANN401
    validator: jsonschema.Draft202012Validator,
) -> None:
    said = cli("check", expected.parent, "-o", "json", "--lang", lang)

    report = said.report
    assert [error.message for error in validator.iter_errors(report)] == []
    assert json.loads(expected.read_text(encoding="utf-8")) == make.summary(report)
    assert report["exit_code"] == said.code


@pytest.mark.parametrize("expected", FOLDERS, ids=IDS)
def test_rejected_example_shows_its_code_and_accepted_one_nothing(expected: Path) -> None:
    report = json.loads(expected.read_text(encoding="utf-8"))
    folder = expected.parent
    found = {
        one["code"]
        for request in report["requests"]
        for one in (*request["findings"], *request["not_checked"])
    }
    severities = {one["severity"] for request in report["requests"] for one in request["findings"]}

    if folder.parent.name == "accepted":
        assert report["verdict"] == "sans-anomalie"
        assert severities <= {"info"}
    else:
        assert folder.name[:6] in found


def test_every_control_has_its_rejected_example_and_explain_names_it() -> None:
    texts = control_texts()
    named = {code: text.example for code, text in texts.items() if code not in WITHOUT_DOSSIER}

    assert {control.code for control in CONTROLS} == set(texts) - WITHOUT_DOSSIER
    for code, folder in named.items():
        assert folder.startswith(f"{code}-"), code
        assert (EXAMPLES / "rejected" / folder / "expected.json").is_file(), folder


def test_one_accepted_example_per_sons_and_step() -> None:
    names = {one.parent.name for one in FOLDERS if one.parent.parent.name == "accepted"}

    for sons in ("MDV-LGC-Va1", "HOP-DPI-Va2", "HOP-PFI-Va2", "MS1"):
        assert {f"{sons}-avance", f"{sons}-solde"} <= names


def test_examples_are_what_the_script_makes(
    make: Any,  # noqa: ANN401
    tmp_path: Path,
) -> None:
    """The JSON and the settings on disk are those of the script; the PDFs depend on versions."""
    for name, build in make.ACCEPTED.items():
        build().write(tmp_path / "accepted" / name)
    for name, (build, change) in make.REJECTED.items():
        dossier = build()
        change(dossier)
        dossier.write(tmp_path / "rejected" / name)

    texts = (".json", ".toml", ".csv")
    made = {
        one.relative_to(tmp_path): one.read_bytes()
        for one in tmp_path.rglob("*")
        if one.suffix in texts
    }
    there = {
        one.relative_to(EXAMPLES): one.read_bytes()
        for root in ("accepted", "rejected")
        for one in (EXAMPLES / root).rglob("*")
        if one.suffix in texts and one.name != "expected.json"
    }
    assert made == there
