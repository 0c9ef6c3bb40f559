"""Which SONS, which step, which deposit: who says it, and whether all who say it agree."""

from datetime import date, datetime
from functools import lru_cache

from segur_check.dossier.jsonfiles import holds_solde
from segur_check.dossier.request import ImportFile
from segur_check.errors import UsageFault
from segur_check.settings.dossier import DossierSettings
from segur_check.settings.supplier import SUPPLIER_FILE, Settings
from segur_check.values.dates import Deposit
from segur_check.values.sons import KNOWN_CODES, known_sons
from segur_check.values.step import Step


def deposit_of(asked: datetime | date | None, own: DossierSettings, now: datetime) -> Deposit:
    """The deposit and its origin: --depot, else dossier.toml, else now."""
    if asked is not None:
        return _deposit(asked, "option")
    if own.depot is not None:
        return _deposit(own.depot, "dossier.toml")
    return _deposit(now, "now")


# The dossiers of a lot are deposited together: what is known of the deposit is found again by it.
_deposit = lru_cache(maxsize=64)(Deposit.at)


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
    content = holds_solde(tree, settings.file.format.solde)
    said = said_step(asked, own, label)
    if said is None:
        return (Step.SOLDE if content or paired is Step.SOLDE else Step.AVANCE), "content"
    phase, origin = said
    if phase is Step.AVANCE and content:
        raise UsageFault(
            f"{label} : l'étape donnée est « avance », mais le fichier contient une facture, une VA ou "
            "une MOM, comme un solde",
            f"{label}: the step given is “avance”, but the file holds an invoice, a VA or a MOM, "
            "as a solde does",
        )
    return phase, origin


def said_step(asked: Step | None, own: DossierSettings, label: str) -> tuple[Step, str] | None:
    """The step that --phase or dossier.toml says, and which of them; None when neither does.

    Raises:
        UsageFault: the two disagree.
    """
    said = [
        (phase, origin)
        for phase, origin in ((asked, "option"), (own.file.phase, "dossier.toml"))
        if phase is not None
    ]
    if len({phase for phase, _ in said}) > 1:
        raise UsageFault(
            f"{label} : --phase dit « {said[0][0]} », dossier.toml dit « {said[1][0]} » ; retirez l'un "
            "des deux",
            f"{label}: --phase says “{said[0][0]}”, dossier.toml says “{said[1][0]}”; remove one",
        )
    return said[0] if said else None


def sons_of(
    file: ImportFile, asked: str | None, own: DossierSettings, settings: Settings, label: str
) -> tuple[str, str, tuple[str, ...]]:
    """The plain code of the SONS, who says it, and the note of an alias.

    Empty when nobody says it and there is no file to read: of papers alone, the settings say it
    when all their solutions are of one SONS.

    Raises:
        UsageFault: nobody says it, two disagree, or nobody knows the code.
    """
    said = [
        (written, origin)
        for written, origin in ((asked, "option"), (own.file.sons, "dossier.toml"))
        if written
    ]
    codes: dict[str, tuple[str, str]] = {}
    for written, origin in said:
        code = known_sons(written, label)
        codes.setdefault(code, (written, origin))
    # One number may stand for several SONS in the settings: then it agrees with any of them.
    settled = {
        known_sons(one.sons, SUPPLIER_FILE): (one.sons, SUPPLIER_FILE)
        for one in (settings.solutions(file.numero_ans) if file.tree else settings.file.solutions)
        if one.sons
    }
    if not file.tree and len(settled) > 1:
        settled = {}
    if not set(codes) & set(settled):
        codes |= settled
    if not codes and not file.tree:
        return "", "", ()  # a file that does not parse is told before its SONS is asked
    if not codes:
        known = ", ".join(KNOWN_CODES)
        raise UsageFault(
            f"{label} : le fichier n'indique pas son SONS ; donnez --sons (ou « sons » dans dossier.toml) "
            f"parmi : {known}",
            f"{label}: the file does not give its SONS; give --sons (or “sons” in dossier.toml) among: "
            f"{known}",
        )
    if len(codes) > 1:
        (one, (_, here)), (other, (_, there)) = list(codes.items())[:2]
        raise UsageFault(
            f"{label} : deux SONS se contredisent, {one} ({here}) et {other} ({there})",
            f"{label}: two SONS disagree, {one} ({here}) and {other} ({there})",
        )
    code, (written, origin) = next(iter(codes.items()))
    alias = written.strip().upper() != code.upper()
    return code, origin, (f"{written} → {code}",) if alias else ()
