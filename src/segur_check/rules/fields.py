"""The typed shape of rules/fields.toml: what a person reads beside each key of the JSON."""

from functools import cache
from typing import Literal

from msgspec import Struct, field

from segur_check.rules.bound import Certainty
from segur_check.rules.data import rule_files
from segur_check.rules.sections import Title
from segur_check.rules.sources import source
from segur_check.rules.tables import load, read_utf8

# When a key is filled in, where its schema does not tell: the ASP fills it (`asp`); from the avance to the
# solde (`copied`); what the tool compares with a document (`compared`); the MSSanté address, the type
# of prestation and the indicator, as the table of the SONS asks (`mss`, `service`, `indicator`); where a
# mandataire signs (`mandataire`).
Need = Literal["asp", "copied", "compared", "mss", "service", "indicator", "mandataire"]


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """A key: its plain name, the English of what to write (the schema has the French), the rest as typed.

    `example` is a value as it stands in a JSON; "" where there is none to show. `values` tells what each
    code means.
    """

    name: Title
    en: str
    example: str = ""
    need: Need | None = None
    values: dict[str, Title] = field(default_factory=dict)


class Proof(Struct, frozen=True, forbid_unknown_fields=True):
    """A document that proves the installation: what it is, and who writes and signs it."""

    name: Title
    what: Title
    who: Title
    source: str
    certainty: Certainty


class Fields(Struct, frozen=True, forbid_unknown_fields=True):
    """The keys by their dotted path, those of a request without `lignesImport`; the proofs by their type."""

    field: dict[str, Field]
    document: dict[str, Proof]


@cache
def fields() -> Fields:
    """What is said of each key.

    Raises:
        UsageFault: the table is not as it must be, or cites a source that is not there.
    """
    name = "fields.toml"
    read = load(read_utf8(rule_files("")[name], name), Fields, name)
    for proof in read.document.values():
        source(proof.source)
    return read
