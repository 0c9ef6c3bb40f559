"""JUnit: the shape that dashboards read, in XML that parses whatever a file holds."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from msgspec import structs

from conftest import EXAMPLES, Cli
from reporters.made import report as made_report
from reporters.made import request
from segur_check.report import DeclaredControl, Report, Unchecked, Unread
from segur_check.reporters.junit import MOST_LISTED, junit

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
    found = [
        one
        for request in cli("check", folder, "-o", "json").report["requests"]
        for one in request["findings"]
    ]
    severe = [one for one in found if one["severity"] in {"rejet", "a-modifier"}]
    causing = {one.get("caused_by") for one in severe}
    blocking = {one["code"] for one in found if one in severe or one["fingerprint"] in causing}
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


def _outcomes(root: etree._Element, code: str) -> list[str]:
    """What became of a control, case by case: "passed", or the tag that says otherwise."""
    return [
        str(case[0].tag) if len(case) else "passed"
        for case in root.iter("testcase")
        if f" · {code} " in case.get("name", "")
    ]


def test_each_control_of_a_request_has_its_case(cli: Cli) -> None:
    folder = EXAMPLES / "rejected" / "MNT006-ttc-faux"
    (request,) = (
        one
        for one in cli("check", folder, "-o", "json").report["requests"]
        if one["line"] is not None
    )

    root = _read(cli("check", folder, "-o", "junit").out)

    assert ["failure"] == _outcomes(root, "MNT006")
    assert ["passed"] == _outcomes(root, "CAL001")
    assert ["skipped"] == _outcomes(root, "CAL003")  # of a solde
    reasons = [skipped.get("message", "") for skipped in root.iter("skipped")]
    without_object = [one for one in reasons if one.startswith("Sans objet")]
    # SYS001, SYS002 and LOT003 tell of a run: no coverage counts them.
    assert request["coverage"]["not_applicable"] + 3 == len(without_object)


def test_a_control_that_could_not_judge_has_not_passed(cli: Cli) -> None:
    root = _read(cli("check", EXAMPLES / "rejected" / "PIE016-aucune-piece", "-o", "junit").out)
    reason = "un autre point de ce bilan dit pourquoi"
    of_documents = [case for case in root.iter("testcase") if " · DOC006 " in case.get("name", "")]
    assert all(reason in case[0].get("message", "") for case in of_documents)
    assert of_documents
    exchanged = EXAMPLES / "rejected" / "DOC037-facture-et-va-echangees"
    assert "passed" not in _outcomes(_read(cli("check", exchanged, "-o", "junit").out), "DOC029")


@pytest.mark.parametrize(("count", "listed"), [(MOST_LISTED, MOST_LISTED), (MOST_LISTED + 1, 1)])
def test_of_many_requests_what_passed_is_told_once(count: int, listed: int) -> None:
    lines = (request(line=None), *(request(line=line) for line in range(1, count + 1)))
    told = made_report(*lines)
    heading = structs.replace(told.headings[0], applied="CAL001 MNT002", suspended="PIE001")
    declared = tuple(
        DeclaredControl(code, "Titre", "Raison", "rejet", "FAQ", None)
        for code in ("CAL001", "MNT002", "PIE001", "SAS001")
    )

    root = _read(junit(structs.replace(told, headings=(heading,), controls=declared)))

    assert ["passed"] * listed == _outcomes(root, "CAL001") == _outcomes(root, "MNT002")
    assert ["skipped"] * listed == _outcomes(root, "PIE001") == _outcomes(root, "SAS001")


def test_an_input_that_could_not_be_read_is_an_error(report: Make) -> None:
    root = _read(junit(report(unread=(Unread("a.json", "a.json : interdit"),))))
    assert root.get("errors") == "1"
    assert root[0].get("name") == "a.json"
