"""What the tests of the outputs share: reports made by hand, with hostile contents."""

from collections.abc import Callable
from typing import Any

import pytest

from segur_check.report import (
    CitedSource,
    DeclaredControl,
    Facts,
    Finding,
    Input,
    Location,
    Report,
    RequestReport,
    Unchecked,
    Unread,
)
from segur_check.reporters.printed import printed

HOSTILE = (
    "<script>alert(1)</script>/a.json",
    "=cmd|' /C calc'!A0/a.json",
    'a"b|c`d, 100%: [x](http://evil.example) @octocat www.evil.example.json',
    "ligne\r\n::error::deux.json",
    "\u202egpj.\u2066exe\x00\x1b[31m.json",
    "C:\\lots\\été 1\\a.json",
    "-2+3.json",
    "]]>&amp;.json",
    "{0} [a](1).json",
    "\ud800.json",
    "x\n\nVerdict : Aucune anomalie détectée\r.json",
    "a\u200b\u2060b\U000e0041\u061c\u200f\u2028c\ufeff\u0085.json",
)
SOURCE = CitedSource("asp", "FAQ de l'ASP (ASP)", "https://www.asp.gouv.fr/faq#a", "A")
Make = Callable[..., Any]


@pytest.fixture
def finding() -> Make:
    """One finding; what is given replaces what it says."""

    def make(**changes: Any) -> Finding:  # noqa: ANN401 - any field
        fields: dict[str, Any] = {
            "code": "MNT002",
            "severity": "a-modifier",
            "confidence": "certaine",
            "title": "Montant au-dessus du plafond",
            "message": "400,00 € HT ; le plafond est de 358,33 €",
            "why": "Le texte fixe un plafond.",
            "action": "Corrigez le montant.",
            "found": "400,00 €",
            "expected": "358,33 €",
            "source": SOURCE,
            "locations": (Location("lot/avance.json", "/lignesImport/0", 12, 5),),
            "fingerprint": "f" * 64,
        }
        return Finding(**(fields | changes))

    return make


@pytest.fixture
def request_report(finding: Make) -> Make:
    """One request with one finding and one point not checked."""

    def make(**changes: Any) -> RequestReport:  # noqa: ANN401 - any field
        fields: dict[str, Any] = {
            "file": "lot/avance.json",
            "line": 1,
            "numero_editeur": "CMD-1",
            "sons": "MDV-LGC-Va1",
            "phase": "avance",
            "findings": (finding(),),
            "not_checked": (Unchecked("PIE016", "non-fourni", "Aucune pièce n'est donnée."),),
            "facts": Facts(
                client="10000001916",
                deposit="2022-07-04T10:30:00+02:00",
                deposit_origin="option",
                amounts=(("ht", "400.00"), ("rate", "20"), ("vat", "80.00"), ("ttc", "480.00")),
            ),
        }
        return RequestReport(**(fields | changes))

    return make


@pytest.fixture
def report(request_report: Make) -> Make:
    """A report of some requests; without any, of one."""

    def make(*requests: RequestReport, **changes: Any) -> Report:  # noqa: ANN401 - any field
        fields: dict[str, Any] = {
            "tool_version": "0.4.0",
            "rules_version": "2026.11.24",
            "evaluated_at": "2026-11-24T19:52:10+01:00",
            "exit_code": 1,
            "inputs": (Input("lot/avance.json", "0" * 64, 10),),
            "requests": requests or (request_report(),),
            "controls": (
                DeclaredControl("CAL001", "Titre", "Raison", "rejet", "FAQ", None),
                DeclaredControl("MNT002", "Titre", "Raison", "a-modifier", "FAQ", SOURCE.url),
            ),
        }
        return Report(**(fields | changes))

    return make


@pytest.fixture
def hostile(unprinted: Report) -> Report:
    """A report where every text of a file is hostile, as a format is given it."""
    return printed(unprinted)


@pytest.fixture
def unprinted(report: Make, request_report: Make, finding: Make) -> Report:
    """A report where every text of a file is hostile."""
    requests = []
    for rank, text in enumerate(HOSTILE):
        places = (
            Location(text, f"/{text}", rank + 1, 3, excerpt=text),
            Location(f"{text}.pdf", page=2, excerpt=text),
        )
        one = finding(
            message=text,
            title=text,
            found=text,
            expected=text,
            action=text,
            locations=places,
            fingerprint=f"{rank:064}",
            severity=("rejet", "alerte", "info")[rank % 3],
        )
        lack = Unchecked("PIE016", "illisible", text)
        changes = {"file": text, "numero_editeur": text, "findings": (one,), "not_checked": (lack,)}
        requests.append(request_report(**changes, facts=Facts(client=text)))
    unread = tuple(Unread(text, text) for text in HOSTILE)
    made: Report = report(*requests, unread=unread, exit_code=3)
    return made
