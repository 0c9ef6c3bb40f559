"""CSV and workbook: what a French spreadsheet reads, never a formula nor a link."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec import structs

from conftest import EXAMPLES, Cli
from segur_check.report import Facts, Report, Unread
from segur_check.reporters import workbook as made
from segur_check.reporters.csvreport import COLUMNS, csv_report
from segur_check.reporters.printed import printed
from segur_check.reporters.workbook import workbook

Make = Callable[..., Any]


def _csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _book(content: bytes) -> Any:  # noqa: ANN401 - untyped
    return openpyxl.load_workbook(io.BytesIO(content))


def _rows(sheet: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - untyped
    names = [cell.value for cell in sheet[2]]
    return [
        dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=3, values_only=True)
    ]


def test_one_row_per_finding_and_per_point_not_checked(report: Make) -> None:
    found, lacking = _csv(csv_report(report()))
    assert found["Dossier"] == "lot/avance.json"
    assert found["Demande"] == "1"
    assert found["Étape"] == "avance"
    assert (found["HT (€)"], found["TTC (€)"]) == ("400,00", "480,00")
    assert (found["Code"], found["Gravité"], found["Ligne"]) == ("MNT002", "À MODIFIER", "12")
    assert found["Verdict"] == "À modifier avant le dépôt"
    assert found["Empreinte"] == "f" * 64
    assert (lacking["Code"], lacking["Gravité"]) == ("PIE016", "Non vérifié")
    assert lacking["Nature"] == "à fournir"
    assert lacking["Message"] == "Aucune pièce n'est donnée."


def test_a_hostile_report_is_no_formula(hostile: Report) -> None:
    rows = _csv(csv_report(hostile))
    assert len(rows) == 36
    for row in rows:
        assert len(row) == len(COLUMNS)
        for value in row.values():
            assert not value.lstrip(" \u00a0").startswith(("=", "+", "-", "@")), value
            assert "\n" not in value


@pytest.mark.parametrize(
    "lead", ["=", "+", "-", "@", "\t=", " =", "\r\n=", "\u00a0=", "\u200b=", "＝"]
)
def test_every_lead_of_a_formula_is_guarded(
    report: Make, request_report: Make, finding: Make, lead: str
) -> None:
    one = finding(message=f"{lead}SUM(1)")
    shown = printed(report(request_report(findings=(one,), not_checked=())))
    (row,) = _csv(csv_report(shown))
    assert row["Message"].startswith(("'", r"\u0", r"\u2"))


def test_negative_amounts_stay_numbers(report: Make, request_report: Make) -> None:
    facts = Facts(amounts=(("ht", "-5.50"), ("ttc", None)))
    row, _ = _csv(csv_report(report(request_report(facts=facts))))
    assert (row["HT (€)"], row["TTC (€)"]) == ("-5,50", "")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("given", "told"),
    [("430.0", "430,00"), ("431", "431,00"), ("1E+2", "100,00"), ("358.335", "358,335")],
)
def test_an_amount_has_two_decimals_or_those_that_it_has_too_many(
    report: Make, request_report: Make, given: str, told: str, lang: str
) -> None:
    facts = Facts(amounts=(("ht", given), ("ttc", given)))
    content = csv_report(report(request_report(facts=facts, not_checked=()), lang=lang))
    (row,) = csv.reader(io.StringIO(content.decode("utf-8-sig")).readlines()[1:], delimiter=";")
    assert [told, told] == row[6:8]


def test_the_sheets_of_a_workbook(report: Make) -> None:
    book = _book(workbook(report()))
    assert book.sheetnames == ["Bilan", "Montants", "Constats", "Non vérifié"]
    (summary,) = _rows(book["Bilan"])
    assert summary["HT (€)"] == 400
    assert summary["Dépôt"] == datetime(2022, 7, 4, 10, 30)  # noqa: DTZ001 - a clock on the wall
    assert (summary["À modifier"], summary["Non vérifié"]) == (1, 1)
    (found,) = _rows(book["Constats"])
    assert (found["Code"], found["Ligne"]) == ("MNT002", 12)
    (lack,) = _rows(book["Non vérifié"])
    assert lack["Raison"] == "Aucune pièce n'est donnée."
    money = {row["Verdict"]: row for row in _rows(book["Montants"])}["À modifier avant le dépôt"]
    assert (money["Demandes"], money["HT demandé (€)"]) == (1, 400)
    # What the avance and the solde pay is in no fact of this request: it is unknown, and no zero.
    assert (money["Avance à recevoir"], money["Avances non connues"]) == (None, 1)
    for sheet in book:
        assert sheet.freeze_panes == "A3"
        assert sheet.auto_filter.ref.startswith("A2:")
    assert book["Bilan"]["I3"].number_format == '#,##0.00\u00a0"€"'


def test_a_hostile_workbook_has_neither_formula_nor_link(hostile: Report) -> None:
    content = workbook(hostile)
    for sheet in _book(content):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            assert "externalLink" not in name
            assert b"<f>" not in package.read(name)
            assert b"<hyperlink" not in package.read(name)


def test_a_number_of_the_supplier_stays_a_text(report: Make, request_report: Make) -> None:
    (row,) = _rows(_book(workbook(report(request_report(numero_editeur="00042"))))["Bilan"])
    assert row["Numéro éditeur"] == "00042"


# What a French spreadsheet makes another value of: a number, a rate, a day, a power, a formula.
MISREAD = (
    *("0042", "8,5 %", "1/2", "3E5", "+33123456789", "=1+1", "12/03/2025", "010000234"),
    *("784671695", "78467169500087", "10998877665", "358,33", "1 234,56 €", "VRAI", "mars 2025"),
)


@pytest.fixture
def misread(report: Make, request_report: Make, finding: Make) -> Report:
    """A report with such values for the number, the client and what was found."""
    requests = [
        request_report(
            numero_editeur=value,
            findings=(finding(found=value, expected=value),),
            not_checked=(),
            facts=Facts(client=value, amounts=(("ht", "358.33"), ("rate", "8.5"))),
        )
        for value in MISREAD
    ]
    made_here: Report = report(*requests)
    return made_here


def test_what_looks_like_a_number_is_a_text_of_a_workbook(misread: Report) -> None:
    summary, _, findings, _ = _book(workbook(misread)).worksheets
    for sheet, names in (
        (summary, ("Numéro éditeur", "Client")),
        (findings, ("Numéro éditeur", "Trouvé", "Attendu")),
    ):
        headings = [cell.value for cell in sheet[2]]
        for name in names:
            cells = [row[headings.index(name)] for row in sheet.iter_rows(min_row=3)]
            assert [cell.value for cell in cells] == list(MISREAD)
            assert {cell.data_type for cell in cells} == {"s"}
    assert summary["C3"].number_format == "@"


def test_amounts_and_rates_are_numbers_of_a_workbook(misread: Report) -> None:
    summary = _book(workbook(misread)).worksheets[0]
    headings = [cell.value for cell in summary[2]]
    row = next(iter(summary.iter_rows(min_row=3)))
    amount, rate = (row[headings.index(name)] for name in ("HT (€)", "Taux de TVA (%)"))
    assert (amount.value, rate.value) == (358.33, 8.5)
    assert rate.number_format == 'General\u00a0"%"'


def test_the_values_of_a_csv_are_what_programs_need(misread: Report) -> None:
    for row, value in zip(_csv(csv_report(misread)), MISREAD, strict=True):
        told = f"'{value}" if value.startswith(("=", "+")) else value
        assert row["Numéro éditeur"] == row["Trouvé"] == told


@pytest.mark.system
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_shows_a_workbook_as_it_is_and_not_a_csv(
    misread: Report, tmp_path: Path
) -> None:
    (tmp_path / "book.xlsx").write_bytes(workbook(misread))
    (tmp_path / "table.csv").write_bytes(csv_report(misread))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'own').as_uri()}"]
    # Semicolons, quotation marks, UTF-8, of France (1036), as it shows them; of the book, the sheet of the findings.
    written = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true,false,false,false,3"
    for words in (
        ("--convert-to", written, "book.xlsx"),
        ("--infilter=CSV:59,34,76,1,,1036,false,true", "--convert-to", "xlsx", "table.csv"),
    ):
        subprocess.run(  # noqa: S603 - LibreOffice, as it is on this machine
            [*command, *words, "--outdir", "shown"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            timeout=240,
        )

    (shown,) = (tmp_path / "shown").glob("*.csv")
    lines = [*csv.reader(io.StringIO(shown.read_text(encoding="utf-8")), delimiter=";")]
    found = lines[1].index("Trouvé")
    assert [line[found] for line in lines[2:]] == list(MISREAD)
    table = _book((tmp_path / "shown" / "table.xlsx").read_bytes()).active
    assert table is not None
    headings = [cell.value for cell in table[1]]
    assert table.cell(2, headings.index("Numéro éditeur") + 1).value == 42


def test_what_excel_cannot_hold_is_told(
    report: Make, request_report: Make, finding: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "MOST_ROWS", 5)
    long = finding(message="é" * 40_000)
    sheet = _book(workbook(report(request_report(findings=(long,) * 5))))["Constats"]
    assert sheet.max_row == 5
    assert len(_rows(sheet)[0]["Message"]) == 32_767
    assert "2 lignes ne tiennent pas" in sheet["A1"].value
    assert "3 textes coupés à 32\u00a0767 caractères" in sheet["A1"].value


def test_the_command_writes_both(cli: Cli, tmp_path: Path) -> None:
    folder = EXAMPLES / "rejected" / "MNT002-plus-que-358-33"
    table, book = tmp_path / "bilan.csv", tmp_path / "bilan.xlsx"
    said = cli("check", folder, "-o", f"csv:{table}", "-o", f"xlsx:{book}", "-o", "json")
    findings = [one for request in said.report["requests"] for one in request["findings"]]
    codes = [one["code"] for one in findings]
    lacks = [one for request in said.report["requests"] for one in request["not_checked"]]
    rows = _csv(table.read_bytes())
    assert [row["Code"] for row in rows] == codes + [one["code"] for one in lacks]
    assert [row["Code"] for row in _rows(_book(book.read_bytes())["Constats"])] == codes


def test_an_input_that_was_not_read_has_its_row(report: Make) -> None:
    unread = (Unread("lot/vide", "« lot/vide » : aucun fichier JSON dans ce dossier"),)
    some = structs.replace(report(), unread=unread)
    last = _csv(csv_report(some))[-1]
    assert (last["Dossier"], last["Verdict"]) == ("lot/vide", "Non lu")
    assert last["Message"] == unread[0].reason

    summary, *_, lacks = _book(workbook(some)).worksheets
    assert [row["Verdict"] for row in _rows(summary)][-1] == "Non lu"
    assert [row["Dossier"] for row in _rows(lacks)][-1] == "lot/vide"
