"""Fictitious dossiers of the steps that have no JSON: papers and dossier.toml, complete and right."""

from collections.abc import Callable
from datetime import date

from corridor import (
    DOCTORS,
    NUMERO_ANS,
    SUPPLIER,
    Corridor,
    doctor,
    not_liable,
    supplier_settings,
)
from documents import (
    Identifiers,
    Lines,
    Party,
    attestation_non_assujettissement,
    day,
    document,
)
from sas import ANS, DIRECTOR, LAWFUL
from wave_1 import MDV, MS1
from wave_2 import DPI, DRIMBOX, PFI, RIS_2
from writing import Dossier

EMPLOYEE = "Sasha Modèle"
CLAIM = "ASP-000123"
STATE = Party("République française", ())
ACCOUNTANT = Party("Cabinet comptable des Aravis", ("4 rue Royale", "74000 Annecy"))

MANDATE = (
    "Le représentant légal donne mandat au salarié désigné ci-dessus pour signer et déposer en son "
    "nom les demandes d'enrôlement et de financement de la solution."
)
SERVICE = (
    "Le prestataire établit et dépose au nom de l'éditeur les demandes d'enrôlement et de "
    "financement de la solution auprès de l'Agence de services et de paiement."
)
PUBLISHER_MANDATE = (
    "L'éditeur autorise le distributeur désigné ci-dessus à distribuer la solution et à demander "
    "en son nom propre le financement de la Prestation Ségur."
)
REFERENCED = (
    "L'Agence du numérique en santé certifie que la solution satisfait au dossier de spécifications "
    "de référencement du SONS désigné ci-dessus."
)
HOSTING = (
    "Le système de management de la sécurité du titulaire est conforme au référentiel de "
    "certification des hébergeurs de données de santé (HDS), activités 1 à 6."
)
NO_HOSTING = (
    "L'éditeur atteste qu'il n'héberge aucune donnée de santé pour le compte de ses clients : la "
    "solution est installée et exploitée chez eux."
)
INSTALLED = (
    "Le client soussigné atteste que la Prestation Ségur a été réalisée de façon complète et "
    "conforme chez lui, client pilote, et que la solution installée est stable."
)
COMPLETED = (
    "Je soussigné atteste de la bonne fin de la Prestation Ségur concernée conformément aux dispositions "
    "réglementaires du Ségur Numérique. Les opérations de vérification sont encore en cours par "
    "les clients finaux, ce qui ne m'a pas permis de déposer à ce jour ma demande de paiement de "
    "solde auprès de l'ASP."
)
NOT_INSTALLED = (
    "[X] Une partie des clients rattachés à la demande n'ont pas pu bénéficier des prestations "
    "Ségur dans le délai imparti :"
)
CANCELLED = (
    "Je soussigné, représentant légal de l'éditeur, atteste sur l'honneur demander l'annulation "
    "{extent} de la demande de financement désignée ci-dessus, pour le motif suivant : {reason}."
)
RENOUNCED = (
    "Le client soussigné renonce à la Prestation Ségur qu'il avait commandée et accepte que "
    "l'éditeur demande l'annulation de la demande de financement."
)


def identity(
    person: str = DIRECTOR,
    quality: str = "Représentant légal",
    title: str = "Carte nationale d'identité",
    until: date = date(2032, 5, 4),
) -> bytes:
    """The copy of an identity paper."""
    first, _, last = person.partition(" ")
    facts = (
        ("Nom", last.upper()),
        ("Prénom", first),
        ("Qualité", quality),
        ("Valable jusqu'au", day(until)),
    )
    return document(title=f"{title} (copie)", issuer=STATE, facts=facts)


def bank_details(
    holder: str = SUPPLIER.name, remark: str = "", iban: str = "FR14 2004 1010 0505 0001 3M02 606"
) -> bytes:
    """The bank details of a supplier, or of who is paid in its place."""
    return document(
        title="Relevé d'identité bancaire",
        issuer=Party("Banque des Alpes d'exemple", ("74000 Annecy",)),
        facts=(("Titulaire", holder), ("IBAN", iban), ("BIC", "EXMPFRPP")),
        text=remark,
    )


def referencing(
    sons: str, on: date, number: str = NUMERO_ANS, solution: str = DPI.solution
) -> bytes:
    """A certificate of référencement of these SONS."""
    facts = (
        ("Solution", solution),
        ("N° de référencement ANS", number),
        ("SONS", sons),
        ("Titulaire", SUPPLIER.name),
        ("Délivré le", day(on)),
    )
    return document(
        title="Certificat de référencement",
        issuer=ANS,
        facts=facts,
        text=REFERENCED,
        signed_by=[("Morgan Inventé", "Pour la directrice de l'ANS", on)],
        layout="tableau",
    )


def hosting(on: date, until: date | None = None) -> bytes:
    """A certificate of a host of health data."""
    validity = (("Valable jusqu'au", day(until)),) if until is not None else ()
    return document(
        title="Certificat d'hébergeur de données de santé",
        issuer=Party("Certificateur d'exemple", ("69000 Lyon",)),
        facts=(("Titulaire", SUPPLIER.name), ("Délivré le", day(on)), *validity),
        text=HOSTING,
        layout="tableau",
    )


def _enrolment_papers(corridor: Corridor, on: date) -> dict[str, bytes]:
    """Every paper that an enrolment may ask of the supplier, by its file name."""
    about = (
        ("Solution", corridor.solution),
        ("N° de référencement ANS", NUMERO_ANS),
        ("SONS", corridor.sons),
    )
    lawful = (*LAWFUL, on)
    return {
        "identite_representant_legal.pdf": identity(),
        "identite_depositaire.pdf": identity(EMPLOYEE, "Dépositaire"),
        "rib.pdf": bank_details(),
        "certificat_referencement.pdf": referencing(corridor.sons, on, solution=corridor.solution),
        "certificat_hds.pdf": hosting(on),
        "attestation_non_hds.pdf": document(
            title="Attestation de non-hébergement de données de santé",
            issuer=SUPPLIER,
            facts=about,
            text=NO_HOSTING,
            signed_by=[lawful],
        ),
        "mandat_signature.pdf": document(
            title="Mandat de signature",
            issuer=SUPPLIER,
            facts=(("Salarié", EMPLOYEE), *about),
            text=MANDATE,
            signed_by=[lawful, (EMPLOYEE, "Salarié", on)],
        ),
        "contrat_prestation.pdf": document(
            title="Contrat de prestation",
            issuer=SUPPLIER,
            facts=(("Prestataire", ACCOUNTANT.name), *about),
            text=SERVICE,
            signed_by=[lawful, (EMPLOYEE, ACCOUNTANT.name, on)],
            layout="tableau",
        ),
        "courrier_editeur.pdf": document(
            title="Mandat de distribution",
            issuer=Party("Éditions logicielles du Rhône", ("69000 Lyon",)),
            facts=(("Distributeur", SUPPLIER.name), *about),
            text=PUBLISHER_MANDATE,
            signed_by=[("Jules Fictif", "Pour l'éditeur", on)],
        ),
        "attestation_tva.pdf": attestation_non_assujettissement(supplier=SUPPLIER, issued_on=on),
    }


def _papers_alone(phase: str, sons: str, depot: str, pieces: dict[str, bytes]) -> Dossier:
    toml = {"sons": f'"{sons}"', "phase": f'"{phase}"', "depot": depot}
    return Dossier(phase, {}, pieces, toml, supplier_settings(sons))


def enrolment(
    corridor: Corridor,
    depot: str,
    *names: str,
    nature: str = "definitif",
    rank: str = "",
    filer: str = "representant-legal",
    distributor: bool = False,
    liable: bool = True,
) -> Dossier:
    """An enrolment with the papers of these names."""
    papers = _enrolment_papers(corridor, date.fromisoformat(depot[:10]).replace(day=1))
    chosen = {f"{name}.pdf": papers[f"{name}.pdf"] for name in names}
    dossier = _papers_alone("enrolement", corridor.sons, depot, chosen)
    dossier.tables["enrolement"] = {
        "nature": f'"{nature}"',
        **({"rang": f'"{rank}"'} if rank else {}),
        "depositaire": f'"{filer}"',
        "distributeur": str(distributor).lower(),
        "assujetti_tva": str(liable).lower(),
    }
    if not liable:
        not_liable(dossier)
    return dossier


def _pilot(
    client: Party,
    numbers: Identifiers,
    solution: str,
    on: date,
    signatory: str,
    text: str = INSTALLED,
) -> bytes:
    facts = (
        *numbers,
        ("Éditeur", SUPPLIER.name),
        ("Solution installée", solution),
        ("N° de référencement ANS", NUMERO_ANS),
        ("Date d'installation", day(on)),
    )
    return document(
        title="Procès-verbal d'installation pilote",
        issuer=client,
        facts=facts,
        text=text,
        signed_by=[(signatory, "Représentant du client", on)],
    )


PILOTS = (
    ("Centre hospitalier universitaire de Bordeaux", "33000 Bordeaux", "330781196", "Alix Modèle"),
    ("Centre hospitalier universitaire de Dijon", "21000 Dijon", "210780581", "Noa Exemple"),
    ("Centre hospitalier Bretagne Atlantique", "56000 Vannes", "560023210", "Camille Inventé"),
)


def pilots_dpi(first: str = INSTALLED, others: str = INSTALLED) -> Dossier:
    """The reports of the pilots, and what they say; their text tells the client of each."""
    pieces = {
        f"pv_pilote_{rank}.pdf": _pilot(
            Party(name, (place,)),
            (("FINESS PMSI", finess),),
            "HospiLac 7",
            date(2025, 9, rank),
            signatory,
            first if rank == 1 else others,
        )
        for rank, (name, place, finess, signatory) in enumerate(PILOTS, start=1)
    }
    return _papers_alone("pilotes", "HOP-DPI-Va2", "2025-10-06T10:00:00", pieces)


def pilots_ris() -> Dossier:
    """Reports that do not say the number of their client: dossier.toml does."""
    clients = {
        "installation_carhaix.pdf": (RIS_2.client, "290000256"),
        "installation_le_puy.pdf": (Party("Imagerie de la Borne", ("43000 Le Puy",)), "430000117"),
        "installation_mende.pdf": (Party("Imagerie de la Truyère", ("48000 Mende",)), "480000017"),
    }
    pieces = {
        name: _pilot(client, (), "RadioLac 8", date(2026, 2, 9), "Eden Fictif")
        for name, (client, _) in clients.items()
    }
    dossier = _papers_alone("pilotes", "IMG-RIS-Va2", "2026-03-02T10:00:00", pieces)
    dossier.tables["pilotes"] = {
        f'"{name}"': f'"{finess}"' for name, (_, finess) in clients.items()
    }
    return dossier


def no_pilot() -> Dossier:
    """A step of the pilots that holds a note instead of a report."""
    note = document(
        title="Note de transmission",
        issuer=SUPPLIER,
        facts=(("Solution", "RadioLac 8"),),
        text="Les documents demandés suivront par un prochain envoi.",
    )
    return _papers_alone("pilotes", "IMG-RIS-Va2", "2026-03-02T10:00:00", {"note.pdf": note})


def one_pilot_three_times() -> Dossier:
    """Three reports of one client, each of its own day."""
    name, place, finess, signatory = PILOTS[0]
    pieces = {
        f"pv_pilote_{rank}.pdf": _pilot(
            Party(name, (place,)),
            (("FINESS PMSI", finess),),
            "HospiLac 7",
            date(2025, 9, rank),
            signatory,
        )
        for rank in (1, 2, 3)
    }
    return _papers_alone("pilotes", "HOP-DPI-Va2", "2025-10-06T10:00:00", pieces)


def completion(
    sons: str,
    depot: str,
    *not_installed: str,
    claim: str = CLAIM,
    text: str = COMPLETED,
    box: str = "[X]",
    signed: bool = True,
) -> Dossier:
    """A completion statement, with the lines of the clients that were not equipped, if any, below a box.

    Not `signed`: it has neither names nor a place to sign.
    """
    first, _, last = DIRECTOR.partition(" ")
    facts = (
        *((("Nom", last), ("Prénom", first)) if signed else ()),
        ("Dénomination sociale du fournisseur", SUPPLIER.name),
        ("N° de la demande de financement (N° dossier ASP)", claim),
        ("SONS", sons),
    )
    on = date.fromisoformat(depot[:10])
    listed = (NOT_INSTALLED.replace("[X]", box), *not_installed) if not_installed else ()
    unsigned = () if signed else (f"Fait à Annecy, le {day(on)}",)
    statement = document(
        title="Attestation de fin de la Prestation Ségur",
        issuer=SUPPLIER,
        facts=facts,
        text="\n".join((text, *listed, *unsigned)),
        signed_by=[(*LAWFUL, on)] if signed else [],
    )
    pieces = {"attestation_fin_prestation.pdf": statement}
    return _papers_alone("attestation-fin", sons, depot, pieces)


def with_avance(dossier: Dossier, avance: Dossier) -> Dossier:
    """The step, with the avance that its statement is about, which dossier.toml names."""
    dossier.extra["avance.json"] = avance.text()
    dossier.toml["avance"] = '"avance.json"'
    return dossier


def _completion_of_mdv() -> Dossier:
    """A completion statement that lists one of the two doctors of its avance."""
    avance = MDV.avance()
    avance.ligne["beneficiaires"]["liberal"].append(doctor(2))
    statement = completion(
        MDV.sons, MDV.published("completion.ends", days=-2, at="10:00"), f"- RPPS {DOCTORS[2][1]}"
    )
    return with_avance(statement, avance)


def cancellation(
    corridor: Corridor,
    depot: str,
    *,
    whole: bool,
    paid: bool,
    agreed: bool,
    texts: tuple[str, str] = (CANCELLED, RENOUNCED),
    named: bool = True,
) -> Dossier:
    """A cancellation; agreed with the client, it holds the client's renunciation too.

    `texts`: what the supplier states, and the client. `named`: of a part, the supplier's statement
    names the client that is taken out.
    """
    on = date.fromisoformat(depot[:10])
    extent = "de la totalité" if whole else "d'une partie"
    reason = "le client a renoncé à sa commande" if agreed else "un client y est par erreur"
    facts: Lines = (("N° de la demande de financement", CLAIM), ("SONS", corridor.sons))
    removed: Lines = (("Bénéficiaire à retirer", corridor.client.name), *corridor.printed)
    pieces = {
        "attestation_honneur.pdf": document(
            title="Attestation sur l'honneur",
            issuer=SUPPLIER,
            facts=facts if whole or not named else (*facts, *removed),
            text=texts[0].format(extent=extent, reason=reason),
            signed_by=[(*LAWFUL, on)],
        )
    }
    if agreed:
        pieces["attestation_renonciation.pdf"] = document(
            title="Attestation de renonciation",
            issuer=corridor.client,
            facts=(*corridor.printed, *facts),
            text=texts[1],
            signed_by=[(corridor.signatory, "Représentant du client", on)],
        )
    dossier = _papers_alone("annulation", corridor.sons, depot, pieces)
    dossier.tables["annulation"] = {
        "portee": '"totale"' if whole else '"partielle"',
        "avance_percue": str(paid).lower(),
        "accord_client": str(agreed).lower(),
    }
    return dossier


SIGNER_AND_BANK = ("identite_representant_legal", "rib")
REFERENCED_SIGNER = (*SIGNER_AND_BANK, "certificat_referencement")


def enrolment_of_a_distributor() -> Dossier:
    """An enrolment; a paper whose name tells no type has it in dossier.toml."""
    dossier = enrolment(
        DRIMBOX, "2025-09-22T14:00:00", *REFERENCED_SIGNER, "courrier_editeur", distributor=True
    )
    dossier.tables["types"] = {'"courrier_editeur.pdf"': '"MANDAT_EDITEUR"'}
    return dossier


STEPS: dict[str, Callable[[], Dossier]] = {
    "enrolement-HOP-DPI-Va2": lambda: enrolment(
        DPI,
        "2025-03-12T10:00:00",
        *REFERENCED_SIGNER,
        "certificat_hds",
        "mandat_signature",
        "identite_depositaire",
        rank="complementaire",
        filer="employe",
    ),
    "enrolement-HOP-PFI-Va2-anticipe": lambda: enrolment(
        PFI, "2024-11-06T16:30:00", *SIGNER_AND_BANK, nature="anticipe", rank="initial"
    ),
    # What completes an anticipated enrolment, for a supplier that hosts no data.
    "enrolement-HOP-DPI-Va2-complement": lambda: enrolment(
        DPI,
        "2025-06-30T09:15:00",
        "certificat_referencement",
        "attestation_non_hds",
        nature="complement",
        rank="initial",
    ),
    # Filed by the accountant of a supplier that is not liable to VAT.
    "enrolement-MDV-LGC-Va1": lambda: enrolment(
        MDV,
        "2022-05-18T11:00:00",
        *REFERENCED_SIGNER,
        "contrat_prestation",
        "identite_depositaire",
        "attestation_tva",
        filer="tiers",
        liable=False,
    ),
    "enrolement-IMG-DB-Va2-distributeur": enrolment_of_a_distributor,
    "pilotes-HOP-DPI-Va2": pilots_dpi,
    "pilotes-IMG-RIS-Va2": pilots_ris,
    "attestation-fin-HOP-DPI-Va2": lambda: completion(
        DPI.sons, DPI.published("completion.ends", days=-7, at="10:00")
    ),
    "attestation-fin-MDV-LGC-Va1": _completion_of_mdv,
    "annulation-totale-MS1": lambda: with_avance(
        cancellation(MS1, "2024-03-18T11:00:00", whole=True, paid=True, agreed=True), MS1.avance()
    ),
    "annulation-partielle-HOP-PFI-Va2": lambda: with_avance(
        cancellation(PFI, "2025-06-10T09:30:00", whole=False, paid=False, agreed=False),
        PFI.avance(),
    ),
}
