#!/usr/bin/env bash
# The VAT of a price in whole cents, printed with two decimals by two formatters that both follow Unicode's
# CLDR for fr-FR: Intl.NumberFormat of Node.js, and Babel for Python.
#
# Guess: two formatters of the same tables print the same figure; where they do not, it is the floating
# point's doing, and happens now and then at every rate.
#
# What happens: CLDR's own rule is half to even, which Babel follows; ECMAScript's Intl rounds a half away
# from zero. At 20 % they NEVER differ: a fifth of a whole number of cents ends in .0, .2, .4, .6 or .8, never
# in half a cent. At 8.5 %, the rate of Guadeloupe, Martinique and La Réunion, one price in 200 falls on a
# half and one in 400 prints another cent: 301,00 € has 25,59 € of VAT in JavaScript, 25,58 € in Python. It
# is not the floating point: Babel is given exact decimals, and Intl rounds the shortest decimal of its
# number. toFixed, of the same JavaScript, does not: of 237,00 €, 20.145 is 20,15 by Intl and 20,14 by toFixed.
#
# Why it matters: an order and an invoice of one sale, made by two programs, may differ by a cent and both be
# what their library prints. A check that was tried at 20 % alone never sees it, and calls the overseas
# client's papers wrong.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install babel==2.19.0

cat > "$work/format.cjs" <<'JS'
// For each exact VAT on standard input: what Intl prints, what toFixed prints.
const french = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const exact = require("fs").readFileSync(0, "utf8").trim().split("\n").map(Number);
const printed = exact.map((vat) => [french.format(vat), vat.toFixed(2).replace(".", ",")].join(" "));
process.stdout.write(printed.join("\n"));
console.error("node", process.versions.node, "ICU", process.versions.icu, "CLDR", process.versions.cldr);
JS

"$work/venv/bin/python" - "$work/format.cjs" <<'PY'
import subprocess
import sys
from decimal import Decimal

import babel
from babel.numbers import format_decimal

PRICES = [Decimal(cents) / 100 for cents in range(1, 100_001)]  # 0.01 € to 1 000.00 €: VAT under 1 000
# Prices that print otherwise: Babel against Intl, toFixed against Intl.
EXPECTED = {"0.20": (0, 0), "0.085": (250, 239)}

print("babel", babel.__version__, flush=True)
seen = {}
for rate in EXPECTED:
    exact = [price * Decimal(rate) for price in PRICES]
    node = subprocess.run(
        ["node", sys.argv[1]], input="\n".join(map(str, exact)), text=True, check=True, stdout=subprocess.PIPE
    )
    intl, fixed = zip(*(line.split(" ") for line in node.stdout.splitlines()), strict=True)
    python = [format_decimal(vat, format="0.00", locale="fr_FR") for vat in exact]
    differ = [i for i in range(len(PRICES)) if python[i] != intl[i]]
    seen[rate] = (len(differ), sum(a != b for a, b in zip(fixed, intl, strict=True)))
    print(f"rate {rate}, {len(PRICES)} prices: Babel and Intl differ on {seen[rate][0]}, "
          f"toFixed and Intl on {seen[rate][1]}")
    for i in [i for i in differ if PRICES[i] in (237, 301, 501)]:
        print(f"    {PRICES[i]} x {rate} = {exact[i]}: Babel {python[i]}, Intl {intl[i]}, toFixed {fixed[i]}")
if seen != EXPECTED:
    sys.exit("the behaviour changed")
PY
