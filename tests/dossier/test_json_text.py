"""A JSON file is read whole or refused with a reason and a place; nothing it holds raises."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segur_check.dossier.json.bounds import JsonBounds
from segur_check.dossier.json.faults import TextFault
from segur_check.dossier.json.positions import Position
from segur_check.dossier.json.text import MAX_REPEATS, JsonText, read_json
from segur_check.values.wording import written

BIG = 50_000_000


def read(content: str | bytes) -> JsonText:
    data = content if isinstance(content, bytes) else content.encode()
    return read_json(data, JsonBounds(size=BIG))


def only_fault(content: str | bytes) -> TextFault:
    (fault,) = read(content).faults
    return fault


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def test_a_sound_file_has_its_value_and_no_fault() -> None:
    text = read('{"montant": 358.33, "n": 12, "e": 1e3, "ok": true, "rien": null, "l": ["é"]}')
    assert text.readable
    assert text.faults == ()
    assert text.value == {
        "montant": Decimal("358.33"),
        "n": 12,
        "e": Decimal(1000),
        "ok": True,
        "rien": None,
        "l": ["é"],
    }


def test_amounts_are_decimals_and_ranks_are_integers() -> None:
    value = read("[10.0, 1e2, 10]").value
    assert isinstance(value, list)
    assert [type(number) for number in value] == [Decimal, Decimal, int]


def test_a_huge_exponent_stays_as_written() -> None:
    value = read('{"a":1e999999}').value
    assert isinstance(value, dict)
    assert value["a"].as_tuple() == Decimal("1e999999").as_tuple()


@pytest.mark.parametrize(
    ("content", "reason", "place", "found"),
    [
        pytest.param('{"a": 1,\n "b": 2,\n}', "trailing-comma", (2, 8), ",", id="comma before }"),
        pytest.param(
            '{"a": 1,, "b": 2}', "double-comma", (1, 9), ', "b": 2}', id="two commas in an object"
        ),
        pytest.param("[1,\n, 2]", "double-comma", (2, 1), ", 2]", id="two commas on two lines"),
        pytest.param("[1, 2 , ]", "trailing-comma", (1, 7), ", ]", id="comma before ]"),
        pytest.param('{"a": 1},\n', "trailing-comma", (1, 9), ",", id="comma after all"),
        pytest.param("{\n  // note\n}", "comment", (2, 3), "// note", id="// comment"),
        pytest.param('{"a": /* x */ 1}', "comment", (1, 7), "/* x */ 1}", id="/* comment"),
        pytest.param("{} # fin", "comment", (1, 4), "# fin", id="# comment"),
        pytest.param("{'a': 1}", "single-quotes", (1, 2), "'a': 1}", id="key between apostrophes"),
        pytest.param('{"a": “b”}', "single-quotes", (1, 7), "“b”}", id="curly quotes"),
        pytest.param('{"m": 358,33}', "decimal-comma", (1, 10), "358,33", id="amount with comma"),
        pytest.param('{"m": -8,5, "n": 1}', "decimal-comma", (1, 9), "-8,5", id="negative comma"),
        pytest.param("358,33", "decimal-comma", (1, 4), "358,33", id="lone amount with comma"),
        pytest.param('{"tel": 0612345678}', "leading-zero", (1, 9), "0612345678", id="phone"),
        pytest.param("[-012]", "leading-zero", (1, 3), "-012", id="negative leading zero"),
        pytest.param("01", "leading-zero", (1, 1), "01", id="lone leading zero"),
        pytest.param('{"a": 1}\n{"b": 2}', "trailing-data", (2, 1), '{"b": 2}', id="two documents"),
        pytest.param('{"a": 1}}', "trailing-data", (1, 9), "}", id="one brace too many"),
        pytest.param('{"a": 1\n "b": 2}', "missing-comma", (1, 8), '"b": 2}', id="members"),
        pytest.param('{"a": 1 \r\n\n "b": 2}', "missing-comma", (1, 8), '"b": 2}', id="blanks"),
        pytest.param("[1 2]", "missing-comma-in-line", (1, 3), "2]", id="items"),
        pytest.param("[{}\n {}]", "missing-comma", (1, 4), "{}]", id="objects of a list"),
        pytest.param('{"a": "NaN", "b": NaN}', "nan", (1, 19), "NaN", id="NaN"),
        pytest.param("[1,\n-Infinity]", "nan", (2, 1), "-Infinity", id="-Infinity"),
        pytest.param("[Infinity]", "nan", (1, 2), "Infinity", id="Infinity"),
        pytest.param('{"a": nan}', "nan", (1, 7), "nan}", id="nan in small letters"),
        pytest.param('{"a": "x\ny"}', "control-character", (1, 9), "U+000A", id="line break"),
        pytest.param('{"a": "[x\ty"}', "control-character", (1, 10), "U+0009", id="tab"),
        pytest.param('{"a":\u00a01}', "no-break-space", (1, 6), "U+00A0", id="before a value"),
        pytest.param('{"a": 1\u202f000}', "no-break-space", (1, 8), "U+202F", id="thousands"),
        pytest.param("{}\u00a0", "no-break-space", (1, 3), "U+00A0", id="after all"),
        pytest.param(r'["é", "\ud800"]', "surrogate", (1, 8), r"\ud800", id="half in a string"),
        pytest.param(r'{"\uDC00": 1}', "surrogate", (1, 3), r"\uDC00", id="half in a key"),
        pytest.param(
            r'["\\ud800", "\ud83d\ude00", "\ud800\ud83d\ude00"]',
            "surrogate",
            (1, 30),
            r"\ud800",
            id="half before a whole pair",
        ),
        pytest.param(
            '["9", -' + "9" * 5000 + "]", "number-too-long", (1, 7), "-" + "9" * 19, id="digits"
        ),
        pytest.param(
            '["9", -' + "9" * 1000 + "]",
            "number-too-long",
            (1, 7),
            "-" + "9" * 19,
            id="1001 signs",
        ),
        pytest.param(
            '{"' + "9" * 1001 + '": 1, "b": 0.' + "1" * 999 + "}",
            "number-too-long",
            (1, 1015),
            "0." + "1" * 18,
            id="decimals",
        ),
        pytest.param(
            "[1 2, " + "9" * 1001 + "]",
            "missing-comma-in-line",
            (1, 3),
            "2, " + "9" * 17,
            id="fault before",
        ),
        pytest.param(
            "[1e9999999999999999999]",
            "number-too-long",
            (1, 2),
            "1e999999999999999999",
            id="exponent",
        ),
        pytest.param('{"a": "C:\\Users"}', "syntax", (1, 10), '\\Users"}', id="odd escape"),
        pytest.param(r'{"a": "\u12zz"}', "syntax", (1, 8), r'\u12zz"}', id="odd unicode escape"),
        pytest.param('{"a": 1 234}', "syntax", (1, 9), "234}", id="space in an amount"),
        pytest.param('{"a": True}', "other-word", (1, 7), "True", id="capital True"),
        pytest.param('{"a": None, "b": 1}', "other-word", (1, 7), "None", id="None"),
        pytest.param('{"a": Dupont", "b": 1}', "missing-quote", (1, 7), "Dupont", id="no quote"),
        pytest.param('{a": 1}', "missing-quote", (1, 2), "a", id="key without its quote"),
        pytest.param('{"a": Dupont}', "missing-quotes", (1, 7), "Dupont", id="bare text"),
        pytest.param("{a: 1}", "missing-quotes", (1, 2), "a", id="bare key"),
        pytest.param('{"a": "x,\n "b": 1}', "missing-end-quote", (1, 9), "", id="line left open"),
        pytest.param('{"a": "x\n}', "missing-end-quote", (1, 9), "", id="last line left open"),
        pytest.param('{"a": "x, "b": 1}', "stray-quote", (1, 12), 'b": 1}', id="text left open"),
        pytest.param('{"a": "x "y" z"}', "stray-quote", (1, 11), 'y" z"}', id="quote in a text"),
        pytest.param('{"a: "b"}', "stray-quote", (1, 7), 'b"}', id="key left open"),
        pytest.param(
            '{"a": "b" "c": "d" "e": "f"}',
            "missing-comma-in-line",
            (1, 10),
            '"c": "d" "e": "f"}',
            id="many",
        ),
        pytest.param("[1}", "missing-bracket", (1, 3), "}", id="wrong bracket"),
        pytest.param('[{"a": 1]', "missing-bracket", (1, 9), "]", id="object left open"),
        pytest.param(
            '{"a": [1, "b": 2}', "missing-bracket", (1, 9), ', "b": 2}', id="list left open"
        ),
        pytest.param("[1,,2]", "double-comma", (1, 4), ",2]", id="two commas"),
        pytest.param('{"a" 1}', "missing-colon", (1, 6), "1}", id="no colon"),
        pytest.param("\x01", "syntax", (1, 1), "\x01", id="control character alone"),
    ],
)
def test_a_syntax_error_says_why_and_where(
    content: str, reason: str, place: tuple[int, int], found: str
) -> None:
    fault = only_fault(content)
    assert (fault.code, fault.reason, fault.position) == ("FMT001", reason, place)
    assert fault.values["found"] == found
    assert fault.pointer == ""


@pytest.mark.parametrize(
    "number", ["9" * 1000, "-" + "9" * 999, "0." + "3" * 998, "358.3299999999999840838427189737558"]
)
def test_a_long_number_is_read_as_it_is(number: str) -> None:
    text = read_json(f'{{"a": {number}, "b": "{"9" * 2_000}"}}'.encode())

    value: Any = text.value
    assert (text.faults, Decimal(value["a"])) == ((), Decimal(number))


@pytest.mark.parametrize(
    ("content", "place", "opened", "reason"),
    [
        pytest.param('{"a": [1,\n', (1, 9), (1, 7), "cut-off", id="after a comma"),
        pytest.param('{\n"a":', (2, 4), (1, 1), "cut-off", id="after a colon"),
        pytest.param('{"a": 1\n\n', (1, 7), (1, 1), "unclosed", id="after a value"),
        pytest.param('{"a": "bonj', (1, 7), (1, 7), "unclosed", id="in a string"),
        pytest.param('{"a": "[{[', (1, 7), (1, 7), "unclosed", id="in a string full of brackets"),
        pytest.param(
            '{"a": ["x]"', (1, 11), (1, 7), "unclosed", id="after a string with a bracket"
        ),
        pytest.param("-", (1, 1), (1, 1), "cut-off", id="no bracket at all"),
    ],
)
def test_a_file_that_ends_too_early_says_what_is_left_open(
    content: str, place: tuple[int, int], opened: tuple[int, int], reason: str
) -> None:
    fault = only_fault(content)
    assert (fault.reason, fault.position) == (reason, place)
    assert fault.values["opened"] == opened


@pytest.mark.parametrize("content", ['{"a": 1\n\n', '{"a": "bonj', '{"a": ["x]"', '{"a": [{"b": {'])
def test_what_is_told_to_be_missing_closes_the_file(content: str) -> None:
    missing = only_fault(content).values["missing"]

    assert read(f"{content}{missing}").faults == ()


def test_a_file_cut_anywhere_is_told_to_end_too_early() -> None:
    whole = r'{"a": [true, false, null, -1.5e+3, "\u00e9\n"], "b": {"c": "d"}}'
    assert {only_fault(whole[:end]).reason for end in range(1, len(whole))} == {
        "unclosed",
        "cut-off",
    }


@pytest.mark.parametrize(
    "content",
    [b"", b" \r\n\t", b"\0\0\0\0"],
    ids=["nothing", "blanks", "zeros of a damaged disk"],
)
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    fault = only_fault(content)
    assert (fault.code, fault.reason, fault.position) == ("FMT001", "empty", None)


def test_a_byte_order_mark_is_noted_and_counts_for_no_column() -> None:
    text = read(b'\xef\xbb\xbf{"a": 1}')
    assert text.faults == (TextFault("FMT003", "bom", {}, Position(1, 1), ""),)
    assert text.readable
    assert text.key_position("/a") == (1, 2)


def test_a_byte_order_mark_is_noted_before_what_stops_the_reading() -> None:
    text = read(b'\xef\xbb\xbf{"a": 1,}')
    assert [fault.reason for fault in text.faults] == ["bom", "trailing-comma"]
    assert text.faults[1].position == (1, 8)
    assert [fault.reason for fault in read(b"\xef\xbb\xbf").faults] == ["bom", "empty"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_encodings_are_named(encoding: str) -> None:
    fault = only_fault('{"nom": "Zoé"}'.encode(encoding))
    assert (fault.code, fault.reason, fault.position) == ("FMT002", encoding[:6], None)


@pytest.mark.parametrize(
    ("content", "reason", "place"),
    [
        pytest.param('{"nom":\n "Zoé"}'.encode("latin-1"), "latin-1", (2, 5), id="Latin-1"),
        pytest.param('["cœur", "é"]'.encode("cp1252"), "windows-1252", (1, 4), id="œ"),
        pytest.param('["é", "12 €"]'.encode("cp1252"), "windows-1252", (1, 3), id="€ further on"),
        pytest.param('["é", "'.encode() + b'\xe9"]', "unknown", (1, 8), id="two encodings"),
        pytest.param(b'["\xed\xa0\x80"]', "unknown", (1, 3), id="surrogate in bytes"),
        pytest.param(b'["\x81\xe9"]', "unknown", (1, 3), id="byte without a character"),
        pytest.param('["é'.encode()[:-1], "unknown", (1, 3), id="cut inside a character"),
    ],
)
def test_other_encodings_are_guessed_and_placed(
    content: bytes, reason: str, place: tuple[int, int]
) -> None:
    fault = only_fault(content)
    assert (fault.code, fault.reason, fault.position) == ("FMT002", reason, place)


@pytest.mark.parametrize(
    ("content", "code", "reason", "kind"),
    [
        pytest.param(b"%PDF-1.7\n1 0 obj", "FMT001", "pdf", "file-pdf", id="plain PDF"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf", "FMT002", "pdf", "file-pdf", id="binary PDF"),
        pytest.param(b"PK\x03\x04\x14\xff\xfe", "FMT002", "other-kind", "file-zip", id="zip"),
        pytest.param(b"PK\x03\x04 word/", "FMT001", "other-kind", "file-word", id="Word"),
        pytest.param(b"PK\x03\x04 xl/workbook", "FMT001", "other-kind", "file-excel", id="Excel"),
        pytest.param(b"\xff\xd8\xff\xe0", "FMT002", "other-kind", "file-image-jpeg", id="photo"),
        pytest.param(b"<!DOCTYPE html>", "FMT001", "other-kind", "file-html", id="web page"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_kind(
    content: bytes, code: str, reason: str, kind: str
) -> None:
    fault = only_fault(content)
    assert (fault.code, fault.reason, fault.values) == (code, reason, {"kind": kind})


def test_what_precedes_a_bad_byte_is_counted_in_characters_without_the_mark() -> None:
    text = read(b'\xef\xbb\xbf["' + "é🙂".encode() + b'\xe9"]')
    assert text.faults[1].position == (1, 5)


def test_a_file_over_the_limit_is_not_read() -> None:
    text = read_json(b"[1,]", JsonBounds(size=3))
    assert text.faults == (TextFault("FMT022", "too-big", {"size": 4, "limit": 3}, None, ""),)
    assert not text.readable
    assert read_json(b"[1]", JsonBounds(size=3)).readable


def test_an_unreadable_file_has_no_place() -> None:
    text = read("[1,]")
    assert (text.readable, text.value) == (False, None)
    assert text.position("") is None
    assert text.key_position("/0") is None


def test_a_file_that_holds_null_is_readable() -> None:
    text = read(" null")
    assert (text.readable, text.value) == (True, None)
    assert text.position("") == text.key_position("") == (1, 2)


def test_a_repeated_key_shows_both_lines() -> None:
    text = read('{"l": [{"siret": "1",\n "x": 0,\n "siret": "2"}]}')
    places = {"key": "siret", "first": Position(1, 9), "last": Position(3, 2)}
    assert text.faults == (TextFault("FMT004", "duplicate", places, Position(3, 2), "/l/0/siret"),)
    assert text.readable
    assert text.value == {"l": [{"siret": "2", "x": 0}]}
    assert text.position("/l/0/siret") == (3, 11)
    assert text.key_position("/l/0/siret") == (3, 2)


def test_a_key_repeated_through_an_escape_is_seen() -> None:
    fault = only_fault('{"a/b": 1, "\\u0061/b": 2, "a\\/b": 3}')
    assert fault.pointer == "/a~1b"
    assert fault.values == {"key": "a/b", "first": Position(1, 2), "last": Position(1, 27)}


def test_each_repeated_key_is_told_once_in_reading_order() -> None:
    text = read('{"a": {"x": 1, "x": 2, "x": 3}, "b": 0, "a": {"y": 1}, "b": 1, "c": {"x": 0}}')
    assert [fault.pointer for fault in text.faults] == ["/a/x", "/a", "/b"]


def test_what_a_repeated_key_hides_has_no_place() -> None:
    text = read('{"a": {"x": 1}, "a": {"y": 2}}')
    assert text.position("/a/x") is None
    assert text.position("/a/y") == (1, 28)


def test_the_same_key_in_two_objects_is_no_repeat() -> None:
    assert read('[{"a": {"a": 1}}, {"a": 2}]').faults == ()


def test_a_flood_of_repeated_keys_is_bounded() -> None:
    keys = ",".join(f'"{number}":0' for number in range(MAX_REPEATS + 50))
    text = read(f"{{{keys},{keys}}}")
    assert len(text.faults) == MAX_REPEATS


def test_pointers_follow_rfc_6901() -> None:
    text = read('{"": {"a/b": {"m~n": [10, {"": "é"}]}}, "~1": 1, "0": 2}')
    assert text.position("/") == (1, 6)
    assert text.position("/~1") is None
    assert text.position("//a~1b/m~0n/0") == (1, 23)
    assert text.position("//a~1b/m~0n/1/") == (1, 32)
    assert text.key_position("//a~1b/m~0n/1/") == (1, 28)
    assert text.key_position("//a~1b/m~0n/1") == text.position("//a~1b/m~0n/1") == (1, 27)
    assert text.position("/~01") == (1, 47)
    assert text.position("/0") == (1, 55)


@pytest.mark.parametrize(
    "pointer",
    [
        "a",
        "a/0",
        "/b/c",
        "/b",
        "/a/3",
        "/a/-",
        "/a/01",
        "/a/-1",
        "/a/²",
        "/a/99999999999",
        "/a/0/0",
        "/s/0",
        "/a/b",
    ],
)
def test_a_pointer_to_nothing_has_no_place(pointer: str) -> None:
    text = read('{"a": [1, 2, 3], "s": "{[x"}')
    assert text.position(pointer) is None
    assert text.key_position(pointer) is None


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
def test_lines_end_in_three_ways(line_end: str) -> None:
    text = read(line_end.join(["{", '"🙂": "é\u2028",  "b":', "  2}"]))
    assert text.key_position("/b") == (2, 13)
    assert text.position("/b") == (3, 3)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
def test_lines_of_a_long_file_are_counted_from_anywhere(line_end: str) -> None:
    lines = [f'{" " * (rank % 7)}{{"n": {rank}, "é": [[], {{}}, "]}}"]}}' for rank in range(3_000)]
    text = read("[" + line_end + f",{line_end}".join(lines) + line_end + "]")

    for rank in (2_999, 0, 1_500, 1, 2_998):
        assert text.position(f"/{rank}") == (rank + 2, rank % 7 + 1)
        assert text.position(f"/{rank}/é/2") == (
            rank + 2,
            rank % 7 + 1 + len(f'{{"n": {rank}, "é": [[], {{}}, '),
        )
        assert text.position(f"/{rank}/n") == (rank + 2, rank % 7 + 1 + len('{"n": '))


def test_sixty_four_levels_are_read_and_sixty_five_are_not() -> None:
    assert read(nested(64)).readable
    fault = only_fault("[[],\n" + '{"a":' * 2 + nested(62) + "}}]")
    assert (fault.code, fault.reason) == ("FMT001", "too-deep")
    assert fault.position == (2, 72)
    assert fault.values == {"limit": 64}


@pytest.mark.parametrize(
    ("content", "column"),
    [
        pytest.param(nested(100_000), 65, id="closed lists"),
        pytest.param("[" * 100_000, 65, id="open lists"),
        pytest.param('{"a":' * 100_000, 64 * 5 + 1, id="open objects"),
        pytest.param(nested(300), 65, id="within the limit of the parser"),
        pytest.param("[" * 70, 65, id="cut"),
    ],
)
def test_deep_nesting_is_placed_at_the_first_bracket_too_many(content: str, column: int) -> None:
    fault = only_fault(content)
    assert (fault.reason, fault.position) == ("too-deep", (1, column))


def test_brackets_in_strings_are_no_nesting() -> None:
    assert read(json.dumps(["[" * 100, '"' + "{" * 100])).readable
    assert only_fault('["' + "[" * 100 + "\\q").reason == "syntax"


def test_a_long_string_of_escapes_is_placed() -> None:
    text = read('["' + r"\"" * 1_000_000 + '", 1]')
    assert text.position("/1") == (1, 2_000_006)


def test_an_excerpt_is_short_and_shows_what_hides() -> None:
    fault = only_fault('{"a": abc\u200b\u202edefghijklmnopqrstuvwxyz}')
    assert written(fault.values["found"]) == r"abc\u200b\u202edefghijklmnopqr"


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_raise(data: bytes) -> None:
    text = read_json(data, JsonBounds(size=50))
    stopped = any(fault.code in {"FMT001", "FMT002", "FMT022"} for fault in text.faults)
    assert text.readable is not stopped


@settings(deadline=None)
@given(st.text(alphabet="{}[]\",:\\/ \n\t\u00a0'0123456789.-+eEtrufalsnINFdD#é", max_size=40))
def test_no_text_raises_and_each_syntax_error_is_inside_it(content: str) -> None:
    text = read(content)
    lines = re.split(r"\r\n?|\n", content)
    for fault in text.faults:
        if fault.position:
            line, column = fault.position
            assert 1 <= column <= len(lines[line - 1]) + 1


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(-9, 9, places=2).map(float),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text('ab/~"\\é\n{[,:', max_size=3), inner, max_size=4)
    ),
    max_leaves=20,
)
BLANKS = st.text(" \n\t", max_size=3)


def places_of(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    yield pointer, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places_of(inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for rank, inner in enumerate(value):
            yield from places_of(inner, f"{pointer}/{rank}")


@settings(deadline=None)
@given(
    value=JSON_VALUES,
    indent=st.none() | st.integers(0, 3) | BLANKS,
    blanks=st.tuples(BLANKS, BLANKS, BLANKS, BLANKS),
    ascii_only=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_each_place_holds_its_value(
    value: object,
    indent: int | str | None,
    blanks: tuple[str, str, str, str],
    ascii_only: bool,  # noqa: FBT001 - drawn by keyword
    line_end: str,
) -> None:
    before_comma, after_comma, before_colon, after_colon = blanks
    separators = (f"{before_comma},{after_comma}", f"{before_colon}:{after_colon}")
    dumped = json.dumps(value, indent=indent, separators=separators, ensure_ascii=ascii_only)
    content = dumped.replace("\n", line_end)
    starts = [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", content))]
    text = read(content)
    assert text.readable
    offsets = []
    for pointer, expected in places_of(value):
        place, key_place = text.position(pointer), text.key_position(pointer)
        assert place is not None
        assert key_place is not None
        offset = starts[place.line - 1] + place.column - 1
        assert json.JSONDecoder().raw_decode(content, offset)[0] == expected
        key_offset = starts[key_place.line - 1] + key_place.column - 1
        if key_offset != offset:
            key, end = json.JSONDecoder().raw_decode(content, key_offset)
            assert pointer.endswith("/" + key.replace("~", "~0").replace("/", "~1"))
            assert content[end:offset].strip() == ":"
        offsets.append(offset)
    assert all(first < second for first, second in pairwise(offsets))
