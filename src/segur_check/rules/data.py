"""Where schemas/ and rules/ are: inside the wheel, in a checkout, or where the user says."""

from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from segur_check.errors import UsageFault
from segur_check.rules.tables import read_toml
from segur_check.rules.tables import read_utf8 as read_table


def data_root() -> Traversable:
    """The folder that holds `schemas` and `rules`.

    Raises:
        UsageFault: the tool is installed without its data.
    """
    package = files("segur_check")
    shipped = package / "_data"
    if shipped.is_dir():
        return shipped
    checkout = Path(str(package)).parents[1]
    if (checkout / "rules").is_dir():
        return checkout
    raise UsageFault(
        "les tables de règles sont introuvables : réinstallez segur-check",
        "the rule tables are missing: install segur-check again",
    )


def rules_folders(override: Path | None = None) -> tuple[Traversable, ...]:
    """The folders of the rule tables, the one that wins first; `override` is the user's --rules.

    Raises:
        UsageFault: --rules names no folder.
    """
    shipped = data_root() / "rules"
    if override is None:
        return (shipped,)
    if not override.is_dir():
        raise UsageFault(
            f"--rules : le dossier « {override} » n'existe pas",
            f"--rules: the folder “{override}” does not exist",
        )
    return (override, shipped)


def rule_files(folder: str, override: Path | None = None) -> dict[str, Traversable]:
    """The tables of a subfolder of rules/ ("" for the top) by name; --rules hides ours by name."""
    tables: dict[str, Traversable] = {}
    for root in reversed(rules_folders(override)):
        subfolder = root / folder if folder else root
        if subfolder.is_dir():
            tables |= {
                file.name: file for file in subfolder.iterdir() if file.name.endswith(".toml")
            }
    return tables


def schema_text(name: str) -> str:
    """The text of a schema by its short name ("avance", "solde", "report", …)."""
    return (data_root() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


@cache
def rules_version(rules: Path | None = None) -> str:
    """The version of the rule tables; "+local" when --rules hides some of ours."""
    version = str(_of_the_whole(rules).get("version", "?"))
    return f"{version}+local" if rules is not None else version


@cache
def compared_on(rules: Path | None = None) -> date | None:
    """The day on which the tables were last held against the texts; None where --rules does not say.

    Raises:
        UsageFault: it is no day.
    """
    day = _of_the_whole(rules).get("compared_on")
    if day is not None and type(day) is not date:
        raise UsageFault(
            f"rules.toml, compared_on : « {day} » n'est pas un jour, comme 2026-11-30",
            f"rules.toml, compared_on: “{day}” is not a day, as 2026-11-30",
        )
    return day


def _of_the_whole(rules: Path | None) -> dict[str, Any]:
    """What is said of the tables as a whole."""
    return read_toml(read_table(rule_files("", rules)["rules.toml"], "rules.toml"), "rules.toml")
