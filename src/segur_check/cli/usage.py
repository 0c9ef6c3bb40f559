"""`segur-check usage`: the thresholds of usage that are controlled after the payment."""

from segur_check.cli import options as shared
from segur_check.cli.calendar import chosen
from segur_check.cli.screen import say_lines, separated, width

_WIDEST = 110


def usage(
    *,
    sons: shared.OneSons = None,
    lang: shared.Lang = shared.Language.FR,
) -> int:
    """Rappelle les seuils d'usage contrôlés après le paiement, et quand un recouvrement est lancé."""
    from segur_check.cli.screens.columns import wrapped  # noqa: PLC0415 - --help needs no table
    from segur_check.guide.usage import reminder  # noqa: PLC0415
    from segur_check.rules.corridor import corridor  # noqa: PLC0415

    room = min(width(), _WIDEST)
    parts = []
    for code in chosen(sons):
        table = corridor(code)
        label = table.label.en if lang is shared.Language.EN else table.label.fr
        lines = [*wrapped(f"{code}  {label}", room)]
        for line in reminder(table, lang.value):
            lines += wrapped(line, room, "  ", "    ")
        parts.append(lines)
    say_lines(separated(parts))
    return 0
