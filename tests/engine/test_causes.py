"""Which findings follow from which, on real files: one deed ends both, or each is a cause."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from segur_check import check
from segur_check.report import Report
from segur_check.reporters.tasks import causes

EXAMPLES = Path(__file__).parents[2] / "examples"
AVANCE, SOLDE = "rejected/MNT006-ttc-faux", "rejected/MNT014-deux-taux"

Line = dict[str, Any]
Change = Callable[[Line, Line], object]
"""Changes the file, and its first request."""


def checked(tmp_path: Path, example: str, change: Change, *, twice: bool = False) -> Report:
    """The report of a copy of an example, with a right request that was changed."""
    folder = tmp_path / "dossier"
    shutil.copytree(EXAMPLES / example, folder)
    file = folder / ("solde.json" if example == SOLDE else "avance.json")
    tree = json.loads(file.read_text(encoding="utf-8"))
    line = tree["lignesImport"][0]
    if example == SOLDE:
        line["facture"] |= {"tauxTVA": 20, "montantTVA": 71.67, "montantSegurTTC": 430.00}
    else:
        line["commande"]["montantSegurTTC"] = 430.00
    if twice:
        tree["lignesImport"].append(json.loads(json.dumps(line)) | {"numLigne": 2})
    change(tree, line)
    file.write_text(json.dumps(tree), encoding="utf-8")
    return check(folder)


def links(report: Report) -> list[str]:
    """`DOC006 < MNT006` of a consequence, `MNT006` of a cause; sorted, information aside."""
    told = []
    whole = {f.fingerprint: f for r in report.requests if r.line is None for f in r.findings}
    for request in report.requests:
        own = whole | {finding.fingerprint: finding for finding in request.findings}
        for finding in request.findings:
            if finding.severity != "info":
                cause = finding.caused_by
                told.append(
                    finding.code if cause is None else f"{finding.code} < {own[cause].code}"
                )
    return sorted(told)


def order(**values: object) -> Change:
    return lambda _, line: line["commande"].update(values)


def invoice(**values: object) -> Change:
    return lambda _, line: line["facture"].update(values)


def doctor(**values: object) -> Change:
    return lambda _, line: line["beneficiaires"]["liberal"][0].update(values)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (order(), []),
        # The order shows 358,33 €, 20 %, 71,67 € and 430,00 €, and the RPPS 10998877665.
        (order(montantSegurTTC=430.01), ["DOC006 < MNT006", "MNT006"]),
        (
            order(montantSegurHT=300, montantTVA=60, montantSegurTTC=361),
            ["DOC006", "MNT006"],
        ),
        (order(montantTVA=70, montantSegurTTC=428.33), ["DOC006 < MNT004", "MNT004"]),
        (order(montantTVA=70), ["DOC006 < MNT004", "MNT004", "MNT006 < MNT004"]),
        (
            order(montantSegurHT=3583.30),
            ["DOC006 < MNT004", "MNT002 < MNT004", "MNT004", "MNT006 < MNT004"],
        ),
        (
            order(montantSegurHT=0),
            ["DOC006 < MNT009", "MNT004 < MNT009", "MNT006 < MNT009", "MNT009"],
        ),
        (order(tauxTVA=0.2), ["DOC005 < MNT007", "MNT007"]),
        (order(tauxTVA=8.5), ["DOC005 < MNT004", "MNT004"]),
        (
            order(dateCommande="2052-06-13"),
            ["CAL007", "CAL009 < CAL007", "DOC004 < CAL007"],
        ),
        (doctor(RPPS="10998877660"), ["DOC002 < IDE002", "IDE002"]),
        (doctor(RPPS="810998877665"), ["IDE003"]),
        (doctor(RPPS="810776655440"), ["DOC002", "IDE003"]),
        (
            lambda _, line: line["beneficiaires"]["liberal"][0].pop("RPPS"),
            ["FMT006", "IDE006 < FMT006"],
        ),
        (
            lambda tree, _: tree.update(siret="12345678200011"),
            ["IDE001", "IDE011 < IDE001"],
        ),
    ],
)
def test_what_one_deed_ends_follows_from_its_cause(
    tmp_path: Path, change: Change, expected: list[str]
) -> None:
    assert expected == links(checked(tmp_path, AVANCE, change))


def test_what_a_mistyped_number_sets_off_follows_from_it(tmp_path: Path) -> None:
    report = checked(tmp_path, SOLDE, doctor(RPPS="10998877660"))

    found = {one.code: one for request in report.requests for one in request.findings}
    assert found["IDE002"].fingerprint == found["PER002"].caused_by


def test_a_va_of_another_client_is_one_thing_to_do() -> None:
    report = check(EXAMPLES / "rejected/DOC013-signataire-d-un-autre-client")

    assert ["DOC003", "DOC013 < DOC003", "DOC030 < DOC003"] == links(report)
    found = {one.code: one for request in report.requests for one in request.findings}
    assert "CSAPA de la Margeride" in found["DOC003"].message
    assert "sans changer" in found["DOC030"].action


def test_one_wrong_rate_is_told_once_with_the_rate_of_all_the_rest(tmp_path: Path) -> None:
    def change(_: Line, line: Line) -> None:
        for block in ("commande", "facture"):
            line[block]["tauxTVA"] = 19.6

    report = checked(tmp_path, SOLDE, change)

    assert ["DOC005 < MNT007", "MNT007", "PER011 < MNT007"] == links(report)
    (found,) = (one for one in report.requests[1].findings if one.code == "MNT007")
    assert ["commande", "facture"] == [
        (place.pointer or "").split("/")[-2] for place in found.locations
    ]
    assert (
        "Écrivez 20 dans «\u00a0tauxTVA\u00a0» du JSON (commande, facture)\u00a0: tout le reste dit "
        "20\u00a0% (facture, avance, montant de TVA)." == found.action
    )


@pytest.mark.parametrize(
    "change",
    [
        invoice(tauxTVA=19.6, montantTVA=70.23, montantSegurTTC=428.56),
        lambda _, line: (
            line["facture"].update(tauxTVA=19.6),
            line["commande"].update(tauxTVA=8.5),
        ),
    ],
    ids=["an amount of VAT says another", "the order says another"],
)
def test_no_rate_is_advised_where_something_says_another(tmp_path: Path, change: Change) -> None:
    report = checked(tmp_path, SOLDE, change)

    (found,) = (one for one in report.requests[1].findings if one.code == "MNT007")
    assert "Reprenez" in found.action


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (order(), []),
        (invoice(tauxTVA=5.5), ["DOC005", "MNT004", "MNT014", "PER011"]),
        (
            doctor(RPPS="10998877660"),
            ["DOC002 < IDE002", "DOC002 < IDE002", "IDE002", "PER001 < IDE002"],
        ),
        (
            doctor(RPPS="10776655440"),
            ["DOC002 < PER001", "DOC002 < PER001", "PER001"],
        ),
        (
            lambda tree, _: tree.update(numeroAns="0123456780"),
            ["IDE011", "PER006 < IDE011"],
        ),
        (
            order(dateCommande="2023-06-13"),
            ["CAL007", "CAL009 < CAL007", "CAL009 < CAL007", "CAL009 < CAL007"],
        ),
    ],
)
def test_what_follows_in_a_solde(tmp_path: Path, change: Change, expected: list[str]) -> None:
    told = links(checked(tmp_path, SOLDE, change))

    if "MNT014" in expected:  # one wrong rate, told in five places
        expected = ["MNT007", *(f"{code} < MNT007" for code in expected)]
    assert sorted(expected) == told


def test_a_repeated_key_is_the_cause_of_what_is_said_of_its_value(tmp_path: Path) -> None:
    report = checked(tmp_path, AVANCE, order())
    file = Path(report.headings[0].file)
    once = file.read_text(encoding="utf-8")
    repeated = '"montantSegurTTC": 430.0, "montantSegurTTC": 430.01'
    file.write_text(once.replace('"montantSegurTTC": 430.0', repeated), encoding="utf-8")

    assert links(check(tmp_path / "dossier")) == ["DOC006 < FMT004", "FMT004", "MNT006 < FMT004"]


def test_a_request_pasted_twice_is_one_thing_to_do(tmp_path: Path) -> None:
    told = links(checked(tmp_path, AVANCE, order(), twice=True))

    assert ["ELI004", "PER008 < ELI004", "PIE003 < ELI004"] == told


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        # Another avance would end both, the number of the avance written in the JSON one of them.
        ({"numeroAns": "0123456780"}, ["PER005", "PER006"]),
        ({}, ["PER005"]),
        # The invoice says so of the SIRET: nothing says it of the number.
        ({"siret": "73282932000074"}, ["DOC034 < PER006", "PER005", "PER006"]),
    ],
)
def test_an_avance_of_another_file_or_a_false_number_are_told_apart(
    tmp_path: Path, others: Line, expected: list[str]
) -> None:
    def another(tree: Line, line: Line) -> None:
        tree |= others
        line["numeroEditeur"] = "ELSEWHERE"

    folder = tmp_path / "dossier"
    checked(tmp_path, SOLDE, another)
    (folder / "segur-check.toml").unlink()

    assert expected == links(
        check(folder / "solde.json", avance=[folder / "avance.json"], sons="MDV-LGC-Va1")
    )


def test_each_mark_of_the_examples_names_a_cause_of_its_request_or_of_its_file() -> None:
    linked = 0
    for folder in sorted((EXAMPLES / "rejected").iterdir()):
        report = check(folder)
        whole = [f for request in report.requests if request.line is None for f in request.findings]
        for request in report.requests:
            known = {finding.fingerprint: finding for finding in (*whole, *request.findings)}
            for finding in request.findings:
                if finding.caused_by is not None:
                    linked += 1
                    assert known[finding.caused_by].caused_by is None, folder.name
    assert linked > 15


def test_marks_change_neither_verdict_nor_counts_of_findings(tmp_path: Path) -> None:
    report = checked(tmp_path, AVANCE, order(montantSegurHT=3583.30))

    for request in report.requests:
        unmarked = replace(
            request,
            findings=tuple(replace(finding, caused_by=None) for finding in request.findings),
        )
        assert unmarked.verdict == request.verdict
        assert len(unmarked.findings) == len(request.findings)
        under = [
            finding
            for cause in causes([(request, request.findings)])
            for finding in (cause.finding, *cause.consequences)
        ]
        assert sorted(finding.fingerprint for finding in under) == sorted(
            finding.fingerprint for finding in request.findings
        )


def test_a_request_with_thousands_of_faults_is_linked_in_bounds(tmp_path: Path) -> None:
    def many(_: Line, line: Line) -> None:
        doctors = line["beneficiaires"]["liberal"]
        doctors += [doctors[0] | {"RPPS": f"1{rank:09d}0"} for rank in range(900)]

    report = checked(tmp_path, AVANCE, many)

    assert sum(len(request.findings) for request in report.requests) > 500


def test_one_of_two_reports_of_a_pilot_is_replaced_and_there_are_enough(tmp_path: Path) -> None:
    folder = tmp_path / "pilots"
    shutil.copytree(EXAMPLES / "accepted" / "pilotes-HOP-DPI-Va2", folder)
    first, *_, last = sorted((folder / "pieces").glob("*.pdf"))
    shutil.copyfile(first, last)

    assert ["DEM003", "DEM003 < DEM003"] == links(check(folder))


@pytest.mark.parametrize("example", ["DEM003-trois-fois-le-meme", "FMT021-mandataire-sans-nom"])
def test_each_of_several_files_to_replace_or_keys_to_fill_is_a_cause(example: str) -> None:
    code = example[:6]

    assert [code] * 3 == links(check(EXAMPLES / "rejected" / example))


def test_three_requests_of_one_client_are_all_named(tmp_path: Path) -> None:
    def thrice(tree: Line, line: Line) -> None:
        for rank in (2, 3):
            tree["lignesImport"].append(json.loads(json.dumps(line)) | {"numLigne": rank})

    report = checked(tmp_path, AVANCE, thrice)

    said = {f.code: f for r in report.requests for f in r.findings if r.line == 3}
    for code in ("ELI004", "PER008", "PIE003"):
        assert "3 demandes" in said[code].message
        assert "(1, 2, 3)" in said[code].message
        assert 3 == len(said[code].locations)
    assert "Même client dans 3 demandes" == said["ELI004"].title


def test_a_client_of_two_requests_may_leave_one_of_them(tmp_path: Path) -> None:
    def joined(tree: Line, line: Line) -> None:
        other = json.loads(json.dumps(line)) | {"numLigne": 2}
        doctors = other["beneficiaires"]["liberal"]
        doctors.append(doctors[0] | {"RPPS": "10776655440"})
        tree["lignesImport"].append(other)

    # Without this client, the number and the file still stand in both requests.
    assert ["ELI004", "PER008", "PIE003"] == links(checked(tmp_path, AVANCE, joined))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10998877660", "near"),  # the check digit
        ("10998878765", "near"),  # two digits swapped
        ("1099887766", "near"),  # one lost
        ("10776655441", "far"),
    ],
)
def test_a_false_number_is_the_cause_of_a_near_one_alone(
    tmp_path: Path, written: str, expected: str
) -> None:
    def change(_: Line, line: Line) -> None:
        # A name that the order does not show: nothing but the number tells whose it is.
        line["beneficiaires"]["liberal"][0] |= {"RPPS": written, "nomMedecin": "Dr Autre Personne"}

    report = checked(tmp_path, AVANCE, change)

    said = {f.code: f for request in report.requests for f in request.findings}
    near = expected == "near"
    assert (["DOC002 < IDE002"] if near else ["DOC002"]) + ["IDE002"] == links(report)
    title = "Numéro différent de celui du JSON" if near else "Document d'un autre client"
    assert title == said["DOC002"].title
    assert near == ("10998877665" in said["IDE002"].action)


def test_the_supplier_of_the_settings_is_said_where_the_siret_is_false(tmp_path: Path) -> None:
    report = checked(tmp_path, AVANCE, lambda tree, _: tree.update(siret="12345678200011"))

    said = {f.code: f for request in report.requests for f in request.findings}
    assert said["IDE001"].action.startswith("segur-check.toml porte 12345678200010")
