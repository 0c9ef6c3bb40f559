"""The keys and codes of the file and the mentions of documents, as the messages call them in French and English."""

from collections.abc import Mapping

TERMS: Mapping[str, tuple[str, str]] = {
    "FINESSGeo": ("FINESS géographique", "geographic FINESS"),
    "FINESSJuridique": ("FINESS juridique", "legal FINESS"),
    "FINESSPMSI": ("FINESS PMSI", "FINESS PMSI"),
    "BON_COMMANDE": ("bon de commande", "order form"),
    "FACTURE": ("facture", "invoice"),
    "PV_MES": ("PV de mise en service (MES)", "commissioning report (PV de MES)"),
    "PV_VSR": (
        "PV de vérification de service régulier (VSR)",
        "regular service verification report (PV de VSR)",
    ),
    "PV_PILOTE": ("PV d'installation pilote", "pilot installation report"),
    "DECLARATION_HONNEUR": ("déclaration sur l'honneur", "sworn declaration"),
    "CGU": ("conditions générales d'utilisation (CGU)", "terms of use (CGU)"),
    "FORMULAIRE": ("formulaire de l'ASP", "ASP form"),
    "SUPPORT": ("coordonnées ou lien du support", "support contact details or link"),
    "ATTESTATION_HONNEUR": ("attestation sur l'honneur", "sworn statement"),
    "ATTESTATION_RENONCIATION": (
        "attestation de renonciation du client",
        "client's withdrawal statement",
    ),
    "ATTESTATION_FIN_PRESTATION": ("attestation de fin de prestation", "completion statement"),
    "CERTIFICAT_REFERENCEMENT": (
        "certificat de référencement de l'ANS",
        "ANS référencement certificate",
    ),
    "CERTIFICAT_HDS": (
        "certificat d'hébergement de données de santé (HDS)",
        "health data hosting (HDS) certificate",
    ),
    "ATTESTATION_NON_HDS": (
        "attestation de non-hébergement de données de santé",
        "health data non-hosting statement",
    ),
    "MANDAT_EDITEUR": ("mandat de l'éditeur", "software vendor's mandate"),
    "MANDAT_SIGNATURE": (
        "mandat avec délégation de signature",
        "signing mandate",
    ),
    "CONTRAT_PRESTATION": (
        "contrat de prestation avec la structure tierce",
        "contract with the third party",
    ),
    "IDENTITE": (
        "pièce d'identité du représentant légal",
        "legal representative's identity document",
    ),
    "IDENTITE_DEPOSITAIRE": (
        "pièce d'identité du dépositaire",
        "identity document of the person filing",
    ),
    "RIB": ("relevé d'identité bancaire (RIB)", "bank details (RIB)"),
    "TRAITE_FUSION": ("traité de fusion", "merger deed"),
    "signature-numerique": ("signature numérique", "digital signature"),
    "signature-certification": (
        "signature numérique de certification",
        "digital certification signature",
    ),
    "horodatage": ("horodatage", "timestamp"),
    "signature-intacte": ("contenu inchangé depuis", "content unchanged since"),
    "donnees-de-validation": (
        "rien d'autre ajouté ensuite que ses données de validation",
        "nothing added since but its validation data",
    ),
    "a-verifier-visuellement": ("à vérifier visuellement", "for you to check"),
    "971": ("971, Guadeloupe", "971, Guadeloupe"),
    "972": ("972, Martinique", "972, Martinique"),
    "973": ("973, Guyane", "973, Guyane"),
    "974": ("974, La Réunion", "974, La Réunion"),
    "975": ("975, Saint-Pierre-et-Miquelon", "975, Saint-Pierre-et-Miquelon"),
    "976": ("976, Mayotte", "976, Mayotte"),
    "977": ("977, Saint-Barthélemy", "977, Saint-Barthélemy"),
    "978": ("978, Saint-Martin", "978, Saint-Martin"),
    "986": ("986, Wallis-et-Futuna", "986, Wallis and Futuna"),
    "987": ("987, Polynésie française", "987, French Polynesia"),
    "988": ("988, Nouvelle-Calédonie", "988, New Caledonia"),
    "HT": ("HT", "excl. VAT"),
    "TVA": ("TVA", "VAT"),
    "TTC": ("TTC", "incl. VAT"),
    "tauxTVA": ("taux de TVA", "VAT rate"),
    "montant-tva": ("montant de TVA", "VAT amount"),
    "commande": ("commande du JSON", "order in the JSON"),
    "facture": ("facture du JSON", "invoice in the JSON"),
    "dateFacture": ("date de la facture", "invoice date"),
    "numeroFacture": ("numéro de la facture", "invoice number"),
    "file-zip": ("un fichier compressé (zip)", "a zip"),
    "file-word": ("un document Word", "a Word document"),
    "file-excel": ("un classeur Excel", "an Excel workbook"),
    "file-opendocument": (
        "un document OpenDocument (LibreOffice)",
        "an OpenDocument file (LibreOffice)",
    ),
    "file-rtf": ("un document de traitement de texte (RTF)", "a word processor document (RTF)"),
    "file-html": ("une page web", "a web page"),
    "file-image-jpeg": ("une image", "an image"),
    "file-image-png": ("une image", "an image"),
    "file-image": ("une image", "an image"),
    "file-mail": ("un courriel enregistré", "a saved e-mail"),
    "file-envelope": ("un fichier de signature (.p7m)", "a signature file (.p7m)"),
    "facturx-credit_note": ("un avoir", "a credit note"),
    "facturx-deposit": ("une facture d'acompte", "a down-payment invoice"),
    "facturx-proforma": ("une facture pro forma", "a pro forma invoice"),
    "facturx-lines": ("somme des lignes", "sum of the lines"),
    "facturx-ht": (
        "total HT = lignes − remises + frais",
        "total excl. VAT = lines − allowances + charges",
    ),
    "facturx-vat": ("TVA totale = somme des TVA par taux", "total VAT = sum of the VAT per rate"),
    "facturx-ttc": ("TTC = HT + TVA", "incl. VAT = excl. VAT + VAT"),
    "facturx-rate": ("TVA = base HT × taux", "VAT = base × rate"),
    "facturx-whole-HT": ("HT de toute la facture", "excl. VAT, whole invoice"),
    "facturx-whole-TVA": ("TVA de toute la facture", "VAT, whole invoice"),
    "facturx-whole-TTC": ("TTC de toute la facture", "incl. VAT, whole invoice"),
    "facturx-line": ("HT d'une ligne", "excl. VAT of a line"),
    "facturx-basis": ("base de la TVA", "VAT base"),
    "facturx-allowances": ("total des remises", "total allowances"),
    "facturx-charges": ("total des frais", "total charges"),
    "facturx-delivery": ("date de la prestation", "service date"),
    "facturx-empty": ("leur fichier est vide", "their file is empty"),
    "facturx-unpacked": (
        "leur fichier ne peut pas être extrait du PDF",
        "their file cannot be taken out of the PDF",
    ),
    "facturx-too-big": (
        "elles dépassent ce que l'outil lit (2\u00a0Mo)",
        "they exceed what the tool reads (2 MB)",
    ),
    "facturx-several": (
        "le PDF en contient plusieurs, qui diffèrent",
        "the PDF holds several, which differ",
    ),
    "facturx-encoding": (
        "elles ne sont pas écrites dans le codage qu'elles déclarent, ou il est inconnu",
        "they are not written in the encoding that they declare, or it is unknown",
    ),
    "facturx-malformed": (
        "leur XML est mal formé, par exemple coupé, ou avec un «\u00a0&\u00a0» écrit tel quel",
        "their XML is not well-formed, for instance cut off, or with an unescaped “&”",
    ),
    "facturx-doctype": (
        "elles ont un DOCTYPE, que l'outil ne lit pas par prudence",
        "they have a DOCTYPE, which the tool does not read, as a precaution",
    ),
    "facturx-root": (
        "leur élément racine, ou son espace de noms, n'est pas celui d'une facture Factur-X",
        "their root element, or its namespace, is not that of a Factur-X invoice",
    ),
    "facturx-date": (
        "ce n'est pas un jour écrit AAAAMMJJ, au format 102",
        "this is not a day written as YYYYMMDD, in format 102",
    ),
    "facturx-number": (
        "ce n'est pas un nombre écrit comme le veut le format",
        "this is not a number written as the format requires",
    ),
    "facturx-absent": (
        "cela manque, ou n'est pas à sa place",
        "this is missing, or is not in its place",
    ),
    "facturx-twice": ("cela est écrit plusieurs fois", "this is written several times"),
    "look": ("tout le document", "the whole document"),
    "look-BON_COMMANDE": (
        (
            "identifiant du client, HT, taux et montant de la TVA, TTC, date et signature du client, "
            "profil, mention de prise en charge par l'État"
        ),
        (
            "client's identifier, amount excl. VAT, VAT rate and amount, amount incl. VAT, date and "
            "signature of the client, profile, wording that the State pays"
        ),
    ),
    "look-FACTURE": (
        "identifiant du client, HT, taux et montant de la TVA, TTC, date, numéro, mentions légales",
        (
            "client's identifier, amount excl. VAT, VAT rate and amount, amount incl. VAT, date, number, "
            "required details"
        ),
    ),
    "look-VA": (
        "identifiant du client, adresse MSSanté, cas du déploiement MSS, date, nom et signature",
        "client's identifier, MSSanté address, case of the MSS deployment, date, name and signature",
    ),
    "look-MOM": (
        "identifiant du client, adresse MSSanté, date, nom et signature",
        "client's identifier, MSSanté address, date, name and signature",
    ),
    "look-PV_PILOTE": (
        "client, solution, date et signature du client",
        "client, solution, date and signature of the client",
    ),
    "look-PV_MES": (
        "périmètre complet, date, signatures de l'ANS et du fournisseur",
        "full scope, date, signatures of the ANS and of the supplier",
    ),
    "look-PV_VSR": (
        "périmètre complet, date, signatures de l'ANS et du fournisseur",
        "full scope, date, signatures of the ANS and of the supplier",
    ),
    "look-DECLARATION_HONNEUR": (
        "les quatre engagements, date et signature",
        "the four undertakings, date and signature",
    ),
    "look-ATTESTATION_FIN_PRESTATION": (
        "fournisseur, numéro de dossier ASP, SONS, clients non installés, date et signature",
        "supplier, ASP file number, SONS, clients not installed, date and signature",
    ),
    "look-ATTESTATION_NON_ASSUJETTISSEMENT_TVA": (
        "fournisseur, service des impôts, date",
        "supplier, tax office, date",
    ),
    "look-ATTESTATION_HONNEUR": (
        "motif de l'annulation, bénéficiaires concernés, signataire",
        "reason for the cancellation, beneficiaries concerned, signatory",
    ),
    "look-ATTESTATION_NON_HDS": (
        "phrase de non-hébergement des données de santé, signataire",
        "statement that no health data are hosted, signatory",
    ),
    "look-ATTESTATION_RENONCIATION": (
        "client, commande concernée, date et signature",
        "client, order concerned, date and signature",
    ),
    "look-CGU": (
        "annonce aux effecteurs de la transmission de données à la plateforme SAS",
        "notice to the effecteurs (care providers) of the data sent to the SAS platform",
    ),
    "look-SUPPORT": (
        "coordonnées ou lien du support, pour les régulateurs et les effecteurs",
        "support contact details or link, for régulateurs and effecteurs",
    ),
    "look-TRAITE_FUSION": ("anciens et nouveau clients", "former and new clients"),
    "look-RIB": ("titulaire du compte, IBAN", "account holder, IBAN"),
    "look-CERTIFICAT_REFERENCEMENT": (
        "SONS, solution, numéro de référencement",
        "SONS, solution, référencement number",
    ),
    "look-CERTIFICAT_HDS": ("date de fin de validité", "expiry date"),
    "enrolement": ("enrôlement", "enrolment"),
    "pilotes": ("pilotes", "pilots"),
    "attestation-fin": ("attestation de fin de prestation", "completion statement"),
    "annulation": ("annulation", "cancellation"),
    "ATTESTATION_NON_ASSUJETTISSEMENT_TVA": (
        "attestation de non-assujettissement à la TVA",
        "VAT non-liability certificate",
    ),
    # The undertakings of the sworn statement of the SAS.
    "mention.formation": (
        "documents de formation des régulateurs",
        "training documents for the régulateurs",
    ),
    "mention.communication": (
        "communication à l'ensemble des effecteurs",
        "communication to all the effecteurs",
    ),
    "mention.creneaux": (
        "remontée de tous les types de créneaux",
        "reporting of every type of slot",
    ),
    "mention.transmission": (
        "fourniture des CGU, des contrats ou d'un autre justificatif de la transmission des données",
        "terms of use, contracts or other proof that data are passed on",
    ),
    # Who signs, or states.
    "mention.ans": ("ANS", "ANS"),
    "mention.supplier": ("fournisseur", "supplier"),
    # An invoice.
    "mention.issue-date": ("date d'émission", "date of issue"),
    "mention.invoice-number": ("numéro de facture", "invoice number"),
    "mention.seller": ("nom du fournisseur", "supplier's name"),
    "mention.seller-number": ("SIREN ou SIRET du fournisseur", "supplier's SIREN or SIRET"),
    "mention.vat-number": ("numéro de TVA du fournisseur", "supplier's VAT number"),
    "mention.client": ("nom du client", "client's name"),
    "mention.quantity": ("quantité", "quantity"),
    "mention.unit-price": ("prix unitaire", "unit price"),
    "mention.service-date": (
        "date de la prestation (si ce n'est pas celle de l'émission)",
        "date of the service (unless it is that of issue)",
    ),
    "mention.exemption": (
        "motif de l'absence de TVA («\u00a0article 293 B du CGI\u00a0» ou autre exonération)",
        "reason why there is no VAT (“article 293 B du CGI” or another exemption)",
    ),
    "mention.payment-date": ("date de règlement", "date of payment"),
    "mention.late-penalties": ("pénalités de retard", "late payment penalties"),
    "mention.recovery": (
        "indemnité forfaitaire de 40\u00a0€",
        "fixed recovery charge of €40",
    ),
    # A completion statement.
    "mention.file-number": ("numéro de dossier ASP", "ASP file number"),
    "mention.date": ("date", "date"),
    "mention.clients": (
        "numéros (RPPS, FINESS) des clients non installés",
        "numbers (RPPS, FINESS) of the clients not installed",
    ),
    # The report of a pilot.
    "pilot.done": (
        "prestation complète et conforme",
        "service complete and meeting the requirements",
    ),
    "pilot.stable": ("solution stable", "stable solution"),
    "pilot.incomplete": ("prestation incomplète", "incomplete service"),
    "pilot.not-conforming": (
        "prestation non conforme",
        "service that does not meet the requirements",
    ),
    "pilot.unstable": ("solution instable", "unstable solution"),
    "pilot.reserves": ("réserve ou anomalie majeure", "major reservation or fault"),
}
