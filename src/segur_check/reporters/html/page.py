"""Lays the report out: the summary, the list of the requests, then each of them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup
from msgspec import Struct

from segur_check.report import Heading, Report, RequestReport, Verdict
from segur_check.reporters.display import PLAIN, Display, unchecked, verdict_of
from segur_check.reporters.html.cards import Card, about, card, name_of
from segur_check.reporters.html.filters import filters
from segur_check.reporters.html.told import told_euros, told_iso
from segur_check.reporters.summary import Summary, is_request, papers_alone, summary_of
from segur_check.reporters.words.page import PAGE_WORDS
from segur_check.reporters.words.report import counted, word
from segur_check.values.dates import written_moment
from segur_check.values.money import euros
from segur_check.values.wording import printable

# A page of some megabytes still opens at once; what is beyond is counted in it.
MOST_DRAWN = 300
MOST_LISTED = 5_000
_MOST_INPUTS = 5_000
_MOST_CODES, _MOST_CLOSINGS, _MOST_UNREAD = 20, 20, 200


class DossierRow(Struct, frozen=True):
    """A request in the list; `card` is None where its details are left out."""

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
    lang, words = report.lang, PAGE_WORDS[report.lang]
    summary = summary_of(report)
    papers = papers_alone(report)
    shown = [one for one in report.requests if is_request(one, papers) or _says(one)]
    # A file of which nothing is wrong as a whole is no request: it is drawn, and not listed.
    listed = [
        rank
        for rank, one in enumerate(shown)
        if is_request(one, papers) or one.verdict is not Verdict.NO_ANOMALY
    ]
    drawn = _drawn(shown)
    chosen = filters([shown[rank] for rank in listed], summary, words, lang)
    cards = {
        rank: card(rank, shown[rank], chosen.tags(shown[rank]), report, display, words)
        for rank in sorted(drawn)
    }
    lines = [
        DossierRow(
            shown[rank],
            name_of(shown[rank], papers, lang),
            chosen.tags(shown[rank]),
            f"r{rank}" if rank in drawn else None,
            told_euros(dict(shown[rank].facts.amounts).get("ht"), lang),
        )
        for rank in listed[:MOST_LISTED]
    ]
    with_json = any(not one.without_json for one in report.headings)
    return _template().render(
        report=report,
        verdict=verdict_of(report),
        lang=lang,
        w=words,
        summary=summary,
        codes=summary.codes[:_MOST_CODES],
        closings=summary.closing[:_MOST_CLOSINGS],
        unread=report.unread[:_MOST_UNREAD],
        more_unread=len(report.unread) - _MOST_UNREAD,
        verdicts=_verdicts(summary, words, lang),
        filters=chosen,
        lines=lines,
        unlisted=len(listed) - len(lines),
        undrawn=sum(1 for rank in listed if rank not in drawn),
        dossiers=_dossiers(report.headings, cards.values(), lang),
        unchecked=unchecked(report) if len(listed) > 1 else [],
        inputs=report.inputs[:_MOST_INPUTS],
        more_inputs=len(report.inputs) - _MOST_INPUTS,
        evaluated=written_moment(datetime.fromisoformat(report.evaluated_at), lang),
        footer=word(lang, "footer") + word(lang, "footer_json" if with_json else "footer_papers"),
        style=Markup(_read("style.css")),  # noqa: S704 - ours
        rules=Markup("\n".join(chosen.rules())),  # noqa: S704 - made of our own class names
        say=lambda key, **values: word(lang, key, **values),
        counted=lambda key, count: counted(lang, key, count),
        iso=lambda text: told_iso(text, lang),
    )


def _says(request: RequestReport) -> bool:
    return bool(request.findings or request.not_checked)


def _drawn(requests: list[RequestReport]) -> set[int]:
    """The ranks of the requests to draw in full: the most severe ones, at most MOST_DRAWN."""
    order = list(Verdict)
    worst_first = sorted(range(len(requests)), key=lambda rank: order.index(requests[rank].verdict))
    return set(worst_first[:MOST_DRAWN])


def _verdicts(
    summary: Summary, words: Mapping[str, str], lang: str
) -> list[tuple[str, str, int, int, str, str]]:
    """Per verdict: key, name, requests, dossiers, amount, and what of it is not known."""
    dossiers = dict(summary.dossier_verdicts)
    rows = []
    for verdict, asked in summary.stakes:
        amount = euros(asked.ht, lang) if asked.requests > asked.unknown else "—"
        remark = words["unknown_amounts"].format(count=asked.unknown) if asked.unknown else ""
        name = word(lang, f"verdict_{verdict}")
        rows.append((str(verdict), name, asked.requests, dossiers[verdict], amount, remark))
    return rows


def _dossiers(headings: Iterable[Heading], cards: Iterable[Card], lang: str) -> list[Dossier]:
    """The files that have something to draw, in the order of the report."""
    by_file: dict[str, list[Card]] = {}
    for one in cards:
        by_file.setdefault(one.request.file, []).append(one)
    known = {one.file: one for one in headings}
    found = []
    for file, own in by_file.items():
        heading = known.get(file)
        rows = tuple(about(heading, lang)) if heading else ()
        # Mere remarks on a whole file come after its requests.
        own.sort(
            key=lambda one: one.request.line is None and one.request.verdict is Verdict.NO_ANOMALY
        )
        found.append(Dossier(file, rows, heading.reminders if heading else (), tuple(own)))
    return found


def _read(name: str) -> str:
    return (files("segur_check.reporters.html") / name).read_text("utf-8")


def _safe(value: object) -> object:
    """Each value of the page, without control nor direction characters; marked-up ones are ours."""
    return value if isinstance(value, Markup) else printable(str(value))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        finalize=_safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
