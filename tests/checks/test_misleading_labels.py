"""Right orders and invoices whose labels mislead are never told wrong; wrong ones always are.

Each page of `misleading_pages` stands in the dossiers of three SONS, as an order and as an invoice,
drawn by two writers. Under the JSON that says the same nothing is held against it; under another
amount DOC006 tells it, and no figure of the page under another label than its own.
"""

import re
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from checks.drawn_pages import WRITERS, Price, drawn, french, price
from checks.edits import Dossier
from checks.made_documents import PRICED, SUPPLIER_LINES, Corridor, dossier_of, put_paper
from checks.misleading_pages import KINDS, Page
from segur_check.dates import PARIS
from segur_check.findings import Finding
from segur_check.run import Options, check_paths

NOW = datetime(2026, 11, 24, tzinfo=PARIS)
PRICES = {
    "MDV": price("358.33", "20"),
    "DPI": price("48250.00", "20"),
    "PDE": price("1250.00", "8.5"),
}
LESS = Decimal("10.00")  # what another amount lacks
OF_PRICES = {"DOC005", "DOC006", "DOC008"}


class Case(NamedTuple):
    """A page in a dossier: the SONS, the paper, and what draws it."""

    page: Page
    sons: str
    paper: str
    writer: str


CASES = [
    pytest.param(
        Case(page, sons, paper, WRITERS[(rank + PRICED.index(paper)) % 2]),
        id=f"{kind}, {page.name}, {sons} {paper}",
    )
    for kind, pages in KINDS.items()
    for page in pages
    for rank, sons in enumerate(PRICES)
    for paper in PRICED
]


@cache
def right(dossiers: ModuleType, sons: str, paper: str, said: Price) -> tuple[Corridor, Dossier]:
    """The dossier of this SONS, right but for its paper, whose JSON says this price."""
    figures = dossiers.money(str(said.ht), str(said.rate))
    corridor: Corridor = replace(getattr(dossiers, sons), figures=figures)
    return corridor, dossier_of(corridor, paper)


def findings_of(case: Case, said: Price, dossiers: ModuleType, folder: Path) -> tuple[Finding, ...]:
    """What is found in the dossier of this page, whose JSON says this price."""
    corridor, made = right(dossiers, case.sons, case.paper, said)
    content = drawn(case.page, PRICES[case.sons], case.writer, **around(corridor, case.paper))
    put_paper(deepcopy(made), case.paper, content).write(folder)
    report = check_paths([str(folder)], Options(now=NOW))
    return tuple(one for request in report.requests for one in request.findings)


def around(corridor: Corridor, paper: str) -> dict[str, Any]:
    """What stands above and below the price on a right paper."""
    numbers = ", ".join(f"{label} {number}" for label, number in corridor.printed)
    client = f"Client : {corridor.client.name}, {numbers}"
    if paper == "order":
        signed = f"Bon pour accord, fait à Grenoble le {corridor.ordered_on:%d/%m/%Y}"
        return {
            "head": (*SUPPLIER_LINES, f"Bon de commande n° {corridor.number}", client),
            "foot": (signed,),
        }
    dated = f"Date de facture : {corridor.invoiced_on:%d/%m/%Y}"
    return {
        "head": (*SUPPLIER_LINES, f"Facture n° F-{corridor.number}", dated, client),
        "foot": (),
    }


def figures_of(finding: Finding) -> dict[str, str]:
    """The amounts that a finding shows, by their label."""
    told = re.sub(r"\s", " ", finding.found or "")
    return {label: amount for amount, label in re.findall(r"(\d[\d ]*,\d+) € \((\w+)\)", told)}


@pytest.mark.parametrize("case", CASES)
def test_a_right_page_is_not_told_wrong(case: Case, dossiers: ModuleType, tmp_path: Path) -> None:
    found = findings_of(case, PRICES[case.sons], dossiers, tmp_path)

    assert [] == [
        (one.code, one.found, one.expected)
        for one in found
        if one.blocking or one.code in OF_PRICES
    ]


@pytest.mark.parametrize("case", CASES)
def test_another_amount_is_told_with_the_figures_of_the_page(
    case: Case, dossiers: ModuleType, tmp_path: Path
) -> None:
    shown = PRICES[case.sons]
    said = Price(shown.ht - LESS, shown.rate)

    found = findings_of(case, said, dossiers, tmp_path)

    assert {"DOC006"} >= {one.code for one in found if one.code in OF_PRICES}
    told = [figures_of(one) for one in found if one.code == "DOC006" and one.blocking]
    amounts = {"HT": shown.ht, "TVA": shown.vat, "TTC": shown.ttc}
    right = {label: french(amount) for label, amount in amounts.items()}
    read = {label: amount for one in told for label, amount in one.items()}
    assert read == {label: right[label] for label in read}
    assert set(case.page.sure.split()) <= set(read)
