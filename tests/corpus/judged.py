"""What the reader and the controls make of a case, beside what they should.

A field of a document is in one of four states, whatever the reader says of it:

- agrees: the document prints it, as the JSON has it;
- differs: it prints another value, and the JSON's nowhere;
- both: it prints another value under the label, and the JSON's somewhere else;
- silent: it does not print it.

"Contradicted" is right of a field that differs, with the value printed, and of no other. "Found" is
right where the value of the JSON stands. What is asked of the reader is only what can be known from
the page: of "both" and "silent" no contradiction is expected, and one that comes is a fault.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.cases import Case, squeezed
from corpus.requests import by_kind, context_of
from corpus.spelling import ALL_STYLES, SHEET
from corpus.truth import FIELDS, vat_of, whole_of
from segur_check.case.control import Confidence
from segur_check.checks.registry import CONTROLS
from segur_check.engine.judge import check_file
from segur_check.pieces.contents import Contents, contents_of
from segur_check.pieces.figures.client_evidence import identifier_evidence
from segur_check.pieces.figures.days import DayLabel
from segur_check.pieces.figures.evidence import (
    Evidence,
    amount_evidence,
    date_evidence,
    rate_evidence,
)
from segur_check.pieces.figures.sheet import sheet_of
from segur_check.pieces.forms.fields import labelled
from segur_check.pieces.scans.ocr import scanned_texts, tidied
from segur_check.pieces.words.tax_words import PriceKind

OF_DOCUMENTS = tuple(one for one in CONTROLS if one.code.startswith("DOC"))
# The blocking control that speaks of a field; a date is an alert (DOC004).
CODES = {
    "ht": "DOC006",
    "vat": "DOC006",
    "ttc": "DOC006",
    "rate": "DOC005",
    "identifiers": "DOC002",
}
BLOCKING_CODES = frozenset({*CODES.values(), "DOC008", "DOC009", "DOC012", "DOC021"})
_CENT = Decimal("0.01")


class State(StrEnum):
    """What a document prints of a field."""

    AGREES = "agrees"
    DIFFERS = "differs"
    BOTH = "both"
    SILENT = "silent"


@dataclass(frozen=True)
class Judged:
    """A case: the state of each field, what was read of it, and the blocking codes of the tool.

    `stands`: the fields whose JSON value stands somewhere in the document. `told`: the codes that
    block, and those that would if the pages had not been made out by OCR. `deserved`: the blocking
    codes that a clerk would give. `unclear`: the codes told as not checked.
    """

    case: Case
    states: Mapping[str, State]
    stands: frozenset[str]
    evidence: Mapping[str, Evidence]
    blocking: frozenset[str]
    told: frozenset[str]
    deserved: frozenset[str]
    unclear: frozenset[str] = frozenset()

    def rightly(self, field: str) -> bool:
        """Whether a contradiction of a field is one, and shows the value printed."""
        shown, printed = self.evidence[field].shown, self.case.printed
        if shown is not None and shown == _below(self.case).get(field):
            return True
        if self.states[field] is not State.DIFFERS:
            return False
        if field == "identifiers":
            return shown in {value for _, value in printed.identifiers}
        return bool(shown == (printed.order_date if field == "date" else getattr(printed, field)))


def read(case: Case, *, ocr: bool = False) -> Contents:
    """The document of a case as the tool reads it; through Tesseract where it is a scan."""
    contents = contents_of(case.pdf, max_pages=20, layout=True, max_seconds=60.0)
    assert contents is not None, case.name
    if not ocr:
        return contents
    texts = scanned_texts(case.pdf, max_seconds=120.0)
    assert texts is not None, case.name
    return Contents(pages=tuple(map(tidied, texts)), fields=contents.fields)


def judged(case: Case, contents: Contents, *, ocr: bool = False) -> Judged:
    """The case through the evidence of each field, and through every control of documents."""
    stands = frozenset(field for field in FIELDS if _stands(case, field))
    states = {field: _state(case, field, stands) for field in FIELDS}
    context = context_of(case, contents, recognised=ocr)
    checked = check_file(context, label="json", controls=OF_DOCUMENTS)
    assert not checked.crashed, case.name
    findings = [one for request in checked.requests for one in request.findings]
    blocking = frozenset(one.code for one in findings if one.blocking)
    lowered = {one.code for one in findings if one.confidence == Confidence.POSSIBLE}
    return Judged(
        case,
        states,
        stands,
        evidence_of(case, contents),
        blocking,
        blocking | (lowered & BLOCKING_CODES),
        frozenset(_deserved(case, states)),
        frozenset(one.code for request in checked.requests for one in request.not_checked),
    )


def evidence_of(case: Case, contents: Contents) -> dict[str, Evidence]:
    """What the document says of each field of the JSON."""
    sheet = sheet_of(contents.pages, contents.layouts, labelled(contents.fields))
    truth = case.truth
    supplier = frozenset({truth.supplier.siret, truth.supplier.siret[:9]})
    days = (DayLabel.SIGNATURE, DayLabel.ORDER)
    return {
        "ht": amount_evidence(sheet, PriceKind.HT, truth.ht),
        "rate": rate_evidence(sheet, truth.rate),
        "vat": amount_evidence(sheet, PriceKind.VAT, truth.vat),
        "ttc": amount_evidence(sheet, PriceKind.TTC, truth.ttc),
        "date": date_evidence(sheet, truth.order_date, *days),
        "identifiers": identifier_evidence(sheet, by_kind(truth.identifiers), strangers=supplier),
    }


def _deserved(case: Case, states: Mapping[str, State]) -> Iterable[str]:
    printed = case.printed
    yield from (CODES[field] for field in CODES if states[field] is State.DIFFERS)
    if _below(case):
        yield CODES["ht"]
    # The totals of layouts that sell more are reckoned from the same figures: they are wrong too.
    vat = vat_of(printed.ht, printed.rate)
    if printed.ht + printed.vat != printed.ttc or abs(vat - printed.vat) > _CENT:
        yield "DOC008"
    if case.layout == "avance-solde":  # two invoices and no total
        yield "DOC012"


def _below(case: Case) -> dict[str, Decimal]:
    """The totals of all that is sold that are less than what the JSON gives for a part of it."""
    if not case.drawn.sums_up:
        return {}
    whole = whole_of(case.printed)._asdict()
    return {name: value for name, value in whole.items() if value < getattr(case.truth, name)}


def _state(case: Case, field: str, stands: frozenset[str]) -> State:
    if not case.field_visible(field):
        return State.SILENT
    if field not in case.contradicted:
        return State.AGREES
    return State.BOTH if field in stands else State.DIFFERS


def _stands(case: Case, field: str) -> bool:
    """Whether the value of the JSON stands in the document, under any label, in any spelling."""
    truth = case.truth
    if field == "identifiers":
        return any(_stands_plain(case, [value for _, value in truth.identifiers]))
    if field == "date":
        return any(_stands_plain(case, [one.day(truth.order_date) for one in ALL_STYLES]))
    value: Decimal = getattr(truth, field)
    if field == "rate":
        exempt = bool(truth.exemption) and not value  # the mention says it
        return exempt or any(_stands_plain(case, [one.rate(value) for one in ALL_STYLES]))
    return any(_standing(case, _spellings(value, bare=case.style is SHEET)))


def _spellings(value: Decimal, *, bare: bool) -> list[str]:
    """Patterns of an amount; `bare`: where a whole one shows neither decimals nor a sign.

    A bare nought is none of them: it may be a quantity or a rate as well.
    """
    whole, cents = f"{value:.2f}".split(".")
    by_commas = f"{int(whole):,}"
    grouped = by_commas.replace(",", r"\.")
    found = [
        rf"{whole}[.,]{cents}(?!%)",
        rf"{grouped},{cents}(?!%)",
        rf"{by_commas}\.{cents}(?!%)",
    ]
    if cents.endswith("0"):  # a spreadsheet shows the decimals that it needs
        found.append(rf"{whole},{cents[0]}(?!\d|%)" if cents != "00" else rf"{whole}(?:€|eur)")
    return [*found, rf"{whole}(?![,.%])"] if bare and value and cents == "00" else found


def _stands_plain(case: Case, texts: Iterable[str]) -> Iterator[str]:
    return _standing(case, [re.escape(squeezed(one).lower()) for one in texts])


def _standing(case: Case, patterns: Sequence[str]) -> Iterator[str]:
    """The texts of a document that hold one of the patterns, no digit against it."""
    whole = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{'|'.join(patterns)})(?!\d)")
    return (text for text in case.drawn.said if whole.search(squeezed(text).lower()))
