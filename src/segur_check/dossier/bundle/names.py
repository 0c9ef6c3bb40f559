"""The names of attached files: their encoding when nothing declares it, and what is refused."""

import re
import unicodedata
from contextlib import suppress

from segur_check.printable import printable

_MOST = 255  # characters: no usual file system holds a longer name
_ENCODINGS = ("utf-8", "cp850", "cp437", "cp1252")
_FRENCH = frozenset("àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»°€’–")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_NOISE = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def nfc(name: str) -> str:
    """The name as it is compared: an accented letter, which macOS writes as two signs, is one."""
    return unicodedata.normalize("NFC", name)


def readings(raw: bytes) -> tuple[str, ...]:
    """What a name whose encoding is not declared may be, in NFC, the likeliest first."""
    decoded: dict[str, str] = {}
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            decoded[encoding] = nfc(raw.decode(encoding))
    # A name in another encoding is hardly ever valid UTF-8: nothing to weigh then.
    best = decoded.get("utf-8") or min(decoded.values(), key=_strangeness)
    return (best, *sorted(set(decoded.values()) - {best}))


def _strangeness(text: str) -> int:
    """How little a name looks French: foreign signs, words with a capital in the middle."""
    foreign = sum(not sign.isascii() and sign not in _FRENCH for sign in text)
    words = re.findall(r"[^\W\d_]+", text)
    return foreign + sum(
        word not in {word.lower(), word.upper(), word.capitalize()} for word in words
    )


def is_noise(name: str) -> bool:
    """Whether a system or an office suite left the file there, unasked."""
    *folders, last = name.split("/")
    return "__MACOSX" in folders or last.lower() in _NOISE or last.startswith(("~$", "._"))


def sign_fault(name: str) -> str:
    """Why a name is refused, in a zip or in a folder; "" when it is not."""
    for sign in filter(_is_hidden, name):
        return "bidi-character" if sign in _BIDI else "control-character"
    return "name-too-long" if len(name) > _MOST else ""


def path_fault(name: str) -> str:
    """Why a name in a zip is refused; "" when it is not."""
    if ":" in name:
        return "drive-colon"
    if "\\" in name:
        return "backslash"
    if name.startswith("/"):
        return "absolute"
    return "path-outside" if ".." in name.split("/") else sign_fault(name)


def shown(name: str) -> str:
    """A refused name, safe to print."""
    start = printable(name[:_MOST])
    return start if len(name) <= _MOST else f"{start}…"


def inside(name: str, depth: int) -> str:
    """The name below its first `depth` folders, without the "." and empty parts of some tools."""
    return "/".join([part for part in name.split("/") if part not in {"", "."}][depth:])


def _is_hidden(sign: str) -> bool:
    return sign in _BIDI or unicodedata.category(sign) in _CONTROLS
