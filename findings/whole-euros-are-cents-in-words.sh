#!/usr/bin/env bash
# The line of a French invoice that gives its total in words, written with num2words.
#
# Guess: num2words(430, to="currency", lang="fr") gives four hundred and thirty euros, and the type of the
# number only says whether there are cents.
#
# What happens: an integer is a number of CENTS there: 430 is "quatre euros et trente centimes". The same
# total as a float, as a Decimal or as the string "430" is four hundred and thirty euros. Without
# to="currency" the integer is 430 again.
#
# Why it matters: of a program that keeps its amounts as they come, invoices with cents (358.33) are right and
# only those of whole euros are a hundredth of their figures, a wrong total that is well written. Words and
# figures of an invoice that differ by a factor of 100 exactly are this, not another price.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install num2words==0.5.14

"$work/venv/bin/python" - <<'PY'
import sys
from decimal import Decimal
from importlib.metadata import version

from num2words import num2words

CENTS = "quatre euros et trente centimes"
EUROS = "quatre cent trente euros et zéro centimes"
EXPECTED = [
    (430, CENTS),
    (430.0, EUROS),
    (Decimal(430), EUROS),
    ("430", EUROS),
    (43000, EUROS),
    (358.33, "trois cent cinquante-huit euros et trente-trois centimes"),
]

print("num2words", version("num2words"))
seen = [(total, num2words(total, to="currency", lang="fr")) for total, _ in EXPECTED]
for total, words in seen:
    print(f"{total!r:15} {words}")
if seen != EXPECTED or num2words(430, lang="fr") != "quatre cent trente":
    sys.exit("the behaviour changed")
PY
