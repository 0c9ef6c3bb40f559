"""Examples about what people declare: the reports of pilots, completion statements, cancellations."""

from datetime import date

from changes import Case, add
from corridor import DOCTORS, SUPPLIER
from documents import document
from sas import LAWFUL
from steps import (
    CANCELLED,
    CLAIM,
    RENOUNCED,
    STEPS,
    cancellation,
    completion,
    pilots_dpi,
    with_avance,
)
from wave_1 import LGO, MDV, MS1, SGL
from wave_2 import DPI
from writing import Dossier

INSTALLED_OTHERWISE = (
    "Le client pilote constate que la mise à jour a été intégralement menée chez lui, sans réserve, et que "
    "la solution est en service depuis un mois sans incident."
)
INSTALLED_BADLY = (
    "Le client soussigné constate que la Prestation Ségur n'est pas conforme chez lui, et que la solution "
    "installée est instable."
)
RESERVED = "La Prestation Ségur est réalisée. Réserve majeure : l'envoi au DMP échoue ; la solution est stable."
UNTOLD_STABILITY = "Le client soussigné atteste que la Prestation Ségur est complète et conforme."
VISITED = "Le client soussigné, client pilote, a reçu l'équipe de l'éditeur à la date ci-dessus."

COMPLETED_OTHERWISE = (
    "Je soussigné certifie que la Prestation Ségur a été entièrement réalisée dans le délai. Le client n'a "
    "pas encore signé la vérification d'aptitude : sa signature est attendue."
)
ON_THE_WAY = (
    "Je soussigné déclare que la Prestation Ségur concernée n'est pas encore achevée. Les opérations de "
    "vérification sont encore en cours par les clients finaux."
)
ENDED = "Je soussigné atteste de la bonne fin de la Prestation Ségur concernée."
IN_HAND = (
    "Je soussigné vous écris au sujet de la demande de financement désignée ci-dessus. Les opérations de "
    "vérification sont encore en cours par les clients finaux."
)

WITHOUT_A_MOTIVE = (
    "Je soussigné, représentant légal de l'éditeur, atteste sur l'honneur demander l'annulation {extent} de "
    "la demande de financement désignée ci-dessus."
)
KEPT = "Le client soussigné confirme avoir signé le bon de commande désigné ci-dessus."
CANCELLED_BY_MISTAKE = (
    "Je soussigné atteste sur l'honneur que la demande de financement désignée ci-dessus a été déposée deux "
    "fois, et en demande l'annulation."
)
GIVEN_UP = "Le client soussigné ne souhaite plus la Prestation Ségur et annule son bon de commande."
HOSTED_BY_CLIENTS = "Je soussigné déclare sur l'honneur que les données de santé sont hébergées par nos clients, chez eux."
LAWFULLY_SOLD = (
    "L'éditeur atteste sur l'honneur respecter la réglementation qui s'applique à sa solution."
)

SENT_IN_TIME = MDV.published("completion.ends", days=-2, at="10:00")
NO_HOSTING = "enrolement-HOP-DPI-Va2-complement"


def no_hosting(text: str) -> bytes:
    """A statement of non-hosting that says this."""
    return document(
        title="Attestation de non-hébergement de données de santé",
        issuer=SUPPLIER,
        facts=(("SONS", DPI.sons),),
        text=text,
        signed_by=[(*LAWFUL, date(2025, 6, 1))],
    )


def cancelled(text: str = CANCELLED, *, named: bool = True, renounced: str = RENOUNCED) -> Dossier:
    """A cancellation agreed with its client; not `named`: of a part that the statement names nobody of."""
    return cancellation(
        MS1,
        "2024-03-18T11:00:00",
        whole=named,
        paid=True,
        agreed=True,
        texts=(text, renounced),
        named=named,
    )


def unsigned_renunciation() -> bytes:
    """The renunciation of a client that nobody signs."""
    return document(
        title="Attestation de renonciation",
        issuer=MS1.client,
        facts=(*MS1.printed, ("N° de la demande de financement", CLAIM)),
        text=RENOUNCED,
    )


ACCEPTED: dict[str, Case] = {
    "pilotes-HOP-DPI-Va2-autres-mots": (
        lambda: pilots_dpi(INSTALLED_OTHERWISE, INSTALLED_OTHERWISE),
    ),
    "attestation-fin-PHA-LGO-Va1-autres-mots": (
        lambda: completion(LGO.sons, SENT_IN_TIME, text=COMPLETED_OTHERWISE),
    ),
    "enrolement-HOP-DPI-Va2-non-hds-autres-mots": (
        STEPS[NO_HOSTING],
        add("attestation_non_hds.pdf", no_hosting(HOSTED_BY_CLIENTS)),
    ),
    "annulation-totale-MS1-autres-mots": (
        lambda: with_avance(cancelled(CANCELLED_BY_MISTAKE, renounced=GIVEN_UP), MS1.avance()),
    ),
}

REJECTED: dict[str, Case] = {
    "DOC038-pv-non-conforme": (lambda: pilots_dpi(INSTALLED_BADLY),),
    "DOC038-pv-avec-reserve-majeure": (lambda: pilots_dpi(RESERVED),),
    "DOC038-pv-qui-n-en-dit-rien": (lambda: pilots_dpi(VISITED),),
    "DOC038-pv-sans-stabilite": (lambda: pilots_dpi(UNTOLD_STABILITY),),
    "DOC039-bonne-fin-absente": (lambda: completion(LGO.sons, SENT_IN_TIME, text=IN_HAND),),
    "DOC039-prestation-inachevee": (lambda: completion(LGO.sons, SENT_IN_TIME, text=ON_THE_WAY),),
    "DOC039-verifications-non-dites": (lambda: completion(LGO.sons, SENT_IN_TIME, text=ENDED),),
    "DOC039-case-hors-couloir": (lambda: completion(SGL.sons, SENT_IN_TIME, "- FINESS 740000039"),),
    "DOC039-case-non-cochee": (
        lambda: completion(MDV.sons, SENT_IN_TIME, f"- RPPS {DOCTORS[2][1]}", box="[ ]"),
    ),
    "DOC040-attestation-sans-signataire": (
        lambda: completion(LGO.sons, SENT_IN_TIME, signed=False),
    ),
    "DOC040-attestation-de-vague-2-sans-signataire": (
        lambda: completion(
            DPI.sons, DPI.published("completion.ends", days=-7, at="10:00"), signed=False
        ),
    ),
    "DOC040-renonciation-sans-signataire": (
        cancelled,
        add("attestation_renonciation.pdf", unsigned_renunciation()),
    ),
    "DOC041-annulation-sans-motif": (lambda: cancelled(WITHOUT_A_MOTIVE),),
    "DOC041-annulation-partielle-sans-beneficiaire": (lambda: cancelled(named=False),),
    "DOC041-renonciation-qui-n-en-est-pas-une": (lambda: cancelled(renounced=KEPT),),
    "DOC041-non-hebergement-non-dit": (
        STEPS[NO_HOSTING],
        add("attestation_non_hds.pdf", no_hosting(LAWFULLY_SOLD)),
    ),
}
