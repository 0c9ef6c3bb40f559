#!/usr/bin/env bash
# A French sentence with an amount, "Le plafond est de 12 500,00 € HT", its thousands and its sign parted by no-break
# spaces (U+00A0), folded by rich to some columns of a terminal.
#
# Guess: a no-break space does not break, as for the textwrap of the standard library, which folds before "12".
#
# What happens: rich looks for words between any signs that Python's \s knows, U+00A0 among them. The line ends in
# "12", the next one begins with "500,00", and at some widths the no-break space itself is gone with the blanks
# that end a line.
#
# Why it matters: a ceiling of 12 500,00 € is read as one of 500,00 €. segur-check puts a private sign of the same
# width in its place while it folds.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install rich==15.0.0

"$work/venv/bin/python" - <<'PY'
import io
import sys
import textwrap
from importlib.metadata import version

from rich.console import Console
from rich.text import Text

SENTENCE = "Le plafond est de 12\u00a0500,00\u00a0€ HT"


def folded(width: int) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width).print(Text(SENTENCE))
    return out.getvalue().splitlines()


print(f"Python {sys.version.split()[0]}, rich {version('rich')}")
for width in (19, 20, 24, 28):
    print(f"{width:>3} columns  rich: {folded(width)!r}  textwrap: {textwrap.wrap(SENTENCE, width)!r}")

assert textwrap.wrap(SENTENCE, 24) == ["Le plafond est de", "12\u00a0500,00\u00a0€ HT"]
assert folded(24) == ["Le plafond est de 12\u00a0", "500,00\u00a0€ HT"], folded(24)
assert folded(20) == ["Le plafond est de 12", "500,00\u00a0€ HT"], folded(20)
print("as found: rich folds a French amount at its no-break space, textwrap does not")
PY
