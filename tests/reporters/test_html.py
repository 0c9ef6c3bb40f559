"""The page: well-formed, nothing loaded, nothing run, everything escaped, everything counted."""

import re
import warnings
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

import segur_check
from conftest import EXAMPLES, Cli
from reporters.made import HOSTILE, facts, finding, report, request
from segur_check.report import Facts, Report, RequestReport, Unchecked, Unread, Window
from segur_check.reporters.display import Display
from segur_check.reporters.html.cards import web_address
from segur_check.reporters.html.page import MOST_DRAWN, html
from segur_check.reporters.printed import printed

pytestmark = pytest.mark.usefixtures("frozen_tables")


def page(of: Report, **display: object) -> str:
    return html(printed(of), Display(**display))  # type: ignore[arg-type]


def parsed(text: str) -> Element:
    """The page read by the rules of HTML5; a fault of syntax raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return tree


def text_of(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).replace("\u00a0", " ").split())


SAMPLE = report(
    request(finding("info", "SYS003"), line=None, about=Facts()),
    request(finding("rejet"), finding("alerte", "DOC001")),
    request(line=2, not_checked=(Unchecked("PIE001", "non-fourni", "sans pièces"),)),
    request(line=3, sons="MS1"),
    unread=(Unread("x.json", "x.json : illisible"),),
)


def test_the_page_of_an_example_is_html5_and_says_verdict_amounts_dates_and_findings(
    cli: Cli, tmp_path: Path
) -> None:
    out = tmp_path / "bilan.html"

    said = cli("check", EXAMPLES / "rejected" / "MNT006-ttc-faux", "-o", f"html:{out}")

    tree = parsed(out.read_text("utf-8"))
    whole = text_of(tree)
    assert 1 == said.code
    assert "fr" == tree.get("lang")
    for expected in (
        "À modifier avant le dépôt",
        "TTC différent de HT + TVA",
        "358,33 €",
        "Part du plafond 100 %",
        "Commande signée 13/06/2022",
        "Fenêtre de l'avance 02/11/2021 30/11/2022",
        "Il ne vaut ni acceptation ni attestation.",
        "9396fec1e2fc350efa27fcaf116595f6a7324bb4103fd9d04417a871a214e8a0",
    ):
        assert expected in whole


def test_the_page_speaks_english(cli: Cli) -> None:
    said = cli("check", EXAMPLES / "accepted" / "MS1-solde", "-o", "html", "--lang", "en")

    assert "en" == parsed(said.out).get("lang")
    assert "No anomaly detected" in said.out


def test_nothing_runs_and_nothing_is_loaded() -> None:
    text = page(SAMPLE)
    tree = parsed(text)

    tags = {one.tag.rpartition("}")[2] for one in tree.iter() if isinstance(one.tag, str)}
    assert set() == tags & {
        "script", "link", "img", "iframe", "object", "embed", "base", "image", "use", "foreignObject"
    }  # fmt: skip
    attributes = {name for one in tree.iter() for name in one.attrib}
    assert set() == {name for name in attributes if name.startswith("on")}
    assert set() == attributes & {"src", "srcset", "background", "action", "formaction", "ping"}
    assert not re.search(r"url\(|@import", text)
    policy = next(one for one in tree.iter("meta") if one.get("http-equiv"))
    assert "default-src 'none'; style-src 'unsafe-inline'" in (policy.get("content") or "")


def test_links_go_to_a_place_of_the_page_or_to_a_source_without_telling_where_from() -> None:
    tree = parsed(page(SAMPLE))
    ids = Counter(one.get("id") for one in tree.iter() if one.get("id"))

    assert {1} == set(ids.values())
    for link in tree.iter("a"):
        target = link.get("href") or ""
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert target.startswith("https://")
            assert "noopener noreferrer" == link.get("rel")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "javascript:alert(1)",
        "data:text/html,x",
        "//asp.fr/x",
        "file:///etc/passwd",
        "https://",
        "https://[x",
        "https://a\nb",
        " https://a.fr",
    ],
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert web_address(url) is None


def test_hostile_contents_are_told_and_not_obeyed() -> None:
    about = Facts(client=HOSTILE, windows=(Window("solde", None, None, "A", HOSTILE),))
    wicked = RequestReport(
        file=HOSTILE,
        line=1,
        numero_editeur=HOSTILE,
        sons=HOSTILE,
        phase="avance",
        findings=(finding(text=HOSTILE, code="A\"'><b"), finding("info", "B")),
        not_checked=(Unchecked(HOSTILE, "illisible", HOSTILE),),
        facts=about,
    )
    text = page(report(wicked, request(), unread=(Unread(HOSTILE, HOSTILE),)))

    tree = parsed(text)
    assert "<script" not in text
    assert "<b" not in re.sub(r"<(body|br|button)\b", "", text)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
    )
    assert "<script>alert('x')</script>" in text_of(tree)


def test_the_same_report_gives_the_same_page() -> None:
    assert page(SAMPLE) == page(SAMPLE)


def test_headings_descend_one_level_at_a_time_and_tables_have_captions_and_scopes() -> None:
    tree = parsed(page(SAMPLE))

    levels = [int(one.tag[1]) for one in tree.iter() if re.fullmatch("h[1-6]", str(one.tag))]
    assert 1 == levels[0] == levels.count(1)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in tree.iter("table"):
        assert table.find("caption") is not None
        assert all(one.get("scope") in {"row", "col"} for one in table.iter("th"))
    inputs = list(tree.iter("input"))
    labelled = {id(one) for label in tree.iter("label") for one in label.iter("input")}
    assert inputs
    assert all(id(one) in labelled for one in inputs)


def test_the_drawing_has_a_name_and_says_its_dates() -> None:
    drawing = next(one for one in parsed(page(SAMPLE)).iter() if str(one.tag).endswith("svg"))
    named = {one.get("id"): text_of(one) for one in drawing.iter() if one.get("id")}

    assert "img" == drawing.get("role")
    title, told = (named[key] for key in (drawing.get("aria-labelledby") or "").split())
    assert "Calendrier de la demande" == title
    for part in (
        "Commande signée : 03/04/2025",
        "17/12/2025 à 12h00",
        "Dépôt : 15/12/2025 à 10h00",
    ):
        assert part in told


def test_requests_beyond_the_cap_stand_in_the_list_and_are_counted_the_worst_are_drawn() -> None:
    many = [request(line=line, about=facts()) for line in range(1, MOST_DRAWN + 101)]
    worst = request(finding("rejet"), line=9_999)

    tree = parsed(page(report(*many, worst)))

    cards = list(tree.iter("article"))
    assert MOST_DRAWN == len(cards)
    assert any("Demande 9999" in text_of(one) for one in cards)
    assert "101 demandes ne sont que dans la liste" in text_of(tree)
    assert MOST_DRAWN + 101 == sum(1 for one in tree.iter("tr") if "r " in (one.get("class") or ""))


def test_two_thousand_requests_stay_under_six_megabytes() -> None:
    many = [
        request(*(finding("a-modifier", f"MNT{code:03}") for code in range(6)), line=line)
        for line in range(1, 2_001)
    ]

    assert len(page(report(*many)).encode()) < 6_000_000


def test_what_the_display_leaves_out_is_counted() -> None:
    one = request(*(finding(text=str(number)) for number in range(5)), finding("info", "X"))

    whole = text_of(parsed(page(report(one), max_shown=2, min_severity="alerte")))

    assert "3 autres constats de cette demande ne sont pas affichés ici." in whole
    assert "1 constat moins grave non affiché (--min-severity)" in whole


STYLE = (Path(segur_check.__file__).parent / "reporters" / "html" / "style.css").read_text("utf-8")


def luminance(color: str) -> float:
    digits = color.removeprefix("#")
    digits = "".join(char * 2 for char in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_contrasts_with_what_is_behind_it_as_wcag_aa_asks(scheme: int) -> None:
    block = re.findall(r":root\{(.*?)\}", STYLE, re.DOTALL)[scheme]
    colors = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block))
    pairs = [(ink, behind) for ink in ("ink", "faint", "link") for behind in ("paper", "soft")]
    pairs += [(name.removesuffix("-soft"), name) for name in colors if name.endswith("-soft")]

    faint = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in pairs}

    assert len(pairs) == 11
    assert {} == {pair: ratio for pair, ratio in faint.items() if ratio < 4.5}
