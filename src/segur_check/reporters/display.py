"""What of a report is shown to a person; what is left out is counted."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import compress

from msgspec import Struct

from segur_check.report import (
    Coverage,
    Finding,
    Location,
    Perimeter,
    Report,
    RequestReport,
    Unchecked,
    Verdict,
)
from segur_check.reporters.following import Following, Group
from segur_check.reporters.words import counted, word
from segur_check.values.dates import written_day
from segur_check.values.severity import SEVERITIES


class Display(Struct, frozen=True):
    """How a person wants to see a report; none of it changes a verdict.

    `root` is the folder that the addresses of machine outputs are relative to. `markdown`: a checklist
    is written in Markdown, and not as plain text.
    """

    min_severity: str = "info"
    max_shown: int = 20
    width: int | None = None
    color: bool | None = None
    quiet: bool = False
    verbose: bool = False
    root: str = ""
    markdown: bool = False

    def shows(self, severity: str) -> bool:
        """Whether a finding of this severity is grave enough to be shown."""
        return SEVERITIES.index(severity) <= SEVERITIES.index(self.min_severity)


PLAIN = Display()
"""What a report shows when nobody asks for anything else."""


class Shown(Struct, frozen=True):
    """The findings to show per request, in the order of the report, and what is left out."""

    requests: tuple[tuple[RequestReport, tuple[Finding, ...]], ...]
    repeated: Counter[str]
    lesser: int


def shown(report: Report, display: Display) -> Shown:
    """Choose what to show: at most `max_shown` causes of one code, none under `min_severity`.

    A cause is as grave as what follows from it. A consequence is shown under its cause or not at all, at
    most `max_shown` of one code there.
    """
    following = Following(report)
    repeated: Counter[str] = Counter()
    lesser = 0
    for untold in (untold for request in report.requests for untold in request.untold):
        if display.shows(untold.severity):
            repeated[untold.code] += untold.count
        else:
            lesser += untold.count
    seen: Counter[tuple[str, Group | None]] = Counter()
    told: set[Group] = set()
    pairs = [(finding, request) for request in report.requests for finding in request.findings]
    follows = [following.cause(*pair) is not None for pair in pairs]
    keeps = [False] * len(pairs)
    for rank in sorted(range(len(pairs)), key=follows.__getitem__):  # the causes first
        code, group = pairs[rank][0].code, following.group(*pairs[rank])
        alike = code, group if follows[rank] else None
        if not display.shows(following.of_cause(*pairs[rank])):
            lesser += 1
        elif seen[alike] >= display.max_shown or (follows[rank] and group not in told):
            repeated[code] += 1
        else:
            seen[alike] += 1
            told.add(group)
            keeps[rank] = True
    flags = iter(keeps)
    chosen = ((request, tuple(compress(request.findings, flags))) for request in report.requests)
    return Shown(tuple(chosen), repeated, lesser)


def hidden_lines(lang: str, selection: Shown, display: Display) -> Iterator[str]:
    """One line per code left out, and one for the lesser findings."""
    for code, count in sorted(selection.repeated.items()):
        key = "other_hidden" if count == 1 else "others_hidden"
        yield word(lang, key, count=count, code=code, limit=display.max_shown)
    if selection.lesser:
        yield counted(lang, "below_hidden", selection.lesser)


def unchecked(report: Report) -> list[tuple[Unchecked, int]]:
    """What was not checked, each point once with the number of requests that it concerns.

    The settings to give may differ from one request to another: `pastes` has them all.
    """
    first: dict[tuple[str, str, str], Unchecked] = {}
    requests: Counter[tuple[str, str, str]] = Counter()
    for request in report.requests:
        own = {(lack.code, lack.kind, lack.reason): lack for lack in request.not_checked}
        for point, lack in own.items():
            first.setdefault(point, lack)
        requests.update(own.keys())
    return [(first[point], count) for point, count in requests.items()]


def unpublished(report: Report) -> dict[str | None, list[Unchecked]]:
    """The rules that nobody published, each once, by the first SONS that lacks it."""
    rules: dict[str | None, list[Unchecked]] = {}
    seen: set[tuple[str, str]] = set()
    for request in report.requests:
        for lack in request.not_checked:
            if not lack.weighs and (lack.code, lack.reason) not in seen:
                seen.add((lack.code, lack.reason))
                rules.setdefault(request.sons, []).append(lack)
    return rules


def count_unpublished(report: Report) -> int:
    """How many rules nobody published: the sum of what `unpublished` has."""
    return sum(len(lacking) for lacking in unpublished(report).values())


def suspended_codes(report: Report) -> list[str]:
    """The controls that could not judge some request, for a reason that another code gives."""
    codes = {code for heading in report.headings for code in heading.suspended.split()}
    told = set()
    for request in report.requests:
        codes.update(request.suspended)
        told |= {lack.code for lack in request.not_checked}
    return sorted(codes - told)


def applied_line(report: Report, display: Display) -> str:
    """`42 contrôles appliqués`; with -v the others too."""
    if display.verbose:
        return coverage_line(report.lang, report.coverage)
    return counted(report.lang, "applied", report.coverage.applied)


def coverage_line(lang: str, coverage: Coverage) -> str:
    """`42 contrôles appliqués, 6 sans objet, 5 non vérifiés ou pas entièrement`."""
    return word(
        lang,
        "coverage",
        applied=counted(lang, "applied", coverage.applied),
        not_applicable=coverage.not_applicable,
        not_checked=counted(lang, "lacking", coverage.not_checked),
    )


def aged_rules_lines(report: Report) -> tuple[str, ...]:
    """That the tables are old on the day of the deposit, or of the latest of several: one line, or none."""
    aged = report.aged_rules
    if aged is None:
        return ()
    key = "aged_rules_of_several" if len(report.headings) > 1 else "aged_rules"
    day = written_day(date.fromisoformat(aged.compared_on), report.lang)
    return (word(report.lang, key, day=day, days=aged.days),)


def place(at: Location, lang: str) -> str:
    """`file:line:column`, or the file and the page of a document, or the file alone."""
    if at.line is not None:
        return f"{at.file}:{at.line}:{at.column}"
    return f"{at.file}, {word(lang, 'page', page=at.page)}" if at.page else at.file


def verdict_of(report: Report) -> str:
    """The verdict of a run, as people read it."""
    return word(report.lang, f"verdict_{report.verdict or 'none'}")


def without_text(report: Report) -> str:
    """What a clean verdict leaves out because nobody published it; "" when there is nothing."""
    count = count_unpublished(report)
    if not count or report.verdict is not Verdict.NO_ANOMALY:
        return ""
    return f" ({counted(report.lang, 'unpublished', count)})"


def perimeter_lines(perimeter: Perimeter | None, lang: str) -> Iterator[str]:
    """What became of the clients since the avance, and what the ASP will do."""
    if perimeter is None:
        return
    before = counted(lang, "clients", perimeter.before)
    yield word(lang, "perimeter", before=before, after=perimeter.after)
    if perimeter.former or perimeter.merged:
        names = {
            "former": ", ".join(perimeter.former) or "—",
            "merged": ", ".join(perimeter.merged) or "—",
        }
        yield word(lang, "merger", **names)
        yield word(lang, f"merger_{perimeter.rule or 'unknown'}", **names)
        if perimeter.rule == "stays":
            yield word(lang, "merger_siblings", count=perimeter.siblings, **names)
