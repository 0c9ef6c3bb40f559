"""An outline in the languages of other programs: HTML, flat OpenDocument text and sheet, LaTeX, JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from html import escape

from corpus.outlines import Block, Outline

_STYLE = (
    "body{font:10pt sans-serif;margin:1cm}table{border-collapse:collapse;margin:8pt 0}"
    ".t td,.t th{border:1px solid #888;padding:3pt 6pt}.p td{padding:1pt 12pt 1pt 0}"
    "td+td{text-align:right;white-space:nowrap}div{margin:8pt 0}"
)
_SPACES = {"office": "office:1.0", "text": "text:1.0", "table": "table:1.0"}
_NAMES = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for one, name in _SPACES.items()
)
_TEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$",
    "€": r"\texteuro{}", "\N{NO-BREAK SPACE}": "~", "\N{NARROW NO-BREAK SPACE}": r"\,",
    "\N{THIN SPACE}": r"\,", "°": r"\textdegree{}",
}  # fmt: skip
_PREAMBLE = r"""\documentclass[10pt,a4paper]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp}\usepackage{lmodern}
\usepackage[french]{babel}\usepackage[margin=2cm]{geometry}\usepackage{array}
\pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1
\setlength{\parindent}{0pt}\pagestyle{empty}
\begin{document}
"""


def html(outline: Outline) -> str:
    """A page for browsers."""
    parts = [f'<!doctype html><html lang="fr"><meta charset="utf-8"><style>{_STYLE}</style><body>']
    for block in outline:
        if block.kind == "title":
            parts.append(f"<h2>{escape(block.rows[0][0])}</h2>")
        elif block.kind == "line":
            parts.append(f"<div>{'<br>'.join(escape(row[0]) for row in block.rows)}</div>")
        else:
            rows = "".join(
                f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
                for row in block.rows
            )
            parts.append(f'<table class="{block.kind[0]}">{rows}</table>')
    return "\n".join([*parts, "</body></html>"])


# As templates of programs are written for browsers and for Dompdf: tables within a table of halves.
_PROGRAM_STYLE = (
    "body{font-family:sans-serif;font-size:9pt;margin:0}table{width:100%;border-collapse:collapse}"
    "td,th{padding:3pt 5pt;text-align:left;vertical-align:top}.t td,.t th{border:1px solid #888}"
    ".r{text-align:right;white-space:nowrap}.h{width:50%;padding:0}div,.g{margin-bottom:8pt}"
)
_FIGURES = re.compile(r"[-€ ]*\d")


def web_page(outline: Outline) -> str:
    """A page in HTML with what stands beside what, figures at the right of their columns."""
    parts = [f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><style>{_PROGRAM_STYLE}']
    parts.append("</style></head><body>")
    for left, right in _rows_of_sides(outline):
        if right is None and left is not None and not left.side:
            parts.append(_web_block(left))
        else:
            cells = (
                f'<td class="h">{_web_block(one) if one else ""}</td>' for one in (left, right)
            )
            parts.append(f"<table><tr>{''.join(cells)}</tr></table>")
    return "\n".join([*parts, "</body></html>"])


def _rows_of_sides(outline: Outline) -> Iterator[tuple[Block | None, Block | None]]:
    waiting: Block | None = None
    for block in outline:
        if block.side == "right":
            yield waiting, block
            waiting = None
            continue
        if waiting is not None:
            yield waiting, None
        waiting = block if block.side == "left" else None
        if not block.side:
            yield block, None
    if waiting is not None:
        yield waiting, None


def _web_block(block: Block) -> str:
    if block.kind == "title":
        return f"<h2>{escape(block.rows[0][0])}</h2>"
    if block.kind == "line":
        return f"<div>{'<br>'.join(escape(row[0]) for row in block.rows)}</div>"
    head = block.kind == "table" and len(block.rows) > 1
    body = block.rows[1:] if head else block.rows
    sides = [
        ' class="r"' if all(_FIGURES.match(one) for one in column if one) and any(column) else ""
        for column in zip(*body, strict=True)
    ]
    rows = []
    for number, row in enumerate(block.rows):
        tag = "th" if head and not number else "td"
        cells = zip(row, sides, strict=True)
        rows.append("".join(f"<{tag}{side}>{escape(cell)}</{tag}>" for cell, side in cells))
    ruled = "t" if block.kind == "table" and block.ruled else "g"
    return f'<table class="{ruled}">{"".join(f"<tr>{one}</tr>" for one in rows)}</table><br>'


def drawing(outline: Outline) -> str:
    """The blocks as the scripts beside this module read them."""
    return json.dumps([asdict(block) for block in outline])


def fodt(outline: Outline) -> str:
    """A text document: paragraphs, tabulated pairs, tables."""
    parts = []
    for number, block in enumerate(outline):
        if block.kind == "table":
            width = len(block.rows[0])
            columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
            parts.append(
                f'<table:table table:name="t{number}">{columns}{_rows(block)}</table:table>'
            )
        else:
            parts += [
                f"<text:p>{'<text:tab/>'.join(escape(cell) for cell in row)}</text:p>"
                for row in block.rows
            ]
        parts.append("<text:p/>")
    return _opendocument("text", "".join(parts))


def fods(outline: Outline) -> str:
    """A sheet: a text a cell, as orders made in a spreadsheet have it."""
    widths = {"wide": "6cm", "narrow": "2.6cm"}
    columns = (
        '<table:table-column table:style-name="wide"/>'
        '<table:table-column table:style-name="narrow" table:number-columns-repeated="4"/>'
    )
    rows = "".join(
        _rows(block) + "<table:table-row><table:table-cell/></table:table-row>" for block in outline
    )
    named = "".join(
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}"/></style:style>'
        for name, width in widths.items()
    )
    styles = f"<office:automatic-styles>{named}</office:automatic-styles>"
    body = f'<table:table table:name="Feuille1">{columns}{rows}</table:table>'
    return _opendocument("spreadsheet", body, styles)


def tex(outline: Outline) -> str:
    """A document for LaTeX, in French."""
    parts = [_PREAMBLE]
    for block in outline:
        if block.kind == "title":
            parts.append(rf"\section*{{{_tex(block.rows[0][0])}}}")
        elif block.kind == "line":
            parts.append("\n\n".join(_tex(row[0]) for row in block.rows) + r"\bigskip")
        else:
            rule = r"\hline" if block.kind == "table" else ""
            bar = "|" if rule else ""
            first = r"p{5cm}" if block.kind == "table" else "l"
            shape = bar.join(["", first, *["r"] * (len(block.rows[0]) - 1), ""])
            rows = "\n".join(" & ".join(map(_tex, row)) + rf" \\ {rule}" for row in block.rows)
            begin = rf"\begin{{tabular}}{{{shape}}}{rule}"
            parts.append(f"{begin}\n{rows}\n\\end{{tabular}}\\bigskip")
        parts.append("")
    return "\n".join([*parts, r"\end{document}", ""])


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)


def _rows(block: Block) -> str:
    return "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in block.rows
    )


def _opendocument(kind: str, body: str, styles: str = "") -> str:
    names = f'{_NAMES} xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.{kind}">{styles}'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )
