"""How a text stands in GitHub Flavored Markdown."""

import re

# No text of a file starts a line: the marks of lists and headings need no escape.
_MARKS = re.compile(r"([\\`*_\[\]#|~$])")
# What GitHub turns into a link or a mention even when escaped: an empty comment breaks it up.
_LIVE = re.compile(r"(?<=:)(?=//)|(?<=[wW]{3})(?=\\?\.)|(?<=@)(?=\w)|(?<=\\#)(?=\d)")


def escaped(text: str) -> str:
    """A text that neither Markdown nor HTML takes for anything but text."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    return _LIVE.sub("<!-- -->", _MARKS.sub(r"\\\1", shown))
