"""IDE: who the supplier and the client are, and which code says that a number is wrong."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from checks.edits import GONE, faults, line_of, put, told
from conftest import Said

Check = Callable[..., Said]
Edit = tuple[str, Any]

BLOCKS = "a-modifier"
WHO = "beneficiaires"
FOR = f"{WHO}.commandePour"
RPPS = f"{WHO}.liberal.0.RPPS"
DOCTORS = f"{WHO}.liberal"
PLACE = f"{WHO}.structure"
GEO = f"{PLACE}.FINESSGeo"
LEGAL = f"{PLACE}.FINESSJuridique"
PMSI = f"{PLACE}.FINESSPMSI"
SIRET = f"{PLACE}.siret"

Found = dict[str, str]


@pytest.fixture
def says(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check a right dossier ("MDV avance") after some edits; its settings name no SIRET."""

    def call(which: str, *edits: Edit, toml: dict[str, str] | None = None) -> Said:
        sons, step = which.split()
        dossier = getattr(getattr(dossiers, sons), step)()
        for path, value in edits:
            put(dossier, path, value)
        dossier.settings = dossier.settings.replace("siret = ", "# siret = ")
        dossier.toml |= toml or {}
        return check(dossier)

    return call


Says = Callable[..., Said]

# Invented numbers whose keys are right, but for those of La Poste and of establishments.
A_RPPS, ANOTHER = "10998877665", "10776655440"
LA_POSTE_SITE, LA_POSTE_HEAD = "35600000009075", "35600000000048"
SIRETS: dict[str, tuple[object, bool]] = {
    "right": ("12345678200010", False),
    "a site of La Poste": (LA_POSTE_SITE, False),
    "the head office of La Poste": (LA_POSTE_HEAD, False),
    "no number of La Poste": ("35600000000049", True),
    "key": ("12345678200011", True),
    "key of the SIREN alone": ("12345678900011", True),
    "two digits swapped": ("12345678200001", True),
    "a SIREN": ("123456782", True),
    "13 digits": ("1234567820001", True),
    "15 digits": ("123456782000100", True),
    "the letter O": ("1234567820001O", True),
    "zeros": ("0" * 14, True),
    "words": ("à venir", True),
    "other digits": ("１２３４５６７８２０００１０", True),
}


@pytest.mark.parametrize(("siret", "wrong"), SIRETS.values(), ids=SIRETS)
def test_the_siret_of_the_supplier_has_14_digits_and_its_key(
    *, siret: object, wrong: bool, says: Says
) -> None:
    said = says("MDV avance", ("/siret", siret))

    assert ({"IDE001": BLOCKS} if wrong else {}) == faults(said)
    assert ([(None, BLOCKS, "/siret", 4)] if wrong else []) == told(said, "IDE001")


@pytest.mark.parametrize(("siret", "wrong"), SIRETS.values(), ids=SIRETS)
def test_the_siret_of_the_client_has_14_digits_and_its_key(
    *, siret: object, wrong: bool, says: Says
) -> None:
    said = says("MS1 avance", (SIRET, siret))

    assert ({"IDE007": BLOCKS} if wrong else {}) == faults(said)


def test_a_client_without_siret_is_asked_none_when_it_has_a_finess(says: Says) -> None:
    said = says("MS1 avance", (SIRET, ""))

    assert {} == faults(said)


RPPS_NUMBERS: dict[str, tuple[object, Found]] = {
    "right": (A_RPPS, {}),
    "right, of the ANS's documentation": ("10000001916", {}),
    "key": ("10998877660", {"IDE002": BLOCKS}),
    "two digits swapped": ("10998877656", {"IDE002": BLOCKS}),
    "10 digits": ("1099887766", {"IDE002": BLOCKS}),
    "12 digits": ("910998877665", {"IDE002": BLOCKS}),
    "an ADELI": ("381234567", {"IDE002": BLOCKS}),
    "a letter": ("1099887766X", {"IDE002": BLOCKS}),
    "zeros": ("0" * 11, {"IDE002": BLOCKS}),
    "words": ("à venir", {"IDE002": BLOCKS}),
    "other digits": ("１０９９８８７７６６５", {"IDE002": BLOCKS}),
    "national": (f"8{A_RPPS}", {"IDE003": BLOCKS}),
    "national with a blank": (f"8 {A_RPPS}", {"IDE003": BLOCKS}),
    "an 8 and a wrong key": ("810998877660", {"IDE002": BLOCKS}),
    "with blanks": ("109 988 776 65", {"IDE012": "alerte"}),
    "with a no-break space": (f"{A_RPPS}\u00a0", {"IDE012": "alerte"}),
    "with blanks and a wrong key": ("109 988 776 60", {"IDE002": BLOCKS}),
}


@pytest.mark.parametrize(("number", "expected"), RPPS_NUMBERS.values(), ids=RPPS_NUMBERS)
def test_an_rpps_has_11_digits_and_its_key(number: object, expected: Found, says: Says) -> None:
    said = says("MDV avance", (RPPS, number))

    assert expected == faults(said)
    for code in expected:
        [(request, _, where, line)] = told(said, code)
        assert (1, "/lignesImport/0/beneficiaires/liberal/0/RPPS", 31) == (request, where, line)


def test_the_national_identifier_gives_the_rpps_to_write(says: Says) -> None:
    said = says("MDV avance", (RPPS, f"8{A_RPPS}"))

    assert A_RPPS == said.findings("IDE003")[0]["expected"]


FINESS_NUMBERS: dict[str, tuple[object, Found]] = {
    "right": ("240000372", {}),
    "right with its zero": ("010008407", {}),
    "Haute-Corse": ("2B0005359", {}),
    "Corse-du-Sud": ("2A0000014", {}),
    "Mayotte": ("980503023", {}),
    "La Réunion": ("970408589", {}),
    "its zero lost": ("10008407", {"IDE004": BLOCKS}),
    "another digit lost": ("70000481", {"IDE004": BLOCKS}),
    "8 digits that no zero mends": ("10008408", {"IDE004": BLOCKS}),
    "10 digits": ("2400003720", {"IDE004": BLOCKS}),
    "national form": ("1240000372", {"IDE004": BLOCKS}),
    "Corsica 2C": ("2C0005359", {"IDE004": BLOCKS}),
    "the department of an extract": ("9A0000014", {"IDE004": BLOCKS}),
    "the letter O": ("24O000372", {"IDE004": BLOCKS}),
    "zeros": ("0" * 9, {"IDE004": BLOCKS}),
    "words": ("à venir", {"IDE004": BLOCKS}),
    "key": ("240000373", {"IDE005": BLOCKS}),
    "two digits swapped": ("240003072", {"IDE005": BLOCKS}),
    "key in Corsica": ("2B0005358", {"IDE005": BLOCKS}),
    "Corsica 2A in place of 2B": ("2A0005359", {"IDE005": BLOCKS}),
    "lower case": ("2b0005359", {"IDE012": "alerte"}),
    "with blanks": ("24 000 037 2", {"IDE012": "alerte"}),
    "lower case and a wrong key": ("2b0005358", {"IDE005": BLOCKS}),
}


@pytest.mark.parametrize(("number", "expected"), FINESS_NUMBERS.values(), ids=FINESS_NUMBERS)
def test_a_finess_has_9_characters_and_its_key(number: object, expected: Found, says: Says) -> None:
    said = says("MS1 avance", (GEO, [number]), (f"{PLACE}.codePostal", None))

    assert expected == {code: what for code, what in faults(said).items() if code != "MNT008"}
    for code in expected:
        where = "/lignesImport/0/beneficiaires/structure/FINESSGeo/0"
        assert [(1, expected[code], where, 33)] == told(said, code)


@pytest.mark.parametrize("path", [LEGAL, PMSI], ids=["legal", "PMSI"])
def test_every_kind_of_finess_is_judged(path: str, says: Says) -> None:
    said = says("DPI avance", (path, "240000058"))

    assert ["IDE005"] == [code for code in said.codes if code in {"IDE004", "IDE005"}]


def test_each_finess_of_a_list_is_judged_at_its_line(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MS1.avance()
    put(dossier, GEO, ["2B0003628", "2B0005358", "10008407"])

    said = check(dossier)

    assert [line_of(dossier, "2B0005358")] == [line for *_, line in told(said, "IDE005")]
    assert [line_of(dossier, "10008407")] == [line for *_, line in told(said, "IDE004")]


def test_a_lost_zero_gives_the_number_to_write(says: Says) -> None:
    said = says("MS1 avance", (GEO, ["10008407"]))

    assert "010008407" == said.findings("IDE004")[0]["expected"]


def test_a_lost_zero_is_the_same_client(says: Says) -> None:
    own = ((LEGAL, "010780062"), (GEO, ["010000032"]), (f"{PLACE}.codePostal", "01300"))

    said = says("DPI avance", *own, (PMSI, "10780062"))

    assert {"IDE004": BLOCKS} == faults(said)


@pytest.mark.parametrize("where", ["historiques", "nouveau"])
def test_the_numbers_of_a_merger_are_judged_too(where: str, says: Says) -> None:
    other = {"RPPS": "123", "FINESSGeo": "240000373", "siret": "1", "motif": "FUSION"}

    said = says("MDV solde", (f"{WHO}.{where}", [other] if where == "historiques" else other))

    assert {"IDE002", "IDE005", "IDE007"} <= set(said.codes)


SUPPLIERS: dict[str, tuple[str, Found]] = {
    "plain": ("12345678200010", {}),
    "with blanks": ("123 456 782 00010", {"IDE012": "alerte"}),
    "with blanks and a wrong key": ("123 456 782 00011", {"IDE001": BLOCKS}),
}


@pytest.mark.parametrize(("siret", "expected"), SUPPLIERS.values(), ids=SUPPLIERS)
def test_the_supplier_s_siret_is_written_plainly(siret: str, expected: Found, says: Says) -> None:
    said = says("MDV avance", ("/siret", siret))

    assert expected == faults(said)
    assert [None] * len(expected) == [
        request for code in expected for request, *_ in told(said, code)
    ]


def test_the_plain_form_is_given(says: Says) -> None:
    said = says("MS1 avance", (GEO, ["2b 000 362 8"]))

    assert "2B0003628" == said.findings("IDE012")[0]["expected"]


# --- IDE006 and IDE010 ---------------------------------------------------------------------------

NOBODY: list[Edit] = [(GEO, []), (LEGAL, None), (SIRET, GONE)]
NO_PMSI: Edit = (PMSI, GONE)

CLIENTS: dict[str, tuple[str, list[Edit], Found]] = {
    "MDV by RPPS": ("MDV avance", [], {}),
    "MDV by FINESS G": ("MDV avance", [(DOCTORS, []), (FOR, "STRUCTURE"), (GEO, ["240000372"])], {}),
    "MDV structure by a collection of RPPS": ("MDV avance", [(FOR, "STRUCTURE")], {}),
    "MDV by nothing": ("MDV avance", [(DOCTORS, [])], {"IDE006": BLOCKS}),
    "MDV doctor without RPPS": ("MDV avance", [(RPPS, None)], {"IDE006": BLOCKS}),
    "MDV doctor with an empty RPPS": ("MDV avance", [(RPPS, "")], {"IDE006": BLOCKS}),
    "MDV by legal FINESS": ("MDV avance", [(DOCTORS, []), (FOR, "STRUCTURE"), (LEGAL, "240000059")], {"IDE006": BLOCKS}),
    "MDV by SIRET": ("MDV avance", [(DOCTORS, []), (FOR, "STRUCTURE"), (SIRET, "12345678200010")], {"IDE006": BLOCKS}),
    "MDV wrong RPPS": ("MDV avance", [(RPPS, "123")], {"IDE002": BLOCKS}),
    "MDV no beneficiary": ("MDV avance", [(WHO, None)], {"IDE006": BLOCKS}),
    "MDV solde by nothing": ("MDV solde", [(RPPS, None)], {"IDE006": BLOCKS}),
    "DPI by PMSI": ("DPI avance", [], {}),
    "DPI by PMSI alone": ("DPI avance", [(LEGAL, None), (GEO, [])], {}),
    "DPI by FINESS J and G": ("DPI avance", [NO_PMSI], {"IDE006": BLOCKS}),
    "DPI empty PMSI": ("DPI avance", [(PMSI, "")], {"IDE006": BLOCKS}),
    "DPI empty list of PMSI": ("DPI avance", [(PMSI, [])], {"IDE006": BLOCKS}),
    "DPI wrong PMSI": ("DPI avance", [(PMSI, "240000058")], {"IDE005": BLOCKS, "IDE013": BLOCKS}),
    "MS1 by FINESS G": ("MS1 avance", [(SIRET, GONE), (LEGAL, None)], {}),
    "MS1 wrong FINESS G": ("MS1 avance", [(SIRET, GONE), (GEO, ["1"])], {"IDE004": BLOCKS}),
    "MS1 by nothing": ("MS1 avance", NOBODY, {"IDE006": BLOCKS}),
    "MDV liberal in the other block": ("MDV avance", [(DOCTORS, []), (GEO, ["240000372"])], {"IDE010": BLOCKS}),
    "MS1 liberal in the other block": ("MS1 avance", [(FOR, "LIBERAL")], {"IDE010": BLOCKS}),
    "DPI liberal in the other block": ("DPI avance", [(FOR, "LIBERAL")], {"IDE010": BLOCKS}),
    "MS1 structure, an RPPS in the other": ("MS1 avance", [*NOBODY, (DOCTORS, [{"nomMedecin": None, "emailMedecin": None, "telephoneMedecin": None, "RPPS": A_RPPS}])], {"IDE010": BLOCKS}),
    "MS1 structure, nobody in the other": ("MS1 avance", [*NOBODY, (DOCTORS, [{"nomMedecin": None, "emailMedecin": None, "telephoneMedecin": None, "RPPS": None}])], {"IDE006": BLOCKS}),
    "MS1 liberal, nobody anywhere": ("MS1 avance", [*NOBODY, (FOR, "LIBERAL")], {"IDE006": BLOCKS}),
    "both blocks": ("MDV avance", [(GEO, ["240000372"])], {}),
}  # fmt: skip


@pytest.mark.parametrize(("which", "edits", "expected"), CLIENTS.values(), ids=CLIENTS)
def test_the_client_is_identified_as_its_sons_asks_in_the_block_of_its_kind(
    which: str, edits: list[Edit], expected: Found, says: Says
) -> None:
    said = says(which, *edits)

    found = {code: what for code, what in faults(said).items() if code.startswith("IDE")}
    assert expected == found
    assert "IDE006" not in said.not_checked


def test_whether_a_siret_is_enough_in_ms1_is_not_published(says: Says) -> None:
    said = says("MS1 avance", (GEO, []))

    assert {} == faults(said)
    assert "non-publie" == said.not_checked["IDE006"]
    assert (0, "sans-anomalie") == (said.code, said.report["verdict"])


def test_a_pmsi_perhaps_under_an_official_name_is_not_faulted(says: Says) -> None:
    said = says("DPI avance", NO_PMSI, (f"{PLACE}.numeroPMSI", "240000059"))

    assert {"FMT008": "alerte"} == faults(said)
    assert "non-fourni" == said.not_checked["IDE006"]
    assert "numeroPMSI" in said.report["requests"][-1]["not_checked"][0]["reason"]


@pytest.mark.parametrize(
    "path", ["zzz", "commande.zzz", f"{WHO}.liberal"], ids=["request", "order", "no key"]
)
def test_an_unknown_key_elsewhere_excuses_no_missing_pmsi(path: str, says: Says) -> None:
    said = says("DPI avance", NO_PMSI, (path, []))

    assert BLOCKS == faults(said)["IDE006"]


def test_an_unknown_key_excuses_no_missing_identifier_of_attested_name(says: Says) -> None:
    """The RPPS and the FINESS géographique that MDV asks have names everybody knows."""
    said = says("MDV avance", (RPPS, None), (f"{PLACE}.remarque", "x"))

    assert {"FMT008": "alerte", "IDE006": BLOCKS} == faults(said)


NAMED: dict[str, tuple[str, list[Edit], str]] = {
    "nobody": ("PHA-LGO-Va2", [(DOCTORS, [])], BLOCKS),
    "an RPPS that is null": ("BIO-SGL-Va2", [(RPPS, None)], BLOCKS),
    "identifiers not published": ("MDV-LGC-Va2", [(RPPS, None)], BLOCKS),
    "a block of the wrong type": ("PHA-LGO-Va2", [(DOCTORS, []), (PLACE, "x")], "illisible"),
    "a key that nobody knows": (
        "PHA-LGO-Va2",
        [(DOCTORS, []), (f"{PLACE}.numeroAM", "1")],
        "non-fourni",
    ),
    "one by RPPS": ("PHA-LGO-Va2", [], ""),
    "one by a wrong RPPS": ("PHA-LGO-Va2", [(RPPS, "1")], ""),
    "one by FINESS": ("BIO-SGL-Va2", [(DOCTORS, []), (GEO, ["290000256"])], ""),
}


@pytest.mark.parametrize(("sons", "edits", "expected"), NAMED.values(), ids=NAMED)
def test_a_request_that_names_no_client_is_told_whatever_is_published_of_its_sons(
    sons: str, edits: list[Edit], expected: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.toml["sons"], dossier.settings = f'"{sons}"', ""
    put(dossier, PLACE, {})
    for path, value in edits:
        put(dossier, path, value)

    said = check(dossier)

    told_of = said.severities | {
        code: kind for code, kind in said.not_checked.items() if kind != "non-publie"
    }
    assert expected == told_of.get("IDE006", "")


def test_the_sas_names_no_client_and_is_right(dossiers: ModuleType, check: Check) -> None:
    said = check(dossiers.SAS.avance())

    assert "IDE006" not in said.severities | said.not_checked


# --- IDE008, IDE009, IDE012, IDE013 --------------------------------------------------------------


def a_doctor(number: str) -> dict[str, str | None]:
    return {"nomMedecin": None, "emailMedecin": None, "telephoneMedecin": None, "RPPS": number}


TWICE: dict[str, tuple[list[str], set[str]]] = {
    "two people": ([A_RPPS, ANOTHER], set()),
    "the same": ([A_RPPS, A_RPPS], {"IDE008"}),
    "the same further down": ([A_RPPS, ANOTHER, A_RPPS], {"IDE008"}),
    "the same with a blank": ([A_RPPS, f"{A_RPPS} "], {"IDE008", "IDE012"}),
    "the same in its national form": ([A_RPPS, f"8{A_RPPS}"], {"IDE003", "IDE008"}),
    "two without number": ([A_RPPS, "", ""], set()),
}


@pytest.mark.parametrize(("numbers", "expected"), TWICE.values(), ids=TWICE)
def test_a_client_stands_once_in_a_request(
    numbers: list[str], expected: set[str], says: Says
) -> None:
    said = says("MDV avance", (DOCTORS, [a_doctor(one) for one in numbers]))

    found = {code: what for code, what in faults(said).items() if code.startswith("IDE")}
    assert expected == set(found)
    assert "alerte" == found.get("IDE008", "alerte")


def test_a_client_told_twice_shows_both_places(says: Says) -> None:
    said = says("MDV avance", (DOCTORS, [a_doctor(A_RPPS), a_doctor(A_RPPS)]))

    [finding] = said.findings("IDE008")
    assert ["/1/RPPS", "/0/RPPS"] == [one["pointer"][-7:] for one in finding["locations"]]


def test_one_number_as_legal_and_as_pmsi_is_no_repeat(says: Says) -> None:
    said = says("DPI avance", (LEGAL, "240000059"), (PMSI, "240000059"))

    assert {} == faults(said)


MAILS = {
    "right": ("cabinet@exemple.fr", False),
    "with a plus": ("cabinet+segur@exemple.fr", False),
    "with an apostrophe": ("o'neil@exemple.fr", False),
    "of a subdomain": ("a@b.c.exemple.sante", False),
    "in capitals": ("CABINET@EXEMPLE.FR", False),
    "empty": ("", False),
    "null": (None, False),
    "no at": ("cabinet.exemple.fr", True),
    "two at": ("cabinet@@exemple.fr", True),
    "no domain": ("cabinet@", True),
    "no suffix": ("cabinet@exemple", True),
    "two dots": ("cabinet@exemple..fr", True),
    "a blank inside": ("cabi net@exemple.fr", True),
    "two addresses": ("a@exemple.fr;b@exemple.fr", True),
    "with its name": ("Cabinet <cabinet@exemple.fr>", True),
    "(at)": ("cabinet(at)exemple.fr", True),
    "very long": ("a" * 100_000 + "@exemple.fr", True),
}
MAIL_KEYS = [
    f"{WHO}.liberal.0.emailMedecin",
    f"{PLACE}.emailResponsable",
    f"{WHO}.emailMandataire",
]


@pytest.mark.parametrize("path", MAIL_KEYS)
@pytest.mark.parametrize(("address", "wrong"), MAILS.values(), ids=MAILS)
def test_a_mail_address_has_the_shape_of_one(
    *, address: str | None, wrong: bool, path: str, says: Says
) -> None:
    said = says("MDV avance", (path, address))

    where = f"/lignesImport/0/{path.replace('.', '/')}"
    found = [(severity, at) for _, severity, at, _ in told(said, "IDE009")]
    assert ([("alerte", where)] if wrong else []) == found


OTHERS: dict[str, tuple[str, list[Edit], bool]] = {
    "the legal one": ("DPI avance", [(PMSI, "240000059")], False),
    "a geographic one": ("DPI avance", [(PMSI, "240000372")], False),
    "the second geographic one": ("DPI avance", [(GEO, ["150000032", "240000372"]), (PMSI, "240000372")], False),
    "with blanks": ("DPI avance", [(PMSI, "24 000 005 9")], False),
    "nothing to compare": ("DPI avance", [(LEGAL, None), (GEO, [])], False),
    "another": ("DPI avance", [(PMSI, "330781196")], True),
    "another in a solde": ("DPI solde", [(PMSI, "330781196"), (f"{WHO}.historiques", [{"FINESSPMSI": "240000059"}])], True),
    "another, PFI": ("PFI avance", [(PMSI, "330781196")], True),
    "another than the legal one, no geographic one": ("DPI avance", [(GEO, []), (PMSI, "240000372")], True),
    "outside hospitals": ("MS1 avance", [(PMSI, "330781196")], False),
}  # fmt: skip


@pytest.mark.parametrize(("which", "edits", "wrong"), OTHERS.values(), ids=OTHERS)
def test_the_pmsi_of_a_hospital_is_one_of_its_own_finess(
    *, which: str, edits: list[Edit], wrong: bool, says: Says
) -> None:
    said = says(which, *edits)

    found = [(severity, where) for _, severity, where, _ in told(said, "IDE013")]
    place = "/lignesImport/0/beneficiaires/structure/FINESSPMSI"
    assert ([(BLOCKS, place)] if wrong else []) == found


J_CATEGORY, G_CATEGORY = f"{PLACE}.categorieFINESSJuridique", f"{PLACE}.categorieFINESSGeo"
SITE = (PMSI, "240000372")
# The title of IDE014, "" for a right request; the FINESS juridique is 240000059.
KINDS: dict[str, tuple[str, list[Edit], str]] = {
    "a hospital centre by its site": ("PFI avance", [SITE, (J_CATEGORY, "1102")], "public"),
    "a hospital centre by its site, its own category": ("DPI avance", [SITE, (G_CATEGORY, "355")], "public"),
    "a regional hospital by its site, in a solde": ("PFI solde", [SITE, (J_CATEGORY, "1101")], "public"),
    "a dialysis centre by its site": ("PFI avance", [SITE, (G_CATEGORY, "141")], "public"),
    "a hospital centre by its FINESS juridique": ("PFI avance", [(J_CATEGORY, "1102"), (G_CATEGORY, "355")], ""),
    "a private one by its FINESS juridique": ("PFI avance", [(G_CATEGORY, "109")], "privé"),
    "a private one by its FINESS juridique, its group": ("DPI avance", [(J_CATEGORY, "1107")], "privé"),
    "a private one by its site": ("PFI avance", [SITE, (G_CATEGORY, "109")], ""),
    "a name that tells neither, by its site": ("PFI avance", [SITE, (J_CATEGORY, "1110"), (G_CATEGORY, "365")], ""),
    "a name that tells neither, by its FINESS juridique": ("PFI avance", [(J_CATEGORY, "1104"), (G_CATEGORY, "131")], ""),
    "names that disagree": ("PFI avance", [SITE, (J_CATEGORY, "1102"), (G_CATEGORY, "109")], ""),
    "no category": ("PFI avance", [SITE], ""),
    "no FINESS juridique": ("PFI avance", [SITE, (LEGAL, None), (J_CATEGORY, "1102")], ""),
    "one number for both": ("PFI avance", [SITE, (LEGAL, "240000372"), (J_CATEGORY, "1102")], ""),
    "neither of them, which is IDE013": ("PFI avance", [(PMSI, "330781196"), (J_CATEGORY, "1102")], ""),
}  # fmt: skip


@pytest.mark.parametrize(("which", "edits", "title"), KINDS.values(), ids=KINDS)
def test_the_pmsi_is_of_the_kind_that_the_category_tells(
    which: str, edits: list[Edit], title: str, says: Says
) -> None:
    said = says(which, *edits)

    titles = [one["title"] for one in said.findings("IDE014")]
    assert bool(title) == bool(titles)
    assert all(title in shown for shown in titles)
    assert said.severities.get("IDE014", "alerte") == "alerte"


def test_a_wrong_number_belongs_to_its_own_request(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    other = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    other["beneficiaires"]["liberal"] = [a_doctor("123"), a_doctor(f"8{A_RPPS}")]
    dossier.json["lignesImport"].append(other)

    said = check(dossier)

    assert [2] == [request for request, *_ in told(said, "IDE002")]
    assert [2] == [request for request, *_ in told(said, "IDE003")]
