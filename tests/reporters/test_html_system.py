"""The page in a real browser: it filters without script, keeps still, and prints whole on A4."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from conftest import EXAMPLES, Cli
from reporters.made import facts, finding, report, request
from segur_check.report import Unchecked
from segur_check.reporters.display import Display
from segur_check.reporters.html.page import html

pytestmark = pytest.mark.system

SAMPLE = report(
    request(finding("rejet"), finding("alerte", "DOC001")),
    request(line=2, not_checked=(Unchecked("PIE001", "non-fourni", "sans pièces"),)),
    request(line=3, sons="MS1"),
    request(finding("rejet", "DOC001"), line=4, file="autre.json", about=facts(), sons="MS1"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it: nothing is downloaded."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found is not None, "apt-get install chromium"
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The sample in a window, without JavaScript; any other request or complaint fails the test."""
    file = tmp_path / "bilan.html"
    file.write_text(html(SAMPLE, Display()), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    opened.on("console", lambda one: asked.append(one.text))
    opened.goto(file.as_uri())
    yield opened
    assert [file.as_uri()] == [one for one in asked if not one.startswith(f"{file.as_uri()}#")]
    context.close()


def drawn(page: Page) -> list[str]:
    """The requests that one sees, by their numéro éditeur."""
    found = [one for one in page.locator("article.card").all() if one.is_visible()]
    return [one.locator("h4").inner_text().split("CMD-")[1][0] for one in found]


def choose(page: Page, label: str) -> None:
    """Choose a filter, unfolding the filters first where they are folded."""
    if not page.get_by_label(label).is_visible():
        page.get_by_text("Filtrer les demandes").click()
    page.get_by_label(label).check()


def listed(page: Page) -> int:
    return sum(1 for one in page.locator("tr.r").all() if one.is_visible())


def test_without_a_choice_every_request_is_there(page: Page) -> None:
    assert ["1", "2", "3", "4"] == drawn(page)
    assert 4 == listed(page)


@pytest.mark.parametrize(
    ("label", "kept"),
    [("Rejet à attendre (2)", "14"), ("À vérifier (1)", "2"), ("MS1 (2)", "34")],
)
def test_a_choice_keeps_the_requests_of_one_verdict_or_sons(
    page: Page, label: str, kept: str
) -> None:
    choose(page, label)

    assert list(kept) == drawn(page)
    assert len(kept) == listed(page)


def test_a_code_is_chosen_by_keyboard_and_choices_add_up(page: Page) -> None:
    page.get_by_text("Filtrer les demandes").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Filtrer par : Code").focus()
    page.keyboard.press("Enter")
    page.get_by_label("DOC001 Titre").focus()
    page.keyboard.press("Space")
    assert ["1", "4"] == drawn(page)

    choose(page, "MS1 (2)")

    assert ["4"] == drawn(page)


def test_a_dossier_without_any_request_of_the_choice_is_not_named(page: Page) -> None:
    choose(page, "À vérifier (1)")

    assert ["avance.json"] == [
        one.inner_text() for one in page.locator(".dossier > h3").all() if one.is_visible()
    ]


def test_all_requests_come_back(page: Page) -> None:
    choose(page, "MS1 (2)")
    page.get_by_role("button", name="Tout afficher").click()

    assert 4 == listed(page)


def test_a_print_is_a4_whole_whatever_is_chosen_or_folded_and_has_no_controls(page: Page) -> None:
    choose(page, "À vérifier (1)")

    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert {(595, 842)} == {
        (round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in pdf.pages
    }
    text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    assert "Filtrer" not in text
    assert "Tout afficher" not in text
    for number in range(1, 5):
        assert f"Demande {number} · numéro éditeur CMD-{number} · Centre hospitalier" in text
    assert 4 == text.count("Part du plafond")
    assert "sans pièces" in text


def pages_printed(browser: Browser, file: Path) -> list[str]:
    """The text of each page of the print of a page."""
    opened = browser.new_page()
    opened.goto(file.as_uri())
    pdf = PdfReader(io.BytesIO(opened.pdf(prefer_css_page_size=True)))
    opened.close()
    return [" ".join(one.extract_text().split()) for one in pdf.pages]


@pytest.mark.parametrize(
    "name",
    [
        "accepted/MDV-LGC-Va1-avance",
        "accepted/HOP-DPI-Va2-solde",
        "accepted/enrolement-HOP-DPI-Va2",
        "rejected/MNT006-ttc-faux",
        "rejected/DOC006-autre-montant-sur-la-facture",
        "rejected/FMT001-virgule-en-trop",
        "rejected/DOC013-signataire-d-un-autre-client",
    ],
)
def test_one_request_prints_on_two_pages_with_money_and_calendar_on_the_first(
    browser: Browser, cli: Cli, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "bilan.html"
    cli("check", EXAMPLES / name, "-o", f"html:{file}")

    printed_pages = pages_printed(browser, file)

    assert len(printed_pages) <= 2
    if not name.endswith(("FMT001-virgule-en-trop", "-autre-client")):
        assert "Argent et calendrier" in printed_pages[0]


TEN = (
    "accepted/MDV-LGC-Va1-avance",
    "accepted/HOP-DPI-Va2-avance",
    "accepted/MS1-solde",
    "accepted/SAS-avance",
    "rejected/MNT006-ttc-faux",
    "rejected/IDE002-cle-du-rpps",
    "rejected/DOC006-autre-montant-sur-la-facture",
    "rejected/CAL002-avance-une-minute-trop-tard",
    "rejected/PIE008-va-ou-mom-absente",
    "rejected/DEM003-aucun-pv",
)


def test_ten_requests_print_on_twelve_pages(browser: Browser, cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "bilan.html"
    cli("check", *(EXAMPLES / name for name in TEN), "-o", f"html:{file}")

    printed_pages = pages_printed(browser, file)

    assert len(printed_pages) <= 12
    assert "Montant HT demandé" in printed_pages[0]
    # Every window of the examples is over, whatever their deposits were.
    assert "Ce qui ferme en premier" not in "".join(printed_pages)


LONG = "lot/" + "dossier_tres_long_" * 8 + "avance.json"
OVERFLOW = """() => {
  document.querySelectorAll("details").forEach(one => one.open = true);
  return [...document.querySelectorAll("body *")]
    .filter(one => !one.closest(".skip, .off, thead"))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 80));
}"""


@pytest.mark.parametrize("width", [320, 400, 500, 720, 1280])
def test_nothing_leaves_the_screen(browser: Browser, tmp_path: Path, width: int) -> None:
    wide = request(
        *(finding(text=LONG, code=f"DOC00{number}") for number in range(3)),
        finding("info", "SYS003", LONG),
        file=LONG,
        not_checked=(Unchecked("PIE001", "non-fourni", LONG),),
    )
    file = tmp_path / "bilan.html"
    file.write_text(html(report(*SAMPLE.requests, wide), Display()), "utf-8")
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto(file.as_uri())

    assert [] == opened.evaluate(OVERFLOW)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


def test_a_dark_screen_gets_a_dark_page(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bilan.html"
    file.write_text(html(SAMPLE, Display()), "utf-8")
    colors = []
    for scheme in ("light", "dark"):
        opened = browser.new_page(color_scheme=scheme)
        opened.goto(file.as_uri())
        colors.append(opened.evaluate("getComputedStyle(document.body).backgroundColor"))
        opened.close()

    assert ["rgb(255, 255, 255)", "rgb(20, 23, 27)"] == colors
