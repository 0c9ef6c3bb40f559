"""A case as a dossier: the JSON that its truth makes, its document as the one attachment."""

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.cases import Case
from segur_check.case.context import Context
from segur_check.case.documents import PRICED
from segur_check.dossier.attachments import Attachment, Attachments
from segur_check.dossier.json.text import read_json
from segur_check.dossier.reading import read_import
from segur_check.dossier.shape import shape_of
from segur_check.pieces.contents import Contents
from segur_check.pieces.pdf.opening import PdfState
from segur_check.rules.corridor import corridor
from segur_check.values.dates import Deposit
from segur_check.values.step import Step

_SONS = "MDV-LGC-Va1"  # the controls of documents are the same for all that have orders
_DEPOSIT = date(2027, 1, 4)  # after every date of the corpus
_FILE = "piece.pdf"


def kind_of(label: str) -> str:
    """The type that the texts give an identifier, from the label that a document prints."""
    told = label.lower()
    kinds = {"rpps": "RPPS", "siret": "SIRET", "juridique": "FINESSJuridique", "pmsi": "FINESSPMSI"}
    return next((kind for word, kind in kinds.items() if word in told), "FINESSGeo")


def by_kind(numbers: tuple[tuple[str, str], ...]) -> dict[str, list[str]]:
    """Identifiers by the type that the texts give them."""
    found = defaultdict(list)
    for label, value in numbers:
        found[kind_of(label)].append(value)
    return found


def request_of(case: Case) -> dict[str, Any]:
    """The JSON of a case, in our names: what a supplier would file with the document."""
    truth = case.truth
    numbers = by_kind(truth.identifiers)
    amounts = {
        "montantSegurHT": truth.ht,
        "tauxTVA": truth.rate,
        "montantTVA": truth.vat,
        "montantSegurTTC": truth.ttc,
    }
    order = {"dateCommande": truth.order_date.isoformat()}
    invoice = truth.kind == "invoice"
    line: dict[str, Any] = {
        "numLigne": 1,
        "typeAction": "C",
        "numeroEditeur": truth.numero_editeur,
        "commande": order if invoice else order | amounts,
        "beneficiaires": {
            "liberal": [{"RPPS": one} for one in numbers["RPPS"]],
            "structure": {
                "raisonSociale": truth.client,
                "FINESSJuridique": next(iter(numbers["FINESSJuridique"]), None),
                "FINESSGeo": numbers["FINESSGeo"],
                "FINESSPMSI": numbers["FINESSPMSI"],
                "siret": next(iter(numbers["SIRET"]), None),
            },
        },
        "piecesJustificatives": [
            {"nomFichier": _FILE, "typeFichier": "FACTURE" if invoice else "BON_COMMANDE"}
        ],
    }
    if invoice:
        dated = truth.document_date.isoformat()
        line["facture"] = {"numeroFacture": truth.number, "dateFacture": dated, **amounts}
    return {"siret": truth.supplier.siret, "lignesImport": [line]}


def context_of(case: Case, contents: Contents, *, recognised: bool = False) -> Context:
    """The file of a case as the engine takes it, its document read before.

    `recognised`: OCR made its pages out.
    """
    written = json.dumps(request_of(case), default=_number).encode()
    text = read_json(written)
    phase = Step.SOLDE if case.truth.kind == "invoice" else Step.AVANCE
    shape = shape_of(text.value, str(phase), {}, {})
    piece = Attachment(
        _FILE,
        frozenset({_FILE}),
        guessed=False,
        size=len(case.pdf),
        state=PdfState.OK,
        page_count=len(contents.pages),
        pages=contents.pages,
        layouts=contents.layouts,
        fields=contents.fields,
        empty_fields=contents.empty_fields,
        scanned=contents.scanned,
        recognised=tuple(range(1, len(contents.pages) + 1)) if recognised else (),
        signatures=contents.signatures,
        facturx=contents.facturx,
        facturx_flaws=contents.facturx_flaws,
    )
    assert {"BON_COMMANDE", "FACTURE"} == PRICED
    return Context(
        text=text,
        shape=shape,
        file=read_import(shape.tree),
        step=phase,
        corridor=corridor(_SONS),
        deposit=Deposit.at(_DEPOSIT, "option"),
        attachments=Attachments("pieces", "folder", (piece,)),
    )


def _number(value: Decimal) -> float:
    """Two decimals: a float holds them, and prints them, exactly."""
    return float(value)
