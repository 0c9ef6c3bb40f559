"""What the shell offers for the word that is being typed: codes, formats, files of an output."""

from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import typer

from segur_check.cli.screen import say_lines
from segur_check.cli.spoken import COMPLETION, spoken
from segur_check.errors import UsageFault
from segur_check.reporters import FORMATS
from segur_check.values.sons import KNOWN_CODES

Offer = tuple[str, str]  # a word, and what it means

_SHELLS = "bash, zsh, fish, powershell"


def sons_codes(incomplete: str) -> list[str]:
    """The SONS that begin like this."""
    return [code for code in KNOWN_CODES if code.startswith(incomplete)]


def control_codes(incomplete: str) -> list[Offer]:
    """The controls that begin like this, with their titles."""
    from segur_check.rules.controls import control_texts  # noqa: PLC0415 - only where a code is typed

    return [
        (code, text.words(spoken()).title)
        for code, text in control_texts().items()
        if code.startswith(incomplete)
    ]


def output_formats(incomplete: str) -> list[str]:
    """The formats that begin like this; after the colon of one, the files and folders."""
    form, colon, beginning = incomplete.partition(":")
    if colon:
        return [f"{form}:{file}" for file in _files(beginning)]
    names = [name for name, known in FORMATS.items() if not known.binary]
    # A format is offered with its colon too: the file to write comes after it.
    return [one for one in (*names, *(f"{name}:" for name in FORMATS)) if one.startswith(form)]


def _files(beginning: str) -> Iterator[str]:
    folder, slash, start = beginning.rpartition("/")
    try:
        there = sorted(Path(folder + slash or ".").iterdir())
    except OSError:
        return
    for path in there:
        if path.name.startswith(start) and (start or not path.name.startswith(".")):
            yield f"{folder}{slash}{path.name}{'/' if path.is_dir() else ''}"


def install(asked: bool) -> None:  # noqa: FBT001 - the signature that Typer calls
    """Let the shell that runs complete our commands.

    Raises:
        UsageFault: no shell that can be told.
    """
    if not asked:
        return
    from typer import completion  # noqa: PLC0415 - once in a life

    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            shell, place = completion.install(  # type: ignore[attr-defined]
                prog_name="segur-check", complete_var=COMPLETION
            )
    except (typer.Exit, OSError) as error:
        raise _no_shell() from error
    say_lines(
        [f"{shell} : complétion installée dans {place} ; elle servira au prochain terminal ouvert"]
        if spoken() == "fr"
        else [f"{shell}: completion installed in {place}; the next terminal that is opened has it"]
    )
    raise typer.Exit


def show(ctx: typer.Context, param: typer.CallbackParam, asked: bool) -> None:  # noqa: FBT001 - the signature that Typer calls
    """Write the script that lets the shell that runs complete our commands.

    Raises:
        UsageFault: no shell that can be told.
    """
    if not asked:
        return
    from typer.completion import show_callback  # noqa: PLC0415 - once in a life

    try:
        with redirect_stderr(StringIO()):
            show_callback(ctx, param, value=True)
    except typer.Exit as error:
        raise _no_shell() from error


def _no_shell() -> UsageFault:
    return UsageFault(
        "la complétion ne peut pas être installée : aucun de ces terminaux n'a été reconnu "
        f"({_SHELLS}) ; lancez la commande depuis l'un d'eux",
        f"completion cannot be installed: none of these shells was found ({_SHELLS}); run the command from one",
    )
