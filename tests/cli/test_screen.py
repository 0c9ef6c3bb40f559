"""What a person sees: the text and concise forms, their width, colours, language and options."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import pytest

from cli_environment import environment
from conftest import EXAMPLES, FROZEN, Cli, Said

pytestmark = pytest.mark.usefixtures("frozen_tables")

Written = Callable[..., Path]
Made: TypeAlias = Any  # a Dossier of examples/dossiers.py, which is a script
Shell = Callable[..., Said]

FOLDERS = sorted(one.parent for one in EXAMPLES.glob("*/*/expected.json"))
ESCAPE = "\x1b["
ALL = ("--max-shown", "1000")
terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


@pytest.fixture
def faulty(dossiers: ModuleType) -> Made:
    """A dossier with a finding of each severity."""
    dossier = dossiers.MDV.avance()
    dossier.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("431.00")
    dossier.ligne["beneficiaires"]["liberal"][0]["telephoneMedecin"] = "04 50 00 00 01"
    dossier.toml["depot"] = "2022-12-01T10:00:00"
    return dossier


def codes(text: str) -> list[str]:
    """The codes of the findings; what they follow from is not found again."""
    without_causes = re.sub(r"\((découle de|follows from) \w+\)", "", text)
    return re.findall(r"\b[A-Z]{3}\d{3}\b", without_causes)


def flat(text: str) -> str:
    """The signs of a text, whatever the folding of its lines."""
    return re.sub(r"[\s─]", "", text)


# Width


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("columns", "step"), [(40, 1), (80, 4), (120, 4)])
def test_no_line_of_the_text_is_wider_than_the_terminal(
    columns: int, step: int, lang: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    said = cli("check", *FOLDERS[::step], "-o", "text", "--lang", lang, *ALL)

    assert [] == [line for line in said.out.splitlines() if len(line) > columns]
    assert [] == [line for line in said.out.splitlines() if line.endswith(" ")]


def test_a_narrow_terminal_loses_no_sign_of_the_text(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []
    for columns in (40, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        words = ("check", *FOLDERS[::4], "--depot", "2024-01-15T10:00", "-o", "text", "-v")
        said.append(flat(cli(*words, *ALL).out))

    assert said[0] == said[1]


def test_a_token_that_cannot_be_broken_is_folded(
    cli: Cli,
    written: Written,
    faulty: Made,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    faulty.ligne["numeroEditeur"] = "N" * 150

    said = cli("check", written(faulty, "d" * 120), "-o", "text")

    assert [] == [line for line in said.out.splitlines() if len(line) > 40]
    assert "N" * 150 in flat(said.out)
    assert "d" * 120 in flat(said.out)


def test_a_text_in_a_file_has_a_width_of_its_own(
    cli: Cli,
    written: Written,
    faulty: Made,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, widths = written(faulty), []
    for columns in (40, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        cli("check", folder, "-o", f"text:{tmp_path}/r.txt", "--color", "always")
        text = (tmp_path / "r.txt").read_text(encoding="utf-8")
        widths.append(max(map(len, text.splitlines())))

        assert ESCAPE not in text

    assert widths[0] == widths[1] <= 100


def test_amounts_and_quotations_are_never_cut_at_their_no_break_spaces(
    cli: Cli, written: Written, dossiers: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(dossiers.DPI.avance())

    for columns in range(40, 120, 7):
        monkeypatch.setenv("COLUMNS", str(columns))
        said = cli("check", folder, "-o", "text", "-v")

        assert "48\u202f250,00\u00a0€" in said.out or "48\u00a0250,00\u00a0€" in said.out
        assert [] == [line for line in said.out.splitlines() if line.strip().startswith("€")]
        assert "\ue000" not in said.out


# Colours


@pytest.mark.parametrize(
    ("choice", "variables", "coloured"),
    [
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("always", {"TERM": "dumb"}, True),
        ("never", {}, False),
        ("never", {"FORCE_COLOR": "1"}, False),
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, False),
    ],
    ids=[
        "always",
        "always beats NO_COLOR",
        "always beats a dumb terminal",
        "never",
        "never beats FORCE_COLOR",
        "auto in a pipe",
        "auto in a pipe with FORCE_COLOR",
    ],
)
def test_colours_follow_the_option(
    choice: str,
    variables: dict[str, str],
    coloured: bool,  # noqa: FBT001 - a case of the table
    cli: Cli,
    written: Written,
    faulty: Made,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    said = cli("check", written(faulty), "-o", "text", "--color", choice)

    assert coloured is (ESCAPE in said.out)


def test_colours_change_nothing_but_colours(cli: Cli, written: Written, faulty: Made) -> None:
    folder = written(faulty)

    plain = cli("check", folder, "-o", "text", "--color", "never").out
    coloured = cli("check", folder, "-o", "text", "--color", "always").out

    assert flat(plain) == flat(re.sub(r"\x1b\[[0-9;]*m", "", coloured))


@pytest.mark.parametrize("form", ["json", "concise"])
def test_what_a_machine_reads_has_no_colour(
    form: str,
    cli: Cli,
    written: Written,
    faulty: Made,
) -> None:
    said = cli("check", written(faulty), "-o", form, "--color", "always")

    assert ESCAPE not in said.out


def on_a_terminal(folder: Path, **variables: str) -> str:
    """What `segur-check check FOLDER` shows at a terminal of 60 columns."""
    import pty  # noqa: PLC0415 - not on Windows

    shown, slave = pty.openpty()
    with subprocess.Popen(  # noqa: S603 - our own tool
        [sys.executable, "-m", "segur_check", "check", str(folder)],
        env=environment(**{"TERM": "xterm-256color", "COLUMNS": "60", **variables}),
        stdout=slave,
        stderr=subprocess.DEVNULL,
    ):
        os.close(slave)
        data = b""
        try:
            while part := os.read(shown, 65536):
                data += part
        except OSError:  # Linux says so that the other end is closed
            pass
    os.close(shown)
    return data.decode()


@terminal
@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
    ids=["colours", "NO_COLOR", "empty NO_COLOR", "dumb terminal"],
)
def test_a_terminal_gets_the_text_in_colours_unless_told_not(
    variables: dict[str, str],
    coloured: bool,  # noqa: FBT001 - a case of the table
    written: Written,
    faulty: Made,
) -> None:
    shown = on_a_terminal(written(faulty), **variables)

    assert "Pourquoi" in shown
    assert coloured is (ESCAPE in shown)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert 55 < max(map(len, plain.splitlines())) <= 60


# Forms


def test_a_pipe_gets_one_line_per_finding(shell: Shell, written: Written, faulty: Made) -> None:
    folder = written(faulty)

    said = shell("check", folder, "--rules", FROZEN, COLUMNS="40")

    places = [line for line in said.out.splitlines() if line.startswith(str(folder))]
    told = ["SYS003", "CAL002", "MNT006", "DOC006", "FMT013", "MNT013", "DOC016"]
    assert told == [codes(one)[0] for one in places]
    at = r".+(avance\.json:\d+:\d+|\.pdf, page \d+): [A-Z]{3}\d{3} "
    assert all(re.match(at, one) for one in places)
    assert said.out.splitlines()[-1].startswith("Verdict")


def test_the_concise_form_is_what_the_option_gives(
    cli: Cli,
    written: Written,
    faulty: Made,
) -> None:
    folder = written(faulty)

    assert cli("check", folder) == cli("check", folder, "-o", "concise")


def test_the_text_tells_the_header_and_each_part_of_a_finding(
    cli: Cli,
    written: Written,
    faulty: Made,
) -> None:
    said = cli("check", written(faulty), "-o", "text")

    labels = ("Fichier", "Étape", "Demande 1", "Constat", "Où", "Pourquoi", "À savoir")
    assert [] == [label for label in labels if f"{label} " not in said.out]
    assert "CMD-2022-0042" in said.out
    assert "01/12/2022 à 10h00" in said.out
    assert "430,00" in said.out


@pytest.mark.parametrize(
    ("where", "told"),
    [("option", "option"), ("dossier.toml", "dossier.toml"), ("now", "instant présent")],
)
def test_the_header_says_who_gave_the_deposit(
    where: str, told: str, cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    if where != "dossier.toml":
        del dossier.toml["depot"]
    options = ("--depot", "2022-07-04T10:30") if where == "option" else ()

    folder = written(dossier)

    whole = cli("check", folder, "-o", "text", "-v", *options)
    short = cli("check", folder, "-o", "text", *options)

    header = " ".join(whole.out.partition("Dépôt")[2].partition("Pièces")[0].split())
    assert told in header
    assert (where == "now") is ("instant présent" in " ".join(short.out.split()))


def test_the_provisional_structure_is_said_once_for_a_file(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    for rank in (2, 3, 4):
        ligne = dossier.copy().ligne
        ligne |= {"numLigne": rank, "numeroEditeur": f"CMD-2022-010{rank}"}
        dossier.json["lignesImport"].append(ligne)

    said = cli("check", written(dossier), "-o", "concise")

    assert 1 == codes(said.out).count("SYS003")


def test_a_path_that_was_not_read_is_said_beside_the_report(
    cli: Cli,
    written: Written,
    faulty: Made,
    tmp_path: Path,
) -> None:
    said = cli("check", tmp_path / "absent", written(faulty), "-o", "text")

    assert "absent" in said.err
    assert "absent" not in said.out
    assert "MNT006" in said.out


# Languages


@pytest.mark.parametrize("form", ["text", "concise"])
def test_english_holds_no_french_label(
    form: str,
    cli: Cli,
    written: Written,
    faulty: Made,
) -> None:
    folder = written(faulty)

    fr = cli("check", folder, "-o", form)
    en = cli("check", folder, "-o", form, "--lang", "en")

    assert codes(fr.out) == codes(en.out)
    french = ("REJET", "À MODIFIER", "ALERTE", "À faire", "Pourquoi", "Constat", "contrôles", " :")
    ours = flat(en.out)
    for request in cli("check", folder, "-o", "json").report["requests"]:
        for one in (at for finding in request["findings"] for at in finding["locations"]):
            ours = ours.replace(flat(one["excerpt"] or "\0"), "")  # what a document says
    assert [] == [word for word in french if word in ours]
    assert "€430.00" in en.out
    assert "1 December 2022" in en.out


def test_english_holds_for_what_goes_wrong(cli: Cli, tmp_path: Path) -> None:
    said = cli("check", tmp_path / "absent", "--lang", "en")

    assert "does not exist" in said.err


# What is shown


def test_quiet_tells_the_count_and_the_verdict_alone(
    cli: Cli,
    written: Written,
    faulty: Made,
) -> None:
    folder = written(faulty)

    for form in ("text", "concise"):
        said = cli("check", folder, "-o", form, "-q")

        assert [] == codes(said.out)
        assert 1 == said.code
        assert "contrôles appliqués" in said.out
        assert "Rejet à attendre" in said.out
        assert len(said.out.strip().splitlines()) <= 4


def test_verbose_adds_addresses_and_fingerprints(
    cli: Cli,
    written: Written,
    faulty: Made,
) -> None:
    folder = written(faulty)
    report = cli("check", folder, "-o", "json").report

    plain = cli("check", folder, "-o", "text").out
    verbose = cli("check", folder, "-o", "text", "-v").out

    sources = [one for request in report["requests"] for one in request["findings"]]
    for one in sources:
        assert one["fingerprint"][:16] in verbose
        assert one["fingerprint"][:16] not in plain
        assert flat(one["source"]["url"] or "") in flat(verbose)
    assert "https://" not in plain


@pytest.mark.parametrize(
    ("least", "expected"),
    [
        ("info", ["CAL002", "MNT006", "DOC006", "FMT013", "MNT013", "DOC016", "SYS003"]),
        ("alerte", ["CAL002", "MNT006", "DOC006", "FMT013"]),
        ("a-modifier", ["CAL002", "MNT006", "DOC006"]),
        ("rejet", ["CAL002"]),
    ],
)
@pytest.mark.parametrize("form", ["text", "concise"])
def test_min_severity_hides_and_counts_the_lesser(
    form: str,
    least: str,
    expected: list[str],
    cli: Cli,
    written: Written,
    faulty: Made,
) -> None:
    said = cli("check", written(faulty), "-o", form, "--min-severity", least)

    assert sorted(expected) == sorted(codes(said.out))
    assert 1 == said.code
    assert "Rejet à attendre" in said.out
    hidden = re.search(r"(\d+) constats? moins graves?", said.out)
    assert (7 - len(expected)) == int(hidden[1] if hidden else 0)


def test_one_lesser_finding_is_counted_in_the_singular(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    for key in ("tauxTVA", "montantTVA", "montantSegurTTC"):
        del dossier.ligne["commande"][key]
    dossier.pieces.clear()

    said = cli("check", written(dossier), "-o", "concise", "--min-severity", "rejet")

    assert "1 constat moins grave non affiché" in said.out


@pytest.mark.parametrize("form", ["text", "concise"])
@pytest.mark.parametrize(("shown", "others"), [(1, 4), (3, 2), (4, 1), (5, 0)])
def test_max_shown_counts_the_others(
    shown: int, others: int, form: str, cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    for rank in range(5):
        dossier.ligne["commande"][f"inconnue{rank}"] = 1

    said = cli("check", written(dossier), "-o", form, "--max-shown", shown)

    told = re.findall(r"(\d+) autres? FMT008", said.out)
    assert ([str(others)] if others else []) == told
    assert shown == len(set(re.findall(r"inconnue\d", said.out)))


def test_max_shown_counts_over_the_whole_run(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["commande"]["inconnue"] = 1

    said = cli("check", written(dossier), written(dossier), "-o", "concise", "--max-shown", "1")

    assert "1 autre FMT008" in said.out


def test_requests_with_nothing_to_show_are_counted_and_not_listed(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    for rank in range(2, 6):
        ligne = dossier.copy().ligne
        ligne |= {"numLigne": rank, "numeroEditeur": f"CMD-2022-010{rank}"}
        ligne["beneficiaires"]["liberal"][0]["RPPS"] = dossiers.with_key(f"109988770{rank}")
        dossier.json["lignesImport"].append(ligne)
    dossier.json["lignesImport"][2]["commande"]["montantSegurTTC"] = dossiers.Raw("431.00")
    dossier.pieces.clear()

    said = cli("check", written(dossier), "-o", "text", "--min-severity", "a-modifier")

    assert ["Demande 3"] == re.findall(r"Demande \d", said.out)
    assert "4 autres demandes sans constat à afficher" in said.out
