"""A sample of the measure: no blocking finding that nothing deserves, and few faults not told."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec import structs

from corpus.cases import cases
from corpus.judged import judged, read
from corpus.layouts import TRAPS
from corpus.measure import Group, page
from corpus.scans import mute_cases
from corpus.tallies import Tally, tallied
from segur_check.pieces.evidence import Answer

_ONE_IN = 37


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


def test_the_page_cuts_its_shares_and_never_rounds_them_up(sample: Tally) -> None:
    almost = Tally(judgeable=10_000, caught=9_999)

    written = page({Group.OLD: {"fpdf2": sample, "reportlab": almost}})

    assert "| 0,999 |" in written
    assert "1,000" not in next(line for line in written.splitlines() if "reportlab" in line)
    assert f"| fpdf2, {Group.OLD} | {sample.agreeing} | 0 |" in written
