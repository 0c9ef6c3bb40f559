"""Lays the page out."""

from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from msgspec import Struct

from segur_check.guide.form.rows import Block, blocks
from segur_check.guide.form.words import CERTAINTIES, word
from segur_check.guide.papers import WHEN, asked
from segur_check.rules.bound import Certainty
from segur_check.rules.corridor import Corridor
from segur_check.rules.fields import fields
from segur_check.rules.sources import source
from segur_check.rules.typography import typeset
from segur_check.values.wording import Term, written


class Paper(Struct, frozen=True):
    """An attachment: its types (alternatives), each with its name and the file to name it by; when it is asked for."""

    types: tuple[tuple[str, str, str], ...]
    when: str


class ProofShown(Struct, frozen=True):
    """A document that proves the installation, in words."""

    heading: str
    what: str
    who: str


def page(corridor: Corridor, phase: str, tree: dict[str, Any] | None, lang: str) -> str:
    """The page of a SONS and a step; `tree` is the empty request, None where the step has no JSON."""
    own: tuple[Block, ...] = tuple(blocks(corridor, phase, tree, lang)) if tree else ()
    papers = tuple(_papers(corridor, phase, lang))
    types = {code for paper in papers for code, _, _ in paper.types}
    proofs = tuple(_proofs(lang)) if types & set(fields().document) else ()
    rows = {row.path.rpartition(".")[2]: row for block in own for row in block.rows}
    service = rows.get("typePrestation") if corridor.service_types is not None else None
    say = partial(word, lang)
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        lang=lang,
        say=say,
        file=f"{phase}.json",
        sons=corridor.sons,
        step=written(Term(phase), lang),
        label=corridor.label.en if lang == "en" else corridor.label.fr,
        blocks=own,
        papers=papers,
        choice=any(len(paper.types) > 1 for paper in papers),
        proofs=proofs,
        proof_lines=tuple(_proof_lines(corridor, types, lang)) if proofs else (),
        service=service,
        service_source=_says(corridor.service_types.source, corridor.service_types.certainty, lang)
        if service and corridor.service_types
        else "",
        closes=_closes(corridor, phase, lang),
    )


def _papers(corridor: Corridor, phase: str, lang: str) -> Iterator[Paper]:
    count = corridor.pilots.value if corridor.pilots is not None else 0
    for types, when in asked(corridor, phase):
        condition = WHEN[lang][when].format(count=count)
        yield Paper(
            tuple((code, _paper_name(code, lang), f"{code.lower()}.pdf") for code in types),
            condition or word(lang, "always"),
        )


def _paper_name(code: str, lang: str) -> str:
    proof = fields().document.get(code)
    if proof is None:
        return written(Term(code), lang)
    return proof.name.en if lang == "en" else proof.name.fr


def _proofs(lang: str) -> Iterator[ProofShown]:
    english = lang == "en"
    for code, proof in fields().document.items():
        name, what, who = (
            text.en if english else text.fr for text in (proof.name, proof.what, proof.who)
        )
        heading = word(lang, "proof_is", code=code, name=name)
        yield ProofShown(heading, what, f"{who} ({_says(proof.source, proof.certainty, lang)})")


def _proof_lines(corridor: Corridor, types: set[str], lang: str) -> Iterator[str]:
    """Which proof is wanted, and when it is signed."""
    wanted = types & set(fields().document)
    if len(wanted) == 1:
        yield word(lang, "proof_only", code=next(iter(wanted)))
    else:
        yield word(lang, "proof_choice")
    yield word(lang, "proof_when")
    ends = corridor.completion.ends if corridor.completion is not None else None
    if ends is not None:
        said = _says(ends.source, ends.certainty, lang)
        yield word(lang, "proof_ends", ends=written(ends.value, lang), source=said)


def _closes(corridor: Corridor, phase: str, lang: str) -> str:
    """When the step closes, by the table; that nobody published it; "" where it has no closing."""
    bound = corridor.closing(phase)
    if bound is None:
        return word(lang, "closes_unknown") if corridor.lacks(f"{phase}.closes") else ""
    said = _says(bound.source, bound.certainty, lang)
    when = word(lang, "closes", closes=written(bound.value, lang), source=said)
    if bound.contested is None:
        return when
    other = source(bound.contested.source).title
    return when + word(
        lang, "closes_other", closes=written(bound.contested.value, lang), source=typeset(other)
    )


def _says(key: str, certainty: Certainty, lang: str) -> str:
    return word(
        lang, "says", title=typeset(source(key).title), certainty=CERTAINTIES[lang][certainty]
    )


def _read(name: str) -> str:
    return (files("segur_check.guide.form") / name).read_text("utf-8")
