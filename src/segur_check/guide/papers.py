"""What goes beside an empty request: its dossier.toml, and which attachments are asked for, when."""

from collections.abc import Iterator

from segur_check.rules.corridor import Corridor
from segur_check.rules.sections import Ask, Cited, Pieces

_TOML = {
    "fr": {
        "": (
            "# L'instant du dépôt, heure de Paris ; sans cette ligne, l'outil prend l'instant présent.",
            "# depot = 2025-03-12T11:59:00",
        ),
        "solde": (
            "# Le JSON de l'avance de cette demande, s'il n'est pas dans ce dossier.",
            '# avance = "../avance/avance.json"',
            "# Le statut de l'avance, tel que le portail de l'ASP l'affiche.",
            '# statut_avance = "Décidée et payée"',
            '# Date de réception de l\'attestation de fin de prestation, ou "aucune".',
            "# attestation_fin = 2023-09-18T10:00:00",
        ),
        "enrolement": (
            "",
            "[enrolement]",
            '# nature = "definitif"               # definitif, anticipe, ou complement d\'un anticipé',
            '# rang = "initial"                   # initial, ou complementaire si déjà enrôlé',
            '# depositaire = "representant-legal" # representant-legal, employe ou tiers',
            "# distributeur = false               # true si vous distribuez le logiciel d'un autre éditeur",
            "# assujetti_tva = true               # false si vous n'êtes pas assujetti à la TVA",
            "",
            "# Le type d'un fichier dont le nom ne le dit pas.",
            "[types]",
            '# "scan-0012.pdf" = "RIB"',
        ),
        "pilotes": (
            "",
            "# Le client de chaque procès-verbal, quand son texte ne le dit pas.",
            "[pilotes]",
            '# "pv-1.pdf" = "330781196"',
        ),
        "annulation": (
            "",
            "# totale : toute la demande ; partielle : une partie des bénéficiaires.",
            "[annulation]",
            '# portee = "totale"       # totale ou partielle',
            "# avance_percue = true    # false si l'avance n'a pas été payée",
            "# accord_client = true    # false si le client n'est pas d'accord",
        ),
    },
    "en": {
        "": (
            "# The instant of filing, Paris time; without this line, the tool takes the present instant.",
            "# depot = 2025-03-12T11:59:00",
        ),
        "solde": (
            "# The JSON of the avance of this request, where it is not in this folder.",
            '# avance = "../avance/avance.json"',
            "# The status of the avance, as the ASP's portal shows it.",
            '# statut_avance = "Décidée et payée"',
            '# When the completion statement was received, or "aucune" (none).',
            "# attestation_fin = 2023-09-18T10:00:00",
        ),
        "enrolement": (
            "",
            "[enrolement]",
            '# nature = "definitif"               # definitif, anticipe (anticipated), or complement of one',
            '# rang = "initial"                   # initial, or complementaire when enrolled before',
            '# depositaire = "representant-legal" # representant-legal, employe or tiers (third party)',
            "# distributeur = false               # true when you distribute another vendor's software",
            "# assujetti_tva = true               # false when you are not liable to VAT",
            "",
            "# The type of a file whose name does not tell it.",
            "[types]",
            '# "scan-0012.pdf" = "RIB"',
        ),
        "pilotes": (
            "",
            "# The client of each report, where its text does not tell.",
            "[pilotes]",
            '# "pv-1.pdf" = "330781196"',
        ),
        "annulation": (
            "",
            "# totale: the whole request; partielle: some of its beneficiaries.",
            "[annulation]",
            '# portee = "totale"       # totale or partielle',
            "# avance_percue = true    # false when the avance was not paid",
            "# accord_client = true    # false when the client does not agree",
        ),
    },
}
# When each list of attachments is asked for, in French and in English.
WHEN = {
    "fr": {
        "": "",
        "replaceable": "ou une autre preuve",
        "vat": "si la TVA est à zéro et le client hors des DROM (départements et régions d'outre-mer)",
        "definitive": "sauf pour un enrôlement anticipé",
        "distributor": "si le fournisseur est distributeur",
        "employee": "si le dépositaire est un employé",
        "third_party": "si le dépositaire est employé d'une structure tierce (expert-comptable…)",
        "not_liable": "si le fournisseur n'est pas assujetti à la TVA",
        "renunciation": "si l'annulation est faite en accord avec le client",
        "number": "un par client pilote\u00a0: {count} en tout",
        "number_unknown": "un par client pilote (nombre non publié)",
    },
    "en": {
        "": "",
        "replaceable": "or another proof",
        "vat": "if the VAT is zero and the client outside the DROM (French overseas départements)",
        "definitive": "except for an anticipated enrolment",
        "distributor": "if the supplier is a distributor",
        "employee": "if the person who files is an employee",
        "third_party": "if the person who files is of a third party",
        "not_liable": "if the supplier is not liable to VAT",
        "renunciation": "if the cancellation is agreed with the client",
        "number": "one per pilot client: {count} in all",
        "number_unknown": "one per pilot client (number not published)",
    },
}


def dossier_toml(corridor: Corridor, phase: str, lang: str) -> str:
    """The dossier.toml of an empty request: what the JSON cannot say."""
    own = _TOML[lang]
    lines = [f'sons = "{corridor.sons}"', f'phase = "{phase}"', *own[""], *own.get(phase, ())]
    return "\n".join(lines) + "\n"


def has_papers(corridor: Corridor, phase: str) -> bool:
    """Whether the texts ask for an attachment at this step of this SONS."""
    return any(True for _ in asked(corridor, phase))


def asked_pieces(step: Ask | None) -> Pieces:
    """The types of attachments of a step, also those that another proof may replace."""
    parts = (step.pieces, step.replaceable) if step is not None else ()
    return tuple(alternatives for part in parts if part is not None for alternatives in part.value)


def asked(corridor: Corridor, phase: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The types of attachments of a step (alternatives), and when they are asked for (see `WHEN`)."""
    step, enrolment = corridor.step(phase), corridor.enrolment
    parts: list[tuple[Cited[Pieces] | None, str]] = []
    if step is not None:
        parts = [(step.pieces, ""), (step.replaceable, "replaceable")]
    elif phase == "enrolement" and enrolment is not None:
        parts = [
            (enrolment.always, ""),
            (enrolment.definitive, "definitive" if enrolment.anticipated else ""),
            (enrolment.distributor, "distributor"),
            (enrolment.employee, "employee"),
            (enrolment.third_party, "third_party"),
            (enrolment.not_liable, "not_liable"),
        ]
    elif phase == "annulation" and corridor.cancellation is not None:
        cancellation = corridor.cancellation
        parts = [(cancellation.statement, ""), (cancellation.renunciation, "renunciation")]
    for part, when in parts:
        for alternatives in part.value if part is not None else ():
            yield alternatives, when
    if phase == "avance" and corridor.client is not None:
        yield ("ATTESTATION_NON_ASSUJETTISSEMENT_TVA",), "vat"
    if phase == "pilotes" and corridor.has("pilots"):
        yield ("PV_PILOTE",), "number" if corridor.pilots is not None else "number_unknown"
    completion = corridor.completion
    if phase == "attestation-fin" and completion and completion.without_statement:
        yield ("ATTESTATION_FIN_PRESTATION",), ""
