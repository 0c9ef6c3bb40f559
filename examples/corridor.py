"""What the two requests of a SONS are made of: supplier, client, order, invoice, acceptance."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

import documents
from documents import Identifiers, Money, Party
from writing import Dossier, Tree, priced, with_key

from segur_check.rules.bound import Bound
from segur_check.rules.corridor import corridor as published_corridor

NUMERO_ANS = "0123456789"
SUPPLIER_SIRET = with_key(with_key("12345678") + "0001")
SUPPLIER = Party(
    name="Logiciels du Lac SAS",
    address=("12 rue des Tilleuls", "74000 Annecy"),
    siret=SUPPLIER_SIRET,
    vat_number=f"FR{(12 + 3 * (int(SUPPLIER_SIRET[:9]) % 97)) % 97:02}{SUPPLIER_SIRET[:9]}",
    extra=("Capital social 40 000 €",),
)
CLIENT_SIRET = with_key(with_key("98765432") + "0001")  # of the client of MS1
DOCTORS = tuple(
    (name, with_key(digits))
    for name, digits in (
        ("Dr Camille Exemple", "1099887766"),
        ("Dr Alix Fictif", "1077665544"),
        ("Dr Noa Inventé", "1066554433"),
    )
)
MSS_ADDRESS = "secretariat@cabinet-exemple.mssante.fr"

Papers = dict[str, tuple[str, bytes]]  # type and content of each attachment, by its file name


def doctor(rank: int) -> Tree:
    """One doctor of `liberal[]`."""
    name, rpps = DOCTORS[rank]
    return {
        "nomMedecin": name,
        "emailMedecin": f"cabinet{rank + 1}@exemple.fr",
        "telephoneMedecin": "0450000001",
        "RPPS": rpps,
    }


@dataclass(frozen=True, kw_only=True)
class Client(Party):
    """Who is equipped: a party, what its papers print of it, and its blocks in the JSON."""

    signatory: str
    identifiers: Identifiers
    doctors: tuple[Tree, ...] = ()
    structure: Tree

    def beneficiaries(self) -> Tree:
        """The block of the JSON that says who is equipped."""
        return {
            "commandePour": "LIBERAL" if self.doctors else "STRUCTURE",
            "isMandataire": False,
            "isClientUnique": True,
            "nomMandataire": None,
            "emailMandataire": None,
            "telephoneMandataire": None,
            "liberal": deepcopy([*self.doctors]),
            "structure": deepcopy(self.structure),
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


def request_of(number: str, order: Tree, papers: Papers, client: Client | None = None) -> Tree:
    """One request; without a client the supplier itself is paid."""
    installed = {"beneficiaires": client.beneficiaries()} if client else {}
    return {
        "numLigne": 1,
        "typeAction": "C",
        "numeroASP": None,
        "numeroEditeur": number,
        "commande": order,
        **installed,
        "piecesJustificatives": [justificatif(name, kind) for name, (kind, _) in papers.items()],
        "scenarioInstallation": _scenario() if client else None,
        "codeTraitement": None,
        "libelleTraitement": None,
    }


def avance_of(sons: str, depot: datetime, request: Tree, papers: Papers, settings: str) -> Dossier:
    """The dossier of an avance of one request."""
    toml = {"sons": f'"{sons}"', "depot": depot.isoformat()}
    return Dossier("avance", _import_file(request), _contents(papers), toml, settings)


def solde_of(avance: Dossier, depot: datetime, request: Tree, papers: Papers) -> Dossier:
    """The dossier of the solde that follows this avance, which stands beside it."""
    toml = {
        "sons": avance.toml["sons"],
        "depot": depot.isoformat(),
        "statut_avance": '"Décidée et payée"',
    }
    dossier = Dossier("solde", _import_file(request), _contents(papers), toml, avance.settings)
    dossier.extra["avance.json"] = avance.text()
    return dossier


def _import_file(request: Tree) -> Tree:
    return {
        "impId": None,
        "numeroAns": NUMERO_ANS,
        "siret": SUPPLIER_SIRET,
        "lignesImport": [request],
    }


def _contents(papers: Papers) -> dict[str, bytes]:
    return {name: content for name, (_, content) in papers.items()}


def supplier_settings(sons: str, *lines: str, cap: str = "") -> str:
    """The segur-check.toml of the supplier: these lines of its solution, and the cap in euros."""
    head = (
        "[fournisseur]\n"
        f'raison_sociale = "{SUPPLIER.name}"\n'
        f'siret = "{SUPPLIER_SIRET}"\n'
        "assujetti_tva = true\n\n"
        "[[solutions]]\n"
        f'numero_ans = "{NUMERO_ANS}"\n'
        f'sons = "{sons}"\n'
    )
    caps = ("", "[plafonds]", f'"{sons}" = {cap}') if cap else ()
    return head + "".join(f"{line}\n" for line in (*lines, *caps))


def not_liable(dossier: Dossier) -> None:
    """The supplier is not liable to VAT."""
    dossier.settings = dossier.settings.replace("assujetti_tva = true", "assujetti_tva = false")


@dataclass(frozen=True, kw_only=True)
class Corridor:
    """What the dossiers of one SONS share."""

    sons: str
    number: str
    client: Client
    solution: str
    service: str
    layout: documents.Layout = "tableau"
    figures: Money
    ordered_on: date
    verified_on: date
    invoiced_on: date
    depot_avance: datetime
    depot_solde: datetime
    enrolment: tuple[str, ...] = ()  # what segur-check.toml says of the solution, in TOML
    cap: str = ""  # in euros, where segur-check.toml must say it
    acceptance: Literal["VA", "MOM"] = "VA"
    mss_case: str | None = None
    service_type: str | None = None
    former: tuple[documents.FormerClient, ...] = ()  # the clients before a merger
    completed: datetime | None = (
        None  # when the ASP received the completion statement, for a later solde
    )

    def published(self, path: str, at: str = "", **later: int) -> str:
        """An instant so much later than a date of rules/corridors/ (`minutes=1`), as TOML writes it.

        `at` is its hour ("10:00"), otherwise that of the date, or midnight. An example at the edge of
        a window is made with it: when the date is moved, it still shows its code.
        """
        beside = self._bound(path) + timedelta(**later)
        return (datetime.combine(beside, time.fromisoformat(at)) if at else beside).isoformat()

    def published_day(self, path: str, **later: int) -> str:
        """A day so much later than a date of rules/corridors/ (`days=2`), as TOML writes it."""
        return (self._bound(path) + timedelta(**later)).date().isoformat()

    def _bound(self, path: str) -> datetime:
        bound = published_corridor(self.sons).at(path)
        if not isinstance(bound, Bound):
            raise TypeError(f"no date of {self.sons} at {path}")
        return bound.at or datetime.combine(bound.on, time())

    @property
    def settings(self) -> str:
        """The segur-check.toml of the supplier."""
        return supplier_settings(self.sons, *self.enrolment, cap=self.cap)

    @property
    def printed(self) -> Identifiers:
        """The client's numbers as the papers print them."""
        return self.client.identifiers

    @property
    def signatory(self) -> str:
        """Who signs for the client."""
        return self.client.signatory

    @property
    def invoice_terms(self) -> Tree:
        """What the invoice says, on its page or in the data that it embeds."""
        return {
            "supplier": SUPPLIER,
            "client": self.client,
            "client_identifiers": self.printed,
            "number": f"F-{self.number}",
            "issued_on": self.invoiced_on,
            "order_number": self.number,
            "money": self.figures,
            "service": self.service,
        }

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
            **self.invoice_terms,
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
            "mss_address": MSS_ADDRESS,
            "mss_case": self.mss_case,
            "former_clients": self.former,
        }
        return make(**(terms | changes))

    def attestation_pdf(self) -> bytes:
        """The attestation of non-liability to VAT."""
        return documents.attestation_non_assujettissement(
            supplier=SUPPLIER, issued_on=self.ordered_on
        )

    def avance(self) -> Dossier:
        """The avance of this SONS, complete and right."""
        papers = {f"bon_commande_{self.number}.pdf": ("BON_COMMANDE", self.order_pdf())}
        request = self._request(papers)
        if self.service_type:
            request["typePrestation"] = self.service_type
        return avance_of(self.sons, self.depot_avance, request, papers, self.settings)

    def solde(self) -> Dossier:
        """The solde that follows, with its avance beside it."""
        kind = self.acceptance
        papers = {
            f"facture_{self.number}.pdf": ("FACTURE", self.invoice_pdf()),
            f"{kind.lower()}_{self.number}.pdf": (kind, self.verification_pdf(kind)),
        }
        request = self._request(papers)
        request["numeroASP"] = "ASP-000123"
        request["facture"] = {
            "numeroFacture": f"F-{self.number}",
            "dateFacture": self.invoiced_on.isoformat(),
            **priced(self.figures),
            "nomClient": self.client.name,
        }
        request["verification"] = {
            "type": kind,
            "dateSignature": self.verified_on.isoformat(),
            "nomSignataire": self.signatory,
            "adressesMSS": [MSS_ADDRESS],
        }
        if self.mss_case:
            request["deploiementMSS"] = self.mss_case
        dossier = solde_of(self.avance(), self.depot_solde, request, papers)
        if self.completed:
            dossier.toml["attestation_fin"] = self.completed.isoformat()
        return dossier

    def _request(self, papers: Papers) -> Tree:
        order = {
            "dateCommande": self.ordered_on.isoformat(),
            "regimeTVA": "TTC" if self.figures.rate else "HT",
            **priced(self.figures),
        }
        return request_of(self.number, order, papers, self.client)
