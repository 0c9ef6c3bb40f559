"""The steps of action.yml, run by bash as GitHub runs them, and the hooks for pre-commit."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

import segur_check
from conftest import ROOT

BASH = shutil.which("bash") or ""
pytestmark = pytest.mark.skipif(not BASH, reason="the action runs in bash")
RECORDER = '#!/bin/sh\nprintf "%s\\n" "$@" > "$RUNNER_TEMP/words"\nexit "${ANSWER:-0}"\n'


def loaded(name: str) -> Any:  # noqa: ANN401 - a YAML file
    return YAML(typ="safe").load(ROOT / name)


class Step(NamedTuple):
    """What the checking step did."""

    code: int
    words: list[str]
    outputs: str


def run_step(folder: Path, answer: int = 0, script: str = RECORDER, **inputs: str) -> Step:
    """Run the step that checks, with a tool that writes down the words it is given."""
    tool = folder / "segur-check-venv" / "bin" / "segur-check"
    tool.parent.mkdir(parents=True)
    tool.write_text(script)
    tool.chmod(0o755)
    action = loaded("action.yml")
    defaults = {
        f"SEGUR_{name.replace('-', '_').upper()}": one["default"]
        for name, one in action["inputs"].items()
    }
    given = {f"SEGUR_{name.upper()}": value for name, value in inputs.items()}
    done = subprocess.run(  # noqa: S603 - our own step
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", action["runs"]["steps"][1]["run"]],
        cwd=folder,
        env={
            "PATH": "/usr/bin:/bin",
            "RUNNER_TEMP": str(folder),
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary"),
            "ANSWER": str(answer),
            **defaults,
            **given,
        },
        capture_output=True,
        check=False,
        timeout=240,
    )
    words, outputs = folder / "words", folder / "output"
    return Step(
        done.returncode,
        words.read_text().splitlines() if words.exists() else [],
        outputs.read_text() if outputs.exists() else "",
    )


def test_each_input_is_one_word_and_never_an_option_of_its_own(tmp_path: Path) -> None:
    hostile = '$(touch pwned) `touch pwned` "; touch pwned #'

    done = run_step(tmp_path, paths=f"a b\r\n{hostile}\n--rules=/", sons=hostile, args="--strict")

    assert 0 == done.code
    assert f"--sons={hostile}" in done.words
    assert ["--strict", "--", "a b", hostile, "--rules=/"] == done.words[-5:]
    assert not (tmp_path / "pwned").exists()


def test_the_defaults_check_the_checkout_and_write_the_summary(tmp_path: Path) -> None:
    done = run_step(tmp_path)

    assert ["check", "-o", "github", "-o", f"markdown:{tmp_path}/summary"] == done.words[:5]
    assert ["--", "."] == done.words[-2:]


@pytest.mark.parametrize("answer", [0, 1, 2, 3, 4, 70])
def test_the_exit_code_is_an_output_and_the_step_s_own(answer: int, tmp_path: Path) -> None:
    done = run_step(tmp_path, answer)

    assert answer == done.code
    assert f"exit-code={answer}\n" == done.outputs


def test_another_command_is_refused(tmp_path: Path) -> None:
    done = run_step(tmp_path, command="read")

    assert (2, []) == (done.code, done.words)


def test_no_step_writes_an_input_into_its_script() -> None:
    for step in loaded("action.yml")["runs"]["steps"]:
        assert "${{" not in step["run"]


def test_shellcheck_finds_nothing_in_the_steps() -> None:
    shellcheck = shutil.which("shellcheck", path=str(Path(sys.executable).parent))
    if shellcheck is None:
        pytest.skip("shellcheck is not installed")
    for step in loaded("action.yml")["runs"]["steps"]:
        done = subprocess.run(  # noqa: S603 - a linter
            [shellcheck, "--shell=bash", "-"],
            input=step["run"].encode(),
            capture_output=True,
            check=False,
        )
        assert 0 == done.returncode, done.stdout.decode()


def test_the_hooks_call_commands_that_exist() -> None:
    from segur_check.cli.app import app  # noqa: PLC0415 - Typer

    known = {one.name or getattr(one.callback, "__name__", "") for one in app.registered_commands}

    for hook in loaded(".pre-commit-hooks.yaml"):
        tool, command = hook["entry"].split()
        assert "segur-check" == tool
        assert command in known


@pytest.mark.parametrize("command", ["check", "batch"])
def test_the_step_with_the_tool_itself_gives_annotations_a_summary_and_sarif(
    tmp_path: Path, command: str
) -> None:
    example = ROOT / "examples" / "rejected" / "MNT006-ttc-faux"
    package = Path(segur_check.__file__).parents[1]
    script = f'#!/bin/sh\nPYTHONPATH="{package}" exec "{sys.executable}" -m segur_check "$@"\n'

    step = run_step(tmp_path, script=script, command=command, paths=str(example))

    assert 1 == step.code
    assert "exit-code=1" in step.outputs
    report = json.loads((tmp_path / "segur-check.sarif").read_text("utf-8"))
    results = report["runs"][0]["results"]
    assert "MNT006" in [one["ruleId"] for one in results]
    assert "MNT006" in (tmp_path / "summary").read_text("utf-8")
