"""FINESS, RPPS, SIRET, MSSanté addresses: the public vectors, and each way to be wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.fr import siren, tva

from segur_check.values.identifiers import (
    DROM,
    MASS_MARKET_DOMAINS,
    Flaw,
    MssAddress,
    finess_flaw,
    has_luhn_key,
    is_mail_address,
    is_plain_phone,
    masked,
    mss_address,
    plain,
    rpps_flaw,
    siret_flaw,
    territory_of_finess,
    territory_of_postal_code,
)

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "identifiers.json").read_text(encoding="utf-8")
)["vectors"]
HERE = {
    "finess", "finess_territory", "finess_department_code", "postal_code_territory", "rpps",
    "siret", "siren", "tva_fr", "iban", "mss_address",
}  # fmt: skip
IN_TEST_MONEY = {"vat", "vat_triplet"}
IN_TEST_DATES = {"deadline"}
FLAWS: dict[str | None, set[Flaw | None]] = {
    None: {None},
    "semantic": {None},
    "checksum": {Flaw.KEY},
    "format": {Flaw.SHAPE},
    "length": {Flaw.LENGTH, Flaw.LOST_ZERO},
    "empty": {Flaw.LENGTH},
    "placeholder": {Flaw.PLACEHOLDER},
}


def vectors(kind: str) -> list[Any]:
    return [
        pytest.param(one, id=f"{one['value'] or 'empty'}") for one in VECTORS if one["type"] == kind
    ]


def keyed(body: str) -> str:
    """A body with its Luhn key."""
    return body + luhn.calc_check_digit(body)


def test_every_type_of_vector_is_run() -> None:
    run = HERE | IN_TEST_MONEY | IN_TEST_DATES

    assert run == {one["type"] for one in VECTORS}


@pytest.mark.parametrize("vector", vectors("finess"))
def test_a_finess_of_the_vectors_has_the_flaw_they_tell(vector: dict[str, Any]) -> None:
    assert finess_flaw(plain(vector["value"])) in FLAWS[vector.get("reason")]


@pytest.mark.parametrize("vector", vectors("finess"))
def test_a_finess_of_the_vectors_is_in_the_department_they_tell(vector: dict[str, Any]) -> None:
    territory = territory_of_finess(plain(vector["value"]))
    if vector["valid"]:
        assert vector["department"] == territory
        assert (vector["drom"] is not None) is (territory in DROM)
    elif vector["reason"] != "semantic":
        assert territory is None


@pytest.mark.parametrize("vector", vectors("finess_territory"))
def test_the_territory_of_an_overseas_finess_is_told(vector: dict[str, Any]) -> None:
    territory = territory_of_finess(vector["value"])
    overseas = territory if territory in DROM else None
    # 970500000 is constructed: its key is wrong, so that it is judged a mistake, of no territory.
    expected = vector["expected"] if vector["valid"] else None

    assert expected == overseas


def test_a_finess_of_an_overseas_territory_nobody_listed_is_told_apart() -> None:
    unknown = "97?"

    assert "975" == territory_of_finess(keyed("97050000"))  # Saint-Pierre-et-Miquelon
    assert unknown == territory_of_finess(keyed("97060000"))


@pytest.mark.parametrize("vector", vectors("finess_department_code"))
def test_a_finess_never_starts_with_a_code_of_the_department_field(
    vector: dict[str, Any],
) -> None:
    number = f"{vector['value']}0000228"

    assert Flaw.SHAPE is finess_flaw(number)
    assert territory_of_finess(number) is None


@pytest.mark.parametrize("vector", vectors("postal_code_territory"))
def test_the_territory_of_a_postal_code_is_told(vector: dict[str, Any]) -> None:
    assert vector["expected"].split()[0] == territory_of_postal_code(vector["value"])


@pytest.mark.parametrize("vector", vectors("rpps"))
def test_an_rpps_of_the_vectors_has_the_flaw_they_tell(vector: dict[str, Any]) -> None:
    reason = vector.get("reason") or (None if vector["valid"] else "checksum")

    assert rpps_flaw(plain(vector["value"])) in FLAWS[reason]


@pytest.mark.parametrize("vector", vectors("siret"))
def test_a_siret_of_the_vectors_has_the_flaw_they_tell(vector: dict[str, Any]) -> None:
    assert siret_flaw(plain(vector["value"])) in FLAWS[vector.get("reason")]


@pytest.mark.parametrize("vector", vectors("siren"))
def test_a_siren_of_the_vectors_is_judged_by_stdnum(vector: dict[str, Any]) -> None:
    assert vector["valid"] is siren.is_valid(vector["value"])


@pytest.mark.parametrize("vector", vectors("tva_fr"))
def test_a_vat_number_of_the_vectors_is_judged_by_stdnum(vector: dict[str, Any]) -> None:
    assert vector["valid"] is tva.is_valid(vector["value"])
    if "siren" in vector:
        assert vector["siren"] == tva.to_siren(vector["value"])


@pytest.mark.parametrize("vector", vectors("iban"))
def test_an_iban_of_the_vectors_is_judged_by_stdnum(vector: dict[str, Any]) -> None:
    assert vector["valid"] is iban.is_valid(vector["value"])
    assert vector.get("normalized", vector["value"]) == iban.compact(vector["value"])


@pytest.mark.parametrize("vector", vectors("mss_address"))
def test_an_mss_address_of_the_vectors_is_worth_what_they_tell(vector: dict[str, Any]) -> None:
    found = mss_address(vector["value"])

    assert (vector["valid"] is True) is (found is MssAddress.PROFESSIONAL)
    if vector["valid"] is None:
        assert MssAddress.UNKNOWN is found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("670780055", None, id="right"),
        pytest.param("2A0000014", None, id="South Corsica"),
        pytest.param("2B0000020", None, id="North Corsica"),
        pytest.param("2A0000020", Flaw.KEY, id="letter of the other half of Corsica"),
        pytest.param("670780056", Flaw.KEY, id="last digit wrong"),
        pytest.param("10008407", Flaw.LOST_ZERO, id="zero lost by a spreadsheet"),
        pytest.param("75071218", Flaw.LENGTH, id="8 digits of another key"),
        pytest.param("6707800550", Flaw.LENGTH, id="10 digits"),
        pytest.param("", Flaw.LENGTH, id="empty"),
        pytest.param("000000000", Flaw.PLACEHOLDER, id="zeros"),
        pytest.param("2C0000014", Flaw.SHAPE, id="2C"),
        pytest.param("A20000014", Flaw.SHAPE, id="letter first"),
        pytest.param("67078O055", Flaw.SHAPE, id="letter O for a zero"),
        pytest.param("٦٧٠٧٨٠٠٥٥", Flaw.SHAPE, id="Arabic digits"),
        pytest.param("67078005\n", Flaw.SHAPE, id="line break"),
    ],
)
def test_a_finess_tells_its_flaw(text: str, expected: Flaw | None) -> None:
    assert expected is finess_flaw(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("10000001916", None, id="right"),
        pytest.param("10000001917", Flaw.KEY, id="last digit wrong"),
        pytest.param("810000001916", Flaw.NATIONAL, id="national identifier of a person"),
        pytest.param("810000001917", Flaw.LENGTH, id="national form of a wrong number"),
        pytest.param("910000001916", Flaw.LENGTH, id="12 digits"),
        pytest.param("1000000191", Flaw.LENGTH, id="10 digits"),
        pytest.param("00000000000", Flaw.PLACEHOLDER, id="zeros"),
        pytest.param("", Flaw.SHAPE, id="empty"),
        pytest.param("1000000191A", Flaw.SHAPE, id="letter"),
        pytest.param("1000000191²", Flaw.SHAPE, id="superscript digit"),
    ],
)
def test_an_rpps_tells_its_flaw(text: str, expected: Flaw | None) -> None:
    assert expected is rpps_flaw(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12345678200010", None, id="right"),
        pytest.param("35600000000048", None, id="head office of La Poste"),
        pytest.param("35600000009075", None, id="office of La Poste"),
        pytest.param("12345678200001", Flaw.KEY, id="two digits swapped"),
        pytest.param("123456782", Flaw.LENGTH, id="a SIREN alone"),
        pytest.param("00000000000000", Flaw.PLACEHOLDER, id="zeros"),
        pytest.param("1234567820001O", Flaw.SHAPE, id="letter O for a zero"),
        pytest.param("", Flaw.SHAPE, id="empty"),
    ],
)
def test_a_siret_tells_its_flaw(text: str, expected: Flaw | None) -> None:
    assert expected is siret_flaw(text)


@given(st.from_regex(r"([013-9][0-9]|2[0-9AB])[0-9]{6}", fullmatch=True))
def test_one_key_in_ten_makes_a_finess(body: str) -> None:
    flaws = [finess_flaw(f"{body}{key}") for key in range(10)]
    right = Flaw.PLACEHOLDER if body == "00000000" else None

    assert {Flaw.KEY, right} == set(flaws)
    assert len(flaws) - 1 == flaws.count(Flaw.KEY)


@given(st.text("0123456789", min_size=10, max_size=10), st.integers(0, 10), st.integers(1, 9))
def test_a_digit_mistyped_is_always_seen(body: str, place: int, more: int) -> None:
    number = keyed(body)
    wrong = str((int(number[place]) + more) % 10)
    mistyped = number[:place] + wrong + number[place + 1 :]

    assert has_luhn_key(number)
    assert not has_luhn_key(mistyped)
    assert rpps_flaw(number) in {None, Flaw.PLACEHOLDER}
    assert rpps_flaw(mistyped) in {Flaw.KEY, Flaw.PLACEHOLDER}


@given(st.text(max_size=400))
def test_no_text_stops_the_judging_of_an_identifier(text: str) -> None:
    for flaw_of in (finess_flaw, rpps_flaw, siret_flaw):
        for written in (text, plain(text)):
            assert flaw_of(written) in {None, *Flaw}
    assert mss_address(text) in set(MssAddress)
    assert territory_of_postal_code(text) is None or len(text) >= len("75001")
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("33 078 119 6", "330781196", id="blanks"),
        pytest.param("33\u00a0078\u202f119-6", "330781196", id="no-break spaces and a dash"),
        pytest.param("33.078.119.6\n", "330781196", id="dots and a line break"),
        pytest.param("2a0000014", "2A0000014", id="small letter"),
        pytest.param("", "", id="empty"),
        pytest.param("1" * 10_000, "1" * 320, id="endless text"),
    ],
)
def test_the_plain_form_has_no_blanks_and_capitals(written: str, expected: str) -> None:
    assert expected == plain(written)


@given(st.text(max_size=100))
def test_the_plain_form_of_a_plain_form_is_itself(text: str) -> None:
    once = plain(text)

    assert once == plain(once)
    assert not set(once) & set(" .-\u00a0\u202f\n\t")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("75001", "75", id="Paris"),
        pytest.param("01000", "01", id="Ain"),
        pytest.param("20100", "2A", id="South Corsica"),
        pytest.param("20600", "2B", id="North Corsica"),
        pytest.param("97 400", "974", id="blank"),
        pytest.param("97500", "975", id="Saint-Pierre-et-Miquelon"),
        pytest.param("97600", "976", id="Mayotte"),
        pytest.param("98800", "988", id="New Caledonia"),
        pytest.param("7500", None, id="4 digits"),
        pytest.param("750010", None, id="6 digits"),
        pytest.param("2A000", None, id="letter"),
        pytest.param("٧٥٠٠١", None, id="Arabic digits"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_postal_code_tells_its_territory(code: str, expected: str | None) -> None:
    assert expected == territory_of_postal_code(code)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("a.b@medecin.mssante.fr", MssAddress.PROFESSIONAL, id="professional"),
        pytest.param("  a.b@medecin.mssante.fr ", MssAddress.PROFESSIONAL, id="blanks around"),
        pytest.param("a@x.y.mssante.fr", MssAddress.PROFESSIONAL, id="deep domain"),
        pytest.param("279035121518989@patient.mssante.fr", MssAddress.PATIENT, id="patient"),
        pytest.param("1@PATIENT.MSSANTE.FR", MssAddress.PATIENT, id="patient in capitals"),
        pytest.param("1@x.patient.mssante.fr", MssAddress.PATIENT, id="below the patients' domain"),
        pytest.param("a@xpatient.mssante.fr", MssAddress.PROFESSIONAL, id="another label"),
        pytest.param("a@xmssante.fr", MssAddress.UNKNOWN, id="end of a label only"),
        pytest.param("a@mssante.fr", MssAddress.UNKNOWN, id="the bare domain"),
        pytest.param("a@mssante.fr.example.org", MssAddress.UNKNOWN, id="suffix attack"),
        pytest.param("a@GMAIL.com", MssAddress.MASS_MARKET, id="mass market in capitals"),
        pytest.param("a@sub.gmail.com", MssAddress.UNKNOWN, id="below a mass market domain"),
        pytest.param("a@b@medecin.mssante.fr", MssAddress.MALFORMED, id="two at signs"),
        pytest.param("a..b@medecin.mssante.fr", MssAddress.MALFORMED, id="two dots"),
        pytest.param("medecin.mssante.fr", MssAddress.MALFORMED, id="no at sign"),
        pytest.param("@medecin.mssante.fr", MssAddress.MALFORMED, id="no local part"),
        pytest.param("a b@medecin.mssante.fr", MssAddress.MALFORMED, id="blank inside"),
        pytest.param("é@medecin.mssante.fr", MssAddress.MALFORMED, id="accent"),
        pytest.param("a@-x.mssante.fr", MssAddress.MALFORMED, id="label with a dash first"),
        pytest.param("a" * 65 + "@x.mssante.fr", MssAddress.MALFORMED, id="long local part"),
        pytest.param("a@" + "x." * 200 + "mssante.fr", MssAddress.MALFORMED, id="long domain"),
    ],
)
def test_an_address_is_judged_by_its_domain(address: str, expected: MssAddress) -> None:
    assert expected is mss_address(address)


def test_a_mass_market_domain_is_written_as_it_is_compared() -> None:
    for domain in MASS_MARKET_DOMAINS:
        assert domain.lower() == domain
        assert MssAddress.MASS_MARKET is mss_address(f"cabinet@{domain}"), domain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("cabinet@exemple.fr", True, id="right"),
        pytest.param("a+b_c@ex-emple.org", True, id="signs"),
        pytest.param("cabinet@exemple", False, id="no dot"),
        pytest.param("cabinet@exemple.f", False, id="one-letter end"),
        pytest.param("cabinet@exemple.fr\n", False, id="line break"),
        pytest.param("Cabinet <cabinet@exemple.fr>", False, id="name and brackets"),
        pytest.param("a@b.fr, c@d.fr", False, id="two addresses"),
        pytest.param("", False, id="empty"),
    ],
)
def test_a_mail_address_is_known_by_its_shape(text: str, *, expected: bool) -> None:
    assert expected is is_mail_address(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("0199000000", True, id="ten digits"),
        pytest.param("+33199000000", True, id="international"),
        pytest.param("3646", True, id="short number"),
        pytest.param("01 99 00 00 00", False, id="blanks"),
        pytest.param("01.99.00.00.00", False, id="dots"),
        pytest.param("0033+199000000", False, id="plus inside"),
        pytest.param("019", False, id="three digits"),
        pytest.param("1" * 16, False, id="sixteen digits"),
        pytest.param("٠١٩٩٠٠٠٠٠٠", False, id="Arabic digits"),
        pytest.param("0199000000\n", False, id="line break"),
        pytest.param("", False, id="empty"),
    ],
)
def test_a_plain_phone_has_digits_only(text: str, *, expected: bool) -> None:
    assert expected is is_plain_phone(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1234@patient.mssante.fr", "•••@patient.mssante.fr", id="alone"),
        pytest.param("1234@PATIENT.MSSANTE.FR", "•••@PATIENT.MSSANTE.FR", id="capitals"),
        pytest.param("1234@x.patient.mssante.fr", "•••@x.patient.mssante.fr", id="subdomain"),
        pytest.param(
            "de <1@patient.mssante.fr>, 2@patient.mssante.fr",
            "de <•••@patient.mssante.fr>, •••@patient.mssante.fr",
            id="two in a text",
        ),
        pytest.param("1234@patient. mssante. fr", "•••@patient. mssante. fr", id="dots apart"),
        pytest.param("au 1234@patient.", "au •••@patient.", id="cut at a dot"),
        pytest.param("1234@patient.mssante.", "•••@patient.mssante.", id="cut at another dot"),
        pytest.param("a@patient.exemple.fr", "a@patient.exemple.fr", id="another domain"),
        pytest.param("a.b@medecin.mssante.fr", "a.b@medecin.mssante.fr", id="professional"),
        pytest.param("1234@xpatient.mssante.fr", "1234@xpatient.mssante.fr", id="another label"),
        pytest.param("patient.mssante.fr", "patient.mssante.fr", id="domain alone"),
    ],
)
def test_the_local_part_of_a_patient_is_masked(text: str, expected: str) -> None:
    assert expected == masked(text)


def test_the_local_part_of_a_patient_is_masked_between_quotation_marks() -> None:
    assert "279035121518989" not in masked('"279035121518989"@patient.mssante.fr')
