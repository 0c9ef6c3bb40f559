"""The page in a real browser: it filters without script, keeps still, and prints whole on A4."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

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
    found = [one for one in page.locator("article").all() if one.is_visible()]
    return [one.locator("h3").inner_text().split("CMD-")[1][0] for one in found]


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
    page.get_by_label(label).check()

    assert list(kept) == drawn(page)
    assert len(kept) == listed(page)


def test_a_code_is_chosen_by_keyboard_and_choices_add_up(page: Page) -> None:
    page.get_by_text("Filtrer par : Code").focus()
    page.keyboard.press("Enter")
    page.get_by_label("DOC001 Titre").focus()
    page.keyboard.press("Space")
    assert ["1", "4"] == drawn(page)

    page.get_by_label("MS1 (2)").check()

    assert ["4"] == drawn(page)


def test_a_dossier_without_any_request_of_the_choice_is_not_named(page: Page) -> None:
    page.get_by_label("À vérifier (1)").check()

    assert ["Dossier avance.json"] == [
        one.inner_text() for one in page.locator(".dossier > h2").all() if one.is_visible()
    ]


def test_all_requests_come_back(page: Page) -> None:
    page.get_by_label("MS1 (2)").check()
    page.get_by_role("button", name="Tout afficher").click()

    assert 4 == listed(page)


def test_a_print_is_a4_whole_whatever_is_chosen_or_folded_and_has_no_controls(page: Page) -> None:
    page.get_by_label("À vérifier (1)").check()

    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert {(595, 842)} == {
        (round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in pdf.pages
    }
    text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    assert "Filtrer" not in text
    assert "Tout afficher" not in text
    for number in range(1, 5):
        assert f"Demande {number} · numéro éditeur CMD-{number} · Centre hospitalier" in text
    # The third request has nothing wrong: its card is folded on the screen.
    assert 4 == text.count("Part du plafond")


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_the_page_never_scrolls_sideways(browser: Browser, tmp_path: Path, width: int) -> None:
    file = tmp_path / "bilan.html"
    file.write_text(html(SAMPLE, Display()), "utf-8")
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto(file.as_uri())

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
