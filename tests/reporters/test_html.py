"""The page: well-formed, nothing loaded, nothing run, everything escaped, everything counted."""

import re
import warnings
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from msgspec.structs import replace

import segur_check
from conftest import EXAMPLES, Cli
from reporters.made import HOSTILE, facts, finding, report, request
from segur_check.report import (
    Facts,
    Report,
    RequestReport,
    Shared,
    Unchecked,
    Unread,
    Window,
)
from segur_check.reporters.display import Display
from segur_check.reporters.html.chosen import MOST_DRAWN
from segur_check.reporters.html.page import html
from segur_check.reporters.html.places import web_address
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
    drawings = [one for one in parsed(page(SAMPLE)).iter() if str(one.tag).endswith("svg")]
    told_of = {}
    for drawing in [one for one in drawings if one.get("role")][:2]:
        named = {one.get("id"): text_of(one) for one in drawing.iter() if one.get("id")}
        title, told = (named[key] for key in (drawing.get("aria-labelledby") or "").split())
        told_of[title] = told
        assert "img" == drawing.get("role")

    assert ["Montants de la demande", "Calendrier de la demande"] == list(told_of)
    money, told = told_of.values()
    assert "48 250,00 € HT demandés, 80,42 % du plafond de 60 000,00 €." in money
    assert "Avance 19 300,00 € + solde 28 950,00 € (à titre indicatif)." in money
    for part in (
        "Commande signée : 03/04/2025",
        "17/12/2025 à 12h00",
        "Dépôt : 15/12/2025 à 10h00",
    ):
        assert part in told


ORDER = (
    "À modifier avant le dépôt",
    "À faire",
    "Argent et calendrier",
    "Non vérifié",
    "Pour information",
    "Détails",
    "Fichiers lus",
)


def test_what_is_to_be_done_comes_first_then_money_and_calendar_then_what_is_left_to_know() -> None:
    wrong = request(
        finding("a-modifier"),
        finding("info", "SYS003"),
        not_checked=(Unchecked("PIE001", "non-fourni", "sans pièces"),),
    )

    tree = parsed(page(report(wrong)))

    body = text_of(next(tree.iter("body")))
    assert sorted(ORDER, key=body.index) == list(ORDER)
    assert ["À faire", *ORDER[2:]] == [text_of(one) for one in tree.iter("h2")]
    first = text_of(next(one for one in tree.iter() if one.get("class") == "verdict"))
    assert "À modifier avant le dépôt 1 à modifier, 1 point à vérifier" == first
    card = next(one for one in tree.iter("article") if "card" in (one.get("class") or ""))
    tags = [str(one.tag).rpartition("}")[2] for one in card.iter()]
    assert tags.index("svg") < tags.index("dl")


def task_cards(tree: Element) -> list[Element]:
    return [one for one in tree.iter("article") if "task" in (one.get("class") or "")]


def test_a_consequence_is_folded_under_its_cause_and_the_actor_is_named() -> None:
    cause = replace(finding("a-modifier"), fingerprint="aa", actor="comptabilite")
    follows = replace(finding("alerte", "DOC006"), fingerprint="bb", caused_by="aa")

    (card,) = task_cards(parsed(page(report(request(cause, follows)))))

    assert "À MODIFIER Action 430,00 €." == text_of(next(card.iter("h3")))
    assert "qui : comptabilité · demande 1 (CMD-1)" in text_of(card)
    folded = text_of(next(card.iter("details")))
    assert folded.startswith("1 autre constat découle de celui-ci et disparaîtra avec lui ALERTE")
    assert "DOC006" in folded


def test_the_same_thing_to_do_for_many_requests_is_one_card_with_a_row_each() -> None:
    many = [request(finding("a-modifier"), line=line) for line in range(1, 31)]

    (card,) = task_cards(parsed(page(report(*many))))

    assert 30 == sum(1 for _ in next(card.iter("tbody")).iter("tr"))
    assert "· 30 demandes" in text_of(card)


def test_what_differs_between_found_and_expected_is_marked() -> None:
    wrong = replace(finding(), found="430,01 €", expected="430,00 €")

    (card,) = task_cards(parsed(page(report(request(wrong)))))

    sides = next(one for one in card.iter("dl") if one.get("class") == "sides")
    assert "Trouvé 430,0 1 € Attendu 430,0 0 €" == text_of(sides)
    assert ["1", "0"] == [text_of(one) for one in sides.iter("mark")]


def test_the_json_and_the_document_stand_side_by_side_under_their_names(
    cli: Cli, tmp_path: Path
) -> None:
    out = tmp_path / "bilan.html"
    cli("check", EXAMPLES / "rejected" / "DOC031-autre-numero-de-facture", "-o", f"html:{out}")

    sides = [
        one for one in parsed(out.read_text("utf-8")).iter("dl") if one.get("class") == "sides"
    ]

    assert [["JSON", "facture_CMD-2022-0042.pdf, page 1"]] == [
        [text_of(side) for side in one.iter("dt")] for one in sides
    ]
    assert ["42", "24"] == [text_of(mark) for one in sides for mark in one.iter("mark")]


def test_a_place_is_told_in_plain_words_and_its_pointer_is_for_the_developer(
    cli: Cli, tmp_path: Path
) -> None:
    out = tmp_path / "bilan.html"
    cli("check", EXAMPLES / "rejected" / "MNT006-ttc-faux", "-o", f"html:{out}")

    card = task_cards(parsed(out.read_text("utf-8")))[0]

    assert "Où : Montant TTC de la commande (avance.json, ligne 17) : « 430,01 € »" in text_of(card)
    folded = text_of([*card.iter("details")][-1])
    assert folded.startswith("Pour l'informaticien segur-check explain MNT006")
    assert "avance.json:17:28 /lignesImport/0/commande/montantSegurTTC" in folded


def test_what_nobody_published_is_one_line_and_its_reasons_are_folded() -> None:
    lacks = tuple(Unchecked(f"CAL01{n}", "non-publie", f"Date {n} inconnue") for n in range(3))

    tree = parsed(page(report(request(not_checked=lacks))))

    line = next(one for one in tree.iter("details") if one.get("class") == "line")
    assert (
        "3 règles ne sont pas publiées et ne sont donc pas vérifiées : "
        "segur-check coverage --sons HOP-DPI-Va2"
    ) == text_of(next(line.iter("summary")))
    assert "Date 2 inconnue" in text_of(line)


def test_nothing_to_do_is_said_without_calling_the_request_right() -> None:
    lack = Unchecked("PIE001", "non-fourni", "sans pièces")

    clean = text_of(parsed(page(report(request()))))
    lacking = text_of(parsed(page(report(request(not_checked=(lack,))))))

    assert "Rien à corriger dans ce que l'outil sait vérifier." in clean
    assert "Voyez plus bas ce qui n'est pas vérifié." in lacking


def test_what_is_to_be_looked_at_stands_before_money_and_nothing_says_that_nothing_is_left() -> (
    None
):
    look = replace(finding("info", "DOC016"), deed=True, action="Regardez la signature.")

    tree = parsed(page(report(request(look, finding("info", "SYS003")))))

    assert ["À faire", "À vérifier ou à savoir", "Argent et calendrier"] == [
        text_of(one) for one in tree.iter("h2")
    ][:3]
    body = text_of(next(tree.iter("body")))
    assert "voyez ci-dessous ce qui est à vérifier par vous-même" in body
    assert "→ Regardez la signature." in body
    assert "Rien à corriger" not in body
    assert "1 remarque, rien à corriger" in body


def test_a_request_takes_the_verdict_of_its_whole_file_and_leads_to_it() -> None:
    whole = request(finding("rejet", "FMT004"), line=None, about=Facts())

    tree = parsed(page(report(whole, request(), request(line=2))))

    (card,) = task_cards(tree)
    own = [one for one in tree.iter("article") if one is not card]
    assert ["Rejet à attendre"] * 2 == [
        text_of(next(each for each in one.iter("span") if "badge" in (each.get("class") or "")))
        for one in own
        if "Demande" in text_of(one)
    ]
    link = next(one for one in own[-1].iter("a"))
    assert f"#{card.get('id')}" == link.get("href")
    assert "voir aussi : fichier entier : 1" in text_of(own[-1])
    assert "Aucune anomalie détectée 0 0" in text_of(tree)  # none of the requests


def test_what_dossiers_have_in_common_is_one_card() -> None:
    def tied(file: str, other: str) -> RequestReport:
        shared = Shared("number", "SAME-1", "SAME-1", (other,))
        found = replace(finding("a-modifier", "PER008"), shared=shared, message=f"Voir {other}")
        return request(found, file=file)

    tree = parsed(page(report(tied("a.json", "b.json"), tied("b.json", "a.json"))))

    (card,) = task_cards(tree)
    assert "Dans plusieurs dossiers à la fois" in [text_of(one) for one in tree.iter("h3")]
    assert "· 2 dossiers" in text_of(card)
    rows = [text_of(one) for one in next(card.iter("tbody")).iter("tr")]
    assert ["a.json · demande 1 (CMD-1)", "b.json · demande 1 (CMD-1)"] == [
        row[: len("a.json · demande 1 (CMD-1)")] for row in rows
    ]
    assert 2 == sum(f"#{card.get('id')}" == one.get("href") for one in tree.iter("a"))


def test_the_page_is_named_after_its_dossier() -> None:
    tree = parsed(page(report(request(file="lot/d5/avance.json"))))

    name = "Bilan segur-check : d5/avance.json · Centre hospitalier"
    assert name == text_of(next(tree.iter("h1")))
    assert f"{name} · Aucune anomalie détectée" == text_of(next(tree.iter("title")))


def test_amounts_that_the_texts_fix_have_no_cap(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "bilan.html"
    cli("check", EXAMPLES / "accepted" / "SAS-avance", "-o", f"html:{out}")

    told = text_of(parsed(out.read_text("utf-8")))

    assert "30 000,00 € HT demandés (montants fixes du SAS)" in told
    assert "Avance (montant fixe) 30 000,00 €" in told
    assert "Plafond HT" not in told


def test_acronyms_are_those_of_the_page_at_the_end_of_a_sentence_too() -> None:
    spoken = replace(finding(), action="Demandez le RPPS à l'ASP.", message="CGU.pdf")

    told = text_of(parsed(page(report(request(spoken)))))

    names = told.partition("Sigles : ")[2].partition("À faire")[0]
    assert "RPPS (répertoire" in names
    assert "ASP (Agence" in names
    assert "CGU" not in names


def test_a_date_on_which_texts_differ_says_so() -> None:
    told = text_of(parsed(page(report(request()))))

    assert "deux textes officiels divergent" in told
    assert "contestée" not in told


@pytest.mark.parametrize(
    ("ht", "cap", "words"),
    [
        ("70000.00", "60000.00", "70 000,00 € HT demandés, 10 000,00 € au-dessus du plafond"),
        ("70000.00", None, "70 000,00 € HT demandés, plafond non connu"),
    ],
)
def test_a_request_over_its_cap_or_without_one_is_drawn_and_said(
    ht: str, cap: str | None, words: str
) -> None:
    about = Facts(amounts=(("ht", ht), ("cap", cap)))

    tree = parsed(page(report(request(about=about))))

    bars = [one for one in tree.iter() if one.get("class") in {"asked", "over", "cap"}]
    assert (["asked", "over", "cap"] if cap else ["asked"]) == [one.get("class") for one in bars]
    assert words in text_of(tree)


@pytest.mark.parametrize("ht", [None, "0.00", "-5.00", "1e999999"])
def test_an_amount_that_cannot_be_drawn_is_not(ht: str | None) -> None:
    about = Facts(amounts=(("ht", ht), ("cap", "100.00")))

    assert "Montants de la demande" not in page(report(request(about=about)))


def test_requests_beyond_the_cap_stand_in_the_list_and_are_counted_the_worst_are_drawn() -> None:
    many = [request(line=line, about=facts()) for line in range(1, MOST_DRAWN + 101)]
    worst = request(finding("rejet"), line=9_999)

    tree = parsed(page(report(*many, worst)))

    cards = [one for one in tree.iter("article") if "card" in (one.get("class") or "")]
    assert MOST_DRAWN == len(cards)
    assert any("Demande 9999" in text_of(one) for one in cards)
    assert "101 demandes, les moins graves, ne sont que dans la liste" in text_of(tree)
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

    assert "3 autres constats ne sont pas affichés ici ; -o json donne tout." in whole
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
