"""`segur-check read`: what the tool sees in a document, for anyone who asks why it says so."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from segur_check.cli import options as shared
from segur_check.cli.screen import say_lines, separated, width
from segur_check.engine.extras import require_extras

if TYPE_CHECKING:
    from segur_check.dossier.attachments import Attachment

_WIDEST = 120
_MOST = 100_000_000  # bytes read from the disk; the limit for a PDF applies later


def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FICHIER.pdf...",
            help="Un ou plusieurs PDF.",
            show_default=False,
            readable=False,  # said in our own words
        ),
    ],
    *,
    ocr: Annotated[
        bool,
        typer.Option(
            "--ocr",
            help="Lit aussi les pages numérisées, par reconnaissance de caractères (Tesseract).",
        ),
    ] = False,
    signatures: Annotated[
        bool,
        typer.Option("--signatures", help="Vérifie que ce qui est signé n'a pas changé (pyHanko)."),
    ] = False,
    lang: shared.Lang = shared.Language.FR,
) -> int:
    """Montre ce que l'outil lit dans un PDF : type, pages, montants, dates, identifiants, signatures.

    Codes de sortie : 0 lu, 1 un PDF qui ne se lit pas, 2 options à corriger, 3 fichier absent.
    """
    from segur_check.cli.screens.portrait import portrait  # noqa: PLC0415 - --help needs none of it
    from segur_check.errors import ExitCode  # noqa: PLC0415
    from segur_check.pieces.pdf.opening import PdfState  # noqa: PLC0415

    require_extras(ocr=ocr, signatures=signatures)
    attachments = [_opened(file, ocr=ocr, signatures=signatures) for file in files]
    room = min(width(), _WIDEST)
    say_lines(separated(portrait(attachment, lang.value, room) for attachment in attachments))
    unread = any(
        attachment.state is not PdfState.OK or attachment.pages is None
        for attachment in attachments
    )
    return ExitCode.BLOCKING if unread else ExitCode.CLEAN


def _opened(file: Path, *, ocr: bool, signatures: bool) -> "Attachment":
    """The document as `check` reads it, whatever its type.

    Raises:
        UnreadableInput: it is not a file, or cannot be opened.
    """
    from segur_check.dossier.bundle.bundle import Bundle, Entry  # noqa: PLC0415 - --help needs none of it
    from segur_check.dossier.opening import Wanted, look_at  # noqa: PLC0415
    from segur_check.errors import UnreadableInput  # noqa: PLC0415
    from segur_check.settings.supplier import Limites  # noqa: PLC0415

    try:
        if not file.is_file():
            raise UnreadableInput(
                f"{file}\u00a0: ce fichier n'existe pas, ou n'est pas un fichier",
                f"{file}: there is no such file, or it is not a file",
            )
        with file.open("rb") as opened:
            data = opened.read(_MOST)
    except OSError as error:
        raise UnreadableInput(
            f"{file}\u00a0: lecture impossible ({error.strerror})",
            f"{file}: cannot be read ({error.strerror})",
        ) from error
    name = str(file)
    entry = Entry(name, frozenset({name}), guessed=False, size=len(data), read=lambda: data)
    wanted = Wanted(frozenset({name}), frozenset({name}), ocr=ocr, signatures=signatures)
    return look_at(Bundle(name, "folder", (entry,)), Limites(), wanted).files[0]
