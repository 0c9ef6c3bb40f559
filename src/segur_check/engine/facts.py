"""What a request is about, for a report to show: client, amounts, windows, dates."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from segur_check.case.cap import cap_of
from segur_check.case.clients import compared_clients, named_clients, removed_clients
from segur_check.case.context import Context
from segur_check.case.shares import shares
from segur_check.dossier.request import Identifier
from segur_check.report import Facts, Perimeter, Window
from segur_check.rules.bound import Bound
from segur_check.rules.corridor import Corridor
from segur_check.rules.sources import source, sources
from segur_check.values.dates import Deposit
from segur_check.values.identifiers import masked
from segur_check.values.step import Step
from segur_check.values.wording import printable_excerpt


def facts_of(view: Context, rules: Path | None) -> Facts:
    """The facts of the request that a context looks at."""
    request = view.line
    who = request.beneficiaries
    amounts = request.amounts
    cap, cap_source = cap_of(view) or (None, None)
    avance, solde = shares(view) or (None, None)
    return Facts(
        client=printable_excerpt(who.structure.name or ", ".join(who.names[:3])) or None,
        identifiers=tuple([_told(one) for one in who.identifiers[:50]]),
        deposit=_instant(view.deposit),
        deposit_origin=view.deposit.origin,
        amounts=(
            ("ht", _written(amounts.ht if amounts else None)),
            ("rate", _written(amounts.rate if amounts else None)),
            ("vat", _written(amounts.vat if amounts else None)),
            ("ttc", _written(amounts.ttc if amounts else None)),
            ("cap", _written(cap)),
            ("cap_source", cap_source and _who_says(cap_source, rules)),
            ("avance", _written(avance)),
            ("solde", _written(solde)),
        ),
        windows=_windows(view.corridor, rules),
        dates=tuple(_dates(view)),
        perimeter=_perimeter(view),
    )


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


@lru_cache(maxsize=64)
def _instant(deposit: Deposit) -> str:
    return (deposit.instant or deposit.day).isoformat()


def _perimeter(view: Context) -> Perimeter | None:
    """The clients of the solde against those of its avance; None without both."""
    if view.in_avance is None:
        return None
    compared, removal = compared_clients(view), removed_clients(view)
    who, merger = view.line.beneficiaries, view.corridor.merger
    if compared is None or (removal is None and not who.merger):
        return None
    if who.nouveau is not None:
        former = tuple(value for _, value in compared.after)
        merged = tuple(dict.fromkeys(one.key[1] for one in who.nouveau.identifiers))
    else:
        former = tuple(sorted({value for _, value in named_clients(who.historiques)}))
        merged = tuple(value for _, value in compared.after if value not in former)
    rule = None
    if who.merger and merger is not None:
        rule = "stays" if merger.stays is not None else "either"
    same = {one.key for one in who.nouveau.identifiers} if who.nouveau is not None else set()
    siblings = sum(
        1
        for request in view.file.requests
        if request.beneficiaries.nouveau is not None
        and same & {one.key for one in request.beneficiaries.nouveau.identifiers}
    )
    paid = removal.paid if removal is not None else None
    share = removal.share if removal is not None else None
    return Perimeter(
        before=len(compared.before),
        after=len(compared.after),
        removed=tuple(one.key[1] for one in removal.clients) if removal is not None else (),
        compensation=None if share is None else f"{share:f}",
        avance_paid=None if paid is None else f"{paid:f}",
        former=former if who.merger else (),
        merged=merged if who.merger else (),
        rule=rule,
        siblings=siblings,
    )


def _who_says(cap: str, rules: Path | None) -> str:
    """Who gives a cap: the supplier, or the title of a source."""
    known = sources(rules)
    return known[cap].title if cap in known else cap


def _told(one: Identifier) -> tuple[str, str]:
    """Type and number; what is no number but the address of a patient is masked."""
    hidden = masked(one.text.value)
    return one.key if hidden == one.text.value else (one.kind, hidden)


@lru_cache(maxsize=64)
def _windows(corridor: Corridor, rules: Path | None) -> tuple[Window, ...]:
    windows = [
        _window(str(phase), step.opens, step.closes, rules)
        for phase in (Step.AVANCE, Step.SOLDE)
        if (step := corridor.step(phase)) is not None and (step.opens or step.closes)
    ]
    completion = corridor.completion
    if completion is not None:
        windows.append(_window("fin-des-prestations", None, completion.ends, rules))
    return tuple(windows)


def _window(event: str, opens: Bound | None, closes: Bound | None, rules: Path | None) -> Window:
    bound = closes or opens
    said = source(bound.source, rules).title if bound is not None else ""
    certainty = "contestée" if closes and closes.contested else (bound.certainty if bound else "")
    return Window(
        event,
        opens.value.isoformat() if opens else None,
        closes.value.isoformat() if closes else None,
        certainty,
        said,
    )


def _dates(view: Context) -> Iterator[tuple[str, str, str]]:
    order, invoice, verification = view.line.order, view.line.invoice, view.line.verification
    if order is not None and order.signed_on is not None:
        yield "commande", order.signed_on.isoformat(), view.shape.in_file(order.pointer)
    if invoice is not None and invoice.issued_on is not None:
        yield "facture", invoice.issued_on.isoformat(), view.shape.in_file(invoice.pointer)
    if verification is not None and verification.signed_on is not None:
        at = view.shape.in_file(verification.pointer)
        yield "verification", verification.signed_on.isoformat(), at
