"""segur-check.toml, its CSV files and dossier.toml: what they say, or which key is wrong."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_check.errors import UsageFault
from segur_check.printable import printable
from segur_check.settings.dossier import DossierSettings, dossier_settings, read_dossier_file
from segur_check.settings.supplier import Settings, SuppliedCap, read_settings
from segur_check.values.dates import PARIS, read_moment
from segur_check.values.sons import KNOWN_CODES, known_sons
from segur_check.values.step import Step

CODES = f"Codes connus : {', '.join(KNOWN_CODES)}"
COLUMNS = "identifiant;sons;type_prestation;plafond_ht"
SOLUTION = '[[solutions]]\nnumero_ans = "0123456789"\n'


def supplier(folder: Path, text: str, csv: str | bytes | None = None) -> Settings:
    """A segur-check.toml read, beside a file "clients.csv"."""
    place = folder / "segur-check.toml"
    place.write_text(text, encoding="utf-8")
    if csv is not None:
        raw = csv if isinstance(csv, bytes) else csv.encode()
        (folder / "clients.csv").write_bytes(raw)
    return read_settings(place)


def caps(folder: Path, csv: str | bytes) -> tuple[SuppliedCap, ...]:
    return supplier(folder, '[plafonds]\nfichier = "clients.csv"', csv).caps


def funded(folder: Path, csv: str | bytes) -> frozenset[tuple[str, str]] | None:
    return supplier(folder, '[[dejafinances]]\nfichier = "clients.csv"', csv).funded


def dossier(text: str) -> DossierSettings:
    return dossier_settings(text, Path("dossier.toml"))


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    settings = supplier(tmp_path, "")

    (read,) = settings.inputs
    assert Settings(path=tmp_path / "segur-check.toml", inputs=(read,)) == settings
    assert ("reglages", 0) == (read.role, read.bytes)
    assert settings.funded is None
    assert settings.solution("0123456789", "MS1") is None


def test_an_empty_dossier_toml_says_nothing() -> None:
    assert DossierSettings(path=Path("dossier.toml")) == dossier("")


def test_a_solution_is_found_by_its_number(tmp_path: Path) -> None:
    text = SOLUTION + '[[solutions]]\nnumero_ans = "2"\nreferencement = 2025-06-18\n'
    settings = supplier(tmp_path, text)
    second = settings.file.solutions[1]

    assert second is settings.solution("2", "MS1")
    assert settings.solution("3", "MS1") is None
    assert settings.solution(None, "MS1") is None
    assert date(2025, 6, 18) == second.referencement


def test_no_validated_pilot_is_not_the_same_as_not_known(tmp_path: Path) -> None:
    none = supplier(tmp_path, SOLUTION + "pilotes_valides = []").file.solutions[0]
    not_known = supplier(tmp_path, SOLUTION).file.solutions[0]

    assert none.pilotes_valides is not None
    assert not none.pilotes_valides
    assert not_known.pilotes_valides is None


@pytest.mark.parametrize(
    ("text", "french"),
    [
        pytest.param(
            "a = ", " n'est pas un fichier TOML lisible : il manque une valeur", id="no TOML"
        ),
        pytest.param(
            "[plafond]\nMS1 = 1",
            " : clé inconnue « plafond » ; vouliez-vous « plafonds » ?",
            id="unknown table near a known one",
        ),
        pytest.param("[zzz]", " : clé inconnue « zzz »", id="unknown table near none"),
        pytest.param(
            SOLUTION + 'enrollement = "x"',
            ", à « solutions[0] » : clé inconnue « enrollement » ; vouliez-vous « enrolement » ?",
            id="unknown key of a solution",
        ),
        pytest.param(
            "[limites]\njson_m0 = 1",
            ", à « limites » : clé inconnue « json_m0 » ; vouliez-vous « json_mo » ?",
            id="unknown limit",
        ),
        pytest.param(
            "[[solutions]]",
            ", à « solutions[0] » : la clé « numero_ans » manque",
            id="solution without its number",
        ),
        pytest.param(
            "[[solutions]]\nnumero_ans = 123",
            ", à « solutions[0].numero_ans » : attendu : texte ; trouvé : nombre entier",
            id="number without quotes",
        ),
        pytest.param(
            '[solutions]\nnumero_ans = "1"',
            ", à « solutions » : attendu : liste ; trouvé : table",
            id="single brackets for double ones",
        ),
        pytest.param(
            SOLUTION + 'enrolement = "complet"',
            ", à « solutions[0].enrolement » : valeur « complet » inconnue ; écrivez : definitif, anticipe",
            id="unknown enrolment",
        ),
        pytest.param(
            SOLUTION + "referencement = 2025-06-18T10:00:00",
            ", à « solutions[0].referencement » : attendu : jour (AAAA-MM-JJ) ; "
            "trouvé : instant (AAAA-MM-JJThh:mm:ss)",
            id="instant for a day",
        ),
        pytest.param(
            SOLUTION + "referencement = 18",
            ", à « solutions[0].referencement » : attendu : jour (AAAA-MM-JJ) ; trouvé : nombre entier",
            id="number for a day",
        ),
        pytest.param(
            SOLUTION + 'sons = "MS9"',
            ", solutions.sons : le SONS « MS9 » n'existe pas",
            id="unknown SONS of a solution",
        ),
        pytest.param(
            '[fournisseur]\nassujetti_tva = "oui"',
            ", à « fournisseur.assujetti_tva » : attendu : true ou false ; trouvé : texte",
            id="text for a boolean",
        ),
        pytest.param(
            "[numeros]\nrejetes = [17]",
            ", à « numeros.rejetes[0] » : attendu : texte ; trouvé : nombre entier",
            id="number for a numéro éditeur",
        ),
        pytest.param(
            "[[dejafinances]]",
            ", à « dejafinances[0] » : la clé « fichier » manque",
            id="no file of funded clients",
        ),
        pytest.param(
            "[format.avance]\na = 1",
            ", à « format.avance[...] » : attendu : texte ; trouvé : nombre entier",
            id="number for one of our keys",
        ),
        pytest.param(
            '[format.soldes]\na = "siret"',
            ", à « format » : clé inconnue « soldes » ; vouliez-vous « solde » ?",
            id="unknown step of the format",
        ),
        pytest.param(
            '[format.avance]\na = "siret"\nb = "siret"',
            ", [format.avance] : deux clés officielles sont données pour « siret »",
            id="two official keys for one of ours, avance",
        ),
        pytest.param(
            '[format.solde]\na = "siret"\nb = "siret"',
            ", [format.solde] : deux clés officielles sont données pour « siret »",
            id="two official keys for one of ours, solde",
        ),
        pytest.param(
            "[plafonds]\nMS9 = 1",
            ", plafonds.MS9 : le SONS « MS9 » n'existe pas",
            id="cap of an unknown SONS",
        ),
        pytest.param(
            "[plafonds]\nMS1 = 0",
            ", plafonds.MS1 : « 0 » n'est pas un montant HT en euros",
            id="cap of nothing",
        ),
        pytest.param(
            "[plafonds]\nMS1 = -1.5",
            ", plafonds.MS1 : « -1.5 » n'est pas un montant HT en euros",
            id="negative cap",
        ),
        pytest.param(
            "[plafonds]\nMS1 = nan",
            ", plafonds.MS1 : « NaN » n'est pas un montant HT en euros",
            id="cap that is no number",
        ),
        pytest.param(
            "[plafonds]\nMS1 = 1e999999",
            ", plafonds.MS1 : « 1E+999999 » n'est pas un montant HT en euros",
            id="absurd cap",
        ),
        pytest.param(
            '[plafonds]\nMS1 = "douze"',
            ", plafonds.MS1 : « douze » n'est pas un montant HT en euros",
            id="cap in letters",
        ),
        pytest.param(
            "[plafonds]\nfichier = 1",
            ", plafonds.fichier : un nom de fichier est attendu",
            id="number for a file",
        ),
    ],
)
def test_a_wrong_segur_check_toml_says_which_key(text: str, french: str, tmp_path: Path) -> None:
    with pytest.raises(UsageFault) as caught:
        supplier(tmp_path, text)

    assert caught.value.fr.startswith(f"segur-check.toml{french}")
    assert caught.value.en.startswith("segur-check.toml")


@pytest.mark.parametrize("limit", ["0", "-1", "1.5", '"20"', "true", "inf"])
@pytest.mark.parametrize(
    "key", ["json_mo", "json_elements", "json_valeurs", "zip_ratio", "delai_s"]
)
def test_a_limit_is_a_whole_number_from_one(key: str, limit: str, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=rf"segur-check\.toml, à « limites\.{key} » : "):
        supplier(tmp_path, f"[limites]\n{key} = {limit}")


def test_a_limit_that_is_not_given_is_the_tools_own(tmp_path: Path) -> None:
    limits = supplier(tmp_path, "[limites]\njson_mo = 1").file.limites
    expected = (1, 20_000, 1_000_000, 500, 20, 200, 200, 20, 20, 5)

    assert expected == tuple(getattr(limits, key) for key in limits.__struct_fields__)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("12000", "12000", id="whole"),
        pytest.param("358.33", "358.33", id="decimals stay exact"),
        pytest.param('"12 000,50 €"', "12000.50", id="text as people write it"),
    ],
)
def test_a_cap_for_a_sons_is_for_any_client(written: str, expected: str, tmp_path: Path) -> None:
    settings = supplier(tmp_path, f"[plafonds]\nhop-ri-va1 = {written}")

    assert (SuppliedCap("", "HOP-RI-Va1", "", Decimal(expected)),) == settings.caps


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(
            "330781196;HOP-DPI-Va2;V2;50000.50", ("330781196", "V2", "50000.50"), id="point"
        ),
        pytest.param(
            "330781196;HOP-DPI-Va2;V2;50000,50", ("330781196", "V2", "50000.50"), id="comma"
        ),
        pytest.param(
            "330781196;hop-dpi-va2;;50 000", ("330781196", "", "50000"), id="blank in the amount"
        ),
        pytest.param(
            "330 781 196;HOP-DPI-Va2; V2 ;1\u202f000,00 €",
            ("330781196", "V2", "1000.00"),
            id="blanks everywhere",
        ),
        pytest.param("2a0000014;HOP-DPI-Va2;V2;1", ("2A0000014", "V2", "1"), id="small letter"),
        pytest.param(
            '"330781196";"HOP-DPI-Va2";"V2";"1"', ("330781196", "V2", "1"), id="quotation marks"
        ),
        pytest.param("330781196;HOP-DPI-Va2;V2;1;note", ("330781196", "V2", "1"), id="one more"),
    ],
)
def test_a_row_of_caps_is_read(row: str, expected: tuple[str, str, str], tmp_path: Path) -> None:
    identifier, service_type, value = expected
    cap = SuppliedCap(identifier, "HOP-DPI-Va2", service_type, Decimal(value))

    assert (cap,) == caps(tmp_path, f"{COLUMNS}\n{row}\n")


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xef\xbb\xbf%s\n%s\n", id="byte order mark"),
        pytest.param(
            b'\xef\xbb\xbf"identifiant"%.0s;' + COLUMNS[12:].encode() + b"\n%s", id="both"
        ),
        pytest.param(b"%s\r\n%s\r\n", id="line ends of Windows"),
        pytest.param(b"%s\r%s\r", id="line ends of old Macs"),
        pytest.param(b"%s\n\n%s\n\n", id="blank rows"),
        pytest.param(b"%s\n%s", id="no line end at the end"),
    ],
)
def test_a_csv_file_is_read_as_spreadsheets_write_it(raw: bytes, tmp_path: Path) -> None:
    csv = raw % (COLUMNS.encode(), b"330781196;MS1;;1")

    assert (SuppliedCap("330781196", "MS1", "", Decimal(1)),) == caps(tmp_path, csv)


def test_columns_are_found_by_their_names(tmp_path: Path) -> None:
    csv = "note;plafond_ht;type_prestation;sons;identifiant\nx;1;V2;MS1;330781196\n"

    assert (SuppliedCap("330781196", "MS1", "V2", Decimal(1)),) == caps(tmp_path, csv)


@pytest.mark.parametrize(
    ("csv", "french"),
    [
        pytest.param(
            "identifiant;sons;plafond_ht\n1;MS1;1\n",
            f" : colonne « type_prestation » absente ; attendu : {COLUMNS}",
            id="missing column",
        ),
        pytest.param(
            COLUMNS.replace(";", ",") + "\n",
            f" : colonne « identifiant » absente ; attendu : {COLUMNS}",
            id="commas for semicolons",
        ),
        pytest.param("", f" : colonne « identifiant » absente ; attendu : {COLUMNS}", id="empty"),
        pytest.param(
            f"{COLUMNS}\n1;MS1;;1\n2;MS9;;1\n",
            f":3 : le SONS « MS9 » n'existe pas ; vouliez-vous « MS1 » ? {CODES}",
            id="unknown SONS",
        ),
        pytest.param(
            f"{COLUMNS}\n1;MS1\n",
            ":2, plafond_ht : «  » n'est pas un montant HT en euros",
            id="row too short",
        ),
        pytest.param(
            f"{COLUMNS}\n\n\n1;MS1;;-1\n",
            ":4, plafond_ht : « -1 » n'est pas un montant HT en euros",
            id="negative amount after blank rows",
        ),
        pytest.param(
            f"{COLUMNS}\n1;MS1;;1.000,50\n",
            ":2, plafond_ht : « 1.000,50 » n'est pas un montant HT en euros",
            id="point and comma",
        ),
        pytest.param(
            f"{COLUMNS}\né;MS1;;1\n".encode("latin-1"),
            " n'est pas en UTF-8 : enregistrez-le dans cet encodage",
            id="another encoding",
        ),
    ],
)
def test_a_wrong_file_of_caps_says_which_line(
    csv: str | bytes, french: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageFault) as caught:
        caps(tmp_path, csv)

    assert f"clients.csv{french}" == caught.value.fr


def test_a_file_of_caps_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=r"absent\.csv ne peut pas être lu"):
        supplier(tmp_path, '[plafonds]\nfichier = "absent.csv"')


def test_a_file_name_that_no_system_takes_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(UsageFault):
        supplier(tmp_path, '[plafonds]\nfichier = "a\\u0000b"')


def test_an_endless_field_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(UsageFault):
        caps(tmp_path, f"{COLUMNS}\n{'1' * 140_000};MS1;;1\n")


def test_funded_clients_are_known_by_their_plain_identifier(tmp_path: Path) -> None:
    csv = "identifiant;sons\n330 781 196;MS1\n330781196;ms1\n2b0000020;HOP-DPI-Va2\n"
    expected = frozenset({("330781196", "MS1"), ("2B0000020", "HOP-DPI-Va2")})

    assert expected == funded(tmp_path, csv)


def test_an_empty_list_of_funded_clients_is_not_the_same_as_no_list(tmp_path: Path) -> None:
    assert frozenset() == funded(tmp_path, "identifiant;sons\n")
    assert supplier(tmp_path, "").funded is None


def test_a_wrong_file_of_funded_clients_says_which_line(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=r"clients\.csv : colonne « sons » absente"):
        funded(tmp_path, "identifiant\n1\n")
    with pytest.raises(UsageFault, match=r"clients\.csv:2 : le SONS « MS9 » n'existe pas"):
        funded(tmp_path, "identifiant;sons\n1;MS9\n")


@pytest.mark.parametrize(
    ("text", "french"),
    [
        pytest.param(
            'sonss = "MS1"', " : clé inconnue « sonss » ; vouliez-vous « sons » ?", id="near"
        ),
        pytest.param("zzz = 1", " : clé inconnue « zzz »", id="near none"),
        pytest.param(
            '[annulation]\nporte = "totale"',
            ", à « annulation » : clé inconnue « porte » ; vouliez-vous « portee » ?",
            id="near, in a table",
        ),
        pytest.param(
            'sons = "MS9"',
            f", sons : le SONS « MS9 » n'existe pas ; vouliez-vous « MS1 » ? {CODES}",
            id="unknown SONS",
        ),
        pytest.param('sons = ""', f", sons : le SONS «  » n'existe pas. {CODES}", id="empty SONS"),
        pytest.param(
            'phase = "Solde"',
            ", à « phase » : valeur « Solde » inconnue ; écrivez : avance, solde, "
            "enrolement, pilotes, attestation-fin, annulation",
            id="step with a capital",
        ),
        pytest.param(
            "phase = 1",
            ", à « phase » : attendu : texte ; trouvé : nombre entier",
            id="number for a step",
        ),
        pytest.param(
            'enrolement.depositaire = "client"',
            ", à « enrolement.depositaire » : valeur « client » inconnue ; écrivez : representant-legal, employe, tiers",
            id="unknown depositor",
        ),
        pytest.param(
            'enrolement.rang = "complémentaire"',
            ", à « enrolement.rang » : valeur « complémentaire » inconnue ; écrivez : initial, complementaire",
            id="rank of an enrolment with an accent",
        ),
        pytest.param(
            'non_installes = "10000001916"',
            ", à « non_installes » : attendu : liste ; trouvé : texte",
            id="text for a list",
        ),
        pytest.param(
            "types.va = 1",
            ", à « types[...] » : attendu : texte ; trouvé : nombre entier",
            id="number for a type",
        ),
        pytest.param(
            'depot = "hier"',
            ", depot : « hier » n'est pas une date ; écrivez 2025-03-12 ou 2025-03-12T11:59",
            id="deposit in letters",
        ),
        pytest.param(
            'deja_depose = "12/03/2025"',
            ", deja_depose : « 12/03/2025 » n'est pas une date ; écrivez 2025-03-12 ou "
            "2025-03-12T11:59",
            id="French date",
        ),
        pytest.param(
            "depot = 09:30:00",
            ", depot : un instant (AAAA-MM-JJThh:mm:ss) ou un jour est attendu",
            id="hour alone",
        ),
        pytest.param(
            "attestation_fin = false",
            ", attestation_fin : un instant (AAAA-MM-JJThh:mm:ss) ou un jour est attendu",
            id="false for no statement",
        ),
        pytest.param(
            'depot = "aucune"',
            ", depot : « aucune » n'est pas une date ; écrivez 2025-03-12 ou 2025-03-12T11:59",
            id="none, where a deposit is asked",
        ),
    ],
)
def test_a_wrong_dossier_toml_says_which_key(text: str, french: str) -> None:
    with pytest.raises(UsageFault) as caught:
        dossier(text)

    assert f"dossier.toml{french}" == caught.value.fr
    assert caught.value.en.startswith("dossier.toml")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            "2024-10-01T09:30:00", datetime(2024, 10, 1, 9, 30, tzinfo=PARIS), id="Paris time"
        ),
        pytest.param(
            "2024-10-01T09:30:00+04:00",
            datetime(2024, 10, 1, 7, 30, tzinfo=PARIS),
            id="La Réunion",
        ),
        pytest.param("2024-10-01T09:30:00Z", datetime(2024, 10, 1, 11, 30, tzinfo=PARIS), id="UTC"),
        pytest.param('"2024-10-01T09:30"', datetime(2024, 10, 1, 9, 30, tzinfo=PARIS), id="text"),
        pytest.param(
            '"2024-10-01 09:30"', datetime(2024, 10, 1, 9, 30, tzinfo=PARIS), id="text with a blank"
        ),
        pytest.param("2024-10-01", date(2024, 10, 1), id="bare day"),
        pytest.param('"2024-10-01"', date(2024, 10, 1), id="bare day as a text"),
    ],
)
@pytest.mark.parametrize("key", ["depot", "deja_depose", "attestation_fin"])
def test_an_instant_is_in_paris_time_unless_it_has_an_offset(
    key: str, written: str, expected: datetime | date
) -> None:
    read = getattr(dossier(f"{key} = {written}"), key)

    assert (type(expected), expected) == (type(read), read)


def test_no_completion_statement_is_said_in_a_word() -> None:
    expected = "aucune"

    assert expected == dossier('attestation_fin = "aucune"').attestation_fin
    assert dossier("").attestation_fin is None


@pytest.mark.parametrize("edge", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_an_instant_at_the_edge_of_the_calendar_is_a_fault(edge: str) -> None:
    with pytest.raises(UsageFault):
        dossier(f"depot = {edge}")


def test_a_sons_is_read_in_any_case_and_by_its_aliases() -> None:
    expected = ("HOP-DPI-Va2", "IMG-RIS-Va2", Step.ATTESTATION_FIN)
    read = dossier('sons = "hop-dpi-va2"\nphase = "attestation-fin"')

    assert expected == (read.sons, known_sons("rad-ris-va2", "here"), read.file.phase)


def test_a_byte_order_mark_is_skipped(tmp_path: Path) -> None:
    place = tmp_path / "dossier.toml"
    place.write_bytes(b'\xef\xbb\xbfsons = "MS1"\r\n')
    read = read_dossier_file(place)
    expected = (place, "MS1")

    assert expected == (read.path, read.sons)


def test_faults_are_told_in_english_too(tmp_path: Path) -> None:
    expected = {
        '[plafonds]\nMS1 = "x"': "plafonds.MS1: “x” is not an amount HT in euros",
        "[plafonds]\nMS9 = 1": (
            "plafonds.MS9: there is no SONS “MS9”; did you mean “MS1”? "
            f"Known codes: {', '.join(KNOWN_CODES)}"
        ),
        '[format.avance]\na = "siret"\nc = "siret"': (
            "[format.avance]: two official keys are given for “siret”"
        ),
    }
    told: dict[str, Any] = {}
    for text in expected:
        with pytest.raises(UsageFault) as caught:
            supplier(tmp_path, text)
        told[text] = caught.value.told("en").removeprefix("segur-check.toml, ")

    assert expected == told


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1)))  # noqa: DTZ001
def test_an_instant_written_is_read_back(moment: datetime) -> None:
    read = read_moment(moment.isoformat(), "depot")

    # Of the hour that comes twice, instants of two zones are never equal to Python.
    assert isinstance(read, datetime)
    assert moment == read.astimezone(UTC)


@given(st.dates())
def test_a_day_written_is_read_back(day: date) -> None:
    read = read_moment(day.isoformat(), "depot")

    assert (date, day) == (type(read), read)


@given(st.text(max_size=30) | st.from_regex(r"[0-9TWZ:+.-]{1,30}", fullmatch=True))
def test_any_text_is_an_instant_a_day_or_a_fault(text: str) -> None:
    try:
        read: object = read_moment(text, "depot")
    except UsageFault as fault:
        read = fault.fr

    assert isinstance(read, date) or f"depot : « {printable(text)} »" in str(read)


@pytest.mark.parametrize("text", ["20250312", "2025W113", "2025-W11-3"])
def test_a_day_in_another_iso_form_is_never_midnight_nor_a_week(text: str) -> None:
    with pytest.raises(UsageFault):
        read_moment(text, "depot")
