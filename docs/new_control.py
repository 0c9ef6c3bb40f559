"""Begins a control: `python docs/new_control.py CODE [--module MODULE]`.

Writes what can be written before anybody knows what the control says: its function, its sentences in
both languages, its line in the registry and its example, each to be filled; then tells what is left
to do. The tests fail until it is done. MODULE is a file of `checks/`, as `documents/prices`; without
it, the one that holds the last control of the family.
"""

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS = Path("src/segur_check/checks")
REGISTRY = CHECKS / "registry.py"
CASES = Path("examples/cases.py")

FUNCTION = '''

@control("{code}")
def {name}(context: Context) -> Iterator[Outcome]:
    """WHAT IS WRONG, AND BY WHICH TEXT."""
    if context.line.numero_editeur == "{code}":
        yield Problem(Place(context.line.pointer))
'''

TABLE = """
[{code}]
severity = "info"
certainty = "U"
source = "segur-check"
scope = "request"
example = "{example}"

[{code}.fr]
title = "À écrire"
message = "À écrire : ce qui est trouvé, et ce qui est attendu"
action = "À écrire : que faire, et qui le peut."
why = "À écrire : la règle, et qui le dit."
rejected = "à écrire"
accepted = "à écrire"

[{code}.en]
title = "To be written"
message = "To be written: what is found, and what is expected"
action = "To be written: what to do, and who can."
why = "To be written: the rule, and who says so."
rejected = "to be written"
accepted = "to be written"
"""

CASE = '    "{example}": (MDV.avance, put("numeroEditeur", "{code}")),\n'

LEFT = """{code} is begun. What is left to do:
  1. {module} (the family's last control is there; for another, git checkout . and MODULE=…): its code in the
     docstring of the module, the name of the function; look at what the texts ask, yield a Problem with typed values
     (values/wording.py), or NotChecked with a reason; return early where it has no object.
  2. {table}: severity, certainty, source, place, scope, phases, needs, table; then the sentences, whose
     {{names}} are the values of the Problem. The French comes first.
  3. {cases}: name the example (the code, a few words) and what is changed in a right dossier, the same
     name in the table; then: make example NAME=rejected/{example}
  4. a test beside those of its family (tests/checks): what must come, and the right dossiers that must not.
  5. make docs; a line in CHANGELOG.md; pytest tests/rules/test_controls.py tests/examples tests/test_docs.py tests/test_architecture.py and
     its family's: it may speak in another's example too (make example NAME=… where that is meant). Then make test.
"""


class CannotBeginError(ValueError):
    """The code is taken or belongs to no family, or the module cannot take a control."""


def begin(code: str, module: str | None, root: Path = ROOT) -> str:
    """Write the beginnings of a control under `root`, and tell what is left to do.

    Raises:
        CannotBeginError: see its docstring; nothing is written.
    """
    table = Path("rules/controls") / f"{code[:3]}.toml"
    if not re.fullmatch(r"[A-Z]{3}\d{3}", code) or not (root / table).is_file():
        families = ", ".join(sorted(file.stem for file in (root / "rules/controls").glob("*.toml")))
        raise CannotBeginError(f"{code}: a code is a family and three digits; families: {families}")
    sentences = (root / table).read_text(encoding="utf-8")
    if f"[{code}]" in sentences:
        raise CannotBeginError(f"{code} is there already, in {table}")
    place = CHECKS / f"{module}.py" if module else _module_of_the_last(code[:3], root)
    if not (root / place).is_file() or "@control(" not in (root / place).read_text("utf-8"):
        raise CannotBeginError(f"{place} holds no control: name another with MODULE=")
    name, example = code.lower(), f"{code}-a-nommer"
    registry = _registered(code, place, name, root)
    cases = (root / CASES).read_text(encoding="utf-8")
    begins = cases.index("REJECTED")
    end = cases.index("\n}\n", begins) + 1
    _append(root / place, FUNCTION.format(code=code, name=name))
    _append(root / table, TABLE.format(code=code, example=example))
    (root / REGISTRY).write_text(registry, encoding="utf-8")
    added = CASE.format(code=code, example=example)
    (root / CASES).write_text(cases[:end] + added + cases[end:], encoding="utf-8")
    return LEFT.format(code=code, module=place, table=table, cases=CASES, example=example)


def _codes(text: str, family: str) -> list[str]:
    return re.findall(rf'@control\(\s*"({family}\d{{3}})"', text)


def _module_of_the_last(family: str, root: Path) -> Path:
    """The module that holds the highest code of a family."""
    held = [
        (code, file.relative_to(root))
        for file in (root / CHECKS).rglob("*.py")
        for code in _codes(file.read_text(encoding="utf-8"), family)
    ]
    return max(held)[1]


def _registered(code: str, module: Path, name: str, root: Path) -> str:
    """The registry with one line more, after the last control of the family."""
    lines = (root / REGISTRY).read_text(encoding="utf-8").splitlines(keepends=True)
    families = {
        f"{file.stem}.{function}": held
        for file in (root / CHECKS).rglob("*.py")
        for held, function in re.findall(
            r'@control\(\s*"([A-Z]{3})\d{3}"[^@]*?\ndef (\w+)\(', file.read_text(encoding="utf-8")
        )
    }
    last = max(
        number
        for number, line in enumerate(lines)
        if families.get(line.strip().removesuffix(",")) == code[:3]
    )
    lines.insert(last + 1, f"    {module.stem}.{name},\n")
    return "".join(lines)


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8", newline="\n") as opened:
        opened.write(text)


def main() -> int:
    """Begin the control, or say in one line why not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("code")
    parser.add_argument("--module")
    asked = parser.parse_args()
    try:
        print(begin(asked.code.upper(), asked.module))
    except CannotBeginError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
