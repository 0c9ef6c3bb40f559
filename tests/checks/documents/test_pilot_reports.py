"""DOC038: what the client says of the prestation in the report of a pilot."""

import importlib
import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from checks.papers import blank, columns, form, lines, sheets, truetype
from conftest import EXAMPLES, Said

sys.path.insert(0, str(EXAMPLES))
steps: ModuleType = importlib.import_module("steps")
sys.path.remove(str(EXAMPLES))

Check = Callable[..., Said]
Report = Callable[[bytes], Said]
HEAD = ("Procès-verbal d'installation pilote", "FINESS PMSI : 330781196", "Solution : HospiLac 7")
SIGNED = ("Pour le client, Alix Modèle", "Fait le 01/09/2025")


@pytest.fixture
def report(check: Check) -> Report:
    """Check a step of the pilots whose first report is this PDF."""

    def call(pdf: bytes) -> Said:
        dossier = steps.pilots_dpi()
        dossier.pieces["pv_pilote_1.pdf"] = pdf
        return check(dossier)

    return call


def saying(*texts: str) -> bytes:
    """A report that says this."""
    return lines(*HEAD, *texts, *SIGNED)


RIGHT = {
    "as the text has it": "La prestation est complète et conforme, la solution est stable.",
    "in capitals": "PRESTATION COMPLÈTE ET CONFORME ; SOLUTION STABLE",
    "no reserve": "Recette prononcée sans réserve ; aucun incident n'est relevé.",
    "wholly": "La mise à jour a été réalisée dans son intégralité et fonctionne.",
    "well": "La Prestation Ségur a bien été réalisée ; la stabilité du logiciel est constatée.",
    "good execution": "Le client témoigne de la bonne réalisation et de la stabilité de la solution.",
    "nothing major": "Prestation conforme. Aucune réserve majeure. Solution stable en production.",
    "neither of them": "Prestation complète et conforme, sans réserve majeure ni instabilité.",
    "a major reserve: none": "Prestation conforme, solution stable. Réserve majeure : néant",
    "a reserve to fill in": "Prestation conforme, solution stable. Réserves majeures : ..........",
    "a reserve lifted": "La réserve majeure du 02/09 est levée : prestation conforme, solution stable.",
    "a non-conformity mended": "Prestation conforme : la non-conformité relevée a été corrigée. Stable.",
    "reserves lifted since": "Des réserves majeures ont été émises. Levées le 05/09. Conforme, stable.",
    "nor a blocking fault": "Le client ne constate ni anomalie bloquante ni instabilité. Conforme.",
    "a reminder": "Une prestation incomplète ou non conforme n'est pas payée. Bonne réalisation ; stable.",
    "a report without signature": "Le PV est non conforme s'il n'est pas signé. Complète et stable.",
    "a condition": "Prestation conforme, solution stable. En cas de non-conformité, écrivez-nous.",
    "a definition": "Une anomalie bloquante est un défaut qui arrête le service. Conforme et stable.",
    "a choice struck out": "Prestation conforme / non conforme ; solution stable / instable",
    "boxes": "[x] conforme [ ] non conforme [x] stable [ ] instable",
    "the other box first": "[ ] non conforme [x] conforme [ ] instable [x] stable",
    "yes": "Prestation complète et conforme : oui. Solution stable : oui.",
    "nothing left": "Prestation conforme, solution stable. Reste à faire : néant",
    "nothing left to install": "Conforme et stable ; aucun module ne reste à installer.",
    "a heading to fill in": "Installation conforme et stable. Reste à faire : ..........",
    "the acceptance is left": "L'installation est conforme et stable ; la VA reste à réaliser.",
    "what was not asked": "Conforme et stable, à l'exception du module Bloc, non concerné.",
    "what is done since": "Conforme, stable. Le raccordement DMP reste à faire : levé le 05/09, conforme.",
    "an exception of nothing": "Prestation conforme et stable, à l'exception des jours fériés.",
    "it was unstable before": "L'ancienne version était instable ; la nouvelle est conforme et stable.",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_a_right_report_is_silent(text: str, report: Report) -> None:
    assert "DOC038" not in report(saying(text)).codes


PAPERS = {
    "in another font": lambda: truetype(*HEAD, "Prestation complète et conforme, stable.", *SIGNED),
    "in two columns": lambda: columns(
        [*HEAD, "Prestation complète et"], ["Alix Modèle", "", "Solution stable", "conforme"]
    ),
    "over two lines, cut": lambda: saying("La prestation est con-", "forme et la solution est sta-", "ble."),
    "over two pages": lambda: sheets([*HEAD, "Prestation conforme"], ["Solution stable", *SIGNED]),
    "a form": lambda: form(
        [*HEAD, "conforme, non conforme, stable, instable", *SIGNED],
        ("Conforme", "Oui"), ("Stable", "Oui"),
    ),
    "a scan": blank,
    "a scanned second page": lambda: sheets([*HEAD, "Voir la page suivante"], []),
}  # fmt: skip


@pytest.mark.parametrize("made", PAPERS.values(), ids=PAPERS)
def test_a_right_report_is_silent_however_it_is_made(
    made: Callable[[], bytes], report: Report
) -> None:
    assert "DOC038" not in report(made()).codes


CONTRARY = {
    "not conforming": ("La prestation n'est pas conforme ; la solution est stable.", "prestation non conforme"),
    "non-conforming": ("Prestation non conforme, solution stable.", "prestation non conforme"),
    "incomplete": ("L'installation est incomplète ; le logiciel est stable.", "prestation incomplète"),
    "partial": ("La prestation a été partiellement réalisée, elle est stable.", "prestation incomplète"),
    "not ended": ("La prestation n'est pas encore terminée. Solution stable.", "prestation incomplète"),
    "unstable": ("Prestation complète et conforme. La solution est instable.", "solution instable"),
    "not stable": ("Prestation conforme, mais la solution n'est pas stable.", "solution instable"),
    "a major reserve": (
        "Le client accepte la prestation avec une réserve majeure : le DMP.", "réserve ou anomalie majeure",
    ),
    "a blocking fault": (
        "La prestation est conforme. Il subsiste des anomalies bloquantes.", "réserve ou anomalie majeure",
    ),
    "both": (
        "La prestation n'est pas conforme et la solution n'est pas stable.",
        "prestation non conforme, solution instable",
    ),
    "neither, nor": (
        "La prestation n'est ni complète ni conforme ; la solution est stable.",
        "prestation incomplète, prestation non conforme",
    ),
    "boxes": ("[ ] conforme [x] non conforme [x] stable [ ] instable", "prestation non conforme"),
    "an exception": (
        "L'installation est conforme, à l'exception du raccordement MSS. Solution stable.",
        "prestation incomplète",
    ),
    "an exception of a complete one": (
        "La prestation est complète, hormis l'alimentation du DMP. Solution stable.",
        "prestation incomplète",
    ),
    "all but": (
        "Toutes les fonctions sont installées, à l'exception du DMP. Solution stable.",
        "prestation incomplète",
    ),
    "left to do": (
        "Prestation conforme et stable. Reste à faire : alimentation du DMP.", "prestation incomplète",
    ),
    "left to put to work": (
        "Conforme et stable ; les raccordements au DMP restent à mettre en œuvre.",
        "prestation incomplète",
    ),
    "no": ("Prestation complète et conforme : oui. Solution stable : non.", "solution instable"),
}  # fmt: skip


@pytest.mark.parametrize("drawn", [lines, truetype])
@pytest.mark.parametrize(("text", "said"), CONTRARY.values(), ids=CONTRARY)
def test_a_report_that_says_the_contrary_is_told(
    text: str, said: str, drawn: Callable[..., bytes], report: Report
) -> None:
    (found,) = report(drawn(*HEAD, text, *SIGNED)).findings("DOC038")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert f"\u00a0: {said}\u00a0;" in found["message"]
    assert "pv_pilote_1.pdf" in found["locations"][0]["file"]


def test_what_a_form_leaves_to_be_done_is_told(report: Report) -> None:
    page = [*HEAD, "Prestation conforme, solution stable. Reste à faire :", *SIGNED]

    left = report(form(page, ("Reste à faire", "raccordement au DMP")))
    done = report(form(page, ("Reste à faire", "rien")))

    assert "prestation incomplète" in left.findings("DOC038")[0]["message"]
    assert "DOC038" not in done.codes


def test_the_fields_of_a_form_count_before_its_labels(report: Report) -> None:
    pdf = form([*HEAD, "conforme, stable", *SIGNED], ("Conforme", "Oui"), ("Stable", "Non"))

    (found,) = report(pdf).findings("DOC038")

    assert "solution instable" in found["message"]


NOTHING = {
    "a visit": "Le client pilote a reçu l'équipe de l'éditeur.",
    "a delivery": "La version a été livrée le 28/08/2025.",
    "a complete name": "Nom complet du signataire : Alix Modèle",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_a_report_that_says_nothing_of_the_prestation_is_told(text: str, report: Report) -> None:
    said = report(saying(text))
    (found,) = said.findings("DOC038")

    assert "alerte" == found["severity"]
    assert "asp-faq-va2" == found["source"]["id"]
    assert "a-verifier" == said.report["verdict"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("La prestation est complète et conforme.", "solution stable"),
        ("La solution est stable.", "prestation complète et conforme"),
    ],
)
def test_a_report_that_says_half_is_told_for_information(
    text: str, missing: str, report: Report
) -> None:
    said = report(saying(text))
    (found,) = said.findings("DOC038")

    assert "info" == found["severity"]
    assert missing in found["message"]
    assert "sans-anomalie" == said.report["verdict"]


def test_an_order_in_place_of_a_report_is_not_judged(report: Report) -> None:
    assert "DOC038" not in report(lines("Bon de commande n° 12", "HospiLac 7")).codes
