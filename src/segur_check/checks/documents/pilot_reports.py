"""DOC038: what the client says of the prestation in the report of a pilot."""

import re
from collections.abc import Iterator

from msgspec import Struct

from segur_check.case.boxes import spaced
from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.documents import Document, legible, reads_as_accepted
from segur_check.case.mentions import mark_before, sentence_after, sentence_before
from segur_check.values.pattern import Pattern
from segur_check.values.wording import Items, Quoted, Term, Value

_REPORT = "PV_PILOTE"
_TROUBLE = (
    r"(?:reserve|anomalie|incident|dysfonctionnement|interruption|panne|regression|blocage|bug|erreur"
    r"|probleme|defaut|difficulte)s?"
)
# That the prestation is complete and conforming, and that the solution is stable, in whatever words.
_DONE = Pattern(
    r"(?<!nom )(?<!noms )(?<!adresse )(?<!dossier )\bcomplet(?:e|es|s|ement)?\b|\bcompletude\b"
    r"|\b(?:entier|entierement|integral\w*|totalement|totalite|acheve\w*|achevement|termine\w*|finalise\w*"
    r"|conforme?s?|conformite|conformement|correct\w*|parfait\w*|reussi\w*|succes|satisf\w+)\b"
    rf"|\b(?:sans|aucune?|absence d[e']) ?(?:\w+ ){{0,2}}{_TROUBLE}"
    r"|\bbonne? (?:realisation|execution|fin|deroulement|installation|fonctionnement)"
    r"|\bbien (?:ete )?(?:realise|installe|execute|effectue|deroule|deploye)|\bdans les regles\b"
    r"|\b(?:valid|accept|recett|reception)(?:e|es|ee|ees|ne|nee|ons|ent|ation)?\b|\brepond (?:bien )?a"
)
_STABLE = Pattern(
    r"\b(?:in)?stab(?:le|les|ilite|ilise\w*)\b"
    rf"|\b(?:sans|aucune?|absence d[e']) ?(?:\w+ ){{0,2}}{_TROUBLE}"
    r"|\b(?:fonctionn\w+|operationnel\w*|fiab\w+|robust\w+|exploit\w+|regulier\w*|performan\w+)\b"
    r"|\b(?:en|mise en) (?:production|service)\b|\ben ordre de marche\b"
)


class _Contrary(Struct, frozen=True):
    """Words that deny a quality, and those that state it; where both stand, nothing is held."""

    denied: Pattern
    stated: Pattern


_NO = r" ?[?:]+ ?non\b(?! ?\W{0,3} ?oui)"  # "Conforme : non", and not "Conforme : non / oui"
_WORK = r"(?:prestation|installation|realisation|mise a jour|migration|deploiement|realisee?|installee?)"
_ENDED = r"(?:complet|acheve|termine|finalise)\w*"
_SERIOUS = r"(?:reserve|anomalie)s? (?:\w+ )?(?:majeure|bloquante|critique|grave)s?"
_CONTRARIES = {
    "incomplete": _Contrary(
        Pattern(
            rf"\b{_WORK}\b(?: [\w'-]+){{0,4}}? (?:incomplet|partiel|inacheve)\w*\b"
            rf"|\b{_WORK}\b(?: [\w'-]+){{0,5}}? (?:non|pas|ni)[ -](?:encore )?(?:ete )?(?:entierement )?{_ENDED}"
            rf"|\bn'a (?:pas|jamais) (?:encore )?ete (?:\w+ )?(?:realisee?|installee?|deployee?|{_ENDED})"
            rf"|\bcomplete?{_NO}"
        ),
        Pattern(r"\bcomplet(?:e|ement)?\b|\bintegral\w*|\bentierement\b|\btotalite\b"),
    ),
    "not-conforming": _Contrary(
        Pattern(
            r"\bnon[- ]conform(?:e|es|ite|ites)\b|\b(?:pas|ni) (?:\w+ ){0,2}?conformes?\b"
            rf"|\bconformes?{_NO}"
        ),
        Pattern(r"\bconform(?:e|es|ite)\b"),
    ),
    "unstable": _Contrary(
        Pattern(
            r"\binstab(?:le|les|ilite|ilites)\b|\b(?:non|pas|ni)[- ](?:\w+ ){0,2}?stab(?:le|les|ilisee?s?)\b"
            rf"|\bstables?{_NO}"
        ),
        Pattern(r"\bstab(?:le|les|ilite|ilisee?)\b"),
    ),
    "reserves": _Contrary(
        Pattern(
            r"\b(?:avec|sous|des|une|deux|trois|plusieurs|\d|subsistent?|emet|formule|constate|presente|restent?)"
            rf" (?:(?!ni |pas |sans |aucun)\w+ )?{_SERIOUS}|\b{_SERIOUS} ?: (?=[a-z])"
        ),
        Pattern(r"\b(?:sans|aucune?|ni) (?:\w+ ){0,2}(?:reserve|anomalie)s?\b"),
    ),
}
# What makes of a denial a reminder, a choice, a heading to fill in or something mended since.
_UNSETTLED_BEFORE = Pattern(
    r"\b(?:cas|si|s'il\w*|lorsqu\w*|quand|aucune?s?|pas|non|sans|ni|jamais|absence|ou|rayer|cocher|eventuel\w*"
    r"|zero|nulle?|lev\w+|corrig\w+|ancien\w*|precede\w+|avant|hors|sauf|toute?s?|liste|tableau)\b|/ ?\Z"
)
_UNSETTLED_AFTER = Pattern(
    r"\b(?:aucune?s?|neant|ras|sans objet|non|so|0|lev\w+|corrig\w+|resolu\w*|mend\w+|ou|rayer|cocher|le cas echeant"
    r"|s'il y a lieu|eventuel\w*|nulle?|s'il\w*|si)\b|\A ?[/:] *(?:[^\w ]|\Z)|\A ?/"
    r"|\A ?(?:est|s'entend|designe|correspond) (?:un|une|tout|toute|celle|le|la|de|a|au|comme|par)\b"
)
_NEAR = 40  # characters after a denial
# What was wrong and is not any more, maybe in the next sentence.
_MENDED = Pattern(r"\b(?:leve|corrige|resolu)(?:e|s|es)?\b|\blevees?\b|\bremedie\b")
_SOON = 200  # characters after a denial
# What is left to do of a prestation: "à l'exception du raccordement MSS", "reste à faire : alimentation du DMP".
_FUNCTION = (
    r"\b(?:dmp|mss\w*|messagerie|insi?|pro sante connect|psc|ordonnances?|raccord\w+|alimentation|connexions?|interfaces?"
    r"|connecteurs?|modules?|parametrage|migration|reprise|deploiement|installations?|fonction\w*)\b"
)
_LEFT = Pattern(
    rf"\b(?:a l'exception|a l'exclusion|exceptee?|hormis) (?:d\w* |d'|l\w* |l')?[^.;]{{0,60}}?{_FUNCTION}"
    r"|\brest(?:e|ent|ait|aient|ant) (?:encore )?a (?:etre )?(?:mettre en (?:oe|\u0153)uvre|mettre en (?:service|place|production)|faire"
    r"|(?:realis|deploy|install|raccord|connect|parametr|finalis|livr|termin|activ|configur)(?:er|ees?))\b"
)
_A_FUNCTION = Pattern(_FUNCTION)
_NOT_LEFT = Pattern(
    r"\b(?:neant|ras|sans objet|rien|aucune?s?|pas|non|ni|plus|jamais|options?|optionnel\w*|perimetre|concerne\w*|applicables?|cas"
    r"|si|s'il\w*|lorsqu\w*|eventuel\w*|ancien\w*|lev\w+|corrig\w+|depuis|rayer|cocher|paiement|factur\w*|solde|va|mom"
    r"|verification|signature|sign\w+|formations?|usages?|utilisateurs?|autres? (?:site|service|etablissement)s?)\b|\bn'"
)
# A heading under which nothing is written.
_UNFILLED = Pattern(
    r"\A ?[:/] ?(?:[^\w ]|\d|\Z)|\A ?[:/]? ?(?:fait|le \d|date|nom|pour le|observ\w*|comment\w*|signature|conclusion)\b"
)


@control("DOC038")
def pilot_not_vouched_for(context: Context) -> Iterator[Outcome]:
    """A pilot report that says nothing of a complete, conforming prestation, or says the contrary.

    [004], "Que sont les Pilotes": the report justifies that the prestation is complete and
    conforming, and the client who signs it vouches for it and for the stability of the solution. Its
    model is not published: any words will do, and a report that says one of both is told for
    information alone.
    """
    for report in legible(context, _REPORT):
        if not reads_as_accepted(report):
            continue
        values: dict[str, Value] = {"file": Quoted(report.attachment.name)}
        denied = list(_denied(report)) or list(_left_to_do(report))
        if denied:
            quote = denied[0][1][0]
            at = report.at(report.page_of(Pattern(re.escape(quote))), quote)
            names = Items(tuple(Term(f"pilot.{name}") for name, _ in denied))
            found: dict[str, Value] = {**values, "found": names}
            yield Problem(at, found, variant="contrary", confidence=Confidence.PROBABLE)
            continue
        missing = [
            name
            for name, words in (("pilot.done", _DONE), ("pilot.stable", _STABLE))
            if not report.says(words)
        ]
        if missing:
            lacking: dict[str, Value] = {**values, "missing": Items(tuple(map(Term, missing)))}
            variant = "" if len(missing) > 1 else "part"
            yield Problem(report.at(), lacking, variant=variant, confidence=Confidence.PROBABLE)


def _denied(report: Document) -> Iterator[tuple[str, re.Match[str]]]:
    """The qualities that a report denies and states nowhere, with the first words that deny each.

    Where form fields speak of a quality they alone count: the page prints every choice.
    """
    filled = _filled(report)
    for name, contrary in _CONTRARIES.items():
        by_form = contrary.denied.search(filled) or contrary.stated.search(filled)
        text = filled if by_form else report.plain
        denials = [
            met for met in contrary.denied.finditer(text) if mark_before(text, met) is not False
        ]
        settled = next((met for met in denials if _is_settled(text, met)), None)
        if settled is not None and not _is_stated(text, contrary):
            yield name, settled


def _filled(report: Document) -> str:
    """What the form fields of a report say."""
    fields = report.attachment.fields
    return "; ".join(f"{spaced(field.called)} : {spaced(field.value)}" for field in fields)


def _left_to_do(report: Document) -> Iterator[tuple[str, re.Match[str]]]:
    """The first words that plainly leave a function of the solution to be done, by the name of "incomplete"."""
    text = _filled(report) or report.plain
    for met in _LEFT.finditer(text):
        before, after = sentence_before(text, met), sentence_after(text, met)
        sentence = f"{before}{met[0]}{after}"
        is_told = _A_FUNCTION.search(sentence) and not _NOT_LEFT.search(sentence)
        is_open = _UNFILLED.search(after) or _MENDED.search(text[met.end() :][:_SOON])
        if is_told and not is_open and mark_before(text, met) is None:
            yield "incomplete", met
            return


def _is_settled(text: str, met: re.Match[str]) -> bool:
    """Whether words are plainly stated, and not of a choice, a condition or a heading."""
    if mark_before(text, met):
        return True
    if _MENDED.search(text[met.end() :][:_SOON]):
        return False
    before, after = sentence_before(text, met), sentence_after(text, met)[:_NEAR]
    for contrary in _CONTRARIES.values():  # another denial does not deny this one
        before, after = contrary.denied.sub(" ", before), contrary.denied.sub(" ", after)
    return not (_UNSETTLED_BEFORE.search(before) or _UNSETTLED_AFTER.search(after))


def _is_stated(text: str, contrary: _Contrary) -> bool:
    """Whether the quality is stated beside its denials, by words that no empty box stands before."""
    rest = contrary.denied.sub(" ; ", text)
    return any(mark_before(rest, met) is not False for met in contrary.stated.finditer(rest))
