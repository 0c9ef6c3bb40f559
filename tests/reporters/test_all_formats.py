"""What every output owes: both languages, the same bytes twice, no control nor disguise character."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import msgspec
import pytest

from conftest import EXAMPLES, ROOT, Cli
from segur_check.printable import printable
from segur_check.report import Report
from segur_check.reporters import FORMATS, rendered
from segur_check.reporters.display import Display
from segur_check.reporters.words import WORDS
from segur_check.reporters.words.outputs import OUTPUTS
from segur_check.reporters.words.page import PAGE
from segur_check.reporters.words.report import REPORT
from segur_check.reporters.words.terminal import TERMINAL

Make = Callable[..., Report]
MACHINE = [one for one in FORMATS if one not in {"text", "concise", "json"}]
TEXTUAL = [one for one in MACHINE if one != "xlsx"]
DOSSIER = EXAMPLES / "rejected" / "MNT002-plus-que-358-33"


def _text(content: str | bytes) -> str:
    return content.decode("utf-8") if isinstance(content, bytes) else content


@pytest.mark.parametrize("form", MACHINE)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_same_report_gives_the_same_bytes(unprinted: Report, form: str, lang: str) -> None:
    told = msgspec.structs.replace(unprinted, lang=lang)
    assert rendered(told, form, Display()) == rendered(told, form, Display())


@pytest.mark.parametrize("form", TEXTUAL)
def test_no_control_nor_invisible_sign_comes_out(unprinted: Report, form: str) -> None:
    content = (
        _text(rendered(unprinted, form, Display())).removeprefix("\ufeff").replace("\r\n", "\n")
    )

    assert content == "".join(sign for sign in content if sign == "\n" or printable(sign) == sign)


@pytest.mark.parametrize(
    "form", ["text", "concise", "github", "markdown", "actions", "junit", "csv"]
)
def test_no_text_from_outside_begins_a_line(unprinted: Report, form: str) -> None:
    content = _text(rendered(unprinted, form, Display()))

    assert not re.search("^(::error::deux|Verdict : Aucune)", content, re.MULTILINE)


@pytest.mark.parametrize("form", TEXTUAL)
def test_every_output_tells_code_action_and_what_is_not_checked(report: Make, form: str) -> None:
    content = _text(rendered(report(), form, Display()))
    assert "MNT002" in content
    assert "Corrigez le montant" in content
    assert re.search("Aucune pièce n('|&#39;)est donnée", content)


@pytest.mark.parametrize("form", MACHINE)
def test_a_report_of_nothing_is_told_without_a_fault(report: Make, form: str) -> None:
    empty = msgspec.structs.replace(report(), requests=(), exit_code=3)
    assert rendered(empty, form, Display()) is not None


@pytest.mark.parametrize("form", MACHINE)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_command_writes_each_format(cli: Cli, tmp_path: Path, form: str, lang: str) -> None:
    place = tmp_path / f"bilan.{form}"
    said = cli("check", DOSSIER, "-o", f"{form}:{place}", "--lang", lang)
    assert (said.code, said.out, said.err) == (1, "", "")
    written = place.read_bytes()
    # What is to be done names the cause alone: the amount that the order contradicts.
    code = b"DOC006" if form == "actions" else b"MNT002"
    assert written.startswith(b"PK") if form == "xlsx" else code in written


@pytest.mark.parametrize("form", TEXTUAL)
def test_the_command_prints_what_it_writes(form: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "segur_check", "check", str(DOSSIER), "-o", form]
    place = tmp_path / "bilan"
    done = subprocess.run(  # noqa: S603 - our own tool
        [*command, "-o", f"{form}:{place}"], capture_output=True, check=False, timeout=240
    )
    assert done.returncode == 1
    assert done.stdout == place.read_bytes()


@pytest.mark.parametrize("form", MACHINE)
def test_a_batch_writes_each_format(cli: Cli, tmp_path: Path, form: str) -> None:
    lot = tmp_path / "lot"
    for name in ("MNT002-plus-que-358-33", "PIE005-fichier-word"):
        shutil.copytree(EXAMPLES / "rejected" / name, lot / name)
    place = tmp_path / "bilan"
    assert cli("batch", lot, "-q", "-o", f"{form}:{place}").code == 1
    written = place.read_bytes()
    assert written.startswith(b"PK") if form == "xlsx" else b"MNT002" in written
    if form == "jsonl":
        schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
        lines = [json.loads(line) for line in written.decode().splitlines()]
        assert len(lines) >= 2
        for line in lines:
            jsonschema.validate(line, schema)


def test_a_workbook_needs_a_file(cli: Cli) -> None:
    said = cli("check", DOSSIER, "-o", "xlsx")
    assert said.code == 2
    assert "-o xlsx:bilan.xlsx" in said.err
    assert said.err.count("\n") == 1


def test_a_workbook_without_its_library_is_one_line(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segur_check.engine.extras.find_spec", lambda _name: None)
    said = cli("check", DOSSIER, "-o", f"xlsx:{tmp_path / 'bilan.xlsx'}")
    assert said.code == 2
    assert "pipx inject segur-check xlsxwriter" in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "bilan.xlsx").exists()


def test_each_json_line_is_a_report(cli: Cli) -> None:
    said = cli("check", DOSSIER, "-o", "jsonl")
    assert said.out.count("\n") == 1
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    line = json.loads(said.out)
    jsonschema.validate(line, schema)
    whole = cli("check", DOSSIER, "-o", "json").report
    assert line | {"evaluated_at": ""} == whole | {"evaluated_at": ""}


def test_a_json_line_holds_no_line_end_of_a_file(unprinted: Report) -> None:
    content = rendered(unprinted, "jsonl", Display())
    assert len(_text(content).splitlines()) == 1


def test_the_words_of_both_languages_take_the_same_values() -> None:
    for french, english in WORDS.values():
        assert set(re.findall(r"\{(\w+)\}", french)) == set(re.findall(r"\{(\w+)\}", english))


def test_french_signs_follow_a_no_break_space() -> None:
    for french, _ in OUTPUTS.values():
        assert not re.search(r" [:;?!]", french)


def test_no_key_of_the_words_hides_another() -> None:
    assert len(WORDS) == len(REPORT) + len(OUTPUTS) + len(PAGE) + len(TERMINAL)
