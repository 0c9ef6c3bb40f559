"""PIE: the files that are named, there, readable, complete, and safe to open."""

import stat
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from types import ModuleType
from typing import Any

import pytest

from conftest import Said

Check = Callable[..., Said]
Findings = dict[str, str]
Tree = dict[str, Any]
Dossier = Any  # of examples/dossiers.py, which is no package

ENCRYPTED = 0x1
ORDER = "bon_commande_CMD-2022-0042.pdf"


def pieces(said: Said, *left_out: str) -> Findings:
    """What the PIE controls say: severities, and kinds of what they could not judge."""
    told = said.severities | said.not_checked
    return {
        code: what for code, what in told.items() if code.startswith("PIE") and code not in left_out
    }


def entry(name: str | None, kind: str) -> Tree:
    """An entry of `piecesJustificatives`."""
    return {"nomFichier": name, "formatFichier": "PDF", "typeFichier": kind}


def rename(dossier: Dossier, on_disk: str, in_json: str | None = None) -> None:
    """Give the first piece this name, in the JSON too unless told otherwise."""
    first = next(iter(dossier.pieces))
    dossier.pieces[on_disk] = dossier.pieces.pop(first)
    dossier.ligne["piecesJustificatives"][0]["nomFichier"] = in_json or on_disk


def second(dossier: Dossier, **changes: Any) -> Tree:  # noqa: ANN401 - JSON values
    """Add a second request like the first, of the second doctor; gives it."""
    other: Tree = dossier.copy().ligne
    other |= {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"} | changes
    dossier.json["lignesImport"].append(other)
    return other


# --- PIE001: the names ---

DECOMPOSED = unicodedata.normalize("NFD", "signé.pdf")

MATCHES: dict[str, tuple[str, str, Findings]] = {
    "the same name": ("a.pdf", "a.pdf", {}),
    "the extension left out in the JSON": ("a.pdf", "a", {}),
    "the extension left out on disk": ("a", "a.pdf", {}),
    "capital extension left out in the JSON": ("a.PDF", "a", {}),
    "decomposed on disk": (DECOMPOSED, "signé.pdf", {"PIE013": "alerte"}),
    "decomposed in the JSON": ("signé.pdf", DECOMPOSED, {"PIE013": "alerte"}),
    "another case": ("Bon.pdf", "bon.pdf", {"PIE001": "a-modifier", "PIE002": "alerte"}),
    "a capital extension": ("bon.PDF", "bon.pdf", {"PIE001": "a-modifier", "PIE002": "alerte"}),
    "no accent": ("signe.pdf", "signé.pdf", {"PIE001": "a-modifier", "PIE002": "alerte"}),
    "another name": ("bdc-2.pdf", "facture.pdf", {"PIE001": "a-modifier", "PIE002": "alerte"}),
}


@pytest.mark.parametrize(
    ("on_disk", "in_json", "expected"), list(MATCHES.values()), ids=list(MATCHES)
)
@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "folder"])
def test_file_is_found_by_its_name_to_the_letter(
    on_disk: str,
    in_json: str,
    expected: Findings,
    zipped: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.zipped = zipped
    rename(dossier, on_disk, in_json)

    said = check(dossier)

    assert expected == pieces(said)


@pytest.mark.parametrize(
    ("on_disk", "in_json"),
    [("Bon.pdf", "bon.pdf"), ("signe.pdf", "signé.pdf"), ("bon.PDF", "bon.pdf")],
    ids=["case", "accent", "extension"],
)
def test_name_that_differs_by_case_or_accent_is_offered(
    on_disk: str, in_json: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    rename(dossier, on_disk, in_json)

    (absent,) = check(dossier).findings("PIE001")

    assert on_disk in absent["message"]


def unflagged(name: str, encoding: str, data: bytes) -> bytes:
    """A zip of one file whose name's encoding nothing declares."""
    raw = name.encode(encoding)
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("@" * len(raw), data)
    return held.getvalue().replace(b"@" * len(raw), raw)


@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "cp437", "cp1252"])
@pytest.mark.parametrize("name", ["signé.pdf", "reçu_payé.pdf", "commande_août.pdf"])
def test_name_without_the_utf8_flag_is_read_and_told_at_risk(
    encoding: str, name: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    (data,) = dossier.pieces.values()
    dossier.ligne["piecesJustificatives"] = [entry(name, "BON_COMMANDE")]
    dossier.pieces.clear()
    dossier.extra["pieces.zip"] = unflagged(name, encoding, data)

    said = check(dossier)

    assert pieces(said) == {"PIE013": "alerte"}


def test_file_absent_belongs_to_the_request_that_names_it(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    second(dossier, piecesJustificatives=[entry("bon_2.pdf", "BON_COMMANDE")])

    report = check(dossier).report

    lines = [
        request["line"]
        for request in report["requests"]
        for one in request["findings"]
        if one["code"] == "PIE001"
    ]
    assert lines == [2]


# --- PIE002, PIE003, PIE015: files and requests ---


def test_file_that_no_request_names_is_told(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces["conditions.pdf"] = dossiers.MDV.invoice_pdf()

    said = check(dossier)

    assert pieces(said) == {"PIE002": "alerte"}
    assert said.code == 0


def test_file_that_a_request_lacks_is_to_be_named_by_it(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.solde()
    (name,) = [
        one["nomFichier"]
        for one in dossier.ligne["piecesJustificatives"]
        if one["typeFichier"] == "MOM"
    ]
    del dossier.ligne["piecesJustificatives"][1]

    said = check(dossier)

    (missing,), (unnamed,) = said.findings("PIE008"), said.findings("PIE002")
    assert missing["fingerprint"] == unnamed["caused_by"]
    assert "commandes" == missing["actor"]
    for one in (missing, unnamed):
        assert name in one["action"]
        assert "retirez" not in one["action"]


@pytest.mark.parametrize("both", ["files", "requests"])
def test_of_two_files_or_requests_nobody_tells_which(
    both: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    del dossier.ligne["piecesJustificatives"][1]
    if both == "files":
        dossier.pieces["mom_2.pdf"] = dossiers.MDV.verification_pdf("MOM")
    else:
        second(dossier)

    said = check(dossier)

    assert all("retirez" in one["action"] for one in said.findings("PIE002"))
    assert all("joignez" in one["action"].lower() for one in said.findings("PIE008"))


SHARED: dict[str, tuple[str, str, str]] = {
    "MDV, an order": ("MDV", "avance", "alerte"),
    "MS1, an order": ("MS1", "avance", "alerte"),
    "DPI, an order": ("DPI", "avance", "a-modifier"),
    "PFI, an order": ("PFI", "avance", "a-modifier"),
    "DPI, an invoice": ("DPI", "solde", "alerte"),
}


@pytest.mark.parametrize(("corridor", "step", "expected"), list(SHARED.values()), ids=list(SHARED))
@pytest.mark.parametrize("given", [True, False], ids=["files given", "files not given"])
def test_file_named_by_two_requests(
    corridor: str,
    step: str,
    expected: str,
    given: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = getattr(getattr(dossiers, corridor), step)()
    other = second(dossier)
    if step == "solde":
        other["piecesJustificatives"][1]["nomFichier"] = "va_2.pdf"
        dossier.pieces["va_2.pdf"] = dossiers.MS1.verification_pdf("VA")
    if not given:
        dossier.pieces.clear()

    said = check(dossier)

    assert pieces(said, "PIE016") == {"PIE003": expected}


def test_file_named_with_and_without_its_extension_is_one(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    second(dossier, piecesJustificatives=[entry(ORDER.removesuffix(".pdf"), "BON_COMMANDE")])

    said = check(dossier)

    assert pieces(said) == {"PIE003": "alerte"}


Two = Callable[[Dossier, ModuleType], None]


def two_requests(kind: str) -> Two:
    def change(dossier: Dossier, _: ModuleType) -> None:
        second(dossier, piecesJustificatives=[entry("copie.pdf", kind)])

    return change


def one_request(kind: str) -> Two:
    def change(dossier: Dossier, _: ModuleType) -> None:
        dossier.ligne["piecesJustificatives"].append(entry("copie.pdf", kind))

    return change


def named_by_none(dossier: Dossier, _: ModuleType) -> None:
    assert dossier.ligne


COPIES: dict[str, tuple[Two, Findings]] = {
    "two requests, one type": (two_requests("BON_COMMANDE"), {"PIE015": "a-modifier"}),
    "two requests, two types": (
        two_requests("AUTRE"),
        {"PIE015": "alerte", "PIE008": "a-modifier"},
    ),
    "one request, two types": (one_request("SUPPORT"), {"PIE015": "alerte"}),
    "one request, one type": (one_request("BON_COMMANDE"), {}),
    "a copy that no request names": (named_by_none, {"PIE002": "alerte"}),
}


@pytest.mark.parametrize(("change", "expected"), list(COPIES.values()), ids=list(COPIES))
def test_same_content_under_two_requests_or_two_types(
    change: Two, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    change(dossier, dossiers)
    dossier.pieces["copie.pdf"] = dossier.pieces[ORDER]

    said = check(dossier)

    assert expected == pieces(said)


def test_empty_files_are_no_copies_of_each_other(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    second(dossier, piecesJustificatives=[entry("vide.pdf", "BON_COMMANDE")])
    dossier.pieces |= {ORDER: b"", "vide.pdf": b""}

    said = check(dossier)

    assert pieces(said) == {"PIE004": "a-modifier"}
    assert len(said.findings("PIE004")) == 2


# --- PIE004 to PIE007: what the file is ---

CONTENTS: dict[str, tuple[Callable[[ModuleType], bytes], Findings]] = {
    "right": (lambda the: the.MDV.order_pdf(), {}),
    "empty": (lambda _: b"", {"PIE004": "a-modifier"}),
    "blank": (lambda _: b"  \n", {"PIE005": "a-modifier"}),
    "a text": (lambda _: b"Bon de commande", {"PIE005": "a-modifier"}),
    "a page": (lambda _: b"<!DOCTYPE html><html></html>", {"PIE005": "a-modifier"}),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 20, {"PIE005": "a-modifier"}),
    "a Word file": (
        lambda the: the.zip_of({"word/document.xml": b"<w/>"}),
        {"PIE005": "a-modifier"},
    ),
    "truncated": (lambda the: the.MDV.order_pdf()[:400], {"PIE006": "a-modifier"}),
    "a header alone": (lambda _: b"%PDF-1.7\n", {"PIE006": "a-modifier"}),
    "locked": (
        lambda the: the.documents.locked(the.MDV.order_pdf(), "secret"),
        {"PIE007": "a-modifier"},
    ),
    "locked with no password": (lambda the: the.documents.locked(the.MDV.order_pdf(), ""), {}),
    "a scan": (lambda the: the.documents.scan(60, 40), {}),
}


@pytest.mark.parametrize(("make", "expected"), list(CONTENTS.values()), ids=list(CONTENTS))
@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "folder"])
def test_piece_is_a_pdf_that_opens(
    make: Callable[[ModuleType], bytes],
    expected: Findings,
    zipped: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.zipped = zipped
    dossier.pieces[ORDER] = make(dossiers)

    said = check(dossier)

    assert expected == pieces(said)


def test_pdf_over_the_limit_is_not_checked(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.settings += "\n[limites]\npdf_mo = 1\n"
    dossier.pieces[ORDER] += b" " * 1_000_000

    said = check(dossier)

    assert "illisible" in said.not_checked.values()
    assert not set(pieces(said).values()) & {"rejet", "a-modifier"}


# --- PIE008: the pieces that are asked ---

LISTS: dict[str, tuple[str, str, tuple[str, ...], str | None]] = {
    "MDV avance, the order": ("MDV", "avance", ("BON_COMMANDE",), None),
    "MDV avance, something else": ("MDV", "avance", ("SUPPORT",), "a-modifier"),
    "MDV avance, an unknown type": ("MDV", "avance", ("BDC_SIGNE",), "non-fourni"),
    "MDV avance, the order and an unknown type": ("MDV", "avance", ("BON_COMMANDE", "X"), None),
    "MDV solde, a MOM": ("MDV", "solde", ("FACTURE", "MOM"), None),
    "MDV solde, a VA": ("MDV", "solde", ("FACTURE", "VA"), None),
    "MDV solde, no invoice": ("MDV", "solde", ("MOM",), "a-modifier"),
    "MDV solde, neither VA nor MOM": ("MDV", "solde", ("FACTURE",), "a-modifier"),
    "MDV solde, an unknown type for the VA": ("MDV", "solde", ("FACTURE", "PV"), "non-fourni"),
    "MS1 solde, a VA": ("MS1", "solde", ("FACTURE", "VA"), None),
    "MS1 solde, a MOM": ("MS1", "solde", ("FACTURE", "MOM"), "a-modifier"),
    "DPI avance, something else": ("DPI", "avance", ("AUTRE",), "a-modifier"),
    "DPI solde, a MOM": ("DPI", "solde", ("FACTURE", "MOM"), "a-modifier"),
    "PFI solde, no invoice": ("PFI", "solde", ("VA",), "a-modifier"),
    "PFI solde, the order too": ("PFI", "solde", ("FACTURE", "VA", "BON_COMMANDE"), None),
}


@pytest.mark.parametrize(
    ("corridor", "step", "kinds", "expected"), list(LISTS.values()), ids=list(LISTS)
)
@pytest.mark.parametrize("given", [True, False], ids=["files given", "files not given"])
def test_list_of_the_json_holds_the_pieces_that_are_asked(
    corridor: str,
    step: str,
    kinds: tuple[str, ...],
    expected: str | None,
    given: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = getattr(getattr(dossiers, corridor), step)()
    names = [f"{rank}.pdf" for rank, _ in enumerate(kinds)]
    dossier.ligne["piecesJustificatives"] = list(map(entry, names, kinds))
    dossier.pieces = {name: dossiers.MDV.order_pdf() for name in names} if given else {}

    said = check(dossier)

    assert expected == pieces(said).get("PIE008")


def test_one_pdf_may_be_the_invoice_and_the_va(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.solde()
    name = next(iter(dossier.pieces))
    dossier.ligne["piecesJustificatives"] = [entry(name, "FACTURE"), entry(name, "MOM")]
    dossier.pieces = {name: dossier.pieces[name]}

    said = check(dossier)

    assert "PIE008" not in {*said.codes, *said.not_checked}


NAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "bon_commande": ("avance", ("bon_commande_42.pdf",)),
    "Bon de commande": ("avance", ("Bon de commande 42.PDF",)),
    "bdc": ("avance", ("BDC-42-signé.pdf",)),
    "facture and mom": ("solde", ("facture_42.pdf", "mom_42.pdf")),
    "facture and va": ("solde", ("42-facture.pdf", "VA client.pdf")),
    "the invoice of an order": ("solde", ("facture_commande_42.pdf", "va_commande_42.pdf")),
    "the invoice of a bdc": ("solde", ("facture_bdc_42.pdf", "mom_bdc_42.pdf")),
}


@pytest.mark.parametrize(("step", "names"), list(NAMES.values()), ids=list(NAMES))
def test_without_a_list_the_type_is_told_by_the_name(
    step: str, names: tuple[str, ...], check: Check, dossiers: ModuleType
) -> None:
    dossier = getattr(dossiers.MDV, step)()
    dossier.pieces = dict(zip(names, dossier.pieces.values(), strict=True))
    dossier.ligne["piecesJustificatives"] = []

    said = check(dossier)

    assert pieces(said, "PIE013") == {"PIE018": "info"}
    assert len(said.findings("PIE018")) == len(names)


def test_without_a_list_the_type_is_told_by_the_toml(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces = {"facture_42.pdf": dossiers.MDV.order_pdf()}
    dossier.ligne["piecesJustificatives"] = []
    dossier.toml['types."facture_42.pdf"'] = '"BON_COMMANDE"'

    said = check(dossier)

    assert pieces(said) == {}


def test_type_of_the_toml_does_not_hide_the_list(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["piecesJustificatives"][0]["typeFichier"] = "SUPPORT"
    dossier.toml[f'types."{ORDER}"'] = '"BON_COMMANDE"'

    said = check(dossier)

    assert pieces(said) == {"PIE008": "a-modifier"}


def test_without_a_list_a_missing_piece_is_told(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.solde()
    dossier.pieces = {"facture_42.pdf": dossiers.MDV.invoice_pdf()}
    dossier.ligne["piecesJustificatives"] = []

    said = check(dossier)

    assert pieces(said) == {"PIE008": "a-modifier", "PIE018": "info"}


def test_without_a_list_a_name_that_tells_nothing_is_not_held_against_it(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces = {"scan0001.pdf": dossiers.MDV.order_pdf()}
    dossier.ligne["piecesJustificatives"] = []

    said = check(dossier)

    assert pieces(said) == {"PIE008": "non-fourni"}


def test_without_a_list_nor_files_nothing_is_judged(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces.clear()
    dossier.ligne["piecesJustificatives"] = []

    said = check(dossier)

    assert pieces(said) == {"PIE008": "non-fourni", "PIE016": "non-fourni"}
    assert (said.code, said.report["verdict"]) == (0, "a-verifier")


def test_files_that_were_not_given_are_not_checked(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces.clear()

    said = check(dossier)

    assert pieces(said) == {"PIE016": "non-fourni"}
    assert (said.code, said.report["verdict"]) == (0, "a-verifier")


# --- PIE009: no VAT ---

ATTESTATION = "ATTESTATION_NON_ASSUJETTISSEMENT_TVA"

SAINT_PIERRE = "970500005"  # an invented number whose key is right

WITHOUT_VAT: dict[str, tuple[Tree, tuple[str, ...], str | None]] = {
    "métropole": ({"codePostal": "38000"}, (), "a-modifier"),
    "métropole, with the attestation": ({"codePostal": "38000"}, (ATTESTATION,), None),
    "métropole, with an unknown type": ({"codePostal": "38000"}, ("ATT_TVA",), "non-fourni"),
    "métropole, with another paper": ({"codePostal": "38000"}, ("SUPPORT",), "a-modifier"),
    "Corse": ({"codePostal": "20200"}, (), "a-modifier"),
    "Guadeloupe": ({"codePostal": "97110"}, (), None),
    "Martinique": ({"codePostal": "97200"}, (), None),
    "Guyane": ({"codePostal": "97300"}, (), None),
    "La Réunion": ({"codePostal": "97400"}, (), None),
    "Mayotte": ({"codePostal": "97600"}, (), None),
    "Saint-Martin": ({"codePostal": "97150"}, (), "non-publie"),
    "Saint-Martin, with blanks": ({"codePostal": "97 150"}, (), "non-publie"),
    "Saint-Barthélemy": ({"codePostal": "97133"}, (), "non-publie"),
    "Saint-Pierre-et-Miquelon": ({"codePostal": "97500"}, (), "non-publie"),
    "Wallis-et-Futuna": ({"codePostal": "98600"}, (), "non-publie"),
    "Polynésie": ({"codePostal": "98713"}, (), "non-publie"),
    "Nouvelle-Calédonie": ({"codePostal": "98800"}, (), "non-publie"),
    "Saint-Martin, with the attestation": ({"codePostal": "97150"}, (ATTESTATION,), None),
    "Mayotte by the FINESS": ({"FINESSGeo": ["980500003"]}, (), None),
    "Saint-Pierre-et-Miquelon by the FINESS": ({"FINESSGeo": [SAINT_PIERRE]}, (), "non-publie"),
    "a postal code of four digits": ({"codePostal": "9715"}, (), "non-fourni"),
    "métropole by the FINESS": ({"FINESSGeo": ["240000372"]}, (), "a-modifier"),
    "La Réunion by the FINESS": ({"FINESSGeo": ["970408589"]}, (), None),
    "nobody knows where": ({}, (), "non-fourni"),
    "nobody knows where, with the attestation": ({}, (ATTESTATION,), None),
}


@pytest.mark.parametrize(
    ("where", "kinds", "expected"), list(WITHOUT_VAT.values()), ids=list(WITHOUT_VAT)
)
def test_avance_without_vat_holds_the_attestation_outside_the_drom(
    where: Tree, kinds: tuple[str, ...], expected: str | None, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["beneficiaires"]["structure"] |= where
    dossier.ligne["commande"] |= dossiers.priced(dossiers.money("358.33", "0"))
    for kind in kinds:
        dossier.ligne["piecesJustificatives"].append(entry(f"{kind}.pdf", kind))
        dossier.pieces[f"{kind}.pdf"] = dossiers.MDV.attestation_pdf()

    said = check(dossier)

    assert expected == pieces(said).get("PIE009")


@pytest.mark.parametrize("sons", ["MDV", "MS1", "RIS_1", "LGO"])
@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("97150", "Saint-Martin"),
        ("97133", "Saint-Barthélemy"),
        ("97500", "Saint-Pierre-et-Miquelon"),
        ("98713", "Polynésie française"),
        ("98800", "Nouvelle-Calédonie"),
    ],
)
def test_a_territory_that_is_given_is_not_asked_for(
    sons: str, code: str, name: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = getattr(dossiers, sons).avance()
    dossier.ligne["beneficiaires"]["structure"]["codePostal"] = code
    figures = dossiers.money(f"{dossier.ligne['commande']['montantSegurHT']}", "0")
    dossier.ligne["commande"] |= dossiers.priced(figures)

    said = check(dossier)

    [why] = [
        one["reason"]
        for one in said.report["requests"][-1]["not_checked"]
        if one["code"] == "PIE009"
    ]
    assert name in why
    assert "codePostal" not in why
    assert "MNT012" not in said.codes


def test_hospital_of_the_drom_known_by_its_pmsi_alone_owes_no_attestation(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.DPI.avance()
    where = dossier.ligne["beneficiaires"]["structure"]
    where |= {"FINESSJuridique": "970408589", "FINESSPMSI": "970408589", "FINESSGeo": []}
    where["codePostal"] = None
    dossier.ligne["commande"] |= dossiers.priced(dossiers.money("48250.00", "0"))

    said = check(dossier)

    assert "PIE009" not in pieces(said)


@pytest.mark.parametrize(
    ("figures", "liable", "expected"),
    [
        ((None, "0.00", None), True, "a-modifier"),
        ((None, None, "358.33"), True, "a-modifier"),
        ((None, None, None), False, "a-modifier"),
        ((None, None, None), True, None),
        (("20", "71.67", "430.00"), False, None),
    ],
    ids=["VAT at zero", "TTC equal to HT", "not liable", "liable", "not liable, VAT written"],
)
def test_zero_vat_is_known_by_the_figures_or_by_the_supplier(
    figures: tuple[str | None, ...],
    liable: bool,  # noqa: FBT001 - a parameter of pytest
    expected: str | None,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["beneficiaires"]["structure"]["codePostal"] = "38000"
    keys = ("tauxTVA", "montantTVA", "montantSegurTTC")
    for key, figure in zip(keys, figures, strict=True):
        dossier.ligne["commande"][key] = figure and dossiers.Raw(figure)
    if not liable:
        dossier.settings = dossier.settings.replace("tva = true", "tva = false")

    said = check(dossier)

    assert expected == pieces(said).get("PIE009")


@pytest.mark.parametrize("name", ["attestation_non_assujettissement.pdf", "attestation_tva.pdf"])
def test_without_a_list_the_attestation_is_told_by_its_name(
    name: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["beneficiaires"]["structure"]["codePostal"] = "38000"
    dossier.ligne["commande"] |= dossiers.priced(dossiers.money("358.33", "0"))
    dossier.ligne["piecesJustificatives"] = []
    dossier.pieces[name] = dossiers.MDV.attestation_pdf()

    said = check(dossier)

    assert pieces(said) == {"PIE018": "info"}


def test_solde_without_vat_owes_no_attestation(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.solde()
    dossier.ligne["beneficiaires"]["structure"]["codePostal"] = "38000"
    for block in ("commande", "facture"):
        dossier.ligne[block] |= dossiers.priced(dossiers.money("358.33", "0"))

    said = check(dossier)

    assert "PIE009" not in pieces(said)


# --- PIE010 ---


@pytest.mark.parametrize(
    ("name", "expected"),
    [("facture_2.pdf", {"PIE010": "a-modifier"}), (None, {})],
    ids=["two files", "one file named twice"],
)
def test_invoices_of_a_request_are_one_pdf(
    name: str | None, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    first = dossier.ligne["piecesJustificatives"][0]["nomFichier"]
    dossier.ligne["piecesJustificatives"].append(entry(name or first, "FACTURE"))
    if name:
        dossier.pieces[name] = dossiers.MDV.invoice_pdf(merger=True)

    said = check(dossier)

    assert expected == pieces(said)


def test_invoices_are_one_where_no_rule_of_the_sons_is_published(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.SGL_2.solde()
    dossier.ligne["piecesJustificatives"] = [entry("f.pdf", "FACTURE"), entry("g.pdf", "FACTURE")]

    assert "a-modifier" == check(dossier).severities["PIE010"]


def test_two_requests_have_each_their_invoice(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.solde()
    second(
        dossier, piecesJustificatives=[entry("facture_2.pdf", "FACTURE"), entry("va_2.pdf", "VA")]
    )
    dossier.pieces["facture_2.pdf"] = dossiers.MDV.invoice_pdf(merger=True)
    dossier.pieces["va_2.pdf"] = dossiers.MS1.verification_pdf("VA")

    said = check(dossier)

    assert pieces(said) == {}


# --- PIE011, PIE012: zips ---


def stored(*files: tuple[str, bytes], mode: int = stat.S_IFREG | 0o644) -> bytes:
    """A zip of these files, not compressed."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return held.getvalue()


def packed(name: str, data: bytes) -> bytes:
    """A zip of one compressed file."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return held.getvalue()


def encrypted(data: bytes) -> bytes:
    """A zip of one file, marked as encrypted in both its headers."""
    made = bytearray(stored((ORDER, data)))
    made[6] |= ENCRYPTED
    made[made.index(b"PK\x01\x02") + 8] |= ENCRYPTED
    return bytes(made)


ZIPS: dict[str, tuple[Callable[[bytes], bytes], Findings]] = {
    "right": (lambda pdf: stored((ORDER, pdf)), {}),
    "right, in one folder": (lambda pdf: stored((f"envoi/{ORDER}", pdf)), {}),
    "encrypted": (encrypted, {"PIE011": "a-modifier"}),
    "wrong CRC": (
        lambda pdf: stored((ORDER, pdf)).replace(b"%PDF-1", b"%PDF-9", 1),
        {"PIE011": "a-modifier"},
    ),
    "truncated": (lambda pdf: stored((ORDER, pdf))[:-30], {"PIE011": "a-modifier"}),
    "no zip at all": (lambda pdf: pdf, {"PIE011": "a-modifier"}),
    "an empty file": (lambda _: b"", {"PIE011": "a-modifier"}),
    "zip in zip": (
        lambda pdf: stored((ORDER, pdf), ("autres.zip", stored((ORDER, pdf)))),
        {"PIE012": "a-modifier"},
    ),
    "path outside": (
        lambda pdf: stored((ORDER, pdf), ("../autre.pdf", pdf)),
        {"PIE012": "a-modifier"},
    ),
    "absolute path": (
        lambda pdf: stored((ORDER, pdf), ("/tmp/autre.pdf", pdf)),  # noqa: S108 - a hostile name
        {"PIE012": "a-modifier"},
    ),
    "symlink": (
        lambda _: stored((ORDER, b"/etc/passwd"), mode=stat.S_IFLNK | 0o777),
        {"PIE012": "a-modifier"},
    ),
    "bomb by its ratio": (
        lambda _: packed(ORDER, b"%PDF-" + b"\0" * 10_000_001),
        {"PIE012": "a-modifier"},
    ),
    "bomb by its size": (
        lambda _: packed(ORDER, b"%PDF-" + b"\0" * 20_000_001),
        {"PIE012": "a-modifier"},
    ),
    "too many entries": (
        lambda pdf: stored(*((f"{rank}.pdf", pdf[:9]) for rank in range(501))),
        {"PIE012": "a-modifier"},
    ),
}


@pytest.mark.parametrize(("make", "expected"), list(ZIPS.values()), ids=list(ZIPS))
def test_zip_that_cannot_be_opened_or_is_not_safe(
    make: Callable[[bytes], bytes], expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    (pdf,) = dossier.pieces.values()
    dossier.pieces.clear()
    dossier.extra["pieces.zip"] = make(pdf)

    said = check(dossier)

    assert expected == pieces(said)
    assert said.code == (1 if expected else 0)


def test_good_entries_of_a_zip_are_judged_beside_a_broken_one(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.pieces.clear()
    made = stored((ORDER, b"%PDF-1.7 the bytes that go wrong"), ("vide.pdf", b""))
    dossier.extra["pieces.zip"] = made.replace(b"go wrong", b"went bad")
    dossier.ligne["piecesJustificatives"].append(entry("vide.pdf", "SUPPORT"))

    said = check(dossier)

    assert pieces(said) == {"PIE011": "a-modifier", "PIE004": "a-modifier"}


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("zip_entrees = 1", {"PIE012": "a-modifier"}),
        ("zip_entrees = 2", {}),
        ("zip_total_mo = 1", {"PIE012": "a-modifier"}),
        ("zip_entree_mo = 1", {"PIE012": "a-modifier"}),
        ("zip_entree_mo = 2", {}),
    ],
)
def test_limits_of_a_zip_are_those_of_the_settings(
    limit: str, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.zipped = True
    dossier.settings += f"\n[limites]\n{limit}\n"
    dossier.pieces["gros.pdf"] = dossiers.MDV.invoice_pdf() + b" " * 1_000_001
    dossier.ligne["piecesJustificatives"].append(entry("gros.pdf", "SUPPORT"))

    said = check(dossier)

    assert expected == pieces(said)


# --- PIE013, PIE014: names ---

AT_RISK: dict[str, tuple[str, Findings]] = {
    "plain": ("Bon-commande_42.v2.pdf", {}),
    "accent": ("commande_août.pdf", {"PIE013": "alerte"}),
    "blank": ("bon commande.pdf", {"PIE013": "alerte"}),
    "ampersand": ("dupont&fils.pdf", {"PIE013": "alerte"}),
    "a hundred characters": ("b" * 96 + ".pdf", {}),
    "a hundred and one": ("b" * 97 + ".pdf", {"PIE013": "alerte"}),
    "blank and accent, told once": ("bon signé.pdf", {"PIE013": "alerte"}),
}


@pytest.mark.parametrize(("name", "expected"), list(AT_RISK.values()), ids=list(AT_RISK))
@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "folder"])
def test_name_at_risk_is_a_warning(
    name: str,
    expected: Findings,
    zipped: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.zipped = zipped
    rename(dossier, name)

    said = check(dossier)

    assert expected == pieces(said)
    assert len(expected) == len(said.findings("PIE013"))


def test_names_that_differ_by_case_only_are_at_risk(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.zipped = True
    rename(dossier, "bon.pdf")
    dossier.pieces["BON.pdf"] = dossiers.MDV.attestation_pdf()
    dossier.ligne["piecesJustificatives"].append(entry("BON.pdf", "SUPPORT"))

    said = check(dossier)

    assert pieces(said) == {"PIE013": "alerte"}


def test_name_in_a_subfolder_is_at_risk(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.zipped = True
    dossier.pieces["annexes/a.pdf"] = dossiers.MDV.attestation_pdf()
    dossier.ligne["piecesJustificatives"].append(entry("annexes/a.pdf", "SUPPORT"))

    said = check(dossier)

    assert pieces(said) == {"PIE013": "alerte"}


@pytest.mark.parametrize(
    "name",
    ["__MACOSX/._bon.pdf", ".DS_Store", "Thumbs.db", "~$bon.docx"],
    ids=["macOS", "Finder", "Windows", "Word"],
)
@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "folder"])
def test_noise_is_a_warning_and_is_not_judged(
    name: str,
    zipped: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.zipped = zipped
    dossier.pieces[name] = b""

    said = check(dossier)

    assert pieces(said) == {"PIE014": "alerte"}


# --- PIE017: the deed of a merger ---


def merged(dossiers: ModuleType) -> Dossier:
    """A solde whose doctor A became C."""
    dossier = dossiers.MDV.solde()
    former = {"RPPS": dossiers.DOCTORS[0][1], "motif": "FUSION"}
    dossier.ligne["beneficiaires"] |= {"liberal": [dossiers.doctor(2)], "historiques": [former]}
    return dossier


INVOICES: dict[str, tuple[Callable[[ModuleType], bytes], str | None]] = {
    "with the deed": (lambda the: the.MDV.invoice_pdf(merger=True), None),
    "without it": (lambda the: the.MDV.invoice_pdf(), "alerte"),
    "a scan, of which DOC001 speaks": (lambda the: the.documents.scan(60, 40), None),
}


@pytest.mark.parametrize(("make", "expected"), list(INVOICES.values()), ids=list(INVOICES))
@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "folder"])
@pytest.mark.parametrize("extension", [".pdf", ""], ids=["with its extension", "without"])
def test_invoice_of_a_merger_holds_its_deed(
    make: Callable[[ModuleType], bytes],
    expected: str | None,
    zipped: bool,  # noqa: FBT001 - a parameter of pytest
    extension: str,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = merged(dossiers)
    dossier.zipped = zipped
    cited = dossier.ligne["piecesJustificatives"][0]
    dossier.pieces[cited["nomFichier"]] = make(dossiers)
    cited["nomFichier"] = cited["nomFichier"].removesuffix(".pdf") + extension

    said = check(dossier)

    assert expected == pieces(said).get("PIE017")


def test_merger_of_hospitals_asks_no_deed(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.DPI.solde()
    dossier.ligne["beneficiaires"]["nouveau"] = {"FINESSPMSI": "330781196", "motif": "FUSION"}

    said = check(dossier)

    assert "PIE017" not in pieces(said)


@pytest.mark.parametrize("corridor", ["MDV", "DPI", "PFI", "MS1"])
@pytest.mark.parametrize("step", ["avance", "solde"])
@pytest.mark.parametrize("zipped", [True, False], ids=["zip", "folder"])
def test_right_dossier_has_no_fault_of_attachments(
    corridor: str,
    step: str,
    zipped: bool,  # noqa: FBT001 - a parameter of pytest
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = getattr(getattr(dossiers, corridor), step)()
    dossier.zipped = zipped

    said = check(dossier)

    assert pieces(said) == {}
