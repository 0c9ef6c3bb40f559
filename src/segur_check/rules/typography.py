r"""French typography: the blanks that do not break, where the tables have plain ones.

No editor shows such a blank, so nobody has to type one. It is put in when a text is read.
"""

from segur_check.values.pattern import Pattern

_FRENCH_BLANK = Pattern(
    r" (?:(?=[:;?!»%€])|(?<=[«.\d] )(?:(?<=« )|(?<=\bp\. )"
    r"|(?<=\d )(?=(?:h|s|Mo|ans)\b(?!')|\d{3}(?: \d{3})*(?:,\d+)? €)))"
)
_ENGLISH = Pattern(r'(en\s*=\s*"(?:[^"\\\n]|\\.)*")')


def typeset(french: str) -> str:
    r"""A French text with its no-break spaces.

    They stand before `: ; ? ! » % €`, after `«` and `p.`, between a number and its unit, and between
    the thousands of an amount in euros. Where another one is wanted, a table writes \u00a0.
    """
    return _FRENCH_BLANK.sub("\u00a0", french)


def typeset_table(toml: str) -> str:
    r"""The text of a table with its French typeset, and its English (`en = "…"`) as it is.

    It goes over the text as written, not over what was read of it, so that \u0020 keeps a plain
    blank; a blank takes the place of a blank, and no fault moves to another column.
    """
    parts = _ENGLISH.split(toml)
    parts[::2] = map(typeset, parts[::2])
    return "".join(parts)
