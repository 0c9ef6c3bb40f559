"""Every output for machines marks what follows from another finding."""

import csv
import io
import json
import re

import pytest
from lxml import etree
from msgspec.structs import replace

from reporters.made import finding
from segur_check.report import Report, RequestReport
from segur_check.reporters import rendered
from segur_check.reporters.display import PLAIN, Display, shown
from segur_check.values.severity import SeverityName

_CAUSE = replace(finding("alerte", "MNT008"), fingerprint="a" * 64)
_OWN = replace(finding("a-modifier", "DOC005"), fingerprint="b" * 64, caused_by="a" * 64)
_OF_FILE = replace(finding("a-modifier", "DOC033"), fingerprint="c" * 64, caused_by="d" * 64)
_WHOLE = replace(finding("a-modifier", "IDE011"), fingerprint="d" * 64)


def report(lang: str = "fr") -> Report:
    whole = RequestReport("a.json", None, None, "MS1", "avance", (_WHOLE,))
    request = RequestReport("a.json", 1, None, "MS1", "avance", (_OWN, _CAUSE, _OF_FILE))
    return Report("1", "1", "2025-01-01T00:00:00+01:00", 1, lang, requests=(whole, request))


def text(form: str, lang: str = "fr") -> str:
    given = rendered(report(lang), form, PLAIN)
    return given.decode() if isinstance(given, bytes) else given


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit", "markdown"])
def test_a_consequence_says_what_it_follows_from(form: str) -> None:
    french, english = text(form), text(form, "en")

    assert "découle de MNT008" in french
    assert "découle de IDE011" in french
    assert "follows from MNT008" in english
    assert "follows from DOC" not in english


def test_a_table_has_the_cause_and_its_short_fingerprint_in_its_last_column() -> None:
    rows = list(csv.reader(io.StringIO(text("csv").lstrip("\ufeff")), delimiter=";"))

    by_code = {row[8]: row[-1] for row in rows}
    assert by_code["Code"] == "Découle de"
    assert by_code["DOC005"] == "MNT008 aaaaaaaa"
    assert by_code["DOC033"] == "IDE011 dddddddd"
    assert by_code["MNT008"] == by_code["IDE011"] == ""


def test_the_properties_of_a_result_have_the_fingerprint_of_its_cause() -> None:
    results = json.loads(text("sarif"))["runs"][0]["results"]

    properties = {result["ruleId"]: result["properties"] for result in results}
    assert properties["DOC005"]["caused_by"] == "a" * 64
    assert properties["DOC005"]["caused_by_code"] == "MNT008"
    assert "caused_by" not in properties["MNT008"]


def test_in_junit_a_cause_fails_as_what_follows_from_it() -> None:
    root = etree.fromstring(text("junit").encode())

    failed = {
        case.get("name", "").split(" · ")[1][:6]: case[0].get("type")
        for case in root.iter("testcase")
        if case.find("failure") is not None
    }
    assert failed == dict.fromkeys(("IDE011", "MNT008", "DOC005", "DOC033"), "a-modifier")


def test_an_annotation_has_the_level_of_what_follows_and_the_cause_comes_first() -> None:
    lines = text("github").splitlines()

    assert all(line.startswith("::error ") for line in lines)
    told = [re.search(r"%2C (\w+)\)::", line) for line in lines]
    assert ["IDE011", "MNT008", "DOC005", "DOC033"] == [one[1] for one in told if one]


def test_an_entry_of_gitlab_has_the_severity_of_what_follows_and_the_cause_comes_first() -> None:
    entries = json.loads(text("gitlab"))

    assert ["IDE011", "MNT008", "DOC005", "DOC033"] == [one["check_name"] for one in entries]
    assert {"critical"} == {one["severity"] for one in entries}


def test_a_result_keeps_its_level_and_says_what_it_amounts_to() -> None:
    results = json.loads(text("sarif"))["runs"][0]["results"]

    assert ["IDE011", "MNT008", "DOC005", "DOC033"] == [one["ruleId"] for one in results]
    cause = results[1]
    assert ("warning", 75) == (cause["level"], cause["rank"])
    assert ("alerte", "a-modifier") == (
        cause["properties"]["severity"],
        cause["properties"]["effective_severity"],
    )


def test_the_counts_of_markdown_are_the_same_above_and_in_its_table() -> None:
    told = text("markdown")

    assert "\n2 points\n" in told
    rows = [line.split(" | ") for line in told.splitlines() if " MS1 | avance | " in line]
    # Rejets, à modifier, alertes: of the file, then of its request.
    assert [["0", "1", "0"], ["0", "1", "0"]] == [row[6:9] for row in rows]
    places = [told.index(f"**À MODIFIER {code}**") for code in ("MNT008", "DOC005", "DOC033")]
    assert sorted(places) == places


def test_a_row_of_a_cause_stands_before_those_of_what_follows_and_keeps_its_severity() -> None:
    rows = list(csv.DictReader(io.StringIO(text("csv").lstrip("\ufeff")), delimiter=";"))

    told = [(row["Code"], row["Gravité"]) for row in rows]
    assert told[:3] == [
        ("IDE011", "À MODIFIER"),
        ("MNT008", "ALERTE"),
        ("DOC005", "À MODIFIER"),
    ]


@pytest.mark.parametrize("form", ["concise", "actions", "text", "html"])
def test_a_cause_is_shown_for_the_severity_of_what_follows_from_it(form: str) -> None:
    given = rendered(report(), form, Display(min_severity="a-modifier"))

    assert isinstance(given, str)
    assert "MNT008" in given
    assert "--min-severity" not in given


@pytest.mark.parametrize(
    ("cause", "consequence", "least", "hidden"),
    [
        ("a-modifier", "alerte", "a-modifier", 0),  # it stands under its cause
        ("alerte", "info", "a-modifier", 2),
        ("info", "rejet", "rejet", 0),
    ],
)
def test_a_cause_and_what_follows_from_it_are_hidden_together_and_counted(
    cause: SeverityName, consequence: SeverityName, least: str, hidden: int
) -> None:
    both = (replace(_OWN, severity=consequence), replace(_CAUSE, severity=cause))
    given = replace(report(), requests=(replace(report().requests[1], findings=both),))

    selection = shown(given, Display(min_severity=least))

    assert hidden == selection.lesser
    assert (() if hidden else both) == selection.requests[0][1]


def test_what_follows_from_a_cause_that_is_one_too_many_goes_with_it() -> None:
    _, request = report().requests
    own = (_OWN, _CAUSE)
    two = (replace(request, findings=own), replace(request, line=2, findings=own))

    selection = shown(replace(report(), requests=two), Display(max_shown=1))

    assert [own, ()] == [findings for _, findings in selection.requests]
    assert {"MNT008": 1, "DOC005": 1} == selection.repeated
