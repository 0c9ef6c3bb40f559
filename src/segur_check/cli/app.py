"""The Typer application: one module per command, and the exit codes."""

import errno
import os
from collections.abc import Callable, Mapping
from typing import Annotated, Any, cast

import typer

from segur_check import __version__
from segur_check.cli import (
    batch,
    calendar,
    check,
    completion,
    coverage,
    explain,
    init,
    read,
    rules,
    schema,
    usage,
)
from segur_check.cli import options as shared
from segur_check.cli.manual import Command, Group, in_english
from segur_check.cli.screen import complain, ready_streams, say, silence, unwritable
from segur_check.cli.spoken import COMPLETION, spoken
from segur_check.errors import ExitCode, SegurCheckError

app = typer.Typer(
    name="segur-check",
    cls=Group,
    add_completion=False,  # ours speaks French too
    help=(
        "Contrôle les demandes de financement Ségur (avance et solde) avant leur dépôt à l'ASP.\n\n"
        "Exemple : segur-check check mon-dossier/ --sons MDV-LGC-Va1 --depot 2022-03-12T10:00\n\n"
        "Échéances : segur-check calendar. Seuils d'usage : segur-check usage"
    ),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - the signature that Typer calls
    if asked:
        say(f"segur-check {__version__}\n")
        raise typer.Exit


def _speak(context: typer.Context, lang: str) -> str:
    """The language of the program is that of the command, which may ask for another."""
    context.default_map = {name: {"lang": lang} for name in _COMMANDS}
    return lang


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_version, is_eager=True, help="Affiche la version."
        ),
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=completion.install,
            is_eager=True,
            help="Installe la complétion des commandes dans ce terminal.",
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            callback=completion.show,
            is_eager=True,
            help="Affiche le script de complétion de ce terminal.",
        ),
    ] = False,
    lang: Annotated[
        shared.Language, typer.Option(callback=_speak, help="Langue des messages.")
    ] = shared.Language.FR,
) -> None:
    """Carry the options of the program itself."""


_COMMANDS: Mapping[str, Callable[..., Any]] = {
    "check": check.check,
    "batch": batch.batch,
    "read": read.read,
    "rules": rules.rules,
    "coverage": coverage.coverage,
    "explain": explain.explain,
    "schema": schema.schema,
    "init": init.init,
    "calendar": calendar.calendar,
    "usage": usage.usage,
}
for name, command in _COMMANDS.items():
    app.command(name, cls=Command)(command)


def run() -> int:
    """Run the command line and give its exit code; nobody sees a traceback."""
    ready_streams()
    try:
        code = _program().main(prog_name="segur-check", standalone_mode=False)
    except SegurCheckError as error:
        return complain(error.told(spoken()), error.exit_code)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            say(f"{error}\n")
            return ExitCode.USAGE
        from segur_check.cli.misuse import misuse  # noqa: PLC0415 - only for what was typed wrong

        return complain(misuse(error, spoken(), _COMMANDS), ExitCode.USAGE)
    except (typer.Abort, KeyboardInterrupt):
        return complain("interrompu" if spoken() == "fr" else "interrupted", ExitCode.INTERRUPTED)
    except OSError as error:  # what Typer prints by itself: the help
        if error.errno not in {errno.EPIPE, errno.ENOSPC, errno.EBADF}:
            return _internal(error)
        silence()
        if error.errno == errno.EPIPE:
            return ExitCode.CLEAN
        return complain(unwritable(error).told(spoken()), ExitCode.USAGE)
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _internal(error)
    return code if isinstance(code, int) else ExitCode.CLEAN


def _program() -> Group:
    """The program with the words of the language that was asked for."""
    program = cast("Group", typer.main.get_command(app))
    if COMPLETION in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]  # noqa: PLC0415 - only for a shell that asks

        completion_init()
    if spoken() == "en":
        in_english(program)
    return program


def _internal(error: Exception) -> int:
    fault = f"{type(error).__name__}: {error}"[:200]
    return complain(
        f"erreur interne ({fault}) : signalez-la avec la commande tapée"
        if spoken() == "fr"
        else f"internal error ({fault}): report it with the command typed",
        ExitCode.INTERNAL,
    )
