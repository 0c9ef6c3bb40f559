"""JSON files, zips and dossiers made to harm: a report or one clear line, within 5 s and 256 MB.

A few in the ordinary tests; ``make hostile`` has them all, and tells what the worst ones cost.
"""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hostile.changed_dossiers import CHANGES, Changed, changed_dossiers
from hostile.commands import Answer, commands
from hostile.json_files import JSON_FILES
from hostile.reading import Outcome
from hostile.zip_files import ZIP_FILES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="measured in forks")

Run = Callable[..., Answer]

SEED = 20231214
SAMPLE = 30
CAMPAIGN = 5_000
MEGABYTES = 256
SECONDS = 5.0  # of processor
LINE = 2_000  # characters: a line that a person may still read
_DOSSIER = Path(__file__).parents[2] / "examples" / "accepted" / "MDV-LGC-Va1-avance"
WORST_JSON = (
    *("ones", "junk strings", "empty objects", "open lists", "deepest lists", "keys"),
    *("commas", "a number of megabytes", "clients up to the bound", "pieces up to the bound"),
    *("numeroEditeur is a line of a report", "facture is a list of odd things", "zeros"),
)
WORST_ZIPS = (
    *("right", "bombs", "a bomb past the bound", "entries by tens of thousands", "overlapping"),
    *("a link", "zips in zips", "declared of gigabytes", "a name: a line feed", "ends alone"),
)


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    with commands() as run_command:
        yield run_command


def faults(answer: Answer) -> list[str]:
    """What is wrong with how a check ended: a report, or one line that says why there is none."""
    found = []
    if "raised" in answer or "Traceback" in answer["err"]:
        return [f"raised {answer.get('raised')} {answer['err'][-300:]}"]
    if answer["code"] in {0, 1}:
        report = json.loads(answer["out"])
        codes = {finding["code"] for held in report["requests"] for finding in held["findings"]}
        if "SYS001" in codes:
            found.append("a control crashed")
        if "\n\nVerdict" in answer["err"]:
            found.append("a forged line")
    elif answer["code"] in {2, 3}:  # usage, and nothing that could be read
        lines = answer["err"].splitlines()
        if answer["out"] or len(lines) != 1 or len(lines[0]) > LINE:
            found.append(f"{len(lines)} lines, {answer['out'][:200]}: {answer['err'][:300]}")
    else:
        found.append(f"exit {answer['code']}: {answer['err'][:300]}")
    if answer["cpu"] > SECONDS:
        found.append(f"took {answer['cpu']:.1f} s")
    if answer["megabytes"] > MEGABYTES:
        found.append(f"took {answer['megabytes']:.0f} MB")
    return found


def of_json(run: Run, name: str, folder: Path) -> Answer:
    """A right dossier with this as its JSON."""
    dossier = folder / "dossier"
    shutil.rmtree(dossier, ignore_errors=True)
    shutil.copytree(_DOSSIER, dossier)
    (dossier / "avance.json").write_bytes(JSON_FILES[name]())
    return run("check", dossier / "avance.json", "-o", "json")


def of_zip(run: Run, name: str, folder: Path) -> Answer:
    path = folder / "dossier.zip"
    path.write_bytes(ZIP_FILES[name]())
    return run("check", path, "-o", "json")


def of_change(run: Run, changed: Changed, folder: Path) -> Answer:
    dossier = folder / "dossier"
    shutil.rmtree(dossier, ignore_errors=True)
    if not changed.file:
        path = folder / "dossier.zip"
        path.write_bytes(changed.data)
        return run("check", path, "-o", "json")
    shutil.copytree(changed.example, dossier)
    (dossier / "expected.json").unlink(missing_ok=True)
    (dossier / changed.file).write_bytes(changed.data)
    return run("check", dossier, "-o", "json")


def cost(answer: Answer) -> Outcome:
    """Its line in the table of the worst."""
    return {
        "seconds": answer.get("cpu", 0),
        "megabytes": answer.get("megabytes", 0),
        "state": str(answer.get("code", "raised")),
    }


# --- a few ---


@pytest.mark.parametrize("name", WORST_JSON)
def test_a_bad_json_gets_an_answer_in_time_and_memory(name: str, run: Run, tmp_path: Path) -> None:
    assert faults(of_json(run, name, tmp_path)) == []


@pytest.mark.parametrize("name", WORST_ZIPS)
def test_a_bad_zip_gets_an_answer_in_time_and_memory(name: str, run: Run, tmp_path: Path) -> None:
    assert faults(of_zip(run, name, tmp_path)) == []


def test_changed_dossiers_get_an_answer(run: Run, tmp_path: Path) -> None:
    answers = {
        changed.name: of_change(run, changed, tmp_path)
        for changed in changed_dossiers(SAMPLE, SEED)
    }
    assert {name: faults(answer) for name, answer in answers.items() if faults(answer)} == {}
    assert {answer["code"] for answer in answers.values()} >= {0, 1}


def test_the_changes_are_the_same_each_time_and_there_is_each_kind() -> None:
    first, second = (list(changed_dossiers(SAMPLE, SEED)) for _ in range(2))
    assert first == second
    kinds = {changed.name.split(", ")[-1] for changed in first}
    assert kinds == {change.__name__.strip("_") for change in CHANGES}


# --- all ---


@pytest.mark.hostile
@pytest.mark.parametrize("name", JSON_FILES)
def test_every_bad_json_gets_an_answer(
    name: str, run: Run, tmp_path: Path, costs: dict[str, Outcome]
) -> None:
    answer = of_json(run, name, tmp_path)
    costs[f"JSON: {name}"] = cost(answer)
    assert faults(answer) == []


@pytest.mark.hostile
@pytest.mark.parametrize("name", ZIP_FILES)
def test_every_bad_zip_gets_an_answer(
    name: str, run: Run, tmp_path: Path, costs: dict[str, Outcome]
) -> None:
    answer = of_zip(run, name, tmp_path)
    costs[f"zip: {name}"] = cost(answer)
    assert faults(answer) == []


@pytest.mark.hostile
def test_every_changed_dossier_gets_an_answer(
    run: Run, tmp_path: Path, costs: dict[str, Outcome]
) -> None:
    assert CAMPAIGN >= 5_000
    codes: Counter[object] = Counter()
    wrong = {}
    for changed in changed_dossiers(CAMPAIGN, SEED):
        answer = of_change(run, changed, tmp_path)
        costs[changed.name] = cost(answer)
        codes[answer.get("code")] += 1
        if found := faults(answer):
            wrong[changed.name] = found
    assert wrong == {}
    assert min(codes[0], codes[1], codes[2] + codes[3]) > CAMPAIGN / 50
