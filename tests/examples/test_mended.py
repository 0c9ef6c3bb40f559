"""Whoever does what the action of a cause names has ended its consequences: done here, on the examples.

Where the deed is to write the JSON, the right value is that of the document, as the action says; where
it is to have a document made again, the builders of the examples make it.
"""

import copy
import re
from pathlib import Path

import make
import pytest
from changes import Change, add, piece, price, put, toml
from wave_1 import LGO, MDV, PDE
from writing import Dossier, money

from conftest import ROOT
from segur_check import check
from segur_check.report import Report
from segur_check.rules.controls import control_texts

ORDER = "commande"
Link = tuple[int | None, str, str]
"""A request, the code of a consequence, that of its cause."""


def links(report: Report) -> list[Link]:
    """Each consequence of a report with its cause."""
    found = []
    whole = {f.fingerprint: f for r in report.requests if r.line is None for f in r.findings}
    for request in report.requests:
        own = whole | {finding.fingerprint: finding for finding in request.findings}
        found += [
            (request.line, finding.code, own[finding.caused_by].code)
            for finding in request.findings
            if finding.caused_by is not None
        ]
    return found


def codes(report: Report) -> set[tuple[int | None, str]]:
    """The codes of a report that are more than information, by request."""
    return {
        (request.line, finding.code)
        for request in report.requests
        for finding in request.findings
        if finding.severity != "info"
    }


def mended(name: str, folder: Path, *deeds: Change) -> Report:
    """The report of a rejected example after some deeds."""
    dossier = copy.deepcopy(make.REJECTED[name]())  # dossiers share their parts
    for deed in deeds:
        deed(dossier)
    dossier.write(folder)
    return check(folder)


def own_order(dossier: Dossier) -> None:
    """The second request joins an order of its own client."""
    other = dossier.json["lignesImport"][1]
    number = other["beneficiaires"]["liberal"][0]["RPPS"]
    other["piecesJustificatives"][0]["nomFichier"] = "bon_commande_2.pdf"
    dossier.pieces["bon_commande_2.pdf"] = MDV.order_pdf(client_identifiers=(("RPPS", number),))


DEEDS: dict[str, list[Change]] = {
    "CAL008-commande-trop-ancienne": [put(f"{ORDER}.dateCommande", "2025-04-03")],
    "DOC008-addition-fausse": [add("facture_CMD-2022-0042.pdf", MDV.invoice_pdf())],
    "ELI011-aucun-finess-juste": [put("beneficiaires.structure.FINESSGeo", ["080000276"])],
    "DOC013-signataire-d-un-autre-client": [piece(PDE.verification_pdf("VA"), rank=1)],
    "FMT018-trois-decimales": [price(ORDER, "358.33")],
    "IDE002-cle-du-rpps": [put("beneficiaires.liberal.0.RPPS", "10998877665")],
    "IDE005-cle-du-finess": [put("beneficiaires.structure.FINESSGeo", ["2B0003628"])],
    "MNT004-tva-fausse": [price(ORDER, "358.33")],
    "MNT005-un-centime": [price(ORDER, "358.33")],
    "MNT006-ttc-faux": [price(ORDER, "358.33")],
    "MNT007-taux-0-2": [put(f"{ORDER}.tauxTVA", 20)],
    "MNT009-montant-a-zero": [price(ORDER, "358.33")],
    "MNT010-facture-plus-chere-que-l-avance": [price("facture", "48250.00")],
    "MNT014-deux-taux": [price("facture", "358.33")],
    "PIE003-un-bon-pour-deux-demandes": [own_order],
}
"""What the action of the cause names, by example: one for each that shows a consequence."""


@pytest.mark.parametrize("name", sorted(make.REJECTED))
def test_the_deed_of_a_cause_ends_its_consequences(name: str, tmp_path: Path) -> None:
    linked = links(check(make.HERE / "rejected" / name))
    assert bool(linked) == (name in DEEDS)
    if linked:
        left = codes(mended(name, tmp_path / "mended", *DEEDS[name]))

        assert set() == {
            (line, code) for line, *both in linked for code in both if (line, code) in left
        }


OTHER_DEEDS: dict[str, tuple[str, list[Change], set[str], set[str]]] = {
    "the deposit waits for the opening": (
        "CAL003-solde-avant-l-ouverture",
        [toml(depot=MDV.published("solde.opens"))],
        {"CAL003"},
        {"CAL009"},
    ),
    "the order is made again at 0 %": (
        "PIE009-tva-a-zero-sans-attestation",
        [piece(MDV.order_pdf(money=money("358.33", "0")))],
        {"DOC005"},
        {"PIE009"},
    ),
    "the order is made again at the price of the JSON": (
        "MNT002-plus-que-358-33",
        [piece(MDV.order_pdf(money=money("400.00")))],
        {"DOC006"},
        {"MNT002"},
    ),
    "the order of a pharmacy, likewise": (
        "MNT002-lgo-au-dessus-de-875",
        [piece(LGO.order_pdf(money=money("900.00")))],
        {"DOC006"},
        {"MNT002"},
    ),
    "the prestation bears no VAT": (
        "MNT012-regime-ttc-sans-tva",
        [put(f"{ORDER}.regimeTVA", "HT")],
        {"MNT012"},
        {"DOC005"},
    ),
}


@pytest.mark.parametrize(("name", "deeds", "ended", "left"), OTHER_DEEDS.values(), ids=OTHER_DEEDS)
def test_what_one_of_the_deeds_leaves_is_a_cause(
    name: str, deeds: list[Change], ended: set[str], left: set[str], tmp_path: Path
) -> None:
    told = check(make.HERE / "rejected" / name)
    after = {code for _, code in codes(mended(name, tmp_path / "mended", *deeds))}

    assert [] == links(told)
    assert (ended | left) <= {code for _, code in codes(told)}
    assert (set(), left) == (ended & after, left & after)


def test_the_table_of_the_decision_names_each_cause() -> None:
    page = (ROOT / "docs" / "decisions" / "one-deed.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:4] for line in page.splitlines() if line.startswith("| ")]
    named = {code for cause, _, _ in rows for code in re.findall(r"[A-Z]{3}\d{3}", cause)}

    assert {code for text in control_texts().values() for code in text.follows} == named
