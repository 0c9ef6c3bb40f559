"""`segur-check usage`: thresholds, grain, recovery, and what is not published."""

import re

import msgspec
import pytest

from conftest import Cli
from segur_check.guide.usage import reminder
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.rules.sections import UsageThreshold
from segur_check.rules.sources import sources

PUBLISHED = [code for code in covered_codes() if corridor(code).usage is not None]


def flat(text: str) -> str:
    """A text on one line, with ordinary spaces."""
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_covered_sons_is_told_in_the_order_of_the_field(lang: str, cli: Cli) -> None:
    said = cli("usage", "--lang", lang)

    told = [block.split()[0] for block in said.out.split("\n\n")]
    assert (0, list(covered_codes())) == (said.code, told)


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "BIO-SGL-Va1",
            [
                "- 10 documents de santé vers le DMP",
                "- 10 documents de santé par MSS Pro",
                "- 1 message vers la MSS Citoyenne de test",
            ],
        ),
        ("HOP-RI-Va1", ["- 1 requête au téléservice INSi"]),
        (
            "PHA-LGO-Va1",
            ["- 1 connexion au Dossier Pharmaceutique", "- 1 connexion à l'Ordonnance numérique"],
        ),
    ],
)
def test_thresholds_are_told_in_plain_words(code: str, lines: list[str], cli: Cli) -> None:
    out = cli("usage", "--sons", code).out

    assert lines == [line.strip() for line in out.splitlines() if line.startswith("  - ")]


def test_a_cell_that_is_not_clear_is_said(cli: Cli) -> None:
    out = flat(cli("usage", "--sons", "mdv-lgc-va1").out)

    doubt = "(pas certain : la case du tableau publié est vide ou fusionnée)"
    assert "- 10 documents de santé vers le DMP - 10" in out
    assert f"- 10 documents de santé par MSS Pro {doubt}" in out
    assert f"- 1 message vers la MSS Citoyenne de test {doubt}" in out
    assert (
        "FINESS G ou collection de RPPS pour la structure, RPPS pour le professionnel, adresse MSS "
        "pour la messagerie."
    ) in out


@pytest.mark.parametrize("code", ["BIO-LOINC-Va1", "HOP-DPI-Va1"])
def test_a_row_without_any_cross_sends_to_the_appel_a_financement(code: str, cli: Cli) -> None:
    out = flat(cli("usage", "--sons", code).out)

    assert "aucune croix" in out
    assert "fusionnées" in out
    assert "appel à financement" in out
    assert "appel à financement" in flat(cli("usage", "--sons", code, "--lang", "en").out)


@pytest.mark.parametrize("code", PUBLISHED)
def test_the_recovery_and_the_source_are_told(code: str, cli: Cli) -> None:
    document = sources()["ans-finalisation-va1"]

    fr = flat(cli("usage", "--sons", code).out)
    en = flat(cli("usage", "--sons", code, "--lang", "en").out)

    assert "Après 2 contrôles consécutifs en échec, une procédure de recouvrement" in fr
    assert "après 3 dans des circonstances exceptionnelles, définies au cas par cas" in fr
    assert "after 2 consecutive controls that failed; 3 in exceptional circumstances" in en
    for out in (fr, en):
        assert f"{document.title} ({document.publisher}, {document.date})" in out
        assert "tableau des contrôles par SONS" in out


@pytest.mark.parametrize("code", [one for one in covered_codes() if one not in PUBLISHED])
def test_what_is_not_published_is_said_in_one_line(code: str, cli: Cli) -> None:
    fr = cli("usage", "--sons", code).out.splitlines()
    en = cli("usage", "--sons", code, "--lang", "en").out.splitlines()

    assert f"  Seuils d'usage\u00a0: non publiés pour {code}." == fr[-1]
    assert f"  Usage thresholds: not published for {code}." == en[-1]


def test_the_figures_of_the_table_are_those_told() -> None:
    table = corridor("HOP-RI-Va1")
    assert table.usage is not None
    thresholds = msgspec.structs.replace(
        table.usage.thresholds,
        value=(UsageThreshold("insi", 7), UsageThreshold("mss_citoyenne", 2, clear=False)),
        certainty="D",
        source="asp-faq-va2",
    )
    usage = msgspec.structs.replace(
        table.usage,
        thresholds=thresholds,
        failures=4,
        failures_exceptionally=5,
        mail="",
        person="P",
    )
    changed = msgspec.structs.replace(table, usage=usage)

    fr, en = (flat(" ".join(reminder(changed, lang))) for lang in ("fr", "en"))

    assert "(déduit) : - 7 requêtes au téléservice INSi - 2 messages vers" in fr
    assert "P pour le professionnel." in fr
    assert "Après 4 contrôles consécutifs en échec" in fr
    assert "après 5 dans" in fr
    assert "(deduced): - 7 requests to the INSi teleservice - 2 messages to" in en
    assert "“P” for the professional." in en
    assert [True, True] == [one.endswith(str(sources()["asp-faq-va2"].url)) for one in (fr, en)]


def test_a_table_without_grain_tells_none() -> None:
    table = corridor("PHA-LGO-Va1")
    assert table.usage is not None
    usage = msgspec.structs.replace(table.usage, structure="")

    told = reminder(msgspec.structs.replace(table, usage=usage), "fr")

    assert [] == [line for line in told if "Grain" in line]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_is_wider_than_the_terminal(
    columns: int, lang: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))

    lines = cli("usage", "--lang", lang).out.splitlines()

    assert columns >= max(map(len, lines))


def test_french_signs_follow_a_no_break_space(cli: Cli) -> None:
    assert [] == re.findall(r".{10} [:;?!»].{5}|« .{5}", cli("usage").out)


def test_the_lines_of_a_reminder_have_no_width() -> None:
    for code in PUBLISHED:
        lines = reminder(corridor(code), "fr")

        assert [] == [line for line in lines if "\n" in line or line != line.strip()]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_unknown_sons_is_refused_with_the_nearest_and_the_list(lang: str, cli: Cli) -> None:
    said = cli("usage", "--sons", "PHA-LGO", "--lang", lang)

    assert (2, "") == said[:2]
    assert "PHA-LGO-Va1" in said.err
    assert [] == [code for code in covered_codes() if code not in said.err]
