"""DOC011, DOC020: whether the invoice is one, and the mentions that the law requires on it."""

import re
from collections.abc import Iterator

from segur_check.case.clients import client_names
from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.documents import INVOICE, Document, legible
from segur_check.case.names import names_any_of, names_wholly
from segur_check.pieces.einvoice.invoice import InvoiceKind
from segur_check.pieces.figures.titles import negative_total, other_paper
from segur_check.pieces.figures.written import dates_in
from segur_check.pieces.words.phrases import plain_text
from segur_check.values.identifiers import SIREN_LENGTH
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Term, Value

_NO_INVOICE = frozenset({InvoiceKind.CREDIT_NOTE, InvoiceKind.DEPOSIT, InvoiceKind.PROFORMA})


@control("DOC011")
def not_an_invoice(context: Context) -> Iterator[Outcome]:
    """A quote, a proforma, a credit note or a deposit invoice in place of the invoice."""
    for invoice in legible(context, INVOICE):
        data = invoice.attachment.facturx
        if data is not None and data.kind in _NO_INVOICE:
            kind: dict[str, Value] = {
                "file": Quoted(invoice.attachment.name),
                "found": Term(f"facturx-{data.kind}"),
            }
            yield Problem(invoice.at(), kind, variant="data")
            continue
        title = other_paper(invoice.sheet)
        negative = negative_total(invoice.sheet) if title is None else None
        values: dict[str, Value] = {"file": Quoted(invoice.attachment.name)}
        if title is not None:
            values["found"] = Quoted(title.text)
            at = invoice.at(title.page)
            yield Problem(at, values, variant=title.paper, confidence=Confidence.PROBABLE)
        elif negative is not None:
            values["found"] = Quoted(negative.excerpt)
            at = invoice.at(negative.page or None)
            yield Problem(at, values, variant="negative", confidence=Confidence.PROBABLE)


_SMALL = 150  # euros HT: no VAT number is required up to that amount
# The words that usually introduce each mention; one of them is enough.
_WORDS = {
    "invoice-number": (
        r"(?:facture|invoice|piece|n°|numero|number|no\.?|ref\w*)[ :#.]{0,20}(?:n°|no\.?|num\w*)?[ :#.]{0,20}[\w/-]{0,12}\d",
    ),
    "quantity": (
        r"\b(?:quantit\w+|qte|qty|nombre|nbre?|unites?|units?|forfait)\b",
        r"\bx ?\d|\b\d ?x\b",
    ),
    "unit-price": (
        r"\bunit(?:aires?|y)?\b",
        r"\bp\.? ?u\b",
        r"\b(?:prix|price|tarifs?|forfait)\b",
    ),
    "service-date": (
        r"\bdate (?:\w+[' ]){0,4}(?:prestations?|realisation|execution|livraison|intervention)\b",
        r"\bdate (?:\w+[' ]){0,4}(?:installation|fourniture|mise en|service|supply|delivery)\b",
        r"\b(?:realis|execut|effectu|install|livr|fourni|deliver)\w* (?:\w+ ){0,3}(?:le|en|du|entre|on)\b",
        r"\bprestations? (?:du|des?|le) (?:\w+ )?\d|\bperiode\b|\bmise en (?:service|ordre de marche)\b",
        r"\b(?:service|delivery|supply) (?:date|period)\b",
    ),
    "payment-date": (
        r"\becheance|\bfin de mois\b|\bcomptant\b|\b\d\d ?j(?:ours?)?\b|\bdue (?:date|on|by)\b",
        r"\b(?:date|conditions?|delais?|modalites?) (?:limite )?(?:de |d')(?:reglement|paiement)",
        r"\b(?:reglement|paiement|payable|reglable|payment)\b.{0,40}(?:\d|reception|mois|terms)",
        r"\ba (?:payer|regler) (?:avant|sous|des|a reception|au plus tard)",
    ),
    "late-penalties": (
        r"\bpenalit|\binterets? (?:de retard|moratoires?|legal)|\bretards? de p|\bretard\b.{0,60}\btaux",
        r"\blate (?:payment|fee|charge)|\bl\.? ?441\b",
    ),
    "recovery": (
        r"\b40(?:[.,]00)? ?(?:€|eur|euros?)|(?:€|eur) ?40\b|\bindemnite forfaitaire",
        r"\bfrais de recouvrement|\brecovery|\bd\.? ?441\b",
    ),
}
_SEARCHED = {name: Pattern("|".join(words)) for name, words in _WORDS.items()}
_COMPANY_NUMBER = Pattern(r"\b(?:siren|siret|r\.?c\.?s)\b")
_VAT_NUMBER = Pattern(
    r"\bfr ?[0-9a-z]{2} ?\d{3} ?\d{3} ?\d{3}\b|\b(?:tva|vat)\b.{0,40}\b[a-z]{2} ?[0-9a-z]{2}[0-9a-z. ]{6,12}\b"
)
_EXEMPTED = Pattern(
    r"\b293 ?b\b|non applicable|non assujetti|\bexoner|\bexempt|autoliquidation|reverse charge|\b29[345]\b|\b26[1-3]\b"
)


@control("DOC020")
def mandatory_mentions(context: Context) -> Iterator[Outcome]:
    """The mentions that the law requires on every invoice and that were not found."""
    for invoice in legible(context, INVOICE):
        missing = [*_missing(context, invoice)] if invoice.is_whole else []
        if missing:
            values: dict[str, Value] = {
                "file": Quoted(invoice.attachment.name),
                "found": Items(tuple(Term(f"mention.{mention}") for mention in missing)),
            }
            yield Problem(invoice.at(), values, confidence=Confidence.PROBABLE)


def _missing(context: Context, invoice: Document) -> Iterator[str]:
    """The mentions not found; DOC007 reports the rate and the totals."""
    plain, amounts = invoice.plain, context.line.amounts
    untaxed = amounts is not None and amounts.rate == 0
    small = amounts is not None and amounts.ht is not None and amounts.ht <= _SMALL
    supplier = context.settings.file.fournisseur
    if next(dates_in(plain), None) is None:
        yield "issue-date"
    if not (_holds_number(context, plain) or invoice.says(_SEARCHED["invoice-number"])):
        yield "invoice-number"
    if supplier.raison_sociale and not names_wholly(plain, supplier.raison_sociale):
        yield "seller"
    if not (_holds_siren(context, plain) or invoice.says(_COMPANY_NUMBER)):
        yield "seller-number"
    if not (untaxed or small or supplier.assujetti_tva is False or invoice.says(_VAT_NUMBER)):
        yield "vat-number"
    clients = client_names(context)
    if clients and not names_any_of(plain, clients):
        yield "client"
    for name in ("quantity", "unit-price", "service-date"):
        if not invoice.says(_SEARCHED[name]):
            yield name
    if untaxed and not invoice.says(_EXEMPTED):
        yield "exemption"
    for name in ("payment-date", "late-penalties", "recovery"):
        if not invoice.says(_SEARCHED[name]):
            yield name


def _holds_number(context: Context, plain: str) -> bool:
    """Whether an invoice shows the number that the JSON gives, but for blanks and signs."""
    number = context.line.invoice.number if context.line.invoice is not None else None
    expected = _letters_and_digits(plain_text(number or ""))
    return bool(expected) and expected in _letters_and_digits(plain)


def _letters_and_digits(plain: str) -> str:
    return "".join(re.findall(r"[a-z0-9]", plain))


def _holds_siren(context: Context, plain: str) -> bool:
    """Whether an invoice shows the supplier's SIREN, alone or in its SIRET or VAT number."""
    siret = context.settings.file.fournisseur.siret or context.file.siret or ""
    siren = re.sub(r"\D", "", siret)[:SIREN_LENGTH]
    return len(siren) == SIREN_LENGTH and siren in re.sub(r"\D", "", plain)
