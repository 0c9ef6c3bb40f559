"""What the page says of each request, before it is laid out: its money and its calendar."""

from collections.abc import Container

from msgspec import Struct

from segur_check.report import RequestReport
from segur_check.reporters.display import coverage_line, perimeter_lines
from segur_check.reporters.headings import request_name
from segur_check.reporters.html.money import Money, amounts, money
from segur_check.reporters.html.timeline import Timeline, timeline


class Card(Struct, frozen=True):
    """One request, ready to be laid out; `tags` are the classes that the filters look for."""

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

    @property
    def tells(self) -> bool:
        """Whether it has anything to show that stands nowhere else."""
        return bool(self.request.line or self.amounts or self.timeline or self.perimeter)


def card_id(rank: int) -> str:
    """The id of the card of a request, by its rank: never made of what a file says."""
    return f"r{rank}"


def card(
    key: str,
    request: RequestReport,
    tags: str,
    todo: tuple[str, ...],
    papers: Container[str],
    lang: str,
) -> Card:
    """The card of a request; `todo`: the ids of the things to do that concern it."""
    return Card(
        id=key,
        name=request_name(request, papers, lang),
        request=request,
        tags=tags,
        money=money(request, lang),
        amounts=tuple(amounts(request, lang)),
        timeline=timeline(request, lang),
        perimeter=tuple(perimeter_lines(request.facts.perimeter, lang)),
        unchecked=tuple(dict.fromkeys(lack.code for lack in request.not_checked if lack.weighs)),
        coverage=coverage_line(lang, request.coverage),
        todo=todo,
    )
