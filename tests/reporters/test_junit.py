"""JUnit: the shape that dashboards read, in XML that parses whatever a file holds."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from conftest import EXAMPLES, Cli
from segur_check.report import Report, Unchecked, Unread
from segur_check.reporters.junit import junit

Make = Callable[..., Any]
_CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase"},
    "properties": {"property"},
    "property": set(),
    "testcase": {"failure", "error", "skipped", "system-out"},
    "failure": set(),
    "error": set(),
    "skipped": set(),
    "system-out": set(),
}
_ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time"},
    "property": {"name", "value"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message"},
}


def _read(text: str) -> etree._Element:
    """Parse, and check the shape that surefire writes and Jenkins checks."""
    root = etree.fromstring(text.encode())
    for element in root.iter():
        tag = str(element.tag)
        assert {str(child.tag) for child in element} <= _CHILDREN[tag]
        assert set(element.attrib) == _ATTRIBUTES.get(tag, set())
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
        assert int(suite.get("errors", "")) == len(suite.findall("testcase/error"))
    return root


def test_a_hostile_report_is_xml(hostile: Report) -> None:
    root = _read(junit(hostile))
    assert len(root.findall("testsuite")) == 24
    assert root.find("testsuite/testcase/error") is not None
    assert root.findall(".//script") == []


@pytest.mark.parametrize(
    "folder", sorted((EXAMPLES / "rejected").glob("D*")), ids=lambda folder: folder.name
)
def test_blocking_findings_of_the_examples_fail(cli: Cli, folder: Any) -> None:  # noqa: ANN401
    blocking = {
        one["code"]
        for request in cli("check", folder, "-o", "json").report["requests"]
        for one in request["findings"]
        if one["severity"] in {"rejet", "a-modifier"}
    }
    root = _read(cli("check", folder, "-o", "junit").out)
    failed = {
        case.get("name", "") for case in root.iter("testcase") if case.find("failure") is not None
    }
    assert {name.split(" · ")[1].split(" ")[0] for name in failed} == blocking


def test_one_case_per_request_and_control(
    report: Make, request_report: Make, finding: Make
) -> None:
    lacks = (Unchecked("CAL001", "non-publie", "Date non publiée"),)
    findings = (finding(), finding(message="autre"), finding(code="FMT001", severity="alerte"))
    made = report(
        request_report(findings=findings, not_checked=lacks),
        request_report(line=2, findings=(), not_checked=()),
    )
    (suite,) = _read(junit(made))
    names = [case.get("name", "") for case in suite.iter("testcase")]
    assert [name.split(" · ")[1][:6] for name in names] == ["MNT002", "FMT001", "CAL001", "aucun "]
    failure, warned, skipped, clean = suite.iter("testcase")
    told = failure.findtext("failure") or ""
    assert told.count("À faire\u00a0: Corrigez le montant.") == 2
    assert "autre" in told
    assert "ALERTE" in (warned.findtext("system-out") or "")
    assert "Date non publiée" in skipped.find("skipped").get("message")  # type: ignore[union-attr, operator]
    assert len(clean) == 0


def test_an_input_that_could_not_be_read_is_an_error(report: Make) -> None:
    root = _read(junit(report(unread=(Unread("a.json", "a.json : interdit"),))))
    assert root.get("errors") == "1"
    assert root[0].get("name") == "a.json"
