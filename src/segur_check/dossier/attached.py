"""Where the attachments of a dossier are: where --pieces says, else in a zip or a folder beside its JSON."""

from pathlib import Path

from msgspec.structs import replace

from segur_check.dossier.bundle.bundle import Bundle, Entry, ZipLimits, open_folder, open_zip
from segur_check.errors import UsageFault
from segur_check.settings.supplier import Limites, Settings
from segur_check.values.guide_page import is_guide_page
from segur_check.values.unfinished import UNFINISHED
from segur_check.values.wording import MEGABYTE

JSON_SUFFIX = ".json"
USUAL_FOLDER = "pieces"


def zip_limits(limites: Limites) -> ZipLimits:
    """The limits of a zip, from the settings."""
    return ZipLimits(
        entries=limites.zip_entrees,
        entry_bytes=limites.zip_entree_mo * MEGABYTE,
        total_bytes=limites.zip_total_mo * MEGABYTE,
        ratio=limites.zip_ratio,
    )


def is_aside(name: str) -> bool:
    """Whether a file is no attachment: the JSON, settings, an output that is being written, a page of `init`."""
    return name.lower().endswith((JSON_SUFFIX, ".toml", ".csv", UNFINISHED)) or is_guide_page(name)


class _Aside:
    """All the names that `is_aside` holds for, at any depth."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and is_aside(name)


_ASIDE = _Aside()


def attachments_at(path: Path, settings: Settings) -> Bundle:
    """The attachments in a folder or in a zip, as --pieces names it.

    Raises:
        UsageFault: there is nothing at this path, or neither a folder nor a file.
    """
    limits = zip_limits(settings.file.limites)
    if path.is_dir():
        return open_folder(path, label=str(path), limits=limits, exclude=_ASIDE)
    if path.is_file():
        bundle = open_zip(path, label=str(path), limits=limits)
        attachments = tuple(entry for entry in bundle.entries if not is_aside(entry.name))
        return replace(bundle, entries=attachments)
    if path.exists():
        raise UsageFault(
            f"--pieces : « {path} » n'est ni un dossier ni un fichier ; donnez le dossier ou le zip des pièces",
            f"--pieces: “{path}” is neither a folder nor a file; give the folder or the zip of the attachments",
        )
    raise UsageFault(f"--pieces : « {path} » n'existe pas", f"--pieces: “{path}” does not exist")


def attachments_beside(json: Path, settings: Settings) -> Bundle | None:
    """What is in the zip of the same stem beside a JSON, else in the folder `pieces`; or None."""
    archive, folder = json.with_suffix(".zip"), json.parent / USUAL_FOLDER
    if archive.is_file():  # not a pipe or a device of that name
        return attachments_at(archive, settings)
    return attachments_at(folder, settings) if folder.is_dir() else None


def attachments_in(folder: Path, files: list[Path], settings: Settings) -> Bundle | None:
    """What is in the only zip of a folder, else in the one named as its JSON, in `pieces`, in itself.

    `files` are those that lie directly in the folder. None when there is no attachment.
    """
    zips = [file for file in files if file.suffix.lower() == ".zip"]
    if len(zips) > 1:
        stems = {file.stem for file in files if file.suffix.lower() == JSON_SUFFIX}
        zips = [file for file in zips if file.stem in stems]
    if len(zips) == 1:
        return attachments_at(zips[0], settings)
    if (folder / USUAL_FOLDER).is_dir():
        return attachments_at(folder / USUAL_FOLDER, settings)
    if all(is_aside(file.name) for file in files):
        return None
    return attachments_at(folder, settings)


def out_of_their_folder(entries: list[Entry]) -> tuple[Entry, ...]:
    """The attachments of a zip that holds the JSON too, without the one folder that holds them all."""
    folders = {entry.name.partition("/")[0] for entry in entries}
    if len(folders) != 1 or any("/" not in entry.name for entry in entries):
        return tuple(entries)
    return tuple(
        replace(
            entry,
            name=entry.name.partition("/")[2],
            readings=frozenset(reading.partition("/")[2] for reading in entry.readings),
        )
        for entry in entries
    )
