"""The codes of the SONS, as the texts write them, and the other names they are met under."""

import difflib
import re
from collections.abc import Iterator, Mapping

from segur_check.errors import UsageFault

# Every code of the field; those without a table in rules/corridors/ are known by name only.
KNOWN_CODES = (
    "BIO-SGL-Va1", "BIO-LOINC-Va1", "HOP-DPI-Va1", "HOP-PFI-Va1", "HOP-RI-Va1", "MDV-LGC-Va1",
    "RAD-RIS-Va1", "PHA-LGO-Va1", "MS1", "MS2-PDE", "MS2-PDS", "SAS", "HOP-DPI-Va2",
    "HOP-PFI-Va2", "IMG-DB-Va2", "IMG-RIS-Va2", "MDV-LGC-Va2", "BIO-SGL-Va2", "PHA-LGO-Va2",
)  # fmt: skip
ALIASES: Mapping[str, str] = {
    "SONS-IMG-DB-VA2": "IMG-DB-Va2",
    "RAD-DRIMBOX-VA2": "IMG-DB-Va2",
    "RAD-RIS-VA2": "IMG-RIS-Va2",
}


def plain_code(written: str) -> str | None:
    """The code of a SONS as the texts write it, whatever the case; None when it is not known."""
    wanted = written.strip().upper()
    if wanted in ALIASES:
        return ALIASES[wanted]
    return next((code for code in KNOWN_CODES if code.upper() == wanted), None)


def known_sons(written: str, where: str) -> str:
    """The plain code of a SONS that `where` names.

    Raises:
        UsageFault: nobody knows this code; the message offers the nearest and lists them all.
    """
    code = plain_code(written)
    if code is not None:
        return code
    upper = [code.upper() for code in KNOWN_CODES]
    near = difflib.get_close_matches(written.strip().upper(), upper, n=1, cutoff=0.5)
    guess = plain_code(near[0]) if near else None
    known = ", ".join(KNOWN_CODES)
    raise UsageFault(
        f"{where} : le SONS « {written} » n'existe pas"
        + (f" ; vouliez-vous « {guess} » ?" if guess else ".")
        + f" Codes connus : {known}",
        f"{where}: there is no SONS “{written}”"
        + (f"; did you mean “{guess}”?" if guess else ".")
        + f" Known codes: {known}",
    )


def named_in(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The SONS that a text names, as written, with the codes that each may stand for.

    Without its wave ("HOP-PFI") a name stands for both. A code without a hyphen is left out: SAS
    is a form of company too.
    """
    for base in dict.fromkeys(_without_wave(code) for code in (*KNOWN_CODES, *ALIASES)):
        if "-" not in base:
            continue
        parts = r"[ \-–_]{1,3}".join(map(re.escape, base.split("-")))
        for met in re.finditer(
            rf"(?<!\w){parts}(?:[ \-–_]{{0,3}}Va ?([12]))?(?!\w)", text, re.IGNORECASE
        ):
            waves = (met[1],) if met[1] else ("1", "2")
            codes = (plain_code(base), *(plain_code(f"{base}-Va{wave}") for wave in waves))
            yield met[0], frozenset(code for code in codes if code is not None)


def named_instead_of(sons: str, text: str) -> tuple[str, ...]:
    """The SONS that a text names, as written, where it does not name this one."""
    named = list(named_in(text))
    own = rf"(?<!\w){re.escape(_without_wave(sons))}(?!\w)"
    if any(sons in codes for _, codes in named) or ("-" not in sons and re.search(own, text)):
        return ()
    return tuple(dict.fromkeys(written for written, _ in named))


def _without_wave(code: str) -> str:
    return re.sub(r"-Va\d\Z", "", code, flags=re.IGNORECASE)
