"""The acronyms of the field, spelled out once per report, where each comes first."""

import re
from collections.abc import Callable

from segur_check.reporters.words import word

# What a file or a document says is quoted: it stays as it is. `(VA)` follows its own spelling.
_ACRONYM = re.compile(
    r"«[^»]*»|“[^”]*”|(?P<opened>\()?(?<![\w./-])(?P<acronym>VA|MOM|SONS|PMSI|avance|solde)\b(?!\.\w|[\w-])"
)


def spelling(lang: str) -> Callable[[str], str]:
    """A function that spells the acronyms of one text after the other, each only once."""
    seen: set[str] = set()

    def spell(match: re.Match[str]) -> str:
        acronym = match["acronym"]
        if acronym is None or acronym in seen:
            return match[0]
        seen.add(acronym)
        spelt = word(lang, f"acronym_{acronym}")
        return match[0] if match["opened"] or not spelt else f"{match[0]} ({spelt})"

    return lambda text: _ACRONYM.sub(spell, text)
