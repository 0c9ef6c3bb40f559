"""`segur-check rules`: which SONS are covered, and which controls apply to one."""

from typing import Annotated

import typer

from segur_check.cli import options as shared
from segur_check.cli.screen import say, say_lines, width
from segur_check.values.step import Step

_WIDEST = 110  # columns


def rules(
    *,
    sons: shared.OneSons = None,
    phase: Annotated[Step | None, typer.Option(help="Une seule étape.")] = None,
    lang: shared.Lang = shared.Language.FR,
) -> int:
    """Liste les SONS couverts, ou les contrôles qui s'appliquent."""
    from segur_check.cli.screens.columns import folded, widths  # noqa: PLC0415
    from segur_check.reporters.words import word  # noqa: PLC0415
    from segur_check.rules.bearing import bears_on  # noqa: PLC0415
    from segur_check.rules.controls import control_texts  # noqa: PLC0415
    from segur_check.rules.corridor import corridor, covered_codes  # noqa: PLC0415
    from segur_check.values.sons import known_sons  # noqa: PLC0415

    english = lang is shared.Language.EN
    if sons is None and phase is None:
        for code in covered_codes():
            label = corridor(code).label
            say_lines([f"{code:<14} {label.en if english else label.fr}"])
        say(
            "\nThe controls that apply: segur-check rules --sons CODE [--phase STEP]\n"
            if english
            else "\nLes contrôles qui s'appliquent : segur-check rules --sons CODE [--phase ÉTAPE]\n"
        )
        return 0
    table = None if sons is None else corridor(known_sons(sons, "--sons"))
    rows: list[tuple[str, ...]] = []
    for code, text in control_texts().items():
        if phase is not None and phase.value not in text.phases:
            continue
        if text.scope == "lot" and (sons or phase):
            continue  # it bears on no dossier: batch alone applies it
        if table is not None and not bears_on(text, table, phase.value if phase else None):
            continue
        severities = dict.fromkeys([text.severity, *text.severity_of.values()])
        severity_cell = "/".join(
            "—" if severity == "nc" else word(lang.value, f"severity_{severity}")
            for severity in severities
        )
        steps = ", ".join(word(lang.value, f"step_{step}") for step in text.phases)
        if len(text.phases) == len(Step):
            steps = word(lang.value, "every_step")
        title = text.words(lang.value).title
        rows.append((code, severity_cell, steps, title))
    columns = widths(rows, min(width(), _WIDEST)) if rows else []
    for row in rows:
        say_lines(folded(row, columns))
    say(f"\n{len(rows)} controls\n" if english else f"\n{len(rows)} contrôles\n")
    return 0
