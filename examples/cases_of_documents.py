"""Examples about what the documents say: figures, client, dates, signatures, embedded data."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import documents
from changes import Case, piece, put, toml
from corridor import DOCTORS, MSS_ADDRESS, SUPPLIER, Corridor
from facturx_documents import with_facturx
from pypdf import PdfReader
from signed_documents import signed, with_bytes_after, with_empty_signature_field
from wave_1 import LGO, MDV
from wave_2 import DPI, PFI
from writing import money, with_key

OTHER_PRICE = money("385.33")
_OTHER_SIRET = with_key(with_key("61283947") + "0001")
OTHER_SUPPLIER = documents.Party(
    name="Autrelogis SARL",
    address=("2 rue du Port", "56000 Vannes"),
    siret=_OTHER_SIRET,
)
SIGNED_ON = datetime(2022, 6, 13, 9, 30, tzinfo=UTC)


def joined(*pdfs: bytes) -> bytes:
    """Several documents in one file."""
    writer = documents.FixedWriter(clone_from=PdfReader(BytesIO(pdfs[0])))
    for pdf in pdfs[1:]:
        writer.append(PdfReader(BytesIO(pdf)))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def embedding(corridor: Corridor, figures: documents.Money) -> bytes:
    """The invoice of this corridor, with Factur-X data of these amounts."""
    return with_facturx(corridor.invoice_pdf(), **(corridor.invoice_terms | {"money": figures}))


def two_invoices(*, recapitulated: bool) -> bytes:
    """An invoice of the avance and one of the solde in one file, with their total or without."""
    parts = (("107.50", "AVANCE"), ("250.83", "SOLDE"))
    pdfs = [
        MDV.invoice_pdf(money=money(ht), number=f"F-2023-{rank}", service=f"{mark} — {MDV.service}")
        for rank, (ht, mark) in enumerate(parts, start=1)
    ]
    if recapitulated:
        total = documents.document(
            title="Récapitulatif des deux factures",
            issuer=SUPPLIER,
            facts=(
                ("Total HT des deux factures", documents.euros(MDV.figures.ht)),
                ("Total TTC des deux factures", documents.euros(MDV.figures.ttc)),
            ),
        )
        pdfs.append(total)
    return joined(*pdfs)


def signed_order(corridor: Corridor = MDV) -> bytes:
    """The order, signed by the client with a test certificate."""
    return signed(
        corridor.order_pdf(),
        common_name="Camille Exemple",
        organisation=corridor.client.name,
        signed_on=SIGNED_ON,
    )


def served(corridor: Corridor, on: date, *, papers_on: date) -> Case:
    """A solde after the end of the prestations, whose invoice gives this date of service."""
    day = papers_on.isoformat()
    return (
        corridor.solde,
        put("facture.dateFacture", day),
        put("verification.dateSignature", day),
        toml(
            depot=f"{papers_on + timedelta(days=7)}T10:00:00",
            attestation_fin=corridor.published("completion.ends", days=-5, at="10:00"),
        ),
        piece(corridor.invoice_pdf(issued_on=papers_on, served_on=on)),
        piece(corridor.verification_pdf(corridor.acceptance, signed_on=papers_on)),
    )


def order_that_says(corridor: Corridor, sentence: str) -> Case:
    """An avance whose order also says this."""
    return corridor.avance, piece(corridor.order_pdf(text=f"{documents.SCOPE} {sentence}"))


ACCEPTED: dict[str, Case] = {
    "MDV-LGC-Va1-avance-signee": (MDV.avance, piece(signed_order())),
    "MDV-LGC-Va1-solde-factur-x": (MDV.solde, piece(embedding(MDV, MDV.figures))),
    "MDV-LGC-Va1-solde-mom-datee-en-lettres": (
        MDV.solde,
        piece(
            documents.document(
                title="Mise en ordre de marche (MOM)",
                issuer=MDV.client,
                facts=(
                    *MDV.printed,
                    ("Adresse MSSanté utilisée", MSS_ADDRESS.upper()),
                    ("Date de la commande", documents.day(MDV.ordered_on)),
                    ("Signataire", "EXEMPLE Camille, médecin"),
                ),
                text="La solution est déclarée en ordre de marche. Fait à Grenoble, le 2 mars 2023.",
            ),
            rank=1,
        ),
    ),
    "HOP-DPI-Va2-solde-va-signee-apres-la-fin": (
        DPI.solde,
        put("facture.dateFacture", "2026-07-02"),
        put("verification.dateSignature", "2026-07-02"),
        toml(depot="2026-07-10T10:00:00", attestation_fin="2026-06-12T10:00:00"),
        piece(DPI.invoice_pdf(issued_on=date(2026, 7, 2), served_on=date(2026, 6, 17))),
        piece(DPI.verification_pdf("VA", signed_on=date(2026, 7, 2))),
    ),
    "HOP-DPI-Va2-solde-va-qui-cite-la-facture": (
        DPI.solde,
        piece(
            documents.document(
                title="Vérification d'aptitude (VA)",
                issuer=DPI.client,
                facts=(
                    *DPI.printed,
                    ("Adresse MSSanté utilisée", MSS_ADDRESS),
                    ("Bon de commande n°", DPI.number),
                    ("Facture n°", f"F-{DPI.number}"),
                    ("Montant TTC", documents.euros(DPI.figures.ttc)),
                ),
                text="Le client a vérifié la solution installée et atteste la bonne réalisation "
                "de la Prestation Ségur.",
                signed_by=((DPI.signatory, documents.CLIENT_QUALITY, DPI.verified_on),),
            ),
            rank=1,
        ),
    ),
    "MDV-LGC-Va1-solde-deux-factures": (MDV.solde, piece(two_invoices(recapitulated=True))),
    "MDV-LGC-Va1-solde-prestation-le-dernier-jour": served(
        MDV, date(2023, 9, 20), papers_on=date(2023, 9, 25)
    ),
    "HOP-DPI-Va2-avance-formations-en-plus": order_that_says(
        DPI, "Les formations complémentaires ne sont pas comprises."
    ),
    "MDV-LGC-Va1-avance-maintenance-de-six-ans": order_that_says(
        MDV,
        "La maintenance corrective est comprise pendant 6 ans ; le contrat de maintenance du client, "
        "de 3 ans, est inchangé.",
    ),
}

REJECTED: dict[str, Case] = {
    "DOC001-facture-numerisee": (MDV.solde, piece(documents.scan(620, 877))),
    "DOC002-bon-d-un-autre-client": (
        MDV.avance,
        piece(MDV.order_pdf(client_identifiers=(("RPPS", DOCTORS[1][1]),))),
    ),
    "DOC003-facture-sans-identifiant": (
        MDV.solde,
        piece(MDV.invoice_pdf(client_identifiers=(("Client n°", "C-0042"),))),
    ),
    "DOC004-autre-date-de-signature": (
        MDV.avance,
        piece(MDV.order_pdf(signed_on=date(2022, 6, 12))),
    ),
    "DOC005-autre-taux-de-tva": (MDV.avance, piece(MDV.order_pdf(money=money("358.33", "8.5")))),
    "DOC006-autre-montant-sur-la-facture": (MDV.solde, piece(MDV.invoice_pdf(money=OTHER_PRICE))),
    "DOC007-bon-sans-tva": (
        MDV.avance,
        piece(
            documents.document(
                title=f"Bon de commande n° {MDV.number}",
                issuer=SUPPLIER,
                facts=(
                    ("Client", MDV.client.name),
                    ("RPPS", DOCTORS[0][1]),
                    ("Profil de référencement", "Profil général"),
                    ("Prestation Ségur, prix TTC", documents.euros(MDV.figures.ttc)),
                ),
                text=f"{documents.SEGUR} : {documents.euros(MDV.figures.ttc)} TTC.",
                signed_by=((DOCTORS[0][0], documents.CLIENT_QUALITY, MDV.ordered_on),),
            )
        ),
    ),
    "DOC008-addition-fausse": (
        MDV.solde,
        piece(MDV.invoice_pdf(money=replace(MDV.figures, ttc=Decimal("431.00")))),
    ),
    "DOC009-facture-a-zero": (MDV.solde, piece(MDV.invoice_pdf(money=money("0.00")))),
    "DOC012-deux-factures-sans-total": (MDV.solde, piece(two_invoices(recapitulated=False))),
    "DOC014-champ-de-signature-vide": (
        MDV.avance,
        piece(with_empty_signature_field(MDV.order_pdf())),
    ),
    "DOC015-contenu-ajoute-apres-la-signature": (
        MDV.avance,
        piece(with_bytes_after(signed_order())),
    ),
    "DOC016-bon-signe": (MDV.avance, piece(signed_order())),
    "DOC021-factur-x-autre-montant": (MDV.solde, piece(embedding(MDV, OTHER_PRICE))),
    "DOC023-mom-anterieur-au-bon": (
        MDV.solde,
        piece(MDV.verification_pdf("MOM", signed_on=date(2022, 6, 2)), rank=1),
    ),
    "DOC029-mom-d-un-autre-jour": (
        MDV.solde,
        piece(MDV.verification_pdf("MOM", signed_on=date(2023, 2, 7)), rank=1),
    ),
    "DOC030-mom-signee-par-un-autre": (
        MDV.solde,
        piece(MDV.verification_pdf("MOM", signatory="Dr Paul Inventé"), rank=1),
    ),
    "DOC036-va-sans-date-ni-nom": (
        DPI.solde,
        piece(
            documents.document(
                title="Vérification d'aptitude (VA)",
                issuer=DPI.client,
                facts=(*DPI.printed, ("Adresse MSSanté utilisée", MSS_ADDRESS)),
                text="Le client a vérifié la solution installée et atteste la bonne réalisation "
                "de la Prestation Ségur.",
            ),
            rank=1,
        ),
    ),
    "DOC031-autre-numero-de-facture": (MDV.solde, piece(MDV.invoice_pdf(number="F-CMD-2022-0024"))),
    "DOC032-autre-date-de-facture": (MDV.solde, piece(MDV.invoice_pdf(issued_on=date(2023, 3, 8)))),
    "CAL014-prestation-apres-la-fin": (
        DPI.solde,
        put("facture.dateFacture", "2026-07-02"),
        put("verification.dateSignature", "2026-07-02"),
        toml(depot="2026-07-10T10:00:00", attestation_fin="2026-06-12T10:00:00"),
        piece(DPI.invoice_pdf(issued_on=date(2026, 7, 2), served_on=date(2026, 6, 26))),
        piece(DPI.verification_pdf("VA", signed_on=date(2026, 7, 2))),
    ),
    "CAL014-prestation-apres-la-fin-de-vague-1": served(
        MDV, date(2023, 9, 21), papers_on=date(2023, 9, 25)
    ),
    "CAL014-officine-equipee-apres-la-fin": served(
        LGO, date(2023, 9, 21), papers_on=date(2023, 9, 25)
    ),
    "CAL014-prestation-apres-la-fin-pfi": served(
        PFI, date(2026, 3, 19), papers_on=date(2026, 3, 25)
    ),
    "DOC026-nouveau-logiciel": order_that_says(
        DPI, "La commande comprend le remplacement complet du logiciel en place."
    ),
    "DOC026-maintenance-plus-chere": order_that_says(
        MDV, "La maintenance mensuelle est augmentée de 12,00 € à l'installation."
    ),
    "DOC026-maintenance-des-connecteurs": order_that_says(
        DPI, "Maintenance corrective des connecteurs : 480,00 € HT par an."
    ),
    "DOC033-autre-solution-sur-le-bon": (
        MDV.avance,
        piece(MDV.order_pdf(numero_ans="0123456798")),
    ),
    "DOC034-autre-fournisseur-sur-le-bon": (
        MDV.avance,
        piece(MDV.order_pdf(supplier=OTHER_SUPPLIER)),
    ),
    "DOC035-autre-type-de-prestation": (
        DPI.avance,
        piece(DPI.order_pdf(service="DPI vague 1 et vague 2 (V1V2)")),
    ),
    "DOC037-facture-et-va-echangees": (
        DPI.solde,
        piece(DPI.verification_pdf("VA")),
        piece(DPI.invoice_pdf()),
    ),
    "DOC045-maintenance-de-trois-ans": order_that_says(
        MDV, "La maintenance corrective est comprise pendant 3 ans."
    ),
    "DOC046-formation-non-comprise": order_that_says(MDV, "La formation n'est pas comprise."),
}
