"""The text of a page as a viewer shows it: as it flows, and as it looks.

pypdf reads the contents of a page anew for each of the two: here they are read once (drawing.py), what is
not seen is left out, and what runs upward is turned. Where a version of pypdf lacks the functions for that
(extraction.py), the page is read by the public one.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from itertools import chain, islice
from typing import Any

from pypdf import PageObject

from segur_check.pieces.page import extraction
from segur_check.pieces.page.annotations import is_drawn_over
from segur_check.pieces.page.drawing import Drawing, TooMuchDrawnError
from segur_check.pieces.page.placed import Placed
from segur_check.pieces.page.shown import Box, shown, turn
from segur_check.pieces.pdf.objects import at
from segur_check.pieces.pdf.speed.known_fonts import KnownFonts
from segur_check.pieces.pdf.speed.operations import Operation
from segur_check.pieces.words.letters import (
    is_illegible,
    is_spaced,
    lost_accents,
    mute_fonts,
    names_its_values,
    unspaced,
)

_TEXTS_MOST = 20_000  # of a page, whose letters may be shown one by one
_CODES_MOST = 60_000  # of letters, of a page: a dense one has 10,000
_A4: Box = (0, 0, 595, 842)
# What pypdf must not see: it would look for parts whose operations stand there already.
_DONE = frozenset({b"Do", b"gs", b"Tr"})
# A stamp of a scanner or of a signing service ("DocuSign Envelope ID: …") has less than this; a page of
# a program has some hundreds.
_STRAY_MOST = 80  # letters and figures
_COVERED_LEAST = 0.5  # of the page: over less of it stands a logo, or a picture of a signature
_LETTERHEAD = 0.75  # of the height of a page: logos stand above
_TYPED_MOST = 400  # the same, typed over a scanned form whose labels are in the picture
_LETTERS_MOST = 40  # signs that gave no text; some writers show a blank on each blank page
_LAYER = 3  # times as many signs without ink as with it


class PageView:
    """A page as it is seen.

    `box`: its left, bottom, right and top, in points. `is_recognised`: its text is an unseen layer that a
    character recognition laid under a picture. `has_mute_fonts`: some of its letters, or all, cannot be
    told.
    """

    def __init__(self, page: PageObject, known: KnownFonts | None = None) -> None:
        """Read what a page draws; `known` holds the fonts of the file, and takes in those of this page.

        Raises:
            Exception: whatever pypdf raises on a damaged page, TooMuchDrawnError.
        """
        self._drawing = Drawing(page)
        self._pdf, self._page = page.pdf, page
        self._known = KnownFonts() if known is None else known
        self.box = _box(page)
        self._shown = shown(self._drawing.operations, self.box)
        if self._signs(self._shown.angles) > _CODES_MOST:
            raise TooMuchDrawnError  # its text would take megabytes before its length could be seen
        outside, hidden = self._shown.outside, self._shown.hidden - self._shown.outside
        layer = self._signs(hidden)
        self._seen = self._signs(set(self._shown.angles) - hidden - outside)
        self.is_recognised = layer > _LAYER * self._seen and (
            self._is_covered or self._seen <= _STRAY_MOST
        )
        unseen = outside if self.is_recognised else outside | hidden
        self._left_out = unseen | self._mute(unseen)
        self.has_mute_fonts = bool(self._left_out - unseen)

    @property
    def is_plain(self) -> bool:
        """Whether all that stands in the page's contents is seen, and nothing stands over them."""
        return not (self._left_out or self.is_recognised or self._drawing.has_notes)

    @property
    def is_composed(self) -> bool:
        """Whether it is drawn in parts: its text then does not flow as one reads it."""
        return self._drawing.has_notes or self._drawing.has_parts

    def is_scan(self, text: str) -> bool:
        """Whether a viewer shows more on the page than the text read of it, which is `text`.

        On a page without text: a picture, or a drawing that may be of letters. On a page with a few stray
        signs: a picture that covers it.
        """
        signs = sum(sign.isalnum() for sign in text)
        if signs:
            typed = signs <= _TYPED_MOST and self._is_covered and not names_its_values(text)
            return typed or (signs <= _STRAY_MOST and self._is_covered)
        drawn = self._shown.pictures > 0 or self._drawing.has_outlines
        return drawn or is_drawn_over(self._page)

    @property
    def is_drawn_on(self) -> bool:
        """Whether a picture stands below its letterhead, or a drawing or a stamp anywhere: a signature may be one.

        On a short paper, what stands below most of its lines is below its letterhead too.
        """
        drawn = self._shown
        has_picture = drawn.lowest_picture < _LETTERHEAD or drawn.lines_above > drawn.lines / 2
        return has_picture or self._drawing.has_strokes or is_drawn_over(self._page)

    def is_mute(self, text: str) -> bool:
        """Whether some letters of the page, or all, are not those of the text read of it, `text`."""
        lost = not text.strip() and self._seen > _LETTERS_MOST
        return self.has_mute_fonts or lost or is_illegible(text) or lost_accents(text)

    @cached_property
    def flows(self) -> str:
        """The text in the order of the file."""
        operations = self._operations(set(self._shown.angles.values()))
        text = extraction.page_of(self._pdf, operations, self._drawing.fonts).extract_text()
        return self.looks if is_spaced(text) else text

    @cached_property
    def looks(self) -> str:
        """The text line by line, turned upright, columns kept apart by blanks; below it what runs at other angles."""
        try:
            texts = [
                extraction.laid_out(self._turned(angle), self._fonts) for angle in self._angles
            ]
        except (ImportError, AttributeError, TypeError):  # of another version, or damaged
            if self.is_composed or not self.is_plain:
                raise  # pypdf alone would not show what is seen
            return self._page.extract_text(
                extraction_mode="layout", layout_mode_strip_rotated=False
            )
        return unspaced("\n\n".join(text for text in texts if text.strip()))

    @property
    def texts(self) -> list[Placed]:
        """The texts of the page and where they stand, upright; empty where nothing can be told."""
        if not self._angles:
            return []
        states = extraction.text_states(self._turned(self._angles[0]), self._fonts)
        return [
            part
            for state in islice(states, _TEXTS_MOST)
            if state.text.strip()
            and state.font.interpretable
            and not state.rotated
            and state.font_height > 0
            for part in extraction.placed(state)
        ]

    def turned(self, box: Box) -> Box:
        """A box (left, bottom, right, top) of the page, once its text is upright."""
        left, bottom, right, top = box
        a, b, c, d, _, _ = turn(self._angles[0] if self._angles else 0)
        across = sorted((a * left + c * bottom, a * right + c * top))
        upward = sorted((b * left + d * bottom, b * right + d * top))
        return across[0], upward[0], across[1], upward[1]

    @property
    def _is_covered(self) -> bool:
        return self._shown.pictures >= _COVERED_LEAST

    @cached_property
    def _angles(self) -> list[int]:
        """The angles in degrees that its text runs at, that of most of it first."""
        shown_at: dict[int, int] = {}  # bytes, by angle
        for index, angle in self._shown.angles.items():
            if index not in self._left_out:
                shown_at[angle] = shown_at.get(angle, 0) + self._shown.bytes[index]
        return sorted(shown_at, key=lambda angle: -shown_at[angle])

    def _signs(self, indexes: Iterable[int]) -> int:
        """How many signs these operations show."""
        fonts, drawn = self._drawing.fonts, self._shown
        wide = {name for name, font in fonts.items() if at(font, "/Subtype") == "/Type0"}
        return sum(drawn.bytes[i] // (2 if drawn.fonts[i] in wide else 1) for i in indexes)

    def _mute(self, unseen: set[int]) -> set[int]:
        """The indexes of the texts whose letters cannot be told."""
        if not self._drawing.may_be_mute:
            return set()
        self._left_out = unseen
        written: dict[str, str] = {}  # with each font, by its name
        with suppress(ImportError, AttributeError, TypeError):  # of another version
            names = {id(font): name for name, font in self._fonts.items()}
            texts = chain(self._operations(set(self._shown.angles.values())), [([], b"Q")])
            for state in extraction.text_states(texts, self._fonts):
                name = names.get(id(state.font), "")
                if name in self._drawing.may_be_mute:
                    written[name] = written.get(name, "") + " " + state.text
        fonts = self._drawing.fonts
        numbered = {name for name in written if at(fonts[name], "/Subtype") == "/Type0"}
        mute = mute_fonts(written, numbered)
        return {index for index, font in self._shown.fonts.items() if font in mute}

    def _operations(self, angles: set[int]) -> Iterator[Operation]:
        """The operations of the texts that run at these angles, and those that place them."""
        for index, operation in enumerate(self._drawing.operations):
            angle = self._shown.angles.get(index)
            if operation[1] not in _DONE and (
                angle is None or (angle in angles and index not in self._left_out)
            ):
                yield operation

    def _turned(self, angle: int) -> Iterator[Operation]:
        """The operations of the texts that run at this angle, turned upright."""
        turned: list[Operation] = [([*turn(angle)], b"cm")] if angle else []
        return chain([([], b"q")], turned, self._operations({angle}), [([], b"Q")])

    @cached_property
    def _fonts(self) -> dict[str, Any]:
        return {name: self._known.font(font) for name, font in self._drawing.fonts.items()}


def _box(page: PageObject) -> Box:
    """What is seen of a page, in points; A4 where it does not say."""
    with suppress(Exception):
        left, bottom, right, top = map(float, page.cropbox)
        sheet = tuple(map(float, page.mediabox))
        left, bottom = max(left, sheet[0]), max(bottom, sheet[1])
        right, top = min(right, sheet[2]), min(top, sheet[3])
        if right > left and top > bottom:
            return left, bottom, right, top
    return _A4
