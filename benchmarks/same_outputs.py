"""Whether this tree writes what another commit wrote, to the byte.

    python benchmarks/same_outputs.py COMMIT [--cases FOLDER] [--keep FOLDER]

Runs both over every example and, with --cases, over every folder of FOLDER that holds a `case.toml`:
all outputs of `check` in both languages, a batch, and what every other command says. Differences are
named, with the first lines that differ; the exit code is 1 when there is one. `--keep` holds the
outputs of COMMIT for the next run. Left out: the instant of the check, and the tool's version.
"""

import argparse
import filecmp
import io
import os
import re
import shlex
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
FORMATS = [
    "concise",
    "json",
    "jsonl",
    "sarif",
    "junit",
    "github",
    "gitlab",
    "markdown",
    "actions",
    "csv",
    "xlsx",
    "html",
]
STEPS = ["avance", "solde", "enrolement", "pilotes", "attestation-fin", "annulation"]
COMMANDS = [
    "check",
    "batch",
    "read",
    "rules",
    "coverage",
    "explain",
    "schema",
    "init",
    "calendar",
    "usage",
]
_CLOCK = rb"(?:T|\s+\xc3\xa0\s+|\s+at\s+|\s)\d\d[:h]?\d\d([:m]?\d\ds?)?(\.\d+)?([+-]\d\d:\d\d|Z)?"


class Job(NamedTuple):
    """One call of the command line: its name, where it runs, its arguments (`OUT` is its folder)."""

    name: str
    folder: Path
    arguments: list[str]


def jobs(cases: Path | None) -> Iterator[Job]:
    """Every call that is compared."""
    outputs = [word for form in FORMATS for word in ("-o", f"{form}:OUT/{form}")]
    examples = sorted(place.parent for place in ROOT.glob("examples/*/*/expected.json"))
    for folder in examples:
        name = f"{folder.parent.name}-{folder.name}"
        call = ["check", folder.name, "-o", "text", *outputs]
        yield Job(f"{name}.fr", folder.parent, call)
        yield Job(f"{name}.en", folder.parent, [*call, "--lang", "en", "-v"])
        if papers := sorted(str(paper.relative_to(folder)) for paper in folder.rglob("*.pdf")):
            yield Job(f"{name}.read", folder, ["read", *papers])
    for kind in ("accepted", "rejected"):
        yield Job(
            f"batch-{kind}", ROOT / "examples", ["batch", kind, "-j", "2", "-o", "text", *outputs]
        )
    for file in sorted(cases.glob("*/case.toml")) if cases else ():
        case = tomllib.loads(file.read_text(encoding="utf-8"))
        if "python" not in case:
            command = case.get("command", "check")
            extra = ["-o", "text", *outputs] if command == "check" else []
            call = [command, case.get("path", "."), *extra, *case.get("args", [])]
            yield Job(f"case-{file.parent.name}", file.parent, call)
    yield from _without_dossiers()


def _without_dossiers() -> Iterator[Job]:
    for command in COMMANDS:
        yield Job(f"help-{command}", ROOT, [command, "--help"])
    tables = sorted(place.stem for place in ROOT.glob("rules/corridors/*.toml"))
    codes = re.findall(
        r"^\[([A-Z]{3}\d{3})\]",
        "\n".join(
            place.read_text(encoding="utf-8") for place in ROOT.glob("rules/controls/*.toml")
        ),
        flags=re.MULTILINE,
    )
    for lang in ("fr", "en"):
        for command in ("coverage", "rules", "calendar", "usage"):
            yield Job(f"{command}.{lang}", ROOT, [command, "--lang", lang])
            for sons in tables:
                call = [command, "--sons", sons, "--lang", lang]
                yield Job(f"{command}-{sons}.{lang}", ROOT, call)
        for code in codes:
            yield Job(f"explain-{code}.{lang}", ROOT, ["explain", code, "--lang", lang])
        for sons in tables:
            for step in STEPS:
                call = ["init", "OUT/dossier", "--sons", sons, "--phase", step, "--lang", lang]
                yield Job(f"init-{sons}-{step}.{lang}", ROOT, call)
    yield Job("ics", ROOT, ["calendar", "--ics", "OUT/ics"])
    for name in ("", *(place.stem.split(".")[0] for place in ROOT.glob("schemas/*.json"))):
        yield Job(f"schema-{name}", ROOT, ["schema", *([name] if name else [])])


def write(out: Path, calls: list[Job]) -> None:
    """Run every call with the `segur_check` of this process's path, two at a time."""
    _warm()
    running = 0
    for job in calls:
        if running == (os.cpu_count() or 1):
            os.wait()
            running -= 1
        if os.fork() == 0:
            _run(out / job.name, job)
        running += 1
    while running:
        os.wait()
        running -= 1


def _warm() -> None:
    """Import once what every child then has."""
    from segur_check.api import check  # noqa: PLC0415 - of the tree that is on the path

    check(next(ROOT.glob("examples/accepted/*")))


def _run(out: Path, job: Job) -> None:
    from segur_check.__main__ import main  # noqa: PLC0415

    out.mkdir(parents=True)
    os.chdir(job.folder)
    os.environ.update(COLUMNS="100", NO_COLOR="1", SEGUR_CHECK_CACHE=str(out))
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(out / name, os.O_WRONLY | os.O_CREAT), number)
    sys.argv = ["segur-check", *(word.replace("OUT", str(out)) for word in job.arguments)]
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    (out / "exit").write_text(str(code), encoding="utf-8")
    os._exit(0)


def _of_tree(tree: Path, out: Path, cases: Path | None) -> None:
    call = [
        sys.executable,
        __file__,
        "--write",
        str(out),
        *(["--cases", str(cases)] if cases else []),
    ]
    subprocess.run(call, env={**os.environ, "PYTHONPATH": str(tree / "src")}, check=True)


def _tree_of(commit: str, folder: Path) -> Path:
    packed = subprocess.run(
        ["git", "archive", commit, "src", "schemas", "rules"],  # noqa: S607 - found on the path
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _plain(file: Path, out: Path) -> bytes:
    """What a file holds, without where it stands, when it was made and by which version."""
    if file.name == "xlsx" and zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as book:
            content = b"\n".join(
                name.encode() + book.read(name) for name in sorted(book.namelist())
            )
    else:
        content = file.read_bytes()
    content = content.replace(str(out).encode(), b"OUT")
    now = datetime.now(ZoneInfo("Europe/Paris"))
    serial = (now.date() - date(1899, 12, 30)).days  # how a workbook counts days
    content = re.sub(rf"<v>{serial}\.\d+</v>".encode(), b"NOW", content)
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%-d %B %Y", "%Y%m%d"):
        content = re.sub(f"{now:{form}}".encode() + _CLOCK, b"NOW", content)
    return re.sub(rb"\d\dh\d\dm\d\ds", b"NOW", content)


def compare(old: Path, new: Path) -> tuple[int, list[str]]:
    """How many files were compared, and those that differ."""
    names = sorted(
        {
            str(file.relative_to(side))
            for side in (old, new)
            for file in side.rglob("*")
            if file.is_file()
        }
    )
    return len(names), [name for name in names if not _same(old, new, name)]


def _same(old: Path, new: Path, name: str) -> bool:
    before, after = old / name, new / name
    if not (before.exists() and after.exists()):
        return False
    return filecmp.cmp(before, after, shallow=False) or _plain(before, old) == _plain(after, new)


def main() -> int:
    """Compare, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("commit", nargs="?", default="HEAD")
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    cases = asked.cases and asked.cases.resolve()
    if asked.write:
        write(asked.write, list(jobs(cases)))
        return 0
    with tempfile.TemporaryDirectory() as kept:
        new, old = Path(kept, "new"), Path(asked.keep or kept, "old")
        if not old.exists():
            _of_tree(_tree_of(asked.commit, Path(kept)), old, cases)
        _of_tree(ROOT, new, cases)
        files, different = compare(old, new)
        for name in different[:20]:
            print(f"{name}: differs")
            call = f"diff {shlex.quote(str(old / name))} {shlex.quote(str(new / name))} | head -6"
            subprocess.run(call, shell=True, check=False)  # noqa: S602 - our own two files
    print(f"{files} files of {len(list(jobs(cases)))} calls compared, {len(different)} differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
