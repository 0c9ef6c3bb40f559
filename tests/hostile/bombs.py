"""Small files that ask for much: memory, time, depth, or an output without an end.

`BOMBS` has them by name: the functions without argument of these modules, each of which writes one.
"""

from collections.abc import Callable
from inspect import signature
from types import FunctionType

from hostile import (
    bombs_catalogue,
    bombs_files,
    bombs_fonts,
    bombs_looks,
    bombs_mended,
    bombs_pages,
    bombs_parts,
    bombs_streams,
    bombs_texts,
)

_MODULES = (
    bombs_streams,
    bombs_texts,
    bombs_pages,
    bombs_parts,
    bombs_looks,
    bombs_mended,
    bombs_fonts,
    bombs_files,
    bombs_catalogue,
)

BOMBS: dict[str, Callable[[], bytes]] = {
    name: held
    for module in _MODULES
    for name, held in vars(module).items()
    if isinstance(held, FunctionType)
    and held.__module__ == module.__name__
    and not signature(held).parameters
}
