"""Layouts after the habits of the programs that suppliers invoice with: columns, order, words.

Drawn anew, as outlines, so that every writer can set them.

A cell is a pattern: "TVA {rate} sur {ht}|TVA" is its first choice whose figures are not hidden; one
without a choice is left out, with its column or its row. `{name}` is what is sold, `{n}` the number
of the line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter

from corpus.outlines import Block, Outline
from corpus.statement import SPECIMEN, Statement
from corpus.truth import Line, vat_of, whole_of

Template = Callable[[Statement], Outline]
Patterns = Sequence[tuple[str, str]]
SHARE = "Montant pris en charge par l'Etat au titre du Ségur numérique du socle"
_FIELDS = ("ht", "rate", "vat", "ttc")


@dataclass(frozen=True)
class Sale:
    """What a document sells: the Prestation Ségur, or with `everything` the other lines too."""

    said: Statement
    everything: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines drawn."""
        lines = self.said.truth.lines
        return lines if self.everything else tuple(one for one in lines if one.is_segur)

    def table(self, columns: Patterns, *, last: Patterns = (), ruled: bool = True) -> Block:
        """Headings and cells of each line; `last`: patterns of a row of totals, by heading."""
        kept = [(head, cell) for head, cell in columns if self._choice(cell) is not None]
        rows = [tuple(self._whole(head) for head, _ in kept)]
        for number, line in enumerate(self.lines, 1):
            rows.append(tuple(self._of(line, number, cell) for _, cell in kept))
        if last:
            ends = dict(last)
            rows.append(tuple(self._whole(ends.get(head, "")) for head, _ in kept))
        return Block("table", tuple(rows), ruled=ruled)

    def pairs(self, rows: Patterns, *, side: bool = True, ruled: bool = False) -> Block:
        """Labels and totals."""
        kept = tuple((self._whole(one), self._whole(two)) for one, two in self._shown(rows))
        return Block("table" if ruled else "pairs", kept, "right" if side else "", ruled=ruled)

    def under_heads(self, columns: Patterns, *, left: bool = False) -> Outline:
        """Totals or taxes in one row under their headings; nothing where none shows."""
        kept = self._shown(columns)
        if len(kept) < len(columns) and left:  # a table of taxes without a tax is not drawn
            return ()
        heads = tuple(self._whole(head) for head, _ in kept)
        row = tuple(self._whole(cell) for _, cell in kept)
        return (Block("table", (heads, row), "left" if left else ""),)

    def write(self, pattern: str) -> str:
        """A pattern with the totals; "" without a choice."""
        return self._whole(pattern) if self._choice(pattern) is not None else ""

    def _shown(self, rows: Patterns) -> list[tuple[str, str]]:
        return [one for one in rows if None not in (self._choice(one[0]), self._choice(one[1]))]

    def _choice(self, pattern: str) -> str | None:
        hidden = self.said.hidden
        choices = pattern.split("|")
        return next((one for one in choices if not hidden.intersection(_names(one))), None)

    def _of(self, line: Line, number: int, pattern: str) -> str:
        told = {"name": line.designation, "n": str(number)}
        if line.is_segur:
            return self._filled(pattern, told, self._own)
        style, rate = self.said.style, self.said.truth.rate
        vat = vat_of(line.ht, rate)
        amounts = {"ht": line.ht, "vat": vat, "ttc": line.ht + vat}
        values = {name: style.amount(value) for name, value in amounts.items()}
        values["rate"] = style.rate(rate)
        return self._filled(pattern, told, values.__getitem__)

    def _whole(self, pattern: str) -> str:
        if not self.everything:
            return self._filled(pattern, {}, self._own)
        whole = whole_of(self.said.truth)._asdict()

        def value(name: str) -> str:
            if name == "rate":
                return self._own(name)
            self.said.sums_up = True
            return self.said.style.amount(whole[name])

        return self._filled(pattern, {}, value)

    def _own(self, name: str) -> str:
        return self.said.figure(name) if name in _FIELDS else ""  # type: ignore[arg-type]

    def _filled(self, pattern: str, told: dict[str, str], value: Callable[[str], str]) -> str:
        choice = self._choice(pattern)
        assert choice is not None, pattern
        names = _names(choice)
        return choice.format(**told, **{name: value(name) for name in names if name not in told})


def _names(pattern: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(pattern) if name]


# The parts that programs have in common.


def lines(*texts: str, side: bool = False) -> Outline:
    """Lines of text, "" left out; at the right with `side`."""
    rows = tuple((one,) for one in texts if one)
    return (Block("line", rows, "right" if side else ""),) if rows else ()


def parties(said: Statement, to: str = "") -> Outline:
    """The supplier at the left, the client at the right under what introduces it."""
    supplier = Block("line", tuple((one,) for one in said.supplier_block()), "left")
    return (supplier, *lines(to or said.words.client, *said.client_block(), side=True))


def heading(said: Statement, title: str = "") -> Outline:
    """The title with the number of the document."""
    return (Block("title", ((f"{title or said.title} {said.truth.number}".strip(),),)),)


def references_said(said: Statement) -> Outline:
    """Number, dates: one a line."""
    return lines(*(said.said(*one) for one in said.references()))


def references_beside(said: Statement) -> Outline:
    """The same as pairs at the right."""
    return (Block("pairs", tuple(said.references()), "right"),)


def references_under_heads(said: Statement) -> Outline:
    """The same in a row, each under its heading."""
    heads, values = zip(*said.references(), strict=True)
    return (Block("table", (heads, values)),)


def share_of(said: Statement) -> str:
    """The sentence that every order must bear; "" on an invoice."""
    return said.said(SHARE, said.figure("ttc")) if said.truth.kind == "order" else ""


def end(said: Statement, *, share: bool = True) -> Outline:
    """Exemption, the State's share, the day of the signature, the legal mentions."""
    truth = said.truth
    exempt = f"{truth.exemption}." if truth.exemption else ""
    found = lines(exempt, share_of(said) if share else "")
    if truth.kind == "order":
        found += lines(said.said(said.words.signed, said.when()), "Cachet et signature du client")
    return (*found, *lines(f"{truth.supplier.name}. {SPECIMEN}"))


def share_row(said: Statement) -> Patterns:
    """The State's share as a row of the totals, where the document is an order."""
    return [(SHARE, "{ttc}")] if said.truth.kind == "order" else []


# The programs.


def odoo(said: Statement) -> Outline:
    """A column of taxes that holds rates; "Total" alone is the gross."""
    sale = Sale(said)
    columns = [
        ("Description", "{name}"), ("Quantité", "1,00"), ("Prix unitaire", "{ht}"),
        ("Taxes", "TVA {rate}"), ("Montant", "{ht}"),
    ]  # fmt: skip
    totals = [("Montant hors taxes", "{ht}"), ("TVA {rate}|TVA", "{vat}"), ("Total", "{ttc}")]
    return (
        *parties(said), *heading(said), *references_under_heads(said),
        sale.table(columns, ruled=False), sale.pairs(totals), *end(said),
    )  # fmt: skip


def odoo_base(said: Statement) -> Outline:
    """Earlier versions: the base stands in the label of the tax."""
    sale = Sale(said)
    columns = [
        ("Description", "{name}"), ("Qté", "1,000 Unité(s)"), ("Prix unitaire", "{ht}"),
        ("Taxes", "{rate}"), ("Prix", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("Sous-total", "{ht}"), ("TVA {rate} sur {ht}|TVA sur {ht}", "{vat}"), ("Total", "{ttc}"),
    ]  # fmt: skip
    return (
        *parties(said), *heading(said), *references_under_heads(said),
        sale.table(columns), sale.pairs(totals), *end(said),
    )  # fmt: skip


def odoo_several(said: Statement) -> Outline:
    """The same with other lines, the totals being those of all that is sold."""
    sale = Sale(said, everything=True)
    columns = [
        ("Description", "{name}"), ("Quantité", "1,00"), ("Prix unitaire", "{ht}"),
        ("Taxes", "TVA {rate}"), ("Montant HT", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("Montant HT", "{ht}"), ("TVA {rate} sur {ht}|TVA", "{vat}"), ("Total TTC", "{ttc}"),
    ]  # fmt: skip
    return (
        *parties(said), *heading(said), *references_said(said),
        sale.table(columns, ruled=False), sale.pairs(totals), *end(said),
    )  # fmt: skip


_DOLIBARR: Patterns = (
    ("Désignation", "{name}"), ("TVA", "{rate}"), ("P.U. HT", "{ht}"), ("Qté", "1"),
    ("Total HT", "{ht}"),
)  # fmt: skip
_DOLIBARR_TOTALS: Patterns = (
    ("Total HT", "{ht}"), ("Total TVA {rate}|Total TVA", "{vat}"), ("Total TTC", "{ttc}"),
)  # fmt: skip


def _dolibarr(said: Statement, *, everything: bool) -> Outline:
    sale = Sale(said, everything=everything)
    return (
        *heading(said, "Commande" if said.truth.kind == "order" else "Facture"),
        *references_beside(said), *parties(said, "Adressé à"),
        *lines("Montants exprimés en Euros", side=True),
        sale.table(_DOLIBARR), sale.pairs(_DOLIBARR_TOTALS), *end(said),
    )  # fmt: skip


def dolibarr(said: Statement) -> Outline:
    """The rate second, between the designation and the unit price."""
    return _dolibarr(said, everything=False)


def dolibarr_several(said: Statement) -> Outline:
    """The same with other lines."""
    return _dolibarr(said, everything=True)


def sage(said: Statement) -> Outline:
    """A table of the taxes, and under it the totals in a row under their headings."""
    sale = Sale(said)
    columns = [
        ("Référence", "SEG0{n}"), ("Désignation", "{name}"), ("Qté", "1,00"), ("P.U. HT", "{ht}"),
        ("Remise", ""), ("Montant HT", "{ht}"),
    ]  # fmt: skip
    taxes = [
        ("Code", "C20"), ("Base HT", "{ht}"), ("Taux", "{rate}"), ("Montant TVA", "{vat}"),
    ]  # fmt: skip
    totals = [
        ("Total HT", "{ht}"), ("Net HT", "{ht}"), ("Total TVA", "{vat}"), ("Total TTC", "{ttc}"),
        ("NET À PAYER", "{ttc}"),
    ]  # fmt: skip
    return (
        *parties(said), *heading(said), *references_under_heads(said), sale.table(columns),
        *sale.under_heads(taxes, left=True), *sale.under_heads(totals), *end(said),
    )  # fmt: skip


def ebp(said: Statement) -> Outline:
    """The table of the VAT at the left, the totals at its right."""
    sale = Sale(said)
    columns = [
        ("Code", "PS{n}"), ("Description", "{name}"), ("Qté", "1,00"), ("P.U. HT", "{ht}"),
        ("Montant HT", "{ht}"), ("TVA", "{rate}"),
    ]  # fmt: skip
    taxes = [("Taux", "{rate}"), ("Base HT", "{ht}"), ("Montant TVA", "{vat}")]
    totals = [
        ("Total HT", "{ht}"), ("Net HT", "{ht}"), ("Total TVA", "{vat}"), ("Total TTC", "{ttc}"),
        ("NET À PAYER", "{ttc}"),
    ]  # fmt: skip
    return (
        *parties(said), *heading(said), *references_under_heads(said), sale.table(columns),
        *sale.under_heads(taxes, left=True), sale.pairs(totals), *end(said),
    )  # fmt: skip


def ciel(said: Statement) -> Outline:
    """Taxes and totals in the one row of a table, the base first."""
    sale = Sale(said)
    columns = [
        ("Réf.", "S{n}"), ("Désignation", "{name}"), ("Quantité", "1"), ("PU Vente", "{ht}"),
        ("TVA", "{rate}"), ("Montant HT", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("Base HT", "{ht}"), ("Taux TVA", "{rate}"), ("Montant TVA", "{vat}"),
        ("Total HT", "{ht}"), ("Total TTC", "{ttc}"), ("Net à payer", "{ttc}"),
    ]  # fmt: skip
    return (
        *heading(said), *references_said(said), *parties(said), sale.table(columns),
        *sale.under_heads(totals), *end(said),
    )  # fmt: skip


def cegid(said: Statement) -> Outline:
    """Codes of taxes on the lines, "Taxe" for the amount, dots in the abbreviations."""
    sale = Sale(said, everything=True)
    columns = [
        ("Article", "A-10{n}"), ("Désignation", "{name}"), ("Quantité", "1,000"),
        ("Prix unitaire H.T.", "{ht}"), ("Montant H.T.", "{ht}"), ("T", "1"),
    ]  # fmt: skip
    taxes = [("T", "1"), ("Base", "{ht}"), ("Taux", "{rate}"), ("Taxe", "{vat}")]
    totals = [("Total H.T.", "{ht}"), ("Total T.V.A.", "{vat}"), ("Total T.T.C.", "{ttc}")]
    return (
        *parties(said), *references_beside(said), *heading(said), sale.table(columns),
        *sale.under_heads(taxes, left=True), sale.pairs(totals, ruled=True), *end(said),
    )  # fmt: skip


def pennylane(said: Statement) -> Outline:
    """The details of the VAT under the totals: rate, tax, and the base last."""
    sale = Sale(said)
    columns = [
        ("Produits", "{name}"), ("Qté", "1"), ("Prix u. HT", "{ht}"), ("TVA (%)", "{rate}"),
        ("Total HT", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("Total HT", "{ht}"), ("Montant total de la TVA", "{vat}"), ("Total TTC", "{ttc}"),
    ]  # fmt: skip
    taxes = [("Taux", "{rate}"), ("Montant TVA", "{vat}"), ("Base HT", "{ht}")]
    details = sale.under_heads(taxes, left=True)
    return (
        *heading(said), *references_said(said), *parties(said), sale.table(columns, ruled=False),
        sale.pairs(totals), *(lines("Détails TVA") if details else ()), *details, *end(said),
    )  # fmt: skip


def quickbooks(said: Statement) -> Outline:
    """A translated form: TAUX is the unit price, TVA the rate, NET the base."""
    sale = Sale(said)
    columns = [
        ("ACTIVITÉ", "{name}"), ("QTÉ", "1"), ("TAUX", "{ht}"), ("TVA", "{rate} S"),
        ("MONTANT", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("SOUS-TOTAL", "{ht}"), ("TVA TOTALE", "{vat}"), ("TOTAL", "{ttc}"),
        ("SOLDE À PAYER", "{ttc}"),
    ]  # fmt: skip
    taxes = [("TAUX", "TVA à {rate}"), ("TVA", "{vat}"), ("NET", "{ht}")]
    recap = sale.under_heads(taxes, left=True)
    return (
        *parties(said, "FACTURER À"), *heading(said), *references_said(said),
        sale.table(columns, ruled=False), sale.pairs(totals),
        *(lines("RÉCAPITULATIF DE LA TVA") if recap else ()), *recap, *end(said),
    )  # fmt: skip


def stripe(said: Statement) -> Outline:
    """The gross first, in a sentence; rate and base in the label of the tax."""
    sale = Sale(said)
    columns = [
        ("Description", "{name}"), ("Qté", "1"), ("Prix unitaire", "{ht}"), ("Taxe", "{rate}"),
        ("Montant", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("Sous-total", "{ht}"), ("Total hors taxes", "{ht}"),
        ("TVA - France ({rate} sur {ht})|TVA - France", "{vat}"), ("Total", "{ttc}"),
        ("Montant dû", "{ttc}"),
    ]  # fmt: skip
    return (
        *heading(said), *references_said(said), *parties(said, "Facturer à"),
        *lines(sale.write("{ttc} à régler sous 30 jours")),
        sale.table(columns, ruled=False), sale.pairs(totals), *end(said),
    )  # fmt: skip


def axonaut(said: Statement) -> Outline:
    """Rate and gross on the line; the rate between brackets in the totals."""
    sale = Sale(said)
    columns = [
        ("Désignation", "{name}"), ("Quantité", "1"), ("PU HT", "{ht}"), ("TVA", "{rate}"),
        ("Total HT", "{ht}"), ("Total TTC", "{ttc}"),
    ]  # fmt: skip
    totals = [
        ("Total HT", "{ht}"), ("TVA ({rate})|TVA", "{vat}"), ("Total TTC", "{ttc}"),
        *share_row(said), ("Net à payer", "{ttc}"),
    ]  # fmt: skip
    return (
        *parties(said), *heading(said), *references_said(said), sale.table(columns),
        sale.pairs(totals), *end(said, share=False),
    )  # fmt: skip


def zoho(said: Statement) -> Outline:
    """A numbered line with a rate and an amount of tax in two columns of their own."""
    sale = Sale(said)
    columns = [
        ("#", "{n}"), ("Article & Description", "{name}"), ("Qté", "1,00"), ("Tarif", "{ht}"),
        ("Taxe %", "{rate}"), ("Taxe", "{vat}"), ("Montant", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("Sous-total", "{ht}"), ("TVA ({rate})|TVA", "{vat}"), ("Total", "{ttc}"),
        ("Solde dû", "{ttc}"),
    ]  # fmt: skip
    return (
        *heading(said), *parties(said, "Facturer à"), *references_beside(said),
        sale.table(columns, ruled=False), sale.pairs(totals), *end(said),
    )  # fmt: skip


def invoice_ninja(said: Statement) -> Outline:
    """What was paid, nought, stands between the gross and what is due."""
    sale = Sale(said)
    columns = [
        ("Article", "SEGUR"), ("Description", "{name}"), ("Coût unitaire", "{ht}"),
        ("Quantité", "1"), ("Taxe", "{rate}"), ("Total", "{ht}"),
    ]  # fmt: skip
    paid = said.style.amount(Decimal(0))
    totals = [
        ("Sous-total", "{ht}"), ("TVA {rate}|TVA", "{vat}"), ("Total", "{ttc}"),
        ("Montant versé à ce jour", paid), ("Montant dû", "{ttc}"),
    ]  # fmt: skip
    return (
        *parties(said), *references_beside(said), sale.table(columns, ruled=False),
        sale.pairs(totals), *end(said),
    )  # fmt: skip


def woocommerce(said: Statement) -> Outline:
    """Three columns, a way of payment among the totals."""
    sale = Sale(said)
    columns = [("Produit", "{name}"), ("Quantité", "1"), ("Prix", "{ht}")]
    totals = [
        ("Sous-total", "{ht}"), ("TVA {rate}|TVA", "{vat}"),
        ("Moyen de paiement", "Virement bancaire"), ("Total", "{ttc}"),
    ]  # fmt: skip
    return (
        *heading(said), *parties(said), *references_beside(said), sale.table(columns, ruled=False),
        sale.pairs(totals), *end(said),
    )  # fmt: skip


def woocommerce_including(said: Statement) -> Outline:
    """Prices with the tax, which the total tells between brackets; the net stands nowhere."""
    sale = Sale(said)
    columns = [("Produit", "{name}"), ("Quantité", "1"), ("Prix TTC", "{ttc}")]
    totals = [
        ("Sous-total", "{ttc}"), ("Expédition", "Livraison gratuite"),
        ("Total", "{ttc} (dont {vat} TVA {rate})|{ttc} (dont {vat} de TVA)|{ttc}"),
    ]  # fmt: skip
    return (
        *heading(said), *parties(said), *references_beside(said), sale.table(columns),
        sale.pairs(totals), *end(said),
    )  # fmt: skip


def word_table(said: Statement) -> Outline:
    """One table typed by hand: the totals are its last rows, their cells empty before."""
    sale = Sale(said)
    columns = [
        ("Désignation", "{name}"), ("Quantité", "1"), ("Prix unitaire HT", "{ht}"),
        ("Total HT", "{ht}"),
    ]  # fmt: skip
    line = sale.table(columns)
    totals = sale.pairs([
        ("Total HT", "{ht}"), ("TVA à {rate}|TVA", "{vat}"), ("Total TTC", "{ttc}"),
    ])  # fmt: skip
    rows = tuple(("", "", label, value) for label, value in totals.rows)
    return (
        *lines(*said.supplier_block()), *lines(said.words.client, *said.client_block()),
        *heading(said), *references_said(said), Block("table", (*line.rows, *rows)), *end(said),
    )  # fmt: skip


def excel(said: Statement) -> Outline:
    """Every figure on the lines, the rate in a heading, a row of totals under them."""
    sale = Sale(said, everything=True)
    columns = [
        ("Désignation", "{name}"), ("Quantité", "1"), ("PU HT", "{ht}"), ("Total HT", "{ht}"),
        ("TVA {rate}|TVA", "{vat}"), ("Total TTC", "{ttc}"),
    ]  # fmt: skip
    ends = [
        ("Désignation", "TOTAL"), ("Total HT", "{ht}"), ("TVA {rate}|TVA", "{vat}"),
        ("Total TTC", "{ttc}"),
    ]  # fmt: skip
    return (
        *lines(*said.supplier_block()), *lines(said.words.client, *said.client_block()),
        *heading(said), *references_said(said), sale.table(columns, last=ends), *end(said),
    )  # fmt: skip


def fnfe(said: Statement) -> Outline:
    """The table of taxes of the Factur-X samples beside the totals: tax, base, amount."""
    sale = Sale(said)
    columns = [
        ("Réf.", "SEG{n}"), ("Désignation", "{name}"), ("Qté", "1"), ("PU HT", "{ht}"),
        ("TVA", "{rate}"), ("Montant HT", "{ht}"),
    ]  # fmt: skip
    taxes = [("Taxe", "TVA {rate}"), ("Base", "{ht}"), ("Montant", "{vat}")]
    totals = [
        ("Total HT", "{ht}"), ("Total TVA", "{vat}"), ("Total TTC", "{ttc}"),
        ("Acompte", said.style.amount(Decimal(0))), ("Net à payer", "{ttc}"),
    ]  # fmt: skip
    return (
        *parties(said), *heading(said), *references_under_heads(said), sale.table(columns),
        *sale.under_heads(taxes, left=True), sale.pairs(totals), *end(said),
    )  # fmt: skip


def fnfe_under(said: Statement) -> Outline:
    """The same table under the totals, several lines being sold."""
    sale = Sale(said, everything=True)
    columns = [("Désignation", "{name}"), ("Qté", "1"), ("Prix unitaire HT", "{ht}")]
    taxes = [("Taxe", "TVA {rate}"), ("Base", "{ht}"), ("Montant", "{vat}")]
    totals = [("Total HT", "{ht}"), ("Total taxes", "{vat}"), ("Total TTC", "{ttc}")]
    return (
        *parties(said), *heading(said), *references_said(said), sale.table(columns),
        sale.pairs(totals), *sale.under_heads(taxes, left=True), *end(said),
    )  # fmt: skip


def facture_net(said: Statement) -> Outline:
    """The quantity first, the words in full."""
    sale = Sale(said)
    columns = [
        ("Quantité", "1"), ("Désignation", "{name}"), ("Prix unitaire HT", "{ht}"),
        ("Prix total HT", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("Total Hors Taxe", "{ht}"), ("TVA à {rate}|TVA", "{vat}"),
        ("Total TTC en euros", "{ttc}"), *share_row(said),
    ]  # fmt: skip
    return (
        *heading(said), *parties(said), *references_said(said), sale.table(columns),
        sale.pairs(totals, ruled=True), *end(said, share=False),
    )  # fmt: skip


def henrri(said: Statement) -> Outline:
    """The base between brackets in the label of the tax, the State's share before the totals."""
    sale = Sale(said)
    columns = [
        ("Désignation", "{name}"), ("Qté", "1"), ("PU HT", "{ht}"), ("TVA", "{rate}"),
        ("Total HT", "{ht}"),
    ]  # fmt: skip
    totals = [
        ("Total HT", "{ht}"), ("TVA {rate} (base {ht})|TVA", "{vat}"), ("Total TTC", "{ttc}"),
    ]  # fmt: skip
    return (
        *parties(said), *heading(said), *references_said(said), sale.table(columns, ruled=False),
        *lines(share_of(said)), sale.pairs(totals), *end(said, share=False),
    )  # fmt: skip


def calculated(said: Statement) -> Outline:
    """The reckoning of the tax in its label, in letters rather than columns."""
    sale = Sale(said)
    return (
        *lines(*said.supplier_block()), *lines(said.words.client, *said.client_block()),
        *heading(said), *references_said(said),
        *lines(
            said.truth.designation,
            sale.write("Prix HT : {ht}"),
            sale.write("TVA : {ht} x {rate} = {vat}|TVA : {vat}"),
            sale.write("Prix TTC : {ttc}"),
        ),
        *end(said),
    )  # fmt: skip


def gross_of_which(said: Statement) -> Outline:
    """The gross with the tax in its label, the net after it."""
    sale = Sale(said)
    columns = [("Qté", "1"), ("PU HT", "{ht}"), ("TVA", "{rate}"), ("Total HT", "{ht}")]
    totals = [
        ("Total TTC (dont {vat} de TVA)|Total TTC", "{ttc}"), ("soit HT", "{ht}"),
        *share_row(said),
    ]  # fmt: skip
    return (
        *parties(said), *heading(said), *references_said(said), *lines(said.truth.designation),
        sale.table(columns), sale.pairs(totals), *end(said, share=False),
    )  # fmt: skip


TEMPLATES: dict[str, Template] = {
    one.__name__.replace("_", "-"): one
    for one in (
        odoo, odoo_base, odoo_several, dolibarr, dolibarr_several, sage, ebp, ciel, cegid, pennylane,
        quickbooks, stripe, axonaut, zoho, invoice_ninja, woocommerce, woocommerce_including,
        word_table, excel, fnfe, fnfe_under, facture_net, henrri, calculated, gross_of_which,
    )
}  # fmt: skip
