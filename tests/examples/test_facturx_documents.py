"""The makers of Factur-X invoices give stable files that keep their page and say what was passed."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject

from conftest import EXAMPLES, ROOT
from facturx_invoices import TERMS, documents, facturx, found, money, page, read, xml


def test_the_same_terms_give_the_same_file_in_every_process() -> None:
    pdf = facturx.with_facturx(page(), **TERMS)
    program = (
        "import sys, facturx_invoices as ours\n"
        "made = ours.facturx.with_facturx(ours.page(), **ours.TERMS)\n"
        "sys.stdout.buffer.write(made)"
    )
    path = os.pathsep.join((str(ROOT / "tests"), str(EXAMPLES), *sys.path))

    again = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "7"},
    )

    assert pdf == again.stdout


@pytest.mark.parametrize("layout", ["lettre", "tableau"])
def test_the_page_is_kept_and_the_data_are_associated_with_it(layout: str) -> None:
    bare = documents.facture(layout=layout, **TERMS)

    reader = PdfReader(BytesIO(facturx.with_facturx(bare, **TERMS)))

    (file,) = reader.attachment_list
    assert PdfReader(BytesIO(bare)).pages[0].extract_text() == reader.pages[0].extract_text()
    assert ("factur-x.xml", "/Data", "/text/xml", xml()) == (
        file.name,
        file.associated_file_relationship,
        file.subtype,
        file.content,
    )
    assert ArrayObject([file.pdf_object.indirect_reference]) == reader.root_object["/AF"]


def test_wrong_figures_are_written_as_they_are() -> None:
    figures = money("100.00", "20", "21.00", "119.99")

    totals = read(money=figures).totals

    assert (figures.ht, figures.vat, figures.ttc) == (totals.ht, totals.vat, totals.ttc)


def test_several_files_may_be_embedded() -> None:
    pdf = facturx.attached(page(), ("a.txt", b"a"), ("factur-x.xml", xml()))

    assert xml() == found(pdf)
    assert ["a.txt", "factur-x.xml"] == sorted(PdfReader(BytesIO(pdf)).attachments)
