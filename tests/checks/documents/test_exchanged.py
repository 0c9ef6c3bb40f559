"""DOC037: files that the JSON lists in each other's place, and what is then not said of them."""

import importlib
import itertools
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from checks.edits import put
from checks.made_documents import (
    LAYOUTS,
    blank,
    documents,
    joined,
    of_acceptance,
    of_invoice,
    of_order,
    plain,
)
from checks.papers import columns, lines, sheets
from conftest import EXAMPLES, Said

sys.path.insert(0, str(EXAMPLES))
sas: Any = importlib.import_module("sas")
steps: Any = importlib.import_module("steps")
sys.path.remove(str(EXAMPLES))

Check = Callable[..., Said]
Papers = dict[str, tuple[str, bytes]]  # the type and the content of each file, by its name

SILENCED = {
    *(f"DOC{number:03}" for number in range(1, 37)), "MSS003", "MSS006", "MSS009", "CAL014",
}  # fmt: skip
NAMES = {
    "BON_COMMANDE": "bon de commande",
    "FACTURE": "facture",
    "VA": "VA",
    "MOM": "MOM",
    "PV_MES": "PV de mise en service (MES)",
    "PV_VSR": "PV de vérification de service régulier (VSR)",
    "PV_PILOTE": "PV d'installation pilote",
}


def paper(dossiers: ModuleType, kind: str, layout: str) -> bytes:
    """A right document of the hospital's solde, of any type."""
    corridor = dossiers.DPI
    titles = {
        "MOM": "Mise en ordre de marche (MOM)",
        "PV_MES": "Procès-verbal de mise en service (MES)",
        "PV_VSR": "Procès-verbal de vérification de service régulier (VSR)",
        "PV_PILOTE": "Procès-verbal d'installation pilote",
    }
    if kind == "BON_COMMANDE":
        return of_order(corridor, layout=layout)
    if kind == "FACTURE":
        return of_invoice(corridor, layout=layout)
    if kind == "VA":
        return of_acceptance(corridor, layout=layout)
    made = documents.document(
        title=titles[kind],
        issuer=corridor.client,
        facts=(*corridor.printed, ("Bon de commande n°", corridor.number)),
        text="La solution est installée chez le client, qui le constate.",
        signed_by=((corridor.signatory, documents.CLIENT_QUALITY, corridor.verified_on),),
        layout=layout,
    )
    return bytes(made)


def listing(dossier: Any, papers: Papers) -> Any:  # noqa: ANN401 - see `dossiers`
    """The dossier, its attachments replaced."""
    dossier.pieces.clear()
    listed = dossier.ligne["piecesJustificatives"]
    listed.clear()
    for name, (kind, content) in papers.items():
        listed.append({"nomFichier": name, "formatFichier": "PDF", "typeFichier": kind})
        dossier.pieces[name] = content
    return dossier


@pytest.fixture
def checked(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the solde of a hospital with these attachments."""
    return lambda papers, *options: check(listing(dossiers.DPI.solde(), papers), *options)


Checked = Callable[..., Said]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(NAMES, 2)))
def test_two_exchanged_files_are_told_and_nothing_else_is_said_of_them(
    one: str, other: str, layout: str, dossiers: ModuleType, checked: Checked
) -> None:
    said = checked(
        {
            "a.pdf": (one, paper(dossiers, other, layout)),
            "b.pdf": (other, paper(dossiers, one, layout)),
        }
    )

    (found,) = said.findings("DOC037")
    assert ("a-modifier", "probable") == (found["severity"], found["confidence"])
    expected = (
        f"« a.pdf » : {NAMES[one]} d'après le JSON, {NAMES[other]} d'après son titre ; "
        f"« b.pdf » : {NAMES[other]} d'après le JSON, {NAMES[one]} d'après son titre"
    )
    assert plain(found["message"]).startswith(f"{expected}. ")
    pointers = [place["pointer"] for place in found["locations"]]
    listed = "/lignesImport/0/piecesJustificatives"
    assert [None, f"{listed}/0/typeFichier", None, f"{listed}/1/typeFichier"] == pointers
    assert not SILENCED & {code.removesuffix("*") for code in said.codes}
    assert 1 == said.code


@pytest.mark.parametrize("layout", LAYOUTS)
def test_files_in_their_place_are_silent(
    layout: str, dossiers: ModuleType, checked: Checked
) -> None:
    papers = {f"{kind}.pdf": (kind, paper(dossiers, kind, layout)) for kind in NAMES}

    assert "DOC037" not in checked(papers).codes


def test_the_sentence_is_english_too(dossiers: ModuleType, checked: Checked) -> None:
    papers = {
        "a.pdf": ("VA", paper(dossiers, "FACTURE", "lettre")),
        "b.pdf": ("FACTURE", paper(dossiers, "VA", "lettre")),
    }

    (found,) = checked(papers, "--lang", "en").findings("DOC037")

    assert plain(found["message"]).startswith(
        "“a.pdf”: VA in the JSON, invoice by its title; “b.pdf”: invoice in the JSON, VA by its title. "
    )


@pytest.mark.parametrize(
    ("kinds", "titles"),
    [
        (("FACTURE", "VA", "BON_COMMANDE"), ("VA", "BON_COMMANDE", "FACTURE")),
        (("VA", "MOM", "PV_MES"), ("MOM", "PV_MES", "VA")),
        (
            ("FACTURE", "VA", "BON_COMMANDE", "MOM"),
            ("VA", "FACTURE", "MOM", "BON_COMMANDE"),
        ),
    ],
    ids=["in a circle", "in a circle of acceptances", "two pairs"],
)
def test_more_than_two_are_told_together(
    kinds: tuple[str, ...], titles: tuple[str, ...], dossiers: ModuleType, checked: Checked
) -> None:
    papers = {
        f"{rank}.pdf": (kind, paper(dossiers, title, "lettre"))
        for rank, (kind, title) in enumerate(zip(kinds, titles, strict=True))
    }

    said = checked(papers)

    (found,) = said.findings("DOC037")
    each = (f"« {rank}.pdf » ({NAMES[title]})" for rank, title in enumerate(titles))
    assert f": {', '.join(each)}. " in plain(found["message"])
    assert not SILENCED & {code.removesuffix("*") for code in said.codes}


def test_what_would_have_read_them_is_not_counted_as_satisfied(
    dossiers: ModuleType, check: Check
) -> None:
    right = check(dossiers.DPI.solde()).report["requests"][1]["coverage"]
    invoice, va = paper(dossiers, "FACTURE", "lettre"), paper(dossiers, "VA", "lettre")
    exchanged = {"a.pdf": ("VA", invoice), "b.pdf": ("FACTURE", va)}

    said = check(listing(dossiers.DPI.solde(), exchanged)).report["requests"][1]["coverage"]

    assert right["not_applicable"] == said["not_applicable"]
    moved = said["not_checked"] - right["not_checked"]
    assert 20 < moved < 35
    assert moved == right["applied"] - said["applied"]


def test_a_third_file_is_judged_as_ever(dossiers: ModuleType, checked: Checked) -> None:
    order = of_order(dossiers.DPI, client_identifiers=(("FINESS PMSI", "380000026"),))
    papers = {
        "a.pdf": ("FACTURE", paper(dossiers, "VA", "lettre")),
        "b.pdf": ("VA", paper(dossiers, "FACTURE", "lettre")),
        "c.pdf": ("BON_COMMANDE", order),
    }

    said = checked(papers)

    assert {"DOC037", "DOC002"} <= {*said.codes}
    (found,) = said.findings("DOC002")
    assert found["locations"][0]["file"].endswith("c.pdf")


def test_the_second_invoice_is_not_compared_with_the_amounts_of_both(
    dossiers: ModuleType, checked: Checked
) -> None:
    papers = {
        "a.pdf": ("FACTURE", paper(dossiers, "VA", "lettre")),
        "b.pdf": ("VA", paper(dossiers, "FACTURE", "lettre")),
        "c.pdf": ("FACTURE", of_invoice(dossiers.DPI, money=documents_money("1200.00"))),
    }

    said = checked(papers)

    assert "DOC037" in said.codes
    assert "DOC006" not in said.codes


def documents_money(ht: str) -> Any:  # noqa: ANN401 - see documents
    return importlib.import_module("writing").money(ht)


def test_a_patients_address_is_told_of_an_exchanged_file_too(
    dossiers: ModuleType, checked: Checked
) -> None:
    va = of_acceptance(dossiers.DPI, mss_address="123@patient.mssante.fr")
    papers = {
        "a.pdf": ("FACTURE", va),
        "b.pdf": ("VA", paper(dossiers, "FACTURE", "lettre")),
    }

    assert {"DOC037", "MSS008"} <= {*checked(papers).codes}


# --- what stays silent ---

VA_TITLE = "Vérification d'aptitude (VA)"
VA_QUOTING = lines(
    "Centre hospitalier",
    "Facture n° F-CMD-2025-0107 du 12/01/2026",
    "Bon de commande n° CMD-2025-0107",
    VA_TITLE,
    "Le client a vérifié la solution. Fait le 12/01/2026",
    "Camille Exemple",
)
ALONE = lines(
    "Attestation", "Le client a vérifié la solution. Fait le 12/01/2026", "Camille Exemple"
)
THREE_IN_ONE = sheets(
    ["Bon de commande n° CMD-2025-0107", "Total HT : 50 000,00 €", "TVA 20 % : 10 000,00 €",
     "Total TTC : 60 000,00 €"],
    ["Mise en ordre de marche (MOM)", "La solution est en ordre de marche."],
    [VA_TITLE, "Le client a vérifié la solution."],
)  # fmt: skip


def silent_papers(dossiers: ModuleType) -> dict[str, Papers]:
    """Requests where nobody can say that two files are exchanged."""
    invoice, va, order = (
        paper(dossiers, kind, "lettre") for kind in ("FACTURE", "VA", "BON_COMMANDE")
    )
    scan, page = documents.scan(620, 877), blank()
    return {
        "a VA that quotes the invoice above its title": {
            "a.pdf": ("FACTURE", invoice), "b.pdf": ("VA", VA_QUOTING),
        },
        "one paper of another type, whose place nobody takes": {
            "a.pdf": ("FACTURE", va), "b.pdf": ("VA", ALONE),
        },
        "two VA": {"a.pdf": ("FACTURE", va), "b.pdf": ("VA", va)},
        "two invoices": {"a.pdf": ("FACTURE", invoice), "b.pdf": ("VA", invoice)},
        "an order and an invoice of the same supplier": {
            "a.pdf": ("FACTURE", invoice), "b.pdf": ("BON_COMMANDE", order), "c.pdf": ("VA", va),
        },
        "the invoices of the avance and of the solde": {
            "a.pdf": ("FACTURE", invoice), "b.pdf": ("FACTURE", invoice), "c.pdf": ("VA", va),
        },
        "one file under both types": {
            "a.pdf": ("FACTURE", joined(invoice, va)), "b.pdf": ("VA", va),
        },
        "a model that is order, MOM and VA": {
            "a.pdf": ("BON_COMMANDE", THREE_IN_ONE), "b.pdf": ("VA", THREE_IN_ONE),
            "c.pdf": ("MOM", THREE_IN_ONE),
        },
        "a model of three papers as VA, the invoice": {
            "a.pdf": ("VA", THREE_IN_ONE), "b.pdf": ("FACTURE", invoice),
        },
        "a scan on one side": {"a.pdf": ("FACTURE", va), "b.pdf": ("VA", scan)},
        "a scanned page behind": {
            "a.pdf": ("FACTURE", joined(va, scan)), "b.pdf": ("VA", invoice),
        },
        "a blank page alone": {"a.pdf": ("FACTURE", va), "b.pdf": ("VA", page)},
        "a VA and a MOM that name each other": {
            "a.pdf": ("VA", lines("Mise en ordre de marche (MOM)", VA_TITLE, "Fait le 12/01/2026")),
            "b.pdf": ("MOM", lines(VA_TITLE, "Mise en ordre de marche (MOM)", "Fait le 12/01/2026")),
        },
        "an invoice without a price": {
            "a.pdf": ("VA", lines("Facture n° F-12", "La prestation est réalisée.")),
            "b.pdf": ("FACTURE", va),
        },
        "an invoice that shows its own number under the title of an order": {
            "a.pdf": ("FACTURE", columns(
                ["Bon de commande n° CMD-2025-0107", "Document commercial de la société"],
                ["N° de facture : F-CMD-2025-0107", "Total HT : 50 000,00 €"])),
            "b.pdf": ("BON_COMMANDE", lines(
                "Facture n° F-CMD-2025-0107", "Bon de commande de la société",
                "Total HT : 50 000,00 €")),
        },
    }  # fmt: skip


SILENT = (
    "a VA that quotes the invoice above its title",
    "one paper of another type, whose place nobody takes",
    "two VA",
    "two invoices",
    "an order and an invoice of the same supplier",
    "the invoices of the avance and of the solde",
    "one file under both types",
    "a model that is order, MOM and VA",
    "a model of three papers as VA, the invoice",
    "a scan on one side",
    "a scanned page behind",
    "a blank page alone",
    "a VA and a MOM that name each other",
    "an invoice without a price",
    "an invoice that shows its own number under the title of an order",
)


@pytest.mark.parametrize("case", SILENT)
def test_what_is_doubtful_on_one_side_is_silent(
    case: str, dossiers: ModuleType, checked: Checked
) -> None:
    assert "DOC037" not in checked(silent_papers(dossiers)[case]).codes


def test_one_file_listed_twice_is_silent(dossiers: ModuleType, check: Check) -> None:
    dossier = listing(
        dossiers.DPI.solde(),
        {
            "a.pdf": ("FACTURE", paper(dossiers, "VA", "lettre")),
            "b.pdf": ("VA", paper(dossiers, "FACTURE", "lettre")),
        },
    )
    listed = dossier.ligne["piecesJustificatives"]
    put(dossier, "piecesJustificatives", [*listed, {**listed[0], "typeFichier": "VA"}])

    assert "DOC037" not in check(dossier).codes


def test_exchanged_across_two_requests_is_not_this(dossiers: ModuleType, check: Check) -> None:
    va, invoice = paper(dossiers, "VA", "lettre"), paper(dossiers, "FACTURE", "lettre")
    dossier = listing(dossiers.DPI.solde(), {"a.pdf": ("FACTURE", va)})
    other = {**dossier.copy().ligne, "numLigne": 2, "numeroEditeur": "CMD-2"}
    other["piecesJustificatives"] = [
        {"nomFichier": "b.pdf", "formatFichier": "PDF", "typeFichier": "VA"}
    ]
    dossier.json["lignesImport"].append(other)
    dossier.pieces["b.pdf"] = invoice

    assert "DOC037" not in check(dossier).codes


def test_an_exchanged_va_that_quotes_the_invoice_is_told(
    dossiers: ModuleType, checked: Checked
) -> None:
    va = lines(
        "Centre hospitalier",
        VA_TITLE,
        "Bon de commande n° CMD-2025-0107",
        "Facture n° F-CMD-2025-0107",
        "Montant TTC de la facture : 60 000,00 €",
        "Le client a vérifié la solution. Fait le 12/01/2026",
    )
    papers = {"a.pdf": ("FACTURE", va), "b.pdf": ("VA", paper(dossiers, "FACTURE", "lettre"))}

    assert "DOC037" in checked(papers).codes
