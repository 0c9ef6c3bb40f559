"""The CSV files that segur-check.toml names: row by row, and no more of them than there can be."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from segur_check.errors import UsageFault
from segur_check.values.wording import MEGABYTE

_MOST_MEGABYTES = 20
_LONGEST_LINE = 1_000_000  # signs


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """These columns of the rows of a CSV file (`;`, header, UTF-8), with their line numbers.

    Raises:
        UsageFault: it is no file, is too large or cannot be read, or one of the columns is absent.
    """
    data = _bytes_of(path)
    with io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig") as text:
        reader = csv.reader(_lines(text), delimiter=";")
        try:
            header = next(reader, [])
            # Of two columns of one name the last counts.
            places = {name: place for place, name in enumerate(header) if name in columns}
            _refuse_without(columns, places, path.name)
            for row in reader:
                if row:
                    yield (
                        reader.line_num,
                        {
                            name: row[place] if place < len(row) else ""
                            for name, place in places.items()
                        },
                    )
        except UnicodeDecodeError as error:
            raise UsageFault(
                f"{path.name} n'est pas en UTF-8 : enregistrez-le dans cet encodage",
                f"{path.name} is not UTF-8: save it in that encoding",
            ) from error
        except (csv.Error, ValueError) as error:
            raise _unreadable(path, error) from error


def _bytes_of(path: Path) -> bytes:
    try:
        # What is no file, as a pipe, may have no end, or keep everyone waiting for its beginning.
        if path.exists() and not path.is_file():
            raise UsageFault(
                f"{path.name} ne peut pas être lu (ce n'est pas un fichier)",
                f"{path.name} cannot be read (it is not a file)",
            )
        with path.open("rb") as file:
            data = file.read(_MOST_MEGABYTES * MEGABYTE + 1)
    except OSError as error:
        raise UsageFault(
            f"{path.name} ne peut pas être lu ({error.strerror})",
            f"{path.name} cannot be read ({error.strerror})",
        ) from error
    except ValueError as error:  # of a name that no system takes
        raise _unreadable(path, error) from error
    if len(data) > _MOST_MEGABYTES * MEGABYTE:
        raise UsageFault(
            f"{path.name} dépasse {_MOST_MEGABYTES} Mo, la limite de l'outil pour un CSV",
            f"{path.name} is over {_MOST_MEGABYTES} MB, the limit of the tool for a CSV",
        )
    return data


def _unreadable(path: Path, error: Exception) -> UsageFault:
    return UsageFault(
        f"{path.name} : ce fichier CSV ne peut pas être lu ({error})",
        f"{path.name}: this CSV file cannot be read ({error})",
    )


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a text; a line that no row can fill ends it with an error."""
    while line := text.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            message = f"line over {_LONGEST_LINE} signs"
            raise csv.Error(message)
        yield line


def _refuse_without(columns: tuple[str, ...], header: dict[str, int], name: str) -> None:
    missing = next((column for column in columns if column not in header), None)
    if missing is not None:
        raise UsageFault(
            f"{name} : colonne « {missing} » absente ; attendu : {';'.join(columns)}",
            f"{name}: no column “{missing}”; expected: {';'.join(columns)}",
        )
