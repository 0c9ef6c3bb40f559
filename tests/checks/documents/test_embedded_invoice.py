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
    INVOICE_HEAD,
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
    table,
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


WHOLE = money("858.33", "20", "171.67", "1030.00")  # the prestation and 500.00 of other things


@pytest.mark.parametrize(
    "nets",
    [
        ["385.33", "473.00"],
        ["300.00", "58.33", "500.00"],  # whose sum is the JSON's amount: maybe by chance
        ["429.17", "429.16"],
        ["800.00", "100.00", "-41.67"],
    ],
)
def test_of_lines_among_which_the_prestation_cannot_be_told_the_figures_are_shown(
    nets: list[str], embedded: Callable[..., Dossier], check: Check
) -> None:
    items = [item(f"Article {n}", net) for n, net in enumerate(nets, start=1)]

    said = check(embedded(money=WHOLE, items=items))

    assert [("DOC021", "illisible")] == said_of(said)
    (told,) = not_checked(said)
    first = nets[0].replace(".", ",")
    assert f"ne disent pas ce qui, de {first} € (« Article 1 »), " in told
    assert f"(« Article {len(nets)} »), est la Prestation Ségur." in told
    assert told.endswith("avec le JSON : 358,33 € (HT), 71,67 € (TVA), 430,00 € (TTC)")
    assert "a-verifier" == said.report["verdict"]


@pytest.mark.parametrize(
    ("names", "nets"),
    [
        (["Licence", "Formation"], ["200.00", "100.00"]),
        (["Licence", "Formation", "Reprise"], ["100.00", "100.00", "100.00"]),
        (["Logiciel hors Ségur", "Formation"], ["250.00", "50.00"]),
    ],
)
def test_a_json_above_the_whole_of_the_data_is_told_whatever_the_lines(
    names: list[str], nets: list[str], embedded: Callable[..., Dossier], check: Check
) -> None:
    items = [item(name, net) for name, net in zip(names, nets, strict=True)]

    said = check(embedded(money=money("300.00", "20", "60.00", "360.00"), items=items))

    found = only(said, "DOC021")
    assert ("a-modifier", "certaine") == (found["severity"], found["confidence"])
    assert (
        "300,00 € (HT de toute la facture), 60,00 € (TVA de toute la facture), "
        "360,00 € (TTC de toute la facture)"
    ) == plain(found["found"])
    assert "358,33 € (HT), 71,67 € (TVA), 430,00 € (TTC)" == plain(found["expected"])


def test_a_whole_from_which_something_is_taken_off_may_be_less_than_a_part(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    less = money("300.00", "20", "60.00", "360.00")
    minus = [item("Licence", "400.00"), item("Remise", "-100.00")]
    plus = [item("Licence", "200.00"), item("Formation", "200.00")]

    by_line = check(embedded(money=less, items=minus))
    by_allowance = check(
        embedded(money=less, items=plus, items_total=Decimal("400.00"), allowance=Decimal("100.00"))
    )

    assert [("DOC021", "illisible")] == said_of(by_line) == said_of(by_allowance)


def test_the_same_whole_on_the_page_is_told_once(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    less = money("300.00", "20", "60.00", "360.00")
    items = [item("Licence", "200.00"), item("Formation", "100.00")]

    only(check(embedded(money=less, items=items, page={"money": less})), "DOC006")


@pytest.mark.parametrize(
    ("names", "nets", "said"),
    [
        # Its own lines, one or together.
        (["Prestation Ségur", "Maintenance Ségur"], ["358.33", "500.00"], []),
        (["Prestation Ségur 1", "Prestation Ségur 2", "Licence"], ["300.00", "58.33", "500.00"], []),
        (["Prestation Ségur", "Suivi Ségur", "Licence"], ["358.33", "100.00", "400.00"], []),
        # Named after the Ségur, but its price is another's.
        (["Licence référencée Ségur", "Installation"], ["500.00", "358.33"], ["illisible"]),
        (["Licence Ségur", "Pose", "Formation"], ["500.00", "300.00", "58.33"], ["illisible"]),
        # Not named after it.
        (["Prestation", "Logiciel hors Ségur"], ["358.33", "500.00"], []),
        (["Prestation Ségur", "Licence hors Ségur"], ["385.33", "473.00"], ["a-modifier"]),
        # None of its lines, alone or together, nor another.
        (["Prestation Ségur", "Licence"], ["385.33", "473.00"], ["a-modifier"]),
        (["Ségur 1", "Ségur 2", "Licence"], ["100.00", "285.33", "473.00"], ["a-modifier"]),
    ],
)  # fmt: skip
def test_the_line_of_the_prestation_is_known_by_its_name_or_its_price(
    names: list[str],
    nets: list[str],
    said: list[str],
    embedded: Callable[..., Dossier],
    check: Check,
) -> None:
    items = [item(name, net) for name, net in zip(names, nets, strict=True)]

    told = said_of(check(embedded(money=WHOLE, items=items)))

    assert [("DOC021", one) for one in said] == told


def test_the_grand_total_in_place_of_the_line_is_told(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    items = [item("Prestation Ségur", "300.00"), item("Formation", "58.33")]

    found = only(check(embedded(items=items)), "DOC021")

    assert ("300,00 € (HT)", "358,33 € (HT)") == (plain(found["found"]), plain(found["expected"]))


def test_fees_and_reductions_of_the_whole_are_no_price_of_the_only_line(
    embedded: Callable[..., Dossier], check: Check
) -> None:
    terms = {
        "items": [item("Prestation", "358.33")],
        "items_total": Decimal("358.33"),
        "charge": Decimal("10.00"),
        "money": money("368.33", "20", "73.67", "442.00"),
    }

    assert [] == said_of(check(embedded(**terms)))


@pytest.mark.parametrize("profile", ["MINIMUM", "BASIC WL"])
def test_data_without_lines_tell_the_whole_that_the_page_shows_beside_the_prestation(
    profile: str, dossiers: ModuleType, check: Check
) -> None:
    rows = (
        ("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"),
        ("Prestation Ségur LGC vague 1", "1", "358,33 €", "358,33 €"),
        ("Licence", "1", "500,00 €", "500,00 €"),
        ("", "", "Total HT", "858,33 €"),
        ("", "", "TVA 20 %", "171,67 €"),
        ("", "", "Total TTC", "1 030,00 €"),
    )

    def said(figures: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - of a script of examples/
        data = data_of(dossiers.MDV) | {"money": figures, "profile": profile}
        invoice = facturx.with_facturx(table(rows, head=INVOICE_HEAD), **data)
        return said_of(check(put_paper(dossiers.MDV.solde(), "invoice", invoice)))

    assert [] == said(WHOLE)
    assert [("DOC021", "a-modifier")] == said(money("885.33", "20", "177.07", "1062.40"))


@pytest.mark.parametrize(
    ("figures", "kind"),
    [(WHOLE, "illisible"), (money("300.00", "20", "60.00", "360.00"), "a-modifier")],
)
def test_of_a_scan_whose_data_have_no_lines_the_whole_alone_is_known(
    figures: Any,  # noqa: ANN401 - of a script of examples/
    kind: str,
    dossiers: ModuleType,
    check: Check,
) -> None:
    data = data_of(dossiers.MDV) | {"money": figures, "profile": "MINIMUM"}
    scan = facturx.with_facturx(documents.scan(600, 850), **data)

    said = said_of(check(put_paper(dossiers.MDV.solde(), "invoice", scan)))

    assert [("DOC001", "illisible"), ("DOC021", kind)] == sorted(said)


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


# --- data that cannot be read ---


@pytest.fixture
def holding(dossiers: ModuleType) -> Callable[..., Dossier]:
    """The solde of MDV, its right invoice with a file attached; `page` are other terms of its page."""

    def make(content: bytes, name: str = "factur-x.xml", **page: Any) -> Dossier:  # noqa: ANN401 - see documents
        invoice = facturx.attached(of_invoice(dossiers.MDV, **page), (name, content))
        return put_paper(dossiers.MDV.solde(), "invoice", invoice)

    return make


@pytest.fixture
def right(dossiers: ModuleType) -> bytes:
    """The data of the right invoice."""
    return bytes(facturx.facturx_xml(**data_of(dossiers.MDV)))


def not_checked(said: Said, code: str = "DOC021") -> list[str]:
    """Why a control could not judge, line by line."""
    return [
        plain(one["reason"])
        for request in said.report["requests"]
        for one in request["not_checked"]
        if (one["code"], one["kind"]) == (code, "illisible")
    ]


UNREAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "leur fichier est vide."),
    "blank": (lambda _: b"\n \n", "leur fichier est vide."),
    "cut": (lambda data: data[:-30], "leur XML est mal formé, par exemple coupé"),
    "cut-in-the-middle": (lambda data: data[: len(data) // 2], "leur XML est mal formé"),
    "ampersand": (
        lambda data: data.replace(b"F-CMD", b"F & CMD"),
        "avec un « & » écrit tel quel (l. 9).",
    ),
    "control-sign": (lambda data: data.replace(b"F-CMD", b"F\x02CMD"), "leur XML est mal formé"),
    "namespace": (
        lambda data: data.replace(b"CrossIndustryInvoice:100", b"CrossIndustryInvoice:1"),
        "n'est pas celui d'une facture Factur-X (« {urn:un:unece:uncefact:data:standard:CrossInd",
    ),
    "zugferd-1": (
        lambda _: b'<CrossIndustryDocument xmlns="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
        "n'est pas celui d'une facture Factur-X (« {urn:ferd:CrossIndustryDocument:invoice:1p0}",
    ),
    "another-root": (lambda _: b"<not-an-invoice/>", "leur élément racine"),
    "latin-1": (
        lambda data: data.decode().encode("cp1252"),
        "elles ne sont pas écrites dans le codage qu'elles déclarent, ou il est inconnu (« UTF-8 »)",
    ),
    "no-latin-1": (
        lambda data: data.replace(b"UTF-8", b"ISO-8859-1"),
        "dans le codage qu'elles déclarent, ou il est inconnu (« ISO-8859-1 »)",
    ),
    "no-such-encoding": (
        lambda data: data.replace(b"UTF-8", b"ANSI"),
        "ou il est inconnu (« ANSI »)",
    ),
    "doctype": (
        lambda _: b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "elles ont un DOCTYPE",
    ),
    "binary": (lambda _: b"\x00\xff" * 100, "leur XML est mal formé"),
    "signs": (lambda _: b"<" * 10_000, "leur XML est mal formé"),
    "too-big": (lambda _: b" " * 2_000_001, "elles dépassent ce que l'outil lit (2 Mo)"),
}


@pytest.mark.parametrize("case", UNREAD)
def test_data_that_cannot_be_read_are_not_checked_and_the_reason_is_told(
    case: str, holding: Callable[..., Dossier], right: bytes, check: Check
) -> None:
    damage, reason = UNREAD[case]

    said = check(holding(damage(right)))

    assert [("DOC021", "illisible")] == said_of(said)
    (told,) = not_checked(said)
    assert "Les données Factur-X de « facture_CMD-2022-0042.pdf » ne se lisent pas : " in told
    assert reason in told
    assert "a-verifier" == said.report["verdict"]


@pytest.mark.parametrize(
    "name",
    ["data/factur-x.xml", "C:\\temp\\Factur-X.XML", "ZUGFeRD-invoice.xml", "a/xrechnung.xml"],
)
def test_data_under_another_path_or_name_are_told_alike(
    name: str, holding: Callable[..., Dossier], right: bytes, check: Check
) -> None:
    other = right.replace(b"358.33", b"385.33")

    assert [("DOC021", "illisible")] == said_of(check(holding(right[:-30], name)))
    assert "DOC021" in check(holding(other, name)).codes
    assert [] == said_of(check(holding(right, name)))


@pytest.mark.parametrize("name", ["facture.xml", "F-CMD-2022-0042.XML"])
def test_any_xml_that_starts_as_an_invoice_is_its_data(
    name: str, holding: Callable[..., Dossier], right: bytes, check: Check
) -> None:
    assert [("DOC021", "illisible")] == said_of(check(holding(right[:-30], name)))
    assert [] == said_of(check(holding(right, name)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("conditions.xml", b"<conditions/>"),
        ("order-x.xml", b"<SCRDMCCBDACIOMessageStructure/>"),
        ("export.xml", b"<a>cut & short"),
        ("empty.xml", b""),
        ("notes.txt", b"factur-x.xml"),
    ],
)
def test_another_file_attached_is_silent(
    name: str, content: bytes, holding: Callable[..., Dossier], check: Check
) -> None:
    assert [] == said_of(check(holding(content, name)))


def test_two_files_of_data_that_differ_are_told(
    dossiers: ModuleType, right: bytes, check: Check
) -> None:
    files = [("factur-x.xml", right), ("data/factur-x.xml", right.replace(b"358.33", b"385.33"))]
    invoice = facturx.attached(of_invoice(dossiers.MDV), *files)

    said = check(put_paper(dossiers.MDV.solde(), "invoice", invoice))

    assert [("DOC021", "illisible")] == said_of(said)
    assert "le PDF en contient plusieurs, qui diffèrent" in not_checked(said)[0]


ISSUED = b'<udt:DateTimeString format="102">20230306</udt:DateTimeString>'
PART = {
    "impossible-day": (
        (ISSUED, ISSUED.replace(b"0306", b"0230")),
        "« 20230230 » (date de la facture) ; ce n'est pas un jour écrit AAAAMMJJ, au format 102.",
    ),
    "dashes": ((ISSUED, ISSUED.replace(b"20230306", b"2023-03-06")), "« 2023-03-06 »"),
    "french-day": ((ISSUED, ISSUED.replace(b"20230306", b"06/03/2023")), "« 06/03/2023 »"),
    "other-format": ((ISSUED, ISSUED.replace(b"102", b"203")), '« 20230306 format="203" »'),
    "no-format": ((ISSUED, ISSUED.replace(b' format="102"', b"")), '« 20230306 format="" »'),
    "comma": (
        (b">430.00</ram:GrandTotal", b">430,00</ram:GrandTotal"),
        "« 430,00 » (TTC) ; ce n'est pas un nombre écrit comme le veut le format.",
    ),
    "currency-sign": (
        (b">358.33</ram:TaxBasisTotal", "> 358.33 €</ram:TaxBasisTotal".encode()),
        "« 358.33 € » (HT)",
    ),
    "percent-sign": ((b">20</ram:RateApplicablePercent", b">20 %</ram:RateApplicablePercent"), "« 20 % » (taux de TVA)"),
    "no-date": ((ISSUED, b""), "date de la facture ; cela manque, ou n'est pas à sa place."),
    "no-gross": (
        (b"<ram:GrandTotalAmount>430.00</ram:GrandTotalAmount>", b""),
        "TTC ; cela manque, ou n'est pas à sa place.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PART)
def test_one_value_that_cannot_be_read_is_told_and_the_rest_is_judged(
    case: str, holding: Callable[..., Dossier], right: bytes, check: Check
) -> None:
    (old, new), told = PART[case]
    assert old in right

    alone = check(holding(right.replace(old, new)))
    beside = check(holding(right.replace(old, new).replace(b">F-CMD-2022-0042<", b">F-2<")))

    assert [("DOC021", "illisible")] == said_of(alone)
    (message,) = not_checked(alone)
    assert (
        f"Une partie des données Factur-X de « facture_CMD-2022-0042.pdf » ne se lit pas : {told}"
        in message
    )
    (found,) = beside.findings("DOC021")
    assert "« F-2 » (numéro de la facture)" == plain(found["found"])
    assert [message] == not_checked(beside)


def test_values_that_cannot_be_read_for_one_reason_are_told_together(
    holding: Callable[..., Dossier], right: bytes, check: Check
) -> None:
    data = right.replace(b"430.00</ram:Grand", b"430,00</ram:Grand").replace(
        b"71.67</ram:TaxTotal", b"71,67</ram:TaxTotal"
    )

    (told,) = not_checked(check(holding(data)))

    assert "« 71,67 » (TVA), « 430,00 » (TTC) ; ce n'est pas un nombre" in told


def test_data_of_a_scan_that_cannot_be_read_are_told(
    dossiers: ModuleType, right: bytes, check: Check
) -> None:
    scan = facturx.attached(documents.scan(600, 850), ("factur-x.xml", right[:-30]))

    said = check(put_paper(dossiers.MDV.solde(), "invoice", scan))

    assert [("DOC001", "illisible"), ("DOC021", "illisible")] == sorted(said_of(said))


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


def test_what_is_not_checked_is_english_when_asked(
    holding: Callable[..., Dossier],
    right: bytes,
    embedded: Callable[..., Dossier],
    check: Check,
) -> None:
    def told(dossier: Dossier) -> str:
        (line,) = not_checked(check(dossier, "--lang", "en"))
        return line

    assert (
        "The Factur-X data of “facture_CMD-2022-0042.pdf” cannot be read: their XML is not "
        "well-formed, for instance cut off, or with an unescaped “&” (l. "
    ) in told(holding(right[:-30]))
    assert (
        "Part of the Factur-X data of “facture_CMD-2022-0042.pdf” cannot be read: “20230230” "
        "(invoice date); this is not a day written as YYYYMMDD, in format 102."
    ) in told(holding(right.replace(ISSUED, ISSUED.replace(b"0306", b"0230"))))
    assert (
        "do not say which part of €385.33 (“Licence”), €473.00 (“Formation”) is the Prestation Ségur. "
        "For you to compare with the JSON: €358.33 (excl. VAT), €71.67 (VAT)"
    ) in told(embedded(money=WHOLE, items=[item("Licence", "385.33"), item("Formation", "473.00")]))


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
