"""What one JSON may hold is counted in its text: exactly, before anything of it is built."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_check.dossier.json.bounds import JsonBounds, excess
from segur_check.dossier.json.faults import MAX_DEPTH, TextFault
from segur_check.dossier.json.positions import Position
from segur_check.dossier.json.text import read_json
from segur_check.settings.supplier import Limites

Json = Any

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet='a,[]{}:"\\ é\n', max_size=6)
)
KEYS = st.text(alphabet='k,[]{}:"\\ é~/', max_size=4)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=6) | st.dictionaries(KEYS, inner, max_size=4)
)


def counted(value: Json) -> tuple[int, int]:
    """The values of a tree, and the entries of its longest list."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    inner = [counted(one) for one in held]
    longest = max([len(value) if isinstance(value, list) else 0, *(most for _, most in inner)])
    return 1 + sum(values for values, _ in inner), longest


def widest(value: Json) -> int:
    """The keys of the object of a tree that has most."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max([len(value) if isinstance(value, dict) else 0, *map(widest, held)])


def over(text: str, elements: int, values: int, members: int = 20_000) -> TextFault | None:
    bounds = JsonBounds(elements=elements, values=values, members=members)
    return excess(text, text.encode(), bounds)


def at(tree: Json, pointer: str) -> Json:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    return tree


@given(tree=TREES, indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
def test_entries_and_values_are_counted_as_they_are(
    *, tree: Json, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=ascii_only)
    values, longest = counted(tree)

    assert over(text, max(longest, 1), values) is None
    if values > 1:
        fault = over(text, longest + 1, values - 1)
        assert fault is not None
        assert (fault.reason, fault.values) == ("values", {"limit": values - 1})
        at(tree, fault.pointer)
    if longest > 1:
        fault = over(text, longest - 1, values)
        assert fault is not None
        assert (fault.reason, fault.values) == ("elements", {"limit": longest - 1})
        assert len(at(tree, fault.pointer)) == longest
        whole = read_json(text.encode())
        assert whole.position(fault.pointer) == fault.position


@given(tree=TREES, indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
def test_keys_are_counted_as_they_are(*, tree: Json, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=ascii_only)
    most = widest(tree)

    assert over(text, 20_000, 20_000, max(most, 1)) is None
    if most > 1:
        fault = over(text, 20_000, 20_000, most - 1)
        assert fault is not None
        assert (fault.reason, fault.values) == ("members", {"limit": most - 1})
        assert len(at(tree, fault.pointer)) == most
        assert read_json(text.encode()).position(fault.pointer) == fault.position


def test_who_allows_shorter_lists_does_not_forbid_the_keys_of_a_request() -> None:
    limits = [JsonBounds.of(Limites(json_elements=most)).members for most in (1, 20_000, 50_000)]

    assert limits == [20_000, 20_000, 50_000]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps({f"k{rank}": "" for rank in range(20_001)}), id="strings"),
        pytest.param(
            json.dumps({f"k{rank}": {"a": [rank]} for rank in range(20_001)}), id="objects"
        ),
        pytest.param(json.dumps({chr(0x10000 + rank): 1 for rank in range(20_001)}), id="astral"),
        pytest.param("{" + ",".join(['"k" : 1'] * 20_001) + "}", id="repeated"),
        pytest.param(
            '{"lignesImport":[{' + ",".join(['"k":1'] * 20_001) + "}]}", id="of a request"
        ),
    ],
)
def test_an_object_of_too_many_keys_is_not_read(text: str) -> None:
    (fault,) = read_json(text.encode()).faults

    assert (fault.code, fault.reason, fault.values) == ("FMT022", "members", {"limit": 20_000})


def test_an_object_of_many_keys_is_read() -> None:
    assert read_json(json.dumps({f"k{rank}": {} for rank in range(20_000)}).encode()).readable


@given(st.text(alphabet='[]{},:"\\ 1a', max_size=60))
def test_what_is_no_json_raises_nothing(text: str) -> None:
    assert (over(text, 3, 5) or TextFault("FMT022", "", {}, None)).code == "FMT022"


@pytest.mark.parametrize(
    ("text", "reason", "pointer", "position"),
    [
        ("[1,\n2,3]", "elements", "", (1, 1)),
        ('{"a": {"b/c": [1, [1, 2, 3]]}}', "elements", "/a/b~1c/1", (1, 19)),
        (r'{"\u00e9": ["a,b", "\"", "\\"]}', "elements", "/é", (1, 12)),
        ('{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7}', "values", "/g", (1, 55)),
        ("[[1,1],[[1,1]", "values", "/1/0/1", (1, 12)),
    ],
)
def test_where_it_is_too_much_is_told(
    text: str, reason: str, pointer: str, position: Position
) -> None:
    fault = over(text, 2, 7)

    assert fault is not None
    assert (fault.reason, fault.pointer, fault.position) == (reason, pointer, position)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 1_000_000, id="opened"),
        pytest.param("]" * 1_000_000, id="closed"),
        pytest.param("," * 1_000_000, id="commas"),
        pytest.param("[]" * 1_000_000, id="one after the other"),
        pytest.param('"' + "[," * 1_000_000 + '"', id="in a string"),
        pytest.param('{"a": "' + '\\"' * 1_000_000 + '"}', id="escapes"),
        pytest.param("[" * MAX_DEPTH + "]" * MAX_DEPTH, id="deep"),
        pytest.param("a" * 1_000_000 + ",[", id="letters"),
    ],
)
def test_what_holds_little_is_left_to_the_parser(text: str) -> None:
    assert over(text, 100, 1_000) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" + ",".join(["1"] * 20_001) + "]", id="numbers"),
        pytest.param('{"lignesImport":[' + ",".join(["{}"] * 600_000) + "]}", id="objects"),
        pytest.param("[" + ",".join(['"a,b"'] * 600_000) + "]", id="strings"),
        pytest.param("[" + ",".join(["[1,1,1]"] * 19_999) + ",1,1]", id="lists"),
    ],
)
def test_our_own_limits(text: str) -> None:
    (fault,) = read_json(text.encode()).faults

    assert (fault.code, fault.reason, fault.values) == ("FMT022", "elements", {"limit": 20_000})


def test_a_million_values_are_read_and_one_more_is_not() -> None:
    lists = [[1] * 19_999] * 49  # 980,000 values, and two more: the object and its list
    fits, over_it = ({"a": [*lists, [1] * (19_997 + more)]} for more in (0, 1))

    assert [counted(tree)[0] for tree in (fits, over_it)] == [1_000_000, 1_000_001]
    assert read_json(json.dumps(fits).encode()).readable
    (fault,) = read_json(json.dumps(over_it).encode()).faults
    assert (fault.reason, fault.values) == ("values", {"limit": 1_000_000})
