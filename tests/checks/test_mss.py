"""MSS: the indicator since 12/09/2024 14h, the addresses, and a number nobody may read."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from checks.edits import GONE, faults, line_of, put, rename, told
from checks.papers import blank, lines, put_paper, sheets
from conftest import Cli, Said
from segur_check.rules.corridor import corridor
from segur_check.values.sons import KNOWN_CODES

pytestmark = pytest.mark.usefixtures("frozen_tables")

Check = Callable[..., Said]
Edit = tuple[str, Any]
Found = dict[str, str]

BLOCKS = "a-modifier"
INDICATOR = "deploiementMSS"
ADDRESSES = "verification.adressesMSS"
# Invoice and VA early enough for every deposit around 12/09/2024.
EARLY: list[Edit] = [
    ("facture.dateFacture", "2024-08-30"),
    ("verification.dateSignature", "2024-08-28"),
]
NONE: list[Edit] = [*EARLY, (INDICATOR, GONE)]


@pytest.fixture
def says(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check a right dossier ("MS1 solde") after edits of its JSON and of dossier.toml."""

    def call(which: str, *edits: Edit, **toml: str) -> Said:
        sons, step = which.split()
        dossier = getattr(getattr(dossiers, sons), step)()
        for path, value in edits:
            put(dossier, path, value)
        dossier.toml |= toml
        return check(dossier)

    return call


Says = Callable[..., Said]

SINCE: dict[str, tuple[str, Found]] = {
    "the day before": ("2024-09-11T23:59:59", {}),
    "the bare day before": ("2024-09-11", {}),
    "one second before": ("2024-09-12T13:59:59", {}),
    "one second before, in UTC": ("2024-09-12T11:59:59Z", {}),
    "on the dot": ("2024-09-12T14:00:00", {"MSS001": BLOCKS}),
    "on the dot, in UTC": ("2024-09-12T12:00:00Z", {"MSS001": BLOCKS}),
    "one second after": ("2024-09-12T14:00:01", {"MSS001": BLOCKS}),
    "the bare day after": ("2024-09-13", {"MSS001": BLOCKS}),
    "an hour not given, that day": ("2024-09-12", {"CAL010": "alerte"}),
}


@pytest.mark.parametrize(("depot", "expected"), SINCE.values(), ids=SINCE)
@pytest.mark.parametrize("value", [GONE, None, "", "  "], ids=["absent", "null", "empty", "blank"])
def test_the_indicator_is_asked_since_12_september_2024_at_14h(
    value: object, depot: str, expected: Found, says: Says
) -> None:
    said = says("MS1 solde", *EARLY, (INDICATOR, value), depot=depot)

    assert expected == faults(said)
    assert {"CAL011": "non-publie"} == said.not_checked


@pytest.mark.parametrize("depot", [depot for depot, _ in SINCE.values()], ids=SINCE)
def test_an_indicator_that_is_there_is_never_too_early_nor_doubtful(depot: str, says: Says) -> None:
    said = says("MS1 solde", *EARLY, depot=depot)

    assert {} == faults(said)


RETURNED: dict[str, tuple[dict[str, str], Found]] = {
    "one second before": ({"deja_depose": "2024-09-12T13:59:59"}, {"MSS004": BLOCKS}),
    "weeks before": ({"deja_depose": "2024-09-03"}, {"MSS004": BLOCKS}),
    "on the dot": ({"deja_depose": "2024-09-12T14:00:00"}, {"MSS001": BLOCKS}),
    "after": ({"deja_depose": "2024-09-20T10:00:00"}, {"MSS001": BLOCKS}),
    "an hour not given, that day": ({"deja_depose": "2024-09-12"}, {"CAL010": "alerte"}),
    "before, by its only deposit": ({"depot": "2024-09-10T10:00:00"}, {"MSS004": BLOCKS}),
    "no first deposit": ({}, {"MSS001": BLOCKS}),
}


@pytest.mark.parametrize("statut", ["A modifier", "À modifier", "A MODIFIER"])
@pytest.mark.parametrize(("toml", "expected"), RETURNED.values(), ids=RETURNED)
def test_a_solde_back_from_before_that_day_has_a_code_of_its_own(
    toml: dict[str, str], expected: Found, statut: str, says: Says
) -> None:
    said = says("MS1 solde", *NONE, statut=f'"{statut}"', **toml)

    assert expected == faults(said)


def test_a_validated_solde_from_before_that_day_is_asked_nothing(says: Says) -> None:
    said = says("MS1 solde", *NONE, statut='"Validée"', depot="2024-09-10T10:00:00")

    assert {} == faults(said)


@pytest.mark.parametrize(
    ("first", "expected"),
    [("2024-09-12T13:59:59", {}), ("2024-09-12T14:00:00", {"MSS001": BLOCKS})],
)
def test_a_validated_solde_is_judged_by_its_first_deposit(
    first: str, expected: Found, says: Says
) -> None:
    said = says(
        "MS1 solde", *NONE, statut='"Validée"', deja_depose=first, depot="2024-10-10T10:00:00"
    )

    assert expected == faults(said)


def test_a_returned_solde_with_its_indicator_is_right(says: Says) -> None:
    said = says("MS1 solde", *EARLY, statut='"A modifier"', deja_depose="2024-09-03T10:00:00")

    assert {} == faults(said)


@pytest.mark.parametrize(
    ("code", "toml"),
    [
        ("MSS001", {}),
        ("MSS004", {"statut": '"A modifier"', "deja_depose": "2024-09-03T10:00:00"}),
    ],
    ids=["new", "returned"],
)
def test_an_indicator_perhaps_under_its_official_name_is_not_faulted(
    code: str, toml: dict[str, str], says: Says
) -> None:
    said = says("MS1 solde", *NONE, ("indicateurDeploiement", "Cas 1"), **toml)

    assert {"FMT008": "alerte"} == faults(said)
    assert {"CAL011": "non-publie", code: "non-fourni"} == said.not_checked
    reasons = {one["code"]: one["reason"] for one in said.report["requests"][-1]["not_checked"]}
    assert '"indicateurDeploiement" = "deploiementMSS"' in reasons[code]
    assert "[format.solde]" in reasons[code]


def test_an_unknown_key_in_another_object_excuses_no_missing_indicator(says: Says) -> None:
    said = says("MS1 solde", *NONE, ("facture.indicateur", "Cas 1"))

    assert {"FMT008": "alerte", "MSS001": BLOCKS} == faults(said)


def test_no_indicator_is_asked_elsewhere(says: Says) -> None:
    assert {} == faults(says("DPI solde"))
    assert {} == faults(says("MDV solde"))
    assert {} == faults(says("MS1 avance"))


VALUES: dict[str, tuple[object, str]] = {
    "lower case": ("cas 1", "Cas 1"),
    "capitals": ("CAS 2", "Cas 2"),
    "underscored": ("CAS_1", "Cas 1"),
    "no space": ("Cas1", "Cas 1"),
    "a space after": ("Cas 1 ", "Cas 1"),
    "two spaces": ("Cas  2", "Cas 2"),
    "a no-break space": ("Cas\u00a01", "Cas 1"),
    "another case": ("Cas 3", ""),
    "the number alone": ("1", ""),
    "null between quotes": ("null", ""),
    "a sentence": ("déployé", ""),
}


@pytest.mark.parametrize(("value", "near"), VALUES.values(), ids=VALUES)
def test_an_indicator_is_cas_1_or_cas_2_to_the_letter(
    value: object, near: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MS1.solde()
    put(dossier, INDICATOR, value)

    said = check(dossier)

    line = line_of(dossier, f'"{INDICATOR}"')
    assert BLOCKS == faults(said)["MSS002"]
    assert [(1, BLOCKS, f"/lignesImport/0/{INDICATOR}", line)] == told(said, "MSS002")
    assert {"MSS002", "FMT007"} >= set(faults(said))
    if near:
        assert f"«\u00a0{near}\u00a0»" in said.findings("MSS002")[0]["action"]


@pytest.mark.parametrize("value", ["Cas 1", "Cas 2"])
def test_both_cases_are_values_of_the_indicator(value: str, says: Says) -> None:
    said = says("MS1 solde", (INDICATOR, value))

    assert "MSS002" not in faults(said)


# --- the case of the VA ----------------------------------------------------------------------------


def form(ticked: str | None, *, fields: bool = True) -> bytes:
    """A VA that prints both cases, with two boxes to tick where `fields`."""
    made = BytesIO()
    sheet = Canvas(made, invariant=1)
    for rank in (1, 2):
        sheet.drawString(90, 800 - 30 * rank, f"Cas {rank}")
        if fields:
            sheet.acroForm.checkbox(
                name=f"cas_{rank}",
                checked=ticked == f"Cas {rank}",
                x=60,
                y=795 - 30 * rank,
                size=12,
            )
    sheet.save()
    return made.getvalue()


def field(name: str, value: str) -> bytes:
    """A VA that prints case 1 and has one text field."""
    made = BytesIO()
    sheet = Canvas(made, invariant=1)
    sheet.drawString(60, 800, "Cas 1")
    sheet.acroForm.textfield(name=name, value=value, x=60, y=700, width=200)
    sheet.save()
    return made.getvalue()


VA: dict[str, tuple[Callable[[], bytes], str, str | None]] = {
    "the same case": (lambda: lines("Déploiement MSS : Cas 1"), "Cas 1", None),
    "the other case": (lambda: lines("Déploiement MSS : Cas 2"), "Cas 1", BLOCKS),
    "another spelling": (lambda: lines("CAS N° 2"), "Cas 1", BLOCKS),
    "the same one, spelt otherwise": (lambda: lines("cas  n°1"), "Cas 1", None),
    "no case": (lambda: lines("Vérification d'aptitude"), "Cas 1", "illisible"),
    "a word that ends in cas": (lambda: lines("Le cas 12 et la carcasse 1"), "Cas 1", "illisible"),
    "both printed": (lambda: form(None, fields=False), "Cas 1", "illisible"),
    "both printed, no box ticked": (lambda: form(None), "Cas 1", "illisible"),
    "the box of the same case": (lambda: form("Cas 1"), "Cas 1", None),
    "the box of the other case": (lambda: form("Cas 2"), "Cas 1", BLOCKS),
    "a field that says yes": (lambda: field("Cas 2", "Oui"), "Cas 1", BLOCKS),
    "a field that says the case": (lambda: field("Deploiement MSS", "2"), "Cas 1", BLOCKS),
    "a field that says no": (lambda: field("Cas 2", "Non"), "Cas 1", None),
    "a field without object": (lambda: field("Cas 2", "sans objet"), "Cas 1", None),
    "a remark": (lambda: field("commentaire", "voir cas 2 de la notice"), "Cas 1", None),
    "a number elsewhere": (lambda: field("nombre", "2"), "Cas 1", None),
    "a printed box": (lambda: lines("[x] Cas 1 : oui", "[ ] Cas 2 : non"), "Cas 1", None),
    "the other printed box": (lambda: lines("[ ] Cas 1 : oui", "[x] Cas 2 : non"), "Cas 1", BLOCKS),
    "printed boxes on a line": (
        lambda: lines("Déploiement : ( ) Cas 1  (x) Cas 2"),
        "Cas 1",
        BLOCKS,
    ),
    "boxes after": (lambda: lines("Cas 1 [x]   Cas 2 [ ]"), "Cas 1", None),
    "the other of boxes after": (lambda: lines("Cas 1 : [ ]", "Cas 2 : [x]"), "Cas 1", BLOCKS),
    "boxes after their texts": (
        lambda: lines("Cas 1 : oui [x] Cas 2 : non [ ]"),
        "Cas 1",
        "illisible",
    ),
    "both boxes": (lambda: lines("[x] Cas 1", "[x] Cas 2"), "Cas 1", "illisible"),
    "no box of two": (lambda: lines("[ ] Cas 1", "[ ] Cas 2"), "Cas 1", "illisible"),
    "a box for one alone": (lambda: lines("Cas 1", "[x] Cas 2"), "Cas 1", "illisible"),
    "a box and a remark": (
        lambda: lines("[x] Cas 1", "[ ] Cas 2", "Le cas 2 est celui des sites sans boîte."),
        "Cas 1",
        None,
    ),
    "a scan, of which DOC001 speaks": (blank, "Cas 1", None),
    "a misspelt indicator is MSS002": (lambda: lines("Cas 2"), "CAS_1", None),
}


@pytest.mark.parametrize(("made", "value", "expected"), VA.values(), ids=VA)
def test_the_indicator_agrees_with_the_va(
    made: Callable[[], bytes],
    value: str,
    expected: str | None,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MS1.solde()
    name = next(one for one in dossier.pieces if one.startswith("va_"))
    dossier.pieces[name] = made()
    dossier.ligne[INDICATOR] = value

    said = check(dossier)

    assert expected == (said.severities | said.not_checked).get("MSS003")


@pytest.mark.parametrize(
    ("made", "confidence"),
    [(lambda: form("Cas 2"), "certaine"), (lambda: lines("Cas 2"), "probable")],
    ids=["a ticked box", "a text"],
)
def test_a_ticked_box_is_surer_than_a_text(
    made: Callable[[], bytes], confidence: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MS1.solde()
    name = next(one for one in dossier.pieces if one.startswith("va_"))
    dossier.pieces[name] = made()

    (found,) = check(dossier).findings("MSS003")

    assert confidence == found["confidence"]
    own, other = found["locations"]
    assert f"/lignesImport/0/{INDICATOR}" == own["pointer"]
    assert other["file"].endswith(f"pieces/{name}")


def test_no_va_of_another_sons_is_read(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.DPI.solde()
    name = next(one for one in dossier.pieces if one.startswith("va_"))
    dossier.pieces[name] = lines("Cas 2")

    said = check(dossier)

    assert "MSS003" not in said.severities | said.not_checked


@pytest.mark.parametrize("value", [1, True, [], ["Cas 1"], {}], ids=str)
def test_an_indicator_of_the_wrong_type_is_a_matter_of_form_not_of_absence(
    value: object, says: Says
) -> None:
    said = says("MS1 solde", (INDICATOR, value))

    assert "FMT007" in faults(said)
    assert "MSS001" not in faults(said)


ELSEWHERE: dict[str, tuple[str, object, Found]] = {
    "in an avance": ("MS1 avance", "Cas 1", {"MSS005": "alerte"}),
    "in a wave 2 solde": ("DPI solde", "Cas 2", {"MSS005": "alerte"}),
    "in a wave 1 solde": ("MDV solde", "Cas 1", {"MSS005": "alerte"}),
    "misspelt, in an avance": ("MS1 avance", "CAS_1", {"MSS005": "alerte"}),
    "null in an avance": ("MS1 avance", None, {}),
    "where it is asked": ("MS1 solde", "Cas 1", {}),
}


@pytest.mark.parametrize(("which", "value", "expected"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_an_indicator_nobody_asks_is_a_warning(
    which: str, value: object, expected: Found, says: Says
) -> None:
    said = says(which, (INDICATOR, value))

    assert expected == faults(said)


# --- addresses -------------------------------------------------------------------------------------

NO_ADDRESS: dict[str, tuple[list[Edit], Found]] = {
    "an empty list": ([(ADDRESSES, [])], {"MSS006": BLOCKS}),
    "null": ([(ADDRESSES, None)], {"MSS006": BLOCKS}),
    "absent": ([(ADDRESSES, GONE)], {"MSS006": BLOCKS}),
    "blank": ([(ADDRESSES, ["", " "])], {"MSS006": BLOCKS}),
    "no verification, but its file": ([("verification", GONE)], {"MSS006": BLOCKS}),
    "one": ([(ADDRESSES, ["a@ch.mssante.fr"])], {"MSS009": "alerte"}),
    "several": ([(ADDRESSES, ["a@ch.mssante.fr", "b@ch.mssante.fr"])], {"MSS009": "alerte"}),
    "one that is none": ([(ADDRESSES, ["a@gmail.com"])], {"MSS007": BLOCKS}),
    "one of a patient": ([(ADDRESSES, ["1@patient.mssante.fr"])], {"MSS008": BLOCKS}),
}


def accepted_without_address(corridor: Any) -> Any:  # noqa: ANN401 - of examples/, a script
    """A solde whose VA or MOM bears no address."""
    dossier, kind = corridor.solde(), corridor.acceptance
    name = next(one for one in dossier.pieces if one.startswith(f"{kind.lower()}_"))
    dossier.pieces[name] = corridor.verification_pdf(kind, mss_address="")
    return dossier


@pytest.mark.parametrize("sons", ["MDV", "DPI", "MS1"])
@pytest.mark.parametrize(("edits", "expected"), NO_ADDRESS.values(), ids=NO_ADDRESS)
def test_no_address_is_told_only_where_none_stands_at_all(
    edits: list[Edit], expected: Found, sons: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = accepted_without_address(getattr(dossiers, sons))
    for path, value in edits:
        put(dossier, path, value)

    assert expected == faults(check(dossier))


@pytest.mark.parametrize("code", [code for code in KNOWN_CODES if corridor(code).client])
def test_no_address_anywhere_blocks_where_a_text_asks_one_of_the_sons(
    code: str, dossiers: ModuleType, check: Check
) -> None:
    [sons] = [one for one in dossiers.CORRIDORS if one.sons == code]
    dossier = accepted_without_address(sons)
    put(dossier, ADDRESSES, [])

    deduced = code == "PHA-LGO-Va1"
    assert {"MSS006": "alerte" if deduced else BLOCKS} == faults(check(dossier))


# Of a pharmacy, nothing that its papers say or leave out ever blocks.
PHARMACY: dict[str, tuple[tuple[str, ...], list[Edit], Found]] = {
    "none": (("L'officine a vérifié le logiciel.",), [], {"MSS006": "alerte"}),
    "a mass-market one": (("officine@gmail.com",), [], {"MSS006": "alerte"}),
    "no verification": (
        ("Mise en ordre de marche.",),
        [("verification", GONE)],
        {"MSS006": "alerte"},
    ),
    "one on the paper": (("lou@pharmacie.mssante.fr",), [], {}),
    "one in the JSON": (("Rien.",), [(ADDRESSES, ["lou@pharmacie.mssante.fr"])], {}),
}


@pytest.mark.parametrize(("texts", "edits", "expected"), PHARMACY.values(), ids=PHARMACY)
@pytest.mark.parametrize("kind", ["MOM", "VA"])
def test_a_pharmacy_without_address_is_a_warning(
    kind: str,
    texts: tuple[str, ...],
    edits: list[Edit],
    expected: Found,
    dossiers: ModuleType,
    check: Check,
) -> None:
    dossier = replace(dossiers.LGO, acceptance=kind).solde()
    for path, value in [(ADDRESSES, []), *edits]:
        put(dossier, path, value)
    name = next(one for one in dossier.pieces if one.startswith(f"{kind.lower()}_"))
    dossier.pieces[name] = lines("Mise en ordre de marche de la solution", *texts)

    assert expected == faults(check(dossier))


@pytest.mark.parametrize("sons", ["MDV", "DPI", "MS1"])
def test_an_address_on_the_va_or_mom_is_one(sons: str, says: Says) -> None:
    assert {} == faults(says(f"{sons} solde", (ADDRESSES, [])))


# What a VA says of its address where the JSON gives none.
ON_PAPER: dict[str, tuple[tuple[str, ...], str | None]] = {
    "an address": (("Adresse MSSanté : cardio@ch-exemple.mssante.fr",), None),
    "in capitals": (("CARDIO@CH-EXEMPLE.MSSANTE.FR",), None),
    "cut after the at sign": (("Adresse du service : cardio@", "ch-exemple.mssante.fr"), None),
    "cut at a dot": (("cardio@ch-exemple.", "mssante.fr"), None),
    "cut at its hyphen": (("cardio@ch-", "exemple.mssante.fr"), None),
    "blanks around its signs": (("cardio @ ch-exemple . mssante . fr",), None),
    "written with words": (("cardio(at)ch-exemple.mssante.fr",), None),
    "a patient's is told by its own code": (("1@patient.mssante.fr",), None),
    "an own domain, that may be one": (("contact@ch-exemple.fr",), "alerte"),
    "a mass-market one": (("cabinet@gmail.com",), BLOCKS),
    "none": (("Le client a vérifié la solution.",), BLOCKS),
    "the name of the domain alone": (("Le domaine mssante.fr est réservé.",), BLOCKS),
}


@pytest.mark.parametrize(("texts", "expected"), ON_PAPER.values(), ids=ON_PAPER)
def test_the_address_is_looked_for_on_the_va(
    texts: tuple[str, ...], expected: str | None, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.DPI.solde()
    put(dossier, ADDRESSES, [])
    name = next(one for one in dossier.pieces if one.startswith("va_"))
    dossier.pieces[name] = lines("Vérification d'aptitude de la solution", *texts)

    assert expected == check(dossier).severities.get("MSS006")


def scanned_verso() -> bytes:
    return sheets(["Vérification d'aptitude de la solution"], [])


@pytest.mark.parametrize("made", [blank, scanned_verso, lambda: b"%PDF-1.4 rien"])
def test_an_address_that_may_be_on_an_unread_page_is_a_warning(
    made: Callable[[], bytes], dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.DPI.solde()
    put(dossier, ADDRESSES, [])
    name = next(one for one in dossier.pieces if one.startswith("va_"))
    dossier.pieces[name] = made()

    assert "alerte" == check(dossier).severities["MSS006"]


def test_an_address_in_a_form_field_is_one(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MS1.solde()
    put(dossier, ADDRESSES, [])
    name = next(one for one in dossier.pieces if one.startswith("va_"))
    dossier.pieces[name] = field("adresse", "cardio@ch-exemple.mssante.fr")

    assert "MSS006" not in check(dossier).codes


def test_without_va_nor_mom_no_address_is_asked(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.solde()
    put(dossier, "verification", GONE)
    dossier.ligne["piecesJustificatives"].pop()
    dossier.pieces.popitem()

    said = check(dossier)

    assert {"PIE008": BLOCKS} == faults(said)


DOMAINS: dict[str, tuple[str, Found]] = {
    "an organisation": ("cardiologie@ch-exemple.mssante.fr", {}),
    "a doctor": ("alix.fictif@medecin.mssante.fr", {}),
    "in capitals": ("ALIX@MEDECIN.MSSANTE.FR", {}),
    "a word like patient": ("a@monpatient.mssante.fr", {}),
    "gmail": ("a@gmail.com", {"MSS007": BLOCKS}),
    "gmail in capitals": ("A@GMAIL.COM", {"MSS007": BLOCKS}),
    "orange": ("a@orange.fr", {"MSS007": BLOCKS}),
    "wanadoo": ("a@wanadoo.fr", {"MSS007": BLOCKS}),
    "free": ("a@free.fr", {"MSS007": BLOCKS}),
    "hotmail": ("a@hotmail.com", {"MSS007": BLOCKS}),
    "outlook": ("a@outlook.fr", {"MSS007": BLOCKS}),
    "yahoo": ("a@yahoo.fr", {"MSS007": BLOCKS}),
    "laposte": ("a@laposte.net", {"MSS007": BLOCKS}),
    "an unknown suffix": ("a@medical.apicrypt.org", {"MSS007": "alerte"}),
    "an own domain": ("a@ch-exemple.fr", {"MSS007": "alerte"}),
    "no dot before the suffix": ("a@evilmssante.fr", {"MSS007": "alerte"}),
    "the suffix in the middle": ("a@ch.mssante.fr.exemple.com", {"MSS007": "alerte"}),
    "a patient": ("279035121518989@patient.mssante.fr", {"MSS008": BLOCKS}),
    "a patient in capitals": ("279035121518989@PATIENT.MSSANTE.FR", {"MSS008": BLOCKS}),
    "a patient, test domain": ("279035121518989@bas.patient.mssante.fr", {"MSS008": BLOCKS}),
    "a patient, blanks around": (" 279035121518989@patient.mssante.fr ", {"MSS008": BLOCKS}),
}


@pytest.mark.parametrize(("address", "expected"), DOMAINS.values(), ids=DOMAINS)
def test_an_address_is_judged_by_its_domain(
    address: str, expected: Found, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MS1.solde()
    put(dossier, ADDRESSES, ["secretariat@cabinet-exemple.mssante.fr", address])

    said = check(dossier)

    assert expected == faults(said)
    where = "/lignesImport/0/verification/adressesMSS/1"
    for code, severity in expected.items():
        assert [(1, severity, where, line_of(dossier, address))] == told(said, code)


def test_an_address_that_is_none_is_to_be_changed(says: Says) -> None:
    said = says("MS1 solde", (ADDRESSES, ["oui"]))

    assert {"MSS007": BLOCKS} == faults(said)


def test_a_patient_address_is_told_anywhere_in_the_json(says: Says) -> None:
    where = "beneficiaires.structure.emailResponsable"

    said = says("MS1 solde", (where, "279035121518989@patient.mssante.fr"))

    assert BLOCKS == faults(said).get("MSS008")


HEALTH_NUMBER = "279035121518989"
PATIENT = f"{HEALTH_NUMBER}@patient.mssante.fr"
LEAKS: dict[str, list[Edit]] = {
    "as an address": [(ADDRESSES, [PATIENT])],
    "in capitals": [(ADDRESSES, [PATIENT.upper()])],
    "of the test domain": [(ADDRESSES, [f"{HEALTH_NUMBER}@bas.patient.mssante.fr"])],
    "without its list": [(ADDRESSES, PATIENT)],
    "with a name": [(ADDRESSES, [f"Madame Alix Exemple-Fictif <{PATIENT}>"])],
    "with a long name": [(ADDRESSES, [f"Madame Alix Exemple-Fictif et autres <{PATIENT}>"])],
    "with a very long name": [(ADDRESSES, ["x" * 180 + f" <{PATIENT}>"])],
    "with a name, without its list": [(ADDRESSES, f"Mme Alix Fictif <{PATIENT}>")],
    "with a blank before the at": [(ADDRESSES, [f"{HEALTH_NUMBER} @patient.mssante.fr"])],
    "two at a time": [(ADDRESSES, [f"a@ch.mssante.fr;{PATIENT}"])],
    "as a mail": [("beneficiaires.structure.emailResponsable", f"{PATIENT};")],
    "as a phone": [("beneficiaires.structure.telephoneResponsable", PATIENT)],
    "as a name": [("beneficiaires.structure.nomResponsable", PATIENT)],
    "as the name of the client": [("beneficiaires.structure.raisonSociale", PATIENT)],
    "as a SIRET": [("beneficiaires.structure.siret", PATIENT)],
    "as a date": [("facture.dateFacture", PATIENT)],
    "as an amount": [("facture.montantSegurHT", PATIENT)],
    "as an indicator": [(INDICATOR, PATIENT)],
    "as a file": [("piecesJustificatives.0.nomFichier", PATIENT)],
    "as a number of the supplier": [("numeroEditeur", PATIENT)],
    "in what the portal said": [("libelleTraitement", "x" * 180 + PATIENT)],
}


@pytest.mark.parametrize("edits", LEAKS.values(), ids=LEAKS)
@pytest.mark.parametrize("form", ["json", "text", "concise"])
def test_the_health_number_of_a_patient_is_shown_nowhere(
    edits: list[Edit], form: str, dossiers: ModuleType, cli: Cli, tmp_path: Path
) -> None:
    dossier = dossiers.MS1.solde()
    for path, value in edits:
        put(dossier, path, value)
    dossier.write(tmp_path)

    said = cli("check", tmp_path, "-o", form)

    shown = "".join(char for char in said.out + said.err if char.isalnum())
    assert HEALTH_NUMBER[:13] not in shown


ON_PAGES: dict[str, tuple[str, ...]] = {
    "as an address": (PATIENT,),
    "in capitals": (PATIENT.upper(),),
    "of the test domain": (f"{HEALTH_NUMBER}@bas.patient.mssante.fr",),
    "cut after the at sign": (f"{HEALTH_NUMBER}@", "patient.mssante.fr"),
    "cut at a dot": (f"{HEALTH_NUMBER}@patient.", "mssante.fr"),
    "cut at another dot": (f"{HEALTH_NUMBER}@patient.mssante.", "fr"),
    "in a sentence": (f"Le client s'engage pour 36 mois, option payante, {PATIENT}.",),
    "cut in a sentence": (
        f"Le client s'engage pour 36 mois, option payante, {HEALTH_NUMBER}@patient.",
        "mssante.fr",
    ),
    "as a title": (f"Devis n° {HEALTH_NUMBER}@patient.mssante.fr",),
    "as a signatory": (f"Signataire : Mme {HEALTH_NUMBER}@patient.mssante.fr",),
}


@pytest.mark.parametrize("form", ["json", "text", "concise"])
@pytest.mark.parametrize("step", ["avance", "solde"])
@pytest.mark.parametrize("texts", ON_PAGES.values(), ids=ON_PAGES)
def test_a_patient_address_in_a_document_is_told_and_its_number_shown_nowhere(
    texts: tuple[str, ...],
    step: str,
    form: str,
    dossiers: ModuleType,
    cli: Cli,
    tmp_path: Path,
) -> None:
    dossier = getattr(dossiers.MS1, step)()
    for name in dossier.pieces:
        dossier.pieces[name] = lines("Document de la prestation", *texts, name)
    dossier.write(tmp_path)

    said = cli("check", tmp_path, "-o", form)

    assert "MSS008" in said.out
    shown = "".join(char for char in said.out + said.err if char.isalnum())
    assert HEALTH_NUMBER[:13] not in shown


@pytest.mark.parametrize("text", ["a@monpatient.mssante.fr", "a@ch.fr du patient. mssante.fr"])
def test_a_document_that_speaks_of_patients_is_right(
    text: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MS1.solde()
    name = next(one for one in dossier.pieces if one.startswith("va_"))
    dossier.pieces[name] = lines("Vérification d'aptitude", text)

    assert "MSS008" not in check(dossier).codes


def test_a_key_in_the_wrong_case_is_read_as_the_indicator(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MS1.solde()
    put(dossier, INDICATOR, "CAS_1")
    rename(dossier, INDICATOR, "deploiementMss")

    said = check(dossier)

    assert {"FMT005": BLOCKS, "MSS002": BLOCKS} == faults(said)


def test_a_missing_indicator_belongs_to_its_own_request(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MS1.solde()
    other = dossier.copy().ligne | {"numLigne": 2, "numeroEditeur": "DUI-2023-119"}
    del other[INDICATOR]
    dossier.json["lignesImport"].append(other)

    said = check(dossier)

    assert [2] == [request for request, *_ in told(said, "MSS001")]


OURS = "secretariat@cabinet-exemple.mssante.fr"
OTHER = "accueil@cabinet-exemple.mssante.fr"
TITLE = "Vérification d'aptitude de la solution"
# What a VA says, and how MSS009 answers: nothing, a finding that quotes these addresses, or not checked.
ADDRESS_ON_PAPER: dict[str, tuple[bytes, str | None]] = {
    "the same": (lines(TITLE, f"Adresse MSSanté utilisée : {OURS}"), None),
    "in capitals": (lines(TITLE, OURS.upper()), None),
    "beside others": (lines(TITLE, OTHER, OURS), None),
    "over two lines": (lines(TITLE, "secretariat@cabinet-", "exemple.mssante.fr"), None),
    "over two lines, at a dot": (lines(TITLE, "secretariat@cabinet-exemple.", "mssante.fr"), None),
    "with blanks": (lines(TITLE, "secretariat @ cabinet-exemple . mssante . fr"), None),
    "its sign in letters": (lines(TITLE, OURS.replace("@", " (at) ")), None),
    "in a form field": (field("adresse", OURS), None),
    "a scanned verso": (scanned_verso(), None),
    "a scan": (blank(), None),
    "another": (lines(TITLE, f"Adresse MSSanté utilisée : {OTHER}"), OTHER),
    "two others": (lines(TITLE, OTHER, "dim@ch-exemple.mssante.fr"), "dim@ch-exemple.mssante.fr"),
    "another in a form field": (field("adresse", OTHER), OTHER),
    "none": (lines(TITLE, "Solution installée : Residlog"), ""),
    "an ordinary one": (lines(TITLE, "accueil@ch-exemple.fr"), ""),
    "in an annex": (lines(TITLE, "Adresses MSSanté : voir l'annexe 1"), "annex"),
    "in an enclosed list": (lines(TITLE, "Adresses MSSanté : voir la liste jointe"), "annex"),
}


@pytest.mark.parametrize(("paper", "answer"), ADDRESS_ON_PAPER.values(), ids=ADDRESS_ON_PAPER)
@pytest.mark.parametrize("sons", ["DPI", "MS1"])
def test_the_address_of_the_json_is_looked_for_on_the_paper(
    paper: bytes, answer: str | None, sons: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = getattr(dossiers, sons).solde()
    name = put_paper(dossier, "VA", paper)

    said = check(dossier)

    assert (answer == "annex") is ("MSS009" in said.not_checked)
    if answer in (None, "annex"):
        assert "MSS009" not in said.codes
    else:
        (found,) = said.findings("MSS009")
        assert ("alerte", "probable") == (found["severity"], found["confidence"])
        assert answer in (found["found"] or "")
        assert OURS in found["expected"]
        assert found["locations"][0]["file"].endswith(name)
        assert "/lignesImport/0/verification/adressesMSS" == found["locations"][1]["pointer"]


def test_one_of_the_addresses_of_the_json_is_enough(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.DPI.solde()
    put(dossier, ADDRESSES, ["dim@ch-exemple.mssante.fr", f"Secrétariat <{OURS}>"])

    assert "MSS009" not in check(dossier).codes


def test_a_pharmacy_is_not_asked_for_an_address_on_its_paper(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.LGO.solde()
    put_paper(dossier, "MOM", lines("Mise en ordre de marche du logiciel", "Fait le 02/03/2023"))

    assert "MSS009" not in check(dossier).codes


def test_the_number_of_a_patient_is_not_quoted_from_the_paper(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.DPI.solde()
    put_paper(dossier, "VA", lines(TITLE, "279035121518989@patient.mssante.fr"))

    said = check(dossier)

    assert {"MSS008", "MSS009"} <= set(said.codes)
    assert "279035121518989" not in str(said.report)
