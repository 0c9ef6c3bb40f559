"""Papers as cells at their places, before any program draws them: orders, invoices, VA and MOM of a SONS.

What a person fills in is told from what is printed: some programs draw the two by different means.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from checks.drawn_pages import Price, french
from checks.made_documents import SUPPLIER_LINES, Corridor, corridors

NARROW = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"
STATE = "Montant pris en charge par l'État au titre du Ségur de la santé :"
_OF_CORSICA = "2A0000014"
_MORE = Decimal("100.00")  # of another amount
_LEFT, _VALUES, _CLIENT, _TOTALS, _AMOUNTS = 40, 230, 330, 330, 450
_TOP, _STEP = 800, 16


class Cell(NamedTuple):
    """A text, its left end and its foot from the corner of the page, and whether somebody fills it in."""

    x: float
    y: float
    text: str
    filled: bool = False


class Says(NamedTuple):
    """What a paper says: its client's numbers, with their labels, its price, its date."""

    numbers: tuple[tuple[str, str], ...]
    price: Price
    day: date


def right(corridor: Corridor, paper: str) -> Says:
    """What the right paper of a corridor says."""
    days = {
        "order": corridor.ordered_on,
        "invoice": corridor.invoiced_on,
        "acceptance": corridor.verified_on,
    }
    money = corridor.figures
    return Says(tuple(corridor.printed), Price(money.ht, money.rate), days[paper])


def other_amount(says: Says) -> Says:
    """The same, at another price."""
    return says._replace(price=Price(says.price.ht + _MORE, says.price.rate))


def other_client(says: Says) -> Says:
    """The same, of a client that nobody knows, whose numbers have right keys."""
    numbers = tuple((label, _other_number(number)) for label, number in says.numbers)
    return says._replace(numbers=numbers)


def other_day(says: Says) -> Says:
    """The same, three days before."""
    return says._replace(day=says.day - timedelta(days=3))


def _other_number(number: str) -> str:
    if not number.isdigit():
        return _OF_CORSICA
    place = 6 if len(number) == len(corridors.SUPPLIER_SIRET) else -3
    digit = str((int(number[place]) + 3) % 10)
    if len(number) == len(corridors.SUPPLIER_SIRET):
        return str(corridors.with_key(corridors.with_key(number[:6] + digit + number[7]) + "0001"))
    return str(corridors.with_key(number[:-3] + digit + number[-2]))


def cells_of(corridor: Corridor, paper: str, says: Says, thousands: str = NARROW) -> list[Cell]:
    """The paper, whose amounts have these blanks."""
    make = {"order": _order, "invoice": _invoice, "acceptance": _acceptance}[paper]
    return [*make(corridor, says, thousands)]


def _money(amount: Decimal, thousands: str) -> str:
    return french(amount, thousands) + f"{NO_BREAK}€"


def _head(corridor: Corridor, title: str, says: Says) -> Iterator[Cell]:
    yield Cell(_LEFT, _TOP, title)
    for rank, line in enumerate(SUPPLIER_LINES):
        yield Cell(_LEFT, _TOP - 24 - _STEP * rank, line)
    yield Cell(_CLIENT, _TOP - 60, corridor.client.name)
    for rank, (label, number) in enumerate(says.numbers):
        yield Cell(_CLIENT, _TOP - 60 - _STEP * (rank + 1), f"{label} :")
        yield Cell(_CLIENT + 110, _TOP - 60 - _STEP * (rank + 1), number, filled=True)


def _lines(lines: tuple[tuple[str, str, bool], ...], top: float) -> Iterator[Cell]:
    for rank, (label, value, filled) in enumerate(lines):
        yield Cell(_LEFT, top - _STEP * rank, label)
        yield Cell(_VALUES, top - _STEP * rank, value, filled)


def _price(service: str, says: Says, thousands: str) -> Iterator[Cell]:
    paid = says.price
    yield Cell(_LEFT, 560, "Désignation")
    yield Cell(_AMOUNTS, 560, "Montant HT")
    yield Cell(_LEFT, 544, service)
    yield Cell(_AMOUNTS, 544, _money(paid.ht, thousands), filled=True)
    rate = f"{paid.rate:f}".replace(".", ",") + f"{NO_BREAK}%"
    totals = (
        ("Total HT", _money(paid.ht, thousands)),
        ("Taux de TVA", rate),
        ("Montant TVA", _money(paid.vat, thousands)),
        ("Total TTC", _money(paid.ttc, thousands)),
    )
    for rank, (label, value) in enumerate(totals):
        yield Cell(_TOTALS, 480 - _STEP * rank, label)
        yield Cell(_AMOUNTS, 480 - _STEP * rank, value, filled=True)


def _order(corridor: Corridor, says: Says, thousands: str) -> Iterator[Cell]:
    yield from _head(corridor, f"Bon de commande n° {corridor.number}", says)
    lines = (
        ("Date de commande", f"{says.day:%d/%m/%Y}", True),
        ("Solution commandée", corridor.solution, False),
        ("N° de référencement ANS", corridors.NUMERO_ANS, False),
        ("Profil de référencement", "Profil général", False),
    )
    yield from _lines(lines, 680)
    yield from _price(corridor.service, says, thousands)
    yield Cell(_LEFT, 516, STATE)
    yield Cell(_AMOUNTS, 516, f"{_money(says.price.ttc, thousands)} TTC", filled=True)
    yield Cell(_LEFT, 400, "Fait à Grenoble, le")
    yield Cell(_LEFT + 100, 400, f"{says.day:%d/%m/%Y}", filled=True)
    yield Cell(_VALUES, 400, f"{corridor.signatory}, signature :")


def _invoice(corridor: Corridor, says: Says, thousands: str) -> Iterator[Cell]:
    yield from _head(corridor, f"Facture n° F-{corridor.number}", says)
    lines = (
        ("Date d'émission", f"{says.day:%d/%m/%Y}", True),
        ("Bon de commande n°", corridor.number, False),
        ("Nature de l'opération", "Prestation de services", False),
    )
    yield from _lines(lines, 680)
    yield from _price(corridor.service, says, thousands)


def _acceptance(corridor: Corridor, says: Says, _: str) -> Iterator[Cell]:
    titles = {"VA": "Vérification d'aptitude (VA)", "MOM": "Mise en ordre de marche (MOM)"}
    yield Cell(_LEFT, _TOP, titles[corridor.acceptance])
    lines = (
        ("Client", corridor.client.name, False),
        *((label, number, True) for label, number in says.numbers),
        ("Solution installée", corridor.solution, False),
        ("N° de référencement ANS", corridors.NUMERO_ANS, False),
        ("Adresse MSSanté utilisée", "secretariat@cabinet-exemple.mssante.fr", False),
        *((("Déploiement MSS", corridor.mss_case, False),) if corridor.mss_case else ()),
        ("Nom du signataire", corridor.signatory, False),
        ("Date de signature", f"{says.day:%d/%m/%Y}", True),
        ("Signature :", "", False),
    )
    yield from _lines(lines, 740)
    statement = "La solution désignée ci-dessus est installée et paramétrée chez le client, conformément à la commande."
    yield Cell(_LEFT, 500, statement)
