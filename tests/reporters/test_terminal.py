"""The page at a terminal: verdict first, then what to do; nothing is lost, and all of it is with -v."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from conftest import EXAMPLES, ROOT, Cli
from reporters import made
from segur_check import check
from segur_check.report import Finding, Location, Report, RequestReport, Unchecked
from segur_check.reporters import rendered
from segur_check.reporters.display import Display
from segur_check.reporters.sides import two_sides
from segur_check.reporters.words import word
from segur_check.values.fields import field_name

pytestmark = pytest.mark.usefixtures("frozen_tables")

REJECTED = sorted(one.parent for one in EXAMPLES.glob("rejected/*/expected.json"))
ACRONYMS = ("VA", "MOM", "SONS", "PMSI")
BADGES = ("REJET", "À MODIFIER", "ALERTE", "INFO")


def page(report: Report, width: int = 80, **display: Any) -> str:  # noqa: ANN401 - any field
    told = rendered(report, "text", Display(width=width, **display))
    assert isinstance(told, str)
    return told.replace("\u00a0", " ")


def flat(text: str) -> str:
    """The signs of a text, whatever the folding of its lines, and without acronyms spelled out."""
    for lang in ("fr", "en"):
        for acronym in ACRONYMS:
            text = re.sub(rf"\s\({flatly(word(lang, f'acronym_{acronym}'))}\)", "", text)
    return re.sub(r"[\s\u00a0]", "", text)


def flatly(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def said(code: str, **changes: Any) -> Finding:  # noqa: ANN401 - any field
    severity = changes.pop("severity", "a-modifier")
    own: dict[str, Any] = {"fingerprint": code, "action": f"Corrigez {code}."}
    return replace(made.finding(severity, code), **(own | changes))


# Nothing is lost


@pytest.mark.parametrize("folder", REJECTED[::7], ids=lambda folder: folder.name)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_all_of_each_finding_is_told_with_v(folder: Path, lang: Literal["fr", "en"]) -> None:
    report = check(folder, lang=lang)

    told = flat(page(report, 120, verbose=True, max_shown=1000))
    without_glosses = told.replace("(advance)", "").replace("(balance)", "")

    for request in report.requests:
        for finding in request.findings:
            source = finding.source
            parts = [finding.code, finding.title, finding.message, finding.why, finding.action]
            if source.rank != "tool":  # else "deduced by the tool", or "a limit of the tool"
                parts += [source.title.replace("«", "“").replace("»", "”"), source.place]
            parts += [source.url or "", finding.fingerprint[:16]]
            for at in finding.locations:
                parts += [at.file, at.pointer or "", at.excerpt or ""]
                parts += [f":{at.line}:{at.column}"] if at.line else []
            told_so = without_glosses.replace("«", "“").replace("»", "”")
            sought = [flat(part).replace("«", "“").replace("»", "”") for part in parts]
            assert [] == [part for part in sought if part not in told_so]
        assert [] == [
            lack for lack in request.not_checked if flat(lack.reason) not in without_glosses
        ]


def test_what_is_cut_says_so_and_where_the_rest_is() -> None:
    lack = Unchecked("MNT003", "non-fourni", "Plafond inconnu " * 12)
    unpublished = Unchecked("CAL011", "non-publie", "Ouverture inconnue")
    report = made.report(
        made.request(said("MNT013", severity="info"), not_checked=(lack, unpublished))
    )

    told = page(report)

    assert 1 == told.count("MNT003")
    assert "…" in told
    assert "Non vérifié (texte entier : -v)" in told
    assert "1 règle non publiée (segur-check coverage --sons HOP-DPI-Va2)" in told
    assert "CAL011" not in told
    assert "CAL011" in page(report, verbose=True)


# The order of the page


def test_the_verdict_and_the_counts_come_first_and_are_repeated_on_a_long_page() -> None:
    short = page(made.report(made.request()))
    long = page(
        made.report(made.request(said("MNT006"), said("MNT004"), said("IDE002", severity="rejet")))
    )

    assert "Aucune anomalie détectée" == short.split("\n")[0]
    assert 1 == short.count("Aucune anomalie")
    first, *_, last, _ = long.split("\n")
    assert "Rejet à attendre : 1 rejet, 2 à modifier" == first == last


def test_what_to_do_is_the_headline_and_the_gravest_comes_first() -> None:
    told = page(
        made.report(
            made.request(said("DOC004", severity="alerte"), said("IDE002", severity="rejet"))
        )
    )

    badges = [line for line in told.split("\n") if line.strip().startswith(BADGES)]
    assert [" REJET       Corrigez IDE002.", " ALERTE      Corrigez DOC004."] == badges


def test_no_two_severities_look_alike_even_without_colours() -> None:
    badges = {
        word(lang, f"severity_{one}")
        for one in ("rejet", "a-modifier", "alerte", "info")
        for lang in ("fr",)
    }
    requests = [
        made.request(said("MNT006", severity=one)) for one in ("rejet", "a-modifier", "alerte")
    ]
    coloured = [page(made.report(one), color=True) for one in requests]

    styles = [re.search(r"\x1b\[([0-9;]+)m [RAÀ]", text) for text in coloured]
    assert len(badges) == 4
    assert len({style and style[1] for style in styles}) == 3


def test_a_consequence_stands_in_one_line_under_its_cause_and_whole_with_v() -> None:
    cause = said("MNT006")
    follows = said(
        "DOC006", caused_by="MNT006", message="Le bon montre 430,00 €", expected="430,01 €"
    )
    report = made.report(made.request(cause, follows))

    told, whole = page(report), page(report, verbose=True)

    assert "À modifier avant le dépôt : 1 point" == told.split("\n")[0]
    assert "En découle DOC006 Titre 430,00 € — Trouvé : 430,00 € ; attendu : 430,01 €," in " ".join(
        told.split()
    )
    assert "Le bon montre" not in told
    assert "découle de MNT006" in whole
    assert "Le bon montre 430,00 €" in whole
    assert "Corrigez DOC006." in whole


def test_many_consequences_are_counted_after_the_first_five() -> None:
    cause = made.request(said("FMT004"), line=None)
    follow = [
        made.request(said("MNT006", caused_by="FMT004", title=f"Titre {line}"), line=line)
        for line in range(1, 9)
    ]

    told = page(made.report(cause, *follow))

    assert 5 == told.count("MNT006 Titre")
    assert "et 3 autres constats (-v)" in told
    assert "découle de FMT004" in page(made.report(cause, *follow), verbose=True)


def test_the_same_fault_of_several_requests_is_one_block_that_names_them() -> None:
    requests = [made.request(said("MNT006"), line=line) for line in (1, 2, 3, 5, 9)]

    told = page(made.report(*requests))

    assert 1 == told.count("Corrigez MNT006.")
    assert "(demandes 1 à 3, 5, 9)" in told
    assert "CMD-2" in told
    assert "2 autres endroits (-v)" in told
    assert 5 == page(made.report(*requests), verbose=True).count("  MNT006     Titre")


def test_of_several_dossiers_those_with_nothing_to_say_take_one_line_each() -> None:
    fine = [made.request(said("CAL012", severity="info"), file=f"{name}.json") for name in "abc"]
    report = made.report(*fine, made.request(said("MNT006"), file="d.json"))

    told = page(report).split("\n")

    assert ["a.json", "b.json", "c.json"] == [
        line.split()[-1] for line in told if line.startswith("Aucune anomalie détectée ")
    ]
    assert 1 == sum("CAL012" in line for line in told)
    assert "(3 demandes)" in "".join(told)


# Two sides


def two(found: str, expected: str, excerpt: str, quoted: str | None) -> Finding:
    places = (
        Location("pieces/bon.pdf", page=1, excerpt=quoted),
        Location("a.json", "/lignesImport/0/commande/montantSegurTTC", 17, 28, None, excerpt),
    )
    return said("DOC006", found=found, expected=expected, locations=places)


def test_the_json_and_a_document_stand_side_by_side_with_marks_where_they_differ() -> None:
    finding = two("430,00 € (TTC)", "430,01 € (TTC)", "430.01", "Total TTC 430,00 €")

    told = page(made.report(made.request(finding, file="a.json")))

    assert "  Constat    JSON               bon.pdf, page 1" in told
    assert "430,01 € (TTC)  ≠  430,00 € (TTC)\n                  ^                  ^\n" in told
    assert "Montant TTC de la commande, a.json:17:28" in told


def test_a_narrow_terminal_has_one_side_under_the_other() -> None:
    finding = two("430,00 € (TTC)", "430,01 € (TTC)", "430.01", "Total TTC 430,00 €")

    told = page(made.report(made.request(finding, file="a.json")), 40)

    lines = [line.strip() for line in told.split("\n")]
    at = lines.index("Constat    JSON : 430,01 € (TTC)")
    assert ["bon.pdf, page 1 :", "430,00 € (TTC)", "^"] == lines[at + 1 : at + 4]


@pytest.mark.parametrize(
    ("found", "expected", "excerpt", "quoted"),
    [
        ("03/04/2025", "02/05/2025", '"2025-04-03"', None),
        ("430,00 €", "430,01 €", "430.01", "Date : 12 mars"),
        ("430,00 €", "358,33 €", "430.01", None),
    ],
    ids=["the date found is that of the JSON", "the line says something else", "another value"],
)
def test_a_finding_about_something_else_than_its_places_quote_has_no_sides(
    found: str, expected: str, excerpt: str, quoted: str | None
) -> None:
    assert two_sides(two(found, expected, excerpt, quoted), "fr") is None


def test_a_solde_and_its_avance_are_two_sides() -> None:
    places = (
        Location("d/solde.json", "/numeroAns", 3, 16, None, '"0123456798"'),
        Location("d/avance.json", "/numeroAns", 3, 16, None, '"0123456789"'),
    )
    finding = said("PER006", found="« 0123456798 »", expected="« 0123456789 »", locations=places)

    sides = two_sides(finding, "fr")

    assert sides is not None
    assert ["solde.json", "avance.json"] == [side.name for side in sides]


# Plain names


def pointers(node: dict[str, Any], root: dict[str, Any], above: str = "") -> Iterator[str]:
    for step in node.get("$ref", "#").split("/")[1:]:
        node = root[step] if node.get("$ref") and step in root else node.get(step, node)
    for key, inner in node.get("properties", {}).items():
        yield f"{above}/{key}"
        yield from pointers(inner, root, f"{above}/{key}")
    if isinstance(node.get("items"), dict):
        yield from pointers(node["items"], root, f"{above}/0")
    for kind in ("anyOf", "oneOf", "allOf"):
        for inner in node.get(kind, ()):
            yield from pointers(inner, root, above)


@pytest.mark.parametrize("step", ["avance", "solde"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_key_of_the_schemas_has_a_plain_name(step: str, lang: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{step}.schema.json").read_text(encoding="utf-8"))

    names = {pointer: field_name(pointer, lang) for pointer in pointers(schema, schema)}

    assert len(names) > 40
    del names["/lignesImport"]
    assert [] == [pointer for pointer, name in names.items() if not name or "{" in name]


@pytest.mark.parametrize(
    ("pointer", "french"),
    [
        ("/lignesImport/0/facture/montantSegurHT", "Montant HT de la facture"),
        ("/lignesImport/3/commande/montantSegurHT", "Montant HT de la commande"),
        ("/siret", "SIRET du fournisseur"),
        ("/lignesImport/0/beneficiaires/structure/siret", "SIRET de la structure"),
        ("/lignesImport/0/beneficiaires/liberal/1/RPPS", "Numéro RPPS du professionnel libéral"),
        ("/lignesImport/0/facture/tauxTVA", "Taux de TVA de la facture"),
        ("/lignesImport/0", ""),
        ("", ""),
        ("/lignesImport/0/autre", ""),
    ],
)
def test_a_field_is_called_as_people_call_it(pointer: str, french: str) -> None:
    assert french == field_name(pointer)


def test_the_pointer_is_told_with_v_alone() -> None:
    place = Location("a.json", "/lignesImport/0/facture/montantSegurHT", 70, 27, None, "1.00")
    report = made.report(made.request(said("MNT002", locations=(place,)), file="a.json"))

    assert "Montant HT de la facture, a.json:70:27" in page(report)
    assert "/lignesImport" not in page(report)
    assert "/lignesImport/0/facture/montantSegurHT" in page(report, verbose=True)


# Words


def test_an_acronym_is_spelled_out_once_where_it_comes_first_and_not_in_quotations() -> None:
    first = said(
        "PIE008", severity="rejet", action="Joignez « VA ou MOM ».", message="La VA manque, la VA"
    )
    other = said("DOC022", action="Signez la VA et la MOM.", why="Le numéro FINESS PMSI.")

    told = " ".join(page(made.report(made.request(first, other))).split())

    assert "« VA ou MOM »" in told
    assert 1 == told.count("VA (vérification d'aptitude)")
    assert "La VA (vérification d'aptitude) manque, la VA" in told
    assert 1 == told.count("MOM (mise en ordre de marche)")
    assert "SONS (" not in told


def test_who_says_so_is_told_in_words() -> None:
    by_text = said("MNT006")
    by_tool = said(
        "MNT004", source=replace(by_text.source, certainty="D", rank="tool", title="Déductions")
    )

    told = " ".join(page(made.report(made.request(by_text, by_tool))).split())

    assert "(selon « Questions fréquentes du portail Ségur de l'ASP », q. 3)" in told
    assert "(déduit par l'outil)" in told
    assert "L'ASP renverra la demande pour correction." in told


def test_the_rule_is_told_in_one_sentence_and_what_follows_in_few_words() -> None:
    told = " ".join(
        page(
            made.report(
                made.request(
                    said("MNT006", severity="rejet", why="Le TTC est la somme. Autre précision."),
                    said("DOC024", severity="alerte", why="Les champs sont remplis."),
                )
            )
        ).split()
    )

    source = "(selon « Questions fréquentes du portail Ségur de l'ASP », q. 3)."
    assert f"Le TTC est la somme {source} L'ASP rejettera la demande." in told
    assert f"Les champs sont remplis {source} À vérifier avant le dépôt." in told
    assert "Autre précision" not in told


def test_a_rule_of_one_wave_is_told_with_that_of_the_other() -> None:
    why = "En vague 2, le JSON reprend le taux. Ailleurs, l'outil le déduit."

    told = " ".join(page(made.report(made.request(said("DOC005", why=why)))).split())

    assert "Ailleurs, l'outil le déduit (" in told


@pytest.mark.parametrize(
    ("severity", "next_step"),
    [
        ("a-modifier", "Corrigez, puis relancez segur-check check … ; ensuite, le simulateur"),
        ("alerte", "Étape suivante : le simulateur"),
    ],
)
def test_the_simulator_comes_next_where_nothing_blocks(severity: str, next_step: str) -> None:
    told = " ".join(page(made.report(made.request(said("MNT006", severity=severity)))).split())

    assert next_step in told
    assert 1 == told.count("le simulateur de JSON")


def test_the_block_names_who_acts() -> None:
    report = made.report(made.request(said("IDE006", actor="client")))

    assert re.search(r"^  IDE006 .* · qui : client$", page(report), re.MULTILINE)


def test_a_fault_of_the_file_is_not_one_of_its_request() -> None:
    whole = made.request(said("FMT003"), line=None)

    told = page(made.report(whole, made.request(), made.request(line=2)))

    assert "FMT003     Titre 430,00 € (fichier entier) · " in told
    assert "autre demande" not in told


def test_one_fault_in_several_fields_is_one_block_that_names_them() -> None:
    fields = {"numeroAns": "Numéro ANS de la solution", "siret": "SIRET du fournisseur"}
    findings = [
        said(
            "FMT006",
            fingerprint=key,
            action=f"Écrivez la valeur de « {key} » dans le JSON.",
            message=f"La clé « {key} » est vide",
            locations=(Location("a.json", f"/{key}", 3, 16, None, '""'),),
        )
        for key in fields
    ]

    told = page(made.report(made.request(*findings, file="a.json")))

    assert "Écrivez la valeur de « numeroAns », « siret » dans le JSON." in " ".join(told.split())
    assert 1 == told.count("  Pourquoi")
    assert [] == [name for name in fields.values() if f"{name}, a.json:3:16\n" not in told]


def test_a_dossier_as_init_leaves_it_is_told_to_be_empty_first(cli: Cli, tmp_path: Path) -> None:
    cli("init", str(tmp_path / "d"), "--sons", "MDV-LGC-Va1", "--phase", "avance")

    said_of_it = cli("check", str(tmp_path / "d"), "-o", "text").out
    told = " ".join(said_of_it.replace("\u00a0", " ").split())

    empty = "Clés obligatoires vides (4) : Numéro ANS de la solution, SIRET du fournisseur, "
    assert told.index(empty) < told.index("Pourquoi")
    assert 1 == len(re.findall(r"^  FMT006 ", said_of_it, re.MULTILINE))
    assert "« numeroAns », « siret », « numeroEditeur »" in told


# What was not checked, and what is good to know


@pytest.mark.parametrize("name", ["SAS-solde", "MS1-solde", "HOP-DPI-Va2-solde"])
def test_the_number_of_unpublished_rules_is_one_and_v_names_every_lacking_control(
    name: str,
) -> None:
    report = check(EXAMPLES / "accepted" / name)
    rules = {(lack.code, lack.reason) for one in report.requests for lack in one.not_checked}

    told, whole = page(report), page(report, verbose=True)

    assert {str(len(rules))} == set(re.findall(r"(\d+) règles? non publiées?", told))
    assert f"{report.coverage.applied} contrôles appliqués · segur-check" in told.split("\n")[-2]
    assert "sans objet" not in told
    lacking = f", {report.coverage.not_checked} non vérifiés? ou pas entièrement"
    assert re.search(lacking, " ".join(whole.split()))
    listed = whole[whole.index("\nNon vérifié\n") :]
    assert report.coverage.not_checked == len(set(re.findall(r"\b[A-Z]{3}\d{3}\b", listed)))


def test_papers_to_look_at_are_named_and_what_is_usual_takes_one_line() -> None:
    told = page(check(EXAMPLES / "accepted" / "MDV-LGC-Va1-solde"))

    assert "DOC016     Signatures à vérifier visuellement : « mom_CMD-2022-0042.pdf »\n" in told
    assert (
        "\n  Aussi : structure provisoire (SYS003), parts de l'avance et du solde (MNT013)\n"
        in told
    )


@pytest.mark.parametrize(
    "name",
    ["DEM005-annulation-partielle-avance-percue", "DEM011-enrolement-complementaire-anticipe"],
)
def test_what_follows_from_a_case_is_told_in_full(name: str) -> None:
    report = check(EXAMPLES / "rejected" / name)

    told = flat(page(report))

    cases = [
        finding
        for request in report.requests
        for finding in request.findings
        if finding.code.startswith("DEM")
    ]
    assert cases
    assert [] == [one for one in cases if flat(one.message + "." + one.action) not in told]


# Sizes


def test_a_faultless_order_takes_fifteen_lines_and_half_the_rejected_ones_a_screen_and_a_half(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(EXAMPLES)
    right = (
        "MDV-LGC-Va1-avance",
        "MDV-LGC-Va1-solde",
        "HOP-DPI-Va2-avance",
        "HOP-DPI-Va2-solde",
        "SAS-solde",
    )

    lines = [cli("check", f"accepted/{one}", "-o", "text").out.count("\n") for one in right]

    assert max(lines) <= 15


@pytest.mark.parametrize("width", [40, 80, 120])
def test_nothing_from_outside_begins_a_line_nor_leaves_the_width(
    unprinted: Report, width: int
) -> None:
    told = page(unprinted, width)

    assert [] == [line for line in told.split("\n") if len(line) > width]
    ours = (
        "À ",
        "Rejet à ",
        "Non vérifié",
        "Outil ",
        "Étape ",
        "12 chemins",
        "l'ANS",
        "simulateur",
        "visuellement",
    )
    begun = [line for line in told.split("\n") if line and not line.startswith((" ", *ours))]
    assert [] == [line for line in begun if re.search("script|::|cmd|Verdict|evil", line)]


# Lines in a pipe


def lines_in_a_pipe(*requests: RequestReport) -> list[str]:
    told = rendered(made.report(*requests), "concise", Display())
    assert isinstance(told, str)
    return told.splitlines()


def test_a_pipe_marks_consequences_and_ends_with_what_to_do_then_the_verdict() -> None:
    follows = said("DOC006", caused_by="MNT006")

    *_, first, last = lines = lines_in_a_pipe(
        made.request(said("MNT006"), follows), made.request(said("MNT006"), line=2)
    )

    marked = [line for line in lines if "(découle de MNT006)" in line]
    assert 1 == len(marked)
    assert ": DOC006 À MODIFIER\u00a0: " in marked[0]
    assert "À faire (demandes 1, 2)\u00a0: Corrigez MNT006." == first
    assert "Verdict\u00a0: À modifier avant le dépôt (2 points)" == last


def test_a_pipe_tells_the_gravest_things_to_do_and_counts_the_others() -> None:
    findings = [said(f"MNT00{rank}") for rank in range(1, 9)]

    lines = lines_in_a_pipe(made.request(*findings, said("IDE002", severity="rejet")))

    todo = [line for line in lines if line.startswith("À faire")]
    assert "À faire (demande 1)\u00a0: Corrigez IDE002." == todo[0]
    assert "À faire\u00a0: et 4 autres choses à faire" == todo[-1]
    assert 6 == len(todo)


def test_a_right_dossier_has_nothing_to_do_in_a_pipe() -> None:
    lines = lines_in_a_pipe(made.request(said("MNT013", severity="info")))

    assert [] == [line for line in lines if line.startswith("À faire")]
