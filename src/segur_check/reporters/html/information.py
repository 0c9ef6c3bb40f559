"""What is mere information, before it is laid out: alike remarks of several requests, or files, are one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from segur_check.report import Finding, Report, RequestReport
from segur_check.reporters.html.places import web_address
from segur_check.reporters.html.todo import Said, Teller
from segur_check.reporters.outcome import cited_source
from segur_check.reporters.tasks import RequestFindings
from segur_check.reporters.words import word

_MOST_MESSAGES = 20  # of one remark


class Remark(Struct, frozen=True):
    """Mere information: alike ones together, `lines` each once; `action` where it is the same for all.

    `actor`: who has something to look at or to ask; "" where it is only good to know.
    """

    said: Said
    actor: str
    requests: str
    lines: tuple[str, ...]
    more: int
    action: str
    why: str
    source: str
    url: str | None


def remarks(
    requests: Iterable[RequestFindings], report: Report, *, deeds: bool
) -> Iterator[Remark]:
    """The remarks that ask for something to be looked at or asked, or those that do not."""
    teller, lang = Teller(report), report.lang
    alike: dict[tuple[str, str, str], list[tuple[RequestReport, Finding]]] = defaultdict(list)
    for request, findings in requests:
        for finding in findings:
            if finding.deed is deeds:
                alike[finding.code, finding.severity, finding.title].append((request, finding))
    for same in alike.values():
        finding = same[0][1]
        alone = len({each.action for _, each in same}) == 1
        lines = tuple(
            dict.fromkeys(
                f"{each.message}." if alone else f"{each.message}. → {each.action}"
                for _, each in same
            )
        )
        yield Remark(
            said=teller.said(finding),
            actor=word(lang, f"actor_{finding.actor}") if finding.deed else "",
            requests=teller.names_or_files([request for request, _ in same]),
            lines=lines[:_MOST_MESSAGES],
            more=len(lines) - _MOST_MESSAGES,
            action=finding.action if alone else "",
            why=finding.why,
            source=cited_source(finding.source, lang),
            url=web_address(finding.source.url),
        )
