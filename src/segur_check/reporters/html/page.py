"""Lays the report out: the verdict, what there is to do, money and calendar, then what is left to know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from segur_check.report import Report, RequestReport, Unchecked, Verdict
from segur_check.reporters.closings import closing_line
from segur_check.reporters.display import (
    PLAIN,
    Display,
    aged_rules_lines,
    unchecked,
    verdict_of,
)
from segur_check.reporters.facts import written_euros, written_iso
from segur_check.reporters.following import Following
from segur_check.reporters.headings import heading_rows, how_many, report_name, request_name
from segur_check.reporters.html.acronyms import acronyms
from segur_check.reporters.html.cards import card, card_id, dossiers_of, windows_of
from segur_check.reporters.html.chosen import chosen_of, worst_ranks
from segur_check.reporters.html.filters import filters
from segur_check.reporters.html.information import remarks
from segur_check.reporters.html.todo import Holder, todos
from segur_check.reporters.money import to_come
from segur_check.reporters.pastes import pastes
from segur_check.reporters.summary import Judged, Summary, is_request, papers_alone, summary_of
from segur_check.reporters.tasks import RequestFindings, counts_line
from segur_check.reporters.words import counted, word
from segur_check.values.dates import written_moment
from segur_check.values.identifiers import masked
from segur_check.values.money import euros

MOST_LISTED = 5_000  # a page of a few megabytes still opens at once
_MOST_INPUTS = 5_000
_MOST_CODES, _MOST_CLOSINGS, _MOST_UNREAD, _MOST_LACKS = 20, 20, 200, 200
_MOST_QUIET = 20  # files with nothing to do that are named


class ListRow(Struct, frozen=True):
    """A request in the list; `card` is the id of its card, None when its details are left out."""

    request: RequestReport
    name: str
    tags: str
    card: str | None
    verdict: Verdict
    ht: str | None


def html(report: Report, display: Display = PLAIN) -> str:
    """The report as one page that loads nothing and holds no script."""
    lang = report.lang
    summary, papers = summary_of(report), papers_alone(report)
    requests = [
        request for request in report.requests if is_request(request, papers) or _says(request)
    ]
    # What is said of a whole file is not listed as a request, unless it is an anomaly.
    listed = [
        rank
        for rank, request in enumerate(requests)
        if is_request(request, papers) or request.verdict is not Verdict.NO_ANOMALY
    ]
    judged = Judged(report)
    drawn = worst_ranks(requests, judged)
    choices = filters([requests[rank] for rank in listed], judged, lang)
    chosen = chosen_of([requests[rank] for rank in drawn], Following(report), display)
    found = todos(chosen.requests, report, choices)
    ids: dict[Holder, tuple[str, ...]] = defaultdict(tuple)
    for each in found:
        for holder, own in each.ids.items():
            ids[holder] += own
    left = [informing for each in found for informing in each.left]
    cards = {
        rank: card(card_id(rank), requests[rank], choices, ids, papers, lang) for rank in drawn
    }
    cards = {rank: each for rank, each in cards.items() if each.tells}
    rows = [
        ListRow(
            requests[rank],
            request_name(requests[rank], papers, lang),
            choices.tags_of(requests[rank]),
            cards[rank].id if rank in cards else None,
            judged(requests[rank]),
            written_euros(dict(requests[rank].facts.amounts).get("ht"), lang),
        )
        for rank in listed[:MOST_LISTED]
    ]
    lacks = unchecked(report)
    with_json = any(not heading.without_json for heading in report.headings)
    only = report.headings[0] if len(report.headings) == 1 else None
    quiet = [each.file for each in found if not each.cards]
    return _template().render(
        report=report,
        name=report_name(report),
        verdict=verdict_of(report),
        counts=counts_line(report),
        aged_rules=aged_rules_lines(report),
        lang=lang,
        summary=summary,
        about=tuple(heading_rows(only, lang)) if only else (),
        acronyms=acronyms(_texts(chosen.requests, lacks, lang), lang),
        key_facts=tuple(_key_facts(summary, lang)),
        unread=report.unread[:_MOST_UNREAD],
        more_unread=len(report.unread) - _MOST_UNREAD,
        todos=[each for each in found if each.cards],
        quiet=quiet[:_MOST_QUIET],
        more_quiet=len(quiet) - _MOST_QUIET,
        several=len({request.file for request, _ in chosen.requests}) > 1,
        chosen=chosen,
        verdicts=tuple(_verdicts(summary, lang)),
        money=tuple(to_come(summary, lang)),
        closings=summary.closing[:_MOST_CLOSINGS],
        pastes=tuple(pastes(report).items()),
        filters=choices,
        rows=rows,
        unlisted=len(listed) - len(rows),
        undrawn=sum(1 for rank in listed if rank not in set(drawn)),
        dossiers=tuple(dossiers_of(report.headings, cards.values(), lang)),
        lacks=[(lack, count) for lack, count in lacks if lack.weighs],
        most_lacks=_MOST_LACKS,
        unpublished=[(lack, count) for lack, count in lacks if not lack.weighs],
        sons=_sons(report),
        looks=[*remarks(left, report, deeds=True)],
        remarks=[*remarks(left, report, deeds=False)],
        reminders=tuple(
            dict.fromkeys(each.reminders for each in report.headings if each.reminders)
        ),
        windows=tuple(windows_of(cards.values(), lang)),
        codes=summary.codes[:_MOST_CODES],
        inputs=[replace(file, path=masked(file.path)) for file in report.inputs[:_MOST_INPUTS]],
        more_inputs=len(report.inputs) - _MOST_INPUTS,
        evaluated=written_moment(
            datetime.fromisoformat(report.evaluated_at).replace(second=0), lang
        ),
        footer=word(lang, "footer") + word(lang, "footer_json" if with_json else "footer_papers"),
        style=Markup(_read("style.css")),  # noqa: S704 - ours
        rules=Markup("\n".join(choices.rules())),  # noqa: S704 - made of our own class names
        say=partial(word, lang),
        counted=partial(counted, lang),
        how_many=how_many,
        iso=lambda text: written_iso(text, lang),
    )


def _says(request: RequestReport) -> bool:
    return bool(request.findings or request.not_checked)


def _texts(
    requests: Iterable[RequestFindings], lacks: Iterable[tuple[Unchecked, int]], lang: str
) -> Iterator[str]:
    """The texts of the page where acronyms may stand."""
    yield word(lang, "sons")
    for _, findings in requests:
        for finding in findings:
            yield from (finding.action, finding.title, finding.message, finding.why)
    yield from (lack.reason for lack, _ in lacks)


def _key_facts(summary: Summary, lang: str) -> Iterator[tuple[str, str]]:
    """Money and calendar in two lines: what is asked for by verdict, and what closes first."""
    stakes = [
        (verdict, stake) for verdict, stake in summary.stakes if stake.requests > stake.unknown
    ]
    asked = [
        euros(stake.ht, lang)
        + (f" ({word(lang, f'verdict_{verdict}')})" if len(stakes) > 1 else "")
        for verdict, stake in stakes
    ]
    if asked:
        yield word(lang, "col_amount"), " · ".join(asked)
    for closing in summary.closing[:1]:
        yield word(lang, "lot_closing"), closing_line(closing, lang)


def _verdicts(summary: Summary, lang: str) -> Iterator[tuple[str, str, int, int, str, str]]:
    """Per verdict: key, name, requests, dossiers, amount, and how many requests give no amount."""
    dossiers = dict(summary.dossier_verdicts)
    for verdict, stake in summary.stakes:
        amount = euros(stake.ht, lang) if stake.requests > stake.unknown else "—"
        remark = word(lang, "unknown_amounts", count=stake.unknown) if stake.unknown else ""
        name = word(lang, f"verdict_{verdict}")
        yield str(verdict), name, stake.requests, dossiers[verdict], amount, remark


def _sons(report: Report) -> str:
    """The one SONS of the report; "" where it has several, or none."""
    sons = {request.sons for request in report.requests if request.sons}
    return sons.pop() if len(sons) == 1 else ""


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
