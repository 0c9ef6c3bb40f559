"""How fast dossiers are checked, against pypdf alone on the same pages, and what memory they take.

Each dossier holds an order of its own, of one to three pages, and papers that come back in all. The
bare loop extracts the plain text of the pages that the tool reads, each time, the papers that come
back too. Run by hand, never judged: BENCH_DOSSIERS says how many, 40 without.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from pypdf import PdfReader

from segur_check.engine.run import Options, check_paths
from segur_check.pieces.cache import forget
from segur_check.pieces.figures.sheet import sheet_of

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "examples"))

import make  # noqa: E402 - a script of examples/
from documents import LATE_PAYMENT, SCOPE  # noqa: E402
from dossiers import MDV  # noqa: E402

DOSSIERS = int(os.environ.get("BENCH_DOSSIERS", "40"))
ROUNDS = 3
NOW = datetime(2022, 7, 4, 10, 30, tzinfo=UTC)


def written(folder: Path) -> list[Path]:
    """The dossiers of the lot, on disk."""
    base = make.ACCEPTED["MDV-LGC-Va1-avance-sans-tva"]()
    order = next(name for name in base.pieces if name.startswith("bon_commande"))
    base.pieces["conditions_generales.pdf"] = MDV.order_pdf(text=f"{LATE_PAYMENT} " * 60)
    places = []
    for number in range(DOSSIERS):
        dossier = base.copy()
        text = f"Lot {number}. " + f"{SCOPE} " * (1 + number % 3 * 12)
        dossier.pieces[order] = MDV.order_pdf(text=text)
        places.append(folder / str(number))
        dossier.write(places[-1])
    return places


def bare(places: list[Path]) -> int:
    """Signs of the pages that a control reads, extracted by pypdf and nothing else."""
    return sum(
        len(page.extract_text())
        for place in places
        for paper in sorted((place / "pieces").iterdir())
        if not paper.name.startswith("conditions")
        for page in PdfReader(paper).pages
    )


def checked(places: list[Path]) -> None:
    """Check each dossier in this process."""
    for place in places:
        check_paths([str(place)], Options(now=NOW))


def held() -> float:
    """Megabytes that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def main() -> None:
    """Print the throughput as a share of pypdf's, and the memory over that of the first dossiers."""
    with tempfile.TemporaryDirectory() as folder:
        places = written(Path(folder))
        bare(places[:3])
        checked(places[:3])
        memory, shares = held(), []
        for _ in range(ROUNDS):
            # Else the orders of the round before are known too.
            forget()
            sheet_of.cache_clear()
            started = time.perf_counter()
            bare(places)
            between = time.perf_counter()
            checked(places)
            shares.append((between - started) / (time.perf_counter() - between))
            print(
                f"{DOSSIERS} dossiers: {shares[-1]:.2f} of pypdf alone, {held() - memory:+.1f} MB"
            )
        print(f"median {statistics.median(shares):.2f}")


if __name__ == "__main__":
    main()
