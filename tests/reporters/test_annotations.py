"""Annotations of GitHub and GitLab: escaped, unique, no more than is shown."""

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from conftest import EXAMPLES, Cli
from segur_check.report import Location, Report, Unchecked, Unread
from segur_check.reporters.display import Display
from segur_check.reporters.github import github
from segur_check.reporters.gitlab import gitlab

Make = Callable[..., Any]
_COMMAND = re.compile(
    r"::(error|warning|notice) (?:file=[^,:]*(?:,line=\d+,col=\d+)?,)?title=[^,:]*::\S.*"
)
_LINES = {"begin"}


def _decoded(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_each_line_is_one_command(hostile: Report) -> None:
    lines = github(hostile).splitlines()
    assert len(lines) > 10
    for line in lines:
        assert _COMMAND.fullmatch(line), line


def test_an_annotation_points_at_its_place(report: Make) -> None:
    first, second = github(report(), Display(root="/depot")).splitlines()
    assert first.startswith(
        "::error file=lot/avance.json,line=12,col=5,"
        "title=Montant au-dessus du plafond (À MODIFIER%2C MNT002)::Trouvé"
    )
    assert first.endswith("À faire\u00a0: Corrigez le montant.")
    assert second.startswith("::notice title=PIE016 ")


def test_properties_come_back_as_they_were(
    report: Make, request_report: Make, finding: Make
) -> None:
    name = "100%, a:b%2C\r\n.json"
    made = finding(
        locations=(Location(name, line=1, column=1),), message="50 % : a,b\r\nc", found=None
    )
    line = github(report(request_report(findings=(made,), not_checked=()))).rstrip("\n")
    head, _, data = line.removeprefix("::error ").partition("::")
    assert _decoded(head.split(",")[0].removeprefix("file=")) == name
    assert _decoded(data).startswith("50 % : a,b\r\nc")


def test_ten_of_each_level_at_most_and_the_worst_first(
    report: Make, request_report: Make, finding: Make
) -> None:
    findings = [finding(severity="a-modifier")] * 12 + [finding(severity="rejet")] * 3
    findings += [finding(severity="alerte")] * 10 + [finding(severity="info")] * 30
    lack = Unchecked("CAL001", "non-publie", "Date non publiée")
    lines = github(
        report(request_report(findings=tuple(findings), not_checked=(lack,)))
    ).splitlines()
    assert Counter(line.split(" ")[0] for line in lines) == {
        "::error": 10,
        "::warning": 10,
        "::notice": 10,
    }
    assert all("REJET" in line for line in lines[:3])
    assert lines[9] == (
        "::error title=segur-check::6 autres de ce niveau ne sont pas affichés ici "
        "(limite de GitHub)\u00a0: voir le bilan complet."
    )
    assert "22 autres" in lines[-1]
    assert "Date non publiée" in lines[20]  # before mere information


def test_an_input_that_could_not_be_read_is_the_first_error(report: Make) -> None:
    lines = github(report(unread=(Unread("a.json", "a.json : interdit"),))).splitlines()
    assert lines[0].startswith("::error file=a.json,title=segur-check Non lu::")


def test_gitlab_reads_each_entry(hostile: Report) -> None:
    entries = json.loads(gitlab(hostile, Display(root="/depot")))
    assert len(entries) == 36
    for entry in entries:
        assert set(entry) == {"description", "check_name", "severity", "location", "fingerprint"}
        assert entry["severity"] in {"blocker", "critical", "major", "minor", "info"}
        assert set(entry["location"]["lines"]) == _LINES
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith(("/", "./"))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_gitlab_keeps_twins_apart_and_steady(
    report: Make, request_report: Make, finding: Make
) -> None:
    twins = report(request_report(findings=(finding(), finding()), not_checked=()))
    first, second = (entry["fingerprint"] for entry in json.loads(gitlab(twins)))
    (alone,) = json.loads(gitlab(report(request_report(not_checked=()))))
    assert first == alone["fingerprint"] != second


def test_gitlab_of_an_example(cli: Cli) -> None:
    folder = EXAMPLES / "rejected" / "MNT002-plus-que-358-33"
    entries = json.loads(cli("check", folder, "-o", "gitlab").out)
    severities = {entry["check_name"]: entry["severity"] for entry in entries}
    assert severities["DOC006"] == "critical"
