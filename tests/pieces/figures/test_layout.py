"""Lines and cells: what stands beside what."""

import pytest

from segur_check.pieces.figures.layout import Cell, cut_pages, lines_of


def test_cells_are_kept_apart_by_two_blanks() -> None:
    [line] = lines_of(["Total HT    358,33 €"])

    assert (Cell("total ht", 0, 8), Cell("358,33 €", 12, 20)) == line.cells


@pytest.mark.parametrize(
    ("start", "end", "over"), [(0, 8, True), (7, 9, True), (8, 12, False), (5, 6, True)]
)
def test_a_cell_is_over_what_it_shares_a_sign_with(start: int, end: int, *, over: bool) -> None:
    assert over is Cell("total ht", 0, 8).overlaps(start, end)


def test_blank_lines_are_left_out_and_pages_count_from_one() -> None:
    lines = lines_of(["a\n\n  \nb", "", "c"])

    assert [(1, "a"), (1, "b"), (3, "c")] == [(line.page, line.text) for line in lines]


def test_a_line_is_flat_in_its_own_places() -> None:
    [line] = lines_of(["Été  ŒUVRE  358,33 €"])

    assert len(line.text) == len(line.flat)
    assert "ete  œuvre  358,33 €" == line.flat
    assert line.text.index("358") == line.amounts[0].start


def test_an_excerpt_begins_at_the_cell_before() -> None:
    [line] = lines_of(["Désignation   Total  HT   358,33 €"])

    assert "HT 358,33 €" == line.excerpt(line.amounts[0].start)
    assert "Désignation Total HT 358,33 €" == line.excerpt()


def test_a_justified_line_is_closed_up() -> None:
    [line] = lines_of(["Le  fournisseur  s'engage  à  réaliser  la  prestation  pour  12  830,00,"])

    assert "Le fournisseur s'engage à réaliser la prestation pour 12 830,00," == line.text


def test_a_row_of_a_table_keeps_its_columns() -> None:
    row = "Prestation  1  358,33  20%  71,67  430,00  OUI  12"

    assert [row] == [line.text for line in lines_of([row])]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TOTAL   HT      (€)     12     345,67", ["12345.67"]),
        ("Base     HT       €     64     150,00", ["64150.00"]),
        ("TVA   20,0    %     12   830,00", ["12830.00"]),
        ("Total HT    12     345,67", ["345.67"]),
        ("Prestation   Ségur    12     345,67", ["345.67"]),
    ],
)
def test_digits_are_put_together_where_the_words_of_a_label_are_apart(
    line: str, expected: list[str]
) -> None:
    [read] = lines_of([line])

    assert expected == [str(amount.value) for amount in read.amounts if str(amount.value) != "20.0"]
    assert len(line) == len(read.text)


def test_figures_that_wide_texts_push_together_stand_in_no_column() -> None:
    wide = "\0P\0r\0i\0x"
    figures = "358,33 20 %      71,67"
    pushed, plain = (lines_of([f"{head}\n{figures}"])[1] for head in (wide, "Prix"))

    assert [True, False] == [pushed.is_out_of_column(at, at + 4) for at in (0, 17)]
    assert [False, False] == [plain.is_out_of_column(at, at + 4) for at in (0, 17)]


def test_the_pages_whose_lines_are_not_all_looked_at_are_told() -> None:
    usual = "Total HT    358,33\n" * 60

    assert () == cut_pages([usual] * 20)
    assert (2,) == cut_pages([usual, "x" * 1_001])
    assert (2,) == cut_pages([usual, "a\n" * 30_001])
    assert (51, 52) == cut_pages([usual] * 52)  # past 3,000 lines
    assert (3,) == cut_pages(
        [("x" * 900 + "\n") * 60, ("x" * 900 + "\n") * 60, ("y" * 900 + "\n") * 230]
    )
