"""Which findings follow from which: those of one request that end where another is mended, under it.

The tables say which codes may follow from which (`follows`), each problem what would end it
(`mends`). Where it may be one deed or another, all of them must end what follows, but for those that a
witness rules out: what an order shows tells which of three amounts of the JSON is wrong. Where a problem
does not say so of a deed, its control looks once more at the request as it would then be: what an order
shows, written in the JSON, ends a false key, or an amount over its cap.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from segur_check.case.context import Context
from segur_check.case.control import Control, Place, Problem
from segur_check.case.mends import AVANCE, DEPOSIT, RIGHT, Mend, NotBefore
from segur_check.dossier.rewriting import rewritten
from segur_check.engine.ledger import WHOLE_FILE, Ledger, Owner, Told
from segur_check.rules.controls import causes_first, control_text
from segur_check.values.dates import Deposit

if TYPE_CHECKING:
    from segur_check.dossier.request import ImportFile

_A_PAIR = 2
# Of one request; what a hostile file has beyond them stays a cause of its own.
_MOST_FINDINGS = 50
_MOST_DEEDS = 50
_MOST_LOOKS = 100


def link(ledger: Ledger, context: Context, rules: Path | None, controls: Sequence[Control]) -> None:
    """Mark each finding that follows from another of its request, or of the file as a whole."""
    of_file = ledger.related.get(WHOLE_FILE, [])[:_MOST_FINDINGS]
    groups = {
        owner: (of_file if owner is not WHOLE_FILE else [], own[:_MOST_FINDINGS])
        for owner, own in ledger.related.items()
    }
    linked = {owner: both for owner, both in groups.items() if _may_be_linked(*both, rules)}
    if not linked:
        return
    requests = {request.index: request for request in context.file.requests}
    by_code = {control.code: control for control in controls}
    roots: dict[int, Told] = {}
    # The file comes first: what follows in a request may have its root there.
    for owner in sorted(linked, key=lambda owner: owner is not WHOLE_FILE):
        others, own = linked[owner]
        view = context if owner is None else context.of(requests[owner])
        for told, cause in _Group(others, own, view, by_code, rules).causes(roots):
            _mark(ledger, owner, told, cause, of_file=cause in others)


def _may_be_linked(others: Sequence[Told], own: Sequence[Told], rules: Path | None) -> bool:
    """Whether the tables say of a code that it may follow from another that was found."""
    if len(others) + len(own) < _A_PAIR:
        return False
    codes = {told.code for told in (*others, *own)}
    return any(codes.intersection(control_text(told.code, rules).follows) for told in own)


def _mark(ledger: Ledger, owner: Owner, told: Told, cause: Told, *, of_file: bool) -> None:
    causing = ledger.findings[WHOLE_FILE if of_file else owner][cause.finding]
    findings = ledger.findings[owner]
    findings[told.finding] = replace(findings[told.finding], caused_by=causing.fingerprint)


class _Group:
    """The related problems of a request, `own`, and those of its file as a whole, `others`."""

    def __init__(
        self,
        others: Sequence[Told],
        own: Sequence[Told],
        view: Context,
        controls: Mapping[str, Control],
        rules: Path | None,
    ) -> None:
        self._own, self._all = own, (*others, *own)
        self._view, self._controls, self._rules = view, controls, rules
        mends = (mend for told in self._all for mend in told.problem.mends)
        self._deeds: list[Mend] = []
        for mend in islice(mends, _MOST_DEEDS):
            if mend not in self._deeds:
                self._deeds.append(mend)
        self._ended: dict[tuple[int, int], bool] = {}
        self._rewritten: dict[int, ImportFile] = {}
        self._looks = 0
        self._ways: dict[int, frozenset[int] | None] = {}
        # Where its right value is unknown: the deeds that end a root and all that follows from it.
        self._left: dict[int, set[int]] = {}

    def causes(self, roots: dict[int, Told]) -> Iterator[tuple[Told, Told]]:
        """Each consequence among the request's own problems, with its root, which `roots` keeps too."""
        rank = causes_first(self._rules)
        for told in sorted(self._own, key=lambda told: rank[told.code]):
            root = self._root(told, roots)
            if root is not None:
                roots[id(told)] = root
                yield told, root

    def _root(self, told: Told, roots: Mapping[int, Told]) -> Told | None:
        """The cause of a problem, or the cause of that one: mending it ends them and all that follows."""
        for code in control_text(told.code, self._rules).follows:
            for cause in self._all:
                if cause is told and code == told.code:
                    break  # of one code, the first is the cause
                if cause.code == code:
                    root = roots.get(id(cause), cause)
                    if self._goes_with(root, told):
                        return root
        return None

    def _goes_with(self, root: Told, told: Told) -> bool:
        """Whether a problem ends however a root is mended; where nothing tells how, if one deed ends both."""
        if id(root) not in self._ways:
            self._ways[id(root)] = self._ways_to_mend(root)
        ways = self._ways[id(root)]
        if ways is not None:
            return all(self._ends(deed, told) for deed in ways)
        deeds = self._left.get(id(root), range(len(self._deeds)))
        left = {deed for deed in deeds if self._ends(deed, root) and self._ends(deed, told)}
        if left:
            self._left[id(root)] = left
        return bool(left)

    def _ways_to_mend(self, root: Told) -> frozenset[int] | None:
        """The deeds that a person may choose from; None where the right value is unknown.

        A witness is told of something that the root does not rest on: a document or the avance, where
        the root is of the JSON; the JSON, where it is of a page alone. What ends both is the right deed.
        """
        sides = self._sides(root)
        witnesses = [other for other in self._all if self._sides(other) - sides]
        shown = {
            deed
            for deed, values in enumerate(self._deeds)
            if all(map(_is_known, values.values()))
            and self._ends(deed, root)
            and any(self._ends(deed, witness) for witness in witnesses)
        }
        own = root.problem.mends
        if shown:
            return frozenset(shown)
        if not own or any(_is_open(mend) for mend in own):
            return None
        return frozenset(self._deeds.index(mend) if mend in self._deeds else -1 for mend in own)

    def _sides(self, told: Told) -> set[str]:
        """What a problem rests on: the JSON, a document, the avance."""
        sides = {_side_of(place) for place in told.problem.places}
        if "avance" in control_text(told.code, self._rules).needs:
            sides.add("avance")
        mended = {place for mend in told.problem.mends for place in mend} - {DEPOSIT, AVANCE}
        return sides | {"json" if place.startswith("/") else "document" for place in mended}

    def _ends(self, index: int, told: Told) -> bool:
        """Whether the deed of an index ends a problem."""
        known = self._ended.get((index, id(told)))
        if known is None:
            known = self._ended[index, id(told)] = self._would_end(index, told)
        return known

    def _would_end(self, index: int, told: Told) -> bool:
        if index < 0:
            return False  # one more than are thought of
        deed, problem = self._deeds[index], told.problem
        if any(_is_done(mend, deed) for mend in problem.mends):
            return True
        request = self._view.request
        if request is not None and told in self._own and deed.get(request.pointer, RIGHT) is None:
            return True  # with its request
        if problem.sure or problem.places[0].attachment is not None:
            return False  # no document is read again
        if RIGHT in deed.values():
            pointers = (place.pointer for place in problem.places if place.avance is None)
            return any(deed.get(pointer) is RIGHT for pointer in pointers if pointer)
        if not all(_can_be_rewritten(place, value) for place, value in deed.items()):
            return False
        self._looks += 1
        return self._looks <= _MOST_LOOKS and self._is_gone(index, told)

    def _is_gone(self, index: int, told: Told) -> bool:
        """Whether its control no longer finds a problem, nor a new one, once the deed is done."""
        deed, view = self._deeds[index], self._view
        file = self._rewritten.get(index)
        if file is None:
            values = {place: value for place, value in deed.items() if place != DEPOSIT}
            file = self._rewritten[index] = rewritten(view.file, view.request, values)
        of_request = control_text(told.code, self._rules).scope in {"request", "both"}
        then = replace(
            view,
            file=file,
            request=file.requests[0] if of_request and file.requests else None,
            deposit=_deposit(view, deed.get(DEPOSIT)),
        )
        known = {other.problem.places[0] for other in self._all if other.code == told.code}
        known.discard(told.problem.places[0])
        try:
            outcomes = [*self._controls[told.code].check(then)]
        except Exception:  # noqa: BLE001 - a control that crashes never stops the others
            return False
        left = (outcome for outcome in outcomes if isinstance(outcome, Problem))
        return all(problem.places[0] in known for problem in left)


def _is_done(mend: Mend, deed: Mend) -> bool:
    """Whether a deed holds all of a mend."""
    return all(place in deed and _is_met(value, deed[place]) for place, value in mend.items())


def _is_met(wanted: object, given: object) -> bool:
    if isinstance(wanted, NotBefore):
        return isinstance(given, date) and given >= wanted.day
    return wanted is RIGHT or given == wanted


def _is_known(value: object) -> bool:
    """Whether a deed writes a value, and does not leave open which, nor take something away."""
    return value is not None and value is not RIGHT and not isinstance(value, NotBefore)


def _is_open(mend: Mend) -> bool:
    """Whether a mend writes the right value in the JSON, and does not know it."""
    return any(value is RIGHT and place.startswith("/") for place, value in mend.items())


def _side_of(place: Place) -> str:
    if place.attachment is not None:
        return "document"
    return "avance" if place.avance is not None else "json"


def _can_be_rewritten(place: str, value: object) -> bool:
    """Whether a value of the JSON, or the deposit, is another one: not that something is taken away."""
    return _is_known(value) and (place.startswith("/") or place == DEPOSIT)


def _deposit(view: Context, day: object) -> Deposit:
    return Deposit.at(day, view.deposit.origin) if isinstance(day, date) else view.deposit
