"""DOC002 and DOC003: the client's identifiers in orders, invoices and acceptance papers."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.edits import put
from checks.made_documents import (
    INVOICE_HEAD,
    LAYOUTS,
    ORDER_FOOT,
    ORDER_HEAD,
    OTHER_DOCTOR,
    PAPERS,
    RPPS,
    SUPPLIER_LINES,
    TOTALS,
    corridors,
    joined,
    name_of,
    of_acceptance,
    of_invoice,
    of_order,
    only,
    page,
    places,
    plain,
    put_paper,
    said_of,
    spot,
    with_paper,
)
from conftest import Said

Check = Callable[..., Said]

CALLED = {
    "order": "bon de commande",
    "invoice": "facture",
    "acceptance": "MOM",
}
# Public numbers: of a hospital of Bordeaux, and of another site of the Dordogne.
ELSEWHERE, SAME_DEPARTMENT = "330781196", "240000117"
LEGAL, SITE = "240000059", "240000372"  # of DPI
DPI_TOTALS = ("Total HT : 48 250,00 €", "TVA 20 % : 9 650,00 €", "Total TTC : 57 900,00 €")


@pytest.fixture
def hospital(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the avance of DPI whose order holds these lines."""

    def call(*lines: str) -> Said:
        paper = page(
            *SUPPLIER_LINES,
            "Bon de commande n° DPI-2025-007",
            "Client : Centre hospitalier de Bergerac",
            *lines,
            *DPI_TOTALS,
            "Fait à Bergerac le 03/04/2025",
        )
        return check(put_paper(dossiers.DPI.avance(), "order", paper))

    return call


@pytest.fixture
def doctor_s(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the avance of MDV whose order has these lines in place of the client's."""

    def call(*lines: str) -> Said:
        paper = page(*ORDER_HEAD[:-1], *lines, *TOTALS, *ORDER_FOOT)
        return check(put_paper(dossiers.MDV.avance(), "order", paper))

    return call


# --- DOC002 ---


def test_orders_exchanged_between_two_requests_are_to_be_exchanged(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    other = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    other["beneficiaires"]["liberal"][0]["RPPS"] = OTHER_DOCTOR
    other["piecesJustificatives"][0]["nomFichier"] = "bon_2.pdf"
    dossier.json["lignesImport"].append(other)
    first = name_of(dossier, "order")
    dossier.pieces["bon_2.pdf"] = dossier.pieces[first]
    dossier.pieces[first] = of_order(dossiers.MDV, client_identifiers=[("RPPS", OTHER_DOCTOR)])

    found = check(dossier).findings("DOC002")

    assert 2 == len(found)
    assert 1 == len({one["action"] for one in found})
    told = plain(found[0]["action"])
    assert "échangez les deux « nomFichier »" in told
    assert first in told
    assert "bon_2.pdf" in told


def test_one_order_of_the_client_of_another_request_is_no_exchange(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    other = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    other["beneficiaires"]["liberal"][0]["RPPS"] = OTHER_DOCTOR
    other["piecesJustificatives"][0]["nomFichier"] = "bon_2.pdf"
    dossier.json["lignesImport"].append(other)
    order = of_order(dossiers.MDV, client_identifiers=[("RPPS", OTHER_DOCTOR)])
    dossier.pieces |= {name_of(dossier, "order"): order, "bon_2.pdf": order}

    (found,) = check(dossier).findings("DOC002")

    assert "échangez" not in found["action"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_of_another_doctor_is_told_with_both_numbers_and_both_places(
    paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(
        dossiers.MDV, paper, layout=layout, client_identifiers=[("RPPS", OTHER_DOCTOR)]
    )

    found = only(check(dossier), "DOC002")

    assert ("a-modifier", "probable") == (found["severity"], found["confidence"])
    assert f"« {OTHER_DOCTOR} »" == plain(found["found"])
    assert f"« {RPPS} » (RPPS)" == plain(found["expected"])
    told = plain(found["message"])
    assert f"« {name_of(dossier, paper)} » ({CALLED[paper]}) porte l'identifiant" in told
    assert f"« {OTHER_DOCTOR} » ; dans le JSON, celui du client est « {RPPS} »" in told
    in_paper, in_json = places(found)
    assert (name_of(dossier, paper), 1) == in_paper[:2]
    assert OTHER_DOCTOR in in_paper[2]
    at = "/lignesImport/0/beneficiaires/liberal/0/RPPS"
    assert (at, spot(dossier.text(), "RPPS"), f'"{RPPS}"') == in_json


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "numbers",
    [
        [("FINESS PMSI", ELSEWHERE), ("FINESS géographique", "330000043")],
        [("FINESS géographique", SAME_DEPARTMENT)],
        [("FINESS juridique", ELSEWHERE)],
        [("FINESS", ELSEWHERE)],
    ],
)
def test_the_paper_of_another_hospital_is_told(
    numbers: list[tuple[str, str]], paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    said = check(with_paper(dossiers.DPI, paper, layout=layout, client_identifiers=numbers))

    found = only(said, "DOC002")
    assert f"« {numbers[0][1]} »" == plain(found["found"])
    assert f"« {LEGAL} » (FINESS juridique), « {SITE} » (FINESS géographique)" in plain(
        found["expected"]
    )


def test_papers_of_two_requests_that_were_swapped_are_told_of_both(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    other = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    other["beneficiaires"]["liberal"] = [dossiers.doctor(1)]
    other["piecesJustificatives"][0]["nomFichier"] = "second.pdf"
    dossier.json["lignesImport"].append(other)
    first, second = (
        of_order(dossiers.MDV),
        of_order(dossiers.MDV, client_identifiers=[("RPPS", OTHER_DOCTOR)]),
    )
    name = name_of(dossier, "order")

    dossier.pieces |= {name: first, "second.pdf": second}
    assert [] == said_of(check(dossier))

    dossier.pieces |= {name: second, "second.pdf": first}
    said = check(dossier)
    assert [("DOC002", "a-modifier")] * 2 == said_of(said)
    assert [f"« {OTHER_DOCTOR} »", f"« {RPPS} »"] == [
        plain(one["found"]) for one in said.findings("DOC002")
    ]
    assert [name, "second.pdf"] == [places(one)[0][0] for one in said.findings("DOC002")]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_that_bears_the_other_number_is_told(
    paper: str, dossiers: ModuleType, check: Check
) -> None:
    make = {"order": of_order, "invoice": of_invoice, "acceptance": of_acceptance}[paper]
    wrong = make(dossiers.MDV, client_identifiers=[("RPPS", OTHER_DOCTOR)])
    dossier = with_paper(dossiers.MDV, paper)
    put_paper(dossier, paper, joined(page("Page de garde"), wrong))

    assert 2 == places(only(check(dossier), "DOC002"))[0][1]


# --- DOC003 ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_without_any_client_s_number_is_a_warning(
    paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, paper, layout=layout, client_identifiers=[])

    found = only(check(dossier), "DOC003")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert f"« {RPPS} » (RPPS)" == plain(found["expected"])
    assert f"({CALLED[paper]}) ne montre pas l'identifiant" in found["message"]
    in_paper, in_json = places(found)
    assert (name_of(dossier, paper), None, None) == in_paper
    assert f'"{RPPS}"' == in_json[2]


def test_the_supplier_s_own_numbers_are_never_the_client_s(
    dossiers: ModuleType, check: Check, doctor_s: Callable[..., Said]
) -> None:
    # Its SIREN has the shape and the key of a FINESS.
    siren = corridors.SUPPLIER_SIRET[:9]
    only(doctor_s(f"N° FINESS : ......... SIREN {siren}"), "DOC003")
    only(doctor_s(f"N° FINESS : ......... {siren}"), "DOC003")

    structure = dossiers.MS1.avance()
    for key, value in (("FINESSJuridique", None), ("FINESSGeo", [])):
        put(structure, f"beneficiaires.structure.{key}", value)
    put_paper(structure, "order", of_order(dossiers.MS1, client_identifiers=[]))
    assert ("DOC003", "alerte") in said_of(check(structure))


def test_the_supplier_s_number_in_the_place_of_a_finess_is_no_other_client(
    hospital: Callable[..., Said],
) -> None:
    siren = corridors.SUPPLIER_SIRET[:9]

    assert only(hospital(f"N° FINESS : ......... {siren}"), "DOC003")["found"] is None


@pytest.mark.parametrize("paper", PAPERS)
def test_a_number_of_a_kind_that_the_json_does_not_give_may_be_the_same_client_s(
    paper: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(
        dossiers.MDV, paper, client_identifiers=[("FINESS géographique", "380000034")]
    )

    found = only(check(dossier), "DOC003")

    assert "« 380000034 »" == plain(found["found"])
    assert "porte l'identifiant « 380000034 », qui n'est pas dans le JSON" in plain(
        found["message"]
    )
    assert "380000034" in places(found)[0][2]


def test_a_finess_of_the_same_department_may_be_the_entity_of_a_site(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.DPI, "order", client_identifiers=[("FINESS", SAME_DEPARTMENT)])
    for key, value in (("FINESSJuridique", None), ("FINESSPMSI", None)):
        put(dossier, f"beneficiaires.structure.{key}", value)

    said = check(dossier)

    assert ["DOC003"] == [code for code, _ in said_of(said) if code.startswith("DOC")]


# --- silent ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("MDV", [("RPPS", RPPS), ("RPPS", OTHER_DOCTOR)]),
        ("MDV", [("RPPS", f"{RPPS[:5]} {RPPS[5:]}")]),
        ("DPI", [("FINESS", LEGAL)]),
        ("DPI", [("FINESS", SITE)]),
        ("DPI", [("FINESS EJ", LEGAL), ("FINESS ET", SITE)]),
        ("DPI", [("FINESS juridique / géographique", f"{LEGAL} / {SITE}")]),
        ("MS1", [("FINESS géographique", "2B 000 362 8")]),
        ("MS1", [("FINESS géographique", "2b0003628")]),
        ("MS1", [("SIRET", corridors.CLIENT_SIRET)]),
        ("MS1", [("SIREN", corridors.CLIENT_SIRET[:9])]),
        (
            "MS1",
            [
                (
                    "SIRET",
                    " ".join(corridors.CLIENT_SIRET[at : at + 3] for at in (0, 3, 6))
                    + " "
                    + corridors.CLIENT_SIRET[9:],
                )
            ],
        ),
    ],
)
def test_one_right_number_of_the_client_is_enough(
    name: str,
    numbers: list[tuple[str, str]],
    paper: str,
    layout: str,
    dossiers: ModuleType,
    check: Check,
) -> None:
    corridor = getattr(dossiers, name)
    dossier = with_paper(corridor, paper, layout=layout, client_identifiers=numbers)

    assert [] == said_of(check(dossier))


@pytest.mark.parametrize(
    "lines",
    [
        (f"Client : Dr Camille Exemple ({RPPS})",),
        (f"N° RPPS du praticien{'.' * 20}{RPPS}",),
        (f"Médecins : {OTHER_DOCTOR}, {RPPS}",),
        (f"RPPS : {RPPS}", f"Signataire : Dr Alix Fictif, RPPS {OTHER_DOCTOR}"),
        (f"RPPS : {RPPS}", "FINESS de l'établissement : 380000034"),
    ],
)
def test_an_order_that_names_its_doctor_in_another_way_is_silent(
    lines: tuple[str, ...], doctor_s: Callable[..., Said]
) -> None:
    assert [] == said_of(doctor_s(*lines))


# Numbers of other things that have the length and the key of an RPPS, after an empty place for one.
_ELSE = (
    "RPPS : néant - Facture n° 10123590373",
    "RPPS : voir annexe, bon de commande n° 11122233312",
    "N° RPPS : -    Tél. +33 2 98 44 12 30",
    "RPPS : -    IBAN 30004 00003 10144770210 43",
    "RPPS : 20260815004",
)


@pytest.mark.parametrize("line", _ELSE)
def test_a_number_of_something_else_is_no_other_client(
    line: str, doctor_s: Callable[..., Said]
) -> None:
    found = only(doctor_s(line), "DOC003")

    assert found["found"] is None


@pytest.mark.parametrize("line", _ELSE)
def test_beside_the_client_s_number_it_does_no_harm(
    line: str, doctor_s: Callable[..., Said]
) -> None:
    assert [] == said_of(doctor_s(f"Client : Dr Camille Exemple, RPPS {RPPS}", line))


@pytest.mark.parametrize(
    "label", ["Facture n°", "Code client", "Dossier :", "RPPS : néant, commande n°", "Tél."]
)
def test_the_client_s_own_number_counts_under_whatever_name(
    label: str, doctor_s: Callable[..., Said]
) -> None:
    assert [] == said_of(doctor_s(f"{label} {RPPS}"))


def test_whose_an_identifier_is_hides_no_other_client(hospital: Callable[..., Said]) -> None:
    only(hospital(f"FINESS du client : {ELSEWHERE}"), "DOC002")


def test_a_number_that_is_part_of_a_longer_one_is_not_there(doctor_s: Callable[..., Said]) -> None:
    only(doctor_s(f"Dossier {RPPS}7"), "DOC003")
    only(doctor_s(f"Dossier 12{RPPS}"), "DOC003")


def test_a_finess_of_the_support_hospital_named_without_its_kind_does_no_harm(
    hospital: Callable[..., Said],
) -> None:
    lines = (f"FINESS PMSI : {LEGAL}", f"Établissement support du GHT, FINESS : {ELSEWHERE}")

    assert [] == said_of(hospital(*lines))


@pytest.mark.parametrize("written", [f"8{RPPS}", f"{RPPS[:5]} {RPPS[5:]}", f" {RPPS} "])
def test_a_number_written_otherwise_in_the_json_is_the_same_number(
    written: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    put(dossier, "beneficiaires.liberal.0.RPPS", written)

    assert [] == [code for code, _ in said_of(check(dossier)) if code.startswith("DOC")]


@pytest.mark.parametrize("value", [None, "", 7.5, True, {}, [], [None, {}]])
def test_a_json_without_a_number_leaves_nothing_to_look_for(
    value: object, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", client_identifiers=[("RPPS", OTHER_DOCTOR)])
    put(dossier, "beneficiaires.liberal.0.RPPS", value)

    said = check(dossier)

    assert 70 != said.code
    assert [] == [code for code, _ in said_of(said) if code.startswith("DOC")]


def test_after_a_merger_the_new_and_the_former_client_are_both_the_client(
    dossiers: ModuleType, check: Check
) -> None:
    for number in (RPPS, dossiers.DOCTORS[2][1]):
        dossier = with_paper(dossiers.MDV, "acceptance", client_identifiers=[("RPPS", number)])
        put(dossier, "beneficiaires.liberal", [dossiers.doctor(2)])
        put(dossier, "beneficiaires.historiques", [{"RPPS": RPPS, "motif": "FUSION"}])

        assert set() == {code for code, _ in said_of(check(dossier))} & {"DOC002", "DOC003"}


def test_in_a_merger_told_by_its_new_client_that_one_is_the_client_too(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(
        dossiers.DPI, "acceptance", client_identifiers=[("FINESS juridique", ELSEWHERE)]
    )
    assert "DOC002" in check(dossier).codes

    put(dossier, "beneficiaires.nouveau", {"FINESSJuridique": ELSEWHERE, "motif": "FUSION"})
    assert set() == {"DOC002", "DOC003"} & set(check(dossier).codes)


def test_the_words_are_english_when_asked(dossiers: ModuleType, check: Check) -> None:
    other = with_paper(dossiers.MDV, "order", client_identifiers=[("RPPS", OTHER_DOCTOR)])
    none = with_paper(dossiers.MDV, "order", client_identifiers=[])

    assert (
        f"(order form) shows the identifier “{OTHER_DOCTOR}”; in the JSON, the client's is "
        f"“{RPPS}” (RPPS)"
    ) in only(check(other, "--lang", "en"), "DOC002")["message"]
    assert (
        "does not show the client's identifier given in the JSON"
        in (only(check(none, "--lang", "en"), "DOC003")["message"])
    )


def test_an_excerpt_hides_the_address_of_a_patient(doctor_s: Callable[..., Said]) -> None:
    said = doctor_s(f"Client 190017512345678@patient.mssante.fr, RPPS {OTHER_DOCTOR}")

    (found,) = said.findings("DOC002")
    excerpt = places(found)[0][2]
    assert f"Client •••@patient.mssante.fr, RPPS {OTHER_DOCTOR}" == excerpt
    assert "190017512345678" not in said.out


def test_a_sons_without_published_rules_has_its_papers_looked_at(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, "order", client_identifiers=[("RPPS", OTHER_DOCTOR)])
    dossier.toml["sons"] = '"PHA-LGO-Va2"'
    dossier.settings = dossier.settings.replace('sons = "MDV-LGC-Va1"\n', "")

    assert ("DOC002", "a-modifier") in said_of(check(dossier))


def test_an_invoice_is_looked_at_whatever_its_head(dossiers: ModuleType, check: Check) -> None:
    lines = [line.replace(RPPS, OTHER_DOCTOR) for line in INVOICE_HEAD]

    only(check(put_paper(dossiers.MDV.solde(), "invoice", page(*lines, *TOTALS))), "DOC002")


SECOND = {
    "under the other": (f"FINESS PMSI {LEGAL} (Bergerac)", f"FINESS PMSI {ELSEWHERE} (Bordeaux)"),
    "first": (f"FINESS PMSI : {ELSEWHERE}", f"FINESS PMSI : {LEGAL}"),
    "in a list": (f"FINESS PMSI : {LEGAL} et {ELSEWHERE}",),
    "in groups": (f"N° FINESS PMSI : {LEGAL}", "N° FINESS PMSI : 330 781 196"),
}


@pytest.mark.parametrize("lines", SECOND.values(), ids=SECOND)
def test_an_order_for_two_pmsi_is_told_for_information(
    lines: tuple[str, ...], hospital: Callable[..., Said]
) -> None:
    (found,) = hospital(*lines, f"FINESS géographique {SITE}").findings("DOC002")

    assert "info" == found["severity"]
    assert ELSEWHERE in found["message"]


ONLY = {
    "ours": (f"FINESS PMSI {LEGAL}", f"FINESS géographique {SITE}"),
    "ours twice": (f"FINESS PMSI {LEGAL}", f"FINESS PMSI : {LEGAL}"),
    "a site of no kind": (f"FINESS PMSI {LEGAL}", f"FINESS {SAME_DEPARTMENT}"),
    "the support of the group": (f"FINESS PMSI {LEGAL}", f"GHT : FINESS PMSI {ELSEWHERE}"),
    "another site": (f"FINESS PMSI {LEGAL}", f"FINESS géographique {SAME_DEPARTMENT}"),
}


@pytest.mark.parametrize("lines", ONLY.values(), ids=ONLY)
def test_an_order_for_one_pmsi_is_silent(
    lines: tuple[str, ...], hospital: Callable[..., Said]
) -> None:
    assert "DOC002" not in hospital(*lines).codes
