"""The SONS of wave 1: one value each, of which corridor.py makes the avance and the solde."""

from dataclasses import replace
from datetime import date

from corridor import CLIENT_SIRET, DOCTORS, Corridor, empty_structure, site, supplier_settings
from documents import Party
from writing import money, with_key

LABORATORY = Party("Laboratoire du Haut-Cantal", ("4 rue des Lacs", "15100 Saint-Flour"))
BRIANCON = Party("Laboratoire de la Durance", ("11 avenue du Lautaret", "05100 Briançon"))
BELLEY = Party("Centre hospitalier de Belley", ("1 rue de l'Hôpital", "01300 Belley"))
RADIOLOGY = Party("Centre d'imagerie du Velay", ("8 boulevard Vercingétorix", "43000 Le Puy"))
PHARMACY = Party("Pharmacie de la Fontaine", ("2 place du Bourg", "12000 Rodez"))
FILAOS = Party("Maison d'enfants Les Filaos", ("7 rue de la Rivière", "97400 Saint-Denis"))
MARGERIDE = Party("CSAPA de la Margeride", ("5 rue des Genêts", "48000 Mende"))
FILAOS_SIRET = with_key(with_key("87654321") + "0002")

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
    settings=supplier_settings("MDV-LGC-Va1"),
    structure=empty_structure(),
    liberal=True,
    acceptance="MOM",
)

# The practice of MDV became another: its papers after the merger.
MDV_MERGED = replace(
    MDV,
    client=Party("Cabinet du Dr Noa Inventé", ("3 place du Marché", "38000 Grenoble")),
    identifiers=(("RPPS", DOCTORS[2][1]),),
    former=((MDV.client.name, MDV.identifiers),),
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
    settings=supplier_settings("MS1", "", "[plafonds]", '"MS1" = 12000.00'),
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
    mss_case="Cas 1",
)

SGL = Corridor(
    sons="BIO-SGL-Va1",
    number="SGL-2022-031",
    client=LABORATORY,
    solution="AnaLac 3",
    service="Prestation Ségur — SGL vague 1",
    layout="lettre",
    figures=money("22500.00", "20"),  # the lowest tier: no cap needs to be given
    ordered_on=date(2022, 6, 20),
    verified_on=date(2023, 2, 16),
    invoiced_on=date(2023, 2, 20),
    depot_avance="2022-07-18T14:20:00",
    depot_solde="2023-03-14T10:05:00",
    settings=supplier_settings("BIO-SGL-Va1"),
    structure=site(
        LABORATORY, "Robin Modèle", FINESSJuridique="150780088", FINESSGeo=["150000032"]
    ),
)
LOINC = Corridor(
    sons="BIO-LOINC-Va1",
    number="LOINC-2022-014",
    client=BRIANCON,
    solution="LoincLac 1",
    service="Prestation Ségur — transcodage LOINC vague 1",
    layout="tableau",
    figures=money("3500.00", "20"),
    ordered_on=date(2022, 9, 5),
    verified_on=date(2023, 9, 28),
    invoiced_on=date(2023, 10, 2),
    depot_avance="2022-10-03T09:40:00",
    depot_solde="2023-10-16T11:30:00",  # the LOINC ends later than the others, on 31/10/2023
    settings=supplier_settings("BIO-LOINC-Va1"),
    structure=site(BRIANCON, "Ariel Exemple", FINESSJuridique="050000116", FINESSGeo=["050000231"]),
)


def _hospital_of_wave_1(
    sons: str, number: str, ht: str, end: tuple[date, date, str], completed: str = ""
) -> Corridor:
    """`end`: when it was verified, invoiced, deposited."""
    return Corridor(
        sons=sons,
        number=number,
        client=BELLEY,
        solution="HospiLac 5",
        service=f"Prestation Ségur — {sons.split('-')[1]} vague 1",
        layout="tableau",
        figures=money(ht, "20"),
        ordered_on=date(2022, 5, 30),
        verified_on=end[0],
        invoiced_on=end[1],
        depot_avance="2022-06-21T15:00:00",
        depot_solde=end[2],
        settings=supplier_settings(sons, "", "[plafonds]", f'"{sons}" = 70000.00'),
        structure=site(
            BELLEY, "Maxence Fictif", FINESSJuridique="010780062", FINESSGeo=["010000032"]
        ),
        completed=completed,
    )


DPI_1 = _hospital_of_wave_1(
    "HOP-DPI-Va1",
    "DPI-2022-021",
    "64000.00",
    (date(2023, 4, 18), date(2023, 4, 24), "2023-05-15T09:00:00"),
)
PFI_1 = _hospital_of_wave_1(
    "HOP-PFI-Va1",
    "PFI-2022-022",
    "38500.00",
    (date(2023, 5, 22), date(2023, 5, 25), "2023-06-12T17:10:00"),
)
RI_1 = _hospital_of_wave_1(
    "HOP-RI-Va1",
    "RI-2022-023",
    "17200.00",
    (date(2023, 11, 6), date(2023, 11, 9), "2023-11-20T10:45:00"),
    completed="2023-09-12T15:10:00",  # the prestations ended on 20/09/2023, the solde comes later
)

RIS_1 = Corridor(
    sons="RAD-RIS-Va1",
    number="RIS-2022-044",
    client=RADIOLOGY,
    solution="RadioLac 6",
    service="Prestation Ségur — RIS vague 1",
    layout="lettre",
    figures=money("15400.00", "20"),
    ordered_on=date(2022, 7, 1),
    verified_on=date(2023, 5, 11),
    invoiced_on=date(2023, 5, 16),
    depot_avance="2022-07-25T16:30:00",
    depot_solde="2023-06-05T08:50:00",
    settings=supplier_settings("RAD-RIS-Va1", "", "[plafonds]", '"RAD-RIS-Va1" = 18000.00'),
    structure=site(
        RADIOLOGY, "Charlie Inventé", FINESSJuridique="430000018", FINESSGeo=["430000117"]
    ),
)
GUYANE = Party("Imagerie du Maroni", ("3 rue des Palmistes", "97300 Cayenne"))
RIS_GUYANE = replace(
    RIS_1,
    number="RIS-2022-045",
    client=GUYANE,
    figures=replace(
        money("15400.00", "0"), exemption="TVA non applicable en Guyane, article 294 du CGI"
    ),
    structure=site(GUYANE, "Noé Fictif", FINESSJuridique="970303285", FINESSGeo=["970302055"]),
)

LGO = Corridor(
    sons="PHA-LGO-Va1",
    number="LGO-2022-208",
    client=PHARMACY,
    solution="OfficiLac 9",
    service="Prestation Ségur — LGO vague 1",
    layout="lettre",
    figures=money("625.00", "20"),  # the lowest tier: no cap needs to be given
    ordered_on=date(2022, 11, 28),
    verified_on=date(2023, 6, 7),
    invoiced_on=date(2023, 6, 8),
    depot_avance="2023-01-16T11:15:00",
    depot_solde="2023-06-20T09:30:00",
    settings=supplier_settings("PHA-LGO-Va1"),
    structure=site(PHARMACY, "Lou Exemple", FINESSGeo=["120000039"]),
    acceptance="MOM",
)

PDE = Corridor(
    sons="MS2-PDE",
    number="DUI-2023-306",
    client=FILAOS,
    solution="UsagerLac 2",
    service="Prestation Ségur — DUI MS2 (protection de l'enfance)",
    layout="lettre",
    figures=money("7400.00", "8.5"),  # La Réunion
    ordered_on=date(2023, 12, 4),
    verified_on=date(2024, 10, 8),
    invoiced_on=date(2024, 10, 10),
    depot_avance="2024-01-29T10:00:00",
    depot_solde="2024-11-05T14:30:00",
    settings=supplier_settings("MS2-PDE", "", "[plafonds]", '"MS2-PDE" = 9000.00'),
    structure=site(FILAOS, "Andrea Modèle", siret=FILAOS_SIRET),  # a site without FINESS
    mss_case="Cas 1",
)
PDS = Corridor(
    sons="MS2-PDS",
    number="DUI-2023-307",
    client=MARGERIDE,
    solution="UsagerLac 2",
    service="Prestation Ségur — DUI MS2 (difficultés spécifiques)",
    layout="tableau",
    figures=money("6900.00", "20"),
    ordered_on=date(2023, 11, 13),
    verified_on=date(2024, 9, 17),
    invoiced_on=date(2024, 9, 19),
    depot_avance="2024-02-12T10:00:00",
    depot_solde="2024-10-14T10:20:00",
    settings=supplier_settings("MS2-PDS", "", "[plafonds]", '"MS2-PDS" = 9000.00'),
    structure=site(MARGERIDE, "Sam Fictif", FINESSJuridique="480780097", FINESSGeo=["480000017"]),
    mss_case="Cas 2",
)
