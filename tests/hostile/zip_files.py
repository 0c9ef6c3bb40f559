"""Zips made to harm, or that other programs write: by name, each a dossier or what passes for one."""

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

_DOSSIER = Path(__file__).parents[2] / "examples" / "accepted" / "MDV-LGC-Va1-avance"
_END = b"PK\x05\x06"
_DIRECTORY = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"

Made = Callable[[], bytes]


@cache
def _right() -> dict[str, bytes]:
    files = (path for path in sorted(_DOSSIER.rglob("*")) if path.is_file())
    return {
        path.relative_to(_DOSSIER).as_posix(): path.read_bytes()
        for path in files
        if path.name != "expected.json"
    }


def _zipped(
    more: dict[str, bytes] | None = None,
    *,
    method: int = zipfile.ZIP_DEFLATED,
    comment: bytes = b"",
    under: str = "",
) -> bytes:
    """The right dossier and these files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, data in {**_right(), **(more or {})}.items():
            archive.writestr(under + name, data)
        archive.comment = comment
    return written.getvalue()


def _with(*infos: zipfile.ZipInfo, data: bytes = b"%PDF-1.7\n") -> bytes:
    """The right dossier, and entries as they are described."""
    written = io.BytesIO(_zipped())
    with zipfile.ZipFile(written, "a") as archive:
        for info in infos:
            archive.writestr(info, data)
    return written.getvalue()


def _named(name: str, stand_in: str = "") -> bytes:
    """A further file under a name that `zipfile` would mend: it stands in the bytes alone."""
    held = stand_in or "n" * len(name.encode())
    return _zipped({held: b"x"}).replace(held.encode(), name.encode())


def _of_kind(kind: int, target: bytes = b"../../etc/passwd") -> bytes:
    info = zipfile.ZipInfo("pieces/lien.pdf")
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    return _with(info, data=target)


def _field(signature: bytes, offset: int, form: str, value: int, *, which: int = 0) -> bytes:
    """A field of a header of the right zip, written over."""
    data = bytearray(_zipped())
    at = -1
    for _ in range(which + 1):
        at = data.index(signature, at + 1)
    struct.pack_into(form, data, at + offset, value)
    return bytes(data)


def _cut(part: float) -> bytes:
    data = _zipped()
    return data[: int(len(data) * part)]


def _many(count: int) -> bytes:
    return _zipped({f"pieces/{number}.pdf": b"" for number in range(count)})


def _bomb(megabytes: int, name: str = "pieces/annexe.pdf") -> bytes:
    return _zipped({name: bytes(megabytes << 20)})


def _overlapping() -> bytes:
    data = bytearray(_zipped())
    first = data.index(_DIRECTORY)
    second = data.index(_DIRECTORY, first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def _within_itself(depth: int) -> bytes:
    data = _zipped()
    for _ in range(depth):
        data = _zipped({"pieces/annexes.zip": data})
    return data


def _tar(mode: str) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in _right().items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return written.getvalue()


def _twice(first: str, second: str) -> bytes:
    return _zipped({first: b"%PDF-1.7\n1", second: b"%PDF-1.7\n2"})


_NAMES: tuple[tuple[str, str], ...] = (
    ("goes up", "../dehors.pdf"),
    ("goes up at the end", "pieces/.."),
    ("goes up in the middle", "pieces/../../dehors.pdf"),
    ("from the root", "/etc/passwd"),
    ("two solidi", "//serveur/partage.pdf"),
    ("reverse solidi", "pieces\\..\\..\\dehors.pdf"),
    ("a drive", "C:\\dehors.pdf"),
    ("a drive alone", "C:dehors.pdf"),
    ("a stream of a file", "pieces/a.pdf:cache"),
    ("a device", "pieces/CON"),
    ("a device with an end", "pieces/lpt1.pdf"),
    ("a dot", "pieces/."),
    ("a dot at the end", "pieces/facture.pdf."),
    ("a blank at the end", "pieces/facture.pdf "),
    ("a line feed", "pieces/a\nVerdict.pdf"),
    ("a return", "pieces/a\r.pdf"),
    ("an escape", "pieces/\x1b[2J.pdf"),
    ("a bell", "pieces/\x07.pdf"),
    ("a zero", "pieces/a\0.pdf"),
    ("the turn of a line", "pieces/\u202efdp.exe"),
    ("a mark of tags", "pieces/\U000e0041.pdf"),
    ("a joined accent", "pieces/re\u0301pertoire.pdf"),
    ("an emoji", "pieces/\U0001f600.pdf"),
    ("very long", "pieces/" + "a" * 5_000 + ".pdf"),
    ("the longest", "a" * 65_000),
    ("deep folders", "a/" * 5_000 + "a.pdf"),
    ("hidden", ".cache.pdf"),
    ("of another system", "__MACOSX/._avance.json"),
    ("what a shell obeys", "pieces/$(reboot).pdf"),
    ("what a page obeys", "pieces/<script>alert(1)</script>.pdf"),
    ("what a table computes", "=cmd|' /C calc'!A0.pdf"),
)

ZIP_FILES: dict[str, Made] = {
    "right": _zipped,
    "under one folder": partial(_zipped, under="dossier/"),
    "under many folders": partial(_zipped, under="a/b/c/d/e/"),
    "nothing": lambda: b"",
    "no entry": lambda: _END + bytes(18),
    "noise": lambda: bytes(number * number % 251 for number in range(100_000)),
    "a local header alone": lambda: _LOCAL,
    "headers alone": lambda: _LOCAL * 10_000,
    "directories alone": lambda: _DIRECTORY * 100_000,
    "ends alone": lambda: (_END + bytes(18)) * 10_000,
    "something before": lambda: b"MZ" + bytes(5_000) + _zipped(),
    "something after": lambda: _zipped() + bytes(70_000),
    "the longest comment": partial(_zipped, comment=b"x" * 65_535),
    "an end in the comment": partial(_zipped, comment=_END + bytes(18)),
    "two zips": lambda: _zipped() + _zipped(),
    "stored": partial(_zipped, method=zipfile.ZIP_STORED),
    "bzip2": partial(_zipped, method=zipfile.ZIP_BZIP2),
    "LZMA": partial(_zipped, method=zipfile.ZIP_LZMA),
    "an unknown method": partial(_field, _DIRECTORY, 10, "<H", 93),
    "another method in the local header": partial(_field, _LOCAL, 8, "<H", 12),
    "encrypted": partial(_field, _DIRECTORY, 8, "<H", 1),
    "encrypted strongly": partial(_field, _DIRECTORY, 8, "<H", 0x41),
    "all flags": partial(_field, _DIRECTORY, 8, "<H", 0xFFFF),
    "a false sum": partial(_field, _DIRECTORY, 16, "<I", 0),
    "declared smaller": partial(_field, _DIRECTORY, 24, "<I", 3),
    "declared larger": partial(_field, _DIRECTORY, 24, "<I", 900_000),
    "declared of gigabytes": partial(_field, _DIRECTORY, 24, "<I", 0xFFFFFFFE),
    "compressed to nothing": partial(_field, _DIRECTORY, 20, "<I", 0),
    "compressed past the end": partial(_field, _DIRECTORY, 20, "<I", 0x7FFFFFFF),
    "begins past the end": partial(_field, _DIRECTORY, 42, "<I", 0x7FFFFFFF),
    "begins at the directory": partial(_field, _DIRECTORY, 42, "<I", 1),
    "a name past the end": partial(_field, _DIRECTORY, 28, "<H", 0xFFFF),
    "an empty name": partial(_field, _DIRECTORY, 28, "<H", 0),
    "an extra field past the end": partial(_field, _DIRECTORY, 30, "<H", 0xFFFF),
    "on another disk": partial(_field, _DIRECTORY, 34, "<H", 7),
    "no day": partial(_field, _DIRECTORY, 14, "<H", 0),
    "a day that is none": partial(_field, _DIRECTORY, 14, "<H", 0xFFFF),
    "needs a later version": partial(_field, _DIRECTORY, 6, "<H", 0xFF),
    "a volume of several": partial(_field, _END, 4, "<H", 1),
    "fewer entries than there are": partial(_field, _END, 10, "<H", 1),
    "more entries than there are": partial(_field, _END, 10, "<H", 0xFFFE),
    "a directory of no size": partial(_field, _END, 12, "<I", 0),
    "a directory past the end": partial(_field, _END, 16, "<I", 0x7FFFFFFF),
    "a directory of Zip64": partial(_field, _END, 16, "<I", 0xFFFFFFFF),
    "a comment past the end": partial(_field, _END, 20, "<H", 0xFFFF),
    "overlapping": _overlapping,
    "a link": partial(_of_kind, stat.S_IFLNK),
    "a pipe": partial(_of_kind, stat.S_IFIFO),
    "a device node": partial(_of_kind, stat.S_IFCHR),
    "a socket": partial(_of_kind, stat.S_IFSOCK),
    "a folder with a content": partial(_of_kind, stat.S_IFDIR),
    "one name twice": lambda: _with(zipfile.ZipInfo("avance.json"), data=b"{}"),
    "two names but for case": partial(_twice, "pieces/Annexe.pdf", "pieces/annexe.PDF"),
    "two names but for accents": partial(_twice, "pieces/re\u0301.pdf", "pieces/r\xe9.pdf"),
    "a file that is a folder": partial(_twice, "pieces/annexe", "pieces/annexe/a.pdf"),
    "entries up to the bound": partial(_many, 490),
    "entries past the bound": partial(_many, 600),
    "entries by tens of thousands": partial(_many, 60_000),
    "a bomb": partial(_bomb, 19),
    "a bomb past the bound": partial(_bomb, 300),
    "a bomb as the JSON": partial(_bomb, 19, "solde.json"),
    "a bomb as the settings": partial(_bomb, 19, "segur-check.toml"),
    "bombs": lambda: _zipped({f"pieces/{n}.pdf": bytes(19 << 20) for n in range(12)}),
    "a bomb in a bomb": lambda: _zipped({"pieces/a.zip": zlib.compress(_bomb(100))}),
    "zips in zips": partial(_within_itself, 12),
    "several requests": lambda: _zipped({f"avance-{n}.json": b"{}" for n in range(200)}),
    "settings that are none": lambda: _zipped({"dossier.toml": b"[[[["}),
    "settings of a number": lambda: _zipped({"dossier.toml": b"sons = 1e999"}),
    "tar": partial(_tar, "w"),
    "tar and gzip": partial(_tar, "w:gz"),
    "tar and xz": partial(_tar, "w:xz"),
    "7z": lambda: b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(100),
    "RAR": lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100),
    **{f"cut at {part:.0%}": partial(_cut, part) for part in (0.01, 0.1, 0.5, 0.9, 0.99, 0.999)},
    **{f"a name: {label}": partial(_named, name) for label, name in _NAMES},
}
