"""What the page says of each request, before it is laid out."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from segur_check.report import Finding, Location, Report, RequestReport
from segur_check.reporters.display import Display, coverage_line, perimeter_lines, place
from segur_check.reporters.facts import written_euros, written_rate, written_share
from segur_check.reporters.headings import request_name
from segur_check.reporters.html.timeline import Timeline, timeline
from segur_check.reporters.outcome import cited_source, outcome
from segur_check.reporters.summary import papers_alone
from segur_check.reporters.words import word
from segur_check.values.wording import Quoted, written

MOST_FINDINGS = 60  # of one request
_MOST_PLACES = 20  # of one finding
_WEB = re.compile(r"https?://[A-Za-z0-9][^\s\"'<>\\]*")


class FindingCard(Struct, frozen=True):
    """One finding, ready to be laid out."""

    id: str
    finding: Finding
    why: str
    where: tuple[str, ...]
    source: str
    url: str | None


class Card(Struct, frozen=True):
    """One request, ready to be laid out; `tags` are the classes that the filters look for."""

    id: str
    name: str
    request: RequestReport
    tags: str
    amounts: tuple[tuple[str, str, str], ...]
    timeline: Timeline | None
    findings: tuple[FindingCard, ...]
    hidden: int
    lesser: int
    perimeter: tuple[str, ...]
    coverage: str

    @property
    def clean(self) -> bool:
        """Whether nothing asks for attention: such a card is folded."""
        return not self.request.not_checked and all(
            finding.severity == "info" for finding in self.request.findings
        )


def card_id(rank: int) -> str:
    """The id of the card of a request, by its rank: never made of what a file says."""
    return f"r{rank}"


def card(key: str, request: RequestReport, tags: str, report: Report, display: Display) -> Card:
    """The card of a request: at most `max_shown` findings of one code, and MOST_FINDINGS in all."""
    lang, papers = report.lang, papers_alone(report)
    wanted = [finding for finding in request.findings if display.shows(finding.severity)]
    kept = list(_few_of_each(wanted, display.max_shown))[:MOST_FINDINGS]
    return Card(
        id=key,
        name=request_name(request, papers, lang),
        request=request,
        tags=tags,
        amounts=tuple(_amounts(request, lang)),
        timeline=timeline(request.facts, lang),
        findings=tuple(
            _finding(f"{key}-{number}", finding, request, papers, lang)
            for number, finding in enumerate(kept, 1)
        ),
        hidden=len(wanted) - len(kept),
        lesser=len(request.findings) - len(wanted),
        perimeter=tuple(perimeter_lines(request.facts.perimeter, lang)),
        coverage=coverage_line(lang, request.coverage),
    )


def _few_of_each(findings: list[Finding], most: int) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for finding in findings:
        seen[finding.code] = seen.get(finding.code, 0) + 1
        if seen[finding.code] <= most:
            yield finding


def _amounts(request: RequestReport, lang: str) -> Iterator[tuple[str, str, str]]:
    """Label, amount and remark; nothing of a request without any amount."""
    known = dict(request.facts.amounts)
    if not any(known.values()):
        return
    for name in ("ht", "rate", "vat", "ttc", "cap", "share", "avance", "solde"):
        if name == "share":
            value = written_share(known.get("ht"), known.get("cap"), lang)
        elif name == "rate":
            value = written_rate(known.get(name), lang)
        else:
            value = written_euros(known.get(name), lang)
        remark = _cap_source(known.get("cap_source"), lang) if name == "cap" else ""
        yield word(lang, f"amount_{name}"), value or word(lang, "not_known"), remark


def _cap_source(source: str | None, lang: str) -> str:
    """Where a cap comes from: the settings of the supplier, or a document."""
    if source is None:
        return ""
    if source == "fournisseur":
        return word(lang, "cap_from_fournisseur")
    return word(lang, "cap_from", source=source)


def _finding(
    key: str, finding: Finding, request: RequestReport, papers: Mapping[str, str | None], lang: str
) -> FindingCard:
    follows = outcome(finding, request, papers)
    return FindingCard(
        id=key,
        finding=finding,
        why=f"{finding.why} {word(lang, follows)}" if follows else finding.why,
        where=tuple(dict.fromkeys(_where(at, lang) for at in finding.locations[:_MOST_PLACES])),
        source=cited_source(finding.source, lang),
        url=web_address(finding.source.url),
    )


def _where(at: Location, lang: str) -> str:
    line = place(at, lang)
    if at.pointer:
        line += f" {at.pointer}"
    if at.excerpt is None:
        return line
    return f"{line}{word(lang, 'colon')}{written(Quoted(at.excerpt), lang)}"


def web_address(url: str | None) -> str | None:
    """An address that may be a link; None for anything but http and https."""
    return url if url is not None and _WEB.fullmatch(url) and url.isprintable() else None
