"""Folders and zips of attachments, honest and hostile."""

import os
import stat
import struct
import sys
import unicodedata
import zipfile
import zlib
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest

from segur_check.dossier.bundle.bundle import (
    Bundle,
    BundleEntryError,
    BundleFault,
    ZipLimits,
    open_folder,
    open_zip,
)
from segur_check.errors import UnreadableInput

LIMITS = ZipLimits()
UTF8 = 0x800
ENCRYPTED = 0x1
DEFLATE64 = 9

posix_names = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="the file system would change the name"
)


def zipped(
    *files: tuple[str, bytes],
    method: int = zipfile.ZIP_DEFLATED,
    modes: dict[str, int] | None = None,
) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            info.external_attr = (modes or {}).get(name, stat.S_IFREG | 0o644) << 16
            archive.writestr(info, data)
    return held.getvalue()


def raw_zip(  # what zipfile would not write: the bytes of names, flags, sizes that lie
    *names: bytes,
    flags: int = 0,
    method: int = 0,
    payload: bytes = b"abc",
    size: int | None = None,
    shared: bool = False,
) -> bytes:
    body = b""
    directory = b""
    crc = zlib.crc32(payload)
    size = len(payload) if size is None else size
    for name in names:
        offset = 0 if shared else len(body)
        common = struct.pack(
            "<HHHHIIIHH", flags, method, 0, 0x21, crc, len(payload), size, len(name), 0
        )
        if not (shared and body):
            body += b"PK\x03\x04" + struct.pack("<H", 20) + common + name + payload
        directory += b"PK\x01\x02" + struct.pack("<HH", 20, 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
    count = len(names)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def opened(data: bytes, limits: ZipLimits = LIMITS) -> Bundle:
    return open_zip(data, label="pieces.zip", limits=limits)


def listed(folder: Path, limits: ZipLimits = LIMITS) -> Bundle:
    return open_folder(folder, label="pieces", limits=limits)


def named(bundle: Bundle) -> list[str]:
    return [entry.name for entry in bundle.entries]


def reasons(bundle: Bundle) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.reason, fault.name) for fault in bundle.faults]


def refused(bundle: Bundle) -> BundleFault:
    assert bundle.entries == ()
    (fault,) = bundle.faults
    assert fault.code == "PIE012"
    return fault


def reading_fails(bundle: Bundle) -> str:
    (entry,) = bundle.entries
    with pytest.raises(BundleEntryError) as caught:
        entry.read()
    return caught.value.reason


# --- an honest zip ---


def test_a_zip_gives_its_files_by_name_and_their_bytes() -> None:
    bundle = opened(zipped(("b.pdf", b"bb"), ("a.pdf", b"a")))
    assert (bundle.kind, bundle.label) == ("zip", "pieces.zip")
    assert [(entry.name, entry.size, entry.read()) for entry in bundle.entries] == [
        ("a.pdf", 1, b"a"),
        ("b.pdf", 2, b"bb"),
    ]
    assert bundle.faults == ()


def test_a_zip_is_opened_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "pieces.zip"
    path.write_bytes(zipped(("a.pdf", b"a")))
    bundle = open_zip(path, label="pieces.zip", limits=LIMITS)
    path.unlink()
    assert [entry.read() for entry in bundle.entries] == [b"a"]


def test_one_top_level_folder_is_looked_through_whatever_macos_added() -> None:
    bundle = opened(
        zipped(
            ("pieces/", b""),
            ("pieces/bon.pdf", b"a"),
            ("pieces/plus/va.pdf", b"b"),
            ("__MACOSX/pieces/._bon.pdf", b""),
            ("pieces/.DS_Store", b""),
        )
    )
    assert named(bundle) == ["bon.pdf", "plus/va.pdf"]
    assert bundle.noise == ("__MACOSX/pieces/._bon.pdf", "pieces/.DS_Store")


def test_a_file_beside_the_folder_keeps_the_folder_in_the_names() -> None:
    assert named(opened(zipped(("p/a.pdf", b""), ("b.pdf", b"")))) == ["b.pdf", "p/a.pdf"]


def test_an_accented_folder_is_looked_through_whatever_its_files_look_like() -> None:
    bundle = opened(raw_zip(*(f"pièces/{n}.pdf".encode("cp850") for n in ("bon", "dépôt"))))
    assert named(bundle) == ["bon.pdf", "dépôt.pdf"]
    assert [entry.guessed for entry in bundle.entries] == [False, True]


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "~$bon.docx", "desktop.ini", "._a.pdf", "x/.DS_Store", "__MACOSX/a.pdf"]
)
def test_noise_is_named_and_not_judged(name: str) -> None:
    bundle = opened(zipped((name, b"x"), ("a.pdf", b"")))
    assert named(bundle) == ["a.pdf"]
    assert bundle.noise == (name,)


def test_what_is_excluded_counts_nowhere() -> None:
    data = zipped(("d/avance.json", bytes(50)), ("d/a.pdf", b"a"))
    limits = ZipLimits(entries=1, entry_bytes=10, total_bytes=10)
    bundle = open_zip(data, label="", limits=limits, exclude={"avance.json"})
    assert named(bundle) == ["a.pdf"]
    assert bundle.faults == ()


def test_an_empty_zip_holds_nothing_and_is_no_fault() -> None:
    bundle = opened(zipped())

    assert ("pieces.zip", "zip", (), ()) == (
        bundle.label,
        bundle.kind,
        bundle.entries,
        bundle.faults,
    )
    assert len(zipped()) == bundle.size


def test_dots_that_some_tools_write_are_left_out() -> None:
    assert named(opened(raw_zip(b"./a.pdf", b"x//b.pdf"))) == ["a.pdf", "x/b.pdf"]


# --- names ---


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        *product(
            ["pièce.pdf", "procès-verbal signé.pdf", "Bâtiment où ça déborde.pdf"],
            ["utf-8", "cp850", "cp437", "cp1252"],
        ),
        # The old code page of DOS lacks these capitals.
        *product(["ENQUÊTE ÉLEVÉE À NOËL.pdf"], ["utf-8", "cp850", "cp1252"]),
    ],
)
def test_a_name_without_the_utf8_flag_is_read_as_french(name: str, encoding: str) -> None:
    raw = name.encode(encoding)
    (entry,) = opened(raw_zip(raw)).entries
    assert entry.name == name
    assert entry.guessed
    assert entry.readings >= {name, raw.decode("cp850")}


def test_the_euro_sign_and_the_apostrophe_of_windows_are_read() -> None:
    name = "bon d’achat 12 €.pdf"
    assert named(opened(raw_zip(name.encode("cp1252")))) == [name]


def test_a_name_with_the_utf8_flag_has_one_reading() -> None:
    (entry,) = opened(raw_zip("pièce.pdf".encode(), flags=UTF8)).entries
    assert (entry.name, set(entry.readings), entry.guessed) == ("pièce.pdf", {"pièce.pdf"}, False)


def test_a_plain_ascii_name_is_not_a_guess() -> None:
    (entry,) = opened(raw_zip(b"bon.pdf")).entries
    assert (set(entry.readings), entry.guessed) == ({"bon.pdf"}, False)


def test_names_are_composed() -> None:
    name = unicodedata.normalize("NFD", "pièce.pdf")
    assert named(opened(zipped((name, b"")))) == ["pièce.pdf"]


def test_two_files_of_one_name_leave_the_last() -> None:
    decomposed = unicodedata.normalize("NFD", "pièce.pdf")
    bundle = opened(zipped(("pièce.pdf", b"first"), (decomposed, b"last")))
    assert [entry.read() for entry in bundle.entries] == [b"last"]
    assert bundle.faults == (BundleFault("PIE011", "duplicate-name", "pièce.pdf", {"found": 2}),)


def test_an_entry_without_a_name_is_left_out() -> None:
    bundle = opened(raw_zip(b"", b"a.pdf"))
    assert named(bundle) == ["a.pdf"]
    assert reasons(bundle) == [("PIE011", "unreadable", "")]


@pytest.mark.parametrize(
    ("name", "reason", "shown"),
    [
        (b"../a.pdf", "path-outside", "../a.pdf"),
        (b"x/../../a.pdf", "path-outside", "x/../../a.pdf"),
        (b"/etc/a.pdf", "absolute", "/etc/a.pdf"),
        (b"..\\a.pdf", "backslash", "..\\a.pdf"),
        (b"C:\\a.pdf", "drive-colon", "C:\\a.pdf"),
        (b"a.pdf\0.exe", "control-character", "a.pdf\\u0000.exe"),
        (b"a\x1b[2Jb.pdf", "control-character", "a\\u001b[2Jb.pdf"),
        ("fdp\u202eexe.pdf".encode(), "bidi-character", "fdp\\u202eexe.pdf"),
        ("a\u2028.pdf".encode(), "control-character", "a\\u2028.pdf"),
        (b"a" * 252 + b".pdf", "name-too-long", "a" * 252 + ".pd…"),
        (b"__MACOSX/\x07", "control-character", "__MACOSX/\\u0007"),
    ],
)
def test_a_dangerous_name_refuses_the_whole(name: bytes, reason: str, shown: str) -> None:
    fault = refused(opened(raw_zip(b"ok.pdf", name, flags=UTF8)))
    assert (fault.reason, fault.name, fault.values) == (reason, shown, {"entries": 1})


def test_a_refusal_is_told_once_per_reason() -> None:
    bundle = opened(raw_zip(b"../a.pdf", b"/b.pdf", b"../c.pdf"))
    assert bundle.faults == (
        BundleFault("PIE012", "path-outside", "../a.pdf", {"entries": 2}),
        BundleFault("PIE012", "absolute", "/b.pdf", {"entries": 1}),
    )


# --- refused for safety ---


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (stat.S_IFLNK, "symlink"),
        (stat.S_IFIFO, "special-file"),
        (stat.S_IFCHR, "special-file"),
        (stat.S_IFDIR, "special-file"),
    ],
)
def test_what_is_no_file_refuses_the_zip(mode: int, reason: str) -> None:
    fault = refused(opened(zipped(("a.pdf", b"/etc/passwd"), modes={"a.pdf": mode | 0o777})))
    assert (fault.reason, fault.name) == (reason, "a.pdf")


@pytest.mark.parametrize("name", ["autres.zip", "x/AUTRES.ZIP", "a.7z", "a.tar.gz", "a.rar"])
def test_an_archive_in_the_zip_refuses_it(name: str) -> None:
    fault = refused(opened(zipped(("a.pdf", b""), (name, b""))))
    assert (fault.reason, fault.name) == ("nested-archive", name)


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    small = zipped(("a.pdf", bytes(200_000_001)))
    assert len(small) < 250_000
    assert [(fault.reason, fault.values) for fault in opened(small).faults] == [
        ("total-too-big", {"found": 200_000_001, "limit": 200_000_000}),
        ("entry-too-big", {"found": 200_000_001, "limit": 20_000_000, "entries": 1}),
        ("ratio", {"found": 1028, "limit": 200, "entries": 1}),
    ]


def test_a_great_ratio_is_let_through_in_a_small_file() -> None:
    assert opened(zipped(("a.pdf", bytes(9_999_999)))).faults == ()
    assert refused(opened(zipped(("a.pdf", bytes(10_000_001))))).reason == "ratio"


def test_the_limits_are_inclusive() -> None:
    limits = ZipLimits(entries=2, entry_bytes=3, total_bytes=5)
    assert opened(zipped(("a", b"123"), ("b", b"12")), limits).faults == ()
    assert refused(opened(zipped(("a", b"1234")), limits)).reason == "entry-too-big"
    assert refused(opened(zipped(("a", b"123"), ("b", b"123")), limits)).reason == "total-too-big"


def test_five_hundred_files_are_allowed_with_the_folders_and_the_noise() -> None:
    files = [(f"p/{number}.pdf", b"") for number in range(500)]
    twins = [(f"__MACOSX/p/._{number}.pdf", b"") for number in range(500)]
    assert opened(zipped(("p/", b""), *files, *twins)).faults == ()
    fault = refused(opened(zipped(*files, ("p/500.pdf", b""))))
    assert (fault.reason, fault.values) == ("too-many-entries", {"found": 501, "limit": 500})


def test_far_too_many_entries_are_refused_before_they_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = raw_zip(*(b"%d" % number for number in range(2001)))
    monkeypatch.setattr(zipfile, "ZipFile", None)
    fault = refused(opened(data.replace(struct.pack("<HH", 2001, 2001), struct.pack("<HH", 1, 1))))
    assert fault.values == {"found": 2001, "limit": 500}


def test_entries_over_the_same_bytes_are_refused() -> None:
    fault = refused(opened(raw_zip(b"a.pdf", b"b.pdf", shared=True)))
    assert (fault.reason, fault.name) == ("overlap", "b.pdf")


def test_a_zip_heavier_than_all_it_may_hold_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(bytes(1_000_120))
    fault = refused(open_zip(path, label="", limits=ZipLimits(total_bytes=100)))
    assert (fault.reason, fault.values["limit"]) == ("total-too-big", 100)


# --- cannot be opened ---


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-a-zip"),
        (b"%PDF-1.7\n%%EOF", "not-a-zip"),
        (zipped(("a.pdf", os.urandom(900)))[:500], "truncated"),
        (raw_zip(b"\xff\xfe.pdf", flags=UTF8), "unreadable"),
        (zipped(("a.pdf", b"a")).replace(b"PK\x01\x02", b"PK\x01\x09"), "unreadable"),
    ],
)
def test_what_does_not_open_as_a_zip_is_a_fault(data: bytes, reason: str) -> None:
    bundle = opened(data)
    assert bundle.entries == ()
    assert reasons(bundle) == [("PIE011", reason, "")]


def test_a_missing_zip_and_a_folder_are_faults(tmp_path: Path) -> None:
    for path in (tmp_path / "none.zip", tmp_path):
        bundle = open_zip(path, label="", limits=LIMITS)
        assert reasons(bundle) == [("PIE011", "unreadable", "")]


def test_a_zip_that_may_not_be_read_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError

    path = tmp_path / "a.zip"
    path.write_bytes(zipped())
    monkeypatch.setattr(Path, "open", forbidden)
    bundle = open_zip(path, label="", limits=LIMITS)
    assert reasons(bundle) == [("PIE011", "unreadable", "")]


@pytest.mark.parametrize(
    ("flags", "method", "reason"),
    [(ENCRYPTED, 0, "encrypted"), (0, DEFLATE64, "compression"), (0, 14, "compression")],
)
def test_an_entry_that_cannot_be_inflated_is_left_out(flags: int, method: int, reason: str) -> None:
    bundle = opened(raw_zip(b"d/a.pdf", flags=flags, method=method))
    assert bundle.entries == ()
    assert reasons(bundle) == [("PIE011", reason, "a.pdf")]


def test_a_damaged_entry_is_known_when_it_is_read() -> None:
    stored = zipped(("a.pdf", b"some content"), method=zipfile.ZIP_STORED)
    assert reading_fails(opened(stored.replace(b"some", b"same"))) == "bad-crc"
    deflated = zipped(("a.pdf", bytes(range(256)) * 9))
    assert reading_fails(opened(deflated[:40] + b"\xff" * 20 + deflated[60:])) == "bad-crc"
    assert reading_fails(opened(stored.replace(b"PK\x03\x04", b"PK\x03\x09"))) == "unreadable"


def test_an_entry_never_gives_more_nor_less_than_it_declares() -> None:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    payload = squeeze.compress(bytes(50_000_000)) + squeeze.flush()
    assert reading_fails(opened(raw_zip(b"a", method=8, payload=payload, size=9))) == "bad-crc"
    assert reading_fails(opened(raw_zip(b"a", size=9))) == "truncated"


def test_an_entry_that_runs_past_the_end_of_the_zip_is_truncated() -> None:
    data = bytearray(raw_zip(b"a.pdf"))
    sizes = data.index(b"PK\x01\x02") + 20
    data[sizes : sizes + 8] = struct.pack("<II", 9999, 9999)
    assert reading_fails(opened(bytes(data))) == "truncated"


def test_entries_that_inflate_by_a_method_of_their_own_say_so() -> None:
    # Flag bit 5, patched data: zipfile finds out on reading only.
    assert reading_fails(opened(raw_zip(b"a.pdf", flags=0x20))) == "compression"


# --- a folder ---


def test_a_folder_gives_the_files_of_its_subfolders_too(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"bb")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.pdf").write_bytes(b"a")
    (tmp_path / "Thumbs.db").write_bytes(b"")
    (tmp_path / "avance.json").write_bytes(b"{}")
    bundle = open_folder(tmp_path, label="pieces", limits=LIMITS, exclude={"avance.json"})
    assert [(entry.name, entry.size, entry.read()) for entry in bundle.entries] == [
        ("b.pdf", 2, b"bb"),
        ("x/a.pdf", 1, b"a"),
    ]
    assert (bundle.kind, bundle.noise, bundle.faults) == ("folder", ("Thumbs.db",), ())


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_folder_that_cannot_be_listed_stops_this_input(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UnreadableInput) as caught:
        open_folder(tmp_path / name, label=name, limits=LIMITS)
    assert f"« {name} »" in caught.value.told("fr")
    assert f'"{name}"' in caught.value.told("en")


def test_a_subfolder_that_cannot_be_listed_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def guarded(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    bundle = listed(tmp_path)
    assert named(bundle) == ["a.pdf"]
    assert reasons(bundle) == [("PIE011", "unreadable", "closed")]


def test_a_file_that_goes_or_grows_after_the_listing_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"a")
    bundle = listed(tmp_path)
    path.write_bytes(b"aa")
    assert reading_fails(bundle) == "unreadable"
    path.unlink()
    assert reading_fails(bundle) == "unreadable"


def test_names_on_disk_are_composed(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "pièce.pdf")).write_bytes(b"a")
    (entry,) = listed(tmp_path).entries
    assert (entry.name, entry.guessed, entry.read()) == ("pièce.pdf", False, b"a")


@posix_names
def test_names_on_disk_that_are_no_utf8_are_guessed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/pi\xe8ce.pdf")).write_bytes(b"a")
    (entry,) = listed(tmp_path).entries
    assert (entry.name, entry.guessed, entry.read()) == ("pièce.pdf", True, b"a")


@posix_names
def test_a_hidden_sign_in_a_name_on_disk_refuses_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a\u202eb.pdf").write_bytes(b"")
    fault = refused(listed(tmp_path))
    assert (fault.reason, fault.name) == ("bidi-character", "a\\u202eb.pdf")


@posix_names
def test_a_colon_on_disk_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "scan 10:30.pdf").write_bytes(b"")
    assert named(listed(tmp_path)) == ["scan 10:30.pdf"]


@posix_names
def test_links_are_read_inside_the_folder_only(tmp_path: Path) -> None:
    pieces = tmp_path / "pieces"
    pieces.mkdir()
    (pieces / "a.pdf").write_bytes(b"a")
    (pieces / "b.pdf").symlink_to("a.pdf")
    assert [entry.read() for entry in listed(pieces).entries] == [b"a", b"a"]
    (tmp_path / "secret").write_bytes(b"secret")
    for target in ("../secret", "/etc/hostname", "missing", ".", "../pieces", "c.pdf"):
        link = pieces / "c.pdf"
        link.symlink_to(target)
        fault = refused(listed(pieces))
        assert (fault.reason, fault.name) == ("symlink", "c.pdf")
        link.unlink()


@posix_names
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    assert refused(listed(tmp_path)).reason == "special-file"
    bundle = open_zip(tmp_path / "a.pdf", label="", limits=LIMITS)
    assert reasons(bundle) == [("PIE011", "unreadable", "")]


def test_an_archive_in_a_folder_is_a_file_like_another(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    assert named(listed(tmp_path)) == ["a.zip"]


def test_the_limits_hold_for_a_folder(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_bytes(b"12345")
    assert refused(listed(tmp_path, ZipLimits(entries=2))).values == {"found": 3, "limit": 2}
    assert refused(listed(tmp_path, ZipLimits(entry_bytes=4))).values["entries"] == 3
    assert refused(listed(tmp_path, ZipLimits(total_bytes=14))).reason == "total-too-big"


def test_a_folder_without_end_is_left_early(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / str(number)).mkdir()
    fault = refused(listed(tmp_path, ZipLimits(entries=2)))
    assert (fault.reason, fault.values) == ("too-many-entries", {"found": 9, "limit": 2})
