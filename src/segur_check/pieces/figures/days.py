"""Which date of a document is what."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from segur_check.pieces.figures.headings import heading_above
from segur_check.pieces.figures.layout import Line
from segur_check.values.pattern import Pattern


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
    (
        DayLabel.DUE,
        Pattern(
            r"echeance|\bechoir|regl\w*|a payer|limite|validite|valable|avant le|jusqu|\bprelev|exigible"
            r"|paiement|\bpayee?s?\b|\bacquitt|\bencaiss|\bdue\b"
        ),
    ),
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
            r"\bemission|\bemise? le|\bedit(?:ion|ee?)\b|factur|\betablie?s?\b|du document|(?:\A|  )date ?:?\Z"
            r"|creation(?! (?:de |du |d')(?:la |l'|un |votre )?(?:societe|entreprise|compte|dossier|contrat|etablissement))"
            r"|(?:\A|, ?)le ?:?\Z|dated|\bissued"
        ),
    ),
)
# Who else signs, or what else is signed: the day is not that of this paper.
_OF_ANOTHER = Pattern(
    r"fournisseur|prestataire|editeur|vendeur|supplier|\bsignee? par\b"
    r"|contrat|convention|devis|avenant|\bbail\b|\bmandat\b|marche\b(?! +le)|accord-cadre"
)
# Of another invoice, or of no paper at all: "Prochaine facture le", "Facturation à compter du".
_OF_NO_ISSUE = Pattern(
    r"\bprochain|\bsuivant|\bfutur|\ba venir|\bpreceden|\bdernier|d'origine|\binitial|\bconcern|\bannul|\bremplac|\brectifi"
    r"|\bcredite|anniversaire|renouvel|\bresili|\ba compter|\ba partir|\bdepuis|\bdebut|\bfin de|\bsera\b|\bseront\b"
    r"|\ba facturer|rendez-vous|naissance|\bnext\b|\bprevious\b"
)
_OF_ANOTHER_PAPER = Pattern(r"\b(?:contrat|convention|devis|avenant|bail|mandat|avoir)\b")
_CLAUSE_ENDS = Pattern(r"[.;|!?] +| [-\u2013\u2014] ")
_BARE = Pattern(r"\W*(?:le|du|au)\b\W*\Z")


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
            elif label is DayLabel.ISSUE and index and _BARE.match(before):
                label = _carried_on(lines[index - 1], line)
            yield LabelledDay(day.value, line, day.start, label)


def _carried_on(above: Line, line: Line) -> DayLabel | None:
    """What "le ..." at the head of a line dates: what the line above says is not yet, or not this."""
    if above.page != line.page or above.has_digit:
        return DayLabel.ISSUE
    said = above.cells[-1].text
    due = _label(said) is DayLabel.DUE
    return DayLabel.DUE if due else None if _OF_NO_ISSUE.search(said) else DayLabel.ISSUE


def _label(text: str) -> DayLabel | None:
    """What the nearest cell with a word says."""
    for cell in reversed(re.split(r" {2,}", text)):
        for label, words in _WORDS:
            if words.search(cell.strip()):
                signed_else = label is DayLabel.SIGNATURE and _OF_ANOTHER.search(cell)
                issued_else = label is DayLabel.ISSUE and _is_of_no_issue(cell)
                return None if signed_else or issued_else else label
        if _is_of_no_issue(cell):
            return None
    return None


def _is_of_no_issue(cell: str) -> bool:
    """Whether the last clause of a cell is of another paper: "Devis D-12 du", "Prochaine facture le"."""
    clause = [one for one in _CLAUSE_ENDS.split(cell) if re.search(r"[a-z]{3}", one)][-1:]
    if any(_OF_NO_ISSUE.search(one) for one in clause):
        return True
    others = [met.end() for one in clause for met in _OF_ANOTHER_PAPER.finditer(one)]
    issues = [met.end() for one in clause for met in _WORDS[-1][1].finditer(one.strip())]
    return bool(others) and max(others) > max(issues, default=0)
