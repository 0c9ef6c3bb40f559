"""An outline set by hand on a page: columns as wide as what they hold, sides, rules."""

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.outlines import Block, Outline
from corpus.paper import Paper

_LEFT, _RIGHT = 40.0, 555.0
_HALF = 250.0  # of a block that stands beside another
_BODY = 8.0
_LINE = 11.0
_ROOM = 12.0  # between the texts of two columns
_WIDER = 1.2  # DejaVu against Helvetica, whose widths are taken
_FOOT = 800.0


def set_outline(paper: Paper, outline: Outline) -> None:
    """Set the blocks one under the other, a block at the right beside the one at its left."""
    paper.begin()
    top = paper.y
    for number, block in enumerate(outline):
        beside = block.side == "right" and number and outline[number - 1].side == "left"
        under = paper.y
        if beside:
            paper.y = top
        elif paper.y + _height(block) > _FOOT:
            paper.begin()
        top = paper.y
        _set(paper, block)
        if beside:
            paper.y = max(under, paper.y)


def _set(paper: Paper, block: Block) -> None:
    left = _RIGHT - _HALF if block.side == "right" else _LEFT
    if block.kind == "title":
        paper.write(block.rows[0][0], x=left, size=14, bold=True)
    elif block.kind == "line":
        for row in block.rows:
            paper.write(row[0], x=left, size=_BODY)
    else:
        _table(paper, block, left)
    paper.y += _LINE


def _height(block: Block) -> float:
    return _LINE * 1.4 * (len(block.rows) + 1)


def _table(paper: Paper, block: Block, left: float) -> None:
    widths = _widths(block, (_HALF if block.side else _RIGHT - _LEFT))
    edges = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    rights = [_is_figures(block, at) for at in range(len(widths))]
    ruled = block.ruled and block.kind == "table"
    if ruled:
        paper.pen.rule(left, paper.y, edges[-1], paper.y)
    top = paper.y
    for number, row in enumerate(block.rows):
        lines = [_wrapped(cell, widths[at]) for at, cell in enumerate(row)]
        bold = block.kind == "table" and not number
        for at, cell in enumerate(lines):
            for down, text in enumerate(cell):
                x = edges[at + 1] - 4 if rights[at] else edges[at] + 4
                y = paper.y + 9 + _LINE * down
                paper.pen.text(x, y, text, size=_BODY, bold=bold, right=rights[at])
        paper.y += _LINE * max(1, *map(len, lines)) + 4
        if ruled:
            paper.pen.rule(left, paper.y, edges[-1], paper.y)
    if ruled:
        for edge in edges:
            paper.pen.rule(edge, top, edge, paper.y)


def _widths(block: Block, whole: float) -> Sequence[float]:
    """What each column needs; the widest text column gives or takes what is over, else all do."""
    columns = range(len(block.rows[0]))
    needed = [max(_needs(row[at]) for row in block.rows) for at in columns]
    over = whole - sum(needed)
    texts = [at for at in columns if not _is_figures(block, at)]
    if not texts:
        return [one + over / len(needed) for one in needed]
    needed[max(texts, key=lambda at: needed[at])] += over
    return needed


def _needs(text: str) -> float:
    return float(stringWidth(text, "Helvetica-Bold", _BODY)) * _WIDER + _ROOM


def _is_figures(block: Block, column: int) -> bool:
    """A column of figures is set at the right, under its heading."""
    body = block.rows[1:] if block.kind == "table" else block.rows
    cells = [row[column] for row in body if row[column]]
    return bool(cells) and all(cell.lstrip("-€ ")[:1].isdigit() for cell in cells)


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" ") if _needs(text) > width + 0.5 else [text]:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _needs(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [one for one in lines if one]
