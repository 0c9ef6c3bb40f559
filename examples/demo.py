"""What `make demo` shows: one dossier to mend, that the right ones pass, and what to type next.

`python examples/demo.py` needs nothing but the tool itself. At 80 columns all of it stands on 60 lines.
"""

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from segur_check import SegurCheckError, check
from segur_check.values.sons import KNOWN_CODES

HERE = Path(__file__).parent
TO_MEND = HERE / "rejected" / "DOC006-autre-montant-sur-la-facture"


def by_field(dossiers: Path) -> Iterator[tuple[list[str], list[Path]]]:
    """The SONS of each field (hospitals, pharmacies…), and their dossiers in a folder."""
    named: dict[str, list[Path]] = defaultdict(list)
    for dossier in sorted(dossiers.iterdir()):
        named[next(code for code in KNOWN_CODES if code in dossier.name)].append(dossier)
    for _, together in groupby(sorted(named), key=lambda code: code.partition("-")[0]):
        codes = list(together)
        yield codes, [dossier for code in codes for dossier in named[code]]


def fault_of(dossier: Path) -> str | None:
    """Why a dossier does not pass, in one line; None where it does.

    It is checked alone: dossiers of one command know each other, and the examples share their numbers.
    """
    try:
        report = check(dossier)
    except SegurCheckError as fault:
        return f"{shown(dossier)}\u00a0: {fault.fr}"
    return f"{shown(dossier)}\u00a0: {report.verdict}" if report.exit_code else None


def passing(dossiers: Path) -> Iterator[str]:
    """How many of the dossiers pass, a line per field, then in all.

    Raises:
        SystemExit: some do not pass; it names them.
    """
    faults: list[str] = []
    count = 0
    for codes, folders in by_field(dossiers):
        wrong = [fault for fault in map(fault_of, folders) if fault is not None]
        faults += wrong
        count += len(folders)
        yield f"{len(folders) - len(wrong):>4} sur {len(folders):<3} {', '.join(codes)}"
    yield f"{count - len(faults):>4} sur {count:<3} en tout"
    if faults:
        raise SystemExit("\n".join(faults))


def shown(path: Path) -> str:
    """A path as one types it here."""
    return os.path.relpath(path)


def main() -> None:
    """Show it.

    Raises:
        SystemExit: an example does not pass; it names it.
    """
    print(f"$ segur-check check {shown(TO_MEND)}", flush=True)
    words = ["check", shown(TO_MEND), "-o", "text"]
    subprocess.run([sys.executable, "-m", "segur_check", *words], check=False)  # noqa: S603 - our own tool
    print("\nLes exemples sans faute, de chaque SONS et de chaque étape, contrôlés un à un\u00a0:")
    for line in passing(HERE / "accepted"):
        print(line, flush=True)
    here = Path(sys.executable).with_name("segur-check")
    command = shown(here) if here.is_relative_to(Path.cwd()) else here.name
    print("\nÀ vous\u00a0:")
    print(f"  {command} check VOTRE-DOSSIER --sons MDV-LGC-Va1")
    print(f"  {command} rules              les SONS que l'outil connaît")
    print(f"  {command} explain DOC006     ce que veut dire un code")


if __name__ == "__main__":
    main()
