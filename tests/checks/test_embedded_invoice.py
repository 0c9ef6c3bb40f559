"""DOC021, and what DOC006 and DOC008 say of Factur-X data: held against the JSON and the page."""

import importlib
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from checks.edits import GONE, put
from checks.made_documents import (
    LAYOUTS,
    data_of,
    documents,
    name_of,
    of_invoice,
    only,
    places,
    plain,
    put_paper,
    said_of,
    spot,
)
from conftest import EXAMPLES, Said

sys.path.insert(0, str(EXAMPLES))
facturx: Any = importlib.import_module("facturx_documents")
sys.path.remove(str(EXAMPLES))

Check = Callable[..., Said]
Dossier = Any

PROFILES = ("MINIMUM", "BASIC WL", "BASIC", "EN 16931", "EXTENDED")
AT = "/lignesImport/0/facture"


def money(ht: str, rate: str, vat: str, ttc: str) -> Any:  # noqa: ANN401 - of a script of examples/
    """Figures as they are, wrong ones too."""
    return documents.Money(*map(Decimal, (ht, rate, vat, ttc)))


OTHER = money("385.33", "20", "77.07", "462.40")


def item(name: str, net: str, rate: str = "20") -> Any:  # noqa: ANN401 - of a script of examples/
    """A line of the data."""
    return facturx.Item(name, Decimal(net), Decimal(rate))


@pytest.fixture
def embedded(dossiers: ModuleType) -> Callable[..., Dossier]:
    """The solde of MDV, its invoice with data; `page` are other terms of the page alone."""

    def make(*, page: dict[str, Any] | None = None, layout: str = "lettre", **data: Any) -> Dossier:  # noqa: ANN401 - see documents
        paper = of_invoice(dossiers.MDV, layout=layout, **(page or {}))
        invoice = facturx.with_facturx(paper, **(data_of(dossiers.MDV) | data))
        return put_paper(dossiers.MDV.solde(), "invoice", invoice)

    return make


# --- silent ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("profile", PROFILES)
def test_data_that_agree_are_silent(
    profile: str, layout: str, embedded: Callable[..., Dossier], check: Check
) -> None:
    assert [] == said_of(check(embedded(profile=profile, layout=layout)))


@pytest.mark.parametrize(
    "data",
    [
        {"number": "f-cmd-2022-0042"},
        {"number": "F-CMD- 2022-0042"},
        {"prepaid": Decimal("430.00")},
        {
            "items": [
                item("Prestation Ségur, installation", "100.00"),
                item("Prestation Ségur, formation", "258.33"),
            ]
        },
        {"items": [item("Installation", "100.00"), item("Formation", "258.33")]},
        {"items": [item("Remise comprise", "358.33")], "served_on": date(2023, 3, 2)},
    ],
)
def test_data_written_otherwise_are_silent(
    data: dict[str, Any], embedded: Callable[..., Dossier], check: Check
) -> None:
    assert [] == said_of(check(embedded(**data)))


def test_of_several_lines_the_one_of_the_prestation_is_compared(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    def said(segur: str, total: Any) -> Said:  # noqa: ANN401 - of a script of examples/
        items = [item("Prestation Ségur LGC", segur), item("Formation", "100.00")]
        return check(embedded(money=total, items=items))

    assert [] == said_of(said("358.33", money("458.33", "20", "91.67", "550.00")))

    found = only(said("385.33", money("485.33", "20", "97.07", "582.40")), "DOC021")
    assert ("385,33 € (HT)", "358,33 € (HT)") == (plain(found["found"]), plain(found["expected"]))


def test_a_title_among_the_lines_is_no_line(embedded: Callable[..., Dossier], check: Check) -> None:
    items = [
        facturx.Item("Prestation Ségur", Decimal("358.33"), Decimal(20), status="GROUP"),
        item("Installation", "385.33"),
    ]

    found = only(check(embedded(profile="EXTENDED", items=items, money=OTHER)), "DOC021")
    assert plain(found["found"]).startswith("385,33 € (HT)")


def test_of_several_lines_none_of_which_names_the_prestation_nothing_is_compared(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    items = [item("Licence", "358.33"), item("Formation", "100.00")]

    assert [] == said_of(
        check(embedded(money=money("458.33", "20", "91.67", "550.00"), items=items))
    )


# --- against the JSON ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("profile", PROFILES)
def test_other_amounts_are_certain_with_both_sides_and_each_place_of_the_json(
    profile: str,
    layout: str,
    embedded: Callable[..., Dossier],
    check: Check,
) -> None:
    dossier = embedded(profile=profile, layout=layout, money=OTHER)

    found = only(check(dossier), "DOC021")

    assert ("a-modifier", "certaine") == (found["severity"], found["confidence"])
    assert "385,33 € (HT), 77,07 € (TVA), 462,40 € (TTC)" == plain(found["found"])
    assert "358,33 € (HT), 71,67 € (TVA), 430,00 € (TTC)" == plain(found["expected"])
    told = plain(found["message"])
    assert "Les données Factur-X de « facture_CMD-2022-0042.pdf » disent 385,33 € (HT)" in told
    assert "le JSON dit 358,33 € (HT)" in told
    text = dossier.text()
    assert places(found) == [
        ("facture_CMD-2022-0042.pdf", None, None),
        (f"{AT}/montantSegurHT", spot(text, "montantSegurHT", 1), "358.33"),
        (f"{AT}/montantTVA", spot(text, "montantTVA", 1), "71.67"),
        (f"{AT}/montantSegurTTC", spot(text, "montantSegurTTC", 1), "430.00"),
    ]


@pytest.mark.parametrize(
    ("data", "found", "expected", "key"),
    [
        (
            {"issued_on": date(2023, 3, 7)},
            "07/03/2023 (date de la facture)",
            "06/03/2023 (date de la facture)",
            "dateFacture",
        ),
        (
            {"number": "F-2"},
            "« F-2 » (numéro de la facture)",
            "« F-CMD-2022-0042 » (numéro de la facture)",
            "numeroFacture",
        ),
        (
            {"money": money("358.33", "20", "71.67", "430.01"), "profile": "EXTENDED"},
            "430,01 € (TTC)",
            "430,00 € (TTC)",
            "montantSegurTTC",
        ),
    ],
)
def test_another_date_number_or_cent_is_told_at_its_key(
    data: dict[str, Any],
    found: str,
    expected: str,
    key: str,
    embedded: Callable[..., Dossier],
    check: Check,
) -> None:
    dossier = embedded(**data)

    (told,) = check(dossier).findings("DOC021")

    assert (found, expected) == (plain(told["found"]), plain(told["expected"]))
    assert (f"{AT}/{key}", spot(dossier.text(), key, 1 if "montant" in key else 0)) == (
        places(told)[1][:2]
    )


def test_another_rate_of_the_data_alone_is_told_with_what_follows_from_it(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    found = only(check(embedded(money=money("358.33", "8.5", "30.46", "388.79"))), "DOC021")

    assert "30,46 € (TVA), 388,79 € (TTC), 8,5 % (taux de TVA)" == plain(found["found"])
    assert "71,67 € (TVA), 430,00 € (TTC), 20 % (taux de TVA)" == plain(found["expected"])


@pytest.mark.parametrize("key", ["montantSegurHT", "montantTVA", "montantSegurTTC"])
@pytest.mark.parametrize("value", [GONE, None, "abc", [1], {}, True])
def test_a_key_without_a_value_is_not_compared(
    value: object, key: str, embedded: Callable[..., Dossier], check: Check
) -> None:
    dossier = embedded(money=OTHER)
    put(dossier, f"facture.{key}", value)

    said = check(dossier)

    assert 70 != said.code
    (found,) = said.findings("DOC021")
    assert f"{AT}/{key}" not in [one[0] for one in places(found)]
    assert 3 == len(found["locations"])


@pytest.mark.parametrize("key", ["dateFacture", "numeroFacture"])
@pytest.mark.parametrize("value", [GONE, None, [], {}, True, ""])
def test_a_date_or_a_number_of_the_wrong_type_is_not_compared(
    value: object, key: str, embedded: Callable[..., Dossier], check: Check
) -> None:
    dossier = embedded(issued_on=date(2023, 3, 7), number="F-2")
    put(dossier, f"facture.{key}", value)

    said = check(dossier)

    assert 70 != said.code
    (found,) = said.findings("DOC021")
    assert [f"{AT}/{key}"] != [one[0] for one in places(found)[1:]]
    assert 2 == len(found["locations"])


# --- against the page ---


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_other_amounts_on_the_page_are_one_finding_and_certain(
    layout: str, embedded: Callable[..., Dossier], check: Check
) -> None:
    found = only(check(embedded(money=OTHER, page={"money": OTHER}, layout=layout)), "DOC006")

    assert ("a-modifier", "certaine") == (found["severity"], found["confidence"])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_other_rate_on_the_page_is_told_once(
    layout: str, embedded: Callable[..., Dossier], check: Check
) -> None:
    drom = money("358.33", "8.5", "30.46", "388.79")

    only(check(embedded(money=drom, page={"money": drom}, layout=layout)), "DOC005")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_that_disagrees_with_the_data_and_the_json_is_told_of_both(
    layout: str, embedded: Callable[..., Dossier], check: Check
) -> None:
    said = check(embedded(page={"money": OTHER}, layout=layout))

    assert [("DOC006", "a-modifier"), ("DOC021", "a-modifier")] == said_of(said)
    (amounts,), (data,) = said.findings("DOC006"), said.findings("DOC021")
    assert ("probable", "certaine") == (amounts["confidence"], data["confidence"])
    assert "ses pages montrent 385,33 € (HT), 77,07 € (TVA), 462,40 € (TTC)" in plain(
        data["message"]
    )
    assert [1, 1, 1] == [page for _, page, _ in places(data)[1:]]


def test_data_and_page_are_compared_where_the_json_has_no_invoice(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    dossier = embedded(money=OTHER)
    put(dossier, "facture", GONE)

    (found,) = check(dossier).findings("DOC021")

    assert "385,33 € (HT), 77,07 € (TVA), 462,40 € (TTC)" == plain(found["found"])
    assert "358,33 € (HT), 71,67 € (TVA), 430,00 € (TTC)" == plain(found["expected"])


def test_data_of_a_scan_are_read(dossiers: ModuleType, check: Check) -> None:
    invoice = facturx.with_facturx(
        documents.scan(600, 850), **(data_of(dossiers.MDV) | {"money": OTHER})
    )

    said = check(put_paper(dossiers.MDV.solde(), "invoice", invoice))

    assert [("DOC021", "a-modifier"), ("DOC001", "illisible")] == said_of(said)


def test_data_of_an_order_are_not_looked_at(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    paper = dossier.pieces[name_of(dossier, "order")]
    data = data_of(dossiers.MDV) | {"money": OTHER}

    put_paper(dossier, "order", facturx.with_facturx(paper, **data))

    assert "DOC021" not in check(dossier).codes


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<not-an-invoice/>",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"\x00\xff" * 100,
        b"<" * 10_000,
    ],
)
def test_data_that_are_none_are_no_fault(
    content: bytes, dossiers: ModuleType, check: Check
) -> None:
    invoice = facturx.attached(of_invoice(dossiers.MDV), ("factur-x.xml", content))

    assert [] == said_of(check(put_paper(dossiers.MDV.solde(), "invoice", invoice)))


# --- the arithmetic of the data (DOC008) ---


@pytest.mark.parametrize(
    ("figures", "severity", "told"),
    [
        (
            ("358.33", "20", "71.67", "431.00"),
            "a-modifier",
            "disent 431,00 € ; l'outil calcule 430,00 € (TTC = HT + TVA)",
        ),
        (
            ("358.33", "20", "71.65", "429.98"),
            "a-modifier",
            "disent 71,65 € ; l'outil calcule 71,67 € (TVA = base HT × taux)",
        ),
        (
            ("358.33", "20", "71.68", "430.01"),
            "alerte",
            "disent 71,68 € ; l'outil calcule 71,67 € (TVA = base HT × taux), soit un centime d'écart",
        ),
    ],
)
def test_wrong_arithmetic_of_the_data_is_certain(
    figures: tuple[str, str, str, str],
    severity: str,
    told: str,
    embedded: Callable[..., Dossier],
    check: Check,
) -> None:
    (found,) = check(embedded(money=money(*figures))).findings("DOC008")

    assert (severity, "certaine") == (found["severity"], found["confidence"])
    assert told in plain(found["message"])
    assert [("facture_CMD-2022-0042.pdf", None, None)] == places(found)


def test_a_sum_of_lines_that_is_wrong_is_told(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    items = [
        item("Prestation Ségur, installation", "100.00"),
        item("Prestation Ségur, suite", "258.33"),
    ]

    said = check(embedded(items=items, items_total=Decimal("358.34")))

    # The total of the lines is neither their sum nor what the HT follows from.
    assert [("358,34 €", "358,33 €"), ("358,33 €", "358,34 €")] == [
        (plain(one["found"]), plain(one["expected"])) for one in said.findings("DOC008")
    ]


# --- words ---


def test_the_words_are_english_when_asked(embedded: Callable[..., Dossier], check: Check) -> None:
    against_json = only(check(embedded(money=OTHER), "--lang", "en"), "DOC021")
    (against_page,) = check(embedded(page={"money": OTHER}), "--lang", "en").findings("DOC021")

    assert (
        "The Factur-X data of “facture_CMD-2022-0042.pdf” say €385.33 (excl. VAT), €77.07 (VAT), "
        "€462.40 (incl. VAT); the JSON says €358.33 (excl. VAT)"
    ) in against_json["message"]
    assert "its pages show €385.33 (excl. VAT)" in against_page["message"]


def test_what_the_data_hold_is_printed_without_its_control_signs(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    number = "F\u202e-190017512345678@patient.mssante.fr"

    said = check(embedded(number=number))

    (found,) = said.findings("DOC021")
    assert "\u202e" not in found["found"]
    assert "•••@patient.mssante.fr" in found["found"]
    assert "190017512345678" not in said.out


def test_a_fingerprint_is_the_same_in_both_languages(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    dossier = embedded(money=OTHER, number="F-2", issued_on=date(2023, 3, 7))

    french, english = (
        only(check(dossier, "--lang", lang), "DOC021")["fingerprint"] for lang in ("fr", "en")
    )

    assert french == english


@pytest.mark.parametrize(
    ("code", "told"), [("381", "un avoir"), ("386", "une facture d'acompte"), ("380", None)]
)
def test_data_that_say_they_are_no_invoice_are_told(
    code: str, told: str | None, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.solde()
    paper = of_invoice(dossiers.MDV)
    data = facturx.with_facturx(paper, **(data_of(dossiers.MDV) | {"type_code": code}))

    found = check(put_paper(dossier, "invoice", data)).findings("DOC011")

    assert ([("alerte", "certaine", told)] if told else []) == [
        (one["severity"], one["confidence"], plain(one["found"])) for one in found
    ]
