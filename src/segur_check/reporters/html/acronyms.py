"""The acronyms of the field that a page uses, each spelled out once."""

import re
from collections.abc import Iterable

from segur_check.reporters.words import word

_ACRONYM = re.compile(
    r"(?<![\w./-])(?:VA|MOM|SONS|PMSI|RPPS|FINESS|CGU|ANS|ASP|avance|solde)\b(?!\.\w|[\w-])"
)


def acronyms(texts: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """The acronyms that stand in some texts, in their order, and what each means."""
    found = dict.fromkeys(match for text in texts for match in _ACRONYM.findall(text))
    spelt = ((acronym, word(lang, f"acronym_{acronym}")) for acronym in found)
    return [(acronym, meaning) for acronym, meaning in spelt if meaning]
