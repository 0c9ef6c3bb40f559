"""Makes the example dossiers: `python examples/make.py [NAME...] [--expected]`.

One accepted dossier per SONS and step, one rejected per control. With --expected the tool is run
on each and expected.json is written anew: the difference is to be read, never trusted. Without a
name all are made, and the folders that no script makes any more are removed.
"""

import argparse
import difflib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import cases
import cases_of_documents
import cases_of_statements
from changes import Change
from dossiers import CORRIDORS
from expected import summary
from steps import STEPS
from writing import Dossier

HERE = Path(__file__).parent


def _changed(make: Callable[[], Dossier], *changes: Change) -> Callable[[], Dossier]:
    """What makes the dossier of a case."""

    def make_changed() -> Dossier:
        dossier = make()
        for change in changes:
            change(dossier)
        return dossier

    return make_changed


ACCEPTED: dict[str, Callable[[], Dossier]] = {
    **{f"{corridor.sons}-avance": corridor.avance for corridor in CORRIDORS},
    **{f"{corridor.sons}-solde": corridor.solde for corridor in CORRIDORS},
    **STEPS,
    **{
        name: _changed(*case)
        for name, case in (
            cases.ACCEPTED | cases_of_documents.ACCEPTED | cases_of_statements.ACCEPTED
        ).items()
    },
}
REJECTED: dict[str, Callable[[], Dossier]] = {
    name: _changed(*case)
    for name, case in (
        cases.REJECTED | cases_of_documents.REJECTED | cases_of_statements.REJECTED
    ).items()
}
EXAMPLES: dict[str, Callable[[], Dossier]] = {
    **{f"accepted/{name}": make for name, make in ACCEPTED.items()},
    **{f"rejected/{name}": make for name, make in REJECTED.items()},
}
FULL_NAMES = {name.partition("/")[2]: name for name in EXAMPLES}


class UnknownExampleError(ValueError):
    """No example has this name; the message gives the nearest names."""

    def __init__(self, typed: str) -> None:
        name = Path(typed).name
        same_start = [known for known in FULL_NAMES if known.startswith(name)]
        nearest = same_start or difflib.get_close_matches(name, FULL_NAMES, cutoff=0.5)
        names = ", ".join(FULL_NAMES[near] for near in nearest[:3])
        super().__init__(f"no example is called {typed!r}; the nearest: {names or 'none'}")


def full_name(typed: str) -> str:
    """The name of an example in EXAMPLES, from its bare name or from a path that ends with it.

    Raises UnknownExampleError.
    """
    path = Path(typed)
    name = FULL_NAMES.get(path.name)
    if name is None or path.parent.name not in ("", Path(name).parent.name):
        raise UnknownExampleError(typed)
    return name


def write(name: str) -> Path:
    """Write one example; its expected.json is kept. Gives its folder."""
    folder = HERE / name
    expected = folder / "expected.json"
    kept = expected.read_bytes() if expected.is_file() else None
    dossier = EXAMPLES[name]()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    dossier.write(folder)
    if kept is not None:
        expected.write_bytes(kept)
    return folder


def remove_others() -> None:
    """Remove the folders of examples that no script makes any more."""
    for root in ("accepted", "rejected"):
        for folder in (HERE / root).glob("*"):
            if f"{root}/{folder.name}" not in EXAMPLES:
                shutil.rmtree(folder)


def write_expected(folder: Path) -> None:
    """Run the tool on an example, and write what it says in its expected.json."""
    command = [sys.executable, "-m", "segur_check", "check", str(folder), "-o", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool
    if not done.stdout:
        raise SystemExit(f"{folder}: the tool gave no report\n{done.stderr}")
    text = json.dumps(summary(json.loads(done.stdout)), ensure_ascii=False, indent=2) + "\n"
    (folder / "expected.json").write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the examples, and with --expected what the tool says of each. Gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="an example; all without a name")
    parser.add_argument("--expected", action="store_true", help="write expected.json anew")
    options = parser.parse_args(arguments)
    try:
        names = [full_name(typed) for typed in options.names]
    except UnknownExampleError as unknown:
        print(unknown, file=sys.stderr)
        return 2
    if not names:
        remove_others()
    for name in names or EXAMPLES:
        folder = write(name)
        if options.expected:
            write_expected(folder)
    print("\n".join(names) if names else f"{len(EXAMPLES)} dossiers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
