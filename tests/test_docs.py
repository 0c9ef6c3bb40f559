"""The pages of docs/ that come from the tables, and the requirements they rest on."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from conftest import EXAMPLES, ROOT, Cli
from segur_check.checks.registry import CONTROLS, LOT_CONTROLS
from segur_check.rules.bearing import Bearing, bearing_anywhere
from segur_check.rules.controls import control_texts
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.rules.requirements import Requirement, WhoJudges, answered, requirements
from segur_check.rules.sources import sources

DOCS = ROOT / "docs"
FOUNDING = ("ans-faq-000", "ans-faq-001", "ans-finalisation-va1", "asp-va1", "asp-faq-va2")
REQUIREMENTS = requirements()
JUDGED = [one for one in REQUIREMENTS if one.answer is not WhoJudges.BY_EYE]
SHOWN = {
    finding["code"]
    for path in sorted(EXAMPLES.glob("rejected/*/expected.json"))
    for request in json.loads(path.read_text(encoding="utf-8"))["requests"]
    for finding in request["findings"]
}
"""The controls that speak of a rejected example."""
WITHOUT_DOSSIER = {"LOT003"}  # of a lot: tests/cli/test_batch.py
SPACE_WANTED = re.compile(r"(?<![\u00a0\u202f\d])(?:[;?!»]|:(?=\s|$))|«(?![\u00a0\u202f])")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """The script docs/generate.py."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["grille.md", "couloirs.md", "exigences.md"])
def test_a_page_is_what_the_tables_say(name: str, generate: ModuleType) -> None:
    assert generate.PAGES[name]() == (DOCS / name).read_text(encoding="utf-8")


def test_every_page_is_written_by_the_script(generate: ModuleType) -> None:
    written = {
        place.name for place in DOCS.glob("*.md") if "generate.py" in place.read_text("utf-8")
    }

    assert set(generate.PAGES) == written


def test_the_check_tells_a_stale_page(
    generate: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(generate, "HERE", tmp_path)
    monkeypatch.setattr("sys.argv", ["generate.py", "--check"])

    assert 1 == generate.main()
    assert "docs/grille.md" in capsys.readouterr().out


def test_the_grid_has_every_control_and_every_sons(generate: ModuleType) -> None:
    grid = generate.grid()

    assert [] == [code for code in covered_codes() if f"| {code} |" not in grid]
    assert [] == [control.code for control in CONTROLS if f"\n| {control.code} " not in grid]


def test_a_sons_that_loses_a_section_shows_in_the_grid() -> None:
    texts, table = control_texts(), corridor("HOP-DPI-Va2")

    assert Bearing.APPLIES is bearing_anywhere(texts["ELI008"], table)
    assert Bearing.UNKNOWN is bearing_anywhere(texts["ELI008"], corridor("IMG-DB-Va2"))
    assert Bearing.NONE is bearing_anywhere(texts["ELI008"], corridor("MS1"))


# The requirements


def test_every_founding_text_has_its_requirements_in_order() -> None:
    assert list(FOUNDING) == list(dict.fromkeys(one.source for one in REQUIREMENTS))
    assert sorted(FOUNDING) == sorted(set(FOUNDING) & set(sources()))
    ids = [(one.id[:3], int(one.id[4:])) for one in REQUIREMENTS]
    assert sorted(set(ids)) == ids
    for text in dict.fromkeys(text for text, _ in ids):
        ranks = [rank for of, rank in ids if of == text]
        assert list(range(1, len(ranks) + 1)) == ranks, text


def test_every_requirement_is_answered() -> None:
    for one in REQUIREMENTS:
        by_eye = one.answer is WhoJudges.BY_EYE
        assert by_eye is not bool(one.codes), one.id
        assert (one.answer is WhoJudges.CHECKED) is not bool(one.look_fr and one.look_en), one.id
        assert one.answer is not WhoJudges.NOT_PUBLISHED, one.id
        assert one.place, one.id
        assert one.fr.endswith("."), one.id
        assert one.en.endswith("."), one.id


def test_every_code_that_a_requirement_cites_exists() -> None:
    known = {control.code for control in (*CONTROLS, *LOT_CONTROLS)}

    assert set() == {code for one in REQUIREMENTS for code in one.codes} - known


@pytest.mark.parametrize("requirement", JUDGED, ids=[one.id for one in JUDGED])
def test_a_requirement_that_is_judged_has_an_example_that_breaks_it(
    requirement: Requirement,
) -> None:
    """A control that only answers "not checked" in the examples judges nothing."""
    assert [code for code in requirement.codes if code in SHOWN | WITHOUT_DOSSIER]


def test_every_control_that_a_requirement_cites_has_an_example() -> None:
    """But for one that always answers "not checked"."""
    cited = {code for one in JUDGED for code in one.codes}

    assert {"MNT003"} == cited - SHOWN - WITHOUT_DOSSIER


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_requirement_is_told_once(lang: str) -> None:
    told = [(one.source, one.sentence(lang)) for one in REQUIREMENTS]

    assert len(told) == len(set(told))


def test_french_requirements_have_their_no_break_spaces() -> None:
    wrong = [
        one.id
        for one in REQUIREMENTS
        for text in (one.fr, one.look_fr)
        if SPACE_WANTED.search(text)
    ]

    assert [] == wrong


def test_a_pattern_of_sons_meets_one() -> None:
    codes = covered_codes()
    patterns = {pattern for one in REQUIREMENTS for pattern in one.sons}

    for pattern in patterns:
        alone = next(iter(REQUIREMENTS))
        narrowed = type(alone)(
            **{name: getattr(alone, name) for name in alone.__struct_fields__ if name != "sons"},
            sons=(pattern,),
        )
        assert any(narrowed.concerns(code) for code in codes), pattern


@pytest.mark.parametrize("code", covered_codes())
def test_of_one_sons_every_code_shown_bears_on_it(code: str) -> None:
    table, texts = corridor(code), control_texts()

    for row in answered(table):
        assert row.requirement.concerns(code)
        for control in row.codes:
            assert Bearing.APPLIES is bearing_anywhere(texts[control], table)


# The command


def test_coverage_lists_every_requirement_and_counts_them(cli: Cli) -> None:
    said = cli("coverage")

    assert 0 == said.code
    assert [] == [one.id for one in REQUIREMENTS if f"    {one.id}  [" not in said.out]
    assert f"En tout\u00a0: {len(REQUIREMENTS)} exigences" in said.out


def test_coverage_of_one_sons_leaves_the_others_out(cli: Cli) -> None:
    said = cli("coverage", "--sons", "sas", "--lang", "en")

    assert 0 == said.code
    assert "    000-02  [checked, MNT011]" in said.out
    assert "004-110" not in said.out


def test_coverage_of_one_sons_says_what_is_not_published(cli: Cli) -> None:
    said = cli("coverage", "--sons", "IMG-DB-Va2", "--answer", "not-published")

    assert "004-094  [non publié]" in said.out
    assert "[vérifié" not in said.out


def test_coverage_refuses_an_unknown_sons(cli: Cli) -> None:
    said = cli("coverage", "--sons", "NOPE")

    assert 2 == said.code
    assert "NOPE" in said.err
    assert 1 == len(said.err.splitlines())


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_coverage_keeps_to_eighty_columns(
    lang: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    said = cli("coverage", "--lang", lang)

    long = [line for line in said.out.splitlines() if len(line) > 80 and "http" not in line]
    assert [] == [line for line in long if not line.startswith(tuple("FMQ")) and " — " not in line]
