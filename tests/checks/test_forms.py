"""Orders that are forms to fill in: what their fields say is held against the JSON by their captions."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from reportlab.pdfgen.canvas import Canvas

from checks.made_documents import (
    ORDER_FOOT,
    ORDER_HEAD,
    documents,
    only,
    places,
    plain,
    put_paper,
    said_of,
)
from checks.papers import put_paper as put_kind
from conftest import Cli, Said
from pieces.forms_drawn import WRITERS, Box, Writer

Check = Callable[..., Said]
Figures = tuple[str, ...]  # HT, rate, VAT, TTC

RIGHT: Figures = ("358.33", "20", "71.67", "430")
OTHER: Figures = ("385.33", "20", "77.07", "462.4")
OTHER_RATE: Figures = ("358.33", "10", "35.83", "394.16")
CAPTIONS = ("Montant HT", "Taux de TVA (%)", "Montant de la TVA", "Montant TTC en euros")


def drawn(writer: Writer, figures: Figures, style: str) -> bytes:
    """An order whose prices stand in fields with technical names."""
    texts = [
        (45.0, 800.0 - 14 * rank, text)
        for rank, text in enumerate([*ORDER_HEAD, "Prestation Ségur", *ORDER_FOOT])
    ]
    boxes = []
    for rank, (caption, value) in enumerate(zip(CAPTIONS, figures, strict=True)):
        if style == "left":
            texts.append((60, 600 - 26 * rank, caption))
            boxes.append(Box(220, 596 - 26 * rank, value))
        elif style == "above":
            texts.append((45 + 130 * rank, 600, caption))
            boxes.append(Box(45 + 130 * rank, 580, value, width=110))
        elif style == "table":
            texts.append((152 + 100 * rank, 600, caption))
            boxes.append(Box(150 + 100 * rank, 576, value, width=100, height=20))
        elif style == "tooltip":
            boxes.append(Box(220, 596 - 26 * rank, value, tooltip=caption))
        elif style == "crossed":  # named by what they are not
            texts.append((60, 600 - 26 * rank, caption))
            name = ("mt_ttc", "mt_ht", "taux", "mt_tva")[rank]
            boxes.append(Box(220, 596 - 26 * rank, value, name=name))
        else:
            name = ("mt_ht", "tx_tva", "mt_tva", "mt_ttc")[rank]
            boxes.append(Box(220, 596 - 26 * rank, value, name=name))
    if style == "table":
        texts.append((45, 582, "Prestation Ségur"))
    return writer(texts, boxes, 8)


Filled = Callable[[Writer, Figures, str], Said]


@pytest.fixture
def filled(dossiers: ModuleType, check: Check) -> Filled:
    """Check the avance of MDV whose order is such a form."""

    def call(writer: Writer, figures: Figures, style: str) -> Said:
        paper = drawn(writer, figures, style)
        return check(put_paper(dossiers.MDV.avance(), "order", paper))

    return call


STYLES = ("left", "above", "table", "tooltip", "crossed")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_a_right_form_is_silent(writer: Writer, style: str, filled: Filled) -> None:
    assert [] == said_of(filled(writer, RIGHT, style))


@pytest.mark.parametrize("figures", [RIGHT, OTHER], ids=["right", "other"])
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_a_form_without_captions_is_not_checked(
    writer: Writer, figures: Figures, filled: Filled
) -> None:
    assert [("DOC006", "illisible")] == said_of(filled(writer, figures, "bare"))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_a_form_of_other_amounts_is_told_for_certain(
    writer: Writer, style: str, filled: Filled
) -> None:
    found = only(filled(writer, OTHER, style), "DOC006")

    assert ("a-modifier", "certaine") == (found["severity"], found["confidence"])
    assert "385,33 € (HT), 77,07 € (TVA), 462,40 € (TTC)" == plain(found["found"])
    assert "385,33 €" in places(found)[0][2]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_a_form_of_another_rate_is_told_for_certain(
    writer: Writer, style: str, filled: Filled
) -> None:
    found = only(filled(writer, OTHER_RATE, style), "DOC005")

    assert ("a-modifier", "certaine") == (found["severity"], found["confidence"])


@pytest.mark.parametrize("figures", [OTHER, OTHER_RATE], ids=["amounts", "rate"])
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_a_form_without_captions_is_never_told_wrong(
    writer: Writer, figures: Figures, filled: Filled
) -> None:
    """Whatever its fields are called: nobody who reads the paper sees it."""
    said = filled(writer, figures, "bare")

    assert not {"DOC005", "DOC006", "DOC008"} & set(said.severities)


def test_amounts_of_thousands_without_cents_are_compared(
    dossiers: ModuleType, check: Check
) -> None:
    asked = documents.Money(*map(Decimal, ("48250", "20", "9650", "57900")))
    dossier = dossiers.MDV.avance()
    dossier.ligne["commande"] |= dossiers.priced(asked)

    def told(*figures: str) -> Said:
        paper = drawn(WRITERS["reportlab"], figures, "left")
        return check(put_paper(dossier, "order", paper))

    right = told("48250", "20 %", "9 650", "57 900,00")
    assert not {"DOC005", "DOC006", "DOC008"} & set(right.severities)
    (found,) = told("48520", "20 %", "9 704", "58 224,00").findings("DOC006")
    assert plain(found["found"]).startswith("48 520,00 € (HT)")


# --- boxes to tick, empty fields, `read` -----------------------------------------------------------


def ticked_form(*boxes: tuple[str, str, bool]) -> bytes:
    """Boxes one above the other: the caption at their right, their name, whether they are ticked."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.setFont("Helvetica", 9)
    for rank, (caption, name, ticked) in enumerate(boxes):
        canvas.drawString(80, 700 - 24 * rank, caption)
        canvas.acroForm.checkbox(name=name, checked=ticked, x=60, y=697 - 24 * rank, size=12)
    canvas.save()
    return made.getvalue()


@pytest.mark.parametrize(
    ("names", "ticked", "expected"),
    [
        (("case_a", "case_b"), (False, True), "rejet"),
        (("case_a", "case_b"), (True, False), None),
        (("perimetre_partiel", "perimetre_complet"), (True, False), None),
    ],
    ids=["partial", "full", "full, by a box named otherwise"],
)
def test_a_ticked_box_is_what_its_caption_says(
    names: tuple[str, str],
    ticked: tuple[bool, bool],
    expected: str | None,
    dossiers: ModuleType,
    check: Check,
) -> None:
    captions = ("Périmètre complet", "Périmètre partiel")
    dossier = next(one for one in dossiers.CORRIDORS if one.sons == "SAS").avance()
    put_kind(dossier, "PV_MES", ticked_form(*zip(captions, names, ticked, strict=True)))

    assert expected == check(dossier).severities.get("DOC017")


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("case_a", "case_b"), "Cas 2"), (("cas_2", "cas_1"), "Cas 2")],
    ids=["dumb names", "names of the other"],
)
def test_the_case_of_the_va_is_the_caption_of_the_ticked_box(
    names: tuple[str, str], expected: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MS1.solde()
    dossier.ligne["deploiementMSS"] = "Cas 1"
    boxes = zip(("Cas 1", "Cas 2"), names, (False, True), strict=True)
    put_kind(dossier, "VA", ticked_form(*boxes))

    (found,) = check(dossier).findings("MSS003")

    assert expected in found["expected"].replace("\u00a0", " ")
    assert "certaine" == found["confidence"]


def test_an_empty_field_is_told_by_its_caption(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    texts = [(60, 700, "Nom du signataire"), (60, 670, "Télécopie (facultatif)")]
    boxes = [Box(220, 696, name="zt_a"), Box(220, 666, name="zt_b"), Box(220, 500, name="zt_c")]
    put_kind(dossier, "BON_COMMANDE", WRITERS["fpdf2"](texts, boxes))

    (found,) = check(dossier).findings("DOC024")

    assert "«\u00a0Nom du signataire\u00a0», «\u00a0zt_c\u00a0»" == found["found"]


def test_read_shows_what_a_field_is_called_and_which_has_no_label(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    boxes = [Box(220, 696, "48250", name="mt"), Box(220, 600, "12", name="zt_9")]
    path.write_bytes(WRITERS["fpdf2"]([(60, 700, "Montant HT")], boxes))

    flat = " ".join(cli("read", path).out.replace("\u00a0", " ").split())

    assert "Montant HT 48250 sans libellé (zt_9) 12" in flat
    assert "formulaire 48 250,00 € HT" in flat
