"""What came of each paper: right ones held against, twins told, not checked, or passed in silence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from papers.sheets import Sheet
from segur_check.report import Report

_BLOCKING = frozenset({"rejet", "a-modifier"})
_UNREAD = "DOC001"


@dataclass(frozen=True)
class Outcome:
    """What the tool said of one paper: codes that block, codes of alerts, reasons of what it did not check.

    `verdict` of a twin: "told", "unclear" or "silent"; of a right one "right", "unclear", "alerted" or
    "wrong".
    """

    sheet: Sheet
    blocking: frozenset[str]
    alerts: frozenset[str]
    unclear: Mapping[str, str]
    verdict: str = ""


def said(sheet: Sheet, report: Report) -> Outcome:
    """The findings of a report, those of the dossier apart from its paper included."""
    found = [one for request in report.requests for one in request.findings]
    assert report.requests
    unclear = {
        one.code: one.reason
        for request in report.requests
        for one in request.not_checked
        if one.kind != "non-publie"
    }
    return Outcome(
        sheet,
        frozenset(one.code for one in found if one.severity in _BLOCKING),
        frozenset(one.code for one in found if one.severity == "alerte"),
        unclear,
    )


def judged(found: Sequence[Outcome]) -> list[Outcome]:
    """The verdicts: a twin is told by what is said of it and not of the right paper."""
    right = {one.sheet.kind: one for one in found if not one.sheet.twin}
    return [replace(one, verdict=_verdict(one, right[one.sheet.kind])) for one in found]


def _verdict(one: Outcome, right: Outcome) -> str:
    if not one.sheet.twin:
        if one.blocking:
            return "wrong"
        if one.alerts:
            return "alerted"
        return "unclear" if one.unclear else "right"
    told = (one.blocking | one.alerts) - right.blocking - right.alerts
    if told & one.sheet.codes:
        return "told"
    return "unclear" if _reasons(one) else "silent"


def _reasons(one: Outcome) -> frozenset[str]:
    """The codes not checked that bear on what is wrong in a twin."""
    return frozenset(one.unclear) & {*one.sheet.codes, _UNREAD}


@dataclass(frozen=True)
class Row:
    """The sums of a chain: papers that agree, then twins.

    `wrong`, `alerted`: the names of those held against, with the codes; `doubted`: those not checked.
    `unclear`: of the twins not checked, how many by the code that says why; `silent`: the names of
    those passed over.
    """

    chain: str
    right: int
    wrong: Sequence[str]
    alerted: Sequence[str]
    doubted: int
    twins: int
    told: int
    unclear: Mapping[str, int]
    silent: Sequence[str]


def row_of(chain: str, found: Sequence[Outcome]) -> Row:
    """The sums of the papers of one chain."""
    right = [one for one in found if not one.sheet.twin]
    twins = [one for one in found if one.sheet.twin]
    unclear = [one for one in twins if one.verdict == "unclear"]
    why = Counter(min(_reasons(one)) for one in unclear)
    return Row(
        chain,
        len(right),
        [_told(one, one.blocking) for one in right if one.verdict == "wrong"],
        [_told(one, one.alerts) for one in right if one.verdict == "alerted"],
        sum(one.verdict == "unclear" for one in right),
        len(twins),
        sum(one.verdict == "told" for one in twins),
        dict(why),
        [one.sheet.name for one in twins if one.verdict == "silent"],
    )


def _told(one: Outcome, codes: Iterable[str]) -> str:
    return f"{one.sheet.name} ({', '.join(sorted(codes))})"
