"""What each date of a document is: of a signature, an order, an issue, a service or a payment."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from segur_check.pieces.figures.headings import heading_above
from segur_check.pieces.figures.invoice_table import (
    heading_over,
    is_bare_date,
    is_beside_the_number,
    is_of_another_paper,
)
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
    """A date of a document, and what its label says it is; None when that is nothing known."""

    value: date
    line: Line
    start: int
    label: DayLabel | None

    @property
    def page(self) -> int:
        """Its page, from 1."""
        return self.line.page

    @property
    def excerpt(self) -> str:
        """The words around it, on one line."""
        return self.line.excerpt(self.start)


_WORDS = (
    (
        DayLabel.DUE,
        Pattern(
            r"echeance|\bechoir|regl\w*|a payer|limite|validite|valable|avant le|jusqu|\bprelev|exigible"
            r"|paiement|\bpayee?s?\b|\bacquitt|\bencaiss|\bdue\b|\bjours,? (?:le|au) ?:?\Z"
        ),
    ),
    (
        DayLabel.SIGNATURE,
        Pattern(
            r"\bsign[ea]|\bfait (?:a\b|le\b|en\b)|\bfait,? |bon pour (?:accord|commande)|lu et approuve|accepte"
        ),
    ),
    (DayLabel.ORDER, Pattern(r"commande|\bbdc\b|\border(?:ed)?\b")),
    (
        DayLabel.SERVICE,
        Pattern(
            r"prestation|livraison|realis|installation|execut|periode|service|deploye|deploiement"
            # "Demande d'intervention du", "Rapport d'intervention du": the day of that paper.
            r"|(?<!demande d')(?<!rapport d')(?<!compte rendu d')(?<!compte-rendu d')(?<!bon d')(?<!fiche d')(?<!ordre d')"
            r"(?<!facture d')\binterventions?\b"
        ),
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
_ISSUE_WORDS = dict(_WORDS)[DayLabel.ISSUE]
# Someone else signs, or something else is signed: the day is not that of this document.
_SIGNED_ELSEWHERE = Pattern(
    r"fournisseur|prestataire|editeur|vendeur|supplier|\bsignee? par\b"
    r"|contrat|convention|devis|avenant|\bbail\b|\bmandat\b|marche\b(?! +le)|accord-cadre"
)
# Another invoice, or no document at all: "Prochaine facture le", "Facturation à compter du".
_NO_ISSUE = Pattern(
    r"\bprochain|\bsuivant|\bfutur|\ba venir|\bpreceden|\bdernier|d'origine|\binitial|\bconcern|\bannul|\bremplac|\brectifi"
    r"|\bcredite|anniversaire|renouvel|\bresili|\ba compter|\ba partir|\bdepuis|\bdebut|\bfin de|\bsera\b|\bseront\b"
    r"|\ba facturer|rendez-vous|naissance|\bnext\b|\bprevious\b"
)
_ANOTHER_DOCUMENT = Pattern(r"\b(?:contrat|convention|devis|avenant|bail|mandat|avoir)\b")
_CLAUSE_ENDS = Pattern(r"[.;|!?] +| [-\u2013\u2014] ")
_ARTICLE_ALONE = Pattern(r"\W*(?:le|du|au)\b\W*\Z")
_A_WORD = re.compile(r"[a-z]{3}")
# A cell that is the number of something: "FAC-2022-0024", "FAC 2022 0024".
_A_NUMBER = Pattern(
    r"(?:[a-z]{1,5}[ ./_-]{0,3}){0,2}[\w./-]*\d[\w./-]*(?: [\w./-]*\d[\w./-]*){0,3}"
)


def labelled_days(lines: Sequence[Line]) -> Iterator[LabelledDay]:
    """The dates of a document with their labels, in the order of the lines."""
    for index, line in enumerate(lines):
        last_end = 0  # of the date before
        for day in line.days:
            before = line.flat[last_end : day.start]
            last_end = day.end
            label = _label(before)
            if label is None and not _A_WORD.search(before):
                label = _label_above(lines, index, day.start, day.end)
            elif label is None:
                label = _label_in_table(lines, index, day.start, day.end)
            elif label is DayLabel.ISSUE and index and _ARTICLE_ALONE.match(before):
                label = _carried_over(lines[index - 1], line)
            yield LabelledDay(day.value, line, day.start, label)


def _label_above(lines: Sequence[Line], index: int, start: int, end: int) -> DayLabel | None:
    """What the heading of its column says of a date; a bare "Date" is of the paper named before it."""
    label = _label(heading_above(lines, index, start, end))
    if label is DayLabel.ISSUE:
        cell = next((cell for cell in lines[index].cells if cell.overlaps(start, end)), None)
        heading = heading_over(lines, index, cell) if cell is not None else None
        if heading is not None and is_bare_date(lines, heading):
            return None if is_of_another_paper(lines, heading) else label
    return label


def _label_in_table(lines: Sequence[Line], index: int, start: int, end: int) -> DayLabel | None:
    """What a date alone in its cell is, by its heading, in a row that begins with numbers."""
    line = lines[index]
    cell = next((cell for cell in line.cells if (cell.start, cell.end) == (start, end)), None)
    if cell is None:
        return None
    before = (other for other in line.cells if other.start < start)
    heading = heading_over(lines, index, cell)
    if heading is None or not all(_A_NUMBER.fullmatch(other.text) for other in before):
        return None
    if is_bare_date(lines, heading):
        return DayLabel.ISSUE if is_beside_the_number(lines, heading) else None
    return _label(lines[heading.line].cells[heading.rank].text)


def _carried_over(above: Line, line: Line) -> DayLabel | None:
    """What "le ..." at the head of a line dates: an issue, unless the line above says otherwise."""
    if above.page != line.page or above.has_digit:
        return DayLabel.ISSUE
    last_cell = above.cells[-1].text
    if _label(last_cell) is DayLabel.DUE:
        return DayLabel.DUE
    return None if _NO_ISSUE.search(last_cell) else DayLabel.ISSUE


def _label(text: str) -> DayLabel | None:
    """What the last cell with a known word says."""
    for cell in reversed(re.split(r" {2,}", text)):
        for label, words in _WORDS:
            if words.search(cell.strip()):
                return None if _is_of_another(label, cell) else label
        if _is_of_no_issue(cell):
            return None
    return None


def _is_of_another(label: DayLabel, cell: str) -> bool:
    """Whether a signature is that of another document, or an issue that of another or of none."""
    if label is DayLabel.SIGNATURE:
        return _SIGNED_ELSEWHERE.search(cell) is not None
    return label is DayLabel.ISSUE and _is_of_no_issue(cell)


def _is_of_no_issue(cell: str) -> bool:
    """Whether a cell ends with a clause on another document: "Devis D-12 du", "Prochaine facture le"."""
    clauses = [clause for clause in _CLAUSE_ENDS.split(cell) if _A_WORD.search(clause)]
    if not clauses:
        return False
    clause = clauses[-1]
    if _NO_ISSUE.search(clause):
        return True
    another = max((match.end() for match in _ANOTHER_DOCUMENT.finditer(clause)), default=-1)
    issue = max((match.end() for match in _ISSUE_WORDS.finditer(clause.strip())), default=0)
    return another > issue
