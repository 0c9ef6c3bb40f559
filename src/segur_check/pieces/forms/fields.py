"""What the fields of a form show, and what a person takes them to be of.

A field that no screen shows (hidden, without a widget, off the page) is no part of the paper.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from segur_check.pieces.forms.captions import Caption, captions
from segur_check.pieces.page.placed import Spot, phrases
from segur_check.pieces.pdf.form import FormField, Widget, form_fields
from segur_check.pieces.pdf.objects import array, at, dictionary, resolved, short_text
from segur_check.pieces.words.text import flat

if TYPE_CHECKING:
    from pypdf import PdfReader

    from segur_check.pieces.page.pages import PageView
    from segur_check.pieces.pdf.guard.deadline import Deadline

# A form of the ASP has some dozens of fields; a hostile file may have a million.
_FIELDS_MOST = 2_000
_VALUE_MOST = 2_000  # signs: an address, a list of clients
_OPTIONS_MOST = 500
_OFF = frozenset({"", "Off"})
_PUSH_BUTTON = 1 << 16  # a flag of a field
# How Acrobat formats a number: the value stays "358.333", and the page shows "358,33 €".
_FORMAT = re.compile(r"AF(Number|Percent)_Format\(\s*(\d)")
_EURO = re.compile(r"€|\\u20ac|\\200|eur", re.IGNORECASE)
_RAW_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,20})?")
_SCRIPT_MOST = 500


class Field(Struct, frozen=True):
    """A field that holds something.

    `label`: its tooltip, else the caption printed beside it; "" where neither can be told. `name`: what
    its form calls it, which no person sees. `value`: a text, or the state of a ticked box.
    """

    label: str
    name: str
    value: str

    @property
    def called(self) -> str:
        """Its label; its name where it has none."""
        return self.label or self.name


def labelled(fields: Sequence[Field]) -> tuple[tuple[str, str], ...]:
    """The labels and the values."""
    return tuple((one.label, one.value) for one in fields)


class FormRead(Struct, frozen=True):
    """The fields that hold something, and what the text fields that hold nothing are called."""

    filled: tuple[Field, ...] = ()
    empty: tuple[str, ...] = ()


def form_of(
    reader: "PdfReader", pages: Sequence["PageView | None"], deadline: "Deadline"
) -> FormRead:
    """What the form of a file shows; captions are looked for on these pages alone.

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
            one = _read(field, kind, widgets, beside)
            if one.value:
                filled.append(one)
            elif kind == "/Tx":
                empty.append(one.called)
    deadline.check()
    return FormRead(tuple(filled), tuple(empty))


class _Captions:
    """The captions of the widgets that a screen shows, each page read when one is first asked for."""

    def __init__(
        self,
        shown: Sequence[tuple[FormField, Sequence[Widget]]],
        pages: Sequence["PageView | None"],
        deadline: "Deadline",
    ) -> None:
        self._pages, self._deadline = pages, deadline
        self._widgets: dict[int, list[tuple[FormField, Widget]]] = {}
        self._found: dict[int, Mapping[int, Caption]] = {}
        for field, widgets in shown:
            for widget in widgets:
                self._widgets.setdefault(widget.page, []).append((field, widget))

    def of(self, widget: Widget) -> Caption:
        """What stands beside a widget."""
        if widget.page > len(self._pages):
            return Caption()
        if widget.page not in self._found:
            self._found[widget.page] = {}
            with suppress(Exception):
                self._found[widget.page] = self._on_page(widget.page)
            self._deadline.check()
        return self._found[widget.page].get(id(widget), Caption())

    def _on_page(self, number: int) -> Mapping[int, Caption]:
        page, widgets = self._pages[number - 1], self._widgets[number]
        if page is None:
            return {}
        spots = []
        for field, widget in widgets:
            left, bottom, right, top = page.turned(widget.box or (0, 0, 0, 0))
            named = bool(_tooltip(field, widget))
            spots.append(Spot(left, bottom, right, top, tick=_is_tick(field), named=named))
        found = captions(phrases(page.texts), spots)
        return {id(widget): one for (_, widget), one in zip(widgets, found, strict=True)}


def _shown(field: FormField, pages: Sequence["PageView | None"]) -> list[Widget]:
    """The widgets of a field that a screen shows."""
    return [one for one in field.widgets if one.is_shown and _is_on(one, pages)]


def _is_on(widget: Widget, pages: Sequence["PageView | None"]) -> bool:
    """Whether a widget stands on what is shown of its page."""
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
    value = _choice(field) if kind == "/Ch" else _formatted(field, _text(field.entry("/V")))
    label = _tooltip(field, widgets[0]) or beside.of(widgets[0]).own
    return Field(_sound(label), _sound(field.name), _sound(value))


def _text(value: object) -> str:
    return value[:_VALUE_MOST].removeprefix("/").strip() if isinstance(value, str) else ""


def _sound(value: str) -> str:
    """The text without halves of signs, which cannot be written out."""
    return value[:_VALUE_MOST].encode("utf-8", "replace").decode()


def _tooltip(field: FormField, widget: Widget | None = None) -> str:
    """What a field shows to whoever points at it; not what repeats its name, as some programs have it.

    That of a node above is of its only child: of several, it names none.
    """
    own, *above = field.nodes
    nodes = [own] if widget is None else [own, widget.node]
    nodes += takewhile(lambda node: len(array(node, "/Kids")) == 1, above)
    names = {field.name, short_text(at(own, "/T"))}
    told = (" ".join(_text(at(node, "/TU")).split()) for node in nodes)
    return next((one for one in told if one and (" " in one or one not in names)), "")


def _choice(field: FormField) -> str:
    """What a list shows of what is chosen in it: an option may have a value and another text."""
    options = field.entry("/Opt")
    pairs = map(resolved, options[:_OPTIONS_MOST] if isinstance(options, list) else ())
    shown = {
        _text(resolved(one[0])): _text(resolved(one[1]))
        for one in pairs
        if isinstance(one, list) and len(one) > 1
    }
    held = field.entry("/V")
    values = held[:_OPTIONS_MOST] if isinstance(held, list) else [held]
    chosen = [_text(resolved(one)) for one in values]
    return ", ".join([shown.get(one, one) for one in chosen if one])


def _formatted(field: FormField, value: str) -> str:
    """A number as the script of its field shows it."""
    if not _RAW_NUMBER.fullmatch(value):
        return value
    action = dictionary(at(dictionary(field.entry("/AA")), "/F"))
    held = at(action, "/JS")
    script = held[:_SCRIPT_MOST] if isinstance(held, str) else ""
    found = _FORMAT.search(script)
    if found is None:
        return value
    kind, places = found[1], int(found[2])
    number = Decimal(value) * (100 if kind == "Percent" else 1)
    shown = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}".replace(".", ",")
    if kind == "Percent":
        return f"{shown} %"
    return f"{shown} €" if _EURO.search(script, found.end()) else shown


def _button(field: FormField, widgets: Sequence[Widget], beside: _Captions) -> Field:
    """A box to tick, or several of one field, which show what stands beside the one that is ticked."""
    name = _sound(field.name)
    state = _text(field.entry("/V")) or widgets[0].state
    if state in _OFF or not _is_tick(field):
        return Field("", name, "")
    value = _sound(_exported(field, state))
    ticked = next((one for one in widgets if one.state == state), widgets[0])
    if not any(one.state != state for one in widgets):
        return Field(_sound(_tooltip(field, ticked) or beside.of(ticked).own), name, value)
    label = _tooltip(field) or beside.of(_first(widgets)).group
    own = {id(one): _text(at(one.node, "/TU")) or beside.of(one).own for one in widgets}
    shown = own.pop(id(ticked))
    others = {flat(one) for one in own.values()}
    # Its value is the caption of another box: nobody can tell which caption is whose.
    if shown and flat(shown) not in others and flat(value) not in others:
        value = _sound(shown)
    return Field(_sound(label), name, value)


def _exported(field: FormField, state: str) -> str:
    """The state of a box, or the text that its field has for it: states may be numbers of options."""
    options = field.entry("/Opt")
    if isinstance(options, list) and state.isdecimal() and int(state) < len(options):
        return _text(resolved(options[int(state)])) or state
    return state


def _first(widgets: Sequence[Widget]) -> Widget:
    """The one that stands first on its page: at the top, then at the left."""
    return max(widgets, key=lambda one: (one.box[3], -one.box[0]) if one.box else (0.0, 0.0))
