"""No text from outside makes a line of an answer, hides a sign or turns its order, in any output."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import html5lib
import jsonschema_rs
import openpyxl
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from conftest import ROOT, Cli
from segur_check import SegurCheckError, check
from segur_check.printable import printable
from segur_check.reporters import FORMATS

pytestmark = pytest.mark.usefixtures("frozen_tables")

Written = Callable[..., Path]
Made: TypeAlias = Any  # a Dossier of examples/dossiers.py, which is a script

CLEAN = "Verdict : Aucune anomalie détectée"
FORGED = (
    f"a\n\n{CLEAN}\n",
    f"a\r{CLEAN}",
    f"a\u2028{CLEAN}\u0085{CLEAN}\x0b{CLEAN}\x0c",
    "\n::error::" + CLEAN,
    "a\u202egpj.\u2066b\u2069\u200f\u061c",
    "a\u200b\u200d\u2060\ufeff\U000e0041\U000e007f",
    "a\u034f\u115f\u1160\u17b4\u180b\u2800\u3164\ufe0f\uffa0\U000e0100",
    "\x1b[2J\x1b]0;x\x07\x9b1m",
    "<script>alert(1)</script>\n# titre\n- [x](http://evil.example)",
    "\t=1+1",
    "]]>\x00&#10;",
    "::error::oops ::add-mask::e ::stop-commands::x ::warning file=a",
    "##[error]oops ##[set-output name=exit-code]0 ##vso[task.complete]",
)
# What the log of a CI job takes for a command: at the beginning of a line, blanks aside, or anywhere in it.
_BEGUN = re.compile(rf"^({CLEAN}|\s*::[A-Za-z-]+(\s|::|$))|##\w*\[", re.MULTILINE)


@pytest.fixture(params=range(len(FORGED)), ids=lambda rank: f"text {rank}")
def forged(request: pytest.FixtureRequest, written: Written, dossiers: ModuleType) -> Path:
    """A solde in which every text of the JSON and of the settings is forged, and a paper too."""
    text = FORGED[request.param]
    dossier: Made = dossiers.PFI.solde()
    ligne = dossier.ligne
    ligne["numeroEditeur"] = text
    ligne["commande"]["montantSegurTTC"] = dossiers.Raw("1.00")
    ligne["beneficiaires"]["structure"]["raisonSociale"] = text
    ligne["beneficiaires"]["structure"]["emailResponsable"] = text
    ligne["beneficiaires"]["structure"][text] = text
    ligne["piecesJustificatives"].append(
        {"nomFichier": text, "formatFichier": text, "typeFichier": text}
    )
    ligne["facture"]["numeroFacture"] = text
    ligne["verification"]["nomSignataire"] = text
    dossier.json[text] = text
    folder = written(dossier)
    key = "".join(f"\\U{ord(sign):08x}" for sign in text)
    with (folder / "dossier.toml").open("a", encoding="utf-8") as own:
        own.write(f'[types]\n"{key}.pdf" = "VA"\n')
    name = text.replace("\x00", "").replace("/", "")
    (folder / "pieces" / f"{name}.pdf").write_bytes(b"%PDF-1.7 broken")
    return folder


def texts(value: object) -> Iterator[str]:
    """Every text of parsed JSON values, keys included."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from texts(item)
        case dict():
            yield from texts([*value, *value.values()])


def shows_no_forgery(text: str) -> bool:
    """Whether no line is forged, and no sign hidden."""
    lines = text.split("\n")
    return not _BEGUN.search(text) and lines == [printable(line) for line in lines]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_output_of_a_forged_dossier(
    cli: Cli, forged: Path, tmp_path: Path, lang: str
) -> None:
    forms = [*FORMATS]
    files = {form: tmp_path / f"out.{form}" for form in forms}
    options = [word for form, file in files.items() for word in ("-o", f"{form}:{file}")]

    said = cli("check", forged, *options, "-o", "text", "--color", "never", "-v", "--lang", lang)

    assert 1 == said.code
    assert shows_no_forgery(said.out.removesuffix("\n"))
    assert shows_no_forgery(said.err.removesuffix("\n"))
    read = {form: file.read_bytes() for form, file in files.items()}
    plain = {form: data.decode("utf-8-sig") for form, data in read.items() if form != "xlsx"}
    # Its lines are commands, of ours: what stands in them begins none.
    plain["github"] = plain["github"].replace("::", " ")
    for form, text in plain.items():
        assert shows_no_forgery(text.replace("\r\n", "\n").removesuffix("\n")), form
    for form in ("json", "jsonl", "sarif", "gitlab"):
        told = "\n".join(texts(json.loads(plain[form])))  # a rule of SARIF has two paragraphs
        assert [] == [line for line in told.split("\n") if line != printable(line)], form
    sarif = json.loads((ROOT / "tests/vendor/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(sarif).validate(json.loads(plain["sarif"]))
    report = json.loads((ROOT / "schemas/report.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(report).validate(json.loads(plain["json"]))
    suites = etree.fromstring(read["junit"])
    assert "testsuites" == suites.tag
    tags = {"testsuite", "testcase", "property", "properties", "failure", "skipped", "system-out"}
    assert tags >= {element.tag for element in suites.iter() if element is not suites}
    rows = list(csv.reader(io.StringIO(plain["csv"], newline=""), delimiter=";"))
    assert {len(rows[0])} == {len(row) for row in rows}
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "@"))]
    book = openpyxl.load_workbook(files["xlsx"])
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [] == [cell for cell in cells if str(cell.value) != printable(str(cell.value))]
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(plain["html"])
    assert not list(page.iter("script"))
    shown = MarkdownIt("commonmark").enable("table").render(plain["markdown"])
    assert "<script" not in shown
    assert "evil.example" not in "".join(re.findall(r'href="([^"]*)"', shown))
    assert all(line.startswith(b"::") for line in read["github"].splitlines())


def test_the_lines_of_a_lot(cli: Cli, forged: Path) -> None:
    name = "b\n" + CLEAN + "\u202e"
    forged.rename(forged.parent / "lot").joinpath("x").mkdir()
    lot = forged.parent / "lot of one" / name
    lot.parent.mkdir()
    (forged.parent / "lot").rename(lot)

    said = cli("batch", lot.parent, "-j", "1")

    assert shows_no_forgery(said.out.removesuffix("\n"))
    assert r"b\u000a" in said.out


def test_a_number_that_is_folded_begins_no_line(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    verdict = CLEAN.removeprefix("Verdict : ")
    for before in range(30, 60, 3):
        dossier: Made = dossiers.PFI.avance()
        dossier.ligne["numeroEditeur"] = f"{'x' * before} {CLEAN}"
        structure = dossier.ligne["beneficiaires"]["structure"]
        structure["raisonSociale"] = f"{'x' * before} {verdict}"
        dossier.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("1.00")

        said = cli("check", written(dossier), "-o", "text")

        assert 1 == said.code
        lines = said.out.replace("\u00a0", " ").split("\n")
        assert [] == [line for line in lines if line.startswith((CLEAN, verdict, "::error::"))]


@pytest.mark.parametrize("name", ["::error::a.json", "a ::add-mask::b.json", "##[error]a.json"])
@pytest.mark.parametrize("form", ["text", "concise", "csv", "junit", "json", "markdown"])
def test_the_name_of_a_json_is_no_command_of_a_log(
    cli: Cli,
    written: Written,
    dossiers: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    form: str,
) -> None:
    folder = written(dossiers.PFI.avance())
    (folder / "avance.json").rename(folder / name)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "40")  # where lines are folded, any sign may begin one

    said = cli("check", name, "-o", form)

    assert said.code in {0, 1}
    assert not _BEGUN.search(said.out)


@pytest.mark.parametrize("rank", range(len(FORGED)))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_line_of_error_is_one_line(cli: Cli, tmp_path: Path, rank: int, lang: str) -> None:
    text = FORGED[rank].replace("\x00", "")
    missing = tmp_path / "none" / text
    for words in (
        ("check", missing),
        ("check", tmp_path, "--sons", text),
        ("check", tmp_path, "--depot", text),
        ("check", tmp_path, "--phase", text),
        ("check", tmp_path, "--config", missing),
        ("check", tmp_path, "--avance", missing),
        ("check", tmp_path, "--pieces", missing),
        ("check", tmp_path, "-o", text),
        ("check", tmp_path, "-o", f"json:{missing}/r.json"),
        ("check", tmp_path, f"--{text}"),
        ("batch", missing),
        ("batch", tmp_path, "--shard", text),
        ("read", missing),
        ("explain", text),
        ("usage", "--sons", text),
        ("calendar", "--at", text),
        ("calendar", "--ics", missing / "x.ics"),
        ("init", "--sons", text, "--phase", "avance", tmp_path / "new"),
        ("schema", "--check", missing),
        (text,),
    ):
        said = cli(*words, "--lang", lang) if words != (text,) else cli(text)

        assert said.code in {2, 3}, words
        assert "" == said.out, words
        assert 1 == said.err.count("\n"), (words, said.err)
        assert said.err.startswith("segur-check: ")
        assert shows_no_forgery(said.err.removesuffix("\n")), words


def test_what_read_shows(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / f"a\n{CLEAN}\u202e.pdf"
    file.write_bytes(b"%PDF-1.7 broken")

    said = cli("read", file)

    assert shows_no_forgery(said.out.removesuffix("\n"))
    assert r"a\u000aVerdict" in "".join(said.out.split("\n"))


def test_the_messages_of_the_api(forged: Path, tmp_path: Path) -> None:
    for request in check(forged).requests:
        for finding in request.findings:
            for text in (finding.title, finding.message, finding.action, finding.why):
                assert shows_no_forgery(text)
        assert all(shows_no_forgery(lack.reason) for lack in request.not_checked)
    with pytest.raises(SegurCheckError) as raised:
        check(tmp_path / f"none\n{CLEAN}", tmp_path / "none")
    assert shows_no_forgery(str(raised.value))
