"""Where a finding stands, in plain words, and the addresses that may be links."""

import re

from segur_check.report import Location
from segur_check.reporters.facts import written_euros
from segur_check.reporters.words import word
from segur_check.values.fields import field_name
from segur_check.values.wording import Quoted, written

_TEXT = re.compile('".+"')
_AMOUNT = re.compile(r"/montant[^/]*$")
_CENTS = re.compile(r"-?\d{1,12}(?:\.\d{1,2})?")  # one with more decimals is shown with all of them
_WEB = re.compile(r"https?://[A-Za-z0-9][^\s\"'<>\\]*")


def place_words(at: Location, lang: str) -> str:
    """`Montant TTC de la commande (avance.json, ligne 17) : « 430.01 »`; the folder is in the details."""
    line = re.split(r"[/\\]", at.file)[-1] or at.file
    if at.page is not None:
        line += f", {word(lang, 'page', page=at.page)}"
    elif at.line is not None:
        line += f", {word(lang, 'line', line=at.line)}"
    name = field_name(at.pointer or "", lang)
    if name:
        line = f"{name} ({line})"
    if at.excerpt is None:
        return line
    # A text of the JSON stands between its own quotation marks: one pair is enough.
    quoted = at.excerpt[1:-1] if at.pointer and _TEXT.fullmatch(at.excerpt) else at.excerpt
    if _AMOUNT.search(at.pointer or "") and _CENTS.fullmatch(at.excerpt):
        quoted = written_euros(at.excerpt, lang) or at.excerpt
    return f"{line}{word(lang, 'colon')}{written(Quoted(quoted), lang)}"


def web_address(url: str | None) -> str | None:
    """An address that may be a link; None for anything but http and https."""
    return url if url is not None and _WEB.fullmatch(url) and url.isprintable() else None
