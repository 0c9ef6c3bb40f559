"""Documents whose text isn't to be had: scans, and fonts that don't tell their letters."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops

from corpus.cases import WHOLE, Case, Part, cases
from corpus.layouts import LAYOUTS
from corpus.mutations import Mutation

DPIS = (150, 200)
SCANNED = (
    "lines", "two-columns", "grid", "header-row", "several", "several-full", "state-pays",
    "letterhead", "avance-solde-recap", "rotated",
)  # fmt: skip
TRUTHS = ("liberal", "hospital-invoice", "drom", "corsica-invoice")
_ANGLE = 0.5  # degrees
_MADE = time.gmtime(946684800)  # 1 January 2000


def scan_cases(
    *,
    dpis: Sequence[int] = DPIS,
    mutations: Sequence[Mutation] = (),
    one_in: int = 1,
    part: Part = WHOLE,
) -> Iterator[Case]:
    """The scans of some documents, named as them and their resolution; slow to read.

    `one_in`: one document in so many, with its mutations; `part` of them.

    Grey pictures, a little noisy and half a degree askew.
    """
    layouts = [layout for layout in LAYOUTS if layout.name in SCANNED]
    writers = ("fpdf2", "reportlab")
    for case in cases(
        layouts=layouts,
        only_writers=writers,
        only_truths=TRUTHS,
        mutations=mutations,
        one_in=one_in,
        part=part,
    ):
        for dpi in dpis:
            pdf = scanned(case.pdf, dpi)
            yield replace(
                case,
                name=f"{case.name}/{dpi}-dpi",
                writer=f"{case.writer}-scan",
                drawn=replace(case.drawn, pdf=pdf),
            )


def mute_cases(part: Part = WHOLE) -> Iterator[Case]:
    """Documents that look right and whose text comes out as other signs; none without a font.

    Nothing they print can be read: a reader that finds a contradiction in them is wrong.
    """
    # fpdf2 numbers the signs as they come, and writes the dictionaries of fonts in clear.
    for case in cases(only_writers=("fpdf2-unicode",), mutations=(), part=part):
        pdf = case.pdf.replace(b"/ToUnicode", b"/NoUnicode")
        yield replace(case, name=f"{case.name}/mute", drawn=replace(case.drawn, pdf=pdf))


def scanned(pdf: bytes, dpi: int) -> bytes:
    """The pages as a scanner of this resolution would give them, in one PDF; the same each time."""
    with pypdfium2.PdfDocument(pdf) as document:
        first, *rest = (_page(page, dpi) for page in document)
    output = BytesIO()
    first.save(
        output,
        "PDF",
        save_all=True,
        append_images=rest,
        resolution=dpi,
        quality=80,
        creationDate=_MADE,
        modDate=_MADE,
    )
    return output.getvalue()


def _page(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    clean = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    turned = clean.rotate(_ANGLE, Image.Resampling.BICUBIC, fillcolor=255)
    dust = random.Random(dpi).randbytes(turned.width * turned.height)  # noqa: S311 - not a secret
    noise = Image.frombytes("L", turned.size, dust).point([value // 9 for value in range(256)])
    return ImageChops.subtract(turned, noise)
