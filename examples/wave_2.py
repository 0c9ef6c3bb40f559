"""The SONS of wave 2: one value each, of which corridor.py makes the avance and the solde."""

from dataclasses import replace
from datetime import date

from corridor import DOCTORS, Corridor, site, supplier_settings
from documents import Party
from wave_1 import LGO, MDV, SGL
from writing import money

VOUZIERS = Party("Imagerie médicale de l'Aisne", ("1 rue du Champ de foire", "08400 Vouziers"))
POHER = Party("Cabinet de radiologie du Poher", ("6 rue du Moulin", "29270 Carhaix"))


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
        settings=supplier_settings(
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
        service_type="V2",
    )


DPI = _hospital(
    "HOP-DPI-Va2", "DPI-2025-007", "48250.00", ("2025-05-20T11:00:00", "2026-02-10T16:45:00")
)
PFI = _hospital(
    "HOP-PFI-Va2", "PFI-2025-011", "31500.00", ("2025-05-21T09:00:00", "2026-02-11T10:00:00")
)

DRIMBOX = Corridor(
    sons="IMG-DB-Va2",
    number="DB-2025-052",
    client=VOUZIERS,
    solution="BoxLac 1",
    service="Prestation Ségur — DRIMbox vague 2 (V2)",
    layout="tableau",
    figures=money("18600.00", "20"),
    ordered_on=date(2025, 11, 3),
    verified_on=date(2026, 9, 10),
    invoiced_on=date(2026, 9, 14),
    depot_avance="2025-12-08T15:20:00",
    depot_solde="2026-10-05T10:00:00",
    settings=supplier_settings(
        "IMG-DB-Va2",
        'enrolement = "definitif"',
        "dossier_complet = 2025-12-01",
        "",
        "[plafonds]",
        '"IMG-DB-Va2" = 24000.00',
    ),
    structure=site(VOUZIERS, "Dany Exemple", FINESSJuridique="080001969", FINESSGeo=["080000276"]),
    service_type="V2",
)
RIS_2 = Corridor(
    sons="IMG-RIS-Va2",
    number="RIS-2025-060",
    client=POHER,
    solution="RadioLac 8",
    service="Prestation Ségur — RIS vague 1 et vague 2 (V1V2)",
    layout="lettre",
    figures=money("21750.00", "20"),
    ordered_on=date(2025, 10, 20),
    verified_on=date(2026, 6, 11),
    invoiced_on=date(2026, 6, 15),
    depot_avance="2025-11-17T09:25:00",
    depot_solde="2026-07-06T11:40:00",
    settings=supplier_settings(
        "IMG-RIS-Va2",
        'enrolement = "definitif"',
        "dossier_complet = 2025-11-05",
        "",
        "[plafonds]",
        '"IMG-RIS-Va2" = 30000.00',
    ),
    structure=site(POHER, "Yael Inventé", FINESSJuridique="290000017", FINESSGeo=["290000256"]),
    service_type="V1V2",  # never equipped in wave 1
)
MDV_2 = replace(
    MDV,
    sons="MDV-LGC-Va2",
    number="CMD-2025-0107",
    solution="MedLac 5",
    service="Prestation Ségur — LGC vague 2 (V2)",
    figures=money("650.00", "20"),
    ordered_on=date(2025, 6, 10),
    verified_on=date(2026, 2, 19),
    invoiced_on=date(2026, 2, 23),
    depot_avance="2025-07-15T10:10:00",
    depot_solde="2026-03-16T14:00:00",
    settings=supplier_settings(
        "MDV-LGC-Va2",
        'enrolement = "definitif"',
        "dossier_complet = 2025-07-01",
        f"pilotes_valides = {[rpps for _, rpps in DOCTORS]}".replace("'", '"'),
        "",
        "[plafonds]",
        '"MDV-LGC-Va2" = 800.00',
    ),
    acceptance="VA",
    service_type="V2",
)

# Announced, without a published rule: what depends on none is checked.
SGL_2 = replace(
    SGL,
    sons="BIO-SGL-Va2",
    number="SGL-2026-002",
    solution="AnaLac 4",
    service="Prestation Ségur — SGL vague 2 (V2)",
    figures=money("21000.00", "20"),
    ordered_on=date(2026, 5, 4),
    verified_on=date(2026, 10, 1),
    invoiced_on=date(2026, 10, 5),
    depot_avance="2026-06-01T10:00:00",
    depot_solde="2026-10-19T10:00:00",
    settings=supplier_settings("BIO-SGL-Va2"),
    service_type="V2",
)
LGO_2 = replace(
    LGO,
    sons="PHA-LGO-Va2",
    number="LGO-2026-005",
    solution="OfficiLac 10",
    service="Prestation Ségur — LGO vague 2 (V2)",
    figures=money("700.00", "20"),
    ordered_on=date(2026, 4, 13),
    verified_on=date(2026, 10, 20),
    invoiced_on=date(2026, 10, 22),
    depot_avance="2026-05-18T10:00:00",
    depot_solde="2026-11-02T10:00:00",
    settings=supplier_settings("PHA-LGO-Va2"),
    service_type="V2",
)
