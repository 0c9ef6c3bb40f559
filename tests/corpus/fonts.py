"""The Unicode font that documents of the corpus embed."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# DejaVu has the narrow blanks, which Liberation has not.
_FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf"),
    Path("/usr/share/fonts/TTF/DejaVuSans.ttf"),
    Path("/opt/homebrew/share/fonts/DejaVuSans.ttf"),
)
_SIGNS = {*range(0x20, 0x180), *range(0x2009, 0x2027), 0x202F, 0x20AC}


@cache
def unicode_font() -> Path | None:
    """A font of the machine cut down to the signs of the corpus, or None.

    Cut once: fpdf2 takes 40 ms for each document that embeds the whole of DejaVu.
    """
    whole = next((path for path in _FONTS if path.exists()), None)
    if whole is None:
        return None
    folder = tempfile.mkdtemp(prefix="corpus-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    small = Path(folder) / whole.name
    with TTFont(whole, recalcTimestamp=False) as font:
        options = Options(layout_features=[], hinting=False)
        options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "kern"]
        cut = Subsetter(options)
        cut.populate(unicodes=_SIGNS)
        cut.subset(font)
        font.save(small)
    return small
