"""docs/licences.md: what the tool and its extras are made of, and under which licence (`make docs`).

A package whose licence is not in `ALLOWED` stops it: somebody reads that licence first.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import metadata
from itertools import chain
from pathlib import Path

from lock import HERE, extras, names

PAGE = HERE.parent / "docs" / "licences.md"
# As packages write them, and the identifier of SPDX.
ALLOWED = {
    "Apache 2.0": "Apache-2.0",
    "Apache-2.0": "Apache-2.0",
    "Apache-2.0 AND MIT": "Apache-2.0 AND MIT",
    "Apache-2.0 OR BSD-3-Clause": "Apache-2.0 OR BSD-3-Clause",
    "Apache-2.0 OR BSD-2-Clause": "Apache-2.0 OR BSD-2-Clause",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD-2-Clause": "BSD-2-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-only",
    "ISC License": "ISC",
    "MIT": "MIT",
    "MIT License": "MIT",
    "MIT-0": "MIT-0",
    "MPL-2.0": "MPL-2.0",
    "PSF-2.0": "PSF-2.0",
}
# What only another system, or another Python, has need of.
_ELSEWHERE = {
    "colorama": "BSD-3-Clause",
    "importlib-metadata": "Apache-2.0",
    "lazy-importer": "Apache-2.0",
    "typing-extensions": "PSF-2.0",
    "zipp": "MIT",
}
_HEAD = """# Licences

What the tool and its extras are made of, at the versions of `locks/`. Written by `make docs`; a package under a
licence that nobody has read stops it. The tool itself is under the [MIT licence](../LICENSE).

Under the LGPL: {lgpl}. Such a package is used unchanged, as a package of its own, and whoever
uses the tool may put another version in its place. Its source is the sdist of the same
version. The image says so in its notes: `/opt/segur-check/LICENCES.md` is this page.

| Package | Licence | In |
|---|---|---|
"""


def licence_of(package: str) -> str:
    """The SPDX identifier of the licence that a package declares.

    Raises:
        PackageNotFoundError: it is not installed, and this module does not know it.
        SystemExit: nobody has read that licence.
    """
    if package in _ELSEWHERE:
        return _ELSEWHERE[package]
    held = metadata(package)
    classified = [
        value.rpartition(" :: ")[2]
        for value in held.get_all("Classifier") or ()
        if value.startswith("License ::") and not value.endswith("OSI Approved")
    ]
    declared = ((held.get_all(key) or []) for key in ("License-Expression", "License"))
    written = [*chain(*declared), *classified]
    for value in written:
        if value in ALLOWED:
            return ALLOWED[value]
    raise SystemExit(
        f"{package}: read its licence ({written}), and name it in {Path(__file__).name}"
    )


def rows() -> Iterator[tuple[str, str, str]]:
    """Each package, its licence, and the extra that brings it; all are installed by `make`."""
    seen: set[str] = set()
    for lock in ("run", *extras()):
        for package in names(HERE / f"{lock}.txt"):
            if package not in seen:
                seen.add(package)
                yield package, licence_of(package), "the tool" if lock == "run" else f"`{lock}`"


def page() -> str:
    """The text of docs/licences.md."""
    listed = sorted(rows())
    lgpl = " and ".join(package for package, licence, _ in listed if licence.startswith("LGPL"))
    lines = [f"| {package} | {licence} | {where} |" for package, licence, where in listed]
    return _HEAD.format(lgpl=lgpl) + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(HERE.parent), file=sys.stderr)
