"""`segur-check schema NAME`: prints a JSON Schema, or checks one of the supplier's own."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from segur_check.cli import options as shared
from segur_check.cli.screen import say, say_lines
from segur_check.errors import ExitCode, UnreadableInput, UsageFault


class SchemaName(StrEnum):
    """The schemas that are shipped."""

    AVANCE = "avance"
    SOLDE = "solde"
    REPORT = "report"
    DOSSIER = "dossier"
    SETTINGS = "segur-check"


_NAMES = ", ".join(SchemaName)
*_ALL_BUT_LAST, _LAST = SchemaName


def schema(
    name: Annotated[
        SchemaName | None,
        typer.Argument(metavar="NOM", help=f"{', '.join(_ALL_BUT_LAST)} ou {_LAST}."),
    ] = None,
    *,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check",
            metavar="FICHIER",
            help="Vérifie qu'un schéma à vous est un JSON Schema correct.",
        ),
    ] = None,
    lang: shared.Lang = shared.Language.FR,  # noqa: ARG001 - what goes wrong is told in it
) -> int:
    """Affiche un JSON Schema (2020-12), pour un éditeur de texte ou un autre outil."""
    from segur_check.rules.data import schema_text  # noqa: PLC0415 - --help needs no data

    if (name is None) is (check is None):
        raise UsageFault(
            f"schema : donnez un nom ({_NAMES}) ou --check FICHIER",
            f"schema: give a name ({_NAMES}) or --check FILE",
        )
    if check is not None:
        return _checked(check)
    if name is not None:
        say(schema_text(name.value))
    return 0


def _checked(file: Path) -> int:
    import json  # noqa: PLC0415

    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 100 ms, for this option alone
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415

    try:
        if not file.is_file():
            raise UnreadableInput(
                f"« {file} » n'existe pas, ou n'est pas un fichier",
                f"“{file}” does not exist, or is no file",
            )
        tree = json.loads(file.read_text(encoding="utf-8-sig"))
        Draft202012Validator.check_schema(tree)
    except OSError as error:
        raise UnreadableInput(
            f"« {file} » ne peut pas être lu ({error.strerror})",
            f"“{file}” cannot be read ({error.strerror})",
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(
            f"« {file} » n'est pas un JSON lisible : {error}",
            f"“{file}” is not readable JSON: {error}",
        ) from error
    except SchemaError as error:
        say_lines([f"{file}: {error.json_path}: {error.message}"])
        return int(ExitCode.BLOCKING)
    say_lines([f"{file}: JSON Schema 2020-12"])
    return 0
