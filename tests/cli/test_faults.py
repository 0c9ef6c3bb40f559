"""What a shell, a disk or a folder does to a run: nothing lost in silence, nothing half-written, one clear line."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli_environment import environment
from conftest import EXAMPLES, Cli, Said
from segur_check.dossier.jsonfiles import read_json_file

DOSSIER = EXAMPLES / "rejected" / "MNT006-ttc-faux"
BASH = shutil.which("bash") or ""
full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
pytestmark = pytest.mark.skipif(not BASH, reason="the shell closes the streams")


def bash(line: str, **words: object) -> Said:
    """A line of bash where `sc` is the tool and the words are variables."""
    done = subprocess.run(  # noqa: S603 - our own line
        [BASH, "-c", f'sc() {{ "{sys.executable}" -m segur_check "$@"; }}; {line}'],
        env=environment(**{name: str(word) for name, word in words.items()}),
        capture_output=True,
        check=False,
        timeout=240,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def one_line(said: Said, code: int, *words: str) -> None:
    """The answer is one line of error, which says this."""
    assert (code, "", 1) == (said.code, said.out, said.err.count("\n")), said
    assert said.err.startswith("segur-check: ")
    for word in words:
        assert word in said.err


def test_a_closed_standard_input() -> None:
    one_line(bash("sc check - --sons MDV-LGC-Va1 <&-"), 3, "l'entrée standard est fermée")
    said = bash("sc check - --sons MDV-LGC-Va1 --lang en <&-")
    one_line(said, 3, "the standard input is closed")


@pytest.mark.parametrize("form", ["json", "text", "concise", "sarif"])
def test_a_closed_standard_output_is_told_and_the_files_are_written(
    form: str, tmp_path: Path
) -> None:
    said = bash(f'sc check "$D" -o {form} -o json:"$F" >&-', D=DOSSIER, F=tmp_path / "r.json")

    one_line(said, 2, "la sortie standard est fermée", "-o json:bilan.json")
    assert "MNT006" in (tmp_path / "r.json").read_text(encoding="utf-8")


def test_a_closed_standard_output_is_not_missed_where_nothing_is_written_to_it(
    tmp_path: Path,
) -> None:
    said = bash('sc check "$D" -o json:"$F" >&- 2>&- <&-', D=DOSSIER, F=tmp_path / "r.json")

    assert 1 == said.code
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["requests"]


@pytest.mark.parametrize("words", ["--version", "--help", "rules", "check --help", "usage"])
@pytest.mark.parametrize("where", [">&-", pytest.param(">/dev/full", marks=full_disk)])
def test_an_answer_that_nobody_can_get(words: str, where: str) -> None:
    said = bash(f"sc {words} {where}")

    if words.endswith("--help") and where == ">&-":
        assert said.code in {0, 2}  # Typer writes its help nowhere by itself
    else:
        one_line(said, 2, "la sortie")


@full_disk
@pytest.mark.parametrize("form", ["json", "text", "html"])
def test_a_full_disk(form: str, tmp_path: Path) -> None:
    said = bash(f'sc check "$D" -o {form} -o json:"$F" >/dev/full', D=DOSSIER, F=tmp_path / "r")
    one_line(said, 2, "la sortie ne peut pas être écrite")
    assert "MNT006" in (tmp_path / "r").read_text(encoding="utf-8")
    one_line(bash(f'sc check "$D" -o {form}:/dev/full', D=DOSSIER), 2, "« /dev/full »")


def test_a_disk_that_fills_leaves_the_earlier_report(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "r.json"
    place.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(os, "fdopen", lambda handle, _mode: _Full(handle))

    said = cli("check", DOSSIER, "-o", f"json:{place}")

    one_line(said, 2, "r.json", "No space left")
    assert {place: "{}"} == {file: file.read_text() for file in tmp_path.iterdir()}


class _Full:
    """A file on a disk that is full."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def write(self, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    def close(self) -> None:
        os.close(self._handle)


def test_a_folder_where_nothing_may_be_written(cli: Cli) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("no folder here that root may not write in")
    one_line(cli("check", DOSSIER, "-o", "json:/proc/self/r.json"), 2, "/proc/self/r.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_never_waited_for(cli: Cli, tmp_path: Path) -> None:
    pipe = tmp_path / "avance.json"
    os.mkfifo(pipe)
    solde = EXAMPLES / "accepted" / "MDV-LGC-Va1-solde"

    one_line(cli("check", pipe, "--sons", "MDV-LGC-Va1"), 3, "avance.json", "donnez -")
    one_line(cli("check", tmp_path, "--sons", "MDV-LGC-Va1"), 3, "avance.json")
    one_line(cli("check", solde, "--avance", pipe), 2, "--avance", "ne peut pas être lue")
    one_line(cli("check", DOSSIER, "--config", pipe), 2, "--config")
    one_line(cli("check", DOSSIER, "--pieces", pipe), 2, "--pieces")
    one_line(cli("schema", "--check", pipe), 3, "avance.json")
    one_line(cli("read", pipe), 3, "avance.json")


def test_a_file_that_goes_while_its_folder_is_read_is_named(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "d"
    shutil.copytree(DOSSIER, folder)

    def gone(path: Path, *rest: Any) -> Any:  # noqa: ANN401 - what it hands on
        path.unlink()
        return read_json_file(path, *rest)

    monkeypatch.setattr("segur_check.dossier.loading.read_json_file", gone)
    one_line(cli("check", folder), 3, "d/avance.json", "No such file")


def test_what_may_not_be_read_in_a_folder_is_named(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "d"
    shutil.copytree(DOSSIER, folder)

    def forbidden(path: Path, *_rest: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("segur_check.dossier.loading.read_json_file", forbidden)
    one_line(cli("check", folder), 3, "d/avance.json", "lecture interdite")


def test_an_attachment_that_cannot_be_read_is_told_and_the_others_are_read(
    cli: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "d"
    shutil.copytree(DOSSIER, folder)
    paper = next((folder / "pieces").iterdir())
    paper.unlink()
    paper.mkdir()

    said = cli("check", folder, "-o", "json")

    assert 1 == said.code
    assert {"MNT006", "PIE001"} <= set(said.codes)


@pytest.mark.parametrize("form", ["text", "concise", "json", "html"])
def test_a_reader_that_leaves_early_changes_no_exit_code(form: str) -> None:
    line = (
        f'sc check "$D" "$D" "$E" -v -o {form} | head -c 10 >/dev/null; echo "${{PIPESTATUS[0]}}"'
    )
    said = bash(line, D=DOSSIER, E=EXAMPLES / "rejected" / "PIE005-fichier-word")

    assert ("1\n", "") == (said.out, said.err)


@full_disk
def test_a_standard_error_that_is_full_loses_neither_report_nor_exit_code(tmp_path: Path) -> None:
    line = 'sc check "$N" "$D" -o json -o json:"$F"'
    words = {"D": DOSSIER, "N": tmp_path / "nowhere", "F": tmp_path / "r.json"}
    heard = bash(line, **words)
    unheard = bash(f"{line} 2>/dev/full", **words)

    assert (3, 3) == (heard.code, unheard.code)
    assert heard.codes == unheard.codes
    assert "MNT006" in (tmp_path / "r.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ('check "$N"', 3),
        ('check "$N" "$D"', 3),
        ("check --nope", 2),
        ("explain X", 2),
        ('read "$N"', 3),
        ('check "$D" -o json:/dev/full', 2),
    ],
)
def test_a_standard_error_that_nobody_reads_changes_no_exit_code(
    words: str, code: int, tmp_path: Path
) -> None:
    # The reader is gone before the tool speaks.
    line = f'exec 3> >(:); sleep 0.2; sc {words} 2>&3 >/dev/null; echo "$?"'
    said = bash(line, D=DOSSIER, N=tmp_path / "nowhere.pdf")

    assert (f"{code}\n", "") == (said.out, said.err)


@pytest.mark.parametrize("command", ["check", "batch"])
def test_an_output_that_fails_loses_none_of_the_others(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    folder = shutil.copytree(DOSSIER, tmp_path / "lot" / "d")

    def broken(*_: object) -> str:
        raise OverflowError("date value out of range")

    monkeypatch.setattr("segur_check.reporters.html.page.html", broken)
    forms = ["html", "json", "text", "jsonl"]
    files = {form: tmp_path / f"r.{form}" for form in forms}
    asked = [word for form, file in files.items() for word in ("-o", f"{form}:{file}")]
    said = cli(command, folder if command == "check" else folder.parent, *asked)

    assert (70, 1) == (said.code, said.err.count("\n")), said.err
    assert "OverflowError" in said.err
    assert forms[1:] == [form for form, file in files.items() if file.exists()]
    assert "MNT006" in files["json"].read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no pipes without a name here")
@pytest.mark.parametrize(
    "words",
    [
        'check "$D" -o json:/dev/stdout',
        'check "$D" -o json:>(cat)',
        'check "$D" -o json:/proc/self/fd/1',
        'batch "$D" -o json:>(cat)',
        "calendar --ics >(cat)",
    ],
)
def test_a_pipe_without_a_name_takes_an_output(words: str) -> None:
    # What is put in place of `>(cat)` writes to the same pipe, and may end after the tool.
    said = bash(f"{{ sc {words}; echo $? >&2; }} | cat", D=DOSSIER)

    assert ("0\n" if "calendar" in words else "1\n") == said.err
    assert ("END:VCALENDAR" if "calendar" in words else '"MNT006"') in said.out


def test_a_folder_takes_none(tmp_path: Path) -> None:
    one_line(bash('sc check "$D" -o json:"$F"', D=DOSSIER, F=tmp_path), 2, "ne peut pas être écrit")
    said = bash('sc check "$D" -o json:"$F/new/r.json"', D=DOSSIER, F=tmp_path)
    one_line(said, 2, "ne peut pas être écrit")


def test_an_output_never_takes_the_place_of_what_dossiers_are_made_of(
    cli: Cli, tmp_path: Path
) -> None:
    paper, request = tmp_path / "other.pdf", tmp_path / "stranger.json"
    paper.write_bytes(b"%PDF-1.4")
    shutil.copy(DOSSIER / "avance.json", request)
    marked = tmp_path / "stranger.txt"
    marked.write_bytes(b"\xef\xbb\xbf\n " + request.read_bytes())
    links = [tmp_path / "link.json", tmp_path / "link-of-link.json", tmp_path / "link.txt"]
    for link, to in zip(links, (paper, links[0], request), strict=True):
        link.symlink_to(to)
    kept = {file: file.read_bytes() for file in (paper, request, marked)}

    for place in (*links, request, marked):
        for form in ("json", "text"):
            one_line(cli("check", DOSSIER, "-o", f"{form}:{place}"), 2, place.name, "pas un bilan")
        one_line(cli("batch", DOSSIER, "-o", f"json:{place}"), 2, place.name, "pas un bilan")
        one_line(cli("calendar", "--ics", place), 2, "--ics", place.name)
        one_line(cli("batch", DOSSIER, "--journal", place), 2, "--journal", place.name)

    assert kept == {file: file.read_bytes() for file in kept}
    assert all(link.is_symlink() for link in links)


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab", "text"])
def test_an_earlier_report_is_written_anew_through_a_link_too(
    cli: Cli, tmp_path: Path, form: str
) -> None:
    place, link = tmp_path / "r.json", tmp_path / "link.json"
    link.symlink_to(place)
    for file in (place, link, place):
        said = cli("check", DOSSIER, "-o", f"{form}:{file}")
        assert (1, "") == (said.code, said.err)

    assert link.is_symlink()
    assert "MNT006" in place.read_text(encoding="utf-8")


@pytest.mark.parametrize("found", ["", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_a_calendar_is_written_over_a_calendar_alone(cli: Cli, tmp_path: Path, found: str) -> None:
    place, other = tmp_path / "agenda", tmp_path / "zz.json"
    place.write_text(found, encoding="utf-8")
    other.write_text('{"a": 1}', encoding="utf-8")

    assert 0 == cli("calendar", "--ics", place).code
    assert 0 == cli("calendar", "--ics", place).code
    one_line(cli("calendar", "--ics", other), 2, "--ics", "n'est pas un agenda")
    assert '{"a": 1}' == other.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("check D", "segur_check.engine.collector"),
        ("check D", "segur_check.cli.app"),
        ("check D", "typer"),
        ("check D", "segur_check.cli.check"),
        ("check D", "segur_check.engine.run"),
        ("--version", "segur_check.cli.screen"),
        ("--version", "segur_check.errors"),
    ],
)
def test_an_interruption_while_the_tool_is_imported_shows_no_trace(words: str, name: str) -> None:
    script = f"""
import sys

class Interrupted:
    def find_spec(self, name, *_):
        if name == {name!r}:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
sys.argv[1:] = {words.split()!r}
from segur_check.__main__ import main
main()
"""
    said = bash('"$P" -c "$S"', P=sys.executable, S=script)

    assert (130, "") == (said.code, said.out)
    assert said.err in {"", "segur-check: interrompu\n"}


def test_nothing_is_imported_before_an_interruption_is_heard() -> None:
    script = (
        "import sys; known = set(sys.modules); import segur_check.__main__; "
        "print(sorted(set(sys.modules) - known))"
    )
    said = bash('"$P" -c "$S"', P=sys.executable, S=script)

    assert "['segur_check', 'segur_check.__main__']\n" == said.out
