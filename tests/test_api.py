"""The engine from Python: the same report as the command line's, and no exception for a dossier."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

import segur_check
from conftest import EXAMPLES, Cli
from segur_check import Finding, Report, SegurCheckError, Verdict, check
from segur_check.errors import UnreadableInput, UsageFault
from segur_check.reporters.jsonreport import json_report
from segur_check.values.severity import Severity

REJECTED = EXAMPLES / "rejected" / "MNT006-ttc-faux"
ACCEPTED = EXAMPLES / "accepted" / "MDV-LGC-Va1-avance"


def test_a_report_says_what_the_command_line_says(cli: Cli) -> None:
    report = check(REJECTED, ACCEPTED)

    said = cli("check", REJECTED, ACCEPTED, "-o", "json").report
    told = json.loads(json_report(report))
    for one in (said, told):
        one.pop("evaluated_at")
    assert said == told


def test_findings_are_typed() -> None:
    report = check(REJECTED)

    assert isinstance(report, Report)
    assert Verdict.TO_CHANGE is report.verdict
    findings = [one for request in report.requests for one in request.findings]
    assert all(isinstance(one, Finding) for one in findings)
    assert "MNT006" in [one.code for one in findings]
    assert 1 == report.exit_code


@pytest.mark.parametrize(
    "depot",
    ["2022-07-04T10:30", date(2022, 7, 4), datetime(2022, 7, 4, 8, 30, tzinfo=UTC)],
)
def test_a_deposit_is_a_text_or_a_date(depot: Any) -> None:  # noqa: ANN401 - the three kinds
    facts = check(ACCEPTED, depot=depot).requests[-1].facts

    assert (facts.deposit or "").startswith("2022-07-04")
    assert "option" == facts.deposit_origin


def test_what_cannot_be_opened_is_in_the_report(tmp_path: Path) -> None:
    report = check(tmp_path / "nowhere", ACCEPTED, lang="en")

    assert 1 == len(report.unread)
    assert "does not exist" in report.unread[0].reason
    assert report.requests
    assert 3 == report.exit_code


@pytest.mark.parametrize(
    ("paths", "values"),
    [([], {}), ([ACCEPTED], {"phase": "nothing"}), ([ACCEPTED], {"depot": "hier"})],
)
def test_a_wrong_call_is_one_clear_error(paths: list[Path], values: dict[str, Any]) -> None:
    with pytest.raises(SegurCheckError) as caught:
        check(*paths, **values)

    assert caught.value.told("fr") != caught.value.told("en")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "xx"),
        ("lang", ["fr"]),
        ("sons", 5),
        ("depot", 5),
        ("depot", b"2022-07-04"),
        ("pieces", 5),
        ("pieces", b"pieces"),
        ("config", 5),
        ("rules", ["rules"]),
        ("avance", "x.json"),
        ("avance", b"x.json"),
        ("avance", Path("x.json")),
        ("avance", None),
        ("avance", [5]),
        ("avance", [b"x.json"]),
        ("phase", 5),
        ("phase", ["solde"]),
    ],
)
def test_a_value_of_a_wrong_kind_is_one_clear_error(name: str, value: Any) -> None:  # noqa: ANN401
    with pytest.raises(UsageFault, match=f"^{name} : ") as caught:
        check(ACCEPTED, **{name: value})

    assert caught.value.told("en").startswith(f"{name}: ")


@pytest.mark.parametrize("path", [b"dossier", 5, None, [ACCEPTED]])
def test_so_is_a_path_that_is_none(path: Any) -> None:  # noqa: ANN401 - any but a path
    with pytest.raises(UsageFault, match="check : donnez un chemin"):
        check(ACCEPTED, path)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("avance", [(), [], (ACCEPTED.parent / "MDV-LGC-Va1-solde/avance.json",)])
def test_values_of_a_right_kind_are_taken(lang: Any, avance: Any) -> None:  # noqa: ANN401
    solde = ACCEPTED.parent / "MDV-LGC-Va1-solde"
    report = check(
        str(solde),
        sons="MDV-LGC-Va1",
        lang=lang,
        avance=iter(avance),
        pieces=str(solde / "pieces"),
        config=solde / "segur-check.toml",
    )

    assert (lang, 0) == (report.lang, report.exit_code)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({}, UnreadableInput),
        ({"lang": "en"}, UnreadableInput),
    ],
)
def test_where_nothing_could_be_read_the_sentences_are_raised(
    values: dict[str, Any], kind: type[SegurCheckError], tmp_path: Path
) -> None:
    with pytest.raises(kind, match="nowhere") as caught:
        check(tmp_path / "nowhere", tmp_path / "neither", **values)

    assert "neither" in str(caught.value)
    assert ("does not exist" in str(caught.value)) == ("lang" in values)
    assert 3 == caught.value.exit_code


@pytest.mark.parametrize(
    "values",
    [
        {"sons": "MS1"},
        {"phase": "solde", "avance": [ACCEPTED / "nowhere.json"]},
        {"avance": [ACCEPTED / "avance.json"]},
        {"phase": "avance", "avance": [ACCEPTED / "avance.json"]},
        {"phase": "enrolement"},
        {"pieces": ACCEPTED / "nowhere"},
    ],
)
@pytest.mark.parametrize("paths", [[ACCEPTED], [ACCEPTED, REJECTED]])
def test_options_that_contradict_each_other_or_the_dossier_are_raised(
    paths: list[Path], values: dict[str, Any]
) -> None:
    if len(paths) > 1 and [*values] == ["avance"]:
        pytest.skip("of several dossiers, --avance is for the soldes among them")

    with pytest.raises(UsageFault) as caught:
        check(*paths, **values)

    assert 2 == caught.value.exit_code


def test_the_public_names_are_shown() -> None:
    assert {*segur_check.__all__, "__version__"} == {*dir(segur_check)}


def test_a_severity_is_one_of_four_names() -> None:
    hints = get_type_hints(Finding)

    assert [*map(str, Severity)] == [*get_args(hints["severity"])]


def test_every_name_is_there_and_no_other() -> None:
    for name in segur_check.__all__:
        assert getattr(segur_check, name) is not None
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = segur_check.nothing_of_ours


def test_importing_the_package_loads_nothing_of_the_engine() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import segur_check, sys; print(len([m for m in sys.modules if 'segur' in m]))",
        ],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(Path(segur_check.__file__).parents[1])},
    )

    assert b"1" == done.stdout.strip()
