"""Layouts without tables: lines, columns, sentences, turned pages."""

from corpus.paper import Paper
from corpus.spelling import NBSP
from corpus.statement import FIGURES


def lines(paper: Paper) -> None:
    """Labels at the left, values at their right, each in a run of its own."""
    paper.begin()
    paper.head()
    paper.write(paper.truth.designation, bold=True)
    _values(paper, 45, 330)
    paper.foot()


def one_run(paper: Paper) -> None:
    """Label, colon and value in one run."""
    paper.begin()
    paper.head()
    paper.write(paper.said("Objet", paper.truth.designation))
    for label, value in paper.totals():
        paper.write(paper.said(label, value))
    paper.foot()


def one_line(paper: Paper) -> None:
    """Every figure in one line and one run."""
    paper.begin()
    paper.head()
    paper.write(paper.truth.designation, bold=True)
    told = (paper.said(label, value) for label, value in paper.totals())
    paper.write(" - ".join(told), size=7.5)
    paper.foot()


def leaders(paper: Paper) -> None:
    """Dots lead from a label to its value."""
    paper.begin()
    paper.head()
    for label, value in paper.totals():
        paper.write(f"{label} {'.' * (70 - len(label))} {value}")
    paper.foot()


def two_columns(paper: Paper) -> None:
    """The parties at the left, the figures at the right, at the same heights."""
    paper.begin()
    paper.write(paper.title, size=14, bold=True)
    top = paper.y + 10
    lefts = [*paper.supplier_block(), "", paper.words.client, *paper.client_block()]
    paper.block([one or NBSP for one in lefts], x=45, y=top)
    bottom = paper.y
    paper.y = top
    for label, value in [*paper.references(), *paper.totals()]:
        paper.pen.text(330, paper.y, label)
        paper.write(value, x=550, right=True)
    paper.y = max(bottom, paper.y)
    paper.foot()


def columns_apart(paper: Paper) -> None:
    """Every label is drawn first, every value after: the order of the file isn't that of the page."""
    paper.begin()
    paper.head()
    pairs, top = paper.totals(), paper.y
    for label, _ in pairs:
        paper.write(label)
    paper.y = top
    for _, value in pairs:
        paper.write(value, x=420, right=True)
    paper.foot()


def rotated(paper: Paper) -> None:
    """A page turned by /Rotate 90, read upright."""
    paper.begin(rotated=True)
    paper.head(right=520)
    _values(paper, 45, 430)
    paper.foot()


def landscape(paper: Paper) -> None:
    """A page wider than high, the figures side by side."""
    paper.begin(landscape=True)
    paper.head(right=520)
    paper.write(paper.truth.designation)
    for column, (label, value) in enumerate(paper.totals()):
        paper.pen.text(45 + 190 * column, paper.y, label, size=8)
        paper.pen.text(45 + 190 * column, paper.y + 12, value, bold=True)
    paper.y += 30
    paper.foot()


def wrapped_labels(paper: Paper) -> None:
    """A label on two lines, its value at the height of the first or of the second."""
    paper.begin()
    paper.head()
    for number, (label, value) in enumerate(paper.totals()):
        paper.pen.text(330, paper.y + (12 if number % 2 else 0), value)
        paper.write(f"{label} de la Prestation Ségur")
        paper.write("prévue au présent document")
        paper.y += 6
    paper.foot()


def prose(paper: Paper) -> None:
    """The figures in a sentence."""
    paper.begin()
    paper.head()
    paper.write(f"Objet : {paper.truth.designation}.")
    ht, rate, vat, ttc = (paper.figure(one) for one in FIGURES)
    paper.write(f"Le prix de la Prestation Ségur est fixé à {ht} HT,")
    if vat:
        at = f" au taux de {rate}" if rate else ""
        paper.write(f"auxquels s'ajoute la TVA{at}, soit {vat},")
    paper.write(f"pour un montant de {ttc} TTC.")
    paper.foot()


def split_runs(paper: Paper) -> None:
    """The whole part, the decimals and the sign of the euro in a run each."""
    paper.begin()
    paper.head()
    for label, value in paper.totals():
        cut = next((at for at in range(len(value) - 1, -1, -1) if value[at] in ",."), len(value))
        rest = value[cut:]
        parts = [value[:cut], rest[:1], rest[1:3], rest[3:]]
        paper.pen.text(45, paper.y, label)
        paper.pen.runs(330, paper.y, [one for one in parts if one])
        paper.y += 14
    paper.foot()


def kerned(paper: Paper) -> None:
    """Labels and values as typesetters write them: TJ arrays, blanks that are gaps."""
    paper.begin()
    paper.head()
    for label, value in paper.totals():
        paper.pen.kerned(45, paper.y, _letters(label))
        paper.pen.kerned(330, paper.y, _letters(value))
        paper.y += 14
    paper.foot()


def _letters(text: str) -> list[str | int]:
    """Pieces of one or two letters with small gaps; a blank becomes a gap of its width."""
    array: list[str | int] = []
    for number, word in enumerate(text.split()):
        array += [-278] if number else []
        for at in range(0, len(word), 2):
            array += [word[at : at + 2], 15 if at % 4 else -12]
    return array


def _values(paper: Paper, x: float, right: float) -> None:
    for label, value in paper.totals():
        paper.pen.text(x, paper.y, label)
        paper.write(value, x=right, right=True, bold=True)
