"""examples/make.py writes one example by its name, and says which are near an unknown one."""

from pathlib import Path

import make
import pytest

from conftest import EXAMPLES, ROOT

NAME = "rejected/MNT006-ttc-faux"


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty place for the examples."""
    monkeypatch.setattr(make, "HERE", tmp_path)
    return tmp_path


def test_one_example_is_written_with_its_expected_result(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = make.main([NAME, "--expected"])

    assert (0, f"{NAME}\n") == (code, capsys.readouterr().out)
    assert [folder / NAME] == [*folder.glob("*/*")]
    on_disk = files_of(EXAMPLES / NAME)
    assert set(on_disk) == set(files_of(folder / NAME))
    for name in ("avance.json", "dossier.toml", "segur-check.toml", "expected.json"):
        assert on_disk[name] == (folder / NAME / name).read_bytes()


def test_an_example_that_is_there_is_written_anew_and_the_others_are_left_alone(
    folder: Path,
) -> None:
    other = folder / "accepted" / "made-by-no-script" / "avance.json"
    changed, added, expected = (
        folder / NAME / name for name in ("avance.json", "old.txt", "expected.json")
    )
    for path in (other, changed, added, expected):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")

    assert make.main([NAME]) == 0

    assert changed.read_bytes() == (EXAMPLES / NAME / "avance.json").read_bytes()
    assert not added.exists()
    assert expected.read_text(encoding="utf-8") == "{}"
    assert other.is_file()


@pytest.mark.parametrize(
    "typed",
    [
        "MNT006-ttc-faux",
        NAME,
        f"{NAME}/",
        f"examples/{NAME}",
        str(EXAMPLES / NAME),
    ],
)
def test_the_name_may_be_bare_or_the_path_of_the_folder(typed: str) -> None:
    assert make.full_name(typed) == NAME


def test_no_bare_name_means_two_examples() -> None:
    assert len(make.FULL_NAMES) == len(make.EXAMPLES)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("MNT006", NAME),
        ("MNT006-ttc-fau", NAME),
        ("MTN006-ttc-faux", NAME),
        ("accepted/MNT006-ttc-faux", NAME),
        ("MS1-sold", "accepted/MS1-solde"),
        ("????", "none"),
    ],
)
def test_an_unknown_name_is_one_line_with_the_nearest_names_and_nothing_is_written(
    typed: str, nearest: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = make.main([NAME, typed, "--expected"])

    said = capsys.readouterr()
    assert (2, "") == (code, said.out)
    (line,) = said.err.splitlines()
    assert line.startswith(f"no example is called {typed!r}; the nearest: {nearest}")
    assert [] == [*folder.iterdir()]


def test_make_example_runs_the_script_on_that_name() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    _, _, recipe = makefile.partition("\nexample:")

    assert "examples/make.py $(NAME) --expected" in recipe.partition("\n\n")[0]
