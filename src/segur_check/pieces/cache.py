"""What was read of a file, kept for the next dossier that joins the same file.

General conditions and attestations come back in every dossier of a lot. A process keeps the last of
them (pdf/speed/last_read.py), few enough that its memory does not grow with the lot.
"""

from itertools import chain

from msgspec import Struct, structs

from segur_check.pieces.contents import Contents, inspected_and_read
from segur_check.pieces.pdf.opening import PdfFacts, PdfState, inspect
from segur_check.pieces.pdf.speed.last_read import LastRead


class Reading(Struct, frozen=True):
    """How far a file is read, and within which limits; `layout` has no effect without `text`.

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
        """This reading, then those whose answer contains its answer."""
        further = [(self.text, self.layout), (True, self.layout), (True, True)]
        return tuple(
            structs.replace(self, text=text, layout=layout)
            for text, layout in dict.fromkeys(further)
        )


_Answer = tuple[PdfFacts, Contents | None]
_last_read: LastRead[tuple[str, Reading], _Answer] = LastRead(
    files_most=256,
    signs_most=4_000_000,
    too_long=400_000,  # what alone would drive out a tenth of the others
)


def read_cached(data: bytes, sha256: str, reading: Reading) -> _Answer:
    """What `inspect` says of a file or, with `text`, `inspected_and_read`; read anew if need be."""
    for fuller in reading.fuller:
        kept = _last_read.get((sha256, fuller))
        if kept is not None:
            facts, contents = kept
            return facts, _as_far_as(contents, reading)
    facts, contents = _read(data, reading)
    # What a limit stopped may be read the next time.
    stopped = facts.state is PdfState.LIMIT or (
        reading.text and facts.state is PdfState.OK and contents is None
    )
    if not stopped:
        _last_read.keep((sha256, reading), (facts, contents), _length(contents))
    return facts, contents


def forget() -> None:
    """Keep nothing of what was read."""
    _last_read.forget()


def _read(data: bytes, reading: Reading) -> _Answer:
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
    """What this reading would have given, of the contents that a fuller one gave."""
    if contents is None or not reading.text:
        return None
    if reading.layout:
        return contents
    return structs.replace(contents, layouts=(), facturx=None, facturx_flaws=())


def _length(contents: Contents | None) -> int:
    """How many signs are kept of a file."""
    if contents is None:
        return 0
    texts = chain(contents.pages, contents.layouts, contents.empty_fields)
    fields = (len(field.label) + len(field.name) + len(field.value) for field in contents.fields)
    return sum(map(len, texts)) + sum(fields)
