"""Dossiers that Hypothesis makes, and which controls block them: the engine in this process."""

import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from segur_check.engine.options import Options
from segur_check.engine.run import check_paths
from segur_check.report import Report

Dossier = Any  # of examples/dossiers.py, a script
Tree = dict[str, Any]


def checked(dossier: Dossier, depot: datetime) -> Report:
    """The report of a dossier without its papers, deposited at an instant."""
    dossier.pieces.clear()
    with tempfile.TemporaryDirectory() as place:
        dossier.write(Path(place))
        return check_paths([place], Options(now=depot, depot=depot))


def blocking(report: Report, families: Iterable[str] = ("",)) -> set[str]:
    """The codes of these families that block."""
    assert not report.unread, report.unread[0].reason
    return {
        finding.code
        for request in report.requests
        for finding in request.findings
        if finding.blocking and finding.code.startswith(tuple(families))
    }
