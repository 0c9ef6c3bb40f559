"""How amounts, rates, dates, identifiers and labels are written: it changes with the software."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NBSP = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
THIN = "\N{THIN SPACE}"

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def amount(thousands: str, point: str, shape: str) -> Callable[[Decimal], str]:
    """A way to write amounts; `shape` says where the sign of the euro stands: "{} €"."""

    def write(value: Decimal) -> str:
        written = f"{value:,.2f}".translate({ord(","): thousands, ord("."): point})
        return shape.format(written)

    return write


def short_amount(value: Decimal) -> str:
    """Without decimals when there are none to show: "12 000 €"."""
    written = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return written.translate({ord(","): " ", ord("."): ","}) + " €"


def sheet_amount(value: Decimal) -> str:
    """As a spreadsheet shows a number that nobody formatted: "250,5", "358,33", "12000"."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return written.replace(".", ",")


def rate(shape: str, decimals: int | None = None, point: str = ",") -> Callable[[Decimal], str]:
    """A way to write rates; without `decimals`, those that are needed: "20 %", "8,5 %"."""

    def write(value: Decimal) -> str:
        if decimals is None:
            written = f"{value:.2f}".rstrip("0").rstrip(".")
        else:
            written = f"{value:.{decimals}f}"
        return shape.format(written.replace(".", point))

    return write


def in_letters(value: date) -> str:
    """Write the month in letters: "1er novembre 2024"."""
    day = "1er" if value.day == 1 else str(value.day)
    return f"{day} {_MONTHS[value.month - 1]} {value.year}"


def in_full(value: date) -> str:
    """Write the day of the week too: "samedi 1er novembre 2024"."""
    return f"{_DAYS[value.weekday()]} {in_letters(value)}"


def numeric(pattern: str) -> Callable[[date], str]:
    """A way to write dates in figures, by a pattern of strftime."""
    return lambda value: value.strftime(pattern)


def whole(number: str) -> str:
    """An identifier in one piece."""
    return number


def grouped(number: str) -> str:
    """An identifier in groups: "33 078 119 6", "101 0000 0016", "930 000 476 00018"."""
    cuts = {9: (2, 5, 8), 11: (3, 7), 14: (3, 6, 9)}[len(number)]
    return " ".join(number[a:b] for a, b in zip((0, *cuts), (*cuts, None), strict=True))


@dataclass(frozen=True)
class Words:
    """The labels a software prints."""

    ht: str = "Total HT"
    rate: str = "Taux de TVA"
    vat: str = "Montant TVA"
    ttc: str = "Total TTC"
    signed: str = "Date de signature"
    dated: str = "Date"
    order: str = "Bon de commande n°"
    invoice: str = "Facture n°"
    ordered: str = "Bon de commande signé le"
    client: str = "Client"


@dataclass(frozen=True)
class Style:
    """How a software writes; `joined`: rate and VAT in one line, "TVA 20 %  71,67 €".

    `tells_zero`: whether VAT at 0 % is printed when the supplier isn't liable.
    """

    name: str
    amount: Callable[[Decimal], str]
    rate: Callable[[Decimal], str]
    day: Callable[[date], str]
    number: Callable[[str], str]
    words: Words
    joined: bool = False
    tells_zero: bool = True
    colon: str = f"{NBSP}:"


STYLES = (
    Style(
        "no-break",
        amount(NBSP, ",", f"{{}}{NBSP}€"),
        rate(f"{{}}{NBSP}%"),
        numeric("%d/%m/%Y"),
        whole,
        Words(),
    ),
    Style(
        "narrow",
        amount(NARROW, ",", f"{{}}{NBSP}€"),
        rate(f"{{}}{NARROW}%", 2),
        in_letters,
        grouped,
        Words(
            "Montant HT", "Taux TVA", "TVA", "Montant TTC", "Fait à Montreval, le", "Établi le",
            "N° de commande", "N° de facture", "Votre commande du", "Bénéficiaire",
        ),
        joined=True,
    ),
    Style(
        "dots",
        amount(".", ",", "{} €"),
        rate("{}%"),
        numeric("%d.%m.%Y"),
        whole,
        Words(
            "Total H.T.", "Taux T.V.A.", "Total T.V.A.", "Total T.T.C.", "Signé le", "Date d'édition",
            "Réf. commande", "Numéro de facture", "Date de commande", "Nom du client",
        ),
        tells_zero=False,
    ),
    Style(
        "english",
        amount("", ".", "{} EUR"),
        rate("{} %", 2, "."),
        numeric("%d-%m-%Y"),
        grouped,
        Words(
            "Prix net HT", "TVA au taux de", "Montant de la TVA", "Prix TTC",
            "Date de signature du bon de commande", "Date du document",
            "Commande n°", "Facture", "Commande signée le", "Destinataire",
        ),
        colon=":",
    ),
    Style(
        "short",
        short_amount,
        rate("{} %"),
        in_letters,
        whole,
        Words(
            "Montant total hors taxes", "Taux de TVA applicable", "Montant total de la TVA",
            "Montant total toutes taxes comprises", "Bon pour accord, le", "Date d'émission",
            "Bon de commande", "Facture numéro", "Bon de commande du", "Client final",
        ),
    ),
    Style(
        "before",
        amount(" ", ",", "€ {}"),
        rate("{} %", 1),
        numeric("%d/%m/%y"),
        grouped,
        Words(
            "Base HT", "Taux", "TVA", "Net à payer TTC", "Lu et approuvé, signé le", "Édité le",
            "BDC n°", "Facture n°", "BDC signé le", "Adresse de facturation",
        ),
        joined=True,
        tells_zero=False,
        colon="",
    ),
    Style(
        "bare",
        amount(" ", ",", "{}"),
        rate("{}", 2),
        numeric("%Y-%m-%d"),
        whole,
        Words(
            "TOTAL HT (€)", "TAUX TVA (%)", "TOTAL TVA (€)", "TOTAL TTC (€)", "DATE DE SIGNATURE",
            "DATE", "N° BDC", "N° FACTURE", "DATE DU BDC", "CLIENT",
        ),
    ),
    Style(
        "thin",
        amount(THIN, ",", f"{{}}{THIN}€"),
        rate(f"{{}}{THIN}%"),
        numeric("%d / %m / %Y"),
        grouped,
        Words(
            "Sous-total HT", "TVA applicable", "dont TVA", "Total TTC à régler",
            "Date et signature du client", "Date de création", "Commande",
            "Facture", "Commande passée le", "Facturé à",
        ),
        joined=True,
    ),
    Style(
        "glued",
        amount("", ",", "{}€"),
        rate("{}%", 1),
        numeric("%d/%m/%Y"),
        grouped,
        Words(
            "Prix H.T.", "Taux TVA", "T.V.A.", "Prix T.T.C.", "Signé électroniquement le",
            "Document du", "Commande n°", "Facture n°", "Votre commande signée le", "Client",
        ),
        joined=True,
        colon=" :",
    ),
    Style(
        "euros",
        amount(NBSP, ",", "{} euros"),
        rate("{} pour cent"),
        in_full,
        whole,
        Words(
            "Montant hors taxe", "Taux de taxe sur la valeur ajoutée",
            "Montant de la taxe sur la valeur ajoutée", "Montant toutes taxes comprises",
            "Fait le", "Établi le", "Bon de commande", "Facture", "Commande signée le", "Pour",
        ),
        tells_zero=False,
    ),
)  # fmt: skip

# How the libraries and programs of `layouts_programs` write: the words stay French, save one.
PROGRAM_STYLES = (
    Style(
        "intl",  # Intl.NumberFormat("fr-FR") of JavaScript
        amount(NARROW, ",", f"{{}}{NBSP}€"),
        rate(f"{{}}{NARROW}%"),
        numeric("%d/%m/%Y"),
        whole,
        Words(signed="Signé le"),
    ),
    Style(
        "php",  # number_format() with a no-break space, as NumberFormatter had it before ICU 60
        amount(NBSP, ",", f"{{}}{NBSP}€"),
        rate("{}%", 2),
        numeric("%d/%m/%Y"),
        grouped,
        Words(signed="Date de signature", ordered="Commande signée le"),
    ),
    Style(
        "plain",  # a report maker without signs: "58 250,00", "20,00"
        amount(" ", ",", "{}"),
        rate("{}", 2),
        numeric("%d/%m/%Y"),
        whole,
        Words(signed="Bon pour accord, le", ordered="Votre commande signée le"),
    ),
    Style(
        "accounting",  # "58 250,00 €" with a plain blank, "20,0%"
        amount(" ", ",", "{} €"),
        rate("{}%", 1),
        numeric("%d/%m/%Y"),
        whole,
        Words(signed="Signé le", ordered="Bon de commande signé le"),
        tells_zero=False,
    ),
    Style(
        "point",  # the English defaults left as they were: "€58,250.00", "20.0 %"
        amount(",", ".", "€{}"),
        rate("{} %", 1, "."),
        numeric("%Y-%m-%d"),
        whole,
        Words(signed="Signé électroniquement le", ordered="Commande signée le"),
    ),
)
SHEET = Style(
    "sheet",
    sheet_amount,
    rate("{} %"),
    numeric("%d/%m/%Y"),
    whole,
    Words(signed="Date de signature"),
)
ALL_STYLES = (*STYLES, *PROGRAM_STYLES, SHEET)
