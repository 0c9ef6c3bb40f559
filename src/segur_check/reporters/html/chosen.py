"""Which requests and findings the page tells in full; what is left out is counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from segur_check.report import Finding, RequestReport, Verdict
from segur_check.reporters.display import Display
from segur_check.reporters.following import Following
from segur_check.reporters.summary import Judged
from segur_check.reporters.tasks import RequestFindings

# A page of a few megabytes still opens at once.
MOST_DRAWN = 300
_MOST_FINDINGS = 60  # of one request


class Chosen(Struct, frozen=True):
    """The findings to tell of the requests that are drawn, and how many are left out."""

    requests: tuple[RequestFindings, ...]
    hidden: int
    lesser: int


def worst_ranks(requests: Sequence[RequestReport], judged: Judged) -> list[int]:
    """The ranks of the requests to tell in full, in order: the worst ones, at most MOST_DRAWN."""
    order = list(Verdict)
    worst_first = sorted(range(len(requests)), key=lambda rank: order.index(judged(requests[rank])))
    return sorted(worst_first[:MOST_DRAWN])


def chosen_of(requests: Iterable[RequestReport], following: Following, display: Display) -> Chosen:
    """Of each request, at most `max_shown` findings of one code, and _MOST_FINDINGS in all."""
    chosen: list[RequestFindings] = []
    hidden = lesser = 0
    for request in requests:
        wanted = [
            finding
            for finding in request.findings
            if display.shows(following.of_cause(finding, request))
        ]
        kept = tuple(_few_of_each(wanted, display.max_shown))[:_MOST_FINDINGS]
        hidden += len(wanted) - len(kept)
        lesser += len(request.findings) - len(wanted)
        for untold in request.untold:
            if display.shows(untold.severity):
                hidden += untold.count
            else:
                lesser += untold.count
        chosen.append((request, kept))
    return Chosen(tuple(chosen), hidden, lesser)


def _few_of_each(findings: Iterable[Finding], most: int) -> Iterator[Finding]:
    seen: dict[str, int] = defaultdict(int)
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= most:
            yield finding
