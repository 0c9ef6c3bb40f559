"""README.md and docs/usage.md: their commands run, their tables are the tool's, their pictures are of today."""

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from cli_environment import environment
from conftest import EXAMPLES, ROOT, Cli
from segur_check.errors import ExitCode
from segur_check.reporters import FORMATS

README = (ROOT / "README.md").read_text(encoding="utf-8")
USAGE = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
PAGES = {ROOT / "README.md": README, ROOT / "docs" / "usage.md": USAGE}
BLOCKS = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NAMED = {
    "mon-dossier": "accepted/MDV-LGC-Va1-solde",
    "commandes/CMD-0042": "accepted/MDV-LGC-Va1-avance",
    "commandes/CMD-0043": "accepted/MS1-avance",
    "dossiers/CMD-0042": "accepted/HOP-DPI-Va2-avance",
    "pieces-sas": "accepted/SAS-avance-sans-json/pieces",
}
"""What the pages name as the user's own, and the example that stands in its place."""


def commands(text: str) -> list[str]:
    """Every `segur-check …` of a page that can be typed as it is, in order."""
    lines = re.findall(r"`(segur-check [^`\n]+)`", BLOCKS.sub("", text))
    lines += [
        line.strip()
        for _, block in BLOCKS.findall(text)
        for line in block.splitlines()
        if line.strip().startswith("segur-check ")
    ]
    # A word in capitals, or a bracket, stands for something else.
    return [line for line in lines if not re.search(r"\b(?!SAS)[A-Z]+\b(?!-)|[\[|]|, ", line)]


def tables(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.startswith("|"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where what the pages name is there."""
    for name, example in NAMED.items():
        shutil.copytree(EXAMPLES / example, tmp_path / name)
    invoice = next((tmp_path / "mon-dossier" / "pieces").glob("facture*.pdf"))
    shutil.copy(invoice, tmp_path / "facture.pdf")
    shutil.copytree(
        EXAMPLES / "rejected" / "MNT006-ttc-faux",
        tmp_path / "examples" / "rejected" / "MNT006-ttc-faux",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("text", [README, USAGE], ids=["README", "usage"])
def test_every_command_runs(text: str, cli: Cli) -> None:
    found = sorted(commands(text), key=lambda line: " init " not in line)  # what the others need

    assert len(found) >= 5
    for line in found:
        said = cli(*shlex.split(line)[1:])
        assert said.code in {ExitCode.CLEAN, ExitCode.BLOCKING}, (line, said.err)
        if "mon-dossier" in line:
            assert said.code == ExitCode.CLEAN, (line, said.out)


@pytest.mark.parametrize("text", [README, USAGE], ids=["README", "usage"])
def test_the_commands_and_options_that_it_lists_exist(text: str, cli: Cli) -> None:
    blocks = "\n".join(block for _, block in BLOCKS.findall(text))
    listed = re.findall(r"^segur-check ([a-z]+(?:, [a-z]+)*)", blocks, re.MULTILINE)
    every = {name for names in listed for name in names.split(", ")}
    known = set(re.findall(r"--[a-z][a-z-]+", cli("check", "--help").out))

    assert "calendar" in every
    assert [name for name in sorted(every) if cli(name, "--help").code] == []
    assert set(re.findall(r"`(--[a-z][a-z-]+)", tables(text))) <= known


def test_usage_lists_every_option_of_check(cli: Cli) -> None:
    known = set(re.findall(r"--[a-z][a-z-]+", cli("check", "--help").out))
    aliases = {"--help", "--output", "--quiet", "--verbose"}

    assert known - aliases <= set(re.findall(r"`(--[a-z][a-z-]+)", tables(USAGE)))


@pytest.mark.parametrize("text", [README, USAGE], ids=["README", "usage"])
def test_it_lists_every_format(text: str) -> None:
    (row,) = (line for line in text.splitlines() if line.startswith("| `-o FORMAT"))

    assert [form for form in FORMATS if f"`{form}`" not in row] == []


def test_its_exit_codes_are_those_of_the_tool() -> None:
    assert re.findall(r"^\| (\d+) \|", README, re.MULTILINE) == [
        str(int(code)) for code in ExitCode
    ]


def test_its_targets_of_make_exist() -> None:
    targets = re.findall(r"^make (\w+)", README, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert targets == ["demo", "test"]
    assert [one for one in targets if f"\n{one}:" not in makefile] == []


def test_its_settings_are_read(desk: Path, cli: Cli) -> None:
    blocks = [block for kind, block in BLOCKS.findall(USAGE) if kind == "toml"]

    assert len(blocks) == 3
    for block in blocks:
        name = block.partition("\n")[0].removeprefix("# ")
        (desk / "dossiers" / "CMD-0042" / name).write_text(block, "utf-8")
        said = cli("check", "dossiers/CMD-0042", "--sons", "HOP-DPI-Va2")
        assert said.code in {ExitCode.CLEAN, ExitCode.BLOCKING}, said.err


@pytest.mark.usefixtures("desk")
def test_its_python_runs() -> None:
    (block,) = (block for kind, block in BLOCKS.findall(USAGE) if kind == "python")

    said = subprocess.run(  # noqa: S603 - what the page shows
        [sys.executable, "-c", block],
        env=environment(PYTHONUTF8="1"),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert "DPI-2025-007 MNT013 info" in said.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_its_links_lead_somewhere(page: Path) -> None:
    text = PAGES[page]
    headings = re.findall(r"^#+ (.*)$", BLOCKS.sub("", text), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}

    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith("#"):
            assert link[1:] in anchors, link
        elif not link.startswith("https://"):
            assert (page.parent / link).exists(), link


# The pictures


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    """The script docs/pictures.py."""
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_pictures_are_those_of_the_script_with_words_for_who_cannot_see_them(
    pictures: ModuleType,
) -> None:
    shown = {file: words for words, file in re.findall(r"!\[(.*)\]\((.*)\)", README)}

    assert {f"docs/pictures/{name}" for name in (*pictures.TERMINALS, "page.png")} == set(shown)
    assert [words for words in shown.values() if len(words) < 40] == []
    assert (ROOT / "docs" / "pictures" / "page.png").stat().st_size < 250_000
    for file in shown:
        if file.endswith(".svg"):
            drawn = (ROOT / file).read_text("utf-8")
            assert len(drawn.encode()) < 150_000
            assert re.findall(r"url\((?!#)[^)]*\)|@import|(?:href|src)=", drawn) == []


def test_a_terminal_is_drawn_as_it_is_today(
    pictures: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make pictures` draws them anew; how rich places the words may differ between its versions."""
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    for name in pictures.TERMINALS:
        drawn = (ROOT / "docs" / "pictures" / name).read_text("utf-8")
        today = pictures.terminal(name)
        assert re.findall(r">([^<>]+)</text>", today) == re.findall(r">([^<>]+)</text>", drawn)
