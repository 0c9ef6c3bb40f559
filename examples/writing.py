"""What an example dossier is made of, and how it is written on disk."""

import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Self

from documents import Money

Tree = dict[str, Any]


def with_key(digits: str) -> str:
    """The digits with their Luhn key."""
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if rank % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - digit sum
    return digits + str(-total % 10)


class Raw(float):
    """A number written in the JSON exactly as given."""

    def __new__(cls, text: str) -> Self:
        """Keep the digits."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    text: str

    def __repr__(self) -> str:
        """The digits themselves."""
        return self.text


def cents(amount: Decimal) -> Raw:
    """An amount in euros as the JSON writes it, two decimals."""
    return Raw(f"{amount.quantize(Decimal('0.01'), ROUND_HALF_UP):f}")


def money(ht: str, rate: str = "20") -> Money:
    """The four figures from the HT and the rate in percent."""
    base, percent = Decimal(ht), Decimal(rate)
    vat = (base * percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Money(base, percent, vat, base + vat)


def priced(figures: Money) -> Tree:
    """The amounts of an order or an invoice in the JSON."""
    rate = figures.rate.normalize()
    return {
        "montantSegurHT": cents(figures.ht),
        "tauxTVA": Raw(f"{rate:f}"),
        "montantTVA": cents(figures.vat),
        "montantSegurTTC": cents(figures.ttc),
    }


@dataclass
class Dossier:
    """A dossier being made: what its files hold; `json` is empty for papers alone."""

    phase: str
    json: Tree
    pieces: dict[str, bytes] = field(default_factory=dict)
    toml: dict[str, str] = field(default_factory=dict)
    settings: str = ""
    extra: dict[str, bytes] = field(default_factory=dict)
    zipped: bool = False
    raw: Callable[[str], bytes] | None = None
    tables: dict[str, dict[str, str]] = field(default_factory=dict)  # of dossier.toml

    @property
    def ligne(self) -> Tree:
        """The first request."""
        request: Tree = self.json["lignesImport"][0]
        return request

    def text(self) -> bytes:
        """The JSON as it is written on disk."""
        text = _dumped(self.json)
        return self.raw(text) if self.raw else text.encode()

    def copy(self) -> "Dossier":
        """A dossier of its own to change."""
        return deepcopy(self)

    def write(self, folder: Path) -> None:
        """Write the files of the dossier in its folder."""
        files = {f"{self.phase}.json": self.text()} if self.json else {}
        files |= self.extra
        if self.toml:
            tables = "".join(f"\n[{key}]\n{_lines(table)}" for key, table in self.tables.items())
            files["dossier.toml"] = (_lines(self.toml) + tables).encode()
        if self.settings:
            files["segur-check.toml"] = self.settings.encode()
        if self.zipped:
            files["pieces.zip"] = zip_of(self.pieces)
        else:
            files |= {f"pieces/{name}": data for name, data in self.pieces.items()}
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _lines(values: dict[str, str]) -> str:
    return "".join(f"{key} = {value}\n" for key, value in values.items())


def zip_of(files: dict[str, bytes]) -> bytes:
    """A zip of these files, the same bytes each time."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def _dumped(tree: Tree) -> str:
    """JSON text with the numbers as they were given."""
    marked: dict[str, str] = {}

    def mark(value: Any) -> Any:  # noqa: ANN401 - a JSON value
        if isinstance(value, Raw):
            key = f"@@{len(marked)}@@"
            marked[key] = value.text
            return key
        if isinstance(value, dict):
            return {name: mark(inner) for name, inner in value.items()}
        return [mark(inner) for inner in value] if isinstance(value, list) else value

    text = json.dumps(mark(tree), ensure_ascii=False, indent=2)
    for key, number in marked.items():
        text = text.replace(f'"{key}"', number)
    return text + "\n"
