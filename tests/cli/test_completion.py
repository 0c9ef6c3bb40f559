"""What a shell is offered for the word that is being typed, as bash, zsh and fish ask for it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_environment import environment
from conftest import Cli
from segur_check.reporters import FORMATS
from segur_check.rules.controls import control_texts
from segur_check.values.severity import Severity
from segur_check.values.sons import KNOWN_CODES
from segur_check.values.step import Step

Complete = Callable[..., str]

SHELLS = ("bash", "zsh", "fish")
# What reads dossiers and documents, and what is heavy.
NOT_NEEDED = (
    "segur_check.checks",
    "segur_check.pieces",
    "segur_check.dossier",
    "pypdf",
    "pydantic",
    "lxml",
)


@pytest.fixture
def offered(tmp_path: Path) -> Complete:
    """Ask the installed program for what it offers at the end of a line."""

    def call(shell: str, line: str, code: str = "", cwd: Path = tmp_path) -> str:
        asked = {
            "_SEGUR_CHECK_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - (not line.endswith(" "))),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        script = f"import segur_check.__main__ as m\ntry:\n    m.main()\nfinally:\n    pass\n    {code or 'pass'}"
        done = subprocess.run(  # noqa: S603 - our own tool
            [sys.executable, "-c", script],
            env=environment(**asked),
            cwd=cwd,
            capture_output=True,
            check=True,
        )
        assert b"" == done.stderr
        return done.stdout.decode()

    return call


def words_of(shell: str, offer: str) -> set[str]:
    """The words that are offered, without what they mean."""
    if shell == "zsh":
        lines = offer.removeprefix("_arguments '*: :((").rstrip().removesuffix("))'").splitlines()
        return {line.split('":"')[0].strip('"').replace(r"\\:", ":") for line in lines}
    return {line.split("\t")[0] for line in offer.splitlines()}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("segur-check check --sons ", set(KNOWN_CODES)),
        ("segur-check calendar --sons HOP-DPI", {"HOP-DPI-Va1", "HOP-DPI-Va2"}),
        ("segur-check init --sons MS2", {"MS2-PDE", "MS2-PDS"}),
        ("segur-check explain ", set(control_texts())),
        ("segur-check explain MSS00", {code for code in control_texts() if code.startswith("MSS00")}),
        ("segur-check check --phase ", set(Step)),
        ("segur-check check --fail-on ", {*Severity, "jamais"}),
        ("segur-check check --min-severity a", {"a-modifier", "alerte"}),
        ("segur-check check -o js", {"json", "jsonl", "json:", "jsonl:"}),
        ("segur-check batch --output x", {"xlsx:"}),
        ("segur-check schema a", {"avance"}),
        ("segur-check che", {"check"}),
        ("segur-check check --ph", {"--phase"}),
        ("segur-check --lang ", {"fr", "en"}),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_codes_formats_steps_and_severities_are_offered(
    line: str, words: set[str], shell: str, offered: Complete
) -> None:
    assert words == words_of(shell, offered(shell, line))


@pytest.mark.parametrize("shell", SHELLS)
def test_every_format_is_offered_with_the_file_to_write(
    shell: str, offered: Complete, tmp_path: Path
) -> None:
    (tmp_path / "bilans").mkdir()
    (tmp_path / "bilans" / "juin.html").touch()
    (tmp_path / ".caché").touch()

    assert {*FORMATS, *(f"{name}:" for name in FORMATS)} - {"xlsx"} == words_of(
        shell, offered(shell, "segur-check check -o ")
    )
    if shell == "bash":
        return  # bash parts the line at the colon, and completes the file by itself
    assert {"html:bilans/"} == words_of(shell, offered(shell, "segur-check check -o html:"))
    assert {"html:bilans/juin.html"} == words_of(
        shell, offered(shell, "segur-check check -o html:bilans/j")
    )
    assert {"", "_files"} >= words_of(shell, offered(shell, "segur-check check -o html:rien/"))


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_code_is_offered_with_its_title_in_the_language(shell: str, offered: Complete) -> None:
    text = control_texts()["MNT014"]

    assert text.words("fr").title in offered(shell, "segur-check explain MNT014")
    assert text.words("en").title in offered(shell, "segur-check --lang en explain MNT014")
    assert "Show this help." in offered(shell, "segur-check --lang=en check --h")


@pytest.mark.parametrize("line", ["segur-check check --sons M", "segur-check explain M"])
def test_completion_imports_nothing_that_reads_dossiers(line: str, offered: Complete) -> None:
    code = f"import sys; print([one for one in {NOT_NEEDED!r} if one in sys.modules])"

    assert "[]" == offered("bash", line, code).splitlines()[-1]


def test_completion_is_installed_in_our_words(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))

    french, english = cli("--install-completion"), cli("--lang", "en", "--install-completion")

    assert (0, "") == (french.code, french.err)
    assert "bash : complétion installée dans" in french.out.replace("\u00a0", " ")
    assert "completion installed in" in english.out
    assert (
        "_SEGUR_CHECK_COMPLETE" in (tmp_path / ".bash_completions" / "segur-check.sh").read_text()
    )


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_that_is_not_known_is_told(
    option: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", "/bin/tcsh"))

    french, english = cli(option), cli(option, "--lang", "en")

    assert (2, "", 2, "") == (*french[:2], *english[:2])
    assert "aucun de ces terminaux" in french.err
    assert "none of these shells" in english.err


def test_the_script_of_the_shell_is_shown(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("fish", "/usr/bin/fish"))

    with pytest.raises(SystemExit) as left:
        cli("--show-completion")

    assert 0 == left.value.code
    assert "_SEGUR_CHECK_COMPLETE=complete_fish" in capsys.readouterr().out
