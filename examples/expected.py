"""What an example's expected.json holds of a report, and which examples the installed tool answers otherwise.

`python examples/expected.py` needs nothing but the tool itself: `make lowest` and `make newest` run it where
other versions of the libraries are installed. It also runs the commands that use a library of their own.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from segur_check import check
from segur_check.reporters import FORMATS, rendered
from segur_check.reporters.display import PLAIN

HERE = Path(__file__).parent
_A_SIGNED_ONE = "rejected/DOC016-bon-signe"


def summary(report: dict[str, Any]) -> dict[str, Any]:
    """What expected.json holds of a report: verdicts, codes, severities and places."""
    return {
        "format": report["format"],
        "exit_code": report["exit_code"],
        "verdict": report["verdict"],
        "requests": [
            {
                "line": request["line"],
                "verdict": request["verdict"],
                "findings": [
                    {
                        "code": finding["code"],
                        "severity": finding["severity"],
                        "pointer": finding["locations"][0]["pointer"],
                        "line": finding["locations"][0]["line"],
                    }
                    for finding in request["findings"]
                ],
                "not_checked": [
                    {"code": skipped["code"], "kind": skipped["kind"]}
                    for skipped in request["not_checked"]
                ],
            }
            for request in report["requests"]
        ],
    }


def differing() -> Iterator[str]:
    """The examples of which the installed tool says something else than their expected.json."""
    for file in sorted(HERE.glob("*/*/expected.json")):
        name = str(file.parent.relative_to(HERE))
        try:
            report = json.loads(rendered(check(file.parent), "json", PLAIN))
        except Exception as error:  # noqa: BLE001 - every example is tried
            yield f"{name}: {type(error).__name__}: {error}"
            continue
        if summary(report) != json.loads(file.read_text(encoding="utf-8")):
            yield name


def failing(folder: Path) -> Iterator[str]:
    """The commands that use a library of their own, and do not end as they should."""
    dossier, lot = str(HERE / _A_SIGNED_ONE), str(HERE / "accepted")
    schema = folder / "schema.json"
    schema.write_text('{"type": "object"}', encoding="utf-8")
    forms = [form for form in FORMATS if form != "xlsx" or find_spec("xlsxwriter")]
    written = [word for form in forms for word in ("-o", f"{form}:{folder / f'report.{form}'}")]
    commands: list[tuple[int, list[str]]] = [
        (0, ["check", dossier, "--exit-zero", "--color", "always", "-o", "text", *written]),
        (0, ["batch", lot, "-j", "2", "--exit-zero", "-q"]),
        (0, ["calendar", "--ics", str(folder / "calendar.ics")]),
        (0, ["read", *map(str, sorted(Path(dossier).glob("pieces/*.pdf")))]),
        (0, ["schema", "--check", str(schema)]),
        (2, ["check", "--no-such-option"]),
    ]
    if find_spec("pyhanko"):
        commands.append((0, ["check", dossier, "--signatures", "--exit-zero"]))
    if find_spec("pypdfium2"):
        commands.append((0, ["batch", lot, "-j", "2", "--fast", "--exit-zero", "-q"]))
    for code, words in commands:
        command = [sys.executable, "-m", "segur_check", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool
        if done.returncode != code or "Traceback" in done.stderr:
            yield f"segur-check {' '.join(words)}: {done.returncode} {done.stderr.strip()[-300:]}"


def main() -> int:
    """Say what is not as expected. Gives the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        faults = [*differing(), *failing(Path(folder))]
    print("\n".join(faults) if faults else "every example is as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
