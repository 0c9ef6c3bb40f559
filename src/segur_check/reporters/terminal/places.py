"""Where a finding is: the plain name of the field, then the file and the line."""

from collections.abc import Iterator

from segur_check.report import Finding, Location
from segur_check.reporters.display import place
from segur_check.reporters.words import counted, word
from segur_check.values.fields import field_name
from segur_check.values.wording import Quoted, written

_MOST = 4
"""So many places of a finding are told; with -v all are."""


def plain_places(finding: Finding, file: str, lang: str, *, of_json: bool = False) -> Iterator[str]:
    """`Montant HT de la facture, solde.json:70:25`: one line per place, the others counted.

    Places in the folder of `file` are told from there. `of_json` leaves out the documents, whose side
    is told already.
    """
    places = [at for at in finding.locations if at.pointer or not of_json]
    lines = list(dict.fromkeys(_plain(at, file, lang) for at in places))
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield counted(lang, "other_places", len(lines) - _MOST)


def plain_place(at: Location, file: str, lang: str) -> str:
    """`Montant HT de la facture, solde.json:70:25`."""
    name = field_name(at.pointer, lang) if at.pointer else ""
    where = place(at, lang)
    if at.file == file:
        where = where[_folder_length(file) :]
    else:
        for root in (f"{file}/", file[: _folder_length(file)]):
            if root and at.file.startswith(root):
                where = where[len(root) :]
                break
    return f"{name}, {where}" if name else where


def _plain(at: Location, file: str, lang: str) -> str:
    where = plain_place(at, file, lang)
    if at.excerpt is None or at.pointer is not None:
        return where
    return f"{where}{word(lang, 'colon')}{written(Quoted(at.excerpt), lang)}"


def _folder_length(file: str) -> int:
    return max(file.rfind("/"), file.rfind("\\")) + 1


def whole_places(finding: Finding, lang: str) -> str:
    """Each place of a finding on its line: the field, where, the pointer, and what stands there."""
    lines: list[str] = []
    for at in finding.locations:
        line = place(at, lang)
        if at.pointer:
            name = field_name(at.pointer, lang)
            line = f"{name}, {line}  {at.pointer}" if name else f"{line}  {at.pointer}"
        if at.excerpt is not None:
            said = f"  = {at.excerpt}"
            if at.pointer is None:
                said = f"{word(lang, 'colon')}{written(Quoted(at.excerpt), lang)}"
            line += said
        lines.append(line)
    return "\n".join(dict.fromkeys(lines))
