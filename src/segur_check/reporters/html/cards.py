"""What the page says of each request, before it is laid out: its money and its calendar."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from msgspec import Struct

from segur_check.report import Heading, RequestReport, Verdict
from segur_check.reporters.display import coverage_line, perimeter_lines
from segur_check.reporters.headings import heading_rows, request_name
from segur_check.reporters.html.filters import Filters
from segur_check.reporters.html.money import Money, amounts, money
from segur_check.reporters.html.timeline import Timeline, WindowRow, timeline, window_rows
from segur_check.reporters.html.todo import Holder


class Card(Struct, frozen=True):
    """One request, ready to be laid out; `tags` are the classes that the filters look for.

    `todo`: the ids of the things to do that concern it; `whole`: of those that concern its whole file.
    """

    id: str
    name: str
    request: RequestReport
    tags: str
    money: Money | None
    amounts: tuple[tuple[str, str, str], ...]
    timeline: Timeline | None
    perimeter: tuple[str, ...]
    unchecked: tuple[str, ...]
    coverage: str
    todo: tuple[str, ...]
    whole: tuple[str, ...]
    verdict: Verdict

    @property
    def tells(self) -> bool:
        """Whether it has anything to show that stands nowhere else."""
        return bool(self.request.line or self.amounts or self.timeline or self.perimeter)


class Dossier(Struct, frozen=True):
    """A file: what is known of it, and the cards of its requests."""

    file: str
    about: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]


def card_id(rank: int) -> str:
    """The id of the card of a request, by its rank: never made of what a file says."""
    return f"r{rank}"


def card(
    key: str,
    request: RequestReport,
    choices: Filters,
    ids: Mapping[Holder, tuple[str, ...]],
    papers: Container[str],
    lang: str,
) -> Card:
    """The card of a request; `ids` are those of the things to do, by the requests that they concern."""
    whole = (request.file, None)
    return Card(
        id=key,
        name=request_name(request, papers, lang),
        request=request,
        tags=choices.tags_of(request),
        money=money(request, lang),
        amounts=tuple(amounts(request, lang)),
        timeline=timeline(request, lang),
        perimeter=tuple(perimeter_lines(request.facts.perimeter, lang)),
        unchecked=tuple(dict.fromkeys(lack.code for lack in request.not_checked if lack.weighs)),
        coverage=coverage_line(lang, request.coverage),
        todo=ids.get((request.file, request.line), ()),
        whole=() if request.line is None else ids.get(whole, ()),
        verdict=choices.judged(request),
    )


def dossiers_of(headings: Iterable[Heading], cards: Iterable[Card], lang: str) -> Iterator[Dossier]:
    """The files that have something to draw, in the order of the report."""
    cards_of: dict[str, list[Card]] = defaultdict(list)
    for drawn in cards:
        cards_of[drawn.request.file].append(drawn)
    heading_of = {heading.file: heading for heading in headings}
    for file, own in cards_of.items():
        heading = heading_of.get(file)
        yield Dossier(file, tuple(heading_rows(heading, lang)) if heading else (), tuple(own))


def windows_of(cards: Iterable[Card], lang: str) -> Iterator[tuple[str, list[WindowRow]]]:
    """The windows of each SONS, once: many requests have the same."""
    distinct = dict.fromkeys(
        (each.request.sons or "", each.request.facts.windows) for each in cards
    )
    for sons, windows in distinct:
        if windows:
            yield sons, window_rows(windows, lang)
