"""Which SONS, which step, which deposit: who says it, and whether all who say it agree."""

from datetime import date, datetime
from typing import NamedTuple

from segur_check.dossier.jsonfiles import holds_solde
from segur_check.dossier.request import ImportFile
from segur_check.errors import UsageFault
from segur_check.settings.dossier import DossierSettings
from segur_check.settings.supplier import SUPPLIER_FILE, Settings
from segur_check.values.dates import Deposit
from segur_check.values.sons import KNOWN_CODES, known_sons
from segur_check.values.step import Step


class DeclaredSons(NamedTuple):
    """The code of a SONS, who says it, and the alias it was given by, if it was.

    The code and the origin are empty where nobody says it.
    """

    code: str
    origin: str
    alias: str | None


_NO_SONS = DeclaredSons("", "", None)


def deposit_of(asked: datetime | date | None, own: DossierSettings, now: datetime) -> Deposit:
    """The deposit and its origin: --depot, else dossier.toml, else now."""
    if asked is not None:
        return Deposit.at(asked, "option")
    if own.depot is not None:
        return Deposit.at(own.depot, "dossier.toml")
    return Deposit.at(now, "now")


def step_of(
    tree: object,
    asked: Step | None,
    own: DossierSettings,
    settings: Settings,
    label: str,
    paired: Step | None = None,
) -> tuple[Step, str]:
    """The step, and who says it: --phase, dossier.toml, else the content.

    `paired` is the step that a file has beside its pair, when its content does not tell.

    Raises:
        UsageFault: two of them disagree.
    """
    solde_by_content = holds_solde(tree, settings.file.format.solde)
    declared = declared_step(asked, own, label)
    if declared is None:
        is_solde = solde_by_content or paired is Step.SOLDE
        return (Step.SOLDE if is_solde else Step.AVANCE), "content"
    step, origin = declared
    if step is Step.AVANCE and solde_by_content:
        raise UsageFault(
            f"{label} : l'étape donnée est « avance », mais le fichier contient une facture, une VA ou "
            "une MOM, comme un solde",
            f"{label}: the step given is “avance”, but the file holds an invoice, a VA or a MOM, "
            "as a solde does",
        )
    return step, origin


def declared_step(asked: Step | None, own: DossierSettings, label: str) -> tuple[Step, str] | None:
    """The step that --phase or dossier.toml says, and which of them; None when neither does.

    Raises:
        UsageFault: the two disagree.
    """
    in_toml = own.file.phase
    if asked is not None and in_toml is not None and asked != in_toml:
        raise UsageFault(
            f"{label} : --phase dit « {asked} », dossier.toml dit « {in_toml} » ; retirez l'un "
            "des deux",
            f"{label}: --phase says “{asked}”, dossier.toml says “{in_toml}”; remove one",
        )
    if asked is not None:
        return asked, "option"
    return (in_toml, "dossier.toml") if in_toml is not None else None


def sons_of(
    file: ImportFile, asked: str | None, own: DossierSettings, settings: Settings, label: str
) -> DeclaredSons:
    """The SONS of a file, and who says it: --sons, dossier.toml, else the supplier's settings.

    Nobody says it where there is no file to read; of papers alone, the settings say it when all
    their solutions are of one SONS.

    Raises:
        UsageFault: nobody says it, two disagree, or nobody knows the code.
    """
    by_code: dict[str, DeclaredSons] = {}
    for spelling, origin in ((asked, "option"), (own.file.sons, "dossier.toml")):
        if spelling:
            code = known_sons(spelling, label)
            by_code.setdefault(code, _declared(code, spelling, origin))
    by_settings = _sons_of_settings(file, settings)
    # One number may stand for several SONS in the settings: then it agrees with any of them.
    if by_code.keys().isdisjoint(by_settings):
        by_code |= by_settings
    if not by_code and not file.tree:
        return _NO_SONS  # a file that does not parse is told before its SONS is asked
    if not by_code:
        raise no_sons(label)
    first, *others = by_code.values()
    if others:
        second = others[0]
        raise UsageFault(
            f"{label} : deux SONS se contredisent, {first.code} ({first.origin}) et "
            f"{second.code} ({second.origin})",
            f"{label}: two SONS disagree, {first.code} ({first.origin}) and "
            f"{second.code} ({second.origin})",
        )
    return first


def no_sons(label: str) -> UsageFault:
    """Nobody says the SONS of a file."""
    known = ", ".join(KNOWN_CODES)
    return UsageFault(
        f"{label} : le fichier n'indique pas son SONS ; donnez --sons (ou « sons » dans dossier.toml) "
        f"parmi : {known}",
        f"{label}: the file does not give its SONS; give --sons (or “sons” in dossier.toml) among: "
        f"{known}",
    )


def _sons_of_settings(file: ImportFile, settings: Settings) -> dict[str, DeclaredSons]:
    """What segur-check.toml says: the SONS of the solutions of the file's numéro ANS.

    Of papers alone, which bear no number, the SONS of all solutions, where they have but one.
    """
    solutions = settings.solutions(file.numero_ans) if file.tree else settings.file.solutions
    by_code: dict[str, DeclaredSons] = {}
    for solution in solutions:
        if solution.sons:
            code = known_sons(solution.sons, SUPPLIER_FILE)
            by_code[code] = _declared(code, solution.sons, SUPPLIER_FILE)
    return by_code if file.tree or len(by_code) == 1 else {}


def _declared(code: str, spelling: str, origin: str) -> DeclaredSons:
    is_alias = spelling.strip().upper() != code.upper()
    return DeclaredSons(code, origin, spelling if is_alias else None)
