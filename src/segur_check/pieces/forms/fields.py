"""What the fields of a form show, and what a reader takes them to be for.

A field that no screen shows (hidden, without a widget, off the page) is not part of the document.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from segur_check.pieces.forms.captions import captions
from segur_check.pieces.forms.field_values import (
    chosen_texts,
    encodable,
    formatted,
    plain_text,
    tick_state,
)
from segur_check.pieces.forms.form_page import Caption
from segur_check.pieces.page.placed import Spot, phrases
from segur_check.pieces.pdf.form import FormField, Widget, form_fields
from segur_check.pieces.pdf.objects import array, at, short_text
from segur_check.pieces.words.text import flat

if TYPE_CHECKING:
    from pypdf import PdfReader

    from segur_check.pieces.page.pages import PageView
    from segur_check.pieces.pdf.guard.deadline import Deadline

# A form of the ASP has some dozens of fields; a hostile file may have a million.
_FIELDS_MOST = 2_000
_OFF = frozenset({"", "Off"})
_PUSH_BUTTON = 1 << 16  # a flag of a field


class Field(Struct, frozen=True):
    """A field that holds something.

    `label`: its tooltip, else the caption printed beside it; "" where there is neither. `name`: what the
    form calls it, which no reader sees. `value`: a text, or the state of a ticked box.
    """

    label: str
    name: str
    value: str

    @property
    def called(self) -> str:
        """Its label; its name where it has none."""
        return self.label or self.name


def labelled(fields: Sequence[Field]) -> tuple[tuple[str, str], ...]:
    """The label and the value of each field."""
    return tuple((field.label, field.value) for field in fields)


class FormRead(Struct, frozen=True):
    """The fields that hold something, and the labels, or names, of the text fields that hold nothing."""

    filled: tuple[Field, ...] = ()
    empty: tuple[str, ...] = ()


def form_of(
    reader: "PdfReader", pages: Sequence["PageView | None"], deadline: "Deadline"
) -> FormRead:
    """What the form of a file shows; captions are looked for on these pages only.

    To be called inside `read_pdf`.
    """
    filled: list[Field] = []
    empty: list[str] = []
    with suppress(Exception):
        fields = [*islice(form_fields(reader, deadline), _FIELDS_MOST)]
        shown = [(field, _shown(field, pages)) for field in fields]
        beside = _Captions(shown, pages, deadline)
        for field, widgets in shown:
            deadline.check()
            kind = str(field.entry("/FT"))
            if not widgets or kind == "/Sig":
                continue
            read = _read(field, kind, widgets, beside)
            if read.value:
                filled.append(read)
            elif kind == "/Tx":
                empty.append(read.called)
    deadline.check()
    return FormRead(tuple(filled), tuple(empty))


class _Captions:
    """The captions of the widgets that a screen shows; a page is read when its first caption is asked for."""

    def __init__(
        self,
        shown: Sequence[tuple[FormField, Sequence[Widget]]],
        pages: Sequence["PageView | None"],
        deadline: "Deadline",
    ) -> None:
        self._pages, self._deadline = pages, deadline
        self._widgets: dict[int, list[tuple[FormField, Widget]]] = {}
        self._by_page: dict[int, Mapping[int, Caption]] = {}
        for field, widgets in shown:
            for widget in widgets:
                self._widgets.setdefault(widget.page, []).append((field, widget))

    def of(self, widget: Widget) -> Caption:
        """What stands beside a widget."""
        if widget.page > len(self._pages):
            return Caption()
        if widget.page not in self._by_page:
            self._by_page[widget.page] = {}
            with suppress(Exception):
                self._by_page[widget.page] = self._on_page(widget.page)
            self._deadline.check()
        return self._by_page[widget.page].get(id(widget), Caption())

    def _on_page(self, number: int) -> Mapping[int, Caption]:
        page, widgets = self._pages[number - 1], self._widgets[number]
        if page is None:
            return {}
        spots = []
        for field, widget in widgets:
            left, bottom, right, top = page.turned(widget.box or (0, 0, 0, 0))
            named = bool(_tooltip(field, widget))
            spots.append(Spot(left, bottom, right, top, tick=_is_tick(field), named=named))
        beside = captions(phrases(page.texts), spots)
        return {id(widget): caption for (_, widget), caption in zip(widgets, beside, strict=True)}


def _shown(field: FormField, pages: Sequence["PageView | None"]) -> list[Widget]:
    """The widgets of a field that a screen shows."""
    return [widget for widget in field.widgets if widget.is_shown and _is_on(widget, pages)]


def _is_on(widget: Widget, pages: Sequence["PageView | None"]) -> bool:
    """Whether a widget stands on the part of its page that is shown."""
    with suppress(Exception):
        left, bottom, right, top = widget.box or (0, 0, 0, 0)
        view = pages[widget.page - 1]
        seen = view.box if view is not None else (left, bottom, right, top)
        across, upward = (left + right) / 2, (bottom + top) / 2
        return seen[0] <= across <= seen[2] and seen[1] <= upward <= seen[3]
    return True


def _is_tick(field: FormField) -> bool:
    flags = field.entry("/Ff")
    pushed = isinstance(flags, int) and bool(flags & _PUSH_BUTTON)
    return field.entry("/FT") == "/Btn" and not pushed


def _read(field: FormField, kind: str, widgets: Sequence[Widget], beside: _Captions) -> Field:
    """The label and the value of a field, as the first of its widgets shows them."""
    if kind == "/Btn":
        return _button(field, widgets, beside)
    value = (
        chosen_texts(field) if kind == "/Ch" else formatted(field, plain_text(field.entry("/V")))
    )
    label = _tooltip(field, widgets[0]) or beside.of(widgets[0]).own
    return Field(encodable(label), encodable(field.name), encodable(value))


def _tooltip(field: FormField, widget: Widget | None = None) -> str:
    """The tooltip of a field, unless it only repeats its name, as some programs write it.

    The tooltip of a node above counts where the field is its only child: it names none of several.
    """
    own, *above = field.nodes
    nodes = [own] if widget is None else [own, widget.node]
    nodes += takewhile(lambda node: len(array(node, "/Kids")) == 1, above)
    names = {field.name, short_text(at(own, "/T"))}
    tooltips = (" ".join(plain_text(at(node, "/TU")).split()) for node in nodes)
    return next((text for text in tooltips if text and (" " in text or text not in names)), "")


def _button(field: FormField, widgets: Sequence[Widget], beside: _Captions) -> Field:
    """A box to tick, or the several boxes of a field: its value is then the caption of the ticked box."""
    name = encodable(field.name)
    state = plain_text(field.entry("/V")) or widgets[0].state
    if state in _OFF or not _is_tick(field):
        return Field("", name, "")
    value = encodable(tick_state(field, state))
    ticked = next((widget for widget in widgets if widget.state == state), widgets[0])
    if all(widget.state == state for widget in widgets):
        return Field(encodable(_tooltip(field, ticked) or beside.of(ticked).own), name, value)
    label = _tooltip(field) or beside.of(_first(widgets)).group
    own = {
        id(widget): plain_text(at(widget.node, "/TU")) or beside.of(widget).own
        for widget in widgets
    }
    shown = own.pop(id(ticked))
    others = {flat(caption) for caption in own.values()}
    # Where the value, or the caption, is that of another box too, nothing tells which box it belongs to.
    if shown and flat(shown) not in others and flat(value) not in others:
        value = encodable(shown)
    return Field(encodable(label), name, value)


def _first(widgets: Sequence[Widget]) -> Widget:
    """The widget that stands first on its page: at the top, then at the left."""
    return max(widgets, key=_from_top_and_left)


def _from_top_and_left(widget: Widget) -> tuple[float, float]:
    return (widget.box[3], -widget.box[0]) if widget.box else (0.0, 0.0)
