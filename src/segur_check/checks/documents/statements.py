"""DOC040, DOC041: what somebody declares in a signed statement, and who declares it."""

import re
from collections.abc import Iterator

from msgspec import UNSET

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
from segur_check.case.mentions import sentence_after, sentence_before
from segur_check.case.signatories import shows_a_name
from segur_check.case.signing import electronic_signers, may_be_signed
from segur_check.pieces.words.text import identifiers_in
from segur_check.rules.controls import Citation
from segur_check.values.identifiers import SIREN_LENGTH, plain
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Quoted, Term, Value

_COMPLETION = "ATTESTATION_FIN_PRESTATION"
_SWORN = "ATTESTATION_HONNEUR"
_RENUNCIATION = "ATTESTATION_RENONCIATION"
_NO_HOSTING = "ATTESTATION_NON_HDS"
_STATEMENTS = (_COMPLETION, _SWORN, _RENUNCIATION, _NO_HOSTING)

# A name that is written in a form: "Nom : Fictif", "NOM DU SIGNATAIRE Fictif"; labels are none.
_LABELLED = Pattern(
    r"\b(?:[Nn]oms?|NOMS?)\b[^\n:]{0,40}?[ :\n]+"
    r"(?!(?:Pr[ée]nom|PR[ÉE]NOM|Qualit|Fonction|Repr|D[ée]nom|Date|Fait|Le\b|Lieu|Signature|Cachet|N°))"
    r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
)
# Where labels and values are apart, a word alone on its line may be a name.
_FIRST_NAME = Pattern(r"\bprenoms?\b")
_ALONE = Pattern(r"(?m)^[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[-'’][^\W\d_]+)*$")


@control("DOC040")
def nobody_declares(context: Context) -> Iterator[Outcome]:
    """A statement that names nobody who signs it, and that nothing else may sign.

    The completion statement bears the surname and first name of who signs ([002], its model; signed,
    [004]); that of a cancellation is sworn and signed ([001]); so is that of no hosting ([004]). A
    signature field, a picture or a drawing may hold what is not printed: a person looks at it.
    """
    for statement in legible(context, *_STATEMENTS):
        if not reads_as_accepted(statement) or _names_somebody(statement):
            continue
        values: dict[str, Value] = {
            "document": Term(statement.kind),
            "file": Quoted(statement.attachment.name),
        }
        if may_be_signed(statement):
            yield NotChecked(NotCheckedKind.UNREADABLE, "drawn", values)
            continue
        yield Problem(
            statement.at(),
            values,
            figure=_asked_by(context, statement),
            confidence=Confidence.PROBABLE,
        )


def _names_somebody(statement: Document) -> bool:
    """Whether a person may be named in it; in doubt, yes."""
    if electronic_signers(statement).strip() or shows_a_name(statement):
        return True
    if _LABELLED.search(statement.text):
        return True
    apart = _FIRST_NAME.search(statement.plain) is not None
    return apart and _ALONE.search(statement.text) is not None


_BY_ITSELF = Citation("segur-check", "D")


def _asked_by(context: Context, statement: Document) -> Figure:
    """What asks for a statement: the tables cite it."""
    table = context.corridor
    asked: Figure | None = None
    if statement.kind == _COMPLETION and table.completion is not None:
        asked = table.completion.attests
    elif statement.kind == _SWORN and table.cancellation is not None:
        asked = table.cancellation.statement
    elif statement.kind == _RENUNCIATION and table.cancellation is not None:
        asked = table.cancellation.renunciation
    elif statement.kind == _NO_HOSTING and table.enrolment is not None:
        asked = table.enrolment.definitive
    return asked or _BY_ITSELF


# That a cancellation has a reason, in whatever words; and a label under which none is written.
_PEOPLE = r"(?:client|etablissement|praticien|medecin|pharmacien|structure|cabinet|il|elle)s?"
_MOTIVE = Pattern(
    r"\b(?:motif|motive|raison(?! sociale)|cause|doublon|erreur)"
    r"|\b(?:car|parce qu\w*|puisqu\w*|afin|vu|suite|pour cela)\b"
    r"|\b(?:en effet|du fait|en raison|compte tenu|eu egard|a tort|deux fois|par megarde|par inadvertance)\b"
    r"|\b(?:commun accord|en accord|d'accord)\b|\b(?:consecuti|erron|fusion|fermeture|cessation|desist|result)\w*"
    r"|\b(?:en double|a (?:la|sa|leur) demande d|demande d(?:e|u) (?:\w+ )?client|trompe|change|choisi|autre (?:logiciel|editeur))"
    r"|\b(?:eligib|ineligib|faux|fausse|mauvais|incorrect|inexact|deces|decede|depart|retraite|manqu)\w*"
    rf"|\b{_PEOPLE}\b[^.;]{{0,60}}\b(?:renonc|souhait|refus|cess|ferm|retir|retrait|resili|chang|a quitte)\w*"
    r"|\bne (?:pourra|peut|sera|souhaite|remplit)\b|\bn'(?:est|etait|a|ont) (?:pas|plus)\b"
)
_NO_MOTIVE = Pattern(r"\bmotifs?\b[^:.]{0,40} ?: ?(?:[._…]|\Z)|\bsans (?:motif|raison)s?\b")
_RENOUNCES = Pattern(
    r"\b(?:renonc|desist|abandonn|annul|retract|resili|retir)\w*|\bmettre fin\b"
    r"|\bne (?:souhait|desir|veu|donn|poursui)\w+"
)
_NO_RENUNCIATION = Pattern(
    r"\battestation (?:de )?renonciation|\bne renonc\w+ (?:pas|point)\b"
    r"|\bn'(?:entend|est) pas\b[^.;]{0,30}\brenonc\w*"
)
_HOSTING = Pattern(r"\b(?:heberg|stock|conserv|exploit|install)\w*")
_HOSTING_TITLE = Pattern(
    r"\b(?:attestation|declaration)(?: sur l'honneur)?(?: de| du)? non[- ]?heberg\w*"
)
# A denial before the word of hosting; "sans" only right before it ("sans hébergement").
_NOT_BEFORE = Pattern(
    r"\b(?:pas|aucune?s?|ni|non|jamais|ne|hors)\b|\bn'|\bsans [^,;:]{0,40}\Z|\bsans (?:que|notre|nos|aucun\w*|recours|acces)\b"
)
_NOT_AFTER = Pattern(
    r"\b(?:pas|aucune?s?|ni|non|jamais|ne|hors)\b|\bn'|\bsans (?:que|notre|nos|aucun\w*|recours|acces|interven\w*|heberg\w*)\b"
)
# After "nous hébergeons", "sont hébergées", another clause denies something else.
_IS = Pattern(r"\b(?:est|sont|seront|sera|etant) (?:\w+ ){0,2}\Z")
_FINITE = Pattern(
    r"(?:heberge|stocke|conserve|exploite|installe)(?:nt)?|(?:heberge|stock|conserv|exploit|install)e?ons"
)
_THEM = r"(?:clients?|etablissements?|hopita(?:l|ux)|cabinets?|praticiens?)"
_THEY_DO = Pattern(rf"\b{_THEM}(?: \w+){{0,2}} \Z")
_CLAUSE_ENDS = Pattern(r",|\b(?:et|mais|bien)\b")
_OURS = r"(?:notre|nos|nous)\b(?! (?:\w+ )?(?:client|etablissement|partenaire|sous-traitant|prestataire|hebergeur|utilisateur|adherent)s?\b)"
_BY_OTHERS = Pattern(
    rf"\A.{{0,30}}\b(?:(?:par|chez|aupres)(?! {_OURS})|(?:sur|dans)(?! {_OURS}) (?:[\w']+ ){{0,4}}(?:\w')?{_THEM})\b"
)
# Who or what is meant: a number, what a client is called by, or a list of clients.
_NUMBERED = Pattern(r"\b(?:dossier|demande|commande|asp|numero|reference|ref)\b|n°")
_DIGITS = Pattern(r"\d{3}")
_CALLED = Pattern(
    r"\b(?:docteure?|dr|mme|madame|monsieur|mr|chu|chru|centre|hopital|hopitaux|clinique|polyclinique|ehpad|residence"
    r"|pharmacie|officine|laboratoire|cabinet|maison|imagerie|radiologie|fondation|institut|foyer|hospices)\b"
    r"|\b(?:beneficiaire|client|etablissement|praticien)s?\b[^.:]{0,40}: ?[a-z0-9]"
)
_NEAR = 60  # characters from a label to its number
# Who is meant may be told elsewhere: no text asks that the statement itself name the clients.
_TOLD_ONLY = frozenset({"request", "clients"})
_PERIMETER = Citation("ans-faq-001", "D", "vérification du périmètre de l'annulation")


@control("DOC041")
def not_what_is_to_be_declared(context: Context) -> Iterator[Outcome]:
    """A statement without what it is there to declare: a motive, the renunciation, no hosting, a client.

    [001]: the sworn statement of a cancellation gives its reasons, the client's is one of renunciation;
    the ASP checks the perimeter of the cancellation, so that the request, or the clients of a partial
    one, are told for information. [004]: no health data are hosted.
    """
    for statement in legible(context, _SWORN, _RENUNCIATION, _NO_HOSTING):
        if not reads_as_accepted(statement):
            continue
        values: dict[str, Value] = {"file": Quoted(statement.attachment.name)}
        for variant in _lacking(context, statement):
            yield Problem(
                statement.at(),
                values,
                variant=variant,
                figure=_PERIMETER if variant in _TOLD_ONLY else _asked_by(context, statement),
                confidence=Confidence.PROBABLE,
            )


def _is_partial(context: Context) -> bool:
    declared = context.dossier.file.annulation
    return declared is not UNSET and declared.portee == "partielle"


def _lacking(context: Context, statement: Document) -> Iterator[str]:
    """What a statement does not declare, by the name of the words that tell it; "" is a motive."""
    text = statement.plain
    if statement.kind == _RENUNCIATION:
        if not _RENOUNCES.search(_NO_RENUNCIATION.sub(" ", text)):
            yield "renunciation"
    elif statement.kind == _NO_HOSTING:
        if not _denies_hosting(text):
            yield "hosting"
    else:
        if not _MOTIVE.search(_NO_MOTIVE.sub(" ", text)):
            yield ""
        partial = _is_partial(context)
        is_named = bool(_CALLED.search(text)) or _names_a_client(context, statement)
        if not is_named and (partial or not _is_numbered(text)):
            yield "clients" if partial else "request"


def _denies_hosting(text: str) -> bool:
    """Whether it speaks of hosting, below its title, as of what the supplier does not do, or others do."""
    body = _HOSTING_TITLE.sub(" ; ", text)
    return any(
        _NOT_BEFORE.search(sentence_before(body, met))
        or _NOT_AFTER.search(_of_its_clause(body, met))
        or _BY_OTHERS.search(sentence_after(body, met))
        or (_FINITE.fullmatch(met[0]) and _THEY_DO.search(sentence_before(body, met)))
        for met in _HOSTING.finditer(body)
    )


def _of_its_clause(body: str, met: re.Match[str]) -> str:
    """The words after a word of hosting that may deny it: of a plain statement, those of its clause."""
    after = sentence_after(body, met)
    stated = _FINITE.fullmatch(met[0]) or _IS.search(sentence_before(body, met))
    return _CLAUSE_ENDS.split(after)[0] if stated else after


def _is_numbered(text: str) -> bool:
    """Whether it gives the number of a request or of an order, after a word that says so."""
    return any(_DIGITS.search(text[met.end() :][:_NEAR]) for met in _NUMBERED.finditer(text))


def _names_a_client(context: Context, statement: Document) -> bool:
    """Whether it holds an identifier that is not the supplier's."""
    siret = plain(context.settings.file.fournisseur.siret)
    return bool(identifiers_in(statement.text) - {siret, siret[:SIREN_LENGTH]})
