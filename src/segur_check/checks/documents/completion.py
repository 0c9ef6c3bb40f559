"""DOC025, DOC039: what a completion statement must say."""

import re
from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import (
    Confidence,
    Figure,
    NotChecked,
    NotCheckedKind,
    Outcome,
    Problem,
    control,
)
from segur_check.case.documents import Document, legible, reads_as_accepted
from segur_check.case.mentions import sentence_before
from segur_check.case.names import names_wholly
from segur_check.pieces.figures.written import dates_in
from segur_check.pieces.words.text import identifiers_in
from segur_check.values.identifiers import SIREN_LENGTH, canonical, plain
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Term, Value

_STATEMENT = "ATTESTATION_FIN_PRESTATION"

_LABELLED_NUMBER = Pattern(
    r"\b(?:dossier asp|demande de financement|(?:numero|n°) (?:de )?(?:dossier|demande|asp))\b"
    r"[^a-z0-9]{0,200}(?:[a-z]{1,6}[-_/ ]?)?\d"
)
# Digits that are no file number: those of an amount, an article, a telephone, a postal code.
_OTHER_DIGITS = Pattern(
    r"\d[\d ]{0,15}[.,]\d\d ?(?:€|eur)|(?:\+33|\b0)[ .]?\d(?:[ .]?\d\d){4}\b|\b\d{5} [a-z]|\bfr ?\d\d ?\d{3}"
    r"|(?:siren|siret|rpps|finess\w*|iban|tva|capital|referencement)[^\d]{0,30}[\d ]{4,}"
)
_NUMBER = Pattern(r"\b[a-z]{0,6}[-_]?\d(?:[-_]?\d){3,40}\b")
_DATED = Pattern(
    r"\b(?:fait|date|signe\w*)\W{0,3}(?:\w+\W{1,3}){0,6}\Z|(?<!avant )(?<!apres )(?<!depuis )\ble\W{0,2}\Z"
)
_BEFORE_DATE = 60  # characters
# The model's sentence that some clients got no prestation, and the ticked box before it.
_SOME_ARE_NOT = Pattern(r"n'ont pas pu beneficier")
_BEFORE_SENTENCE = 250  # characters
_TICK = Pattern(r"(?:[\u2611\u2612\u2713\u2714]|[\[(] ?x ?[\])])")


@control("DOC025")
def statement_incomplete(context: Context) -> Iterator[Outcome]:
    """A completion statement without supplier, file number, date, or list of clients."""
    supplier = context.settings.file.fournisseur.raison_sociale
    for statement in legible(context, _STATEMENT):
        if not statement.is_whole:
            continue
        named = _names_supplier(context, statement)
        missing = [
            name
            for name, is_given in (
                ("supplier", named or not supplier),
                ("file-number", _has_file_number(statement)),
                ("date", _is_dated(context, statement)),
                ("clients", _lists_clients(context, statement)),
            )
            if not is_given
        ]
        values: dict[str, Value] = {"file": Quoted(statement.attachment.name)}
        if missing:
            found = values | {"missing": Items(tuple(Term(f"mention.{name}") for name in missing))}
            yield Problem(statement.at(), found, confidence=Confidence.PROBABLE)
        if not (supplier or named):
            yield NotChecked(NotCheckedKind.NOT_GIVEN, "supplier", values)


def _names_supplier(context: Context, statement: Document) -> bool:
    supplier = context.settings.file.fournisseur
    siren = plain(supplier.siret)[:SIREN_LENGTH]
    numbered = len(siren) == SIREN_LENGTH and siren in re.sub(r"\D", "", statement.plain)
    return numbered or names_wholly(statement.plain, supplier.raison_sociale)


def _has_file_number(statement: Document) -> bool:
    """Whether it gives a number after a label of file numbers, or one that can be nothing else."""
    if statement.says(_LABELLED_NUMBER):
        return True
    text = statement.plain
    for day in reversed([*dates_in(text)]):
        text = f"{text[: day.start]} {text[day.end :]}"
    others = identifiers_in(text)
    remaining = _OTHER_DIGITS.sub(" ", text)
    return any(canonical(match[0]) not in others for match in _NUMBER.finditer(remaining))


def _is_dated(context: Context, statement: Document) -> bool:
    """Whether it gives a date other than the closing dates, which the model itself prints."""
    table, text = context.corridor, statement.plain
    bounds = (table.completion and table.completion.ends, table.closing("solde"))
    printed = {bound.on for bound in bounds if bound}
    return any(
        day.value not in printed or _DATED.search(text[: day.start][-_BEFORE_DATE:])
        for day in dates_in(text)
    )


def _lists_clients(context: Context, statement: Document) -> bool:
    """Whether it lists the clients that got no prestation, where it says that there are some."""
    completion = context.corridor.completion
    if completion is None or completion.lists_clients is None:
        return True
    shown = identifiers_in(statement.text)
    declared = {canonical(number) for number in context.dossier.file.non_installes}
    if declared:
        return declared <= shown
    sentence = _SOME_ARE_NOT.search(statement.plain)
    if sentence is None:
        return True
    before = statement.plain[: sentence.start()][-_BEFORE_SENTENCE:]
    siret = plain(context.settings.file.fournisseur.siret)
    return _TICK.search(before) is None or bool(shown - {siret})


# That the prestation is over, in whatever words; and that the client's checks are not.
_WORK = r"(?:prestations?|installations?|deploiements?|mises? a jour)(?: segur)?"
_ENDED = r"(?:acheve|termine|finalise|complete|realise|execute|effectue|livre|installe|mene|fait|effecti[fv])(?:e|es|ee|ees|s)?"
_OVER = Pattern(
    r"\bbonne (?:execution|realisation)\b|\bbonne\b.{0,120}\bfin\b|\bacheve\w*|\bachevement\b|\btermine(?:e|es|ee|ees|s)?\b"
    r"|\bfinalise\w*|\ba (?:bonne|leur|son|bon) (?:fin|terme)\b"
    rf"|\b(?:a|ont|est|sont|ete|avoir|ayant) (?:\w+ ){{0,3}}?{_ENDED}\b|\bbien {_ENDED}\b"
    r"|\b(?:atteste|certifie|declare|confirme|notifie|signale)\w*\b[^.;]{0,80}\bfin d"
)
_NOT_OVER = Pattern(
    r"\bn'atteste pas\b[^.;]{0,60}|\bnon[- ](?:achev|termin|finalis)\w+"
    rf"|\b{_WORK}(?: [\w'-]+){{0,4}}? (?:n'est|n'a|ne sont|n'ont|n'etai\w+) (?:pas|jamais)(?: \w+){{0,3}}? {_ENDED}\b"
    rf"|\b{_WORK}(?: [\w'-]+){{0,4}}? (?:est|sont|reste|restent) (?:encore |toujours )?(?:en cours|inacheve\w*|a terminer|a finaliser|a achever)\b"
    rf"|\b{_WORK}(?: [\w'-]+){{0,4}}? (?:sera|seront) (?:\w+ ){{0,2}}?{_ENDED}\b"
)
# What is left to do by the supplier, in the sentence that attests: not the client's checks, nor other clients.
_LEFT_TO_DO = Pattern(
    r"\bsous reserve (?:de |d'|des |du |que )[^.;]{0,60}\b(?:install|deploi|deploy|mises? a jour|parametr|livr|activ)\w*"
    r"|\brest\w* (?:encore |toujours )?a (?:faire|installer|realiser|deployer|livrer|parametrer|terminer)\b"
)
_OF_OTHERS = Pattern(
    r"\b(?:verif\w*|recettes?|valid\w*|sign\w*|va|mom|ordre de marche|aptitude|accept\w*|clients?|etablissements?|structures?"
    r"|cabinets?|praticiens?|professionnels?|beneficiaires?|listee?s?|ci-dessous|rien|aucune?s?|ne|n'\w+|paiement|solde|depot"
    r"|conformite|exactitude)\b"
)
_BEFORE_LEFT = 80  # signs
_SENTENCE_ENDS = Pattern(r"[.;!?](?: |\Z)")
_CONDITION = Pattern(r"\b(?:si|cas|lorsqu\w*|quand|dont|dans le cas|avant que|jusqu'a)\b")
_PENDING = Pattern(
    r"\b(?:verifications?|recettes?)\b.{0,80}\b(?:en cours|en attente|a (?:faire|venir|realiser)|pas (?:encore )?(?:termine|acheve|signe|remis))"
    r"|\bencore\b.{0,40}\b(?:verifi\w+|recettes?|valid\w+)"
    r"|\ben cours de (?:verification|validation|signature)\b"
    r"|\b(?:pas|empeche\w*)\b.{0,60}\bdepos\w+"
    r"|\b(?:va|mom|verifications? d'aptitude|mises? en ordre de marche|signatures?)\b.{0,80}"
    r"\b(?:en cours|en attente|attendue?s?|pas (?:encore )?(?:signe|recu|remis))"
    r"|\b(?:en attente|attente) d"
)
_BOX = Pattern(
    r"(?P<on>[\u2611\u2612\u2713\u2714]|[\[(] ?x ?[\])])|(?P<off>\u2610|\u25a1|[\[(] ?[\])])"
)


@control("DOC039")
def good_end_not_attested(context: Context) -> Iterator[Outcome]:
    """A completion statement that does not attest the good end, or whose box is not as it must be.

    [002], model of the statement: "Atteste de la bonne fin de la Prestation Ségur", the client's checks
    being still going on; the box of the clients not installed, for hospitals and city medicine only.
    [004]: the completion is notified. Other words of the same sense will do.
    """
    completion = context.corridor.completion
    asked = completion.attests if completion is not None else None
    if completion is None or asked is None:
        return
    for statement in legible(context, _STATEMENT):
        if not reads_as_accepted(statement):
            continue
        values: dict[str, Value] = {"file": Quoted(statement.attachment.name)}
        said = _said_of_the_end(statement)
        if not said and "pending" in asked.value and not statement.says(_PENDING):
            said = "pending"
        if said:
            variant = "" if said == "absent" else said
            yield _problem(statement, values, variant, asked)
        box = _fault_of_the_box(context, statement)
        if box:
            yield _problem(statement, values, box, completion.lists_clients or asked)


def _problem(
    statement: Document, values: dict[str, Value], variant: str, figure: Figure
) -> Problem:
    return Problem(
        statement.at(), values, variant=variant, figure=figure, confidence=Confidence.PROBABLE
    )


def _said_of_the_end(statement: Document) -> str:
    """What a statement says wrong of the end: "contrary", "absent"; "" for nothing, or where it says both."""
    text = statement.plain
    if any(map(_leaves_work, _SENTENCE_ENDS.split(text))):
        return "contrary"
    if _OVER.search(_NOT_OVER.sub(" ; ", text)):
        return ""
    denials = _NOT_OVER.finditer(text)
    if any(not _CONDITION.search(sentence_before(text, met)) for met in denials):
        return "contrary"
    return "" if statement.says(_OVER) else "absent"


def _leaves_work(sentence: str) -> bool:
    """Whether a sentence attests the end but for work of the supplier: "sous réserve de l'installation"."""
    left = _LEFT_TO_DO.search(sentence)
    over = _OVER.search(sentence)
    if left is None or over is None or over.start() > left.start():
        return False
    around = sentence[max(over.end(), left.start() - _BEFORE_LEFT) :]
    return not (_OF_OTHERS.search(around) or _CONDITION.search(around))


def _fault_of_the_box(context: Context, statement: Document) -> str:
    """What is wrong with the box of the clients not installed, as it is printed; "" for nothing."""
    text = statement.plain
    sentence = _SOME_ARE_NOT.search(text)
    if sentence is None:
        return ""
    boxes = [*_BOX.finditer(text[: sentence.start()][-_BEFORE_SENTENCE:])]
    if not boxes:
        return ""
    completion, ticked = context.corridor.completion, boxes[-1]["on"] is not None
    listed = completion is not None and completion.lists_clients is not None
    if ticked and not listed:
        return "box"
    supplier = plain(context.settings.file.fournisseur.siret)
    named = identifiers_in(text[sentence.end() :]) - {supplier, supplier[:SIREN_LENGTH]}
    return "unticked" if listed and not ticked and named else ""
