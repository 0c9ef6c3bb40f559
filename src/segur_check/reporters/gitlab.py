"""GitLab's Code Quality report: a JSON array, each entry with a fingerprint of its own."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from segur_check.report import Report
from segur_check.reporters.addresses import absolute, causes, relative, titled
from segur_check.reporters.brief import in_brief
from segur_check.reporters.display import PLAIN, Display
from segur_check.reporters.following import Following
from segur_check.reporters.jsonreport import json_text
from segur_check.reporters.words import word
from segur_check.values.severity import Severity

_SEVERITIES: dict[str, str] = {
    Severity.REJET: "blocker",
    Severity.A_MODIFIER: "critical",
    Severity.ALERTE: "minor",
    Severity.INFO: "info",
}
_LACKS = {"non-fourni": "minor", "illisible": "minor", "non-publie": "info"}
_UNREAD = "unread-input"


def gitlab(report: Report, display: Display = PLAIN) -> str:
    """The report for `artifacts:reports:codequality`; paths are relative to `display.root`."""
    seen: Counter[str] = Counter()
    entries = []
    for entry, identity in _entries(report, display.root):
        # Of two entries with the same fingerprint, GitLab shows one: each is given its own.
        seen[identity] += 1
        whole = f"{identity}\x1f{seen[identity]}".encode("utf-8", "replace")
        entries.append(entry | {"fingerprint": hashlib.sha256(whole).hexdigest()})
    return json_text(entries)


def _entries(report: Report, root: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Each entry, and what its fingerprint is made of."""
    lang = report.lang
    for path, reason in causes(report):
        yield _entry(reason, _UNREAD, "blocker", path, root), f"{_UNREAD}\x1f{path}"
    following = Following(report)
    for request in report.requests:
        for ranked in following.ranked([request]):
            finding = ranked.finding
            code, at = finding.code, finding.locations[0]
            text = f"{titled(finding, lang)}{ranked.mark} ({code}). {in_brief(finding, lang)}"
            entry = _entry(text, code, _SEVERITIES[ranked.severity], at.file, root, at.line)
            yield entry, f"{finding.fingerprint}\x1f{relative(request.file, root)}"
        for lack in dict.fromkeys(request.not_checked):
            kind = word(lang, f"kind_{lack.kind}")
            text = f"{lack.code} {word(lang, 'not_checked')} ({kind}). {lack.reason}"
            entry = _entry(text, lack.code, _LACKS[lack.kind], request.file, root)
            number = request.numero_editeur or request.line
            yield entry, f"{lack.code}\x1f{lack.kind}\x1f{request.file}\x1f{number}"


def _entry(
    description: str, code: str, severity: str, file: str, root: str, line: int | None = None
) -> dict[str, Any]:
    path = relative(file, root)
    # GitLab opens paths from the root of the repository: a path elsewhere opens nothing.
    path = path.lstrip("/") if absolute(path) else path
    return {
        "description": description,
        "check_name": code,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line or 1}},
    }
