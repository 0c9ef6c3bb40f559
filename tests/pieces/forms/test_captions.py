"""What a form field is called: its tooltip, else the caption beside it, never its technical name."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from pieces.forms_drawn import WRITERS, Box, Text, Writer, fpdf2_form, widget, with_widgets
from segur_check.pieces.contents import Contents, contents_of
from segur_check.pieces.page import extraction

Drawn = tuple[list[Text], list[Box]]


def read(pdf: bytes) -> Contents:
    found = contents_of(pdf, max_pages=20, layout=True)
    assert found is not None
    return found


def labels(pdf: bytes) -> list[str]:
    """What each field that holds something is called, in the order they are drawn."""
    fields = sorted(read(pdf).fields, key=lambda one: int(one.name.rpartition("_")[2]))
    return [one.label for one in fields]


def stacked(*captions: str, left: float = 60, box: float = 220, pitch: float = 26) -> Drawn:
    """A caption at the left of each box, box under box."""
    texts = [(left, 700 - pitch * rank, text) for rank, text in enumerate(captions)]
    boxes = [Box(box, 696 - pitch * rank, f"v{rank}") for rank in range(len(captions))]
    return texts, boxes


CAPTIONS = ["Numéro de facture", "Montant HT", "Taux de TVA (%)", "Total TTC en euros"]
STACKED = stacked(*CAPTIONS)
ABOVE: Drawn = (
    [(60 + 130 * rank, 700, text) for rank, text in enumerate(CAPTIONS)],
    [Box(60 + 130 * rank, 680, f"v{rank}") for rank in range(4)],
)
TABLE: Drawn = (
    [
        (62, 700, "Désignation"), (202, 700, "Taux"), (302, 700, "Montant HT"),
        (62, 682, "Prestation Ségur"), (62, 662, "Maintenance"),
    ],
    [
        Box(200 + 100 * column, 676 - 20 * row, "v", width=100, height=20)
        for row in (0, 1)
        for column in (0, 1)
    ],
)  # fmt: skip
TWO_COLUMNS: Drawn = (
    [(45, 700, "Montant HT"), (320, 700, "Montant TTC"), (45, 670, "TVA"), (320, 670, "Date")],
    [Box(x, y, "v") for y in (696, 666) for x in (130, 410)],
)
FOLDED: Drawn = (
    [(60, 705, "Montant de la TVA sur"), (60, 694, "le total HT"), (60, 660, "Total TTC")],
    [Box(220, 696, "v"), Box(220, 656, "v")],
)
FOLDED_ABOVE: Drawn = (
    [(60, 715, "Montant de la TVA"), (60, 704, "(en euros)"), (220, 704, "Date")],
    [Box(60, 684, "v"), Box(220, 684, "v")],
)
LEADERS: Drawn = ([(60, 700, "Montant HT " + "." * 50 + " :")], [Box(300, 696, "v")])
# Two fields laid over one line of the page.
OVER_RULES: Drawn = (
    [(60, 700, "Montant HT : " + "_" * 16 + " EUR, taux de TVA : " + "_" * 8 + " %")],
    [Box(118, 697, "v", width=72), Box(280, 697, "v", width=36)],
)
UNITS: Drawn = (
    [(60, 700, "Montant"), (343, 700, "EUR HT"), (60, 670, "Taux de TVA"), (343, 670, "%")],
    [Box(220, 696, "v"), Box(220, 666, "v")],
)
ROW_AND_COLUMN: Drawn = (
    [(200, 700, "Base HT"), (300, 700, "Montant TVA"), (62, 682, "TVA 20 %")],
    [Box(200, 676, "v", 100, 20), Box(300, 676, "v", 100, 20)],
)

KNOWN: dict[str, tuple[Drawn, list[str]]] = {
    "at the left": (STACKED, CAPTIONS),
    "above": (ABOVE, CAPTIONS),
    "in a table": (
        TABLE,
        [
            "Prestation Ségur  Taux", "Prestation Ségur Montant HT",
            "Maintenance  Taux", "Maintenance Montant HT",
        ],
    ),
    "in two columns": (TWO_COLUMNS, ["Montant HT", "Montant TTC", "TVA", "Date"]),
    "folded at the left": (FOLDED, ["Montant de la TVA sur le total HT", "Total TTC"]),
    "folded above": (FOLDED_ABOVE, ["Montant de la TVA (en euros)", "Date"]),
    "led to by dots": (LEADERS, ["Montant HT"]),
    "over a rule": (OVER_RULES, ["Montant HT", "taux de TVA (%)"]),
    "with a unit after the box": (UNITS, ["Montant (EUR HT)", "Taux de TVA (%)"]),
    "a base, then a tax": (ROW_AND_COLUMN, ["", "TVA 20 % Montant TVA"]),
}  # fmt: skip
UNKNOWN: dict[str, Drawn] = {
    "no caption": ([(60, 800, "Facture")], [Box(220, 690, "v"), Box(220, 660, "v")]),
    "far at the left": ([(40, 700, "Montant HT")], [Box(400, 696, "v")]),
    "far above": ([(220, 760, "Montant HT")], [Box(220, 696, "v")]),
    "below": (
        [(60, 700 - 40 * rank, text) for rank, text in enumerate(CAPTIONS)],
        [Box(60, 712 - 40 * rank, "v") for rank in range(4)],
    ),
    "at the right": (
        [(185, 700, "Montant HT"), (385, 700, "Montant TTC")],
        [Box(60, 696, "v"), Box(260, 696, "v")],
    ),
    "two lines beside one box": (
        [(60, 705, "Montant HT"), (100, 695, "Total TTC")],
        [Box(220, 696, "v")],
    ),
    "two above one box": (
        [(60, 700, "Montant HT"), (130, 700, "Total TTC")],
        [Box(60, 680, "v", width=130)],
    ),
    "one above two boxes": (
        [(60, 700, "Montant HT ou montant TTC de la prestation")],
        [Box(60, 680, "v", width=40), Box(195, 680, "v", width=50)],
    ),
    "euros and cents": (
        [(60, 700, "Montant HT"), (283, 700, ",")],
        [Box(220, 696, "358", width=60), Box(290, 696, "33", width=30)],
    ),
    "a sentence with a figure above": (
        [(60, 700, "Montant HT : 358,33")],
        [Box(60, 680, "v")],
    ),
}


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize(("drawn", "expected"), KNOWN.values(), ids=KNOWN)
def test_a_caption_names_its_field(drawn: Drawn, expected: list[str], writer: Writer) -> None:
    assert expected == labels(writer(*drawn))


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("drawn", UNKNOWN.values(), ids=UNKNOWN)
def test_where_no_caption_can_be_told_there_is_no_label(drawn: Drawn, writer: Writer) -> None:
    assert {""} == set(labels(writer(*drawn)))


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_a_tooltip_goes_before_the_caption(writer: Writer) -> None:
    texts, _ = stacked("Montant HT", "Total TTC")
    boxes = [Box(220, 696, "v", tooltip="Total hors taxes"), Box(220, 670, "v")]

    assert ["Total hors taxes", "Total TTC"] == labels(writer(texts, boxes))


@pytest.mark.parametrize("name", ["mt_ht", "Texte1"])
def test_a_tooltip_that_repeats_the_technical_name_is_none(name: str) -> None:
    pdf = fpdf2_form([(60, 700, "Total TTC")], [Box(220, 696, "v", tooltip=name, name=name)])

    assert ["Total TTC"] == [one.label for one in read(pdf).fields]


def test_an_empty_field_is_told_by_its_label_else_by_its_name() -> None:
    texts = [(60, 700, "Montant HT")]
    boxes = [Box(220, 696), Box(220, 600), Box(220, 500, tooltip="Date de signature")]

    assert ("Montant HT", "zt_1", "Date de signature") == read(
        fpdf2_form(texts, boxes)
    ).empty_fields


# --- above the field -----------------------------------------------------------------------------


def child(box: Box, parent: PdfObject, **entries: PdfObject) -> DictionaryObject:
    made = widget(box, 0, **entries)
    made[NameObject("/Parent")] = parent
    return made


def with_parent(tooltip: str, boxes: list[Box], texts: list[Text]) -> bytes:
    """A PDF whose fields hang under one node that has a tooltip."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(fpdf2_form(texts, []))))
    node = DictionaryObject(
        {NameObject("/T"): TextStringObject("prix"), NameObject("/TU"): TextStringObject(tooltip)}
    )
    parent = writer._add_object(node)  # noqa: SLF001
    kids = ArrayObject(
        writer._add_object(child(box, parent))  # noqa: SLF001
        for box in boxes
    )
    node[NameObject("/Kids")] = kids
    writer.pages[0][NameObject("/Annots")] = ArrayObject(kids)
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([parent])})
    writer.root_object[NameObject("/AcroForm")] = form
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_tooltip_is_inherited_by_an_only_child() -> None:
    pdf = with_parent("Montant HT", [Box(220, 696, "v")], [])

    assert ["Montant HT"] == [one.label for one in read(pdf).fields]


def test_a_tooltip_above_several_fields_is_of_none_of_them() -> None:
    boxes = [Box(220, 696, "358", name="euros"), Box(220, 666, "33", name="c")]
    pdf = with_parent("Montant HT", boxes, [(60, 670, "Centimes")])

    assert ["", "Centimes"] == [one.label for one in read(pdf).fields]


# --- what a viewer shows -------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    """Drawn the other way, so that it stands upright once it is turned."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1, pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
    canvas.rotate(turn)
    for rank, text in enumerate(CAPTIONS):
        canvas.drawString(60, 400 - 26 * rank, text)
    canvas.save()

    def placed(box: Box) -> Box:
        left, bottom, wide, high = box.left, box.bottom, box.width, box.height
        if turn == 180:
            return Box(595 - left - wide, 842 - bottom - high, box.value, wide, high)
        if turn == 90:
            return Box(595 - bottom - high, left, box.value, high, wide)
        return Box(bottom, 842 - left - wide, box.value, high, wide)

    boxes = [placed(Box(220, 396 - 26 * rank, "v")) for rank in range(4)]
    widgets = [widget(box, rank) for rank, box in enumerate(boxes)]
    assert CAPTIONS == labels(with_widgets(made.getvalue(), widgets, turn=turn))


def test_what_is_printed_in_a_part_laid_on_the_page_is_a_caption_too() -> None:
    """A model of a form, laid under its fields at another place and with fonts of the same names."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1, pagesize=(595, 842))
    canvas.beginForm("model")
    canvas.setFont("Times-Roman", 9)
    for rank, text in enumerate(CAPTIONS):
        canvas.drawString(20, 500 - 26 * rank, text)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(40, 200)
    canvas.doForm("model")
    canvas.restoreState()
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 800, "Facture")
    canvas.save()
    widgets = [widget(box, rank) for rank, box in enumerate(STACKED[1])]

    assert CAPTIONS == labels(with_widgets(made.getvalue(), widgets))


def test_a_page_whose_box_begins_elsewhere_is_read_the_same() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(fpdf2_form(*STACKED))))
    page = writer.pages[0]
    for key in ("/MediaBox", "/CropBox"):
        page[NameObject(key)] = ArrayObject(map(FloatObject, (-50, 100, 500, 900)))
    made = BytesIO()
    writer.write(made)

    assert CAPTIONS == labels(made.getvalue())


UNSEEN: dict[str, dict[str, PdfObject]] = {
    "hidden": {"F": NumberObject(2 + 4)},
    "not shown on a screen": {"F": NumberObject(32)},
    "without room": {"Rect": ArrayObject(map(FloatObject, (220, 696, 220, 696)))},
    "off the page": {"Rect": ArrayObject(map(FloatObject, (900, 696, 990, 712)))},
    "of no place": {"Rect": ArrayObject([NameObject("/a")] * 4)},
}


@pytest.mark.parametrize("entries", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize("value", ["358,33", ""])
def test_what_no_person_sees_is_no_part_of_the_paper(
    value: str, entries: dict[str, PdfObject]
) -> None:
    page = fpdf2_form([(60, 700, "Montant HT")], [])
    shown = widget(Box(220, 696, value))
    assert 1 == len(
        read(with_widgets(page, [shown])).fields + read(with_widgets(page, [shown])).empty_fields
    )

    found = read(with_widgets(page, [widget(Box(220, 696, value), 0, **entries)]))

    assert ((), ()) == (found.fields, found.empty_fields)


def test_a_field_that_stands_on_no_page_is_not_seen() -> None:
    page = fpdf2_form([(60, 700, "Montant HT")], [])

    assert () == read(with_widgets(page, [widget(Box(220, 696, "v"))], listed=False)).fields


def test_without_pypdf_s_own_functions_there_are_no_captions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are not public: a version may have others."""

    def gone(_: object, __: object) -> object:
        raise ImportError

    monkeypatch.setattr(extraction, "text_states", gone)
    pdf = fpdf2_form(
        [(60, 700, "HT"), (60, 670, "x")], [Box(220, 696, "v", tooltip="TTC"), Box(220, 666, "v")]
    )

    assert ["TTC", ""] == labels(pdf)


# --- lists and boxes to tick ---------------------------------------------------------------------


def name_list(*names: str) -> ArrayObject:
    return ArrayObject(map(TextStringObject, names))


LISTS: dict[str, tuple[dict[str, PdfObject], str]] = {
    "plain": ({"Opt": name_list("20 %", "10 %"), "V": TextStringObject("20 %")}, "20 %"),
    "by number": (
        {
            "Opt": ArrayObject([name_list("1", "20 %"), name_list("2", "10 %")]),
            "V": TextStringObject("2"),
        },
        "10 %",
    ),
    "several": ({"Opt": name_list("a", "b", "c"), "V": name_list("a", "c")}, "a, c"),
}


@pytest.mark.parametrize(("entries", "expected"), LISTS.values(), ids=LISTS)
def test_a_list_holds_what_it_shows(entries: dict[str, PdfObject], expected: str) -> None:
    page = fpdf2_form([(60, 700, "Taux de TVA")], [])
    field = widget(Box(220, 696), 0, FT=NameObject("/Ch"), **entries)

    (found,) = read(with_widgets(page, [field])).fields

    assert ("Taux de TVA", expected) == (found.label, found.value)


NUMBERS = {
    ("358.3333", 'AFNumber_Format(2, 2, 0, 0, "", true);'): "358,33",
    ("71.666", 'AFNumber_Format(2, 2, 0, 0, " \\u20ac", false);'): "71,67 €",
    ("0.2", "AFPercent_Format(0, 2);"): "20 %",
    ("48250", "AFNumber_Format(0, 1, 0, 0, '', true)"): "48250",
    ("12/03/2025", 'AFDate_FormatEx("dd/mm/yyyy")'): "12/03/2025",
    ("71.666", ""): "71.666",
}


@pytest.mark.parametrize(("held", "expected"), NUMBERS.items(), ids=map(str, NUMBERS))
def test_a_number_is_read_as_its_script_shows_it(held: tuple[str, str], expected: str) -> None:
    value, script = held
    action = DictionaryObject({NameObject("/JS"): TextStringObject(script)})
    actions = DictionaryObject({NameObject("/F"): action})
    field = widget(Box(220, 696, value), AA=actions)

    (found,) = read(with_widgets(fpdf2_form([], []), [field])).fields

    assert expected == found.value


def ticked_form(texts: list[Text], boxes: list[tuple[str, float, float, bool]]) -> bytes:
    """Boxes to tick: their name, their place, whether they are ticked."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1, pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    for left, base, text in texts:
        canvas.drawString(left, base, text)
    for name, left, bottom, ticked in boxes:
        canvas.acroForm.checkbox(name=name, checked=ticked, x=left, y=bottom, size=12)
    canvas.save()
    return made.getvalue()


TICKS: dict[str, tuple[bytes, list[str]]] = {
    "captions at the right": (
        ticked_form(
            [(60, 700, "Périmètre :"), (146, 700, "complet"), (226, 700, "partiel")],
            [("c1", 130, 697, False), ("c2", 210, 697, True)],
        ),
        ["partiel"],
    ),
    "captions at the left": (
        ticked_form(
            [(60, 700, "complet"), (140, 700, "partiel")],
            [("c1", 100, 697, True), ("c2", 175, 697, False)],
        ),
        ["complet"],
    ),
    "one above the other": (
        ticked_form(
            [(80, 700, "Périmètre complet"), (80, 680, "Périmètre partiel")],
            [("c1", 60, 697, False), ("c2", 60, 677, True)],
        ),
        ["Périmètre partiel"],
    ),
    "under yes and no": (
        ticked_form(
            [(60, 700, "Périmètre complet"), (198, 716, "Non"), (238, 716, "Oui")],
            [("c1", 200, 697, True), ("c2", 240, 697, False)],
        ),
        [""],
    ),
    "far from its caption": (
        ticked_form([(300, 700, "Périmètre complet")], [("c1", 60, 697, True)]),
        [""],
    ),
}


@pytest.mark.parametrize(("pdf", "expected"), TICKS.values(), ids=TICKS)
def test_the_caption_of_a_box_to_tick(pdf: bytes, expected: list[str]) -> None:
    assert expected == [one.label for one in read(pdf).fields]


def radio_form(texts: list[Text], states: list[str], chosen: str, *lefts: float) -> bytes:
    """One field of several boxes on a line, one of them ticked."""
    made = BytesIO()
    canvas = Canvas(made, invariant=1, pagesize=(595, 842))
    canvas.setFont("Helvetica", 9)
    for left, base, text in texts:
        canvas.drawString(left, base, text)
    for state, left in zip(states, lefts, strict=True):
        canvas.acroForm.radio(
            name="zr", value=state, selected=state == chosen, x=left, y=697, size=12
        )
    canvas.save()
    return made.getvalue()


RATES: list[Text] = [(60, 700, "Taux de TVA"), (176, 700, "20 %"), (246, 700, "10 %")]
CASES: list[Text] = [(60, 700, "Cas 1"), (140, 700, "Cas 2")]
RADIOS: dict[str, tuple[bytes, tuple[str, str]]] = {
    "captions at the right": (
        radio_form(RATES, ["a", "b"], "b", 160, 230),
        ("Taux de TVA", "10 %"),
    ),
    "captions at the left": (radio_form(CASES, ["a", "b"], "b", 100, 180), ("", "Cas 2")),
    "states that say the other way round": (
        radio_form(RATES, ["10 %", "20 %"], "20 %", 160, 230),
        ("Taux de TVA", "20 %"),
    ),
    "no captions": (radio_form([], ["un", "deux"], "deux", 160, 230), ("", "deux")),
}


@pytest.mark.parametrize(("pdf", "expected"), RADIOS.values(), ids=RADIOS)
def test_of_several_boxes_the_caption_of_the_one_that_is_ticked(
    pdf: bytes, expected: tuple[str, str]
) -> None:
    (found,) = read(pdf).fields

    assert expected == (found.label, found.value)
