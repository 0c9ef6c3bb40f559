"""Amounts are told as the file writes them: with every decimal, and grouped by thousands."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.edits import put
from checks.made_documents import plain
from conftest import Said

Check = Callable[..., Said]

# What the JSON writes, in French and in English.
WRITTEN = [
    ("430.0000000000001", "430,0000000000001 €", "€430.0000000000001"),
    ("12430.000000000003", "12 430,000000000003 €", "€12,430.000000000003"),
    ("430.12345678901234567890", "430,1234567890123456789 €", "€430.1234567890123456789"),
    ("430.0100000000", "430,01 €", "€430.01"),
    ("431", "431,00 €", "€431.00"),
]


def changed(dossiers: ModuleType, sons: str, key: str, number: str) -> object:
    """The avance of a SONS with an amount of its order written so."""
    dossier = getattr(dossiers, sons).avance()
    put(dossier, f"commande.{key}", dossiers.Raw(number))
    return dossier


@pytest.mark.parametrize(("number", "french", "english"), WRITTEN)
@pytest.mark.parametrize("sons", ["MDV", "LGO", "DPI"])
def test_an_amount_other_than_the_document_s_is_shown_as_it_is_written(
    sons: str, number: str, french: str, english: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = changed(dossiers, sons, "montantSegurTTC", number)

    for lang, told in (("fr", french), ("en", english)):
        [found] = check(dossier, "--lang", lang).findings("DOC006")
        assert told in plain(found["expected"])
        assert told in plain(found["message"])
        assert plain(found["expected"]) != plain(found["found"])


@pytest.mark.parametrize(("number", "french", "english"), WRITTEN)
def test_a_sum_and_a_tax_show_the_amount_as_it_is_written(
    number: str, french: str, english: str, dossiers: ModuleType, check: Check
) -> None:
    for key, code in (("montantSegurTTC", "MNT006"), ("montantTVA", "MNT004")):
        dossier = changed(dossiers, "MS1", key, number)
        for lang, told in (("fr", french), ("en", english)):
            [found] = check(dossier, "--lang", lang).findings(code)
            assert told == plain(found["found"])
            assert told in plain(found["message"])


@pytest.mark.parametrize(
    ("sons", "number", "found", "difference"),
    [
        ("MDV", "71.6700000000001", "71,6700000000001 €", "0,0000000000001 €"),
        ("LGO", "125.009999999999", "125,009999999999 €", "0,009999999999 €"),
        ("DPI", "9649.9999999", "9 649,9999999 €", "0,0000001 €"),
    ],
)
def test_a_tax_within_a_cent_shows_what_is_left(
    sons: str, number: str, found: str, difference: str, dossiers: ModuleType, check: Check
) -> None:
    said = check(changed(dossiers, sons, "montantTVA", number))

    [told] = said.findings("MNT005")
    assert found == plain(told["found"])
    assert difference in plain(told["message"])


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("430.0000000000001", "430,0000000000001"),
        ("358.333", "358,333"),
        ("12430.000000000003", "12430,000000000003"),
    ],
)
def test_decimals_too_many_are_all_shown(
    number: str, found: str, dossiers: ModuleType, check: Check
) -> None:
    said = check(changed(dossiers, "PFI", "montantSegurTTC", number))

    [told] = said.findings("FMT018")
    assert found == told["found"]
