"""Lays the report out: the summary, the list of the requests, then each of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from segur_check.report import Heading, Report, RequestReport, Verdict
from segur_check.reporters.display import (
    PLAIN,
    Display,
    aged_rules_lines,
    unchecked,
    verdict_of,
)
from segur_check.reporters.facts import written_euros, written_iso
from segur_check.reporters.headings import heading_rows, request_name
from segur_check.reporters.html.cards import Card, card, card_id
from segur_check.reporters.html.filters import filters
from segur_check.reporters.money import to_come
from segur_check.reporters.summary import Summary, is_request, papers_alone, summary_of
from segur_check.reporters.words import counted, word
from segur_check.values.dates import written_moment
from segur_check.values.identifiers import masked
from segur_check.values.money import euros

# A page of a few megabytes still opens at once; what is left out is counted.
MOST_DRAWN = 300
MOST_LISTED = 5_000
_MOST_INPUTS = 5_000
_MOST_CODES, _MOST_CLOSINGS, _MOST_UNREAD = 20, 20, 200


class ListRow(Struct, frozen=True):
    """A request in the list; `card` is the id of its card, None when its details are left out."""

    request: RequestReport
    name: str
    tags: str
    card: str | None
    ht: str | None


class Dossier(Struct, frozen=True):
    """A file: what is known of it, and the requests to draw."""

    file: str
    about: tuple[tuple[str, str], ...]
    reminders: tuple[str, ...]
    cards: tuple[Card, ...]


def html(report: Report, display: Display = PLAIN) -> str:
    """The report as one page that loads nothing and holds no script."""
    lang = report.lang
    summary, papers = summary_of(report), papers_alone(report)
    requests = [
        request for request in report.requests if is_request(request, papers) or _says(request)
    ]
    # What is said of a whole file is drawn; unless it is an anomaly, it is not listed as a request.
    listed = [
        rank
        for rank, request in enumerate(requests)
        if is_request(request, papers) or request.verdict is not Verdict.NO_ANOMALY
    ]
    drawn = _drawn(requests)
    choices = filters([requests[rank] for rank in listed], summary, lang)
    cards = [
        card(card_id(rank), requests[rank], choices.tags(requests[rank]), report, display)
        for rank in sorted(drawn)
    ]
    rows = [
        ListRow(
            requests[rank],
            request_name(requests[rank], papers, lang),
            choices.tags(requests[rank]),
            card_id(rank) if rank in drawn else None,
            written_euros(dict(requests[rank].facts.amounts).get("ht"), lang),
        )
        for rank in listed[:MOST_LISTED]
    ]
    with_json = any(not heading.without_json for heading in report.headings)
    return _template().render(
        report=report,
        verdict=verdict_of(report),
        aged_rules=aged_rules_lines(report),
        lang=lang,
        summary=summary,
        codes=summary.codes[:_MOST_CODES],
        closings=summary.closing[:_MOST_CLOSINGS],
        unread=report.unread[:_MOST_UNREAD],
        more_unread=len(report.unread) - _MOST_UNREAD,
        verdicts=_verdicts(summary, lang),
        money=list(to_come(summary, lang)),
        filters=choices,
        rows=rows,
        unlisted=len(listed) - len(rows),
        undrawn=sum(1 for rank in listed if rank not in drawn),
        dossiers=_dossiers(report.headings, cards, lang),
        unchecked=unchecked(report) if len(listed) > 1 else [],
        inputs=[replace(file, path=masked(file.path)) for file in report.inputs[:_MOST_INPUTS]],
        more_inputs=len(report.inputs) - _MOST_INPUTS,
        evaluated=written_moment(datetime.fromisoformat(report.evaluated_at), lang),
        footer=word(lang, "footer") + word(lang, "footer_json" if with_json else "footer_papers"),
        style=Markup(_read("style.css")),  # noqa: S704 - ours
        rules=Markup("\n".join(choices.rules())),  # noqa: S704 - made of our own class names
        say=partial(word, lang),
        counted=partial(counted, lang),
        iso=lambda text: written_iso(text, lang),
    )


def _says(request: RequestReport) -> bool:
    return bool(request.findings or request.not_checked)


def _drawn(requests: Sequence[RequestReport]) -> set[int]:
    """The ranks of the requests to draw in full: the worst ones, at most MOST_DRAWN."""
    order = list(Verdict)
    worst_first = sorted(range(len(requests)), key=lambda rank: order.index(requests[rank].verdict))
    return set(worst_first[:MOST_DRAWN])


def _verdicts(summary: Summary, lang: str) -> Iterator[tuple[str, str, int, int, str, str]]:
    """Per verdict: key, name, requests, dossiers, amount, and how many requests give no amount."""
    dossiers = dict(summary.dossier_verdicts)
    for verdict, stake in summary.stakes:
        amount = euros(stake.ht, lang) if stake.requests > stake.unknown else "—"
        remark = word(lang, "unknown_amounts", count=stake.unknown) if stake.unknown else ""
        name = word(lang, f"verdict_{verdict}")
        yield str(verdict), name, stake.requests, dossiers[verdict], amount, remark


def _dossiers(headings: Iterable[Heading], cards: Iterable[Card], lang: str) -> Iterator[Dossier]:
    """The files that have something to draw, in the order of the report."""
    cards_of: dict[str, list[Card]] = {}
    for drawn in cards:
        cards_of.setdefault(drawn.request.file, []).append(drawn)
    heading_of = {heading.file: heading for heading in headings}
    for file, own in cards_of.items():
        heading = heading_of.get(file)
        rows = tuple(heading_rows(heading, lang)) if heading else ()
        own.sort(key=_is_mere_remark)
        yield Dossier(file, rows, heading.reminders if heading else (), tuple(own))


def _is_mere_remark(drawn: Card) -> bool:
    """Whether it is said of the whole file without being an anomaly: such a card comes last."""
    return drawn.request.line is None and drawn.request.verdict is Verdict.NO_ANOMALY


def _read(name: str) -> str:
    return (files("segur_check.reporters.html") / name).read_text("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
