"""What a check says of a dossier, without what may differ: its place on the disk, and the moment."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from segur_check import check
from segur_check.report import Report

EXAMPLES = Path(__file__).parents[2] / "examples"
# Judged at the present instant, with a deposit of now: that of the next second differs.
NOW = ("CAL013-", "CAL011-")
FOLDERS = sorted(
    folder
    for kind in ("accepted", "rejected")
    for folder in (EXAMPLES / kind).iterdir()
    if not folder.name.startswith(NOW)
)
WITH_JSON = [folder for folder in FOLDERS if any(folder.glob("[as][vo]*.json"))]

Said = tuple[str, ...]
Judgement = Counter[Said]


def judgement(folder: Path) -> Judgement:
    """Verdicts, findings with their fingerprints, and what was not checked."""
    return judgement_of(check(folder))


def judgement_of(report: Report) -> Judgement:
    """The same of a report."""
    said: list[Said] = [("exit", str(report.exit_code))]
    for request in report.requests:
        number = request.numero_editeur or ""
        said.append((number, request.verdict))
        said += [(number, one.code, one.severity, one.fingerprint) for one in request.findings]
        said += [(number, one.code, one.kind, one.reason) for one in request.not_checked]
        said += [(number, one.code, one.severity, str(one.count)) for one in request.untold]
    return Counter(said)


def differing(folders: list[Path], change: Callable[[Path], Path]) -> dict[str, list[Judgement]]:
    """Of each example that is judged otherwise once it is changed: what is said only before, only after."""
    found = {}
    for folder in folders:
        before, after = judgement(folder), judgement(change(folder))
        if before != after:
            found[folder.name] = [before - after, after - before]
    return found
