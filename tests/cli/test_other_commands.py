"""`rules`, `explain`, `schema`, `init`, and what the program says before any command."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest

import segur_check
from cli_environment import environment
from conftest import ROOT, Cli, Said
from segur_check.checks.registry import CONTROLS
from segur_check.rules.controls import control_texts
from segur_check.rules.corridor import covered_codes
from segur_check.rules.named_dates import dated

Shell = Callable[..., Said]

CODES = sorted(control_texts())
SCHEMAS = ("avance", "solde", "report", "dossier", "segur-check")
WITH_RULES = ("MDV-LGC-Va1", "HOP-DPI-Va2", "HOP-PFI-Va2", "MS1")
COMMANDS = ("check", "rules", "explain", "schema", "init", "calendar", "usage")
HEAVY = ("pypdf", "pydantic", "jsonschema", "dateutil", "rich", "cryptography", "stdnum")


def refused(said: Said) -> str:
    """The one line of a fault of usage."""
    assert (2, "") == said[:2]
    assert 1 == said.err.count("\n")
    assert "Traceback" not in said.err
    return said.err


# The program itself


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_program_tells_its_version(option: str, cli: Cli, shell: Shell) -> None:
    expected = Said(0, f"segur-check {segur_check.__version__}\n", "")

    assert expected == cli(option)
    assert expected == shell(option)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_every_command(option: str, cli: Cli) -> None:
    said = cli(option)

    assert 0 == said.code
    assert [] == [name for name in COMMANDS if f"  {name}" not in said.out]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(command: str, cli: Cli) -> None:
    said = cli(command, "--help")

    assert 0 == said.code
    assert "Utilisation\u00a0:" in said.out


def test_the_help_of_check_tells_every_option_and_exit_code(cli: Cli) -> None:
    said = cli("check", "--help")

    options = (
        "--sons --phase --depot --pieces --avance --config --rules --output --strict --lang "
        "--min-severity --max-shown --color --quiet --verbose"
    )
    assert [] == [one for one in options.split() if one not in said.out]
    assert {"0", "1", "2", "3", "4", "70", "130"} <= set(re.findall(r"\b\d+\b", said.out))


def test_no_command_shows_the_help_as_it_is_laid_out(cli: Cli) -> None:
    said = cli()

    lines = (said.out + said.err).splitlines()
    assert len(lines) > len(COMMANDS)
    assert [] == [
        name for name in COMMANDS if not any(one.startswith(f"  {name} ") for one in lines)
    ]


@pytest.mark.parametrize(
    "words",
    [("--version",), ("--help",), ("check", "--help"), ("rules",), ("explain", "MNT006")],
    ids=" ".join,
)
def test_a_light_command_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    code = (
        "import sys\n"
        f"sys.argv[:] = ['segur-check', *{words!r}]\n"
        "from segur_check.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([one for one in {HEAVY!r} if one in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, "-c", code],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert "[]" == done.stderr.strip()


def test_the_program_checks_a_dossier_from_another_folder(
    shell: Shell, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossiers.MDV.avance().write(tmp_path / "le dossier é")
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()

    said = shell("check", "../le dossier é", "-o", "json", cwd=elsewhere)

    assert 0 == said.code
    assert "sans-anomalie" == said.report["verdict"]
    assert "../le dossier é/avance.json" == said.report["inputs"][0]["path"]


@pytest.mark.parametrize(
    "variables",
    [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}],
    ids=["C locale", "ASCII streams"],
)
def test_french_is_written_in_utf8_whatever_the_locale(
    variables: dict[str, str], shell: Shell
) -> None:
    said = shell("rules", **variables)

    assert "Médecine de ville" in said.out


def test_a_pipe_gets_the_same_calendar_without_colours(
    shell: Shell, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    words = ("calendar", "--sons", "HOP-PFI-Va2", "--at", "2025-10-01")

    said = shell(*words, COLUMNS="120", FORCE_COLOR="1")

    assert cli(*words) == said
    assert "\x1b" not in said.out


def test_the_installed_command_runs(tmp_path: Path) -> None:
    program = shutil.which("segur-check", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("segur-check is not installed beside this Python")

    done = subprocess.run(  # noqa: S603 - our own tool
        [program, "--version"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert f"segur-check {segur_check.__version__}\n" == done.stdout


# rules


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_rules_lists_every_sons_with_a_table(lang: str, cli: Cli) -> None:
    said = cli("rules", "--lang", lang)

    assert 0 == said.code
    assert list(covered_codes()) == [line.split()[0] for line in said.out.splitlines()[:-2]]


@pytest.mark.parametrize("phase", ["avance", "solde"])
@pytest.mark.parametrize("sons", WITH_RULES)
def test_rules_lists_the_controls_that_the_report_counts(
    sons: str, phase: str, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    corridor = next(one for one in dossiers.CORRIDORS if one.sons == sons)
    dossier = getattr(corridor, phase)()
    dossier.settings += '\n[[dejafinances]]\nfichier = "f.csv"\n'
    dossier.extra["f.csv"] = b"identifiant;sons\n"
    dossier.write(tmp_path / "d")

    said = cli("rules", "--sons", sons, "--phase", phase)
    report = cli("check", tmp_path / "d", "-o", "json").report

    listed = [line for line in said.out.splitlines() if re.match(r"[A-Z]{3}\d{3} ", line)]
    # SYS001 and SYS002 are the tool's own: they are no control that is counted.
    counted = [line for line in listed if line[:6] not in {"SYS001", "SYS002"}]
    coverage = report["requests"][-1]["coverage"]
    assert len(counted) == coverage["applied"] + coverage["not_checked"]
    assert len(CONTROLS) == sum(coverage.values())


def test_rules_of_an_announced_sons_leaves_out_what_needs_published_rules(cli: Cli) -> None:
    said = cli("rules", "--sons", "PHA-LGO-Va2")

    assert 0 == said.code
    assert "MNT006" in said.out
    assert "CAL002" not in said.out


def test_rules_of_one_step_leaves_out_the_other(cli: Cli) -> None:
    avance, solde = cli("rules", "--phase", "avance").out, cli("rules", "--phase", "solde").out

    assert "PER001" not in avance
    assert "PER001" in solde
    assert "CAL002" in avance
    assert "CAL002" not in solde


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_rules_refuses_an_unknown_sons_with_the_list(lang: str, cli: Cli) -> None:
    told = refused(cli("rules", "--sons", "NOPE", "--lang", lang))

    assert [] == [code for code in covered_codes() if code not in told]


# explain


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_control_is_explained(code: str, lang: str, cli: Cli) -> None:
    said = cli("explain", code.lower(), "--lang", lang)

    words = control_texts()[code].words(lang)
    flat = " ".join(said.out.split())
    assert 0 == said.code
    assert said.out.startswith(f"{code}  {words.title}")
    for part in (words.why, words.rejected, words.accepted):
        assert " ".join(dated(part, lang, code).split()) in re.sub(r"\s+", " ", flat)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_explanation_keeps_to_eighty_columns(lang: str, cli: Cli) -> None:
    for code in CODES:
        lines = cli("explain", code, "--lang", lang).out.splitlines()

        # An address or a path is one token: it is never cut.
        wide = [line for line in lines if len(line) > 80 and len(line.split()[-1]) < 20]
        assert [] == wide, code


def test_an_explanation_shows_a_person_no_template(cli: Cli) -> None:
    shown = {code: re.findall(r"\{\w+\}", cli("explain", code).out) for code in CODES}

    assert {} == {code: braces for code, braces in shown.items() if braces}


@pytest.mark.parametrize("code", CODES)
def test_the_example_of_an_explanation_is_there(code: str, cli: Cli) -> None:
    named = re.search(r"examples/rejected/(\S+)", cli("explain", code).out)

    assert named is None or (ROOT / named[0]).is_dir()


def test_an_unknown_control_offers_the_nearest(cli: Cli) -> None:
    assert "MNT006" in refused(cli("explain", "MNT0O6"))
    assert "zzz" in refused(cli("explain", "zzz", "--lang", "en"))


# schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name: str, cli: Cli) -> None:
    said = cli("schema", name)

    tree = json.loads(said.out)
    assert 0 == said.code
    assert "https://json-schema.org/draft/2020-12/schema" == tree["$schema"]
    jsonschema.Draft202012Validator.check_schema(tree)


@pytest.mark.parametrize("name", SCHEMAS)
def test_our_own_schemas_pass_their_check(name: str, cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "notre.json"
    place.write_text(cli("schema", name).out, encoding="utf-8")

    said = cli("schema", "--check", place)

    assert 0 == said.code
    assert "notre.json" in said.out


@pytest.mark.parametrize(
    "tree",
    [{"type": "strin"}, {"properties": []}, {"required": "a"}, ["type"]],
    ids=["type", "properties", "required", "list"],
)
def test_a_wrong_schema_is_told_with_its_place(
    tree: Any,  # noqa: ANN401 - any JSON
    cli: Cli,
    tmp_path: Path,
) -> None:
    place = tmp_path / "s.json"
    place.write_text(json.dumps(tree), encoding="utf-8")

    said = cli("schema", "--check", place)

    assert 1 == said.code
    assert "s.json" in said.out + said.err
    assert "$" in said.out + said.err


@pytest.mark.parametrize("data", [None, b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_schema_that_cannot_be_read_is_said_in_one_line(
    data: bytes | None, cli: Cli, tmp_path: Path
) -> None:
    place = tmp_path / "s.json"
    if data is not None:
        place.write_bytes(data)

    said = cli("schema", "--check", place)

    assert (3, "") == said[:2]
    assert 1 == said.err.count("\n")


@pytest.mark.parametrize(
    "words", [(), ("avance", "--check", "x"), ("autre",)], ids=["nothing", "both", "unknown"]
)
def test_schema_wants_one_name_or_one_file(words: tuple[str, ...], cli: Cli) -> None:
    told = refused(cli("schema", *words))

    assert [] == [name for name in SCHEMAS if name not in told]


# init


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("phase", ["avance", "solde"])
@pytest.mark.parametrize("sons", WITH_RULES)
def test_a_skeleton_is_checked_without_crash_and_is_never_clean(
    sons: str, phase: str, lang: str, cli: Cli, tmp_path: Path
) -> None:
    folder = tmp_path / "nouveau" / "dossier"
    made = cli("init", folder, "--sons", sons, "--phase", phase, "--lang", lang)

    said = cli("check", folder, "-o", "json", "--lang", lang)

    assert 0 == made.code
    assert 1 == said.code
    assert "" == said.err
    assert {(sons, phase)} == {(one["sons"], one["phase"]) for one in said.report["requests"]}


@pytest.mark.parametrize("phase", ["avance", "solde"])
@pytest.mark.parametrize("sons", WITH_RULES)
def test_a_skeleton_has_the_shape_that_the_schema_asks(
    sons: str, phase: str, cli: Cli, tmp_path: Path
) -> None:
    cli("init", tmp_path / "d", "--sons", sons, "--phase", phase)

    said = cli("check", tmp_path / "d", "-o", "json")

    shape = {"FMT001", "FMT004", "FMT005", "FMT007", "FMT008", "FMT009", "FMT010"}
    assert set() == shape & set(said.codes)
    tree = json.loads((tmp_path / "d" / f"{phase}.json").read_text(encoding="utf-8"))
    schema = json.loads(cli("schema", phase).out)
    assert [] == [one.message for one in jsonschema.Draft202012Validator(schema).iter_errors(tree)]


@pytest.mark.parametrize("phase", ["avance", "solde"])
def test_a_filled_skeleton_lists_the_attachments_that_are_asked(
    phase: str, cli: Cli, tmp_path: Path
) -> None:
    cli("init", tmp_path / "d", "--sons", "MDV-LGC-Va1", "--phase", phase)

    told = (tmp_path / "d" / "LISEZ-MOI.html").read_text(encoding="utf-8")
    expected = {"avance": ["BON_COMMANDE"], "solde": ["FACTURE", "VA", "MOM"]}[phase]
    assert [] == [kind for kind in expected if kind not in told]
    assert (tmp_path / "d" / "pieces").is_dir()


@pytest.mark.parametrize("name", ["avance.json", "dossier.toml", "LISEZ-MOI.html"])
def test_init_never_overwrites(name: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / name).write_text("à moi", encoding="utf-8")

    told = refused(cli("init", tmp_path, "--sons", "MS1", "--phase", "avance"))

    assert name in told
    assert [name] == [one.name for one in tmp_path.iterdir()]
    assert "à moi" == (tmp_path / name).read_text(encoding="utf-8")


def test_init_fills_a_folder_that_holds_other_things(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "bon.pdf").write_bytes(b"%PDF")

    said = cli("init", tmp_path, "--sons", "ms1", "--phase", "avance")

    assert 0 == said.code
    assert b"%PDF" == (tmp_path / "pieces" / "bon.pdf").read_bytes()


@pytest.mark.parametrize(
    ("sons", "phase"),
    [("NOPE", "avance"), ("PHA-LGO-Va2", "avance"), ("MS1", "pilotes"), ("SAS", "enrolement")],
    ids=["unknown", "announced", "no such step", "step not published"],
)
def test_init_refuses_what_it_has_no_skeleton_for(
    sons: str, phase: str, cli: Cli, tmp_path: Path
) -> None:
    told = refused(cli("init", tmp_path / "d", "--sons", sons, "--phase", phase))

    assert sons in told
    assert not (tmp_path / "d").exists()
    assert not re.search(r":\s*$", told)


def test_init_below_a_file_is_refused(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("", encoding="utf-8")

    told = refused(cli("init", tmp_path / "f" / "d", "--sons", "MS1", "--phase", "avance"))

    assert "f" in told
