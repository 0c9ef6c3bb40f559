"""What the controls said of a file so far: of each of its requests, and of the file as a whole."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, Outcome, Place, Problem
from segur_check.dossier.shape import MOST_FAULTS
from segur_check.engine.telling import Teller
from segur_check.rules.controls import causes_first

if TYPE_CHECKING:
    from segur_check.report import Finding, Unchecked

MOST_TOLD = 1_000
"""Findings of one code told for one file; the others are counted, request by request."""

Owner = int | None
"""A request by its index in the file; None is the file as a whole."""
WHOLE_FILE: Owner = None
Examined = tuple[Owner, Context]
"""What a control looks at: a request or the file, and its view."""

# The controls that tell the departures from the schema.
_OF_THE_SHAPE = ("FMT005", "FMT006", "FMT007", "FMT008", "FMT009", "FMT010", "FMT019")
_LONGEST_ERROR = 120
_NO_CODES: frozenset[str] = frozenset()


class Told(NamedTuple):
    """A problem that was told: its code, and which finding of its owner it became, by its index."""

    code: str
    problem: Problem
    finding: int


class Ledger:
    """What was said, by owner: findings, what could not be checked, what is only counted.

    `suspended` are the controls that could not end, beyond those of the plan; `counted` how many
    findings of a code and a severity came after those that are told. `related` are the problems that
    may be a cause or a consequence: of most requests, none.
    """

    def __init__(self, teller: Teller, requests: Iterable[int]) -> None:
        self.findings: dict[Owner, list[Finding]] = defaultdict(list)
        self.unchecked: dict[Owner, list[Unchecked]] = defaultdict(list)
        self.suspended: dict[Owner, set[str]] = defaultdict(set)
        self.counted: dict[Owner, dict[tuple[str, str], int]] = defaultdict(dict)
        self.related: dict[Owner, list[Told]] = defaultdict(list)
        self.crashed = False
        self._teller = teller
        self._requests = frozenset(requests)
        self._problems: Counter[str] = Counter()  # told or counted, by code
        self._causes_first = causes_first(teller.rules)

    def note(self, code: str, outcome: Outcome, owner: Owner) -> None:
        """Keep what a control said of a request, or of the file."""
        if isinstance(outcome, NotChecked):
            self.unchecked[owner].append(self._teller.unchecked(code, outcome, owner))
        else:
            if owner is None:
                owner = _request_of(outcome, self._requests)
            self._note_problem(code, outcome, owner)
            if outcome.silences:
                self.suspended[owner] |= outcome.silences

    def _note_problem(self, code: str, problem: Problem, owner: Owner) -> None:
        """Tell a problem, or count it when its code was told often enough."""
        self._problems[code] += 1
        if self._problems[code] <= MOST_TOLD:
            told = self.findings[owner]
            told.append(self._teller.finding(code, problem, owner))
            if code in self._causes_first:
                self.related[owner].append(Told(code, problem, len(told) - 1))
        else:
            counts, key = self.counted[owner], (code, self._teller.severity(code, problem))
            counts[key] = counts.get(key, 0) + 1

    def note_crash(self, code: str, error: Exception, examined: Examined) -> None:
        """Note a control that crashed, and what it was looking at."""
        owner, view = examined
        self.crashed = True
        self.suspend(code, [examined])
        crash = Problem(
            Place("" if owner is None else view.line.pointer),
            {"code": code, "error": f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]},
        )
        self._note_problem("SYS001", crash, owner)

    def note_over_budget(self, code: str, budget: float) -> None:
        """Note what spent its budget (seconds): what it did not do is not checked."""
        self.findings[WHOLE_FILE].append(self._teller.over_budget(code, budget))

    def note_cut_shape(self, examined: Sequence[Examined]) -> None:
        """Note that a file has more faults of shape than are looked for: the others are not checked."""
        self.findings[WHOLE_FILE].append(self._teller.cut_shape(MOST_FAULTS))
        for code in _OF_THE_SHAPE:
            self.suspend(code, examined)

    def note_what_is_counted(self) -> None:
        """Note of each code that was found more often than it is told how many are only counted."""
        for code, count in self._problems.items():
            if count > MOST_TOLD:
                self.findings[WHOLE_FILE].append(
                    self._teller.only_counted(code, MOST_TOLD, count - MOST_TOLD)
                )

    def suspend(self, code: str, examined: Iterable[Examined]) -> None:
        """Note what a control did not come to, or not to the end of; another code says why."""
        for owner, _ in examined:
            self.suspended[owner].add(code)

    def lacking(self, owner: Owner) -> set[str]:
        """The controls that could not judge, or not wholly, beyond those of the plan."""
        unchecked = self.unchecked.get(owner, ())
        return {reason.code for reason in unchecked} | self.suspended.get(owner, _NO_CODES)

    def has_something_of(self, owner: Owner) -> bool:
        """Whether there is anything to report of an owner."""
        noted = (self.findings, self.unchecked, self.counted)
        return any(by_owner.get(owner) for by_owner in noted)


def _request_of(problem: Problem, known: frozenset[int]) -> Owner:
    """The request that a problem of the whole file belongs to, by its first place."""
    for place in problem.places:
        if place.request is not None:
            return place.request if place.request in known else WHOLE_FILE
        if place.pointer and place.avance is None:
            _, *steps = place.pointer.split("/", 3)
            in_request = len(steps) > 1 and steps[0].lower() == "lignesimport"
            index = int(steps[1]) if in_request and steps[1].isdigit() else None
            return index if index in known else WHOLE_FILE
    return WHOLE_FILE
