"""The SONS of wave 1, and what became of one of their clients."""

from dataclasses import replace

from sons import SONS, practice

MDV = SONS["MDV"]
MS1 = SONS["MS1"]
SGL = SONS["SGL"]
LOINC = SONS["LOINC"]
DPI_1 = SONS["DPI_1"]
PFI_1 = SONS["PFI_1"]
RI_1 = SONS["RI_1"]
RIS_1 = SONS["RIS_1"]
RIS_GUYANE = SONS["RIS_GUYANE"]
LGO = SONS["LGO"]
PDE = SONS["PDE"]
PDS = SONS["PDS"]

# The practice of MDV became another: its papers after the merger.
MDV_MERGED = replace(MDV, client=practice(2), former=((MDV.client.name, MDV.printed),))
