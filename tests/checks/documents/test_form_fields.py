"""DOC024: the fields of a form that nobody filled."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.papers import form, lines, put_paper
from conftest import Said

Check = Callable[..., Said]
TEXT = ["Document de la prestation"]


def emptied(said: Said) -> str | None:
    """What DOC024 lists, if it speaks."""
    found = said.findings("DOC024")
    return found[0]["found"] if found else None


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("FACTURE", [("nom", "x"), ("date", "")], "«\u00a0date\u00a0»"),
        ("FACTURE", [("nom", ""), ("date", "")], None),
        ("MOM", [("nom", "x"), ("date", " ")], "«\u00a0date\u00a0»"),
        ("MOM", [("nom", "x"), ("date", "02/03/2023")], None),
        ("MOM", [("nom", "")], None),
    ],
)
def test_a_form_is_told_where_somebody_began_to_fill_it(
    kind: str,
    fields: list[tuple[str, str]],
    expected: str | None,
    dossiers: ModuleType,
    check: Check,
) -> None:
    dossier = dossiers.MDV.solde()
    put_paper(dossier, kind, form(TEXT, *fields))

    assert expected == emptied(check(dossier))


def test_an_order_is_told_even_where_nobody_began(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    put_paper(dossier, "BON_COMMANDE", form(TEXT, ("nom", ""), ("date", "")))

    (found,) = check(dossier).findings("DOC024")

    assert ("alerte", "certaine") == (found["severity"], found["confidence"])


@pytest.mark.parametrize(
    "name",
    [
        "Fax", "Commentaires", "Observations", "OperateurMSS", "operateur_messagerie", "Adresse_2",
        "Complément d'adresse", "Mandataire", "Options retenues", "Numéro (facultatif)",
    ],
)  # fmt: skip
def test_a_field_that_may_stay_empty_is_not_told(
    name: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    put_paper(dossier, "BON_COMMANDE", form(TEXT, ("nom", "x"), (name, "")))

    assert None is emptied(check(dossier))


def test_ten_names_are_shown_and_the_others_counted(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    fields = [(f"champ {chr(97 + rank)}", "") for rank in range(12)]
    put_paper(dossier, "BON_COMMANDE", form(TEXT, *fields))

    found = emptied(check(dossier)) or ""

    assert found.endswith("… (+ 2)")
    assert 10 == found.count("champ")


def test_a_paper_without_fields_has_none_to_fill(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    put_paper(dossier, "BON_COMMANDE", lines(*TEXT, "Nom : ........"))

    assert None is emptied(check(dossier))


def test_the_form_of_the_sas_is_read_without_json(dossiers: ModuleType, check: Check) -> None:
    dossier = next(one for one in dossiers.CORRIDORS if one.sons == "SAS").avance()
    dossier.pieces["formulaire_avance.pdf"] = form(TEXT, ("montant", "30000"), ("date", ""))
    dossier.json, dossier.extra = {}, {}
    dossier.toml = {"sons": '"SAS"', "phase": '"avance"', "depot": "2024-05-14"}

    assert "«\u00a0date\u00a0»" == emptied(check(dossier))
