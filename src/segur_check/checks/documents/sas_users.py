"""DOC043, DOC044: whom the support and the terms of use of the SAS speak to, and of what."""

import re
from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.documents import Document, documents
from segur_check.case.mentions import sentence_after, sentence_before
from segur_check.case.piece_types import typed_attachments
from segur_check.pieces.words.phrases import plain_text
from segur_check.pieces.words.text import flat
from segur_check.values.pattern import Pattern
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Value

_REGULATORS = Pattern(r"\bregulat(?:eur|rice)s?\b|\bosnp\b")
_PROVIDERS = Pattern(r"\beffect(?:eur|rice)s?\b")
# Other words that name them, or everybody: a paper that holds one of them leaves nobody out for sure.
_EVERYBODY = (
    r"\b(?:utilisat(?:eur|rice)s?|usagers?|clients?|acteurs?|abonnes?|professionnel(?:le)?s?"
    r"|tous les (?:publics|profils|services|soignants)|soignants?)\b"
)
_PERHAPS_REGULATORS = Pattern(
    rf"\bregul\w*|\bosnp\b|\boperat(?:eur|rice)s?\b|\bsamu\b|\bcentre 15\b|\barm\b|{_EVERYBODY}"
)
_PERHAPS_PROVIDERS = Pattern(
    r"\beffect\w*|\bcabinets?\b|\bpraticien(?:ne)?s?\b|\bmedecins?\b(?! regulat)|\bliberaux\b"
    rf"|\bmaisons? de sante\b|\bcpts\b|\bsecretari\w+|{_EVERYBODY}"
)


# That the support is not for those who are named; where they are told whom else to ask, it may be.
_NOT_FOR = Pattern(
    r"(?:\b(?:hors|sauf|hormis|except\w*|a l'exclusion|a l'exception)|\bn'est pas (?:destine|ouvert|accessible|propose)\w*"
    r"|\bne (?:concerne|couvre|vise|s'adresse) (?:pas|jamais))\b(?: (?!et\b|ou\b)\w+){0,2} ?\Z"
)
_NOT_SERVED = Pattern(
    r"\A[^.;:,]{0,20}\b(?:(?:ne sont|ne seront|n'est|ne sera) (?:pas|plus|jamais)"
    r" (?:pris\w*|couvert\w*|concern\w*|vise\w*|assiste\w*|accompagne\w*|servie?s?)"
    r"|ne beneficient (?:pas|d'aucun))\b"
)
_OR_ELSE = Pattern(
    r"\d|\b(?:appel|joign|contact|compos|adress|dispos|numero|ligne|mais|autre|uniquement|seule|nuit|samedi|dimanche"
    r"|week|ferie|entre|avant|apres|heure|delai|priorit)"
)
_ELSE_WITHIN = 160  # signs


@control("DOC043")
def support_of_one_side(context: Context) -> Iterator[Outcome]:
    """A support of the SAS for the régulateurs alone, or for the effecteurs alone.

    [000]: the support is for both; a paper for each does. One that names neither, as a link does, is
    not judged.
    """
    supports = [*documents(context, "SUPPORT")]
    values: dict[str, Value] = {"file": _names(supports)}
    at = tuple(support.at() for support in supports)
    if not all(map(_is_read, supports)):
        return
    if _serve(supports, _PROVIDERS) and not _serve(supports, _PERHAPS_REGULATORS):
        yield Problem(
            at,
            values,
            variant="no_regulateurs" if _say(supports, _PERHAPS_REGULATORS) else "",
            confidence=Confidence.PROBABLE,
        )
    elif _serve(supports, _REGULATORS) and not _serve(supports, _PERHAPS_PROVIDERS):
        yield Problem(
            at,
            values,
            variant="no_effecteurs" if _say(supports, _PERHAPS_PROVIDERS) else "effecteurs",
            confidence=Confidence.PROBABLE,
        )


def _names(papers: list[Document]) -> Items:
    return Items(tuple(Quoted(paper.attachment.name) for paper in papers))


def _is_read(paper: Document) -> bool:
    return paper.has_text and paper.is_whole


def _say(papers: list[Document], words: Pattern) -> bool:
    return any(paper.says(words) for paper in papers)


def _serve(papers: list[Document], words: Pattern) -> bool:
    """Whether some are named, and not only to say that the support is not for them; in doubt, yes."""
    plain = [(paper.plain, match) for paper in papers for match in words.finditer(paper.plain)]
    if not plain:
        return _say(papers, words)
    return not all(_is_left_out(text, match) for text, match in plain)


def _is_left_out(text: str, match: re.Match[str]) -> bool:
    after = sentence_after(text, match)
    if _OR_ELSE.search(text[match.end() :][:_ELSE_WITHIN]):
        return False
    if _NOT_FOR.search(sentence_before(text, match)):
        return True
    return _NOT_SERVED.search(after) is not None


# The platform of the SAS, under any of its names; these three letters alone are also a form of company.
_PLATFORM = Pattern(
    r"\b(?:plateforme|service|dispositif|portail|numerique|interfac\w+|regulation|agenda|projet|du|le|au"
    r"|avec|vers|pour|dans|\(|«) ?sas\b(?! au capital)|\bsas (?:national|regional|departemental|territorial)"
    r"|\bacces aux soins\b|\bregul(?:ateur|atrice|ation|e|ee)s?\b|\beffect(?:eur|rice)s?\b|\bsante\.fr\b"
    r"|\bplateformes? (?:\w+ ){0,2}(?:numeriques?|nationales?|publiques?|regionales?|de l'etat)\b"
)


_SHORTEST = 4  # letters of a name that tells its company
_FORMS = r"(?:s\.?a\.?s\.?(?:u\.?)?|sarl|eurl|sa|societe)"
# With whom, not whose: "interfaçage SAS Logiciels du Lac".
_WITH = r"(?:interfac\w+|regulation|projet|avec|vers|pour)"
# That nothing of the effecteur is sent, and not only that this or that is not.
_NOTHING_SENT = Pattern(
    r"\baucune (?:donnee|information)\b[^.;]{0,60}\b(?:transm|envoy|communiqu|partag|remont)\w*[^.;]{0,20}\Z"
    r"|\bdonnees\b[^.;]{0,40}\b(?:n'est|ne sont|ne seront) (?:jamais|pas) (?:transm|envoy|communiqu|partag|remont)\w*"
    r"[^.;]{0,20}\Z"
)
_BUT_SOME = Pattern(
    r"\b(?:sauf|hormis|hors|except\w*|autres?|que|qu'\w+|sans|seule?s?|seulement|sante|medicale?s?|patients?|personnel\w*"
    r"|nominati\w+|si|lorsqu\w*|refus\w*|oppos\w*|avant|tant)\b"
)


@control("DOC044")
def terms_without_the_platform(context: Context) -> Iterator[Outcome]:
    """Terms of use of the SAS that nowhere name the platform that some data are sent to.

    [000]: they, or another proof, notify the effecteurs of it: what stands beside them may do so. The
    supplier's own legal form, SAS, is no platform.
    """
    step, terms = context.corridor.step(context.step), [*documents(context, "CGU")]
    stand_ins = step.stand_ins.value if step is not None and step.stand_ins is not None else ()
    typed = {attachment.kind for attachment in typed_attachments(context) or ()}
    if not terms or not all(map(_is_read, terms)) or typed & {*stand_ins, None}:
        return
    supplier = _name_and_form(context.settings.file.fournisseur.raison_sociale)
    texts = [_plain_without(paper, supplier) for paper in terms]
    named = [(text, match) for text in texts for match in _PLATFORM.finditer(text)]
    if not all(_is_denied(text, match) for text, match in named):
        return
    yield Problem(
        tuple(paper.at() for paper in terms),
        {"file": _names(terms)},
        variant="denied" if named else "",
        confidence=Confidence.PROBABLE,
    )


def _name_and_form(name: str) -> Pattern | None:
    """The name of the supplier with its legal form before or after; None where it is too short to tell."""
    words = re.findall(r"[a-z0-9]+", without_accents(name))
    own = [word for word in words if not re.fullmatch(_FORMS, word)]
    if sum(map(len, own)) < _SHORTEST:
        return None
    core = r"[\W_]{1,3}".join(own)
    before, after = rf"\b{_FORMS} {core}\b(?! {_FORMS}\b)", rf"\b{core}\b(?: {_FORMS}\b)?"
    return Pattern(rf"(?P<other>\b{_WITH} )?(?:{before}|{after})")


def _plain_without(paper: Document, supplier: Pattern | None) -> str:
    """Its plain text; the supplier's name is left out line by line: a footer may follow "la plateforme SAS"."""
    if supplier is None:
        return paper.plain
    kept = (supplier.sub(_unless_other, flat(line)) for line in paper.text.splitlines())
    return plain_text("\n".join(kept))


def _unless_other(name: re.Match[str]) -> str:
    return name[0] if name["other"] else " # "


def _is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether a mention of the platform says that nothing is sent to it."""
    before, after = sentence_before(text, match), sentence_after(text, match)
    denial = _NOTHING_SENT.search(before + " ")
    return denial is not None and not _BUT_SOME.search(before[: denial.start()] + denial[0] + after)
