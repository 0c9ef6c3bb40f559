"""The corpus shows what it says it shows, the same each time, and its mutations contradict."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from corpus.cases import Case, cases, documents, squeezed
from corpus.layouts import LAYOUTS, PROGRAM_LAYOUTS, PROGRAM_TRAPS, TRAPS, Layout
from corpus.layouts_programs import SHARE
from corpus.mutations import MUTATIONS
from corpus.spelling import STYLES
from corpus.truth import expected_json_request, truths
from segur_check.values.identifiers import finess_flaw, rpps_flaw, siret_flaw

ALL_LAYOUTS = (*LAYOUTS, *TRAPS, *PROGRAM_LAYOUTS, *PROGRAM_TRAPS)
KINDS_OF_TRUTH = (
    "liberal",
    "hospital-invoice",
    "drom",
    "exempt-invoice",
    "exempt",
    "corsica-invoice",
)
OF_PROGRAMS = ("drom", "exempt-invoice")  # two of them, for layouts that are drawn by one function


def kinds_of_truth(layout: Layout) -> tuple[str, ...]:
    return KINDS_OF_TRUTH if layout in (*LAYOUTS, *TRAPS) else OF_PROGRAMS


def read(case: Case) -> str:
    reader = PdfReader(BytesIO(case.pdf))
    fields = (str(field.get("/V", "")) for field in (reader.get_fields() or {}).values())
    return squeezed("\n".join([*(page.extract_text() for page in reader.pages), *fields]))


def test_there_are_enough_layouts_writers_truths_and_styles() -> None:
    assert len(LAYOUTS) >= 10
    assert len(PROGRAM_LAYOUTS) >= 15
    assert len({layout.name for layout in ALL_LAYOUTS}) == len(ALL_LAYOUTS)
    assert {kind for layout in LAYOUTS for kind in layout.kinds} == {"order", "invoice"}
    found = list(cases(layouts=LAYOUTS[:1], mutations=()))
    assert {case.writer for case in found} >= {"fpdf2", "reportlab"}
    assert len({case.truth.name for case in found}) == len(list(truths())) == 16
    assert len({case.style.name for case in found}) == len(STYLES)


def test_an_order_of_a_program_says_what_the_state_pays_and_an_invoice_does_not() -> None:
    found = list(cases(layouts=PROGRAM_LAYOUTS, only_writers=("fpdf2",), mutations=()))
    for case in found:
        text = squeezed("".join(case.drawn.said))
        assert (squeezed(SHARE) in text) is (case.truth.kind == "order"), case.name
    assert {case.truth.kind for case in found} == {"order", "invoice"}


def test_a_figure_that_is_hidden_takes_its_columns_and_its_words_with_it() -> None:
    for case in cases(layouts=PROGRAM_LAYOUTS, only_writers=("fpdf2",), only_truths=("drom",)):
        if case.mutation == "rate-missing":
            assert not case.field_visible("rate")
            assert "{" not in "".join(case.drawn.said)
            assert "%" not in "".join(case.drawn.said), case.name


def test_the_documents_are_the_same_each_time() -> None:
    first, second = (
        [(case.name, case.pdf) for case in cases(one_in=5, mutations=())] for _ in range(2)
    )
    assert first == second
    assert len(first) > 200


def test_documents_are_the_cases_that_agree() -> None:
    name, truth, pdf = next(documents())
    case = next(cases(mutations=()))
    assert (name, truth, pdf) == (case.name, case.truth, case.pdf)
    assert case.mutation is None
    assert case.contradicted == frozenset()


@pytest.mark.parametrize("layout", ALL_LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_holds_in_its_text_each_field_it_says_it_shows(layout: Layout) -> None:
    found = list(cases(layouts=[layout], only_truths=kinds_of_truth(layout), mutations=()))
    assert found
    for case in found:
        text = read(case)
        for field in case.drawn.shown:
            for value in case.spelled(field):
                assert squeezed(value) in text, (case.name, field)


@pytest.mark.parametrize("layout", ALL_LAYOUTS, ids=lambda layout: layout.name)
def test_a_mutation_prints_values_that_the_document_did_not_hold(layout: Layout) -> None:
    before = ""
    mutated = 0
    for case in cases(
        layouts=[layout], only_writers=("fpdf2", "reportlab"), only_truths=kinds_of_truth(layout)
    ):
        if case.mutation is None:
            before = squeezed("\n".join(case.drawn.said))
            continue
        mutated += 1
        after = squeezed("\n".join(case.drawn.said))
        if case.mutation == "rate-missing":
            assert not case.field_visible("rate")
            if "%" in case.expected("rate")[0]:
                assert squeezed(case.expected("rate")[0]) not in after, case.name
            continue
        assert case.contradicted, case.name
        expected = expected_json_request(case.truth)
        for field in case.contradicted:
            assert expected_json_request(case.printed)[field] != expected[field]
            for value in set(case.spelled(field)) - set(case.expected(field)):
                assert squeezed(value) not in before, (case.name, field)
                assert squeezed(value) in after, (case.name, field)
    # A form without captions shows no figure under a label: its date and identifiers alone change.
    assert mutated >= (6 if layout.name == "form-bare" else len(MUTATIONS))


def test_one_document_in_so_many_keeps_every_layout_writer_and_mutation() -> None:
    found = list(cases(one_in=7, only_writers=("fpdf2", "reportlab")))
    assert len({case.name for case in found}) == len(found)
    assert {case.layout for case in found} == {layout.name for layout in LAYOUTS}
    assert {case.writer for case in found} == {"fpdf2", "reportlab"}
    assert {case.mutation for case in found} == {None, *(one.field for one in MUTATIONS)}


def test_a_lone_mutation_changes_one_field_alone() -> None:
    for case in cases(layouts=LAYOUTS[:1], only_writers=("reportlab",)):
        if case.variant == "lone" and case.mutation != "rate-missing":
            assert case.contradicted == {case.mutation}, case.name


def test_a_consistent_price_takes_the_vat_and_the_total_with_it() -> None:
    found = [
        case
        for case in cases(
            layouts=LAYOUTS[:1], only_writers=("fpdf2",), only_truths=("liberal", "drom-invoice")
        )
        if (case.mutation, case.variant) == ("ht", "consistent")
    ]
    assert len(found) == 2
    for case in found:
        assert case.contradicted == {"ht", "vat", "ttc"}
        assert case.printed.ht + case.printed.vat == case.printed.ttc


def test_every_identifier_of_a_client_has_its_key_even_a_mutated_one() -> None:
    flaws = {9: finess_flaw, 11: rpps_flaw, 14: siret_flaw}
    seen = {
        value
        for case in cases(layouts=LAYOUTS[:1], only_writers=("fpdf2",))
        for _, value in case.printed.identifiers
    }
    assert len(seen) > 14
    assert [one for one in seen if flaws[len(one)](one)] == []


def test_a_turned_page_is_stored_upright_and_seen_lying() -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == "rotated")
    found = list(cases(layouts=[layout], only_truths=("drom",), mutations=()))
    assert len(found) >= 2
    for case in found:
        page = PdfReader(BytesIO(case.pdf)).pages[0]
        assert page.rotation == 90
        assert page.mediabox.width < page.mediabox.height
