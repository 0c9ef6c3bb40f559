"""TOML into typed values, strictly: one clear sentence with the path when something is wrong."""

import difflib
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec
import tomli

from segur_check.errors import UsageFault
from segur_check.patterns import Pattern

T = TypeVar("T")

# The blanks that do not break in French. No editor shows such a blank: the tables have plain ones.
_FRENCH_BLANK = Pattern(
    r" (?:(?=[:;?!»%€])|(?<=[«.\d] )(?:(?<=« )|(?<=\bp\. )"
    r"|(?<=\d )(?=(?:h|s|Mo|ans)\b(?!')|\d{3}(?: \d{3})*(?:,\d+)? €)))"
)
_ENGLISH = Pattern(r'(en\s*=\s*"(?:[^"\\\n]|\\.)*")')

_PLACE = Pattern(r" - at `(?:key in )?\$(?P<path>[^`]*)`$")
_UNKNOWN = Pattern(r"Object contains unknown field `(?P<key>.*)`")
_MISSING = Pattern(r"Object missing required field `(?P<key>.*)`")
_TYPE = Pattern(r"Expected (?P<expected>.*), got `(?P<found>.*)`")
_AT_LEAST = Pattern(r"Expected (?P<expected>.*) >= (?P<least>\d+)")
_CHOICE = Pattern(r"Invalid enum value (?P<found>.*)")


def read_toml(text: str, name: str) -> dict[str, Any]:
    """Parse a TOML text, numbers kept exact.

    Raises:
        UsageFault: it is not TOML; the message gives the line and the column.
    """
    try:
        return tomli.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise UsageFault(
            f"{name} n'est pas un fichier TOML lisible : {_in_french(error)}",
            f"{name} is not readable TOML: {error}",
        ) from error


# What the parser says, by how it begins, in the words of who typed the file.
_TOML_FAULTS = (
    ("Expected '='", "il manque « = » après le nom d'une clé"),
    ("Expected ']'", "il manque « ] »"),
    ("Expected newline", "après une valeur, passez à la ligne ; un texte s'écrit entre guillemets"),
    ("Invalid value", "il manque une valeur, ou un texte n'est pas entre guillemets"),
    ("Invalid hex value", "dans un chemin, écrivez / au lieu de \\"),
    ("Unescaped '\\'", "dans un chemin, écrivez / au lieu de \\"),
    ("Unterminated string", "un texte n'a pas de guillemet fermant"),
    ("Unclosed array", "une liste n'est pas fermée par « ] »"),
    ("Cannot overwrite", "une clé est écrite deux fois"),
    ("Cannot declare", "un titre entre crochets est écrit deux fois"),
    ("Invalid date", "une date n'existe pas"),
    ("Illegal character", "un texte ne va pas d'une ligne à l'autre"),
)


def _in_french(error: Exception) -> str:
    if not isinstance(error, tomli.TOMLDecodeError):
        return "des crochets ou des nombres y passent toute mesure"
    known = (told for begins, told in _TOML_FAULTS if error.msg.startswith(begins))
    told = next(known, "cette ligne ne se lit pas")
    return f"{told} (ligne {error.lineno}, colonne {error.colno})"


def read_text(path: Path | Traversable, name: str) -> str:
    """The UTF-8 text of a table or a settings file.

    Raises:
        UsageFault: it cannot be opened, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageFault(
            f"{name} n'est pas en UTF-8 : enregistrez-le dans cet encodage",
            f"{name} is not UTF-8: save it in that encoding",
        ) from error
    except OSError as error:
        raise UsageFault(
            f"{name} ne peut pas être lu ({error.strerror})",
            f"{name} cannot be read ({error.strerror})",
        ) from error


def typeset(french: str) -> str:
    r"""A French text with its no-break spaces, which are written as plain blanks in the tables.

    They stand before `: ; ? ! » % €`, after `«` and `p.`, between a number and its unit, and between
    the thousands of an amount in euros. Where another one is wanted, a table writes \u00a0.
    """
    return _FRENCH_BLANK.sub("\u00a0", french)


def load(text: str, kind: type[T], name: str) -> T:
    r"""Read the TOML text of a table of rules into a typed value; its French is typeset.

    The pass goes over the text as written, not over what was read of it, so that \u0020 keeps a
    plain blank; a blank takes the place of a blank, and no fault moves to another column.

    Raises:
        UsageFault: not TOML, an unknown or missing key, a wrong type, an instant with an offset;
            the message names the file and the path of the key.
    """
    parts = _ENGLISH.split(text)
    parts[::2] = map(typeset, parts[::2])
    return typed(read_toml("".join(parts), name), kind, name)


def typed(tree: object, kind: type[T], name: str) -> T:
    """Convert a parsed table into a typed value, or say which key is wrong and where."""
    try:
        return msgspec.convert(tree, kind)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise _fault(str(error), kind, name) from error


def _fault(told: str, kind: type, name: str) -> UsageFault:
    place = _PLACE.search(told)
    path = place["path"].lstrip(".") if place else ""
    told = told[: place.start()] if place else told
    where_fr = f"{name}, à « {path} »" if path else name
    where_en = f"{name}, at “{path}”" if path else name
    if found := _UNKNOWN.match(told):
        key = found["key"]
        near = difflib.get_close_matches(key, sorted(set(_known_keys(kind))), n=1, cutoff=0.6)
        return UsageFault(
            f"{where_fr} : clé inconnue « {key} »"
            + (f" ; vouliez-vous « {near[0]} » ?" * bool(near) if near else ""),
            f"{where_en}: unknown key “{key}”" + (f"; did you mean “{near[0]}”?" if near else ""),
        )
    if found := _MISSING.match(told):
        return UsageFault(
            f"{where_fr} : la clé « {found['key']} » manque",
            f"{where_en}: the key “{found['key']}” is missing",
        )
    if "no timezone component" in told:
        return UsageFault(
            f"{where_fr} : écrivez l'heure de Paris, sans décalage horaire",
            f"{where_en}: write Paris time, without an offset",
        )
    if found := _TYPE.match(told):
        return UsageFault(
            f"{where_fr} : attendu : {_expected_in_french(found['expected'])} ; "
            f"trouvé : {_FRENCH_TYPES.get(found['found'], found['found'])}",
            f"{where_en}: {told}",
        )
    if found := _AT_LEAST.match(told):
        return UsageFault(
            f"{where_fr} : {_expected_in_french(found['expected'])} d'au moins {found['least']} attendu",
            f"{where_en}: {told}",
        )
    if "RFC3339" in told:
        return UsageFault(
            f"{where_fr} : {_FRENCH_TYPES['date']} attendu",
            f"{where_en}: a day (YYYY-MM-DD) expected",
        )
    if "`at`" in told:
        return UsageFault(
            f"{where_fr} : une borne a soit « at » (instant), soit « day » (jour)",
            f"{where_en}: a bound has either “at” (an instant) or “day”",
        )
    if found := _CHOICE.match(told):
        value, known = found["found"].strip("'"), ", ".join(_choices(kind, path))
        return UsageFault(
            f"{where_fr} : valeur « {value} » inconnue"
            + (f" ; écrivez : {known}" if known else ""),
            f"{where_en}: unknown value “{value}”" + (f"; write one of: {known}" if known else ""),
        )
    return UsageFault(f"{where_fr} : {told}", f"{where_en}: {told}")


_FRENCH_TYPES = {
    "str": "texte",
    "int": "nombre entier",
    "float": "nombre",
    "decimal": "nombre",
    "bool": "true ou false",
    "array": "liste",
    "object": "table",
    "date": "jour (AAAA-MM-JJ)",
    "datetime": "instant (AAAA-MM-JJThh:mm:ss)",
    "null": "rien",
}


def _expected_in_french(expected: str) -> str:
    names = [name.strip("` ") for name in expected.split("|")]
    return " ou ".join(_FRENCH_TYPES.get(name, name) for name in names if name != "null")


def _choices(kind: Any, path: str) -> list[str]:  # noqa: ANN401 - walks type hints
    """The values that the key at this path may have."""
    for name in path.split("."):
        structs = [one for one in (kind, *get_args(kind)) if _is_struct(one)]
        fields = [field for one in structs for field in msgspec.structs.fields(one)]
        kind = next(
            (field.type for field in fields if field.encode_name == name.partition("[")[0]), None
        )
    found: list[str] = []
    for one in (kind, *get_args(kind)):
        if isinstance(one, type) and issubclass(one, Enum):
            found += [str(member.value) for member in one]
        elif get_origin(one) is Literal:
            found += [str(value) for value in get_args(one)]
    return found


def _is_struct(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _known_keys(kind: Any, depth: int = 6) -> Iterator[str]:  # noqa: ANN401 - walks type hints
    if depth == 0:
        return
    origin = getattr(kind, "__origin__", kind)
    if isinstance(origin, type) and issubclass(origin, msgspec.Struct):
        for field in msgspec.structs.fields(origin):
            yield field.encode_name
            yield from _known_keys(field.type, depth - 1)
    for argument in get_args(kind):
        yield from _known_keys(argument, depth - 1)
