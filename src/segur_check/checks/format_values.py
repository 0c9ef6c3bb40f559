"""FMT007, FMT009, FMT010, FMT013, FMT016 to FMT018: the values of the JSON."""

import re
from collections.abc import Iterator
from decimal import Decimal

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.case.mends import RIGHT
from segur_check.dossier.reading import pointers_of
from segur_check.dossier.request import Amounts, Request
from segur_check.values.dates import DateFormat, read_date
from segur_check.values.identifiers import is_plain_phone, masked
from segur_check.values.money import amount, has_parts_of_a_cent, to_cents
from segur_check.values.wording import Items, Quoted, Value, printable_excerpt

_AMOUNT_KEYS = ("montantSegurHT", "montantTVA", "montantSegurTTC")
_DATES = (
    ("commande", "dateCommande"),
    ("facture", "dateFacture"),
    ("verification", "dateSignature"),
)


@control("FMT007")
def wrong_type(context: Context) -> Iterator[Outcome]:
    """A value of the wrong type, or a number out of range."""
    for fault in context.shape_faults("type"):
        if fault.key != "formatFichier":
            types = [kind for kind in fault.expected if kind != "null"]
            expected = "string" if "string" in types else types[0]
            values = {
                "key": Quoted(fault.key),
                "found": _excerpt(fault.found),
                "expected": expected,
            }
            mends = ({fault.pointer: RIGHT},)
            yield Problem(Place(fault.pointer), values, variant=f"to_{expected}", mends=mends)
    yield from _quoted_nulls(context)
    for request in context.file.requests:
        yield from _numbers_out_of_range(request)
    for request in context.file.requests:
        for amounts in request.priced:
            yield from _amounts_out_of_range(request, amounts)


def _numbers_out_of_range(request: Request) -> Iterator[Problem]:
    for key, read in (("numLigne", request.number), ("numeroEditeur", request.numero_editeur)):
        value = request.tree.get(key)
        if _is_number(value) and read is None:
            yield _out_of_range(request.pointer, key, value)


def _amounts_out_of_range(request: Request, amounts: Amounts) -> Iterator[Problem]:
    if None not in (amounts.ht, amounts.rate, amounts.vat, amounts.ttc):
        return
    # The order or the invoice that holds the amounts, as it is written.
    written = request.tree[amounts.pointer.rpartition("/")[2]]
    for key in (*_AMOUNT_KEYS, "tauxTVA"):
        value = written.get(key)
        if _is_number(value) and amount(value) is None:
            yield _out_of_range(amounts.pointer, key, value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _out_of_range(pointer: str, key: str, value: object) -> Problem:
    values: dict[str, Value] = {"key": Quoted(key), "found": Quoted(str(value)[:30])}
    return Problem(Place(f"{pointer}/{key}"), values, variant="out_of_range")


# MSSanté's operator alone may be "null": a file with no other one is not searched value by value.
_QUOTED_NULL = re.compile(
    r'"null"(?<!"operateurMessagerie":"null")(?<!"operateurMessagerie": "null")'
)


def _quoted_nulls(context: Context) -> Iterator[Problem]:
    """The word null between quotes, where an empty value is meant."""
    if not context.text.has(_QUOTED_NULL) and not context.shape.moved:
        return
    # Where no text may stand, the schema reports it already.
    reported = {fault.pointer for fault in context.shape_faults("type", "code")}
    for pointer in pointers_of(context.shape.tree, "null"):
        key = pointer.rpartition("/")[2]
        if key != "operateurMessagerie" and context.shape.in_file(pointer) not in reported:
            yield Problem(Place(pointer), {"key": Quoted(key)}, variant="quoted_null")


def _excerpt(value: object) -> Value:
    if isinstance(value, str):
        return f'"{printable_excerpt(value, 40)}"'
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return str(value)[:30]


@control("FMT009")
def unknown_code(context: Context) -> Iterator[Outcome]:
    """A code in neither list, the attested one or the proposed one."""
    for fault in context.shape_faults("code"):
        if fault.key != "formatFichier":
            values: dict[str, Value] = {
                "key": Quoted(fault.key),
                "found": Quoted(str(fault.found)),
                "expected": Items(fault.expected),
            }
            yield Problem(Place(fault.pointer), values)


@control("FMT010")
def format_not_pdf(context: Context) -> Iterator[Outcome]:
    """`formatFichier` is not PDF in capitals."""
    for fault in context.shape_faults("code", "type", "null", "missing"):
        if fault.key == "formatFichier":
            absent = fault.kind in {"missing", "null"}
            values: dict[str, Value] = {} if absent else {"found": _excerpt(fault.found)}
            yield Problem(Place(fault.pointer), values, variant="absent" if absent else "")


@control("FMT013")
def phone_with_signs(context: Context) -> Iterator[Outcome]:
    """A telephone number with blanks or other signs."""
    for request in context.file.requests:
        for phone in request.beneficiaries.phones:
            if not is_plain_phone(phone.value):
                text = masked(phone.value)
                digits = "".join(char for char in text if char.isascii() and char.isdigit())
                values: dict[str, Value] = {"found": Quoted(phone.value), "expected": digits or "—"}
                yield Problem(Place(phone.pointer), values)


def _dates(request: Request) -> Iterator[tuple[str, str, str]]:
    """The dates of a request: where, under which key, and as they are written."""
    for document, key in _DATES:
        table = request.tree.get(document)
        if isinstance(table, dict) and isinstance(table.get(key), str):
            yield f"{request.pointer}/{document}/{key}", key, table[key]


def _date_variant(text: str) -> str:
    """The words for a blank, for the shape of a date of a day that does not exist, or for neither."""
    if not text.strip():
        return "blank"
    digits = sum(char.isdigit() for char in text)
    has_shape = len(text) == len("12/03/2025") and digits == len("12032025")
    return "impossible" if has_shape else ""


@control("FMT016")
def impossible_date(context: Context) -> Iterator[Outcome]:
    """A date that does not exist, or that cannot be read."""
    for request in context.file.requests:
        for pointer, key, text in _dates(request):
            if read_date(text.strip()) is None:
                values: dict[str, Value] = {"key": Quoted(key), "found": Quoted(text)}
                yield Problem(Place(pointer), values, variant=_date_variant(text))


@control("FMT017")
def two_date_formats(context: Context) -> Iterator[Outcome]:
    """Dates written in two formats in one file."""
    first: dict[DateFormat, tuple[str, str]] = {}
    for request in context.file.requests:
        for pointer, _, text in _dates(request):
            read = read_date(text.strip())
            if read is not None and read[1] not in first:
                first[read[1]] = pointer, text
    if len(first) > 1:
        (pointer, text), (other_pointer, other_text) = first.values()
        values = {"found": Quoted(text), "other": Quoted(other_text)}
        yield Problem((Place(other_pointer), Place(pointer)), values, variant="file")


@control("FMT018")
def too_many_decimals(context: Context) -> Iterator[Outcome]:
    """An amount with more than two decimals."""
    for request in context.file.requests:
        for amounts in request.priced:
            numbers = (amounts.ht, amounts.vat, amounts.ttc)
            for key, number in zip(_AMOUNT_KEYS, numbers, strict=True):
                if number is not None and has_parts_of_a_cent(number):
                    at = Place(f"{amounts.pointer}/{key}")
                    right = {f"{amounts.pointer}/{key}": to_cents(number)}
                    values: dict[str, Value] = {"key": Quoted(key), "found": number}
                    yield Problem(at, values, mends=(right,), sure=True)
