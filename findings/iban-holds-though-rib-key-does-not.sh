#!/usr/bin/env bash
# The bank details of a French supplier carry two keys: that of the IBAN (ISO 13616, two digits after FR) and,
# at the end, the "clé RIB" of the account itself. An account whose own key is wrong, in an IBAN whose two
# digits were computed anew, as a bank's or a spreadsheet's converter does from what was typed.
#
# Guess: a library that knows the national rules of an account refuses it. python-stdnum does so for Spain;
# schwifty has the French rule too.
#
# What happens: python-stdnum checks the own digits of a Spanish account inside its IBAN, and not those of a
# French one: valid. schwifty takes both, and `is_valid` says yes as well; only IBAN(..., validate_bban=True)
# says that the national key is wrong. Both do what their documentation says.
#
# Why it matters: a figure mistyped before the IBAN was made is in none of the two answers, and the payment
# comes back weeks later. "The IBAN is valid" says that it was copied right, not that the account can exist.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" -qq --disable-pip-version-check install python-stdnum==2.2 schwifty==2026.10.1

"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import schwifty
from stdnum import iban

# Invented accounts but the two that banks and libraries print as samples: with the right own key, then another.
ACCOUNTS = {
    "French, right": ("FR", "20041010050500013M02606"),
    "French, another own key": ("FR", "20041010050500013M02607"),
    "Spanish, right": ("ES", "21000418450200051332"),
    "Spanish, other own digits": ("ES", "21000418460200051332"),
}
# python-stdnum; schwifty's is_valid; schwifty asked for the national key
EXPECTED = {
    "French, right": (True, True, True),
    "French, another own key": (True, True, False),
    "Spanish, right": (True, True, True),
    "Spanish, other own digits": (False, True, False),
}


def asked(number):
    try:
        schwifty.IBAN(number, validate_bban=True)
    except schwifty.exceptions.SchwiftyException:
        return False
    return True


print("python-stdnum", version("python-stdnum"), "schwifty", version("schwifty"))
seen = {}
for name, (country, account) in ACCOUNTS.items():
    number = country + iban.calc_check_digits(f"{country}00{account}") + account
    seen[name] = (iban.is_valid(number), schwifty.IBAN(number, allow_invalid=True).is_valid, asked(number))
    print(f"{name}: {number}: stdnum {seen[name][0]}, is_valid {seen[name][1]}, asked {seen[name][2]}")
if seen != EXPECTED:
    sys.exit("the behaviour changed")
PY
