"""Who can mend a finding: whom its control names, or who makes or signs the document that it is about."""

from typing import Any

import pytest

from conftest import EXAMPLES, Cli
from segur_check.rules.controls import control_texts
from segur_check.rules.documents import makers
from segur_check.rules.schemas import known_piece_types


def actors(report: dict[str, Any], code: str) -> set[str]:
    return {
        finding["actor"]
        for request in report["requests"]
        for finding in request["findings"]
        if finding["code"] == code
    }


@pytest.mark.parametrize(
    ("example", "actor"),
    [
        ("DOC005-autre-taux-de-tva", "commandes"),  # an order form
        ("DOC006-autre-montant-sur-la-facture", "comptabilite"),
        ("DOC014-champ-de-signature-vide", "client"),  # who signs the order form
        ("DOC040-attestation-sans-signataire", "fournisseur"),  # who signs the statement
        ("DOC040-renonciation-sans-signataire", "client"),
        ("PIE008-va-ou-mom-absente", "client"),  # by the type of what is missing
        ("PIE008-sas-sans-cgu", "fournisseur"),
        ("DEM004-renonciation-absente", "client"),  # a dossier without JSON
        ("CAL004-solde-une-minute-trop-tard", "asp"),
    ],
)
def test_the_actor_follows_the_document_that_the_finding_is_about(
    cli: Cli, example: str, actor: str
) -> None:
    report = cli("check", EXAMPLES / "rejected" / example, "-o", "json").report

    assert {actor} == actors(report, example.partition("-")[0])


def test_what_is_lacking_names_who_can_give_it(cli: Cli) -> None:
    report = cli("check", EXAMPLES / "accepted" / "BIO-SGL-Va2-solde", "-o", "json").report

    assert all(lack["actor"] for request in report["requests"] for lack in request["not_checked"])


def test_only_documents_of_a_known_type_have_makers() -> None:
    assert set(makers()) <= set(known_piece_types())


def test_each_control_that_goes_by_a_document_looks_at_one() -> None:
    by_document = {code for code, text in control_texts().items() if text.actor_by}

    assert all(code.startswith(("DOC", "PIE", "DEM", "MSS")) for code in by_document)
