"""Fictitious dossiers to start from: one avance and one solde per SONS, complete and right.

Names, companies and RPPS are invented (the keys are right); the FINESS are public numbers of
establishments. A case of examples/make.py takes one and changes what it is about.
"""

import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Self

import documents
from documents import Money, Party

Tree = dict[str, Any]

NUMERO_ANS = "0123456789"


def with_key(digits: str) -> str:
    """The digits with their Luhn key."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - digit sum
    return digits + str(-total % 10)


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


class Raw(float):
    """A number written in the JSON exactly as given."""

    def __new__(cls, text: str) -> Self:
        """Keep the digits."""
        made = super().__new__(cls, text)
        made.text = text
        return made

    text: str

    def __repr__(self) -> str:
        """The digits themselves."""
        return self.text


def cents(amount: Decimal) -> Raw:
    """An amount in euros as the JSON writes it, two decimals."""
    return Raw(f"{amount.quantize(Decimal('0.01'), ROUND_HALF_UP):f}")


def money(ht: str, rate: str) -> Money:
    """The four figures from the HT and the rate in percent."""
    base, percent = Decimal(ht), Decimal(rate)
    vat = (base * percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Money(base, percent, vat, base + vat)


def priced(figures: Money) -> Tree:
    """The amounts of an order or an invoice in the JSON."""
    rate = figures.rate.normalize()
    return {
        "montantSegurHT": cents(figures.ht),
        "tauxTVA": Raw(f"{rate:f}"),
        "montantTVA": cents(figures.vat),
        "montantSegurTTC": cents(figures.ttc),
    }


@dataclass
class Dossier:
    """A dossier being made: what its files hold."""

    phase: str
    json: Tree
    pieces: dict[str, bytes] = field(default_factory=dict)
    toml: dict[str, str] = field(default_factory=dict)
    settings: str = ""
    extra: dict[str, bytes] = field(default_factory=dict)
    zipped: bool = False
    raw: Callable[[str], bytes] | None = None

    @property
    def ligne(self) -> Tree:
        """The first request."""
        found: Tree = self.json["lignesImport"][0]
        return found

    def text(self) -> bytes:
        """The JSON as it is written on disk."""
        text = _dumped(self.json)
        return self.raw(text) if self.raw else text.encode()

    def copy(self) -> "Dossier":
        """A dossier of its own to change."""
        return deepcopy(self)

    def write(self, folder: Path) -> None:
        """Write the files of the dossier in its folder."""
        files = {f"{self.phase}.json": self.text(), **self.extra}
        if self.toml:
            lines = "".join(f"{key} = {value}\n" for key, value in self.toml.items())
            files["dossier.toml"] = lines.encode()
        if self.settings:
            files["segur-check.toml"] = self.settings.encode()
        if self.zipped:
            files["pieces.zip"] = zip_of(self.pieces)
        else:
            files |= {f"pieces/{name}": data for name, data in self.pieces.items()}
        for name, data in files.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def zip_of(files: dict[str, bytes]) -> bytes:
    """A zip of these files, the same bytes each time."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _dumped(tree: Tree) -> str:
    """JSON text with the numbers as they were given."""
    marked: dict[str, str] = {}

    def mark(value: Any) -> Any:  # noqa: ANN401 - a JSON value
        if isinstance(value, Raw):
            key = f"@@{len(marked)}@@"
            marked[key] = value.text
            return key
        if isinstance(value, dict):
            return {name: mark(inner) for name, inner in value.items()}
        return [mark(inner) for inner in value] if isinstance(value, list) else value

    text = json.dumps(mark(tree), ensure_ascii=False, indent=2)
    for key, number in marked.items():
        text = text.replace(f'"{key}"', number)
    return text + "\n"


def _file(lignes: list[Tree]) -> Tree:
    return {
        "impId": None,
        "numeroAns": NUMERO_ANS,
        "siret": SUPPLIER_SIRET,
        "lignesImport": lignes,
    }


def _piece(name: str, kind: str) -> Tree:
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


def _empty_structure() -> Tree:
    return {
        "nomResponsable": None,
        "emailResponsable": None,
        "telephoneResponsable": None,
        "FINESSJuridique": None,
        "FINESSGeo": [],
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


def _ligne(number: str, who: Tree, order: Tree, pieces: list[Tree]) -> Tree:
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


@dataclass(frozen=True)
class Corridor:
    """What the dossiers of one SONS share."""

    sons: str
    number: str
    client: Party
    identifiers: tuple[tuple[str, str], ...]
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

    @property
    def signatory(self) -> str:
        """Who signs for the client."""
        name = self.structure.get("nomResponsable") or DOCTORS[0][0]
        return str(name)

    def order_pdf(self, layout: documents.Layout | None = None) -> bytes:
        """The order of the client."""
        return documents.bon_de_commande(
            layout=layout or self.layout,
            supplier=SUPPLIER,
            client=self.client,
            client_identifiers=self.identifiers,
            number=self.number,
            signed_on=self.ordered_on,
            solution=self.solution,
            numero_ans=NUMERO_ANS,
            profile="Profil général",
            money=self.figures,
            service=self.service,
            signatory=self.signatory,
        )

    def invoice_pdf(self, *, merger: bool = False) -> bytes:
        """The invoice, with the deed of a merger in the same PDF when asked."""
        return documents.facture(
            layout=self.layout,
            supplier=SUPPLIER,
            client=self.client,
            client_identifiers=self.identifiers,
            number=f"F-{self.number}",
            issued_on=self.invoiced_on,
            order_number=self.number,
            money=self.figures,
            service=self.service,
            former_clients=[("Cabinet des Aulnes", [("RPPS", DOCTORS[1][1])])] if merger else (),
            merger_deed=merger,
        )

    def verification_pdf(self, kind: str) -> bytes:
        """The VA or the MOM."""
        make = (
            documents.verification_aptitude if kind == "VA" else documents.mise_en_ordre_de_marche
        )
        return make(
            layout=self.layout,
            client=self.client,
            client_identifiers=self.identifiers,
            signed_on=self.verified_on,
            signatory=self.signatory,
            solution=self.solution,
            numero_ans=NUMERO_ANS,
            mss_address="secretariat@cabinet-exemple.mssante.fr",
            mss_case="Cas 1" if self.sons == "MS1" else None,
        )

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
            "regimeTVA": "TTC",
            **priced(self.figures),
        }

    def avance(self) -> Dossier:
        """The avance of this SONS, complete and right."""
        name = f"bon_commande_{self.number}.pdf"
        ligne = _ligne(self.number, self._who(), self._order(), [_piece(name, "BON_COMMANDE")])
        if self.sons.endswith("Va2"):
            ligne["typePrestation"] = "V2"
        return Dossier(
            "avance",
            _file([ligne]),
            {name: self.order_pdf()},
            {"sons": f'"{self.sons}"', "depot": self.depot_avance},
            self.settings,
        )

    def solde(self) -> Dossier:
        """The solde that follows, with its avance beside it."""
        kind = "MOM" if self.liberal else "VA"
        names = (f"facture_{self.number}.pdf", f"{kind.lower()}_{self.number}.pdf")
        pieces = [_piece(names[0], "FACTURE"), _piece(names[1], kind)]
        ligne = _ligne(self.number, self._who(), self._order(), pieces)
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
        if self.sons == "MS1":
            ligne["deploiementMSS"] = "Cas 1"
        toml = {
            "sons": f'"{self.sons}"',
            "depot": self.depot_solde,
            "statut_avance": '"Décidée et payée"',
        }
        return Dossier(
            "solde",
            _file([ligne]),
            {names[0]: self.invoice_pdf(), names[1]: self.verification_pdf(kind)},
            toml,
            self.settings,
            extra={"avance.json": self.avance().text()},
        )


def _settings(sons: str, *lines: str) -> str:
    head = (
        "[fournisseur]\n"
        f'siret = "{SUPPLIER_SIRET}"\n'
        "assujetti_tva = true\n\n"
        "[[solutions]]\n"
        f'numero_ans = "{NUMERO_ANS}"\n'
        f'sons = "{sons}"\n'
    )
    return head + "".join(f"{line}\n" for line in lines)


MDV = Corridor(
    sons="MDV-LGC-Va1",
    number="CMD-2022-0042",
    client=Party("Cabinet du Dr Camille Exemple", ("3 place du Marché", "38000 Grenoble")),
    identifiers=(("RPPS", DOCTORS[0][1]),),
    solution="MedLac 4.2",
    service="Prestation Ségur — LGC vague 1",
    layout="lettre",
    figures=money("358.33", "20"),
    ordered_on=date(2022, 6, 13),
    invoiced_on=date(2023, 3, 6),
    verified_on=date(2023, 3, 2),
    depot_avance="2022-07-04T10:30:00",
    depot_solde="2023-04-12T09:15:00",
    settings=_settings("MDV-LGC-Va1"),
    structure=_empty_structure(),
    liberal=True,
)


def _hospital(sons: str, number: str, ht: str, depot: tuple[str, str]) -> Corridor:
    return Corridor(
        sons=sons,
        number=number,
        client=Party("Centre hospitalier de Bergerac", ("9 avenue Calmette", "24100 Bergerac")),
        identifiers=(("FINESS PMSI", "240000059"), ("FINESS géographique", "240000372")),
        solution="HospiLac 7",
        service=f"Prestation Ségur — {sons[4:7]} vague 2 (V2)",
        layout="tableau",
        figures=money(ht, "20"),
        ordered_on=date(2025, 4, 3),
        invoiced_on=date(2025, 12, 4),
        verified_on=date(2025, 12, 1),
        depot_avance=depot[0],
        depot_solde=depot[1],
        settings=_settings(
            sons,
            'enrolement = "definitif"',
            'pilotes_valides = ["330781196", "210780581", "560023210"]',
            "",
            "[plafonds]",
            f'"{sons}" = 60000.00',
        ),
        structure={
            "nomResponsable": "Dominique Fictif",
            "emailResponsable": "direction@exemple.fr",
            "telephoneResponsable": "0553000001",
            "FINESSJuridique": "240000059",
            "FINESSGeo": ["240000372"],
            "FINESSPMSI": "240000059",
            "raisonSociale": "Centre hospitalier de Bergerac",
            "codePostal": "24100",
        },
    )


DPI = _hospital(
    "HOP-DPI-Va2", "DPI-2025-007", "48250.00", ("2025-05-20T11:00:00", "2026-02-10T16:45:00")
)
PFI = _hospital(
    "HOP-PFI-Va2", "PFI-2025-011", "31500.00", ("2025-05-21T09:00:00", "2026-02-11T10:00:00")
)

MS1 = Corridor(
    sons="MS1",
    number="DUI-2023-118",
    client=Party("EHPAD Résidence Fictive", ("1 route du Cap", "20200 Bastia")),
    identifiers=(("FINESS géographique", "2B0003628"), ("SIRET", CLIENT_SIRET)),
    solution="UsagerLac 2",
    service="Prestation Ségur — DUI MS1",
    layout="tableau",
    figures=money("9800.00", "20"),
    ordered_on=date(2023, 11, 20),
    invoiced_on=date(2024, 9, 24),
    verified_on=date(2024, 9, 20),
    depot_avance="2024-01-15T10:00:00",
    depot_solde="2024-10-01T09:30:00",
    settings=_settings("MS1", "", "[plafonds]", '"MS1" = 12000.00'),
    structure={
        "nomResponsable": "Sacha Inventé",
        "emailResponsable": "direction@ehpad-exemple.fr",
        "telephoneResponsable": "0495000001",
        "FINESSJuridique": "2B0000020",
        "FINESSGeo": ["2B0003628"],
        "siret": CLIENT_SIRET,
        "raisonSociale": "EHPAD Résidence Fictive",
        "codePostal": "20200",
    },
)
CORRIDORS = (MDV, DPI, PFI, MS1)
