"""Writes the pages of docs/ that come from the tables: `python docs/generate.py [--check]`.

With --check nothing is written: the exit code is 1 when a page is not what the tables say, so that
a SONS that loses a control, or a figure that moves, is seen in the difference.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from segur_check.guide.history import told_bound
from segur_check.reporters.words import word
from segur_check.rules.bearing import Bearing, bearing_anywhere
from segur_check.rules.bound import Bound
from segur_check.rules.controls import control_texts
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.rules.requirements import Requirement, WhoJudges, requirements
from segur_check.rules.sections import Cap, UsageThreshold
from segur_check.rules.sources import source, sources
from segur_check.values.wording import Euros, written

HERE = Path(__file__).parent
NBSP = "\u00a0"
HEAD = "<!-- Page écrite par docs/generate.py à partir de rules/ ; ne la modifiez pas à la main. -->\n\n"
SIGNS = {Bearing.APPLIES: "●", Bearing.UNKNOWN: "?", Bearing.NONE: "·"}
CERTAINTIES = {"A": "écrit dans le texte", "D": "déduit", "U": "usage"}
CAPS = {"primary": "texte officiel", "secondary": "source secondaire", "deduced": "déduit"}
ANSWERS = {
    WhoJudges.CHECKED: "vérifiée",
    WhoJudges.PARTLY: "en partie",
    WhoJudges.BY_EYE: "à l'œil",
}


def grid() -> str:
    """Which control bears on which SONS: applies, not applicable, unknown."""
    tables = [corridor(code) for code in covered_codes()]
    lines = [
        f"# Contrôles × SONS{NBSP}: qui s'applique à qui\n",
        (
            f"● s'applique · {SIGNS[Bearing.NONE]} sans objet · ? a un objet, mais ce qu'il compare n'est "
            f"publié nulle part (il répond «{NBSP}non vérifié{NBSP}», ou attend une valeur du "
            f"fournisseur).\n"
        ),
        "| Contrôle | " + " | ".join(table.sons for table in tables) + " |",
        "|---|" + ":-:|" * len(tables),
    ]
    counts = dict.fromkeys(Bearing, 0)
    for code, text in control_texts().items():
        found = [bearing_anywhere(text, table) for table in tables]
        for bearing in found:
            counts[bearing] += 1
        cells = " | ".join(SIGNS[bearing] for bearing in found)
        lines.append(f"| {code} {text.fr.title} | {cells} |")
    lines.append(
        f"\n{len(control_texts())} contrôles, {len(tables)} SONS{NBSP}: "
        f"{counts[Bearing.APPLIES]} cases s'appliquent, {counts[Bearing.NONE]} sont sans objet, "
        f"{counts[Bearing.UNKNOWN]} attendent une valeur que personne n'a publiée."
    )
    return HEAD + "\n".join(lines) + "\n"


def corridors() -> str:
    """Every figure of every table beside its source."""
    lines = [
        f"# Ce que les textes disent de chaque SONS{NBSP}: chaque valeur et sa source\n",
        (
            "La première colonne est le chemin de la valeur dans `rules/corridors/<SONS>.toml`. Les "
            "sources sont listées, avec leur adresse et ce dont elles parlent quand elles ne valent pas pour "
            "tous, à la fin de la page.\n"
        ),
    ]
    for code in covered_codes():
        table = corridor(code)
        lines.append(f"\n## {code} — {table.label.fr}\n")
        if table.announced_only:
            lines.append(
                "Annoncé en vague 2\u00a0; aucune règle de financement publiée n'est connue."
            )
            continue
        rows = [f"| {path} | {value} | {origin} |" for path, value, origin in _figures(table, "")]
        if rows:
            lines += ["| Valeur | Ce qui est dit | Source |", "|---|---|---|", *rows]
        if table.unknown:
            names = ", ".join(f"`{path}`" for path in table.unknown)
            lines.append(f"\nPublié nulle part, à notre connaissance{NBSP}: {names}.")
    lines.append("\n## Sources\n")
    for key, document in sources().items():
        rank = {"primary": "officielle", "secondary": "secondaire", "tool": "l'outil"}[
            document.rank
        ]
        about = "".join(f", {word('fr', f'family_{family}')}" for family in document.waves)
        where = f"<{document.url}>" if document.url else "sans adresse"
        when = f", {document.date}" if document.date else ""
        lines.append(
            f"- `{key}` ({rank}{about}){NBSP}: {document.title}, {document.publisher}{when}, {where}"
        )
    return HEAD + "\n".join(lines) + "\n"


def _figures(value: object, path: str) -> Iterator[tuple[str, str, str]]:
    """The figures below a value of a table: path, what is said, who says it."""
    if isinstance(value, Bound):
        yield f"`{path}`", told_bound(value, "fr", cited=False), _origin(value)
        return
    if not isinstance(value, Struct):
        return
    if hasattr(value, "source"):
        yield f"`{path}`", _told(value), _origin(value)
        return
    for name in value.__struct_fields__:
        yield from _figures(getattr(value, name), f"{path}.{name}".lstrip("."))


def _origin(value: object) -> str:
    key, place = str(getattr(value, "source", "")), str(getattr(value, "place", ""))
    sure = CERTAINTIES[str(getattr(value, "certainty", "A"))]
    rank = " (source secondaire)" if source(key).rank == "secondary" else ""
    also = "".join(
        f"{NBSP}; confirmé par `{other}`" for other in getattr(value, "confirmed_by", ())
    )
    return f"`{key}`{rank}, {place + ', ' if place else ''}{sure}{also}"


def _told(value: Struct) -> str:
    """The fields of a figure that are no source of it."""
    if isinstance(value, Cap):
        per = "médecin" if value.per == "RPPS" else "demande"
        lowest = (
            f", {written(Euros(value.lowest))} HT dans la tranche la plus basse"
            if value.lowest
            else ""
        )
        return f"{written(Euros(value.value))} HT par {per} ({CAPS[value.known_by]}){lowest}"
    fields = [
        (name, getattr(value, name))
        for name in value.__struct_fields__
        if name not in {"source", "certainty", "place", "confirmed_by"}
    ]
    parts = [
        _plain(inner) if name == "value" else f"{name} {_plain(inner)}"
        for name, inner in fields
        if inner is not None
    ]
    return " · ".join(parts)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return (
            ", ".join(
                " ou ".join(item) if isinstance(item, tuple) else _plain(item) for item in value
            )
            or "aucune croix dans le tableau"
        )
    if isinstance(value, UsageThreshold):
        doubt = "" if value.clear else " (cellule vide ou fusionnée)"
        return f"{value.act} {value.count}{doubt}"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return written(value, "fr") if isinstance(value, date | datetime | Decimal) else str(value)


def asked() -> str:
    """Every requirement of the founding texts with its answer."""
    lines = [
        f"# Exigences des textes fondateurs{NBSP}: ce qui est vérifié, et ce qui reste à regarder\n",
        (
            f"La même liste que `segur-check coverage`. «{NBSP}À l'œil{NBSP}»{NBSP}: aucun contrôle de "
            f"cette version ne la juge.\n"
        ),
    ]
    found = requirements()
    counts = {
        answer: sum(1 for requirement in found if requirement.answer is answer)
        for answer in ANSWERS
    }
    told_counts = ", ".join(f"{counts[answer]} {name}" for answer, name in ANSWERS.items())
    lines.append(f"{len(found)} exigences{NBSP}: {told_counts}.")
    document = ""
    for requirement in found:
        if requirement.source != document:
            document = requirement.source
            title = source(document)
            lines += [
                f"\n## {title.title} ({title.publisher})\n",
                "| N° | Où | Exigence | Réponse | À regarder |",
                "|---|---|---|---|---|",
            ]
        lines.append(_row(requirement))
    return HEAD + "\n".join(lines) + "\n"


def _row(requirement: Requirement) -> str:
    who = ", ".join((ANSWERS[requirement.answer], *requirement.codes))
    cells = (requirement.id, requirement.place, requirement.fr, who, requirement.look_fr)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


PAGES = {"grille.md": grid, "couloirs.md": corridors, "exigences.md": asked}


def main() -> int:
    """Write the pages, or with --check say which are not what the tables say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    arguments = parser.parse_args()
    stale = []
    for name, page in PAGES.items():
        place, text = HERE / name, page()
        if arguments.check:
            if not place.is_file() or place.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            place.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} is not what the tables say: run `make docs`")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
