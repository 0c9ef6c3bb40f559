"""Speed and memory on JSON: a lot of small dossiers, large files, files full of faults.

Every file is made anew and always the same. Rows with two commands alternate them and give the
median of the ratios pair by pair; the lot is checked in this process, on one core.
"""

import copy
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from segur_check.engine.run import Options, check_paths
from segur_check.values.dates import PARIS

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
MEGABYTE = 1_000_000
SMALL = 2_000
DEPOSIT = "2022-07-04T10:30"
Tree = dict[str, Any]

_MODEL: Tree = json.loads(
    (ROOT / "examples" / "accepted" / "MDV-LGC-Va1-avance" / "avance.json").read_text("utf-8")
)


def rpps(rank: int) -> str:
    """The RPPS of a rank, Luhn key right."""
    body = f"1{rank:09d}"
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
        for place, digit in enumerate(reversed(body))
    )
    return f"{body}{-total % 10}"


def person(rank: int) -> Tree:
    """A beneficiary."""
    return {
        "nomMedecin": f"Dr Camille Exemple {rank}",
        "emailMedecin": f"cabinet{rank}@exemple.fr",
        "telephoneMedecin": f"04{rank:08d}",
        "RPPS": rpps(rank),
    }


def request(rank: int, people: int = 1) -> Tree:
    """A request in which nothing is wrong."""
    ligne: Tree = copy.deepcopy(_MODEL["lignesImport"][0])
    number = f"CMD-2022-{rank:06d}"
    ligne["numLigne"], ligne["numeroEditeur"] = rank, number
    ligne["beneficiaires"]["liberal"] = [person(people * rank + number) for number in range(people)]
    ligne["beneficiaires"]["isClientUnique"] = people == 1
    for key, value in (("montantSegurHT", 358.33), ("montantTVA", 71.67), ("montantSegurTTC", 430)):
        ligne["commande"][key] = round(value * people, 2)
    ligne["piecesJustificatives"][0]["nomFichier"] = f"bon_commande_{number}.pdf"
    return ligne


def faulty(rank: int) -> Tree:
    """A request with four faults: a type, a date, a key of an RPPS, a sum."""
    ligne = request(rank)
    ligne["typeAction"] = 3
    ligne["commande"]["dateCommande"] = "13.06.22"
    ligne["commande"]["montantTVA"] = 70.01
    ligne["beneficiaires"]["liberal"][0]["RPPS"] = "10998877660"
    return ligne


def junk(rank: int) -> Tree:
    """A request in which every value is of another type than it must be."""

    def other(value: Any) -> Any:  # noqa: ANN401 - a JSON value
        match value:
            case dict():
                return {key: other(inner) for key, inner in value.items()}
            case list():
                return [other(inner) for inner in value]
            case str():
                return [rank]
        return "x"

    ligne: Tree = other(request(rank))
    return ligne


def write(place: Path, lignes: list[Tree], indent: int | None = None) -> Path:
    """Write an import file."""
    tree = {**_MODEL, "lignesImport": lignes}
    separators = (",", ":") if indent is None else (",", ": ")
    place.write_text(
        json.dumps(tree, ensure_ascii=False, indent=indent, separators=separators), "utf-8"
    )
    return place


def filled(place: Path, make: Any, megabytes: float) -> Path:  # noqa: ANN401 - one of the above
    """An import file of so many megabytes at the most, of as many requests as it takes."""
    size = len(json.dumps(make(10**5), ensure_ascii=False, separators=(",", ":")).encode()) + 1
    count = int(megabytes * MEGABYTE) // size
    return write(place, [make(rank) for rank in range(1, count + 1)])


def measured(command: list[str], out: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of a command."""
    with out.open("wb") as stream:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = 0
    return seconds, usage.ru_maxrss / 1024


def check(file: Path, form: str) -> list[str]:
    """The command that checks a file."""
    tool = [str(BIN / "segur-check"), "check", str(file)]
    return [*tool, "--sons", "MDV-LGC-Va1", "--depot", DEPOSIT, "-o", form]


def lot(folder: Path) -> None:
    """Print how many small dossiers a second are checked in this process."""
    files = [
        str(
            write(
                folder / f"{rank:05d}.json",
                [request(3 * rank + number) for number in range(1, 2 + rank % 3)],
                indent=2,
            )
        )
        for rank in range(SMALL)
    ]
    now = datetime.fromisoformat(DEPOSIT).replace(tzinfo=PARIS)
    options = Options(now=now, sons="MDV-LGC-Va1", depot=now)
    check_paths(files[:50], options)
    rates = []
    for _ in range(RUNS):
        started = time.perf_counter()
        check_paths(files, options)
        rates.append(SMALL / (time.perf_counter() - started))
    median = statistics.median(rates)
    print(f"{SMALL} dossiers of 1 to 3 requests, in process: {median:.0f} a second (one core)")


def against_the_schema(file: Path, name: str, folder: Path) -> None:
    """Print the time of a check against that of check-jsonschema on the same file."""
    schema = str(ROOT / "schemas" / "avance.schema.json")
    other = [str(BIN / "check-jsonschema"), "--schemafile", schema, str(file)]
    rows = []
    for turn in range(RUNS + 1):
        ours, memory = measured(check(file, "concise"), folder / "out")
        theirs, _ = measured(other, folder / "out")
        if turn:
            rows.append((ours, theirs, memory))
    ratio = statistics.median(a / b for a, b, _ in rows)
    ours, theirs = (statistics.median(row[place] for row in rows) for place in (0, 1))
    memory = max(row[2] for row in rows)
    size = file.stat().st_size / MEGABYTE
    print(
        f"{name}, {size:.1f} MB: {ours:.2f} s, check-jsonschema {theirs:.2f} s, "
        f"ratio {ratio:.2f}, {memory:.0f} MB"
    )


def full_of_faults(file: Path, name: str, folder: Path) -> None:
    """Print how long a file full of faults takes, and how much memory."""
    size = file.stat().st_size / MEGABYTE
    for form in ("concise", "json"):
        runs = [measured(check(file, form), folder / "out") for _ in range(max(2, RUNS // 2))]
        seconds = statistics.median(seconds for seconds, _ in runs)
        memory = max(megabytes for _, megabytes in runs)
        written = (folder / "out").stat().st_size / MEGABYTE
        print(
            f"{name}, {size:.1f} MB, -o {form}: {seconds:.2f} s, {memory:.0f} MB, "
            f"{written:.1f} MB written"
        )


def large(folder: Path) -> None:
    """Print the row of 3,000 requests."""
    lignes = [request(rank) for rank in range(1, 3_001)]
    against_the_schema(write(folder / "a.json", lignes, 1), "3,000 requests", folder)


def people(folder: Path) -> None:
    """Print the row of 20,000 beneficiaries."""
    lignes = [request(rank, 2_000) for rank in range(1, 11)]
    against_the_schema(write(folder / "b.json", lignes, 2), "20,000 beneficiaries", folder)


def faults(folder: Path) -> None:
    """Print the rows of 60,000 faults."""
    lignes = [faulty(rank) for rank in range(1, 15_001)]
    full_of_faults(write(folder / "c.json", lignes), "15,000 requests, 4 faults each", folder)


def spoiled(folder: Path) -> None:
    """Print the rows of a file in which nothing is right."""
    full_of_faults(filled(folder / "d.json", junk, 19), "junk values", folder)


def main() -> None:
    """Print the rows named on the command line, else all."""
    for step in (lot, large, people, faults, spoiled):
        if step.__name__ in sys.argv[1:] or len(sys.argv) == 1:
            with tempfile.TemporaryDirectory() as place:
                step(Path(place))


if __name__ == "__main__":
    main()
