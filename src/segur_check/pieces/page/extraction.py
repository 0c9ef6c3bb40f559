"""What pypdf makes of operations that were read before: texts with their places, and a page as it looks.

These functions of pypdf are not public. Where a version lacks them, or has others, an ImportError,
AttributeError or TypeError is raised.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, DictionaryObject, NameObject

from segur_check.pieces.page.groups import groups_of
from segur_check.pieces.page.placed import Placed
from segur_check.pieces.pdf.speed.operations import Operation
from segur_check.values.pattern import Pattern

_LEADERS = Pattern(r"[.…_·]{3,}")


def page_of(
    pdf: Any,  # noqa: ANN401 - a reader of pypdf
    operations: Iterable[Operation],
    fonts: Mapping[str, DictionaryObject],
) -> PageObject:
    """A page that has these operations alone."""
    contents = ContentStream(None, pdf, "bytes")
    contents.set_data(b"Tj")  # only searched for an operator that shows text
    contents._operations = [*operations]  # noqa: SLF001 - its setter forgets the data
    page = PageObject(pdf)
    named = DictionaryObject({NameObject(name): font for name, font in fonts.items()})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): named})
    page[NameObject("/Contents")] = contents
    return page


def laid_out(operations: Iterator[Operation], fonts: dict[str, Any]) -> str:
    """The texts of these operations, line by line, columns kept apart by blanks."""
    from pypdf._text_extraction._layout_mode import (  # noqa: PLC0415 - not public
        fixed_char_width,
        fixed_width_page,
        y_coordinate_groups,
    )

    groups: list[Any] = groups_of(text_states(operations, fonts))
    if not groups:
        return ""
    return fixed_width_page(y_coordinate_groups(groups), fixed_char_width(groups), True, 1)


def text_states(operations: Iterator[Operation], fonts: dict[str, Any]) -> list[Any]:
    """Each text that these operations show, with its place and its font."""
    from pypdf._text_extraction._layout_mode._fixed_width_page import (  # noqa: PLC0415 - not public
        recurse_to_target_op,
    )
    from pypdf._text_extraction._layout_mode._text_state_manager import (  # noqa: PLC0415 - not public
        TextStateManager,
    )

    return recurse_to_target_op(operations, TextStateManager(), b"Q", fonts)[1]


def placed(state: Any) -> Iterator[Placed]:  # noqa: ANN401 - of pypdf, and not public
    """The parts of a text around the dots or rules that a form has to write on: "HT : ____ €"."""
    text, raw = state.text, state._raw_chars  # noqa: SLF001 - not public
    leaders = [leader.span() for leader in _LEADERS.finditer(text)]
    if not leaders or len(raw) != len(text):
        yield Placed(text, state.tx, state.displaced_tx, state.ty, state.font_height)
        return
    scale = (state.displaced_tx - state.tx) / (state.word_tx(raw) or 1.0)
    bounds = [0, *chain.from_iterable(leaders), len(text)]
    for first, last in zip(bounds[::2], bounds[1::2], strict=True):
        if text[first:last].strip():
            left, right = (state.tx + scale * state.word_tx(raw[:end]) for end in (first, last))
            yield Placed(text[first:last], left, right, state.ty, state.font_height)
