"""What is wrong in a TOML file, in the words of the person who typed it."""

import difflib
from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import msgspec
import tomli

from segur_check.errors import UsageFault
from segur_check.values.pattern import Pattern

_PLACE = Pattern(r" - at `(?:key in )?\$(?P<path>[^`]*)`$")
_UNKNOWN = Pattern(r"Object contains unknown field `(?P<key>.*)`")
_MISSING = Pattern(r"Object missing required field `(?P<key>.*)`")
_TYPE = Pattern(r"Expected (?P<expected>.*), got `(?P<found>.*)`")
_AT_LEAST = Pattern(r"Expected (?P<expected>.*) >= (?P<least>\d+)")
_CHOICE = Pattern(r"Invalid enum value (?P<found>.*)")

# What the parser's messages begin with, and the same in the words of the person who typed the file.
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


def toml_fault_in_french(error: Exception) -> str:
    """Why a text is no TOML, with the line and the column."""
    if not isinstance(error, tomli.TOMLDecodeError):
        return "des crochets ou des nombres y passent toute mesure"
    known = (french for beginning, french in _TOML_FAULTS if error.msg.startswith(beginning))
    reason = next(known, "cette ligne ne se lit pas")
    return f"{reason} (ligne {error.lineno}, colonne {error.colno})"


def fault_of(message: str, kind: type, name: str) -> UsageFault:
    """What msgspec found wrong in the table `name`, read as `kind`: which key, and what fits there.

    `message` is that of its ValidationError.
    """
    place = _PLACE.search(message)
    path = place["path"].lstrip(".") if place else ""
    reason = message[: place.start()] if place else message
    fr, en = _in_words(reason, kind, path)
    return UsageFault(
        f"{name}, à « {path} » : {fr}" if path else f"{name} : {fr}",
        f"{name}, at “{path}”: {en}" if path else f"{name}: {en}",
    )


def _in_words(reason: str, kind: type, path: str) -> tuple[str, str]:
    """What is wrong at a path, in French and in English."""
    if match := _UNKNOWN.match(reason):
        key = match["key"]
        near = difflib.get_close_matches(key, sorted(set(_known_keys(kind))), n=1, cutoff=0.6)
        return (
            f"clé inconnue « {key} »" + (f" ; vouliez-vous « {near[0]} » ?" if near else ""),
            f"unknown key “{key}”" + (f"; did you mean “{near[0]}”?" if near else ""),
        )
    if match := _MISSING.match(reason):
        return f"la clé « {match['key']} » manque", f"the key “{match['key']}” is missing"
    if "no timezone component" in reason:
        return (
            "écrivez l'heure de Paris, sans décalage horaire",
            "write Paris time, without an offset",
        )
    if match := _TYPE.match(reason):
        expected = _expected_in_french(match["expected"])
        found = _FRENCH_TYPES.get(match["found"], match["found"])
        return f"attendu : {expected} ; trouvé : {found}", reason
    if match := _AT_LEAST.match(reason):
        expected = _expected_in_french(match["expected"])
        return f"{expected} d'au moins {match['least']} attendu", reason
    if "RFC3339" in reason:
        return f"{_FRENCH_TYPES['date']} attendu", "a day (YYYY-MM-DD) expected"
    if "`at`" in reason:
        return (
            "une borne a soit « at » (instant), soit « day » (jour)",
            "a bound has either “at” (an instant) or “day”",
        )
    if match := _CHOICE.match(reason):
        value, choices = match["found"].strip("'"), ", ".join(_choices(kind, path))
        return (
            f"valeur « {value} » inconnue" + (f" ; écrivez : {choices}" if choices else ""),
            f"unknown value “{value}”" + (f"; write one of: {choices}" if choices else ""),
        )
    return reason, reason


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
        structs = [candidate for candidate in (kind, *get_args(kind)) if _is_struct(candidate)]
        fields = [field for struct in structs for field in msgspec.structs.fields(struct)]
        kind = next(
            (field.type for field in fields if field.encode_name == name.partition("[")[0]), None
        )
    choices: list[str] = []
    for candidate in (kind, *get_args(kind)):
        if isinstance(candidate, type) and issubclass(candidate, Enum):
            choices += [str(member.value) for member in candidate]
        elif get_origin(candidate) is Literal:
            choices += [str(value) for value in get_args(candidate)]
    return choices


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
