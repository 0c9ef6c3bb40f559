"""The typed shape of rules/requirements.toml: what the founding texts ask, and who judges it."""

from collections.abc import Iterator
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from segur_check.rules.bearing import Bearing, bearing_anywhere
from segur_check.rules.controls import control_text
from segur_check.rules.corridor import Corridor
from segur_check.rules.data import rule_files
from segur_check.rules.named_dates import dated
from segur_check.rules.sources import source
from segur_check.rules.tables import load, read_utf8


class WhoJudges(StrEnum):
    """What the tool does about a requirement."""

    CHECKED = "checked"
    PARTLY = "partly"
    BY_EYE = "by-eye"  # no machine judges it, a person looks at it
    NOT_PUBLISHED = "not-published"  # of one SONS: what its controls would compare is not published


class Requirement(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a text asks, in both languages.

    `place` is the question or the subject in the text. `codes` are the controls that judge it;
    `look` says what is left to a person. `sons` are the SONS that it is about, with `*` for any
    letters; empty for all. The table names the dates that a table of rules/corridors/ holds, see
    named_dates.py; they are filled in when it is read.
    """

    id: str
    source: str
    place: str
    answer: WhoJudges
    fr: str
    en: str
    codes: tuple[str, ...] = ()
    sons: tuple[str, ...] = ()
    look_fr: str = ""
    look_en: str = ""

    def sentence(self, lang: str) -> str:
        """What is asked, in a language."""
        return self.en if lang == "en" else self.fr

    def look(self, lang: str) -> str:
        """What a person looks at; "" where the controls judge the whole."""
        return self.look_en if lang == "en" else self.look_fr

    def concerns(self, sons: str) -> bool:
        """Whether it is about a SONS, by its plain code."""
        return not self.sons or any(fnmatchcase(sons, pattern) for pattern in self.sons)


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    requirement: tuple[Requirement, ...]


class Answered(Struct, frozen=True):
    """A requirement with its answer for the SONS asked, or for all of them."""

    requirement: Requirement
    answer: WhoJudges
    codes: tuple[str, ...]


@cache
def requirements(rules: Path | None = None) -> tuple[Requirement, ...]:
    """Every requirement, in the order of the texts.

    Raises:
        UsageFault: the table is not as it must be, or cites a source, a control or a date that is
            not.
    """
    name = "requirements.toml"
    found = load(read_utf8(rule_files("", rules)[name], name), _File, name).requirement
    for requirement in found:
        source(requirement.source, rules)
        for code in requirement.codes:
            control_text(code, rules)
    return tuple(_dated(requirement, rules) for requirement in found)


def _dated(requirement: Requirement, rules: Path | None) -> Requirement:
    """The requirement with its dates in place of their names."""

    def told(text: str, lang: str) -> str:
        return dated(text, lang, f"requirements.toml, {requirement.id}", rules)

    return replace(
        requirement,
        fr=told(requirement.fr, "fr"),
        en=told(requirement.en, "en"),
        look_fr=told(requirement.look_fr, "fr"),
        look_en=told(requirement.look_en, "en"),
    )


def answered(table: Corridor | None) -> Iterator[Answered]:
    """The requirements with their answers: of every SONS, or of one.

    Of one SONS, the controls that do not bear on it are left out; where none is left that could
    judge, because what they compare is not published, the answer says so.
    """
    for requirement in requirements():
        if table is None:
            yield Answered(requirement, requirement.answer, requirement.codes)
            continue
        if not requirement.concerns(table.sons):
            continue
        bearings = {code: bearing_anywhere(control_text(code), table) for code in requirement.codes}
        codes = tuple(code for code in requirement.codes if bearings[code] is Bearing.APPLIES)
        if requirement.codes and not codes:
            if Bearing.UNKNOWN in bearings.values():
                yield Answered(requirement, WhoJudges.NOT_PUBLISHED, ())
            continue
        yield Answered(requirement, requirement.answer, codes)
