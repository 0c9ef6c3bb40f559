"""Names in texts, and texts as they are searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_check.case.documents import Document
from segur_check.case.names import names_any_of, names_wholly, telling_words, tells_somebody
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.words.phrases import plain_text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dr Camille Exemple", {"camille", "exemple"}),
        ("Cabinet du Dr Camille Exemple", {"camille", "exemple"}),
        ("Centre hospitalier de Bergerac", {"bergerac"}),
        ("Centre hospitalier", {"centre", "hospitalier"}),
        ("SELARL Imagerie du Lac", {"lac"}),
        ("Mme DURAND-PETIT", {"durand", "petit"}),
        ("Œuvre Élise", {"uvre", "elise"}),
        ("Li Wu", set()),
        ("", set()),
    ],
)
def test_a_name_is_told_by_its_own_words(name: str, expected: set[str]) -> None:
    assert expected == telling_words(name)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("au ch de bergerac", "Centre hospitalier de Bergerac", True),
        ("centre hospitalier de perigueux", "Centre hospitalier de Bergerac", False),
        ("bergeracois", "Centre hospitalier de Bergerac", False),
        ("m. durand", "Jean DURAND", True),
        ("", "Jean Durand", False),
        ("n'importe quoi", "", False),
    ],
)
def test_one_telling_word_is_enough_for_a_client(text: str, name: str, *, expected: bool) -> None:
    assert expected is names_any_of(text, [name])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("logiciels du lac sas", True),
        ("la societe lac, logiciels", True),
        ("logicielsdulac.fr", True),
        ("logiciels du rhone", False),
        ("le lac", False),
    ],
)
def test_a_supplier_is_named_by_all_its_words(text: str, *, expected: bool) -> None:
    assert expected is names_wholly(text, "Logiciels du Lac SAS")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sam Fictif", True),
        ("Mme Durand", True),
        ("Directeur général", False),
        ("Qualité", False),
        ("Le représentant légal", False),
        ("Le Représentant Légal", False),
        ("Marie de la Tour", True),
        ("a vérifié la solution", False),
        ("Déploiement MSS de la solution", False),
        ("", False),
    ],
)
def test_a_quality_is_no_name(text: str, *, expected: bool) -> None:
    assert expected is tells_somebody(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pris en char-\nge par l’État", "pris en charge par l'etat"),
        ("pris en char\u00ad\n ge", "pris en charge"),
        ("pris en char\u2010\nge", "pris en charge"),
        ("n° 12-\n13", "n° 12- 13"),
        ("rendez-vous", "rendez-vous"),
        ("a -\nb", "a - b"),
        ("\ufb01n\u00a0de\u202fprestation", "fin de prestation"),
    ],
)
def test_a_word_that_a_line_cuts_is_put_together(text: str, expected: str) -> None:
    assert expected == plain_text(text)


@given(st.text(max_size=300))
def test_no_text_stops_the_search_of_names(text: str) -> None:
    plain = plain_text(text)

    assert plain == " ".join(plain.split())
    assert names_any_of(plain, [text]) in {True, False}
    assert names_wholly(plain, text) in {True, False}


def paper(*pages: str, count: int | None = None, layouts: tuple[str, ...] = ()) -> Document:
    piece = Attachment(
        "x.pdf", frozenset(), False, 1, page_count=count or len(pages), pages=pages, layouts=layouts
    )
    return Document(piece, "FACTURE", 0)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (paper("Facture de la prestation"), True),
        (paper("Invoice of the service"), True),
        (paper("Facture de la prestation", ""), True),  # the back is blank
        (paper("Facture de la prestation", count=2), False),
        (paper("Idfwxuh gh od suhvwdwlrq"), False),
        (paper(), False),
    ],
)
def test_a_paper_is_whole_when_every_page_was_read(document: Document, *, expected: bool) -> None:
    assert expected is document.is_whole
