"""What a PATH holds: the JSON, its attachments, its settings, and the avance of a solde."""

import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import Cli, Said

Written = Callable[..., Path]
Files = dict[str, bytes]

MDV = "MDV-LGC-Va1"
DEPOT = "2022-07-04T10:30"
OPTIONS = ("-o", "json", "--sons", MDV, "--depot", DEPOT)
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root"
)


@pytest.fixture(scope="module")
def right(dossiers: ModuleType) -> Files:
    """The files of a right avance: `avance.json` and the one PDF it names."""
    dossier = dossiers.MDV.avance()
    return {"avance.json": dossier.text(), **dossier.pieces}


@pytest.fixture(scope="module")
def attached(right: Files) -> Files:
    """The attachments alone."""
    return {name: data for name, data in right.items() if name.endswith(".pdf")}


@pytest.fixture(scope="module")
def json(right: Files) -> bytes:
    """The JSON alone."""
    return right["avance.json"]


@pytest.fixture
def stray(dossiers: ModuleType) -> Files:
    """A file that no request names: where it is seen, PIE002 says so."""
    return {"autre.pdf": dossiers.MDV.invoice_pdf()}


def put(folder: Path, files: Files, below: str = "") -> Path:
    """Write files in a folder, or in a folder below it."""
    for name, data in files.items():
        place = folder / below / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def files_of(said: Said) -> list[str]:
    """The names of the JSON files that were judged, in order."""
    found = dict.fromkeys(one["file"] for one in said.report["requests"])
    return [name.replace("\\", "/").rpartition("/")[2] for name in found]


def found_all(said: Said) -> bool:
    """Whether the attachments were found, and nothing but them."""
    assert "PIE016" not in said.not_checked
    return bool(said.report["verdict"] == "sans-anomalie")


# Attachments of a JSON


def test_the_zip_of_the_same_stem_beside_a_json_holds_its_attachments(
    json: bytes, attached: Files, stray: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path, {"import-01.json": json, "import-01.zip": dossiers.zip_of(attached)})
    put(tmp_path, {"import-02.zip": dossiers.zip_of(stray)})
    put(tmp_path, stray, "pieces")

    said = cli("check", tmp_path / "import-01.json", *OPTIONS)

    assert found_all(said)


def test_the_folder_pieces_beside_a_json_holds_its_attachments(
    json: bytes, attached: Files, stray: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path, {"import-01.json": json, "import-02.zip": dossiers.zip_of(stray)})
    put(tmp_path, attached, "pieces")

    said = cli("check", tmp_path / "import-01.json", *OPTIONS)

    assert found_all(said)


ODD: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "device": lambda place: place.symlink_to(os.devnull),
    "link that leads nowhere": lambda place: place.symlink_to("gone"),
    "link to itself": lambda place: place.symlink_to(place.name),
    "folder": Path.mkdir,
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_is_only_named_as_the_zip_of_a_json_is_none(
    right: Files, attached: Files, cli: Cli, tmp_path: Path, make: Callable[[Path], object]
) -> None:
    """Nobody gave --pieces: nothing is said of it, and the folder beside is read."""
    file = put(tmp_path, {"x/a.json": right["avance.json"]}) / "x" / "a.json"
    put(tmp_path / "x", attached, "pieces")
    make(tmp_path / "x" / "a.zip")

    # In a lot of JSON files, each of which may have its zip, it is named.
    for words in (("check", file), ("batch", tmp_path, "-j", "1", "--layout", "dossiers")):
        said = cli(*words, *OPTIONS)

        assert "" == said.err
        assert found_all(said)


def test_a_pipe_given_as_pieces_is_told_as_what_it_is(
    right: Files, cli: Cli, tmp_path: Path
) -> None:
    put(tmp_path, {"a.json": right["avance.json"]})
    os.mkfifo(tmp_path / "pipe")

    said = cli("check", tmp_path / "a.json", "--pieces", tmp_path / "pipe", *OPTIONS)
    gone = cli("check", tmp_path / "a.json", "--pieces", tmp_path / "gone", *OPTIONS)

    assert (2, 2) == (said.code, gone.code)
    assert "--pieces" in said.err
    assert "n'est ni un dossier ni un fichier" in said.err
    assert "n'existe pas" in gone.err


def test_a_json_with_neither_has_no_attachment(
    right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path, {**right, "autre.zip": dossiers.zip_of({})})

    said = cli("check", tmp_path / "avance.json", *OPTIONS)

    assert "non-fourni" == said.not_checked["PIE016"]
    assert "a-verifier" == said.report["verdict"]
    assert not [code for code in said.codes if code.startswith("PIE")]


def test_a_json_named_without_folder_finds_what_stands_beside(
    json: bytes, attached: Files, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"import.json": json})
    put(tmp_path, attached, "pieces")
    monkeypatch.chdir(tmp_path)

    said = cli("check", "import.json", *OPTIONS)

    assert found_all(said)


# Attachments of a folder


def test_the_one_zip_of_a_folder_wins_over_the_rest(
    json: bytes, attached: Files, stray: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path, {"avance.json": json, "Documents.ZIP": dossiers.zip_of(attached), **stray})
    put(tmp_path, stray, "pieces")

    said = cli("check", tmp_path, *OPTIONS)

    assert found_all(said)


def test_of_two_zips_none_is_chosen_and_pieces_is_read(
    json: bytes, attached: Files, stray: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    zips = {"a.zip": dossiers.zip_of(stray), "b.zip": dossiers.zip_of(stray)}
    put(tmp_path, {"avance.json": json, **zips})
    put(tmp_path, attached, "pieces")

    said = cli("check", tmp_path, *OPTIONS)

    assert found_all(said)


def test_pieces_of_a_folder_wins_over_its_other_files(
    json: bytes, attached: Files, stray: Files, cli: Cli, tmp_path: Path
) -> None:
    put(tmp_path, {"avance.json": json, **stray})
    put(tmp_path, attached, "pieces")

    said = cli("check", tmp_path, *OPTIONS)

    assert found_all(said)


def test_the_other_files_of_a_folder_are_its_attachments_but_json_and_toml(
    right: Files, cli: Cli, tmp_path: Path
) -> None:
    put(tmp_path, {**right, "dossier.toml": b"", "segur-check.toml": b"", "notes.toml": b""})

    said = cli("check", tmp_path, *OPTIONS)

    assert found_all(said)


def test_a_stray_file_among_the_other_files_is_seen(
    right: Files, stray: Files, cli: Cli, tmp_path: Path
) -> None:
    put(tmp_path, {**right, **stray})

    said = cli("check", tmp_path, *OPTIONS)

    assert ["autre.pdf"] == [
        Path(one["locations"][0]["file"]).name for one in said.findings("PIE002")
    ]


def test_a_folder_of_a_json_alone_has_no_attachment(json: bytes, cli: Cli, tmp_path: Path) -> None:
    put(tmp_path, {"avance.json": json, "dossier.toml": b""})

    said = cli("check", tmp_path, *OPTIONS)

    assert "non-fourni" == said.not_checked["PIE016"]


def test_an_empty_folder_pieces_lacks_what_the_json_names(
    json: bytes, cli: Cli, tmp_path: Path
) -> None:
    put(tmp_path, {"avance.json": json})
    (tmp_path / "pieces").mkdir()

    said = cli("check", tmp_path, *OPTIONS)

    assert "PIE016" not in said.not_checked
    assert "PIE001" in said.codes


# A zip that holds the JSON


@pytest.mark.parametrize("name", ["lot.zip", "LOT.ZIP", "sans-extension"])
def test_a_zip_holds_the_json_and_its_attachments(
    name: str, right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path, {name: dossiers.zip_of(right)})

    said = cli("check", tmp_path / name, *OPTIONS)

    assert found_all(said)


def test_the_one_top_level_folder_of_a_zip_is_looked_through(
    right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    inner = {f"mon dossier/{name}": data for name, data in right.items()}
    put(tmp_path, {"lot.zip": dossiers.zip_of(inner)})

    said = cli("check", tmp_path / "lot.zip", *OPTIONS)

    assert found_all(said)


def test_the_twins_that_macos_adds_hide_no_top_level_folder(
    right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    inner = {f"dossier/{name}": data for name, data in right.items()}
    inner |= {f"__MACOSX/dossier/._{name}": b"\x00\x05\x16\x07" for name in right}
    put(tmp_path, {"lot.zip": dossiers.zip_of(inner)})

    said = cli("check", tmp_path / "lot.zip", *OPTIONS)

    assert {"alerte", "info"} == set(said.severities.values())
    assert ["PIE014"] == [code for code in said.codes if said.severities[code] == "alerte"]


def test_a_folder_zipped_as_it_is_with_pieces_and_settings_stays_right(
    json: bytes, attached: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    whole = {
        "avance.json": json,
        "dossier.toml": f'sons = "{MDV}"\ndepot = {DEPOT}:00\n'.encode(),
        **{f"pieces/{name}": data for name, data in attached.items()},
    }
    put(tmp_path, {"lot.zip": dossiers.zip_of(whole)})

    said = cli("check", tmp_path / "lot.zip", "-o", "json")

    assert not {"PIE001", "PIE002"} & set(said.codes)
    assert 0 == said.code


@pytest.mark.parametrize("name", ["dossier.toml", "segur-check.toml"])
def test_a_settings_file_in_a_zip_is_no_attachment(
    name: str, right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path, {"lot.zip": dossiers.zip_of({**right, name: b""})})

    said = cli("check", tmp_path / "lot.zip", *OPTIONS)

    assert found_all(said)


def test_the_dossier_toml_inside_a_zip_is_followed(
    right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    own = f'sons = "{MDV}"\ndepot = {DEPOT}:00\n'.encode()
    put(tmp_path, {"lot.zip": dossiers.zip_of({**right, "dossier.toml": own})})

    said = cli("check", tmp_path / "lot.zip", "-o", "json")

    assert found_all(said)
    depot = said.report["requests"][-1]["facts"]["depot"]
    assert {"instant": f"{DEPOT}:00+02:00", "origin": "dossier.toml"} == depot


def test_the_dossier_toml_beside_a_zip_is_followed(
    right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    own = f'sons = "{MDV}"\ndepot = {DEPOT}:00\n'.encode()
    put(tmp_path, {"lot.zip": dossiers.zip_of(right), "dossier.toml": own})

    said = cli("check", tmp_path / "lot.zip", "-o", "json")

    assert found_all(said)


def test_the_dossier_toml_inside_a_zip_names_the_avance_from_where_the_zip_is(
    cli: Cli, dossiers: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solde = dossiers.MDV.solde()
    own = "".join(f"{key} = {value}\n" for key, value in solde.toml.items())
    own += 'avance = "import-01.json"\n'
    inner = {"solde.json": solde.text(), "dossier.toml": own.encode(), **solde.pieces}
    put(tmp_path / "depot", {"lot.zip": dossiers.zip_of(inner)})
    put(tmp_path / "depot", {"import-01.json": dossiers.MDV.avance().text()})
    monkeypatch.chdir(tmp_path)

    said = cli("check", "depot/lot.zip", "-o", "json")

    assert "" == said.err
    assert "PER007" not in said.not_checked


def test_settings_above_a_zip_are_found(
    right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path / "a" / "b", {"lot.zip": dossiers.zip_of(right)})
    own = f'[numeros]\nrejetes = ["{dossiers.MDV.number}"]\n'
    put(tmp_path, {"segur-check.toml": own.encode()})

    said = cli("check", tmp_path / "a" / "b" / "lot.zip", *OPTIONS)

    assert "PER009" in said.codes


def test_a_zip_without_json_is_nothing_to_check(
    attached: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path, {"lot.zip": dossiers.zip_of(attached)})

    said = cli("check", tmp_path / "lot.zip", *OPTIONS)

    assert (3, "") == said[:2]
    assert 1 == said.err.count("\n")


def test_a_zip_that_cannot_be_opened_is_a_finding(
    right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    put(tmp_path, {"lot.zip": dossiers.zip_of(right)[:-40]})

    said = cli("check", tmp_path / "lot.zip", *OPTIONS)

    assert 1 == said.code
    assert ["PIE011"] == said.codes
    assert [None] == [one["line"] for one in said.report["requests"]]


def test_an_avance_and_its_solde_in_one_zip_are_a_pair(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde = dossiers.MDV.solde()
    own = "".join(f"{key} = {value}\n" for key, value in solde.toml.items()).encode()
    inner = {"solde.json": solde.text(), **solde.extra, **solde.pieces, "dossier.toml": own}
    put(tmp_path, {"lot.zip": dossiers.zip_of(inner)})

    said = cli("check", tmp_path / "lot.zip", "-o", "json")

    assert found_all(said)
    assert ["solde.json"] == files_of(said)
    assert "PER007" not in said.not_checked


# Several JSON files


@pytest.mark.parametrize(
    "names",
    [
        ("avance.json", "solde.json"),
        ("avance-2022.json", "solde_2023.json"),
        ("Avance.JSON", "SOLDE.json"),
        ("a.json", "b.json"),
        ("b.json", "a.json"),
        ("import.json", "solde.json"),
        ("avance.json", "import.json"),
    ],
    ids=" and ".join,
)
def test_an_avance_and_its_solde_are_told_apart_by_name_or_content(
    names: tuple[str, str], cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    folder = written(dossier)
    (folder / "avance.json").rename(folder / "first")
    (folder / "solde.json").rename(folder / names[1])
    (folder / "first").rename(folder / names[0])

    said = cli("check", folder, "-o", "json")

    assert found_all(said)
    assert [names[1]] == files_of(said)
    assert "PER007" not in said.not_checked
    assert set(names) == {Path(path).name for path in said.jsons}


def test_the_solde_of_a_pair_is_compared_to_its_avance(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier, avance = dossiers.MDV.solde(), dossiers.MDV.avance()
    avance.ligne["numeroEditeur"] = "CMD-2022-9999"
    dossier.extra["avance.json"] = avance.text()

    said = cli("check", written(dossier), "-o", "json")

    assert "PER005" not in said.codes
    assert "non-fourni" == said.not_checked["PER007"]


def test_the_step_asked_for_chooses_in_a_pair(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    del dossier.toml["depot"]
    folder = written(dossier)

    avance = cli("check", folder, "-o", "json", "--phase", "avance", "--depot", DEPOT)
    solde = cli("check", folder, "-o", "json", "--phase", "solde", "--depot", "2023-04-12T09:15")

    assert ["avance.json"] == files_of(avance)
    assert ["solde.json"] == files_of(solde)


def test_names_that_belie_the_contents_lose_no_file(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    avance = dossier.extra.pop("avance.json")
    folder = written(dossier)
    (folder / "solde.json").rename(folder / "avance.json")
    (folder / "solde.json").write_bytes(avance)

    said = cli("check", folder, "-o", "json")

    read = {Path(path).name for path in said.jsons}
    assert {"avance.json", "solde.json"} == read


def test_two_avances_are_two_inputs(json: bytes, attached: Files, cli: Cli, tmp_path: Path) -> None:
    other = json.replace(b"CMD-2022-0042", b"CMD-2022-0043")
    put(tmp_path, {"avance-1.json": json, "avance-2.json": other})
    put(tmp_path, attached, "pieces")

    said = cli("check", tmp_path, *OPTIONS)

    assert ["avance-1.json", "avance-2.json"] == files_of(said)


def test_an_avance_and_its_two_soldes_are_compared(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    folder = written(dossier)
    (folder / "solde.json").rename(folder / "solde-1.json")
    (folder / "solde-2.json").write_bytes((folder / "solde-1.json").read_bytes())

    said = cli("check", folder, "-o", "json")

    assert "PER007" not in said.not_checked
    assert "CAL002" not in said.codes


def test_a_solde_given_alone_is_compared_with_the_avance_beside_it(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.ligne["beneficiaires"]["liberal"].append(dossiers.doctor(2))
    folder = written(dossier)
    (folder / "avance.json").rename(folder / "AVANCE-2022.json")

    said = cli("check", folder / "solde.json", "-o", "json")

    assert "rejet" == said.severities["PER001"]
    assert "PER007" not in said.not_checked
    assert str(folder / "AVANCE-2022.json") in {one["path"] for one in said.report["inputs"]}


@pytest.mark.parametrize("given", ["solde.json", "."])
def test_an_avance_that_was_only_found_never_contradicts_the_number(
    given: str, cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.ligne["numeroEditeur"] = "CMD-2022-0099"
    folder = written(dossier)

    said = cli("check", folder / given, "-o", "json")

    assert "PER005" not in said.codes
    assert "PER006" not in said.codes
    assert "non-fourni" == said.not_checked["PER007"]
    assert (
        "a-modifier"
        == cli(
            "check", folder / given, "--avance", folder / "avance.json", "-o", "json"
        ).severities["PER005"]
    )


@pytest.mark.parametrize("beside", ["solde-1.json", "avances.txt", "reprise-avance.json"])
def test_only_a_file_named_as_an_avance_is_one(
    beside: str, cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    folder = written(dossiers.MDV.solde())
    (folder / "avance.json").rename(folder / beside)

    said = cli("check", folder / "solde.json", "-o", "json")

    assert "non-fourni" == said.not_checked["PER007"]


def test_a_broken_avance_beside_leaves_the_solde_judged(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.extra["avance.json"] = b"{"
    dossier.ligne["facture"]["montantSegurTTC"] = dossiers.Raw("431.00")

    said = cli("check", written(dossier), "-o", "json")

    assert "avance.json" in said.out + said.err
    assert "MNT006" in said.codes


@pytest.mark.parametrize("step", ["avance", "solde"])
def test_our_own_reports_left_beside_are_no_inputs(
    step: str, cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    folder = written(getattr(dossiers.MDV, step)())
    first = cli("check", folder, "-o", f"json:{folder}/rapport.json")
    cli("check", folder, "-o", f"json:{folder}/avance.rapport.json", "--lang", "en")

    said = cli("check", folder, "-o", "json")

    assert 0 == first.code == said.code
    assert [f"{step}.json"] == files_of(said)
    assert "PER007" not in said.not_checked


def test_our_own_report_in_a_zip_is_no_input(
    right: Files, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    report = cli("check", put(tmp_path / "d", right), *OPTIONS).out.encode()
    put(tmp_path, {"lot.zip": dossiers.zip_of({**right, "rapport.json": report})})

    said = cli("check", tmp_path / "lot.zip", *OPTIONS)

    assert ["avance.json"] == files_of(said)


def test_our_own_report_is_no_avance_of_a_folder(
    cli: Cli, written: Written, dossiers: ModuleType, tmp_path: Path
) -> None:
    avances = written(dossiers.MDV.avance(), "avances")
    cli("check", avances, "-o", f"json:{avances}/rapport.json")
    dossier = dossiers.MDV.solde()
    dossier.extra.clear()
    dossier.toml["avance"] = f'"{(tmp_path / "avances").as_posix()}"'

    said = cli("check", written(dossier), "-o", "json")

    assert found_all(said)


# Standard input


def typed(data: bytes) -> io.TextIOWrapper:
    """What `cat file | segur-check check -` gives."""
    return io.TextIOWrapper(io.BytesIO(data))


def test_a_dash_reads_the_json_on_standard_input(
    json: bytes, attached: Files, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, attached)
    monkeypatch.setattr(sys, "stdin", typed(json))

    said = cli("check", "-", *OPTIONS, "--pieces", tmp_path)

    assert found_all(said)
    assert {"-"} == {one["file"] for one in said.report["requests"]}
    assert ["-"] == said.jsons


def test_standard_input_has_no_attachment_of_its_own(
    json: bytes, attached: Files, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, attached, "pieces")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", typed(json))

    said = cli("check", "-", *OPTIONS)

    assert "non-fourni" == said.not_checked["PIE016"]


def test_an_empty_standard_input_is_a_finding(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", typed(b""))

    said = cli("check", "-", "-o", "json")

    assert 1 == said.code
    assert ["FMT001"] == said.codes


# What cannot be opened


@pytest.mark.parametrize("name", ["absent", "absent.json", "absent.zip", "absent/avance.json"])
def test_a_path_that_is_not_there_is_said_in_one_line(name: str, cli: Cli, tmp_path: Path) -> None:
    said = cli("check", tmp_path / name, "-o", "json")

    assert (3, "") == said[:2]
    assert name in said.err
    assert 1 == said.err.count("\n")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_folder_without_json_is_nothing_to_check(
    lang: str, attached: Files, cli: Cli, tmp_path: Path
) -> None:
    put(tmp_path, {**attached, "dossier.toml": b""})

    said = cli("check", tmp_path, "-o", "json", "--lang", lang)

    assert (3, "") == said[:2]
    assert "JSON" in said.err
    assert 1 == said.err.count("\n")


def test_an_empty_path_is_no_path(
    right: Files, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, right)
    monkeypatch.chdir(tmp_path)

    said = cli("check", "", *OPTIONS)

    assert said.code in {2, 3}
    assert "" == said.out


@not_root
@pytest.mark.parametrize("what", ["avance.json", "."], ids=["file", "folder"])
def test_a_path_that_is_forbidden_is_said_in_one_line(
    what: str, right: Files, cli: Cli, tmp_path: Path
) -> None:
    folder = put(tmp_path / "d", right)
    place = folder / what
    place.chmod(0)

    said = cli("check", place, *OPTIONS)

    folder.chmod(0o700)
    assert (3, "") == said[:2]
    assert 1 == said.err.count("\n")


@not_root
def test_attachments_that_are_forbidden_are_said_in_one_line(
    json: bytes, attached: Files, cli: Cli, tmp_path: Path
) -> None:
    put(tmp_path, {"avance.json": json})
    put(tmp_path, attached, "pieces")
    (tmp_path / "pieces").chmod(0)

    said = cli("check", tmp_path, *OPTIONS)

    (tmp_path / "pieces").chmod(0o700)
    assert (3, "") == said[:2]
    assert 1 == said.err.count("\n")


# Several paths


def test_each_path_is_judged_in_the_order_given(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    folders = [
        written(dossiers.MS1.avance(), "z"),
        written(dossiers.MDV.solde(), "a"),
        written(dossiers.DPI.avance(), "m"),
    ]

    said = cli("check", *folders, "-o", "json")

    expected = ["MS1 avance", "MDV-LGC-Va1 solde", "HOP-DPI-Va2 avance"]
    judged = [f"{one['sons']} {one['phase']}" for one in said.report["requests"]]
    assert expected == list(dict.fromkeys(judged))
    assert 0 == said.code


def test_a_path_that_fails_never_stops_the_others(
    json: bytes, right: Files, cli: Cli, tmp_path: Path
) -> None:
    put(tmp_path / "a", right)
    put(tmp_path / "b", {"avance.json": b"{"})
    put(tmp_path / "c", {"lisez-moi.txt": b"rien"})
    put(tmp_path / "d", {"avance.json": json.replace(b"430.00", b"431.00")})
    paths = [tmp_path / name for name in ("absent", "a", "b", "c", "d")]

    said = cli("check", *paths, *OPTIONS)

    assert 3 == said.code == said.report["exit_code"]
    assert ["a", "b", "d"] == list(
        dict.fromkeys(Path(one["file"]).parent.name for one in said.report["requests"])
    )
    assert {"FMT001", "MNT006"} <= set(said.codes)
    assert ["absent", "c"] == re.findall(r"[/\\](\w+)\s»", said.err)


def test_two_requests_of_one_file_for_one_client_are_compared(
    check: Callable[..., Said], dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    other = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0099"}
    other["piecesJustificatives"][0]["nomFichier"] = "autre.pdf"
    dossier.json["lignesImport"].append(other)
    dossier.pieces["autre.pdf"] = dossiers.MDV.order_pdf("tableau")

    said = check(dossier)

    assert "ELI004" in said.codes


# Several JSON files in one folder, and one lot of attachments


def two_steps(corridor: Any) -> Files:  # noqa: ANN401 - of examples/, a script
    """An avance and its solde, each with its own papers."""
    avance, solde = corridor.avance(), corridor.solde()
    papers = {**avance.pieces, **solde.pieces}
    return {"avance.json": avance.text(), "solde.json": solde.text(), **papers}


def two_avances(corridor: Any) -> Files:  # noqa: ANN401 - of examples/, a script
    """Two avances of other numbers, each with its own order."""
    first = corridor.avance()
    [(name, order)] = first.pieces.items()
    text = first.text()
    second = text.replace(name.encode(), b"bon_2.pdf").replace(
        corridor.number.encode(), b"CMD-AUTRE-2"
    )
    return {"avance-1.json": text, "avance-2.json": second, name: order, "bon_2.pdf": order}


def laid(files: Files, how: str, dossiers: ModuleType, folder: Path) -> Path:
    """The same files side by side, their papers in `pieces`, or all in a zip."""
    if how == "zip":
        put(folder, {"lot.zip": dossiers.zip_of(files)})
        return folder / "lot.zip"
    put(folder, {name: data for name, data in files.items() if name.endswith(".json")})
    put(
        folder,
        {name: data for name, data in files.items() if not name.endswith(".json")},
        "pieces" if how == "pieces" else "",
    )
    return folder


def named_by_nobody(said: Said) -> list[str]:
    """The files that PIE002 tells."""
    places = [one["locations"][0]["file"] for one in said.findings("PIE002")]
    return [place.replace("\\", "/").rpartition("/")[2] for place in places]


@pytest.mark.parametrize("given", ["solde.json", "avance.json"])
@pytest.mark.parametrize("sons", ["MDV", "DPI", "LGO", "PDS"])
def test_the_papers_of_the_json_beside_are_no_strangers(
    sons: str, given: str, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    corridor = getattr(dossiers, sons)
    laid(two_steps(corridor) | {"autre.pdf": b"%PDF-1.4"}, "pieces", dossiers, tmp_path)

    said = cli("check", tmp_path / given, "-o", "json", "--sons", corridor.sons)

    assert ["autre.pdf"] == named_by_nobody(said)


@pytest.mark.parametrize("how", ["side by side", "pieces", "zip"])
@pytest.mark.parametrize("files", [two_steps, two_avances])
def test_of_a_folder_only_what_no_json_names_is_told(
    files: Callable[[Any], Files],
    how: str,
    cli: Cli,
    dossiers: ModuleType,
    tmp_path: Path,
) -> None:
    right, more = files(dossiers.MDV), {"autre.pdf": b"%PDF-1.4"}
    path = laid(right, how, dossiers, tmp_path / "right")
    stray = laid(right | more, how, dossiers, tmp_path / "more")

    assert [] == named_by_nobody(cli("check", path, "-o", "json", "--sons", MDV))
    told = named_by_nobody(cli("check", stray, "-o", "json", "--sons", MDV))
    assert {"autre.pdf"} == set(told)


def test_pieces_given_apart_are_still_named_by_the_json_beside(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    files = two_avances(dossiers.MDV)
    papers = {name: data for name, data in files.items() if name.endswith(".pdf")}
    put(tmp_path, {name: data for name, data in files.items() if name not in papers})
    put(tmp_path / "papiers", papers)

    said = cli(
        "check", tmp_path / "avance-1.json", "--pieces", tmp_path / "papiers", "-o", "json",
        "--sons", MDV,
    )  # fmt: skip

    assert [] == named_by_nobody(said)


@pytest.mark.parametrize("below", ["", "vieux", "vieux/2022"])
def test_a_json_among_the_attachments_is_no_attachment_and_names_its_papers(
    below: str, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    files = two_avances(dossiers.MDV)
    laid(
        {name: files[name] for name in files if name != "avance-2.json"},
        "pieces",
        dossiers,
        tmp_path,
    )
    put(tmp_path / "pieces", {"avance-2.json": files["avance-2.json"]}, below)

    said = cli("check", tmp_path, "-o", "json", "--sons", MDV, "--depot", DEPOT)

    assert ([] if not below else ["bon_2.pdf"]) == named_by_nobody(said)
    assert "PIE005" not in said.codes


def test_a_name_under_a_key_of_the_supplier_s_counts(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    files = two_avances(dossiers.MDV)
    files["avance-2.json"] = files["avance-2.json"].replace(b'"nomFichier"', b'"fichier"')
    laid(files, "pieces", dossiers, tmp_path)

    said = cli("check", tmp_path / "avance-1.json", "-o", "json", "--sons", MDV)

    assert [] == named_by_nobody(said)


BESIDE: dict[str, tuple[bytes, list[str]]] = {
    "no JSON": (b"{", ["bon_2.pdf"]),
    "nothing": (b"", ["bon_2.pdf"]),
    "too deep": (b"[" * 100_000, ["bon_2.pdf"]),
    "another encoding": (
        '{"nom": "bon_2.pdf", "ville": "Orléans"}'.encode("cp1252"),
        ["bon_2.pdf"],
    ),
    "a report of ours": (b'{"format": "segur-check/report/1", "f": "bon_2.pdf"}', ["bon_2.pdf"]),
    "a byte order mark": (b'\xef\xbb\xbf{"nom": "bon_2.pdf"}', []),
    "its name alone": (b'["bon_2"]', []),
}


@pytest.mark.parametrize(("beside", "expected"), BESIDE.values(), ids=BESIDE)
def test_a_json_beside_that_cannot_be_read_names_nothing(
    beside: bytes, expected: list[str], cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    files = two_avances(dossiers.MDV) | {"avance-2.json": beside}
    laid(files, "pieces", dossiers, tmp_path)

    said = cli("check", tmp_path / "avance-1.json", "-o", "json", "--sons", MDV)

    assert expected == named_by_nobody(said)
