"""Who signs a document for the client, as its labels and sentences say.

The supplier often signs beside the client: what stands under its name is left out.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from segur_check.case.documents import Document
from segur_check.case.names import is_person
from segur_check.case.signature_blocks import A_CLIENT, CLIENTS, OF_SUPPLIER, SIGNS, is_suppliers
from segur_check.pieces.figures.layout import Cell, Line
from segur_check.values.pattern import Pattern

# What a signatory is called by; the name follows it, on the line or below, or stands just above.
_IN_BRACKETS = r"(?: ?\([^)]{0,60}\))?"
_SIGNATORY = Pattern(
    rf"(?:\bnom\b[a-z, ]{{0,24}} |\b(?<!qualite du )(?<!fonction du )(?<!titre du )(?<!role du ))signataire(?: pour)?(?: {CLIENTS})?{_IN_BRACKETS}"
    r"|\bsignee?s?(?:\(e\))?(?: electroniquement| numeriquement)? par\b|\bsoussignee?s?(?:\(e\))?"
    rf"|\brepresentante?(?: legale?)? {CLIENTS}|\Apour {CLIENTS}|\A(?:le |la |l['’]){A_CLIENT} ?:?\Z"
)
# What else stands before a name, where it is enough that somebody is named.
_NAMES_SOMEBODY = Pattern(
    r"(?:\bnoms?(?:,| et|/)? ?prenoms?|\bprenoms?(?:,| et|/)? ?noms?)\b(?:[^:]{0,60}:)?|\bsignee?s?(?:\(e\))? ?:"
    r"|\b(?:directeur|directrice|dirigeante?|gerante?|presidente?|maire|titulaire|responsable|administrateur|administratrice"
    rf"|chef|cheffe|cadre|dsi)\b[^:,]{{0,40}}[:,]|\b(?:par|pour) {CLIENTS}[^:,]{{0,40}}[:,]"
)
_NAME_LABEL = Pattern(r"\Anoms?\b[^:]{0,30}:?")  # "Nom :" heads a block of address too
_NEAR_NAME = 4  # lines from it to the words of a signature, or to a date
# "Nom : INVENTÉ", and on that line or the next "Prénom : Camille".
_FAMILY_NAME = Pattern(r"\bnom(?: d'usage)? {0,2}: {0,12}[a-z][a-z'-]+")
_FIRST_NAME = Pattern(r"\bprenom {0,2}: {0,12}[a-z][a-z'-]+")
# The rank of who signs, under a name.
_RANK = Pattern(rf"\A(?:le |la |l['’])?representante?(?: legale?)? {CLIENTS}\W*\Z")
_TITLE = r"(?:M|Mr|Mme|Mlle|Monsieur|Madame|Dr|Docteure?|Pr|Professeure?|Ma[iî]tre)\b\.?"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_PARTICLE = r"(?:de|du|des|la|le|d['’]|van|von)"
_NAME = Pattern(
    rf"[\s:,;.…_-]{{0,20}}(?P<name>(?:{_TITLE} )*{_CAPITALISED}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITALISED}){{0,4}})(?![\w@])"
)
# Words with capitals that are no name of a person: titles of documents and of rows.
_NO_NAME = Pattern(
    r"\b(?:verifications?|aptitude|mise|ordre|marche|attestation|proces|verbal|pv|va|mom|adresses?|courriel|mail"
    r"|date|lieu|fait|signatures?|cachet|tampon|lu|approuve|bon|nom|prenom|qualite|fonction|client|fournisseur|editeur|solution"
    r"|logiciel|version|prestations?|segur|numerique|commande|facture|finess|rpps|siret|siren|ans|mssante|mss|dpi|page"
    r"|rue|avenue|boulevard|place|cedex|bp|cs|hospices?|polyclinique|chu|chru|ch|ght|ehpad|mutualite|document|specimen"
    r"|directions?|financiere?|administrative?|informatique|medicale?"
    r"|docusign|yousign|universign|adobe|acrobat|oodrive|inc|ltd|gmbh)\b"
)
_PLACE = Pattern(r" ?, le ")  # what follows the place of a signature
_NO_PLACE = Pattern(rf"{_TITLE} ")
# Words that begin or tie the names of places: "À Fort de France", "La Roche sur Yon", "Saint Denis".
_OF_A_PLACE = Pattern(
    r"\A(?:a|fait)\b|\b(?:l[ae]s?|l['’]\w+|saintes?|ste?|mont|fort|port|pointe|cap|bourg|ville|chateau|aix|basse|grande?|nouvelle"
    r"|de|du|des|en|sur|sous|les)\b"
)
_BY = Pattern(r"\bpar ?:? ?\Z")
_MAIL = Pattern(r"\S+@\S+")
# A cell that names an establishment, maybe by the name of who owns it: "Cabinet du Dr Exemple".
_ESTABLISHMENT = Pattern(
    r"(?:client ?:? ?)?(?:cabinet|pharmacie|officine|clinique|centre|maison|laboratoires?|selarl|selas|scp|scm|sarl)\b[^:]*\Z"
)
# Where someone signs in a sentence: the name follows a date, "par" or the rank, or stands before the rank.
_RANKS = (
    r"(?:representante?(?: legale?)?|(?:co-?)?gerante?|(?:vice-)?presidente?|direct(?:eur|rice)|p?dg|associee?"
    r"|titulaire|fondat(?:eur|rice)|responsable|mandataire|signatures? de)"
)
_AFTER_DATE = Pattern(r"[\s,;:|().–—-]{0,10}(?:(?:et )?signee?s? )?(?:par )?")
_OTHER_DATE = Pattern(r"\b(?:du|au|arrete|decret|loi|decision)\b[^:|–—]{0,20}\Z")
_BEFORE_NAME = Pattern(rf"\b(?:{_RANKS}|par)(?: general\w*)?(?: ?[,:–—-])? ")
_RANK_AFTER = Pattern(
    rf"\s?[,(–—-] ?(?:en (?:sa )?qualite de |son |sa |le |la )?{_RANKS}\b(?![^.;,]{{0,30}}:)"
)
_LONGEST_NAME = 60  # signs
_NAME_STARTS = Pattern(rf"(?<![\w’'-]){_CAPITALISED} ")


class Signatory(Struct, frozen=True):
    """A person's name in a document, and the line that shows it."""

    name: str
    line: Line
    start: int


def client_signatories(document: Document) -> list[Signatory]:
    """The people that a document calls its signatory, or the representative of the client."""
    lines = document.sheet.lines
    found: list[Signatory] = []
    for index, line in enumerate(lines):
        for rank, cell in enumerate(line.cells):
            label = _SIGNATORY.search(cell.text)
            if label is not None and not is_suppliers(lines, index, cell):
                found += _named_by(lines, index, rank, label.end())
    return found


def _named_by(lines: Sequence[Line], index: int, rank: int, end: int) -> Iterator[Signatory]:
    """The name beside a label; nothing where it may be that above or that below.

    `rank` of the cell in its line, `end` of the label in the cell.
    """
    line = lines[index]
    cell = line.cells[rank]
    own = _name_in(line, cell.start + end, cell.end)
    if own is None and rank + 1 < len(line.cells):
        beside = line.cells[rank + 1]
        own = _name_in(line, beside.start, beside.end)
    if own is not None:
        yield own
        return
    if line.page == 0:  # a form field: those around are others
        return
    near = [_name_near(lines, index + 1, line.page, cell)]
    if _RANK.search(cell.text):
        near.append(_name_near(lines, index - 1, line.page, cell))
    names = [name for name in near if name is not None]
    if len(names) == 1:
        yield names[0]


def _name_near(lines: Sequence[Line], index: int, page: int, under: Cell) -> Signatory | None:
    """The name that is all of a cell, on a line above or below another cell."""
    if not 0 <= index < len(lines) or lines[index].page != page:
        return None
    line = lines[index]
    over = [cell for cell in line.cells if cell.overlaps(under.start, under.end)]
    return _name_in(line, over[0].start, over[0].end) if len(over) == 1 else None


def _name_in(line: Line, start: int, end: int) -> Signatory | None:
    """The person that a part of a line begins with."""
    met = _NAME.match(line.text[:end], start)
    if met is None or OF_SUPPLIER.search(line.flat[start:end]):
        return None
    name, at = met["name"], met.start("name")
    is_place = (
        _PLACE.match(line.flat, met.end("name")) is not None
        and _NO_PLACE.match(name) is None
        and _BY.search(line.flat[:at]) is None
    )
    if is_place or _NO_NAME.search(line.flat[at : met.end("name")]) or not is_person(name):
        return None
    return Signatory(name, line, at)


def people_text(document: Document) -> str:
    """What a document says of people: without addresses, and without the names of establishments."""
    sheet = document.sheet
    cells = (cell.text for line in (*sheet.lines, *sheet.flowing) for cell in line.cells)
    return " ".join(_MAIL.sub(" ", cell) for cell in cells if not _ESTABLISHMENT.match(cell))


def shows_a_name(document: Document) -> bool:
    """Whether a person may be named where one signs: beside a label, or alone in its cell."""
    if client_signatories(document):
        return True
    lines = document.sheet.lines
    for index, line in enumerate(lines):
        for rank, cell in enumerate(line.cells):
            alone = rank == 0 or not line.cells[rank - 1].text.endswith(":")
            if alone and _name_in(line, cell.start, cell.end) is not None:
                return True
            label = _NAMES_SOMEBODY.search(cell.text)
            if label is None and _is_signed_near(lines, index):
                label = _NAME_LABEL.match(cell.text)
            if label is not None and any(True for _ in _named_by(lines, index, rank, label.end())):
                return True
        if _names_after_a_sign(line) or _names_before_a_rank(line) or _may_name_before_a_day(line):
            return True
    return any(
        _FAMILY_NAME.search(line.flat)
        and any(_FIRST_NAME.search(near.flat) for near in lines[index : index + 2])
        for index, line in enumerate(lines)
    )


def _is_signed_near(lines: Sequence[Line], index: int) -> bool:
    """Whether the words of a signature, or a date, stand around a line."""
    around = lines[max(0, index - _NEAR_NAME) : index + _NEAR_NAME + 1]
    return any(line.days or SIGNS.search(line.flat) for line in around)


def _names_after_a_sign(line: Line) -> bool:
    """Whether a name follows a date or a rank: "Fait à Annecy, le 15/03/2024 – Claude Fictif"."""
    own = (day for day in line.days if not _OTHER_DATE.search(line.flat[: day.start]))
    after = [between.end() for day in own if (between := _AFTER_DATE.match(line.flat, day.end))]
    after += [before.end() for before in _BEFORE_NAME.finditer(line.flat)]
    names = (_NAME.match(line.text, start) for start in after)
    return any(name is not None and _name_in(line, name.start(), name.end()) for name in names)


def _may_name_before_a_day(line: Line) -> bool:
    """Whether what stands before a date may be a person: "Claude Fictif, le 15/03/2024", as well as a town."""
    for cell in line.cells:
        met = _NAME.match(line.text[: cell.end], cell.start)
        if met is None or _PLACE.match(line.flat, met.end("name")) is None:
            continue
        words = line.flat[met.start("name") : met.end("name")]
        no_person = _NO_NAME.search(words) or _OF_A_PLACE.search(words) or OF_SUPPLIER.search(words)
        if " " in words and not no_person and is_person(met["name"]):
            return True
    return False


def _names_before_a_rank(line: Line) -> bool:
    """Whether the rank of who signs follows a name: "Pour la société, Claude Fictif, gérante"."""
    for rank in _RANK_AFTER.finditer(line.flat):
        near = max(0, rank.start() - _LONGEST_NAME)
        for first in _NAME_STARTS.finditer(line.text[near : rank.start()]):
            named = _name_in(line, near + first.start(), rank.start())
            if named is not None and named.start + len(named.name) == rank.start():
                return True
    return False
