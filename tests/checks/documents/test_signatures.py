"""DOC014 to DOC016: a field left empty, content added or changed, and what signs the papers."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from conftest import ROOT
from segur_check.case.context import Context
from segur_check.case.control import Control, NotChecked, Outcome, Problem
from segur_check.checks.documents.signatures import (
    changed_after_the_signature,
    field_not_signed,
    what_signs,
)
from segur_check.dossier.attachments import Attachment, Attachments
from segur_check.dossier.json.text import JsonText
from segur_check.dossier.reading import read_import
from segur_check.dossier.shape import Shape
from segur_check.pieces.pdf.opening import PdfState
from segur_check.pieces.signing.after_signature import After
from segur_check.pieces.signing.integrity import Certificate, Changes, Integrity
from segur_check.pieces.signing.signatures import FieldState, Signature, SignatureKind
from segur_check.rules.controls import ControlText
from segur_check.rules.corridor import corridor
from segur_check.rules.tables import load, read_utf8
from segur_check.settings.dossier import DossierSettings
from segur_check.values.dates import Deposit
from segur_check.values.step import Step
from segur_check.values.wording import filled

EMPTY = Signature("Signature du client", page=2)
SIGNED = Signature(
    "Signature du client",
    FieldState.SIGNED,
    signer="Dr Jeanne Exemple",
    signed_on=datetime(2024, 9, 12, 14, 30, tzinfo=UTC),
    page=2,
    range_sound=True,
)
CERTIFICATE = Certificate(
    "Jeanne EXEMPLE",
    "Cabinet du Lac",
    "Autorité",
    "2a",
    datetime(2020, 1, 1, tzinfo=UTC),
    datetime(2030, 1, 1, tzinfo=UTC),
)


def signed(**changes: Any) -> Signature:  # noqa: ANN401 - values of the fields
    return Signature(
        **{**{one: getattr(SIGNED, one) for one in SIGNED.__struct_fields__}, **changes}
    )


def judged(**changes: Any) -> tuple[Integrity, ...]:  # noqa: ANN401 - values of the fields
    given = {"intact": True, "valid": True, "changes": Changes.NONE, "certificate": CERTIFICATE}
    return (Integrity(SIGNED.field, **{**given, **changes}),)


def piece(name: str, *fields: Signature, **more: Any) -> Attachment:  # noqa: ANN401 - values of the fields
    given: dict[str, Any] = {"state": PdfState.OK, "signatures": fields}
    return Attachment(name, frozenset({name}), False, 100, **{**given, **more})


def listed(*pieces: Attachment, kind: str = "BON_COMMANDE", **more: Any) -> Context:  # noqa: ANN401 - see Context
    """A request whose JSON lists these pieces, all of one type."""
    files = [{"nomFichier": one.name, "typeFichier": kind} for one in pieces]
    file = read_import({"lignesImport": [{"piecesJustificatives": files}]})
    return context(file.requests[0], file, *pieces, **more)


def papers(*pieces: Attachment) -> Context:
    """A step without JSON: the type of each paper is told by its name."""
    file = read_import({"lignesImport": [{}]})
    return context(file.requests[0], file, *pieces, without_json=True, step=Step.PILOTES)


def context(request: Any, file: Any, *pieces: Attachment, **more: Any) -> Context:  # noqa: ANN401 - see Context
    given: dict[str, Any] = {
        "step": Step.AVANCE,
        "attachments": Attachments("pieces", "folder", pieces),
    }
    return Context(
        text=JsonText(None, None, ()),
        shape=Shape(None),
        file=file,
        corridor=corridor("HOP-DPI-Va2"),
        deposit=Deposit(date(2025, 1, 6), None, "option"),
        dossier=DossierSettings(),
        request=request,
        **{**given, **more},
    )


def problems(control: Control, of: Context) -> list[Problem]:
    return [one for one in control(of) if isinstance(one, Problem)]


def reasons(control: Control, of: Context) -> list[str]:
    return [one.reason for one in control(of) if isinstance(one, NotChecked)]


# --- DOC014 ---


def test_a_paper_without_any_field_is_never_faulted() -> None:
    of = listed(piece("bdc.pdf"))

    assert [] == list(field_not_signed(of))
    assert [] == list(changed_after_the_signature(of))


def test_an_empty_field_is_told_with_its_file_and_page() -> None:
    (one,) = problems(field_not_signed, listed(piece("bdc.pdf", EMPTY)))

    assert ("", "bdc.pdf", 2) == (one.variant, one.places[0].attachment, one.places[0].page)


@pytest.mark.parametrize(
    ("fields", "variant"),
    [
        ((SIGNED, EMPTY), "beside"),
        ((Signature("A", FieldState.UNFINISHED),), "unfinished"),
        ((SIGNED, Signature("A", FieldState.UNFINISHED)), "unfinished"),
    ],
)
def test_what_is_beside_an_empty_field_chooses_the_words(
    fields: tuple[Signature, ...], variant: str
) -> None:
    (one,) = problems(field_not_signed, listed(piece("bdc.pdf", *fields)))

    assert variant == one.variant


def test_a_signed_paper_and_an_invoice_with_an_empty_field_are_no_fault() -> None:
    assert [] == list(field_not_signed(listed(piece("bdc.pdf", SIGNED))))
    assert [] == list(field_not_signed(listed(piece("facture.pdf", EMPTY), kind="FACTURE")))


def test_fields_that_could_not_be_read_are_not_checked() -> None:
    assert ["unread"] == reasons(field_not_signed, listed(piece("bdc.pdf", signatures=None)))


def test_the_papers_of_a_step_without_json_are_looked_at() -> None:
    of = papers(piece("pv_pilote_1.pdf", EMPTY), piece("pv_pilote_2.pdf"), piece("rib.pdf", EMPTY))

    assert ["pv_pilote_1.pdf"] == [
        one.places[0].attachment for one in problems(field_not_signed, of)
    ]


def test_a_file_named_twice_is_looked_at_once() -> None:
    twice = piece("bdc.pdf", EMPTY)

    assert 1 == len(problems(field_not_signed, listed(twice, twice)))


@pytest.mark.parametrize("control", [field_not_signed, changed_after_the_signature, what_signs])
def test_without_attachments_or_with_files_that_do_not_open_nothing_is_said(
    control: Control,
) -> None:
    closed = piece("bdc.pdf", EMPTY, signed(after=After.CONTENT), state=PdfState.LOCKED)
    refused = Attachments("pieces.zip", "zip", (closed,), refused=True)

    assert [] == list(control(listed(closed)))
    assert [] == list(control(listed(closed, attachments=None)))
    assert [] == list(control(listed(piece("bdc.pdf", EMPTY), attachments=refused)))


# --- DOC015 ---


@pytest.mark.parametrize(
    "after", [After.NOTHING, After.SIGNATURE, After.VALIDATION, After.DESCRIPTION]
)
def test_what_is_normal_after_a_signature_is_not_told(after: After) -> None:
    one = signed(after=after, bytes_after=900)

    assert [] == list(changed_after_the_signature(listed(piece("va.pdf", one), kind="VA")))


@pytest.mark.parametrize("kind", ["BON_COMMANDE", "FACTURE", "VA"])
def test_content_added_after_the_signature_is_told_with_its_size(kind: str) -> None:
    added = piece("va.pdf", signed(after=After.CONTENT, bytes_after=900))
    (one,) = problems(changed_after_the_signature, listed(added, kind=kind))

    assert ("", 900, 2) == (one.variant, one.values["count"], one.places[0].page)


@pytest.mark.parametrize(
    ("integrity", "variants", "unjudged"),
    [
        pytest.param(None, [""], [], id="not asked"),
        pytest.param(judged(changes=Changes.OTHER), [""], [], id="a change"),
        pytest.param(judged(changes=Changes.FORM_FILLING), [""], [], id="a form filled in"),
        pytest.param(judged(changes=Changes.LTA_UPDATES), [], [], id="validation data after all"),
        pytest.param(judged(intact=False), ["altered"], [], id="another digest"),
        pytest.param(judged(intact=False, valid=False), ["altered"], [], id="both wrong"),
        pytest.param(judged(valid=False), ["broken"], [], id="another key"),
        pytest.param(judged(intact=None, valid=None, changes=None), [""], ["unjudged"], id="unknown"),
        pytest.param((), [""], ["unjudged"], id="missing"),
        pytest.param(
            (*judged(), *judged(intact=False)), ["altered"], [], id="two fields of one name"
        ),
    ],
)  # fmt: skip
def test_the_integrity_when_it_was_asked_speaks_first(
    integrity: tuple[Integrity, ...] | None, variants: list[str], unjudged: list[str]
) -> None:
    added = signed(after=After.CONTENT, bytes_after=900)
    of = listed(piece("va.pdf", added, integrity=integrity))

    assert variants == [one.variant for one in problems(changed_after_the_signature, of)]
    assert unjudged == reasons(changed_after_the_signature, of)


def test_a_range_that_is_not_sound_is_told_and_an_empty_field_is_not() -> None:
    partial = piece("va.pdf", signed(range_sound=False), EMPTY)

    assert ["partial"] == [
        one.variant for one in problems(changed_after_the_signature, listed(partial))
    ]


# --- DOC016 ---


def found(of: Context, lang: str = "fr") -> str:
    (one,) = problems(what_signs, of)
    return filled("{found}", one.values, lang).replace("\u00a0", "_")


def test_one_line_tells_what_signs_each_paper() -> None:
    of = listed(
        piece("bdc.pdf", SIGNED),
        piece("va.pdf", pages=("Signé électroniquement par Paul Modèle",)),
        piece("scan.pdf", pages=("",)),
    )

    assert (
        "«_bdc.pdf_» (signature numérique, Dr Jeanne Exemple, 12/09/2024 à 16h30), "
        "«_va.pdf_» («_Signé électroniquement par Paul Modèle_», à vérifier visuellement), "
        "«_scan.pdf_» (à vérifier visuellement)"
    ) == found(of)
    assert "“scan.pdf” (for you to check)" in found(of, "en")


def test_a_certificate_names_who_signed_better_than_the_file_does() -> None:
    told = found(listed(piece("bdc.pdf", SIGNED, integrity=judged())))

    assert (
        "«_bdc.pdf_» (signature numérique, Jeanne EXEMPLE, Cabinet du Lac, 12/09/2024 à 16h30, "
        "contenu inchangé depuis)"
    ) == told


def test_a_changed_paper_is_not_said_to_be_unchanged() -> None:
    for integrity in (judged(intact=False), judged(intact=None, valid=None), ()):
        assert "inchangé" not in found(listed(piece("bdc.pdf", SIGNED, integrity=integrity)))


def test_content_added_is_not_said_to_be_unchanged() -> None:
    added = signed(after=After.CONTENT, bytes_after=9)

    assert "inchangé" not in found(
        listed(piece("bdc.pdf", added, integrity=judged(changes=Changes.OTHER)))
    )


def test_kinds_and_validation_data_are_told() -> None:
    of = listed(
        piece(
            "bdc.pdf",
            signed(kind=SignatureKind.CERTIFICATION, signer="", signed_on=None),
            signed(kind=SignatureKind.TIMESTAMP, signer="", after=After.VALIDATION),
        )
    )

    assert (
        "«_bdc.pdf_» (signature numérique de certification, horodatage, "
        "12/09/2024 à 16h30, rien d'autre ajouté ensuite que ses données de validation)"
    ) == found(of)


def test_a_timestamp_alone_tells_no_signatory() -> None:
    stamp = signed(kind=SignatureKind.TIMESTAMP, signer="")

    assert "«_bdc.pdf_» (horodatage, 12/09/2024 à 16h30, à vérifier visuellement)" == found(
        listed(piece("bdc.pdf", stamp))
    )


def test_when_nothing_signs_one_line_lists_the_papers_to_be_seen() -> None:
    (one,) = problems(what_signs, listed(piece("bdc.pdf"), piece("va.pdf", EMPTY)))

    assert "eye" == one.variant
    assert "bdc.pdf" in filled("{files}", one.values, "fr")
    assert "va.pdf" in filled("{files}", one.values, "fr")


def test_papers_that_nobody_signs_are_not_listed() -> None:
    assert [] == list(what_signs(listed(piece("facture.pdf", SIGNED), kind="FACTURE")))
    assert [] == list(what_signs(papers(piece("rib.pdf"))))


# --- the words ---


def texts() -> dict[str, ControlText]:
    known: dict[str, ControlText] = {}
    for table in sorted((ROOT / "rules" / "controls").glob("DOC*")):
        known |= load(read_utf8(table, table.name), dict[str, ControlText], table.name)
    return known


def outcomes() -> Iterator[tuple[str, Outcome]]:
    added = signed(after=After.CONTENT, bytes_after=900)
    cases: tuple[tuple[Control, Callable[[], Context]], ...] = (
        (field_not_signed, lambda: listed(piece("a.pdf", EMPTY))),
        (field_not_signed, lambda: listed(piece("a.pdf", EMPTY, SIGNED))),
        (field_not_signed, lambda: listed(piece("a.pdf", Signature("A", FieldState.UNFINISHED)))),
        (field_not_signed, lambda: listed(piece("a.pdf", signatures=None))),
        (changed_after_the_signature, lambda: listed(piece("a.pdf", added))),
        (changed_after_the_signature, lambda: listed(piece("a.pdf", added, integrity=()))),
        (
            changed_after_the_signature,
            lambda: listed(piece("a.pdf", added, integrity=judged(intact=False))),
        ),
        (
            changed_after_the_signature,
            lambda: listed(piece("a.pdf", added, integrity=judged(valid=False))),
        ),
        (changed_after_the_signature, lambda: listed(piece("a.pdf", signed(range_sound=False)))),
        (what_signs, lambda: listed(piece("a.pdf", SIGNED))),
        (what_signs, lambda: listed(piece("a.pdf"))),
    )
    for control, make in cases:
        for outcome in control(make()):
            yield control.code, outcome


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_outcome_has_its_words_and_their_values(lang: str) -> None:
    known, said = texts(), set()
    for code, outcome in outcomes():
        words = known[code].words(lang)
        if isinstance(outcome, NotChecked):
            template = words.not_checked[outcome.reason]
        else:
            variant = words.variants.get(outcome.variant)
            assert variant is not None or not outcome.variant
            template = (variant and variant.message) or words.message
        told = filled(template, outcome.values, lang)
        assert "{" not in told
        said.add(told)

    assert 11 == len(said)
