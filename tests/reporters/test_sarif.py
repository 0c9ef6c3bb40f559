"""SARIF: the schema of OASIS, every control declared, GitHub's limits."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema_rs
import pytest

from conftest import EXAMPLES, ROOT, Cli
from segur_check.checks.registry import CONTROLS
from segur_check.report import Location, Report, Unchecked
from segur_check.reporters.display import Display
from segur_check.reporters.sarif import HOME, MOST_RESULTS, sarif

Make = Callable[..., Any]
SCHEMA = Path(__file__).parents[1] / "vendor" / "sarif-schema-2.1.0.json"
FOLDERS = sorted(one.parent for one in EXAMPLES.glob("*/*/expected.json"))[::6]


@cache
def _schema() -> Any:  # noqa: ANN401 - untyped
    return jsonschema_rs.validator_for(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _run(text: str) -> dict[str, Any]:
    log = json.loads(text)
    _schema().validate(log)
    (run,) = log["runs"]
    told: dict[str, Any] = run
    return told


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_examples_follow_the_schema(cli: Cli, folder: Path) -> None:
    wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    run = _run(cli("check", folder, "-o", "sarif", *wanted.get("options", [])).out)
    assert run["columnKind"] == "unicodeCodePoints"
    declared = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert {control.code for control in CONTROLS} <= set(declared)
    for result in run["results"]:
        assert declared[result["ruleIndex"]] == result["ruleId"]


def test_a_hostile_report_follows_the_schema(hostile: Report) -> None:
    run = _run(sarif(hostile))
    for result in run["results"]:
        address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        parts = urlsplit(address)
        assert parts.scheme in {"", "file"}
        assert not parts.query
        assert not parts.fragment
        assert "\\" not in address
    assert run["invocations"][0]["executionSuccessful"] is False


def test_levels_and_fingerprint(report: Make, request_report: Make, finding: Make) -> None:
    levels = {"rejet": "error", "a-modifier": "error", "alerte": "warning", "info": "note"}
    made = [finding(severity=one) for one in reversed(levels)]
    run = _run(sarif(report(request_report(findings=tuple(made)))))
    found = [(one["properties"]["severity"], one["level"]) for one in run["results"]]
    assert found == list(levels.items())  # the worst first: what a limit cuts is the least severe
    assert run["results"][0]["partialFingerprints"] == {"segurCheck/v1": "f" * 64}
    assert run["invocations"][0]["exitCode"] == 1
    assert run["invocations"][0]["executionSuccessful"] is True


def test_addresses_are_relative_to_the_root(
    report: Make, request_report: Make, finding: Make
) -> None:
    files = {
        "/depot/lots/a b.json": "lots/a%20b.json",
        "/ailleurs/a.json": "file:///ailleurs/a.json",
        "lots\\été\\a.json": "lots/%C3%A9t%C3%A9/a.json",
        "C:\\lots\\a.json": "file:///C:/lots/a.json",
        "./a:b?c#d.json": "a%3Ab%3Fc%23d.json",
    }
    made = tuple(finding(locations=(Location(one, line=1, column=1),)) for one in files)
    run = _run(sarif(report(request_report(findings=made)), Display(root="/depot")))
    found = [
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]
    ]
    assert found == list(files.values())
    assert unquote(found[-1]) == "a:b?c#d.json"


def test_the_page_of_a_document_is_told(report: Make, request_report: Make, finding: Make) -> None:
    places = (Location("lot/bon.pdf", page=3), Location("lot/avance.json", "/a", 2, 4))
    run = _run(sarif(report(request_report(findings=(finding(locations=places),)))))
    (result,) = run["results"]
    assert "lot/bon.pdf, page 3" in result["message"]["text"]
    assert result["properties"]["page"] == 3
    page = result["locations"][0]["physicalLocation"]["region"]
    assert page == {"startLine": 1, "message": {"text": "page 3"}}  # a PDF has no lines
    region = result["relatedLocations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 4}


def test_what_is_said_of_a_whole_file_has_a_region_too(
    report: Make, request_report: Make, finding: Make
) -> None:
    made = finding(locations=(Location("lot/avance.json"),))
    (result,) = _run(sarif(report(request_report(findings=(made,)))))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_a_rule_is_named_by_its_title_and_the_tool_says_where_it_is_from(report: Make) -> None:
    driver = _run(sarif(report()))["tool"]["driver"]
    assert [(rule["id"], rule["name"]) for rule in driver["rules"]] == [
        ("CAL001", "Titre"),
        ("MNT002", "Titre"),
    ]
    assert driver["informationUri"] == HOME


@pytest.mark.parametrize("page", ["README.md", "docs/integration.md", "docs/gitlab-ci.yml"])
def test_the_address_of_the_tool_is_that_of_the_documentation(page: str) -> None:
    assert HOME in (ROOT / page).read_text(encoding="utf-8")


def test_what_was_not_checked_is_a_notification(report: Make, request_report: Make) -> None:
    lack = Unchecked("CAL001", "non-publie", "Date non publiée")
    made = report(*(request_report(line=line, not_checked=(lack,)) for line in (1, 2)))
    run = _run(sarif(made))
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["associatedRule"] == {"id": "CAL001", "index": 0}
    assert note["properties"] == {"kind": "non-publie", "requests": 2}
    assert "Date non publiée" in note["message"]["text"]


def test_github_never_gets_more_results_than_it_takes(
    report: Make, request_report: Make, finding: Make
) -> None:
    many = (finding(severity="info"),) * MOST_RESULTS + (finding(severity="rejet"),) * 2
    run = _run(sarif(report(request_report(findings=many, not_checked=()))))
    assert len(run["results"]) == MOST_RESULTS
    assert [one["level"] for one in run["results"][:3]] == ["error", "error", "note"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("2 constats")


def test_many_places_are_cut_and_counted(report: Make, request_report: Make, finding: Make) -> None:
    places = tuple(Location("a.json", f"/{line}", line, 1) for line in range(1, 251))
    run = _run(sarif(report(request_report(findings=(finding(locations=places),)))))
    (result,) = run["results"]
    assert 1 + len(result["relatedLocations"]) == 100
    assert "150 autres emplacements" in result["message"]["text"]
