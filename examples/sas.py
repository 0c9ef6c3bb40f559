"""The two requests of the SAS: fixed amounts, no order and no client, with or without a JSON."""

from dataclasses import dataclass
from datetime import date, datetime

from corridor import (
    NUMERO_ANS,
    SUPPLIER,
    Papers,
    avance_of,
    request_of,
    solde_of,
    supplier_settings,
)
from documents import Lines, Party, Signatory, day, document, euros
from writing import Dossier, Tree, money, priced

ANS = Party("Agence du numérique en santé", ("75015 Paris",))
SOLUTION = "AgendaLac 3"
DIRECTOR = "Claude Fictif"
LAWFUL = (DIRECTOR, f"Représentant légal de {SUPPLIER.name}")
SERVED_ON, ASKED_ON, VERIFIED_ON = date(2024, 4, 22), date(2024, 5, 13), date(2024, 10, 21)
SOLDE_ON = date(2024, 11, 4)
_COMMISSIONING = "Procès-verbal de mise en service (MES)"

IN_SERVICE = (
    "L'Agence du numérique en santé et l'éditeur constatent la mise en service de l'interfaçage de "
    "la solution avec la plateforme numérique SAS, sur le périmètre complet de la Convention "
    "d'interfaçage."
)
ALONE = "L'éditeur constate la mise en service de sa solution sur le périmètre complet."
REGULAR = (
    "À l'issue de la période de vérification de service régulier (VSR), l'Agence du numérique en "
    "santé et l'éditeur constatent le bon fonctionnement de l'interfaçage sur le périmètre complet."
)
UNDERTAKINGS = (
    "Je soussigné, représentant légal de l'éditeur, atteste sur l'honneur :\n"
    "- avoir produit les documents de formation à destination des régulateurs ;\n"
    "- avoir communiqué à l'ensemble des effecteurs sur l'interfaçage ;\n"
    "- m'engager à remonter l'ensemble des types de créneaux de disponibilités pour l'ensemble des "
    "effecteurs clients de la solution, à l'exception de ceux ayant signifié dans la plateforme "
    "numérique SAS leur refus de la remontée automatique de leurs créneaux ;\n"
    "- fournir les conditions générales d'utilisation (CGU) de la solution, qui notifient aux "
    "effecteurs la transmission d'une partie de leurs données à la plateforme numérique SAS."
)
TERMS_OF_USE = (
    "Article 7. Données transmises. Les créneaux de disponibilité de l'effecteur, son identité et "
    "son lieu d'exercice sont transmis à la plateforme numérique SAS, conformément à la Convention "
    "d'interfaçage. L'effecteur peut y refuser la remontée automatique de ses créneaux."
)
DIARY_TERMS = (
    "Article 7. Rendez-vous. Le praticien ouvre ses plages de rendez-vous en ligne et les ferme quand il "
    "le souhaite ; le patient reçoit un rappel la veille de sa consultation."
)
CONTACTS = (
    "Régulateurs et effecteurs joignent le support du lundi au samedi, de 8 h à 20 h, par "
    "téléphone, par courriel ou sur la plateforme de support."
)


def _paper(
    title: str,
    facts: Lines,
    text: str,
    *signed: tuple[str, str],
    on: date,
    issuer: Party = SUPPLIER,
) -> bytes:
    signed_by: list[Signatory] = [(name, quality, on) for name, quality in signed]
    return document(
        layout="tableau", title=title, issuer=issuer, facts=facts, text=text, signed_by=signed_by
    )


_BOTH = (("Morgan Inventé", "Pour l'ANS"), (DIRECTOR, f"Pour l'éditeur, {SUPPLIER.name}"))


def _about(*facts: tuple[str, str]) -> Lines:
    return (
        ("Éditeur", SUPPLIER.name),
        ("Solution", SOLUTION),
        ("N° de référencement ANS", NUMERO_ANS),
        *facts,
    )


def _form(step: str, ht: str, on: date) -> bytes:
    figures = money(ht)
    facts = _about(
        ("Montant demandé HT", euros(figures.ht)),
        ("TVA 20 %", euros(figures.vat)),
        ("Montant TTC", euros(figures.ttc)),
        ("Date de la demande", day(on)),
    )
    return _paper(f"Formulaire de demande : {step} SAS", facts, "", LAWFUL, on=on)


def _report(title: str, text: str, on: date, perimeter: str = "complet") -> bytes:
    facts = _about(("Périmètre", f"Périmètre {perimeter}"), ("Date du constat", day(on)))
    text = text.replace("complet", perimeter)
    return _paper(title, facts, text, *_BOTH, on=on, issuer=ANS)


def partial_report() -> bytes:
    """A PV de MES of a part of the perimeter."""
    return _report(_COMMISSIONING, IN_SERVICE, SERVED_ON, "partiel")


def late_report() -> bytes:
    """A PV de MES of a day after the deposit of the avance."""
    return _report(_COMMISSIONING, IN_SERVICE, date(2024, 6, 20))


def report_of_the_supplier() -> bytes:
    """A PV de MES that the supplier wrote and signed alone."""
    facts = _about(("Périmètre", "Périmètre complet"), ("Date du constat", day(SERVED_ON)))
    return _paper(_COMMISSIONING, facts, ALONE, _BOTH[1], on=SERVED_ON)


def support(text: str = CONTACTS) -> bytes:
    """How the support is reached."""
    contacts = _about(
        ("Téléphone", "04 50 00 00 09"),
        ("Courriel", "support@logiciels-du-lac.exemple.fr"),
        ("Plateforme", "https://support.logiciels-du-lac.exemple.fr"),
    )
    return _paper("Support", contacts, text, on=SOLDE_ON)


def terms_of_use(text: str = TERMS_OF_USE) -> bytes:
    """The terms of use of the solution."""
    return _paper("Conditions générales d'utilisation", _about(), text, on=ASKED_ON)


def statement(undertakings: str = UNDERTAKINGS) -> bytes:
    """The sworn statement of an avance."""
    return _paper("Déclaration sur l'honneur", _about(), undertakings, LAWFUL, on=ASKED_ON)


@dataclass(frozen=True)
class Sas:
    """The dossiers of the SAS."""

    sons: str = "SAS"
    number: str = "SAS-2024-003"
    asked_on: date = ASKED_ON
    invoiced_on: date = SOLDE_ON
    depot_avance: datetime = datetime(2024, 5, 14, 10, 30)  # noqa: DTZ001 - Paris time
    depot_solde: datetime = datetime(2024, 11, 5, 15, 0)  # noqa: DTZ001 - Paris time

    def avance(self) -> Dossier:
        """The avance: 30 000 € HT once the service runs."""
        papers = self._papers_of_avance()
        settings = supplier_settings(self.sons)
        return avance_of(self.sons, self.depot_avance, self._request(papers), papers, settings)

    def solde(self) -> Dossier:
        """The solde: 70 000 € HT once the regular service is verified."""
        papers = self._papers_of_solde()
        request = self._request(papers)
        request["numeroASP"] = "ASP-000456"
        request["facture"] = {
            "numeroFacture": f"F-{self.number}",
            "dateFacture": self.invoiced_on.isoformat(),
            **priced(money("70000.00")),
        }
        request["verification"] = {"type": "PV_VSR", "dateSignature": VERIFIED_ON.isoformat()}
        return solde_of(self.avance(), self.depot_solde, request, papers)

    def _request(self, papers: Papers) -> Tree:
        order = {
            "dateCommande": self.asked_on.isoformat(),
            "regimeTVA": "TTC",
            **priced(money("30000.00")),
        }
        return request_of(self.number, order, papers)

    def _papers_of_avance(self) -> Papers:
        """Type and bytes of each paper, by its name."""
        signed = self.asked_on
        return {
            "formulaire_avance.pdf": ("FORMULAIRE", _form("avance", "30000.00", signed)),
            "pv_mes.pdf": ("PV_MES", _report(_COMMISSIONING, IN_SERVICE, SERVED_ON)),
            "declaration_honneur.pdf": ("DECLARATION_HONNEUR", statement()),
            "cgu.pdf": ("CGU", terms_of_use()),
        }

    def _papers_of_solde(self) -> Papers:
        signed = self.invoiced_on
        title = "Procès-verbal de vérification de service régulier (VSR)"
        return {
            "formulaire_solde.pdf": ("FORMULAIRE", _form("solde", "70000.00", signed)),
            "pv_vsr.pdf": ("PV_VSR", _report(title, REGULAR, VERIFIED_ON)),
            "support.pdf": ("SUPPORT", support()),
        }


def without_json(dossier: Dossier) -> None:
    """Ask on the form of the ASP alone: papers and dossier.toml."""
    dossier.json, dossier.extra = {}, {}
    sons = dossier.toml["sons"]
    dossier.toml = {"sons": sons, "phase": f'"{dossier.phase}"', **dossier.toml}


SAS = Sas()
