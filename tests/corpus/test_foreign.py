"""Sources for other programs hold every figure; the programs that are there keep them."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from corpus.cases import squeezed
from corpus.foreign import PROGRAMS, TRUTHS, Program, foreign_cases, missing
from corpus.mutations import MUTATIONS
from corpus.outlines import TEMPLATES, Outline, said
from corpus.sources import fods, fodt, html, tex
from corpus.spelling import STYLES
from corpus.statement import Statement
from corpus.truth import truths


def outlines() -> list[Outline]:
    return [
        template(Statement(truth, style))
        for template in TEMPLATES.values()
        for truth in truths()
        for style in STYLES
    ]


def test_the_sources_of_libreoffice_and_of_the_browsers_hold_every_text() -> None:
    for outline in outlines():
        for source in (fodt(outline), fods(outline)):
            text = "".join(map(str, etree.fromstring(source.encode()).itertext()))
            assert all(one in text for one in said(outline))
        page = etree.fromstring(html(outline).encode(), etree.HTMLParser(encoding="utf-8"))
        text = "".join(map(str, page.itertext()))
        assert all(one in text for one in said(outline))


def test_no_sign_stays_in_the_source_of_latex_that_latex_refuses() -> None:
    for outline in outlines():
        source = tex(outline)
        body = source[source.index(r"\begin{document}") :]
        assert not set(body) & set("€°\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{NO-BREAK SPACE}")
        assert r"\%" in body or "%" not in body


def test_a_program_that_is_not_there_gives_nothing_and_is_named() -> None:
    def command(_: Path, __: Sequence[Path]) -> list[str]:
        raise AssertionError

    gone = Program("gone", "no-such-program-anywhere", ".html", html, command)
    assert missing([gone]) == ("gone",)
    assert list(foreign_cases(programs=[gone])) == []


@pytest.mark.system
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_the_files_of_a_program_hold_every_figure(program: Program) -> None:
    if missing([program]):
        pytest.skip(f"{program.executable} isn't installed")
    found = list(foreign_cases(programs=[program], mutations=MUTATIONS[:1]))
    assert len([case for case in found if case.mutation is None]) == len(TEMPLATES) * len(TRUTHS)
    assert any(case.mutation for case in found)
    for case in found:
        pages = PdfReader(BytesIO(case.pdf)).pages
        text = squeezed("\n".join(page.extract_text() for page in pages))
        for field in case.drawn.shown:
            for value in case.spelled(field):
                assert squeezed(value) in text, (case.name, field)
