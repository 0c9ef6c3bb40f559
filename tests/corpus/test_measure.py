"""A sample of the measure: no blocking finding that nothing deserves, and few faults not told."""

from fractions import Fraction

import pytest

from corpus.cases import cases
from corpus.judged import judged, read
from corpus.layouts import TRAPS
from corpus.scans import mute_cases
from corpus.tallies import Tally, tallied
from segur_check.pieces.evidence import Answer

_ONE_IN = 29


@pytest.fixture(scope="module")
def sample() -> Tally:
    return tallied(judged(case, read(case)) for case in cases(one_in=_ONE_IN))


def test_no_document_made_to_mislead_is_blocked_wrongly() -> None:
    found = tallied(judged(case, read(case)) for case in cases(layouts=TRAPS, one_in=23))

    assert found.agreeing >= 10
    assert [] == [one for one in found.wrong if "DOC" in one or "contradicted" in one]


def test_no_document_of_the_sample_is_blocked_wrongly(sample: Tally) -> None:
    assert sample.agreeing >= 40
    assert [] == [one for one in sample.wrong if "DOC" in one or "contradicted" in one]
    assert 0 == sample.false == sample.on_agreeing
    assert 1 == sample.precision


def test_nineteen_altered_documents_of_twenty_are_told(sample: Tally) -> None:
    assert sample.judgeable >= 250
    assert sample.recall is not None
    assert Fraction(95, 100) <= sample.recall


def test_nothing_is_held_against_a_document_whose_font_tells_no_letters() -> None:
    found = tallied(judged(case, read(case)) for at, case in enumerate(mute_cases()) if at % 9 == 0)
    answers = {answer for _, _, answer, _ in found.fields}

    assert Answer.CONTRADICTED not in answers
    assert not found.blocking
