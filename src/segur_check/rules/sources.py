"""The typed shape of rules/sources.toml: each document that a rule or a figure rests on."""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from segur_check.errors import UsageFault
from segur_check.rules.data import rule_files
from segur_check.rules.tables import load, read_utf8

# Whose texts bear on a SONS: those of wave 1 or 2, of the medico-social SONS, of the SAS.
Family = Literal["va1", "va2", "ms", "sas"]
FAMILIES: tuple[Family, ...] = get_args(Family)


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """One document; `rank` tells a text of the State from the press or a supplier.

    `waves` are the families of SONS that it is about; none where it is about all of them.
    """

    title: str
    publisher: str
    rank: Literal["primary", "secondary", "tool"]
    url: str | None = None
    date: str = ""
    waves: tuple[Family, ...] = ()

    def bears_on(self, family: Family) -> bool:
        """Whether it is about a family of SONS."""
        return not self.waves or family in self.waves


@cache
def sources(rules: Path | None = None) -> dict[str, Source]:
    """Every document by its id.

    Raises:
        UsageFault: the table is missing or not as it must be.
    """
    text = read_utf8(rule_files("", rules)["sources.toml"], "sources.toml")
    return load(text, dict[str, Source], "sources.toml")


def source(key: str, rules: Path | None = None) -> Source:
    """A document by its id; a table that cites an unknown document is refused.

    Raises:
        UsageFault: no document has this id.
    """
    try:
        return sources(rules)[key]
    except KeyError:
        raise UsageFault(
            f"sources.toml : la source « {key} », citée par une table, manque",
            f"sources.toml: the source “{key}”, cited by a table, is missing",
        ) from None
