"""Markdown: what GitHub shows of a hostile file is its text, and the whole stays under 1 MiB."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
from markdown_it import MarkdownIt

from segur_check.report import Report
from segur_check.reporters.markdown import MOST_BYTES, markdown

Make = Callable[..., Any]


def _links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


def _html(text: str) -> str:
    html: str = MarkdownIt("commonmark").enable("table").render(text)
    return html


def test_a_hostile_report_is_shown_as_text(hostile: Report) -> None:
    html = _html(markdown(hostile))
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert set(_links(html)) == {"https://www.asp.gouv.fr/faq#a"}
    assert "<img" not in html
    assert "<code>" not in html
    shown = re.sub("<[^!][^>]*>", "", html)
    assert "@octocat" not in shown  # parted by an empty comment: nobody is called
    assert "http://evil" not in shown
    assert "www.evil" not in shown


def test_every_row_of_a_table_has_its_columns(hostile: Report) -> None:
    money, *tables = _html(markdown(hostile)).split("<table>")[1:]
    assert money.count("<td") == 2 * 3  # a verdict of rejects, one of alertes
    assert [table.count("<td>") for table in tables] == [11] * 12


def test_the_verdict_the_finding_and_what_to_do(report: Make) -> None:
    text = markdown(report())
    assert "**Verdict\u00a0: À modifier avant le dépôt**" in text
    assert "**À MODIFIER MNT002** Montant au-dessus du plafond (demande 1)" in text
    assert "**À faire\u00a0: Corrigez le montant.**" in text
    assert "Aucune pièce n'est donnée." in text
    english = markdown(msgspec.structs.replace(report(), lang="en"))
    assert "**Verdict: To change before filing**" in english
    assert "**To do: Corrigez le montant.**" in english


def test_what_to_do_comes_first_worst_first_and_the_rest_is_folded(
    report: Make, request_report: Make, finding: Make
) -> None:
    cause = finding(fingerprint="a" * 64)
    follows = finding(code="DOC006", action="Refaites.", fingerprint="b" * 64, caused_by="a" * 64)
    worse = finding(severity="rejet", code="IDE002", action="Corrigez le RPPS.")
    seen = finding(severity="info", code="MNT013", action="Rien à faire.")
    requests = [
        request_report(file="a.json", line=1, findings=(cause, follows, seen)),
        request_report(file="a.json", line=2, numero_editeur="CMD-2", findings=(cause,)),
        request_report(file="b.json", findings=(worse,)),
    ]

    text = markdown(report(*requests))

    head, details = text.split("<details>\n<summary>")
    assert "1 rejet, 2 à modifier, 1 point à vérifier" in head
    boxes = [line for line in head.splitlines() if line.startswith("- [ ]")]
    assert boxes == [
        "- [ ] **REJET** Corrigez le RPPS.  ",
        "- [ ] **À MODIFIER** Corrigez le montant.  ",
    ]
    assert "(MNT002, demande 1, CMD-1, demande 2, CMD-2, lot/avance.json:12:5)" in head
    assert "Trouvé\u00a0: 400,00 €\u00a0; attendu\u00a0: 358,33 €" in head
    folded, foot = details.split("</details>")
    for code in ("IDE002", "MNT002", "DOC006", "MNT013", "PIE016"):
        assert code in folded
    assert "### b.json" in folded
    assert "segur-check 0.4.0" in foot


def test_nothing_to_do_is_no_list(report: Make, request_report: Make) -> None:
    text = markdown(report(request_report(findings=(), not_checked=())))

    assert "- [ ]" not in text
    assert "### À faire" not in text


def test_too_many_things_to_do_are_counted(
    report: Make, request_report: Make, finding: Make
) -> None:
    requests = [
        request_report(file=f"{rank}.json", findings=(finding(action=f"Corrigez {'x' * 3_000}."),))
        for rank in range(200)
    ]
    text = markdown(report(*requests))
    told = re.search(r"- (\d+) autres choses à faire", text)
    assert told is not None
    assert text.count("- [ ] ") + int(told[1]) == 200


def test_a_huge_report_is_cut_and_what_is_left_out_counted(
    report: Make, request_report: Make, finding: Make
) -> None:
    long = finding(message="é" * 500)
    requests = [request_report(file=f"{rank}.json", findings=(long,) * 10) for rank in range(200)]
    text = markdown(report(*requests))
    assert len(text.encode()) <= MOST_BYTES
    assert len(text.encode()) > MOST_BYTES - 10_000
    told = re.search(r"constats (\d+), demandes (\d+), points non vérifiés 0", text)
    assert told is not None
    assert text.count("- **À MODIFIER MNT002**") + int(told[1]) == 2_000
    assert text.count("| 1 | CMD") + int(told[2]) == 200


def test_the_worst_dossier_comes_first(report: Make, request_report: Make, finding: Make) -> None:
    mild = request_report(file="b.json", findings=(finding(severity="info"),))
    severe = request_report(file="a.json", findings=(finding(severity="rejet"),))
    text = markdown(report(mild, severe))
    assert text.index("### a.json") < text.index("### b.json")
