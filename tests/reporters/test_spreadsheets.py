"""CSV and workbook: what a French spreadsheet reads, never a formula nor a link."""

import csv
import io
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
