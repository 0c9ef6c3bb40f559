"""FMT: the file, its keys and the form of its values, each at its edges."""

import json
from collections.abc import Callable
from copy import deepcopy
from types import ModuleType
from typing import Any

import pytest

from checks.edits import GONE, Dossier, Json, faults, line_of, put, rename, take, told
from conftest import Said

Check = Callable[..., Said]
Edit = tuple[str, Any]

BLOCKS = "a-modifier"
ORDER = "commande"
HT = "commande.montantSegurHT"
WHO = "beneficiaires"
DOCTOR = "beneficiaires.liberal.0"
PLACE = "beneficiaires.structure"
PIECE = "piecesJustificatives.0"
SCENARIO = "scenarioInstallation"

FLAGS = [
    "isCentreDeSante", "isProSanteConnectNeeded", "isDirectToDMP", "isPFIToDMP", "isDirectToMSSPro",
    "isPFIToMSSPro", "isDirectToMSSCitoyen", "isPFIToMSSCitoyen",
]  # fmt: skip
# Every attested key; the value tells whether null is one of its values.
ATTESTED = {
    "/impId": True,
    "/numeroAns": False,
    "/siret": False,
    "/lignesImport": False,
    "numLigne": False,
    "typeAction": False,
    "numeroASP": True,
    "numeroEditeur": False,
    "commande": True,
    "commande.dateCommande": False,
    "commande.regimeTVA": False,
    "commande.montantSegurHT": False,
    "beneficiaires": True,
    "beneficiaires.commandePour": False,
    "beneficiaires.isMandataire": False,
    "beneficiaires.isClientUnique": False,
    "beneficiaires.nomMandataire": True,
    "beneficiaires.emailMandataire": True,
    "beneficiaires.telephoneMandataire": True,
    "beneficiaires.liberal": True,
    "beneficiaires.liberal.0.nomMedecin": True,
    "beneficiaires.liberal.0.emailMedecin": True,
    "beneficiaires.liberal.0.telephoneMedecin": True,
    "beneficiaires.liberal.0.RPPS": True,
    "beneficiaires.structure": True,
    "beneficiaires.structure.nomResponsable": True,
    "beneficiaires.structure.emailResponsable": True,
    "beneficiaires.structure.telephoneResponsable": True,
    "beneficiaires.structure.FINESSJuridique": True,
    "beneficiaires.structure.FINESSGeo": True,
    "piecesJustificatives": True,
    "piecesJustificatives.0.nomFichier": False,
    "piecesJustificatives.0.formatFichier": False,
    "piecesJustificatives.0.typeFichier": False,
    "scenarioInstallation": True,
    **{f"scenarioInstallation.{flag}": False for flag in FLAGS},
    "scenarioInstallation.operateurMessagerie": True,
    "codeTraitement": True,
    "libelleTraitement": True,
}
ALSO_IN_A_SOLDE = {
    "/impId", "/numeroAns", "/siret", "/lignesImport", "numLigne", "numeroEditeur",
    "beneficiaires", "piecesJustificatives",
}  # fmt: skip
OWN_CODE = {"numLigne": "FMT011", "formatFichier": "FMT010", "operateurMessagerie": "FMT014"}


def leaf(path: str) -> str:
    return path.rpartition(".")[2].removeprefix("/")


def pointer(path: str) -> str:
    steps = path.replace(".", "/")
    return steps if path.startswith("/") else f"/lignesImport/0/{steps}"


def owner(path: str) -> int | None:
    return None if path.startswith("/") else 1


def fmt(said: Said) -> set[str]:
    return {code for code in said.codes if code.startswith("FMT")}


def edited(dossier: Dossier, *edits: Edit) -> Dossier:
    for path, value in edits:
        put(dossier, path, deepcopy(value))
    return dossier


@pytest.fixture
def avance(dossiers: ModuleType) -> Dossier:
    """The right avance of a doctor."""
    return dossiers.MDV.avance()


@pytest.fixture
def solde(dossiers: ModuleType) -> Dossier:
    """The right solde of a doctor."""
    return dossiers.MDV.solde()


@pytest.fixture
def several(dossiers: ModuleType) -> Callable[[int], Dossier]:
    """A right avance of several requests, without attachments."""

    def make(count: int) -> Dossier:
        dossier = dossiers.MDV.avance()
        dossier.pieces.clear()
        model = dossier.ligne
        dossier.json["lignesImport"] = [deepcopy(model) for _ in range(count)]
        for rank, ligne in enumerate(dossier.json["lignesImport"], start=1):
            ligne["numLigne"], ligne["numeroEditeur"] = rank, f"CMD-{rank:04}"
            ligne["piecesJustificatives"][0]["nomFichier"] = f"bon_{rank:04}.pdf"
            if rank <= len(dossiers.DOCTORS):
                ligne["beneficiaires"]["liberal"] = [dossiers.doctor(rank - 1)]
        return dossier

    return make


# --- FMT001, FMT002, FMT003, FMT004, FMT022: the bytes -----------------------------------------

NOT_JSON = {
    "a comma too many": ('"typeAction": "C",', '"typeAction": "C",,', ",,"),
    "a comma after the last item": ('"libelleTraitement": null', '"libelleTraitement": null,', ""),
    "a decimal comma": ("358.33", "358,33", "358,33"),
    "a number with a leading zero": ("358.33", "0358.33", "0358"),
    "a number with a plus sign": ("358.33", "+358.33", "+358"),
    "a number with spaces": ("358.33", "1 358.33", "1 358"),
    "NaN": ("358.33", "NaN", "NaN"),
    "Infinity": ("358.33", "Infinity", "Infinity"),
    "minus Infinity": ("358.33", "-Infinity", "-Infinity"),
    "True of Python": ('"isClientUnique": true', '"isClientUnique": True', "True"),
    "single quotes": ('"C"', "'C'", "'C'"),
    "curly quotes": ('"C"', "“C”", "“C”"),
    "a comment": ('"typeAction"', '// à revoir\n"typeAction"', "//"),
    "no comma": ('"typeAction": "C",', '"typeAction": "C"', ""),
    "a tab in a text": ('"C"', '"C\t"', "C\t"),
    "a hexadecimal number": ("358.33", "0x166", "0x166"),
    "a number of too many digits": ("358.33", f"358.33{'0' * 995}", f"358.33{'0' * 14}"),
    "an odd escape": ('"C"', r'"\C"', r"\C"),
}


@pytest.mark.parametrize(("old", "new", "mark"), NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_no_json_is_told_alone_with_its_line(
    old: str, new: str, mark: str, avance: Dossier, check: Check
) -> None:
    avance.raw = lambda text: text.replace(old, new, 1).encode()
    avance.pieces[next(iter(avance.pieces))] = b""

    said = check(avance)

    assert {"FMT001": "rejet"} == said.severities
    assert (1, {}) == (said.code, said.not_checked)
    [(request, _, where, line)] = told(said, "FMT001")
    assert (None, "") == (request, where)
    if mark:
        assert line == line_of(avance, mark)


BROKEN = {
    "empty": b"",
    "blank": b" \r\n\t ",
    "cut in the middle": b'{"impId": null, "lignesImport": [{"numLigne": 1',
    "two documents": b"{} {}",
    "a word": b"oui",
    "a csv": b"numLigne;typeAction\n1;C\n",
    "nested very deep": b'{"lignesImport": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "opened very deep": b'{"a":' * 100_000,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_file_that_does_not_parse_is_fmt001_alone(
    data: bytes, avance: Dossier, check: Check
) -> None:
    avance.raw = lambda _: data

    said = check(avance)

    assert {"FMT001": "rejet"} == said.severities
    assert 1 == said.code


ENCODINGS = {
    "UTF-16 with its mark": ("utf-16", "UTF-16"),
    "UTF-16 without mark": ("utf-16-le", "UTF-16"),
    "UTF-16 big endian": ("utf-16-be", "UTF-16"),
    "UTF-32": ("utf-32", "UTF-32"),
    "Windows-1252": ("cp1252", "Windows-1252"),
}


@pytest.mark.parametrize(("encoding", "name"), ENCODINGS.values(), ids=ENCODINGS)
def test_another_encoding_is_told_alone_and_named(
    encoding: str, name: str, avance: Dossier, check: Check
) -> None:
    avance.raw = lambda text: text.replace("Dr ", "Dr Œuvré ", 1).encode(encoding)

    said = check(avance)

    assert {"FMT002": "rejet"} == said.severities
    assert name in said.findings("FMT002")[0]["message"]


def test_the_odd_byte_of_a_latin_1_file_is_placed(avance: Dossier, check: Check) -> None:
    avance.raw = lambda text: text.replace("Dr ", "Dr É ", 1).encode("latin-1")

    said = check(avance)

    avance.raw = None
    assert [(None, "rejet", "", line_of(avance, "Dr "))] == told(said, "FMT002")
    assert "Latin-1" in said.findings("FMT002")[0]["message"]


def test_a_byte_order_mark_is_a_warning_and_the_rest_is_judged(
    avance: Dossier, check: Check
) -> None:
    put(avance, "commande.dateCommande", "2022-02-30")
    avance.raw = lambda text: b"\xef\xbb\xbf" + text.encode()

    said = check(avance)

    assert {"FMT003": "alerte", "FMT016": BLOCKS} == faults(said)
    assert [(None, "alerte", "", 1)] == told(said, "FMT003")


REPEATS = {
    "in a request": ('"typeAction": "C",', '"typeAction": "X",\n"typeAction": "C",', 1, 8, 9),
    "in the file": ('"impId": null,', '"impId": 1,\n\n"impId": null,', None, 2, 4),
    "three times": ('"impId": null,', '"impId": 1,"impId": 2,\n"impId": null,', None, 2, 3),
    "by an escape": ('"impId": null,', '"impI\\u0064": 1,\n"impId": null,', None, 2, 3),
    "of the same value": ('"typeAction": "C",', '"typeAction": "C",\n' * 2, 1, 8, 9),
}


@pytest.mark.parametrize(
    ("old", "new", "request_line", "first", "last"), REPEATS.values(), ids=REPEATS
)
def test_a_repeated_key_shows_both_lines_and_its_last_value_is_judged(
    old: str,
    new: str,
    request_line: int | None,
    first: int,
    last: int,
    avance: Dossier,
    check: Check,
) -> None:
    avance.raw = lambda text: text.replace(old, new, 1).encode()

    said = check(avance)

    assert {"FMT004": BLOCKS} == faults(said)
    [(request, _, _, line)] = told(said, "FMT004")
    assert (request_line, last) == (request, line)
    message = said.findings("FMT004")[0]["message"]
    assert f"ligne {first}" in message
    assert f"ligne {last}" in message


def test_a_key_in_two_objects_is_no_repeat(several: Callable[[int], Dossier], check: Check) -> None:
    said = check(several(2))

    assert "FMT004" not in said.codes


@pytest.mark.parametrize(
    ("size", "expected"), [(1_000_000, {}), (1_000_001, {"FMT022": BLOCKS})], ids=["at", "over"]
)
def test_the_size_limit_is_the_last_size_that_is_read(
    size: int, expected: dict[str, str], avance: Dossier, check: Check
) -> None:
    avance.settings += "\n[limites]\njson_mo = 1\n"
    avance.raw = lambda text: text.encode().ljust(size)

    said = check(avance)

    assert expected == faults(said)


def test_a_file_over_the_limit_is_not_judged_at_all(avance: Dossier, check: Check) -> None:
    avance.settings += "\n[limites]\njson_mo = 1\n"
    avance.raw = lambda _: b"{" * 1_000_001

    said = check(avance)

    assert ["FMT022"] == said.codes
    assert [None] == [request["line"] for request in said.report["requests"]]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        pytest.param("json_elements = 3", {}, id="at the entries"),
        pytest.param("json_elements = 2", {"FMT022": BLOCKS}, id="over the entries"),
        pytest.param("json_valeurs = {values}", {}, id="at the values"),
        pytest.param("json_valeurs = {fewer}", {"FMT022": BLOCKS}, id="over the values"),
    ],
)
def test_the_limits_of_a_list_and_of_all_values_are_the_last_that_is_read(
    limits: str, expected: dict[str, str], several: Callable[[int], Dossier], check: Check
) -> None:
    dossier = several(3)
    values = values_in(dossier.json)
    dossier.settings += "\n[limites]\n" + limits.format(values=values, fewer=values - 1) + "\n"

    assert expected == faults(check(dossier))


def values_in(value: Json) -> int:
    """How many values there are, those that hold others among them."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(values_in, held))


def test_what_is_over_a_limit_is_pointed_at_and_nothing_else_is_judged(
    several: Callable[[int], Dossier], check: Check
) -> None:
    dossier = several(3)
    dossier.ligne["typeAction"] = 3
    dossier.settings += "\n[limites]\njson_elements = 2\n"

    said = check(dossier)

    assert ["FMT022"] == said.codes
    at = line_of(dossier, '"lignesImport"')
    assert [(None, BLOCKS, "/lignesImport", at)] == told(said, "FMT022")
    (finding,) = said.report["requests"][0]["findings"]
    assert "trop d'éléments pour l'outil, dont la limite est de 2" in finding["message"]
    assert "json_elements" in finding["action"]


@pytest.mark.parametrize(
    ("keys", "expected"), [(19_000, {}), (20_001, {"FMT022": BLOCKS})], ids=["many", "too many"]
)
def test_an_object_of_too_many_keys_is_not_read(
    keys: int, expected: dict[str, str], several: Callable[[int], Dossier], check: Check
) -> None:
    dossier = several(1)
    dossier.ligne["beneficiaires"] |= {f"cle{rank}": None for rank in range(keys)}

    said = check(dossier)

    assert expected == {
        code: severity for code, severity in faults(said).items() if code == "FMT022"
    }
    if expected:
        (finding,) = said.report["requests"][0]["findings"]
        assert "limite est de 20000" in finding["message"].replace("\u202f", "").replace(
            "\u00a0", ""
        )
        assert finding["locations"][0]["pointer"] == "/lignesImport/0/beneficiaires"


def test_a_number_of_many_digits_is_read(avance: Dossier, check: Check) -> None:
    avance.raw = lambda text: text.replace("358.33", f"358.33{'0' * 294}", 1).encode()

    assert "FMT001" not in check(avance).codes


# --- FMT005, FMT008: names of keys -------------------------------------------------------------

WRONG_CASE = {
    "siret": ("MDV", "avance", "/siret", "SIRET"),
    "lignesImport": ("MDV", "avance", "/lignesImport", "LignesImport"),
    "numLigne": ("MDV", "avance", "numLigne", "numligne"),
    "typeAction": ("MDV", "avance", "typeAction", "TypeAction"),
    "numeroEditeur": ("MDV", "avance", "numeroEditeur", "numeroediteur"),
    "commande": ("MDV", "avance", "commande", "Commande"),
    "dateCommande": ("MDV", "avance", "commande.dateCommande", "datecommande"),
    "montantSegurHT": ("MDV", "avance", HT, "montantSegurHt"),
    "RPPS": ("MDV", "avance", f"{DOCTOR}.RPPS", "rpps"),
    "structure": ("MDV", "avance", PLACE, "Structure"),
    "nomFichier": ("MDV", "avance", f"{PIECE}.nomFichier", "nomfichier"),
    "formatFichier": ("MDV", "avance", f"{PIECE}.formatFichier", "FormatFichier"),
    "operateurMessagerie": ("MDV", "avance", f"{SCENARIO}.operateurMessagerie", "operateurmessagerie"),
    "isDirectToDMP": ("MDV", "avance", f"{SCENARIO}.isDirectToDMP", "isDirectToDmp"),
    "typePrestation": ("DPI", "avance", "typePrestation", "typeprestation"),
    "FINESSPMSI": ("DPI", "avance", f"{PLACE}.FINESSPMSI", "finessPMSI"),
    "numeroASP": ("MDV", "solde", "numeroASP", "numeroAsp"),
    "deploiementMSS": ("MS1", "solde", "deploiementMSS", "deploiementMss"),
    "adressesMSS": ("MS1", "solde", "verification.adressesMSS", "AdressesMSS"),
}  # fmt: skip


@pytest.mark.parametrize(("sons", "step", "path", "wrong"), WRONG_CASE.values(), ids=WRONG_CASE)
def test_a_key_in_the_wrong_case_is_told_once_and_read_all_the_same(
    sons: str, step: str, path: str, wrong: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = getattr(getattr(dossiers, sons), step)()
    rename(dossier, path, wrong)

    said = check(dossier)

    assert {"FMT005": BLOCKS} == faults(said)
    where = pointer(path.removesuffix(leaf(path)) + wrong)
    assert [(owner(path), BLOCKS, where, line_of(dossier, f'"{wrong}"'))] == told(said, "FMT005")
    assert wrong in said.findings("FMT005")[0]["found"]
    assert leaf(path) in said.findings("FMT005")[0]["expected"]


def test_a_key_in_the_wrong_case_inside_another_is_told_as_such(
    avance: Dossier, check: Check
) -> None:
    rename(avance, "commande.dateCommande", "DateCommande")
    rename(avance, "commande", "Commande")

    said = check(avance)

    assert {"FMT005": BLOCKS} == faults(said)
    assert 2 == said.codes.count("FMT005")


def test_what_a_key_in_the_wrong_case_holds_is_judged(avance: Dossier, check: Check) -> None:
    put(avance, f"{DOCTOR}.RPPS", "123")
    rename(avance, f"{DOCTOR}.RPPS", "Rpps")

    said = check(avance)

    assert {"FMT005": BLOCKS, "IDE002": BLOCKS} == faults(said)
    assert "/lignesImport/0/beneficiaires/liberal/0/Rpps" == told(said, "IDE002")[0][2]


def test_the_faults_of_a_request_stay_its_own_under_a_list_in_the_wrong_case(
    avance: Dossier, check: Check
) -> None:
    put(avance, "commande.dateCommande", GONE)
    rename(avance, "/lignesImport", "lignesimport")

    said = check(avance)

    assert [1] == [request for request, *_ in told(said, "FMT006")]


def test_an_invoice_in_the_wrong_case_still_makes_a_solde(solde: Dossier, check: Check) -> None:
    rename(solde, "facture", "Facture")
    put(solde, "verification", GONE)

    said = check(solde)

    assert {"solde"} == {request["phase"] for request in said.report["requests"]}
    assert "CAL002" not in said.codes


def test_a_key_in_two_cases_is_right_once_and_unknown_once(avance: Dossier, check: Check) -> None:
    put(avance, "/SIRET", "12345678200011")

    said = check(avance)

    assert {"FMT008": "alerte"} == faults(said)


UNKNOWN = {
    "near a known one": ("commande.dateCommnde", "dateCommande"),
    "near nothing": ("commande.zzz", ""),
    "in the file": ("/numeroANSBis", ""),
    "in a request": ("remarque", ""),
    "in a doctor": (f"{DOCTOR}.emailMedecn", "emailMedecin"),
    "in a structure": (f"{PLACE}.FINESSGeos", "FINESSGeo"),
    "in a piece": (f"{PIECE}.nomFicher", "nomFichier"),
    "in the scenario": (f"{SCENARIO}.profill", "profil"),
    "with a slash and a tilde": ("a/b~c", ""),
    "empty": ("commande.", ""),
}


@pytest.mark.parametrize(("path", "near"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_key_is_a_warning_at_its_own_line(
    path: str, near: str, avance: Dossier, check: Check
) -> None:
    put(avance, path, {"a": [1, None]})

    said = check(avance)

    assert {"FMT008": "alerte"} == faults(said)
    [(request, _, _, line)] = told(said, "FMT008")
    assert (owner(path), line_of(avance, f'"{leaf(path)}": {{')) == (request, line)
    assert near in said.findings("FMT008")[0]["message"]


# --- FMT006: what must be there ----------------------------------------------------------------


@pytest.mark.parametrize("path", ATTESTED)
def test_every_attested_key_is_asked_of_an_avance(path: str, avance: Dossier, check: Check) -> None:
    put(avance, path, GONE)

    said = check(avance)

    code = OWN_CODE.get(leaf(path), "FMT006")
    assert {code} == fmt(said)
    holder = pointer(path).rpartition("/")[0]
    [(request, severity, where, line)] = told(said, code)
    assert (owner(path), BLOCKS, holder) == (request, severity, where)
    assert line is not None


@pytest.mark.parametrize("path", ATTESTED)
def test_few_keys_are_asked_of_a_solde(path: str, solde: Dossier, check: Check) -> None:
    put(solde, path, GONE)

    said = check(solde)

    asked = {OWN_CODE.get(leaf(path), "FMT006")}
    own = {"numeroASP": {"FMT015"}, "operateurMessagerie": {"FMT014"}}.get(leaf(path), set())
    assert (asked if path in ALSO_IN_A_SOLDE else own) == fmt(said)


@pytest.mark.parametrize("step", ["avance", "solde"])
@pytest.mark.parametrize("path", [path for path, null in ATTESTED.items() if not null])
def test_null_where_a_value_is_required_is_told(
    path: str, step: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = getattr(dossiers.MDV, step)()
    put(dossier, path, None)

    said = check(dossier)

    code = OWN_CODE.get(leaf(path), "FMT006")
    assert {code: BLOCKS} == {one: faults(said)[one] for one in fmt(said)}
    assert owner(path) == told(said, code)[0][0]


@pytest.mark.parametrize("path", [path for path, null in ATTESTED.items() if null])
def test_null_counts_as_present_elsewhere(path: str, avance: Dossier, check: Check) -> None:
    put(avance, path, None)

    said = check(avance)

    assert set() == fmt(said)


def test_an_avance_without_any_order_is_not_told_right(avance: Dossier, check: Check) -> None:
    put(avance, "commande", None)

    said = check(avance)

    assert "sans-anomalie" != said.report["verdict"]


@pytest.mark.parametrize("path", ["/siret", "/numeroAns", "numeroEditeur", f"{PIECE}.nomFichier"])
@pytest.mark.parametrize("text", ["", "  "], ids=["empty", "blank"])
def test_a_required_text_that_is_blank_is_not_passed_over(
    path: str, text: str, avance: Dossier, check: Check
) -> None:
    put(avance, path, text)

    said = check(avance)

    assert 1 == said.code


PROPOSED = {
    "the four figures": ("MDV", "avance", [f"{ORDER}.{one}" for one in ("tauxTVA", "montantTVA", "montantSegurTTC")]),
    "the type of service": ("DPI", "avance", ["typePrestation"]),
    "the FINESS PMSI": ("DPI", "avance", [f"{PLACE}.FINESSPMSI"]),
    "the SIRET and the postal code": ("MS1", "avance", [f"{PLACE}.siret", f"{PLACE}.codePostal"]),
    "the name": ("MS1", "avance", [f"{PLACE}.raisonSociale"]),
    "the invoice": ("MDV", "solde", ["facture"]),
    "the verification": ("MDV", "solde", ["verification"]),
    "invoice and verification": ("MDV", "solde", ["facture", "verification"]),
    "the figures of the invoice": ("MDV", "solde", [f"facture.{one}" for one in ("numeroFacture", "dateFacture", "montantSegurHT", "tauxTVA", "montantTVA", "montantSegurTTC", "nomClient")]),
    "what the verification says": ("MDV", "solde", [f"verification.{one}" for one in ("type", "dateSignature", "nomSignataire", "adressesMSS")]),
    "the indicator": ("MS1", "solde", ["deploiementMSS"]),
}  # fmt: skip


@pytest.mark.parametrize(("sons", "step", "paths"), PROPOSED.values(), ids=PROPOSED)
def test_null_on_a_proposed_key_is_the_same_as_its_absence(
    sons: str, step: str, paths: list[str], dossiers: ModuleType, check: Check
) -> None:
    make = getattr(getattr(dossiers, sons), step)
    null = edited(make(), *((path, None) for path in paths))
    absent = edited(make(), *((path, GONE) for path in paths))

    said, other = check(null), check(absent)

    assert (other.severities, other.not_checked) == (said.severities, said.not_checked)
    assert not {"FMT006", "FMT007", "FMT008"} & fmt(said)


@pytest.mark.parametrize(
    "path",
    [
        "typePrestation",
        "facture",
        "verification",
        "deploiementMSS",
        f"{SCENARIO}.profil",
        f"{WHO}.historiques",
        f"{WHO}.nouveau",
        f"{PLACE}.categorieFINESSGeo",
        f"{PLACE}.categorieFINESSJuridique",
    ],
)
def test_a_proposed_key_that_is_null_leaves_an_avance_right(
    path: str, avance: Dossier, check: Check
) -> None:
    put(avance, path, None)

    said = check(avance)

    assert {} == faults(said)
    assert "avance" == said.report["requests"][-1]["phase"]


# --- FMT007: types -----------------------------------------------------------------------------

WRONG_TYPE = {
    "a number between quotes": (HT, "358.33"),
    "a French number between quotes": (HT, "358,33"),
    "a number with its currency": (HT, "358,33 €"),
    "a rate between quotes": ("commande.tauxTVA", "20"),
    "a rate with its sign": ("commande.tauxTVA", "20 %"),
    "true between quotes": (f"{WHO}.isClientUnique", "true"),
    "False between quotes": (f"{WHO}.isMandataire", "False"),
    "one for true": (f"{SCENARIO}.isDirectToDMP", 1),
    "yes for true": (f"{SCENARIO}.isDirectToDMP", "oui"),
    "a line number between quotes": ("numLigne", "1"),
    "a number for the SIRET": ("/siret", 12345678200010),
    "a number for a phone": (f"{DOCTOR}.telephoneMedecin", 450000001),
    "a number for a code": ("typeAction", 1),
    "null between quotes, a name": (f"{WHO}.nomMandataire", "null"),
    "null between quotes, the ASP's number": ("numeroASP", "null"),
    "null between quotes, a FINESS": (f"{PLACE}.FINESSJuridique", "null"),
    "null between quotes, the portal's code": ("codeTraitement", "null"),
    "null between quotes, the import": ("/impId", "null"),
    "null between quotes, an amount": (HT, "null"),
    "a text for the order": ("commande", "oui"),
    "a list for the order": ("commande", []),
    "an object for the FINESS": (f"{PLACE}.FINESSGeo", {}),
    "a text for the FINESS list": (f"{PLACE}.FINESSGeo", "380000034"),
    "an object for the pieces": ("piecesJustificatives", {}),
    "a text for a piece": ("piecesJustificatives", ["bon.pdf"]),
    "a list for the scenario": (SCENARIO, []),
    "a number for the operator": (f"{SCENARIO}.operateurMessagerie", 35),
    "an object for the requests": ("/lignesImport", {}),
    "a boolean for an amount": (HT, True),
}


@pytest.mark.parametrize(("path", "value"), WRONG_TYPE.values(), ids=WRONG_TYPE)
def test_a_value_of_the_wrong_type_is_told_with_what_was_found(
    path: str, value: object, avance: Dossier, check: Check
) -> None:
    put(avance, path, value)

    said = check(avance)

    assert "FMT007" in said.codes
    [(request, severity, where, line)] = told(said, "FMT007")
    assert (owner(path), BLOCKS) == (request, severity)
    assert pointer(path) in where
    assert line is not None
    assert not {"FMT006", "FMT008", "FMT009"} & fmt(said)


READ_ANYWAY: dict[str, tuple[str, list[Edit], set[str]]] = {
    "an amount in French": ("avance", [(HT, "358,33"), ("commande.montantTVA", "70.00")], {"MNT004", "MNT006"}),
    "an amount with blanks": ("avance", [(HT, " 358,33 € ")], set()),
    "a rate in French": ("avance", [("commande.tauxTVA", "20,0 %")], set()),
    "a decimal too many": ("avance", [(HT, "358,333")], {"FMT018", "MNT002"}),
    "a negative amount": ("avance", [(HT, "-358.33")], {"MNT004", "MNT006", "MNT009"}),
    "a mandataire": ("avance", [(f"{WHO}.isMandataire", "true")], {"FMT021"}),
    "no mandataire": ("avance", [(f"{WHO}.isMandataire", "false")], set()),
    "a line out of order": ("avance", [("numLigne", "7")], {"FMT011"}),
    "a wrong RPPS as a number": ("avance", [(f"{DOCTOR}.RPPS", 10998877660)], {"IDE002"}),
    "a right RPPS as a number": ("avance", [(f"{DOCTOR}.RPPS", 10998877665)], set()),
    "one address for a list": ("solde", [("verification.adressesMSS", "a@gmail.com")], {"MSS007"}),
    "the ASP's number as a number": ("solde", [("numeroASP", 123)], set()),
}  # fmt: skip


@pytest.mark.parametrize(("step", "edits", "expected"), READ_ANYWAY.values(), ids=READ_ANYWAY)
def test_a_value_of_the_wrong_type_is_judged_where_it_is_plain(
    step: str, edits: list[Edit], expected: set[str], dossiers: ModuleType, check: Check
) -> None:
    dossier = edited(getattr(dossiers.MDV, step)(), *edits)

    said = check(dossier)

    assert {"FMT007", *expected} == set(faults(said))


@pytest.mark.parametrize(
    ("sons", "path"),
    [("MDV", f"{WHO}.liberal"), ("MS1", PLACE), ("DPI", PLACE)],
    ids=["one doctor without list", "the structure in a list", "a hospital in a list"],
)
def test_a_client_in_the_wrong_shape_is_not_told_absent(
    sons: str, path: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = getattr(dossiers, sons).avance()
    block = take(dossier, path)
    put(dossier, path, block[0] if isinstance(block, list) else [block])

    said = check(dossier)

    assert {"FMT007": BLOCKS} == faults(said)


HUGE = {
    "huge": "1e999999",
    "huge below zero": "-1e999999",
    "a million million": "1e12",
    "400 digits": "9" * 400,
}


@pytest.mark.parametrize("number", [*HUGE.values(), "1e-50"], ids=[*HUGE, "tiny"])
@pytest.mark.parametrize("path", [HT, "commande.tauxTVA", "commande.montantTVA"])
def test_a_number_nobody_can_reckon_with_is_told_and_stops_there(
    number: str, path: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = edited(dossiers.MDV.avance(), (path, dossiers.Raw(number)))

    said = check(dossier)

    assert {"FMT007": BLOCKS} == faults(said)
    assert 1 == said.codes.count("FMT007")


@pytest.mark.parametrize("number", HUGE.values(), ids=HUGE)
def test_a_line_number_out_of_all_measure_is_not_passed_over(
    number: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = edited(dossiers.MDV.avance(), ("numLigne", dossiers.Raw(number)))

    said = check(dossier)

    assert {"FMT007", "FMT011"} & fmt(said)


@pytest.mark.parametrize("number", ["0", "-0", "-0.00", "0e5"])
def test_every_zero_is_an_amount_of_zero(number: str, dossiers: ModuleType, check: Check) -> None:
    zeros = {one: dossiers.Raw("0.00") for one in ("montantTVA", "montantSegurTTC")}
    dossier = dossiers.MDV.avance()
    dossier.ligne["commande"] |= {"montantSegurHT": dossiers.Raw(number), **zeros}

    said = check(dossier)

    assert {"MNT009": "rejet"} == faults(said)


ROOTS = {
    "a list": (b"[]", "FMT007"),
    "a text": (b'"oui"', "FMT007"),
    "a number": (b"1e999999", "FMT007"),
    "null": (b"null", None),
    "an empty object": (b"{}", "FMT006"),
}


@pytest.mark.parametrize(("data", "code"), ROOTS.values(), ids=ROOTS)
def test_a_root_that_is_no_import_file_blocks(
    data: bytes, code: str | None, avance: Dossier, check: Check
) -> None:
    avance.raw = lambda _: data

    said = check(avance)

    assert 1 == said.code
    assert code is None or {code} == fmt(said)
    assert [None] == [request["line"] for request in said.report["requests"]]


@pytest.mark.parametrize("item", [None, "x", 1, []], ids=["null", "a text", "a number", "a list"])
@pytest.mark.parametrize("others", [0, 1], ids=["alone", "beside a right one"])
def test_a_request_that_is_no_object_blocks(
    item: object, others: int, avance: Dossier, check: Check
) -> None:
    avance.json["lignesImport"] = [item, *avance.json["lignesImport"][:others]]

    said = check(avance)

    assert 1 == said.code
    assert {"FMT006", "FMT007"} & fmt(said)


# --- FMT009, FMT010: codes ---------------------------------------------------------------------

CODES = {
    "an action": ("typeAction", "M", "alerte"),
    "an action in lower case": ("typeAction", "c", "alerte"),
    "a regime": ("commande.regimeTVA", "FRANCHISE", "alerte"),
    "a kind of client": (f"{WHO}.commandePour", "CABINET", "alerte"),
    "a type of piece": (f"{PIECE}.typeFichier", "BDC", "alerte"),
    "a type of piece in lower case": (f"{PIECE}.typeFichier", "bon_commande", "alerte"),
    "the proposed regime": ("commande.regimeTVA", "HT", None),
    "the proposed kind of client": (f"{WHO}.commandePour", "STRUCTURE", None),
}


@pytest.mark.parametrize(("path", "value", "severity"), CODES.values(), ids=CODES)
def test_a_code_of_neither_list_is_a_warning(
    path: str, value: str, severity: str | None, avance: Dossier, check: Check
) -> None:
    put(avance, path, value)

    said = check(avance)

    assert ({"FMT009": severity} if severity else {}) == faults(said)
    if severity:
        assert [(1, severity, pointer(path), line_of(avance, f'"{value}"'))] == told(said, "FMT009")


@pytest.mark.parametrize(
    "code",
    [
        "BON_COMMANDE",
        "FACTURE",
        "VA",
        "MOM",
        "ATTESTATION_NON_ASSUJETTISSEMENT_TVA",
        "ATTESTATION_FIN_PRESTATION",
        "PV_PILOTE",
        "PV_MES",
        "PV_VSR",
        "DECLARATION_HONNEUR",
        "CGU",
        "FORMULAIRE",
        "SUPPORT",
        "TRAITE_FUSION",
        "ATTESTATION_HONNEUR",
        "ATTESTATION_RENONCIATION",
        "CERTIFICAT_REFERENCEMENT",
        "CERTIFICAT_HDS",
        "ATTESTATION_NON_HDS",
        "MANDAT_EDITEUR",
        "MANDAT_SIGNATURE",
        "CONTRAT_PRESTATION",
        "IDENTITE",
        "IDENTITE_DEPOSITAIRE",
        "RIB",
        "AUTRE",
    ],
)
def test_every_type_of_piece_of_the_two_lists_is_known(
    code: str, avance: Dossier, check: Check
) -> None:
    put(avance, f"{PIECE}.typeFichier", code)

    said = check(avance)

    assert "FMT009" not in said.codes


@pytest.mark.parametrize(
    "value", ["pdf", "Pdf", "PDF ", ".PDF", "", "DOCX", "null", 1, ["PDF"], None]
)
def test_only_pdf_in_capitals_is_a_format(value: object, avance: Dossier, check: Check) -> None:
    put(avance, f"{PIECE}.formatFichier", value)

    said = check(avance)

    assert {"FMT010": BLOCKS} == faults(said)
    line = line_of(avance, '"formatFichier"')
    assert [(1, BLOCKS, pointer(f"{PIECE}.formatFichier"), line)] == told(said, "FMT010")


# --- FMT011, FMT012, FMT019, FMT020: the requests of the file -----------------------------------

NUMBERS: dict[str, tuple[list[object], list[int]]] = {
    "in order": ([1, 2, 3], []),
    "written with a point": ([1.0, 2, 3], []),
    "from zero": ([0, 1, 2], [0, 1, 2]),
    "from two": ([2, 3, 4], [0, 1, 2]),
    "a hole": ([1, 3, 4], [1, 2]),
    "repeated": ([1, 2, 2], [2]),
    "the same three times": ([1, 1, 1], [1, 2]),
    "backwards": ([3, 2, 1], [0, 2]),
    "negative": ([-1, 2, 3], [0]),
    "null at first": ([None, 2, 3], [0]),
    "null in the middle": ([1, None, 3], [1]),
    "none at all": ([None, None, None], [0, 1, 2]),
}


@pytest.mark.parametrize(("numbers", "wrong"), NUMBERS.values(), ids=NUMBERS)
def test_line_numbers_follow_one_another_from_one(
    numbers: list[object], wrong: list[int], several: Callable[[int], Dossier], check: Check
) -> None:
    dossier = several(3)
    for ligne, number in zip(dossier.json["lignesImport"], numbers, strict=True):
        ligne["numLigne"] = number

    said = check(dossier)

    places = [where.split("/")[2] for _, _, where, _ in told(said, "FMT011")]
    assert sorted(map(str, wrong)) == sorted(places)
    assert "FMT006" not in said.codes
    assert {BLOCKS} >= {severity for _, severity, *_ in told(said, "FMT011")}


@pytest.mark.parametrize(("count", "expected"), [(200, []), (201, [None])], ids=["200", "201"])
def test_more_than_200_requests_are_mentioned_for_the_file(
    count: int, expected: list[None], several: Callable[[int], Dossier], check: Check
) -> None:
    said = check(several(count))

    assert expected == [request for request, *_ in told(said, "FMT012")]
    assert {"info"} >= {severity for _, severity, *_ in told(said, "FMT012")}


def test_a_file_without_request_blocks_as_a_whole(avance: Dossier, check: Check) -> None:
    put(avance, "/lignesImport", [])
    avance.pieces.clear()

    said = check(avance)

    assert {"FMT019": BLOCKS} == faults(said)
    line = line_of(avance, '"lignesImport"')
    assert [(None, BLOCKS, "/lignesImport", line)] == told(said, "FMT019")
    assert 1 == said.code


@pytest.mark.parametrize("key", ["codeTraitement", "libelleTraitement"])
def test_what_the_portal_returned_is_shown_and_harmless(
    key: str, avance: Dossier, check: Check
) -> None:
    put(avance, key, "KO : numéro inconnu")

    said = check(avance)

    assert {"FMT020": "info"} == faults(said)
    assert "numéro inconnu" in said.findings("FMT020")[0]["message"]
    assert 0 == said.code


# --- FMT013 to FMT018, FMT021: values ------------------------------------------------------------

PHONES = {
    "plain": ("0450000001", False),
    "with its country": ("+33450000001", False),
    "absent": (None, False),
    "empty": ("", False),
    "short": ("3639", False),
    "with spaces": ("04 50 00 00 01", True),
    "with a no-break space": ("04\u00a050000001", True),
    "with dots": ("04.50.00.00.01", True),
    "with dashes": ("04-50-00-00-01", True),
    "with a zero in brackets": ("+33(0)450000001", True),
    "two numbers": ("0450000001/02", True),
    "a blank at the end": ("0450000001 ", True),
    "letters": ("inconnu", True),
    "other digits": ("٠٤٥٠٠٠٠٠٠١", True),
}
PHONE_KEYS = [
    f"{DOCTOR}.telephoneMedecin",
    f"{PLACE}.telephoneResponsable",
    f"{WHO}.telephoneMandataire",
]


@pytest.mark.parametrize("path", PHONE_KEYS)
@pytest.mark.parametrize(("value", "wrong"), PHONES.values(), ids=PHONES)
def test_a_phone_number_is_digits(
    *, value: str | None, wrong: bool, path: str, avance: Dossier, check: Check
) -> None:
    put(avance, path, value)

    said = check(avance)

    line = line_of(avance, f'"{leaf(path)}"')
    assert ([(1, "alerte", pointer(path), line)] if wrong else []) == told(said, "FMT013")


OPERATORS = {
    "null": (None, False),
    "null between quotes": ("null", False),
    "a code": ("API_35", False),
    "empty": ("", True),
    "absent": (GONE, True),
}


@pytest.mark.parametrize("step", ["avance", "solde"])
@pytest.mark.parametrize(("value", "wrong"), OPERATORS.values(), ids=OPERATORS)
def test_the_operator_is_null_or_a_code_never_empty(
    *, value: object, wrong: bool, step: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = edited(getattr(dossiers.MDV, step)(), (f"{SCENARIO}.operateurMessagerie", value))

    said = check(dossier)

    assert ({"FMT014": BLOCKS} if wrong else {}) == faults(said)


def test_no_operator_is_asked_of_a_scenario_that_is_null(avance: Dossier, check: Check) -> None:
    put(avance, SCENARIO, None)

    said = check(avance)

    assert {} == faults(said)


ASP_NUMBERS: dict[str, tuple[str, list[Edit], bool]] = {
    "null in a creation": ("avance", [("numeroASP", None)], False),
    "empty in a creation": ("avance", [("numeroASP", "")], False),
    "given in a creation": ("avance", [("numeroASP", "A-1")], True),
    "given in another action": ("avance", [("numeroASP", "A-1"), ("typeAction", "M")], False),
    "given in a solde": ("solde", [], False),
    "null in a solde": ("solde", [("numeroASP", None)], True),
    "empty in a solde": ("solde", [("numeroASP", "")], True),
    "absent from a solde": ("solde", [("numeroASP", GONE)], True),
}


@pytest.mark.parametrize(("step", "edits", "wrong"), ASP_NUMBERS.values(), ids=ASP_NUMBERS)
def test_the_asp_gives_its_number_between_avance_and_solde(
    *, step: str, edits: list[Edit], wrong: bool, dossiers: ModuleType, check: Check
) -> None:
    dossier = edited(getattr(dossiers.MDV, step)(), *edits)

    said = check(dossier)

    assert (["alerte"] if wrong else []) == [severity for _, severity, *_ in told(said, "FMT015")]


DATES = {
    "ISO": ("2022-06-13", False),
    "French": ("13/06/2022", False),
    "leap day": ("2020-02-29", False),
    "French leap day": ("29/02/2020", False),
    "no leap day": ("2022-02-29", True),
    "30 February": ("30/02/2022", True),
    "31 June": ("2022-06-31", True),
    "month 13": ("13/13/2022", True),
    "month 0": ("2022-00-10", True),
    "American": ("06/30/2022", True),
    "year 0": ("0000-06-13", True),
    "two-digit year": ("13/06/22", True),
    "without separators": ("20220613", True),
    "with dots": ("13.06.2022", True),
    "slashes the other way": ("2022/06/13", True),
    "one-digit month": ("2022-6-13", True),
    "in words": ("13 juin 2022", True),
    "with an hour": ("2022-06-13T10:00:00", True),
    "other digits": ("２０２２-06-13", True),
    "empty": ("", True),
}


@pytest.mark.parametrize(
    "path", ["commande.dateCommande", "facture.dateFacture", "verification.dateSignature"]
)
@pytest.mark.parametrize(("value", "wrong"), DATES.values(), ids=DATES)
def test_a_date_is_a_day_of_the_calendar_in_one_of_two_forms(
    *, value: str, wrong: bool, path: str, solde: Dossier, check: Check
) -> None:
    put(solde, path, value)

    said = check(solde)

    line = line_of(solde, f'"{leaf(path)}"')
    assert ([(1, BLOCKS, pointer(path), line)] if wrong else []) == told(said, "FMT016")


def test_an_empty_date_is_told_as_one(solde: Dossier, check: Check) -> None:
    put(solde, "commande.dateCommande", "")

    (found,) = check(solde).findings("FMT016")
    assert ("Date vide", "La clé «\u00a0dateCommande\u00a0» est vide") == (
        found["title"],
        found["message"].partition("\u00a0;")[0],
    )


FORMS: dict[str, tuple[str, str, str, bool]] = {
    "all ISO": ("2022-06-13", "2023-03-06", "2023-03-02", False),
    "all French": ("13/06/2022", "06/03/2023", "02/03/2023", False),
    "mixed": ("2022-06-13", "06/03/2023", "2023-03-02", True),
    "mixed at the end": ("13/06/2022", "06/03/2023", "2023-03-02", True),
    "unreadable beside ISO": ("2022-06-13", "6/3/23", "2023-03-02", False),
}


@pytest.mark.parametrize(("order", "invoice", "signature", "wrong"), FORMS.values(), ids=FORMS)
def test_two_forms_of_dates_in_one_request_are_a_warning(
    *, order: str, invoice: str, signature: str, wrong: bool, solde: Dossier, check: Check
) -> None:
    put(solde, "commande.dateCommande", order)
    put(solde, "facture.dateFacture", invoice)
    put(solde, "verification.dateSignature", signature)

    said = check(solde)

    assert (["alerte"] if wrong else []) == [severity for _, severity, *_ in told(said, "FMT017")]


def test_two_forms_of_dates_in_two_requests_are_one_warning(
    several: Callable[[int], Dossier], check: Check
) -> None:
    dossier = several(4)
    for rank in (1, 3):
        dossier.json["lignesImport"][rank]["commande"]["dateCommande"] = "13/06/2022"

    said = check(dossier)

    assert 1 == said.codes.count("FMT017")


DECIMALS = {
    "none": ("358", False),
    "one": ("358.3", False),
    "two": ("358.33", False),
    "a zero too many": ("358.330", False),
    "an exponent": ("35833e-2", False),
    "three": ("358.333", True),
    "three and zeros": ("358.333000", True),
    "a float of Python": ("358.33000000000004", True),
    "an exponent too small": ("358333e-3", True),
}


@pytest.mark.parametrize("path", [HT, "commande.montantTVA", "facture.montantSegurTTC"])
@pytest.mark.parametrize(("number", "wrong"), DECIMALS.values(), ids=DECIMALS)
def test_an_amount_stops_at_the_cent(
    *, number: str, wrong: bool, path: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = edited(dossiers.MDV.solde(), (path, dossiers.Raw(number)))

    said = check(dossier)

    found = [(1, BLOCKS, pointer(path), line_of(dossier, number))]
    assert (found if wrong else []) == told(said, "FMT018")


def test_a_rate_may_have_more_decimals_than_an_amount(dossiers: ModuleType, check: Check) -> None:
    dossier = edited(dossiers.MDV.avance(), ("commande.tauxTVA", dossiers.Raw("20.000")))

    said = check(dossier)

    assert {} == faults(said)


MANDATAIRES: dict[str, tuple[list[object], dict[str, str]]] = {
    "none": ([False, None, None, None], {}),
    "none, with empty texts": ([False, "", "", ""], {}),
    "complete": ([True, "Alix Fictif", "a@exemple.fr", "0450000001"], {}),
    "announced only": ([True, None, None, None], {"FMT021": BLOCKS}),
    "without phone": ([True, "Alix Fictif", "a@exemple.fr", None], {"FMT021": BLOCKS}),
    "with a blank name": ([True, " ", "a@exemple.fr", "0450000001"], {"FMT021": BLOCKS}),
    "not announced": ([False, "Alix Fictif", None, None], {"FMT021": "alerte"}),
}


@pytest.mark.parametrize(("values", "expected"), MANDATAIRES.values(), ids=MANDATAIRES)
def test_a_mandataire_is_announced_and_described_or_neither(
    values: list[object], expected: dict[str, str], avance: Dossier, check: Check
) -> None:
    keys = ("isMandataire", "nomMandataire", "emailMandataire", "telephoneMandataire")
    avance.ligne["beneficiaires"] |= dict(zip(keys, values, strict=True))

    said = check(avance)

    assert expected == faults(said)


def test_each_field_a_mandataire_lacks_is_told_at_a_line(avance: Dossier, check: Check) -> None:
    put(avance, f"{WHO}.isMandataire", True)
    put(avance, f"{WHO}.nomMandataire", GONE)

    said = check(avance)

    assert 3 == said.codes.count("FMT021")
    assert all(line is not None for *_, line in told(said, "FMT021"))


# --- where ---------------------------------------------------------------------------------------


def test_a_fault_belongs_to_its_own_request(
    several: Callable[[int], Dossier], check: Check
) -> None:
    dossier = several(3)
    second = dossier.json["lignesImport"][1]
    second["typeAction"] = "X"
    second["zzz"] = 1
    second["commande"]["dateCommande"] = "31/06/2022"
    second["commande"]["montantSegurHT"] = "358.33"
    second["beneficiaires"]["liberal"][0]["telephoneMedecin"] = "04 50"
    second["piecesJustificatives"][0]["formatFichier"] = "pdf"
    del second["scenarioInstallation"]["isPFIToDMP"]

    said = check(dossier)

    for code in ("FMT006", "FMT007", "FMT008", "FMT009", "FMT010", "FMT013", "FMT016"):
        assert [2] == [request for request, *_ in told(said, code)], code


def test_a_broken_request_does_not_hide_what_can_still_be_judged(
    avance: Dossier, check: Check
) -> None:
    put(avance, "/siret", "12345678200011")
    put(avance, "commande.regimeTVA", GONE)
    put(avance, SCENARIO, "oui")
    put(avance, "commande.montantTVA", 70)
    put(avance, f"{DOCTOR}.RPPS", "123")
    avance.toml["depot"] = "2023-07-04T10:30:00"

    said = check(avance)

    expected = {"FMT006", "FMT007", "IDE001", "IDE002", "IDE011", "MNT004", "MNT006", "CAL002"}
    assert expected <= set(faults(said))


@pytest.mark.parametrize("indent", [None, 1, "\t"], ids=["one line", "one space", "tabs"])
def test_the_layout_of_the_file_does_not_matter(
    indent: int | str | None, avance: Dossier, check: Check
) -> None:
    avance.raw = lambda text: json.dumps(json.loads(text), indent=indent).encode()

    said = check(avance)

    assert {} == faults(said)
