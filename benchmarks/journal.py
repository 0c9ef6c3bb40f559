"""What the journal of a lot takes, and what going on with a finished lot takes of its run.

Run by hand: `python benchmarks/journal.py 10000`; with `--papers`, each dossier has an order. Times
are of processor, all processes together, memory is the most that they held at once: both stay the
same beside other programs.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.batch import DEPOT, TOOL, lot


def cost(place: Path, journal: Path, out: Path, *words: str) -> tuple[float, float]:
    """Seconds of processor of a run, and the most megabytes that its processes held together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [*TOOL, str(place), *DEPOT, "--journal", str(journal), "-o", f"jsonl:{out}", *words],
        env={**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
    )
    me, most = psutil.Process(process.pid), 0.0
    while process.poll() is None:
        try:
            held = sum(one.memory_info().rss for one in (me, *me.children(recursive=True)))
            most = max(most, held / 1e6)
        except psutil.Error:
            pass
        time.sleep(0.05)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime), most


def main() -> None:
    """Print the figures of one lot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=2_000)
    parser.add_argument("--papers", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        place, journal = folder / "lot", folder / "lot.journal"
        lot(place, asked.count, papers=asked.papers)
        seconds, held = cost(place, journal, folder / "first.jsonl")
        size = journal.stat().st_size
        again, resumed = cost(place, journal, folder / "again.jsonl", "--resume")
        same = (folder / "first.jsonl").read_bytes() == (folder / "again.jsonl").read_bytes()
    print(f"{asked.count} dossiers, journal: {size / asked.count:.0f} bytes a dossier")
    print(f"run: {seconds:.1f} s of processor, {held:.0f} MB in all")
    print(
        f"gone on with: {again:.1f} s ({again / seconds:.0%}), {resumed:.0f} MB, "
        f"{'the same bytes' if same else 'OTHER BYTES'}"
    )
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
