"""The typed shape of rules/controls/*.toml: what each control is, and what it says.

Severity, certainty and applicability are data, and so are the words: beside the law, not in the
code. One file per family; the words of both languages stand in it.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, convert, to_builtins
from msgspec import field as key

from segur_check.errors import UsageFault
from segur_check.rules.data import rule_files
from segur_check.rules.sources import Family, source
from segur_check.rules.tables import read_toml, read_utf8, typed
from segur_check.rules.typography import typeset
from segur_check.values.actor import Actor

Need = Literal["rules", "figures", "stated", "pieces", "avance", "dejafinances"]
Severity = Literal["rejet", "a-modifier", "alerte", "info", "nc"]


class Variant(Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for one case of a control; what is left out is taken from the control's own."""

    message: str = ""
    action: str = ""
    title: str = ""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """What a control says in one language; `{names}` are the typed values of the problem.

    `message` is what was found and expected, `action` what to do and who can, `why` the rule.
    `rejected` and `accepted` show one example each; `not_checked` the reasons for not judging.
    `why`, `rejected` and `accepted` name the dates of the tables as in `{MS1.solde.closes}`: who says
    one of them fills them in with `dated`, so that no table is read for what nobody asks.
    """

    title: str
    why: str
    message: str = ""
    action: str = ""
    rejected: str = ""
    accepted: str = ""
    variants: dict[str, Variant] = key(default_factory=dict)
    not_checked: dict[str, str] = key(default_factory=dict)


class Citation(Struct, frozen=True, forbid_unknown_fields=True):
    """What a control rests on: a document, how sure, and where in it."""

    source: str
    certainty: Literal["A", "D", "U"] = "A"
    place: str = ""


class ToPaste(Struct, frozen=True, forbid_unknown_fields=True):
    """Lines of the user's settings that give a control what it lacks, for one reason or one variant.

    They stand under `table` ("" is the top of the file). `{names}` are the values of what the control
    said, or `sons`, `step`, `numero_ans` and `client`, written as TOML; `{key_bare}` is a value as a key,
    `{or}` the word, `{choices}` what the key of that value may hold. What only a person knows is "…",
    which the settings refuse.
    """

    file: Literal["dossier.toml", "segur-check.toml"]
    lines: str
    table: str = ""


class ControlText(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One control: facts, then words.

    `scope` is what it looks at: the whole file, each request, or a lot of dossiers as a whole. `table` names the places of the
    corridor ("step." is the step in view) without which it has no object, `instead` those that it
    goes by where nobody published one of these; `needs` what must be
    there for it to judge: published "rules", "figures" (every place of `table` published, not only
    named unknown), "stated" (the same, and without it the control has no object), "pieces" (attachments), "avance"; without "dejafinances" (the supplier's list)
    it has no object. `without_json`: it also judges a dossier that has no JSON. `severity_of` holds
    the variants of another severity; `actor` says who can mend what is found, `actor_of` the variants
    (and the reasons for not judging) that another one mends; with `actor_by`, it is who makes, or who
    signs, the document at the place of the finding, or the one that is missing (rules/documents.toml);
    `paste` has the settings that give what it lacks, by reason or variant; `follows` the codes whose
    findings may be the cause of this one's, the likeliest first: it is one where mending it ends this one;
    `example` the folder of the rejected example. `deed`: its findings of severity "info" ask for something
    to be done or looked at, and are not only good to know. `source`,
    `certainty` and `place` hold of every family of SONS for which `sources` has none of its own.
    """

    severity: Severity
    certainty: Literal["A", "D", "U"]
    source: str
    written_fr: Words = key(name="fr")
    en: Words
    scope: Literal["file", "request", "both", "lot"] = "request"
    phases: tuple[str, ...] = ("avance", "solde")
    table: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    without_json: bool = False
    severity_of: dict[str, Severity] = key(default_factory=dict)
    deed: bool = False
    follows: tuple[str, ...] = ()
    actor: Actor = "commandes"
    actor_of: dict[str, Actor] = key(default_factory=dict)
    paste: dict[str, ToPaste] = key(default_factory=dict)
    actor_by: Literal["maker", "signer"] | None = None
    place: str = ""
    sources: dict[Family, Citation] = key(default_factory=dict)
    example: str = ""

    @cached_property
    def fr(self) -> Words:
        """The French words, typeset when they are asked for: a run in English says none."""
        return convert(_typeset(to_builtins(self.written_fr)), Words)

    def citation(self, family: Family | None) -> Citation:
        """What it rests on for a family of SONS; None is a file whose SONS nobody told."""
        own = self.sources.get(family) if family is not None else None
        cited = own or Citation(self.source, self.certainty, self.place)
        return Citation(cited.source, cited.certainty, typeset(cited.place))

    def documents(self) -> tuple[str, ...]:
        """Every document that it rests on, for one family or another, each once."""
        cited = [*(citation.source for citation in self.sources.values()), self.source]
        return tuple(dict.fromkeys(cited))

    def words(self, lang: str) -> Words:
        """The words in a language ("fr" or "en")."""
        return self.en if lang == "en" else self.fr


def _typeset(tree: Any) -> Any:  # noqa: ANN401 - texts, and tables of texts
    if isinstance(tree, dict):
        return {name: _typeset(inner) for name, inner in tree.items()}
    return typeset(tree)


@cache
def control_texts(rules: Path | None = None) -> dict[str, ControlText]:
    """Every control of rules/controls/ by its code; `rules` is the user's --rules.

    Raises:
        UsageFault: a table that is not as it must be, or cites a source that is not listed, or one
            that is not about the family of SONS it is cited for.
    """
    found: dict[str, ControlText] = {}
    for name, table in sorted(rule_files("controls", rules).items()):
        where = f"controls/{name}"
        tree = read_toml(read_utf8(table, where), where)
        found |= typed(tree, dict[str, ControlText], where)
    for code, text in found.items():
        source(text.source, rules)
        for family, cited in text.sources.items():
            if not source(cited.source, rules).bears_on(family):
                raise UsageFault(
                    f"controls : {code} cite « {cited.source} » pour « {family} », dont cette source ne "
                    "parle pas (« waves », dans sources.toml)",
                    f"controls: {code} cites “{cited.source}” for “{family}”, which that source is not "
                    "about (“waves”, in sources.toml)",
                )
    return found


@cache
def causes_first(rules: Path | None = None) -> Mapping[str, int]:
    """The codes that are a cause or a consequence of others, each with its rank: causes come first.

    Raises:
        UsageFault: a code that no control has, or codes that follow from each other in a circle.
    """
    texts = control_texts(rules)
    graph = {code: {*text.follows} - {code} for code, text in texts.items() if text.follows}
    for code, causes in graph.items():
        for unknown in causes - texts.keys():
            raise UsageFault(
                f"controls : {code} découle de {unknown}, qu'aucun contrôle ne porte",
                f"controls: {code} follows from {unknown}, which no control has",
            )
    try:
        in_order = [*TopologicalSorter(graph).static_order()]
    except CycleError as error:
        circle = ", ".join(error.args[1])
        raise UsageFault(
            f"controls : ces codes découlent les uns des autres, en rond : {circle}",
            f"controls: these codes follow from each other in a circle: {circle}",
        ) from None
    return {code: rank for rank, code in enumerate(in_order)}


def control_text(code: str, rules: Path | None = None) -> ControlText:
    """The text of one control.

    Raises:
        UsageFault: no control has this code.
    """
    try:
        return control_texts(rules)[code]
    except KeyError:
        raise UsageFault(
            f"controls : le contrôle {code} n'a pas de texte", f"controls: {code} has no text"
        ) from None
