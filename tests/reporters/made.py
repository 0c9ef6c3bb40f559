"""Reports made by hand: what a run could say, hostile contents included."""

from segur_check.report import (
    CitedSource,
    Coverage,
    Facts,
    Finding,
    Heading,
    Input,
    Location,
    Report,
    RequestReport,
    Unchecked,
    Unread,
    Window,
)
from segur_check.values.severity import SeverityName

HOSTILE = "<script>alert('x')</script>\"'`|&amp;\u202eexe.fdp\x1b[31m\x00"
_SOURCE = "Questions fréquentes du portail Ségur de l'ASP"


def finding(
    severity: SeverityName = "rejet", code: str = "MNT006", text: str = "430,00 €"
) -> Finding:
    """A finding whose every text says `text`."""
    return Finding(
        code=code,
        severity=severity,
        confidence="certaine",
        title=f"Titre {text}",
        message=f"Constat {text}",
        why=f"Raison {text}.",
        action=f"Action {text}.",
        found=text,
        expected=text,
        source=CitedSource("asp-faq", _SOURCE, "https://www.asp-public.fr/x?a=1&b=2", "A", "q. 3"),
        locations=(Location(f"{text}.json", "/lignesImport/0", 3, 7, None, text),),
        fingerprint="ab" * 32,
    )


def facts(deposit: str | None = "2025-12-15T10:00:00+01:00", ht: str | None = "48250.00") -> Facts:
    """The facts of a hospital's avance."""
    return Facts(
        client="Centre hospitalier",
        identifiers=(("FINESSJuridique", "240000059"),),
        deposit=deposit,
        deposit_origin="option",
        amounts=(
            ("ht", ht),
            ("rate", "20" if ht else None),
            ("vat", "9650.00" if ht else None),
            ("ttc", "57900.00" if ht else None),
            ("cap", "60000.00"),
            ("cap_source", "fournisseur"),
            ("avance", "19300.00"),
            ("solde", "28950.00"),
        ),
        windows=(
            Window(
                "avance", "2024-09-12T14:00:00+02:00", "2025-12-17T12:00:00+01:00", "A", _SOURCE
            ),
            Window("solde", None, "2026-09-16T12:00:00+02:00", "contestée", _SOURCE),
            Window("fin-des-prestations", None, "2026-06-17", "D", _SOURCE),
        ),
        dates=(("commande", "2025-04-03", "/lignesImport/0/commande"),),
    )


def request(
    *findings: Finding,
    line: int | None = 1,
    file: str = "avance.json",
    about: Facts | None = None,
    not_checked: tuple[Unchecked, ...] = (),
    sons: str = "HOP-DPI-Va2",
) -> RequestReport:
    """A request of an avance."""
    return RequestReport(
        file=file,
        line=line,
        numero_editeur=f"CMD-{line}" if line else None,
        sons=sons,
        phase="avance",
        findings=findings,
        not_checked=not_checked,
        facts=about if about is not None else facts(),
        coverage=Coverage(40, 10, len(not_checked)),
    )


def report(
    *requests: RequestReport,
    lang: str = "fr",
    unread: tuple[Unread, ...] = (),
    papers: bool = False,
) -> Report:
    """A run over these requests, one heading per file."""
    files = tuple(dict.fromkeys(one.file for one in requests))
    return Report(
        tool_version="9.9.9",
        rules_version="2026.11.24",
        evaluated_at="2025-12-15T10:00:00+01:00",
        exit_code=1,
        lang=lang,
        inputs=tuple(Input(file, "cd" * 32, 1234) for file in files),
        headings=tuple(
            Heading(
                file,
                "HOP-DPI-Va2",
                "option",
                "avance",
                "content",
                "15/12/2025 à 10h00",
                "option",
                "pieces",
                2,
                None,
                without_json=papers,
            )
            for file in files
        ),
        requests=requests,
        unread=unread,
        coverage=Coverage(40, 10, 1),
    )
