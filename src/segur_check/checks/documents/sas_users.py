"""DOC043, DOC044: whom the support and the terms of use of the SAS speak to, and of what."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Confidence, Outcome, Problem, control
from segur_check.case.documents import Document, documents
from segur_check.case.piece_types import typed_attachments
from segur_check.values.pattern import Pattern
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
    if _say(supports, _PROVIDERS) and not _say(supports, _PERHAPS_REGULATORS):
        yield Problem(at, values, confidence=Confidence.PROBABLE)
    elif _say(supports, _REGULATORS) and not _say(supports, _PERHAPS_PROVIDERS):
        yield Problem(at, values, variant="effecteurs", confidence=Confidence.PROBABLE)


def _names(papers: list[Document]) -> Items:
    return Items(tuple(Quoted(paper.attachment.name) for paper in papers))


def _is_read(paper: Document) -> bool:
    return paper.has_text and paper.is_whole


def _say(papers: list[Document], words: Pattern) -> bool:
    return any(paper.says(words) for paper in papers)


# The platform of the SAS, under any of its names; these three letters alone are also a form of company.
_PLATFORM = Pattern(
    r"\b(?:plateforme|service|dispositif|portail|numerique|interfac\w+|regulation|agenda|projet|du|le|au"
    r"|avec|vers|pour|dans|\(|«) ?sas\b(?! au capital)|\bsas (?:national|regional|departemental|territorial)"
    r"|\bacces aux soins\b|\bregul\w+|\beffect(?:eur|rice)s?\b|\bsante\.fr\b"
    r"|\bplateformes? (?:\w+ ){0,2}(?:numeriques?|nationales?|publiques?|regionales?|de l'etat)\b"
)


@control("DOC044")
def terms_without_the_platform(context: Context) -> Iterator[Outcome]:
    """Terms of use of the SAS that nowhere name the platform that some data are sent to.

    [000]: they, or another proof, notify the effecteurs of it: what stands beside them may do so.
    """
    step, terms = context.corridor.step(context.step), [*documents(context, "CGU")]
    stand_ins = step.stand_ins.value if step is not None and step.stand_ins is not None else ()
    typed = {attachment.kind for attachment in typed_attachments(context) or ()}
    is_judged = bool(terms) and all(map(_is_read, terms)) and not typed & {*stand_ins, None}
    if is_judged and not _say(terms, _PLATFORM):
        at = tuple(paper.at() for paper in terms)
        yield Problem(at, {"file": _names(terms)}, confidence=Confidence.PROBABLE)
