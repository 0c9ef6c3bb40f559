"""FMT: the JSON file, its encoding, its keys and the form of its values."""

import re
from collections.abc import Iterator
from decimal import Decimal

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.dossier.json.positions import Position
from segur_check.dossier.reading import pointers_of
from segur_check.dossier.request import Amounts, Request, Tree
from segur_check.dossier.shape import ShapeFault
from segur_check.values.dates import DateFormat, read_date
from segur_check.values.identifiers import is_plain_phone, masked
from segur_check.values.money import amount, has_parts_of_a_cent
from segur_check.values.step import Step
from segur_check.values.wording import MEGABYTE, Items, Megabytes, Quoted, Value, printable_excerpt

# One supplier of wave 1 splits its files there; whether it is the ASP's limit is not known.
LINES_SEEN = 200

_AMOUNT_KEYS = ("montantSegurHT", "montantTVA", "montantSegurTTC")
_DATES = (
    ("commande", "dateCommande"),
    ("facture", "dateFacture"),
    ("verification", "dateSignature"),
)


def _reading(context: Context, code: str) -> Iterator[Problem]:
    for fault in context.text.faults:
        if fault.code == code:
            at = fault.position or Position(1, 1)
            values = {key: _shown(value) for key, value in fault.values.items()}
            yield Problem(
                Place(fault.pointer, line=at.line, column=at.column),
                {"line": at.line, "column": at.column, **values},
                variant=fault.reason,
            )


def _shown(value: object) -> Value:
    if isinstance(value, Position):
        return value.line
    return value if isinstance(value, int) else str(value)


@control("FMT001")
def not_json(context: Context) -> Iterator[Outcome]:
    """Not JSON: syntax, NaN, trailing data, too deep."""
    yield from _reading(context, "FMT001")


@control("FMT002")
def not_utf8(context: Context) -> Iterator[Outcome]:
    """Another encoding than UTF-8."""
    yield from _reading(context, "FMT002")


@control("FMT003")
def byte_order_mark(context: Context) -> Iterator[Outcome]:
    """A UTF-8 byte order mark."""
    yield from _reading(context, "FMT003")


@control("FMT004")
def repeated_key(context: Context) -> Iterator[Outcome]:
    """The same key twice in one object."""
    yield from _reading(context, "FMT004")


@control("FMT022")
def file_too_big(context: Context) -> Iterator[Outcome]:
    """Over the size limit of the tool."""
    for fault in context.text.faults:
        if fault.code == "FMT022":
            limit = context.settings.file.limites.json_mo * MEGABYTE
            yield Problem(Place("", line=1, column=1), {"limit": Megabytes(limit)})


def _faults(context: Context, *kinds: str) -> Iterator[ShapeFault]:
    return (fault for fault in context.shape.faults if fault.kind in kinds)


@control("FMT005")
def key_in_wrong_case(context: Context) -> Iterator[Outcome]:
    """A key whose capitals are not the right ones."""
    for fault in _faults(context, "case"):
        found, expected = Quoted(fault.key), Quoted(fault.expected[0])
        yield Problem(Place(fault.pointer, at_key=True), {"found": found, "expected": expected})


# These keys have a code of their own, in place of FMT006.
_TOLD_ELSEWHERE = frozenset({"numLigne", "formatFichier", "operateurMessagerie"})


@control("FMT006")
def required_key_missing(context: Context) -> Iterator[Outcome]:
    """A required key that is absent, or null where a value is required."""
    for fault in _faults(context, "missing", "null"):
        if fault.key not in _TOLD_ELSEWHERE and not _of_no_client(context, fault):
            yield Problem(Place(fault.pointer), {"key": Quoted(fault.key)}, variant=fault.kind)
    for at, key, value in _required_texts(context):
        if isinstance(value, str) and not value.strip():
            yield Problem(Place(f"{at}/{key}"), {"key": Quoted(key)}, variant="blank")


# Where a SONS has no client, it has neither its order nor its scenario.
_OF_A_CLIENT = frozenset({"beneficiaires", "scenarioInstallation", "dateCommande"})


def _of_no_client(context: Context, fault: ShapeFault) -> bool:
    """Whether it is about the client, where the SONS has none to list."""
    _, _, inside = fault.pointer.removeprefix("/lignesImport/").partition("/")
    return context.corridor.json_optional and (
        fault.key in _OF_A_CLIENT or inside.partition("/")[0] in _OF_A_CLIENT
    )


def _required_texts(context: Context) -> Iterator[tuple[str, str, object]]:
    """The texts that must not be empty and that no other control reads: where, key, value."""
    for key in ("numeroAns", "siret"):
        yield "", key, context.file.tree.get(key)
    for request in context.file.requests:
        yield request.pointer, "numeroEditeur", request.tree.get("numeroEditeur")
        for piece in request.listed:
            yield piece.pointer, "nomFichier", piece.written_name


@control("FMT007")
def wrong_type(context: Context) -> Iterator[Outcome]:
    """A value of the wrong type, or a number nobody can reckon with."""
    for fault in _faults(context, "type"):
        if fault.key != "formatFichier":
            wanted = [one for one in fault.expected if one != "null"]
            expected = "string" if "string" in wanted else wanted[0]
            values = {
                "key": Quoted(fault.key),
                "found": _excerpt(fault.found),
                "expected": expected,
            }
            yield Problem(Place(fault.pointer), values, variant=f"to_{expected}")
    yield from _quoted_nulls(context)
    for request in context.file.requests:
        for key, read in (("numLigne", request.number), ("numeroEditeur", request.numero_editeur)):
            value = request.tree.get(key)
            if isinstance(value, int | Decimal) and not isinstance(value, bool) and read is None:
                found = Quoted(str(value)[:30])
                at = Place(f"{request.pointer}/{key}")
                yield Problem(at, {"key": Quoted(key), "found": found}, variant="out_of_range")
    for request in context.file.requests:
        for amounts in request.priced:
            if None not in (amounts.ht, amounts.rate, amounts.vat, amounts.ttc):
                continue
            table = _written(request, amounts)
            for key in (*_AMOUNT_KEYS, "tauxTVA"):
                value = table.get(key)
                number = isinstance(value, int | Decimal) and not isinstance(value, bool)
                if number and amount(value) is None:
                    at = Place(f"{amounts.pointer}/{key}")
                    found = Quoted(str(value)[:30])
                    yield Problem(at, {"key": Quoted(key), "found": found}, variant="out_of_range")


# The usual way to write the one that may be: no other, no walk.
_QUOTED_NULL = re.compile(
    r'"null"(?<!"operateurMessagerie":"null")(?<!"operateurMessagerie": "null")'
)


def _quoted_nulls(context: Context) -> Iterator[Problem]:
    """The word null between quotes, where an empty value is meant; the MSS operator may."""
    if not context.text.has(_QUOTED_NULL) and not context.shape.moved:
        return
    # Where a text cannot stand, the schema says so already.
    told = {fault.pointer for fault in _faults(context, "type", "code")}
    for pointer in pointers_of(context.shape.tree, "null"):
        key = pointer.rpartition("/")[2]
        if key != "operateurMessagerie" and context.shape.in_file(pointer) not in told:
            yield Problem(Place(pointer), {"key": Quoted(key)}, variant="quoted_null")


def _excerpt(value: object) -> Value:
    if isinstance(value, str):
        return f'"{printable_excerpt(value, 40)}"'
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    return str(value)[:30]


def _written(request: Request, amounts: Amounts) -> Tree:
    """The order or the invoice that holds some amounts, as it is written."""
    table: Tree = request.tree[amounts.pointer.rpartition("/")[2]]
    return table


@control("FMT008")
def unknown_key(context: Context) -> Iterator[Outcome]:
    """A key that the tool does not know."""
    for fault in _faults(context, "unknown"):
        near = fault.expected[0] if fault.expected else ""
        values: dict[str, Value] = {"key": Quoted(fault.key), "near": Quoted(near)}
        yield Problem(Place(fault.pointer, at_key=True), values, variant="near" if near else "")


@control("FMT009")
def unknown_code(context: Context) -> Iterator[Outcome]:
    """A code in neither list, attested or proposed."""
    for fault in _faults(context, "code"):
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
    for fault in _faults(context, "code", "type", "null", "missing"):
        if fault.key == "formatFichier":
            absent = fault.kind in {"missing", "null"}
            values: dict[str, Value] = {} if absent else {"found": _excerpt(fault.found)}
            yield Problem(Place(fault.pointer), values, variant="absent" if absent else "")


@control("FMT011")
def line_numbers(context: Context) -> Iterator[Outcome]:
    """`numLigne` missing, repeated or not sequential from 1."""
    seen: dict[int, str] = {}
    for rank, request in enumerate(context.file.requests, start=1):
        number, at = request.number, f"{request.pointer}/numLigne"
        if request.tree.get("numLigne") is None:
            yield Problem(Place(request.pointer), {"expected": rank}, variant="missing")
        elif number is not None and number in seen:
            values: dict[str, Value] = {"found": number, "expected": rank}
            yield Problem((Place(at), Place(seen[number])), values, variant="repeated")
        elif number is not None and number != rank:
            yield Problem(Place(at), {"found": number, "expected": rank}, variant="order")
        if number is not None:
            seen.setdefault(number, at)


@control("FMT012")
def many_requests(context: Context) -> Iterator[Outcome]:
    """More requests than was ever seen in one file."""
    count = len(context.file.requests)
    if count > LINES_SEEN:
        yield Problem(Place("/lignesImport"), {"found": count, "expected": LINES_SEEN})


@control("FMT013")
def phone_with_signs(context: Context) -> Iterator[Outcome]:
    """A telephone number with blanks or other signs."""
    for request in context.file.requests:
        for phone in request.beneficiaries.phones:
            if not is_plain_phone(phone.value):
                told = masked(phone.value)
                digits = "".join(char for char in told if char.isascii() and char.isdigit())
                values: dict[str, Value] = {"found": Quoted(phone.value), "expected": digits or "—"}
                yield Problem(Place(phone.pointer), values)


@control("FMT014")
def messaging_operator_empty(context: Context) -> Iterator[Outcome]:
    """`operateurMessagerie` is "", or absent from a scenario that is there."""
    for request in context.file.requests:
        scenario, at = (
            request.tree.get("scenarioInstallation"),
            f"{request.pointer}/scenarioInstallation",
        )
        if not isinstance(scenario, dict):
            continue
        if "operateurMessagerie" not in scenario:
            yield Problem(Place(at), variant="missing")
        elif (
            isinstance(scenario["operateurMessagerie"], str)
            and not scenario["operateurMessagerie"].strip()
        ):
            yield Problem(Place(f"{at}/operateurMessagerie"))


@control("FMT015")
def asp_number(context: Context) -> Iterator[Outcome]:
    """`numeroASP` absent from a solde, or present in a creation."""
    for request in context.file.requests:
        at = f"{request.pointer}/numeroASP"
        if context.step is Step.SOLDE and request.numero_asp is None:
            yield Problem(
                Place(at if "numeroASP" in request.tree else request.pointer), variant="absent"
            )
        elif context.step is Step.AVANCE and request.action == "C" and request.numero_asp:
            yield Problem(Place(at), {"found": Quoted(request.numero_asp)}, variant="present")


def _dates(request: Request) -> Iterator[tuple[str, str, str]]:
    """The dates of a request as they are written: in which document, under which key."""
    for document, key in _DATES:
        table = request.tree.get(document)
        if isinstance(table, dict) and isinstance(table.get(key), str):
            yield document, key, table[key]


def _date_variant(text: str) -> str:
    """Whether a text has the shape of a date, of a day that does not exist."""
    digits = sum(char.isdigit() for char in text)
    shaped = len(text) == len("12/03/2025") and digits == len("12032025")
    return "impossible" if shaped else ""


@control("FMT016")
def impossible_date(context: Context) -> Iterator[Outcome]:
    """A date that does not exist, or that cannot be read."""
    for request in context.file.requests:
        for document, key, text in _dates(request):
            if read_date(text.strip()) is None:
                values: dict[str, Value] = {"key": Quoted(key), "found": Quoted(text)}
                at = Place(f"{request.pointer}/{document}/{key}")
                yield Problem(at, values, variant=_date_variant(text))


@control("FMT017")
def two_date_formats(context: Context) -> Iterator[Outcome]:
    """Dates written in two ways in one file."""
    first: dict[DateFormat, tuple[str, str]] = {}
    for request in context.file.requests:
        for document, key, text in _dates(request):
            read = read_date(text.strip())
            if read is not None and read[1] not in first:
                first[read[1]] = f"{request.pointer}/{document}/{key}", text
    if len(first) > 1:
        (one, told), (other, told_too) = first.values()
        values = {"found": Quoted(told), "other": Quoted(told_too)}
        yield Problem((Place(other), Place(one)), values, variant="file")


@control("FMT018")
def too_many_decimals(context: Context) -> Iterator[Outcome]:
    """An amount with more than two decimals."""
    for request in context.file.requests:
        for amounts in request.priced:
            numbers = (amounts.ht, amounts.vat, amounts.ttc)
            for key, number in zip(_AMOUNT_KEYS, numbers, strict=True):
                if number is not None and has_parts_of_a_cent(number):
                    at = Place(f"{amounts.pointer}/{key}")
                    yield Problem(at, {"key": Quoted(key), "found": number})


@control("FMT019")
def no_request(context: Context) -> Iterator[Outcome]:
    """An empty `lignesImport`."""
    for fault in _faults(context, "empty"):
        if fault.key == "lignesImport":
            yield Problem(Place(fault.pointer))


@control("FMT020")
def returned_by_the_portal(context: Context) -> Iterator[Outcome]:
    """The file is one the portal returned: what it says is shown."""
    for request in context.file.requests:
        told = [(key, request.tree.get(key)) for key in ("codeTraitement", "libelleTraitement")]
        filled = [(key, value) for key, value in told if value not in (None, "")]
        if filled:
            said = " — ".join(str(value) for _, value in filled)
            yield Problem(Place(f"{request.pointer}/{filled[0][0]}"), {"found": Quoted(said)})


@control("FMT021")
def mandataire(context: Context) -> Iterator[Outcome]:
    """A mandataire announced and not described, or the reverse."""
    for request in context.file.requests:
        who = request.beneficiaries
        for key, text in who.mandataire.items():
            if who.is_mandataire is None or who.is_mandataire is (text is not None):
                continue
            at = Place(f"{who.pointer}/{key}" if key in who.keys else who.pointer)
            if text is None:
                yield Problem(at, {"key": Quoted(key)}, variant="missing")
            else:
                found = Quoted(text.value)
                yield Problem(at, {"key": Quoted(key), "found": found}, variant="filled")
