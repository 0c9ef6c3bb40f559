"""What is printed beside the boxes of a form, as a person reads it.

The text at the left of a box on its line, else the text just above it, which may be the heading of a
column of boxes; for a box to tick, mostly the text at its right. Where two texts may be meant, or one
text by two boxes, or the only text stands far away, the box has no caption: a wrong guess would
mislead.
"""

from collections.abc import Sequence

from segur_check.pieces.forms.form_page import Caption, FormPage
from segur_check.pieces.forms.tick_boxes import tick_caption
from segur_check.pieces.forms.write_boxes import labels
from segur_check.pieces.page.placed import Placed, Spot

_TEXTS_MOST = 3_000  # of a page, once words are put together: a dense one has some hundreds
_BOXES_MOST = 500


def captions(texts: Sequence[Placed], spots: Sequence[Spot]) -> tuple[Caption, ...]:
    """The caption of each box of a page; none on a page more crowded than any form."""
    if len(texts) > _TEXTS_MOST or len(spots) > _BOXES_MOST:
        return tuple(Caption() for _ in spots)
    page = FormPage(texts, spots)
    written = labels(page)
    return tuple(
        tick_caption(page, box) if spot.tick else Caption(written[box])
        for box, spot in enumerate(spots)
    )
