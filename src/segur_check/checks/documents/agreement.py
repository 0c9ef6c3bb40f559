"""DOC013, DOC022: the invoice and the acceptance: who signs, and who was merged into whom."""

import re
from collections.abc import Iterable, Iterator

from segur_check.case.clients import client_names, is_moved
from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import INVOICE, Document, legible
from segur_check.case.names import is_person, names_any_of, names_person, tells_somebody
from segur_check.dossier.request import Identifier
from segur_check.pieces.words.phrases import plain_text
from segur_check.pieces.words.text import identifiers_in
from segur_check.values.identifiers import canonical
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Value

VA, MOM = "VA", "MOM"

# Where a VA plainly labels who signs it, on the same line or on the next.
_SIGNATORY = Pattern(
    r"(?i:(?<!qualité du )(?<!fonction du )\bsignataire|\bsigné(?:\(?e\)?)? par|\bsoussigné(?:\(?e\)?)?)"
    r"\s{0,4}[:,]?\s{0,4}(?P<name>[A-ZÀ-Ý][^\n:;,]{2,60})"
)
# Whom an invoice is to: a person with a title, no office.
_ADDRESSEE = Pattern(
    r"(?i:à l['’]attention d[eu]|\battn?\b\.?|\breprésentée? par|\bfacturée? à|\bclient(?:e)?(?=\s?:)|\bdestinataire)\s{0,4}:?\s{0,4}"
    r"(?P<name>(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Dr|Docteur|Pr)\.?\s(?:[A-ZÀ-Ý][\w'’.-]*\s?){1,4})"
)
_OFFICE = Pattern(r"comptab|facturation|\bachats?\b|tresor|informatique|\bservice\b|\bdsi\b")


@control("DOC013")
def names_do_not_agree(context: Context) -> Iterator[Outcome]:
    """The signatory of the VA is not on the invoice, nor the invoice's client on the VA."""
    invoices = [document for document in legible(context, INVOICE) if document.is_whole]
    asked = context.corridor.names_agree
    for va in legible(context, VA):
        if not va.is_whole or not invoices:
            continue
        signatories, people = _signatories(context, va), _people_of(context, invoices)
        clients = people if people and signatories else client_names(context)
        if _agree(va, invoices, clients, signatories, people=bool(people)):
            continue
        files: dict[str, Value] = {
            "file": Quoted(va.attachment.name),
            "invoice": Quoted(invoices[0].attachment.name),
        }
        if clients and signatories:
            values = files | {"found": Quoted(signatories[0]), "client": Quoted(clients[0])}
            yield Problem(
                (va.at(), invoices[0].at()),
                values,
                variant="elsewhere" if asked is None else "",
                figure=asked,
                confidence=Confidence.PROBABLE,
            )
        elif asked is not None:
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_name", files)


def _agree(
    va: Document,
    invoices: Iterable[Document],
    clients: Iterable[str],
    signatories: Iterable[str],
    *,
    people: bool,
) -> bool:
    """Whether a client stands on the VA, or who signs it on an invoice.

    Where the invoice names a person, the name of the establishment on both is no agreement of the two.
    """
    if not people:
        on_invoice = any(names_any_of(invoice.plain, signatories) for invoice in invoices)
        return on_invoice or names_any_of(va.plain, clients)
    on_invoice = any(
        names_person(invoice.plain, who) for invoice in invoices for who in signatories
    )
    return on_invoice or any(names_person(va.plain, who) for who in clients)


def _people_of(context: Context, invoices: Iterable[Document]) -> tuple[str, ...]:
    """The people that the invoice is of: its client in the JSON, those of the JSON that it names, its addressee."""
    invoice, who = context.line.invoice, context.line.beneficiaries
    client = invoice.client_name if invoice is not None else None
    found = []
    if (
        client
        and is_person(client)
        and not names_any_of(plain_text(client), [who.structure.name or ""])
    ):
        found.append(client)
    for invoice_document in invoices:
        found += [
            name
            for name in who.names
            if is_person(name) and names_person(invoice_document.plain, name)
        ]
        found += [
            met["name"]
            for line in invoice_document.text.split("\n")
            for met in _ADDRESSEE.finditer(line)
            if not _OFFICE.search(plain_text(line))
        ]
    return tuple(dict.fromkeys(found))


def _signatories(context: Context, va: Document) -> tuple[str, ...]:
    """Who signs the VA: as the JSON says, else as the VA labels it."""
    verification = context.line.verification
    if verification is not None and verification.signatory:
        return (verification.signatory,)
    labelled = (met["name"].strip() for met in _SIGNATORY.finditer(va.text))
    return tuple(name for name in labelled if tells_somebody(name))


@control("DOC022")
def merged_clients_not_named(context: Context) -> Iterator[Outcome]:
    """A merger, and the number of a former or of the new client stands not on invoice or VA."""
    who, merger = context.line.beneficiaries, context.corridor.merger
    if merger is None or not who.merger or is_moved(context):
        return
    # Where the solde stays on its client, its papers name that one and the new client.
    blocks, formers = [who.identifiers], [former.identifiers for former in who.historiques]
    if merger.stays is not None or not formers:
        formers = blocks
    new = [who.nouveau.identifiers] if who.nouveau is not None else blocks
    for document in legible(context, INVOICE, VA, MOM):
        wanted = list(dict.fromkeys((*formers, *new)))
        unnamed = [
            client for client in wanted if client and not _is_named(context, document, client)
        ]
        if unnamed and document.is_whole:
            values: dict[str, Value] = {
                "file": Quoted(document.attachment.name),
                "missing": Items(tuple(client[0].text.plain for client in unnamed)),
            }
            yield Problem(
                document.at(),
                values,
                variant="stays" if merger.stays is not None else "",
                figure=merger.stays or merger.either,
                confidence=Confidence.PROBABLE,
            )


def _is_named(context: Context, document: Document, client: Iterable[Identifier]) -> bool:
    """Whether a paper shows one of the numbers of a client, or the name that the JSON gives it."""
    own = tuple(client)
    if own == context.line.beneficiaries.identifiers and names_any_of(
        document.plain, client_names(context)
    ):
        return True
    there, run = identifiers_in(document.text), re.sub(r"[\s.\-]", "", document.text).upper()
    return any(
        identifier.key[1] in there
        or canonical(identifier.text.value) in run
        or identifier.text.plain in run
        for identifier in own
    )
