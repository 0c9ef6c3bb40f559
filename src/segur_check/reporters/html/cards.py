"""What the page says of each request, before it is laid out."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from segur_check.report import Finding, Heading, Location, Report, RequestReport
from segur_check.reporters.display import Display, coverage_line, perimeter_lines, place
from segur_check.reporters.html.timeline import Timeline, timeline
from segur_check.reporters.html.told import told_euros, told_rate, told_share
from segur_check.reporters.outcome import outcome, told_source
from segur_check.reporters.summary import papers_alone
from segur_check.reporters.words.report import word
from segur_check.values.severity import SEVERITIES
from segur_check.values.wording import Quoted, written

MOST_FINDINGS = 60  # of one request
_WEB = re.compile(r"https?://[A-Za-z0-9][^\s\"'<>\\]*")


class FindingCard(Struct, frozen=True):
    """One finding, told."""

    id: str
    finding: Finding
    why: str
    where: tuple[str, ...]
    source: str
    url: str | None


class Card(Struct, frozen=True):
    """One request, told; `tags` are the classes that the filters look for."""

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
            one.severity == "info" for one in self.request.findings
        )


def card(
    rank: int,
    request: RequestReport,
    tags: str,
    report: Report,
    display: Display,
    words: Mapping[str, str],
) -> Card:
    """Tell one request; at most `max_shown` findings of one code, and MOST_FINDINGS in all."""
    lang, key = report.lang, f"r{rank}"
    papers = papers_alone(report)
    worst = SEVERITIES.index(display.min_severity)
    wanted = [one for one in request.findings if SEVERITIES.index(one.severity) <= worst]
    kept = list(_few_of_each(wanted, display.max_shown))[:MOST_FINDINGS]
    return Card(
        id=key,
        name=name_of(request, papers, lang),
        request=request,
        tags=tags,
        amounts=tuple(_amounts(request, words, lang)),
        timeline=timeline(request.facts, words, lang),
        findings=tuple(
            _finding(f"{key}-{number}", one, request, papers, lang)
            for number, one in enumerate(kept, 1)
        ),
        hidden=len(wanted) - len(kept),
        lesser=len(request.findings) - len(wanted),
        perimeter=tuple(perimeter_lines(request.facts.perimeter, lang)),
        coverage=coverage_line(lang, request.coverage),
    )


def name_of(request: RequestReport, papers: Mapping[str, str | None], lang: str) -> str:
    """How a request is called: its line and its numéro éditeur."""
    name = word(lang, "papers" if request.file in papers else "whole_file")
    if request.line is not None:
        name = word(lang, "request", line=request.line)
    if request.numero_editeur:
        name += f" · {word(lang, 'editor_number', number=request.numero_editeur)}"
    return name


def about(heading: Heading, lang: str) -> Iterator[tuple[str, str]]:
    """What must be known of a file before its findings: label and value."""

    def origin(value: str, came: str) -> str:
        return f"{value} ({word(lang, f'from_{came}')})" if came else value

    if heading.sons is not None:
        yield word(lang, "sons"), origin(heading.sons, heading.sons_from)
    if heading.phase is not None:
        yield word(lang, "step"), origin(word(lang, f"step_{heading.phase}"), heading.phase_from)
    deposit = f"{heading.deposit}, {word(lang, 'paris')}"
    yield word(lang, "deposit"), origin(deposit, heading.deposit_from)
    pieces = word(lang, "no_pieces")
    if heading.pieces is not None:
        count = heading.pieces_count or 0
        few = {0: "no_file", 1: "one_file"}
        pieces = f"{heading.pieces} ({word(lang, few.get(count, 'files'), count=count)})"
    yield word(lang, "pieces"), pieces
    if heading.phase == "solde" and not heading.without_json:
        yield word(lang, "avance"), heading.avance or word(lang, "no_avance")
    for note in heading.notes:
        yield word(lang, "note"), note


def _few_of_each(findings: list[Finding], most: int) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for one in findings:
        seen[one.code] = seen.get(one.code, 0) + 1
        if seen[one.code] <= most:
            yield one


def _amounts(
    request: RequestReport, words: Mapping[str, str], lang: str
) -> Iterator[tuple[str, str, str]]:
    """Label, amount and remark; nothing of a request without any amount."""
    known = dict(request.facts.amounts)
    if not any(known.values()):
        return
    told_ones = {
        name: (told_rate if name == "rate" else told_euros)(known.get(name), lang)
        for name in ("ht", "rate", "vat", "ttc", "cap", "avance", "solde")
    }
    share = told_share(known.get("ht"), known.get("cap"), lang)
    from_ = known.get("cap_source")
    remark = ""
    if from_ is not None:
        remark = words.get(f"cap_from_{from_}") or words["cap_from"].format(source=from_)
    for name in ("ht", "rate", "vat", "ttc", "cap", "share", "avance", "solde"):
        value = share if name == "share" else told_ones[name]
        yield (
            words[f"amount_{name}"],
            value or words["not_known"],
            remark if name == "cap" else "",
        )


def _finding(
    key: str, one: Finding, request: RequestReport, papers: Mapping[str, str | None], lang: str
) -> FindingCard:
    follows = outcome(one, request, papers)
    return FindingCard(
        id=key,
        finding=one,
        why=f"{one.why} {word(lang, follows)}" if follows else one.why,
        where=tuple(dict.fromkeys(_where(at, lang) for at in one.locations[:20])),
        source=told_source(one.source, lang),
        url=web_address(one.source.url),
    )


def _where(at: Location, lang: str) -> str:
    line = place(at, lang)
    if at.pointer:
        line += f" {at.pointer}"
    if at.excerpt is None:
        return line
    colon = ": " if lang == "en" else "\u00a0: "
    return f"{line}{colon}{written(Quoted(at.excerpt), lang)}"


def web_address(url: str | None) -> str | None:
    """An address that may be a link; None for anything but http and https."""
    return url if url is not None and _WEB.fullmatch(url) and url.isprintable() else None
