"""Who has to do what: what is to be mended or given, by who can, order by order."""

import sys
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from segur_check.report import Location, Report, RequestReport, Unchecked
from segur_check.reporters.addresses import relative
from segur_check.reporters.display import Display, Shown, shown
from segur_check.reporters.headings import request_name
from segur_check.reporters.summary import papers_alone
from segur_check.reporters.tasks import Cause, RequestFindings, causes
from segur_check.reporters.words import word
from segur_check.values.actor import ACTORS, Actor
from segur_check.values.severity import SEVERITIES, Severity


class Entry(Struct, frozen=True):
    """One thing that someone does: the deed, and in few words why; `rank` puts the gravest first."""

    deed: str
    why: str
    rank: int


Orders = dict[str, list[Entry]]
"""The entries of each order, by its name, in the order of the report."""


def selected(report: Report, display: Display) -> Shown:
    """What a checklist is made of: a list that leaves out the twenty-first of a code is none."""
    return shown(report, replace(display, max_shown=sys.maxsize))


def by_actor(report: Report, selection: Shown, root: str) -> dict[Actor, Orders]:
    """What each one has to do; `root` is the folder that the files are named from."""
    found: dict[Actor, Orders] = {actor: defaultdict(list) for actor in ACTORS}
    files: dict[str, list[RequestFindings]] = defaultdict(list)
    for request, findings in selection.requests:
        files[request.file].append((request, findings))
    papers, lang = papers_alone(report), report.lang

    def named(holders: list[RequestReport]) -> str:
        """How an order is called, with its client where it is known; of several, their file."""
        first = holders[0]
        alone = len(holders) == 1
        parts = [request_name(first, papers, lang) if alone else word(lang, "whole_file")]
        if alone and first.facts.client:
            parts.append(first.facts.client)
        if len(files) > 1 or not (alone and first.numero_editeur):
            parts.append(relative(first.file, root))
        return " · ".join(parts)

    for own in files.values():
        # What the file lacks as a whole stands first, as what is found in it does.
        for lack, holders in _lacks([request for request, _ in own]):
            name = named(holders)
            found[lack.actor][name].append(_to_give(lack, len(holders), lang))
        for cause in causes(own):
            if cause.severity != Severity.INFO:
                name = named([cause.request])
                found[cause.finding.actor][name].append(_to_mend(cause, lang))
    for orders in found.values():
        for entries in orders.values():
            entries.sort(key=lambda entry: entry.rank)
    return found


def _lacks(requests: list[RequestReport]) -> Iterator[tuple[Unchecked, list[RequestReport]]]:
    """What keeps the requests of a file from being judged, each point once, and whose it is."""
    first: dict[tuple[str, str], Unchecked] = {}
    holders: dict[tuple[str, str], list[RequestReport]] = defaultdict(list)
    for request in requests:
        # What is to be pasted may differ from one request to another.
        for point, lack in {(lack.code, lack.reason): lack for lack in request.not_checked}.items():
            if lack.weighs:
                first.setdefault(point, lack)
                holders[point].append(request)
    for point, lack in first.items():
        yield lack, holders[point]


def _to_mend(cause: Cause, lang: str) -> Entry:
    finding, severity = cause.finding, cause.severity
    where = _document(finding.locations[0], lang) if finding.locations else ""
    head = f"{word(lang, f'severity_{severity}')} {finding.code}"
    said = f"{head}, {where}" if where else head
    why = f"{said}{word(lang, 'colon')}{finding.message}"
    return Entry(finding.action, why, SEVERITIES.index(severity))


def _to_give(lack: Unchecked, count: int, lang: str) -> Entry:
    many = f", {word(lang, 'requests_concerned', count=count)}" if count > 1 else ""
    why = f"{word(lang, 'not_checked')} {lack.code} ({word(lang, f'kind_{lack.kind}')}{many})"
    return Entry(lack.reason, why, len(SEVERITIES))


def _document(at: Location, lang: str) -> str:
    """`facture.pdf, page 2`, or `avance.json, ligne 12`."""
    name = relative(at.file).rpartition("/")[2]
    if at.page:
        return f"{name}, {word(lang, 'page', page=at.page)}"
    return f"{name}, {word(lang, 'line', line=at.line)}" if at.line is not None else name
