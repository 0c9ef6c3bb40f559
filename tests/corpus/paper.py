"""A document being drawn, from the top of the page to its foot."""

from collections.abc import Sequence

from corpus.pens import Pen
from corpus.spelling import Style
from corpus.statement import Statement
from corpus.truth import Truth


class Paper(Statement):
    """A statement, the pen it is drawn with and the height reached; `y` is in points."""

    def __init__(
        self, truth: Truth, style: Style, pen: Pen, hidden: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(truth, style, hidden)
        self.pen = pen
        self.y = 0.0

    def begin(self, *, landscape: bool = False, rotated: bool = False, y: float = 40) -> None:
        """Start a page at a height."""
        self.pen.page(landscape=landscape, rotated=rotated)
        self.y = y

    def write(
        self, text: str, *, x: float = 45, size: float = 9, bold: bool = False, right: bool = False
    ) -> None:
        """Write one line and go to the next."""
        self.pen.text(x, self.y, text, size=size, bold=bold, right=right)
        self.y += size * 1.45

    def block(self, lines: Sequence[str], *, x: float, y: float) -> None:
        """Write lines at a place."""
        self.y = y
        for number, line in enumerate(lines):
            self.write(line, x=x, bold=number == 0)

    def head(self, *, right: float = 330) -> None:
        """The supplier at the left, the client at the right, the title and the references."""
        self.block(self.supplier_block(), x=45, y=self.y)
        top = self.y
        self.block([self.words.client, *self.client_block()], x=right, y=90)
        self.y = max(top, self.y) + 16
        self.write(self.title, size=14, bold=True)
        for label, value in self.references():
            self.write(self.said(label, value))
        self.y += 14

    def foot(self) -> None:
        """The mentions, the signature of an order, the legal mentions."""
        self.y += 10
        for mention in self.mentions():
            self.write(mention)
        if self.truth.kind == "order":
            self.y += 14
            self.write(self.said(self.words.signed, self.when()))
            self.write("Cachet et signature du client", size=8)
        self.y += 30
        self.write(self.end(), size=6.5)
