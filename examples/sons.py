"""The SONS of sons.toml, each by its name there."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from corridor import DOCTORS, Client, Corridor, doctor
from writing import Tree, money

_LABELS = {
    "FINESSJuridique": "FINESS juridique",
    "FINESSGeo": "FINESS géographique",
    "FINESSPMSI": "FINESS PMSI",
    "siret": "SIRET",
}


def practice(rank: int) -> Client:
    """The practice of a doctor."""
    name, rpps = DOCTORS[rank]
    return Client(
        f"Cabinet du {name}",
        ("3 place du Marché", "38000 Grenoble"),
        signatory=name,
        identifiers=(("RPPS", rpps),),
        doctors=(doctor(rank),),
        structure=_structure(None, None, None),
    )


def site(table: dict[str, Any]) -> Client:
    """A structure: who answers for it, and its numbers by their key in the JSON."""
    name, address, numbers = table["name"], tuple(table["address"]), table["numbers"]
    contact = _structure(
        table["head"],
        table.get("email", "direction@exemple.fr"),
        table.get("phone", "0450000002"),
    )
    place = {"raisonSociale": name, "codePostal": address[1][:5]}
    printed = [(key, numbers[key]) for key in table.get("printed", numbers)]
    return Client(
        name,
        address,
        signatory=table["head"],
        identifiers=tuple(
            (_LABELS[key], number)
            for key, value in printed
            for number in (value if isinstance(value, list) else [value])
        ),
        structure=contact | numbers | place,
    )


def _structure(head: str | None, email: str | None, phone: str | None) -> Tree:
    return {
        "nomResponsable": head,
        "emailResponsable": email,
        "telephoneResponsable": phone,
        "FINESSJuridique": None,
        "FINESSGeo": [],
    }


def _corridor(table: dict[str, Any]) -> Corridor:
    client, avance, solde = table["client"], table["avance"], table["solde"]
    figures = money(table["ht"], table.get("rate", "20"))
    if "exemption" in table:
        figures = replace(figures, exemption=table["exemption"])
    return Corridor(
        sons=table["sons"],
        number=table["number"],
        client=practice(client["doctor"]) if "doctor" in client else site(client),
        solution=table["solution"],
        service=f"Prestation Ségur — {table['service']}",
        service_type=table.get("service_type"),
        layout=table["layout"],
        figures=figures,
        ordered_on=avance["ordered_on"],
        verified_on=solde["verified_on"],
        invoiced_on=solde["invoiced_on"],
        depot_avance=avance["depot"],
        depot_solde=solde["depot"],
        completed=solde.get("completed"),
        enrolment=tuple(table.get("enrolment", ())),
        cap=table.get("cap", ""),
        acceptance=table.get("acceptance", "VA"),
        mss_case=table.get("mss_case"),
    )


_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SONS = {
    name: _corridor(_TABLES.get(table.get("like"), {}) | table) for name, table in _TABLES.items()
}
