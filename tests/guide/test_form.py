"""The page that `init` leaves: every key of the request, only values that the schema knows, and no attachment."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from lxml import html

from conftest import Cli
from segur_check.guide.papers import has_papers
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.rules.fields import fields
from segur_check.rules.schemas import schema_of
from segur_check.values.guide_page import GUIDE_PAGES
from segur_check.values.step import STEPS_WITH_JSON, Step

LANGS = ("fr", "en")
WITH_JSON = [
    (code, step)
    for code in covered_codes()
    for step in sorted(STEPS_WITH_JSON)
    if has_papers(corridor(code), step) and corridor(code).step(step) is not None
]
WITHOUT_JSON = [
    (code, step)
    for code in covered_codes()
    for step in Step
    if step not in STEPS_WITH_JSON and has_papers(corridor(code), step)
]


def made(cli: Cli, folder: Path, sons: str, step: str, lang: str = "fr") -> Path:
    """An empty dossier."""
    assert 0 == cli("init", folder, "--sons", sons, "--phase", step, "--lang", lang).code
    return folder


def page_of(folder: Path, lang: str = "fr") -> Any:  # noqa: ANN401 - a tree of lxml
    return html.fromstring((folder / GUIDE_PAGES[lang]).read_text(encoding="utf-8"))


def text_of(page: Any) -> str:  # noqa: ANN401 - a tree of lxml
    return " ".join(page.text_content().replace("\u00a0", " ").split())


def keys_of(tree: dict[str, Any], above: str = "") -> Iterator[str]:
    """The keys of a JSON that hold no block, in its order."""
    for key, value in tree.items():
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            yield from keys_of(inner, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def node_of(step: str, path: str) -> dict[str, Any]:
    """What the schema says of a key."""
    node = schema_of(step)
    for key in path.split("."):
        node = node.get("items", node) if "properties" not in node else node
        node = node["properties"][key]
    return node


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("sons", "step"), WITH_JSON)
def test_every_key_of_the_json_stands_in_the_page_in_its_order(
    sons: str, step: str, lang: str, cli: Cli, tmp_path: Path
) -> None:
    folder = made(cli, tmp_path / "d", sons, step, lang)
    tree = json.loads((folder / f"{step}.json").read_text(encoding="utf-8"))

    page = page_of(folder, lang)

    assert [*keys_of(tree)] == page.xpath("//@data-path")
    for row in page.xpath("//tr[th/@data-path]"):
        cells = [cell.text_content().strip() for cell in row]
        assert "" not in cells
        assert "" != row.xpath("string(th/span)")


@pytest.mark.parametrize(("sons", "step"), WITH_JSON)
def test_every_value_of_the_page_is_one_that_the_schema_takes(
    sons: str, step: str, cli: Cli, tmp_path: Path
) -> None:
    page = page_of(made(cli, tmp_path / "d", sons, step))

    for row in page.xpath("//tr[th/@data-path]"):
        node = node_of(step, row.xpath("string(th/@data-path)"))
        values = [json.loads(text) for text in row.xpath(".//code[@class='value']/text()")]
        known = node.get("enum") or node.get("examples") or [node.get("const")]
        if node.get("type") == "boolean":
            known = [True, False]
        assert [] == [value for value in values if value not in known]
        assert bool(values) == (known != [None])
        meanings = [one.text_content().partition(" ")[2] for one in row.xpath(".//li")]
        assert "" not in meanings


def test_every_field_of_the_table_is_a_key_and_its_example_fits() -> None:
    keys = {path.removeprefix("lignesImport.") for path in _all_paths(schema_of("solde"))}

    assert set() == set(fields().field) - keys
    for path, field in fields().field.items():
        if not field.example:
            continue
        root = path in schema_of("solde")["properties"]
        node = node_of("solde", path if root else f"lignesImport.{path}")
        jsonschema.validate(json.loads(field.example), node)


def _all_paths(node: dict[str, Any], above: str = "") -> Iterator[str]:
    node = node.get("items", node) if "properties" not in node else node
    for key, inner in node.get("properties", {}).items():
        yield f"{above}{key}"
        yield from _all_paths(inner, f"{above}{key}.")


def test_what_is_required_follows_the_sons_and_the_step(cli: Cli, tmp_path: Path) -> None:
    def needs(sons: str, step: str) -> dict[str, str]:
        page = page_of(made(cli, tmp_path / f"{sons}-{step}", sons, step))
        return {
            row.xpath("string(th/@data-path)").removeprefix("lignesImport."): row[2]
            .text_content()
            .replace("\u00a0", " ")
            for row in page.xpath("//tr[th/@data-path]")
        }

    order, balance = needs("HOP-DPI-Va2", "avance"), needs("MS1", "solde")

    assert "Oui" == order["numeroAns"] == order["typePrestation"] == order["commande.dateCommande"]
    assert "Oui" == order["beneficiaires.structure.FINESSPMSI"]
    assert "Oui" == balance["deploiementMSS"]
    assert "Attendu : son absence donne une alerte, sans bloquer" == balance["numeroASP"]  # FMT015
    assert "Oui ; déjà rempli, à vérifier" == order["commande.regimeTVA"] == balance["numLigne"]
    assert "Non : laissez null, l'ASP le remplit" == order["numeroASP"] == balance["impId"]
    assert "Si isMandataire est true ; sinon laissez null" == order["beneficiaires.nomMandataire"]
    assert "sinon laissez []" in order["beneficiaires.structure.FINESSGeo"]
    liberal = needs("MDV-LGC-Va1", "avance")["beneficiaires.liberal.RPPS"]
    assert "Oui, un seul suffit" in liberal
    assert "RPPS" in liberal


def test_the_choice_of_the_service_is_explained(cli: Cli, tmp_path: Path) -> None:
    french = text_of(page_of(made(cli, tmp_path / "fr", "HOP-DPI-Va2", "avance")))
    english = text_of(page_of(made(cli, tmp_path / "en", "HOP-DPI-Va2", "avance", "en"), "en"))
    wave_1 = text_of(page_of(made(cli, tmp_path / "v1", "MDV-LGC-Va1", "avance")))

    assert '"V2" le client a déjà un logiciel référencé vague 1' in french
    assert '"V1V2" le client n\'a pas de logiciel référencé vague 1' in french
    assert '"V2" the client already has software' in english
    assert "typePrestation" not in wave_1


def test_va_and_mom_are_explained_with_who_signs_and_by_when(cli: Cli, tmp_path: Path) -> None:
    wave_1 = text_of(page_of(made(cli, tmp_path / "a", "MDV-LGC-Va1", "solde")))
    wave_2 = text_of(page_of(made(cli, tmp_path / "b", "HOP-DPI-Va2", "solde")))
    order = text_of(page_of(made(cli, tmp_path / "c", "HOP-DPI-Va2", "avance")))

    for told in (wave_1, wave_2):
        assert "VA : vérification d'aptitude." in told
        assert "MOM : mise en ordre de marche." in told
        assert "il le complète et le signe" in told
    assert "Fin de la prestation, au plus tard : 20/09/2023 à 14h00" in wave_1
    assert "Aucun texte trouvé ne dit quand il faut une VA" in wave_1
    assert "Pour ce SONS, la pièce attendue est la VA." in wave_2
    assert "mise en ordre de marche" not in order


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("sons", "step"), WITHOUT_JSON)
def test_a_step_without_json_has_a_page_of_its_papers(
    sons: str, step: str, lang: str, cli: Cli, tmp_path: Path
) -> None:
    page = page_of(made(cli, tmp_path / "d", sons, step, lang), lang)

    assert [] == page.xpath("//@data-path")
    assert [] != page.xpath("//td[@data-label]")


@pytest.mark.parametrize(("sons", "step"), [*WITH_JSON, *WITHOUT_JSON])
def test_each_page_is_in_one_language(sons: str, step: str, cli: Cli, tmp_path: Path) -> None:
    french = text_of(page_of(made(cli, tmp_path / "fr", sons, step)))
    folder = made(cli, tmp_path / "en", sons, step, "en")
    english = text_of(page_of(folder, "en"))
    settings = (folder / "dossier.toml").read_text(encoding="utf-8")

    assert [] == re.findall(r"\b(?:the|what|which|when|with|write|leave)\b", french, re.IGNORECASE)
    kept = re.sub(r"\([^()]*;[^()]*\)|\([^()]*\)", "", english)  # titles of sources, French names
    assert [] == re.findall(r"\b(?:les|une|est|avec|pour|quand|écrire|laissez)\b", kept)
    assert [] == re.findall(r"\b(?:les|une|est|pour|quand|sans|dépôt)\b", settings)


@pytest.mark.parametrize("name", [*GUIDE_PAGES.values(), "PIECES.md", "lisez-moi.HTML"])
def test_the_page_is_no_attachment(
    name: str, cli: Cli, tmp_path: Path, dossiers: ModuleType
) -> None:
    for place in ("", "pieces"):
        folder = tmp_path / f"in-{place or 'folder'}"
        dossiers.MDV.avance().write(folder)
        if not place:  # the attachments beside the JSON
            for file in (folder / "pieces").iterdir():
                file.rename(folder / file.name)
            (folder / "pieces").rmdir()
        (folder / place / name).write_text("<!doctype html>", encoding="utf-8")
        archive = shutil.make_archive(str(tmp_path / f"zip-{place}"), "zip", folder)

        for given in (folder, archive):
            said = cli("check", given, "-o", "json")
            assert (0, False) == (said.code, name in said.out)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("sons", "step"), WITH_JSON)
def test_an_empty_dossier_is_told_what_to_fill_in(
    sons: str, step: str, lang: str, cli: Cli, tmp_path: Path
) -> None:
    folder = made(cli, tmp_path / "d", sons, step, lang)

    said = cli("check", folder, "-o", "json", "--lang", lang)

    assert 1 == said.code
    empty = " ".join(one["message"] for one in said.findings("FMT006"))
    assert [] == [key for key in ("numeroAns", "siret", "numeroEditeur") if key not in empty]


@pytest.mark.parametrize(("sons", "step"), WITHOUT_JSON)
def test_an_empty_dossier_of_papers_is_told_what_to_attach(
    sons: str, step: str, cli: Cli, tmp_path: Path
) -> None:
    said = cli("check", made(cli, tmp_path / "d", sons, step), "-o", "json")

    assert "sans-anomalie" != said.report["verdict"]


def test_init_says_which_page_to_open_and_what_to_type(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    french = cli("init", "mon dossier", "--sons", "MS1", "--phase", "solde").out
    english = cli("init", "my dossier", "--sons", "MS1", "--phase", "solde", "--lang", "en").out

    assert "LISEZ-MOI.html dans un navigateur" in " ".join(french.split())
    assert "READ-ME.html in a browser" in " ".join(english.split())
    assert re.search(r"segur-check check ['\"]mon dossier['\"]\n\Z", french)
