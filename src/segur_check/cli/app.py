"""The Typer application: one module per command, and the exit codes."""

import errno
import sys
from itertools import pairwise
from typing import Annotated

import typer

from segur_check import __version__
from segur_check.cli import (
    batch,
    calendar,
    check,
    coverage,
    explain,
    init,
    read,
    rules,
    schema,
    usage,
)
from segur_check.cli.screen import complain, ready_streams, say, silence, unwritable
from segur_check.errors import ExitCode, SegurCheckError

app = typer.Typer(
    name="segur-check",
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


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_version, is_eager=True, help="Affiche la version."
        ),
    ] = False,
) -> None:
    """Carry the options of the program itself."""


app.command("check")(check.check)
app.command("batch")(batch.batch)
app.command("read")(read.read)
app.command("rules")(rules.rules)
app.command("coverage")(coverage.coverage)
app.command("explain")(explain.explain)
app.command("schema")(schema.schema)
app.command("init")(init.init)
app.command("calendar")(calendar.calendar)
app.command("usage")(usage.usage)


def run() -> int:
    """Run the command line and give its exit code; nobody sees a traceback."""
    ready_streams()
    try:
        code = app(standalone_mode=False)
    except SegurCheckError as error:
        return complain(error.told(_lang()), error.exit_code)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            say(f"{error}\n")
            return ExitCode.USAGE
        return complain(_usage(error), ExitCode.USAGE)
    except (typer.Abort, KeyboardInterrupt):
        return complain("interrompu" if _lang() == "fr" else "interrupted", ExitCode.INTERRUPTED)
    except OSError as error:  # what Typer prints by itself: the help
        if error.errno not in {errno.EPIPE, errno.ENOSPC, errno.EBADF}:
            return _internal(error)
        silence()
        if error.errno == errno.EPIPE:
            return ExitCode.CLEAN
        return complain(unwritable(error).told(_lang()), ExitCode.USAGE)
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _internal(error)
    return code if isinstance(code, int) else ExitCode.CLEAN


def _internal(error: Exception) -> int:
    fault = f"{type(error).__name__}: {error}"[:200]
    return complain(
        f"erreur interne ({fault}) : signalez-la avec la commande tapée"
        if _lang() == "fr"
        else f"internal error ({fault}): report it with the command typed",
        ExitCode.INTERNAL,
    )


def _lang() -> str:
    """The language of the command line, for what goes wrong before or outside of a report."""
    words = sys.argv[1:]
    english = "--lang=en" in words or ("--lang", "en") in pairwise(words)
    return "en" if english else "fr"


_FRENCH = (
    ("No such option:", "option inconnue :"),
    ("No such command", "commande inconnue :"),
    ("Missing argument", "il manque l'argument"),
    ("Missing option", "il manque l'option"),
    (
        "Missing command.",
        "il manque la commande : check, batch, read, rules, explain, schema, init, calendar, usage ou coverage",
    ),
    ("Got unexpected extra argument", "argument de trop"),
    ("Invalid value for", "valeur refusée pour"),
    ("requires an argument.", "attend une valeur"),
    ("does not take a value.", "n'attend pas de valeur"),
    ("is not one of", "n'est pas parmi"),
    ("is not a valid integer.", "n'est pas un nombre entier"),
    ("is not a valid int.", "n'est pas un nombre entier"),
    ("is not a valid int range.", "n'est pas un nombre entier"),
    ("Choose from:", "choix :"),
    ("is not in the range", "n'est pas entre"),
    ("Did you mean", "vouliez-vous"),
    ("(Possible options:", "(options possibles :"),
    ("Option ", "l'option "),
)


def _usage(error: typer.TyperException) -> str:
    """The library's usage message on one line, in the language of the run."""
    message = " ".join(str(getattr(error, "format_message", lambda: str(error))()).split())
    hint = "segur-check --help"
    if _lang() == "en":
        return f"{message} (see {hint})"
    for english, french in _FRENCH:
        message = message.replace(english, french)
    return f"{message} (voir {hint})"
