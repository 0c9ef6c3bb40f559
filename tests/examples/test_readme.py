"""examples/README.md names folders and scripts that are there, and leaves no script out."""

import re

import make

from conftest import EXAMPLES

TEXT = (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_the_folders_that_it_names_are_examples() -> None:
    named = re.findall(r"\b(?:accepted|rejected)/[\w-]+", TEXT)

    assert len(named) >= 8
    assert [name for name in named if name not in make.EXAMPLES] == []


def test_its_table_of_files_is_the_folder() -> None:
    named = re.findall(r"`(\w+\.(?:py|toml))`", TEXT.partition("| File |")[2].partition("## ")[0])
    on_disk = [path.name for path in EXAMPLES.iterdir() if path.suffix in (".py", ".toml")]

    assert sorted(on_disk) == sorted({*named})


def test_the_line_that_it_shows_is_one_of_the_script() -> None:
    (line,) = re.findall(r"```python\n(.*)\n```", TEXT)

    assert line in (EXAMPLES / "cases.py").read_text(encoding="utf-8")
