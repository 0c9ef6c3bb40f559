"""The words and figures of a document, written in a style, and which of them show.

Every figure of `truth.FIELDS` goes through `figure`, `when` or `numbers`, which note it: what a
document shows is observed, not declared.
"""

from datetime import timedelta
from typing import Literal

from corpus.spelling import NBSP, Style
from corpus.truth import Truth, whole_of

Figure = Literal["ht", "rate", "vat", "ttc"]
FIGURES: tuple[Figure, ...] = ("ht", "rate", "vat", "ttc")
SEGUR = "Montant pris en charge par l'État au titre du Ségur de la santé"
SPECIMEN = "Spécimen établi avec des données fictives, sans valeur."


class Statement:
    """One document; `hidden` fields are not printed, nor their labels."""

    def __init__(self, truth: Truth, style: Style, hidden: frozenset[str] = frozenset()) -> None:
        silent = bool(truth.exemption) and not style.tells_zero
        self.truth = truth
        self.style = style
        self.words = style.words
        self.hidden = hidden | ({"rate", "vat"} if silent else frozenset())
        self.shown: set[str] = set()
        self.sums_up = False  # whether it prints the totals of all that is sold

    def figure(self, field: Figure) -> str:
        """The amount or the rate as written; "" for a hidden one."""
        if field in self.hidden:
            return ""
        self.shown.add(field)
        value = getattr(self.truth, field)
        return self.style.rate(value) if field == "rate" else self.style.amount(value)

    def label(self, field: Figure) -> str:
        """What stands before a figure."""
        return str(getattr(self.words, field))

    def pairs(self, *fields: Figure) -> list[tuple[str, str]]:
        """Labels and values of the figures that are not hidden."""
        return [(self.label(one), self.figure(one)) for one in fields if one not in self.hidden]

    def totals(self) -> list[tuple[str, str]]:
        """The figures as most documents end: the rate beside the VAT where the style joins them."""
        if not self.style.joined or "vat" in self.hidden:
            return self.pairs(*FIGURES)
        vat = f"{self.words.vat} {self.figure('rate')}".strip()
        return [*self.pairs("ht"), (vat, self.figure("vat")), *self.pairs("ttc")]

    def when(self) -> str:
        """The day the order was signed, as written."""
        self.shown.add("date")
        return self.style.day(self.truth.order_date)

    def numbers(self) -> list[tuple[str, str]]:
        """The client's identifiers, by label."""
        self.shown.add("identifiers")
        return [(label, self.style.number(value)) for label, value in self.truth.identifiers]

    def said(self, label: str, value: str) -> str:
        """A label and its value in one run."""
        return f"{label}{self.style.colon} {value}"

    @property
    def title(self) -> str:
        """What the document is."""
        return "BON DE COMMANDE" if self.truth.kind == "order" else "FACTURE"

    def references(self) -> list[tuple[str, str]]:
        """Number and date of the document; an invoice also names the order and its signature."""
        words, truth = self.words, self.truth
        dated = (words.dated, self.style.day(truth.document_date))
        if truth.kind == "order":
            return [(words.order, truth.number), dated]
        due = truth.document_date + timedelta(days=30)
        return [
            (words.invoice, truth.number),
            dated,
            (words.order, truth.numero_editeur),
            (words.ordered, self.when()),
            ("Date d'échéance", self.style.day(due)),
        ]

    def supplier_block(self) -> list[str]:
        """The supplier's letterhead."""
        one = self.truth.supplier
        siret = f"SIRET {one.siret[:9]} {one.siret[9:]}"
        return [one.name, *one.address, siret, f"N° TVA {one.vat_number}"]

    def client_block(self) -> list[str]:
        """The client, with its identifiers."""
        numbers = [self.said(*one) for one in self.numbers()]
        return [self.truth.client, *self.truth.client_address, *numbers]

    def mentions(self) -> list[str]:
        """The sentences under the figures."""
        exempt = f"{self.truth.exemption}." if self.truth.exemption else ""
        share = self.said(SEGUR, f"{self.figure('ttc')} TTC") if self.truth.kind == "order" else ""
        return [one for one in (exempt, share) if one]

    def grand_totals(self) -> list[tuple[str, str]]:
        """The totals of all that is sold, which are not those of the Prestation Ségur."""
        self.sums_up = True
        words, whole = self.words, whole_of(self.truth)
        rows = [(words.ht, self.style.amount(whole.ht)), (words.vat, self.style.amount(whole.vat))]
        return [
            *(rows[:1] if "vat" in self.hidden else rows),
            (words.ttc, self.style.amount(whole.ttc)),
        ]

    def end(self) -> str:
        """The legal mentions, at the foot."""
        one = self.truth.supplier
        return f"{one.name} - SIREN{NBSP}{one.siret[:9]} - {SPECIMEN}"
