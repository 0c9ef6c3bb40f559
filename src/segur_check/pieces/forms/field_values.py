"""What the value of a field shows: a text, a formatted number, what is chosen in a list."""

import re
from decimal import ROUND_HALF_UP, Decimal

from segur_check.pieces.pdf.form import FormField
from segur_check.pieces.pdf.objects import at, dictionary, resolved

_VALUE_MOST = 2_000  # signs: an address, a list of clients
_OPTIONS_MOST = 500
# How Acrobat formats a number: the value stays "358.333", and the page shows "358,33 €".
_FORMAT = re.compile(r"AF(Number|Percent)_Format\(\s*(\d)")
_EURO = re.compile(r"€|\\u20ac|\\200|eur", re.IGNORECASE)
_RAW_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,20})?")
_SCRIPT_MOST = 500


def chosen_texts(field: FormField) -> str:
    """The texts that a list shows for what is chosen in it; an option's text may differ from its value."""
    options = field.entry("/Opt")
    pairs = map(resolved, options[:_OPTIONS_MOST] if isinstance(options, list) else ())
    shown = {
        plain_text(resolved(pair[0])): plain_text(resolved(pair[1]))
        for pair in pairs
        if isinstance(pair, list) and len(pair) > 1
    }
    held = field.entry("/V")
    values = held[:_OPTIONS_MOST] if isinstance(held, list) else [held]
    chosen = [plain_text(resolved(value)) for value in values]
    return ", ".join([shown.get(value, value) for value in chosen if value])


def formatted(field: FormField, value: str) -> str:
    """A number as the script of its field shows it."""
    if not _RAW_NUMBER.fullmatch(value):
        return value
    action = dictionary(at(dictionary(field.entry("/AA")), "/F"))
    held = at(action, "/JS")
    script = held[:_SCRIPT_MOST] if isinstance(held, str) else ""
    formatting = _FORMAT.search(script)
    if formatting is None:
        return value
    kind, decimals = formatting[1], int(formatting[2])
    number = Decimal(value) * (100 if kind == "Percent" else 1)
    shown = f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}".replace(".", ",")
    if kind == "Percent":
        return f"{shown} %"
    return f"{shown} €" if _EURO.search(script, formatting.end()) else shown


def tick_state(field: FormField, state: str) -> str:
    """The state of a box, or the option whose number that state is."""
    options = field.entry("/Opt")
    if isinstance(options, list) and state.isdecimal() and int(state) < len(options):
        return plain_text(resolved(options[int(state)])) or state
    return state


def plain_text(value: object) -> str:
    """A text or a name as a field holds it, without blanks around it; "" for anything else."""
    return value[:_VALUE_MOST].removeprefix("/").strip() if isinstance(value, str) else ""


def encodable(value: str) -> str:
    """The text without lone surrogates, which cannot be written out."""
    return value[:_VALUE_MOST].encode("utf-8", "replace").decode()
