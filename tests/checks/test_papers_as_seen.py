"""Papers as real programs leave them: right ones are silent, wrong ones told, unreadable ones not judged.

Each kind of program draws an order, an invoice and a VA or a MOM, of the SONS in turn.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import cache, partial
from itertools import cycle
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from checks import seen_letters as letters
from checks import seen_programs as programs
from checks.edits import Dossier
from checks.made_documents import PAPERS, PRICED, Corridor, dossier_of, put_paper
from checks.seen_papers import Says, cells_of, other_amount, other_client, other_day, right
from conftest import Said

Check = Callable[..., Said]
Draws = dict[str, programs.Draw]

SONS = {
    "DPI": "HOP-DPI-Va2",
    "MDV": "MDV-LGC-Va1",
    "SGL": "BIO-SGL-Va1",
    "PDS": "MS2-PDS",
    "MS1": "MS1",
    "LGO": "PHA-LGO-Va1",
    "DRIMBOX": "IMG-DB-Va2",
    "RIS": "RAD-RIS-Va1",
}
OF_PRICES = {"DOC005", "DOC006", "DOC007", "DOC008"}

PARTS: Draws = {
    "embedded": programs.embedded,
    "embedded twice": programs.embedded_twice,
    "on a letterhead": programs.on_letterhead,
    "two pages on a sheet": programs.two_on_a_sheet,
}
# What is filled in is drawn after what is printed, or before it.
FILLED: Draws = {
    "stamped over": programs.stamped_over,
    "stamped under": programs.stamped_under,
    "stamped one by one": programs.stamped_one_by_one,
    "merged": programs.merged,
    "flattened": programs.flattened,
    "flattened with clips": programs.flattened_by_hand,
    "texts of a viewer": programs.noted,
    "texts of a viewer, drawn": programs.noted_and_drawn,
    "stamps of a viewer": programs.stamps,
}
TURNED: Draws = {
    "upright text on a turned page": partial(letters.turned, page=90),
    "upright text on a page turned back": partial(letters.turned, page=270),
    "text turned with its page": partial(letters.turned, page=90, text=90),
    "text turned and not its page": partial(letters.turned, text=270),
    "upside down": partial(letters.turned, page=180, text=180),
    "a margin and a watermark": letters.with_two_directions,
}
LOST: Draws = {
    "without the euro": letters.without_euro,
    "without narrow blanks": letters.without_blanks,
}
SPACED_LITTLE: Draws = {
    "spaced by a state": letters.spaced("state", 0.1),
    "spaced much by a state": letters.spaced("state", 0.4),
    "spaced by steps": letters.spaced("steps", 0.1),
    "spaced by kerning": letters.spaced("kerning", 0.1),
}
SPACED: Draws = {
    "spaced by blanks": letters.spaced("blanks", 0),
    **{
        f"spaced by {how} of {em} em": letters.spaced(how, em)
        for how in ("steps", "kerning", "kerning_of_words")
        for em in (0.2, 0.4)
    },
}
# A browser whose font lacks the narrow blank.
BROWSERS: Draws = {
    "a blank of the font, then a step": programs.by_browser,
    "steps without a blank": programs.by_steps,
    "a blank in another font": programs.by_two_fonts,
    "a wide blank": programs.by_wide_blanks,
}
MUTE: Draws = {
    "numbers of glyphs": letters.by_glyphs,
    "codes in the order met": letters.by_order_met,
    "a font of drawings": letters.by_drawings,
}
LAYERS: Draws = {
    "without ink over the picture": letters.scanned,
    "with ink under the picture": partial(letters.scanned, ink=True),
    "word by word": partial(letters.scanned, words=True),
    "and the line of a scanner": letters.scanned_with_heading,
}


class Case(NamedTuple):
    """What draws a paper of a SONS."""

    draw: programs.Draw
    sons: str
    paper: str


def cases(draws: Draws, papers: Iterable[str] = PAPERS, sons: Iterable[str] = SONS) -> list[Any]:
    """Each program with each kind of paper, the SONS in turn."""
    turn = cycle(sons)
    return [
        pytest.param(Case(draw, one := next(turn), paper), id=f"{name}, {one} {paper}")
        for name, draw in draws.items()
        for paper in papers
    ]


READ = [
    *cases({"a plain page": programs.drawn} | PARTS | FILLED | TURNED | LOST | SPACED_LITTLE),
    *cases(BROWSERS),
]


@cache
def right_dossier(dossiers: ModuleType, sons: str, paper: str) -> tuple[Corridor, Dossier]:
    """The corridor of a SONS, and its dossier that holds this paper."""
    corridor = next(one for one in dossiers.CORRIDORS if one.sons == SONS[sons])
    return corridor, dossier_of(corridor, paper)


def said_of(
    case: Case, change: Callable[[Says], Says] | None, dossiers: ModuleType, check: Check
) -> Said:
    """What is said of the right dossier whose paper says something else."""
    corridor, made = right_dossier(dossiers, case.sons, case.paper)
    says = right(corridor, case.paper)
    content = case.draw(cells_of(corridor, case.paper, change(says) if change else says))
    return check(put_paper(deepcopy(made), case.paper, content))


def told(said: Said) -> list[tuple[str, str, Any]]:
    """What is held against the dossier."""
    return [
        (one["code"], one["severity"], one["found"])
        for request in said.report["requests"]
        for one in request["findings"]
        if one["severity"] != "info"
    ]


@pytest.mark.parametrize("case", READ)
def test_a_right_paper_is_not_told_wrong(case: Case, dossiers: ModuleType, check: Check) -> None:
    said = said_of(case, None, dossiers, check)

    assert [] == told(said)
    assert "DOC001" not in said.not_checked


@pytest.mark.parametrize("paper", PRICED)
@pytest.mark.parametrize("sons", SONS)
def test_another_amount_printed_by_a_browser_is_told_whatever_the_thousands(
    sons: str, paper: str, dossiers: ModuleType, check: Check
) -> None:
    said = said_of(Case(programs.by_browser, sons, paper), other_amount, dossiers, check)

    assert "a-modifier" == said.severities.get("DOC006"), told(said)


@pytest.mark.parametrize("case", cases({"without accents": letters.without_accents}))
def test_a_right_paper_that_lost_its_accents_is_not_told_wrong(
    case: Case, dossiers: ModuleType, check: Check
) -> None:
    said = said_of(case, None, dossiers, check)

    assert {"rejet", "a-modifier"}.isdisjoint(said.severities.values())
    assert (OF_PRICES | {"DOC002", "DOC003", "DOC004"}).isdisjoint(said.severities)


@pytest.mark.parametrize("case", READ)
def test_another_client_is_told(case: Case, dossiers: ModuleType, check: Check) -> None:
    said = said_of(case, other_client, dossiers, check)

    assert "a-modifier" == said.severities.get("DOC002"), told(said)


@pytest.mark.parametrize("case", [one for one in READ if one.values[0].paper in PRICED])
def test_another_amount_is_told(case: Case, dossiers: ModuleType, check: Check) -> None:
    said = said_of(case, other_amount, dossiers, check)

    assert "a-modifier" == said.severities.get("DOC006"), told(said)


@pytest.mark.parametrize("case", [one for one in READ if one.values[0].paper == "order"])
def test_another_day_is_told(case: Case, dossiers: ModuleType, check: Check) -> None:
    said = said_of(case, other_day, dossiers, check)

    assert "alerte" == said.severities.get("DOC004"), told(said)


@pytest.mark.parametrize("case", cases(SPACED))
def test_labels_with_their_letters_far_apart_are_never_a_fault(
    case: Case, dossiers: ModuleType, check: Check
) -> None:
    said = said_of(case, None, dossiers, check)

    assert {"rejet", "a-modifier"}.isdisjoint(said.severities.values())
    assert (OF_PRICES | {"DOC002", "DOC003", "DOC004"}).isdisjoint(said.severities)


@pytest.mark.parametrize("case", cases(SPACED, PRICED))
def test_the_amounts_beside_such_labels_are_compared(
    case: Case, dossiers: ModuleType, check: Check
) -> None:
    said = said_of(case, other_amount, dossiers, check)

    assert "a-modifier" == said.severities.get("DOC006"), told(said)


@pytest.mark.parametrize("change", [None, other_amount, other_client])
@pytest.mark.parametrize("case", cases(MUTE))
def test_a_paper_whose_letters_cannot_be_told_is_not_judged(
    case: Case, change: Callable[[Says], Says] | None, dossiers: ModuleType, check: Check
) -> None:
    said = said_of(case, change, dossiers, check)

    assert [] == told(said)
    assert "illisible" == said.not_checked.get("DOC001")
    assert "a-verifier" == said.report["verdict"]


@pytest.mark.parametrize("change", [None, other_amount, other_client, other_day])
@pytest.mark.parametrize("case", cases(LAYERS))
def test_a_layer_that_nobody_sees_never_blocks(
    case: Case, change: Callable[[Says], Says] | None, dossiers: ModuleType, check: Check
) -> None:
    said = said_of(case, change, dossiers, check)

    assert {"rejet", "a-modifier"}.isdisjoint(said.severities.values()), told(said)
    assert "illisible" == said.not_checked.get("DOC001")
    assert "a-verifier" == said.report["verdict"]
