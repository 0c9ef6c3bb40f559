"""The fields of a PDF form, whatever their tree is like.

Trees of fields are written by hand or by poor software: fields without a name, widgets that stand
on a page and in no form, parents that are their own children.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from segur_check.pieces.pdf.guard.deadline import Deadline
from segur_check.pieces.pdf.objects import PdfObject, array, at, dictionary, resolved, short_text

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_NODES_MOST = 20_000
_PAGES_MOST = 500
_DEEPEST = 32  # nodes above a field
_NAME_MOST = 200  # signs
_HIDDEN, _NO_VIEW = 2, 32  # flags of an annotation

Box = tuple[float, float, float, float]


class Widget(Struct, frozen=True):
    """Where a field stands on a page, numbered from 1."""

    page: int
    node: PdfObject

    @property
    def is_shown(self) -> bool:
        """Whether a screen shows it: it is not hidden, and takes some room."""
        flags = at(self.node, "/F")
        hidden = isinstance(flags, int) and bool(flags & (_HIDDEN | _NO_VIEW))
        return not hidden and self.box is not None

    @property
    def box(self) -> Box | None:
        """Its left, bottom, right and top, in points; None where it takes no room."""
        try:
            first, second, third, fourth = map(_number, array(self.node, "/Rect"))
        except (TypeError, ValueError, OverflowError):
            return None
        left, right = sorted((first, third))
        bottom, top = sorted((second, fourth))
        if not (right - left >= 1 and top - bottom >= 1):
            return None
        return left, bottom, right, top

    @property
    def state(self) -> str:
        """The appearance that a box to tick has now."""
        return short_text(at(self.node, "/AS")).removeprefix("/")


class FormField(Struct, frozen=True):
    """A field: its own dictionary, then those above it, and its widgets in the order of the pages."""

    nodes: tuple[PdfObject, ...]
    widgets: tuple[Widget, ...] = ()

    @property
    def page(self) -> int | None:
        """The page (from 1) of its first widget."""
        return self.widgets[0].page if self.widgets else None

    @property
    def name(self) -> str:
        """The full name, its parts joined by dots, cut after 200 signs."""
        parts = (short_text(at(node, "/T")) for node in reversed(self.nodes) if "/T" in node)
        return ".".join(parts)[:_NAME_MOST]

    def entry(self, key: str) -> object:
        """What the field holds under a key, its own or inherited; None where it holds nothing."""
        return next((at(node, key) for node in self.nodes if key in node), None)


# A node and those above it, each with a key that no other node has.
_Chain = tuple[tuple[object, PdfObject], ...]


def form_fields(reader: "PdfReader", deadline: Deadline) -> Iterator[FormField]:
    """The fields of the form, then those that stand on a page only.

    To be called inside `read_pdf`. The first 20,000 nodes and 500 pages are looked at.
    """
    field_of: dict[object, object] = {}  # the key of a widget, and of the field that it belongs to
    fields: dict[object, _Chain] = {}
    widgets: dict[object, list[Widget]] = {}
    for chain in _from_form(reader):
        field = _from_field_up(chain)
        field_of[chain[0][0]] = field[0][0]
        fields.setdefault(field[0][0], field)
    for chain, page in _from_pages(reader, deadline):
        field = _from_field_up(chain)
        key = field_of.get(chain[0][0], field[0][0])
        fields.setdefault(key, field)
        widgets.setdefault(key, []).append(Widget(page, chain[0][1]))
    for key, chain in fields.items():
        yield FormField(tuple(node for _, node in chain), tuple(widgets.get(key, ())))


def _from_form(reader: "PdfReader") -> Iterator[_Chain]:
    """The leaves of the form: fields, or the widgets of a field."""
    form = dictionary(at(reader.root_object, "/AcroForm"))
    waiting: list[tuple[Any, _Chain]] = [(raw, ()) for raw in reversed(array(form, "/Fields"))]
    seen: set[object] = set()
    while waiting and len(seen) < _NODES_MOST:
        raw, above = waiting.pop()
        key, node = _key(raw), dictionary(raw)
        if key in seen or not node or len(above) >= _DEEPEST:
            continue
        seen.add(key)
        chain = ((key, node), *above)
        kids = [(kid, chain) for kid in reversed(array(node, "/Kids")) if _key(kid) not in seen]
        waiting += kids[:_NODES_MOST]
        if not kids:
            yield chain


def _from_pages(reader: "PdfReader", deadline: Deadline) -> Iterator[tuple[_Chain, int]]:
    """The widgets of the pages, each with the number of its page."""
    left = _NODES_MOST
    for number, page in enumerate(islice(reader.pages, _PAGES_MOST), start=1):
        for raw in _annotations(page)[: max(0, left)]:
            deadline.check()
            left -= 1
            if at(dictionary(raw), "/Subtype") == "/Widget":
                yield _with_parents(raw), number


def _annotations(page: "PageObject") -> list[Any]:
    try:
        return array(page, "/Annots")
    except MemoryError:  # the time is spent
        raise
    except Exception:  # noqa: BLE001 - a damaged page hides no field of the form
        return []


def _with_parents(raw: object) -> _Chain:
    chain: _Chain = ()
    seen: set[object] = set()
    while (node := dictionary(raw)) and _key(raw) not in seen and len(chain) < _DEEPEST:
        seen.add(_key(raw))
        chain = (*chain, (_key(raw), node))
        raw = dict.get(node, "/Parent")  # the reference itself
    return chain


def _from_field_up(chain: _Chain) -> _Chain:
    """The chain from its field up: a node without a name of its own is a widget of its parent."""
    for index, (_, node) in enumerate(chain):
        if "/T" in node:
            return chain[index:]
    return chain


def _key(raw: object) -> object:
    number = getattr(raw, "idnum", None)
    return id(raw) if number is None else (number, getattr(raw, "generation", 0))


def _number(raw: object) -> float:
    value = resolved(raw)
    return float(value) if isinstance(value, (int, float)) else float("nan")
