"""DOC013, DOC022: the invoice and the acceptance: who signs, and who was merged into whom."""

import re
from collections.abc import Iterable, Iterator

from segur_check.case.client_shown import number_of_another, replacing
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
from segur_check.case.mends import Mend
from segur_check.case.names import is_person, names_any_of, names_person, tells_somebody
from segur_check.dossier.request import Identifier
from segur_check.pieces.words.phrases import plain_text
from segur_check.pieces.words.text import identifiers_in
from segur_check.values.identifiers import canonical
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Value

# The plain label of who signs a VA, followed by the name on the same line or on the next.
_SIGNATORY = Pattern(
    r"(?i:(?<!qualité du )(?<!fonction du )\bsignataire|\bsigné(?:\(?e\)?)? par|\bsoussigné(?:\(?e\)?)?)"
    r"\s{0,4}[:,]?\s{0,4}(?P<name>[A-ZÀ-Ý][^\n:;,]{2,60})"
)
# Whom an invoice is addressed to: a person with a title.
_ADDRESSEE = Pattern(
    r"(?i:à l['’]attention d[eu]|\battn?\b\.?|\breprésentée? par|\bfacturée? à|\bclient(?:e)?(?=\s?:)|\bdestinataire)\s{0,4}:?\s{0,4}"
    r"(?P<name>(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Dr|Docteur|Pr)\.?\s(?:[A-ZÀ-Ý][\w'’.-]*\s?){1,4})"
)
_OFFICE = Pattern(r"comptab|facturation|\bachats?\b|tresor|informatique|\bservice\b|\bdsi\b")


@control("DOC013")
def names_do_not_agree(context: Context) -> Iterator[Outcome]:
    """The signatory of the VA is not on the invoice, nor is the invoice's client on the VA."""
    invoices = [document for document in legible(context, INVOICE) if document.is_whole]
    rule = context.corridor.names_agree
    for va in legible(context, "VA"):
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
                variant="elsewhere" if rule is None else "",
                figure=rule,
                confidence=Confidence.PROBABLE,
                mends=_replacing_the_strange(context, va, invoices[0]),
            )
        elif rule is not None:
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "no_name", files)


def _replacing_the_strange(context: Context, *documents: Document) -> tuple[Mend, ...]:
    """The deed of replacing the one that shows another client; none where that is both or neither."""
    strange = [one for one in documents if number_of_another(context, one) is not None]
    return replacing(*strange) if len(strange) == 1 else ()


def _agree(
    va: Document,
    invoices: Iterable[Document],
    clients: Iterable[str],
    signatories: Iterable[str],
    *,
    people: bool,
) -> bool:
    """Whether a client is named on the VA, or a signatory of the VA on an invoice.

    `people`: the invoice names a person, and the establishment's name on both is then not enough.
    """
    if not people:
        on_invoice = any(names_any_of(invoice.plain, signatories) for invoice in invoices)
        return on_invoice or names_any_of(va.plain, clients)
    on_invoice = any(
        names_person(invoice.plain, name) for invoice in invoices for name in signatories
    )
    return on_invoice or any(names_person(va.plain, name) for name in clients)


def _people_of(context: Context, invoices: Iterable[Document]) -> tuple[str, ...]:
    """The people that the invoices are for.

    They are the client of the invoice in the JSON, the people of the JSON whom an invoice names, and
    those whom it is addressed to.
    """
    invoice, who = context.line.invoice, context.line.beneficiaries
    client = invoice.client_name if invoice is not None else None
    people = []
    structure = who.structure.name or ""
    if client and is_person(client) and not names_any_of(plain_text(client), [structure]):
        people.append(client)
    for document in invoices:
        people += [
            name for name in who.names if is_person(name) and names_person(document.plain, name)
        ]
        people += _addressees(document)
    return tuple(dict.fromkeys(people))


def _addressees(invoice: Document) -> Iterator[str]:
    """The people whom an invoice is addressed to; an office is none."""
    for line in invoice.text.split("\n"):
        for match in _ADDRESSEE.finditer(line):
            if not _OFFICE.search(plain_text(line)):
                yield match["name"]


def _signatories(context: Context, va: Document) -> tuple[str, ...]:
    """Who signs the VA: as the JSON says, or else as the VA labels it."""
    verification = context.line.verification
    if verification is not None and verification.signatory:
        return (verification.signatory,)
    labelled = (match["name"].strip() for match in _SIGNATORY.finditer(va.text))
    return tuple(name for name in labelled if tells_somebody(name))


@control("DOC022")
def merged_clients_not_named(context: Context) -> Iterator[Outcome]:
    """A merger, and an invoice or a VA without the number of a former client or of the new one."""
    who, merger = context.line.beneficiaries, context.corridor.merger
    if merger is None or not who.merger or is_moved(context):
        return
    client = who.identifiers
    formers = [former.identifiers for former in who.historiques]
    # Where the solde stays on its client, the documents name that one and the new client.
    if merger.stays is not None or not formers:
        formers = [client]
    new = who.nouveau.identifiers if who.nouveau is not None else client
    wanted = [identifiers for identifiers in dict.fromkeys((*formers, new)) if identifiers]
    for document in legible(context, INVOICE, "VA", "MOM"):
        unnamed = [
            identifiers for identifiers in wanted if not _is_named(context, document, identifiers)
        ]
        if unnamed and document.is_whole:
            missing = tuple(identifiers[0].text.plain for identifiers in unnamed)
            values: dict[str, Value] = {
                "file": Quoted(document.attachment.name),
                "missing": Items(missing),
            }
            yield Problem(
                document.at(),
                values,
                variant="stays" if merger.stays is not None else "",
                figure=merger.stays or merger.either,
                confidence=Confidence.PROBABLE,
            )


def _is_named(context: Context, document: Document, client: tuple[Identifier, ...]) -> bool:
    """Whether a document shows a number of a client, or the name that the JSON gives its place."""
    is_of_json = client == context.line.beneficiaries.identifiers
    if is_of_json and names_any_of(document.plain, _names_of_place(context)):
        return True
    shown = identifiers_in(document.text)
    unspaced = re.sub(r"[\s.\-]", "", document.text).upper()
    return any(
        identifier.key[1] in shown
        or canonical(identifier.text.value) in unspaced
        or identifier.text.plain in unspaced
        for identifier in client
    )


def _names_of_place(context: Context) -> list[str]:
    """What the JSON calls the client, without the people of an establishment that it names.

    Its director may sign for the merged establishment too.
    """
    who, names = context.line.beneficiaries, client_names(context)
    place = who.structure.name
    if not place or who.has_liberal:
        return list(names)
    return [name for name in names if name == place or not is_person(name)]
