"""Every example dossier gives what its expected.json says, in both languages."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import make
import pytest
from expected import summary

from conftest import EXAMPLES, ROOT, Cli
from segur_check.checks.registry import CONTROLS, LOT_CONTROLS
from segur_check.rules.controls import control_texts
from segur_check.rules.corridor import corridor
from segur_check.rules.sources import source
from segur_check.values.sons import KNOWN_CODES
from segur_check.values.step import STEPS_WITH_JSON, Step

FOLDERS = sorted(EXAMPLES.glob("*/*/expected.json"))
IDS = [f"{path.parent.parent.name}/{path.parent.name}" for path in FOLDERS]
# A crash and a spent budget have no dossier that shows them: tests/engine/test_judge.py does. LOT003 is of
# a lot: tests/cli/test_batch.py.
WITHOUT_DOSSIER = {"SYS001", "SYS002", "LOT003"}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def cited_of_another_wave(report: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The findings whose text is not about the SONS of their dossier."""
    for request in report["requests"]:
        family = corridor(request["sons"]).family if request["sons"] else None
        for finding in request["findings"]:
            key = finding["source"]["id"]
            if family is not None and not source(key).bears_on(family):
                yield finding["code"], key, request["sons"]


@pytest.mark.parametrize("expected", FOLDERS, ids=IDS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_example_gives_what_it_says(
    expected: Path,
    lang: str,
    cli: Cli,
    validator: jsonschema.Draft202012Validator,
) -> None:
    said = cli("check", expected.parent, "-o", "json", "--lang", lang)

    report = said.report
    assert [error.message for error in validator.iter_errors(report)] == []
    assert json.loads(expected.read_text(encoding="utf-8")) == summary(report)
    assert report["exit_code"] == said.code
    assert [] == [*cited_of_another_wave(report)]


@pytest.mark.parametrize("expected", FOLDERS, ids=IDS)
def test_rejected_example_shows_its_code_and_accepted_one_nothing(expected: Path) -> None:
    report = json.loads(expected.read_text(encoding="utf-8"))
    folder = expected.parent
    found = {
        entry["code"]
        for request in report["requests"]
        for entry in (*request["findings"], *request["not_checked"])
    }
    severities = {
        finding["severity"] for request in report["requests"] for finding in request["findings"]
    }

    if folder.parent.name == "accepted":
        # Where no rule is published, what is right is still to be verified.
        assert report["verdict"] == ("a-verifier" if "ELI001" in found else "sans-anomalie")
        assert severities <= {"info"}
    else:
        assert folder.name[:6] in found


def test_every_control_has_its_rejected_example_and_explain_names_it() -> None:
    texts = control_texts()
    named = {code: text.example for code, text in texts.items() if code not in WITHOUT_DOSSIER}

    assert {control.code for control in CONTROLS} == set(texts) - WITHOUT_DOSSIER
    assert {control.code for control in LOT_CONTROLS} <= WITHOUT_DOSSIER
    for code, folder in named.items():
        assert folder.startswith(f"{code}-"), code
        assert (EXAMPLES / "rejected" / folder / "expected.json").is_file(), folder


def test_one_accepted_example_per_sons_and_step() -> None:
    names = {path.parent.name for path in FOLDERS if path.parent.parent.name == "accepted"}
    with_json = {f"{sons}-{phase}" for sons in KNOWN_CODES for phase in ("avance", "solde")}
    without_json = set(Step) - STEPS_WITH_JSON

    assert with_json <= names
    assert {"SAS-avance-sans-json", "SAS-solde-sans-json"} <= names
    assert without_json == {
        phase for phase in without_json for name in names if name.startswith(f"{phase}-")
    }


def test_every_folder_says_what_is_expected_of_it_and_a_step_without_json_has_papers_alone() -> (
    None
):
    folders = {
        folder for root in ("accepted", "rejected") for folder in (EXAMPLES / root).iterdir()
    }

    assert folders == {path.parent for path in FOLDERS}
    for folder in folders:
        own = folder / "dossier.toml"
        settings = tomllib.loads(own.read_text(encoding="utf-8")) if own.is_file() else {}
        papers_alone = settings.get("phase") in set(Step) - STEPS_WITH_JSON
        jsons = {path.name for path in folder.glob("*.json")} - {
            "expected.json",
            settings.get("avance"),
        }
        assert bool(jsons) != (papers_alone or folder.name.endswith("-sans-json")), folder


def test_examples_are_what_the_script_makes(tmp_path: Path) -> None:
    """The JSON and the settings on disk are those of the script; the PDFs depend on versions."""
    for name, dossier in make.EXAMPLES.items():
        dossier().write(tmp_path / name)

    texts = (".json", ".toml", ".csv")
    made = {
        path.relative_to(tmp_path): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.suffix in texts
    }
    on_disk = {
        path.relative_to(EXAMPLES): path.read_bytes()
        for root in ("accepted", "rejected")
        for path in (EXAMPLES / root).rglob("*")
        if path.suffix in texts and path.name != "expected.json"
    }
    assert made == on_disk
