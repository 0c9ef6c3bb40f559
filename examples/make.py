"""Makes the example dossiers: `python examples/make.py [--expected]`.

One accepted dossier per SONS and step, one rejected per control. With --expected the tool is run
on each and expected.json is written anew: the difference is to be read, never trusted.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import documents
from dossiers import CORRIDORS, DOCTORS, DPI, MDV, MS1, PFI, Dossier, Raw, doctor, with_key, zip_of

HERE = Path(__file__).parent
Change = Callable[[Dossier], None]


def _set(path: str, value: object) -> Change:
    """Set a value of the first request by its dotted path; "/x" is a key of the file itself."""

    def change(dossier: Dossier) -> None:
        holder: Any = dossier.json if path.startswith("/") else dossier.ligne
        *steps, last = path.strip("/").split(".")
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        holder[int(last) if isinstance(holder, list) else last] = value

    return change


def _drop(path: str) -> Change:
    """Remove a key of the first request by its dotted path."""

    def change(dossier: Dossier) -> None:
        holder: Any = dossier.ligne
        *steps, last = path.split(".")
        for step in steps:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        del holder[last]

    return change


def _rename(path: str, name: str) -> Change:
    """Write a key of the first request ("/x": of the file) under another name, in its place."""

    def change(dossier: Dossier) -> None:
        holder: Any = dossier.json if path.startswith("/") else dossier.ligne
        *steps, last = path.strip("/").split(".")
        for step in steps:
            holder = holder[step]
        items = [(name if key == last else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(items)

    return change


def _toml(**values: str) -> Change:
    """Set keys of dossier.toml, as TOML text; an empty text removes the key."""

    def change(dossier: Dossier) -> None:
        for key, value in values.items():
            if value:
                dossier.toml[key] = value
            else:
                dossier.toml.pop(key, None)

    return change


def _settings(old: str, new: str) -> Change:
    """Replace a part of segur-check.toml; an empty `old` adds at the end."""

    def change(dossier: Dossier) -> None:
        text = dossier.settings
        dossier.settings = text.replace(old, new) if old else text + new

    return change


def _raw(make: Callable[[str], bytes]) -> Change:
    """Change the JSON's own bytes."""

    def change(dossier: Dossier) -> None:
        dossier.raw = make

    return change


def _text(old: str, new: str) -> Change:
    """Replace a text of the JSON, once."""
    return _raw(lambda text: text.replace(old, new, 1).encode())


def _piece(content: bytes | None, *, rank: int = 0, name: str | None = None) -> Change:
    """Change the bytes, or the name on disk, of a piece; None for both removes it."""

    def change(dossier: Dossier) -> None:
        old = list(dossier.pieces)[rank]
        data = dossier.pieces.pop(old)
        if content is not None or name is not None:
            dossier.pieces[name or old] = data if content is None else content

    return change


def _add(name: str, content: bytes) -> Change:
    """Add a file to the attachments."""

    def change(dossier: Dossier) -> None:
        dossier.pieces[name] = content

    return change


def _second(**changes: object) -> Change:
    """Add a second request, a copy of the first for the second doctor."""

    def change(dossier: Dossier) -> None:
        other = dossier.copy().ligne
        other["numLigne"], other["numeroEditeur"] = 2, "CMD-2022-0043"
        other["beneficiaires"]["liberal"] = [doctor(1)]
        name = "bon_commande_CMD-2022-0043.pdf"
        other["piecesJustificatives"][0]["nomFichier"] = name
        other.update(changes)
        dossier.json["lignesImport"].append(other)
        if "piecesJustificatives" not in changes:
            dossier.pieces[name] = MDV.order_pdf("tableau")

    return change


def _avance(change_one: Change) -> Change:
    """Change the avance that stands beside a solde."""

    def change(dossier: Dossier) -> None:
        corridor = next(one for one in CORRIDORS if one.sons == json.loads(dossier.toml["sons"]))
        avance = corridor.avance()
        change_one(avance)
        dossier.extra["avance.json"] = avance.text()

    return change


def _no_avance(dossier: Dossier) -> None:
    dossier.extra.pop("avance.json")


def _no_pieces(dossier: Dossier) -> None:
    dossier.pieces.clear()


def _many(dossier: Dossier) -> None:
    model = dossier.ligne
    lignes = []
    for rank in range(1, 202):
        ligne = json.loads(json.dumps(model))
        ligne["numLigne"], ligne["numeroEditeur"] = rank, f"CMD-2022-{rank:04}"
        ligne["piecesJustificatives"][0]["nomFichier"] = f"bon_commande_{rank:04}.pdf"
        ligne["beneficiaires"]["liberal"][0]["RPPS"] = with_key(f"1099880{rank:03}")
        lignes.append(ligne)
    dossier.json["lignesImport"] = lignes
    dossier.pieces.clear()
    dossier.raw = lambda text: json.dumps(
        json.loads(text), ensure_ascii=False, separators=(",", ":")
    ).encode()


def _zipped(change: Change | None = None) -> Change:
    def zip_it(dossier: Dossier) -> None:
        dossier.zipped = True
        if change is not None:
            change(dossier)

    return zip_it


def _raw_zip(content: Callable[[Dossier], bytes]) -> Change:
    """Give the attachments as the bytes of a zip."""

    def change(dossier: Dossier) -> None:
        data = content(dossier)
        dossier.pieces.clear()
        dossier.extra["pieces.zip"] = data

    return change


def _merged(dossier: Dossier) -> None:
    """A and B became C: the blocks hold C, `historiques` the former ones."""
    who = dossier.ligne["beneficiaires"]
    who["liberal"] = [doctor(2)]
    who["historiques"] = [{"RPPS": DOCTORS[0][1], "motif": "FUSION"}]
    dossier.pieces[f"facture_{MDV.number}.pdf"] = MDV.invoice_pdf(merger=True)


def _zero_vat(dossier: Dossier) -> None:
    order = dossier.ligne["commande"]
    order |= {"tauxTVA": Raw("0"), "montantTVA": Raw("0.00"), "montantSegurTTC": Raw("358.33")}
    dossier.ligne["beneficiaires"]["structure"]["codePostal"] = "38000"


def _both(*changes: Change) -> Change:
    def change(dossier: Dossier) -> None:
        for one in changes:
            one(dossier)

    return change


ATTESTATION = documents.attestation_non_assujettissement
ORDER = "commande"
AMOUNT = f"{ORDER}.montantSegurHT"
FIRST = "beneficiaires.liberal.0"
PLACE = "beneficiaires.structure"

mdv_a, mdv_s = MDV.avance, MDV.solde
dpi_a, dpi_s = DPI.avance, DPI.solde
pfi_a, pfi_s = PFI.avance, PFI.solde
ms_a, ms_s = MS1.avance, MS1.solde

REJECTED: dict[str, tuple[Callable[[], Dossier], Change]] = {
    "FMT001-virgule-en-trop": (mdv_a, _text('"typeAction": "C",', '"typeAction": "C",,')),
    "FMT002-windows-1252": (
        mdv_a,
        _raw(lambda text: text.replace("Dr ", "Dr É", 1).encode("cp1252")),
    ),
    "FMT003-marque-en-tete": (mdv_a, _raw(lambda text: b"\xef\xbb\xbf" + text.encode())),
    "FMT004-cle-en-double": (
        mdv_a,
        _text('"typeAction": "C",', '"typeAction": "C",\n      "typeAction": "C",'),
    ),
    "FMT005-siret-en-capitales": (mdv_a, _rename("/siret", "SIRET")),
    "FMT006-date-de-commande-absente": (mdv_a, _drop(f"{ORDER}.dateCommande")),
    "FMT007-montant-entre-guillemets": (mdv_a, _set(AMOUNT, "358,33")),
    "FMT008-cle-inconnue": (mdv_a, _set(f"{ORDER}.dateCommnde", "2022-06-13")),
    "FMT009-code-inconnu": (mdv_a, _set("typeAction", "X")),
    "FMT010-pdf-en-minuscules": (mdv_a, _set("piecesJustificatives.0.formatFichier", "pdf")),
    "FMT011-numligne-repete": (mdv_a, _second(numLigne=1)),
    "FMT012-plus-de-200-demandes": (mdv_a, _many),
    "FMT013-telephone-avec-espaces": (mdv_a, _set(f"{FIRST}.telephoneMedecin", "04 50 00 00 01")),
    "FMT014-operateur-vide": (mdv_a, _set("scenarioInstallation.operateurMessagerie", "")),
    "FMT015-numero-asp-absent": (mdv_s, _set("numeroASP", None)),
    "FMT016-30-fevrier": (mdv_a, _set(f"{ORDER}.dateCommande", "2022-02-30")),
    "FMT017-deux-formats-de-date": (mdv_s, _set("facture.dateFacture", "06/03/2023")),
    "FMT018-trois-decimales": (mdv_a, _set(AMOUNT, Raw("358.333"))),
    "FMT019-aucune-demande": (mdv_a, _both(_set("/lignesImport", []), _no_pieces)),
    "FMT020-fichier-rendu-par-le-portail": (
        mdv_a,
        _both(
            _set("codeTraitement", "KO"), _set("libelleTraitement", "Exemple de retour du portail")
        ),
    ),
    "FMT021-mandataire-sans-nom": (mdv_a, _set("beneficiaires.isMandataire", value=True)),
    "FMT022-fichier-trop-gros": (
        mdv_a,
        _both(
            _settings("", "\n[limites]\njson_mo = 1\n"),
            _raw(lambda text: text.encode() + b" " * 1_000_000),
        ),
    ),
    "IDE001-siret-du-fournisseur": (
        mdv_a,
        _both(
            _set("/siret", "12345678200011"),
            _settings("siret = ", 'raison_sociale = "Logiciels du Lac"\n# '),
        ),
    ),
    "IDE002-cle-du-rpps": (mdv_a, _set(f"{FIRST}.RPPS", DOCTORS[0][1][:-1] + "0")),
    "IDE003-identifiant-national": (mdv_a, _set(f"{FIRST}.RPPS", "8" + DOCTORS[0][1])),
    "IDE004-zero-perdu": (
        dpi_a,
        _both(
            _set(f"{PLACE}.FINESSJuridique", "10780062"),
            _set(f"{PLACE}.FINESSGeo", ["010000032"]),
            _set(f"{PLACE}.FINESSPMSI", "010780062"),
            _set(f"{PLACE}.codePostal", "01300"),
        ),
    ),
    "IDE005-cle-du-finess": (ms_a, _set(f"{PLACE}.FINESSGeo", ["2B0003629"])),
    "IDE006-client-sans-identifiant": (mdv_a, _set(f"{FIRST}.RPPS", None)),
    "IDE007-siret-du-client": (ms_a, _set(f"{PLACE}.siret", "98765432100011")),
    "IDE008-client-en-double": (mdv_a, _set("beneficiaires.liberal", [doctor(0), doctor(0)])),
    "IDE009-adresse-mal-ecrite": (mdv_a, _set(f"{FIRST}.emailMedecin", "cabinet.exemple.fr")),
    "IDE010-liberal-sans-medecin": (ms_a, _set("beneficiaires.commandePour", "LIBERAL")),
    "IDE011-autre-fournisseur": (
        mdv_a,
        _settings("numero_ans = ", 'numero_ans = "9876543210"\n# '),
    ),
    "IDE012-rpps-avec-espaces": (
        mdv_a,
        _set(f"{FIRST}.RPPS", " ".join([DOCTORS[0][1][:5], DOCTORS[0][1][5:]])),
    ),
    "IDE013-pmsi-d-un-autre": (dpi_a, _set(f"{PLACE}.FINESSPMSI", "330781196")),
    "ELI001-couloir-sans-regle-publiee": (
        mdv_a,
        _both(_toml(sons='"PHA-LGO-Va2"'), _settings('sons = "MDV-LGC-Va1"\n', "")),
    ),
    "ELI002-type-de-prestation-absent": (dpi_a, _drop("typePrestation")),
    "ELI003-v1v2-deja-finance": (
        dpi_a,
        _both(
            _set("typePrestation", "V1V2"),
            _settings("", '\n[[dejafinances]]\nfichier = "finances.csv"\n'),
            lambda one: one.extra.update(
                {"finances.csv": b"identifiant;sons\n240000059;HOP-DPI-Va1\n"}
            ),
        ),
    ),
    "ELI004-client-deja-finance": (
        mdv_a,
        _both(
            _settings("", '\n[[dejafinances]]\nfichier = "finances.csv"\n'),
            lambda one: one.extra.update(
                {"finances.csv": f"identifiant;sons\n{DOCTORS[0][1]};MDV-LGC-Va1\n".encode()}
            ),
        ),
    ),
    "ELI005-categorie-non-eligible": (pfi_a, _set(f"{PLACE}.categorieFINESSGeo", "500")),
    "ELI006-deux-pmsi": (
        dpi_a,
        _both(
            _set(f"{PLACE}.FINESSPMSI", ["240000059", "240000372"]),
            _settings("60000.00", "120000.00"),
        ),
    ),
    "ELI007-categorie-hors-ms1": (ms_a, _set(f"{PLACE}.categorieFINESSGeo", "4500")),
    "ELI008-deux-pilotes": (dpi_s, _settings(', "560023210"', "")),
    "ELI009-enrolement-anticipe": (pfi_a, _settings('"definitif"', '"anticipe"')),
    "ELI010-autre-profil": (
        mdv_a,
        _both(
            _set("scenarioInstallation.profil", "Profil spécialiste"),
            _settings("", 'profil = "Profil général"\n'),
        ),
    ),
    "ELI012-avance-non-payee": (ms_s, _toml(statut_avance='"Validée"')),
    "CAL001-avance-avant-l-ouverture": (dpi_a, _toml(depot="2024-09-12T13:59:59")),
    "CAL002-avance-une-minute-trop-tard": (dpi_a, _toml(depot="2025-12-17T12:01:00")),
    "CAL003-solde-avant-l-ouverture": (mdv_s, _toml(depot="2022-01-17T10:00:00")),
    "CAL004-solde-une-minute-trop-tard": (
        dpi_s,
        _toml(depot="2026-09-16T12:01:00", attestation_fin="2026-06-01T10:00:00"),
    ),
    "CAL005-sans-attestation-de-fin": (
        mdv_s,
        _toml(depot="2023-11-02T10:00:00", attestation_fin='"aucune"'),
    ),
    "CAL006-attestation-trop-tard": (
        mdv_s,
        _toml(depot="2023-11-02T10:00:00", attestation_fin="2023-09-21T09:00:00"),
    ),
    "CAL007-commande-apres-la-cloture": (mdv_s, _set(f"{ORDER}.dateCommande", "2022-12-02")),
    "CAL008-commande-trop-ancienne": (
        dpi_a,
        _both(
            _set(f"{ORDER}.dateCommande", "2025-01-31"),
            _settings("enrolement", "dossier_complet = 2025-06-02\nenrolement"),
        ),
    ),
    "CAL009-facture-avant-la-commande": (mdv_s, _set("facture.dateFacture", "2022-06-10")),
    "CAL010-cloture-contestee": (pfi_a, _toml(depot="2025-11-03T10:00:00")),
    "CAL011-ouverture-non-publiee": (ms_a, _toml()),
    "CAL012-plus-que-dix-jours": (dpi_a, _toml(depot="2025-12-07T10:00:00")),
    "CAL013-cloture-passee-aujourd-hui": (mdv_a, _toml(depot="")),
    "MNT001-plafond-du-fournisseur": (ms_a, _settings("12000.00", "9500.00")),
    "MNT002-plus-que-358-33": (
        mdv_a,
        _set(
            ORDER,
            {
                "dateCommande": "2022-06-13",
                "regimeTVA": "TTC",
                "montantSegurHT": Raw("400.00"),
                "tauxTVA": 20,
                "montantTVA": Raw("80.00"),
                "montantSegurTTC": Raw("480.00"),
            },
        ),
    ),
    "MNT003-plafond-inconnu": (dpi_a, _settings('"HOP-DPI-Va2" = 60000.00', "")),
    "MNT004-tva-fausse": (
        mdv_a,
        _both(
            _set(f"{ORDER}.montantTVA", Raw("70.00")),
            _set(f"{ORDER}.montantSegurTTC", Raw("428.33")),
        ),
    ),
    "MNT005-un-centime": (
        mdv_a,
        _both(
            _set(f"{ORDER}.montantTVA", Raw("71.66")),
            _set(f"{ORDER}.montantSegurTTC", Raw("429.99")),
        ),
    ),
    "MNT006-ttc-faux": (mdv_a, _set(f"{ORDER}.montantSegurTTC", Raw("430.01"))),
    "MNT007-taux-0-2": (mdv_a, _set(f"{ORDER}.tauxTVA", Raw("0.2"))),
    "MNT008-taux-de-la-metropole-a-la-reunion": (
        ms_a,
        _both(_set(f"{PLACE}.codePostal", "97400"), _set(f"{PLACE}.FINESSGeo", ["970408589"])),
    ),
    "MNT009-montant-a-zero": (
        mdv_a,
        _set(
            ORDER,
            {
                "dateCommande": "2022-06-13",
                "regimeTVA": "TTC",
                "montantSegurHT": Raw("0.00"),
                "tauxTVA": 20,
                "montantTVA": Raw("0.00"),
                "montantSegurTTC": Raw("0.00"),
            },
        ),
    ),
    "MNT010-facture-plus-chere-que-l-avance": (
        dpi_s,
        _both(
            _set("facture.montantSegurHT", Raw("48500.00")),
            _set("facture.montantTVA", Raw("9700.00")),
            _set("facture.montantSegurTTC", Raw("58200.00")),
        ),
    ),
    "MNT012-regime-ttc-sans-tva": (
        mdv_a,
        _both(
            _zero_vat,
            _add("attestation_tva.pdf", b""),
            lambda one: one.ligne["piecesJustificatives"].append(
                {
                    "nomFichier": "attestation_tva.pdf",
                    "formatFichier": "PDF",
                    "typeFichier": "ATTESTATION_NON_ASSUJETTISSEMENT_TVA",
                }
            ),
            lambda one: one.pieces.update({"attestation_tva.pdf": MDV.attestation_pdf()}),
        ),
    ),
    "MNT013-avance-et-solde-a-titre-indicatif": (mdv_a, _toml()),
    "MNT014-deux-taux": (
        mdv_s,
        _both(
            _set("facture.tauxTVA", Raw("8.5")),
            _set("facture.montantTVA", Raw("30.46")),
            _set("facture.montantSegurTTC", Raw("388.79")),
        ),
    ),
    "PER001-client-ajoute": (mdv_s, _set("beneficiaires.liberal", [doctor(0), doctor(1)])),
    "PER002-client-retire": (
        mdv_s,
        _avance(
            _both(
                _set("beneficiaires.liberal", [doctor(0), doctor(1)]),
                _set(AMOUNT, Raw("716.66")),
                _set(f"{ORDER}.montantTVA", Raw("143.33")),
                _set(f"{ORDER}.montantSegurTTC", Raw("859.99")),
            )
        ),
    ),
    "PER003-fusion-d-un-inconnu": (
        mdv_s,
        _both(
            _merged,
            _set(
                "beneficiaires.historiques",
                [
                    {"RPPS": DOCTORS[0][1], "motif": "FUSION"},
                    {"RPPS": DOCTORS[1][1], "motif": "FUSION"},
                ],
            ),
        ),
    ),
    "PER004-solde-deplace-sur-le-fusionne": (
        dpi_s,
        _both(
            _set(f"{PLACE}.FINESSJuridique", "330781196"),
            _set(f"{PLACE}.FINESSPMSI", "330781196"),
            _set("beneficiaires.historiques", [{"FINESSPMSI": "240000059", "motif": "FUSION"}]),
        ),
    ),
    "PER005-numero-absent-de-l-avance": (mdv_s, _set("numeroEditeur", "CMD-2022-0024")),
    "PER006-autre-numero-ans": (
        mdv_s,
        _both(
            _set("/numeroAns", "0123456798"),
            _settings("", '\n[[solutions]]\nnumero_ans = "0123456798"\nsons = "MDV-LGC-Va1"\n'),
        ),
    ),
    "PER007-solde-sans-avance": (mdv_s, _no_avance),
    "PER008-numero-en-double": (mdv_a, _second(numeroEditeur=MDV.number)),
    "PER009-numero-d-une-demande-rejetee": (
        mdv_a,
        _settings("", f'\n[numeros]\nrejetes = ["{MDV.number}"]\n'),
    ),
    "PER010-client-non-installe": (
        mdv_s,
        _toml(
            depot="2023-11-02T10:00:00",
            attestation_fin="2023-09-18T10:00:00",
            non_installes=f'["{DOCTORS[0][1]}"]',
        ),
    ),
    "PER011-taux-change": (
        mdv_s,
        _avance(
            _both(
                _set(f"{ORDER}.tauxTVA", Raw("8.5")),
                _set(f"{ORDER}.montantTVA", Raw("30.46")),
                _set(f"{ORDER}.montantSegurTTC", Raw("388.79")),
            )
        ),
    ),
    "MSS001-indicateur-absent": (ms_s, _drop("deploiementMSS")),
    "MSS002-cas-1-mal-ecrit": (ms_s, _set("deploiementMSS", "CAS_1")),
    "MSS004-solde-revenu-a-modifier": (
        ms_s,
        _both(
            _drop("deploiementMSS"),
            _toml(statut='"A modifier"', deja_depose="2024-09-03T10:00:00"),
            _set("facture.dateFacture", "2024-08-30"),
            _set("verification.dateSignature", "2024-08-28"),
        ),
    ),
    "MSS005-indicateur-hors-ms": (mdv_s, _set("deploiementMSS", "Cas 1")),
    "MSS006-aucune-adresse-mssante": (mdv_s, _set("verification.adressesMSS", [])),
    "MSS007-messagerie-grand-public": (
        mdv_s,
        _set("verification.adressesMSS", ["cabinet.exemple@gmail.com"]),
    ),
    "MSS008-adresse-d-un-patient": (
        mdv_s,
        _set("verification.adressesMSS", ["179035121518989@patient.mssante.fr"]),
    ),
    "PIE001-fichier-absent": (mdv_a, _piece(None, name="Bon_Commande_CMD-2022-0042.pdf")),
    "PIE002-fichier-que-rien-ne-nomme": (
        mdv_a,
        _add("conditions_generales.pdf", MDV.invoice_pdf()),
    ),
    "PIE003-un-bon-pour-deux-demandes": (
        mdv_a,
        _second(
            piecesJustificatives=[
                {
                    "nomFichier": f"bon_commande_{MDV.number}.pdf",
                    "formatFichier": "PDF",
                    "typeFichier": "BON_COMMANDE",
                }
            ]
        ),
    ),
    "PIE004-fichier-vide": (mdv_a, _piece(b"")),
    "PIE005-fichier-word": (
        mdv_a,
        _piece(zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})),
    ),
    "PIE006-pdf-tronque": (mdv_a, _piece(MDV.order_pdf()[:400])),
    "PIE007-pdf-verrouille": (
        mdv_a,
        _piece(documents.locked(MDV.order_pdf(), "secret")),
    ),
    "PIE008-va-ou-mom-absente": (
        mdv_s,
        _both(lambda one: one.ligne["piecesJustificatives"].pop(), _piece(None, rank=1)),
    ),
    "PIE009-tva-a-zero-sans-attestation": (
        mdv_a,
        _both(_zero_vat, _set(f"{ORDER}.regimeTVA", "HT")),
    ),
    "PIE010-deux-factures": (
        mdv_s,
        _both(
            lambda one: one.ligne["piecesJustificatives"].append(
                {"nomFichier": "facture_2.pdf", "formatFichier": "PDF", "typeFichier": "FACTURE"}
            ),
            _add("facture_2.pdf", MDV.invoice_pdf(merger=True)),
        ),
    ),
    "PIE011-zip-tronque": (mdv_a, _raw_zip(lambda one: zip_of(one.pieces)[:-30])),
    "PIE012-zip-dans-le-zip": (
        mdv_a,
        _raw_zip(lambda one: zip_of({**one.pieces, "autres.zip": zip_of(one.pieces)})),
    ),
    "PIE013-nom-avec-accent": (
        mdv_a,
        _both(
            _piece(None, name="bon_commande_signé.pdf"),
            _set("piecesJustificatives.0.nomFichier", "bon_commande_signé.pdf"),
        ),
    ),
    "PIE014-fichiers-du-systeme": (
        mdv_a,
        _zipped(_add("__MACOSX/._bon_commande.pdf", b"\x00\x05\x16\x07")),
    ),
    "PIE015-meme-contenu": (
        mdv_s,
        lambda one: one.pieces.update(
            {f"mom_{MDV.number}.pdf": one.pieces[f"facture_{MDV.number}.pdf"]}
        ),
    ),
    "PIE016-aucune-piece": (mdv_a, _no_pieces),
    "PIE017-fusion-sans-traite": (
        mdv_s,
        _both(
            _merged, lambda one: one.pieces.update({f"facture_{MDV.number}.pdf": MDV.invoice_pdf()})
        ),
    ),
    "PIE018-type-tire-du-nom": (mdv_a, _set("piecesJustificatives", [])),
    "SYS003-structure-provisoire": (mdv_a, _toml()),
}


def _merger_accepted() -> Dossier:
    dossier = MDV.solde()
    _merged(dossier)
    return dossier


def _zip_accepted() -> Dossier:
    dossier = DPI.avance()
    dossier.zipped = True
    return dossier


def _franchise_accepted() -> Dossier:
    dossier = MDV.avance()
    _zero_vat(dossier)
    dossier.ligne[ORDER]["regimeTVA"] = "HT"
    dossier.ligne["piecesJustificatives"].append(
        {
            "nomFichier": "attestation_tva.pdf",
            "formatFichier": "PDF",
            "typeFichier": "ATTESTATION_NON_ASSUJETTISSEMENT_TVA",
        }
    )
    dossier.pieces["attestation_tva.pdf"] = MDV.attestation_pdf()
    dossier.settings = dossier.settings.replace("assujetti_tva = true", "assujetti_tva = false")
    return dossier


ACCEPTED: dict[str, Callable[[], Dossier]] = {
    **{f"{one.sons}-avance": one.avance for one in CORRIDORS},
    **{f"{one.sons}-solde": one.solde for one in CORRIDORS},
    "MDV-LGC-Va1-solde-fusion": _merger_accepted,
    "MDV-LGC-Va1-avance-sans-tva": _franchise_accepted,
    "HOP-DPI-Va2-avance-zip": _zip_accepted,
}


def write_all() -> list[Path]:
    """Write every example; expected.json is kept. Gives the folders."""
    dossiers: dict[Path, Dossier] = {}
    for name, make in ACCEPTED.items():
        dossiers[HERE / "accepted" / name] = make()
    for name, (make, change) in REJECTED.items():
        dossier = make()
        change(dossier)
        dossiers[HERE / "rejected" / name] = dossier
    for root in ("accepted", "rejected"):
        for folder in sorted((HERE / root).glob("*")):
            if folder not in dossiers:
                shutil.rmtree(folder)
    for folder, dossier in dossiers.items():
        expected = folder / "expected.json"
        kept = expected.read_bytes() if expected.is_file() else None
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        dossier.write(folder)
        if kept is not None:
            expected.write_bytes(kept)
    return list(dossiers)


def summary(report: dict[str, Any]) -> dict[str, Any]:
    """What expected.json holds of a report: verdicts, codes, severities and places."""
    return {
        "format": report["format"],
        "exit_code": report["exit_code"],
        "verdict": report["verdict"],
        "requests": [
            {
                "line": request["line"],
                "verdict": request["verdict"],
                "findings": [
                    {
                        "code": finding["code"],
                        "severity": finding["severity"],
                        "pointer": finding["locations"][0]["pointer"],
                        "line": finding["locations"][0]["line"],
                    }
                    for finding in request["findings"]
                ],
                "not_checked": [
                    {"code": one["code"], "kind": one["kind"]} for one in request["not_checked"]
                ],
            }
            for request in report["requests"]
        ],
    }


def main() -> None:
    """Write the examples, and with --expected what the tool says of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--expected", action="store_true", help="write expected.json anew")
    arguments = parser.parse_args()
    folders = write_all()
    print(f"{len(folders)} dossiers")
    for folder in folders if arguments.expected else ():
        command = [sys.executable, "-m", "segur_check", "check", str(folder), "-o", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool
        report = json.loads(done.stdout)
        text = json.dumps(summary(report), ensure_ascii=False, indent=2) + "\n"
        (folder / "expected.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
