"""The whole matrix: layouts, writers and truths, then each mutation that shows.

for case in cases():
    case.name, case.truth, case.pdf, case.mutation, case.field_visible("ht")
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from corpus.layouts import LAYOUTS, Layout
from corpus.mutations import MUTATIONS, RATE_MISSING, Mutation, mutants
from corpus.paper import Paper
from corpus.pens import Pen, writers
from corpus.spelling import ALL_STYLES, Style
from corpus.truth import FIELDS, Truth, expected_json_request, truths

_UNICODE_TRUTHS = 4  # a Unicode font is slow to embed: one truth in so many


@dataclass(frozen=True)
class Drawn:
    """A document: the file, the fields it prints, all its text in the order it was drawn.

    `sums_up`: it prints the totals of all that is sold beside those of the Prestation Ségur.
    """

    pdf: bytes
    shown: frozenset[str]
    said: tuple[str, ...]
    sums_up: bool = False


# From a truth, a style and what isn't to be printed.
Maker = Callable[[Truth, Style, frozenset[str]], Drawn]


@dataclass(frozen=True)
class Case:
    """A document and the JSON it is compared with.

    `truth` is what the JSON says, `printed` what the document states: they differ by `mutation`
    (None, or a field, or "rate-missing"). `variant` is "", "consistent" or "lone".
    """

    name: str
    layout: str
    writer: str
    style: Style
    truth: Truth
    printed: Truth
    drawn: Drawn
    mutation: str | None = None
    variant: str = ""

    @property
    def pdf(self) -> bytes:
        """The file."""
        return self.drawn.pdf

    def field_visible(self, field: str) -> bool:
        """Whether the document prints a field of `FIELDS`, under a label of its own."""
        return field in self.drawn.shown

    @property
    def contradicted(self) -> frozenset[str]:
        """The printed fields that differ from the JSON."""
        return frozenset(one for one in FIELDS if self.field_visible(one) and self._differs(one))

    def spelled(self, field: str) -> tuple[str, ...]:
        """How the document writes a field: one text, or one for each identifier."""
        return _spelled(self.printed, self.style, field)

    def expected(self, field: str) -> tuple[str, ...]:
        """The same for what the JSON says: where a mutation changed it, the document hasn't it."""
        return _spelled(self.truth, self.style, field)

    def _differs(self, field: str) -> bool:
        expected, printed = (expected_json_request(one) for one in (self.truth, self.printed))
        return bool(expected[field] != printed[field])


@dataclass(frozen=True)
class Part:
    """One of so many equal parts of a campaign, numbered from nought."""

    number: int = 0
    of: int = 1

    def holds(self, place: int) -> bool:
        """Whether the document at this place is of the part."""
        return place % self.of == self.number


WHOLE = Part()


def draw(
    layout: Layout, new_pen: Callable[[], Pen], truth: Truth, style: Style, hidden: frozenset[str]
) -> Drawn:
    """Lay a truth out."""
    pen = new_pen()
    paper = Paper(truth, style, pen, hidden)
    layout.draw(paper)
    return Drawn(pen.finish(), frozenset(paper.shown), tuple(pen.said), paper.sums_up)


def cases(
    *,
    layouts: Sequence[Layout] = LAYOUTS,
    only_writers: Sequence[str] = (),
    only_truths: Sequence[str] = (),
    mutations: Sequence[Mutation] = MUTATIONS,
    one_in: int = 1,
    part: Part = WHOLE,
) -> Iterator[Case]:
    """The cases, each document that agrees with its JSON followed by its mutations.

    Args:
        layouts: Those to draw.
        only_writers: Their names, all without.
        only_truths: Their names, all without.
        mutations: Those to make where they show, () for documents that agree.
        one_in: Draw one document in so many, with its mutations: a prime spreads them best.
        part: Of those, the ones to draw.
    """
    count = 0
    pens = {
        name: pen for name, pen in writers().items() if not only_writers or name in only_writers
    }
    for place, layout in enumerate(layouts):
        for number, truth in enumerate(truths()):
            if truth.kind not in layout.kinds or (only_truths and truth.name not in only_truths):
                continue
            for turn, (writer, pen) in enumerate(pens.items()):
                if layout.writer not in ("", writer):
                    continue
                if "unicode" in writer and (place + number) % _UNICODE_TRUTHS:
                    continue
                count += 1
                if count % one_in or not part.holds(count // one_in):
                    continue
                style = _style(layout, place + number // 2 + 3 * turn)
                make = partial(draw, layout, pen)
                yield from variants(make, layout.name, writer, truth, style, mutations)


def documents() -> Iterator[tuple[str, Truth, bytes]]:
    """Name, truth and file of the documents that agree with their JSON."""
    for case in cases(mutations=()):
        yield case.name, case.truth, case.pdf


def _style(layout: Layout, turn: int) -> Style:
    asked = (one for one in ALL_STYLES if one.name == layout.style)
    return next(asked, layout.styles[turn % len(layout.styles)])


def variants(
    make: Maker,
    layout: str,
    writer: str,
    truth: Truth,
    style: Style,
    mutations: Sequence[Mutation],
) -> Iterator[Case]:
    """A document that agrees with its JSON, then those of its mutations that show."""
    drawn = make(truth, style, frozenset())
    base = Case(f"{layout}/{writer}/{truth.name}", layout, writer, style, truth, truth, drawn)
    yield base
    for mutation in mutations:
        if mutation is RATE_MISSING and not base.field_visible("rate"):
            continue
        printed = _fresh(base, mutation)
        if printed is None:
            continue
        case = replace(
            base,
            name=f"{base.name}/{mutation.name}",
            printed=printed,
            drawn=make(printed, style, mutation.hidden),
            mutation=mutation.field,
            variant=mutation.variant,
        )
        if case.contradicted or mutation is RATE_MISSING:
            yield case


def _fresh(base: Case, mutation: Mutation) -> Truth | None:
    """The first mutant whose changed values stand nowhere in the document that agrees."""
    there = squeezed("\n".join(base.drawn.said))
    for truth in mutants(mutation, base.truth):
        new = {
            value
            for field in FIELDS
            for value in _spelled(truth, base.style, field)
            if value not in base.expected(field)
        }
        if not any(squeezed(one) in there for one in new):
            return truth
    return None


def _spelled(truth: Truth, style: Style, field: str) -> tuple[str, ...]:
    if field == "date":
        return (style.day(truth.order_date),)
    if field == "identifiers":
        return tuple(style.number(value) for _, value in truth.identifiers)
    write = style.rate if field == "rate" else style.amount
    return (write(getattr(truth, field)),)


def squeezed(text: str) -> str:
    """A text in NFKC without blanks, nor the square that stands for a sign its font lacks."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(composed.split()).replace("■", "")
