"""One dossier, one verdict: however its JSON is written and its attachments are given.

A few examples in the ordinary tests; ``make same-verdict`` has them all.
"""

import json
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from corridor import DOCTORS

from lots import rpps
from same_verdict.judged import EXAMPLES, FOLDERS, WITH_JSON, differing, judgement, judgement_of
from same_verdict.variants import VARIANTS, Variant, other_order_of_requests
from segur_check import check
from segur_check.checks.registry import CONTROLS
from segur_check.engine import run
from segur_check.engine.judge import check_file

# What is about the very text of the JSON cannot be written otherwise: it is no JSON, holds a key twice,
# is too big, or says first what it then says otherwise.
OF_THE_TEXT = ("FMT001", "FMT002", "FMT003", "FMT004", "FMT017", "FMT022")
REWRITTEN = [folder for folder in WITH_JSON if not folder.name.startswith(OF_THE_TEXT)]
OF_FILES = {"zipped_again", "in_a_zip", "files_written_last_first"}
# A folder and a zip are not the same: what only one of them can hold.
OF_A_FOLDER = (
    "PIE011",
    "PIE012",
    "PIE013",
    "PIE014",
    "SAS-avance-sans-json",
    "SAS-solde-sans-json",
)
OF_A_ZIP = ("PIE011", "PIE012")
# Of two requests that hold the same, the second one says it.
OF_TWO_REQUESTS = (
    "FMT011-numligne-repete",
    "PER008-numero-en-double",
    "PIE003-un-bon-pour-deux-demandes",
)
# What some of the requests of many share: an order, a client.
SHARED = ("PIE003", "ELI004")
CODES = {control.code for control in CONTROLS}
SAMPLE = 24

Change = Callable[[Path], Path]


def changed(folder: Path, *, to: Path, variant: Variant) -> Path:
    """A copy of an example, changed."""
    copy = to / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("expected.json"))
    variant(copy)
    return copy


def folders_of(name: str) -> list[Path]:
    """The examples that a variant leaves as they are."""
    if name == "in_a_zip":
        return [folder for folder in WITH_JSON if not folder.name.startswith(OF_A_FOLDER)]
    if name == "zipped_again":
        return [
            folder
            for folder in FOLDERS
            if any(folder.glob("*.zip")) and not folder.name.startswith(OF_A_ZIP)
        ]
    if name == "other_order_of_requests":
        return [folder for folder in REWRITTEN if folder.name not in OF_TWO_REQUESTS]
    return FOLDERS if name in OF_FILES else REWRITTEN


@pytest.mark.parametrize("name", VARIANTS)
def test_some_examples_are_judged_as_they_were(name: str, tmp_path: Path) -> None:
    folders = folders_of(name)
    some = random.Random(name).sample(folders, min(SAMPLE, len(folders)))  # noqa: S311 - no secret

    assert differing(some, partial(changed, to=tmp_path, variant=VARIANTS[name])) == {}


@pytest.mark.campaign
@pytest.mark.parametrize("name", VARIANTS)
def test_every_example_is_judged_as_it_was(name: str, tmp_path: Path) -> None:
    change = partial(changed, to=tmp_path, variant=VARIANTS[name])

    assert differing(folders_of(name), change) == {}


def of_all(folders: list[Path], place: Path) -> Path:
    """One avance of the requests of many, each with a number and a client of its own."""
    model = json.loads((folders[0] / "avance.json").read_bytes())
    lignes: list[Any] = []
    for folder in folders:
        for ligne in json.loads((folder / "avance.json").read_bytes())["lignesImport"]:
            number = len(lignes) + 1
            own = json.dumps(ligne).replace(DOCTORS[0][1], rpps(number))
            own = own.replace("CMD-2022-0042.pdf", f"{number}.pdf")
            lignes.append(
                json.loads(own) | {"numLigne": number, "numeroEditeur": f"CMD-{number:04}"}
            )
    place.mkdir()
    text = json.dumps(model | {"lignesImport": lignes}, ensure_ascii=False)
    (place / "avance.json").write_text(text, encoding="utf-8")
    (place / "dossier.toml").write_bytes((folders[0] / "dossier.toml").read_bytes())
    return place


def test_the_order_of_many_wrong_requests_changes_nothing(tmp_path: Path) -> None:
    right = EXAMPLES / "accepted" / "MDV-LGC-Va1-avance"
    toml = (right / "dossier.toml").read_bytes()
    alike = [
        folder
        for folder in REWRITTEN
        if (folder / "avance.json").exists()
        and not (folder / "solde.json").exists()
        and (folder / "dossier.toml").read_bytes() == toml
        and "FMT012" not in folder.name
        and isinstance(json.loads((folder / "avance.json").read_bytes()).get("lignesImport"), list)
    ]
    assert len(alike) > 30
    here = of_all([right, *alike], tmp_path / "here")
    there = shutil.copytree(here, tmp_path / "there")
    other_order_of_requests(there)

    told = [
        {said: count for said, count in judgement(folder).items() if said[1] in CODES - {*SHARED}}
        for folder in (here, there)
    ]
    assert told[0] == told[1]
    assert len(told[0]) > 100


@pytest.mark.parametrize("name", OF_TWO_REQUESTS)
def test_of_two_requests_that_hold_the_same_one_is_told_in_either_order(
    name: str, tmp_path: Path
) -> None:
    folder = EXAMPLES / "rejected" / name
    other = changed(folder, to=tmp_path, variant=other_order_of_requests)

    here, there = (
        sorted((one.code, one.severity) for request in report.requests for one in request.findings)
        for report in (check(folder), check(other))
    )
    assert there == here


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_controls_changes_nothing(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = random.Random(seed)  # noqa: S311 - no secret
    folders = chosen.sample(FOLDERS, SAMPLE)
    before = [judgement(folder) for folder in folders]
    controls = tuple(chosen.sample(CONTROLS, len(CONTROLS)))
    monkeypatch.setattr(run, "check_file", partial(check_file, controls=controls))

    assert [judgement(folder) for folder in folders] == before


def test_the_order_of_the_paths_changes_nothing() -> None:
    folders = random.Random(1).sample(FOLDERS, SAMPLE)  # noqa: S311 - no secret

    first, second = (judgement_of(check(*paths)) for paths in (folders, reversed(folders)))

    assert first == second
