"""The typed shape of rules/documents.toml: who makes each type of document anew, and who signs it."""

from functools import cache
from pathlib import Path

from msgspec import Struct

from segur_check.rules.data import rule_files
from segur_check.rules.tables import load, read_utf8
from segur_check.values.actor import Actor


class Makers(Struct, frozen=True, forbid_unknown_fields=True):
    """Who makes a document anew when it is wrong, and who signs it."""

    maker: Actor
    signer: Actor


@cache
def makers(rules: Path | None = None) -> dict[str, Makers]:
    """The makers of each type of document, by its `typeFichier`; `rules` is the user's --rules.

    Raises:
        UsageFault: a table that is not as it must be.
    """
    name = "documents.toml"
    return load(read_utf8(rule_files("", rules)[name], name), dict[str, Makers], name)
