"""The steps of a funding."""

from enum import StrEnum


class Step(StrEnum):
    """The steps of a funding; the first two have a JSON."""

    AVANCE = "avance"
    SOLDE = "solde"
    ENROLEMENT = "enrolement"
    PILOTES = "pilotes"
    ATTESTATION_FIN = "attestation-fin"
    ANNULATION = "annulation"


STEPS_WITH_JSON = frozenset({Step.AVANCE, Step.SOLDE})
