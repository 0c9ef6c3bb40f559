"""The dates and amounts of a report, which are exact texts, as people write them."""

from datetime import date, datetime
from decimal import Decimal

from segur_check.values.dates import end_of, in_paris, written_day, written_moment
from segur_check.values.money import euros, is_sane, percent, to_cents


def instant(text: str) -> datetime:
    """An ISO instant or day in Paris time; a day counts as its end."""
    if len(text) > len("2025-03-12"):
        return in_paris(datetime.fromisoformat(text))
    return end_of(date.fromisoformat(text))


def written_iso(text: str, lang: str) -> str:
    """An ISO instant, or a day of which no text gives the hour."""
    if len(text) > len("2025-03-12"):
        return written_moment(datetime.fromisoformat(text), lang)
    return written_day(date.fromisoformat(text), lang)


def written_euros(text: str | None, lang: str) -> str | None:
    """An amount of euros; one that is beyond reason stays as it was written."""
    if text is None:
        return None
    amount = Decimal(text)
    return euros(amount, lang) if is_sane(amount) else text


def written_rate(text: str | None, lang: str) -> str | None:
    """A rate, given and written in percent."""
    if text is None:
        return None
    rate = Decimal(text)
    return percent(rate, lang) if is_sane(rate) else text


def written_share(amount: str | None, cap: str | None, lang: str) -> str | None:
    """The share of a cap that an amount takes, in percent with two decimals at most."""
    if amount is None or cap is None:
        return None
    part, whole = Decimal(amount), Decimal(cap)
    if not is_sane(part) or not is_sane(whole) or whole <= 0:
        return None
    return percent(to_cents(part / whole * 100), lang)
