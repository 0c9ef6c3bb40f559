"""A sample of the measure: no blocking finding that nothing deserves, and few faults not told."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from pathlib import Path

import pytest
from msgspec import structs

from corpus.cases import Part, cases
from corpus.foreign import PROGRAMS, Program, foreign_cases, missing
from corpus.judged import judged, read
from corpus.kept import Measure, figures_of, keep, kept
from corpus.layouts import LAYOUTS, PROGRAM_LAYOUTS, PROGRAM_TRAPS, TRAPS
from corpus.measure import BEFORE, Group, Task, measured, page
from corpus.mutations import MUTATIONS
from corpus.scans import mute_cases
from corpus.tallies import Tally, tallied
from corpus.truth import whole_of
from segur_check.pieces.figures.evidence import Answer

_ONE_IN = 37
_FAULTS = ("DOC", "contradicted")


@pytest.fixture(scope="module")
def sample() -> Tally:
    return tallied(judged(case, read(case)) for case in cases(one_in=_ONE_IN))


def test_no_document_made_to_mislead_is_blocked_wrongly() -> None:
    found = tallied(judged(case, read(case)) for case in cases(layouts=TRAPS, one_in=23))

    assert found.agreeing >= 10
    assert [] == [one for one in found.wrong if "DOC" in one or "contradicted" in one]


def test_no_document_of_the_sample_is_blocked_wrongly(sample: Tally) -> None:
    assert sample.agreeing >= 30
    assert [] == [one for one in sample.wrong if "DOC" in one or "contradicted" in one]
    assert 0 == sample.false == sample.on_agreeing
    assert 1 == sample.precision


def test_nineteen_altered_documents_of_twenty_are_told(sample: Tally) -> None:
    assert sample.judgeable >= 200
    assert sample.recall is not None
    assert Fraction(95, 100) <= sample.recall


@pytest.fixture(scope="module")
def of_programs() -> Tally:
    found = cases(layouts=PROGRAM_LAYOUTS, only_writers=("fpdf2", "reportlab"), one_in=31)
    return tallied(judged(case, read(case)) for case in found)


def test_no_document_in_the_layout_of_a_program_is_blocked_wrongly(of_programs: Tally) -> None:
    assert of_programs.agreeing >= len(PROGRAM_LAYOUTS)
    assert [] == [one for one in of_programs.wrong if any(fault in one for fault in _FAULTS)]


def test_nineteen_altered_documents_of_twenty_are_told_in_the_layouts_of_programs(
    of_programs: Tally,
) -> None:
    assert of_programs.recall is not None
    assert Fraction(95, 100) <= of_programs.recall


def test_no_trap_of_a_program_is_blocked_wrongly_and_four_altered_of_five_are_told() -> None:
    drawn = cases(layouts=PROGRAM_TRAPS, only_writers=("fpdf2", "reportlab"), one_in=31)
    found = tallied(judged(case, read(case)) for case in drawn)

    assert found.agreeing >= 10
    assert [] == [one for one in found.wrong if any(fault in one for fault in _FAULTS)]
    assert found.recall is not None
    assert Fraction(80, 100) <= found.recall


@pytest.mark.system
@pytest.mark.parametrize(
    "program", [one for one in PROGRAMS if one.programs], ids=lambda program: program.name
)
def test_no_document_that_another_program_set_is_blocked_wrongly(program: Program) -> None:
    if missing([program]):
        pytest.skip(f"{program.name} isn't installed")
    altered = MUTATIONS[:3]  # of amounts
    drawn = foreign_cases(programs=[program], mutations=altered, new=True, one_in=7)
    found = tallied(judged(case, read(case)) for case in drawn)

    assert found.agreeing >= 3
    assert [] == [one for one in found.wrong if any(fault in one for fault in _FAULTS)]


def test_the_parts_of_a_campaign_are_the_whole_of_it_each_once() -> None:
    def names(part: Part) -> list[str]:
        return [case.name for case in cases(one_in=41, mutations=(), part=part)]

    parts = [names(Part(number, 3)) for number in range(3)]

    assert all(parts)
    assert sorted(chain(*parts)) == sorted(names(Part()))


def test_a_measure_is_the_same_in_one_process_and_in_two() -> None:
    asked = [Task(Group.TRAPS, "fpdf2", 53, Part(number, 2)) for number in range(2)]

    alone, together = measured(asked, 1), measured(asked, 2)

    assert alone == together
    assert alone[Group.TRAPS]["fpdf2"].altered >= 10


def test_what_is_missed_is_told_as_not_checked_or_passes_in_silence() -> None:
    altered = next(one for one in cases(layouts=LAYOUTS[:1]) if one.mutation == "ht")
    missed = replace(judged(altered, read(altered)), told=frozenset())

    found = tallied([missed, replace(missed, unclear=frozenset({"DOC006"}))])

    assert (2, 0, 1, 1) == (found.judgeable, found.caught, found.unclear, found.silent)
    written = page({Group.OLD: {"fpdf2": found}})
    assert f"| {Group.OLD} | 2 | 0 | 1 | 1 | 0 | 0 |" in written


def test_kept_figures_come_back_and_stand_before_those_of_today(
    sample: Tally, tmp_path: Path
) -> None:
    worse = replace(figures_of(sample), on_agreeing=7, silent=3)
    file = tmp_path / "kept.json"
    earlier = Measure("0.0.1", "2026-01-02", 5, {"new": worse})

    keep(earlier, file)
    written = page({Group.OLD: {"fpdf2": sample}, Group.NEW: {"fpdf2": sample}}, before=kept(file))

    assert kept(file) == earlier
    assert kept(tmp_path / "none.json") is None
    assert "0.0.1 le 2026-01-02, sur un document sur 5" in written
    assert f"| {Group.NEW} | avant | 7 |" in written
    assert "|  | après | 0 |" in written
    assert f"| {Group.OLD} | avant |" not in written


def test_a_measure_kept_in_pieces_is_whole_and_another_version_begins_anew(
    sample: Tally, tmp_path: Path
) -> None:
    file = tmp_path / "kept.json"
    figures = figures_of(sample)
    keep(Measure("0.0.1", "2026-01-02", 1, {"old": figures}), file)

    keep(Measure("0.0.1", "2026-01-03", 1, {"new": figures}), file)
    whole = kept(file)
    keep(Measure("0.0.2", "2026-01-04", 1, {"new": figures}), file)
    anew = kept(file)

    assert whole is not None
    assert anew is not None
    assert ({"old", "new"}, {"new"}) == (set(whole.groups), set(anew.groups))


def test_the_figures_of_before_are_those_of_every_group_over_the_whole_corpus() -> None:
    before = kept(BEFORE)
    assert before is not None
    assert 1 == before.one_in
    assert {"old", "new", "traps", "new_traps"} <= set(before.groups)


def test_documents_without_letters_are_no_success_of_the_tool(sample: Tally) -> None:
    mute = Tally(agreeing=124, doubted=3)

    written = page({Group.OLD: {"fpdf2": sample}, Group.MUTE: {"": mute}})

    [row] = [one for one in written.splitlines() if one.startswith(f"| {Group.MUTE} |")]
    assert row == f"| {Group.MUTE} | 0 | 0 | 0 | 0 | 124 | 3 |"


def test_nothing_is_held_against_a_document_whose_font_tells_no_letters() -> None:
    found = tallied(judged(case, read(case)) for at, case in enumerate(mute_cases()) if at % 9 == 0)
    answers = {answer for _, _, answer, _ in found.fields}

    assert Answer.CONTRADICTED not in answers
    assert not found.blocking


def test_a_finding_that_nothing_deserves_is_counted_as_wrong() -> None:
    case = next(cases(mutations=()))
    one = replace(judged(case, read(case)), told=frozenset({"DOC006"}))

    found = tallied([one])

    assert (1, 1) == (found.false, found.on_agreeing)
    assert 0 == found.precision
    assert [f"{case.name} DOC006"] == found.wrong


def test_a_contradiction_that_shows_another_value_than_the_printed_is_wrong() -> None:
    case = next(one for one in cases() if one.mutation == "ht")
    right = judged(case, read(case))
    shown = structs.replace(right.evidence["ht"], shown=Decimal("9.99"))
    wrong = replace(right, evidence={**right.evidence, "ht": shown})

    assert right.rightly("ht")
    assert not wrong.rightly("ht")


def test_a_part_above_the_whole_of_the_document_is_rightly_told() -> None:
    several = [layout for layout in LAYOUTS if layout.name == "several"]
    drawn = cases(layouts=several, only_writers=("fpdf2",), only_truths=("hospital-invoice",))
    case = next(one for one in drawn if (one.mutation, one.variant) == ("rate", "consistent"))
    one = judged(case, read(case))
    whole = whole_of(case.printed)
    assert whole.vat < case.truth.vat
    assert whole.ht > case.truth.ht

    def told(field: str, shown: Decimal) -> bool:
        evidence = structs.replace(one.evidence[field], answer=Answer.CONTRADICTED, shown=shown)
        return replace(one, evidence={**one.evidence, field: evidence}).rightly(field)

    assert "DOC006" in one.deserved
    assert told("vat", whole.vat)
    assert not told("ht", whole.ht)


def test_what_a_spreadsheet_shows_without_a_sign_stands_in_the_document() -> None:
    excel = [layout for layout in PROGRAM_LAYOUTS if layout.name == "excel"]
    drawn = list(cases(layouts=excel, only_writers=("fpdf2",), only_truths=("liberal",)))

    agreeing, altered = drawn[0], next(one for one in drawn if one.mutation == "ttc")

    assert agreeing.spelled("ttc") == ("430",)
    assert "ttc" in judged(agreeing, read(agreeing)).stands
    assert "ttc" not in judged(altered, read(altered)).stands


def test_the_page_cuts_its_shares_and_never_rounds_them_up(sample: Tally) -> None:
    almost = Tally(judgeable=10_000, caught=9_999)

    written = page({Group.OLD: {"fpdf2": sample, "reportlab": almost}})

    assert "| 0,999 |" in written
    assert "1,000" not in next(line for line in written.splitlines() if "reportlab" in line)
    assert f"| fpdf2, {Group.OLD} | {sample.agreeing} | 0 |" in written
