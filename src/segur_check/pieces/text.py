"""What the text of a document says: normalised, and the identifiers that stand in it."""

import re
import unicodedata

from segur_check.identifiers import canonical, finess_flaw, rpps_flaw, siret_flaw

_SOFT_HYPHEN = "\u00ad"
# One number, possibly written in groups: "330781196", "33 078 119 6", "2A0000014".
_NUMBER = re.compile(r"(?<!\w)(?:2[ABab]|\d)\d*(?:[ .]\d+)*(?!\w)")
# What stands before the number of a company, which is no client's identifier.
_COMPANY = re.compile(r"(?:\bSIREN\b[^\d\n]{0,12}|\bFR ?\d\d ?)\Z", re.IGNORECASE)
_BEFORE = 24
_LENGTHS = {9: finess_flaw, 11: rpps_flaw, 14: siret_flaw}


def normalised(text: str) -> str:
    """The text in NFKC, without soft hyphens, every blank within a line written as a space."""
    composed = unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "")
    return "\n".join(" ".join(line.split()) for line in composed.splitlines())


def identifiers_in(text: str) -> frozenset[str]:
    """The FINESS, RPPS and SIRET with a right key that stand in a text, in plain form.

    A number counts when it stands bounded: alone between its blanks, or a whole run of groups. A
    SIREN has the shape of a FINESS: one that says so is left out.
    """
    found: set[str] = set()
    for run in _NUMBER.finditer(text := normalised(text)):
        if _COMPANY.search(text[max(0, run.start() - _BEFORE) : run.start()]):
            continue
        groups = re.split("[ .]", run[0])
        for written in ("".join(groups), *groups):
            number = canonical(written)
            flaw = _LENGTHS.get(len(number))
            if flaw is not None and flaw(number) is None:
                found.add(number)
    return frozenset(found)
