"""DOC013 and DOC022: whose papers these are, and who was merged into whom."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from checks.edits import GONE, put
from checks.papers import blank, form, lines, put_paper, sheets
from conftest import Said

Check = Callable[..., Said]
Edit = tuple[str, Any]
CASE = "Déploiement MSS de la solution : Cas 1"
INVOICE = ("Facture n° F-1", "Client : Maison d'enfants Les Filaos", "Prestation de la solution")
OTHER = ("Vérification d'aptitude", "CSAPA de la Margeride", "Signataire : Sam Fictif", CASE)


@pytest.fixture
def pair(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check a solde of MS2-PDE with these texts as invoice and VA, after edits of the JSON."""

    def call(invoice: bytes, va: bytes, *edits: Edit, sons: str = "MS2-PDE") -> Said:
        dossier = next(one for one in dossiers.CORRIDORS if one.sons == sons).solde()
        put_paper(dossier, "FACTURE", invoice)
        put_paper(dossier, "VA", va)
        for path, value in edits:
            put(dossier, path, value)
        return check(dossier)

    return call


Pair = Callable[..., Said]

AGREED: dict[str, tuple[Callable[[], bytes], Callable[[], bytes]]] = {
    "the client on both": (
        lambda: lines(*INVOICE),
        lambda: lines("Maison d'enfants Les Filaos", "Andrea Modèle", CASE),
    ),
    "in capitals, without accents": (
        lambda: lines(*INVOICE),
        lambda: lines("MAISON D ENFANTS LES FILAOS", CASE),
    ),
    "shortened": (lambda: lines(*INVOICE), lambda: lines("M.E.C.S. Filaos", CASE)),
    "the signatory on the invoice": (
        lambda: lines("Facture n° F-1", "à l'attention de Mme MODELE", "de la solution"),
        lambda: lines("Vérification d'aptitude", CASE),
    ),
    "in a field": (
        lambda: lines(*INVOICE),
        lambda: form(["Vérification d'aptitude", CASE], ("client", "Les Filaos")),
    ),
    "over two lines": (lambda: lines(*INVOICE), lambda: lines("Maison d'enfants Les", "Filaos", CASE)),
    "a scanned VA": (lambda: lines(*INVOICE), blank),
    "a scanned invoice": (blank, lambda: lines(*OTHER)),
    "a page of the VA not read": (lambda: lines(*INVOICE), lambda: sheets(OTHER, [])),
}  # fmt: skip


@pytest.mark.parametrize(("invoice", "va"), AGREED.values(), ids=AGREED)
def test_papers_of_one_client_agree(
    invoice: Callable[[], bytes], va: Callable[[], bytes], pair: Pair
) -> None:
    said = pair(invoice(), va())

    assert "DOC013" not in said.severities | said.not_checked


PLACE = "Maison d'enfants Les Filaos"
VA_OF_PLACE = ("Vérification d'aptitude", PLACE, "Signataire : Sam Fictif", CASE)
SIGNED_BY_SAM = ("verification.nomSignataire", "Sam Fictif")
DISAGREED: dict[str, tuple[tuple[str, ...], tuple[Edit, ...], str]] = {
    "the client of the JSON is a person": (
        INVOICE, (("facture.nomClient", "Lou Exemple"),), "Lou Exemple",
    ),
    "the same, with a title": (INVOICE, (("facture.nomClient", "Mme EXEMPLE"),), "Mme EXEMPLE"),
    "the head, whom the invoice names": (
        (*INVOICE, "Andrea Modèle, directrice"), (), "Andrea Modèle",
    ),
    "the addressee": ((*INVOICE, "À l'attention de Mme Lou Exemple"), (), "Mme Lou Exemple"),
    "a person as the client": (("Facture F-1", PLACE, "Client : Dr Lou Exemple"), (), "Dr Lou Exemple"),
    "who represents it": ((*INVOICE, "représentée par M. Lou Exemple"), (), "M. Lou Exemple"),
    "the same first name": (
        INVOICE, (("facture.nomClient", "Sam Exemple"),), "Sam Exemple",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("invoice", "edits", "client"), DISAGREED.values(), ids=DISAGREED)
def test_the_establishment_on_both_is_no_agreement_of_two_persons(
    invoice: tuple[str, ...], edits: tuple[Edit, ...], client: str, pair: Pair
) -> None:
    (found,) = pair(lines(*invoice), lines(*VA_OF_PLACE), SIGNED_BY_SAM, *edits).findings("DOC013")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert "Sam Fictif" in found["message"]
    assert client in found["message"]


AS_ONE: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[Edit, ...]]] = {
    "an establishment is signed for by anybody": (INVOICE, VA_OF_PLACE, ()),
    "an office as the addressee": (
        (*INVOICE, "À l'attention de Mme Lou Exemple, service comptabilité"), VA_OF_PLACE, (),
    ),
    "a direction as the addressee": (
        (*INVOICE, "À l'attention de la Direction Générale"), VA_OF_PLACE, (),
    ),
    "the signatory in capitals": (
        (*INVOICE, "À l'attention de M. FICTIF"), VA_OF_PLACE, (),
    ),
    "the family name first": (
        (*INVOICE, "Représentée par M. FICTIF Sam"), VA_OF_PLACE, (),
    ),
    "the person of the invoice on the VA too": (
        (*INVOICE, "À l'attention de Mme Lou Exemple"), (*VA_OF_PLACE, "pour Mme Exemple"), (),
    ),
    "a practice that bears a name": (
        ("Facture F-1", "Cabinet du Dr Lou Exemple"), VA_OF_PLACE, (("facture.nomClient", "Cabinet du Dr Lou Exemple"),),
    ),
    "an establishment with a name of two words": (
        ("Facture F-1", "Clos Filaos"), VA_OF_PLACE, (("facture.nomClient", "Clos Filaos"),),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("invoice", "va", "edits"), AS_ONE.values(), ids=AS_ONE)
def test_papers_whose_persons_agree_or_are_none_are_right(
    invoice: tuple[str, ...], va: tuple[str, ...], edits: tuple[Edit, ...], pair: Pair
) -> None:
    said = pair(lines(*invoice), lines(*va), SIGNED_BY_SAM, *edits)

    assert "DOC013" not in said.severities | said.not_checked


@pytest.mark.parametrize(
    ("sons", "severity"), [("MS2-PDE", "alerte"), ("MS2-PDS", "alerte"), ("MS1", "info")]
)
def test_papers_of_two_clients_are_told(sons: str, severity: str, pair: Pair) -> None:
    names = [("facture.nomClient", "Les Filaos"), ("verification.nomSignataire", "Andrea Modèle")]
    blocks = [("beneficiaires.structure.raisonSociale", GONE)]
    head = [("beneficiaires.structure.nomResponsable", None)]

    said = pair(lines(*INVOICE), lines(*OTHER), *names, *blocks, *head, sons=sons)

    (found,) = said.findings("DOC013")
    assert (severity, "probable") == (found["severity"], found["confidence"])
    assert "Andrea Modèle" in found["message"]
    assert "Les Filaos" in found["message"]
    assert 2 == len(found["locations"])


def test_a_signatory_that_the_va_labels_is_compared_where_the_json_gives_none(pair: Pair) -> None:
    edit = ("verification.nomSignataire", GONE)

    (found,) = pair(lines(*INVOICE), lines(*OTHER), edit).findings("DOC013")

    assert "Sam Fictif" in found["message"]


@pytest.mark.parametrize(
    "text",
    ["Qualité du signataire : Directeur général", "Signataire :", "Le client soussigné a vérifié"],
)
def test_without_a_name_to_compare_ms2_is_not_checked(text: str, pair: Pair) -> None:
    edit = ("verification.nomSignataire", GONE)

    said = pair(lines(*INVOICE), lines("Vérification d'aptitude", text, CASE), edit)

    assert "DOC013" not in said.severities
    assert "non-fourni" == said.not_checked["DOC013"]


def test_elsewhere_the_want_of_a_name_is_no_matter(pair: Pair) -> None:
    edit = ("verification.nomSignataire", GONE)

    said = pair(
        lines(*INVOICE), lines("Vérification d'aptitude de l'outil", CASE), edit, sons="MS1"
    )

    assert "DOC013" not in said.severities | said.not_checked


# --- DOC022 ----------------------------------------------------------------------------------------

FORMER, NEW = "240000059", "330781196"
STAYS = {"FINESSPMSI": NEW, "motif": "FUSION"}
NAMES_BOTH: dict[str, tuple[str, ...]] = {
    "both numbers": (f"FINESS PMSI {FORMER}", f"nouveau FINESS PMSI {NEW}"),
    "in groups": ("FINESS PMSI 24 000 005 9", "nouveau : 33 078 119 6"),
    "in one sentence": (f"devenu {NEW} par fusion de {FORMER} au sein de l'établissement",),
    "the former one by its name": ("Centre hospitalier de Bergerac", f"nouveau PMSI {NEW}"),
    "the former one by another of its numbers": (f"FINESS 240000372, nouveau PMSI {NEW}",),
    "cut by a line": ("PMSI 240000059, le nouveau 330781", "196"),
}


@pytest.fixture
def merged(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check a solde of HOP-DPI-Va2 that stays on its client, with the merged one in `nouveau`."""

    def call(*edits: Edit, **papers: bytes) -> Said:
        dossier = dossiers.DPI.solde()
        put(dossier, "beneficiaires.nouveau", STAYS)
        both = lines("Document de la prestation", *NAMES_BOTH["both numbers"])
        for kind in ("FACTURE", "VA"):
            put_paper(dossier, kind, papers.get(kind, both))
        for path, value in edits:
            put(dossier, path, value)
        return check(dossier)

    return call


Merged = Callable[..., Said]


@pytest.mark.parametrize("kind", ["FACTURE", "VA"])
@pytest.mark.parametrize("texts", NAMES_BOTH.values(), ids=NAMES_BOTH)
def test_a_paper_that_names_both_clients_is_right(
    texts: tuple[str, ...], kind: str, merged: Merged
) -> None:
    said = merged(**{kind: lines("Document de la prestation", *texts)})

    assert "DOC022" not in said.codes


@pytest.mark.parametrize("kind", ["FACTURE", "VA"])
def test_a_paper_without_the_new_client_is_to_be_changed(kind: str, merged: Merged) -> None:
    said = merged(**{kind: lines("Document de la prestation", f"FINESS PMSI {FORMER}")})

    (found,) = said.findings("DOC022")
    assert ("a-modifier", "probable") == (found["severity"], found["confidence"])
    assert NEW in found["message"]
    assert FORMER not in found["message"]


def test_a_paper_without_the_former_client_is_to_be_changed(merged: Merged) -> None:
    said = merged(VA=lines("Document de la prestation", f"FINESS PMSI {NEW}"))

    (found,) = said.findings("DOC022")
    assert FORMER in found["message"]


@pytest.mark.parametrize("kind", ["FACTURE", "VA"])
@pytest.mark.parametrize("title", ["directeur", "représentant légal"])
def test_the_director_of_the_former_client_does_not_name_it(
    title: str, kind: str, merged: Merged, dossiers: ModuleType
) -> None:
    director = dossiers.DPI.solde().ligne["beneficiaires"]["structure"]["nomResponsable"]
    texts = ("Document de la prestation", f"FINESS PMSI {NEW}", f"{director}, {title}")
    named = ("Centre hospitalier de Bergerac", *texts)

    (found,) = merged(**{kind: lines(*texts)}).findings("DOC022")

    assert FORMER in found["message"]
    assert "DOC022" not in merged(**{kind: lines(*named)}).codes


def test_without_its_name_in_the_json_a_client_may_be_named_by_its_director(
    merged: Merged, dossiers: ModuleType
) -> None:
    director = dossiers.DPI.solde().ligne["beneficiaires"]["structure"]["nomResponsable"]
    va = lines("Document de la prestation", f"FINESS PMSI {NEW}", f"{director}, directeur")

    assert "DOC022" not in merged(("beneficiaires.structure.raisonSociale", GONE), VA=va).codes


def test_the_solde_of_one_names_not_the_other_that_was_merged(merged: Merged) -> None:
    other = [{"FINESSPMSI": FORMER}, {"FINESSPMSI": "210780581"}]

    assert "DOC022" not in merged(("beneficiaires.historiques", other)).codes


@pytest.mark.parametrize("made", [blank, lambda: sheets(["de la prestation"], [])])
def test_a_paper_that_was_not_read_is_left_to_the_eye(
    made: Callable[[], bytes], merged: Merged
) -> None:
    assert "DOC022" not in merged(VA=made()).codes


def test_without_a_merger_nobody_else_is_looked_for(merged: Merged) -> None:
    said = merged(("beneficiaires.nouveau", None), VA=lines("Document de la prestation"))

    assert "DOC022" not in said.codes


def test_in_wave_1_it_is_a_warning(dossiers: ModuleType, check: Check) -> None:
    dossier, (_, old), (_, new) = dossiers.MDV.solde(), dossiers.DOCTORS[0], dossiers.DOCTORS[2]
    put(dossier, "beneficiaires.liberal", [dossiers.doctor(2)])
    put(dossier, "beneficiaires.historiques", [{"RPPS": old, "motif": "FUSION"}])
    put_paper(dossier, "FACTURE", lines("Facture de la fusion", old, new))
    put_paper(dossier, "MOM", lines("Mise en ordre de marche", new))

    (found,) = check(dossier).findings("DOC022")

    assert "alerte" == found["severity"]
    assert old in found["message"]
    assert "/mom_" in found["locations"][0]["file"]


def test_in_wave_1_the_other_reading_is_right_too(dossiers: ModuleType, check: Check) -> None:
    dossier, (_, old), (_, new) = dossiers.MDV.solde(), dossiers.DOCTORS[0], dossiers.DOCTORS[2]
    put(dossier, "beneficiaires.nouveau", {"RPPS": new, "motif": "FUSION"})
    for kind in ("FACTURE", "MOM"):
        put_paper(dossier, kind, lines(f"Document {kind} de la fusion", f"{old} devient {new}"))

    assert "DOC022" not in check(dossier).codes
