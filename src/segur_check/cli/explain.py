"""`segur-check explain CODE`: what a control looks at, why, who says so, and what to do."""

import difflib
import re
from typing import TYPE_CHECKING, Annotated

import typer

from segur_check.cli.options import Language
from segur_check.cli.screen import say
from segur_check.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_check.rules.controls import Citation, ControlText
    from segur_check.rules.sources import Family

_PLACEHOLDER = re.compile(r"\{\w+\}")
_HEADINGS = {
    "fr": {
        "severity": "Gravité",
        "steps": "Étapes",
        "sons": "SONS",
        "all": "tous",
        "why": "Pourquoi",
        "message": "Ce qui est dit",
        "todo": "À faire",
        "source": "Source",
        "url": "Adresse",
        "rejected": "Exemple avec constat",
        "accepted": "Exemple sans constat",
        "folder": "Dossier d'exemple",
        "not_checked": "Non vérifié quand",
        "nc": "ne signale aucune anomalie, dit ce qui n'a pas pu être vérifié",
        "or": "ou",
        "unpublished": "Non publié pour",
        "history": "Valeurs",
    },
    "en": {
        "severity": "Severity",
        "steps": "Steps",
        "sons": "SONS",
        "all": "all",
        "why": "Why",
        "message": "What is said",
        "todo": "To do",
        "source": "Source",
        "url": "Address",
        "rejected": "Example with a finding",
        "accepted": "Example without a finding",
        "folder": "Example folder",
        "not_checked": "Not checked when",
        "nc": "reports no anomaly, says what could not be checked",
        "or": "or",
        "unpublished": "Not published for",
        "history": "Values",
    },
}


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Par exemple MNT006.")],
    *,
    lang: Annotated[Language, typer.Option(help="Langue des messages.")] = Language.FR,
) -> int:
    """Explique un contrôle : ce qu'il regarde, pourquoi, qui le dit, un exemple, que faire."""
    import textwrap  # noqa: PLC0415 - the engine and the words are needed by this command alone

    from segur_check.cli.screen import width  # noqa: PLC0415
    from segur_check.guide.history import history  # noqa: PLC0415
    from segur_check.reporters.words import word  # noqa: PLC0415
    from segur_check.rules.bearing import Bearing, bearing_anywhere  # noqa: PLC0415
    from segur_check.rules.controls import control_texts  # noqa: PLC0415
    from segur_check.rules.corridor import corridor, covered_codes  # noqa: PLC0415
    from segur_check.rules.sources import FAMILIES, source  # noqa: PLC0415

    texts = control_texts()
    text = texts.get(code.upper())
    if text is None:
        near = difflib.get_close_matches(code.upper(), list(texts), n=1, cutoff=0.5)
        raise UsageFault(
            f"le contrôle « {code} » n'existe pas"
            + (
                f" ; vouliez-vous {near[0]} ?"
                if near
                else " ; liste : segur-check rules --sons MDV-LGC-Va1, par exemple"
            ),
            f"there is no control “{code}”" + (f"; did you mean {near[0]}?" if near else ""),
        )
    head, words = _HEADINGS[lang.value], text.words(lang.value)
    severities = dict.fromkeys([text.severity, *text.severity_of.values()])
    severity = f" {head['or']} ".join(
        head["nc"] if one == "nc" else word(lang.value, f"severity_{one}") for one in severities
    )
    tables = [corridor(name) for name in covered_codes()]
    bearings = {table.sons: bearing_anywhere(text, table) for table in tables}
    sons = [name for name, one in bearings.items() if one is Bearing.APPLIES]
    unpublished = [
        table.sons
        for table in tables
        if bearings[table.sons] is Bearing.UNKNOWN and not table.announced_only
    ]
    borne = [table.family for table in tables if bearings[table.sons] is not Bearing.NONE]
    families = [one for one in FAMILIES if one in borne]
    urls = dict.fromkeys(source(one).url or "" for one in text.documents())
    rows = [
        (head["severity"], severity),
        (head["steps"], ", ".join(word(lang.value, f"step_{one}") for one in text.phases)),
        (head["sons"], head["all"] if not text.table else ", ".join(sons)),
        (head["unpublished"], ", ".join(unpublished)),
        (head["why"], words.why),
        (head["message"], words.message),
        *((head["message"], one.message) for one in words.variants.values() if one.message),
        (head["todo"], words.action),
        *((head["not_checked"], reason) for reason in words.not_checked.values()),
        (head["rejected"], words.rejected),
        (head["accepted"], words.accepted),
        (head["folder"], f"examples/rejected/{text.example}" if text.example else ""),
        *((head["source"], line) for line in _sources(text, families, lang.value)),
        *((head["url"], url) for url in urls),
        *((head["history"], line) for line in history(text, tables, lang.value)),
    ]
    columns, label = min(width(), 110), max(len(row[0]) for row in rows) + 2
    say(f"{code.upper()}  {words.title}\n\n")
    previous = ""
    for name, value in rows:
        if not value:
            continue
        shown = name if name != previous else ""
        previous = name
        # What a message fills in for each dossier is shown as an ellipsis.
        plain = _PLACEHOLDER.sub("…", value)
        lines = textwrap.wrap(
            plain, max(20, columns - label), break_long_words=False, break_on_hyphens=False
        )
        say(f"{shown:<{label}}{lines[0]}\n")
        for line in lines[1:]:
            say(f"{'':<{label}}{line}\n")
    return 0


def _sources(text: "ControlText", families: "Sequence[Family]", lang: str) -> "Iterator[str]":
    """What a control rests on, for the families of SONS it bears on, those that cite the same together."""
    from segur_check.reporters.words import word  # noqa: PLC0415
    from segur_check.rules.sources import source  # noqa: PLC0415

    cited: dict[Citation, list[str]] = {} if families else {text.citation(None): []}
    for family in families:
        cited.setdefault(text.citation(family), []).append(word(lang, f"family_{family}"))
    for one, of in cited.items():
        document, certainty = source(one.source), word(lang, f"certainty_{one.certainty}")
        place = f", {one.place}" if one.place else ""
        told = f"{document.title} ({document.publisher}){place} — {certainty}"
        colon = ": " if lang == "en" else "\u00a0: "
        yield f"{', '.join(of)}{colon}{told}" if len(cited) > 1 else told
