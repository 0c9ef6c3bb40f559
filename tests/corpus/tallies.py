"""The sums of the measure: what was asked of the reader and of the tool, and what they answered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from corpus.judged import CODES, Judged, State
from segur_check.pieces.figures.evidence import Answer

_OF_LAYOUT = frozenset({"DOC012"})  # deserved with or without a mutation


@dataclass
class Tally:
    """Counts over some cases; sums of tallies are made by `+`.

    `told` and `blocking`: (code, deserved) of the findings; of scans, those told are alerts.
    `fields`: (field, state, answer, whether it is right) of every field of every case. `agreeing`,
    `altered`: documents. `judgeable`: altered ones that differ in a field of a blocking control;
    `caught`: those told by the code of one; `unclear`: those not caught, of which something is told
    as not checked. `doubted`: the agreeing documents of which something is. `missed`: (mutation,
    layout) of what was judgeable and not caught. `wrong`: the names of wrong answers.
    """

    fields: Counter[tuple[str, State, Answer, bool]] = field(default_factory=Counter)
    agreeing: int = 0
    altered: int = 0
    judgeable: int = 0
    caught: int = 0
    unclear: int = 0
    doubted: int = 0
    told: Counter[tuple[str, bool]] = field(default_factory=Counter)
    blocking: Counter[tuple[str, bool]] = field(default_factory=Counter)
    on_agreeing: int = 0
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, one: Judged) -> None:
        """Count a case."""
        case = one.case
        for name, evidence in one.evidence.items():
            right = True
            if evidence.answer is Answer.CONTRADICTED:
                right = one.rightly(name)
            elif evidence.answer is Answer.FOUND:
                right = name in one.stands
            self.fields[name, one.states[name], evidence.answer, right] += 1
            if not right:
                told = f"{evidence.answer} {evidence.shown}: {evidence.excerpt[:60]}"
                self.wrong.append(f"{case.name} {name} {told}")
        self.blocking.update((code, code in one.deserved) for code in one.blocking)
        for code in one.told:
            self.told[code, code in one.deserved] += 1
            if code not in one.deserved:
                self.wrong.append(f"{case.name} {code}")
        if case.mutation is None:
            self.agreeing += 1
            self.doubted += bool(one.unclear)
            self.on_agreeing += len(one.told - one.deserved)
            return
        self.altered += 1
        if not any(one.states[name] is State.DIFFERS for name in CODES):
            return
        self.judgeable += 1
        if one.told & (one.deserved - _OF_LAYOUT):
            self.caught += 1
        else:
            self.unclear += bool(one.unclear)
            self.missed[case.mutation, case.layout] += 1

    def __add__(self, other: "Tally") -> "Tally":
        """The counts of both."""
        return Tally(
            self.fields + other.fields,
            self.agreeing + other.agreeing,
            self.altered + other.altered,
            self.judgeable + other.judgeable,
            self.caught + other.caught,
            self.unclear + other.unclear,
            self.doubted + other.doubted,
            self.told + other.told,
            self.blocking + other.blocking,
            self.on_agreeing + other.on_agreeing,
            self.missed + other.missed,
            self.wrong + other.wrong,
        )

    @property
    def recall(self) -> Fraction | None:
        """Of the altered documents that can be judged, those the tool tells; None of none."""
        return Fraction(self.caught, self.judgeable) if self.judgeable else None

    @property
    def precision(self) -> Fraction | None:
        """Of the findings told, those deserved; None where there is none."""
        told = self.told.total()
        return Fraction(told - self.false, told) if told else None

    @property
    def silent(self) -> int:
        """The altered documents that can be judged and pass without a word."""
        return self.judgeable - self.caught - self.unclear

    @property
    def false(self) -> int:
        """The findings told that nothing deserves."""
        return sum(count for (_, deserved), count in self.told.items() if not deserved)

    def count(
        self,
        name: str,
        states: Iterable[State] = tuple(State),
        answers: Iterable[Answer] = tuple(Answer),
        *,
        right: bool | None = None,
    ) -> int:
        """How many fields of this name are in one of the states with one of the answers."""
        return sum(
            count
            for (one, state, answer, good), count in self.fields.items()
            if one == name and state in states and answer in answers and right in (None, good)
        )


def tallied(cases: Iterable[Judged]) -> Tally:
    """The sums over some cases."""
    tally = Tally()
    for one in cases:
        tally.add(one)
    return tally


def share(part: int, whole: int) -> Fraction | None:
    """A part of a whole; None of nothing."""
    return Fraction(part, whole) if whole else None


def missed_most(tally: Tally, most: int) -> Iterator[tuple[str, int, dict[str, int]]]:
    """The layouts with the most altered documents not told, and by mutation how many."""
    layouts: dict[str, Counter[str]] = {}
    for (mutation, layout), count in tally.missed.items():
        layouts.setdefault(layout, Counter())[mutation] += count
    worst = sorted(layouts, key=lambda one: (-layouts[one].total(), one))[:most]
    return ((one, layouts[one].total(), dict(sorted(layouts[one].items()))) for one in worst)
