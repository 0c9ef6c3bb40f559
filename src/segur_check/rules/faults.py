"""What is wrong in a TOML file, in words of the person who typed it."""

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


def toml_fault_in_french(error: Exception) -> str:
    """Why a text is no TOML, with the line and the column."""
    if not isinstance(error, tomli.TOMLDecodeError):
        return "des crochets ou des nombres y passent toute mesure"
    known = (told for begins, told in _TOML_FAULTS if error.msg.startswith(begins))
    told = next(known, "cette ligne ne se lit pas")
    return f"{told} (ligne {error.lineno}, colonne {error.colno})"


def fault_of(told: str, kind: type, name: str) -> UsageFault:
    """What msgspec found wrong in the table `name`, read as `kind`: which key, and what fits there."""
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
