"""Which date of a document is what."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from segur_check.patterns import Pattern
from segur_check.pieces.headings import heading_above
from segur_check.pieces.layout import Line


class DayLabel(StrEnum):
    """What a date is of."""

    SIGNATURE = "signature"
    ORDER = "commande"
    ISSUE = "émission"
    SERVICE = "prestation"
    DUE = "échéance"


class LabelledDay(Struct, frozen=True):
    """A date of a document, and what its label says; None where it says nothing known."""

    value: date
    line: Line
    start: int
    label: DayLabel | None

    @property
    def page(self) -> int:
        """The page it stands on, from 1."""
        return self.line.page

    @property
    def excerpt(self) -> str:
        """What stands around it, on one line."""
        return self.line.excerpt(self.start)


_WORDS = (
    (DayLabel.DUE, Pattern(r"echeance|regl\w*|a payer|limite|validite|valable|avant le|jusqu")),
    (
        DayLabel.SIGNATURE,
        Pattern(
            r"\bsign[ea]|\bfait (?:a\b|le\b|en\b)|\bfait,? |bon pour accord|lu et approuve|accepte"
        ),
    ),
    (DayLabel.ORDER, Pattern(r"commande|\bbdc\b|\border(?:ed)?\b")),
    (
        DayLabel.SERVICE,
        Pattern(r"prestation|livraison|realis|installation|execut|periode|service"),
    ),
    (
        DayLabel.ISSUE,
        Pattern(
            r"emission|\bemise? le|edit(?:ion|e)|factur|etabli|creation|du document|(?:\A|  )date ?:?\Z"
            r"|(?:\A|, ?)le ?:?\Z|dated|\bissued"
        ),
    ),
)
# Who else signs, or what else is signed: the day is not that of this paper.
_OF_ANOTHER = Pattern(
    r"fournisseur|prestataire|editeur|vendeur|supplier|\bsignee? par\b"
    r"|contrat|convention|devis|avenant|\bbail\b|\bmandat\b|marche\b(?! +le)|accord-cadre"
)


def labelled_days(lines: Sequence[Line]) -> Iterator[LabelledDay]:
    """The dates of a document with their labels, in the order of the lines."""
    for index, line in enumerate(lines):
        if not line.has_digit:
            continue
        done = 0
        for day in line.days:
            before = line.flat[done : day.start]
            done = day.end
            label = _label(before)
            if label is None and not re.search(r"[a-z]{3}", before):
                label = _label(heading_above(lines, index, day.start, day.end))
            yield LabelledDay(day.value, line, day.start, label)


def _label(text: str) -> DayLabel | None:
    """What the nearest cell with a word says."""
    for cell in reversed(re.split(r" {2,}", text)):
        for label, words in _WORDS:
            if words.search(cell.strip()):
                of_another = label is DayLabel.SIGNATURE and _OF_ANOTHER.search(cell)
                return None if of_another else label
    return None
