"""The keys of the JSON as people call them: `Montant HT de la facture` for `/…/facture/montantSegurHT`."""

from collections.abc import Mapping

from segur_check.values.terms import TERMS


def _of(key: str) -> tuple[str, str]:
    """A term that needs its owner: the same key stands in several objects."""
    french, english = TERMS[key]
    return f"{french}{{of}}", f"{english}{{of}}"


# `{of}` is whose it is: the object that the key stands in, of OWNERS.
FIELDS: Mapping[str, tuple[str, str]] = {
    "impId": ("identifiant d'import", "import identifier"),
    "numeroAns": (
        "numéro ANS de la solution",
        "ANS number of the solution",
    ),
    "siret": ("SIRET{of}", "SIRET{of}"),
    "numLigne": ("numéro de la demande dans le fichier", "number of the request in the file"),
    "typeAction": ("action demandée", "action asked for"),
    "numeroASP": ("numéro de la demande à l'ASP", "number of the request at the ASP"),
    "numeroEditeur": ("numéro éditeur de la demande", "supplier's request number"),
    "typePrestation": ("type de prestation", "type of service (typePrestation)"),
    "commande": ("commande", "order"),
    "dateCommande": ("date de la commande", "date of the order"),
    "regimeTVA": ("régime de TVA de la commande", "VAT regime of the order"),
    "montantSegurHT": ("montant HT{of}", "amount excl. VAT{of}"),
    "tauxTVA": _of("tauxTVA"),
    "montantTVA": ("montant de la TVA{of}", "amount of VAT{of}"),
    "montantSegurTTC": ("montant TTC{of}", "amount incl. VAT{of}"),
    "facture": ("facture", "invoice"),
    "numeroFacture": TERMS["numeroFacture"],
    "dateFacture": TERMS["dateFacture"],
    "nomClient": ("nom du client sur la facture", "name of the client on the invoice"),
    "verification": ("VA ou MOM", "VA or MOM"),
    "type": ("type de la pièce d'installation", "type of the installation document"),
    "dateSignature": ("date de signature{of}", "date of signature{of}"),
    "nomSignataire": ("nom du signataire{of}", "name of the signatory{of}"),
    "adressesMSS": ("adresses MSSanté du client", "MSSanté addresses of the client"),
    "deploiementMSS": ("déploiement de MSSanté", "deployment of MSSanté"),
    "beneficiaires": ("client de la demande", "client of the request"),
    "commandePour": ("nature du client", "kind of client"),
    "isMandataire": ("présence d'un mandataire", "presence of a proxy"),
    "isClientUnique": ("client unique ou non", "single client or not"),
    "nomMandataire": ("nom du mandataire", "name of the proxy"),
    "emailMandataire": ("adresse électronique du mandataire", "e-mail address of the proxy"),
    "telephoneMandataire": ("téléphone du mandataire", "telephone of the proxy"),
    "liberal": ("professionnels libéraux", "self-employed professionals"),
    "nomMedecin": ("nom du professionnel libéral", "name of the self-employed professional"),
    "emailMedecin": (
        "adresse électronique du professionnel libéral",
        "e-mail address of the self-employed professional",
    ),
    "telephoneMedecin": (
        "téléphone du professionnel libéral",
        "telephone of the self-employed professional",
    ),
    "RPPS": ("numéro RPPS{of}", "RPPS number{of}"),
    "structure": ("structure cliente", "client structure"),
    "nomResponsable": ("nom du responsable de la structure", "name of the head of the structure"),
    "emailResponsable": (
        "adresse électronique du responsable de la structure",
        "e-mail address of the head of the structure",
    ),
    "telephoneResponsable": (
        "téléphone du responsable de la structure",
        "telephone of the head of the structure",
    ),
    "FINESSJuridique": _of("FINESSJuridique"),
    "FINESSGeo": _of("FINESSGeo"),
    "FINESSPMSI": _of("FINESSPMSI"),
    "raisonSociale": ("raison sociale de la structure", "company name of the structure"),
    "codePostal": ("code postal de la structure", "postcode of the structure"),
    "categorieFINESSJuridique": (
        "catégorie FINESS de l'entité juridique",
        "FINESS category of the legal entity",
    ),
    "categorieFINESSGeo": (
        "catégorie FINESS du site géographique",
        "FINESS category of the geographic site",
    ),
    "historiques": ("anciens clients", "former clients"),
    "nouveau": ("nouveau client", "new client"),
    "motif": ("raison du changement de client", "reason for the change of client"),
    "piecesJustificatives": ("liste des pièces jointes", "list of attachments"),
    "nomFichier": ("nom du fichier joint", "name of the attached file"),
    "formatFichier": ("format du fichier joint", "format of the attached file"),
    "typeFichier": ("type de la pièce jointe", "type of the attachment"),
    "scenarioInstallation": ("scénario d'installation", "installation scenario"),
    "isCentreDeSante": ("client centre de santé ou non", "client a health centre or not"),
    "isProSanteConnectNeeded": ("besoin de Pro Santé Connect", "need of Pro Santé Connect"),
    "isDirectToDMP": ("envoi direct au DMP", "direct sending to the DMP"),
    "isPFIToDMP": ("envoi au DMP par une PFI", "sending to the DMP through a PFI"),
    "isDirectToMSSPro": (
        "envoi direct par MSSanté aux professionnels",
        "direct sending by MSSanté to professionals",
    ),
    "isPFIToMSSPro": (
        "envoi par MSSanté aux professionnels par une PFI",
        "sending by MSSanté to professionals through a PFI",
    ),
    "isDirectToMSSCitoyen": (
        "envoi direct par MSSanté aux usagers",
        "direct sending by MSSanté to patients",
    ),
    "isPFIToMSSCitoyen": (
        "envoi par MSSanté aux usagers par une PFI",
        "sending by MSSanté to patients through a PFI",
    ),
    "operateurMessagerie": ("opérateur MSSanté", "MSSanté operator"),
    "profil": ("profil de référencement", "référencement profile"),
    "codeTraitement": ("code de traitement du portail", "processing code of the portal"),
    "libelleTraitement": ("libellé de traitement du portail", "processing label of the portal"),
}
OWNERS: Mapping[str, tuple[str, str]] = {
    "": (" du fournisseur", " of the supplier"),
    "commande": (" de la commande", " of the order"),
    "facture": (" de la facture", " of the invoice"),
    "verification": (" de la VA ou de la MOM", " of the VA or of the MOM"),
    "liberal": (" du professionnel libéral", " of the self-employed professional"),
    "structure": (" de la structure", " of the structure"),
    "historiques": (" de l'ancien client", " of the former client"),
    "nouveau": (" du nouveau client", " of the new client"),
}


def field_name(pointer: str, lang: str = "fr") -> str:
    """What people call the value at a JSON pointer; "" for a request as a whole, and a key that is not ours."""
    keys = [key for key in pointer.split("/")[1:] if key != "lignesImport" and not key.isdecimal()]
    if not keys or keys[-1] not in FIELDS:
        return ""
    owner = keys[-2] if len(keys) > 1 else ""
    if owner not in OWNERS and owner in FIELDS and "{of}" in FIELDS[keys[-1]][0]:
        return ""
    rank = 1 if lang == "en" else 0
    name = FIELDS[keys[-1]][rank].format(of=OWNERS.get(owner, ("", ""))[rank])
    return name[0].upper() + name[1:]
