"""`segur-check read` shows what the tool sees in a document, and never more than a document says."""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from checks.papers import lines
from conftest import Cli
from facturx_invoices import facturx, page, xml
from segur_check.pieces.scans import needs
from segur_check.pieces.signing import integrity

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write a file under a name."""

    def call(data: bytes, name: str = "document.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return call


@pytest.fixture
def made() -> ModuleType:
    """The cases about documents, a script of examples/."""
    return importlib.import_module("cases_of_documents")


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "examples"))


def test_an_invoice_shows_its_type_its_amounts_with_labels_its_dates_and_its_client(
    cli: Cli, put: Put, dossiers: ModuleType
) -> None:
    said = cli("read", put(dossiers.MDV.invoice_pdf()))

    assert (0, "") == (said.code, said.err)
    flat = " ".join(said.out.replace("\u00a0", " ").split())
    for told in (
        "Type probable facture",
        "Pages 1 (avec du texte)",
        "page 1 358,33 € HT total Total HT 358,33 €",
        "page 1 71,67 € TVA TVA 20 % 71,67 €",
        "page 1 430,00 € TTC total",
        "40 000,00 € — non comparé au JSON Capital social",
        "page 1 20 % TVA",
        "page 1 06/03/2023 émission",
        "10998877665 RPPS RPPS : 10998877665",
        "aucune ; l'outil ne lit pas les signatures manuscrites",
    ):
        assert told in flat


def test_it_speaks_english(cli: Cli, put: Put, dossiers: ModuleType) -> None:
    out = cli("read", put(dossiers.MDV.order_pdf()), "--lang", "en").out

    flat = " ".join(out.replace("\u00a0", " ").split())
    assert "Probable type order form" in flat
    assert "€358.33" in flat
    assert "13 June 2022 order" in flat
    assert "none; the tool does not read handwritten signatures" in flat
    assert "manuscrites" not in flat


def test_what_an_invoice_embeds_is_shown(cli: Cli, put: Put, made: ModuleType) -> None:
    out = cli("read", put(made.embedding(made.MDV, made.OTHER_PRICE))).out

    section = out.split("Données Factur-X")[1].split("Montants")[0].replace("\u00a0", " ")
    assert "EN 16931" in section
    assert "385,33 €" in section
    assert "358,33" not in section


UNREAD: list[tuple[Callable[[bytes], bytes], str, str]] = [
    (
        lambda data: data[:-30],
        "illisible leur XML est mal formé, par exemple coupé, ou avec un « & » écrit tel quel (ligne ",
        "unreadable their XML is not well-formed, for instance cut off, or with an unescaped “&” (line ",
    ),
    (
        lambda data: data.replace(b"FA-0118", b"A & B"),
        "mal formé, par exemple coupé, ou avec un « & » écrit tel quel (ligne 9)",
        "not well-formed, for instance cut off, or with an unescaped “&” (line 9)",
    ),
    (lambda _: b"", "illisible leur fichier est vide", "unreadable their file is empty"),
    (
        lambda data: data.replace(b"UTF-8", b"ANSI"),
        "codage qu'elles déclarent, ou il est inconnu (« ANSI »)",
        "encoding that they declare, or it is unknown (“ANSI”)",
    ),
    (
        lambda _: b'<Facture xmlns="urn:x"/>',
        "n'est pas celui d'une facture Factur-X (« {urn:x}Facture »)",
        "is not that of a Factur-X invoice (“{urn:x}Facture”)",
    ),
    (lambda _: b" " * 2_000_001, "ce que l'outil lit (2 Mo)", "what the tool reads (2 MB)"),
]


@pytest.mark.parametrize(("damage", "french", "english"), UNREAD, ids=range(len(UNREAD)))
def test_data_that_cannot_be_read_are_told_with_the_reason(
    damage: Callable[[bytes], bytes], french: str, english: str, cli: Cli, put: Put
) -> None:
    path = put(facturx.attached(page(), ("data/Factur-X.xml", damage(xml()))))

    told, told_in_english = cli("read", path), cli("read", path, "--lang", "en")

    assert (0, "", 0, "") == (told.code, told.err, told_in_english.code, told_in_english.err)
    assert french in _section(told.out, "Données Factur-X", "Montants")
    assert english in _section(told_in_english.out, "Factur-X data", "Amounts")


def test_a_value_that_cannot_be_read_is_told_beside_the_others(cli: Cli, put: Put) -> None:
    data = (
        xml().replace(b">20250430<", b">20250431<").replace(b">1339.50</ram:Grand", b"></ram:Grand")
    )
    path = put(facturx.attached(page(), ("facture.xml", data)))

    told = _section(cli("read", path).out, "Données Factur-X", "Montants")
    english = _section(cli("read", path, "--lang", "en").out, "Factur-X data", "Amounts")

    assert "numéro FA-0118" in told
    assert "HT 1 234,56 €" in told
    assert (
        "illisible date de la facture « 20250431 » : ce n'est pas un jour écrit AAAAMMJJ, au format 102 "
        "illisible TTC : cela manque, ou n'est pas à sa place"
    ) in told
    assert "number FA-0118" in english
    assert "unreadable invoice date “20250431”: this is not a day written as YYYYMMDD" in english
    assert "unreadable incl. VAT: this is missing, or is not in its place" in english


def test_another_file_attached_is_no_data(cli: Cli, put: Put) -> None:
    out = cli("read", put(facturx.attached(page(), ("export.xml", b"<a>cut & short")))).out

    assert "Factur-X" not in out


def test_what_cannot_be_read_moves_no_cursor(cli: Cli, put: Put) -> None:
    data = xml().replace(b">20250430<", "> \u202e2025\u009b31m<".encode())

    out = cli("read", put(facturx.attached(page(), ("factur-x.xml", data)))).out

    assert "illisible" in out
    assert "\u202e" not in out
    assert "\u009b" not in out


def _section(out: str, title: str, following: str) -> str:
    """What stands under a title, on one line."""
    return " ".join(
        out.split(title)[1].split(following, maxsplit=1)[0].replace("\u00a0", " ").split()
    )


def test_a_signature_is_shown_with_what_came_after_and_its_integrity_when_asked(
    cli: Cli, put: Put, made: ModuleType
) -> None:
    path = put(made.with_bytes_after(made.signed_order()))

    plain, asked = cli("read", path).out, cli("read", path, "--signatures").out

    for out in (plain, asked):
        assert "Camille" in out
        assert "octets" in out
    assert "intact" not in plain
    assert "intact" in asked


KINDS: list[tuple[str, tuple[str, ...]]] = [
    ("facture", ("Éditions du Ponant", "Bon de commande n° BC-12", "Facture n° F-1")),
    ("facture", ("Facture n° F-1 du 06/03/2023", "Votre bon de commande :", "Bon de commande n° BC-12")),
    ("facture", ("Commande n° BC-12", "FACTURE", "N° F-1")),
    ("facture d'acompte", ("Facture d'avance n° F-1", "Commande n° BC-12", "Mise en ordre de marche : 350 €")),
    ("bon de commande", ("Bon de commande n° BC-12", "Facture à adresser au siège")),
    ("bon de commande", ("BON DE COMMANDE", "Mise en ordre de marche", "Facture à l'installation")),
    ("bon de commande", ("Bon de commande n° BC-12", "Devis n° D-12 accepté")),
    ("VA", ("Vérification d'aptitude (VA)", "Facture n° EP25-1204")),
    ("avoir", ("AVOIR N° A-7", "Facture n° F-12")),
    ("avoir", ("Facture n° F-12", "Total TTC : -430,00 €")),
    ("facture pro forma", ("FACTURE PROFORMA", "N° de facture : F-1")),
    ("devis", ("Éditions du Ponant", "DEVIS", "Bon pour accord")),
    ("facture", ("Facture n° F-1", "Devis n° D-12 accepté")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "texts"), KINDS)
def test_the_type_is_what_its_title_says(
    kind: str, texts: tuple[str, ...], cli: Cli, put: Put
) -> None:
    out = cli("read", put(lines(*texts))).out

    (row,) = [line for line in out.splitlines() if "Type probable" in line]
    assert kind == row.split("Type probable")[1].strip()


@pytest.mark.parametrize(
    "line",
    [
        "Facture n° 10123590373",
        "Numéro de facture : 10144770210",
        "Bon de commande n° 11122233312",
        "Imprimé le 20260815004",
        "Tél. +33 2 98 44 12 30",
        "Réf. 202608161",
        "SIREN de la société : 519022644",
    ],
)
def test_a_number_of_something_else_is_shown_as_no_identifier(
    line: str, cli: Cli, put: Put
) -> None:
    out = cli("read", put(lines(line, "Total HT : 120,00 €"))).out

    assert not {"RPPS", "FINESS", "Identifiants"} & set(out.split())


def test_what_names_an_identifier_is_its_kind(cli: Cli, put: Put) -> None:
    pdf = lines("Facture n° 10123590373", "FINESS 290001049", "N° RPPS 10022334451")

    rows = [row.split()[2:4] for row in cli("read", put(pdf)).out.splitlines() if "page 1" in row]

    assert [["290001049", "FINESS"], ["10022334451", "RPPS"]] == rows


def test_a_scan_has_nothing_to_read_and_says_so(cli: Cli, put: Put, dossiers: ModuleType) -> None:
    said = cli("read", put(dossiers.documents.scan(60, 40)))

    assert 0 == said.code
    assert "aucun texte à lire" in said.out
    assert "numérisé, sans texte (p.\u00a01)" in said.out
    assert "Montants" not in said.out


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "fichier vide"),
        (b"PK\x03\x04", "ce n'est pas un PDF"),
        (b"%PDF-1.7\nnothing", "PDF qui ne s'ouvre pas"),
    ],
)
def test_what_is_no_readable_pdf_is_told_and_gives_1(
    data: bytes, told: str, cli: Cli, put: Put
) -> None:
    said = cli("read", put(data))

    assert (1, "") == (said.code, said.err)
    assert told in said.out


def test_a_locked_file_is_told(cli: Cli, put: Put, dossiers: ModuleType) -> None:
    pdf = dossiers.documents.locked(dossiers.MDV.order_pdf(), "secret")

    said = cli("read", put(pdf))

    assert 1 == said.code
    assert "mot de passe" in said.out


def test_a_file_that_is_not_there_gives_3_and_one_line(cli: Cli, tmp_path: Path) -> None:
    said = cli("read", tmp_path / "absent.pdf")

    assert (3, "") == (said.code, said.out)
    assert 1 == len(said.err.splitlines())
    assert "absent.pdf" in said.err


def test_several_files_are_shown_one_after_the_other(
    cli: Cli, put: Put, dossiers: ModuleType
) -> None:
    first = put(dossiers.MDV.order_pdf(), "bon.pdf")
    second = put(b"", "vide.pdf")

    said = cli("read", first, second)

    assert 1 == said.code
    assert said.out.index("bon.pdf") < said.out.index("vide.pdf")


def test_a_hostile_name_moves_no_cursor(cli: Cli, put: Put, dossiers: ModuleType) -> None:
    said = cli("read", put(dossiers.MDV.order_pdf(), "bon\x1b[31m\u202e.pdf"))

    assert "\x1b" not in said.out
    assert "\u202e" not in said.out


@pytest.mark.parametrize("command", ["check", "read"])
def test_pyhanko_missing_is_one_line_that_says_how_to_install_it(
    command: str,
    cli: Cli,
    put: Put,
    dossiers: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(integrity, "available", lambda: False)

    said = cli(command, put(dossiers.MDV.order_pdf()), "--signatures")

    assert (2, "") == (said.code, said.out)
    assert 1 == len(said.err.splitlines())
    assert 'pipx inject segur-check "pyhanko<0.39"' in said.err


@pytest.mark.parametrize("command", ["check", "read"])
def test_tesseract_missing_is_one_line_that_says_how_to_install_it(
    command: str,
    cli: Cli,
    put: Put,
    dossiers: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(needs, "missing", lambda: (needs.Need.TESSERACT,))
    monkeypatch.setattr(sys, "platform", "linux")

    said = cli(command, put(dossiers.MDV.order_pdf()), "--ocr")

    assert (2, "") == (said.code, said.out)
    assert 1 == len(said.err.splitlines())
    assert "sudo apt-get install tesseract-ocr tesseract-ocr-fra" in said.err
