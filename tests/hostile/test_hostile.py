"""Files made to harm: nothing raised, nothing printed, within 5 s and 256 MB.

A few in the ordinary tests; ``make hostile`` has them all, and tells what the worst ones cost.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hostile.bombs import BOMBS
from hostile.damage import DAMAGES, mutants
from hostile.reading import Outcome, checked, reader
from hostile.victims import victims

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="measured in forks")

Read = Callable[[bytes], Outcome]

SEED = 20240912
SAMPLE = 60
CAMPAIGN = 3_300
MEGABYTES = 256
SECONDS = 5.0  # of processor: machines do other things too
LATE = 1.0  # seconds: a function of C is not interrupted
START = 2.0  # seconds: an interpreter, the tables, the other controls
STATES = {"ok", "not-pdf", "unreadable", "locked", "limit"}
# No bomb is an order: it does not open, is not read whole, or lacks what an order says.
TOLD = {"PIE005", "PIE006", "PIE007", "DOC001", "DOC003", "DOC007"}
# Those that a limit of pypdf alone does not stop.
WORST = (
    "kerned_arrays",
    "rendering_matrices",
    "far_apart_often",
    "wide_signs_far_apart",
    "cmap_of_short_texts",
    "many_fonts",
    "cid_widths_of_many_fonts",
    "trailers",
    "value_of_megabytes",
    "tall_boxes_among_texts",
    "blanks_of_no_width",
    "pointers_to_tables",
    "lengths_of_one_stream",
    "streams_without_end",
)
# What stands past a limit, or is damaged, and does not stop the reading of the rest.
LOST = (
    "text_past_the_deepest",
    "matrix_not_a_number",
    "texts_over_a_page_by_thousands",
    "text_over_a_page_of_lines",
    "stamps_by_thousands",
    "cmap_of_short_texts",
)


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    with reader(0.5, tmp_path_factory.mktemp("hurried")) as read:
        yield read


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    with reader(SECONDS, tmp_path_factory.mktemp("patient")) as read:
        yield read


def faults(told: Outcome, seconds: float) -> list[str]:
    """What is wrong with how a file was read."""
    found = []
    if "raised" in told or told["printed"]:
        found.append(f"raised {told.get('raised')}, {told['printed']} bytes printed")
    elif told["state"] not in STATES:
        found.append(f"is {told['state']}")
    elif told["cpu"] > seconds + LATE:
        found.append(f"took {told['cpu']:.1f} s")
    elif told["megabytes"] > MEGABYTES:
        found.append(f"took {told['megabytes']:.0f} MB")
    return found


# --- a few ---


@pytest.mark.parametrize("name", WORST)
def test_a_bomb_is_stopped_in_time_and_memory(name: str, hurried: Read) -> None:
    assert faults(hurried(BOMBS[name]()), 0.5) == []


@pytest.mark.parametrize("name", LOST)
def test_what_is_left_out_is_told(name: str, patient: Read) -> None:
    told = patient(BOMBS[name]())
    assert told["read"]
    assert told["unread"] == 1


def test_pictures_by_thousands_over_texts_cost_no_more_than_texts(patient: Read) -> None:
    told = patient(BOMBS["pictures_by_thousands"]())
    assert told["read"]
    assert told["cpu"] < 3  # seconds: one, and five where each hides all texts anew


def test_damaged_files_give_an_answer(hurried: Read) -> None:
    found = {name: hurried(data) for name, data in mutants(victims(), SAMPLE, SEED)}
    assert {name: faults(told, 0.5) for name, told in found.items() if faults(told, 0.5)} == {}
    assert len({told["state"] for told in found.values()}) > 1


def test_the_whole_command_says_what_it_could_not_read(tmp_path: Path) -> None:
    said = checked(BOMBS["many_fonts"](), tmp_path)
    assert (said.code, said.err) == (0, "")
    assert "DOC001" in said.told
    assert "SYS001" not in said.told


def test_the_files_to_damage_open_and_are_read(tmp_path: Path) -> None:
    special = [data for name, data in victims() if "/" not in name]
    with reader(50, tmp_path) as unhurried:
        read = [unhurried(data) for data in special]
    assert Counter(told["state"] for told in read) == {"ok": len(read) - 1, "locked": 1}
    assert all(told["read"] for told in read if told["state"] == "ok")


def test_the_damage_is_the_same_each_time_and_there_is_each_kind() -> None:
    first, second = (list(mutants(victims(), 100, SEED)) for _ in range(2))
    assert first == second
    assert len({data for _, data in first}) > 95
    told = " ".join(name.split(", ")[-1] for name, _ in first).split()
    assert set(told) == {damage.__name__.strip("_") for damage in DAMAGES}


# --- all ---


@pytest.mark.hostile
@pytest.mark.parametrize("name", BOMBS)
def test_every_bomb_is_read_within_the_limits(
    name: str, patient: Read, costs: dict[str, Outcome]
) -> None:
    data = BOMBS[name]()
    assert len(data) <= 20_000_000, "refused for its size, it would test nothing"
    told = patient(data)
    costs[name] = told
    assert faults(told, SECONDS) == []


@pytest.mark.hostile
def test_every_damaged_file_is_read_within_the_limits(
    patient: Read, costs: dict[str, Outcome]
) -> None:
    assert CAMPAIGN >= 3_000
    states: Counter[str] = Counter()
    wrong = {}
    for name, data in mutants(victims(), CAMPAIGN, SEED):
        told = patient(data)
        costs[name] = told
        states[told.get("state", "raised")] += 1
        if found := faults(told, SECONDS):
            wrong[name] = found
    assert wrong == {}
    assert states["ok"] > CAMPAIGN / 4
    assert states["unreadable"] > CAMPAIGN / 10


@pytest.mark.hostile
@pytest.mark.parametrize("name", BOMBS)
def test_the_whole_command_stays_within_the_limits(name: str, tmp_path: Path) -> None:
    said = checked(BOMBS[name](), tmp_path)
    assert said.err == ""
    assert said.code in {0, 1}
    assert "SYS001" not in said.told
    assert said.told & TOLD
    assert said.seconds < SECONDS + LATE + START
    assert said.megabytes < MEGABYTES
