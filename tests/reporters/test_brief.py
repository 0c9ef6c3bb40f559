"""A finding in brief: both sides, then what to do, in what an annotation shows."""

from collections.abc import Callable
from typing import Any

import pytest

from segur_check.report import Location
from segur_check.reporters.brief import MOST, in_brief

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "fr",
            "Trouvé\u00a0: 400,00 €\u00a0; attendu\u00a0: 358,33 €. À faire\u00a0: Corrigez le montant.",
        ),
        ("en", "Found: 400,00 €; expected: 358,33 €. To do: Corrigez le montant."),
    ],
)
def test_both_sides_and_what_to_do(finding: Make, lang: str, told: str) -> None:
    assert told == in_brief(finding(), lang)


def test_where_one_side_is_not_known_the_message_says_what_is_wrong(finding: Make) -> None:
    told = in_brief(finding(message="La clé est fausse", expected=None), "fr")

    assert told.startswith("La clé est fausse. ")


def test_the_pages_of_the_documents_are_said_once(finding: Make) -> None:
    places = (Location("bon.pdf", page=2), Location("bon.pdf", page=2), Location("a.json", line=1))

    assert "(page 2)" in in_brief(finding(locations=places), "fr")


@pytest.mark.parametrize("count", range(1, 9))
def test_of_a_long_advice_whole_sentences_are_kept(finding: Make, count: int) -> None:
    sentences = [f"Corrigez le montant numéro {rank} dans le document." for rank in range(count)]

    told = in_brief(finding(action=" ".join(sentences)), "fr")

    assert len(told) <= MOST
    kept = [sentence for sentence in sentences if sentence in told]
    assert kept == sentences[: len(kept)] != []
    assert told.endswith(" …") == (len(kept) < count)


def test_a_sentence_that_is_too_long_is_kept_whole(finding: Make) -> None:
    long = f"Corrigez {'le montant ' * 40}du bon."

    assert in_brief(finding(action=f"{long} Puis relancez."), "fr").endswith(f"{long} …")


@pytest.mark.parametrize(
    "sentence",
    [
        "Compare the amount excl. VAT with the order form.",
        "Check the price incl. VAT, and p. 2 as well.",
        "Lisez l'art. L. 123 du code, puis la p. 2, cf. FAQ.",
        "Demandez à M. Exemple, ou au Dr. Exemple, son numéro (p. ex. 10998877665).",
    ],
)
def test_an_abbreviation_ends_no_sentence(finding: Make, sentence: str) -> None:
    told = in_brief(finding(action=f"{sentence} Puis {'relancez ' * 40}."), "fr")

    assert told.endswith(f"{sentence} …")


def test_a_sentence_may_begin_with_a_quotation(finding: Make) -> None:
    told = in_brief(finding(action=f"Corrigez. «\u00a0TTC\u00a0» {'compte ' * 40}."), "fr")

    assert told.endswith("Corrigez. …")
