"""The examples: the dossier each starts from, and what is changed in it."""

from dataclasses import replace
from datetime import date

import documents
from changes import (
    Case,
    add,
    add_settings,
    beside,
    drop,
    enclose,
    in_avance,
    merged,
    no_avance,
    no_pieces,
    piece,
    price,
    put,
    raw,
    raw_zip,
    rename,
    second,
    settings,
    take_out,
    text,
    toml,
    toml_table,
    too_many,
    zero_vat,
    zipped,
)
from corridor import DOCTORS, SUPPLIER, doctor, justificatif, not_liable
from sas import (
    CONTACTS,
    DIARY_TERMS,
    SAS,
    UNDERTAKINGS,
    late_report,
    partial_report,
    report_of_the_supplier,
    statement,
    support,
    terms_of_use,
    without_json,
)
from sons import practice
from steps import (
    STEPS,
    bank_details,
    completion,
    hosting,
    identity,
    no_pilot,
    one_pilot_three_times,
    referencing,
)
from wave_1 import LGO, LOINC, MDV, MDV_MERGED, MS1, PDE, PDS, RI_1, RIS_GUYANE, SGL
from wave_2 import DPI, DRIMBOX, PFI
from writing import Dossier, Raw, money, zip_of

NON_LIABLE = "ATTESTATION_NON_ASSUJETTISSEMENT_TVA"
ORDER, INVOICE = "commande", "facture"
AMOUNT = f"{ORDER}.montantSegurHT"
FIRST = "beneficiaires.liberal.0"
PLACE = "beneficiaires.structure"

ORDER_PDF, INVOICE_PDF, MOM_PDF = (
    f"{paper}_{MDV.number}.pdf" for paper in ("bon_commande", "facture", "mom")
)
REFERENCED_ON = date(2025, 3, 1)
MDV_REFERENCED_ON = date(2022, 5, 2)
ONCE_REFERENCED = "Commande passée sous réserve de l'obtention du référencement de la solution."
FACTORED = "Créances cédées : règlement au factor, par subrogation du fournisseur."
ALREADY_FUNDED = add_settings('\n[[dejafinances]]\nfichier = "finances.csv"\n')
# Between the end of the prestations and the closing: only with a statement sent in time.
AFTER_THE_END = MDV.published("completion.ends", days=43, at="10:00")

TWO_MERGED = replace(
    MDV_MERGED,
    former=(*MDV_MERGED.former, (practice(1).name, practice(1).identifiers)),
)
ORDER_FORM = documents.fillable(
    title=f"Bon de commande n° {MDV.number}",
    lines=(
        ("Fournisseur", SUPPLIER.mentions),
        ("Client", f"{MDV.client.name}, RPPS {DOCTORS[0][1]}"),
        ("Solution commandée", f"{MDV.solution}, Profil général"),
        ("Désignation", MDV.service),
        *MDV.figures.totals,
        ("", f"{documents.SEGUR} : {documents.euros(MDV.figures.ttc)} TTC."),
    ),
    fields=(
        ("Date de commande", documents.day(MDV.ordered_on)),
        ("Nom du signataire", ""),
        ("Qualité du signataire", ""),
    ),
)


# Beside the plain avance and solde of each SONS.
def _avance_of_another_home() -> Dossier:
    """The avance of MS1, for another client."""
    avance = MS1.avance()
    structure = avance.ligne["beneficiaires"]["structure"]
    structure |= {"FINESSJuridique": None, "FINESSGeo": ["2A0000014"], "siret": None}
    return avance


ACCEPTED: dict[str, Case] = {
    "MDV-LGC-Va1-solde-fusion": (MDV.solde, merged),
    "MDV-LGC-Va1-avance-sans-tva": (
        MDV.avance,
        zero_vat,
        put(f"{ORDER}.regimeTVA", "HT"),
        piece(MDV.order_pdf(money=money("358.33", "0"))),
        enclose("attestation_tva.pdf", NON_LIABLE, MDV.attestation_pdf()),
        not_liable,
    ),
    "HOP-DPI-Va2-avance-zip": (DPI.avance, zipped()),
    # "31/10/2023 inclus"
    "BIO-LOINC-Va1-solde-dernier-jour": (
        LOINC.solde,
        toml(depot=LOINC.published("completion.ends", at="18:00")),
    ),
    "RAD-RIS-Va1-avance-guyane": (RIS_GUYANE.avance,),
    "HOP-DPI-Va2-avance-preuves-le-dernier-jour": (
        DPI.avance,
        settings(
            "enrolement",
            "dossier_administratif = 2024-11-19\ndossier_complet = 2025-06-18\nenrolement",
        ),
    ),
    # The solution was referenced before; its certificate is enclosed, though nobody asks for it.
    "MDV-LGC-Va1-avance-certificat": (
        MDV.avance,
        add_settings(f"referencement = {MDV_REFERENCED_ON}\n"),
        enclose(
            "certificat.pdf",
            "CERTIFICAT_REFERENCEMENT",
            referencing(MDV.sons, MDV_REFERENCED_ON, solution=MDV.solution),
        ),
    ),
    # A public establishment, whose FINESS PMSI is its FINESS juridique.
    "HOP-PFI-Va2-avance-centre-hospitalier": (
        PFI.avance,
        put(f"{PLACE}.categorieFINESSJuridique", "1102"),
        put(f"{PLACE}.categorieFINESSGeo", "355"),
    ),
    # The account of a factor, a certificate of two SONS, and one of hosting that says until when.
    "enrolement-HOP-DPI-Va2-affacturage": (
        STEPS["enrolement-HOP-DPI-Va2"],
        add("rib.pdf", bank_details("Factor des Alpes", FACTORED)),
        add("certificat_referencement.pdf", referencing("HOP-DPI-Va2, HOP-PFI-Va2", REFERENCED_ON)),
        add("certificat_hds.pdf", hosting(REFERENCED_ON, until=date(2028, 2, 28))),
    ),
    # A card that an adult got before 2014: valid five years longer than it prints.
    "enrolement-HOP-DPI-Va2-carte-prolongee": (
        STEPS["enrolement-HOP-DPI-Va2"],
        add("identite_representant_legal.pdf", identity(until=date(2021, 5, 4))),
    ),
    "pilotes-HOP-DPI-Va2-avances-payees": (
        STEPS["pilotes-HOP-DPI-Va2"],
        toml(statut_avance='"Décidée et payée"'),
    ),
    "SAS-avance-sans-json": (SAS.avance, without_json),
    "SAS-solde-sans-json": (SAS.solde, without_json),
}

REJECTED: dict[str, Case] = {
    "FMT001-virgule-en-trop": (MDV.avance, text('"typeAction": "C",', '"typeAction": "C",,')),
    "FMT002-windows-1252": (
        MDV.avance,
        raw(lambda text: text.replace("Dr ", "Dr É", 1).encode("cp1252")),
    ),
    "FMT003-marque-en-tete": (MDV.avance, raw(lambda text: b"\xef\xbb\xbf" + text.encode())),
    "FMT004-cle-en-double": (
        MDV.avance,
        text('"typeAction": "C",', '"typeAction": "C",\n      "typeAction": "C",'),
    ),
    "FMT005-siret-en-capitales": (MDV.avance, rename("/siret", "SIRET")),
    "FMT006-date-de-commande-absente": (MDV.avance, drop(f"{ORDER}.dateCommande")),
    "FMT007-montant-entre-guillemets": (MDV.avance, put(AMOUNT, "358,33")),
    "FMT008-cle-inconnue": (MDV.avance, put(f"{ORDER}.dateCommnde", "2022-06-13")),
    "FMT009-code-inconnu": (MDV.avance, put("typeAction", "X")),
    "FMT010-pdf-en-minuscules": (MDV.avance, put("piecesJustificatives.0.formatFichier", "pdf")),
    "FMT011-numligne-repete": (MDV.avance, second(numLigne=1)),
    "FMT012-plus-de-200-demandes": (MDV.avance, too_many),
    "FMT013-telephone-avec-espaces": (
        MDV.avance,
        put(f"{FIRST}.telephoneMedecin", "04 50 00 00 01"),
    ),
    "FMT014-operateur-vide": (MDV.avance, put("scenarioInstallation.operateurMessagerie", "")),
    "FMT015-numero-asp-absent": (MDV.solde, put("numeroASP", None)),
    "FMT016-30-fevrier": (MDV.avance, put(f"{ORDER}.dateCommande", "2022-02-30")),
    "FMT017-deux-formats-de-date": (MDV.solde, put("facture.dateFacture", "06/03/2023")),
    "FMT018-trois-decimales": (MDV.avance, put(AMOUNT, Raw("358.333"))),
    "FMT019-aucune-demande": (MDV.avance, put("/lignesImport", []), no_pieces),
    "FMT020-fichier-rendu-par-le-portail": (
        MDV.avance,
        put("codeTraitement", "KO"),
        put("libelleTraitement", "Exemple de retour du portail"),
    ),
    "FMT021-mandataire-sans-nom": (MDV.avance, put("beneficiaires.isMandataire", value=True)),
    "FMT022-fichier-trop-gros": (
        MDV.avance,
        add_settings("\n[limites]\njson_mo = 1\n"),
        raw(lambda text: text.encode() + b" " * 1_000_000),
    ),
    "FMT022-liste-trop-longue": (
        MDV.avance,
        second(),
        add_settings("\n[limites]\njson_elements = 1\n"),
    ),
    "IDE001-siret-du-fournisseur": (
        MDV.avance,
        put("/siret", "12345678200011"),
        settings("siret = ", "# "),
    ),
    "IDE002-cle-du-rpps": (MDV.avance, put(f"{FIRST}.RPPS", DOCTORS[0][1][:-1] + "0")),
    "IDE003-identifiant-national": (MDV.avance, put(f"{FIRST}.RPPS", "8" + DOCTORS[0][1])),
    "IDE004-zero-perdu": (
        DPI.avance,
        put(f"{PLACE}.FINESSJuridique", "10780062"),
        put(f"{PLACE}.FINESSGeo", ["010000032"]),
        put(f"{PLACE}.FINESSPMSI", "010780062"),
        put(f"{PLACE}.codePostal", "01300"),
    ),
    "IDE005-cle-du-finess": (MS1.avance, put(f"{PLACE}.FINESSGeo", ["2B0003629"])),
    "IDE006-client-sans-identifiant": (MDV.avance, put(f"{FIRST}.RPPS", None)),
    "IDE007-siret-du-client": (MS1.avance, put(f"{PLACE}.siret", "98765432100011")),
    "IDE008-client-en-double": (MDV.avance, put("beneficiaires.liberal", [doctor(0), doctor(0)])),
    "IDE009-adresse-mal-ecrite": (MDV.avance, put(f"{FIRST}.emailMedecin", "cabinet.exemple.fr")),
    "IDE010-liberal-sans-medecin": (MS1.avance, put("beneficiaires.commandePour", "LIBERAL")),
    "IDE011-autre-fournisseur": (
        MDV.avance,
        settings("numero_ans = ", 'numero_ans = "9876543210"\n# '),
    ),
    "IDE012-rpps-avec-espaces": (
        MDV.avance,
        put(f"{FIRST}.RPPS", " ".join([DOCTORS[0][1][:5], DOCTORS[0][1][5:]])),
    ),
    "IDE013-pmsi-d-un-autre": (DPI.avance, put(f"{PLACE}.FINESSPMSI", "330781196")),
    "IDE014-pmsi-geographique-d-un-centre-hospitalier": (
        PFI.avance,
        put(f"{PLACE}.categorieFINESSJuridique", "1102"),
        put(f"{PLACE}.FINESSPMSI", "240000372"),
        piece(PFI.order_pdf(client_identifiers=(("FINESS PMSI", "240000372"),))),
    ),
    "IDE006-imagerie-sans-numero": (
        DRIMBOX.avance,
        put(f"{PLACE}.FINESSJuridique", None),
        put(f"{PLACE}.FINESSGeo", []),
    ),
    "IDE006-demande-sans-client": (
        MDV.avance,
        toml(sons='"PHA-LGO-Va2"'),
        settings('sons = "MDV-LGC-Va1"\n', ""),
        put("beneficiaires.liberal", []),
    ),
    "ELI001-couloir-sans-regle-publiee": (
        MDV.avance,
        toml(sons='"PHA-LGO-Va2"'),
        settings('sons = "MDV-LGC-Va1"\n', ""),
    ),
    "ELI002-type-de-prestation-absent": (DPI.avance, drop("typePrestation")),
    "ELI003-v1v2-deja-finance": (
        DPI.avance,
        put("typePrestation", "V1V2"),
        piece(DPI.order_pdf(service="DPI vague 1 et vague 2 (V1V2)")),
        ALREADY_FUNDED,
        beside("finances.csv", b"identifiant;sons\n240000059;HOP-DPI-Va1\n"),
    ),
    "ELI004-client-deja-finance": (
        MDV.avance,
        ALREADY_FUNDED,
        beside("finances.csv", f"identifiant;sons\n{DOCTORS[0][1]};MDV-LGC-Va1\n".encode()),
    ),
    "ELI005-categorie-non-eligible": (PFI.avance, put(f"{PLACE}.categorieFINESSGeo", "500")),
    "ELI006-deux-pmsi": (
        DPI.avance,
        put(f"{PLACE}.FINESSPMSI", ["240000059", "240000372"]),
        settings("60000.00", "120000.00"),
    ),
    "ELI007-categorie-hors-ms1": (MS1.avance, put(f"{PLACE}.categorieFINESSGeo", "4500")),
    "ELI008-deux-pilotes": (DPI.solde, settings(', "560023210"', "")),
    "ELI008-aucun-pilote": (
        DRIMBOX.solde,
        settings("enrolement", "pilotes_valides = []\nenrolement"),
    ),
    "ELI009-enrolement-anticipe": (PFI.avance, settings('"definitif"', '"anticipe"')),
    "ELI009-solde-anticipe": (DPI.solde, settings('"definitif"', '"anticipe"')),
    "ELI010-autre-profil": (
        MDV.avance,
        put("scenarioInstallation.profil", "Profil spécialiste"),
        add_settings('profil = "Profil général"\n'),
    ),
    "ELI011-aucun-finess-juste": (
        DRIMBOX.avance,
        put(f"{PLACE}.FINESSJuridique", None),
        put(f"{PLACE}.FINESSGeo", ["330781190"]),
    ),
    "ELI012-avance-non-payee": (MS1.solde, toml(statut_avance='"Validée"')),
    "ELI013-avance-avant-le-referencement": (
        MDV.avance,
        add_settings("referencement = 2022-09-01\n"),
        piece(MDV.order_pdf(text=ONCE_REFERENCED)),
    ),
    "CAL001-avance-avant-l-ouverture": (
        DPI.avance,
        toml(depot=DPI.published("avance.opens", seconds=-1)),
    ),
    "CAL001-avance-avant-le-portail": (
        MS1.avance,
        toml(depot=MS1.published("portal", days=-1, at="10:00")),
    ),
    "CAL002-avance-une-minute-trop-tard": (
        DPI.avance,
        toml(depot=DPI.published("avance.closes", minutes=1)),
    ),
    "CAL002-loinc-le-lendemain": (
        LOINC.avance,
        toml(depot=LOINC.published("avance.closes", days=1, at="10:00")),
    ),
    "CAL002-ri-le-lendemain": (
        RI_1.avance,
        toml(depot=RI_1.published("avance.closes", days=1, at="10:00")),
    ),
    "CAL003-solde-avant-l-ouverture": (
        MDV.solde,
        toml(depot=MDV.published("solde.opens", days=-1, at="10:00")),
    ),
    "CAL003-solde-avant-le-portail": (
        LGO.solde,
        toml(depot=LGO.published("portal", days=-1, at="10:00")),
    ),
    "CAL004-solde-une-minute-trop-tard": (
        DPI.solde,
        toml(
            depot=DPI.published("solde.closes", minutes=1),
            attestation_fin=DPI.published("completion.ends", days=-16, at="10:00"),
        ),
    ),
    "CAL005-sans-attestation-de-fin": (
        MDV.solde,
        toml(depot=AFTER_THE_END, attestation_fin='"aucune"'),
    ),
    "CAL006-attestation-trop-tard": (
        MDV.solde,
        toml(
            depot=AFTER_THE_END,
            attestation_fin=MDV.published("completion.ends", days=1, at="09:00"),
        ),
    ),
    "CAL007-commande-apres-la-cloture": (
        MDV.solde,
        put(f"{ORDER}.dateCommande", MDV.published_day("avance.closes", days=2)),
    ),
    "CAL008-commande-trop-ancienne": (
        DPI.avance,
        put(f"{ORDER}.dateCommande", "2025-01-31"),
        settings("enrolement", "dossier_complet = 2025-06-02\nenrolement"),
    ),
    "CAL009-facture-avant-la-commande": (
        MDV.solde,
        put("facture.dateFacture", "2022-06-10"),
        piece(MDV.invoice_pdf(issued_on=date(2022, 6, 10))),
    ),
    "CAL010-cloture-contestee": (
        PFI.avance,
        toml(depot=PFI.published("avance.closes", days=47, at="10:00")),
    ),
    "CAL010-lgo-a-l-heure-dite": (LGO.avance, toml(depot=LGO.published("avance.closes"))),
    "CAL011-ouverture-non-publiee": (MS1.avance,),
    "CAL012-plus-que-dix-jours": (
        DPI.avance,
        toml(depot=DPI.published("avance.closes", days=-10, at="10:00")),
    ),
    "CAL013-cloture-passee-aujourd-hui": (MDV.avance, toml(depot="")),
    "CAL015-preuves-trop-tard": (
        DPI.avance,
        settings("enrolement", "dossier_complet = 2025-06-19\nenrolement"),
    ),
    "CAL015-dossier-administratif-trop-tard": (
        PFI.avance,
        settings("enrolement", "dossier_administratif = 2024-11-20\nenrolement"),
    ),
    "MNT001-plafond-du-fournisseur": (MS1.avance, settings("12000.00", "9500.00")),
    "MNT002-plus-que-358-33": (MDV.avance, price(ORDER, "400.00")),
    "MNT002-lgo-au-dessus-de-875": (LGO.avance, price(ORDER, "900.00")),
    "MNT003-plafond-inconnu": (DPI.avance, settings('"HOP-DPI-Va2" = 60000.00', "")),
    "MNT003-sgl-entre-deux-tranches": (SGL.avance, price(ORDER, "30000.00")),
    "MNT004-tva-fausse": (
        MDV.avance,
        put(f"{ORDER}.montantTVA", Raw("70.00")),
        put(f"{ORDER}.montantSegurTTC", Raw("428.33")),
    ),
    "MNT005-un-centime": (
        MDV.avance,
        put(f"{ORDER}.montantTVA", Raw("71.66")),
        put(f"{ORDER}.montantSegurTTC", Raw("429.99")),
    ),
    "MNT006-ttc-faux": (MDV.avance, put(f"{ORDER}.montantSegurTTC", Raw("430.01"))),
    "MNT007-taux-0-2": (MDV.avance, put(f"{ORDER}.tauxTVA", Raw("0.2"))),
    "MNT008-taux-de-la-metropole-a-la-reunion": (
        MS1.avance,
        put(f"{PLACE}.codePostal", "97400"),
        put(f"{PLACE}.FINESSGeo", ["970408589"]),
    ),
    "MNT009-montant-a-zero": (MDV.avance, price(ORDER, "0.00")),
    "MNT010-facture-plus-chere-que-l-avance": (DPI.solde, price(INVOICE, "48500.00")),
    "MNT011-avance-de-36-000-euros": (SAS.avance, price(ORDER, "36000.00")),
    "MNT012-regime-ttc-sans-tva": (
        MDV.avance,
        zero_vat,
        enclose("attestation_tva.pdf", NON_LIABLE, MDV.attestation_pdf()),
    ),
    "MNT013-avance-et-solde-a-titre-indicatif": (MDV.avance,),
    "MNT014-deux-taux": (MDV.solde, price(INVOICE, "358.33", "8.5")),
    "MNT015-part-de-l-avance-facturee": (
        MDV.solde,
        price(INVOICE, "107.50"),
        piece(MDV.invoice_pdf(money=money("107.50"))),
    ),
    "PER001-client-ajoute": (MDV.solde, put("beneficiaires.liberal", [doctor(0), doctor(1)])),
    "PER002-client-retire": (
        MDV.solde,
        in_avance(put("beneficiaires.liberal", [doctor(0), doctor(1)]), price(ORDER, "716.66")),
    ),
    "PER003-fusion-d-un-inconnu": (
        MDV.solde,
        merged,
        put(
            "beneficiaires.historiques",
            [
                {"RPPS": DOCTORS[0][1], "motif": "FUSION"},
                {"RPPS": DOCTORS[1][1], "motif": "FUSION"},
            ],
        ),
        add(INVOICE_PDF, TWO_MERGED.invoice_pdf(merger=True)),
        add(MOM_PDF, TWO_MERGED.verification_pdf("MOM")),
    ),
    "PER004-solde-deplace-sur-le-fusionne": (
        DPI.solde,
        put(f"{PLACE}.FINESSJuridique", "330781196"),
        put(f"{PLACE}.FINESSPMSI", "330781196"),
        put("beneficiaires.historiques", [{"FINESSPMSI": "240000059", "motif": "FUSION"}]),
    ),
    "PER005-numero-absent-de-l-avance": (
        MDV.solde,
        put("numeroEditeur", "CMD-2022-0024"),
        toml(avance='"avance.json"'),
    ),
    "PER006-autre-numero-ans": (
        MDV.solde,
        put("/numeroAns", "0123456798"),
        add_settings('\n[[solutions]]\nnumero_ans = "0123456798"\nsons = "MDV-LGC-Va1"\n'),
    ),
    "PER007-solde-sans-avance": (MDV.solde, no_avance),
    "PER008-numero-en-double": (MDV.avance, second(numeroEditeur=MDV.number)),
    "PER009-numero-d-une-demande-rejetee": (
        MDV.avance,
        add_settings(f'\n[numeros]\nrejetes = ["{MDV.number}"]\n'),
    ),
    "PER010-client-non-installe": (
        MDV.solde,
        toml(
            depot=AFTER_THE_END,
            attestation_fin=MDV.published("completion.ends", days=-2, at="10:00"),
            non_installes=f'["{DOCTORS[0][1]}"]',
        ),
    ),
    "PER011-taux-change": (MDV.solde, in_avance(price(ORDER, "358.33", "8.5"))),
    "MSS001-indicateur-absent": (MS1.solde, drop("deploiementMSS")),
    "MSS002-cas-1-mal-ecrit": (MS1.solde, put("deploiementMSS", "CAS_1")),
    "MSS003-cas-1-au-lieu-du-cas-2": (
        MS1.solde,
        piece(MS1.verification_pdf("VA", mss_case="Cas 2"), rank=1),
    ),
    "MSS004-solde-revenu-a-modifier": (
        MS1.solde,
        drop("deploiementMSS"),
        toml(
            statut='"A modifier"',
            deja_depose=MS1.published("mss_indicator.since", days=-9, at="10:00"),
        ),
        put("facture.dateFacture", MS1.published_day("mss_indicator.since", days=-13)),
        put("verification.dateSignature", MS1.published_day("mss_indicator.since", days=-15)),
        piece(
            MS1.verification_pdf(
                "VA",
                signed_on=date.fromisoformat(MS1.published_day("mss_indicator.since", days=-15)),
            ),
            rank=1,
        ),
        piece(
            MS1.invoice_pdf(
                issued_on=date.fromisoformat(MS1.published_day("mss_indicator.since", days=-13))
            )
        ),
    ),
    "MSS005-indicateur-hors-ms": (MDV.solde, put("deploiementMSS", "Cas 1")),
    "MSS006-aucune-adresse-mssante": (
        MDV.solde,
        put("verification.adressesMSS", []),
        piece(MDV.verification_pdf("MOM", mss_address=""), rank=1),
    ),
    "MSS007-messagerie-grand-public": (
        MDV.solde,
        put("verification.adressesMSS", ["cabinet.exemple@gmail.com"]),
    ),
    "MSS008-adresse-d-un-patient": (
        MDV.solde,
        put("verification.adressesMSS", ["179035121518989@patient.mssante.fr"]),
    ),
    "MSS009-autre-adresse-sur-la-mom": (
        MDV.solde,
        piece(
            MDV.verification_pdf("MOM", mss_address="accueil@cabinet-exemple.mssante.fr"), rank=1
        ),
    ),
    "PIE001-fichier-absent": (MDV.avance, piece(None, name="Bon_Commande_CMD-2022-0042.pdf")),
    "PIE002-fichier-que-rien-ne-nomme": (
        MDV.avance,
        add("conditions_generales.pdf", MDV.invoice_pdf()),
    ),
    "PIE003-un-bon-pour-deux-demandes": (
        MDV.avance,
        second(piecesJustificatives=[justificatif(ORDER_PDF, "BON_COMMANDE")]),
    ),
    "PIE004-fichier-vide": (MDV.avance, piece(b"")),
    "PIE005-fichier-word": (
        MDV.avance,
        piece(zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})),
    ),
    "PIE006-pdf-tronque": (MDV.avance, piece(MDV.order_pdf()[:400])),
    "PIE007-pdf-verrouille": (MDV.avance, piece(documents.locked(MDV.order_pdf(), "secret"))),
    "PIE008-va-ou-mom-absente": (MDV.solde, take_out(MOM_PDF)),
    "PIE008-sas-sans-cgu": (SAS.avance, take_out("cgu.pdf")),
    "PIE009-tva-a-zero-sans-attestation": (MDV.avance, zero_vat, put(f"{ORDER}.regimeTVA", "HT")),
    "PIE010-deux-factures": (
        MDV.solde,
        enclose("facture_2.pdf", "FACTURE", MDV.invoice_pdf(merger=True)),
    ),
    "PIE011-zip-tronque": (MDV.avance, raw_zip(lambda dossier: zip_of(dossier.pieces)[:-30])),
    "PIE012-zip-dans-le-zip": (
        MDV.avance,
        raw_zip(lambda dossier: zip_of(dossier.pieces | {"autres.zip": zip_of(dossier.pieces)})),
    ),
    "PIE013-nom-avec-accent": (
        MDV.avance,
        piece(None, name="bon_commande_signé.pdf"),
        put("piecesJustificatives.0.nomFichier", "bon_commande_signé.pdf"),
    ),
    "PIE014-fichiers-du-systeme": (
        MDV.avance,
        zipped(add("__MACOSX/._bon_commande.pdf", b"\x00\x05\x16\x07")),
    ),
    "PIE015-meme-contenu": (MDV.solde, add(MOM_PDF, MDV.invoice_pdf())),
    "PIE016-aucune-piece": (MDV.avance, no_pieces),
    "PIE017-fusion-sans-traite": (
        MDV.solde,
        merged,
        add(INVOICE_PDF, MDV_MERGED.invoice_pdf(former_clients=MDV_MERGED.former)),
    ),
    "PIE018-type-tire-du-nom": (MDV.avance, put("piecesJustificatives", [])),
    "DOC010-etat-non-cite": (MDV.avance, piece(MDV.order_pdf(state_pays=False))),
    "DOC011-avoir": (MDV.solde, piece(MDV.invoice_pdf(title="Avoir"))),
    "DOC013-signataire-d-un-autre-client": (
        PDE.solde,
        piece(PDS.verification_pdf("VA", mss_case=PDE.mss_case, signed_on=PDE.verified_on), rank=1),
    ),
    "DOC017-perimetre-partiel": (SAS.avance, add("pv_mes.pdf", partial_report())),
    "DOC018-ans-non-citee": (SAS.avance, add("pv_mes.pdf", report_of_the_supplier())),
    "DOC019-engagement-absent": (
        SAS.avance,
        add(
            "declaration_honneur.pdf",
            statement(
                "\n".join(line for line in UNDERTAKINGS.split("\n") if "communiqué" not in line)
            ),
        ),
    ),
    "DOC020-mentions-absentes": (MDV.solde, piece(MDV.invoice_pdf(late_payment=""))),
    "DOC022-ancien-client-non-cite": (
        MDV.solde,
        merged,
        add(MOM_PDF, MDV_MERGED.verification_pdf("MOM", former_clients=())),
    ),
    "DOC023-mise-en-service-apres-le-depot": (SAS.avance, piece(late_report(), rank=1)),
    "DOC024-champs-vides": (MDV.avance, piece(ORDER_FORM)),
    "DOC025-numero-de-dossier-absent": (
        lambda: completion(
            DPI.sons,
            DPI.published("completion.ends", days=-7, at="10:00"),
            claim="\u2026\u2026\u2026\u2026",
        ),
    ),
    "DOC026-reengagement": (
        MDV.avance,
        piece(MDV.order_pdf(text=f"{documents.SCOPE} Le client se réengage pour 36 mois.")),
    ),
    "DOC027-commande-avant-referencement": (
        DPI.avance,
        settings("enrolement", "referencement = 2025-05-02\nenrolement"),
    ),
    "DOC028-profil-absent": (MDV.avance, add_settings('profil = "Profil spécialiste"\n')),
    "DEM001-certificat-hds-absent": (
        STEPS["enrolement-HOP-DPI-Va2"],
        take_out("certificat_hds.pdf"),
    ),
    "DEM001-certificat-absent-en-vague-1": (
        STEPS["enrolement-MDV-LGC-Va1"],
        take_out("certificat_referencement.pdf"),
    ),
    "DEM002-enrolement-une-minute-trop-tard": (
        STEPS["enrolement-HOP-PFI-Va2-anticipe"],
        toml(depot=PFI.published("enrolment.closes", minutes=1)),
    ),
    "DEM003-deux-pilotes": (STEPS["pilotes-HOP-DPI-Va2"], take_out("pv_pilote_3.pdf")),
    "DEM003-aucun-pv": (no_pilot,),
    "DEM003-trois-fois-le-meme": (one_pilot_three_times,),
    "DEM004-renonciation-absente": (
        STEPS["annulation-totale-MS1"],
        take_out("attestation_renonciation.pdf"),
    ),
    "DEM005-annulation-partielle-avance-percue": (
        STEPS["annulation-partielle-HOP-PFI-Va2"],
        toml_table("annulation", avance_percue="true"),
    ),
    "DEM006-attestation-de-fin-trop-tard": (
        STEPS["attestation-fin-HOP-DPI-Va2"],
        toml(depot=DPI.published("completion.ends", minutes=1)),
    ),
    "DEM006-attestation-de-fin-trop-tot": (
        STEPS["attestation-fin-MDV-LGC-Va1"],
        toml(depot="2023-04-09T17:00:00"),
    ),
    "DEM007-iban-faux": (
        STEPS["enrolement-HOP-DPI-Va2"],
        add("rib.pdf", bank_details(iban="FR41 2004 1010 0505 0001 3M02 606")),
    ),
    "DEM007-autre-titulaire": (
        STEPS["enrolement-HOP-DPI-Va2"],
        add("rib.pdf", bank_details("Garage de la Roya SARL")),
    ),
    "DEM008-certificat-d-un-autre-sons": (
        STEPS["enrolement-HOP-DPI-Va2"],
        add("certificat_referencement.pdf", referencing("HOP-PFI-Va2", REFERENCED_ON)),
    ),
    "DEM008-certificat-d-une-autre-solution": (
        STEPS["enrolement-HOP-DPI-Va2"],
        add(
            "certificat_referencement.pdf",
            referencing("HOP-DPI-Va2", REFERENCED_ON, number="9876543210"),
        ),
    ),
    "DEM008-certificat-hds-perime": (
        STEPS["enrolement-HOP-DPI-Va2"],
        add("certificat_hds.pdf", hosting(date(2022, 2, 1), until=date(2025, 1, 31))),
    ),
    "DOC042-client-hors-de-l-avance": (
        STEPS["attestation-fin-MDV-LGC-Va1"],
        beside("avance.json", MDV.avance().text()),
    ),
    "DOC042-renonciation-d-un-autre-client": (
        STEPS["annulation-totale-MS1"],
        beside("avance.json", _avance_of_another_home().text()),
    ),
    "DOC043-support-des-effecteurs-seuls": (
        SAS.solde,
        add(
            "support.pdf", support(CONTACTS.replace("Régulateurs et effecteurs", "Les effecteurs"))
        ),
    ),
    "DOC044-cgu-sans-la-plateforme": (SAS.avance, add("cgu.pdf", terms_of_use(DIARY_TERMS))),
    "DEM008-avance-certificat-d-une-autre-solution": (
        MDV.avance,
        enclose(
            "certificat.pdf",
            "CERTIFICAT_REFERENCEMENT",
            referencing(MDV.sons, MDV_REFERENCED_ON, "9876543210", "MedLac 4.1"),
        ),
    ),
    "DEM008-avance-certificat-de-vague-1": (
        DPI.avance,
        enclose(
            "certificat.pdf",
            "CERTIFICAT_REFERENCEMENT",
            referencing("HOP-DPI-Va1", MDV_REFERENCED_ON, "9876543210", "HospiLac 6"),
        ),
    ),
    "DEM009-identite-perimee": (
        STEPS["enrolement-HOP-DPI-Va2"],
        add(
            "identite_representant_legal.pdf",
            identity(title="Passeport", until=date(2025, 3, 10)),
        ),
    ),
    "DEM010-avance-des-pilotes-non-payee": (
        STEPS["pilotes-HOP-DPI-Va2"],
        toml(statut_avance='"Validée"'),
    ),
    "DEM011-enrolement-complementaire-anticipe": (
        STEPS["enrolement-HOP-PFI-Va2-anticipe"],
        toml_table("enrolement", rang='"complementaire"'),
    ),
    "SYS003-structure-provisoire": (MDV.avance,),
}
