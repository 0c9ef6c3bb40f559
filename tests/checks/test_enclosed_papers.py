"""Papers that are enclosed with a request, or sent in its place, held against it."""

import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checks.papers import blank, columns, lines, recognised, sheets, truetype
from conftest import Cli, Said
from corpus.scans import scanned

pytestmark = pytest.mark.usefixtures("frozen_tables")

steps: Any = importlib.import_module("steps")

Check = Callable[..., Said]
Dossier = Any  # of examples/dossiers.py, a script
Drawn = Callable[..., bytes]

DRAWN = pytest.mark.parametrize("drawn", [lines, truetype])


def enclose(dossier: Dossier, name: str, kind: str, paper: bytes) -> None:
    """Add an attachment, and list it in the request."""
    entry = {"nomFichier": name, "formatFichier": "PDF", "typeFichier": kind}
    dossier.ligne["piecesJustificatives"].append(entry)
    dossier.pieces[name] = paper


def titles(said: Said, code: str) -> list[str]:
    """The titles of the findings of a code, all of them alerts."""
    assert {"alerte"} >= {one["severity"] for one in said.findings(code)}
    return [one["title"] for one in said.findings(code)]


# DEM008, at an avance

CERTIFICATE = "Certificat de référencement délivré par l'Agence du numérique en santé"
OURS, OTHER = "N° de référencement ANS : 01 23 45 67 89", "N° de référencement ANS : 9876543210"
ENCLOSED: dict[str, tuple[list[tuple[str, ...]], list[str]]] = {
    "ours": ([(CERTIFICATE, "SONS : MDV-LGC-Va1", OURS)], []),
    "neither number nor SONS": ([(CERTIFICATE,)], []),
    "another number": (
        [(CERTIFICATE, "SONS : MDV-LGC-Va1", OTHER)],
        ["Certificat d'une autre solution"],
    ),
    "both numbers": ([(CERTIFICATE, OTHER, "Solution 0123456789")], []),
    "another SONS": ([(CERTIFICATE, "SONS : MDV-LGC-Va2", OURS)], ["Certificat d'un autre SONS"]),
    "another SONS and number, told once": (
        [(CERTIFICATE, "SONS : MDV-LGC-Va2", OTHER)],
        ["Certificat d'un autre SONS"],
    ),
    "another wave": ([(CERTIFICATE, "Couloir : LGC, vague 2")], ["Certificat d'une autre vague"]),
    "our wave": ([(CERTIFICATE, "Couloir : LGC, vague 1")], []),
    "another wave, beside ours": ([(CERTIFICATE, "Vague 2"), (CERTIFICATE, "Vague 1")], []),
    "two certificates, of which one is ours": (
        [(CERTIFICATE, "MDV-LGC-Va2", OTHER), (CERTIFICATE, "MDV-LGC-Va1", OURS)],
        [],
    ),
    "dated before the deposit": ([(CERTIFICATE, OURS, "Date de référencement : 2 mai 2022")], []),
    "on the day of the deposit": ([(CERTIFICATE, OURS, "Délivré le 04/07/2022")], []),
    "dated after the deposit": (
        [
            (
                CERTIFICATE,
                OURS,
                "Date de référencement 15 septembre 2022",
                "Paris, le 15 septembre 2022",
            )
        ],
        ["Certificat de référencement daté après le dépôt"],
    ),
    "dated after the deposit, by a law": (
        [(CERTIFICATE, "Vu l'arrêté du 11 août 2021", OURS, "DÉLIVRÉ LE 15/09/2022")],
        ["Certificat de référencement daté après le dépôt"],
    ),
    "the label above": (
        [(CERTIFICATE, OURS, "Date de délivrance", "15/09/2022")],
        ["Certificat de référencement daté après le dépôt"],
    ),
    "issued anew": (
        [(CERTIFICATE, OURS, "Référencement initial : 02/05/2022", "Délivré le 15/09/2022")],
        [],
    ),
    "a day of nothing known": ([(CERTIFICATE, OURS, "Valable jusqu'au 15/09/2024")], []),
    "two certificates, one in time": (
        [
            (CERTIFICATE, OURS, "Délivré le 15/09/2022"),
            (CERTIFICATE, OURS, "Délivré le 02/05/2022"),
        ],
        [],
    ),
    "another, beside a scan": ([(CERTIFICATE, "MDV-LGC-Va2", OTHER), ()], []),
}


@pytest.mark.parametrize(("papers", "expected"), ENCLOSED.values(), ids=ENCLOSED)
@DRAWN
def test_a_certificate_enclosed_with_an_avance_is_that_of_its_solution(
    papers: list[tuple[str, ...]],
    expected: list[str],
    drawn: Drawn,
    dossiers: ModuleType,
    check: Check,
) -> None:
    dossier = dossiers.MDV.avance()
    for rank, texts in enumerate(papers):
        paper = drawn(*texts) if texts else blank()
        enclose(dossier, f"certificat_{rank}.pdf", "CERTIFICAT_REFERENCEMENT", paper)

    said = check(dossier)

    assert expected == titles(said, "DEM008")


def test_a_certificate_of_another_solution_shows_the_number_of_the_json(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.MDV.avance()
    enclose(dossier, "certificat.pdf", "CERTIFICAT_REFERENCEMENT", lines(CERTIFICATE, OTHER))

    [finding] = check(dossier).findings("DEM008")

    assert "/numeroAns" in {place["pointer"] for place in finding["locations"]}
    assert "0123456789" in finding["message"]


# DOC042

FINISHED = "Attestation de fin de la Prestation Ségur, Logiciels du Lac SAS"
SWORN = "Attestation sur l'honneur : annulation de la demande de financement"
RENOUNCED = "Attestation de renonciation : le client renonce à la Prestation Ségur"
FIRST, SECOND, STRANGER = "10998877665", "10776655440", "10665544333"
LEGAL, SITE = "240000059", "240000372"
ELSEWHERE, FAR = "330781196", "150000032"
# The step, the avance, the file and its lines, and the numbers that are in no avance.
STATEMENTS: dict[str, tuple[str, str, str, tuple[str, ...], set[str]]] = {
    "a client of the avance": (
        "attestation-fin", "MDV", "attestation_fin.pdf", (FINISHED, f"- RPPS {FIRST}"), set(),
    ),
    "another": (
        "attestation-fin", "MDV", "attestation_fin.pdf", (FINISHED, f"- RPPS {STRANGER}"), {STRANGER},
    ),
    "another in a list": (
        "attestation-fin", "MDV", "attestation_fin.pdf",
        (FINISHED, "RPPS des clients :", FIRST, STRANGER, "Fait le 12/09/2023"), {STRANGER},
    ),
    "another, in groups": (
        "annulation", "MDV", "attestation_honneur.pdf",
        (SWORN, f"RPPS n° 10 665 544 333 et {FIRST}"), {STRANGER},
    ),
    "two others": (
        "annulation", "MDV", "attestation_honneur.pdf",
        (SWORN, f"RPPS {STRANGER}", f"RPPS {SECOND}"), {STRANGER, SECOND},
    ),
    "a client in the place of another": (
        "annulation", "MDV", "attestation_honneur.pdf",
        (SWORN, f"RPPS {FIRST} a été saisi à la place du RPPS {STRANGER}"), set(),
    ),
    "a number that is called nothing": (
        "annulation", "MDV", "attestation_honneur.pdf", (SWORN, f"Dossier {STRANGER}"), set(),
    ),
    "no number": ("annulation", "MDV", "attestation_honneur.pdf", (SWORN,), set()),
    "a cabinet, where the avance gives doctors": (
        "annulation", "MDV", "attestation_honneur.pdf", (SWORN, f"FINESS {ELSEWHERE}"), set(),
    ),
    "a doctor, where the avance gives structures": (
        "annulation", "PFI", "attestation_honneur.pdf", (SWORN, f"RPPS {FIRST}"), set(),
    ),
    "another PMSI": (
        "annulation", "PFI", "attestation_honneur.pdf", (SWORN, f"FINESS PMSI : {ELSEWHERE}"),
        {ELSEWHERE},
    ),
    "its PMSI": (
        "annulation", "PFI", "attestation_honneur.pdf", (SWORN, f"FINESS PMSI : {LEGAL}"), set(),
    ),
    "another site of another client": (
        "annulation", "PFI", "attestation_honneur.pdf",
        (SWORN, f"FINESS J {ELSEWHERE}, FINESS G {FAR}"), {ELSEWHERE, FAR},
    ),
    "another site of the client": (
        "annulation", "PFI", "attestation_honneur.pdf", (SWORN, f"FINESS J {LEGAL}, FINESS G {FAR}"),
        set(),
    ),
    "a SIREN": (
        "annulation", "PFI", "attestation_honneur.pdf", (SWORN, "SIREN 263500076"), set(),
    ),
    "renounced by another": (
        "annulation", "PFI", "attestation_renonciation.pdf", (RENOUNCED, f"FINESS {ELSEWHERE}"),
        {ELSEWHERE},
    ),
    "renounced by the client, with a number more": (
        "annulation", "PFI", "attestation_renonciation.pdf",
        (RENOUNCED, f"FINESS {ELSEWHERE}", f"FINESS PMSI {LEGAL}"), set(),
    ),
}  # fmt: skip


@pytest.fixture
def judged(cli: Cli, tmp_path: Path, dossiers: ModuleType) -> Callable[..., Said]:
    """Check papers as a step, with the avance of a corridor of the examples, or without any."""

    def call(step: str, sons: str, papers: dict[str, bytes], *options: object, avance: str) -> Said:
        corridor = getattr(dossiers, sons)
        toml = f'sons = "{corridor.sons}"\nphase = "{step}"\n'
        (tmp_path / "avances").mkdir()
        (tmp_path / "avances" / "avance.json").write_bytes(corridor.avance().text())
        folder = tmp_path / "dossier"
        (folder / "pieces").mkdir(parents=True)
        toml += 'avance = "../avances/avance.json"\n' if avance == "toml" else ""
        (folder / "dossier.toml").write_text(toml, encoding="utf-8")
        for name, data in papers.items():
            (folder / "pieces" / name).write_bytes(data)
        named = ("--avance", tmp_path / "avances") if avance == "option" else ()
        return cli("check", folder, "-o", "json", *named, *options)

    return call


Judged = Callable[..., Said]


@pytest.mark.parametrize(
    ("step", "sons", "name", "texts", "expected"), STATEMENTS.values(), ids=STATEMENTS
)
@pytest.mark.parametrize("avance", ["toml", "option"])
def test_a_statement_names_clients_of_the_avance(
    step: str,
    sons: str,
    name: str,
    texts: tuple[str, ...],
    expected: set[str],
    avance: str,
    judged: Judged,
) -> None:
    said = judged(step, sons, {name: lines(*texts)}, avance=avance)

    found = [one["found"] for one in said.findings("DOC042")]
    assert expected == {number for numbers in found for number in numbers.split(", ")}
    assert len(titles(said, "DOC042")) == bool(expected)
    assert "DOC042" not in said.not_checked
    assert [f"{one}" for one in said.jsons if one.endswith("avance.json")]


# Two columns of a table: what stands in each, and the numbers that are in no avance.
TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], set[str]]] = {
    "a stranger beside its name": (
        ("Établissement", "CH de Nulle Part"), ("FINESS PMSI", ELSEWHERE), {ELSEWHERE},
    ),
    "a client beside its name": (("Établissement", "CH Fictif"), ("FINESS PMSI", LEGAL), set()),
    "both numbers of a stranger": (("FINESS J", ELSEWHERE), ("FINESS G", FAR), {ELSEWHERE, FAR}),
    "another site of the client": (("FINESS J", LEGAL), ("FINESS G", FAR), set()),
    "a stranger in the second row": (
        ("Établissement", "CH Fictif", "CH de Nulle Part"), ("FINESS PMSI", LEGAL, ELSEWHERE),
        {ELSEWHERE},
    ),
    "another number than the FINESS": (
        ("FINESS PMSI", LEGAL, "N° de contrat", ELSEWHERE), ("", "", "", ""), set(),
    ),
    "a number that is no client's": (
        ("Établissement", "CH de Nulle Part"), ("N° de contrat", ELSEWHERE), set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(
    ("step", "name", "across"),
    [
        ("attestation-fin", "attestation_fin.pdf", True),
        ("attestation-fin", "attestation_fin.pdf", False),
        ("annulation", "attestation_honneur.pdf", True),
    ],
)
def test_the_clients_of_a_table_are_read_row_by_row(
    left: tuple[str, ...],
    right: tuple[str, ...],
    expected: set[str],
    step: str,
    name: str,
    *,
    across: bool,
    judged: Judged,
) -> None:
    title = SWORN if step == "annulation" else FINISHED
    pdf = columns((title, *left), ("", *right), across=across)

    said = judged(step, "PFI", {name: pdf}, avance="option")

    found = [one["found"] for one in said.findings("DOC042")]
    assert expected == {number for numbers in found for number in numbers.split(", ")}


def test_without_the_avance_a_statement_that_names_clients_is_not_checked(judged: Judged) -> None:
    papers = {"attestation_honneur.pdf": lines(SWORN, f"RPPS {STRANGER}")}

    said = judged("annulation", "MDV", papers, avance="")

    assert "non-fourni" == said.not_checked["DOC042"]
    assert [] == said.findings("DOC042")


@pytest.mark.parametrize("texts", [(SWORN,), ()])
def test_without_the_avance_a_statement_that_names_nobody_is_silent(
    texts: tuple[str, ...], judged: Judged
) -> None:
    papers = {"attestation_honneur.pdf": lines(*texts) if texts else blank()}

    said = judged("annulation", "MDV", papers, avance="")

    assert "DOC042" not in said.not_checked | said.severities


@pytest.mark.parametrize("command", ["check", "batch"])
def test_the_avance_may_lie_beside_the_papers_and_is_not_checked_itself(
    command: str, dossiers: ModuleType, cli: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "lot" / "annulation"
    dossier = steps.STEPS["annulation-totale-MS1"]()
    assert dossier.extra["avance.json"] == dossiers.MS1.avance().text()
    dossier.write(folder)

    said = cli(command, folder if command == "check" else folder.parent, "-o", "json")

    assert ["sans-anomalie"] == [one["verdict"] for one in said.report["requests"]]
    assert "DEM005" in said.codes


def test_the_avance_of_another_step_is_refused(judged: Judged) -> None:
    said = judged("pilotes", "PFI", {"pv_pilote.pdf": lines("Procès-verbal")}, avance="option")

    assert 2 == said.code
    assert "annulation" in said.err


# DOC043, DOC044

SUPPORT, TERMS = "Support de la solution AgendaLac", "Conditions générales d'utilisation"
NO_REGULATORS, NO_PROVIDERS = "oublie les régulateurs", "oublie les effecteurs"
# The lines of each paper, () for a scan, and the end of the title.
SUPPORTS: dict[str, tuple[list[tuple[str, ...]], str]] = {
    "both": ([(SUPPORT, "Pour les régulateurs et les effecteurs : 04 50 00 00 09")], ""),
    "a paper for each": (
        [(SUPPORT, "Régulateurs : 04 50 00 00 08"), (SUPPORT, "Effecteurs : 04 50 00 00 09")],
        "",
    ),
    "effecteurs alone": ([(SUPPORT, "Les effecteurs appellent le 04 50 00 00 09")], NO_REGULATORS),
    "régulateurs alone": ([(SUPPORT, "Régulateurs : 04 50 00 00 08")], NO_PROVIDERS),
    "OSNP alone": ([(SUPPORT, "Les OSNP appellent le 04 50 00 00 08")], NO_PROVIDERS),
    "effecteurs, and médecins régulateurs": (
        [(SUPPORT, "Effecteurs : 04 50 00 00 09", "Médecins régulateurs : le même")],
        "",
    ),
    "régulateurs, and cabinets": ([(SUPPORT, "Régulateurs et cabinets : 04 50 00 00 08")], ""),
    "effecteurs, and whoever uses it": (
        [(SUPPORT, "Effecteurs et autres utilisateurs : 04 50 00 00 09")],
        "",
    ),
    "régulateurs denied": (
        [(SUPPORT, "Les effecteurs nous joignent.", "Les régulateurs ne sont pas pris en charge.")],
        "fermé aux régulateurs",
    ),
    "not for effecteurs": (
        [(SUPPORT, "Support des régulateurs, hors effecteurs.")],
        "fermé aux effecteurs",
    ),
    "not open to régulateurs": (
        [(SUPPORT, "Effecteurs : courriel.", "Il n'est pas ouvert aux régulateurs.")],
        "fermé aux régulateurs",
    ),
    "régulateurs elsewhere": (
        [
            (
                SUPPORT,
                "Les effecteurs nous joignent. Les régulateurs ne sont pas pris en charge",
                "par ce support et appellent le 04 50 00 00 08.",
            )
        ],
        "",
    ),
    "régulateurs, but at night": (
        [(SUPPORT, "Effecteurs : 04.", "Les régulateurs ne sont pas pris en charge la nuit.")],
        "",
    ),
    "denied here, served there": (
        [
            (SUPPORT, "Les effecteurs nous joignent. Les régulateurs ne sont pas pris en charge."),
            (SUPPORT, "Support des régulateurs : courriel."),
        ],
        "",
    ),
    "neither": ([(SUPPORT, "https://support.exemple.fr")], ""),
    "effecteurs, beside a scan": ([(SUPPORT, "Les effecteurs appellent le 09"), ()], ""),
}
TERMS_OF_USE: dict[str, tuple[tuple[str, ...], bool]] = {
    "the platform": ((TERMS, "Les créneaux sont transmis à la plateforme numérique SAS."), False),
    "its long name": ((TERMS, "Le service d'accès aux soins reçoit les créneaux."), False),
    "its short name": ((TERMS, "Vos créneaux sont visibles dans le SAS."), False),
    "those who see them": ((TERMS, "Les régulateurs voient vos créneaux."), False),
    "a national platform": ((TERMS, "Ils vont à la plateforme nationale."), False),
    "a company": ((TERMS, "Logiciels du Lac SAS au capital de 40 000 € édite cet agenda."), True),
    "nothing": ((TERMS, "Le praticien ouvre ses plages de rendez-vous en ligne."), True),
    "the company's platform": ((TERMS, "La plateforme LOGICIELS DU LAC SAS les héberge."), True),
    "its form first": ((TERMS, "Le service SAS Logiciels du Lac met en ligne les agendas."), True),
    "what is done regularly": ((TERMS, "Le praticien relit régulièrement les conditions."), True),
    "an interface with it": ((TERMS, "L'interfaçage SAS Logiciels du Lac les envoie."), False),
    "a footer after it": (
        (TERMS, "Les créneaux sont transmis par le service SAS", "Logiciels du Lac SAS, Annecy"),
        False,
    ),
    "the company, and the platform": (
        (
            TERMS,
            "Logiciels du Lac SAS les transmet au SAS (Logiciels du Lac, SIRET 12345678200010).",
        ),
        False,
    ),
    "a scan": ((), False),
}


@pytest.mark.parametrize(("papers", "title"), SUPPORTS.values(), ids=SUPPORTS)
@DRAWN
def test_the_support_of_the_sas_is_for_both_sides(
    papers: list[tuple[str, ...]], title: str, drawn: Drawn, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.SAS.solde()
    first, *others = [drawn(*texts) if texts else blank() for texts in papers]
    dossier.pieces["support.pdf"] = first
    for rank, paper in enumerate(others):
        enclose(dossier, f"support_{rank}.pdf", "SUPPORT", paper)

    said = check(dossier)

    assert bool(title) == len(titles(said, "DOC043"))
    assert all(shown.endswith(title) for shown in titles(said, "DOC043"))


@pytest.mark.parametrize(("texts", "silent_of_it"), TERMS_OF_USE.values(), ids=TERMS_OF_USE)
@DRAWN
def test_the_terms_of_use_name_the_platform_of_the_sas(
    *,
    texts: tuple[str, ...],
    silent_of_it: bool,
    drawn: Drawn,
    dossiers: ModuleType,
    check: Check,
) -> None:
    dossier = dossiers.SAS.avance()
    dossier.pieces["cgu.pdf"] = drawn(*texts) if texts else blank()

    said = check(dossier)

    assert silent_of_it == len(titles(said, "DOC044"))
    assert ("illisible" if not texts else None) == said.not_checked.get("DOC001")


@pytest.mark.parametrize(
    "sentence",
    [
        "Aucune donnée du praticien n'est transmise à la plateforme numérique SAS.",
        "Les données du praticien ne sont pas transmises au service SAS.",
    ],
)
def test_terms_of_use_that_deny_it_are_told(
    sentence: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.SAS.avance()
    dossier.pieces["cgu.pdf"] = lines(TERMS, sentence)

    assert "info" == check(dossier).severities["DOC044"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Aucune donnée de santé n'est transmise à la plateforme numérique SAS.",
        "Aucune donnée n'est transmise à la plateforme SAS, sauf les créneaux.",
        "Aucune donnée n'est transmise à la plateforme SAS qu'avec son accord.",
        "Les données du praticien qui refuse ne sont pas transmises à la plateforme SAS.",
        "Les créneaux vont à la plateforme SAS. Aucune donnée du patient ne lui est transmise.",
    ],
)
def test_terms_of_use_that_deny_a_part_are_right(
    sentence: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.SAS.avance()
    dossier.pieces["cgu.pdf"] = lines(TERMS, sentence)

    assert "DOC044" not in check(dossier).codes


def test_another_proof_beside_the_terms_of_use_may_name_the_platform(
    dossiers: ModuleType, check: Check
) -> None:
    dossier = dossiers.SAS.avance()
    dossier.pieces["cgu.pdf"] = lines(TERMS, "Le praticien ouvre ses rendez-vous en ligne.")
    enclose(dossier, "contrat.pdf", "CONTRAT_PRESTATION", lines("Contrat avec les effecteurs"))

    assert [] == titles(check(dossier), "DOC044")


def test_terms_of_use_are_read_for_the_sas_alone(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    enclose(dossier, "cgu.pdf", "CGU", blank())

    assert "DOC001" not in check(dossier).not_checked


# DEM009, and DEM007 of what a program recognised; the deposit is on 12/03/2025

CARD, PASSPORT = "CARTE NATIONALE D'IDENTITÉ", "PASSEPORT PASSPORT République française"
IDENTITIES: dict[str, tuple[tuple[str, ...], bool]] = {
    "a card that is valid": ((CARD, "Valable jusqu'au : 04.05.2032"), False),
    "a card that expired": ((CARD, "Date d'expiration", "10 03 2025"), True),
    "a card that ends that day": ((CARD, "Valable jusqu'au 12/03/2025"), False),
    "a card of before 2014, within its five years": (
        (CARD, "Carte valable jusqu'au : 11.03.2021", "délivrée le : 12.03.2011"),
        False,
    ),
    "a card of before 2014, past its five years": (
        (CARD, "Carte valable jusqu'au : 06.03.2020", "délivrée le : 07.03.2010"),
        True,
    ),
    "a passport that expired": (
        (PASSPORT, "Date de délivrance 12/03/2011", "Date d'expiration 11/03/2021"),
        True,
    ),
    "a card at a residence": (
        (CARD, "12 résidence des Lilas", "Carte valable jusqu'au : 11.03.2021"),
        False,
    ),
    "a residence permit that expired": (("TITRE DE SÉJOUR", "Expire le 01/03/2025"), True),
    "a residence permit, with its renewal": (
        ("TITRE DE SÉJOUR", "Expire le 01/03/2025", "Récépissé de demande de renouvellement"),
        False,
    ),
    "two papers, of which one is valid": (
        (CARD, "Valable jusqu'au 10/03/2025", PASSPORT, "Date d'expiration 04/05/2030"),
        False,
    ),
    "a date of issue": ((CARD, "Délivrée le 12/03/2015", "Née le 12/03/1975"), False),
    "no date": ((CARD,), False),
}


def enrolment(**papers: bytes) -> Dossier:
    """A right enrolment of the DPI, with some papers replaced."""
    dossier = steps.STEPS["enrolement-HOP-DPI-Va2"]()
    dossier.pieces |= {f"{name}.pdf": paper for name, paper in papers.items()}
    return dossier


@pytest.mark.parametrize(("texts", "expired"), IDENTITIES.values(), ids=IDENTITIES)
@pytest.mark.parametrize("drawn", [lines, truetype, recognised])
def test_the_identity_paper_of_an_enrolment_is_valid(
    *, texts: tuple[str, ...], expired: bool, drawn: Drawn, check: Check
) -> None:
    paper = drawn(*texts, "République française, copie de la pièce d'identité")

    said = check(enrolment(identite_representant_legal=paper))

    assert expired == len(titles(said, "DEM009"))
    read = drawn is recognised and not any("jusqu" in text or "xpir" in text for text in texts)
    assert ("illisible" if read else None) == said.not_checked.get("DEM009")


def test_the_picture_of_an_identity_paper_is_silent_without_ocr(check: Check) -> None:
    said = check(enrolment(identite_representant_legal=blank()))

    assert {} == said.not_checked
    assert "sans-anomalie" == said.report["verdict"]


def test_a_page_that_nobody_read_may_hold_what_is_still_valid(check: Check) -> None:
    paper = sheets((PASSPORT, "Date d'expiration 11/03/2021"), ())

    said = check(enrolment(identite_representant_legal=paper))

    assert [] == titles(said, "DEM009")


def test_only_the_paper_of_the_legal_representative_must_be_valid(check: Check) -> None:
    expired = lines(PASSPORT, "Date d'expiration 11/03/2021")

    said = check(enrolment(identite_depositaire=expired))

    assert [] == titles(said, "DEM009")


RIB, HOLDER = "Relevé d'identité bancaire", "Titulaire du compte : Logiciels du Lac"
# The key of the account is right in the first three: 97 - (89 × 20041 + 15 × 1005 + 3 × …) mod 97 = 06.
RECOGNISED: dict[str, tuple[tuple[str, ...], bool]] = {
    "right": (("IBAN : FR14 2004 1010 0505 0001 3M02 606",), False),
    "a false key": (("IBAN : FR41 2004 1010 0505 0001 3M02 606",), True),
    "a false key, in one piece": (("IBAN", "FR4120041010050500013M02606"), True),
    "one figure misread": (("IBAN : FR14 2004 1010 0505 0001 3M02 506",), False),
    "one figure false, read twice": (
        ("Banque 20041 01005 0500013M025 06", "IBAN : FR14 2004 1010 0505 0001 3M02 506"),
        True,
    ),
    "cut short": (("IBAN : FR41 2004 1010 0505 0001 3M02",), False),
    "a letter for a figure": (("IBAN : FR41 2O04 1010 0505 0001 3M02 606",), False),
    "foreign": (("IBAN DE98 3704 0044 0532 0130 00",), False),
}


@pytest.mark.parametrize(("texts", "false"), RECOGNISED.values(), ids=RECOGNISED)
def test_a_recognised_iban_is_judged_where_the_page_confirms_its_account(
    *, texts: tuple[str, ...], false: bool, check: Check
) -> None:
    said = check(enrolment(rib=recognised(RIB, HOLDER, *texts)))

    assert (["IBAN faux sur le RIB"] if false else []) == titles(said, "DEM007")
    assert "illisible" == said.not_checked["DOC001"]


def test_the_holder_of_a_recognised_account_is_not_judged(check: Check) -> None:
    paper = recognised(RIB, "Titulaire : Garage de la Roya SARL")

    assert [] == titles(check(enrolment(rib=paper)), "DEM007")


@pytest.mark.system
def test_tesseract_reads_the_end_of_an_identity_paper_and_an_iban(check: Check) -> None:
    passport = steps.identity(title="Passeport", until=date(2025, 3, 10))
    rib = steps.bank_details(iban="FR41 2004 1010 0505 0001 3M02 606")
    pictures = {"identite_representant_legal": scanned(passport, 200), "rib": scanned(rib, 200)}

    without, read = (check(enrolment(**pictures), *options) for options in ((), ("--ocr",)))

    assert [] == [*titles(without, "DEM009"), *titles(without, "DEM007")]
    assert 1 == len(titles(read, "DEM009"))
    assert 1 == len(titles(read, "DEM007"))


# DEM010


@pytest.mark.parametrize(
    ("sons", "statut", "told"),
    [
        ("HOP-DPI-Va2", "Décidée et payée", False),
        ("HOP-DPI-Va2", "DECIDE ET PAYE", False),
        ("HOP-DPI-Va2", "Validée", True),
        ("HOP-DPI-Va2", "", False),
        ("IMG-RIS-Va2", "Validée", True),
    ],
)
def test_the_avance_of_the_pilots_is_paid_where_its_status_is_told(
    *, sons: str, statut: str, told: bool, check: Check
) -> None:
    dossier = steps.STEPS[f"pilotes-{sons}"]()
    dossier.toml |= {"statut_avance": f'"{statut}"'} if statut else {}

    said = check(dossier)

    assert told == len(titles(said, "DEM010"))
