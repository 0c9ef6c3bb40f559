"""What the ASP has still to pay for the requests of a run, by verdict, as the outputs say it."""

from collections.abc import Iterator

from segur_check.report import Verdict
from segur_check.reporters.summary import Expected, Summary
from segur_check.reporters.words import counted
from segur_check.values.wording import Euros, written

NOTHING = "—"
"""Where no payment of a step is to come."""


def to_come(summary: Summary, lang: str) -> Iterator[tuple[Verdict, str, str]]:
    """Of each verdict that a request has: the avances, the soldes; "—" where none is. Nothing to come: no verdict."""
    stakes = [(verdict, stake) for verdict, stake in summary.stakes if stake.requests]
    if any(stake.avance.requests or stake.solde.requests for _, stake in stakes):
        for verdict, stake in stakes:
            yield verdict, _told(stake.avance, lang), _told(stake.solde, lang)


def _told(expected: Expected, lang: str) -> str:
    """`19 300,00 €`, with how many requests of unknown amount it leaves out."""
    if not expected.requests:
        return NOTHING
    unknown = counted(lang, "money_unknown", expected.unknown) if expected.unknown else ""
    if expected.unknown == expected.requests:
        return unknown
    amount = written(Euros(expected.ht), lang)
    return f"{amount} ({unknown})" if unknown else amount
