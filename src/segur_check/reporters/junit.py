"""JUnit XML, for test dashboards: a suite per dossier, a case per request and control."""

import re
from collections import defaultdict

from lxml import etree

from segur_check.report import Finding, Report, RequestReport, Unchecked
from segur_check.reporters.addresses import causes, titled
from segur_check.reporters.display import PLAIN, Display, place
from segur_check.reporters.words.outputs import output_word
from segur_check.reporters.words.report import word
from segur_check.values.wording import printable

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def junit(report: Report, _display: Display = PLAIN) -> str:
    """The report as one `testsuites`: blocking findings fail, what could not be judged is skipped."""
    root = etree.Element("testsuites", name="segur-check")
    files: dict[str, list[RequestReport]] = defaultdict(list)
    for request in report.requests:
        files[request.file].append(request)
    for path, reason in causes(report):
        suite = _suite(root, path, report)
        case = _case(suite, path, word(report.lang, "unread"))
        _child(case, "error", reason, message=reason, type="unread")
    for file, requests in files.items():
        suite = _suite(root, file, report)
        for request in requests:
            _request(suite, request, report.lang)
    for suite in root:
        _count(suite, [suite])
    _count(root, list(root))
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text.decode()


def _legal(text: str) -> str:
    """What XML 1.0 allows, without what disguises."""
    shown = "\n".join(printable(line) for line in text.split("\n"))
    return _ILLEGAL.sub("\ufffd", shown)


def _child(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    child = etree.SubElement(parent, tag, {key: _legal(one) for key, one in attributes.items()})
    child.text = _legal(text)


def _suite(root: etree._Element, file: str, report: Report) -> etree._Element:
    suite = etree.SubElement(root, "testsuite", {"name": _legal(file)})
    properties = etree.SubElement(suite, "properties")
    for name, value in (
        ("segur-check", report.tool_version),
        ("rules", report.rules_version),
        ("evaluated_at", report.evaluated_at),
    ):
        etree.SubElement(properties, "property", name=name, value=_legal(value))
    return suite


def _case(suite: etree._Element, file: str, name: str) -> etree._Element:
    attributes = {"name": _legal(name), "classname": _legal(file), "time": "0"}
    return etree.SubElement(suite, "testcase", attributes)


def _request(suite: etree._Element, request: RequestReport, lang: str) -> None:
    head = output_word(lang, "whole_file")
    if request.line is not None:
        head = output_word(lang, "request", line=request.line)
    head += f" ({request.numero_editeur})" if request.numero_editeur else ""
    findings: dict[str, list[Finding]] = defaultdict(list)
    lacks: dict[str, list[Unchecked]] = defaultdict(list)
    for finding in request.findings:
        findings[finding.code].append(finding)
    for lack in dict.fromkeys(request.not_checked):
        lacks[lack.code].append(lack)
    for code in dict.fromkeys([*findings, *lacks]):
        title = f" {findings[code][0].title}" if findings[code] else ""
        case = _case(suite, request.file, f"{head} · {code}{title}")
        _outcome(case, findings[code], lacks[code], lang)
    for one in request.untold:
        case = _case(suite, request.file, f"{head} · {one.code} {one.title}")
        told = f"{one.code} ×{one.count}"
        if one.blocking:
            _child(case, "failure", told, message=one.title, type=one.severity)
        else:
            _child(case, "system-out", told)
    if not findings and not lacks and not request.untold:
        _case(suite, request.file, f"{head} · {output_word(lang, 'no_finding')}")


def _outcome(
    case: etree._Element, findings: list[Finding], lacks: list[Unchecked], lang: str
) -> None:
    blocking = [one for one in findings if one.blocking]
    others = [_told(one, lang) for one in findings if not one.blocking]
    if blocking:
        text = "\n\n".join(_told(one, lang) for one in blocking)
        worst = blocking[0]
        _child(case, "failure", text, message=worst.message, type=worst.severity)
        others += [f"{word(lang, 'not_checked')} ({one.kind}) {one.reason}" for one in lacks]
    elif lacks:
        reasons = "\n".join(
            f"{word(lang, 'not_checked')} ({word(lang, f'kind_{one.kind}')}) {one.reason}"
            for one in lacks
        )
        _child(case, "skipped", "", message=reasons)
    if others:
        _child(case, "system-out", "\n\n".join(others))


def _told(finding: Finding, lang: str) -> str:
    """The lines of one finding: where, what, why, what to do, who says so."""
    severity = word(lang, f"severity_{finding.severity}")
    where = "\n".join(dict.fromkeys(place(at, lang) for at in finding.locations))
    return "\n".join(
        (
            f"{severity} {finding.code} {titled(finding, lang)}",
            where,
            finding.message,
            output_word(lang, "why_line", why=finding.why),
            output_word(lang, "todo_line", action=finding.action),
            output_word(lang, "source_line", source=finding.source.title),
        )
    )


def _count(parent: etree._Element, suites: list[etree._Element]) -> None:
    """The counts of a suite, or of all of them, as its attributes."""
    parent.set("tests", str(sum(len(one.findall("testcase")) for one in suites)))
    for name, tag in _COUNTS.items():
        parent.set(name, str(sum(len(one.findall(f"testcase/{tag}")) for one in suites)))
    if parent.tag == "testsuites":
        # The shape that Jenkins checks knows no sum of what was skipped.
        del parent.attrib["skipped"]
    parent.set("time", "0")
