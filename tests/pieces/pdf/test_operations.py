"""Operations read by one expression are those that pypdf reads; what is not plain is left to it."""

from typing import Any

import pytest
from pypdf.generic import ContentStream, DecodedStreamObject

from corpus.cases import cases
from segur_check.pieces.pdf.opening import read_pdf
from segur_check.pieces.pdf.speed.operations import operations_of

_OF_TEXT = frozenset(b"BT ET q Q cm Tc Td TD Tf TJ Tj TL Tm T* Ts Tw Tz ' \" Do".split())
_WITHOUT_OPERANDS = frozenset(b"BT ET q Q T*".split())


def plain(operand: Any) -> object:  # noqa: ANN401 - of pypdf
    match operand:
        case list():
            return [plain(one) for one in operand]
        case bytes():
            return bytes(operand)
        case int() | float():
            return float(operand)
    return str(operand)


def by_pypdf(data: bytes) -> list[tuple[list[object], bytes]]:
    held = DecodedStreamObject()
    held.set_data(data)
    met = [
        (operands, bytes(one)) for operands, one in ContentStream(held, None, "bytes").operations
    ]
    return [
        ([] if one in _WITHOUT_OPERANDS else [plain(operand) for operand in operands], one)
        for operands, one in met
        if one in _OF_TEXT
    ]


def ours(data: bytes) -> list[tuple[list[object], bytes]] | None:
    found = operations_of(data)
    return None if found is None else [([plain(one) for one in met], name) for met, name in found]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"BT/F1 12 Tf 1 0 0 1 56.7 784.4 Tm(Bon de commande)Tj ET",
        b"BT /F1 12.00 Tf (a\\(b\\)\\\\ \\351t\\351\\n)Tj <00e9 0 >Tj T* (x)' ET",
        b"[(Pre)-12(s) 3.5<4142>]TJ 0 -12 TD 2 TL 3 Ts 90 Tz .1 Tc +1. Tw",
        b"/Span <</MCID 0 /ActualText (a > b) /L <</K [1 2]>>>> BDC (a)Tj EMC",
        b"q 0.1176 0.2353 0.5098 RG 56.69 592.44 m 538.58 592.44 l S Q /Im0 Do",
        b"[3 2] 0 d 1 0 0 rg f* (a)Tj",
    ],
)
def test_plain_contents_are_read_as_pypdf_reads_them(data: bytes) -> None:
    assert by_pypdf(data) == ours(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"BI /W 1 /H 1 /BPC 8 ID x EI (a)Tj", id="picture"),
        pytest.param(b"(a)Tj % that\n(b)Tj", id="comment"),
        pytest.param(b"(a (b) c)Tj", id="brackets-in-brackets"),
        pytest.param(b"(a\\zb)Tj", id="unknown-escape"),
        pytest.param(b"(a)Tj ]", id="stray-bracket"),
        pytest.param(b"(aTj", id="unclosed"),
        pytest.param(b"1-2 0 Td", id="two-numbers-in-one"),
        pytest.param(b"/F1 Tf", id="no-size"),
        pytest.param(b"/F/1 9 Tf", id="two-names-in-one"),
        pytest.param(b"/Td(a)Tj", id="a-name-and-a-string"),
        pytest.param(b'1 -.5 (y)"', id="spaced-string"),
        pytest.param(b"[[(a)]]TJ", id="array-in-array"),
        pytest.param(b"(a)Tj " * 60_000, id="too-many"),
    ],
)
def test_what_is_not_plain_is_left_to_pypdf(data: bytes) -> None:
    assert operations_of(data) is None


def test_one_expression_is_in_no_haste_over_hostile_contents() -> None:
    """Each would take minutes, were what failed once tried again from the next sign."""
    for bomb in (
        b"(" * 500_000,
        b"[" * 500_000,
        b"<<" * 250_000,
        b"[(a)" * 200_000,
        b"1 " * 500_000,
    ):
        assert operations_of(bomb) is None or not operations_of(bomb)


def test_every_writer_of_the_corpus_is_read_as_pypdf_reads_it() -> None:
    pages = 0
    for case in cases(one_in=150):

        def compare(reader: Any, _: object) -> int:  # noqa: ANN401 - of pypdf
            for page in reader.pages:
                data = page.get_contents().get_data()
                assert by_pypdf(data) == ours(data)
            return len(reader.pages)

        read = read_pdf(case.pdf, compare)
        assert isinstance(read, int), read
        pages += read
    assert pages
