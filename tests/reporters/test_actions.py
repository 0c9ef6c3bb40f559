"""The checklist: who does what, order by order, the deed first; as text, and as Markdown with boxes."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from msgspec.structs import replace

from conftest import EXAMPLES, Cli
from reporters.made import finding, request
from reporters.made import report as run
from segur_check.report import DeclaredControl, Finding, Location, Report, Unchecked
from segur_check.reporters.actions import actions
from segur_check.reporters.display import Display
from segur_check.values.actor import Actor

Make = Callable[..., Any]


def deed(actor: Actor, code: str, mark: str, **changes: Any) -> Finding:  # noqa: ANN401 - any field
    told = {"actor": actor, "code": code, "fingerprint": mark, "action": f"Faites {mark}."}
    return replace(finding("a-modifier"), **(told | changes))


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
        "CLIENT",
        "COMPTABILITÉ",
        "SERVICE DES COMMANDES",
        "DIRECTION DU FOURNISSEUR",
        "ASP",
        "ANS",
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
    assert marked.startswith("# À faire avant le dépôt\n")
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
    assert heads(told) == ["CLIENT", "COMPTABILITÉ", "ASP", "POUR FINIR"]
    assert [told.index(code) for code in ("DEM004,", "DOC006,", "CAL004,")] == sorted(
        told.index(code) for code in ("DEM004,", "DOC006,", "CAL004,")
    )
    assert f"{lot.name}/DEM004-renonciation-absente" in told
