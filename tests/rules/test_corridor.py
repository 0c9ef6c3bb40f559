"""The tables of the corridors and the documents they rest on."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import Struct, structs
from msgspec.structs import replace

from segur_check.errors import UsageFault
from segur_check.rules.bound import Bound, FormerValue, OtherReading
from segur_check.rules.controls import control_texts
from segur_check.rules.corridor import NO_CORRIDOR, Corridor, cited_sources, corridor, covered_codes
from segur_check.rules.sections import Ask, Cited
from segur_check.rules.sources import source, sources
from segur_check.values.dates import PARIS, Deposit, Standing, end_of
from segur_check.values.sons import ALIASES, KNOWN_CODES, plain_code

CODES = covered_codes()
TABLES = Path(__file__).parents[2] / "rules" / "corridors"
NOON = datetime(2025, 9, 17, 12, 0)  # noqa: DTZ001 - tables are in Paris time
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)

ANNOUNCED = """
sons = "{sons}"
couloir = "X"
wave = 2
label = {{ fr = "Essai", en = "Trial" }}
"""


def at(when: datetime | date) -> Deposit:
    return Deposit.at(when, "option")


def bounds(value: object, path: str = "") -> Iterator[tuple[str, Bound]]:
    """Every bound of a table, with its place."""
    if isinstance(value, Bound):
        yield path, value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from bounds(getattr(value, name), f"{path}.{name}".lstrip("."))


BOUNDS = [
    pytest.param(bound, id=f"{code} {path}")
    for code in CODES
    for path, bound in bounds(corridor(code))
]


@pytest.mark.parametrize("code", CODES)
def test_every_corridor_loads_and_cites_known_documents(code: str) -> None:
    table = corridor(code)

    assert code == table.sons
    assert set(cited_sources(table)) <= set(sources())
    assert table.label.fr
    assert table.label.en


@pytest.mark.parametrize("code", CODES)
def test_every_value_of_a_corridor_rests_on_a_text_about_it(code: str) -> None:
    table = corridor(code)

    assert table.family is not None
    assert [] == [key for key in cited_sources(table) if not source(key).bears_on(table.family)]


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("BIO-SGL-Va1", "va1"),
        ("PHA-LGO-Va1", "va1"),
        ("HOP-DPI-Va2", "va2"),
        ("PHA-LGO-Va2", "va2"),
        ("MS1", "ms"),
        ("MS2-PDS", "ms"),
        ("SAS", "sas"),
    ],
)
def test_a_sons_is_of_the_family_of_its_texts(code: str, family: str) -> None:
    assert family == corridor(code).family


def test_a_sons_that_nobody_told_is_of_no_family() -> None:
    assert NO_CORRIDOR.family is None


def test_every_table_is_a_covered_code() -> None:
    assert {place.stem for place in TABLES.glob("*.toml")} == set(CODES)


def test_every_document_is_cited_by_a_table_or_a_control() -> None:
    cited = {key for code in CODES for key in cited_sources(corridor(code))}
    cited |= {key for text in control_texts().values() for key in text.documents()}

    assert sorted(cited) == sorted(sources())


def test_every_document_says_who_published_it_and_where_it_is() -> None:
    for key, document in sources().items():
        assert document.title, key
        assert document.publisher, key
        assert document.url is None or document.url.startswith(("https://", "http://")), key


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bound_has_its_source_and_one_of_an_instant_and_a_day(bound: Bound) -> None:
    others: list[FormerValue | OtherReading] = [*bound.former]
    others += [bound.contested] if bound.contested else []

    assert source(bound.source).title
    assert (bound.at is None) is (bound.day is not None)
    assert all(source(one.source).title for one in others)
    for one in others:
        month = one.month if isinstance(one, FormerValue) else ""
        assert 1 == [one.at is not None, one.day is not None, bool(month)].count(True)


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_value_that_moved_tells_the_text_that_moved_it(bound: Bound) -> None:
    assert all(source(one.moved_by).title for one in bound.former)


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_contested_bound_is_an_instant_and_its_other_reading_is_later(bound: Bound) -> None:
    if bound.contested is not None:
        assert isinstance(bound.value, datetime)
        assert bound.contested.instant > bound.value


@pytest.mark.parametrize("code", CODES)
def test_a_window_opens_before_it_closes(code: str) -> None:
    table = corridor(code)
    for step in (table.avance, table.solde):
        if step is not None and step.opens is not None and step.closes is not None:
            assert step.opens.on < step.closes.on


@pytest.mark.parametrize("code", CODES)
def test_the_end_of_the_prestations_is_no_later_than_the_closing_of_the_solde(code: str) -> None:
    table = corridor(code)
    ends, closes = table.at("completion.ends"), table.closing("solde")
    if isinstance(ends, Bound) and closes is not None:
        assert ends.on <= closes.on


def test_a_closing_whose_text_says_before_is_marked_so() -> None:
    said = [
        f"{code} {path}"
        for code in CODES
        for path, bound in bounds(corridor(code))
        if bound.at is not None and bound.place.startswith("avant") and not bound.before
    ]

    assert not said


def test_only_the_hospital_of_wave_2_has_an_age_of_orders_that_is_not_deduced() -> None:
    ages = {code: corridor(code).order_age_days for code in CODES}

    stated = {code for code, age in ages.items() if age is not None and age.certainty == "A"}
    hospitals = {code for code in CODES if code.startswith("HOP-") and code.endswith("-Va2")}
    assert hospitals == stated


@pytest.mark.parametrize("code", CODES)
def test_the_shares_of_the_avance_and_of_the_solde_make_the_whole(code: str) -> None:
    table = corridor(code)
    steps = [step for step in (table.avance, table.solde) if step is not None]
    known = [step.share.value for step in steps if step.share is not None]
    fixed = [step for step in steps if step.amount_ht is not None]

    assert table.announced_only or len(fixed) == len(steps) or sum(known, Decimal(0)) == 1
    assert all(isinstance(share, Decimal) for share in known)


@pytest.mark.parametrize("code", CODES)
def test_a_corridor_only_announced_states_nothing_else(code: str) -> None:
    table = corridor(code)
    stated = [table.client, table.avance, table.solde, table.completion, table.cap]

    assert table.announced_only is all(section is None for section in stated)
    assert not (table.announced_only and list(cited_sources(table)))


@pytest.mark.parametrize("code", CODES)
def test_what_is_unknown_is_a_section_that_is_absent(code: str) -> None:
    table = corridor(code)
    for path in table.unknown:
        value: object = table
        for step in path.split("."):
            assert isinstance(value, Struct), path
            value = getattr(value, step)

        assert value is None, path


def test_a_section_that_is_unknown_is_something_the_texts_say() -> None:
    table = replace(corridor("MS1"), unknown=("cap",), service_types=None)

    assert table.has("cap")
    assert table.has("client")
    assert not table.has("service_types")


def test_a_phase_has_its_step() -> None:
    table = corridor("MS1")

    assert table.avance is table.step("avance")
    assert table.solde is table.step("solde")
    assert table.step("enrolement") is None


@pytest.mark.parametrize("code", KNOWN_CODES)
def test_a_code_is_known_in_any_case(code: str) -> None:
    assert {code} == {plain_code(form) for form in (code, code.lower(), f" {code.upper()} ")}


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_is_written_in_capitals_and_leads_to_a_known_code(alias: str) -> None:
    assert alias.upper() == alias
    assert plain_code(alias.lower()) in KNOWN_CODES


@pytest.mark.parametrize("written", ["", "MS", "MS3", "HOP-DPI", "HOP_DPI_Va2"])
def test_an_unknown_code_is_none(written: str) -> None:
    assert plain_code(written) is None


def test_every_known_code_has_its_table() -> None:
    assert KNOWN_CODES == CODES


def test_a_code_without_table_lists_the_covered_ones() -> None:
    with pytest.raises(UsageFault) as caught:
        corridor("SAS-Va2")

    assert f"SONS couverts : {', '.join(CODES)}" in caught.value.fr
    assert f"SONS covered: {', '.join(CODES)}" in caught.value.en


def rules(folder: Path, code: str, text: str) -> Path:
    """A folder for --rules that holds one table."""
    (folder / "corridors").mkdir()
    (folder / "corridors" / f"{code}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_table_of_the_user_is_added_to_ours(tmp_path: Path) -> None:
    folder = rules(tmp_path, "SAS", ANNOUNCED.format(sons="SAS"))
    label = "Essai"

    assert label == corridor("SAS", folder).label.fr
    assert structs.asdict(corridor("MS1")) == structs.asdict(corridor("MS1", folder))
    assert {*CODES, "SAS"} == set(covered_codes(folder))


def test_a_table_of_the_user_hides_ours(tmp_path: Path) -> None:
    folder = rules(tmp_path, "MS1", ANNOUNCED.format(sons="MS1"))

    assert corridor("MS1", folder).solde is None
    assert corridor("MS1").solde is not None


@pytest.mark.parametrize(
    ("text", "french"),
    [
        pytest.param(
            ANNOUNCED.format(sons="MS1"),
            "corridors/SAS.toml : la clé « sons » vaut « MS1 », « SAS » attendu",
            id="another SONS",
        ),
        pytest.param(
            ANNOUNCED.format(sons="SAS") + 'pilots = { value = 3, source = "nulle-part" }',
            "sources.toml : la source « nulle-part », citée par une table, manque",
            id="unknown document",
        ),
        pytest.param(
            ANNOUNCED.format(sons="SAS") + "pilots = { value = 3 }",
            "corridors/SAS.toml, à « pilots » : la clé « source » manque",
            id="figure without its source",
        ),
        pytest.param("sons = ", "corridors/SAS.toml n'est pas un fichier TOML", id="no TOML"),
    ],
)
def test_a_table_of_the_user_that_is_wrong_is_refused(
    text: str, french: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageFault) as caught:
        corridor("SAS", rules(tmp_path, "SAS", text))

    assert caught.value.fr.startswith(french)


def test_an_unknown_document_is_told_in_both_languages() -> None:
    with pytest.raises(UsageFault) as caught:
        source("nulle-part")

    assert "la source « nulle-part »" in caught.value.fr
    assert "the source “nulle-part”" in caught.value.en


def test_every_citation_is_found_at_any_depth() -> None:
    other = OtherReading(source="b", day=NOON.date())
    closes = Bound(source="a", at=NOON, contested=other)
    step = Ask(pieces=Cited(value=(("VA",),), source="c"), closes=closes)
    expected = ["a", "a", "b", "b", "c", "c"]

    assert expected == sorted(cited_sources((step, (step,))))


@pytest.mark.parametrize(
    ("deposit", "expected"),
    [
        pytest.param(NOON, Standing.IN_TIME, id="on the dot"),
        pytest.param(NOON + SECOND, Standing.CONTESTED, id="one second after"),
        pytest.param(end_of(NOON.date()), Standing.CONTESTED, id="last instant of the other day"),
        pytest.param(NOON.date() + DAY, Standing.LATE, id="the next day"),
    ],
)
def test_the_other_reading_of_a_closing_is_worth_its_whole_day(
    deposit: datetime | date, expected: Standing
) -> None:
    other = OtherReading(source="b", day=NOON.date())

    assert expected is Bound(source="a", at=NOON, contested=other).closing(at(deposit))


def test_the_other_reading_of_a_closing_without_hour_counts_too() -> None:
    other = OtherReading(source="b", day=NOON.date() + 3 * DAY)
    bound = Bound(source="a", day=NOON.date(), contested=other)

    assert Standing.CONTESTED is bound.closing(at(NOON + DAY))


@pytest.mark.parametrize(
    ("deposit", "by_instant", "by_day"),
    [
        pytest.param(NOON - SECOND, False, True, id="just before"),
        pytest.param(NOON, True, True, id="on the dot"),
        pytest.param(NOON + SECOND, True, True, id="just after"),
        pytest.param(NOON.date() - DAY, False, False, id="the day before, no hour"),
        pytest.param(NOON.date(), None, True, id="the day itself, no hour"),
        pytest.param(NOON.date() + DAY, True, True, id="the day after, no hour"),
    ],
)
def test_a_window_is_open_from_its_instant_or_its_day(
    deposit: datetime | date, *, by_instant: bool | None, by_day: bool
) -> None:
    assert by_instant is Bound(source="a", at=NOON).opened(at(deposit))
    assert by_day is Bound(source="a", day=NOON.date()).opened(at(deposit))


def test_a_bound_has_the_value_that_is_shown_and_the_day_that_is_compared() -> None:
    moment, day = NOON.replace(tzinfo=PARIS), NOON.date()
    by_instant, by_day = Bound(source="a", at=NOON), Bound(source="a", day=day)

    assert (moment, day) == (by_instant.value, by_instant.on)
    assert (day, day) == (by_day.value, by_day.on)


def test_another_reading_has_the_value_that_is_shown_and_its_last_instant() -> None:
    moment, day = NOON.replace(tzinfo=PARIS), NOON.date()
    by_instant, by_day = OtherReading(source="b", at=NOON), OtherReading(source="b", day=day)

    assert (moment, moment) == (by_instant.value, by_instant.instant)
    assert (day, end_of(day)) == (by_day.value, by_day.instant)


def test_the_known_codes_are_all_different() -> None:
    assert len(KNOWN_CODES) == len({code.upper() for code in KNOWN_CODES})
    assert not set(ALIASES) & {code.upper() for code in KNOWN_CODES}
    assert isinstance(corridor(CODES[0]), Corridor)
