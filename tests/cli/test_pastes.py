"""The lines of settings that a report asks for: right TOML, known keys, and what they are there for."""

import shutil
import tomllib
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from msgspec import Struct

from conftest import ROOT, Cli
from segur_check.engine.pasting import pasted
from segur_check.errors import UsageFault
from segur_check.report import Finding, Paste, Report, RequestReport, Unchecked
from segur_check.reporters.pastes import pastes, toml
from segur_check.rules.controls import ToPaste, control_texts
from segur_check.settings.dossier import (
    DOSSIER_FILE,
    DossierFile,
    DossierSettings,
    dossier_settings,
)
from segur_check.settings.supplier import Settings, SupplierFile, read_settings
from segur_check.values.wording import Items, Quoted, Term

EXAMPLES = ROOT / "examples"
TEMPLATES = [
    (code, reason, template)
    for code, text in control_texts().items()
    for reason, template in text.paste.items()
]
NAMES = [f"{code} {reason}" for code, reason, _ in TEMPLATES]
# What a control may say, as hostile as a name of a file can be.
VALUES = {
    "file": Quoted('le "bon" \\ de commande\x7f\n.pdf'),
    "expected": Items((Term("BON_COMMANDE"), Term("FACTURE"))),
    "key": Quoted("nature"),
}


class Nobody:
    """Of a context, what the lines are filled with: neither settings nor a request."""

    def __init__(self) -> None:
        self.file = type("File", (), {"numero_ans": "0123456789"})()
        self.corridor = type("Corridor", (), {"sons": "HOP-DPI-Va2"})()
        self.step, self.solution = "solde", None
        self.dossier, self.settings = DossierSettings(), Settings()


def filled(template: ToPaste, lang: str = "fr") -> Paste:
    paste = pasted(template, VALUES, Nobody(), None, lang)  # type: ignore[arg-type]
    assert paste is not None
    return paste


def whole(paste: Paste) -> str:
    return f"{toml(paste)}\n"


def unknown_keys(tree: dict[str, Any], model: type[Struct]) -> list[str]:
    hints, unknown = get_type_hints(model), []
    for key, value in tree.items():
        if key not in hints:
            unknown.append(key)
            continue
        for entry in value if isinstance(value, list) else [value]:
            inner = [part for part in (hints[key], *get_args(hints[key])) if isinstance(part, type)]
            table = next((part for part in inner if issubclass(part, Struct)), None)
            if isinstance(entry, dict) and table is not None:
                unknown += unknown_keys(entry, table)
    return unknown


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("code", "reason", "template"), TEMPLATES, ids=NAMES)
def test_they_are_toml_of_keys_that_the_settings_know(
    code: str, reason: str, template: ToPaste, lang: str
) -> None:
    words = control_texts()[code].fr
    assert reason in {"", *words.not_checked, *words.variants}

    tree = tomllib.loads(whole(filled(template, lang)))

    assert tree
    model = DossierFile if template.file == DOSSIER_FILE else SupplierFile
    assert [] == unknown_keys(tree, model)


# Any text is a name; and a status that is not the right one is told as such.
ANY_TEXT = ("raison_sociale", "statut_avance")
TO_FILL = [
    (name, template)
    for name, (_, _, template) in zip(NAMES, TEMPLATES, strict=True)
    if '"…"' in template.lines and not template.lines.startswith(ANY_TEXT)
]


@pytest.mark.parametrize(("name", "template"), TO_FILL, ids=[name for name, _ in TO_FILL])
def test_what_is_left_to_fill_is_refused(name: str, template: ToPaste, tmp_path: Path) -> None:
    del name
    path = tmp_path / template.file
    text = whole(filled(template))
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UsageFault, match=next(iter(tomllib.loads(text)))):
        _read(path, text)


def _read(path: Path, text: str) -> None:
    if path.name == DOSSIER_FILE:
        dossier_settings(text, path)
    else:
        read_settings(path)


def copied(name: str, to: Path) -> Path:
    return shutil.copytree(EXAMPLES / name, to / "dossier")


def asked(report: Any, code: str) -> list[dict[str, str]]:  # noqa: ANN401 - a parsed report
    return [
        lack["paste"]
        for request in report["requests"]
        for lack in request["not_checked"]
        if lack["code"] == code and "paste" in lack
    ]


def test_the_cap_that_is_pasted_and_filled_is_held_against_the_request(
    cli: Cli, tmp_path: Path
) -> None:
    folder = copied("rejected/MNT003-plafond-inconnu", tmp_path)
    [lines] = asked(cli("check", folder, "-o", "json").report, "MNT003")

    assert lines["file"] == "segur-check.toml"
    remark, line = lines["toml"].split("\n")
    assert remark == "# [plafonds], déjà dans segur-check.toml :"
    settings = folder / "segur-check.toml"
    before = settings.read_text(encoding="utf-8")
    pasted_there = before.replace("[plafonds]", f"[plafonds]\n{line.replace('…', '1234.56')}")
    settings.write_text(pasted_there, encoding="utf-8")

    after = cli("check", folder, "-o", "json").report
    assert [] == asked(after, "MNT003")
    assert "MNT001" in {one["code"] for request in after["requests"] for one in request["findings"]}


def test_the_lines_of_several_requests_are_one_block_per_file_and_table() -> None:
    def lacks(code: str, file: str, table: str, lines: str) -> Unchecked:
        return Unchecked(code, "non-fourni", code, paste=Paste(file, table, (lines,)))

    def request(line: int, *not_checked: Unchecked, findings: tuple[Finding, ...] = ()) -> Any:  # noqa: ANN401
        return RequestReport("a.json", line, None, "MS1", "solde", findings, not_checked)

    report = Report(
        "1",
        "1",
        "2025-01-01T00:00:00+01:00",
        1,
        requests=(
            request(
                1,
                lacks("PIE008", "dossier.toml", "[types]", '"a.pdf" = "VA"'),
                lacks("PER007", "dossier.toml", "", 'avance = "….json"'),
            ),
            request(
                2,
                lacks("PIE008", "dossier.toml", "[types]", '"b.pdf" = "VA"'),
                lacks("PIE008", "dossier.toml", "[types]", '"a.pdf" = "MOM"'),
                lacks("MNT003", "segur-check.toml", "[plafonds]", 'MS1 = "…"'),
            ),
        ),
    )

    assert pastes(report) == {
        "dossier.toml": 'avance = "….json"\n\n[types]\n"a.pdf" = "VA"\n"b.pdf" = "VA"',
        "segur-check.toml": '[plafonds]\nMS1 = "…"',
    }


def test_a_number_that_is_not_a_solution_of_the_settings_is_not_to_be_pasted(
    cli: Cli, tmp_path: Path
) -> None:
    folder = copied("accepted/HOP-DPI-Va2-solde", tmp_path)
    solde = folder / "solde.json"
    text = solde.read_text(encoding="utf-8").replace('"0123456789"', '"9876543210"')
    solde.write_text(text, encoding="utf-8")

    report = cli("check", folder, "-o", "json").report

    lacking = {one["code"] for request in report["requests"] for one in request["not_checked"]}
    assert {"ELI008", "ELI009"} <= lacking
    assert [] == asked(report, "ELI008") + asked(report, "ELI009")
    (folder / "segur-check.toml").unlink()
    [lines] = asked(cli("check", folder, "-o", "json").report, "ELI009")
    assert 'numero_ans = "9876543210"' in lines["toml"]


def test_a_table_that_is_there_is_not_written_again(cli: Cli) -> None:
    said = cli("check", EXAMPLES / "accepted/enrolement-IMG-DB-Va2-distributeur", "-o", "json")

    [paste] = [
        one["paste"]
        for request in said.report["requests"]
        for one in request["findings"]
        if one["code"] == "DEM011"
    ]
    assert paste["toml"].startswith("# [enrolement], déjà dans dossier.toml")
