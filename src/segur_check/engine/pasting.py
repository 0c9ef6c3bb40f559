"""The lines of settings that give a control what it lacks, filled for a dossier."""

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import get_args, get_type_hints

from segur_check.case.context import Context
from segur_check.dossier.request import Request
from segur_check.report import Paste
from segur_check.rules.controls import ToPaste
from segur_check.settings.dossier import DOSSIER_FILE, Enrolement
from segur_check.values.wording import Items, Noted, Quoted, Term, Terms, Value

_SOLUTIONS = "[[solutions]]"
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_UNKNOWN = '"…"'


def pasted(
    template: ToPaste,
    values: Mapping[str, Value],
    context: Context,
    request: Request | None,
    lang: str,
) -> Paste | None:
    """The lines for one dossier, or for one request of it.

    None of a solution that the settings do not name, where they name others: the number of the file may
    be the fault (IDE011), and must not become a setting.
    """
    number = context.file.numero_ans
    if (
        template.table == _SOLUTIONS
        and context.solution is None
        and context.settings.file.solutions
    ):
        return None
    literals: dict[str, str] = {
        "sons": _literal(context.corridor.sons),
        "step": str(context.step),
        "numero_ans": _literal(number) if number else _UNKNOWN,
        "client": _client(request),
        "or": "or" if lang == "en" else "ou",
    }
    literals |= {name: _literal(value, literals["or"]) for name, value in values.items()}
    literals |= {f"{name}_bare": _bare(literal) for name, literal in literals.items()}
    if "key_bare" in literals:
        literals["choices"] = _choices(literals["key_bare"], literals["or"])
    lines = template.lines.strip("\n").format_map(literals).split("\n")
    table = template.table.format_map(literals)
    if table == _SOLUTIONS and context.solution is None:
        lines.insert(0, f"numero_ans = {literals['numero_ans']}")
    where = f"{table}, numero_ans = {literals['numero_ans']}" if table == _SOLUTIONS else table
    if table and _has(table, template.file, context):
        there = "already in" if lang == "en" else "déjà dans"
        table = f"# {where}, {there} {template.file}{':' if lang == 'en' else ' :'}"
    return Paste(template.file, table, tuple(lines))


def _has(table: str, file: str, context: Context) -> bool:
    """Whether the file of settings has a table already: a second one would be a fault of TOML."""
    if table == _SOLUTIONS:
        return context.solution is not None
    settings = context.dossier if file == DOSSIER_FILE else context.settings
    return table.strip("[]") in settings.tables


def _client(request: Request | None) -> str:
    """The first number of the client that is right, else of what is to be given."""
    numbers = request.beneficiaries.identifiers if request is not None else ()
    return next((number.key[1] for number in numbers if number.flaw is None), "…")


def _literal(value: object, or_word: str = "ou") -> str:
    """A value of a control as TOML writes it; of several, the person chooses."""
    match value:
        case Items(items):
            return _one_of([_literal(item) for item in items], or_word)
        case Terms(codes):
            return _one_of([_literal(code) for code in codes], or_word)
        case Noted(inner):
            return _literal(inner, or_word)
        case Term(code):
            return _literal(code)
        case Quoted(text) | str(text):
            # What JSON writes between its quotation marks TOML reads as well, DEL apart.
            return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _one_of(literals: list[str], or_word: str) -> str:
    return literals[0] if len(literals) == 1 else f"{_UNKNOWN}  # {f' {or_word} '.join(literals)}"


def _bare(literal: str) -> str:
    """A text as a key: without quotation marks where it needs none."""
    return literal[1:-1] if _BARE_KEY.fullmatch(literal[1:-1]) else literal


@cache
def _choices(key: str, or_word: str) -> str:
    """What a key of [enrolement] may hold: `"initial" ou "complementaire"`."""
    hints = get_type_hints(Enrolement)
    if key not in hints:
        return ""
    every = [choice for part in get_args(hints[key]) for choice in (get_args(part) or (part,))]
    known = (
        ["true", "false"]
        if bool in every
        else [_literal(each) for each in every if isinstance(each, str)]
    )
    return f" {or_word} ".join(known)
