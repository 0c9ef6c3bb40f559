"""A window that is about to close, in a line."""

from segur_check.reporters.facts import written_iso
from segur_check.reporters.summary import Closing
from segur_check.reporters.words import counted, word


def closing_line(closing: Closing, lang: str) -> str:
    """`MS1, solde : ferme le 28/02/2025 à 14h00, dans 3 jours (2 demandes)`."""
    days = counted(lang, "lot_days", closing.days) if closing.days else word(lang, "lot_today")
    return word(
        lang,
        "lot_window",
        sons=closing.sons,
        event=word(lang, f"step_{closing.event}"),
        closes=written_iso(closing.closes, lang),
        days=days,
        count=counted(lang, "requests", closing.requests),
    )
