"""A batch on one process and on two, and how time and memory grow from 10 to 20,000 dossiers.

Run by hand: `make bench-batch` writes the table in docs/performance.md and the plot beside it.
Ratios are of pairs run in turn in one run; a machine whose speed drifts does not lie.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
SIZES = [10, 100, 1_000, 5_000, 20_000]
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
TOOL = [sys.executable, "-m", "segur_check", "batch"]
DEPOT = ["--depot", "2022-07-04T10:30"]
sys.path.insert(0, str(ROOT / "examples"))


def rpps(rank: int) -> str:
    """A made-up RPPS with a right key."""
    from stdnum import luhn  # noqa: PLC0415

    digits = f"1{rank:09d}"
    return digits + str(luhn.calc_check_digit(digits))


def lot(place: Path, count: int, *, papers: bool) -> None:
    """Write so many right avances, each with its own number and client."""
    from dossiers import MDV  # noqa: PLC0415 - a script of examples/

    made = MDV.avance()
    name, order = next(iter(made.pieces.items()))
    settings = made.settings
    place.mkdir(parents=True, exist_ok=True)
    (place / "segur-check.toml").write_text(settings or "", "utf-8")
    for rank in range(count):
        folder = place / f"{rank // 1000:03d}" / f"cmd-{rank:05d}"
        folder.mkdir(parents=True)
        tree = json.loads(made.text())
        ligne = tree["lignesImport"][0]
        ligne["numeroEditeur"] = f"CMD-{rank:05d}"
        ligne["beneficiaires"]["liberal"][0]["RPPS"] = rpps(rank)
        (folder / "avance.json").write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
        (folder / "dossier.toml").write_text('sons = "MDV-LGC-Va1"\n', "utf-8")
        if papers:
            (folder / "pieces").mkdir()
            # Papers of their own: none is told by its fingerprint.
            (folder / "pieces" / name).write_bytes(order + b"\n%% " + str(rank).encode())


def run(place: Path, jobs: int) -> tuple[float, float, float]:
    """Seconds, the most that the parent held and the most that a worker held (megabytes)."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [*TOOL, str(place), "-j", str(jobs), *DEPOT, "-q"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
    )
    me = psutil.Process(process.pid)
    parent = worker = 0.0
    while process.poll() is None:
        try:
            parent = max(parent, me.memory_info().rss / 1e6)
            for child in me.children():
                worker = max(worker, child.memory_info().rss / 1e6)
        except psutil.Error:
            pass
        time.sleep(0.02)
    return time.perf_counter() - started, parent, worker


def two_processes(folder: Path, count: int, *, papers: bool) -> float:
    """How many times faster two processes are than one: the median of pairs run in turn."""
    place = folder / f"pair-{papers}"
    lot(place, count, papers=papers)
    ratios = []
    for _ in range(RUNS):
        alone, together = run(place, 1)[0], run(place, 2)[0]
        ratios.append(alone / together)
    shutil.rmtree(place)
    return statistics.median(ratios)


def growth(folder: Path, sizes: list[int]) -> list[tuple[int, float, float, float]]:
    """Size, seconds, megabytes of the parent and of the largest worker, on two processes."""
    rows = []
    for size in sizes:
        place = folder / f"lot-{size}"
        lot(place, size, papers=False)
        rows.append((size, *run(place, 2)))
        shutil.rmtree(place)
        print(
            f"{size:>7} {rows[-1][1]:9.2f} s {rows[-1][2]:7.0f} MB {rows[-1][3]:7.0f} MB",
            flush=True,
        )
    return rows


def plot(rows: list[tuple[int, float, float, float]], place: Path) -> None:
    """Draw time and memory against the number of dossiers, both scales logarithmic."""
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "segur-check"
    from matplotlib import pyplot as plt  # noqa: PLC0415

    sizes = [row[0] for row in rows]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    left.loglog(sizes, [row[1] for row in rows], "o-", label="measured")
    last = rows[-1]
    left.loglog(sizes, [last[1] * size / last[0] for size in sizes], ":", label="proportional")
    left.set(xlabel="dossiers", ylabel="seconds, two processes", title="Time")
    left.legend()
    right.semilogx(sizes, [row[2] for row in rows], "o-", label="parent")
    right.semilogx(sizes, [row[3] for row in rows], "s-", label="largest worker")
    right.set(xlabel="dossiers", ylabel="MB at the most", title="Memory", ylim=(0, None))
    right.legend()
    figure.savefig(place, metadata={"Date": None})


def main() -> None:
    """Print the figures, and draw them when a place is given."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        print("Two processes against one, times faster (median of pairs):")
        print(f"  200 dossiers with an order each: {two_processes(folder, 200, papers=True):.2f}")
        print(f"  3,000 dossiers, JSON alone: {two_processes(folder, 3_000, papers=False):.2f}")
        print("Growth, JSON alone, two processes: dossiers, seconds, parent, largest worker")
        rows = growth(folder, SIZES)
    if len(sys.argv) > 1:
        plot(rows, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
