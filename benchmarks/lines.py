"""How many lines `check … -o text` prints over the right and the rejected examples, at 80 and 120 columns.

    python benchmarks/lines.py [SRC]

SRC is the `src` folder of another tree, for what another version prints over the same examples.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIDTHS = (80, 120)
KINDS = ("accepted", "rejected")
_COUNT = """
import json, sys
from pathlib import Path
from segur_check import check
from segur_check.reporters import rendered
from segur_check.reporters.display import Display
lines = {}
for folder in sorted(one.parent for one in Path("examples").glob(f"{sys.argv[1]}/*/expected.json")):
    report = check(folder)
    if report.requests:
        lines[folder.name] = [
            rendered(report, "text", Display(width=width)).count("\\n") for width in map(int, sys.argv[2:])
        ]
print(json.dumps(lines))
"""


def lines_of(source: Path, kind: str) -> dict[str, list[int]]:
    """The lines of each example of a kind, one count per width of WIDTHS, as a source tree prints them."""
    done = subprocess.run(
        [sys.executable, "-c", _COUNT, kind, *map(str, WIDTHS)],
        env={**os.environ, "PYTHONPATH": str(source)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    counted: dict[str, list[int]] = json.loads(done.stdout)
    return counted


def main() -> None:
    """Print one row per kind, width and tree."""
    trees = {"this tree": ROOT / "src"}
    if len(sys.argv) > 1:
        trees = {"the other": Path(sys.argv[1]).resolve(), **trees}
    print("| examples | columns | tree | dossiers | median | most | total |")
    print("|---|---|---|---|---|---|---|")
    for kind in KINDS:
        counts = {name: lines_of(source, kind) for name, source in trees.items()}
        for rank, width in enumerate(WIDTHS):
            for name, lines in counts.items():
                own = [each[rank] for each in lines.values()]
                median = statistics.median(own)
                print(
                    f"| {kind} | {width} | {name} | {len(own)} | {median:g} | {max(own)} | {sum(own)} |"
                )


main()
