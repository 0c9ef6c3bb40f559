"""A finding in a few words, for what shows little of it: an annotation, a line of a checklist."""

import re

from segur_check.report import Finding
from segur_check.reporters.words import word

MOST = 240
"""Characters of a finding in brief, where it can be told in so few."""

# A period after one of these ends no sentence, whatever follows: `incl. VAT`, `p. ex.`.
_ABBREVIATIONS = ("excl", "incl", "art", "p", "pp", "n", "no", "cf", "ex", "etc", "vs", "M", "Dr")
_BETWEEN_SENTENCES = re.compile(
    "".join(rf"(?<!\b{one}\.)" for one in _ABBREVIATIONS) + r"(?<=[.!?]) (?=[«“\"(]?\s?[A-ZÀ-ÖØ-Þ])"
)


def in_brief(finding: Finding, lang: str) -> str:
    """What was found and expected, where, and what to do: of a long advice, the sentences that fit."""
    pages = dict.fromkeys(word(lang, "page", page=at.page) for at in finding.locations if at.page)
    where = f" ({', '.join(pages)})" if pages else ""
    first, *others = _BETWEEN_SENTENCES.split(finding.action)
    text = f"{both_sides(finding, lang)}{where}. {word(lang, 'todo_line', action=first)}"
    for rank, sentence in enumerate(others):
        is_last = rank == len(others) - 1
        if len(text) + len(sentence) + (1 if is_last else 3) > MOST:
            return f"{text} …"
        text += f" {sentence}"
    return text


def both_sides(finding: Finding, lang: str) -> str:
    """`Trouvé : 400,00 € ; attendu : 358,33 €`, or the message where one side is not known."""
    if finding.found and finding.expected:
        return word(lang, "both_sides", found=finding.found, expected=finding.expected)
    return finding.message
