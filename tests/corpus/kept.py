"""The figures of a measure kept in a small file, to be set beside those of a later one."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path

from corpus.judged import State
from corpus.tallies import Tally, share
from corpus.truth import FIELDS
from segur_check.pieces.figures.evidence import Answer


@dataclass(frozen=True)
class Ratio:
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> Fraction | None:
        """None of nothing."""
        return share(self.part, self.whole)


@dataclass(frozen=True)
class Figures:
    """Of a group of documents: what blocks and is deserved, what is told, by field too.

    `unclear` and `silent`: of the altered documents that can be judged and are not told, those of
    which something is told as not checked, and the others. `fields`: recall of contradictions.
    """

    precision: Ratio
    recall: Ratio
    on_agreeing: int
    unclear: int
    silent: int
    fields: Mapping[str, Ratio]


@dataclass(frozen=True)
class Measure:
    """The figures of every group, of a version on a day, over one document in so many."""

    version: str
    day: str
    one_in: int
    groups: Mapping[str, Figures]


def figures_of(tally: Tally) -> Figures:
    """What is kept of the sums of a group."""
    told = tally.told.total()
    fields = {}
    for name in FIELDS:
        asked = tally.count(name, (State.DIFFERS,))
        met = tally.count(name, (State.DIFFERS,), (Answer.CONTRADICTED,), right=True)
        fields[name] = Ratio(met, asked)
    return Figures(
        Ratio(told - tally.false, told),
        Ratio(tally.caught, tally.judgeable),
        tally.on_agreeing,
        tally.unclear,
        tally.silent,
        fields,
    )


def keep(measure: Measure, file: Path) -> None:
    """Write a measure down; groups of the file that it lacks stay, so that it can be made in pieces."""
    before = kept(file)
    if before is not None and (before.version, before.one_in) == (measure.version, measure.one_in):
        measure = replace(measure, groups={**before.groups, **measure.groups})
    file.write_text(json.dumps(asdict(measure), indent=1) + "\n", encoding="utf-8")


def kept(file: Path) -> Measure | None:
    """The measure of a file; None where there is none."""
    if not file.exists():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    groups = {name: _figures(one) for name, one in told.pop("groups").items()}
    return Measure(**told, groups=groups)


def _figures(told: dict[str, object]) -> Figures:
    ratios = {name: Ratio(**told[name]) for name in ("precision", "recall")}  # type: ignore[arg-type]
    fields = {name: Ratio(**one) for name, one in told["fields"].items()}  # type: ignore[attr-defined]
    return Figures(**{**told, **ratios, "fields": fields})  # type: ignore[arg-type]
