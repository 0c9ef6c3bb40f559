"""Euros and VAT: exact decimals, half a cent counts as one.

Half up is the rounding of the code of taxes on goods and services (CIBS, art. L131-2).
"""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
NO_BREAK_SPACE = "\u00a0"

# Amounts beyond this, or with absurd exponents, are refused before any arithmetic: `1e999999` is
# parsed at once, and takes half a minute to become an integer.
_LARGEST_EXPONENT = 12
_SMALLEST_EXPONENT = -30


def is_sane(amount: Decimal) -> bool:
    """Whether arithmetic on this number is safe: finite, under 10^12, no absurd exponent."""
    if amount.same_quantum(CENT):  # nearly all are
        return amount.adjusted() < _LARGEST_EXPONENT
    if not amount.is_finite():
        return False
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < _SMALLEST_EXPONENT:
        return False
    if not amount:
        return exponent <= _LARGEST_EXPONENT
    return amount.adjusted() < _LARGEST_EXPONENT


def decimals(amount: Decimal) -> int:
    """How many decimals the number needs (trailing zeros do not count)."""
    # normalize() would round to the 28 digits of the context.
    _, digits, exponent = amount.as_tuple()
    if not isinstance(exponent, int) or exponent >= 0:
        return 0
    zeros = len(digits) - len(bytes(digits).rstrip(b"\0"))
    return max(0, -exponent - zeros) if amount else 0


def has_parts_of_a_cent(amount: Decimal) -> bool:
    """Whether the number needs more than two decimals."""
    return not amount.same_quantum(CENT) and decimals(amount) > 2  # noqa: PLR2004 - cents


def to_cents(amount: Decimal) -> Decimal:
    """The amount rounded to the cent, half up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def vat_of(ht: Decimal, rate: Decimal) -> Decimal:
    """The VAT in euros of an amount HT in euros at a rate in percent, to the cent."""
    return to_cents(ht * rate / 100)


def euros(amount: Decimal, lang: str = "fr") -> str:
    """The amount as people write it: `1 234,56 €` in French, `€1,234.56` in English.

    Two decimals at least; more only when the number has more, so that the message shows what the
    file says.
    """
    shown_decimals = 2 if amount.same_quantum(CENT) else max(2, decimals(amount))
    text = f"{amount:,.{shown_decimals}f}"
    if lang == "en":
        return f"-€{text[1:]}" if text.startswith("-") else f"€{text}"
    french = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{french}{NO_BREAK_SPACE}€"


def percent(rate: Decimal, lang: str = "fr") -> str:
    """The rate as people write it: `8,5 %` in French, `8.5%` in English."""
    text = f"{rate.normalize() + 0:f}"  # + 0: no rate is minus zero
    if lang == "en":
        return f"{text}%"
    return f"{text.replace('.', ',')}{NO_BREAK_SPACE}%"


_LONGEST_NUMBER = 40


def amount(value: object) -> Decimal | None:
    """A number of the file, also between quotes ("358,33"); None when it cannot be reckoned with."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value) if abs(value) < 10**12 else None
    if isinstance(value, str):
        written = "".join(value.split()).removesuffix("€").removesuffix("%").replace(",", ".")
        if not written or len(written) > _LONGEST_NUMBER or "_" in written:
            return None
        try:
            value = Decimal(written)
        except InvalidOperation:
            return None
    return value if isinstance(value, Decimal) and is_sane(value) else None
