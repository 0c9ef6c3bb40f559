"""The checklist: who does what, order by order, the deed first; as text, and as Markdown with boxes."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from conftest import EXAMPLES, Cli
from reporters.made import facts, finding, request
from reporters.made import report as run
from segur_check.report import (
    DeclaredControl,
    Facts,
    Finding,
    Location,
    Report,
    RequestReport,
    Unchecked,
)
from segur_check.reporters.actions import actions
from segur_check.reporters.display import Display
from segur_check.values.actor import Actor

Make = Callable[..., Any]


def deed(actor: Actor, code: str, mark: str, **changes: Any) -> Finding:  # noqa: ANN401 - any field
    told = {"actor": actor, "code": code, "fingerprint": mark, "action": f"Faites {mark}."}
    return replace(finding("a-modifier"), **(told | changes))


def facts_of(client: str) -> Facts:
    return replace(facts(), client=client)


def heads(text: str) -> list[str]:
    return re.findall(r"^[A-ZÀ-Ü' ]+$", text, re.MULTILINE)


def test_actors_come_in_the_order_of_the_deposit_and_each_deed_once() -> None:
    told = actions(
        run(
            request(
                deed("ans", "ELI008", "e"),
                deed("fournisseur", "ELI009", "d"),
                deed("commandes", "FMT005", "c"),
                deed("comptabilite", "DOC006", "b"),
                deed("client", "DOC014", "a"),
                deed("asp", "CAL004", "f"),
                deed("client", "DOC024", "g", caused_by="a"),
            )
        )
    )

    assert heads(told) == [
        "À DEMANDER AU CLIENT",
        "COMPTABILITÉ",
        "SERVICE DES COMMANDES",
        "DIRECTION DU FOURNISSEUR",
        "À DEMANDER À L'ASP",
        "À DEMANDER À L'ANS",
        "POUR FINIR",
    ]
    assert [told.count(f"- Faites {mark}.") for mark in "abcdefg"] == [1, 1, 1, 1, 1, 1, 0]


def test_an_entry_says_the_order_its_client_the_paper_its_page_and_why() -> None:
    page = Location("dossier/pieces/facture.pdf", page=2)
    told = actions(run(request(deed("comptabilite", "DOC006", "b", locations=(page,)))))

    assert "Demande 1 · numéro éditeur CMD-1 · Centre hospitalier\n- Faites b.\n" in told
    assert "  À MODIFIER DOC006, facture.pdf, page 2\u00a0: Constat 430,00 €" in told


def test_what_was_not_given_is_asked_of_who_can_give_it_once_for_a_file() -> None:
    lack = Unchecked("ELI008", "non-fourni", "Pilotes inconnus ; donnez-les", "fournisseur")
    unpublished = Unchecked("CAL011", "non-publie", "Ouverture inconnue")
    controls = (DeclaredControl("CAL011", "Ouverture non publiée", "", "nc", "FAQ", None),)
    told = actions(
        replace(
            run(
                request(not_checked=(lack, unpublished)),
                request(line=2, not_checked=(lack,)),
            ),
            controls=controls,
        )
    )

    assert heads(told) == ["DIRECTION DU FOURNISSEUR", "POUR FINIR"]
    assert told.count("Pilotes inconnus") == 1
    assert "Non vérifié ELI008 (à fournir, 2 demandes)" in told
    assert "1 point n'a pas été vérifié, faute de texte publié" in told
    assert "Ouverture non publiée (CAL011)" in " ".join(told.split())
    assert "Rien à corriger" not in told


def test_nothing_to_do_is_said_and_is_no_acceptance() -> None:
    told = " ".join(actions(run(request(finding("info")))).split())

    assert "Rien à corriger ni à fournir d'après les contrôles faits." in told
    assert "Ce n'est pas une acceptation" in told
    assert "conforme" not in told


def test_it_ends_with_the_simulator_the_test_deposits_and_the_incomplete_requests() -> None:
    told = actions(run(request(finding())))

    places = [
        told.index(word) for word in ("simulateur", "déposez-en d'abord", "incomplètes\u00a0»")
    ]
    assert places == sorted(places)
    assert told.index("POUR FINIR") < places[0]


def test_a_list_is_titled_with_its_dossier_or_with_how_many_there_are() -> None:
    one, two = request(file="lot/d5/avance.json"), request(line=2, file="lot/d5/avance.json")

    def title(*requests: RequestReport) -> str:
        return actions(run(*requests)).partition("\n\n")[0].partition("\u00a0: ")[2]

    assert title(one) == "d5/avance.json · Centre hospitalier"
    assert title(one, two) == "d5/avance.json · Centre hospitalier"
    assert title(one, request(line=3, file="lot/d5/avance.json", about=facts_of("Dr X"))) == (
        "d5/avance.json · 2 demandes"
    )
    assert title(one, request(file="lot/d6/avance.json")) == "2 dossiers"


def test_the_same_deed_of_several_requests_is_one_entry_that_names_them() -> None:
    same = [
        replace(deed("client", "DOC014", "x"), fingerprint=f"m{line}", message=f"Bon {line}")
        for line in (1, 2, 3)
    ]
    told = actions(run(*(request(one, line=line) for line, one in enumerate(same, 1))))

    assert told.count("- Faites x.") == 1
    assert "Demandes 1 à 3 · avance.json\n- Faites x.\n" in told
    assert "  À MODIFIER DOC014, demande 2, 430,00 €.json, ligne 3\u00a0: Bon 2" in told


def test_what_else_a_deed_ends_is_said_under_it() -> None:
    cause = deed("comptabilite", "MNT006", "a")
    ended = [deed("client", code, code, caused_by="a") for code in ("DOC006", "PIE009")]
    told = actions(run(request(cause, *ended)))

    assert "  Règle aussi\u00a0: DOC006, PIE009" in told
    assert "- Faites DOC006." not in told


def test_what_is_to_be_looked_at_or_asked_stands_in_a_section_of_its_own() -> None:
    look = replace(finding("info", "DOC016"), deed=True, action="Regardez la signature.")
    ask = replace(finding("info", "DEM005"), deed=True, action="Demandez.", actor="asp")
    told = actions(run(request(look, ask, finding("info", "MNT013"))))

    assert heads(told) == ["À VÉRIFIER OU À SAVOIR", "POUR FINIR"]
    assert "Service des commandes · Demande 1 · numéro éditeur CMD-1" in told
    assert "- Regardez la signature.\n  INFO DOC016" in told
    assert "ASP · Demande 1" in told
    assert "MNT013" not in told
    assert "Rien à " not in told
    assert "Aucune correction d'après les contrôles faits\u00a0; il reste à vérifier" in told


@pytest.mark.parametrize(
    ("example", "deed"),
    [
        ("DOC016-bon-signe", "Vérifiez que chaque signataire est bien la personne attendue"),
        (
            "DOC005-autre-taux-de-tva",
            "Vérifiez visuellement la signature de : « bon_commande_CMD-2022-0042.pdf ».",
        ),
        (
            "DEM005-annulation-partielle-avance-percue",
            "Avant de déposer à nouveau, demandez à l'assistance",
        ),
        ("DEM011-enrolement-complementaire-anticipe", "Déposez l'enrôlement depuis votre espace"),
    ],
)
def test_the_deeds_of_mere_information_are_on_the_list(cli: Cli, example: str, deed: str) -> None:
    told = cli("check", EXAMPLES / "rejected" / example, "-o", "actions").out

    assert f"- {deed}" in " ".join(told.split())
    assert "Rien à " not in told
    assert not re.search("SYS003|MNT013|CAL012", told)


def test_papers_alone_have_no_simulator() -> None:
    told = actions(run(request(finding(), line=None), papers=True))

    assert "simulateur" not in told
    assert "Le dossier (pièces seules, sans JSON) · Centre hospitalier · avance.json" in told


def test_what_is_below_the_asked_severity_is_counted() -> None:
    told = actions(run(request(finding("alerte"))), Display(min_severity="rejet"))

    assert "Action 430,00 €" not in told
    assert "1 constat moins grave non affiché" in told


def test_a_list_is_whole_whatever_max_shown_says() -> None:
    many = [request(deed("client", "DOC014", f"m{line}"), line=line) for line in range(1, 41)]

    assert actions(run(*many), Display(max_shown=3)).count("- Faites m") == 40


def test_in_english_too() -> None:
    told = actions(run(request(deed("comptabilite", "DOC006", "b")), lang="en"))

    assert "ACCOUNTS DEPARTMENT" in told
    assert "JSON simulator" in told


def test_no_hostile_text_forges_an_entry_or_a_section(hostile: Report) -> None:
    told = actions(hostile)
    ours = re.compile(r"^(- |  |\S.*·|[A-ZÀ-Ü' ]+$|$)")
    head, _, _ = told.partition("POUR FINIR")

    assert [line for line in head.splitlines()[3:] if not ours.match(line)] == []


def test_markdown_shows_hostile_texts_as_text_in_boxes(hostile: Report) -> None:
    page = MarkdownIt("gfm-like", {"linkify": False}).parse(
        actions(hostile, Display(markdown=True))
    )
    kinds = {inner.type for block in page for inner in block.children or ()}
    items = [block.content for block in page if block.type == "inline" and block.level == 3]

    assert kinds <= {"text", "softbreak", "html_inline", "text_special"}
    raw = {
        inner.content
        for block in page
        for inner in block.children or ()
        if inner.type == "html_inline"
    }
    assert raw <= {"<!-- -->"}
    assert not [block for block in page if block.type in {"html_block", "fence", "code_block"}]
    assert all(item.startswith("[ ] ") for item in items)


def test_the_end_of_the_files_name_chooses_markdown(cli: Cli, tmp_path: Path) -> None:
    example = EXAMPLES / "rejected" / "DOC006-autre-montant-sur-la-facture"
    files = [tmp_path / name for name in ("liste.md", "liste.txt")]
    asked = [option for file in files for option in ("-o", f"actions:{file}")]

    assert cli("check", example, *asked).code == 1
    marked, plain = (file.read_text(encoding="utf-8") for file in files)
    name = "DOC006-autre-montant-sur-la-facture/solde.json"
    assert marked.startswith(f"# À faire avant le dépôt\u00a0: {name} · Dr Camille Exemple\n")
    assert "## Comptabilité" in marked
    assert "- [ ] " in marked
    assert "[ ]" not in plain
    assert max(map(len, plain.splitlines())) <= 78


def test_a_lot_is_one_list_by_actor_then_by_order(cli: Cli, tmp_path: Path) -> None:
    lot, file = tmp_path / "lot", tmp_path / "liste.txt"
    for name in (
        "DOC006-autre-montant-sur-la-facture",
        "CAL004-solde-une-minute-trop-tard",
        "DEM004-renonciation-absente",
    ):
        shutil.copytree(EXAMPLES / "rejected" / name, lot / name)

    assert cli("batch", lot, "-q", "-o", f"actions:{file}").code == 1
    told = file.read_text(encoding="utf-8")
    assert heads(told) == [
        "À DEMANDER AU CLIENT",
        "COMPTABILITÉ",
        "À DEMANDER À L'ASP",
        "À VÉRIFIER OU À SAVOIR",
        "POUR FINIR",
    ]
    assert [told.index(code) for code in ("DEM004,", "DOC006,", "CAL004,")] == sorted(
        told.index(code) for code in ("DEM004,", "DOC006,", "CAL004,")
    )
    assert f"{lot.name}/DEM004-renonciation-absente" in told
