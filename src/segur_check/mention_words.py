"""The mentions that documents must hold, as the messages call them, in French and in English."""

from collections.abc import Mapping

MENTIONS: Mapping[str, tuple[str, str]] = {
    # The undertakings of the sworn statement of the SAS.
    "mention.formation": (
        "documents de formation des régulateurs",
        "training documents for the regulators",
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
}
