"""Right pages whose labels or designations mislead, as data: what stands where, kind by kind.

The wordings are those of real programs of invoicing (letters, tables, forms); the data are invented.
A row is its columns, then its cells: "330l 545r" is a column that begins at 330 points and one that
ends at 545. In a cell, {HT} is an amount with its sign of currency, {ht} without; {rate} is "20 %",
{pc} "20%", {dec} "20,00". {point_ht} is "358.33" and {long_ht} "358.333", {comma_ht} "358,333",
{short_ht} "250,5". {more_ht} is another line sold, {all_ht} what both make together.
"""

from typing import NamedTuple

WRITERS = ("reportlab", "fpdf2")
ALL_THREE = "HT TVA TTC"

Row = tuple[str, ...]  # the columns, then a cell for each


class Blanks(NamedTuple):
    """What stands in a page for the blanks of a figure, and whether NUL is before each sign of it."""

    thousands: str = " "
    currency: str = " "
    percent: str = " "
    nul_before_each: bool = False


class Page(NamedTuple):
    """A page under its head.

    `sure`: the figures that no reader may miss. `price`: HT and rate, where a page needs its own.
    `writers`: who can draw it. `clauses`: how those of the general conditions begin, on ten pages
    that follow, numbered from 4.10.
    """

    name: str
    rows: tuple[Row, ...]
    sure: str = ALL_THREE
    ruled: bool = False
    price: tuple[str, str] | None = None
    writers: tuple[str, ...] = WRITERS
    blanks: Blanks = Blanks()
    clauses: str = ""


def rows(columns: str, *lines: str) -> tuple[Row, ...]:
    """The rows of a table; " | " stands between two cells."""
    return tuple((columns, *line.split(" | ")) for line in lines)


def totals(*lines: str) -> tuple[Row, ...]:
    """Labels and figures at the right of the page."""
    return rows("320l 545r", *lines)


def text(*lines: str) -> tuple[Row, ...]:
    """Plain lines."""
    return tuple(("50l", line) for line in lines)


NAME = text("Prestation Ségur numérique", "")
ALL = totals("Total HT | {HT}", "TVA {rate} | {VAT}", "Total TTC | {TTC}")
ALL_SOLD = totals("Total HT | {ALL_HT}", "TVA {rate} | {ALL_VAT}", "Total TTC | {ALL_TTC}")

# --- a figure inside a label is not its value ---

INSIDE = (
    Page(
        "vat on its base",
        NAME + totals("Total HT | {HT}", "TVA {rate} sur {HT} | {VAT}", "Total TTC | {TTC}"),
    ),
    Page(
        "rate of the base in brackets",
        NAME + totals("Montant HT | {HT}", "TVA ({rate} de {HT}) | {VAT}", "Montant TTC | {TTC}"),
    ),
    Page(
        "base in brackets",
        NAME
        + rows(
            "50l 545r",
            "Montant total HT | {HT}",
            "Montant TVA {rate} (base {HT}) | {VAT}",
            "Montant total TTC | {TTC}",
        ),
    ),
    Page(
        "base before the rate",
        NAME + totals("Total HT | {HT}", "Base {HT} - TVA {pc} | {VAT}", "Total TTC | {TTC}"),
    ),
    Page(
        "base without a sign of currency",
        NAME + totals("Total HT | {ht}", "TVA {pc} sur {ht} | {vat}", "Total TTC | {ttc}"),
    ),
    Page(
        "base times rate",
        text(
            "Prestation Ségur numérique",
            "Montant HT : {HT}",
            "Montant de la TVA : {HT} x {rate} = {VAT}",
            "Montant TTC : {TTC}",
        ),
    ),
    Page(
        "product in the label",
        NAME + totals("Total HT | {HT}", "TVA ({HT} × {rate}) | {VAT}", "Total TTC | {TTC}"),
    ),
    Page(
        "country of the vat",
        NAME
        + totals(
            "Sous-total | {HT}",
            "Total hors taxes | {HT}",
            "TVA - France ({rate} sur {HT}) | {VAT}",
            "Total | {TTC}",
            "Montant dû | {TTC}",
        ),
        sure="HT TVA",
    ),
    Page(
        "sum of which the vat",
        NAME
        + totals(
            "Total HT | {HT}", "T.V.A. à {rate} sur la somme de {HT} | {VAT}", "Total TTC | {TTC}"
        ),
    ),
    Page(
        "gross of which vat",
        NAME
        + totals("Total HT | {HT}", "TVA {rate} | {VAT}", "Total TTC (dont {VAT} de TVA) | {TTC}"),
    ),
    Page(
        "gross of which vat, no other vat",
        NAME + totals("Total HT | {HT}", "Total TTC dont TVA {rate} de {VAT} | {TTC}"),
        sure="HT TTC",
    ),
    Page(
        "gross that is net",
        NAME + totals("TVA {rate} | {VAT}", "Total TTC (soit {HT} HT) | {TTC}"),
        sure="TVA TTC",
    ),
    Page(
        "vat after the gross",
        text(
            "Prestation Ségur numérique",
            "Total HT : {HT}",
            "Total TTC : {TTC} (dont TVA {rate} : {VAT})",
        ),
        sure="HT TTC",
    ),
    Page(
        "net and vat after the gross",
        text(
            "Prestation Ségur numérique",
            "Montant TTC : {TTC} dont {VAT} de TVA à {rate}, soit {HT} HT",
        ),
        sure="TTC",
    ),
    Page(
        "of which vat under the gross",
        NAME + totals("Total HT | {HT}", "Total TTC | {TTC}", "dont TVA {rate} sur {HT} | {VAT}"),
    ),
    Page(
        "a sentence",
        text(
            "La Prestation Ségur numérique est facturée {HT} HT, soit {TTC} TTC,",
            "la TVA de {rate} sur {HT} étant de {VAT}.",
        ),
        sure="HT TTC",
    ),
    Page(
        "dots up to the figure",
        text(
            "Prestation Ségur numérique",
            "Total HT ................................ {HT}",
            "TVA {rate} sur {HT} ..................... {VAT}",
            "Total TTC ............................... {TTC}",
        ),
    ),
    Page(
        "in English",
        NAME
        + totals(
            "Subtotal (excl. VAT) | {HT}", "VAT {pc} on {HT} | {VAT}", "Total (incl. VAT) | {TTC}"
        ),
    ),
)

# --- tables of taxes ---

BESIDE = "50l 180r 260r 330l 545r"
TAXES = "50l 200r 320r"

TABLES = (
    Page(
        "beside the totals",
        NAME
        + rows(
            BESIDE,
            "Taxe | Base | Montant | Total HT | {HT}",
            "TVA {pc} | {HT} | {VAT} | Total taxes | {VAT}",
            " |  |  | Total TTC | {TTC}",
        ),
    ),
    Page(
        "beside the totals, lower",
        NAME
        + rows(TAXES, "Taux | Base HT | Montant TVA")
        + rows(
            BESIDE,
            "{rate} | {HT} | {VAT} | Total HT | {HT}",
            " |  |  | Total TVA | {VAT}",
            " |  |  | Total TTC | {TTC}",
        ),
    ),
    Page(
        "above the totals",
        NAME
        + rows("60l 200r 300r", "Taxe | Base | Montant", "TVA {pc} | {HT} | {VAT}")
        + text("", "")
        + totals("Total HT | {HT}", "Total taxes | {VAT}", "Total TTC | {TTC}"),
    ),
    Page(
        "under the totals",
        NAME + ALL + text("", "") + rows(TAXES, "Taux | Base | TVA", "{rate} | {HT} | {VAT}"),
    ),
    Page(
        "under the totals, ruled",
        NAME
        + ALL
        + text("")
        + rows(TAXES, "Base HT | Taux | Montant TVA", "{HT} | {rate} | {VAT}"),
        ruled=True,
    ),
    Page(
        "figures without signs",
        NAME + rows(TAXES, "TVA | Base | Montant", "{dec} | {ht} | {vat}") + text("") + ALL,
    ),
    Page(
        "base and vat alone",
        NAME + rows(TAXES, "Base HT | Montant TVA | Total TTC", "{HT} | {VAT} | {TTC}"),
    ),
    Page(
        "base and vat alone, ruled",
        NAME
        + rows(
            "50l 200r 300r 420r",
            "Base HT | Taux | Montant TVA | Montant TTC",
            "{ht} | {dec} | {vat} | {ttc}",
        ),
        ruled=True,
    ),
    Page(
        "code, base, rate, vat, gross",
        NAME
        + rows(
            "50l 180r 260r 370r 500r",
            "Code | Base HT | Taux TVA | Montant TVA | Montant TTC",
            "1 | {HT} | {rate} | {VAT} | {TTC}",
        )
        + text("")
        + ALL,
    ),
    Page(
        "title above",
        NAME
        + text("Récapitulatif de la TVA")
        + rows(TAXES, "Taux | Base imposable | Montant de la taxe", "TVA {rate} | {HT} | {VAT}")
        + ALL,
    ),
    Page(
        "lines, not columns",
        NAME
        + text("Détail de la TVA")
        + rows("50l 250r", "Base HT | {HT}", "Taux de TVA | {rate}", "Montant TVA | {VAT}")
        + text("")
        + ALL,
    ),
    Page(
        "a rate that nothing bears",
        NAME
        + rows(
            TAXES,
            "Taux TVA | Base HT | Montant TVA",
            "{rate} | {HT} | {VAT}",
            "5,5 % | 0,00 € | 0,00 €",
            "0 % | 0,00 € | 0,00 €",
        )
        + text("")
        + ALL,
    ),
    Page(
        "total of the taxes",
        NAME
        + rows(TAXES, "Taux | Base | TVA", "{rate} | {HT} | {VAT}", "Total | {HT} | {VAT}")
        + text("")
        + ALL,
    ),
    Page(
        "several rates",
        rows(
            "50l 330r 430r 545r",
            "Désignation | Taux | Qté | Montant HT",
            "Prestation Ségur numérique | {rate} | 1 | {HT}",
            "Livret du patient | 5,5 % | 1 | {MORE_HT}",
        )
        + text("")
        + rows(TAXES, "Taux | Base | TVA", "{rate} | {HT} | {VAT}", "5,5 % | {MORE_HT} | {LOW_VAT}")
        + totals("Total HT | {ALL_HT}", "Total TVA | {MIXED_VAT}", "Total TTC | {MIXED_TTC}"),
        sure="HT",
    ),
    Page(
        "in English",
        NAME
        + rows(TAXES, "Tax | Net amount | Tax amount", "VAT {pc} | {HT} | {VAT}")
        + totals("Total excl. VAT | {HT}", "Total VAT | {VAT}", "Total incl. VAT | {TTC}"),
    ),
)

# --- columns decide before words ---

# A quantity before a price may be its thousands: what it stands beside need not be told.
UNITS = "TVA TTC"
LINES = "50l 330r 410r 470r 545r"
LINES_HEAD = "Désignation | Quantité | Prix unitaire | Taxes | Montant"

COLUMNS = (
    Page(
        "taxes that are rates",
        rows(LINES, LINES_HEAD, "Prestation Ségur numérique | 1,00 | {ht} | {rate} | {HT}")
        + text("")
        + ALL,
    ),
    Page(
        "taxes that are rates with a name",
        rows(LINES, LINES_HEAD, "Prestation Ségur numérique | 1,00 | {ht} | TVA {pc} | {HT}")
        + text("")
        + ALL,
    ),
    Page(
        "vat that is a bare rate",
        rows(
            LINES,
            "Désignation | Qté | P.U. HT | TVA | Total HT",
            "Prestation Ségur numérique | 1 | {ht} | {dec} | {ht}",
        )
        + text("")
        + ALL,
        ruled=True,
        sure=UNITS,
    ),
    Page(
        "rate between net and gross",
        rows(
            LINES,
            "Désignation | Qté | P.U. HT | TVA | Total TTC",
            "Prestation Ségur numérique | 1 | {HT} | {pc} | {TTC}",
        )
        + text("")
        + ALL,
        sure=UNITS,
    ),
    Page(
        "code of the vat",
        rows(
            LINES,
            "Désignation | Qté | P.U. HT | Montant HT | TVA",
            "Prestation Ségur numérique | 1,000 | {ht} | {ht} | 1",
        )
        + text("")
        + ALL,
    ),
    Page(
        "name that ends with the rate",
        rows(
            LINES,
            LINES_HEAD,
            "Prestation Ségur numérique (TVA {rate}) | 1,00 | {ht} |  | {HT}",
            "Abonnement annuel | 4,00 | {quarter_ht} |  | {MORE_HT}",
        )
        + text("")
        + ALL_SOLD,
        sure="HT",
    ),
    Page(
        "name that ends with the gross",
        rows(
            LINES,
            LINES_HEAD,
            "Prestation Ségur financée TTC | 1,00 | {ht} |  | {HT}",
            "Abonnement annuel | 4,00 | {quarter_ht} |  | {MORE_HT}",
        )
        + text("")
        + ALL_SOLD,
        sure="HT",
    ),
    Page(
        "name that ends with the gross, other columns",
        rows(
            "50l 110l 360r 450r 545r",
            "Réf. | Libellé | Qté | PU HT | Montant HT",
            "SEG-1 | Prestation Ségur, financement TTC | 1 | {ht} | {ht}",
            "ABO-2 | Assistance téléphonique | 1 | {more_ht} | {more_ht}",
        )
        + text("")
        + ALL_SOLD,
        sure="HT",
        ruled=True,
    ),
    Page(
        "name that holds the net",
        rows(LINES, LINES_HEAD, "Prestation Ségur (forfait HT) | 1,00 | {ht} | {rate} | {HT}")
        + text("")
        + ALL,
    ),
    Page(
        "name that holds net and vat",
        rows(
            "50l 400r 545r",
            "Désignation | Qté | Montant HT",
            "Prestation Ségur, prix HT, TVA en sus | 1 | {HT}",
        )
        + text("")
        + ALL,
    ),
    Page(
        "second line of the name",
        rows(LINES, LINES_HEAD, "Prestation Ségur numérique | 1,00 | {ht} | {rate} | {HT}")
        + text("  pris en charge TTC par l'État, TVA comprise", "")
        + ALL,
    ),
    Page(
        "second line of the name that ends with a rate",
        rows(LINES, LINES_HEAD, "Prestation Ségur numérique | 1,00 | {ht} |  | {HT}")
        + text("  logiciel de gestion, TVA {rate}", "")
        + ALL,
    ),
    Page(
        "quantities with decimals",
        rows(
            "50l 300r 340l 430r 490r 545r",
            "Désignation | Qté | Unité | PU HT | Rem. % | Total HT",
            "Prestation Ségur numérique | 1,00 | forfait | {ht} | 0,00 | {ht}",
        )
        + text("")
        + ALL,
    ),
    Page(
        "in English",
        rows(
            LINES,
            "Description | Quantity | Unit Price | Taxes | Amount",
            "Prestation Ségur numérique | 1.00 Units | {ht} | {pc} | {HT}",
        )
        + totals("Untaxed Amount | {HT}", "TVA {pc} | {VAT}", "Total | {TTC}"),
        sure="HT TVA",
    ),
)

# --- phrases that hold a tax word and mean the base or the gross ---


def _phrases(net: str, vat: str, gross: str) -> tuple[Row, ...]:
    return NAME + totals(f"{net} | {{HT}}", f"{vat} | {{VAT}}", f"{gross} | {{TTC}}")


PHRASES = (
    Page(
        "assiette",
        NAME + totals("Total HT | {HT}", "Assiette TVA {rate} | {HT}", "Total TTC | {TTC}"),
        sure="HT TTC",
    ),
    Page(
        "assiette and vat",
        NAME
        + totals(
            "Total HT | {HT}",
            "Assiette de la TVA | {HT}",
            "Montant TVA {rate} | {VAT}",
            "Total TTC | {TTC}",
        ),
    ),
    Page(
        "vat included", NAME + totals("Total HT | {HT}", "Total TVA incluse | {TTC}"), sure="HT TTC"
    ),
    Page("subject to", _phrases("Montant soumis à TVA", "TVA {rate}", "Montant TTC")),
    Page(
        "subject to, beside the net",
        NAME
        + totals(
            "Total HT | {HT}",
            "Montant soumis à la TVA de {rate} | {HT}",
            "TVA | {VAT}",
            "Total TTC | {TTC}",
        ),
    ),
    Page("hors, avec", _phrases("Total hors TVA", "TVA {rate}", "Total avec TVA")),
    Page("sans, comprise", _phrases("Total sans TVA", "TVA {rate}", "Total TVA comprise")),
    Page("before, after", _phrases("Montant avant TVA", "Montant de la TVA", "Montant après TVA")),
    Page(
        "net de",
        _phrases("Montant net de taxes", "TVA ({rate})", "Total toutes taxes comprises"),
    ),
    Page(
        "net de TVA",
        NAME
        + totals("Total net de TVA | {HT}", "TVA {rate} | {VAT}", "Total à régler TTC | {TTC}"),
        sure="TVA TTC",
    ),
    Page("y compris", _phrases("Total HT", "TVA {rate}", "Total y compris TVA")),
    Page("non comprise", _phrases("Prix TVA non comprise", "TVA {rate}", "Prix TTC")),
    Page(
        "exempt",
        NAME
        + totals(
            "Total HT | {HT}",
            "Montant exonéré de TVA | 0,00 €",
            "TVA {rate} | {VAT}",
            "Total TTC | {TTC}",
        ),
    ),
    Page(
        "not subject to",
        NAME
        + totals(
            "Montant soumis à TVA {rate} | {HT}",
            "Montant non soumis à TVA | 0,00 €",
            "Total TVA | {VAT}",
            "Total TTC | {TTC}",
        ),
    ),
    Page("Belgian habits", _phrases("Total H.T.V.A.", "T.V.A. {rate}", "Total T.V.A.C.")),
    Page("Belgian habits, no dots", _phrases("Total HTVA", "TVA {rate}", "Total TVAC")),
    Page("without VAT", _phrases("Total without VAT", "VAT {pc}", "Total VAT included")),
    Page("excluding VAT", _phrases("Total excluding VAT", "VAT amount", "Total including VAT")),
    Page("before tax", _phrases("Total before tax", "Tax ({pc})", "Total after tax"), sure=""),
    Page("taxable", _phrases("Base taxable", "Montant de la taxe ({rate})", "Total TTC")),
    Page(
        "a sentence",
        text(
            "Prestation Ségur numérique",
            "Montant total, TVA de {rate} incluse : {TTC}",
            "Montant hors TVA : {HT}",
        ),
        sure="HT TTC",
    ),
    Page(
        "price before its words",
        text(
            "Prestation Ségur numérique : {HT} hors taxes, {TTC} toutes taxes comprises",
            "Taux de TVA : {rate}",
        ),
        sure="HT TTC",
    ),
)

RATES = (
    Page(
        "above the gross",
        NAME + totals("Montant HT | {HT}", "Taux de TVA | {rate}", "Montant TTC | {TTC}"),
        sure="HT TTC",
    ),
    Page(
        "above the gross, called VAT",
        NAME + totals("Total HT | {HT}", "TVA | {rate}", "Total TTC | {TTC}"),
        sure="HT TTC",
    ),
    Page(
        "above the gross, as a heading",
        rows("50l 400r 545r", "Désignation | TVA | Montant")
        + rows("50l 400r 545r", "Prestation Ségur numérique HT | {rate} | {HT}")
        + rows("50l 545r", "Prestation Ségur numérique TTC | {TTC}"),
        sure="",
    ),
    Page(
        "above the gross, with the share of the State",
        NAME
        + totals("Montant HT | {HT}", "Taux de TVA | {rate}", "Montant TTC | {TTC}")
        + text("Montant pris en charge par l'Etat au titre du Ségur de la santé : {TTC}"),
        sure="HT TTC",
    ),
    Page(
        "in a letter",
        text("Prestation Ségur numérique", "Montant HT : {HT}", "TVA : {rate}", "Soit TTC : {TTC}"),
        sure="HT TTC",
    ),
)

# --- the sentence of the State's share ---

SHARE = "Montant pris en charge par l'Etat au titre du Ségur numérique du socle"
OTHER_SHARE = "Montant pris en charge par l’État au titre du Ségur de la santé"
BY_LINES = text(
    "Montant HT : {HT}", "Taux de TVA : {rate}", "Montant TVA : {VAT}", "Montant TTC : {TTC}"
)
ASIDE = "50l 390l 545r"

SHARES = (
    Page("below the totals, without a figure", NAME + ALL + text(SHARE)),
    Page("below the totals, with a figure", NAME + ALL + rows("50l 545r", SHARE + " | {TTC}")),
    Page("above the totals, without a figure", NAME + text(SHARE) + ALL),
    Page("above the totals, with a figure", NAME + text(SHARE + " : {TTC}") + ALL),
    Page(
        "between the totals",
        NAME + ALL[:2] + text(SHARE) + ALL[2:],
    ),
    Page(
        "between net and vat, alone in its row",
        NAME + ALL[:1] + rows("545r", SHARE) + ALL[1:],
    ),
    Page(
        "beside the vat",
        NAME
        + totals("Total HT | {HT}")
        + rows(ASIDE, OTHER_SHARE + " | TVA {rate} | {VAT}")
        + totals("Total TTC | {TTC}"),
    ),
    Page(
        "beside the gross, with a figure of its own",
        NAME
        + totals("Total HT | {HT}", "TVA {rate} | {VAT}")
        + rows("50l 380r 430l 545r", OTHER_SHARE + " | {TTC} | Total TTC | {TTC}"),
    ),
    Page(
        "in a letter, with a figure",
        text("Prestation Ségur numérique") + BY_LINES + text(f"{SHARE} : {{TTC}}"),
    ),
    Page(
        "in a letter, without a figure",
        text("Prestation Ségur numérique") + BY_LINES + text("", SHARE),
    ),
    Page(
        "in a letter, first",
        text("Prestation Ségur numérique", OTHER_SHARE) + BY_LINES,
    ),
    Page(
        "in a letter, its figure below",
        text("Prestation Ségur numérique") + BY_LINES + text(f"{SHARE} :", "{TTC}"),
    ),
    Page(
        "on two lines",
        NAME
        + ALL
        + text(
            "Montant pris en charge par l'Etat au titre du",
            "Ségur numérique du socle : {TTC} TTC",
        ),
    ),
    Page(
        "the net and the gross of it",
        NAME + ALL + text(f"{SHARE} : {{HT}} HT, soit {{TTC}} TTC"),
    ),
    Page(
        "a row of the table of lines",
        rows(
            "50l 400r 470r 545r",
            "Désignation | Qté | PU HT | Montant HT",
            "Prestation Ségur numérique | 1 | {ht} | {ht}",
            OTHER_SHARE + " |  |  | ",
        )
        + text("")
        + ALL,
        ruled=True,
        sure=UNITS,
    ),
    Page(
        "nothing left to pay, without the gross",
        NAME
        + totals("Total HT | {HT}", "TVA {rate} | {VAT}")
        + text(SHARE)
        + totals("Net à payer | 0,00 €"),
        sure="HT TVA",
    ),
    Page(
        "nothing left to pay, in a letter",
        text("Prestation Ségur numérique") + BY_LINES[:3] + text("", SHARE, "Net à payer : 0,00 €"),
        sure="HT TVA",
    ),
    Page(
        "nothing left to pay, with the gross",
        NAME + ALL + text(f"{SHARE} : {{TTC}}") + totals("Net à payer | 0,00 €"),
    ),
    Page(
        "deducted from the gross",
        NAME + ALL + rows("50l 545r", SHARE + " | - {TTC}") + totals("Reste à payer TTC | 0,00 €"),
    ),
    Page(
        "nothing left to the client",
        NAME
        + ALL
        + totals(
            "Prise en charge Ségur | -{TTC}",
            "Reste à charge du client | 0,00 €",
            "Total à payer | 0,00 €",
        ),
    ),
)

# --- figures ---

POINTS = totals(
    "Total HT | {point_ht} €", "TVA {rate} | {point_vat} €", "Total TTC | {point_ttc} €"
)
HALF = ("250.50", "20")  # 50,10 and 300,60: a decimal is enough

WRITTEN = (
    Page(
        "three decimals in the unit price",
        rows(
            "50l 400r 470r 545r",
            "Désignation | Qté | P.U. HT | Montant HT",
            "Prestation Ségur numérique | 1 | {long_ht} € | {point_ht} €",
        )
        + text("")
        + POINTS,
        sure=UNITS,
    ),
    Page(
        "three decimals in a line of its own",
        text("Prestation Ségur numérique", "Prix unitaire HT : {long_ht} €", "") + POINTS,
    ),
    Page(
        "three decimals in the totals",
        NAME
        + totals("Total HT | {long_ht} €", "TVA {rate} | {long_vat} €", "Total TTC | {long_ttc} €"),
        sure="",
    ),
    Page(
        "three decimals and a comma",
        rows(
            "50l 400r 470r 545r",
            "Désignation | Qté | P.U. HT | Montant HT",
            "Prestation Ségur numérique | 1 | {comma_ht} € | {HT}",
        )
        + text("")
        + ALL,
        sure=UNITS,
    ),
    Page(
        "one decimal",
        NAME
        + totals(
            "Total HT | {short_ht} €", "TVA {rate} | {short_vat} €", "Total TTC | {short_ttc} €"
        ),
        price=HALF,
    ),
    Page(
        "one decimal, in a letter",
        text(
            "Prestation Ségur numérique",
            "Montant HT : {short_ht} €",
            "Montant TVA : {short_vat} €",
            "Montant TTC : {short_ttc} €",
        ),
        price=HALF,
    ),
    Page(
        "one decimal, in columns",
        rows(
            "50l 200r 320r",
            "Base HT | Montant TVA | Total TTC",
            "{short_ht} € | {short_vat} € | {short_ttc} €",
        ),
        price=HALF,
    ),
    Page(
        "days without separators",
        NAME
        + totals(
            "Échéance | 20260815",
            "Total HT | {HT}",
            "TVA {rate} | {VAT}",
            "Total TTC à régler avant le 20260815 | {TTC}",
        ),
    ),
    Page(
        "days without separators, after the tax word",
        text("Prestation Ségur numérique", "Montant HT (devis 20220613) : {HT}")
        + text("TVA au 20220613, taux {rate} : {VAT}", "Montant TTC : {TTC}"),
    ),
    Page(
        "days without separators, in a column",
        rows(
            "50l 120l 430r 545r",
            "Date HT | Désignation | Qté | Montant HT",
            "20220613 | Prestation Ségur numérique | 1 | {HT}",
        )
        + text("")
        + ALL,
    ),
    Page(
        "ISO days",
        NAME
        + totals(
            "Total HT au 2026-08-15 | {HT}",
            "TVA {rate} | {VAT}",
            "Total TTC au 2026-08-15 | {TTC}",
            "Échéance TTC | 2026-08-15",
        ),
    ),
    Page(
        "clauses",
        NAME + ALL,
        clauses="Article {} Le client veille à la bonne exécution du contrat.",
    ),
    Page("clauses of the price", NAME + ALL, clauses="{} Le prix HT est ferme, TVA en sus."),
    Page("bare clauses", NAME + ALL, clauses="Art. {}"),
    Page("clauses after a sign", text(*(one[1] for one in BY_LINES)), clauses="§ {} TTC."),
)

# --- blanks ---


def _blanks(name: str, blanks: Blanks, *writers: str) -> tuple[Page, ...]:
    table = rows(
        "50l 330r 400r 470r 545r",
        "Désignation | Qté | P.U. HT | TVA | Montant HT",
        "Prestation Ségur numérique | 1 | {ht} | {rate} | {ht}",
    )
    bodies = {
        "totals": NAME + ALL,
        "letter": text("Prestation Ségur numérique") + BY_LINES,
        "columns": table + text("") + ALL,
        "taxes": NAME + rows("50l 200r 320r", "Taux | Base | TVA", "{rate} | {ht} | {vat}") + ALL,
    }
    return tuple(
        Page(
            f"{name}, {body}",
            drawn,
            sure=UNITS if body == "columns" else ALL_THREE,
            writers=writers or WRITERS,
            blanks=blanks,
        )
        for body, drawn in bodies.items()
    )


NARROW, NO_BREAK = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
BLANKS = (
    *_blanks("no-break spaces", Blanks(NO_BREAK, NO_BREAK, NO_BREAK)),
    # What writers make of the narrow no-break space that their standard fonts lack.
    *_blanks("a question mark", Blanks("?", NO_BREAK, "?")),
    *_blanks("a question mark, after a blank", Blanks("?", " ", " ")),
    *_blanks("a slash", Blanks(" /", NO_BREAK, " /")),
    *_blanks("a box", Blanks(NARROW, NO_BREAK, NARROW), "reportlab"),
    *_blanks("NUL", Blanks("\0", NO_BREAK, "\0"), "fpdf2"),
    *_blanks("NUL before each sign", Blanks(" /", " ", " /", nul_before_each=True), "fpdf2"),
    *_blanks("nothing", Blanks("", " ", "")),
    *_blanks("nothing at all", Blanks("", "", "")),
)

KINDS = {
    "inside": INSIDE,
    "tables": TABLES,
    "columns": COLUMNS,
    "phrases": PHRASES,
    "rates": RATES,
    "shares": SHARES,
    "written": WRITTEN,
    "blanks": BLANKS,
}
