"""ELI: who may ask for what, and what nobody told."""

from collections.abc import Callable
from copy import deepcopy
from types import ModuleType
from typing import Any

import pytest

from checks.edits import GONE, faults, line_of, put, rename, told
from conftest import Said

Check = Callable[..., Said]
Edit = tuple[str, Any]
Found = dict[str, str]

BLOCKS, REJECTED = "a-modifier", "rejet"
PLACE = "beneficiaires.structure"
GEO = f"{PLACE}.categorieFINESSGeo"
LEGAL = f"{PLACE}.categorieFINESSJuridique"
TYPE = "typePrestation"
A_RPPS = "10998877665"


@pytest.fixture
def says(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check a right dossier ("DPI avance") after edits of its JSON and of its settings."""

    def call(
        which: str,
        *edits: Edit,
        old: str = "",
        new: str = "",
        funded: str = "",
        toml: dict[str, str] | None = None,
    ) -> Said:
        sons, step = which.split()
        dossier = getattr(getattr(dossiers, sons), step)()
        for path, value in edits:
            put(dossier, path, value)
        assert old in dossier.settings
        dossier.settings = dossier.settings.replace(old, new) if old else dossier.settings + new
        if funded:
            dossier.settings += '\n[[dejafinances]]\nfichier = "finances.csv"\n'
            rows = "".join(f"{row}\n" for row in ("identifiant;sons", *funded.split()))
            dossier.extra["finances.csv"] = rows.encode()
        dossier.toml |= toml or {}
        dossier.toml = {key: value for key, value in dossier.toml.items() if value}
        return check(dossier)

    return call


Says = Callable[..., Said]


@pytest.mark.parametrize(
    ("which", "day", "early"),
    [
        ("MDV avance", "2022-07-05", True),
        ("MDV avance", "2022-07-04", False),  # the day of the deposit
        ("MDV avance", "2022-05-02", False),
        ("MS1 avance", "2024-02-01", True),
        ("MDV solde", "2023-05-01", False),  # a solde has had its avance
    ],
)
def test_an_avance_comes_after_the_referencing(
    which: str, day: str, *, early: bool, says: Says
) -> None:
    said = says(which, old="sons = ", new=f"referencement = {day}\nsons = ")

    assert ("alerte" if early else None) == said.severities.get("ELI013")


def test_an_avance_sent_back_counts_from_its_first_deposit(says: Says) -> None:
    toml = {"statut": '"A modifier"', "deja_depose": '"2022-05-20T10:00:00"'}

    said = says("MDV avance", old="sons = ", new="referencement = 2022-06-01\nsons = ", toml=toml)

    assert "alerte" == said.severities["ELI013"]


@pytest.mark.parametrize("sons", ["BIO-SGL-Va2", "PHA-LGO-Va2"])
@pytest.mark.parametrize("step", ["avance", "solde"])
def test_a_sons_without_published_rule_says_so_and_judges_form_and_numbers_only(
    sons: str, step: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = getattr(dossiers.MS1, step)()
    dossier.toml["sons"], dossier.settings = f'"{sons}"', ""
    dossier.toml.pop("statut_avance", None)
    dossier.extra.clear()
    put(dossier, "deploiementMSS", "CAS 9")
    put(dossier, "typeAction", "X")
    put(dossier, "commande.montantTVA", 1)
    put(dossier, f"{PLACE}.siret", "1")
    dossier.pieces[next(iter(dossier.pieces))] = b""

    said = check(dossier)

    families = {code[:3] for code in faults(said)}
    assert {"FMT", "IDE", "MNT", "PIE"} == families
    assert {"ELI001": "non-publie"} == said.not_checked


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 4)])
def test_a_sons_without_published_rule_is_never_without_an_anomaly(
    options: tuple[str, ...], code: int, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.toml["sons"], dossier.settings = '"bio-sgl-va2"', ""

    said = check(dossier, *options)

    assert {} == faults(said)
    assert "BIO-SGL-Va2" == said.report["requests"][-1]["sons"]
    assert (code, "a-verifier") == (said.code, said.report["verdict"])


# --- ELI002 to ELI004 ----------------------------------------------------------------------------

TYPES: dict[str, tuple[str, list[Edit], Found]] = {
    "V2": ("DPI avance", [(TYPE, "V2")], {}),
    "V1V2": ("DPI avance", [(TYPE, "V1V2")], {}),
    "PFI too": ("PFI avance", [(TYPE, "V1V2")], {}),
    "absent": ("DPI avance", [(TYPE, GONE)], {"ELI002": BLOCKS}),
    "absent, PFI": ("PFI avance", [(TYPE, GONE)], {"ELI002": BLOCKS}),
    "null": ("DPI avance", [(TYPE, None)], {"ELI002": BLOCKS}),
    "empty": ("DPI avance", [(TYPE, "")], {"ELI002": BLOCKS}),
    "V1": ("DPI avance", [(TYPE, "V1")], {"ELI002": BLOCKS}),
    "lower case": ("DPI avance", [(TYPE, "v2")], {"ELI002": BLOCKS}),
    "V1 V2": ("DPI avance", [(TYPE, "V1 V2")], {"ELI002": BLOCKS}),
    "a number": ("DPI avance", [(TYPE, 2)], {"ELI002": BLOCKS, "FMT007": BLOCKS}),
    "wrong beside an unknown key": ("DPI avance", [(TYPE, "V1"), ("zzz", 1)], {"ELI002": BLOCKS, "FMT008": "alerte"}),
    "absent, unknown key in another object": ("DPI avance", [(TYPE, GONE), ("commande.zzz", "V2")], {"ELI002": BLOCKS, "FMT008": "alerte"}),
    "absent from a solde": ("DPI solde", [], {}),
    "absent from wave 1": ("MDV avance", [], {}),
}  # fmt: skip


@pytest.mark.parametrize(("which", "edits", "expected"), TYPES.values(), ids=TYPES)
def test_the_type_of_service_of_a_wave_2_avance_is_v2_or_v1v2(
    which: str, edits: list[Edit], expected: Found, says: Says
) -> None:
    said = says(which, *edits)

    assert expected == faults(said)
    assert "ELI002" not in said.not_checked


def test_a_wrong_type_of_service_is_shown_where_it_stands(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.DPI.avance()
    put(dossier, TYPE, "V1")

    said = check(dossier)

    line = line_of(dossier, '"V1"')
    assert [(1, BLOCKS, f"/lignesImport/0/{TYPE}", line)] == told(said, "ELI002")


def test_a_type_of_service_perhaps_under_its_official_name_is_not_faulted(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.DPI.avance()
    rename(dossier, TYPE, "typeDePresta")

    said = check(dossier)

    assert {"FMT008": "alerte"} == faults(said)
    assert {"ELI002": "non-fourni"} == said.not_checked
    reason = said.report["requests"][-1]["not_checked"][0]["reason"]
    assert '"typeDePresta" = "typePrestation"' in reason
    assert "[format.avance]" in reason


WAVE_1: dict[str, tuple[str, str, Found]] = {
    "V1V2, funded in wave 1": ("V1V2", "240000059;HOP-DPI-Va1", {"ELI003": REJECTED}),
    "V1V2, funded by its site": ("V1V2", "240000372;HOP-DPI-Va1", {"ELI003": REJECTED}),
    "V1V2, funded, other case": ("V1V2", "240000059;hop-dpi-va1", {"ELI003": REJECTED}),
    "V1V2, never funded": ("V1V2", "330781196;HOP-DPI-Va1", {}),
    "V1V2, funded for another SONS": ("V1V2", "240000059;HOP-PFI-Va1", {}),
    "V2, funded in wave 1": ("V2", "240000059;HOP-DPI-Va1", {}),
    "V2, never funded": ("V2", "330781196;HOP-DPI-Va1", {"ELI003": "alerte"}),
}


@pytest.mark.parametrize(("kind", "funded", "expected"), WAVE_1.values(), ids=WAVE_1)
def test_the_type_of_service_follows_the_funding_of_wave_1(
    kind: str, funded: str, expected: Found, says: Says
) -> None:
    said = says("DPI avance", (TYPE, kind), funded=funded)

    assert expected == faults(said)


@pytest.mark.parametrize("kind", ["V1V2", "V2"])
def test_without_the_list_of_wave_1_nothing_is_said_of_it(kind: str, says: Says) -> None:
    said = says("DPI avance", (TYPE, kind))

    assert {} == faults(said)
    assert {} == said.not_checked


FUNDED: dict[str, tuple[str, str, Found]] = {
    "for this SONS": ("MDV avance", f"{A_RPPS};MDV-LGC-Va1", {"ELI004": REJECTED}),
    "with blanks in the list": ("MDV avance", "240000059;HOP-DPI-Va1", {}),
    "for another SONS": ("MDV avance", f"{A_RPPS};MDV-LGC-Va2", {}),
    "another client": ("MDV avance", "10776655440;MDV-LGC-Va1", {}),
    "the PFI of a client whose DPI was funded": ("PFI avance", "240000059;HOP-DPI-Va2", {}),
    "the DPI of a client whose PFI was funded": ("DPI avance", "240000059;HOP-PFI-Va2", {}),
    "the PFI of a client whose PFI was funded": (
        "PFI avance",
        "240000059;HOP-PFI-Va2",
        {"ELI004": REJECTED},
    ),
    "asked as a solde": ("MDV solde", f"{A_RPPS};MDV-LGC-Va1", {}),
}


@pytest.mark.parametrize(("which", "funded", "expected"), FUNDED.values(), ids=FUNDED)
def test_a_client_is_funded_once_for_a_sons(
    which: str, funded: str, expected: Found, says: Says
) -> None:
    said = says(which, funded=funded)

    assert expected == faults(said)


def test_one_client_funded_already_is_told_once_under_all_its_numbers(says: Says) -> None:
    said = says("DPI avance", funded="240000059;HOP-DPI-Va2 240000059;HOP-DPI-Va1")

    assert 1 == said.codes.count("ELI004")


def test_only_the_client_funded_already_is_told(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    dossier.settings += '\n[[dejafinances]]\nfichier = "f.csv"\n'
    dossier.extra["f.csv"] = f"identifiant;sons\n{A_RPPS};MDV-LGC-Va1\n".encode()
    put(dossier, "beneficiaires.liberal", [dossiers.doctor(1), dossiers.doctor(0)])

    said = check(dossier)

    line = line_of(dossier, A_RPPS)
    where = "/lignesImport/0/beneficiaires/liberal/1/RPPS"
    assert [(1, REJECTED, where, line)] == told(said, "ELI004")


def test_the_same_client_in_two_requests_is_funded_twice(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    other = deepcopy(dossier.ligne) | {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    other["piecesJustificatives"][0]["nomFichier"] = "bon_2.pdf"
    dossier.json["lignesImport"].append(other)
    dossier.pieces["bon_2.pdf"] = dossiers.MDV.order_pdf("tableau")

    said = check(dossier)

    assert REJECTED == faults(said).get("ELI004")


Numbers = dict[str, list[str]]

SITES: dict[str, tuple[str, Numbers, Numbers, Found]] = {
    "two sites of one head office": ("SGL", {"FINESSGeo": ["150000032"]}, {"FINESSGeo": ["330781196"]}, {}),
    "one site twice": ("SGL", {"FINESSGeo": ["150000032"]}, {"FINESSGeo": ["150000032"]}, {"ELI004": REJECTED}),
    "one hospital by its juridique": ("DPI_1", {"FINESSGeo": []}, {"FINESSGeo": []}, {"ELI004": REJECTED}),
}  # fmt: skip


@pytest.mark.parametrize(("which", "one", "other", "expected"), SITES.values(), ids=SITES)
def test_sites_are_told_apart_by_their_best_number(
    which: str, one: Numbers, other: Numbers, expected: Found, dossiers: ModuleType, check: Check
) -> None:
    dossier = getattr(dossiers, which).avance()
    second = deepcopy(dossier.ligne) | {"numLigne": 2, "numeroEditeur": "N2"}
    for ligne, numbers in ((dossier.ligne, one), (second, other)):
        ligne["beneficiaires"]["structure"] |= {"siret": "44332211000018", **numbers}
    dossier.json["lignesImport"].append(second)

    said = check(dossier)

    assert expected == {code: how for code, how in faults(said).items() if code == "ELI004"}


# --- ELI005 to ELI007 ----------------------------------------------------------------------------

LEGAL_LIST = [
    "1101",
    "1102",
    "1103",
    "1104",
    "1106",
    "1107",
    "1109",
    "1110",
    "1111",
    "1201",
    "1203",
    "1205",
    "2205",
]
GEO_LIST = [
    "101",
    "106",
    "109",
    "114",
    "115",
    "122",
    "127",
    "128",
    "129",
    "131",
    "141",
    "156",
    "161",
    "292",
    "362",
    "355",
    "365",
    "366",
    "412",
    "415",
    "425",
    "430",
    "444",
    "697",
]


@pytest.mark.parametrize(
    "edits",
    [[(LEGAL, one)] for one in LEGAL_LIST] + [[(GEO, one)] for one in GEO_LIST],
    ids=[f"legal {one}" for one in LEGAL_LIST] + [f"geographic {one}" for one in GEO_LIST],
)
def test_every_category_of_the_lists_is_eligible(edits: list[Edit], says: Says) -> None:
    said = says("PFI avance", *edits)

    # IDE014: some categories say that the number of the PMSI is the other one of the client.
    assert faults(said).keys() <= {"IDE014"}


CATEGORIES: dict[str, tuple[str, list[Edit], Found]] = {
    "PFI geographic": ("PFI avance", [(GEO, "500")], {"ELI005": REJECTED}),
    "PFI legal": ("PFI avance", [(LEGAL, "1105")], {"ELI005": REJECTED}),
    "PFI solde": ("PFI solde", [(GEO, "500")], {"ELI005": REJECTED}),
    "PFI as a number": ("PFI avance", [(GEO, 500)], {"ELI005": REJECTED, "FMT007": BLOCKS}),
    "PFI the two lists exchanged": ("PFI avance", [(GEO, "1101"), (LEGAL, "101")], {"ELI005": REJECTED}),
    "PFI null": ("PFI avance", [(GEO, None), (LEGAL, None)], {}),
    "PFI empty": ("PFI avance", [(GEO, ""), (LEGAL, "")], {}),
    "DPI geographic": ("DPI avance", [(GEO, "500")], {"ELI005": "alerte"}),
    "DPI legal": ("DPI avance", [(LEGAL, "1105")], {"ELI005": "alerte"}),
    "DPI listed": ("DPI avance", [(LEGAL, "1101"), (GEO, "355")], {}),
    "MDV": ("MDV avance", [(GEO, "500")], {}),
    "MS1 4100": ("MS1 avance", [(GEO, "4100")], {}),
    "MS1 4300": ("MS1 avance", [(GEO, "4300")], {}),
    "MS1 4400": ("MS1 avance", [(GEO, "4400")], {}),
    "MS1 4600": ("MS1 avance", [(GEO, "4600")], {}),
    "MS1 4500": ("MS1 avance", [(GEO, "4500")], {"ELI007": "alerte"}),
    "MS1 4200": ("MS1 avance", [(GEO, "4200")], {"ELI007": "alerte"}),
    "MS1 a hospital": ("MS1 avance", [(GEO, "1101")], {"ELI007": "alerte"}),
    "MS1 solde": ("MS1 solde", [(GEO, "4500")], {"ELI007": "alerte"}),
}  # fmt: skip


@pytest.mark.parametrize(("which", "edits", "expected"), CATEGORIES.values(), ids=CATEGORIES)
def test_a_category_outside_the_lists_of_its_corridor_is_told(
    which: str, edits: list[Edit], expected: Found, says: Says
) -> None:
    said = says(which, *edits)

    assert expected == faults(said)


def test_both_categories_are_judged_each_at_its_place(says: Says) -> None:
    said = says("PFI avance", (GEO, "500"), (LEGAL, "9999"))

    places = {where.rpartition("/")[2] for _, _, where, _ in told(said, "ELI005")}
    assert {"categorieFINESSGeo", "categorieFINESSJuridique"} == places


def test_a_three_digit_category_of_ms1_is_not_judged_and_harmless(says: Says) -> None:
    said = says("MS1 avance", (GEO, "500"))

    assert "non-publie" == said.not_checked["ELI007"]
    assert (0, "sans-anomalie") == (said.code, said.report["verdict"])


PMSI: dict[str, tuple[str, object, set[str]]] = {
    "one": ("DPI avance", "240000059", set()),
    "a list of one": ("DPI avance", ["240000059"], set()),
    "two": ("DPI avance", ["240000059", "240000372"], {"ELI006"}),
    "two, PFI": ("PFI avance", ["240000059", "240000372"], {"ELI006"}),
    "two in a solde": ("DPI solde", ["240000059", "240000372"], {"ELI006"}),
    "the same twice": ("DPI avance", ["240000059", "24 0000059"], set()),
    "one and a blank": ("DPI avance", ["240000059", ""], set()),
}


@pytest.mark.parametrize(("which", "value", "expected"), PMSI.values(), ids=PMSI)
def test_a_request_is_for_one_pmsi(
    which: str, value: object, expected: set[str], says: Says
) -> None:
    said = says(which, (f"{PLACE}.FINESSPMSI", value))

    assert expected == {"ELI006"} & set(said.codes)
    assert {BLOCKS} >= {severity for _, severity, *_ in told(said, "ELI006")}
    assert not {"FMT007"} & set(said.codes)


# --- ELI008 to ELI010, ELI012 --------------------------------------------------------------------

VALIDATED = '["330781196", "210780581", "560023210"]'
PILOTS: dict[str, tuple[str, Found]] = {
    "three": (VALIDATED, {}),
    "four": ('["330781196", "210780581", "560023210", "240000059"]', {}),
    "two": ('["330781196", "210780581"]', {"ELI008": REJECTED}),
    "none": ("[]", {"ELI008": REJECTED}),
    "one twice": ('["330781196", "210780581", "330781196"]', {"ELI008": REJECTED}),
    "one twice, with blanks": ('["330781196", "210780581", "33 078 119 6"]', {"ELI008": REJECTED}),
    "one by RPPS": ('["330781196", "210780581", "10998877665"]', {}),
}


@pytest.mark.parametrize(("pilots", "expected"), PILOTS.values(), ids=PILOTS)
@pytest.mark.parametrize("sons", ["DPI", "PFI"])
def test_three_distinct_pilots_are_validated_before_a_solde(
    pilots: str, expected: Found, sons: str, says: Says
) -> None:
    said = says(f"{sons} solde", old=VALIDATED, new=pilots)

    assert expected == faults(said)


def test_no_pilot_is_asked_of_an_avance_nor_of_wave_1(says: Says) -> None:
    avance = says("DPI avance", old=VALIDATED, new="[]")
    wave_1 = says("MS1 solde")

    assert {} == faults(avance)
    assert {} == faults(wave_1)
    assert "ELI008" not in {**avance.not_checked, **wave_1.not_checked}


@pytest.mark.parametrize(
    ("which", "key", "code"),
    [("DPI solde", "pilotes_valides", "ELI008"), ("PFI avance", "enrolement", "ELI009")],
    ids=["pilots", "enrolment"],
)
def test_what_the_settings_do_not_tell_is_not_checked(
    which: str, key: str, code: str, says: Says
) -> None:
    said = says(which, old=f"{key} =", new=f"# {key} =")

    assert {} == faults(said)
    assert "non-fourni" == said.not_checked[code]
    assert "a-verifier" == said.report["verdict"]


@pytest.mark.parametrize("pilot", ["", " ", "a", "330781197", "12345"])
def test_a_pilot_is_a_valid_identifier(pilot: str, says: Says) -> None:
    said = says("DPI solde", old=VALIDATED, new=f'["330781196", "{pilot}"]')

    assert 2 == said.code
    assert "solutions.pilotes_valides" in said.err


@pytest.mark.parametrize(
    ("told_of", "expected"),
    [
        ("pilotes_valides = []", {"ELI008": REJECTED}),
        ('pilotes_valides = ["330781196"]', {}),
        ("", {}),
    ],
    ids=["none", "one", "not told"],
)
def test_no_pilot_at_all_is_too_few_where_their_number_is_not_published(
    told_of: str, expected: Found, says: Says
) -> None:
    said = says("DRIMBOX solde", old="enrolement", new=f"{told_of}\nenrolement")

    assert expected == faults(said)
    assert bool(expected) != ("non-publie" == said.not_checked.get("ELI008"))


ENROLMENTS: dict[str, tuple[str, str, Found]] = {
    "definitive": ("DPI avance", "definitif", {}),
    "anticipated, DPI": ("DPI avance", "anticipe", {"ELI009": REJECTED}),
    "anticipated, PFI": ("PFI avance", "anticipe", {"ELI009": REJECTED}),
    "anticipated, solde": ("DPI solde", "anticipe", {"ELI009": REJECTED}),
    "definitive, solde": ("DPI solde", "definitif", {}),
}


@pytest.mark.parametrize(("which", "kind", "expected"), ENROLMENTS.values(), ids=ENROLMENTS)
def test_a_wave_2_request_waits_for_the_definitive_enrolment(
    which: str, kind: str, expected: Found, says: Says
) -> None:
    said = says(which, old='"definitif"', new=f'"{kind}"')

    assert expected == faults(said)
    assert [1] * len(expected) == [request for request, *_ in told(said, "ELI009")]


def test_an_anticipated_enrolment_does_not_matter_in_wave_1(says: Says) -> None:
    said = says("MDV avance", new='enrolement = "anticipe"\n')

    assert {} == faults(said)


PROFILES: dict[str, tuple[str | None, str, Found]] = {
    "the same": ("Général", "Général", {}),
    "another case": ("GÉNÉRAL", "général", {}),
    "without accents": ("general", "Général", {}),
    "decomposed accents": ("Ge\u0301ne\u0301ral", "Général", {}),
    "doubled blanks": ("Profil  général ", "Profil général", {}),
    "another": ("Spécialiste", "Général", {"ELI010": BLOCKS}),
    "a part of it": ("Profil", "Profil général", {"ELI010": BLOCKS}),
    "not in the JSON": (None, "Général", {}),
}


@pytest.mark.parametrize(("found", "expected", "faulted"), PROFILES.values(), ids=PROFILES)
def test_the_profile_is_the_one_of_the_referencing_case_and_accents_aside(
    found: str | None, expected: str, faulted: Found, says: Says
) -> None:
    profile = ("scenarioInstallation.profil", found)

    said = says("MDV avance", profile, new=f'profil = "{expected}"\n')

    assert faulted == faults(said)


def test_a_profile_is_not_compared_with_that_of_another_solution(says: Says) -> None:
    profile = ("scenarioInstallation.profil", "Général")
    other = '\n[[solutions]]\nnumero_ans = "9999999999"\nprofil = "Cabinet"\n'

    said = says("MDV avance", profile, new=other)

    assert {} == faults(said)


STATUSES: dict[str, tuple[str, Found]] = {
    "decided and paid": ("Décidée et payée", {}),
    "without accents": ("DECIDEE ET PAYEE", {}),
    "of the last avenant": ("Décidé et payé", {}),
    "decomposed accents": ("De\u0301cide\u0301e et paye\u0301e", {}),
    "decided only": ("Décidée", {"ELI012": REJECTED}),
    "paid only": ("Payée", {"ELI012": REJECTED}),
    "validated": ("Validée", {"ELI012": REJECTED}),
    "not decided and paid": ("Non décidée et payée", {"ELI012": REJECTED}),
}


@pytest.mark.parametrize(("statut", "expected"), STATUSES.values(), ids=STATUSES)
@pytest.mark.parametrize("sons", ["MDV", "DPI", "MS1"])
def test_a_solde_waits_for_its_avance_to_be_paid(
    statut: str, expected: Found, sons: str, says: Says
) -> None:
    said = says(f"{sons} solde", toml={"statut_avance": f'"{statut}"'})

    assert expected == faults(said)
    for finding in said.findings("ELI012"):
        assert "Suivi demandes incomplètes" in finding["action"]


def test_the_status_of_the_avance_can_be_given(says: Says) -> None:
    said = says("MDV solde", toml={"statut_avance": ""})

    assert {} == faults(said)
    assert {"ELI012": "non-fourni"} == said.not_checked
    assert "a-verifier" == said.report["verdict"]


def test_the_status_of_the_avance_does_not_matter_to_the_avance(says: Says) -> None:
    said = says("MDV avance", toml={"statut_avance": '"Validée"'})

    assert {} == faults(said)
