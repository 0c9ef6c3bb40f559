"""Regular expressions that are compiled on first use: most runs have no document to read.

Some two hundred are looked for in documents; to compile them all takes longer than to check a JSON
alone.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    """A regular expression, with the methods of `re.Pattern` that are used here."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        self._expression, self._flags = expression, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._expression, self._flags)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first place where it stands."""
        return self._compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Whether it stands at `start`."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Whether it is the whole text."""
        return self._compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Each place where it stands."""
        return self._compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """What stands at each place, of an expression without groups."""
        return [met[0] for met in self._compiled.finditer(text)]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something else in its place."""
        return self._compiled.sub(by, text)

    def split(self, text: str) -> list[str]:
        """The text between its places."""
        return [part or "" for part in self._compiled.split(text)]
