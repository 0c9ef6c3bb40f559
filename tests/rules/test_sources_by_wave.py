"""Each finding cites a text that is about the wave of its dossier, else says that it is deduced."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checks.edits import GONE, put
from checks.papers import form, lines, put_paper
from conftest import ROOT, Cli, Said
from segur_check.rules.bearing import Bearing, bearing_anywhere
from segur_check.rules.controls import control_texts
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.rules.sources import FAMILIES, source

Check = Callable[..., Said]
Dossier = Any  # of examples/dossiers.py, a script

TEXTS = control_texts()
DEDUCED = ("segur-check", "D")


@pytest.mark.parametrize("sons", covered_codes())
@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_control_cites_a_text_about_each_sons_that_it_judges(code: str, sons: str) -> None:
    table, text = corridor(sons), TEXTS[code]
    found = bearing_anywhere(text, table)
    judged = found is Bearing.APPLIES or (found is Bearing.UNKNOWN and not table.announced_only)

    assert table.family is not None
    assert not judged or source(text.citation(table.family).source).bears_on(table.family)


def test_what_no_text_states_is_no_more_than_deduced() -> None:
    """The tool states nothing of the requests itself, but for what it could not do."""
    said = [
        code
        for code, text in TEXTS.items()
        for family in FAMILIES
        if (cited := text.citation(family)).source == "segur-check"
        and cited.certainty == "A"
        and text.severity in {"rejet", "a-modifier"}
    ]

    assert [] == said


# --- the faults that were met, on other SONS ---


def another_client(dossier: Dossier) -> None:
    put_paper(
        dossier, "BON_COMMANDE", lines("Bon de commande", "RPPS 10776655440", "FINESS 330781196")
    )


def another_date(dossier: Dossier) -> None:
    put_paper(dossier, "BON_COMMANDE", lines("Bon de commande", "Date de signature : 02/01/2022"))


def another_rate(dossier: Dossier) -> None:
    put(dossier, "commande.tauxTVA", 8.5)
    put(dossier, "commande.montantTVA", GONE)
    put(dossier, "commande.montantSegurTTC", GONE)


def no_file(dossier: Dossier) -> None:
    dossier.pieces.popitem()
    dossier.pieces["autre.pdf"] = lines("Autre")


def no_json(dossier: Dossier) -> None:
    dossier.text = lambda: b'{"lignesImport": [}'


def no_key(dossier: Dossier) -> None:
    put(dossier, "commande.dateCommande", GONE)


FAULTS: dict[str, Callable[[Dossier], None]] = {
    "DOC002": another_client,
    "DOC004": another_date,
    "DOC005": another_rate,
    "PIE001": no_file,
    "FMT001": no_json,
    "FMT006": no_key,
}
# What each cites, by wave; where no text of the wave says it, the tool deduces it.
CITED: dict[str, dict[str, tuple[str, str]]] = {
    "DOC002": {"va1": DEDUCED, "va2": ("asp-faq-va2", "A")},
    "DOC004": {"va1": DEDUCED, "va2": ("asp-faq-va2", "A")},
    "DOC005": {"va1": ("ans-faq-000", "D"), "va2": ("asp-faq-va2", "A")},
    "PIE001": {"va1": ("ans-finalisation-va1", "D"), "va2": ("asp-faq-va2", "A")},
    "FMT001": {"va1": ("asp-va1", "D"), "va2": ("asp-faq-va2", "D")},
    "FMT006": {"va1": ("asp-va1", "D"), "va2": ("asp-faq-va2", "A")},
}
SONS = {"va1": ("MDV", "DPI_1", "RIS_1", "LGO", "SGL"), "va2": ("DPI", "PFI", "RIS_2")}


@pytest.mark.parametrize(
    ("wave", "sons"), [(wave, one) for wave, several in SONS.items() for one in several]
)
@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_cites_the_text_of_its_wave(
    code: str, wave: str, sons: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = getattr(dossiers, sons).avance()
    FAULTS[code](dossier)

    found = check(dossier, "--sons", getattr(dossiers, sons).sons).findings(code)

    cited = {(one["source"]["id"], one["source"]["certainty"]) for one in found}
    assert {CITED[code][wave]} == cited


@pytest.mark.parametrize(
    ("code", "step", "kind", "paper", "cited"),
    [
        (
            "DOC023",
            "avance",
            "PV_MES",
            lines("PV de mise en service", "Fait le 30/12/2031"),
            DEDUCED,
        ),
        ("DOC023", "solde", "PV_VSR", lines("PV de VSR", "Fait le 30/12/2031"), DEDUCED),
        (
            "DOC024",
            "avance",
            "FORMULAIRE",
            form(["Formulaire"], ("Solution", "Agenda"), ("Nom", "")),
            ("ans-faq-000", "U"),
        ),
        (
            "DOC024",
            "solde",
            "FORMULAIRE",
            form(["Formulaire"], ("Solution", "Agenda"), ("Date", "")),
            ("ans-faq-000", "U"),
        ),
    ],
)
def test_a_paper_of_the_sas_cites_no_text_of_another(
    code: str,
    step: str,
    kind: str,
    paper: bytes,
    cited: tuple[str, str],
    check: Check,
    dossiers: ModuleType,
) -> None:
    [sas] = [one for one in dossiers.CORRIDORS if one.sons == "SAS"]
    dossier = getattr(sas, step)()
    put_paper(dossier, kind, paper)

    found = check(dossier).findings(code)

    assert [cited] == [(one["source"]["id"], one["source"]["certainty"]) for one in found]


# --- the tables ---

BROKEN: dict[str, tuple[str, str]] = {
    "a wave nobody knows": ('sources.va3 = { source = "asp-va1" }', "va3"),
    "a key nobody knows": ('sources.va1 = { source = "asp-va1", lieu = "x" }', "lieu"),
    "no source": ('sources.va1 = { certainty = "D" }', "source"),
    "a source nobody knows": ('sources.va1 = { source = "asp-vague-1" }', "asp-vague-1"),
    "a certainty nobody knows": ('sources.va1 = { source = "asp-va1", certainty = "B" }', "B"),
    "a text of wave 2 for wave 1": ('sources.va1 = { source = "asp-faq-va2" }', "asp-faq-va2"),
    "a text of wave 1 for the SAS": ('sources.sas = { source = "asp-va1" }', "asp-va1"),
}


@pytest.mark.parametrize(("line", "named"), BROKEN.values(), ids=BROKEN)
def test_a_table_that_cites_wrongly_is_refused(
    line: str, named: str, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    table = (ROOT / "rules" / "controls" / "LOT.toml").read_text("utf-8")
    (tmp_path / "rules" / "controls").mkdir(parents=True)
    own = [one for one in table.split("\n") if not one.startswith("sources.")]
    own.insert(own.index("[LOT003]") + 1, line)
    (tmp_path / "rules" / "controls" / "LOT.toml").write_text("\n".join(own), "utf-8")
    dossiers.MDV.avance().write(tmp_path / "dossier")

    said = cli("check", tmp_path / "dossier", "--rules", tmp_path / "rules")

    assert 2 == said.code
    assert named in said.err
    assert 1 == len(said.err.strip().splitlines())


# --- where sources are told ---


def test_explain_tells_the_text_of_each_wave(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")

    told = cli("explain", "DOC027", "--lang", "en").out

    assert "wave 1: Questions fréquentes du portail Ségur de l'ASP, copies de la vague 1" in told
    assert "wave 2: Questions fréquentes du portail Ségur de l'ASP (vague 2, MS1, MS2)" in told


def test_explain_tells_one_text_without_its_waves(cli: Cli) -> None:
    told = cli("explain", "MNT006", "--lang", "en").out

    assert "wave 1" not in told


@pytest.mark.parametrize(
    ("several", "cited"),
    [
        (("MDV", "LGO"), "ans-finalisation-va1"),
        (("DPI", "PFI"), "segur-check"),
        (("MDV", "DPI"), "segur-check"),
    ],
    ids=["wave 1", "wave 2", "both"],
)
def test_a_lot_cites_the_text_that_is_about_all_of_it(
    several: tuple[str, str],
    cited: str,
    cli: Cli,
    dossiers: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("segur_check.checks.lot._MANY", 2)
    for name in several:
        getattr(dossiers, name).avance().write(tmp_path / name)

    report = cli("batch", tmp_path, "-o", "json", "--jobs", "1").report

    of_the_lot = [
        one["source"]["id"]
        for request in report["requests"]
        for one in request["findings"]
        if one["code"] == "LOT003"
    ]
    assert [cited] == of_the_lot


@pytest.mark.parametrize("sons", ["MDV", "LGO", "DPI_1"])
def test_what_is_deduced_is_said_so_with_its_likely_outcome(
    sons: str, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = getattr(dossiers, sons).avance()
    another_client(dossier)
    dossier.write(tmp_path)

    told = " ".join(cli("check", tmp_path, "-o", "text").out.split())

    of_doc002 = told[told.index(" DOC002 ") :]
    assert (
        "(déduit par l'outil). L'ASP renverra probablement la demande pour correction." in of_doc002
    )


def test_of_its_own_limits_the_tool_tells_no_outcome(cli: Cli) -> None:
    told = cli("check", ROOT / "examples" / "rejected" / "FMT022-fichier-trop-gros", "-o", "text")

    assert "FMT022" in told.out
    assert "L'ASP re" not in told.out
