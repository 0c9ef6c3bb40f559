"""DEM007: the bank details of an enrolment: the IBAN, its key, and who holds the account."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import Document, legible
from segur_check.case.names import telling_words
from segur_check.case.signing import may_be_signed
from segur_check.pieces.words.text import flat, normalised
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents
from segur_check.values.wording import Quoted, Value

_IBAN_BEGINS = Pattern(r"(?<![A-Z0-9])[A-Z]{2}\d\d(?=[ A-Z0-9])")
# An IBAN or a BIC, by their names; and by their shapes, however the signs are set apart.
_ACCOUNT = Pattern(
    r"\b(?:iban|bic|swift)\b|\b(?:i\W?b\W?a\W?n|b\W?i\W?c)\b|international bank account|bank identifier"
)
_COUNTRY = r"(?:FR|MC|DE|BE|LU|CH|ES|IT|NL|IE|LT|GB|PT|AT|SE|DK|FI|PL|MT|CY|EE|LV)"
_SHAPE = Pattern(
    rf"{_COUNTRY}\d\d[A-Z0-9]{{10}}|[A-Z]{{4}}{_COUNTRY}(?=[A-Z0-9]{{0,4}}\d)"
    rf"|[A-Z]{{4}}{_COUNTRY}[A-Z0-9]{{2}}(?:XXX|\Z)"
)
_LONGEST_IBAN = 34 + 10  # signs, and the blanks between its groups
_LABEL_NEAR = 60  # signs
# What heads the name of the holder, and what heads anything else that may stand in its place.
_HOLDER = Pattern(
    r"\b(?:titulaire(?: du compte)?|intitule du compte|nom du (?:titulaire|compte)|account (?:holder|owner|name))"
    r"(?: \([^)]*\))? ?:? ?(.*)"
)
_ANOTHER_LABEL = Pattern(
    r"\b(?:iban|bic|swift|rib|domicili\w*|banques?|bank|agence|guichet|adresse|comptes?|codes?|cle|devise|titulaire)\b|:"
)
# Who else may be paid, or another name of the supplier: the holder then proves nothing.
_ANOTHER_NAME = Pattern(
    r"\b(?:factor\w*|affactur\w*|subrog\w*|cession\w*|cessionnaire|enseigne|marque|sigle|sequestre|mandataire"
    r"|nom (?:commercial|d'usage)|exploit\w+ sous)\b"
)
_ALIKE = 5  # letters: "medical" and "medicales" are one word
# The key of a French account (RIB): its letters count as figures, and the whole is a multiple of 97.
_FIGURE_OF = {
    letter: rank % 9 + 1 + (rank >= 18)  # noqa: PLR2004 - S counts as 2
    for rank, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
_MODULUS = 97
_SHOWN = 4  # signs of an IBAN at each end: the rest of it stays in the document


@control("DEM007")
def bank_details(context: Context) -> Iterator[Outcome]:
    """A RIB without IBAN or BIC, whose IBAN has a false key, or whose holder has no word of the supplier's name.

    [003] asks for the RIB of the beneficiary, [004] for one with the supplier's IBAN or BIC; the key is
    that of ISO 13616. A scan proves nothing; of a page read by character recognition, the key alone is
    judged, where the page itself confirms what was read of the account.
    """
    for document in legible(context, "RIB"):
        if document.is_whole:
            yield from _false_key(document)
            yield from _holder_of_another_name(context, document)
            yield from _no_account(context, document)
        elif document.attachment.recognised and document.is_read:
            yield from _false_key(document)


def _no_account(context: Context, document: Document) -> Iterator[Outcome]:
    """A RIB of wave 2 with neither an IBAN nor a BIC, by name or by shape; a picture may show them."""
    together = "".join(document.text.split()).upper()
    if (
        context.corridor.family != "va2"
        or _ACCOUNT.search(document.plain)
        or _SHAPE.search(together)
    ):
        return
    values: dict[str, Value] = {"file": Quoted(document.attachment.name)}
    if may_be_signed(document):
        yield NotChecked(NotCheckedKind.UNREADABLE, "drawn", values)
    else:
        yield Problem(document.at(), values, variant="none", confidence=Confidence.PROBABLE)


def _false_key(document: Document) -> Iterator[Problem]:
    """An IBAN of the right shape with another key than its own, where no right one stands."""
    ibans = [found for found in map(_key_of, _ibans(document.text)) if found is not None]
    if not ibans or any(iban[2:4] == key for iban, key in ibans):
        return
    iban, key = ibans[0]
    if document.attachment.recognised and not _is_confirmed(iban, document.text):
        return
    values: dict[str, Value] = {
        "file": Quoted(document.attachment.name),
        "iban": f"{iban[:_SHOWN]} … {iban[-_SHOWN:]}",
        "found": iban[2:4],
        "expected": key,
    }
    yield Problem(document.at(), values, confidence=Confidence.PROBABLE)


def _is_confirmed(iban: str, text: str) -> bool:
    """Whether the account of a French IBAN was surely read: its own key is right, or it stands twice.

    One figure that is misread for another makes both untrue.
    """
    account = iban[4:]
    if not iban.startswith("FR"):
        return False
    figures = "".join(str(_FIGURE_OF.get(sign, sign)) for sign in account)
    read_twice = "".join(char for char in text.upper() if char.isalnum()).count(account) > 1
    return read_twice or int(figures) % _MODULUS == 0


def _ibans(text: str) -> Iterator[str]:
    """What may be an IBAN in a text: French, or called so; longer and longer, group by group."""
    capitals = text.upper()
    for begin in _IBAN_BEGINS.finditer(capitals):
        before = capitals[max(0, begin.start() - _LABEL_NEAR) : begin.start()]
        if begin[0][:2] != "FR" and "IBAN" not in before:
            continue
        line = capitals[begin.start() : begin.start() + _LONGEST_IBAN].partition("\n")[0]
        written = ""
        for group in line.split():
            if not (group.isascii() and group.isalnum()):
                break
            written += group
            yield written


def _key_of(iban: str) -> tuple[str, str] | None:
    """An IBAN and the key that is its own; None for what has not the shape of its country's IBAN."""
    from stdnum import iban as rules  # noqa: PLC0415 - heavy import

    key = rules.calc_check_digits(iban)
    shaped = rules.is_valid(f"{iban[:2]}{key}{iban[4:]}", check_country=False)
    return (iban, key) if shaped else None


def _holder_of_another_name(context: Context, document: Document) -> Iterator[Problem]:
    name = context.settings.file.fournisseur.raison_sociale
    holder = _holder_in(document.text)
    if not name.strip() or holder is None or _ANOTHER_NAME.search(document.plain):
        return
    if _share_a_word(name, document.plain) or _is_short_for(holder, name):
        return
    values: dict[str, Value] = {
        "file": Quoted(document.attachment.name),
        "found": Quoted(holder),
        "expected": Quoted(name),
    }
    yield Problem(document.at(), values, variant="holder", confidence=Confidence.PROBABLE)


def _holder_in(text: str) -> str | None:
    """The holder of the account: the words after that label, or on the line below it alone."""
    lines = normalised(text).splitlines()
    for index, line in enumerate(lines):
        label = _HOLDER.search(flat(line))
        if label is None:
            continue
        below = lines[index + 1] if index + 1 < len(lines) else ""
        holder = line[label.start(1) :] if label[1].strip() else below
        if telling_words(holder) and not _ANOTHER_LABEL.search(without_accents(holder)):
            return holder.strip()
    return None


def _share_a_word(name: str, plain: str) -> bool:
    words = without_accents(plain).split()
    starts = {word.strip(".,;:()'\"-")[:_ALIKE] for word in words}
    unspaced = "".join(char for char in plain if char.isalnum())
    return any(word[:_ALIKE] in starts or word in unspaced for word in telling_words(name))


def _is_short_for(holder: str, name: str) -> bool:
    """Whether the holder is named by the initials of the supplier, or the supplier by its."""
    return _initials_stand_in(name, holder) or _initials_stand_in(holder, name)


def _initials_stand_in(name: str, other: str) -> bool:
    words, telling = without_accents(name).split(), telling_words(name)
    initials = {
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word in telling),
    }
    return any(len(word) > 1 and word in initials for word in without_accents(other).split())
