"""A command that was typed wrong: what is missing or refused in it, and the command to type in its place."""

import difflib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer

from segur_check.cli.manual import Group, NoSuchCommand, bounds_told

# What is missing, and how the command is typed: by the command and its argument or option.
_MISSING = {
    "check paths": (
        ("le chemin du dossier à vérifier", "the path of the dossier to check"),
        ("check DOSSIER", "check FOLDER"),
    ),
    "batch folders": (
        ("le chemin du répertoire qui contient les dossiers", "the path of the folder of dossiers"),
        ("batch RÉPERTOIRE", "batch FOLDER"),
    ),
    "read files": (
        ("le chemin du PDF à lire", "the path of the PDF to read"),
        ("read FICHIER.pdf", "read FILE.pdf"),
    ),
    "explain code": (
        ("le code du contrôle à expliquer", "the code of the control to explain"),
        ("explain MNT006", "explain MNT006"),
    ),
    "init folder": (
        ("le nom du dossier à créer", "the name of the folder to create"),
        ("init --sons SONS --phase ÉTAPE DOSSIER", "init --sons SONS --phase STEP FOLDER"),
    ),
    "init sons": (
        ("--sons, le SONS de la demande", "--sons, the SONS of the request"),
        ("init --sons SONS --phase ÉTAPE DOSSIER", "init --sons SONS --phase STEP FOLDER"),
    ),
    "init phase": (
        ("--phase, l'étape", "--phase, the step"),
        ("init --sons SONS --phase ÉTAPE DOSSIER", "init --sons SONS --phase STEP FOLDER"),
    ),
}


def command_line(*words: str) -> str:
    """A command as it can be typed again: what has blanks stands between quotation marks."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def misuse(error: typer.TyperException, lang: str, commands: Iterable[str]) -> str:
    """What was typed wrong, in one line that ends with what to type, or where to read more."""
    english = lang == "en"
    help_of = f"{_command_of(error, commands)} --help"
    said = _suggestion(error, english=english) or _fault(error, english=english)
    return f"{said} (help: {help_of})" if english else f"{said} (aide : {help_of})"


def _command_of(error: Any, commands: Iterable[str]) -> str:  # noqa: ANN401 - each kind of error has attributes of its own
    context = getattr(error, "ctx", None)
    if context is not None:
        return str(context.command_path)
    typed = next((word for word in sys.argv[1:] if word in commands), "")
    return f"segur-check {typed}".rstrip()


def _suggestion(error: Any, *, english: bool) -> str:  # noqa: ANN401 - see _command_of
    """The command to type, where what was typed stands for one: a path, a name nearly right, a missing word."""
    context, kind = getattr(error, "ctx", None), type(error).__name__
    if context is None:
        return ""
    if kind == "MissingParameter" and error.param is not None:
        return _missing(f"{context.info_name} {error.param.name}", error.param, english=english)
    if not isinstance(context.command, Group):
        return ""
    again = command_line("segur-check", "check", *sys.argv[1:])
    if kind == "NoSuchOption":
        options = {name for one in context.command.commands["check"].params for name in one.opts}
        if error.option_name not in options:
            return ""
        if english:
            return f"the option {error.option_name} comes after a command: {again}"
        return f"l'option {error.option_name} vient après une commande : {again}"
    if isinstance(error, NoSuchCommand):
        return _no_command(error.word, context.command, again, english=english)
    return ""


def _missing(place: str, parameter: Any, *, english: bool) -> str:  # noqa: ANN401 - see _command_of
    if place not in _MISSING:
        name = parameter.human_readable_name
        return f"{name} is missing" if english else f"il manque {name}"
    what, how = _MISSING[place]
    if english:
        return f"{what[1]} is missing: segur-check {how[1]}"
    return f"il manque {what[0]} : segur-check {how[0]}"


def _no_command(word: str, program: Group, again: str, *, english: bool) -> str:
    """What a first word that is no command stands for: a dossier, or a command misspelt."""
    if _is_there(word):
        if english:
            return f"“{word}” is no command; to check this dossier: {again}"
        return f"« {word} » n'est pas une commande ; pour vérifier ce dossier : {again}"
    near = difflib.get_close_matches(word, program.commands)
    if near:
        names = (" or " if english else " ou ").join(near)
        if english:
            return f"“{word}” is no command; did you mean {names}?"
        return f"« {word} » n'est pas une commande ; vouliez-vous {names} ?"
    if english:
        return f"“{word}” is no command, and no file or folder here; to check a dossier: {again}"
    return (
        f"« {word} » n'est pas une commande, ni un fichier ou un dossier d'ici ; pour vérifier un "
        f"dossier : {again}"
    )


def _is_there(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def _fault(error: Any, *, english: bool) -> str:  # noqa: ANN401 - see _command_of
    """What Typer refuses, in our words; its own, on one line, for what is not known here."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _no_option(error.option_name, error.possibilities or (), english=english)
    if kind == "BadOptionUsage":
        takes_none = "does not take a value" in error.message
        if english:
            return f"the option {error.option_name} {'takes no' if takes_none else 'wants a'} value"
        wants = "n'attend pas de" if takes_none else "attend une"
        return f"l'option {error.option_name} {wants} valeur"
    if kind == "BadParameter" and error.param is not None:
        return _refused_value(error, english=english)
    message = " ".join(str(error.format_message()).split()).rstrip(".")
    extra = message.partition("unexpected extra argument(s) (")[2].removesuffix(")")
    if extra:
        return (
            f"more words than the command takes: {extra}" if english else f"mots en trop : {extra}"
        )
    return message


def _no_option(name: str, near: Sequence[str], *, english: bool) -> str:
    said = f"there is no option {name}" if english else f"l'option {name} n'existe pas"
    if not near:
        return said
    names = (" or " if english else " ou ").join(near)
    return f"{said}; did you mean {names}?" if english else f"{said} ; vouliez-vous {names} ?"


def _refused_value(error: Any, *, english: bool) -> str:  # noqa: ANN401 - see _command_of
    """A value that is none of the choices, no whole number, or beyond its bounds."""
    name, wanted = error.param.opts[0], error.param.type
    if not name.startswith("-"):
        name = error.param.human_readable_name
    # Typer alone knows the value, and says it first: quoted by Python, or as the number that it is.
    value = re.match(r"""'(?:[^'\\]|\\.)*'|"[^"]*"|\S+""", error.message)
    refused = value[0].strip("'\"") if value else ""
    choices = getattr(wanted, "choices", None)
    if choices:
        names = ", ".join(str(getattr(one, "value", one)) for one in choices)
        reason = f"choose from: {names}" if english else f"choix possibles : {names}"
    elif hasattr(wanted, "min") and "range" in error.message:
        bounds = bounds_told(wanted.min, wanted.max)
        reason = (
            f"a whole number is wanted, {bounds}"
            if english
            else f"un nombre entier est attendu, {bounds}"
        )
    elif "is not a valid int" in error.message:
        reason = "a whole number is wanted" if english else "un nombre entier est attendu"
    elif "is not readable" in error.message:
        return (
            f"{name}: no right to read it"
            if english
            else f"{name} : vous n'avez pas le droit de le lire"
        )
    else:
        return f"{name}: {error.message}" if english else f"{name} : {error.message}"
    if english:
        return f"{name}: “{refused}” is refused; {reason}"
    return f"{name} : « {refused} » n'est pas accepté ; {reason}"
