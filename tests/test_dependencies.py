"""What the tool is made of: bounds that mean something, locked versions that keep them, licences that were read."""

import re
import tomllib
from itertools import chain
from typing import Any

import licences
import lock
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = [
    Requirement(text)
    for texts in (
        PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"].values(),
    )
    for text in texts
]
LOCKS = sorted((ROOT / "locks").glob("*.txt"))
_PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def pinned(name: str) -> dict[str, str]:
    return dict(_PINNED.findall((ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_each_bound_is_tried_and_a_young_library_has_both(asked: Requirement) -> None:
    operators = {bound.operator: bound.version for bound in asked.specifier}

    assert f"{asked.name}=={operators['>=']}" in lock.lowest()
    if operators[">="].startswith("0."):
        assert "<" in operators


def test_what_an_option_says_to_install_is_an_extra_below_its_bound() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    said = {
        text.strip('"\\')
        for source in sources
        for text in re.findall(r"pipx inject segur-check (\S+)", source)
    }
    extras = map(Requirement, chain(*PROJECT["project"]["optional-dependencies"].values()))
    known = {
        one.name + "".join(str(part) for part in one.specifier if part.operator == "<")
        for one in extras
    }

    assert known == said


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_locks_hold_what_is_asked_for(asked: Requirement) -> None:
    whole = pinned("ci")

    assert asked.specifier.contains(whole[asked.name])
    assert asked.name in {name for one in ("run", *lock.extras()) for name in pinned(one)}


def test_every_group_of_ci_is_locked() -> None:
    whole = pinned("ci")
    for group in ("build", "examples", "lint", "test"):
        for text in PROJECT["dependency-groups"][group]:
            asked = Requirement(text)
            assert asked.specifier.contains(whole[canonicalize_name(asked.name)]), text


@pytest.mark.parametrize("place", LOCKS, ids=lambda place: place.stem)
def test_every_locked_package_has_fingerprints_and_one_version(place: Any) -> None:  # noqa: ANN401 - a path
    text = place.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())

    assert "://" not in text
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", package) for package in packages)
    assert pinned(place.stem).items() <= pinned("ci").items()


def test_the_page_of_licences_is_that_of_the_packages() -> None:
    page = licences.page()

    assert page == licences.PAGE.read_text(encoding="utf-8"), "make docs"
    for package in re.findall(r"^\| (\S+) \| LGPL", page, re.MULTILINE):
        dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8").lower()
        assert package in dockerfile


def test_a_licence_that_nobody_has_read_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(licences.ALLOWED, "BSD-3-Clause")

    with pytest.raises(SystemExit, match="read its licence"):
        licences.page()


def test_the_image_the_action_and_make_install_locked_files_alone() -> None:
    for name in ("Dockerfile", "action.yml", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--require-hashes" in text
        assert "locks/run.txt" in text
