"""The locked versions: `python locks/lock.py` writes them anew.

`--lowest` prints the lowest allowed ones, `--held PYTHON` what an upper bound holds back there.
`run.txt` is what the tool needs, `EXTRA.txt` what an extra adds to it, `build.txt` what builds the wheel, `ci.txt`
all of these with what lints and tests. Each names one version of each package, with the fingerprints of its files;
`pip install --require-hashes` takes no other. Needs the program uv (`pip install uv`).
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parent / "pyproject.toml"
_IN_CI = ("build", "examples", "lint", "test")
_LEAST = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+)")
_UV = (
    *(
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
    ),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


def extras() -> list[str]:
    """The extras of the project."""
    return sorted(
        tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    )


def lowest() -> list[str]:
    """Each dependency of the tool and of its extras at its lower bound, as pip takes a constraint."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    bounds = [_LEAST.match(requirement) for requirement in asked]
    return sorted({f"{bound[1]}=={bound[2]}" for bound in bounds if bound is not None})


def held(python: str) -> list[str]:
    """What an upper bound keeps from its newest version, in the environment of a Python."""
    words = (
        python,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "list",
        "--outdated",
        "--format=json",
    )
    done = subprocess.run(words, capture_output=True, check=True)  # noqa: S603 - our own words
    newer = {
        one["name"].lower().replace("_", "-"): one["latest_version"]
        for one in json.loads(done.stdout)
    }
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    bounded = {requirement.partition(">=")[0] for requirement in asked if "<" in requirement}
    return [f"{name}: {newer[name]} is out, and not tried" for name in sorted(bounded & set(newer))]


def names(lock: Path) -> list[str]:
    """The packages of a lock."""
    return re.findall(r"^([a-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)


def write(name: str, asked: Iterable[str], without: Iterable[str] = ()) -> Path:
    """Lock what is asked for, at the versions of ci.txt where it is there already."""
    lock, whole = HERE / f"{name}.txt", HERE / "ci.txt"
    words = [
        *_UV,
        *asked,
        *(word for package in without for word in ("--no-emit-package", package)),
    ]
    if lock != whole:
        words += ["--constraints", str(whole)]
    subprocess.run([*words, "--output-file", str(lock)], check=True)  # noqa: S603 - our own words
    return lock


def main() -> None:
    """Print the lowest versions, or write every lock anew."""
    if sys.argv[1:] == ["--lowest"]:
        print("\n".join(lowest()))
        return
    if sys.argv[1:2] == ["--held"]:
        print("\n".join(held(sys.argv[2])) or "no upper bound holds anything back")
        return
    project = str(PROJECT)
    groups = [word for group in _IN_CI for word in ("--group", f"{project}:{group}")]
    for lock in HERE.glob("*.txt"):
        lock.unlink()
    write("ci", [project, "--all-extras", *groups])
    needed = names(write("run", [project]))
    for extra in extras():
        write(extra, [project, "--extra", extra], needed)
    write("build", ["--group", f"{project}:build"])


if __name__ == "__main__":
    main()
