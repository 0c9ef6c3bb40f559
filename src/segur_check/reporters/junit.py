"""JUnit XML, for test dashboards: a suite per dossier, a case per request and control.

A control that passed, or that had nothing to judge, has its case too: per request where there are few of
them, else once for the run, as a request takes some 35 kB of the file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct

from segur_check.report import Report, RequestReport, Unchecked
from segur_check.reporters.addresses import causes, titled
from segur_check.reporters.display import PLAIN, Display, place
from segur_check.reporters.following import Following, Ranked
from segur_check.reporters.headings import short_name
from segur_check.reporters.words import word

MOST_LISTED = 50  # requests of a run that list each of their controls
_COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def junit(report: Report, _display: Display = PLAIN) -> str:
    """The report as one `testsuites`: what blocks fails, the cause first; what could not be judged is skipped."""
    root = etree.Element("testsuites", name="segur-check")
    files: dict[str, list[RequestReport]] = defaultdict(list)
    for request in report.requests:
        files[request.file].append(request)
    for path, reason in causes(report):
        suite = _suite(root, path, report)
        case = _case(suite, path, word(report.lang, "unread"))
        _child(case, "error", reason, message=reason, type="unread")
    controls, following = _controls_of(report), Following(report)
    few = sum(_is_judged(one, files[one.file]) for one in report.requests) <= MOST_LISTED
    for file, requests in files.items():
        suite = _suite(root, file, report)
        for request in requests:
            _request(suite, request, following, report.lang)
            if few and file in controls and _is_judged(request, requests):
                silent = controls[file].without(_told_of(request), request.suspended)
                _silent(suite, _head(request, report.lang), silent, report)
    if controls and not few:
        _every_request(root, controls.values(), report)
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


class _Controls(Struct, frozen=True):
    """The codes of the controls that judged some requests, and of those that could judge none."""

    applied: frozenset[str]
    suspended: frozenset[str]
    told: frozenset[str] = frozenset()

    def without(self, told: Iterable[str], suspended: Iterable[str]) -> "_Controls":
        """The same where the cases of `told` are there already, and `suspended` could not judge."""
        kept = self.suspended.union(suspended)
        return _Controls(self.applied - kept, kept, self.told.union(told))


def _controls_of(report: Report) -> dict[str, _Controls]:
    """The controls of each file, as its heading says them."""
    return {
        heading.file: _Controls(
            frozenset(heading.applied.split()), frozenset(heading.suspended.split())
        )
        for heading in report.headings
        if heading.applied or heading.suspended
    }


def _is_judged(request: RequestReport, of_file: list[RequestReport]) -> bool:
    """Whether it is what the controls judge: a request, or a file that has none."""
    return request.line is not None or len(of_file) == 1


def _told_of(request: RequestReport) -> Iterator[str]:
    """The codes that have a case of a request already."""
    for told in (request.findings, request.not_checked, request.untold):
        yield from (one.code for one in told)


def _every_request(root: etree._Element, controls: Iterable[_Controls], report: Report) -> None:
    """A suite of the controls that no request has a case of."""
    head = word(report.lang, "every_request")
    applied = frozenset[str]().union(*(one.applied for one in controls))
    suspended = frozenset[str]().union(*(one.suspended for one in controls))
    told = {code for request in report.requests for code in _told_of(request)}
    somewhere = {code for request in report.requests for code in request.suspended}
    silent = _Controls(applied, suspended).without(told, somewhere)
    _silent(_suite(root, head, report), head, silent, report)


def _silent(suite: etree._Element, head: str, controls: _Controls, report: Report) -> None:
    """The cases of the controls that said nothing: passed, or skipped with the reason."""
    for control in report.controls:
        if control.code in controls.told:
            continue
        case = _case(suite, suite.get("name", ""), f"{head} · {control.code} {control.title}")
        if control.code in controls.suspended:
            _child(case, "skipped", "", message=word(report.lang, "skipped_elsewhere"))
        elif control.code not in controls.applied:
            _child(case, "skipped", "", message=word(report.lang, "skipped_without_object"))


def _head(request: RequestReport, lang: str) -> str:
    """`demande 3 (CMD-3)`."""
    number = f" ({request.numero_editeur})" if request.numero_editeur else ""
    return f"{short_name(request, lang)}{number}"


def _request(
    suite: etree._Element, request: RequestReport, following: Following, lang: str
) -> None:
    head = _head(request, lang)
    findings: dict[str, list[Ranked]] = defaultdict(list)
    lacks: dict[str, list[Unchecked]] = defaultdict(list)
    for ranked in following.ranked([request]):
        findings[ranked.finding.code].append(ranked)
    for lack in dict.fromkeys(request.not_checked):
        lacks[lack.code].append(lack)
    for code in dict.fromkeys([*findings, *lacks]):
        title = f" {findings[code][0].finding.title}" if findings[code] else ""
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
    case: etree._Element, findings: list[Ranked], lacks: list[Unchecked], lang: str
) -> None:
    """What became of a control on a request: it fails, is skipped, or passes with its remarks."""
    blocking = [one for one in findings if one.blocking]
    remarks = [_paragraph(one, lang) for one in findings if not one.blocking]
    not_checked = word(lang, "not_checked")
    if blocking:
        text, worst = "\n\n".join(_paragraph(one, lang) for one in blocking), blocking[0]
        message = f"{worst.finding.message}{worst.mark}"
        _child(case, "failure", text, message=message, type=worst.severity)
        remarks += [f"{not_checked} ({lack.kind}) {lack.reason}" for lack in lacks]
    elif lacks:
        reasons = "\n".join(
            f"{not_checked} ({word(lang, f'kind_{lack.kind}')}) {lack.reason}" for lack in lacks
        )
        _child(case, "skipped", "", message=reasons)
    if remarks:
        _child(case, "system-out", "\n\n".join(remarks))


def _paragraph(ranked: Ranked, lang: str) -> str:
    """The lines of one finding: where, what, why, what to do, who says so."""
    finding, severity = ranked.finding, word(lang, f"severity_{ranked.severity}")
    where = "\n".join(dict.fromkeys(place(at, lang) for at in finding.locations))
    return "\n".join(
        (
            f"{severity} {finding.code} {titled(finding, lang)}{ranked.mark}",
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
