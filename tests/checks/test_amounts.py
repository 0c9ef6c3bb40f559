"""MNT: the arithmetic to the cent, the caps, the rates by territory, what will be paid."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from stdnum import luhn

from conftest import Said

Check = Callable[..., Said]
Tree = dict[str, Any]
Findings = dict[str, str]


def amounts(said: Said, *codes: str) -> Findings:
    """What these MNT controls say: severities, and kinds of what they could not judge."""
    told = said.severities | said.not_checked
    return {code: what for code, what in told.items() if code in codes}


def write(dossiers: ModuleType, block: Tree, *figures: str | None) -> None:
    """Write HT, rate, VAT and TTC in an order or an invoice, digit for digit; None: absent."""
    keys = ("montantSegurHT", "tauxTVA", "montantTVA", "montantSegurTTC")
    for key, figure in zip(keys, figures, strict=True):
        block.pop(key, None)
        if figure is not None:
            block[key] = dossiers.Raw(figure)


def price(dossiers: ModuleType, block: Tree, ht: str, rate: str = "20") -> None:
    """Write right amounts in an order or an invoice."""
    block |= dossiers.priced(dossiers.money(ht, rate))


def finess(digits: str) -> str:
    """A FINESS from its first eight digits."""
    return digits + luhn.calc_check_digit(digits)


# --- the arithmetic ---

ARITHMETIC: dict[str, tuple[tuple[str | None, ...], Findings]] = {
    "right": (("358.33", "20", "71.67", "430.00"), {}),
    "right without decimals": (("358", "20.0", "71.6", "429.6"), {}),
    "half a cent goes up": (("5.00", "8.5", "0.43", "5.43"), {}),
    "half a cent rounded to even": (("5.00", "8.5", "0.42", "5.42"), {"MNT005": "alerte"}),
    "one cent over": (("358.33", "20", "71.68", "430.01"), {"MNT005": "alerte"}),
    "one cent under": (("358.33", "20", "71.66", "429.99"), {"MNT005": "alerte"}),
    "two cents over": (("358.33", "20", "71.69", "430.02"), {"MNT004": "a-modifier"}),
    "two cents under": (("358.33", "20", "71.65", "429.98"), {"MNT004": "a-modifier"}),
    "the cent is counted from the rounded product": (
        ("358.33", "20", "71.655", "429.985"),
        {"MNT004": "a-modifier"},
    ),
    "TTC one cent over": (("358.33", "20", "71.67", "430.01"), {"MNT006": "a-modifier"}),
    "TTC one cent under": (("358.33", "20", "71.67", "429.99"), {"MNT006": "a-modifier"}),
    "VAT a cent under and the right TTC": (
        ("358.33", "20", "71.66", "430.00"),
        {"MNT005": "alerte", "MNT006": "a-modifier"},
    ),
    "VAT and TTC wrong": (
        ("358.33", "20", "70.00", "430.00"),
        {"MNT004": "a-modifier", "MNT006": "a-modifier"},
    ),
    "0.2 for 20": (("358.33", "0.2", "71.67", "430.00"), {"MNT007": "a-modifier"}),
    "0.085 for 8.5": (("358.33", "0.085", "30.46", "388.79"), {"MNT007": "a-modifier"}),
    "0.2 for 20 and a wrong TTC": (
        ("358.33", "0.2", "71.67", "431.00"),
        {"MNT007": "a-modifier", "MNT006": "a-modifier"},
    ),
    "19.6 is a rate no more": (("358.33", "19.6", "70.23", "428.56"), {"MNT007": "a-modifier"}),
    "19.6 with the VAT of 20": (("358.33", "19.6", "71.67", "430.00"), {"MNT007": "a-modifier"}),
    "a rate below zero": (("358.33", "-20", "71.67", "430.00"), {"MNT007": "a-modifier"}),
    "10 is unusual": (("358.33", "10", "35.83", "394.16"), {"MNT007": "alerte"}),
    "5.5 is unusual": (("358.33", "5.5", "19.71", "378.04"), {"MNT007": "alerte"}),
    "2.1 is unusual": (("358.33", "2.1", "7.52", "365.85"), {"MNT007": "alerte"}),
    "10 with the VAT of 20": (
        ("358.33", "10", "71.67", "430.00"),
        {"MNT007": "alerte", "MNT004": "a-modifier"},
    ),
    "zero": (("358.33", "0", "0.00", "358.33"), {}),
    "zero with VAT": (("358.33", "0", "71.67", "430.00"), {"MNT004": "a-modifier"}),
    "no VAT, right TTC": (("358.33", "20", None, "430.00"), {}),
    "no VAT, TTC a cent over": (("358.33", "20", None, "430.01"), {"MNT005": "alerte"}),
    "no VAT, TTC two cents over": (("358.33", "20", None, "430.02"), {"MNT004": "a-modifier"}),
    "no TTC": (("358.33", "20", "71.67", None), {}),
    "no rate": (("358.33", None, "71.67", "430.00"), {}),
    "no rate, wrong TTC": (("358.33", None, "71.67", "430.01"), {"MNT006": "a-modifier"}),
    "HT alone": (("358.33", None, None, None), {}),
    "below a thousand millions of millions": (
        ("999999999999.99", "20", "200000000000.00", "1199999999999.99"),
        {},
    ),
    "a number nobody can reckon with": (("1e999999", "20", "71.67", "430.00"), {}),
}


@pytest.mark.parametrize("block", ["commande", "facture"])
@pytest.mark.parametrize(("figures", "expected"), list(ARITHMETIC.values()), ids=list(ARITHMETIC))
def test_vat_and_ttc_follow_from_ht_and_rate(
    block: str,
    figures: tuple[str | None, ...],
    expected: Findings,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance() if block == "commande" else dossiers.MDV.solde()
    write(dossiers, dossier.ligne[block], *figures)

    said = check(dossier)

    assert expected == amounts(said, "MNT004", "MNT005", "MNT006", "MNT007", "SYS001")


def test_vat_equation_is_shown(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    write(dossiers, dossier.ligne["commande"], "358.33", "20", "70.00", "428.33")

    (wrong,) = check(dossier).findings("MNT004")

    assert all(figure in wrong["message"] for figure in ("358,33", "20", "71,67", "70,00"))


# --- the caps ---

DEDUCED = ("MNT001", "MNT002", "MNT003")
CSV = "identifiant;sons;type_prestation;plafond_ht\n"


def doctors(dossiers: ModuleType, *ranks: int) -> list[Tree]:
    return [dossiers.doctor(rank) for rank in ranks]


PER_DOCTOR: dict[str, tuple[tuple[int, ...], str, Findings]] = {
    "one doctor, at the cap": ((0,), "358.33", {}),
    "one doctor, a cent over": ((0,), "358.34", {"MNT002": "alerte"}),
    "two doctors, at the cap": ((0, 1), "716.66", {}),
    "two doctors, a cent over": ((0, 1), "716.67", {"MNT002": "alerte"}),
    "three doctors, at the cap": ((0, 1, 2), "1074.99", {}),
    "the same doctor twice counts once": ((0, 0), "716.66", {"MNT002": "alerte"}),
}


@pytest.mark.parametrize(
    ("ranks", "ht", "expected"), list(PER_DOCTOR.values()), ids=list(PER_DOCTOR)
)
def test_deduced_cap_counts_each_doctor_once_and_only_warns(
    ranks: tuple[int, ...], ht: str, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["beneficiaires"]["liberal"] = doctors(dossiers, *ranks)
    price(dossiers, dossier.ligne["commande"], ht)

    said = check(dossier)

    assert expected == amounts(said, *DEDUCED)


@pytest.mark.parametrize(
    "spelt", [lambda rpps: f"8{rpps}", lambda rpps: f"{rpps[:5]} {rpps[5:]}"], ids=["8", "blank"]
)
def test_one_rpps_spelt_in_two_ways_counts_once(
    spelt: Callable[[str], str], check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    one, again = doctors(dossiers, 0, 0)
    again["RPPS"] = spelt(one["RPPS"])
    dossier.ligne["beneficiaires"]["liberal"] = [one, again]
    price(dossiers, dossier.ligne["commande"], "716.66")

    said = check(dossier)

    assert amounts(said, *DEDUCED) == {"MNT002": "alerte"}


def test_cap_per_doctor_of_a_structure_without_rpps_is_not_checked(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    who = dossier.ligne["beneficiaires"]
    who |= {"commandePour": "STRUCTURE", "liberal": []}
    who["structure"] |= {"FINESSGeo": ["240000372"]}
    price(dossiers, dossier.ligne["commande"], "3000.00")

    said = check(dossier)

    assert amounts(said, *DEDUCED) == {"MNT003": "non-fourni"}


def test_cap_of_an_invoice_is_judged_on_its_own_ht(check: Check, dossiers: ModuleType) -> None:
    dossier, avance = dossiers.MDV.solde(), dossiers.MDV.avance()
    for block in (avance.ligne["commande"], dossier.ligne["commande"], dossier.ligne["facture"]):
        price(dossiers, block, "400.00")
    dossier.extra["avance.json"] = avance.text()

    (over,) = check(dossier).findings("MNT002")

    assert over["locations"][0]["pointer"] == "/lignesImport/0/facture/montantSegurHT"


UNKNOWN_CAP = {"MNT003": "non-fourni"}


@pytest.mark.parametrize("corridor", ["DPI", "PFI", "MS1"])
@pytest.mark.parametrize("step", ["avance", "solde"])
def test_cap_that_nobody_published_nor_supplied_is_to_be_given(
    corridor: str, step: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = getattr(getattr(dossiers, corridor), step)()
    dossier.settings = dossier.settings.partition("[plafonds]")[0]

    said = check(dossier)

    assert amounts(said, *DEDUCED) == UNKNOWN_CAP
    assert (said.code, said.report["verdict"]) == (0, "a-verifier")


SUPPLIED: dict[str, tuple[str, str, str, Findings]] = {
    "MS1 at the value": ("MS1", '"MS1" = 9800.00', "9800.00", {}),
    "MS1 a cent over the value": ("MS1", '"MS1" = 9800.00', "9800.01", {"MNT001": "rejet"}),
    "MS1 a value without decimals": ("MS1", '"MS1" = 9800', "9800.01", {"MNT001": "rejet"}),
    "MS1 the SONS in lower case": ("MS1", '"ms1" = 9800.00', "9800.01", {"MNT001": "rejet"}),
    "MS1 the value of another SONS": ("MS1", '"MS2-PDE" = 9800.00', "9800.01", UNKNOWN_CAP),
    "MDV the value stands in place of the deduced one": (
        "MDV",
        '"MDV-LGC-Va1" = 400.00',
        "400.00",
        {},
    ),
    "MDV a cent over the value": (
        "MDV",
        '"MDV-LGC-Va1" = 400.00',
        "400.01",
        {"MNT001": "rejet"},
    ),
    "MDV under the deduced cap, over the value": (
        "MDV",
        '"MDV-LGC-Va1" = 300.00',
        "358.33",
        {"MNT001": "rejet"},
    ),
}


@pytest.mark.parametrize(
    ("corridor", "line", "ht", "expected"), list(SUPPLIED.values()), ids=list(SUPPLIED)
)
def test_cap_supplied_by_value(
    corridor: str, line: str, ht: str, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier = getattr(dossiers, corridor).avance()
    dossier.settings = dossier.settings.partition("[plafonds]")[0] + f"\n[plafonds]\n{line}\n"
    price(dossiers, dossier.ligne["commande"], ht)

    said = check(dossier)

    assert expected == amounts(said, *DEDUCED)


@pytest.mark.parametrize(
    ("doctors", "expected"), [(1, {"MNT001": "rejet"}), (2, {"MNT003": "non-fourni"})]
)
def test_a_cap_of_an_unknown_unit_is_not_counted_for_several_doctors(
    doctors: int, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV_2.avance()
    dossier.settings = (
        dossier.settings.partition("[plafonds]")[0] + '\n[plafonds]\n"MDV-LGC-Va2" = 430.00\n'
    )
    dossier.ligne["beneficiaires"]["liberal"] = [dossiers.doctor(one) for one in range(doctors)]
    price(dossiers, dossier.ligne["commande"], "716.66")

    said = check(dossier)

    found = said.severities | said.not_checked
    assert expected == {code: found[code] for code in ("MNT001", "MNT003") if code in found}


IN_CSV: dict[str, tuple[str, str, str, Findings]] = {
    "at the cap of the PMSI": ("240000059;HOP-DPI-Va2;V2;50000.00", "V2", "50000.00", {}),
    "a cent over": (
        "240000059;HOP-DPI-Va2;V2;50000.00",
        "V2",
        "50000.01",
        {"MNT001": "rejet"},
    ),
    "decimal comma": (
        "240000059;HOP-DPI-Va2;V2;50000,00",
        "V2",
        "50000.01",
        {"MNT001": "rejet"},
    ),
    "blanks in the identifier": (
        "24 000 005 9;hop-dpi-va2;;50000",
        "V2",
        "50000.01",
        {"MNT001": "rejet"},
    ),
    "the other prestation has a higher cap": (
        "240000059;HOP-DPI-Va2;V2;50000\n240000059;HOP-DPI-Va2;V1V2;80000",
        "V1V2",
        "80000.00",
        {},
    ),
    "the cap of the other prestation is not this one's": (
        "240000059;HOP-DPI-Va2;V1V2;80000\n240000059;HOP-DPI-Va2;V2;50000",
        "V2",
        "50000.01",
        {"MNT001": "rejet"},
    ),
    "the cap of another client": ("330781196;HOP-DPI-Va2;V2;50000", "V2", "50000", UNKNOWN_CAP),
    "the cap of another SONS": ("240000059;HOP-PFI-Va2;V2;50000", "V2", "50000", UNKNOWN_CAP),
    "the cap of a site that is another PMSI is not added": (
        "240000059;HOP-DPI-Va2;V2;50000\n240000372;HOP-DPI-Va2;V2;50000",
        "V2",
        "50000.01",
        {"MNT001": "rejet"},
    ),
}


@pytest.mark.parametrize(
    ("rows", "kind", "ht", "expected"), list(IN_CSV.values()), ids=list(IN_CSV)
)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a BOM"])
def test_cap_supplied_by_csv(
    rows: str,
    kind: str,
    ht: str,
    expected: Findings,
    mark: str,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.DPI.avance()
    dossier.settings = dossier.settings.replace('"HOP-DPI-Va2" = 60000.00', 'fichier = "p.csv"')
    dossier.extra["p.csv"] = f"{mark}{CSV}{rows}\n".encode()
    dossier.ligne["typePrestation"] = kind
    price(dossiers, dossier.ligne["commande"], ht)

    said = check(dossier)

    assert expected == amounts(said, *DEDUCED)


def test_cap_by_csv_holds_for_a_solde_whose_prestation_is_told_by_the_avance(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.DPI.solde()
    dossier.settings = dossier.settings.replace('"HOP-DPI-Va2" = 60000.00', 'fichier = "p.csv"')
    dossier.extra["p.csv"] = f"{CSV}240000059;HOP-DPI-Va2;V2;40000\n".encode()

    said = check(dossier)

    assert amounts(said, *DEDUCED) == {"MNT001": "rejet"}


@pytest.mark.parametrize(
    ("known", "ht", "expected"),
    [
        ((0, 1), "700.00", {}),
        ((0, 1), "700.01", {"MNT001": "rejet"}),
        ((0,), "700.00", None),
    ],
    ids=["both doctors, at the sum", "both doctors, over the sum", "one doctor of the two"],
)
def test_cap_by_csv_is_the_sum_over_the_doctors_that_it_knows_all(
    known: tuple[int, ...],
    ht: str,
    expected: Findings | None,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance()
    rows = [f"{dossiers.DOCTORS[rank][1]};MDV-LGC-Va1;;350.00\n" for rank in known]
    dossier.settings += '\n[plafonds]\nfichier = "p.csv"\n'
    dossier.extra["p.csv"] = (CSV + "".join(rows)).encode()
    dossier.ligne["beneficiaires"]["liberal"] = doctors(dossiers, 0, 1)
    price(dossiers, dossier.ligne["commande"], ht)

    found = amounts(check(dossier), *DEDUCED)

    assert expected == found if expected is not None else "MNT001" not in found


# --- the rate of the territory ---

MAYOTTE = finess("98050000")
REUNION = "970408589"
BERGERAC = "240000372"

TERRITORIES: dict[str, tuple[str | None, list[str], str, Findings]] = {
    "métropole, 20": ("75001", [], "20", {}),
    "métropole, 8.5": ("75001", [], "8.5", {"MNT008": "alerte"}),
    "métropole, zero is another matter": ("75001", [], "0", {}),
    "Corse, 20": ("20200", [], "20", {}),
    "Corse, 8.5": ("20200", [], "8.5", {"MNT008": "alerte"}),
    "Guadeloupe, 8.5": ("97110", [], "8.5", {}),
    "Guadeloupe, 20": ("97110", [], "20", {"MNT008": "alerte"}),
    "Martinique, 8.5": ("97200", [], "8.5", {}),
    "Guyane, zero": ("97300", [], "0", {}),
    "Guyane, 20": ("97300", [], "20", {"MNT008": "alerte"}),
    "Guyane, 8.5": ("97300", [], "8.5", {"MNT008": "alerte"}),
    "La Réunion, 8.5": ("97400", [], "8.5", {}),
    "La Réunion, 20": ("97400", [], "20", {"MNT008": "alerte"}),
    "La Réunion, zero": ("97400", [], "0", {"MNT008": "alerte"}),
    "Mayotte, zero": ("97600", [], "0", {}),
    "Mayotte, 20": ("97600", [], "20", {"MNT008": "alerte"}),
    "Saint-Martin, zero": ("97150", [], "0", {}),
    "Saint-Martin, 20": ("97150", [], "20", {"MNT008": "alerte"}),
    "Saint-Barthélemy, zero": ("97133", [], "0", {}),
    "Saint-Barthélemy, 8.5": ("97133", [], "8.5", {"MNT008": "alerte"}),
    "Polynésie": ("98713", [], "20", {"MNT008": "non-publie"}),
    "Nouvelle-Calédonie, zero": ("98800", [], "0", {"MNT008": "non-publie"}),
    "Wallis-et-Futuna, zero": ("98600", [], "0", {"MNT008": "non-publie"}),
    "Saint-Pierre-et-Miquelon": ("97500", [], "20", {"MNT008": "non-publie"}),
    "La Réunion by its FINESS, 20": (None, [REUNION], "20", {"MNT008": "alerte"}),
    "La Réunion by its FINESS, 8.5": (None, [REUNION], "8.5", {}),
    "Mayotte by its FINESS, 20": (None, [MAYOTTE], "20", {"MNT008": "alerte"}),
    "Mayotte by its FINESS, zero": (None, [MAYOTTE], "0", {}),
    "métropole by its FINESS, 20": (None, [BERGERAC], "20", {}),
    "Corse by its FINESS, 20": (None, ["2B0003628"], "20", {}),
    "two sites of one territory": (None, [REUNION, finess("97040000")], "20", {"MNT008": "alerte"}),
    "an unusual rate is MNT007's": ("75001", [], "10", {}),
}


@pytest.mark.parametrize(
    ("code", "sites", "rate", "expected"), list(TERRITORIES.values()), ids=list(TERRITORIES)
)
def test_rate_is_that_of_the_client_territory(
    code: str | None,
    sites: list[str],
    rate: str,
    expected: Findings,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MS1.avance()
    where = dossier.ligne["beneficiaires"]["structure"]
    where["codePostal"] = code
    where["FINESSGeo"] = sites or where["FINESSGeo"]
    price(dossiers, dossier.ligne["commande"], "9800.00", rate)

    said = check(dossier)

    assert expected == amounts(said, "MNT008")


def test_territory_of_a_hospital_is_read_in_its_only_finess(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.DPI.avance()
    where = dossier.ligne["beneficiaires"]["structure"]
    where |= {"FINESSJuridique": REUNION, "FINESSPMSI": REUNION, "FINESSGeo": []}
    where["codePostal"] = None

    said = check(dossier)

    assert amounts(said, "MNT008") == {"MNT008": "alerte"}


# --- the other rows ---


@pytest.mark.parametrize(
    ("ht", "expected"),
    [
        ("0", {"MNT009": "rejet"}),
        ("0.00", {"MNT009": "rejet"}),
        ("-0.00", {"MNT009": "rejet"}),
        ("-358.33", {"MNT009": "rejet"}),
        ("0.01", {}),
    ],
)
@pytest.mark.parametrize("block", ["commande", "facture"])
def test_nothing_to_pay_is_rejected(
    ht: str, expected: Findings, block: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance() if block == "commande" else dossiers.MDV.solde()
    price(dossiers, dossier.ligne[block], ht)
    dossier.ligne[block]["montantSegurHT"] = dossiers.Raw(ht)

    said = check(dossier)

    assert expected == amounts(said, "MNT009")


INVOICED: dict[str, tuple[str | None, str | None, str | None, Findings]] = {
    "as much": ("48250.00", "48250.00", "48250.00", {}),
    "less": ("48250.00", "48250.00", "48249.99", {}),
    "a cent more": ("48250.00", "48250.00", "48250.01", {"MNT010": "a-modifier"}),
    "more, and the order of the solde raised with it": (
        "48250.00",
        "50000.00",
        "50000.00",
        {"MNT010": "a-modifier"},
    ),
    "more than an order lowered since": ("48250.00", "40000.00", "45000.00", {}),
    "more than the order, no avance": (None, "48250.00", "48250.01", {"MNT010": "a-modifier"}),
    "less than the order, no avance": (None, "48250.00", "48250.00", {}),
    "no invoice HT": ("48250.00", "48250.00", None, {"MNT010": "non-fourni"}),
}


@pytest.mark.parametrize(
    ("declared", "ordered", "invoiced", "expected"), list(INVOICED.values()), ids=list(INVOICED)
)
def test_invoice_is_not_over_the_avance(
    declared: str | None,
    ordered: str,
    invoiced: str | None,
    expected: Findings,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier, avance = dossiers.DPI.solde(), dossiers.DPI.avance()
    if declared is None:
        del dossier.extra["avance.json"]
    else:
        price(dossiers, avance.ligne["commande"], declared)
        dossier.extra["avance.json"] = avance.text()
    price(dossiers, dossier.ligne["commande"], ordered)
    if invoiced is None:
        del dossier.ligne["facture"]["montantSegurHT"]
    else:
        price(dossiers, dossier.ligne["facture"], invoiced)

    said = check(dossier)

    assert expected == amounts(said, "MNT010")


SHARES: dict[str, tuple[str, str, str, Findings]] = {
    "30 % of wave 1": ("MDV", "358.33", "107.50", {"MNT015": "alerte"}),
    "70 % of wave 1": ("MDV", "358.33", "250.83", {"MNT015": "alerte"}),
    "40 % of wave 2": ("DPI", "48250.00", "19300.00", {"MNT015": "alerte"}),
    "60 % of wave 2": ("DPI", "48250.00", "28950.00", {"MNT015": "alerte"}),
    "a cent more": ("MDV", "358.33", "107.51", {}),
    "the share of the other wave": ("DPI", "48250.00", "14475.00", {}),
    "half": ("DPI", "48250.00", "24125.00", {}),
    "the whole": ("DPI", "48250.00", "48250.00", {}),
}


@pytest.mark.parametrize(
    ("corridor", "declared", "invoiced", "expected"), list(SHARES.values()), ids=list(SHARES)
)
def test_a_share_of_the_avance_alone_is_no_invoice(
    corridor: str,
    declared: str,
    invoiced: str,
    expected: Findings,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier, avance = getattr(dossiers, corridor).solde(), getattr(dossiers, corridor).avance()
    price(dossiers, avance.ligne["commande"], declared)
    dossier.extra["avance.json"] = avance.text()
    price(dossiers, dossier.ligne["facture"], invoiced)

    assert expected == amounts(check(dossier), "MNT015")


def test_a_share_is_right_where_clients_were_removed(check: Check, dossiers: ModuleType) -> None:
    dossier, avance = dossiers.MDV.solde(), dossiers.MDV.avance()
    doctors = avance.ligne["beneficiaires"]["liberal"]
    doctors.append(doctors[0] | {"RPPS": "10776655441"})
    price(dossiers, avance.ligne["commande"], "716.66")
    dossier.extra["avance.json"] = avance.text()
    price(dossiers, dossier.ligne["facture"], "215.00")

    said = check(dossier)

    assert {} == amounts(said, "MNT015")
    assert "PER002" in {
        one["code"] for request in said.report["requests"] for one in request["findings"]
    }


REGIMES: dict[str, tuple[str, str, str | None, Findings]] = {
    "TTC without VAT in métropole": ("TTC", "0", "38000", {"MNT012": "alerte"}),
    "HT without VAT in métropole": ("HT", "0", "38000", {}),
    "TTC without VAT in Mayotte": ("TTC", "0", "97600", {}),
    "TTC without VAT, nobody knows where": ("TTC", "0", None, {}),
    "TTC with VAT": ("TTC", "20", "38000", {}),
}


@pytest.mark.parametrize(
    ("regime", "rate", "code", "expected"), list(REGIMES.values()), ids=list(REGIMES)
)
def test_ttc_regime_goes_with_vat(
    regime: str,
    rate: str,
    code: str | None,
    expected: Findings,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["beneficiaires"]["structure"]["codePostal"] = code
    dossier.ligne["commande"]["regimeTVA"] = regime
    price(dossiers, dossier.ligne["commande"], "358.33", rate)

    said = check(dossier)

    assert expected == amounts(said, "MNT012")


@pytest.mark.parametrize(
    ("corridor", "step", "avance", "solde"),
    [
        ("MDV", "avance", "107.50", "250.83"),
        ("MDV", "solde", "107.50", "250.83"),
        ("DPI", "avance", "19300.00", "28950.00"),
        ("PFI", "solde", "12600.00", "18900.00"),
        ("MS1", "avance", "2940.00", "6860.00"),
    ],
)
def test_what_will_be_paid_is_told_as_an_information(
    corridor: str, step: str, avance: str, solde: str, check: Check, dossiers: ModuleType
) -> None:
    said = check(getattr(getattr(dossiers, corridor), step)())

    figures = said.report["requests"][-1]["facts"]["amounts"]
    assert amounts(said, "MNT013") == {"MNT013": "info"}
    assert (avance, solde) == (figures["avance"], figures["solde"])


@pytest.mark.parametrize(
    ("ordered", "invoiced", "expected"),
    [("20", "20.00", {}), ("20", "8.5", {"MNT014": "a-modifier"}), ("20", None, {})],
    ids=["the same", "two", "one alone"],
)
def test_one_request_has_one_rate(
    ordered: str, invoiced: str | None, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    price(dossiers, dossier.ligne["commande"], "358.33", ordered)
    price(dossiers, dossier.ligne["facture"], "358.33", invoiced or ordered)
    dossier.ligne["facture"]["tauxTVA"] = invoiced and dossiers.Raw(invoiced)

    said = check(dossier)

    assert expected == amounts(said, "MNT014")


@pytest.mark.parametrize("corridor", ["MDV", "DPI", "PFI", "MS1"])
@pytest.mark.parametrize("step", ["avance", "solde"])
def test_right_dossier_has_no_fault_of_amounts(
    corridor: str, step: str, check: Check, dossiers: ModuleType
) -> None:
    said = check(getattr(getattr(dossiers, corridor), step)())

    codes = {one for one in {*said.codes, *said.not_checked} if one.startswith("MNT")}
    assert {"MNT013"} == codes
