"""An outline in the languages of the programs that the corpus does not use: Typst, rows of text, CSS."""

from collections.abc import Callable

from corpus.outlines import Block, Outline

SPACED_CSS = "h2,th,td:first-child{letter-spacing:.25em;text-transform:uppercase}"
_TYPST = '#set page(paper: "a4", margin: 1.5cm)\n#set text(size: 9pt, lang: "fr")\n'
_TYPST_SPACED = f"{_TYPST}#let label(body) = text(tracking: 0.25em, upper(body))\n"


def styled(source: Callable[[Outline], str], css: str) -> Callable[[Outline], str]:
    """The same page with these rules after its own."""

    def page(outline: Outline) -> str:
        return source(outline).replace("</style>", f"{css}</style>")

    return page


def typst(outline: Outline) -> str:
    """A document for Typst."""
    return f"{_TYPST}#let label(body) = body\n" + "\n".join(map(_typst, outline))


def typst_spaced(outline: Outline) -> str:
    """The same with the letters of its labels set apart."""
    return _TYPST_SPACED + "\n".join(map(_typst, outline))


def _typst(block: Block) -> str:
    if block.kind == "title":
        return f"#heading(label({_quoted(block.rows[0][0])}))\n"
    if block.kind == "line":
        return "".join(f"#{_quoted(row[0])} \\\n" for row in block.rows)
    cells = [
        f"label({_quoted(cell)})"
        if not at or (block.kind == "table" and not line)
        else _quoted(cell)
        for line, row in enumerate(block.rows)
        for at, cell in enumerate(row)
    ]
    sides = ("left", *["right"] * (len(block.rows[0]) - 1))
    make = "table" if block.kind == "table" else "grid"
    gutter = "" if block.kind == "table" else "row-gutter: 5pt, column-gutter: 12pt, "
    columns = ", ".join("auto" for _ in sides)
    return f"#{make}(columns: ({columns},), align: ({', '.join(sides)},), {gutter}{', '.join(cells)})\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def rows(outline: Outline) -> str:
    """Plain rows, cells parted by tabs, each block after its kind."""
    return "\n\n".join(
        "\n".join([block.kind, *("\t".join(row) for row in block.rows)]) for block in outline
    )
