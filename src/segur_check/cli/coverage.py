"""`segur-check coverage`: each requirement of the founding texts, and who judges it."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from segur_check.cli import options as shared
from segur_check.cli.screen import say_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from segur_check.rules.requirements import Answered


class AnswerName(StrEnum):
    """The answers, as --answer takes them."""

    CHECKED = "checked"
    PARTLY = "partly"
    BY_EYE = "by-eye"
    NOT_PUBLISHED = "not-published"


_WIDEST = 110  # columns
_WORDS = {
    "fr": {
        "checked": "vérifié",
        "partly": "en partie",
        "by-eye": "à l'œil",
        "not-published": "non publié",
        "counted_checked": "vérifiées",
        "counted_checked_one": "vérifiée",
        "counted_not-published_one": "non publiée",
        "counted_partly": "en partie",
        "counted_by-eye": "à l'œil",
        "counted_not-published": "non publiées",
        "count": "{count} exigences",
        "count_one": "1 exigence",
        "all": "En tout",
        "legend": (
            "vérifié\u00a0: les contrôles cités s'en chargent\u00a0; en partie\u00a0: ils en vérifient "
            "une partie, la flèche dit ce qui reste à regarder\u00a0; à l'œil\u00a0: aucun contrôle, la flèche dit quoi "
            "regarder\u00a0; non publié\u00a0: ce que les contrôles compareraient n'est pas publié "
            "pour ce SONS."
        ),
    },
    "en": {
        "checked": "checked",
        "partly": "partly",
        "by-eye": "by eye",
        "not-published": "not published",
        "counted_checked": "checked",
        "counted_partly": "partly",
        "counted_by-eye": "by eye",
        "counted_not-published": "not published",
        "count": "{count} requirements",
        "count_one": "1 requirement",
        "all": "In all",
        "legend": (
            "checked: the controls named judge it; partly: they judge a part of it, the arrow says "
            "what is left to look at; by eye: no control, the arrow says what to look at; not published: what the "
            "controls would compare is not published for this SONS."
        ),
    },
}


def coverage(
    *,
    sons: shared.OneSons = None,
    answer: Annotated[
        AnswerName | None,
        typer.Option(
            help="N'affiche que : checked (vérifié), partly (en partie), by-eye (à l'œil), not-published (non publié)."
        ),
    ] = None,
    lang: shared.Lang = shared.Language.FR,
) -> int:
    """Liste les exigences des cinq textes de référence, et dit ce qui les vérifie.

    Pour chacune : les contrôles qui la vérifient, ou ce que vous devez regarder vous-même.
    """
    from segur_check.rules.corridor import corridor  # noqa: PLC0415 - --help needs none of these
    from segur_check.rules.requirements import answered  # noqa: PLC0415
    from segur_check.values.sons import known_sons  # noqa: PLC0415

    table = None if sons is None else corridor(known_sons(sons, "--sons"))
    rows = list(answered(table))
    shown = [row for row in rows if answer is None or row.answer == answer.value]
    say_lines(_requirements(shown, lang.value))
    say_lines(_counts(rows, lang.value))
    return 0


def _requirements(rows: "Sequence[Answered]", lang: str) -> "Iterator[str]":
    """The requirements under their text and their place in it, folded to the terminal."""
    import textwrap  # noqa: PLC0415

    from segur_check.cli.screen import width  # noqa: PLC0415
    from segur_check.rules.sources import source  # noqa: PLC0415

    columns = min(width(), _WIDEST)
    document = place = ""
    for row in rows:
        requirement = row.requirement
        if requirement.source != document:
            document, place = requirement.source, ""
            cited = source(document)
            yield f"{cited.title} ({cited.publisher})"
            yield f"{cited.url or ''}".rstrip()
        if requirement.place != place:
            place = requirement.place
            yield ""
            yield from textwrap.wrap(
                place, columns - 2, initial_indent="  ", subsequent_indent="  "
            )
        who = ", ".join((_WORDS[lang][row.answer], *row.codes))
        head = f"    {requirement.id}  [{who}] "
        indent = " " * 12
        yield from textwrap.wrap(
            f"{head}{requirement.sentence(lang)}",
            columns,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
        if look := requirement.look(lang):
            yield from textwrap.wrap(
                f"→ {look}", columns, initial_indent=indent, subsequent_indent=indent + "  "
            )
    if rows:
        yield ""


def _counts(rows: "Sequence[Answered]", lang: str) -> "Iterator[str]":
    """How many requirements of each answer, text by text and in all."""
    import textwrap  # noqa: PLC0415

    from segur_check.cli.screen import width  # noqa: PLC0415
    from segur_check.rules.sources import source  # noqa: PLC0415

    words = _WORDS[lang]
    colon = "\u00a0:" if lang == "fr" else ":"
    groups = [
        (source(text).title, [row for row in rows if row.requirement.source == text])
        for text in dict.fromkeys(row.requirement.source for row in rows)
    ]
    answers = [name for name in AnswerName if any(row.answer.value == name for row in rows)]
    for title, own in (*groups, (words["all"], list(rows))):
        counts = [_count(own, answer, words) for answer in answers]
        total = words["count_one"] if len(own) == 1 else words["count"].format(count=len(own))
        yield f"{title}{colon} {total} — {', '.join(counts)}"
    yield ""
    yield from textwrap.wrap(words["legend"], min(width(), _WIDEST))


def _count(rows: "Sequence[Answered]", answer: AnswerName, words: "Mapping[str, str]") -> str:
    """`3 vérifiées`; a language that does not agree in number has no form for one."""
    count = sum(1 for row in rows if row.answer.value == answer)
    several = words[f"counted_{answer}"]
    return f"{count} {words.get(f'counted_{answer}_one', several) if count <= 1 else several}"
