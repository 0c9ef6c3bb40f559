"""pdfium instead of pypdf: faster, and nothing else changes."""

from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest
from msgspec import structs

from conftest import EXAMPLES
from corpus.cases import cases
from corpus.judged import judged, read
from segur_check.engine.run import Options, check_paths
from segur_check.pieces import contents
from segur_check.pieces.pdf.speed.fast import fast_pages
from segur_check.report import Report
from segur_check.values.dates import PARIS

FOLDERS = sorted(one.parent for one in EXAMPLES.glob("*/*/expected.json"))


def said(report: Report) -> object:
    return [
        (
            request.line,
            [(one.code, one.severity, one.found, one.expected) for one in request.findings],
            [(one.code, one.kind) for one in request.not_checked],
        )
        for request in report.requests
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: f"{one.parent.name}-{one.name}")
def test_the_findings_of_an_example_are_the_same(folder: Path) -> None:
    now = datetime(2026, 11, 24, tzinfo=PARIS)

    slow, fast = (check_paths([str(folder)], Options(now=now, fast=fast)) for fast in (False, True))

    assert said(slow) == said(fast)


def test_the_findings_of_a_sample_of_the_corpus_are_the_same() -> None:
    sample = list(cases(one_in=61))
    assert len(sample) >= 100
    other = []
    for case in sample:
        slow = read(case)
        pages = fast_pages(case.pdf, max_pages=20)
        assert pages is None or len(pages) == len(slow.pages)
        if pages is None or slow.facturx is not None:
            continue
        fast = structs.replace(slow, pages=pages)
        if judged(case, slow).told != judged(case, fast).told:
            other.append(case.name)

    assert [] == other


def test_what_pdfium_cannot_open_is_left_to_pypdf() -> None:
    assert fast_pages(b"%PDF-1.4 no more", max_pages=20) is None
    assert fast_pages(b"", max_pages=20) is None


def test_pdfium_does_read_an_order(dossiers: ModuleType) -> None:
    order = next(iter(dossiers.MDV.avance().pieces.values()))
    slow = contents.contents_of(order, max_pages=20)

    pages = fast_pages(order, max_pages=20)

    assert pages is not None
    assert slow is not None
    assert slow.pages[0].split() == pages[0].split()
