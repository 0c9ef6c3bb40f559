"""Sources for other programs hold every figure; the programs that are there keep them."""

import json
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from corpus.cases import Case, Part, squeezed
from corpus.foreign import PROGRAMS, TRUTHS, Program, foreign_cases, missing
from corpus.layouts_programs import TEMPLATES as PROGRAM_TEMPLATES
from corpus.mutations import MUTATIONS
from corpus.outlines import TEMPLATES, Block, Outline, said
from corpus.sources import drawing, fods, fodt, html, tex, web_page
from corpus.spelling import PROGRAM_STYLES, STYLES
from corpus.statement import Statement
from corpus.truth import truths

DRAWING = [program for program in PROGRAMS if program.programs]


def text_of(case: Case) -> str:
    """What pypdf reads, without what a library makes of a blank that its font has not."""
    pages = PdfReader(BytesIO(case.pdf)).pages
    return plain("\n".join(page.extract_text() for page in pages))


def plain(text: str) -> str:
    return re.sub(r"[\x00?/]", "", squeezed(text))


def outlines() -> list[Outline]:
    return [
        template(Statement(truth, style))
        for template in TEMPLATES.values()
        for truth in truths()
        for style in STYLES
    ]


def outlines_of_programs() -> list[Outline]:
    found = [truth for truth in truths() if truth.name in TRUTHS]
    styles = PROGRAM_STYLES
    return [
        template(Statement(truth, styles[at % len(styles)]))
        for template in PROGRAM_TEMPLATES.values()
        for at, truth in enumerate(found)
    ]


def test_the_pages_and_the_drawings_hold_every_text_of_the_layouts_of_programs() -> None:
    for outline in outlines_of_programs():
        assert [one["rows"] for one in json.loads(drawing(outline))] == [
            [list(row) for row in block.rows] for block in outline
        ]
        page = etree.fromstring(web_page(outline).encode(), etree.HTMLParser(encoding="utf-8"))
        text = "".join(map(str, page.itertext()))
        assert all(one in text for one in said(outline))


def test_what_stands_at_the_right_is_beside_what_is_at_its_left_or_alone() -> None:
    left, right = Block("line", (("l",),), "left"), Block("line", (("r",),), "right")
    first = etree.fromstring(web_page((left, right, right)).encode(), etree.HTMLParser())

    halves = [["".join(map(str, half.itertext())) for half in row] for row in first.iter("tr")]

    assert halves == [["l", "r"], ["", "r"]]


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


def test_a_file_that_a_program_did_not_make_is_asked_for_once_more(tmp_path: Path) -> None:
    count = tmp_path / "runs"

    def command(_: Path, files: Sequence[Path]) -> list[str]:
        made = files[:-1] if not count.exists() else files
        count.write_text("one more", encoding="utf-8")
        return ["touch", *(str(file.with_suffix(".pdf")) for file in made)]

    slow = Program("slow", "touch", ".html", html, command, together=True)
    found = list(foreign_cases(programs=[slow]))

    assert len(found) == len(TEMPLATES) * len(TRUTHS)


def test_a_program_that_makes_nothing_twice_is_an_error() -> None:
    def command(_: Path, __: Sequence[Path]) -> list[str]:
        return ["sh", "-c", "echo no ink >&2"]

    idle = Program("idle", "sh", ".html", html, command, together=True)

    with pytest.raises(RuntimeError, match="idle made nothing of pairs/idle/liberal: no ink"):
        list(foreign_cases(programs=[idle]))


@pytest.mark.system
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_the_files_of_a_program_hold_every_figure(program: Program) -> None:
    if missing([program]):
        pytest.skip(f"{program.executable} isn't installed")
    found = list(foreign_cases(programs=[program], mutations=MUTATIONS[:1]))
    assert len([case for case in found if case.mutation is None]) == len(TEMPLATES) * len(TRUTHS)
    assert any(case.mutation for case in found)
    for case in found:
        text = text_of(case)
        for field in case.drawn.shown:
            for value in case.spelled(field):
                assert plain(value) in text, (case.name, field)


@pytest.mark.system
@pytest.mark.parametrize("program", DRAWING, ids=lambda program: program.name)
def test_the_layouts_of_programs_keep_every_figure_in_the_files_of_a_program(
    program: Program,
) -> None:
    if missing([program]):
        pytest.skip(f"{program.name} isn't installed")
    found = list(foreign_cases(programs=[program], new=True, one_in=7, part=Part(0, 2)))
    assert len({case.layout for case in found}) >= 2
    for case in found:
        text = text_of(case)
        for field in case.drawn.shown:
            for value in case.spelled(field):
                assert plain(value) in text, (case.name, field)
