"""A sample of the campaign with the libraries that are here, and how its figures are counted."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.outlines import said as words_of
from papers import filling, steps
from papers.campaign import PAGE, outcomes, run
from papers.chains import Chain, chains
from papers.makers import MAKERS, Maker, Need
from papers.outcomes import Outcome, Row, judged, row_of
from papers.section import Campaign, keep, kept, kept_section, refreshed, section
from papers.sheets import TWINS, Sheet, sheets

_CHAINS = {one.name: one for one in chains()}
_TURNED = {one.name: one for one in steps.TURNED}
_READ = (
    Chain(MAKERS["fpdf2"]),
    Chain(MAKERS["reportlab"]),
    Chain(filling.FORM, (filling.FILL_PYPDF,)),
    Chain(MAKERS["fpdf2"], (steps.LETTERHEADS[2],)),
    Chain(MAKERS["reportlab"], (steps.IMPORTED[1],)),
    Chain(MAKERS["reportlab"], (_TURNED["pypdf, page et contenu tournés"],)),
)
# One of each kind; the campaign has them all.
_OF_SYSTEM = (
    "chromium-liberation", "chromium-spaced", "react-pdf", "prawn", "itext2",
    "formulaire vide → pdf-lib → pdf-lib flatten", "formulaire vide → pypdf → qpdf --flatten-annotations",
    "page à compléter → pdftk stamp", "page à compléter → FreeText, MuPDF", "chromium → pdf-lib embedPdf",
    "fpdf2 → gs pdfwrite", "libreoffice-writer → pdfunite", "typst → pdftops -level1 | ps2pdf",
)  # fmt: skip
# Its values are drawn after all its labels: told by their places alone, which the tool reads in orders and
# invoices, not in a VA or a MOM.
_STAMPED = Chain(filling.BLANK, (filling.STAMPS[2],))
_PICTURES = Chain(MAKERS["reportlab"], (steps.SCAN,))


@pytest.mark.parametrize("chain", _READ, ids=lambda one: one.name)
def test_right_papers_stay_silent_and_every_twin_is_told(chain: Chain, tmp_path: Path) -> None:
    row = row_of(chain.name, outcomes(chain, tuple(sheets()), tmp_path))

    assert ([], [], 0) == (row.wrong, row.alerted, row.doubted)
    assert (row.twins, {}, []) == (row.told, row.unclear, row.silent)


def test_values_drawn_after_all_labels_stand_beside_their_own(tmp_path: Path) -> None:
    priced = tuple(one for one in sheets() if one.kind in ("order", "invoice"))

    row = row_of(_STAMPED.name, outcomes(_STAMPED, priced, tmp_path))

    assert ([], [], 10) == (row.wrong, row.alerted, row.told)


def test_papers_that_are_pictures_are_not_checked_and_the_reason_is_given(tmp_path: Path) -> None:
    orders = tuple(one for one in sheets() if one.kind == "order")

    found = outcomes(_PICTURES, orders, tmp_path)

    assert {"unclear"} == {one.verdict for one in found}
    assert all("DOC001" in one.unclear for one in found)


@pytest.mark.system
@pytest.mark.parametrize("name", _OF_SYSTEM)
def test_no_right_paper_of_other_programs_is_blocked(name: str, tmp_path: Path) -> None:
    chain = _CHAINS[name]
    if chain.lacking:
        pytest.skip(f"not here: {', '.join(chain.lacking)}")
    orders = tuple(one for one in sheets() if one.kind == "order" and one.twin in ("", "ht"))

    row = row_of(chain.name, outcomes(chain, orders, tmp_path))

    assert (1, []) == (row.right, row.wrong)


def test_there_are_the_right_papers_and_every_twin_states_another_thing() -> None:
    made = list(sheets())
    right = {one.kind: words_of(one.outline) for one in made if not one.twin}

    assert {"order", "invoice", "VA", "MOM"} == set(right)
    assert {"order": 5, "invoice": 5, "VA": 2, "MOM": 2} == Counter(
        one.kind for one in made if one.twin
    )
    assert set(TWINS) == {one.twin for one in made if one.twin}
    for one in (one for one in made if one.twin):
        changed = set(words_of(one.outline)) - set(right[one.kind])
        assert 1 <= len(changed) <= 2, one.name  # the State's share repeats the TTC


def test_the_campaign_has_every_chain_once_and_thirty_makers() -> None:
    names = [one.name for one in chains()]

    assert len(names) == len(set(names)) == len({one.folder for one in chains()})
    assert len(MAKERS) >= 30


def test_a_chain_whose_program_is_not_there_is_left_out_and_named() -> None:
    absent = Maker("nothing", lambda _: [], (Need("a program", lambda: False),))

    rows, left_out = run([(0, Chain(absent, (steps.SCAN,)))], None, 1)

    assert ([], [("nothing → scan 200 ppp", "a program")]) == (rows, left_out)


def _outcome(name: str, *, blocking: str = "", alerts: str = "", unclear: str = "") -> Outcome:
    [sheet] = (one for one in sheets() if one.name == name)
    codes = (frozenset(blocking.split()), frozenset(alerts.split()))
    return Outcome(sheet, *codes, dict.fromkeys(unclear.split(), "why"))


def _verdicts(*found: Outcome) -> list[str]:
    return [one.verdict for one in judged(found)]


def test_a_right_paper_is_told_wrong_alerted_not_checked_or_right() -> None:
    name = "order-right"

    assert ["wrong"] == _verdicts(_outcome(name, blocking="DOC006", alerts="DOC007"))
    assert ["alerted"] == _verdicts(_outcome(name, alerts="DOC007", unclear="DOC001"))
    assert ["unclear"] == _verdicts(_outcome(name, unclear="DOC001"))
    assert ["right"] == _verdicts(_outcome(name))


def test_a_twin_is_told_only_by_what_is_said_of_it_and_not_of_the_right_paper() -> None:
    right = _outcome("order-right", alerts="DOC007")

    def verdict(**told: str) -> str:
        return _verdicts(right, _outcome("order-ht", **told))[1]

    assert "told" == verdict(blocking="DOC006")
    assert "silent" == verdict(alerts="DOC007")
    assert "silent" == verdict(blocking="DOC002")
    assert "unclear" == verdict(alerts="DOC007", unclear="DOC006")
    assert "unclear" == verdict(unclear="DOC001")
    assert "silent" == verdict(unclear="MNT003")


def test_a_row_counts_each_paper_once() -> None:
    found = judged(
        [
            _outcome("order-right", alerts="DOC007"),
            _outcome("order-ht", blocking="DOC006"),
            _outcome("order-rate", unclear="DOC001 DOC005"),
            _outcome("order-date"),
            _outcome("VA-right", blocking="DOC002"),
        ]
    )

    row = row_of("a chain", found)

    assert row == Row(
        "a chain", 2, ["VA-right (DOC002)"], ["order-right (DOC007)"], 0,
        3, 1, {"DOC001": 1}, ["order-date"],
    )  # fmt: skip


_CAMPAIGN = Campaign(
    "9.9.9",
    "2026-01-02",
    [
        Row("chromium", 4, [], [], 0, 14, 14, {}, []),
        Row(
            "pdfkit → pdftops | ps2pdf",
            4,
            ["VA-right (DOC002)"],
            [],
            3,
            14,
            9,
            {"DOC001": 4},
            ["order-ht"],
        ),
    ],
    [("prawn", "ruby")],
)


def test_the_section_shows_each_chain_their_sum_and_what_passes_in_silence() -> None:
    written = section(_CAMPAIGN)

    assert "| chromium | 4 | 0 | 0 | 0 | 14 | 14 | 0 | 0 | 1,000 | 1,000 |" in written
    assert "| **toutes** | 8 | 1 | 0 | 3 | 28 | 23 | 4 | 1 | 0,821 | 0,964 |" in written
    assert r"| pdfkit → pdftops \| ps2pdf | 4 |" in written
    assert "DOC001 (4)" in written
    assert "bon de commande HT" in written
    assert "VA conforme (DOC002)" in written
    assert "- prawn\N{NO-BREAK SPACE}: ruby\n" in written


def test_a_campaign_refreshes_its_section_alone(tmp_path: Path) -> None:
    other = replace(_CAMPAIGN, version="8.8.8", rows=_CAMPAIGN.rows[:1])
    page = "# Titre\n\nLe reste.\n"

    once, twice = refreshed(page, other), refreshed(refreshed(page, other), _CAMPAIGN)

    assert once.startswith(page)
    assert twice == refreshed(page, _CAMPAIGN)
    assert "8.8.8" not in twice
    keep(_CAMPAIGN, tmp_path / "kept.json")
    assert kept(tmp_path / "kept.json") == _CAMPAIGN
    assert kept(tmp_path / "none.json") is None


def test_the_page_shows_the_campaign_that_is_kept_over_thirty_chains() -> None:
    campaign = kept()
    assert campaign is not None
    assert len(campaign.rows) >= 30
    assert kept_section()
    assert PAGE.read_text(encoding="utf-8").endswith(kept_section())


def test_a_kept_dossier_is_ready_for_the_tool(tmp_path: Path) -> None:
    invoice: Sheet = next(one for one in sheets() if one.kind == "invoice")

    outcomes(Chain(MAKERS["fpdf2"]), (invoice,), tmp_path)

    folder = tmp_path / "invoice-right"
    assert (folder / "solde.json").is_file()
    assert 2 == len(list((folder / "pieces").glob("*.pdf")))
