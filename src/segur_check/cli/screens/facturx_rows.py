"""What `segur-check read` shows of the data of a Factur-X invoice, and which of them cannot be read."""

from collections.abc import Iterator

from segur_check.cli.screens.portrait_words import Words
from segur_check.dossier.attachments import Attachment
from segur_check.pieces.einvoice.data_flaws import DataFlaw, FlawReason
from segur_check.pieces.einvoice.invoice import FacturX, Party
from segur_check.values.dates import written_day
from segur_check.values.money import euros, percent
from segur_check.values.wording import Term, printable_excerpt, written

Row = tuple[str, str]


def facturx_rows(piece: Attachment, say: Words) -> Iterator[Row]:
    """A name and a value per row; none for a document that embeds no data."""
    if piece.facturx is not None:
        yield from _invoice(piece.facturx, say)
    for flaw in piece.facturx_flaws:
        yield say("datum_unread"), _flaw(flaw, say)


def _flaw(flaw: DataFlaw, say: Words) -> str:
    """The datum, what is written in its place, and why it cannot be read."""
    reason = written(Term(f"facturx-{flaw.why}"), say.lang)
    excerpt = printable_excerpt(flaw.written)
    if flaw.why is FlawReason.MALFORMED:
        excerpt = f"{say('line')}\u00a0{excerpt}"
    elif excerpt:
        excerpt = say("quoted", text=excerpt)
    if not flaw.datum:
        return f"{reason} ({excerpt})" if excerpt else reason
    datum = written(Term(flaw.datum), say.lang)
    head = f"{datum} {excerpt}" if excerpt else datum
    return f"{head}{say('colon')}{reason}"


def _invoice(invoice: FacturX, say: Words) -> Iterator[Row]:
    lang = say.lang
    yield say("type"), f"{invoice.type_code} ({invoice.kind}), {invoice.profile}"
    yield say("number"), printable_excerpt(invoice.number)
    if invoice.issued_on is not None:
        yield "Date", written_day(invoice.issued_on, lang)
    if invoice.order_reference:
        yield say("order"), printable_excerpt(invoice.order_reference)
    for key, party in (("seller", invoice.seller), ("buyer", invoice.buyer)):
        yield say(key), _party(party)
    for line in invoice.lines:
        amount = euros(line.net_amount, lang) if line.net_amount is not None else "—"
        yield say("line"), f"{printable_excerpt(line.name)}{say('colon')}{amount}"
    for tax in invoice.taxes:
        rate = percent(tax.rate, lang) if tax.rate is not None else "—"
        amount = euros(tax.amount, lang) if tax.amount is not None else "—"
        yield say("vat"), f"{rate}{say('colon')}{amount}"
    totals = invoice.totals
    for label, total in (("HT", totals.ht), ("TVA", totals.vat), ("TTC", totals.ttc)):
        if total is not None:
            yield written(Term(label), lang), euros(total, lang)


def _party(party: Party) -> str:
    numbers = [party.legal_id.value] if party.legal_id is not None else []
    numbers += [identifier.value for identifier in party.ids]
    parts = [party.name, *numbers, party.vat_number]
    return ", ".join(printable_excerpt(part) for part in dict.fromkeys(parts) if part)
