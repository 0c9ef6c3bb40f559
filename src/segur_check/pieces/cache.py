"""What was read of a file, kept for the next dossier that joins the same one.

General conditions and attestations come back in every dossier of a lot. A process keeps the last of
them, few enough that its memory does not grow with the lot.
"""

from collections import OrderedDict
from itertools import chain

from msgspec import Struct, structs

from segur_check.pieces.contents import Contents, inspected_and_read
from segur_check.pieces.pdf.opening import PdfFacts, PdfState, inspect

_FILES_MOST = 256
_SIGNS_MOST = 4_000_000  # of all that is kept
_TOO_LONG = 400_000  # signs: what alone would put out a tenth of the others


class Reading(Struct, frozen=True):
    """How far a file is read, and within which limits; `layout` says nothing without `text`.

    `fast`: by pdfium where it can.
    """

    text: bool
    layout: bool
    max_bytes: int
    max_pages: int
    max_seconds: float
    fast: bool = False

    @property
    def fuller(self) -> "tuple[Reading, ...]":
        """This reading, then those that tell all that it tells."""
        further = [(self.text, self.layout), (True, self.layout), (True, True)]
        return tuple(
            structs.replace(self, text=text, layout=layout)
            for text, layout in dict.fromkeys(further)
        )


_Kept = tuple[PdfFacts, Contents | None]
_kept: OrderedDict[tuple[str, Reading], _Kept] = OrderedDict()
_signs: dict[tuple[str, Reading], int] = {}


def read_cached(data: bytes, sha256: str, reading: Reading) -> _Kept:
    """What `inspect` says of a file or, with `text`, `inspected_and_read`; read anew if need be."""
    for one in reading.fuller:
        key = (sha256, one)
        if key in _kept:
            _kept.move_to_end(key)
            facts, contents = _kept[key]
            return facts, _as_far_as(contents, reading)
    facts, contents = _read(data, reading)
    # What a limit stopped may be read the next time.
    stopped = facts.state is PdfState.LIMIT or (
        reading.text and facts.state is PdfState.OK and contents is None
    )
    if not stopped:
        _keep((sha256, reading), facts, contents)
    return facts, contents


def forget() -> None:
    """Keep nothing of what was read."""
    _kept.clear()
    _signs.clear()


def _read(data: bytes, reading: Reading) -> _Kept:
    if not reading.text:
        seconds = reading.max_seconds
        return inspect(data, max_bytes=reading.max_bytes, max_seconds=seconds), None
    return inspected_and_read(
        data,
        max_bytes=reading.max_bytes,
        max_pages=reading.max_pages,
        layout=reading.layout,
        max_seconds=reading.max_seconds,
        fast=reading.fast,
    )


def _as_far_as(contents: Contents | None, reading: Reading) -> Contents | None:
    if contents is None or not reading.text:
        return None
    if reading.layout:
        return contents
    return structs.replace(contents, layouts=(), facturx=None, facturx_flaws=())


def _keep(key: tuple[str, Reading], facts: PdfFacts, contents: Contents | None) -> None:
    signs = _length(contents)
    if signs > _TOO_LONG:
        return
    _kept[key] = (facts, contents)
    _signs[key] = signs
    while len(_kept) > _FILES_MOST or sum(_signs.values()) > _SIGNS_MOST:
        oldest, _ = _kept.popitem(last=False)
        del _signs[oldest]


def _length(contents: Contents | None) -> int:
    if contents is None:
        return 0
    texts = chain(contents.pages, contents.layouts, contents.empty_fields)
    fields = (len(one.label) + len(one.name) + len(one.value) for one in contents.fields)
    return sum(map(len, texts)) + sum(fields)
