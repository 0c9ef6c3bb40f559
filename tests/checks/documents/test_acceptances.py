"""DOC029, DOC030 and DOC036: who signs the VA, the MOM and the reports of pilots, and when."""

import importlib
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from checks.edits import put
from checks.made_documents import LAYOUTS, documents, of_acceptance, with_paper
from checks.papers import blank, columns, lines, put_paper, sheets
from conftest import EXAMPLES, Said

sys.path.insert(0, str(EXAMPLES))
signed_documents: Any = importlib.import_module("signed_documents")
steps: Any = importlib.import_module("steps")
sys.path.remove(str(EXAMPLES))

Check = Callable[..., Said]

# MDV: the MOM is signed on 2 March 2023 by Dr Camille Exemple, of the practice of that name.
TITLE = "Mise en ordre de marche (MOM)"
ADDRESS = "Adresse MSSanté utilisée : secretariat@cabinet-exemple.mssante.fr"
HEAD = ("Cabinet du Dr Camille Exemple", "4 rue du Phare", TITLE, "RPPS : 10012345678", ADDRESS)
DAY, OTHER_DAY = "02/03/2023", "07/02/2023"


def filled(label: str, value: str) -> bytes:
    """A MOM with one form field."""
    head = [("", text) for text in HEAD]
    return bytes(documents.fillable(title=TITLE, lines=head, fields=[(label, value)]))


@pytest.fixture
def accepted(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the solde of MDV with this MOM."""

    def call(paper: bytes, *edits: tuple[str, Any]) -> Said:
        dossier = dossiers.MDV.solde()
        put_paper(dossier, "MOM", paper)
        for path, value in edits:
            put(dossier, path, value)
        return check(dossier)

    return call


Accepted = Callable[..., Said]


# --- DOC029 ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sons", ["MDV", "DPI", "MS1"])
def test_another_day_of_signature_is_told_with_both_places(
    sons: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    corridor = getattr(dossiers, sons)
    day = corridor.verified_on.replace(day=11)

    said = check(with_paper(corridor, "acceptance", layout=layout, signed_on=day))

    (found,) = said.findings("DOC029")
    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert f"{day:%d/%m/%Y}" == found["found"]
    assert f"{corridor.verified_on:%d/%m/%Y}" == found["expected"]
    assert f"Fait le {day:%d/%m/%Y}" in found["locations"][0]["excerpt"]
    assert "/lignesImport/0/verification/dateSignature" == found["locations"][1]["pointer"]


DATED_RIGHT: dict[str, tuple[str, ...]] = {
    "in letters": ("Fait à Grenoble, le jeudi 2 mars 2023",),
    "with dots": ("Signé le 02.03.23",),
    "beside other days": ("Date de la commande : 13/06/2022", "Installé le 07/02/2023", f"Fait le {DAY}"),
    "under another label": (f"Vérifié le {DAY}", f"Fait le {OTHER_DAY}"),
    "month first": ("Fait le 03/02/2023",),
    "by hand": ("Fait à Grenoble, le ..........",),
    "two others": (f"Fait le {OTHER_DAY}", "Signé le 08/02/2023"),
    "another that is not of a signature": (f"Installé le {OTHER_DAY}",),
    "that of the order": (f"Bon de commande signé le {OTHER_DAY}", "Fait à Grenoble"),
    "that of the supplier": (f"Pour le fournisseur : fait le {OTHER_DAY}", "Pour le client"),
    "that under the supplier": ("Le fournisseur", "Jean Modèle", f"Fait le {OTHER_DAY}"),
    "at the head of a letter": (f"Grenoble, le {OTHER_DAY}", "Madame, Monsieur,", "La solution", "marche"),
}  # fmt: skip


@pytest.mark.parametrize("texts", DATED_RIGHT.values(), ids=DATED_RIGHT)
def test_a_day_that_may_be_right_is_silent(texts: tuple[str, ...], accepted: Accepted) -> None:
    assert "DOC029" not in accepted(lines(*HEAD, *texts)).codes


DATED_WRONG: dict[str, bytes] = {
    "made on": lines(*HEAD, f"Fait à Grenoble, le {OTHER_DAY}"),
    "signed on": lines(*HEAD, "Signé électroniquement le 7 février 2023 à 10:32"),
    "twice": lines(*HEAD, f"Fait le {OTHER_DAY}", f"Signature du client : {OTHER_DAY}"),
    "a bare day under the signatory": lines(*HEAD, "Signataire : A. Modèle", f"Grenoble, le {OTHER_DAY}"),
    "beside the supplier": columns(
        [*HEAD, "Pour le client", f"Fait le {OTHER_DAY}"],
        ["", "", "", "", "", "Pour le fournisseur", "Fait le 08/02/2023"],
    ),
    "a field": filled("Date de signature", OTHER_DAY),
}  # fmt: skip


@pytest.mark.parametrize("paper", DATED_WRONG.values(), ids=DATED_WRONG)
def test_a_single_other_day_of_signature_is_told(paper: bytes, accepted: Accepted) -> None:
    (found,) = accepted(paper).findings("DOC029")

    assert (OTHER_DAY, DAY) == (found["found"], found["expected"])


def test_the_json_may_write_the_day_in_the_french_form(accepted: Accepted) -> None:
    written = ("verification.dateSignature", DAY)

    assert "DOC029" not in accepted(lines(*HEAD, f"Fait le {DAY}"), written).codes
    assert "DOC029" in accepted(lines(*HEAD, f"Fait le {OTHER_DAY}"), written).codes


def test_the_day_of_an_electronic_signature_counts_as_shown(
    dossiers: ModuleType, accepted: Accepted
) -> None:
    paper = of_acceptance(dossiers.MDV, signed_on=date(2023, 2, 7))
    who = {"common_name": "Camille Exemple", "organisation": "Cabinet"}

    # Half an hour after midnight in Paris.
    same = signed_documents.signed(paper, signed_on=datetime(2023, 3, 1, 23, 30, tzinfo=UTC), **who)
    other = signed_documents.signed(
        paper, signed_on=datetime(2023, 3, 1, 22, 30, tzinfo=UTC), **who
    )

    assert "DOC029" not in accepted(same).codes
    assert "DOC029" in accepted(other).codes


@pytest.mark.parametrize("paper", [blank(), sheets([*HEAD, f"Fait le {OTHER_DAY}"], [])])
def test_a_paper_that_is_not_wholly_read_contradicts_nothing(
    paper: bytes, accepted: Accepted
) -> None:
    said = accepted(paper)

    assert not {"DOC029", "DOC030", "DOC036", "MSS009"}.intersection(said.codes)


# --- DOC030 ---


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sons", ["MDV", "DPI", "MS1"])
def test_another_signatory_is_told_with_both_names(
    sons: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    corridor = getattr(dossiers, sons)

    said = check(with_paper(corridor, "acceptance", layout=layout, signatory="Mme Paule Autrement"))

    (found,) = said.findings("DOC030")
    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert "Mme Paule Autrement" in found["found"]
    assert corridor.signatory in found["expected"]
    assert "Paule Autrement" in found["locations"][0]["excerpt"]
    assert "/lignesImport/0/verification/nomSignataire" == found["locations"][1]["pointer"]


NAMED_OTHERWISE: dict[str, bytes] = {
    "signatory": lines(*HEAD, "Signataire : Paul Inventé, gérant"),
    "name of the signatory": lines(*HEAD, "Nom et qualité du signataire : INVENTÉ Paul"),
    "in the next column": columns([*HEAD, "Signataire"], ["", "", "", "", "", "Dr Paul Inventé"]),
    "undersigned": lines(*HEAD, "Je soussigné Dr Paul Inventé, atteste que la solution marche."),
    "signed by": lines(*HEAD, "Signé électroniquement par Paul Inventé le 02/03/2023"),
    "for the practice": lines(*HEAD, "Pour le cabinet : M. Paul Inventé"),
    "under the client": lines(*HEAD, "Le client", "Paul Inventé"),
    "over the rank": lines(*HEAD, "Paul Inventé", "Représentant du client", "Fait le 02/03/2023"),
    "beside the supplier": columns(
        [*HEAD, "Pour le client", "Paul Inventé"],
        ["", "", "", "", "", "Pour le fournisseur", "Jean Modèle"],
    ),
    "a field": filled("Nom du signataire", "Paul Inventé"),
    "the same first name": lines(*HEAD, "Signataire : Camille Inventé"),
}


@pytest.mark.parametrize("paper", NAMED_OTHERWISE.values(), ids=NAMED_OTHERWISE)
def test_a_name_labelled_as_the_client_s_signatory_is_held_against_the_json(
    paper: bytes, accepted: Accepted
) -> None:
    (found,) = accepted(paper).findings("DOC030")

    assert "invent" in found["found"].lower()


NAMED_RIGHT: dict[str, tuple[str, ...]] = {
    "in capitals, reversed": ("Signataire : EXEMPLE Camille",),
    "a title and a rank": ("Pour le cabinet : Mme Camille EXEMPLE, gérante",),
    "alone, elsewhere": ("Camille Exemple", "Signataire : Paul Inventé"),
    "an initial": ("Signataire : Camille E.",),
    "in two words": ("Signataire : Camille Exem ple",),
    "another, without a label": ("Paul Inventé", "Interlocuteur du support"),
    "that of the supplier": ("Signataire du fournisseur : Paul Inventé",),
    "that under the supplier": ("Pour le fournisseur", "Paul Inventé", "Pour le client"),
    "a rank": ("Signataire : le gérant",),
    "its rank": ("Qualité du signataire : Directeur Financier",),
    "a place": ("Pour le client", "Aix En Provence, le 02/03/2023"),
    "a signing service": ("Signé électroniquement par Docusign Envelope",),
    "an establishment": ("Pour le client : Hospices Civils",),
    "by hand": ("Signataire : ..............",),
}


@pytest.mark.parametrize("texts", NAMED_RIGHT.values(), ids=NAMED_RIGHT)
def test_a_name_that_may_be_right_is_silent(texts: tuple[str, ...], accepted: Accepted) -> None:
    assert "DOC030" not in accepted(lines(*HEAD, *texts)).codes


@pytest.mark.parametrize("name", [None, "", "La direction", "Cabinet Exemple"])
def test_a_json_that_names_nobody_leaves_nothing_to_compare(
    name: str | None, accepted: Accepted
) -> None:
    paper = lines(*HEAD, "Signataire : Paul Inventé")

    assert "DOC030" not in accepted(paper, ("verification.nomSignataire", name)).codes


def test_who_signed_electronically_is_named(dossiers: ModuleType, accepted: Accepted) -> None:
    paper = signed_documents.signed(
        of_acceptance(dossiers.MDV, signatory="Paul Inventé"),
        common_name="Camille Exemple",
        organisation="Cabinet",
        signed_on=datetime(2023, 3, 2, 9, tzinfo=UTC),
    )

    assert "DOC030" not in accepted(paper).codes


# --- DOC036 ---


def drawn(*texts: str, at: int = 100, strokes: bool = False) -> bytes:
    """A page of these lines with a picture, or strokes, at this height."""
    made = BytesIO()
    sheet = Canvas(made, invariant=1)
    sheet.setFont("Helvetica", 9)
    for rank, text in enumerate(texts):
        sheet.drawString(40, 810 - 14 * rank, text)
    if strokes:
        points = [(300 + 5 * step, at + step * 7 % 23) for step in range(20)]
        path = sheet.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        sheet.drawPath(path)
    else:
        sheet.drawImage(ImageReader(Image.new("L", (60, 20), 90)), 300, at, 120, 40)
    sheet.save()
    return made.getvalue()


WHO, WHEN = "Signataire : Camille Exemple", f"Fait le {DAY}"
BARE = (*HEAD, "La solution est déclarée en ordre de marche.")
UNSIGNED: dict[str, tuple[tuple[str, ...], str | None]] = {
    "neither": ((), "ni date ni nom de signataire"),
    "no date": ((WHO,), "ni date de signature"),
    "no date but that of the order": (
        (WHO, "Date de la commande : 13/06/2022"),
        "ni date de signature",
    ),
    "no name": ((WHEN,), "n'a ni nom de signataire"),
    "no name but the rank": (("Représentant du client", WHEN), "n'a ni nom de signataire"),
    "both": ((WHO, WHEN), None),
    "a name alone on its line": (("Paul Inventé", WHEN), None),
    "a date in letters": ((WHO, "Grenoble, le 2 mars 2023"), None),
    "a name and its rank": (("Nom, prénom : Paul Inventé, responsable informatique", WHEN), None),
    "name and first name": (("Nom et prénom", "Paul Inventé", WHEN), None),
    "name, then first name": (("Nom : INVENTÉ   Prénom : Paul", WHEN), None),
    "of who represents": (("Nom et prénom du représentant du client : Paul Inventé", WHEN), None),
    "signed": (("Signé : Paul Inventé", WHEN), None),
    "the rank, then a name": (("Le directeur, Paul Inventé", WHEN), None),
    "a name near the date": (("Nom : Paul Inventé", WHEN), None),
    "an empty name": (("Nom, prénom :", "Qualité :", WHEN), "n'a ni nom de signataire"),
    "the name of the practice": (("Nom : Cabinet du Phare", WHEN), "n'a ni nom de signataire"),
    "a date in words": ((WHO, "Fait le deux mars deux mille vingt-trois"), None),
    "a day in words": ((WHO, "Le trois mars 2023"), None),
    "a signing service": (("Signé électroniquement avec Yousign",), "not checked"),
}


@pytest.mark.parametrize(("texts", "says"), UNSIGNED.values(), ids=UNSIGNED)
def test_a_paper_without_a_date_or_a_name_is_told(
    texts: tuple[str, ...], says: str | None, accepted: Accepted
) -> None:
    said = accepted(lines(*BARE, *texts))

    assert (says == "not checked") is ("DOC036" in said.not_checked)
    found = said.findings("DOC036")
    assert (says is None or says == "not checked") is (found == [])
    for one in found:
        assert "alerte" == one["severity"]
        assert says in one["message"]


@pytest.mark.parametrize("strokes", [False, True])
def test_a_picture_where_one_signs_leaves_it_not_checked(
    *,
    strokes: bool,
    accepted: Accepted,
) -> None:
    said = accepted(drawn(*BARE, strokes=strokes))

    assert "DOC036" in said.not_checked
    assert "DOC036" not in said.codes


def test_a_logo_at_the_head_of_the_page_signs_nothing(accepted: Accepted) -> None:
    assert "DOC036" in accepted(drawn(*BARE, at=760)).codes


def test_a_picture_below_the_lines_of_a_short_paper_is_no_logo(accepted: Accepted) -> None:
    said = accepted(drawn(*BARE, at=690))

    assert "DOC036" in said.not_checked
    assert "DOC036" not in said.codes


def test_a_signature_field_leaves_it_not_checked(accepted: Accepted) -> None:
    said = accepted(signed_documents.with_empty_signature_field(lines(*BARE)))

    assert "DOC036" in said.not_checked


def test_an_electronic_signature_names_and_dates(accepted: Accepted) -> None:
    paper = signed_documents.signed(
        lines(*BARE),
        common_name="Camille Exemple",
        organisation="Cabinet",
        signed_on=datetime(2023, 3, 2, 9, tzinfo=UTC),
    )

    said = accepted(paper)

    assert "DOC036" not in {*said.codes, *said.not_checked}


@pytest.mark.parametrize(
    ("sons", "source"), [("DPI_1", "ans-finalisation-va1"), ("DPI", "segur-check")]
)
def test_a_text_of_wave_1_asks_for_a_signed_va(
    sons: str, source: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = getattr(dossiers, sons).solde()
    put_paper(dossier, "VA", lines("Vérification d'aptitude", ADDRESS, "Le client atteste."))

    (found,) = check(dossier).findings("DOC036")

    assert source == found["source"]["id"]


def test_the_annex_of_a_complete_paper_needs_neither_date_nor_name(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.ligne["piecesJustificatives"].append(
        {"nomFichier": "mom_annexe.pdf", "formatFichier": "PDF", "typeFichier": "MOM"}
    )
    dossier.pieces["mom_annexe.pdf"] = lines("Annexe de la mise en ordre de marche", ADDRESS)

    assert "DOC036" not in check(dossier).codes


def test_each_report_of_a_pilot_is_dated_and_names_who_signs(check: Check) -> None:
    dossier = steps.pilots_dpi()
    first = min(dossier.pieces)
    assert "DOC036" not in check(dossier).codes

    dossier.pieces[first] = lines("PV d'installation du client pilote", "La solution est stable.")
    (found,) = check(dossier).findings("DOC036")

    assert "segur-check" == found["source"]["id"]
    assert first in found["locations"][0]["file"]
