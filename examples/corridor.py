"""What the two requests of a SONS are made of: supplier, client, order, invoice, acceptance."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import documents
from documents import Identifiers, Money, Party
from writing import Dossier, Tree, priced, with_key

NUMERO_ANS = "0123456789"
SUPPLIER_SIRET = with_key(with_key("12345678") + "0001")
SUPPLIER = Party(
    name="Logiciels du Lac SAS",
    address=("12 rue des Tilleuls", "74000 Annecy"),
    siret=SUPPLIER_SIRET,
    vat_number=f"FR{(12 + 3 * (int(SUPPLIER_SIRET[:9]) % 97)) % 97:02}{SUPPLIER_SIRET[:9]}",
    extra=("Capital social 40 000 €",),
)
CLIENT_SIRET = with_key(with_key("98765432") + "0001")
DOCTORS = tuple(
    (name, with_key(digits))
    for name, digits in (
        ("Dr Camille Exemple", "1099887766"),
        ("Dr Alix Fictif", "1077665544"),
        ("Dr Noa Inventé", "1066554433"),
    )
)

_LABELS = {
    "FINESSJuridique": "FINESS juridique",
    "FINESSGeo": "FINESS géographique",
    "FINESSPMSI": "FINESS PMSI",
    "siret": "SIRET",
}


def import_file(lignes: list[Tree]) -> Tree:
    """The file that holds these requests."""
    return {
        "impId": None,
        "numeroAns": NUMERO_ANS,
        "siret": SUPPLIER_SIRET,
        "lignesImport": lignes,
    }


def justificatif(name: str, kind: str) -> Tree:
    """One entry of `piecesJustificatives`."""
    return {"nomFichier": name, "formatFichier": "PDF", "typeFichier": kind}


def _scenario() -> Tree:
    return {
        "isCentreDeSante": False,
        "operateurMessagerie": "null",
        "isProSanteConnectNeeded": True,
        "isDirectToDMP": True,
        "isPFIToDMP": False,
        "isDirectToMSSPro": True,
        "isPFIToMSSPro": False,
        "isDirectToMSSCitoyen": True,
        "isPFIToMSSCitoyen": False,
    }


def doctor(rank: int) -> Tree:
    """One doctor of `liberal[]`."""
    name, rpps = DOCTORS[rank]
    return {
        "nomMedecin": name,
        "emailMedecin": f"cabinet{rank + 1}@exemple.fr",
        "telephoneMedecin": "0450000001",
        "RPPS": rpps,
    }


def empty_structure() -> Tree:
    """The block of a structure where the client is a doctor."""
    return {
        "nomResponsable": None,
        "emailResponsable": None,
        "telephoneResponsable": None,
        "FINESSJuridique": None,
        "FINESSGeo": [],
    }


def site(client: Party, head: str, **numbers: str | list[str]) -> Tree:
    """The block of a structure: who answers for it, its numbers, its name and postal code."""
    return {
        "nomResponsable": head,
        "emailResponsable": "direction@exemple.fr",
        "telephoneResponsable": "0450000002",
        "FINESSJuridique": None,
        "FINESSGeo": [],
        **numbers,
        "raisonSociale": client.name,
        "codePostal": client.address[-1][:5],
    }


def _beneficiaries(*, liberal: list[Tree], structure: Tree) -> Tree:
    return {
        "commandePour": "LIBERAL" if liberal else "STRUCTURE",
        "isMandataire": False,
        "isClientUnique": True,
        "nomMandataire": None,
        "emailMandataire": None,
        "telephoneMandataire": None,
        "liberal": liberal,
        "structure": structure,
    }


def ligne_of(number: str, who: Tree, order: Tree, pieces: list[Tree]) -> Tree:
    """One request."""
    return {
        "numLigne": 1,
        "typeAction": "C",
        "numeroASP": None,
        "numeroEditeur": number,
        "commande": order,
        "beneficiaires": who,
        "piecesJustificatives": pieces,
        "scenarioInstallation": _scenario(),
        "codeTraitement": None,
        "libelleTraitement": None,
    }


@dataclass(frozen=True, kw_only=True)
class Corridor:
    """What the dossiers of one SONS share."""

    sons: str
    number: str
    client: Party
    identifiers: Identifiers = ()  # as the papers print them; else those of the structure
    solution: str
    service: str
    layout: documents.Layout
    figures: Money
    ordered_on: date
    invoiced_on: date
    verified_on: date
    depot_avance: str
    depot_solde: str
    settings: str
    structure: Tree
    liberal: bool = False
    acceptance: Literal["VA", "MOM"] = "VA"
    mss_case: str | None = None
    service_type: str | None = None
    former: tuple[documents.FormerClient, ...] = ()  # the clients before a merger
    completed: str = ""  # when the ASP received the completion statement, for a later solde

    @property
    def printed(self) -> Identifiers:
        """The client's numbers as the papers print them."""
        numbers = ((label, self.structure.get(key) or ()) for key, label in _LABELS.items())
        return self.identifiers or tuple(
            (label, number)
            for label, found in numbers
            for number in ([found] if isinstance(found, str) else found)
        )

    @property
    def signatory(self) -> str:
        """Who signs for the client."""
        name = self.structure.get("nomResponsable") or DOCTORS[0][0]
        return str(name)

    def order_pdf(self, layout: documents.Layout | None = None, **changes: Any) -> bytes:  # noqa: ANN401 - the terms of documents.py
        """The order of the client, with these terms changed."""
        terms: Tree = {
            "layout": layout or self.layout,
            "supplier": SUPPLIER,
            "client": self.client,
            "client_identifiers": self.printed,
            "number": self.number,
            "signed_on": self.ordered_on,
            "solution": self.solution,
            "numero_ans": NUMERO_ANS,
            "profile": "Profil général",
            "money": self.figures,
            "service": self.service,
            "signatory": self.signatory,
        }
        return documents.bon_de_commande(**(terms | changes))

    def invoice_pdf(self, *, merger: bool = False, **changes: Any) -> bytes:  # noqa: ANN401 - the terms of documents.py
        """The invoice, with the deed of a merger in the same PDF when asked."""
        terms: Tree = {
            "layout": self.layout,
            "supplier": SUPPLIER,
            "client": self.client,
            "client_identifiers": self.printed,
            "number": f"F-{self.number}",
            "issued_on": self.invoiced_on,
            "order_number": self.number,
            "money": self.figures,
            "service": self.service,
            "former_clients": self.former if merger else (),
            "merger_deed": merger,
        }
        return documents.facture(**(terms | changes))

    def verification_pdf(self, kind: str, **changes: Any) -> bytes:  # noqa: ANN401 - the terms of documents.py
        """The VA or the MOM, with these terms changed."""
        make = (
            documents.verification_aptitude if kind == "VA" else documents.mise_en_ordre_de_marche
        )
        terms: Tree = {
            "layout": self.layout,
            "client": self.client,
            "client_identifiers": self.printed,
            "signed_on": self.verified_on,
            "signatory": self.signatory,
            "solution": self.solution,
            "numero_ans": NUMERO_ANS,
            "mss_address": "secretariat@cabinet-exemple.mssante.fr",
            "mss_case": self.mss_case,
            "former_clients": self.former,
        }
        return make(**(terms | changes))

    def attestation_pdf(self) -> bytes:
        """The attestation of non-liability to VAT."""
        return documents.attestation_non_assujettissement(
            supplier=SUPPLIER, issued_on=self.ordered_on
        )

    def _who(self) -> Tree:
        doctors = [doctor(0)] if self.liberal else []
        return _beneficiaries(liberal=doctors, structure=deepcopy(self.structure))

    def _order(self) -> Tree:
        return {
            "dateCommande": self.ordered_on.isoformat(),
            "regimeTVA": "TTC" if self.figures.rate else "HT",
            **priced(self.figures),
        }

    def avance(self) -> Dossier:
        """The avance of this SONS, complete and right."""
        name = f"bon_commande_{self.number}.pdf"
        ligne = ligne_of(
            self.number, self._who(), self._order(), [justificatif(name, "BON_COMMANDE")]
        )
        if self.service_type:
            ligne["typePrestation"] = self.service_type
        return Dossier(
            "avance",
            import_file([ligne]),
            {name: self.order_pdf()},
            {"sons": f'"{self.sons}"', "depot": self.depot_avance},
            self.settings,
        )

    def solde(self) -> Dossier:
        """The solde that follows, with its avance beside it."""
        kind = self.acceptance
        names = (f"facture_{self.number}.pdf", f"{kind.lower()}_{self.number}.pdf")
        pieces = [justificatif(names[0], "FACTURE"), justificatif(names[1], kind)]
        ligne = ligne_of(self.number, self._who(), self._order(), pieces)
        ligne["numeroASP"] = "ASP-000123"
        ligne["facture"] = {
            "numeroFacture": f"F-{self.number}",
            "dateFacture": self.invoiced_on.isoformat(),
            **priced(self.figures),
            "nomClient": self.client.name,
        }
        ligne["verification"] = {
            "type": kind,
            "dateSignature": self.verified_on.isoformat(),
            "nomSignataire": self.signatory,
            "adressesMSS": ["secretariat@cabinet-exemple.mssante.fr"],
        }
        if self.mss_case:
            ligne["deploiementMSS"] = self.mss_case
        toml = {
            "sons": f'"{self.sons}"',
            "depot": self.depot_solde,
            "statut_avance": '"Décidée et payée"',
        }
        if self.completed:
            toml["attestation_fin"] = self.completed
        return Dossier(
            "solde",
            import_file([ligne]),
            {names[0]: self.invoice_pdf(), names[1]: self.verification_pdf(kind)},
            toml,
            self.settings,
            extra={"avance.json": self.avance().text()},
        )


def supplier_settings(sons: str, *lines: str) -> str:
    """The segur-check.toml of the supplier: its solution, then these lines."""
    head = (
        "[fournisseur]\n"
        f'raison_sociale = "{SUPPLIER.name}"\n'
        f'siret = "{SUPPLIER_SIRET}"\n'
        "assujetti_tva = true\n\n"
        "[[solutions]]\n"
        f'numero_ans = "{NUMERO_ANS}"\n'
        f'sons = "{sons}"\n'
    )
    return head + "".join(f"{line}\n" for line in lines)
