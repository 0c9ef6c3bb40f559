"""DOC045, DOC046: what an order says of what the prestation must comprise."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.documents import ORDER, Document, legible
from segur_check.case.sentences import quoted, sentences
from segur_check.pieces.figures.maintenance_rows import row_of_maintenance
from segur_check.pieces.words import maintenance_terms
from segur_check.pieces.words.contents import (
    WORTH_READING,
    leaves_out,
    leaves_out_on_site,
    may_install_otherwise,
)
from segur_check.pieces.words.text import flat
from segur_check.values.wording import Quoted, Value


@control("DOC045")
def short_maintenance(context: Context) -> Iterator[Outcome]:
    """An order that gives the corrective maintenance a shorter length than the prestation holds.

    By [001] the prestation comprises it for six years. An order that names that length, or a longer one,
    anywhere and of anything, is right: the shorter one may be of something else.
    """
    years = context.corridor.maintenance_years
    if years is None:
        return
    due = years.value * maintenance_terms.MONTHS_OF_A_YEAR
    for order in legible(context, ORDER):
        if not order.is_whole or maintenance_terms.says_so_long(order.plain, due):
            continue
        short = [*_short_maintenance(order, due)] or [*_short_in_a_row(order, due)]
        if short:
            at, found = quoted(order, short)
            values: dict[str, Value] = {
                "file": Quoted(order.attachment.name),
                "found": found,
                "years": years.value,
            }
            yield Problem(at, values, figure=years, confidence=Confidence.PROBABLE)


def _short_maintenance(order: Document, due: int) -> Iterator[tuple[int, str]]:
    """The sentences that give the corrective maintenance fewer months than due, each with its page."""
    for page, sentence in sentences(order, maintenance_terms.WORTH_READING):
        months = maintenance_terms.months_of_corrective_maintenance(flat(sentence))
        if months is not None and months < due:
            yield page, sentence


def _short_in_a_row(order: Document, due: int) -> Iterator[tuple[int, str]]:
    """The row of a table that gives it fewer months than due: it stands in no sentence."""
    row = row_of_maintenance(order.sheet)
    if row is not None and row.months < due:
        yield row.line.page, row.text


@control("DOC046")
def contents_left_out(context: Context) -> Iterator[Outcome]:
    """A sentence of an order that leaves out what the prestation must comprise.

    By [001] it comprises the installation of the referenced version, the corrective maintenance, the
    follow-up of the project and the training. An installation on site that is left out is no fault where
    the order installs otherwise.
    """
    for order in legible(context, ORDER):
        left_out = [
            (page, sentence)
            for page, sentence in sentences(order, WORTH_READING)
            if leaves_out(flat(sentence))
            or (leaves_out_on_site(flat(sentence)) and not may_install_otherwise(order.plain))
        ]
        if left_out:
            at, found = quoted(order, left_out)
            yield Problem(at, {"found": found}, confidence=Confidence.POSSIBLE)
