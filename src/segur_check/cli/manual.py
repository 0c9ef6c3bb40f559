"""`--help` in the language of the command line: what Typer says of its own, and our own words."""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from segur_check.cli.spoken import spoken

_WORDS = {
    "fr": {
        "usage": "Utilisation\u00a0: ",
        "arguments": "Arguments\u00a0",
        "options": "Options\u00a0",
        "commands": "Commandes\u00a0",
        "command": "COMMANDE [ARGUMENTS]...",
        "help": "Affiche cette aide.",
        "required": "obligatoire",
        "default": "par défaut\u00a0: {0}",
        "at_least": "{0} au moins",
        "between": "de {0} à {1}",
    },
    "en": {
        "usage": "Usage: ",
        "arguments": "Arguments",
        "options": "Options",
        "commands": "Commands",
        "command": "COMMAND [ARGUMENTS]...",
        "help": "Show this help.",
        "required": "required",
        "default": "default: {0}",
        "at_least": "at least {0}",
        "between": "from {0} to {1}",
    },
}
_REMARKS = re.compile(r"\[([^]]*)\]\Z")  # what Typer adds to the help of an option
_REMARK = (
    ("required", re.compile(r"required\Z")),
    ("default", re.compile(r"default: (.*)\Z")),
    ("at_least", re.compile(r"x>=(\d+)\Z")),
    ("between", re.compile(r"(\d+)<=x<=(\d+)\Z")),
)
# What an option wants, where its name is a word.
_ENGLISH_NAMES = {
    "ADRESSE": "ADDRESS",
    "CHEMIN": "PATH",
    "DOSSIER": "FOLDER",
    "FICHIER": "FILE",
    "MO": "MB",
    "NOM": "NAME",
    "SECONDES": "SECONDS",
}
_NAME = re.compile(r"[A-Z]+")


class NoSuchCommand(typer.TyperException):
    """The first word is no command: perhaps a dossier, or a command misspelt."""

    def __init__(self, word: str, context: Any) -> None:  # noqa: ANN401 - Typer names no types of its own
        super().__init__(word)
        self.word, self.ctx = word, context


class _Told:
    """What the page of a command and that of the program have in common."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer names no types of its own
        """Write the line that shows how the command is typed."""
        # Typer puts what is required between braces, which nobody types.
        pieces = " ".join(piece.strip("{}") for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_WORDS[spoken()]["usage"])

    def format_help_text(self: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - see format_usage
        """Write what the command does."""
        self.help = _typeset(self.help)
        super().format_help_text(ctx, formatter)  # type: ignore[misc]

    def get_help_option(self: Any, ctx: Any) -> Any:  # noqa: ANN401 - see format_usage
        """Give the option --help, in our words."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = _WORDS[spoken()]["help"]
        return option

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - see format_usage
        """Write the arguments, the options, and the commands of the program."""
        records: dict[str, list[tuple[str, str]]] = {"arguments": [], "options": []}
        for parameter in self.get_params(ctx):
            name, text = parameter.get_help_record(ctx)
            remarked = _REMARKS.sub(_remarks, text)
            records[f"{parameter.param_type_name}s"].append((name, _typeset(remarked)))
        if isinstance(self, Group):
            records["commands"] = [
                (name, _typeset(" ".join((command.help or "").split("\n\n")[0].split())))
                for name, command in self.commands.items()
            ]
        for heading, rows in records.items():
            if rows:
                with formatter.section(_WORDS[spoken()][heading]):
                    formatter.write_dl(rows)


class Command(_Told, TyperCommand):  # type: ignore[misc]
    """A command whose help is in the language of the command line."""


class Group(_Told, TyperGroup):  # type: ignore[misc]
    """The program, whose help is in the language of the command line."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401 - see format_usage
        """Give the options, then what stands for a command."""
        return [*TyperCommand.collect_usage_pieces(self, ctx), _WORDS[spoken()]["command"]]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - see format_usage
        """Find the command of the first word.

        Raises:
            NoSuchCommand: it is none.
        """
        if not ctx.resilient_parsing and args[0] not in self.commands:
            raise NoSuchCommand(args[0], ctx)
        return super().resolve_command(ctx, args)


def _typeset(text: str) -> str:
    if spoken() == "en":
        return text
    from segur_check.rules.typography import typeset  # noqa: PLC0415 - for a page of help alone

    return typeset(text)


def _remarks(met: re.Match[str]) -> str:
    between = "; " if spoken() == "en" else "\u00a0; "
    return f"[{between.join(map(_remark, met[1].split('; ')))}]"


def _remark(remark: str) -> str:
    words = _WORDS[spoken()]
    for name, form in _REMARK:
        if found := form.match(remark):
            return words[name].format(*found.groups())
    return remark


def bounds_told(low: float | None, high: float | None) -> str:
    """Between which numbers one must lie."""
    words = _WORDS[spoken()]
    return words["at_least" if high is None else "between"].format(low, high)


def in_english(program: Group) -> None:
    """Put the English words in the place of the French ones that stand beside each option."""
    from segur_check.cli.english import ENGLISH  # noqa: PLC0415 - only for those who ask for it

    for command in (program, *program.commands.values()):
        own = command.name or ""
        command.help = ENGLISH[own]
        for parameter in command.params:
            name = parameter.opts[0]
            parameter.help = ENGLISH.get(f"{own} {name}") or ENGLISH[name]  # type: ignore[attr-defined]
            if parameter.metavar:
                parameter.metavar = _NAME.sub(
                    lambda met: _ENGLISH_NAMES.get(met[0], met[0]), parameter.metavar
                )
