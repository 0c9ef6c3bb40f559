"""Which codes may follow from which: the codes exist, and no chain of them is a circle."""

from pathlib import Path

import pytest

from segur_check.errors import UsageFault
from segur_check.rules.controls import causes_first, control_texts
from segur_check.rules.data import rule_files


def with_follows(tmp_path: Path, code: str, follows: str) -> Path:
    """A folder of --rules in which a control follows from others."""
    name = f"{code[:3]}.toml"
    lines = rule_files("controls", None)[name].read_text(encoding="utf-8").split("\n")
    start = lines.index(f"[{code}]") + 1
    end = next(rank for rank in range(start, len(lines)) if lines[rank].startswith("["))
    own = [line for line in lines[start:end] if not line.startswith("follows")]
    folder = tmp_path / "controls"
    folder.mkdir()
    text = "\n".join([*lines[:start], f"follows = {follows}", *own, *lines[end:]])
    (folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_causes_come_before_what_follows_from_them() -> None:
    rank = causes_first()

    for code, text in control_texts().items():
        assert all(rank[cause] < rank[code] for cause in text.follows if cause != code), code


def test_a_code_that_no_control_has_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="MNT999"):
        causes_first(with_follows(tmp_path, "DOC006", '["MNT999"]'))


def test_codes_that_follow_from_each_other_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="DOC006"):
        causes_first(with_follows(tmp_path, "MNT004", '["DOC006"]'))
