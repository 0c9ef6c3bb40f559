"""The makers of the example attachments give small, stable PDF files that say what was passed."""

import importlib.util
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

SOURCE = Path(__file__).parents[2] / "examples" / "documents.py"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples_documents", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


documents: Any = load()

SUPPLIER = documents.Party(
    "Logiciels Sarrasine",
    ("14 rue des Tisserands", "99200 Montreval"),
    "90000001200014",
    "FR00900000012",
    ("SAS au capital de 50 000 €",),
)
CLIENT = documents.Party("Cabinet Œillet & fils", ("3 allée du Vœu", "99310 Saint-Aubin"))
IDENTIFIERS = (("RPPS", "10999999990"), ("FINESS géographique", "990000019"))
FORMER = (("Clinique du Bois-Joli", (("FINESS PMSI", "990000027"),)),)
MONEY = documents.Money(Decimal("1234.56"), Decimal("8.5"), Decimal("104.94"), Decimal("1339.50"))
EXEMPT = documents.Money(Decimal("358.33"), Decimal(0), Decimal(0), Decimal("358.33"))
SEGUR = "Montant pris en charge par l'État au titre du Ségur de la santé"
WHO = ("Cabinet Œillet & fils", "3 allée du Vœu", "10999999990", "990000019")
SELLER = ("Logiciels Sarrasine", "14 rue des Tisserands", "90000001200014", "FR00900000012")
AMOUNTS = ("1 234,56 €", "8,5 %", "104,94 €", "1 339,50 €", SEGUR)


def order(layout: str, **changes: object) -> bytes:
    terms: dict[str, object] = {
        "supplier": SUPPLIER,
        "client": CLIENT,
        "client_identifiers": IDENTIFIERS,
        "number": "BDC-0042",
        "signed_on": date(2025, 3, 12),
        "solution": "Sarrasine 8.2",
        "numero_ans": "0123456789",
        "profile": "Profil général",
        "money": MONEY,
        "service": "Prestation Ségur — LGC vague 1",
        "signatory": "Dr Maëlle Kerbrœuc",
        "quality": "Gérante",
    }
    return bytes(documents.bon_de_commande(layout=layout, **(terms | changes)))


def invoice(layout: str, **changes: object) -> bytes:
    terms: dict[str, object] = {
        "supplier": SUPPLIER,
        "client": CLIENT,
        "client_identifiers": IDENTIFIERS,
        "number": "FA-0118",
        "issued_on": date(2025, 4, 30),
        "order_number": "BDC-0042",
        "money": MONEY,
        "service": "Prestation Ségur — LGC vague 1",
        "served_on": date(2025, 4, 22),
    }
    return bytes(documents.facture(layout=layout, **(terms | changes)))


def merged(layout: str) -> bytes:
    return invoice(layout, former_clients=FORMER, merger_deed=True)


def acceptance(maker: str, layout: str, case: str | None) -> bytes:
    made = getattr(documents, maker)(
        layout=layout,
        client=CLIENT,
        client_identifiers=IDENTIFIERS,
        signed_on=date(2025, 4, 25),
        signatory="Dr Maëlle Kerbrœuc",
        solution="Sarrasine 8.2",
        numero_ans="0123456789",
        mss_address="cabinet@exemple.mssante.fr",
        mss_case=case,
    )
    return bytes(made)


def aptitude(layout: str) -> bytes:
    return acceptance("verification_aptitude", layout, "Cas 1")


def working_order(layout: str) -> bytes:
    return acceptance("mise_en_ordre_de_marche", layout, None)


def tax_letter(_: str) -> bytes:
    made = documents.attestation_non_assujettissement(supplier=SUPPLIER, issued_on=date(2025, 1, 8))
    return bytes(made)


def report(layout: str) -> bytes:
    made = documents.document(
        layout=layout,
        title="Procès-verbal de mise en service",
        issuer=SUPPLIER,
        facts=(("Périmètre", "Périmètre complet"), ("Date du constat", "22/04/2025")),
        text="Les deux parties constatent :\n- la mise en service ;\n- le bon fonctionnement.",
        signed_by=[
            ("Maëlle Kerbrœuc", "Pour l'agence", date(2025, 4, 22)),
            ("Gaël Œillet", "Pour l'éditeur", date(2025, 4, 24)),
        ],
    )
    return bytes(made)


def unsigned(layout: str) -> bytes:
    facts = (("Titulaire", "Logiciels Sarrasine"),)
    made = documents.document(layout=layout, title="Relevé", issuer=CLIENT, facts=facts)
    return bytes(made)


ACCEPTED = (
    *WHO,
    "Sarrasine 8.2",
    "0123456789",
    "cabinet@exemple.mssante.fr",
    "Dr Maëlle Kerbrœuc",
    "Fait le 25/04/2025, signature",
)
ORDERED = (
    "Bon de commande n° BDC-0042",
    "12/03/2025",
    "Sarrasine 8.2",
    "0123456789",
    "Profil général",
    "Prestation Ségur — LGC vague 1",
    "Dr Maëlle Kerbrœuc Gérante Fait le 12/03/2025, signature",
)
INVOICED = (
    "Facture n° FA-0118",
    "30/04/2025",
    "22/04/2025",
    "30/05/2025",
    "BDC-0042",
    "Prestation Ségur — LGC vague 1",
    "40 €",
)
PAPERS = [
    pytest.param(order, 1, (*SELLER, *WHO, *AMOUNTS, *ORDERED), id="order"),
    pytest.param(invoice, 1, (*SELLER, *WHO, *AMOUNTS, *INVOICED), id="invoice"),
    pytest.param(
        merged, 2, (*WHO, *INVOICED, "Traité de fusion", "990000027"), id="invoice-and-deed"
    ),
    pytest.param(aptitude, 1, (*ACCEPTED, "Vérification d'aptitude (VA)", "Cas 1"), id="VA"),
    pytest.param(working_order, 1, (*ACCEPTED, "Mise en ordre de marche (MOM)"), id="MOM"),
    pytest.param(
        tax_letter,
        1,
        ("Logiciels Sarrasine", "900000012", "08/01/2025", "TVA", "finances publiques"),
        id="tax-letter",
    ),
    pytest.param(
        report,
        1,
        (
            *SELLER,
            "Procès-verbal de mise en service",
            "Périmètre complet",
            "- la mise en service ; - le bon fonctionnement.",
            "Maëlle Kerbrœuc",
            "Pour l'agence",
            "Fait le 22/04/2025",
            "Gaël Œillet",
            "Pour l'éditeur",
            "Fait le 24/04/2025",
        ),
        id="two-signatures",
    ),
    pytest.param(unsigned, 1, ("Relevé", *WHO[:2], "Logiciels Sarrasine"), id="unsigned"),
]


def text_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    text = unicodedata.normalize("NFKC", " ".join(page.extract_text() for page in pages))
    return " ".join(text.split())


@pytest.mark.parametrize("layout", ["lettre", "tableau"])
@pytest.mark.parametrize(("maker", "pages", "said"), PAPERS)
def test_a_paper_says_what_was_passed(
    maker: Callable[[str], bytes], pages: int, said: tuple[str, ...], layout: str
) -> None:
    pdf = maker(layout)
    text = text_of(pdf)
    assert [words for words in said if words not in text] == []
    assert "données fictives" in text
    assert len(PdfReader(BytesIO(pdf)).pages) == pages
    assert len(pdf) < 8_000
    assert maker(layout) == pdf


def test_two_layouts_differ() -> None:
    assert order("lettre") != order("tableau")
    assert len(text_of(order("tableau")).split("PU HT")) == 2


@pytest.mark.parametrize("layout", ["lettre", "tableau"])
def test_an_exempt_paper_says_why_and_a_taxed_one_does_not(layout: str) -> None:
    assert "article 293 B du CGI" in text_of(invoice(layout, money=EXEMPT))
    assert "293 B" not in text_of(invoice(layout))


@pytest.mark.parametrize("layout", ["lettre", "tableau"])
def test_a_paper_without_a_case_names_none(layout: str) -> None:
    assert "Cas " not in text_of(working_order(layout))
    assert "Cas 2" not in text_of(aptitude(layout))


@pytest.mark.parametrize("layout", ["lettre", "tableau"])
def test_many_identifiers_stay_readable(layout: str) -> None:
    many = tuple(("FINESS géographique", f"99{number:07}") for number in range(30))
    pdf = order(layout, client_identifiers=many)
    assert [value for _, value in many if value not in text_of(pdf)] == []
    assert len(PdfReader(BytesIO(pdf)).pages) == 2


def test_a_scan_holds_a_picture_and_no_text() -> None:
    pdf = documents.scan(620, 877)
    (page,) = PdfReader(BytesIO(pdf)).pages
    assert page.extract_text().strip() == ""
    assert [image.image.size for image in page.images if image.image] == [(620, 877)]
    assert len(pdf) < 60_000
    assert documents.scan(620, 877) == pdf


@pytest.mark.parametrize("layout", ["lettre", "tableau"])
def test_a_locked_paper_asks_for_its_password(layout: str) -> None:
    pdf = documents.locked(order(layout), "sésame")
    with pytest.raises(FileNotDecryptedError):
        len(PdfReader(BytesIO(pdf)).pages)
    opened = PdfReader(BytesIO(pdf), password="sésame")  # noqa: S106 - a test's own password
    assert "BDC-0042" in opened.pages[0].extract_text()
    assert documents.locked(order(layout), "sésame") == pdf
    assert len(pdf) < 8_000
