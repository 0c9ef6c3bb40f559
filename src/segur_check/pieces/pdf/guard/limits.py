"""How much pypdf may decode, unfold and write for a file, far below its own limits.

The time and the memory of a reading are bounded elsewhere: these limits are for what is done in a
single step.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# Bytes out of a stream. Pages, fonts and tables of objects stay far below; pictures, which do
# not, are never decoded. Some decoders of pypdf take seconds and 100 MB for each million of bytes.
_DECODED_MOST = 2_000_000
_CONFIGURATION: dict[str, Any] = {
    "array_based_stream_maximum_output_length": _DECODED_MOST,
    "brotli_maximum_output_length": _DECODED_MOST,
    "jbig2_maximum_output_length": _DECODED_MOST,
    "lzw_maximum_output_length": _DECODED_MOST // 2,
    "run_length_maximum_output_length": _DECODED_MOST,
    "zlib_maximum_output_length": _DECODED_MOST,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "stream_decoding_work_maximum_length": 2 * _DECODED_MOST,
    "stream_parsing_work_maximum_count": 200_000,
    "page_tree_maximum_entries": 2_000,
    "page_tree_maximum_page_entries": 50_000,
    "xform_maximum_invocations_per_extraction": 200,
    "jbig2dec_binary": None,  # no program is ever run
    "disable_legacy_handling": True,
}
# What it has no configuration for: names in its modules, left alone where a version lacks them.
_LAYOUT = "pypdf._text_extraction._layout_mode._fixed_width_page"
CONSTANTS: tuple[tuple[str, str, int], ...] = (
    (_LAYOUT, "WHITESPACE_LIMIT", 500),  # blanks before a word: an A3 page has 400 columns
    (_LAYOUT, "NEWLINE_LIMIT", 100),  # blank lines in a row
    # Hexadecimal digits: a code stands for 16 letters at most.
    ("pypdf._cmap", "MAX_CMAP_STRING_BYTES_LIMIT", 64),
)


@contextmanager
def lowered_limits() -> Iterator[None]:
    """Pypdf within these limits; it must be loaded."""
    from pypdf import apply_configuration  # noqa: PLC0415 - heavy import

    before: list[tuple[Any, str, int]] = []
    for module, name, most in CONSTANTS:
        held = sys.modules.get(module)
        if hasattr(held, name):
            before.append((held, name, getattr(held, name)))
            setattr(held, name, most)
    try:
        with apply_configuration(**_CONFIGURATION):
            yield
    finally:
        for held, name, value in before:
            setattr(held, name, value)
