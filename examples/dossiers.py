"""Fictitious dossiers to start from: one avance and one solde per SONS, complete and right.

Names, companies, SIRET and RPPS are invented (the keys are right); the FINESS are public numbers
of establishments. A case of examples/make.py takes one and changes what it is about.
"""

import documents
from corridor import DOCTORS, NUMERO_ANS, SUPPLIER, Corridor, doctor
from sas import SAS, Sas
from wave_1 import (
    DPI_1,
    LGO,
    LOINC,
    MDV,
    MS1,
    PDE,
    PDS,
    PFI_1,
    RI_1,
    RIS_1,
    SGL,
)
from wave_2 import DPI, DRIMBOX, LGO_2, MDV_2, PFI, RIS_2, SGL_2
from writing import Dossier, Raw, money, priced, with_key, zip_of

__all__ = [
    "CORRIDORS",
    "DOCTORS",
    "DPI",
    "MDV",
    "MS1",
    "NUMERO_ANS",
    "PFI",
    "SUPPLIER",
    "Dossier",
    "Raw",
    "doctor",
    "documents",
    "money",
    "priced",
    "with_key",
    "zip_of",
]

CORRIDORS: tuple[Corridor | Sas, ...] = (
    MDV, DPI, PFI, MS1, SGL, LOINC, DPI_1, PFI_1, RI_1, RIS_1, LGO,
    PDE, PDS, SAS, DRIMBOX, RIS_2, MDV_2, SGL_2, LGO_2,
)  # fmt: skip
