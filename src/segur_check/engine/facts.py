"""What a request is about, for a report to show: client, amounts, windows, dates."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from segur_check.case.cap import cap_of
from segur_check.case.clients import compared_clients, named_clients, removed_clients
from segur_check.case.context import Context
from segur_check.case.shares import fixed_amounts, shares
from segur_check.dossier.request import Identifier
from segur_check.report import Facts, Perimeter, Window
from segur_check.rules.bound import Bound
from segur_check.rules.corridor import Corridor
from segur_check.rules.sources import source, sources
from segur_check.values.identifiers import masked
from segur_check.values.step import Step
from segur_check.values.wording import printable_excerpt

_MOST_IDENTIFIERS = 50


def facts_of(view: Context, rules: Path | None) -> Facts:
    """The facts of the request that a context looks at."""
    request = view.line
    who = request.beneficiaries
    amounts = request.amounts
    cap, cap_source = cap_of(view) or (None, None)
    avance, solde = shares(view) or (None, None)
    return Facts(
        client=printable_excerpt(who.structure.name or ", ".join(who.names[:3])) or None,
        identifiers=tuple(map(_identifier, who.identifiers[:_MOST_IDENTIFIERS])),
        deposit=(view.deposit.instant or view.deposit.day).isoformat(),
        deposit_origin=view.deposit.origin,
        amounts=(
            ("ht", _exact(amounts.ht if amounts else None)),
            ("rate", _exact(amounts.rate if amounts else None)),
            ("vat", _exact(amounts.vat if amounts else None)),
            ("ttc", _exact(amounts.ttc if amounts else None)),
            ("cap", _exact(cap)),
            ("cap_source", cap_source and _title_of(cap_source, rules)),
            ("avance", _exact(avance)),
            ("solde", _exact(solde)),
        ),
        windows=_windows(view.corridor, rules),
        dates=tuple(_dates(view)),
        perimeter=_perimeter(view),
        fixed=fixed_amounts(view) is not None,
    )


def _exact(value: Decimal | None) -> str | None:
    """A figure with all its decimals, never with an exponent."""
    return None if value is None else f"{value:f}"


def _perimeter(view: Context) -> Perimeter | None:
    """The clients of the solde against those of its avance; None without both."""
    if view.in_avance is None:
        return None
    compared, removal = compared_clients(view), removed_clients(view)
    who, merger = view.line.beneficiaries, view.corridor.merger
    if compared is None or (removal is None and not who.merger):
        return None
    if who.nouveau is not None:
        former = tuple(number for _, number in compared.after)
        merged = tuple(dict.fromkeys(identifier.key[1] for identifier in who.nouveau.identifiers))
    else:
        former = tuple(sorted({number for _, number in named_clients(who.historiques)}))
        merged = tuple(number for _, number in compared.after if number not in former)
    rule = None
    if who.merger and merger is not None:
        rule = "stays" if merger.stays is not None else "either"
    paid = removal.paid if removal is not None else None
    share = removal.share if removal is not None else None
    return Perimeter(
        before=len(compared.before),
        after=len(compared.after),
        removed=tuple(client.key[1] for client in removal.clients) if removal is not None else (),
        compensation=_exact(share),
        avance_paid=_exact(paid),
        former=former if who.merger else (),
        merged=merged if who.merger else (),
        rule=rule,
        siblings=_with_the_same_merged_client(view),
    )


def _with_the_same_merged_client(view: Context) -> int:
    """How many requests of the file name the client that the merger of this one made."""
    merged = view.line.beneficiaries.nouveau
    if merged is None:
        return 0
    keys = {identifier.key for identifier in merged.identifiers}
    clients = [request.beneficiaries.nouveau for request in view.file.requests]
    return sum(
        any(identifier.key in keys for identifier in client.identifiers)
        for client in clients
        if client is not None
    )


def _title_of(cap_source: str, rules: Path | None) -> str:
    """Who gives a cap: the title of a source, else what the source is called, as the supplier is."""
    known = sources(rules)
    return known[cap_source].title if cap_source in known else cap_source


def _identifier(identifier: Identifier) -> tuple[str, str]:
    """Type and number; what is no number but the address of a patient is masked."""
    number = identifier.text.value
    hidden = masked(number)
    return identifier.key if hidden == number else (identifier.kind, hidden)


@lru_cache(maxsize=64)
def _windows(corridor: Corridor, rules: Path | None) -> tuple[Window, ...]:
    """The windows of a SONS.

    Speed: the requests of a file share them. Making them takes 9 µs, some 4 % of the check of a
    request among thousands.
    """
    windows = [
        _window(str(step), ask.opens, ask.closes, rules)
        for step in (Step.AVANCE, Step.SOLDE)
        if (ask := corridor.step(step)) is not None and (ask.opens or ask.closes)
    ]
    completion = corridor.completion
    if completion is not None:
        windows.append(_window("fin-des-prestations", None, completion.ends, rules))
    return tuple(windows)


def _window(event: str, opens: Bound | None, closes: Bound | None, rules: Path | None) -> Window:
    bound = closes or opens
    certainty = bound.certainty if bound is not None else ""
    return Window(
        event,
        opens.value.isoformat() if opens else None,
        closes.value.isoformat() if closes else None,
        "contestée" if closes is not None and closes.contested else certainty,
        source(bound.source, rules).title if bound is not None else "",
    )


def _dates(view: Context) -> Iterator[tuple[str, str, str]]:
    order, invoice, verification = view.line.order, view.line.invoice, view.line.verification
    if order is not None and order.signed_on is not None:
        yield "commande", order.signed_on.isoformat(), view.shape.in_file(order.pointer)
    if invoice is not None and invoice.issued_on is not None:
        yield "facture", invoice.issued_on.isoformat(), view.shape.in_file(invoice.pointer)
    if verification is not None and verification.signed_on is not None:
        pointer = view.shape.in_file(verification.pointer)
        yield "verification", verification.signed_on.isoformat(), pointer
