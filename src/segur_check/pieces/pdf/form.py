"""The fields of a PDF form, whatever their tree is like, and plain access to its objects.

Trees of fields are written by hand or by poor software: fields without a name, widgets that stand
on a page and in no form, parents that are their own children.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

    from segur_check.pieces.pdf.opening import Deadline

PdfObject = dict[str, Any]  # a dictionary of pypdf, whose values may be references

_NODES_MOST = 20_000
_PAGES_MOST = 500
_DEEPEST = 32
_TEXT_MOST = 200
_HIDDEN, _NO_VIEW = 2, 32  # flags of an annotation

Box = tuple[float, float, float, float]


class Widget(Struct, frozen=True):
    """Where a field stands on a page (from 1)."""

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
        """Its left, bottom, right and top; None where it takes no room."""
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
        """Of a box to tick: how it looks."""
        return text(at(self.node, "/AS")).removeprefix("/")


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
        """The whole name, its parts joined by dots."""
        parts = (text(at(node, "/T")) for node in reversed(self.nodes) if "/T" in node)
        return ".".join(parts)[:_TEXT_MOST]

    def entry(self, key: str) -> object:
        """What the field holds under a key, its own or inherited; None when nothing."""
        return next((at(node, key) for node in self.nodes if key in node), None)


# A node and those above it, each with what tells it from the others.
_Chain = tuple[tuple[object, PdfObject], ...]


def form_fields(reader: "PdfReader", deadline: "Deadline") -> Iterator[FormField]:
    """The fields of the form, then those that stand on a page only.

    To be called inside `read_pdf`. The first 20,000 nodes and 500 pages are looked at.
    """
    owners: dict[object, object] = {}  # the field that each widget belongs to
    fields: dict[object, _Chain] = {}
    widgets: dict[object, list[Widget]] = {}
    for chain in _from_form(reader):
        field = _owner(chain)
        owners[chain[0][0]] = field[0][0]
        fields.setdefault(field[0][0], field)
    for chain, number in _from_pages(reader, deadline):
        field = _owner(chain)
        key = owners.get(chain[0][0], field[0][0])
        fields.setdefault(key, field)
        widgets.setdefault(key, []).append(Widget(number, chain[0][1]))
    for key, chain in fields.items():
        yield FormField(tuple(node for _, node in chain), tuple(widgets.get(key, ())))


def _from_form(reader: "PdfReader") -> Iterator[_Chain]:
    """The leaves of the form: fields, or the widgets of one."""
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


def _from_pages(reader: "PdfReader", deadline: "Deadline") -> Iterator[tuple[_Chain, int]]:
    """The widgets of the pages, with the number of their page."""
    left = _NODES_MOST
    for number, page in enumerate(islice(reader.pages, _PAGES_MOST), start=1):
        for raw in _annotations(page)[: max(0, left)]:
            deadline.check()
            left -= 1
            if at(dictionary(raw), "/Subtype") == "/Widget":
                yield _upward(raw), number


def _annotations(page: "PageObject") -> list[Any]:
    try:
        return array(page, "/Annots")
    except MemoryError:  # the time is spent
        raise
    except Exception:  # noqa: BLE001 - a damaged page hides no field of the form
        return []


def _upward(raw: object) -> _Chain:
    chain: _Chain = ()
    seen: set[object] = set()
    while (node := dictionary(raw)) and _key(raw) not in seen and len(chain) < _DEEPEST:
        seen.add(_key(raw))
        chain = (*chain, (_key(raw), node))
        raw = dict.get(node, "/Parent")  # the reference itself
    return chain


def _owner(chain: _Chain) -> _Chain:
    """The chain from the field on: what has no name of its own is a widget of what is above it."""
    for place, (_, node) in enumerate(chain):
        if "/T" in node:
            return chain[place:]
    return chain


def _key(raw: object) -> object:
    number = getattr(raw, "idnum", None)
    return id(raw) if number is None else (number, getattr(raw, "generation", 0))


def resolved(raw: object) -> object:
    """The object itself, where a reference may stand."""
    return raw.get_object() if hasattr(raw, "get_object") else raw


def at(node: PdfObject, entry: str) -> object:
    """What an entry holds, its reference followed; None when there is none."""
    return resolved(dict.get(node, entry))


def _number(raw: object) -> float:
    value = resolved(raw)
    return float(value) if isinstance(value, (int, float)) else float("nan")


def dictionary(raw: object) -> PdfObject:
    """A dictionary; an empty one for anything else."""
    value = resolved(raw)
    return value if isinstance(value, dict) else {}


def array(node: PdfObject, entry: str) -> list[Any]:
    """What an entry lists, references not followed; empty for anything else."""
    value = at(node, entry)
    return value if isinstance(value, list) else []


def text(value: object) -> str:
    """A text or a name of the file, short and printable."""
    if isinstance(value, bytes):
        value = value[:_TEXT_MOST].decode("latin-1")
    plain = value[:_TEXT_MOST] if isinstance(value, str) else ""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in plain)
