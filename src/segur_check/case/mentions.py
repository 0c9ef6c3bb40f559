"""What stands around the words that a document says: a ticked box, a denial, a choice."""

import re

from segur_check.values.pattern import Pattern

_TICKED = "\u2611\u2612\u2713\u2714\u2717\u2718\u25a0\u25c9\u25cf"
_UNTICKED = "\u2610\u25a1\u25cb\u25ef"
_MARK = Pattern(rf"(?:(?P<on>[{_TICKED}]|[\[(] ?x ?[\])])|(?P<off>[{_UNTICKED}]|[\[(] ?[\])])) ?\Z")
_AROUND = 90  # characters before and after a mention
_ENDS = Pattern(r"[.;!?] ")


def sentence_before(text: str, match: re.Match[str]) -> str:
    """The words of a plain text that stand before a mention, in its sentence."""
    return _ENDS.split(text[: match.start()][-_AROUND:])[-1]


def sentence_after(text: str, match: re.Match[str]) -> str:
    """The words of a plain text that stand after a mention, in its sentence."""
    return _ENDS.split(text[match.end() :][:_AROUND])[0]


def mark_before(text: str, match: re.Match[str]) -> bool | None:
    """Whether the box printed just before a mention is ticked; None where there is no box."""
    mark = _MARK.search(text[: match.start()][-_AROUND:])
    return None if mark is None else mark["on"] is not None
