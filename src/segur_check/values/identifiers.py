"""FINESS, RPPS, SIRET, telephone numbers and mail addresses: shapes and keys.

FINESS and RPPS are judged here, since no maintained library knows them; python-stdnum refuses a SIRET.
"""

import re
from enum import StrEnum

_FINESS = re.compile(r"(?:\d{2}|2[AB])\d{7}\Z", re.ASCII)
_FINESS_LENGTH = 9
_RPPS_LENGTH = 11
_SIRET_LENGTH = 14
SIREN_LENGTH = 9
_LA_POSTE = "356000000"
_PLAIN_LENGTHS = frozenset({_FINESS_LENGTH, _RPPS_LENGTH, _SIRET_LENGTH})
_BLANKS = re.compile(r"[\s\u00a0\u202f.\-]+")
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
    r"[A-Za-z]{2,63}\Z"
)
_PHONE = re.compile(r"\+?\d{4,15}\Z", re.ASCII)
# Long strings are cut before any pattern runs over them.
_LONGEST = 320

MASS_MARKET_DOMAINS = frozenset(
    {
        "gmail.com", "googlemail.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr",
        "bbox.fr", "numericable.fr", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr",
        "live.com", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "laposte.net",
        "icloud.com", "me.com", "aol.com", "protonmail.com", "proton.me", "gmx.fr", "gmx.com",
    }
)  # fmt: skip


def identifier_length(kind: str) -> int:
    """How many characters an identifier has: of type "RPPS", "SIRET", else a FINESS."""
    return {"RPPS": _RPPS_LENGTH, "SIRET": _SIRET_LENGTH}.get(kind, _FINESS_LENGTH)


class Flaw(StrEnum):
    """What is wrong with an identifier; the words are in the tables of the controls."""

    SHAPE = "shape"
    LENGTH = "length"
    LOST_ZERO = "lost_zero"
    PLACEHOLDER = "placeholder"
    KEY = "key"
    NATIONAL = "national"  # 8 + RPPS, the national identifier of a person


def plain(text: str) -> str:
    """The identifier without blanks, dots and dashes, in capitals: the form to compare by."""
    if len(text) in _PLAIN_LENGTHS and text.isascii() and text.isdigit():
        return text
    return _BLANKS.sub("", text[:_LONGEST]).upper()


def canonical(text: str) -> str:
    """The plain form, common losses and additions put right: two spellings of a number become one.

    The zero that a spreadsheet dropped from a FINESS, the 8 before an RPPS in a national identifier.
    """
    # Nearly every number is written plainly: nothing to remove, nothing to put right.
    if len(text) in _PLAIN_LENGTHS and text.isascii() and text.isdigit():
        return text
    value = plain(text)
    digits = value.isascii() and value.isdigit()
    if digits and len(value) == _RPPS_LENGTH + 1 and value[0] == "8":
        return value[1:]
    return value.zfill(_FINESS_LENGTH) if digits and len(value) == _FINESS_LENGTH - 1 else value


# For each digit, the sum of the digits of its double, as a digit. python-stdnum takes thirty times as
# long for a number, and a file may hold tens of thousands.
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")


def has_luhn_key(digits: str) -> bool:
    """Whether a string of digits ends with its Luhn key."""
    if not (digits.isascii() and digits.isdigit()):
        return False
    written = digits.encode()
    total = sum(written[-1::-2]) + sum(written[-2::-2].translate(_DOUBLED))
    return (total - len(written) * ord("0")) % 10 == 0


def finess_flaw(text: str) -> Flaw | None:
    """What is wrong with a plain FINESS; None when it is right.

    Nine characters whose last is a Luhn key, the letter of Corsica read as a digit (A as 1,
    B as 2): verified on 213 public numbers, no official text states it.
    """
    if not _FINESS.match(text):
        digits = text.isascii() and text.isdigit()
        if digits and len(text) == _FINESS_LENGTH - 1 and has_luhn_key("0" + text):
            return Flaw.LOST_ZERO
        return Flaw.LENGTH if len(text) != _FINESS_LENGTH else Flaw.SHAPE
    if text == "0" * _FINESS_LENGTH:
        return Flaw.PLACEHOLDER
    if not has_luhn_key(text.replace("A", "1").replace("B", "2")):
        return Flaw.KEY
    return None


def rpps_flaw(text: str) -> Flaw | None:
    """What is wrong with a plain RPPS (11 digits, Luhn); None when it is right."""
    if not (text.isascii() and text.isdigit()):
        return Flaw.SHAPE
    if len(text) == _RPPS_LENGTH + 1 and text[0] == "8" and has_luhn_key(text[1:]):
        return Flaw.NATIONAL
    if len(text) != _RPPS_LENGTH:
        return Flaw.LENGTH
    if not text.strip("0"):
        return Flaw.PLACEHOLDER
    return None if has_luhn_key(text) else Flaw.KEY


def siret_flaw(text: str) -> Flaw | None:
    """What is wrong with a plain SIRET (14 digits, Luhn, La Poste excepted); None when right."""
    if not (text.isascii() and text.isdigit()):
        return Flaw.SHAPE
    if len(text) != _SIRET_LENGTH:
        return Flaw.LENGTH
    if not text.strip("0"):
        return Flaw.PLACEHOLDER
    # The SIREN at its head has a key of its own. The library is slow to import, and nearly every
    # number is right: it judges only the others, and those of La Poste, whose rule is different.
    siren = text[:SIREN_LENGTH]
    if siren != _LA_POSTE and has_luhn_key(text) and has_luhn_key(siren):
        return None
    from stdnum.fr import siret  # noqa: PLC0415 - heavy import

    return None if siret.is_valid(text) else Flaw.KEY


_SLIPS = 2  # digits; two neighbours swapped are two of them


def is_mistyped(written: str, number: str) -> bool:
    """Whether a text may be a number mistyped: a digit or two of it other, swapped, lost or added."""
    shorter, longer = sorted((written, number), key=len)
    if len(shorter) == len(longer):
        return sum(one != other for one, other in zip(written, number, strict=True)) <= _SLIPS
    rest = iter(longer)
    return len(longer) - len(shorter) <= _SLIPS and all(digit in rest for digit in shorter)


def is_mail_address(text: str) -> bool:
    """Whether a text has the shape of a mail address."""
    return len(text) <= _LONGEST and bool(_MAIL.match(text)) and ".." not in text


def is_plain_phone(text: str) -> bool:
    """Whether a telephone number is digits only, with at most a leading +."""
    return bool(_PHONE.match(text[:_LONGEST]))


class MssAddress(StrEnum):
    """Whether an address is the MSSanté address of a professional, and what else it is."""

    PROFESSIONAL = "professional"
    PATIENT = "patient"
    MASS_MARKET = "mass_market"
    MALFORMED = "malformed"
    UNKNOWN = "unknown"


def mss_address(text: str) -> MssAddress:
    """Judge an address by its domain; the domains of MSSanté end in `.mssante.fr`."""
    address = text.strip()
    if address.endswith(">") and "<" in address:
        address = address.rpartition("<")[2].removesuffix(">")  # "Cabinet <x@y.mssante.fr>"
    local, _, domain = address.rpartition("@")
    # A domain may hold accented letters; its shape is judged without them.
    bare = "".join("x" if char.isalpha() and not char.isascii() else char for char in domain)
    if not is_mail_address(f"{local}@{bare}"):
        return MssAddress.MALFORMED
    domain = domain.lower()
    if domain == "patient.mssante.fr" or domain.endswith(".patient.mssante.fr"):
        return MssAddress.PATIENT
    if domain.endswith(".mssante.fr"):
        return MssAddress.PROFESSIONAL
    return MssAddress.MASS_MARKET if domain in MASS_MARKET_DOMAINS else MssAddress.UNKNOWN


# The domain may be cut: by the end of the text or of a line, by a blank beside a dot.
_PATIENT_LOCAL_PART = re.compile(
    r"""(?:"[^"@]*+"|[^\s@<>"';,]++)(?=\s*+@\s*+(?:[a-z0-9-]+\.)*
    patient(?:\s?\.\s?mssante\s?\.\s?fr|\s?\.?\s?(?:mssante\s?\.?\s?)?\Z))""",
    re.IGNORECASE | re.VERBOSE,
)


def masked(text: str) -> str:
    """The text with the local part of patient addresses hidden: it is a national health number."""
    if "patient" not in text.lower():
        return text
    return _PATIENT_LOCAL_PART.sub("•••", text)


# The overseas territories by what follows 97 in a FINESS or a postal code.
_OVERSEAS = {"1": "971", "2": "972", "3": "973", "4": "974", "5": "975"}
DROM = frozenset({"971", "972", "973", "974", "976"})


def territory_of_finess(finess: str) -> str | None:
    """The territory of a plain geographic FINESS: "971" to "976", "2A", "2B", else two digits.

    The fourth character tells the overseas territory (SNDS, fiche FINESS); 98 is Mayotte.
    """
    if finess_flaw(finess) is not None:
        return None
    if finess.startswith("97"):
        return _OVERSEAS.get(finess[3], "97?")
    return "976" if finess.startswith("98") else finess[:2]


def territory_of_postal_code(code: str) -> str | None:
    """The territory of a postal code; "977" is Saint-Barthélemy, "978" Saint-Martin."""
    code = plain(code)
    if len(code) != len("75001") or not code.isdigit() or not code.isascii():
        return None
    collectivities = {"97133": "977", "97150": "978"}
    if code in collectivities:
        return collectivities[code]
    if code[:2] in {"97", "98"}:
        return code[:3]
    return ("2A" if code[2] in "01" else "2B") if code.startswith("20") else code[:2]
