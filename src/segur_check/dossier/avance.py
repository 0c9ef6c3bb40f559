"""The avance files that a solde is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from segur_check.dossier.json.text import JsonText
from segur_check.dossier.request import ImportFile, Request
from segur_check.dossier.shape import Shape


@dataclass(frozen=True)
class Avance:
    """An avance file."""

    label: str
    file: ImportFile
    text: JsonText
    shape: Shape

    @cached_property
    def by_number(self) -> Mapping[str, Request]:
        """Its requests by numéro éditeur."""
        return {
            request.numero_editeur: request
            for request in self.file.requests
            if request.numero_editeur
        }


@dataclass(frozen=True)
class Avances:
    """The avance files that a solde is compared with, in the order given.

    `named`: the user said that they are the solde's (--avance, dossier.toml); else the tool found them.
    """

    files: tuple[Avance, ...] = ()
    named: bool = False

    @cached_property
    def holders(self) -> Mapping[str, Avance]:
        """The avance that holds each numéro éditeur; of two, the last given."""
        return {number: avance for avance in self.files for number in avance.by_number}
