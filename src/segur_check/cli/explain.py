"""`segur-check explain CODE`: what a control looks at, why, who says so, and what to do."""

import difflib
import re
from typing import TYPE_CHECKING, Annotated

import typer

from segur_check.cli import options as shared
from segur_check.cli.completion import control_codes
from segur_check.cli.screen import say_lines
from segur_check.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_check.rules.controls import Citation, ControlText
    from segur_check.rules.sources import Family

_WIDEST = 110  # columns
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
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="Le contrôle, par exemple MNT006.", autocompletion=control_codes
        ),
    ],
    *,
    lang: shared.Lang = shared.Language.FR,
) -> int:
    """Explique un contrôle : ce qu'il regarde, pourquoi, qui le dit, un exemple, que faire."""
    from segur_check.cli.screen import width  # noqa: PLC0415 - --help needs none of these
    from segur_check.guide.history import history  # noqa: PLC0415
    from segur_check.reporters.words import word  # noqa: PLC0415
    from segur_check.rules.bearing import Bearing, bearing_anywhere  # noqa: PLC0415
    from segur_check.rules.controls import control_texts  # noqa: PLC0415
    from segur_check.rules.corridor import corridor, covered_codes  # noqa: PLC0415
    from segur_check.rules.named_dates import dated  # noqa: PLC0415
    from segur_check.rules.sources import FAMILIES, source  # noqa: PLC0415

    controls = control_texts()
    text = controls.get(code.upper())
    if text is None:
        near = difflib.get_close_matches(code.upper(), list(controls), n=1, cutoff=0.5)
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
        head["nc"] if name == "nc" else word(lang.value, f"severity_{name}") for name in severities
    )
    tables = [corridor(name) for name in covered_codes()]
    bearings = {table.sons: bearing_anywhere(text, table) for table in tables}
    sons = [name for name, bearing in bearings.items() if bearing is Bearing.APPLIES]
    unpublished = [
        table.sons
        for table in tables
        if bearings[table.sons] is Bearing.UNKNOWN and not table.announced_only
    ]
    concerned = {table.family for table in tables if bearings[table.sons] is not Bearing.NONE}
    families = [family for family in FAMILIES if family in concerned]
    urls = dict.fromkeys(source(document).url or "" for document in text.documents())

    def with_dates(text: str) -> str:
        return dated(text, lang.value, f"controls, {code.upper()}")

    rows = [
        (head["severity"], severity),
        (head["steps"], ", ".join(word(lang.value, f"step_{step}") for step in text.phases)),
        (head["sons"], head["all"] if not text.table else ", ".join(sons)),
        (head["unpublished"], ", ".join(unpublished)),
        (head["why"], with_dates(words.why)),
        (head["message"], words.message),
        *(
            (head["message"], variant.message)
            for variant in words.variants.values()
            if variant.message
        ),
        (head["todo"], words.action),
        *((head["not_checked"], reason) for reason in words.not_checked.values()),
        (head["rejected"], with_dates(words.rejected)),
        (head["accepted"], with_dates(words.accepted)),
        (head["folder"], f"examples/rejected/{text.example}" if text.example else ""),
        *((head["source"], line) for line in _sources(text, families, lang.value)),
        *((head["url"], url) for url in urls),
        *((head["history"], line) for line in history(text, tables, lang.value)),
    ]
    say_lines([f"{code.upper()}  {words.title}", "", *_table(rows, min(width(), _WIDEST))])
    return 0


def _table(rows: "Sequence[tuple[str, str]]", room: int) -> "Iterator[str]":
    """Labels and values side by side; rows without a value are left out, a label is not repeated."""
    import textwrap  # noqa: PLC0415

    margin, previous = max(len(label) for label, _ in rows) + 2, ""
    for label, value in rows:
        if not value:
            continue
        # What a message fills in for each dossier is shown as an ellipsis.
        plain = _PLACEHOLDER.sub("…", value)
        first, *others = textwrap.wrap(
            plain, max(20, room - margin), break_long_words=False, break_on_hyphens=False
        )
        yield f"{label if label != previous else '':<{margin}}{first}"
        yield from (f"{'':<{margin}}{line}" for line in others)
        previous = label


def _sources(text: "ControlText", families: "Sequence[Family]", lang: str) -> "Iterator[str]":
    """What a control rests on, for the families of SONS that it concerns; those that cite the same go together."""
    from segur_check.reporters.words import word  # noqa: PLC0415
    from segur_check.rules.sources import source  # noqa: PLC0415

    cited: dict[Citation, list[str]] = {} if families else {text.citation(None): []}
    for family in families:
        cited.setdefault(text.citation(family), []).append(word(lang, f"family_{family}"))
    for citation, names in cited.items():
        document = source(citation.source)
        place = f", {citation.place}" if citation.place else ""
        certainty = word(lang, f"certainty_{citation.certainty}")
        line = f"{document.title} ({document.publisher}){place} — {certainty}"
        yield f"{', '.join(names)}{word(lang, 'colon')}{line}" if len(cited) > 1 else line
