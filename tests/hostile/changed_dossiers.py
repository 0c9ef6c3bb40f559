"""What happens to dossiers: values that go, come, change places or type, and bytes that turn.

The same changes each time, for one seed.
"""

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

_EXAMPLES = Path(__file__).parents[2] / "examples"
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 0.005, 1e300, 10**30, "", " ", "0", "null", "é", "\ud800"),
    *("\n\nVerdict : x\n", "\x1b[31m", "\u202e", "=1+1", "2023-02-30", "2024-09-12T14:00:00"),
    *("12/03/2025", "99999999999", "x" * 5_000, [], {}, [[]], [None], {"a": 1}, ["", 1, {}]),
)


class Changed(NamedTuple):
    """A dossier with a change: the example, the file that changed in it, and its bytes.

    `file` is empty where the dossier is a zip, and the bytes are those of the zip.
    """

    name: str
    example: Path
    file: str
    data: bytes


def changed_dossiers(count: int, seed: int) -> Iterator[Changed]:
    """So many dossiers, each with another change."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    examples = [
        folder
        for kind in ("accepted", "rejected")
        for folder in sorted((_EXAMPLES / kind).iterdir())
        if _json_files(folder)
    ]
    for number in range(count):
        example = chance.choice(examples)
        change = chance.choice(CHANGES)
        file, data = change(example, chance)
        yield Changed(
            f"{number}, {example.name}, {change.__name__.strip('_')}", example, file, data
        )


def _values(example: Path, chance: random.Random) -> tuple[str, bytes]:
    """One to five values of a JSON file change."""
    path = _json_file(example, chance)
    try:
        document = json.loads(path.read_bytes())
    except ValueError:  # an example of what is no JSON
        return path.name, _turned(path.read_bytes(), chance)
    for _ in range(chance.randint(1, 5)):
        document = _other(document, chance)
    return path.name, json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _json_bytes(example: Path, chance: random.Random) -> tuple[str, bytes]:
    path = _json_file(example, chance)
    return path.name, _turned(path.read_bytes(), chance)


def _settings(example: Path, chance: random.Random) -> tuple[str, bytes]:
    path = chance.choice(sorted(example.glob("*.toml")) or [example / "dossier.toml"])
    held = path.read_bytes() if path.exists() else b'sons = "MS1"\n'
    return path.name, _turned(held, chance)


def _zip_bytes(example: Path, chance: random.Random) -> tuple[str, bytes]:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(example.rglob("*")):
            if path.is_file() and path.name != "expected.json":
                archive.write(path, path.relative_to(example))
    data = written.getvalue()
    directory = data.rindex(b"PK\x05\x06") - 600
    if chance.random() < 0.5:  # half of them in the list of the entries, where most is at stake
        return "", data[:directory] + _turned(data[directory:], chance)
    return "", _turned(data, chance)


CHANGES: tuple[Callable[[Path, random.Random], tuple[str, bytes]], ...] = (
    *(_values, _values, _values, _json_bytes, _settings, _zip_bytes),
)


def _json_file(example: Path, chance: random.Random) -> Path:
    return chance.choice(_json_files(example))


def _json_files(example: Path) -> list[Path]:
    return [path for path in sorted(example.glob("*.json")) if path.name != "expected.json"]


def _other(document: object, chance: random.Random) -> object:
    places = list(_places(document))
    if not places:
        return copy.deepcopy(chance.choice(_VALUES))
    holder, key = chance.choice(places)
    act = chance.randrange(6)
    if act == 0:
        del holder[key]
    elif act == 1:
        other, other_key = chance.choice(places)
        holder[key] = copy.deepcopy(other[other_key])
    elif act == 2 and isinstance(holder, list):
        holder.extend(copy.deepcopy(holder[key]) for _ in range(chance.choice((1, 9, 90))))
    elif act == 3 and isinstance(holder, dict):
        holder[chance.choice((key.upper(), key + "s", "", "\n", "lignesImport"))] = holder.pop(key)
    elif act == 4:
        holder[key] = [holder[key]] if chance.random() < 0.5 else {"valeur": holder[key]}
    else:
        holder[key] = copy.deepcopy(chance.choice(_VALUES))
    return document


def _places(document: object) -> Iterator[tuple[Any, Any]]:
    if not isinstance(document, dict | list):
        return
    held = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in list(held):
        yield document, key
        yield from _places(value)


def _turned(data: bytes, chance: random.Random) -> bytes:
    """Bits that turn, bytes that go, come twice or come from noise, an end that is missing."""
    turned = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        if not turned:
            break
        at = chance.randrange(len(turned))
        end = at + chance.choice((1, 2, 4, 40))
        act = chance.randrange(5)
        if act == 0:
            turned[at] ^= 1 << chance.randrange(8)
        elif act == 1:
            del turned[at:end]
        elif act == 2:
            turned[at:at] = turned[at:end]
        elif act == 3:
            turned[at:end] = chance.randbytes(len(turned[at:end]))
        elif chance.random() < 0.2:
            del turned[at:]
    return bytes(turned)
