"""SARIF: Microsoft's validator finds nothing above a note, in one example out of six: a log has every rule."""

import functools
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed"),
]
# The rules of SARIF, and those of GitHub's code scanning.
_KINDS = "Sarif;Ghas"
# The one rule that would ask the network: whether the addresses of the sources answer.
_OFFLINE = """<?xml version="1.0" encoding="utf-8"?>
<Properties>
  <Properties Key="SARIF2006.UrisShouldBeReachable.Options">
    <Property Key="RuleEnabled" Value="Disabled" Type="Driver.RuleEnabledState" />
  </Properties>
</Properties>
"""
_MOST_KB = 100_000


@functools.cache
def _validator() -> Path:
    """Microsoft's multitool, in a temporary folder."""
    folder = Path(tempfile.mkdtemp())
    quiet = "--silent --no-audit --no-fund --ignore-scripts @microsoft/sarif-multitool@5.7.0"
    subprocess.run(  # noqa: S603 - npm, as it is on this machine
        ["npm", "install", *quiet.split()],  # noqa: S607
        cwd=folder,
        check=True,
        timeout=300,
    )
    (program,) = folder.glob("node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool")
    program.chmod(0o755)  # npm's script of the package does no more
    return program


@pytest.fixture(scope="session", autouse=True)
def _clean() -> object:
    yield
    if _validator.cache_info().currsize:
        shutil.rmtree(_validator().parents[3], ignore_errors=True)


def _found(folder: Path) -> list[tuple[str, str]]:
    """The rule and the message of what is found above a note in the logs of a folder."""
    config, told = folder / "offline.xml", folder / "validation.json"
    config.write_text(_OFFLINE, encoding="utf-8")
    options = ["--rule-kind", _KINDS, "--level", "Error;Warning", "--log", "ForceOverwrite"]
    done = subprocess.run(  # noqa: S603 - the validator
        [
            *(_validator(), "validate", folder / "*.sarif", "-c", config, "-o", told),
            *("--max-file-size-in-kb", str(_MOST_KB), *options),
        ],
        capture_output=True,
        check=False,
        timeout=900,
    )
    count = len(list(folder.glob("*.sarif")))
    assert f"{count} files scanned".encode() in done.stdout, done.stdout
    (run,) = json.loads(told.read_text(encoding="utf-8-sig"))["runs"]
    return [(one["ruleId"], one["message"].get("text", one["message"])) for one in run["results"]]


@pytest.mark.parametrize(("lang", "every"), [("fr", 6), ("en", 24)])
def test_the_validator_finds_nothing_above_a_note(
    cli: Cli, tmp_path: Path, lang: str, every: int
) -> None:
    for expected in sorted(EXAMPLES.glob("*/*/expected.json"))[::every]:
        options = json.loads(expected.read_text(encoding="utf-8")).get("options", [])
        log = tmp_path / f"{expected.parent.name}.sarif"
        cli("check", expected.parent, "-o", f"sarif:{log}", "--lang", lang, *options)

    assert [] == _found(tmp_path)


def test_the_validator_finds_what_is_wrong(cli: Cli, tmp_path: Path) -> None:
    log = tmp_path / "a.sarif"
    cli("check", EXAMPLES / "rejected" / "MNT002-plus-que-358-33", "-o", f"sarif:{log}")
    told = json.loads(log.read_text(encoding="utf-8"))
    del told["runs"][0]["tool"]["driver"]["informationUri"]
    log.write_text(json.dumps(told), encoding="utf-8")

    assert ["SARIF2005"] == [rule for rule, _ in _found(tmp_path)]
