"""Right orders and invoices whose labels mislead are never told wrong; wrong ones always are.

Each page of `misleading_pages` stands in the dossiers of three SONS, as an order and as an invoice,
drawn by two writers. Under the JSON that says the same nothing is held against it; under another
amount DOC006 tells it, and no figure of the page under another label than its own.
"""

import json
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

from checks.drawn_pages import Price, drawn, french, price
from checks.edits import Dossier
from checks.made_documents import PRICED, SUPPLIER_LINES, Corridor, dossier_of, put_paper
from checks.misleading_pages import BLANKS, KINDS, WRITTEN, Page
from conftest import Cli
from segur_check.engine.run import Options, check_paths
from segur_check.report import Finding
from segur_check.values.dates import PARIS

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

    @property
    def shown(self) -> Price:
        """The price on the page."""
        return price(*self.page.price) if self.page.price else PRICES[self.sons]


def _sons_of(page: Page) -> tuple[str, ...]:
    """Those whose prices the page is about: thousands for its blanks; ten pages are long to read."""
    if page.clauses:
        return ("MDV",)
    return ("DPI", "PDE") if page in BLANKS else tuple(PRICES)


CASES = {
    f"{kind}, {page.name}, {sons} {paper}": Case(
        page, sons, paper, page.writers[(number + rank + place) % len(page.writers)]
    )
    for kind, pages in KINDS.items()
    for number, page in enumerate(pages)
    for rank, sons in enumerate(_sons_of(page))
    for place, paper in enumerate(PRICED)
}
WRONG = dict([*CASES.items()][::2]) | {name: one for name, one in CASES.items() if one.page.clauses}


@cache
def right(dossiers: ModuleType, sons: str, paper: str, said: Price) -> tuple[Corridor, Dossier]:
    """The dossier of this SONS, right but for its paper, whose JSON says this price."""
    figures = dossiers.money(str(said.ht), str(said.rate))
    corridor: Corridor = replace(getattr(dossiers, sons), figures=figures)
    return corridor, dossier_of(corridor, paper)


def write(case: Case, said: Price, dossiers: ModuleType, folder: Path) -> None:
    """Write the dossier of this page, whose JSON says this price."""
    corridor, made = right(dossiers, case.sons, case.paper, said)
    content = drawn(case.page, case.shown, case.writer, **around(corridor, case.paper))
    put_paper(deepcopy(made), case.paper, content).write(folder)


def findings_of(case: Case, said: Price, dossiers: ModuleType, folder: Path) -> tuple[Finding, ...]:
    """What is found in the dossier of this page, whose JSON says this price."""
    write(case, said, dossiers, folder)
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


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_right_page_is_not_told_wrong(case: Case, dossiers: ModuleType, tmp_path: Path) -> None:
    found = findings_of(case, case.shown, dossiers, tmp_path)

    assert [] == [
        (one.code, one.found, one.expected)
        for one in found
        if one.blocking or one.code in OF_PRICES
    ]


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_another_amount_is_told_with_the_figures_of_the_page(
    case: Case, dossiers: ModuleType, tmp_path: Path
) -> None:
    shown = case.shown
    said = Price(shown.ht - LESS, shown.rate)

    found = findings_of(case, said, dossiers, tmp_path)

    assert {"DOC006"} >= {one.code for one in found if one.code in OF_PRICES}
    told = [figures_of(one) for one in found if one.code == "DOC006" and one.blocking]
    amounts = {"HT": shown.ht, "TVA": shown.vat, "TTC": shown.ttc}
    right = {label: french(amount) for label, amount in amounts.items()}
    read = {label: amount for one in told for label, amount in one.items()}
    assert read == {label: right[label] for label in read}
    assert set(case.page.sure.split()) <= set(read)


def test_a_lot_says_the_same_read_fast_or_not(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    """Of the figures that real programs write: pdfium reads them otherwise than pypdf."""
    pages = {page.name: page for page in (*BLANKS, *WRITTEN) if not page.clauses}
    lot = tmp_path / "lot"
    for rank, page in enumerate(pages.values()):
        case = Case(page, "PDE", PRICED[rank % 2], page.writers[rank % len(page.writers)])
        for less in (Decimal(0), LESS):
            said = Price(case.shown.ht - less, case.shown.rate)
            write(case, said, dossiers, lot / f"{rank:02d}-{less}")

    words = ("-j", "2", "-o", "jsonl")
    one_by_one = prices_told(cli("check", *sorted(lot.iterdir()), "-o", "jsonl").out)
    slow, fast = (prices_told(cli("batch", lot, *words, *more).out) for more in ((), ("--fast",)))

    assert len(one_by_one) == 2 * len(pages)
    assert one_by_one == slow == fast


def prices_told(lines: str) -> dict[str, list[tuple[str, str]]]:
    """What is found of the prices of each dossier, by its folder."""
    told: dict[str, list[tuple[str, str]]] = {}
    for report in map(json.loads, lines.splitlines()):
        for request in report["requests"]:
            if request["file"]:
                told.setdefault(Path(request["file"]).parent.name, []).extend(
                    (one["code"], one["found"])
                    for one in request["findings"]
                    if one["code"] in OF_PRICES
                )
    return told
