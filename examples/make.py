"""Makes the example dossiers: `python examples/make.py [--expected]`.

One accepted dossier per SONS and step, one rejected per control. With --expected the tool is run
on each and expected.json is written anew: the difference is to be read, never trusted.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cases_of_documents
from cases import NON_LIABLE, ORDER
from cases import REJECTED as REJECTED_FOR_THE_JSON
from changes import enclose, merged, piece, zero_vat
from dossiers import CORRIDORS
from sas import SAS, without_json
from steps import STEPS
from wave_1 import LOINC, MDV, RIS_GUYANE
from wave_2 import DPI
from writing import Dossier, money

HERE = Path(__file__).parent


def _merger_accepted() -> Dossier:
    dossier = MDV.solde()
    merged(dossier)
    return dossier


def _zip_accepted() -> Dossier:
    dossier = DPI.avance()
    dossier.zipped = True
    return dossier


def _franchise_accepted() -> Dossier:
    dossier = MDV.avance()
    zero_vat(dossier)
    dossier.ligne[ORDER]["regimeTVA"] = "HT"
    piece(replace(MDV, figures=money("358.33", "0")).order_pdf())(dossier)
    enclose("attestation_tva.pdf", NON_LIABLE, MDV.attestation_pdf())(dossier)
    dossier.settings = dossier.settings.replace("assujetti_tva = true", "assujetti_tva = false")
    return dossier


def _last_day_accepted() -> Dossier:
    dossier = LOINC.solde()
    dossier.toml["depot"] = "2023-10-31T18:00:00"  # "31/10/2023 inclus"
    return dossier


ACCEPTED: dict[str, Callable[[], Dossier]] = {
    **{f"{one.sons}-avance": one.avance for one in CORRIDORS},
    **{f"{one.sons}-solde": one.solde for one in CORRIDORS},
    "MDV-LGC-Va1-solde-fusion": _merger_accepted,
    "MDV-LGC-Va1-avance-sans-tva": _franchise_accepted,
    "HOP-DPI-Va2-avance-zip": _zip_accepted,
    "BIO-LOINC-Va1-solde-dernier-jour": _last_day_accepted,
    "RAD-RIS-Va1-avance-guyane": RIS_GUYANE.avance,
    "SAS-avance-sans-json": lambda: without_json(SAS.avance()),
    "SAS-solde-sans-json": lambda: without_json(SAS.solde()),
    **STEPS,
    **cases_of_documents.ACCEPTED,
}
REJECTED = REJECTED_FOR_THE_JSON | cases_of_documents.REJECTED


def write_all() -> list[Path]:
    """Write every example; expected.json is kept. Gives the folders."""
    dossiers: dict[Path, Dossier] = {}
    for name, make in ACCEPTED.items():
        dossiers[HERE / "accepted" / name] = make()
    for name, (make, change) in REJECTED.items():
        dossier = make()
        change(dossier)
        dossiers[HERE / "rejected" / name] = dossier
    for root in ("accepted", "rejected"):
        for folder in sorted((HERE / root).glob("*")):
            if folder not in dossiers:
                shutil.rmtree(folder)
    for folder, dossier in dossiers.items():
        expected = folder / "expected.json"
        kept = expected.read_bytes() if expected.is_file() else None
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        dossier.write(folder)
        if kept is not None:
            expected.write_bytes(kept)
    return list(dossiers)


def summary(report: dict[str, Any]) -> dict[str, Any]:
    """What expected.json holds of a report: verdicts, codes, severities and places."""
    return {
        "format": report["format"],
        "exit_code": report["exit_code"],
        "verdict": report["verdict"],
        "requests": [
            {
                "line": request["line"],
                "verdict": request["verdict"],
                "findings": [
                    {
                        "code": finding["code"],
                        "severity": finding["severity"],
                        "pointer": finding["locations"][0]["pointer"],
                        "line": finding["locations"][0]["line"],
                    }
                    for finding in request["findings"]
                ],
                "not_checked": [
                    {"code": one["code"], "kind": one["kind"]} for one in request["not_checked"]
                ],
            }
            for request in report["requests"]
        ],
    }


def main() -> None:
    """Write the examples, and with --expected what the tool says of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--expected", action="store_true", help="write expected.json anew")
    arguments = parser.parse_args()
    folders = write_all()
    print(f"{len(folders)} dossiers")
    for folder in folders if arguments.expected else ():
        (folder / "expected.json").unlink(missing_ok=True)
        command = [sys.executable, "-m", "segur_check", "check", str(folder), "-o", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool
        report = json.loads(done.stdout)
        text = json.dumps(summary(report), ensure_ascii=False, indent=2) + "\n"
        (folder / "expected.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
