"""How long the commands take, as ratios of pairs run in turn; run by hand or by CI, never judged.

Each row alternates two commands (A B A B …) after a warm-up and gives the medians of the whole
processes and of the ratio pair by pair, so that a machine whose speed drifts does not lie.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
RUNS = int(os.environ.get("BENCH_RUNS", "11"))


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of a command."""
    with (folder / "out").open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=folder)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = 0
    return seconds, usage.ru_maxrss / 1024


def paired(name: str, ours: list[str], other: list[str], folder: Path) -> None:
    """Print one row: medians of both, ratio, difference, peak memory of ours."""
    rows = []
    for turn in range(RUNS + 1):
        a, memory = measured(ours, folder)
        b, _ = measured(other, folder)
        if turn:
            rows.append((a, b, memory))
    ratio = statistics.median(a / b for a, b, _ in rows)
    over = statistics.median(a - b for a, b, _ in rows) * 1000
    a, b = (statistics.median(row[place] for row in rows) * 1000 for place in (0, 1))
    memory = max(row[2] for row in rows)
    print(f"{name:<44} {a:7.0f} {b:7.0f} {ratio:7.2f} {over:8.0f} {memory:7.0f}")


def main() -> None:
    """Print the table."""
    bare = [sys.executable, "-c", "pass"]
    tool = [str(BIN / "segur-check")]
    print(
        f"{'A against B, medians of ' + str(RUNS):<44} {'A ms':>7} {'B ms':>7} {'A/B':>7} {'A-B ms':>8} {'A MB':>7}"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        avance = folder / "avance.json"
        accepted = ROOT / "examples" / "accepted"
        avance.write_bytes((accepted / "MDV-LGC-Va1-avance" / "avance.json").read_bytes())
        schema = ROOT / "schemas" / "avance.schema.json"
        paired("--version / python -c pass", [*tool, "--version"], bare, folder)
        paired("--help / python -c pass", [*tool, "--help"], bare, folder)
        paired("rules / python -c pass", [*tool, "rules"], bare, folder)
        check = [
            *tool,
            "check",
            str(avance),
            "--sons",
            "MDV-LGC-Va1",
            "--depot",
            "2022-07-04T10:30",
        ]
        other = [str(BIN / "check-jsonschema"), "--schemafile", str(schema), str(avance)]
        paired("check, JSON only / check-jsonschema", check, other, folder)
        three = accepted / "MDV-LGC-Va1-avance-sans-tva"
        pieces = folder / "pieces"
        pieces.mkdir()
        for rank, pdf in enumerate([*sorted((three / "pieces").iterdir())] * 2):
            if rank < 3:  # noqa: PLR2004 - three attachments
                (pieces / f"{rank}.pdf").write_bytes(pdf.read_bytes())
        paired("check, three one-page PDFs / python -c pass", check, bare, folder)


if __name__ == "__main__":
    main()
