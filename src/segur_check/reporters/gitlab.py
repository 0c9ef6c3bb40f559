"""GitLab's Code Quality report: a JSON array, each entry with a fingerprint of its own."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from segur_check.report import Report
from segur_check.reporters.addresses import absolute, causes, relative, titled, with_pages
from segur_check.reporters.display import PLAIN, Display
from segur_check.reporters.jsonreport import json_text
from segur_check.reporters.words.outputs import output_word
from segur_check.reporters.words.report import word
from segur_check.values.wording import printable

_SEVERITIES = {"rejet": "blocker", "a-modifier": "critical", "alerte": "minor", "info": "info"}
_LACKS = {"non-fourni": "minor", "illisible": "minor", "non-publie": "info"}
_UNREAD = "unread-input"


def gitlab(report: Report, display: Display = PLAIN) -> str:
    """The report for `artifacts:reports:codequality`; paths are relative to `display.root`."""
    seen: Counter[str] = Counter()
    entries = []
    for entry, identity in _entries(report, display.root):
        # GitLab shows one of two entries with one fingerprint: the second has another.
        seen[identity] += 1
        whole = f"{identity}\x1f{seen[identity]}".encode("utf-8", "replace")
        entries.append(entry | {"fingerprint": hashlib.sha256(whole).hexdigest()})
    return json_text(entries)


def _entries(report: Report, root: str) -> Iterator[tuple[dict[str, Any], str]]:
    lang = report.lang
    for path, reason in causes(report):
        yield _entry(reason, _UNREAD, "blocker", path, root), f"{_UNREAD}\x1f{path}"
    for request in report.requests:
        for one in request.findings:
            at = one.locations[0]
            todo = output_word(lang, "todo_line", action=one.action)
            told = f"{one.code} {titled(one, lang)}. {with_pages(one, lang)}. {todo}"
            entry = _entry(told, one.code, _SEVERITIES[one.severity], at.file, root, at.line)
            yield entry, f"{one.fingerprint}\x1f{relative(request.file, root)}"
        for lack in dict.fromkeys(request.not_checked):
            kind = word(lang, f"kind_{lack.kind}")
            told = f"{lack.code} {word(lang, 'not_checked')} ({kind}). {lack.reason}"
            entry = _entry(told, lack.code, _LACKS[lack.kind], request.file, root)
            number = request.numero_editeur or request.line
            yield entry, f"{lack.code}\x1f{lack.kind}\x1f{request.file}\x1f{number}"


def _entry(
    told: str, code: str, severity: str, file: str, root: str, line: int | None = None
) -> dict[str, Any]:
    path = relative(file, root)
    # GitLab opens paths from the root of the repository: one that stands elsewhere opens nothing.
    path = path.lstrip("/") if absolute(path) else path
    return {
        "description": printable(told),
        "check_name": code,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line or 1}},
    }
