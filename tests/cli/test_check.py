"""`check`: its options, who decides the SONS, the step and the deposit, and its exit codes."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

from cli_environment import StoppedClock, environment
from conftest import FROZEN, ROOT, Cli, Said
from segur_check.values.sons import KNOWN_CODES

pytestmark = pytest.mark.usefixtures("frozen_tables")

Check = Callable[..., Said]
Written = Callable[..., Path]

MDV = "MDV-LGC-Va1"
DEPOT = "2022-07-04T10:30"
CORRIDOR = FROZEN / "corridors" / f"{MDV}.toml"


def usage(said: Said) -> str:
    """The one line of a fault of usage."""
    assert 2 == said.code
    assert "" == said.out
    assert 1 == said.err.count("\n")
    assert "Traceback" not in said.err
    return said.err


def sons_of(said: Said) -> set[str]:
    return {one["sons"] for one in said.report["requests"]}


def phase_of(said: Said) -> set[str]:
    return {one["phase"] for one in said.report["requests"]}


def deposit_of(said: Said) -> dict[str, str]:
    found: dict[str, str] = said.report["requests"][-1]["facts"]["depot"]
    return found


# Who tells the SONS


def test_the_option_alone_tells_the_sons(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    del dossier.toml["sons"]
    dossier.settings = ""

    said = check(dossier, "--sons", MDV)

    assert {MDV} == sons_of(said)


def test_dossier_toml_alone_tells_the_sons(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.settings = ""

    said = check(dossier)

    assert {MDV} == sons_of(said)


def test_the_ans_number_alone_tells_the_sons(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    del dossier.toml["sons"]

    said = check(dossier)

    assert {MDV} == sons_of(said)


@pytest.mark.parametrize("spelt", ["mdv-lgc-va1", "MDV-LGC-VA1", " MDV-LGC-Va1 "])
def test_the_case_of_a_sons_does_not_matter(spelt: str, check: Check, dossiers: ModuleType) -> None:
    said = check(dossiers.MDV.avance(), "--sons", spelt)

    assert 0 == said.code
    assert {MDV} == sons_of(said)


@pytest.mark.parametrize(
    ("option", "own", "settings"),
    [
        ("MS1", MDV, None),
        ("MS1", None, MDV),
        (None, "MS1", MDV),
        ("MS1", MDV, MDV),
        (MDV, MDV, "MS1"),
    ],
    ids=[
        "option against dossier.toml",
        "option against segur-check.toml",
        "dossier.toml against segur-check.toml",
        "option against both",
        "segur-check.toml against both",
    ],
)
def test_two_sons_that_disagree_are_never_chosen_between(
    option: str | None,
    own: str | None,
    settings: str | None,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.toml.pop("sons")
    if own:
        dossier.toml["sons"] = f'"{own}"'
    dossier.settings = dossier.settings.replace(MDV, settings) if settings else ""

    told = usage(check(dossier, *(["--sons", option] if option else [])))

    assert MDV in told
    assert "MS1" in told


def test_one_ans_number_declared_for_two_sons_is_never_a_silent_choice(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    del dossier.toml["sons"]
    dossier.settings += f'\n[[solutions]]\nnumero_ans = "{dossiers.NUMERO_ANS}"\nsons = "MS1"\n'

    told = usage(check(dossier))

    assert MDV in told
    assert "MS1" in told


def test_no_sons_anywhere_is_refused_with_every_code(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    del dossier.toml["sons"]
    dossier.settings = ""

    told = usage(check(dossier))

    assert "--sons" in told
    assert [] == [code for code in KNOWN_CODES if code not in told]


def test_an_unknown_sons_gives_the_nearest_and_every_code(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    del dossier.toml["sons"]
    dossier.settings = ""

    told = usage(check(dossier, "--sons", "MDV-LGC-Va3"))

    assert "« MDV-LGC-Va1 » ?" in told or "« MDV-LGC-Va2 » ?" in told
    assert [] == [code for code in KNOWN_CODES if code not in told]


@pytest.mark.parametrize("where", ["dossier.toml", "segur-check.toml"])
def test_an_unknown_sons_in_a_settings_file_names_that_file(
    where: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    if where == "dossier.toml":
        dossier.toml["sons"] = '"MDV-LGC"'
    else:
        dossier.settings = dossier.settings.replace(MDV, "MDV-LGC")

    told = usage(check(dossier))

    assert where in told
    assert "MDV-LGC" in told


@pytest.mark.parametrize(
    ("sons", "said"), [("NOPE", "NOPE"), ("MS1", "MS1")], ids=["unknown", "contradicting"]
)
def test_a_wrong_sons_is_refused_before_a_broken_file_is_judged(
    sons: str, said: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.raw = lambda _: b"{"

    told = usage(check(dossier, "--sons", sons))

    assert said in told


@pytest.mark.parametrize("code", ["PHA-LGO-Va2", "BIO-SGL-Va2"])
def test_an_announced_sons_says_that_no_rule_is_published(
    code: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.toml["sons"] = f'"{code}"'
    dossier.settings = ""

    said = check(dossier)

    assert "non-publie" == said.not_checked["ELI001"]
    assert 0 == said.code
    assert not {"CAL001", "CAL002", "MNT001", "MNT002"} & set(said.codes)


def test_an_announced_sons_keeps_the_arithmetic(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.toml["sons"] = '"PHA-LGO-Va2"'
    dossier.settings = ""
    dossier.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("431.00")

    said = check(dossier)

    assert 1 == said.code
    assert "MNT006" in said.codes


@pytest.mark.parametrize("code", KNOWN_CODES)
def test_every_known_sons_is_judged_or_refused_in_one_line(
    code: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.toml["sons"] = f'"{code}"'
    dossier.settings = ""

    said = check(dossier)

    if said.code == 2:
        assert code in usage(said)
    else:
        assert {code} == sons_of(said)


@pytest.mark.parametrize(
    ("alias", "plain"),
    [
        ("SONS-IMG-DB-va2", "IMG-DB-Va2"),
        ("RAD-DRIMBOX-Va2", "IMG-DB-Va2"),
        ("rad-ris-va2", "IMG-RIS-Va2"),
    ],
)
def test_an_alias_is_noted_in_the_header_and_plain_in_the_report(
    alias: str, plain: str, cli: Cli, written: Written, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = dossiers.MDV.avance()
    del dossier.toml["sons"]
    dossier.settings = ""
    folder = written(dossier)
    corridors = tmp_path / "tables" / "corridors"
    corridors.mkdir(parents=True)
    own = CORRIDOR.read_text(encoding="utf-8").replace(f'"{MDV}"', f'"{plain}"')
    (corridors / f"{plain}.toml").write_text(own, encoding="utf-8")
    words = ("check", folder, "--sons", alias, "--rules", corridors.parent)

    report = cli(*words, "-o", "json")
    text = cli(*words, "-o", "text")

    assert {plain} == sons_of(report)
    assert f"{alias} → {plain}" in text.out


# Who tells the step


def test_the_content_tells_the_step(check: Check, dossiers: ModuleType) -> None:
    avance = check(dossiers.MDV.avance())
    solde = check(dossiers.MDV.solde())

    assert {"avance"} == phase_of(avance)
    assert {"solde"} == phase_of(solde)


@pytest.mark.parametrize("kept", ["facture", "verification"])
def test_an_invoice_or_a_verification_alone_makes_a_solde(
    kept: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.ligne[{"facture": "verification", "verification": "facture"}[kept]] = None

    said = check(dossier)

    assert {"solde"} == phase_of(said)


def test_an_official_name_of_the_invoice_makes_a_solde(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.solde()
    dossier.ligne["factureClient"] = dossier.ligne.pop("facture")
    del dossier.ligne["verification"]
    dossier.settings += '\n[format.solde]\nfactureClient = "facture"\n'

    said = check(dossier)

    assert {"solde"} == phase_of(said)


@pytest.mark.parametrize("where", ["option", "dossier.toml"])
def test_solde_given_on_a_file_without_invoice_is_no_disagreement(
    where: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    options = ("--phase", "solde") if where == "option" else ()
    if where == "dossier.toml":
        dossier.toml["phase"] = '"solde"'

    said = check(dossier, *options)

    assert {"solde"} == phase_of(said)
    assert "PIE008" in said.codes


@pytest.mark.parametrize("kept", ["facture", "verification"])
@pytest.mark.parametrize("where", ["option", "dossier.toml"])
def test_avance_given_on_a_file_with_a_solde_s_content_is_refused(
    where: str, kept: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.extra.clear()
    dossier.ligne[{"facture": "verification", "verification": "facture"}[kept]] = None
    options = ("--phase", "avance") if where == "option" else ()
    if where == "dossier.toml":
        dossier.toml["phase"] = '"avance"'

    told = usage(check(dossier, *options))

    assert "avance" in told


@pytest.mark.parametrize(("option", "own"), [("solde", "avance"), ("avance", "solde")])
def test_option_and_dossier_toml_that_disagree_on_the_step_are_refused(
    option: str, own: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.toml["phase"] = f'"{own}"'

    told = usage(check(dossier, "--phase", option))

    assert option in told
    assert own in told


@pytest.mark.parametrize("step", ["enrolement", "pilotes", "attestation-fin", "annulation"])
def test_a_step_without_json_is_refused_on_a_json(
    step: str, check: Check, dossiers: ModuleType
) -> None:
    told = usage(check(dossiers.MDV.avance(), "--phase", step))

    assert step in told


# Who tells the deposit


def test_the_option_wins_over_dossier_toml_for_the_deposit(
    check: Check, dossiers: ModuleType
) -> None:
    said = check(dossiers.MDV.avance(), "--depot", "2022-07-05T08:00")

    assert {"instant": "2022-07-05T08:00:00+02:00", "origin": "option"} == deposit_of(said)


def test_dossier_toml_tells_the_deposit_where_no_option_does(
    check: Check, dossiers: ModuleType
) -> None:
    said = check(dossiers.MDV.avance())

    expected = {"instant": "2022-07-04T10:30:00+02:00", "origin": "dossier.toml"}
    assert expected == deposit_of(said)


def test_without_deposit_the_answer_is_that_of_now(
    check: Check, dossiers: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = dossiers.MDV.avance()
    del dossier.toml["depot"]

    monkeypatch.setattr("segur_check.cli.options.datetime", StoppedClock)

    said = check(dossier)

    expected = {"instant": "2024-05-02T09:30:00+02:00", "origin": "now"}
    assert expected == deposit_of(said)
    assert expected["instant"] == said.report["evaluated_at"]
    assert "CAL013" in said.codes


@pytest.mark.parametrize("form", ["text", "concise"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_person_is_told_that_no_deposit_was_given(
    lang: str, form: str, cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    del dossier.toml["depot"]
    # Announced only: no window is judged, so that no finding speaks of the deposit.
    dossier.toml["sons"] = '"PHA-LGO-Va2"'
    dossier.settings = ""

    said = cli("check", written(dossier), "-o", form, "--lang", lang)

    assert "--depot" in said.out


@pytest.mark.parametrize(
    ("given", "instant"),
    [
        ("2022-07-04T08:30:00+00:00", "2022-07-04T10:30:00+02:00"),
        ("2022-07-04T08:30Z", "2022-07-04T10:30:00+02:00"),
        ("2022-03-01T10:00", "2022-03-01T10:00:00+01:00"),
        ("2022-07-04", "2022-07-04"),
    ],
    ids=["offset", "Z", "Paris in winter", "bare day"],
)
def test_a_deposit_is_read_in_paris_time(
    given: str, instant: str, check: Check, dossiers: ModuleType
) -> None:
    said = check(dossiers.MDV.avance(), "--depot", given)

    assert instant == deposit_of(said)["instant"]


@pytest.mark.parametrize("given", ["2025-12-17", "20251217"], ids=["extended", "compact"])
def test_a_bare_day_leaves_the_hour_open_however_it_is_written(
    given: str, check: Check, dossiers: ModuleType
) -> None:
    said = check(dossiers.DPI.avance(), "--depot", given)

    assert said.code == 2 or "CAL010" in {*said.codes, *said.not_checked}


@pytest.mark.parametrize(
    "given", ["demain", "04/07/2022", "2022-02-30", "2022-07-04T25:00", "10:30", ""]
)
def test_a_deposit_that_is_no_date_is_refused(
    given: str, check: Check, dossiers: ModuleType
) -> None:
    told = usage(check(dossiers.MDV.avance(), "--depot", given))

    assert "--depot" in told


# --pieces, --avance, --config


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_pieces_wins_over_what_stands_beside(
    kind: str, check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = dossiers.MDV.avance()
    right = dossier.pieces
    dossier.pieces = {"autre.pdf": next(iter(right.values()))}
    place = tmp_path / ("right.zip" if kind == "zip" else "right")
    if kind == "zip":
        place.write_bytes(dossiers.zip_of(right))
    else:
        place.mkdir()
        for name, data in right.items():
            (place / name).write_bytes(data)

    said = check(dossier, "--pieces", place)

    assert "sans-anomalie" == said.report["verdict"]


def test_pieces_that_are_nowhere_are_a_fault_of_usage(check: Check, dossiers: ModuleType) -> None:
    told = usage(check(dossiers.MDV.avance(), "--pieces", "nulle-part"))

    assert "nulle-part" in told


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_pieces_that_hold_the_json_and_its_toml_are_not_judged_as_attachments(
    kind: str, check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = dossiers.MDV.avance()
    mixed = {
        **dossier.pieces,
        "avance.json": dossier.text(),
        "dossier.toml": b'sons = "MDV-LGC-Va1"\n',
    }
    place = tmp_path / ("mixed.zip" if kind == "zip" else "mixed")
    if kind == "zip":
        place.write_bytes(dossiers.zip_of(mixed))
    else:
        place.mkdir()
        for name, data in mixed.items():
            (place / name).write_bytes(data)

    said = check(dossier, "--pieces", place)

    assert "sans-anomalie" == said.report["verdict"]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_avance_gives_what_the_solde_is_compared_to(
    kind: str, check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.extra.clear()
    place = tmp_path / "avances" / "import-01.json"
    place.parent.mkdir()
    place.write_bytes(dossiers.MDV.avance().text())

    said = check(dossier, "--avance", place if kind == "file" else place.parent)

    assert "sans-anomalie" == said.report["verdict"]
    assert "PER007" not in said.not_checked
    assert str(place) in {one["path"] for one in said.report["inputs"]}


@pytest.mark.parametrize("text", ["{}", "[]", "null", '{"lignesImport": []}'])
def test_a_json_that_holds_nothing_is_asked_its_sons_like_any_other(
    text: str, cli: Cli, tmp_path: Path
) -> None:
    place = tmp_path / "vide.json"
    place.write_text(text)

    said = cli("check", place)

    assert 2 == said.code
    assert "le fichier n'indique pas son SONS ; donnez --sons" in said.err.replace("\u00a0", " ")
    assert 1 == cli("check", place, "--sons", "MDV-LGC-Va1").code


def test_avance_wins_over_the_one_beside(
    check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    other = dossiers.MDV.avance()
    other.ligne["numeroEditeur"] = "CMD-2022-9999"
    place = tmp_path / "autre.json"
    place.write_bytes(other.text())

    said = check(dossiers.MDV.solde(), "--avance", place)

    assert "PER005" in said.codes


def test_dossier_toml_names_the_avance_from_its_own_folder(
    check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = dossiers.MDV.solde()
    dossier.extra.clear()
    dossier.toml["avance"] = '"../avances/import-01.json"'
    place = tmp_path / "avances" / "import-01.json"
    place.parent.mkdir()
    place.write_bytes(dossiers.MDV.avance().text())

    said = check(dossier)

    assert "sans-anomalie" == said.report["verdict"]


def test_an_avance_that_is_nowhere_is_a_fault_of_usage(check: Check, dossiers: ModuleType) -> None:
    told = usage(check(dossiers.MDV.solde(), "--avance", "nulle-part.json"))

    assert "nulle-part.json" in told


def test_avance_on_an_avance_is_a_fault_of_usage(
    check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    place = tmp_path / "a.json"
    place.write_bytes(dossiers.MDV.avance().text())

    told = usage(check(dossiers.MDV.avance(), "--avance", place))

    assert "--avance" in told


def test_an_avance_that_does_not_parse_is_named(
    check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    place = tmp_path / "cassee.json"
    place.write_bytes(b"{")

    told = usage(check(dossiers.MDV.solde(), "--avance", place))

    assert "cassee.json" in told


def test_config_wins_over_the_settings_found_upward(
    check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = dossiers.MDV.avance()
    place = tmp_path / "a-part.toml"
    place.write_text(f'[numeros]\nrejetes = ["{dossiers.MDV.number}"]\n', encoding="utf-8")

    said = check(dossier, "--config", place)

    assert ["PER009"] == [code for code in said.codes if said.severities[code] == "rejet"]


def test_settings_are_found_several_folders_above(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.settings = ""
    folder = tmp_path / "a" / "b" / "c"
    dossier.write(folder)
    (tmp_path / "segur-check.toml").write_text(
        f'[numeros]\nrejetes = ["{dossiers.MDV.number}"]\n', encoding="utf-8"
    )

    said = cli("check", folder, "-o", "json")

    assert "PER009" in said.codes


def test_a_config_that_is_nowhere_is_a_fault_of_usage(check: Check, dossiers: ModuleType) -> None:
    told = usage(check(dossiers.MDV.avance(), "--config", "nulle-part.toml"))

    assert "nulle-part.toml" in told


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ('[fournisseurs]\nsiret = "1"\n', "fournisseurs", "fournisseur"),
        ("[limites]\njson_mb = 3\n", "json_mb", "json_mo"),
        ('[[solutions]]\nnumero_an = "1"\n', "numero_an", "numero_ans"),
    ],
    ids=["table", "nested key", "key of a list"],
)
def test_an_unknown_key_of_the_settings_offers_the_nearest(
    text: str, key: str, nearest: str, check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    place = tmp_path / "reglages.toml"
    place.write_text(text, encoding="utf-8")

    told = usage(check(dossiers.MDV.avance(), "--config", place))

    assert "reglages.toml" in told
    assert f"« {key} »" in told
    assert f"« {nearest} »" in told


@pytest.mark.parametrize("table", ["[plafonds]", "[[dejafinances]]"])
def test_a_csv_file_that_is_a_pipe_is_a_fault_of_usage(
    table: str, check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "clients.csv")
    place = tmp_path / "reglages.toml"
    place.write_text(f'{table}\nfichier = "clients.csv"\n', encoding="utf-8")

    told = usage(check(dossiers.MDV.avance(), "--config", place))

    assert "clients.csv ne peut pas être lu" in told


def test_an_unknown_key_of_dossier_toml_offers_the_nearest(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.toml = {"depots": "2022-07-04"}

    told = usage(check(dossier))

    assert "dossier.toml" in told
    assert "« depot »" in told


@pytest.mark.parametrize("name", ["dossier.toml", "segur-check.toml"])
def test_of_several_dossiers_the_one_with_wrong_settings_is_named(
    name: str, cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    good, bad = written(dossiers.MDV.avance(), "bon"), written(dossiers.MDV.avance(), "fautif")
    with (bad / name).open("a", encoding="utf-8") as file:
        file.write("\ninconnu = 1\n")

    said = cli("check", good, bad, "-o", "json")

    assert 2 == said.code
    assert "fautif" in said.err


# --rules


def tables(tmp_path: Path, change: Callable[[str], str], name: str = CORRIDOR.name) -> Path:
    """A folder for --rules with one corridor: ours, changed."""
    folder = tmp_path / "tables" / "corridors"
    folder.mkdir(parents=True)
    text = change(CORRIDOR.read_text(encoding="utf-8"))
    (folder / name).write_text(text, encoding="utf-8")
    return folder.parent


def test_a_supplier_s_own_table_hides_ours(
    check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    own = tables(tmp_path, lambda text: text.replace("day = 2022-11-30", "day = 2022-07-01"))

    ours, theirs = check(dossiers.MDV.avance()), check(dossiers.MDV.avance(), "--rules", own)

    assert "sans-anomalie" == ours.report["verdict"]
    assert {"CAL002"} == {one["code"] for one in theirs.findings("CAL002")}
    assert "+local" not in ours.report["rules"]["version"]
    assert theirs.report["rules"]["version"].endswith("+local")


def test_a_supplier_s_table_adds_a_sons_that_we_have_not(
    check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    own = tables(tmp_path, lambda text: text.replace(MDV, "RAD-RIS-Va1"), "RAD-RIS-Va1.toml")
    dossier = dossiers.MDV.avance()
    dossier.toml["sons"] = '"RAD-RIS-Va1"'
    dossier.settings = ""

    said = check(dossier, "--rules", own)

    assert {"RAD-RIS-Va1"} == sons_of(said)
    assert 0 == said.code


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('couloir = "MDV"', "couloir = ", "corridors/MDV-LGC-Va1.toml"),
        ('couloir = "MDV"', 'couloirs = "MDV"', "couloirs"),
        ("day = 2022-11-30", "dai = 2022-11-30", "avance.closes"),
        ("day = 2022-11-30", 'day = "hier"', "avance.closes"),
        ("day = 2022-11-30", "", "avance.closes"),
        ("at = 2023-12-14T14:00:00", "at = 2023-12-14T14:00:00Z", "solde.closes"),
        ("wave = 1", "", "wave"),
        ("wave = 1", 'wave = "un"', "wave"),
        ('source = "ameli-lgc"', 'source = "inconnue-42"', "inconnue-42"),
        (f'sons = "{MDV}"', 'sons = "MS1"', "MS1"),
    ],
    ids=[
        "no TOML",
        "unknown key",
        "unknown nested key",
        "no day",
        "neither day nor instant",
        "offset",
        "missing key",
        "wrong type",
        "unknown source",
        "another SONS",
    ],
)
def test_a_broken_table_is_told_in_one_line_with_its_place(
    old: str, new: str, told: str, check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    own = tables(tmp_path, lambda text: text.replace(old, new, 1))

    line = usage(check(dossiers.MDV.avance(), "--rules", own))

    assert "toml" in line
    assert told in line


def test_rules_that_are_nowhere_are_a_fault_of_usage(check: Check, dossiers: ModuleType) -> None:
    told = usage(check(dossiers.MDV.avance(), "--rules", "nulle-part"))

    assert "nulle-part" in told


# --output


def test_one_run_writes_several_outputs(
    cli: Cli, written: Written, dossiers: ModuleType, tmp_path: Path
) -> None:
    folder, out = written(dossiers.MDV.avance()), tmp_path / "out"
    out.mkdir()
    (out / "r.txt").write_text("ancien", encoding="utf-8")

    said = cli(
        "check", folder, "-o", f"json:{out}/r.json", "-o", f"text:{out}/r.txt", "-o", "concise"
    )

    assert "sans-anomalie" == json.loads((out / "r.json").read_bytes())["verdict"]
    assert "Aucune anomalie détectée" in (out / "r.txt").read_text(encoding="utf-8")
    assert "Verdict" in said.out
    assert ["r.json", "r.txt"] == sorted(one.name for one in out.iterdir())


def test_an_output_in_a_file_leaves_stdout_empty(
    cli: Cli, written: Written, dossiers: ModuleType, tmp_path: Path
) -> None:
    said = cli("check", written(dossiers.MDV.avance()), "-o", f"json:{tmp_path}/r.json")

    assert Said(0, "", "") == said


@pytest.mark.parametrize(
    "bad",
    ["{tmp}/absent/r.txt", "{tmp}", "{tmp}/plain/r.txt"],
    ids=["folder that is not there", "a folder", "below a file"],
)
def test_an_output_that_cannot_be_written_is_said_before_anything_is(
    bad: str, check: Check, dossiers: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "plain").write_text("x", encoding="utf-8")
    first, place = tmp_path / "r.json", bad.format(tmp=tmp_path)

    told = usage(check(dossiers.MDV.avance(), "-o", f"json:{first}", "-o", f"text:{place}"))

    assert place in told
    assert not first.exists()


def test_no_report_owed_leaves_the_former_one_alone(
    cli: Cli, written: Written, dossiers: ModuleType, tmp_path: Path
) -> None:
    place = tmp_path / "r.json"
    place.write_text("ancien", encoding="utf-8")

    usage(cli("check", written(dossiers.MDV.avance()), "--sons", "MS1", "-o", f"json:{place}"))

    assert "ancien" == place.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["xml", "JSON", "", "texte"])
def test_an_unknown_format_is_refused_with_the_known_ones(
    form: str, cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    told = usage(cli("check", written(dossiers.MDV.avance()), "-o", form))

    assert {"text", "concise", "json"} <= set(told.replace(",", " ").split())


@pytest.mark.parametrize(
    "forms",
    [("json", "text"), ("json:r", "text:r"), ("json:r", "text:./r"), ("json:r", "text:{tmp}/r")],
    ids=["stdout", "one file", "one file with a dot", "one file by its whole path"],
)
def test_two_outputs_at_one_place_are_refused(
    forms: tuple[str, str],
    cli: Cli,
    written: Written,
    dossiers: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = (form.format(tmp=tmp_path) for form in forms)

    told = usage(cli("check", written(dossiers.MDV.avance()), "-o", one, "-o", other))

    assert "--output" in told


def test_an_output_without_a_file_name_is_refused(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    told = usage(cli("check", written(dossiers.MDV.avance()), "-o", "json:"))

    assert "json:" in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_an_output_never_takes_the_place_of_a_device_or_a_pipe(
    cli: Cli, written: Written, dossiers: ModuleType, tmp_path: Path
) -> None:
    place = tmp_path / "tube"
    os.mkfifo(place)
    reader = os.open(place, os.O_RDONLY | os.O_NONBLOCK)

    cli("check", written(dossiers.MDV.avance()), "-o", f"json:{place}")
    os.close(reader)

    assert place.is_fifo()


def test_an_output_never_overwrites_the_json_being_checked(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    folder = written(dossiers.MDV.avance())
    place = folder / "avance.json"
    before = place.read_bytes()

    cli("check", folder, "-o", f"json:{place}")

    assert before == place.read_bytes()


def test_quiet_and_verbose_contradict_each_other(
    cli: Cli, written: Written, dossiers: ModuleType
) -> None:
    told = usage(cli("check", written(dossiers.MDV.avance()), "-q", "-v"))

    assert "--quiet" in told
    assert "--verbose" in told


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "x", "--phase", "retour"),
        ("check", "x", "--max-shown", "0"),
        ("check", "x", "--max-shown", "dix"),
        ("check", "x", "--min-severity", "grave"),
        ("check", "x", "--lang", "de"),
        ("check", "x", "--color", "rouge"),
        ("check", "x", "--foo"),
        ("check", "x", "--output"),
        ("chek", "x"),
        ("init", "x", "--sons", "MS1"),
        ("explain",),
        ("explain", "MNT001", "MNT002"),
    ],
    ids=" ".join,
)
def test_a_fault_of_the_command_line_is_one_line_in_french(
    words: tuple[str, ...], cli: Cli
) -> None:
    told = usage(cli(*words))

    english = ("Invalid", "is not", "Missing", "No such", "Got ", "requires", "Choose", "Did you")
    assert [] == [word for word in english if word in told]


def test_a_fault_of_the_command_line_is_in_english_when_asked(cli: Cli) -> None:
    told = usage(cli("check", "x", "--max-shown", "0", "--lang", "en"))

    assert "is refused; a whole number is wanted" in told


# Exit codes


@pytest.fixture
def kinds(written: Written, dossiers: ModuleType, tmp_path: Path) -> dict[str, Path]:
    """One dossier of each outcome, by its exit code."""
    blocking, faulty = dossiers.MDV.avance(), dossiers.MDV.avance()
    # Dossiers of one command know each other: this one shares no number and no client with the others.
    doubtful = dossiers.MS1.avance()
    blocking.ligne["commande"]["montantSegurTTC"] = dossiers.Raw("431.00")
    doubtful.ligne["remarque"] = "a key that nobody knows"
    faulty.toml["inconnu"] = "1"
    return {
        "clean": written(dossiers.MDV.avance(), "clean"),
        "blocking": written(blocking, "blocking"),
        "doubtful": written(doubtful, "doubtful"),
        "faulty": written(faulty, "faulty"),
        "missing": tmp_path / "missing",
    }


@pytest.mark.parametrize(
    ("expected", "names", "options"),
    [
        (0, "clean", ()),
        (0, "doubtful", ()),
        (0, "clean doubtful", ()),
        (4, "doubtful", ("--strict",)),
        (4, "clean doubtful", ("--strict",)),
        (0, "clean", ("--strict",)),
        (1, "blocking", ()),
        (1, "doubtful blocking", ("--strict",)),
        (3, "missing", ()),
        (3, "missing clean", ()),
        (3, "blocking missing", ()),
        (3, "doubtful missing", ("--strict",)),
        (2, "faulty", ()),
        (2, "faulty missing", ()),
        (2, "missing faulty blocking", ()),
        (2, "clean faulty", ("--strict",)),
    ],
)
def test_the_worst_outcome_gives_the_exit_code(
    expected: int, names: str, options: tuple[str, ...], cli: Cli, kinds: dict[str, Path]
) -> None:
    asked = names.split()

    said = cli("check", *(kinds[name] for name in asked), "-o", "json", *options)

    assert expected == said.code
    readable = {str(kinds[name]) for name in asked if name not in {"faulty", "missing"}}
    files = {one["file"].rpartition("/")[0] for one in said.report["requests"]} if said.out else {}
    assert readable == set(files)
    if said.out:
        assert expected == said.report["exit_code"]
    assert len(asked) - len(readable) == said.err.count("\n")


def test_a_crash_of_a_control_is_said_and_comes_before_everything(
    cli: Cli, kinds: dict[str, Path], tmp_path: Path
) -> None:
    controls = tmp_path / "tables" / "controls"
    controls.mkdir(parents=True)
    text = (ROOT / "rules" / "controls" / "MNT.toml").read_text(encoding="utf-8")
    (controls / "MNT.toml").write_text(text.replace("sur {ht} HT", "sur {absent} HT"), "utf-8")
    paths = [kinds[name] for name in ("blocking", "missing", "faulty")]

    said = cli("check", *paths, "-o", "json", "--rules", controls.parent)

    assert 70 == said.code == said.report["exit_code"]
    assert "MNT013" in said.findings("SYS001")[0]["message"]
    assert "MNT006" in said.codes
    assert "Traceback" not in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="no broken pipes")
@pytest.mark.parametrize(("expected", "name"), [(0, "clean"), (1, "blocking")])
def test_a_reader_that_leaves_early_changes_no_exit_code(
    expected: int, name: str, kinds: dict[str, Path]
) -> None:
    with subprocess.Popen(  # noqa: S603 - our own tool
        [sys.executable, "-m", "segur_check", "check", str(kinds[name])],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()

    assert expected == process.returncode
    assert b"" == err


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT")
def test_an_interruption_ends_with_130() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "segur_check", "check", "-"],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: the tool reads it, so it is past its imports, and waits for the end.
        process.stdin.write(b" " * 1_000_000)
        process.stdin.flush()
        try:
            while process.poll() is None:  # a signal between two reads waits for the next one
                process.send_signal(signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=1)
            err = process.stderr.read() if process.stderr is not None else b""
        finally:
            process.kill()

    assert 130 == process.returncode
    assert b"Traceback" not in err


# What is there but cannot be judged


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FMT001"),
        (b" \n", "FMT001"),
        (b"{", "FMT001"),
        (b'{"a": 1,}', "FMT001"),
        (b"\xff\xfe{\x00}\x00", "FMT002"),
    ],
    ids=["empty", "blank", "cut", "comma too many", "UTF-16"],
)
def test_a_file_that_does_not_parse_is_a_finding_even_without_sons(
    data: bytes, code: str, cli: Cli, tmp_path: Path
) -> None:
    place = tmp_path / "import.json"
    place.write_bytes(data)

    said = cli("check", place, "-o", "json")

    assert 1 == said.code
    assert [code] == said.codes
    assert [None] == [one["line"] for one in said.report["requests"]]


@pytest.mark.parametrize(
    "data",
    [b"[]", b'"texte"', b"3", b"true", b"null", b"{}", b'{"lignesImport": {}}'],
    ids=["list", "text", "number", "boolean", "null", "object", "object for a list"],
)
def test_a_json_of_another_shape_is_a_finding(data: bytes, cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "import.json"
    place.write_bytes(data)

    said = cli("check", place, "-o", "json", "--sons", MDV, "--depot", DEPOT)

    assert 1 == said.code
    assert {"FMT006", "FMT007"} & set(said.codes)
    assert "«  »" not in said.out.replace("\u00a0", " ")


def test_an_empty_lignesimport_is_a_finding(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.avance()
    dossier.json["lignesImport"] = []

    said = check(dossier)

    assert 1 == said.code
    assert "FMT019" in said.codes


@pytest.mark.parametrize("key", ["siret", "numeroAns", "numeroEditeur"])
def test_an_empty_text_where_a_value_is_required_is_not_let_through(
    key: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    holder = dossier.json if key in dossier.json else dossier.ligne
    holder[key] = ""
    dossier.settings = ""

    said = check(dossier)

    assert 1 == said.code
