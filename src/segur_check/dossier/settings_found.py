"""The settings of a supplier that go with a dossier: those that were named, else those found above it."""

from functools import lru_cache
from pathlib import Path

from segur_check.errors import UsageFault
from segur_check.settings.files import has_settings
from segur_check.settings.supplier import SUPPLIER_FILE, Settings, csv_files, read_settings


def supplier_settings(start: Path, config: Path | None) -> Settings:
    """The settings of --config, else the segur-check.toml found upward from the dossier.

    Raises:
        UsageFault: --config names no file, or a settings file is wrong.
    """
    if config is not None:
        if not config.is_file():
            raise UsageFault(
                f"--config : le fichier « {config} » n'existe pas",
                f"--config: the file “{config}” does not exist",
            )
        return _settings(config)
    found = _found(start)
    return _NO_SETTINGS if found is None else _settings(found)


def settings_state(start: Path, config: Path | None) -> str:
    """Which settings go with a dossier, and when they last changed, in a text to be compared."""
    try:
        path = _found(start) if config is None else config
    except (OSError, UsageFault):  # a folder that may not be entered, or no file: the check says so
        return "unreadable"
    if path is None:
        return ""
    try:
        files = [path, *csv_files(_settings(path).file, path)]
    except (OSError, UsageFault):  # the check says so; whichever file is mended, it is checked anew
        files = [path, *sorted(path.parent.glob("*.csv"))]
    return "\n".join(f"{file}{_stamp(file)}" for file in files)


_NO_SETTINGS = Settings()


def _found(start: Path) -> Path | None:
    """The segur-check.toml of a folder, or the first one above it.

    Raises:
        UsageFault: what bears that name is no file.
    """
    for candidate in (start / SUPPLIER_FILE, *_upward(start.parent)):
        if has_settings(candidate):
            return candidate
    return None


@lru_cache(maxsize=64)
def _upward(folder: Path) -> tuple[Path, ...]:
    """Where the settings of a supplier may be, from a folder up: many dossiers of a lot share them."""
    return tuple(parent / SUPPLIER_FILE for parent in (folder, *folder.parents))


_Stamp = tuple[int, int, int]
_Stamps = tuple[_Stamp, ...]

_kept: dict[Path, tuple[_Stamps, Settings]] = {}

_KEPT_MOST = 32


def _settings(path: Path) -> Settings:
    """The settings of a file, read again when the file or a CSV that it names has changed.

    All the dossiers of a lot share them, and the lists of a supplier are long.
    """
    kept = _kept.get(path)
    if kept is not None and kept[0] == _stamps(kept[1], path):
        return kept[1]
    settings = read_settings(path)
    if len(_kept) >= _KEPT_MOST:
        _kept.clear()
    _kept[path] = (_stamps(settings, path), settings)
    return settings


def _stamps(settings: Settings, path: Path) -> _Stamps:
    """When the files of the settings changed, and their sizes; zeros for one that is gone."""
    return tuple(map(_stamp, (path, *csv_files(settings.file, path))))


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size
