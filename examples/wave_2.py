"""The SONS of wave 2."""

from sons import SONS

DPI = SONS["DPI"]
PFI = SONS["PFI"]
DRIMBOX = SONS["DRIMBOX"]
RIS_2 = SONS["RIS_2"]
MDV_2 = SONS["MDV_2"]
SGL_2 = SONS["SGL_2"]
LGO_2 = SONS["LGO_2"]
