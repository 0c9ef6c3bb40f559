"""The same dossier, written otherwise: its JSON, its attachments."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Json = Any
Variant = Callable[[Path], None]


def _jsons(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def _rewritten(folder: Path, change: Callable[[Json], Json], indent: int | None = 2) -> None:
    """Write each JSON of a folder anew, its numbers with the same signs."""
    for file in _jsons(folder):
        numbers: list[str] = []

        def kept(number: str, numbers: list[str] = numbers) -> str:
            numbers.append(number)
            return f"@@{len(numbers) - 1}@@"

        tree = change(json.loads(file.read_bytes(), parse_float=kept))
        text = json.dumps(tree, ensure_ascii=False, indent=indent)
        for rank, number in enumerate(numbers):
            text = text.replace(f'"@@{rank}@@"', number)
        file.write_text(text, encoding="utf-8")


def _turned(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _turned(inner) for key, inner in reversed(value.items())}
    return [_turned(inner) for inner in value] if isinstance(value, list) else value


def other_order_of_keys(folder: Path) -> None:
    """The last key first, in every object."""
    _rewritten(folder, _turned)


def other_order_of_requests(folder: Path) -> None:
    """The last request first; those that are numbered in sequence are numbered anew."""

    def change(tree: Json) -> Json:
        lignes = tree.get("lignesImport")
        if not isinstance(lignes, list):
            return tree
        in_sequence = [ligne.get("numLigne") for ligne in lignes] == [*range(1, len(lignes) + 1)]
        lignes.reverse()
        for rank, ligne in enumerate(lignes, start=1):
            if in_sequence:
                ligne["numLigne"] = rank
        return tree

    _rewritten(folder, change)


def on_one_line(folder: Path) -> None:
    """No blank in the JSON, outside of its texts."""
    _rewritten(folder, lambda tree: tree, indent=None)


def indented_by_seven(folder: Path) -> None:
    """A wider indentation."""
    _rewritten(folder, lambda tree: tree, indent=7)


def zipped_again(folder: Path) -> None:
    """The zip of the attachments with another order, another compression, another date."""
    for file in folder.glob("*.zip"):
        try:
            with zipfile.ZipFile(file) as archive:
                entries = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
        except zipfile.BadZipFile:
            continue
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in reversed(entries):
                entry = zipfile.ZipInfo(name, (1999, 12, 31, 23, 59, 58))
                archive.writestr(entry, data, zipfile.ZIP_STORED)


def in_a_zip(folder: Path) -> None:
    """A zip in place of the folder `pieces`, the last attachment first."""
    pieces = folder / "pieces"
    if not pieces.is_dir():
        return
    with zipfile.ZipFile(folder / "pieces.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(pieces.rglob("*"), reverse=True):
            if file.is_file():
                archive.write(file, file.relative_to(pieces).as_posix())
    shutil.rmtree(pieces)


def files_written_last_first(folder: Path) -> None:
    """The files of the folder made anew in another order: some systems list them so."""
    files = {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
    for file in files:
        file.unlink()
    for file in reversed(files):
        file.write_bytes(files[file])


VARIANTS: dict[str, Variant] = {
    variant.__name__: variant
    for variant in (
        other_order_of_keys,
        other_order_of_requests,
        on_one_line,
        indented_by_seven,
        zipped_again,
        in_a_zip,
        files_written_last_first,
    )
}
