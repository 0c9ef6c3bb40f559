"""DOC001: one line for each paper that cannot be read whole, and nothing held against it."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from checks.made_documents import (
    blank,
    documents,
    dossier_of,
    joined,
    name_of,
    of_order,
    page,
    plain,
    put_paper,
    said_of,
)
from conftest import Said

Check = Callable[..., Said]
Dossier = Any

SCAN, OTHER_SCAN = documents.scan(600, 850), documents.scan(610, 850)
MEGABYTE = 1_000_000
AMOUNTS = "HT, taux et montant de la TVA, TTC"


def lines_of(said: Said) -> list[str]:
    """What DOC001 says, with ordinary blanks."""
    return [
        plain(one["reason"])
        for request in said.report["requests"]
        for one in request["not_checked"]
        if one["code"] == "DOC001"
    ]


def line_of(said: Said) -> str:
    """The one line of DOC001, nothing else being said of the dossier."""
    assert [("DOC001", "illisible")] == said_of(said)
    (line,) = lines_of(said)
    return line


def with_limit(dossier: Dossier, limit: str) -> Dossier:
    dossier.settings += f"\n[limites]\n{limit}\n"
    return dossier


# --- scans ---


@pytest.mark.parametrize("name", ["MDV", "DPI", "PFI", "MS1"])
@pytest.mark.parametrize(
    ("paper", "look"),
    [
        ("order", f"identifiant du client, {AMOUNTS}, date et signature du client, profil"),
        ("invoice", f"identifiant du client, {AMOUNTS}, date, numéro, mentions légales"),
    ],
)
def test_a_scanned_order_or_invoice_is_one_line_that_says_what_to_look_at(
    paper: str, look: str, name: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = put_paper(dossier_of(getattr(dossiers, name), paper), paper, SCAN)

    line = line_of(check(dossier))

    assert line.startswith(f"« {name_of(dossier, paper)} » est numérisé")
    assert f"À vérifier visuellement : {look}" in line


@pytest.mark.parametrize("name", ["MDV", "DPI", "PFI"])
def test_a_solde_that_is_scanned_whole_is_one_line_for_each_paper(
    name: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = put_paper(getattr(dossiers, name).solde(), "invoice", SCAN)
    put_paper(dossier, "acceptance", OTHER_SCAN)

    said = check(dossier)

    assert [("DOC001", "illisible")] * 2 == said_of(said)
    invoice, acceptance = lines_of(said)
    assert name_of(dossier, "invoice") in invoice
    assert name_of(dossier, "acceptance") in acceptance
    assert "adresse MSSanté" in acceptance


def test_nothing_is_found_against_a_scanned_va_of_ms1(dossiers: ModuleType, check: Check) -> None:
    dossier = put_paper(dossiers.MS1.solde(), "acceptance", SCAN)

    said = check(dossier)

    assert {"illisible"} == {how for _, how in said_of(said)}
    (line,) = lines_of(said)
    assert "adresse MSSanté, cas du déploiement MSS, date, nom et signature" in line


@pytest.mark.parametrize("name", ["MDV", "DPI", "PFI", "MS1"])
def test_no_control_of_pieces_finds_anything_missing_from_a_scan(
    name: str, dossiers: ModuleType, check: Check
) -> None:
    avance = put_paper(getattr(dossiers, name).avance(), "order", SCAN)
    solde = put_paper(getattr(dossiers, name).solde(), "invoice", SCAN)
    put_paper(solde, "acceptance", OTHER_SCAN)

    # DOC016 lists the papers whose signature a person looks at: scans or not.
    for dossier in (avance, solde):
        codes = set(check(dossier).codes) - {"DOC016"}
        assert set() == {code for code in codes if code[:3] in ("DOC", "MSS", "PIE")}


def test_a_scan_is_to_be_verified_and_no_fault(dossiers: ModuleType, check: Check) -> None:
    dossier = put_paper(dossiers.MDV.avance(), "order", SCAN)

    plainly, strictly = check(dossier), check(dossier, "--strict")

    assert (0, 4) == (plainly.code, strictly.code)
    assert "a-verifier" == plainly.report["verdict"]


def test_a_scan_named_twice_by_a_request_is_one_line(dossiers: ModuleType, check: Check) -> None:
    dossier = put_paper(dossiers.MDV.avance(), "order", SCAN)
    listed = dossier.ligne["piecesJustificatives"]
    listed.append(dict(listed[0]))

    assert 1 == len(lines_of(check(dossier)))


def test_the_scans_of_two_requests_are_told_of_each(dossiers: ModuleType, check: Check) -> None:
    dossier = put_paper(dossiers.MDV.avance(), "order", SCAN)
    other = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    other["beneficiaires"]["liberal"] = [dossiers.doctor(1)]
    other["piecesJustificatives"][0]["nomFichier"] = "second.pdf"
    dossier.json["lignesImport"].append(other)
    dossier.pieces["second.pdf"] = OTHER_SCAN

    told = {
        request["line"]: [one["reason"] for one in request["not_checked"]]
        for request in check(dossier).report["requests"]
    }

    assert [1, 1] == [len(told[1]), len(told[2])]
    assert "second.pdf" not in told[1][0]
    assert "second.pdf" in told[2][0]


def test_a_scan_of_what_no_control_reads_is_not_told(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["piecesJustificatives"].append(
        {"nomFichier": "rib.pdf", "formatFichier": "PDF", "typeFichier": "RIB"}
    )
    dossier.pieces["rib.pdf"] = SCAN

    assert [] == lines_of(check(dossier))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "PIE004"),
        (b"PK\x03\x04 not a PDF", "PIE005"),
        (of_order, "PIE006"),
        ("locked", "PIE007"),
    ],
)
def test_what_does_not_open_is_told_by_its_own_code_alone(
    content: Any,  # noqa: ANN401 - bytes, or how to make them
    code: str,
    dossiers: ModuleType,
    check: Check,
) -> None:
    right = of_order(dossiers.MDV)
    if content == "locked":
        content = documents.locked(right, "secret")
    elif callable(content):
        content = right[: len(right) // 2]

    assert [(code, "a-modifier")] == said_of(
        check(put_paper(dossiers.MDV.avance(), "order", content))
    )


def test_where_there_are_no_pieces_no_scan_is_told(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces.clear()

    assert [("PIE016", "non-fourni")] == said_of(check(dossier))


def test_a_sons_without_published_rules_has_its_scans_told(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = put_paper(dossiers.MDV.avance(), "order", SCAN)
    dossier.toml["sons"] = '"PHA-LGO-Va2"'
    dossier.settings = dossier.settings.replace('sons = "MDV-LGC-Va1"\n', "")

    assert {"ELI001", "DOC001"} == {code for code, _ in said_of(check(dossier))}


def test_the_pilots_of_a_step_without_json_are_told_too(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.Dossier(
        "pilotes",
        {},
        {f"pv_pilote_{at}.pdf": documents.scan(600, 850 + at) for at in (1, 2, 3)},
        {"sons": '"HOP-DPI-Va2"', "phase": '"pilotes"', "depot": "2025-10-06T10:00:00"},
        dossiers.DPI.settings,
    )

    said = check(dossier)

    assert 3 == len(lines_of(said))
    assert "client, solution, date et signature du client" in lines_of(said)[0]
    assert set() == {one for one, _ in said_of(said)} - {"DOC001", "DEM003", "PIE018"}
    assert "illisible" == said.not_checked["DEM003"]


# --- pages ---


def test_a_scanned_page_beside_others_is_named(dossiers: ModuleType, check: Check) -> None:
    order = of_order(dossiers.MDV)
    for paper, pages in (
        (joined(order, SCAN), "2"),
        (joined(SCAN, order), "1"),
        (joined(SCAN, order, SCAN, SCAN), "1, 3, 4"),
    ):
        line = line_of(check(put_paper(dossiers.MDV.avance(), "order", paper)))

        assert f"est en partie numérisé ou dessiné, sans texte à lire (p. {pages})" in line
        assert "À vérifier visuellement à cet endroit : identifiant du client" in line


def test_a_page_that_can_be_read_is_judged_beside_one_that_cannot(
    dossiers: ModuleType, check: Check
) -> None:
    other = of_order(dossiers.MDV, money=dossiers.money("385.33", "20"))
    dossier = put_paper(dossiers.MDV.avance(), "order", joined(other, SCAN))

    assert {("DOC006", "a-modifier"), ("DOC001", "illisible")} == set(said_of(check(dossier)))


def test_a_blank_page_is_no_scan(dossiers: ModuleType, check: Check) -> None:
    paper = joined(blank(), of_order(dossiers.MDV), blank(2))

    assert [] == said_of(check(put_paper(dossiers.MDV.avance(), "order", paper)))


def test_a_paper_without_any_text_is_not_checked_and_no_burst_follows(
    dossiers: ModuleType, check: Check
) -> None:
    line_of(check(put_paper(dossiers.MDV.avance(), "order", blank())))


def test_a_text_without_a_sentence_is_told(dossiers: ModuleType, check: Check) -> None:
    """An alphabet moved by three letters: no sign of it is strange, and no word is one."""
    order = page("Erq gh frppdqgh Vhjxu", "Prqwdqw KW 358,33", "Iudlv gh sruw")
    line = line_of(check(put_paper(dossiers.MDV.avance(), "order", order)))
    assert "L'outil ne reconnaît aucune phrase" in line


def test_as_many_pages_as_the_limit_are_read_and_one_more_is_told(
    dossiers: ModuleType, check: Check
) -> None:
    def said(blanks: int, limit: str = "") -> Said:
        paper = joined(of_order(dossiers.MDV), blank(blanks))
        return check(with_limit(put_paper(dossiers.MDV.avance(), "order", paper), limit))

    assert [] == said_of(said(19))
    assert "« bon_commande_CMD-2022-0042.pdf » n'a été lu que jusqu'à la page 20, sur 21" in (
        line_of(said(20))
    )
    assert [] == said_of(said(2, "pdf_pages = 3"))
    line = line_of(said(3, "pdf_pages = 3"))
    assert "n'a été lu que jusqu'à la page 3" in line
    assert "sur 4 (« pdf_pages »" in line


# --- sizes ---


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_told(
    dossiers: ModuleType, check: Check
) -> None:
    order = of_order(dossiers.MDV, money=dossiers.money("385.33", "20"))

    def said(size: int) -> Said:
        padded = order + b"\n" * (size - len(order))
        dossier = put_paper(dossiers.MDV.avance(), "order", padded)
        return check(with_limit(dossier, "pdf_mo = 1"))

    assert [("DOC006", "a-modifier")] == said_of(said(MEGABYTE))
    line = line_of(said(MEGABYTE + 1))
    assert "dépasse la taille que l'outil lit (1 Mo, « pdf_mo »" in line
    assert "À vérifier visuellement : identifiant du client" in line


# --- words ---


def test_the_words_are_english_when_asked(dossiers: ModuleType, check: Check) -> None:
    dossier = put_paper(dossiers.MDV.avance(), "order", SCAN)

    line = line_of(check(dossier, "--lang", "en"))

    assert line.startswith(
        "“bon_commande_CMD-2022-0042.pdf” is scanned: it has no text to read. For you to check: "
        "client's identifier, amount excl. VAT"
    )


def test_the_address_of_a_patient_in_the_name_of_a_scan_is_hidden(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces = {"190017512345678@patient.mssante.fr.pdf": SCAN}
    dossier.ligne["piecesJustificatives"][0]["nomFichier"] = next(iter(dossier.pieces))

    said = check(dossier)

    assert lines_of(said)[0].startswith("« •••@patient.mssante.fr.pdf »")
    assert "190017512345678" not in said.out


@pytest.mark.parametrize("name", ["bon\x1b[31m.pdf", "bon\u202egpj.pdf", "bon\nsuite.pdf"])
def test_a_name_that_hides_signs_is_refused_and_never_printed(
    name: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces = {name: page("Bon de commande")}
    dossier.ligne["piecesJustificatives"][0]["nomFichier"] = name

    said = check(dossier)

    assert ("PIE012", "a-modifier") in said_of(said)
    assert [] == [code for code, _ in said_of(said) if code.startswith("DOC")]
    told = "".join(
        one[key]
        for request in said.report["requests"]
        for one in request["findings"]
        for key in ("message", "action")
    )
    assert not {"\x1b", "\u202e", "\n"} & set(told)
