"""JSON files made to harm, or that other programs write: by name, each as the bytes of `avance.json`.

Three groups: bytes that are no JSON, JSON that is no request, and a right request where something
is too much, too long, of another type or in another place.
"""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

_EXAMPLE = (
    Path(__file__).parents[2] / "examples" / "accepted" / "MDV-LGC-Va1-avance" / "avance.json"
)
_RIGHT = _EXAMPLE.read_bytes()
_MEGABYTE = 1_000_000

Made = Callable[[], bytes]


def _many(item: bytes, count: int, around: bytes = b"[%]") -> bytes:
    return around.replace(b"%", b",".join([item] * count))


def _within(depth: int, opening: bytes, closing: bytes, inside: bytes = b"1") -> bytes:
    return opening * depth + inside + closing * depth


def _keys(count: int, key: str = "k%d") -> bytes:
    return json.dumps({key % number if "%" in key else key: 1 for number in range(count)}).encode()


def _same_key(count: int) -> bytes:
    return _many(b'"siret":"12345678200010"', count, b"{%}")


def _edited(*path: str | int, value: object) -> bytes:
    """The right request with another value at a place of its first line."""
    document = json.loads(_RIGHT)
    held = document["lignesImport"][0]
    *places, last = path
    for place in places:
        held = held[place]
    held[last] = value
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _at_the_root(key: str, value: object) -> bytes:
    return json.dumps({**json.loads(_RIGHT), key: value}, ensure_ascii=False).encode()


def _lines(count: int, **other: object) -> bytes:
    document = json.loads(_RIGHT)
    [line] = document["lignesImport"]
    document["lignesImport"] = [
        {**line, "numLigne": number, "numeroEditeur": f"CMD-{number}", **other}
        for number in range(1, count + 1)
    ]
    return json.dumps(document).encode()


def _replaced(old: bytes, new: bytes) -> bytes:
    assert old in _RIGHT, old
    return _RIGHT.replace(old, new, 1)


NO_JSON: dict[str, Made] = {
    "empty": lambda: b"",
    "blanks": lambda: b" \n\t\r" * 1000,
    "megabytes of blanks": lambda: b" " * (19 * _MEGABYTE),
    "megabytes of line feeds": lambda: b"\n" * (19 * _MEGABYTE) + _RIGHT,
    "zeros": lambda: bytes(_MEGABYTE),
    "zeros after": lambda: _RIGHT + bytes(1000),
    "zero within": lambda: _replaced(b'"siret"', b'"si\0ret"'),
    "a mark of byte order alone": lambda: b"\xef\xbb\xbf",
    "two marks of byte order": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + _RIGHT,
    "UTF-16": lambda: _RIGHT.decode().encode("utf-16"),
    "UTF-16 without a mark": lambda: _RIGHT.decode().encode("utf-16-le"),
    "UTF-32": lambda: _RIGHT.decode().encode("utf-32"),
    "UTF-7": lambda: _RIGHT.decode().encode("utf-7"),
    "EBCDIC": lambda: _RIGHT.decode().encode("cp500", "replace"),
    "Latin-1": lambda: _edited("numeroEditeur", value="é").decode().encode("latin-1"),
    "no UTF-8": lambda: _replaced(b"0123456789", b"\xff\xfe\x80\xc0\xaf"),
    "too long a form of UTF-8": lambda: _replaced(b"0123456789", b"\xc0\x80\xe0\x80\x80"),
    "half of a pair in UTF-8": lambda: _replaced(b"0123456789", b"\xed\xa0\x80"),
    "beyond Unicode": lambda: _replaced(b"0123456789", b"\xf5\x90\x80\x80"),
    "cut in the middle": lambda: _RIGHT[: len(_RIGHT) // 2],
    "cut in a string": lambda: _RIGHT[: _RIGHT.index(b"numeroEditeur") + 4],
    "cut in an escape": lambda: b'{"siret":"\\u00',
    "cut before the end": lambda: _RIGHT.rstrip()[:-1],
    "one more end": lambda: _RIGHT + b"}",
    "a comma before the end": lambda: _RIGHT.rstrip()[:-1] + b",}",
    "a comment": lambda: b"// avance\n" + _RIGHT,
    "a comment within": lambda: _replaced(b"{", b"{/* avance */"),
    "single quotes": lambda: _RIGHT.replace(b'"', b"'"),
    "typographic quotes": lambda: _RIGHT.decode().replace('"', "”").encode(),
    "names without quotes": lambda: _RIGHT.replace(b'"siret"', b"siret"),
    "no number": lambda: _replaced(b"358.33", b"NaN"),
    "infinite": lambda: _replaced(b"358.33", b"-Infinity"),
    "a leading zero": lambda: _replaced(b"358.33", b"0358.33"),
    "a plus": lambda: _replaced(b"358.33", b"+358.33"),
    "a decimal comma": lambda: _replaced(b"358.33", b"358,33"),
    "hexadecimal": lambda: _replaced(b"358.33", b"0x166"),
    "a bare point": lambda: _replaced(b"358.33", b"358."),
    "Python's own words": lambda: _RIGHT.replace(b"null", b"None").replace(b"false", b"False"),
    "a tab in a string": lambda: _replaced(b"0123456789", b"0123\t56789"),
    "a line feed in a string": lambda: _replaced(b"0123456789", b"0123\n56789"),
    "a false escape": lambda: _replaced(b"0123456789", b"\\x41"),
    "two documents": lambda: _RIGHT + _RIGHT,
    "one document a line": lambda: b"\n".join([json.dumps(json.loads(_RIGHT)).encode()] * 3),
    "behind a guard": lambda: b")]}',\n" + _RIGHT,
    "as a call": lambda: b"callback(" + _RIGHT + b");",
    "a page of the web": lambda: b"<!DOCTYPE html><html><body>502</body></html>",
    "XML": lambda: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "YAML": lambda: b"siret: '12345678200010'\nlignesImport: []\n",
    "a table": lambda: b"numeroAns;siret\n0123456789;12345678200010\n",
    "a PDF": lambda: b"%PDF-1.7\n%%EOF\n",
    "a zip": lambda: b"PK\x05\x06" + bytes(18),
    "gzip": lambda: bytes.fromhex("1f8b0800000000000003030000000000"),
    "open lists": lambda: b"[" * _MEGABYTE,
    "open objects": lambda: b'{"a":' * 200_000,
    "open and closed": lambda: b"[]" * 500_000,
    "ends alone": lambda: b"]" * _MEGABYTE,
    "an endless string": lambda: b'{"siret":"' + b"1" * (19 * _MEGABYTE),
    "quotes": lambda: b'"' * _MEGABYTE,
    "reverse solidi": lambda: b'"' + b"\\" * (2 * _MEGABYTE),
    "commas": lambda: b"[" + b"," * _MEGABYTE + b"]",
    "noise": lambda: bytes(number * number % 251 for number in range(_MEGABYTE)),
}

NO_REQUEST: dict[str, Made] = {
    "an empty object": lambda: b"{}",
    "an empty list": lambda: b"[]",
    "null": lambda: b"null",
    "true": lambda: b"true",
    "a number": lambda: b"0",
    "a string": lambda: b'"avance"',
    "an empty string": lambda: b'""',
    "a list of nothing": lambda: b"[null]",
    "the request in a list": lambda: b"[" + _RIGHT + b"]",
    "the request in a string": lambda: json.dumps(_RIGHT.decode()).encode(),
    "the request in an object": lambda: b'{"data":' + _RIGHT + b"}",
    "a settings file of another": lambda: b'{"name":"x","version":"1.0.0","scripts":{}}',
    "a map": lambda: b'{"type":"FeatureCollection","features":[]}',
    "ones": partial(_many, b"1", _MEGABYTE),
    "ones in an object": lambda: b'{"lignesImport":' + _many(b"1", _MEGABYTE) + b"}",
    "empty objects": partial(_many, b"{}", 600_000),
    "empty objects as lines": lambda: b'{"lignesImport":' + _many(b"{}", 600_000) + b"}",
    "empty lists": partial(_many, b"[]", 600_000),
    "empty strings": partial(_many, b'""', 6 * _MEGABYTE),
    "junk strings": partial(_many, b'"xxxxxxxxxxxxxxxx"', _MEGABYTE),
    "junk strings, each another": lambda: json.dumps([f"{n:x}" for n in range(1_500_000)]).encode(),
    "lists in lists, few each": lambda: _many(_many(_many(b"1", 100), 100), 90),
    "keys": partial(_keys, 900_000),
    "one key again and again": partial(_same_key, 700_000),
    "deep lists": partial(_within, 900, b"[", b"]"),
    "very deep lists": partial(_within, 100_000, b"[", b"]"),
    "deepest lists": partial(_within, 9 * _MEGABYTE, b"[", b"]"),
    "deep objects": partial(_within, 100_000, b'{"a":', b"}"),
    "deep in turns": partial(_within, 100_000, b'[{"lignesImport":', b"}]"),
    "a string of megabytes": lambda: b'"' + b"x" * (19 * _MEGABYTE) + b'"',
    "escapes of megabytes": lambda: b'"' + b"\\u0041" * (3 * _MEGABYTE) + b'"',
    "a key of megabytes": lambda: b'{"' + b"x" * (19 * _MEGABYTE) + b'":1}',
    "a number of megabytes": lambda: b"9" * (19 * _MEGABYTE),
    "a fraction of megabytes": lambda: b"0." + b"9" * (19 * _MEGABYTE),
    "numbers in megabytes": partial(_many, b"9" * 4000, 4_000),
}

_ODD: tuple[tuple[str, Any], ...] = (
    ("null", None),
    ("true", True),
    ("a number", 7),
    ("a negative number", -1),
    ("a huge number", 10**400),
    ("an empty string", ""),
    ("a long string", "x" * 1_000_000),
    ("half of a pair", "\ud800"),
    ("a line of a report", "\n\nVerdict : Aucune anomalie détectée\n"),
    ("what terminals obey", "\x1b[2J\x1b]0;x\x07"),
    ("what turns a line round", "\u202e\u2066abc"),
    ("a list", []),
    ("a list of odd things", [None, 1, {}, [[]], ""]),
    ("an object", {"a": {"b": []}}),
)
_PLACES: tuple[tuple[str | int, ...], ...] = (
    ("numLigne",),
    ("numeroEditeur",),
    ("commande",),
    ("commande", "dateCommande"),
    ("commande", "montantSegurHT"),
    ("commande", "tauxTVA"),
    ("beneficiaires",),
    ("beneficiaires", "liberal"),
    ("beneficiaires", "liberal", 0),
    ("beneficiaires", "liberal", 0, "RPPS"),
    ("beneficiaires", "structure", "FINESSGeo"),
    ("piecesJustificatives",),
    ("piecesJustificatives", 0),
    ("piecesJustificatives", 0, "nomFichier"),
    ("scenarioInstallation",),
    ("facture",),
    ("verification",),
)


def _odd() -> Iterator[tuple[str, Made]]:
    for path in _PLACES:
        for name, value in _ODD:
            yield f"{'/'.join(map(str, path))} is {name}", partial(_edited, *path, value=value)


_CLIENT = {"nomMedecin": "Dr Camille Exemple", "RPPS": "10998877665"}
_PIECE = {"nomFichier": "bdc.pdf", "formatFichier": "PDF", "typeFichier": "BON_COMMANDE"}

ODD_REQUEST: dict[str, Made] = {
    "no line": lambda: _at_the_root("lignesImport", []),
    "lines that are one": lambda: _at_the_root("lignesImport", {"numLigne": 1}),
    "lines past the bound": partial(_lines, 20_001, commande=None, beneficiaires=None),
    "lines of nothing": lambda: _at_the_root("lignesImport", [None] * 20_000),
    "lines of empty objects": lambda: _at_the_root("lignesImport", [{}] * 20_000),
    "lines of one number": partial(_lines, 2_000, numLigne=1),
    "lines of one order": partial(_lines, 2_000, numeroEditeur="CMD-1"),
    "pieces by hundreds of thousands": lambda: _edited(
        "piecesJustificatives", value=[_PIECE] * 150_000
    ),
    "pieces up to the bound": lambda: _edited("piecesJustificatives", value=[_PIECE] * 19_999),
    "odd pieces up to the bound": lambda: _edited("piecesJustificatives", value=[7] * 19_999),
    "clients by hundreds of thousands": lambda: _edited(
        "beneficiaires", "liberal", value=[_CLIENT] * 250_000
    ),
    "clients up to the bound": lambda: _edited(
        "beneficiaires", "liberal", value=[_CLIENT] * 19_999
    ),
    "FINESS numbers by hundreds of thousands": lambda: _edited(
        "beneficiaires", "structure", "FINESSGeo", value=["330781196"] * 900_000
    ),
    "FINESS numbers up to the bound": lambda: _edited(
        "beneficiaires", "structure", "FINESSGeo", value=[f"{n:09}" for n in range(19_999)]
    ),
    "unknown keys": lambda: _edited("commande", value={f"k{n}": n for n in range(400_000)}),
    "a right request after megabytes": lambda: b" " * (19 * _MEGABYTE) + _RIGHT,
    "a thousand decimals": lambda: _replaced(b"358.33", b"358." + b"3" * 1000),
    "a huge exponent": lambda: _replaced(b"358.33", b"1e999999999"),
    "a tiny exponent": lambda: _replaced(b"358.33", b"1e-999999999"),
    "minus nothing": lambda: _replaced(b"358.33", b"-0.0"),
    "digits of another script": lambda: _edited("commande", "dateCommande", value="٢٠٢٢-٠٦-١٣"),
    "an impossible day": lambda: _edited("commande", "dateCommande", value="2023-02-30"),
    "the year 9999": lambda: _edited("commande", "dateCommande", value="9999-12-31"),
    "the year 0": lambda: _edited("commande", "dateCommande", value="0000-00-00"),
    "a week": lambda: _edited("commande", "dateCommande", value="2022-W24-1"),
    "a path that goes up": lambda: _edited(
        "piecesJustificatives", 0, "nomFichier", value="../../../../etc/passwd"
    ),
    "a path from the root": lambda: _edited(
        "piecesJustificatives", 0, "nomFichier", value="/dev/zero"
    ),
    "a device of another system": lambda: _edited(
        "piecesJustificatives", 0, "nomFichier", value="C:\\CON"
    ),
    "a very long name of a file": lambda: _edited(
        "piecesJustificatives", 0, "nomFichier", value="a" * 70_000 + ".pdf"
    ),
    "a name of a file with a zero": lambda: _edited(
        "piecesJustificatives", 0, "nomFichier", value="a\0.pdf"
    ),
    **dict(_odd()),
}

JSON_FILES: dict[str, Made] = {**NO_JSON, **NO_REQUEST, **ODD_REQUEST}
