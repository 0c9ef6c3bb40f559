"""What a text says of a simple electronic signature, which may leave no other trace in the file."""

from segur_check.pieces.words.text import flat, normalised
from segur_check.values.pattern import Pattern

_LONGEST = 80  # signs of a quote
_MOST = 5  # quotes
_SIGNED = r"signe(?:e|\(e\))?(?:s|\(s\))?"
_HOW = r"(?:electroniquement|numeriquement|a distance|en ligne)"
_BY = r"(?:\s+(?:par|by|le|on)\b[^\n]{0,60})?"
# Signing services whose name stands on the signed page or on its page of proof, and what health
# professionals sign with. What they are worth is not judged.
_SERVICES = (
    r"docusign(?:\s+envelope\s+id\s*:?\s*[0-9a-f-]{8,36})?",
    r"yousign",
    r"universign",
    r"(?:adobe\s+acrobat|adobe|acrobat)\s+sign\b",
    r"adobe\s+echosign",
    r"oodrive\s+sign",
    r"sell\s*&\s*sign",
    r"signaturit",
    r"dropbox\s+sign|hellosign",
    r"zoho\s+sign",
    r"lex\s+persona|lex\s+community",
    r"contralia",
    r"certeurope|certigna|certinomis",
    r"pro\s+sante\s+connect",
    r"cartes?\s+cp[sexfa]\b|certificats?\s+cp[sex]\b",
    r"certificats?(?:\s+logiciels?)?\s+rgs\b",
)
_TRACE = Pattern(
    rf"\b(?:{_SIGNED}\s+{_HOW}{_BY}|{_HOW}\s+{_SIGNED}{_BY}"
    rf"|(?:electronically|digitally)\s+signed{_BY}"
    rf"|(?:signature|validation)s?\s+(?:electronique|numerique)s?{_BY}"
    rf"|(?:{'|'.join(_SERVICES)}))"
)


def simple_signature_traces(text: str) -> tuple[str, ...]:
    """Short quotes about an electronic signature, five at most, in the order of the text.

    For information: a page may name a service that did not sign it, and a document may be signed
    without saying so.
    """
    quotes: dict[str, str] = {}  # by their text in one case
    shown = normalised(text)
    for match in _TRACE.finditer(flat(shown)):
        quote = " ".join(shown[match.start() : match.end()].split())
        short = quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST].rstrip()}…"
        quotes.setdefault(short.casefold(), short)
        if len(quotes) == _MOST:
            break
    return tuple(quotes.values())
