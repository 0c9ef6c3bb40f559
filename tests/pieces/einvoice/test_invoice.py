"""The sums of an invoice: right ones, wrong ones, and those that cannot be judged."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from facturx_invoices import facturx, item, money, read, told, xml
from segur_check.pieces.einvoice.invoice import (
    Equation,
    Fault,
    InvoiceLine,
    Profile,
    Tax,
    Totals,
    faults,
)
from segur_check.values.money import CENT, vat_of

PROFILES = list(facturx.GUIDELINES)
amounts = st.decimals("-1000000", "1000000", places=2)


def wrong(**changes: object) -> tuple[Fault, ...]:
    return faults(read(**changes))


def equations(**changes: object) -> list[Equation]:
    return [fault.equation for fault in wrong(**changes)]


@pytest.mark.parametrize("profile", PROFILES)
def test_an_invoice_whose_sums_are_right_has_no_fault(profile: str) -> None:
    assert wrong(profile=profile) == ()


@pytest.mark.parametrize("profile", ["MINIMUM", "BASIC WL", "BASIC", "EN 16931"])
@pytest.mark.parametrize("ttc", ["1339.49", "1339.51", "1234.56", "-1339.50"])
def test_a_ttc_that_is_not_ht_and_vat_is_a_fault_in_every_profile(profile: str, ttc: str) -> None:
    found = wrong(profile=profile, money=money("1234.56", "8.5", "104.94", ttc))

    assert found == (Fault(Equation.TTC, Decimal(ttc), Decimal("1339.50")),)
    assert found[0].difference == Decimal(ttc) - Decimal("1339.50")


@pytest.mark.parametrize(
    ("vat", "off"), [("104.93", "-0.01"), ("104.95", "0.01"), ("246.91", "141.97")]
)
def test_a_vat_that_is_not_the_rate_of_its_basis_is_shown_with_its_rate(vat: str, off: str) -> None:
    figures = money("1234.56", "8.5", vat, f"{Decimal('1234.56') + Decimal(vat)}")

    (fault,) = wrong(money=figures)

    assert (Equation.RATE, Decimal(vat), Decimal("104.94")) == (
        fault.equation,
        fault.stated,
        fault.computed,
    )
    assert fault.difference == Decimal(off)
    assert fault.tax == Tax("S", Decimal("8.5"), Decimal("1234.56"), Decimal(vat))


def test_half_a_cent_of_vat_counts_as_one() -> None:
    assert wrong(money=money("0.50", "1", "0.01", "0.51")) == ()
    assert wrong(money=money("-0.50", "1", "-0.01", "-0.51")) == ()


def test_the_vat_of_each_rate_is_judged_and_their_total_too() -> None:
    rates = [money("100.00", "20", "20.00", "120.00"), money("50.00", "8.5", "4.00", "54.00")]
    items = [item("100.00", "20"), item("50.00", "8.5")]

    found = wrong(money=money("150.00", "20", "24.25", "174.25"), rates=rates, items=items)

    assert [
        (Equation.RATE, Decimal("4.00"), Decimal("4.25")),
        (Equation.VAT, Decimal("24.25"), Decimal("24.00")),
    ] == [(fault.equation, fault.stated, fault.computed) for fault in found]


def test_an_exempt_invoice_owes_no_vat() -> None:
    assert wrong(money=money("358.33", "0", "0", "358.33")) == ()
    assert [Equation.RATE] == equations(money=money("358.33", "0", "10.00", "368.33"))


def test_the_lines_make_their_total() -> None:
    items = [item("1000.00", "8.5"), item("234.55", "8.5")]

    found = wrong(items=items)

    assert found == (Fault(Equation.LINES, Decimal("1234.56"), Decimal("1234.55")),)


def test_allowances_and_charges_stand_between_the_lines_and_the_ht() -> None:
    terms = {"items": [item("1244.56", "8.5")], "items_total": Decimal("1244.56")}
    down, up = {"allowance": Decimal("15.00")}, {"charge": Decimal("5.00")}

    assert wrong(**terms, **down, **up) == ()
    assert [Equation.HT] == equations(**terms)
    assert wrong(**terms, **down) == (Fault(Equation.HT, Decimal("1234.56"), Decimal("1229.56")),)
    assert wrong(**terms, **up) == (Fault(Equation.HT, Decimal("1234.56"), Decimal("1249.56")),)


def test_allowances_whose_total_is_left_out_leave_the_ht_unjudged() -> None:
    data = xml(
        allowance=Decimal("15.00"), items_total=Decimal("1249.56"), items=[item("1249.56", "8.5")]
    )
    total = b"<ram:AllowanceTotalAmount>15.00</ram:AllowanceTotalAmount>"
    assert total in data

    assert faults(told(data.replace(total, b""))) == ()


@pytest.mark.parametrize("unreadable", ["?", ""])
@pytest.mark.parametrize(
    ("element", "unjudged"),
    [
        ("LineTotalAmount", {Equation.LINES, Equation.HT}),
        ("BasisAmount", {Equation.RATE}),
        ("CalculatedAmount", {Equation.RATE, Equation.VAT}),
        ("RateApplicablePercent", {Equation.RATE}),
        ("TaxBasisTotalAmount", {Equation.HT, Equation.TTC}),
        ("TaxTotalAmount", {Equation.VAT, Equation.TTC}),
        ("GrandTotalAmount", {Equation.TTC}),
    ],
)
def test_a_sum_that_lacks_a_figure_is_not_judged(
    element: str, unjudged: set[Equation], unreadable: str
) -> None:
    all_wrong = {
        "money": money("100.00", "20", "30.00", "150.00"),
        "items": [item("70.00", "20")],
        "items_total": Decimal("80.00"),
        "rates": [money("100.00", "20", "25.00", "125.00")],
    }
    root = etree.fromstring(xml(**all_wrong))
    for value in root.iter(f"{{{facturx.NAMESPACES['ram']}}}{element}"):
        value.text = unreadable

    left = {fault.equation for fault in faults(told(etree.tostring(root)))}

    assert {*Equation} == set(equations(**all_wrong))
    assert {*Equation} - unjudged == left


@pytest.mark.parametrize(("cents", "judged"), [(2, False), (3, True)])
def test_extended_allows_a_cent_for_each_line(cents: int, judged: bool) -> None:  # noqa: FBT001
    items = [item("1000.00", "8.5"), item("234.56", "8.5")]
    ttc = f"{Decimal('1339.50') + cents * CENT}"
    lines = Decimal("1234.56") + cents * CENT

    assert judged == (
        Equation.TTC
        in equations(profile="EXTENDED", items=items, money=money("1234.56", "8.5", "104.94", ttc))
    )
    assert [Equation.LINES, Equation.HT] * judged == equations(
        profile="EXTENDED", items=items, items_total=lines
    )


@pytest.mark.parametrize(("cents", "judged"), [(3, False), (4, True)])
def test_extended_allows_a_cent_for_each_allowance_and_charge(cents: int, judged: bool) -> None:  # noqa: FBT001
    ttc = f"{Decimal('1339.50') + cents * CENT}"

    found = equations(
        profile="EXTENDED",
        allowance=Decimal("5.00"),
        charge=Decimal("5.00"),
        money=money("1234.56", "8.5", "104.94", ttc),
    )

    assert [Equation.TTC] * judged == found


def test_extended_allows_no_cent_on_the_vat() -> None:
    figures = money("1234.56", "8.5", "104.95", "1339.51")

    assert [Equation.RATE] == equations(profile="EXTENDED", money=figures)


def test_titles_and_informations_among_the_lines_add_nothing() -> None:
    items = [
        item("9.99", "8.5", status="GROUP"),
        item("1234.56", "8.5", status="DETAIL"),
        item("7.77", "8.5", status="INFORMATION"),
    ]

    assert wrong(profile="EXTENDED", items=items) == ()


@pytest.mark.parametrize("profile", [Profile.MINIMUM, Profile.BASIC_WL, Profile.OTHER])
def test_lines_in_a_profile_that_has_none_are_not_added_up(profile: Profile) -> None:
    invoice = read(items=[item("1.00", "8.5")])

    assert [Equation.LINES] == [fault.equation for fault in faults(invoice)]
    assert faults(replace(invoice, profile=profile)) == ()


def test_the_largest_figures_are_computed_without_a_crash() -> None:
    largest = Decimal("999999999999." + "9" * 16)
    invoice = replace(
        read(),
        lines=(InvoiceLine("x", largest, largest, largest),) * 10_000,
        taxes=(Tax("S", largest, largest, -largest),) * 100,
        totals=Totals(*(largest,) * 8),
    )

    assert {*Equation} == {fault.equation for fault in faults(invoice)}


@given(
    st.lists(st.tuples(amounts, st.sampled_from(["20", "8.5", "5.5", "2.1"])), min_size=1), amounts
)
def test_an_invoice_computed_by_the_rules_is_right_and_a_change_of_its_ttc_is_seen(
    lines: list[tuple[Decimal, str]], change: Decimal
) -> None:
    bases = {rate: sum(net for net, of_line in lines if of_line == rate) for _, rate in lines}
    rates = [(Decimal(ht), Decimal(rate)) for rate, ht in bases.items()]
    figures = [(ht, rate, vat_of(ht, rate)) for ht, rate in rates]
    ht, vat = sum(ht for ht, _, _ in figures), sum(vat for _, _, vat in figures)
    invoice = read(
        items=[item(f"{net}", rate) for net, rate in lines],
        rates=[money(f"{ht}", f"{rate}", f"{vat}", f"{ht + vat}") for ht, rate, vat in figures],
        money=money(f"{ht}", "20", f"{vat}", f"{ht + vat + change}"),
    )

    found = faults(invoice)

    assert [change] * bool(change) == [fault.difference for fault in found]
