"""Who has to do what: what is to be mended or given, by who can, order by order."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from segur_check.report import Location, Report, RequestReport, Unchecked
from segur_check.reporters.addresses import relative
from segur_check.reporters.display import Display, Shown, shown
from segur_check.reporters.headings import concerned, request_name, short_name
from segur_check.reporters.summary import papers_alone
from segur_check.reporters.tasks import Cause, RequestFindings, Task, tasks, to_look_at
from segur_check.reporters.words import word
from segur_check.values.actor import ACTORS, Actor
from segur_check.values.severity import SEVERITIES


class Entry(Struct, frozen=True):
    """One thing that someone does: the deed, then in few words why and what else it ends.

    `rank` puts the gravest first.
    """

    deed: str
    remarks: tuple[str, ...]
    rank: int


Orders = dict[str, list[Entry]]
"""The entries of each order, by its name, in the order of the report."""

ByActor = dict[Actor, Orders]


class Checklist(Struct, frozen=True):
    """What each one has to mend or to give, and what each has only to look at, or to ask."""

    to_do: ByActor
    to_look_at: ByActor


def selected(report: Report, display: Display) -> Shown:
    """What a checklist is made of: a list that leaves out the twenty-first of a code is none."""
    return shown(report, replace(display, max_shown=sys.maxsize))


def checklist(report: Report, selection: Shown, root: str) -> Checklist:
    """What there is to do; `root` is the folder that the files are named from."""
    made = Checklist(_nothing(), _nothing())
    files: dict[str, list[RequestFindings]] = defaultdict(list)
    for request, findings in selection.requests:
        files[request.file].append((request, findings))
    named = _Names(report, root, several=len(files) > 1)
    lang = report.lang
    for own in files.values():
        # What the file lacks as a whole stands first, as what is found in it does.
        for lack, holders in _lacks([request for request, _ in own]):
            of_actor = made.to_do[lack.actor]
            of_actor[named.whole(holders)].append(_to_give(lack, len(holders), lang))
        for task in tasks(own):
            made.to_do[task.finding.actor][named(task.requests)].append(_entry(task, lang))
        for task in to_look_at(own):
            made.to_look_at[task.finding.actor][named(task.requests)].append(_entry(task, lang))
    for orders in made.to_do.values():
        for entries in orders.values():
            entries.sort(key=lambda entry: entry.rank)
    return made


def _nothing() -> ByActor:
    return {actor: defaultdict(list) for actor in ACTORS}


class _Names:
    """How orders are called, with their client where it is known; of several, their file."""

    def __init__(self, report: Report, root: str, *, several: bool) -> None:
        self._papers, self._lang = papers_alone(report), report.lang
        self._root, self._several = root, several

    def __call__(self, holders: tuple[RequestReport, ...]) -> str:
        numbered = all(holder.line is not None for holder in holders)
        if len(holders) == 1 or not numbered:
            return self.whole(holders)
        name = concerned(holders, self._lang)
        return f"{name[:1].upper()}{name[1:]} · {relative(holders[0].file, self._root)}"

    def whole(self, holders: Iterable[RequestReport]) -> str:
        """The same, several being the file as a whole."""
        first, *others = holders
        name = word(self._lang, "whole_file")
        parts = [name if others else request_name(first, self._papers, self._lang)]
        if not others and first.facts.client:
            parts.append(first.facts.client)
        if self._several or others or not first.numero_editeur:
            parts.append(relative(first.file, self._root))
        return " · ".join(parts)


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


def _entry(task: Task, lang: str) -> Entry:
    """A task, with what is said of it in each of its requests, and the codes of what it ends too."""
    alone = len({cause.finding.message for cause in task.causes}) == 1
    told = (task.causes[0],) if alone else task.causes
    whys = [_why(cause, lang, in_request=not alone) for cause in told]
    ended = ", ".join(dict.fromkeys(each.code for each in task.consequences))
    also = [word(lang, "actions_also", codes=ended)] if ended else []
    return Entry(task.action, (*whys, *also), SEVERITIES.index(task.severity))


def _why(cause: Cause, lang: str, *, in_request: bool) -> str:
    finding = cause.finding
    parts = [f"{word(lang, f'severity_{cause.severity}')} {finding.code}"]
    if in_request:
        parts.append(short_name(cause.request, lang))
    if finding.locations:
        parts.append(_document(finding.locations[0], lang))
    return f"{', '.join(parts)}{word(lang, 'colon')}{finding.message}"


def _to_give(lack: Unchecked, count: int, lang: str) -> Entry:
    many = f", {word(lang, 'requests_concerned', count=count)}" if count > 1 else ""
    why = f"{word(lang, 'not_checked')} {lack.code} ({word(lang, f'kind_{lack.kind}')}{many})"
    return Entry(lack.reason, (why,), len(SEVERITIES))


def _document(at: Location, lang: str) -> str:
    """`facture.pdf, page 2`, or `avance.json, ligne 12`."""
    name = relative(at.file).rpartition("/")[2]
    if at.page:
        return f"{name}, {word(lang, 'page', page=at.page)}"
    return f"{name}, {word(lang, 'line', line=at.line)}" if at.line is not None else name
