"""Papers whose values come apart from their labels: forms filled, annotations, stamps."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from reportlab.pdfgen.canvas import Canvas

from corpus.foreign import node_folder
from corpus.outlines import Block, Outline
from corpus.pens import A4
from corpus.spelling import NARROW, NBSP
from papers.makers import HERE, ITEXT, NODE, Maker, Need, module, program
from papers.sheets import Sheet
from papers.steps import Step, command

_SIZE = 9
_LEFT, _VALUES = 45.0, 220.0
_WIDE, _HIGH = 240.0, 15.0
_LABELLED = re.compile(rf"(?P<label>.*?)[ {NBSP}]?: (?P<value>.+)")


@dataclass(frozen=True)
class Value:
    """A value and where it stands: left, and the foot of its letters from the foot of the page."""

    name: str
    text: str
    x: float
    y: float
    wide: float


@dataclass(frozen=True)
class _Label:
    text: str
    x: float
    y: float
    size: float


def _laid(outline: Outline) -> tuple[list[_Label], list[Value]]:
    """The labels and the values of an outline at their places, on one page."""
    labels: list[_Label] = []
    values: list[Value] = []
    y = A4[1] - 50
    for block in outline:
        size = 14 if block.kind == "title" else _SIZE
        for line, row in enumerate(block.rows):
            for text, x, wide, is_value in _cells(block, line, row):
                plain = text.replace(NARROW, NBSP)
                if is_value:
                    values.append(Value(f"champ{len(values) + 1}", plain, x, y, wide))
                elif plain:
                    labels.append(_Label(plain, x, y, size))
            y -= size * 1.9
        y -= 6
    return labels, values


def _cells(
    block: Block, line: int, row: tuple[str, ...]
) -> Iterator[tuple[str, float, float, bool]]:
    """Text, place, width and whether it is a value, of each cell of a row."""
    if len(row) == 1:
        told = _LABELLED.fullmatch(row[0]) if block.kind == "line" else None
        if told:
            long = len(told["label"]) > 45
            yield f"{told['label']} :", _LEFT, 0, False
            yield told["value"], 400.0 if long else _VALUES, 150.0 if long else _WIDE, True
        else:
            yield row[0], _LEFT, 0, False
        return
    step = (A4[0] - _LEFT - _VALUES) / (len(row) - 1)
    for at, text in enumerate(row):
        is_value = bool(at) and not (block.kind == "table" and not line) and bool(text)
        yield text, _VALUES + step * (at - 1) if at else _LEFT, min(step - 8, _WIDE), is_value


def _drawn(draw: Callable[[Canvas], None]) -> bytes:
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def _labels(canvas: Canvas, labels: Sequence[_Label]) -> None:
    for one in labels:
        canvas.setFont("Helvetica-Bold" if one.size > _SIZE else "Helvetica", one.size)
        canvas.drawString(one.x, one.y, one.text)


def form(outline: Outline) -> bytes:
    """The labels with an empty field at each value's place."""
    labels, values = _laid(outline)

    def draw(canvas: Canvas) -> None:
        _labels(canvas, labels)
        for one in values:
            canvas.acroForm.textfield(
                name=one.name, value="", x=one.x, y=one.y - 4, width=one.wide, height=_HIGH,
                fontSize=_SIZE, borderWidth=0, fillColor=None,
            )  # fmt: skip

    return _drawn(draw)


def blank(outline: Outline) -> bytes:
    """The labels alone."""
    labels, _ = _laid(outline)
    return _drawn(lambda canvas: _labels(canvas, labels))


def stamp(outline: Outline) -> bytes:
    """The values alone, each at its place."""
    _, values = _laid(outline)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", _SIZE)
        for one in values:
            canvas.drawString(one.x, one.y, one.text)

    return _drawn(draw)


FORM = Maker("formulaire vide", lambda sheets: [form(one.outline) for one in sheets])
BLANK = Maker("page à compléter", lambda sheets: [blank(one.outline) for one in sheets])


def beside(sheet: Sheet, file: Path) -> None:
    """Write what a filler reads beside the file of a paper: its values, in their ways."""
    _, values = _laid(sheet.outline)
    file.with_suffix(".json").write_text(
        json.dumps([asdict(one) for one in values]), encoding="utf-8"
    )
    lines = "\n".join(f"{one.name}\t{one.text}" for one in values)
    file.with_suffix(".txt").write_text(lines, encoding="utf-8")
    file.with_suffix(".stamp.pdf").write_bytes(stamp(sheet.outline))
    fields = "\n".join(f"<< /T ({one.name}) /V {_hexadecimal(one.text)} >>" for one in values)
    fdf = f"%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [{fields}] >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    file.with_suffix(".fdf").write_text(fdf, encoding="ascii")


def _hexadecimal(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def values_of(file: Path) -> list[Value]:
    """The values beside a file."""
    told = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    return [Value(**one) for one in told]


def _fill_by_pypdf(files: Sequence[Path]) -> None:
    for file in files:
        writer = PdfWriter(clone_from=BytesIO(file.read_bytes()))
        filled = {one.name: one.text for one in values_of(file)}
        writer.update_page_form_field_values(None, filled, auto_regenerate=False)
        writer.write(file)


def _fill_by_mupdf(files: Sequence[Path]) -> None:
    import pymupdf  # noqa: PLC0415 - a library of the campaign alone

    for file in files:
        filled = {one.name: one.text for one in values_of(file)}
        with pymupdf.open(stream=file.read_bytes()) as document:
            for page in document:
                for widget in page.widgets():
                    widget.field_value = filled[widget.field_name]
                    widget.update()
            document.save(file)


def _bake(files: Sequence[Path]) -> None:
    import pymupdf  # noqa: PLC0415 - as above

    for file in files:
        with pymupdf.open(stream=file.read_bytes()) as document:
            document.bake()
            document.save(file)


def _annotate_by_mupdf(files: Sequence[Path]) -> None:
    import pymupdf  # noqa: PLC0415 - as above

    for file in files:
        with pymupdf.open(stream=file.read_bytes()) as document:
            for one in values_of(file):
                top = A4[1] - one.y - 11
                box = pymupdf.Rect(one.x, top, one.x + one.wide, top + _HIGH)
                document[0].add_freetext_annot(box, one.text, fontsize=_SIZE)
            document.save(file)


def _annotate_by_pypdf(files: Sequence[Path]) -> None:
    for file in files:
        writer = PdfWriter(clone_from=BytesIO(file.read_bytes()))
        for one in values_of(file):
            box = (one.x, one.y - 4, one.x + one.wide, one.y + 11)
            writer.add_annotation(0, FreeText(text=one.text, rect=box, font_size=f"{_SIZE}pt"))
        writer.write(file)


def _stamp_by_pypdf(files: Sequence[Path]) -> None:
    for file in files:
        writer = PdfWriter(clone_from=BytesIO(file.read_bytes()))
        over = PdfReader(file.with_suffix(".stamp.pdf"))
        for page, one in zip(writer.pages, over.pages, strict=True):
            page.merge_page(one)
        writer.write(file)


def _stamp_by_mupdf(files: Sequence[Path]) -> None:
    import pymupdf  # noqa: PLC0415 - as above

    for file in files:
        with (
            pymupdf.open(stream=file.read_bytes()) as document,
            pymupdf.open(file.with_suffix(".stamp.pdf")) as over,
        ):
            for at, page in enumerate(document):
                page.show_pdf_page(page.rect, over, at)
            document.save(file)


def by_pdf_lib(action: str, name: str) -> Step:
    """A step by pdf-lib."""

    def run(files: Sequence[Path]) -> None:
        folder = node_folder(HERE / "node")
        assert folder is not None
        line = ["node", str(folder / "lib.js"), action, *map(str, files)]
        told = subprocess.run(line, capture_output=True, timeout=300, check=False)  # noqa: S603 - a list
        if told.returncode:
            raise RuntimeError(f"{name}: {told.stderr.decode(errors='replace')[-400:]}")

    return Step(name, run, (program("node"), NODE))


def _by_itext(files: Sequence[Path]) -> None:
    line = [
        "java",
        "-cp",
        str(ITEXT),
        str(HERE / "scripts" / "Itext.java"),
        "fill",
        *map(str, files),
    ]
    told = subprocess.run(line, capture_output=True, timeout=300, check=False)  # noqa: S603 - a list
    if told.returncode:
        raise RuntimeError(f"iText: {told.stderr.decode(errors='replace')[-400:]}")


_MUPDF = (module("pymupdf"),)
FILL_PYPDF = Step("pypdf", _fill_by_pypdf)
FILL_MUPDF = Step("MuPDF", _fill_by_mupdf, _MUPDF)
FILL_PDF_LIB = by_pdf_lib("fill", "pdf-lib")
FILL_PDFTK = command("pdftk fill_form", "pdftk", "{IN}", "fill_form", "{FDF}", "output", "{OUT}")
FILL_PDFTK_FLAT = command(
    "pdftk fill_form flatten", "pdftk", "{IN}", "fill_form", "{FDF}", "output", "{OUT}", "flatten"
)
FILL_ITEXT_FLAT = Step(
    "iText 2, aplati", _by_itext, (program("java"), Need("iText 2", ITEXT.exists))
)
FLAT_PDF_LIB = by_pdf_lib("flatten", "pdf-lib flatten")
FLAT_QPDF = command(
    "qpdf --flatten-annotations",
    "qpdf",
    "{IN}",
    "--generate-appearances",
    "--flatten-annotations=all",
    "{OUT}",
)
FLAT_PDFTK = command("pdftk flatten", "pdftk", "{IN}", "output", "{OUT}", "flatten")
FLAT_MUPDF = Step("MuPDF bake", _bake, _MUPDF)
NOTE_MUPDF = Step("FreeText, MuPDF", _annotate_by_mupdf, _MUPDF)
NOTE_PYPDF = Step("FreeText, pypdf", _annotate_by_pypdf)
EMBED = by_pdf_lib("embed", "pdf-lib embedPdf")
STAMPS = (
    command("qpdf --overlay", "qpdf", "{IN}", "--overlay", "{VALUES}", "--", "{OUT}"),
    command("pdftk stamp", "pdftk", "{IN}", "stamp", "{VALUES}", "output", "{OUT}"),
    Step("pypdf merge_page", _stamp_by_pypdf),
    Step("MuPDF show_pdf_page", _stamp_by_mupdf, _MUPDF),
    by_pdf_lib("stamp", "pdf-lib drawPage"),
)
