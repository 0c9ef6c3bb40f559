"""JUnit XML, for test dashboards: a suite per dossier, a case per request and control."""

from collections import defaultdict

from lxml import etree

from segur_check.report import Finding, Report, RequestReport, Unchecked
from segur_check.reporters.addresses import causes, titled
from segur_check.reporters.display import PLAIN, Display, place
from segur_check.reporters.following import Following
from segur_check.reporters.headings import short_name
from segur_check.reporters.words import word

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
    following = Following(report)
    for file, requests in files.items():
        suite = _suite(root, file, report)
        for request in requests:
            _request(suite, request, following, report.lang)
    for suite in root:
        _count(suite, [suite])
    _count(root, list(root))
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text.decode()


def _child(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    child = etree.SubElement(parent, tag, attributes)
    child.text = text


def _suite(root: etree._Element, file: str, report: Report) -> etree._Element:
    suite = etree.SubElement(root, "testsuite", {"name": file})
    properties = etree.SubElement(suite, "properties")
    for name, value in (
        ("segur-check", report.tool_version),
        ("rules", report.rules_version),
        ("evaluated_at", report.evaluated_at),
    ):
        etree.SubElement(properties, "property", name=name, value=value)
    return suite


def _case(suite: etree._Element, file: str, name: str) -> etree._Element:
    attributes = {"name": name, "classname": file, "time": "0"}
    return etree.SubElement(suite, "testcase", attributes)


def _request(
    suite: etree._Element, request: RequestReport, following: Following, lang: str
) -> None:
    head = short_name(request, lang)
    head += f" ({request.numero_editeur})" if request.numero_editeur else ""
    findings: dict[str, list[tuple[Finding, str]]] = defaultdict(list)
    lacks: dict[str, list[Unchecked]] = defaultdict(list)
    for finding in request.findings:
        findings[finding.code].append((finding, following.mark(finding, request)))
    for lack in dict.fromkeys(request.not_checked):
        lacks[lack.code].append(lack)
    for code in dict.fromkeys([*findings, *lacks]):
        title = f" {findings[code][0][0].title}" if findings[code] else ""
        case = _case(suite, request.file, f"{head} · {code}{title}")
        _outcome(case, findings[code], lacks[code], lang)
    for untold in request.untold:
        case = _case(suite, request.file, f"{head} · {untold.code} {untold.title}")
        count = f"{untold.code} ×{untold.count}"
        if untold.blocking:
            _child(case, "failure", count, message=untold.title, type=untold.severity)
        else:
            _child(case, "system-out", count)
    if not findings and not lacks and not request.untold:
        _case(suite, request.file, f"{head} · {word(lang, 'no_finding')}")


def _outcome(
    case: etree._Element, marked: list[tuple[Finding, str]], lacks: list[Unchecked], lang: str
) -> None:
    """What became of a control on a request: it fails, is skipped, or passes with its remarks."""
    blocking = [(finding, mark) for finding, mark in marked if finding.blocking]
    remarks = [_paragraph(finding, mark, lang) for finding, mark in marked if not finding.blocking]
    not_checked = word(lang, "not_checked")
    if blocking:
        text = "\n\n".join(_paragraph(finding, mark, lang) for finding, mark in blocking)
        worst, mark = blocking[0]
        _child(case, "failure", text, message=f"{worst.message}{mark}", type=worst.severity)
        remarks += [f"{not_checked} ({lack.kind}) {lack.reason}" for lack in lacks]
    elif lacks:
        reasons = "\n".join(
            f"{not_checked} ({word(lang, f'kind_{lack.kind}')}) {lack.reason}" for lack in lacks
        )
        _child(case, "skipped", "", message=reasons)
    if remarks:
        _child(case, "system-out", "\n\n".join(remarks))


def _paragraph(finding: Finding, mark: str, lang: str) -> str:
    """The lines of one finding: where, what, why, what to do, who says so."""
    severity = word(lang, f"severity_{finding.severity}")
    where = "\n".join(dict.fromkeys(place(at, lang) for at in finding.locations))
    return "\n".join(
        (
            f"{severity} {finding.code} {titled(finding, lang)}{mark}",
            where,
            finding.message,
            word(lang, "why_line", why=finding.why),
            word(lang, "todo_line", action=finding.action),
            word(lang, "source_line", source=finding.source.title),
        )
    )


def _count(parent: etree._Element, suites: list[etree._Element]) -> None:
    """Write the counts of these suites as attributes of the parent."""
    parent.set("tests", str(sum(len(suite.findall("testcase")) for suite in suites)))
    for name, tag in _COUNTS.items():
        parent.set(name, str(sum(len(suite.findall(f"testcase/{tag}")) for suite in suites)))
    if parent.tag == "testsuites":
        # The schema of Jenkins has no sum of what was skipped.
        del parent.attrib["skipped"]
    parent.set("time", "0")
