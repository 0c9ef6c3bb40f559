"""DOC033, DOC035: the solution that an order is for, and the type of its prestation."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from segur_check.case.boxes import YES, spaced
from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Place, Problem, control, written_at
from segur_check.case.documents import ORDER, Document
from segur_check.case.stated import priced
from segur_check.pieces.figures.evidence import Answer
from segur_check.pieces.figures.labelled_codes import code_evidence
from segur_check.pieces.figures.layout import Line
from segur_check.pieces.figures.sheet import FORM
from segur_check.pieces.figures.solution_numbers import labelled_solution_numbers
from segur_check.pieces.words.service_types import (
    V1V2,
    boxed_types,
    mentioned_types,
    named_types,
    names_both_waves,
    names_second_wave,
)
from segur_check.values.wording import Quoted, Value

_CHOICE = 2  # lines between the types of a choice


def _orders(context: Context) -> Iterator[Document]:
    """The order of the request, where it was read whole: what it does not show is not in it."""
    for document, _ in priced(context):
        if document.kind == ORDER and document.is_whole:
            yield document


@control("DOC033")
def another_solution(context: Context) -> Iterator[Outcome]:
    """Order: one number is labelled as the solution's, another than `numeroAns`, which stands nowhere.

    An order signed before the solution was referenced may bear no number of it yet.
    """
    expected, solution, ordered = context.file.numero_ans, context.solution, context.ordered
    referenced = solution.referencement if solution is not None else None
    if not expected or (referenced is not None and ordered is not None and ordered[1] < referenced):
        return
    for order in _orders(context):
        shown = labelled_solution_numbers(order.sheet, expected, context.corridor.wave)
        evidence = code_evidence(order.plain, shown, expected)
        if evidence.answer is Answer.CONTRADICTED and isinstance(evidence.shown, str):
            values: dict[str, Value] = {
                "file": Quoted(order.attachment.name),
                "found": Quoted(evidence.shown),
                "expected": Quoted(expected),
            }
            place = Place("/numeroAns")
            yield Problem(
                (order.shows(evidence), place),
                values,
                confidence=Confidence.PROBABLE,
                mends=written_at((place, evidence.shown)),
            )


@control("DOC035")
def another_service_type(context: Context) -> Iterator[Outcome]:
    """Order: it gives, or ticks, the other type of prestation than the JSON's, and that one alone."""
    types, expected = context.corridor.service_types, context.service_type
    if types is None or expected not in types.value:
        return
    for order in _orders(context):
        shown = _type_shown(order, expected)
        if shown is None:
            continue
        found, line = shown
        values: dict[str, Value] = {
            "file": Quoted(order.attachment.name),
            "found": found,
            "expected": expected,
        }
        page = line.page or None if line is not None else None
        excerpt = line.excerpt() if line is not None else ""
        in_request = context.line.service_type is not None or context.avance is None
        request = context.line if in_request else context.in_avance
        pointer = f"{(request or context.line).pointer}/typePrestation"
        label = context.avance.label if not in_request and context.avance is not None else None
        place = Place(pointer, avance=label)
        yield Problem(
            (order.at(page, excerpt), place),
            values,
            confidence=Confidence.PROBABLE,
            mends=written_at((place, found)),
        )


def _type_shown(order: Document, expected: str) -> tuple[str, Line | None] | None:
    """The one type that an order gives, where it is another than the one expected; and its line."""
    lines = (*order.sheet.lines, *order.sheet.flowing)
    boxes = boxed_types(line.flat for line in lines) | _form_boxes(order)
    if any(boxes.values()):
        ticked = {service_type for service_type, is_ticked in boxes.items() if is_ticked}
        if len(ticked) > 1 or expected in ticked:
            return None
        (found,) = ticked
        return found, next((line for line in lines if found in mentioned_types(line.flat)), None)
    if boxes or any(expected in mentioned_types(line.flat) for line in lines):
        return None
    for line, below in pairwise((*lines, Line.of(FORM, ""))):
        # A cell of a table may be on two lines.
        others = (named_types(line.flat) or named_types(f"{line.flat} {below.flat}")) - {expected}
        if others:
            return others.pop(), line
    both = _both_waves(lines) if expected != V1V2 else None
    return (V1V2, both) if both is not None else None


def _both_waves(lines: Sequence[Line]) -> Line | None:
    """The line of an amount, or of a type, that names both waves, with no choice of the second around."""
    for index, line in enumerate(lines):
        if names_both_waves(line.flat) and (line.amounts or "type" in line.flat):
            around = lines[max(0, index - _CHOICE) : index + _CHOICE + 1]
            if not any(names_second_wave(near.flat) for near in around):
                return line
    return None


def _form_boxes(order: Document) -> dict[str, bool]:
    """The types of the ticked boxes of a form."""
    boxes: dict[str, bool] = {}
    for field in order.attachment.fields:
        if spaced(field.value) in YES:
            boxes |= dict.fromkeys(mentioned_types(spaced(field.called)), True)
    return boxes
