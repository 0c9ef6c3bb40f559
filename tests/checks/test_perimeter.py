"""PER: the solde against its avance, the mergers, the numbers, and where the avance is found."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import Cli, Said

Check = Callable[..., Said]
Findings = dict[str, str]
Tree = dict[str, Any]
Pair = Callable[..., Said]

CLIENTS = ("PER001", "PER002", "PER003", "PER004")


def perimeter(said: Said, *codes: str) -> Findings:
    """What these PER controls say: severities, and kinds of what they could not judge."""
    told = said.severities | said.not_checked
    return {code: what for code, what in told.items() if code in (codes or CLIENTS)}


@pytest.fixture
def pair(check: Check, dossiers: ModuleType) -> Pair:
    """Check a solde whose avance and solde have these `beneficiaires`, over the right ones."""

    def call(corridor: str, before: Tree, after: Tree, *, avance: bool = True) -> Said:
        home = getattr(dossiers, corridor)
        first, dossier = home.avance(), home.solde()
        for one, changes in ((first, before), (dossier, after)):
            who = one.ligne["beneficiaires"]
            structure = who["structure"] | changes.get("structure", {})
            who |= changes | {"structure": structure}
        dossier.extra["avance.json"] = first.text()
        if not avance:
            del dossier.extra["avance.json"]
        return check(dossier)

    return call


@pytest.fixture
def people(dossiers: ModuleType) -> Callable[[str], Tree]:
    """The `liberal[]` of the doctors A, B and C, by their letters."""

    def call(letters: str) -> Tree:
        return {"liberal": [dossiers.doctor("ABC".index(letter)) for letter in letters]}

    return call


@pytest.fixture
def formers(dossiers: ModuleType) -> Callable[..., Tree]:
    """The `historiques` of a merger, by the letters of the doctors; "X" is a stranger."""

    def call(letters: str, motif: str = "FUSION") -> Tree:
        numbers = dict(zip("ABC", (rpps for _, rpps in dossiers.DOCTORS), strict=True))
        numbers["X"] = "10000001916"
        return {"historiques": [{"RPPS": numbers[one], "motif": motif} for one in letters]}

    return call


# --- clients added and removed ---

OLD, NEW = "240000059", "330781196"
MERGED = {"nouveau": {"FINESSPMSI": NEW, "motif": "FUSION"}}
FORMER = {"historiques": [{"FINESSPMSI": OLD, "motif": "FUSION"}]}
MOVED = {"structure": {"FINESSJuridique": NEW, "FINESSPMSI": NEW}}
ADDED = {"PER001": "rejet"}
REMOVED = {"PER002": "info"}

DOCTORS: dict[str, tuple[str, str, Findings]] = {
    "the same": ("AB", "AB", {}),
    "in another order": ("AB", "BA", {}),
    "one twice": ("AB", "AAB", {}),
    "one added": ("A", "AB", ADDED),
    "one removed": ("AB", "A", REMOVED),
    "one replaced": ("AB", "AC", ADDED | REMOVED),
    "all replaced": ("A", "B", ADDED | REMOVED),
}


@pytest.mark.parametrize(("before", "after", "expected"), list(DOCTORS.values()), ids=list(DOCTORS))
def test_doctors_of_the_solde_are_those_of_the_avance_or_fewer(
    before: str, after: str, expected: Findings, pair: Pair, people: Callable[[str], Tree]
) -> None:
    said = pair("MDV", people(before), people(after))

    assert expected == perimeter(said)


def test_each_client_added_is_told(pair: Pair, people: Callable[[str], Tree]) -> None:
    said = pair("MDV", people("A"), people("ABC"))

    assert len(said.findings("PER001")) == 2


@pytest.mark.parametrize(
    "spelt",
    [lambda rpps: f"8{rpps}", lambda rpps: f"{rpps[:5]} {rpps[5:]}"],
    ids=["national form", "blank"],
)
def test_client_spelt_otherwise_is_the_same(
    spelt: Callable[[str], str], pair: Pair, people: Callable[[str], Tree]
) -> None:
    after = people("A")
    after["liberal"][0]["RPPS"] = spelt(after["liberal"][0]["RPPS"])

    said = pair("MDV", people("A"), after)

    assert perimeter(said) == {}


def test_client_removed_tells_how_many_and_how_much(check: Check, dossiers: ModuleType) -> None:
    dossier, avance = dossiers.MDV.solde(), dossiers.MDV.avance()
    avance.ligne["beneficiaires"]["liberal"] = [dossiers.doctor(0), dossiers.doctor(1)]
    avance.ligne["commande"] |= dossiers.priced(dossiers.money("716.66", "20"))
    dossier.extra["avance.json"] = avance.text()

    (removed,) = check(dossier).findings("PER002")

    assert all(figure in removed["message"] for figure in ("1", "2", "107,50"))
    assert dossiers.DOCTORS[1][1] in removed["message"] + str(removed["found"])


def test_site_removed_counts_for_one_whatever_identifies_it(
    check: Check, dossiers: ModuleType
) -> None:
    dossier, avance = dossiers.MS1.solde(), dossiers.MS1.avance()
    avance.ligne["beneficiaires"]["structure"]["FINESSGeo"] = ["2B0003628", "240000372"]
    dossier.extra["avance.json"] = avance.text()

    (removed,) = check(dossier).findings("PER002")

    assert "1\N{NO-BREAK SPACE}470,00" in removed["message"]


PLACES: dict[str, tuple[str, Tree, Tree, Findings]] = {
    "DPI another PMSI": (
        "DPI",
        {},
        MOVED["structure"],
        ADDED | REMOVED,
    ),
    "DPI one more PMSI": ("DPI", {}, {"FINESSPMSI": ["240000059", "330781196"]}, ADDED),
    "DPI another site of the same PMSI": ("DPI", {}, {"FINESSGeo": ["240000505"]}, {}),
    "DPI a zero lost": (
        "DPI",
        {"FINESSPMSI": "010780062", "FINESSJuridique": "010780062"},
        {"FINESSPMSI": "10780062", "FINESSJuridique": "010780062"},
        {},
    ),
    "MS1 a site added": ("MS1", {}, {"FINESSGeo": ["2B0003628", "240000372"]}, ADDED),
    "MS1 a site removed": ("MS1", {"FINESSGeo": ["2B0003628", "240000372"]}, {}, REMOVED),
    "MS1 the SIRET of the same site, now known": ("MS1", {"siret": None}, {}, {}),
    "MS1 the SIRET of the same site, no longer told": ("MS1", {}, {"siret": None}, {}),
    "MS1 another SIRET of the same site": ("MS1", {}, {"siret": "98765432400027"}, {}),
    "MS1 a site in lower case": ("MS1", {}, {"FINESSGeo": ["2b0003628"]}, {}),
    "MS1 by its FINESS, then by its SIRET": (
        "MS1",
        {"siret": None},
        {"FINESSGeo": []},
        {"PER001": "non-fourni"},
    ),
}


@pytest.mark.parametrize(
    ("corridor", "before", "after", "expected"), list(PLACES.values()), ids=list(PLACES)
)
def test_structures_of_the_solde_are_those_of_the_avance_or_fewer(
    corridor: str, before: Tree, after: Tree, expected: Findings, pair: Pair
) -> None:
    said = pair(corridor, {"structure": before}, {"structure": after})

    assert expected == perimeter(said)


def test_centre_added_to_doctors_is_not_passed_over_in_silence(
    pair: Pair, people: Callable[[str], Tree]
) -> None:
    said = pair("MDV", people("A"), people("A") | {"structure": {"FINESSGeo": ["240000372"]}})

    assert "PER001" in {*said.codes, *said.not_checked}


# --- mergers of wave 1: both readings are right ---

STRANGER = {"PER003": "rejet"}

HISTORIQUES: dict[str, tuple[str, str, str, Findings]] = {
    "A and B became C": ("AB C", "AB", "FUSION", {}),
    "A became C": ("A C", "A", "FUSION", {}),
    "B became C, B is named": ("AB AC", "B", "FUSION", {}),
    "B became C, A and B are named": ("AB AC", "AB", "FUSION", {}),
    "A was split in B and C": ("A BC", "A", "SCISSION", {}),
    "a stranger is named": ("A C", "AX", "FUSION", STRANGER),
    "only a stranger is named": ("A C", "X", "FUSION", STRANGER | REMOVED),
    "one of the avance neither kept nor named": ("AB C", "A", "FUSION", REMOVED),
    "one former and two new": ("A BC", "A", "FUSION", ADDED),
}


@pytest.mark.parametrize(
    ("clients", "named", "motif", "expected"), list(HISTORIQUES.values()), ids=list(HISTORIQUES)
)
def test_merger_by_historiques(
    clients: str,
    named: str,
    motif: str,
    expected: Findings,
    pair: Pair,
    people: Callable[[str], Tree],
    formers: Callable[..., Tree],
) -> None:
    before, after = clients.split()

    said = pair("MDV", people(before), people(after) | formers(named, motif))

    assert expected == perimeter(said)


NOUVEAU: dict[str, tuple[str, str, Findings]] = {
    "A and B in the blocks": ("AB", "AB", {}),
    "A alone": ("A", "A", {}),
    "B left out": ("AB", "A", REMOVED),
    "a stranger in the blocks": ("A", "AB", STRANGER),
}


@pytest.mark.parametrize(("before", "after", "expected"), list(NOUVEAU.values()), ids=list(NOUVEAU))
def test_merger_by_nouveau(
    before: str, after: str, expected: Findings, pair: Pair, people: Callable[[str], Tree]
) -> None:
    merged = {"nouveau": {"RPPS": "10000001916", "motif": "FUSION"}}

    said = pair("MDV", people(before), people(after) | merged)

    assert expected == perimeter(said)


BOTH: dict[str, tuple[str, str, Findings]] = {
    "the merged client alone": ("AB", "C", {}),
    "beside a client kept": ("AB", "AC", {}),
    "and a stranger": ("AB", "ACX", ADDED),
}


@pytest.mark.parametrize(("before", "after", "expected"), list(BOTH.values()), ids=list(BOTH))
def test_merger_that_names_both_sides_excuses_the_merged_client_alone(
    before: str,
    after: str,
    expected: Findings,
    pair: Pair,
    dossiers: ModuleType,
    people: Callable[[str], Tree],
    formers: Callable[..., Tree],
) -> None:
    merged = {"nouveau": {"RPPS": dossiers.DOCTORS[2][1], "motif": "FUSION"}}
    blocks = people(after.removesuffix("X"))
    if "X" in after:
        blocks["liberal"].append(dossiers.doctor(0) | {"RPPS": "10000001916"})

    said = pair("MDV", people(before), blocks | formers("AB") | merged)

    assert expected == perimeter(said)


@pytest.mark.parametrize("value", ["10998877665", [{"RPPS": "10998877665"}, 3]], ids=str)
def test_merger_that_cannot_be_read_rejects_no_client(
    value: object, pair: Pair, people: Callable[[str], Tree]
) -> None:
    said = pair("MDV", people("A"), people("AC") | {"historiques": value})

    assert "FMT007" in said.severities
    assert "PER001" not in said.severities


EMPTY: dict[str, Tree] = {
    "historiques null": {"historiques": None},
    "historiques empty": {"historiques": []},
    "historiques of nulls": {"historiques": [{"RPPS": None, "motif": None}]},
    "nouveau null": {"nouveau": None},
    "nouveau of nulls": {"nouveau": {"RPPS": None, "FINESSPMSI": None, "motif": None}},
}
NOBODY: dict[str, Tree] = {
    "historiques without identifier": {"historiques": [{"motif": "FUSION"}]},
    "nouveau without identifier": {"nouveau": {"motif": "FUSION"}},
}


def with_one_more(corridor: str, people: Callable[[str], Tree]) -> Tree:
    return people("AB") if corridor == "MDV" else MOVED


@pytest.mark.parametrize("block", list(EMPTY.values()), ids=list(EMPTY))
@pytest.mark.parametrize("corridor", ["MDV", "DPI"])
def test_merger_keys_left_null_declare_none(
    block: Tree, corridor: str, pair: Pair, people: Callable[[str], Tree]
) -> None:
    said = pair(corridor, {}, with_one_more(corridor, people) | block)

    assert perimeter(said, "PER001", "PER003", "PER004") == ADDED


@pytest.mark.parametrize("block", list(NOBODY.values()), ids=list(NOBODY))
@pytest.mark.parametrize("corridor", ["MDV", "DPI"])
def test_merger_that_names_nobody_excuses_no_client_added(
    block: Tree, corridor: str, pair: Pair, people: Callable[[str], Tree]
) -> None:
    said = pair(corridor, {}, with_one_more(corridor, people) | block)

    assert "rejet" in perimeter(said).values()


@pytest.mark.parametrize(
    "block",
    [EMPTY["historiques of nulls"], EMPTY["nouveau of nulls"]],
    ids=["historiques", "nouveau"],
)
@pytest.mark.parametrize("corridor", ["MDV", "DPI", "MS1"])
def test_merger_keys_left_null_change_nothing(block: Tree, corridor: str, pair: Pair) -> None:
    said = pair(corridor, {}, block)

    assert (said.code, said.report["verdict"]) == (0, "sans-anomalie")


def test_merger_of_strangers_only_warns_where_the_rule_is_deduced(pair: Pair) -> None:
    named = {"historiques": [{"FINESSGeo": "330781196", "motif": "FUSION"}]}

    said = pair("MS1", {}, named)

    assert perimeter(said) == {"PER003": "alerte"}


# --- mergers of HOP wave 2: the solde stays on the former client ---


@pytest.mark.parametrize("corridor", ["DPI", "PFI"])
@pytest.mark.parametrize("avance", [True, False], ids=["with its avance", "alone"])
@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (MERGED, {}),
        (FORMER, {}),
        (FORMER | MERGED, {}),
        (FORMER | MOVED, {"PER004": "rejet"}),
        (FORMER | MERGED | MOVED, {"PER004": "rejet"}),
    ],
    ids=["nouveau", "historiques, not moved", "both, not moved", "moved", "both, moved"],
)
def test_solde_of_a_merged_hospital_stays_on_the_former_one(
    corridor: str,
    avance: bool,  # noqa: FBT001 - a parameter of pytest
    after: Tree,
    expected: Findings,
    pair: Pair,
) -> None:
    said = pair(corridor, {}, after, avance=avance)

    assert expected == perimeter(said)


def test_solde_moved_to_the_new_hospital_is_seen_when_nouveau_names_it_too(pair: Pair) -> None:
    said = pair("DPI", {}, MERGED | MOVED)

    assert {"PER001", "PER004"}.intersection(said.codes)


# --- where the avance is ---


def saved(dossier: Any, folder: Path) -> Path:  # noqa: ANN401 - of examples/dossiers.py
    dossier.write(folder)
    return folder


def apart(dossiers: ModuleType, tmp_path: Path) -> tuple[Any, Path]:
    """A solde with a doctor more than its avance, which is written elsewhere."""
    solde = dossiers.MDV.solde()
    del solde.extra["avance.json"]
    solde.ligne["beneficiaires"]["liberal"] += [dossiers.doctor(1)]
    avance = dossiers.MDV.avance()
    avance.pieces.clear()
    return solde, saved(avance, tmp_path / "avances") / "avance.json"


def test_avance_is_found_beside_the_solde(pair: Pair, people: Callable[[str], Tree]) -> None:
    said = pair("MDV", people("A"), people("AB"))

    assert perimeter(said, "PER001", "PER007") == ADDED


@pytest.mark.parametrize("place", ["file", "folder"])
def test_avance_is_given_by_the_option(
    place: str, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, avance = apart(dossiers, tmp_path)
    given = avance if place == "file" else avance.parent

    said = cli("check", saved(solde, tmp_path / "solde"), "--avance", given, "-o", "json")

    assert perimeter(said, "PER001", "PER007") == ADDED


def test_avance_is_named_by_the_toml(cli: Cli, dossiers: ModuleType, tmp_path: Path) -> None:
    solde, _ = apart(dossiers, tmp_path)
    solde.toml["avance"] = '"../avances/avance.json"'

    said = cli("check", saved(solde, tmp_path / "solde"), "-o", "json")

    assert perimeter(said, "PER001", "PER007") == ADDED


def test_avance_of_the_option_wins_over_the_toml_and_the_one_beside(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, avance = apart(dossiers, tmp_path)
    larger = dossiers.MDV.avance()
    larger.ligne["beneficiaires"] = solde.ligne["beneficiaires"]
    solde.extra["avance.json"] = larger.text()
    solde.extra["larger.txt"] = larger.text()
    solde.toml["avance"] = '"larger.txt"'
    folder = saved(solde, tmp_path / "solde")

    assert perimeter(cli("check", folder, "--avance", avance, "-o", "json")) == ADDED
    assert perimeter(cli("check", folder, "-o", "json")) == {}


def test_avance_of_the_toml_wins_over_the_one_beside(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, _ = apart(dossiers, tmp_path)
    larger = dossiers.MDV.avance()
    larger.ligne["beneficiaires"] = solde.ligne["beneficiaires"]
    solde.extra["avance.json"] = larger.text()
    solde.toml["avance"] = '"../avances/avance.json"'

    said = cli("check", saved(solde, tmp_path / "solde"), "-o", "json")

    assert perimeter(said) == ADDED


def test_avance_that_nobody_gave_is_not_checked(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, _ = apart(dossiers, tmp_path)

    said = cli("check", saved(solde, tmp_path / "solde"), "-o", "json")

    codes = [f"PER{number:03}" for number in range(1, 12)]
    assert perimeter(said, *codes) == {"PER007": "non-fourni"}
    assert (said.code, said.report["verdict"]) == (0, "a-verifier")


def test_avance_beside_that_lacks_the_number_is_told_with_those_it_holds(
    check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.solde()
    held = dossier.ligne["numeroEditeur"]
    dossier.ligne["numeroEditeur"] = "CMD-2022-0099"

    (lack,) = (
        one
        for request in check(dossier).report["requests"]
        for one in request["not_checked"]
        if one["code"] == "PER007"
    )

    assert f"contient {held}, et non ce numéro éditeur" in lack["reason"]


def test_avance_that_is_missing_is_a_usage_error(
    cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    solde, avance = apart(dossiers, tmp_path)
    folder = saved(solde, tmp_path / "solde")

    said = cli("check", folder, "--avance", avance.with_name("autre.json"), "-o", "json")

    assert said.code == 2


# --- numbers ---


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("42", "42", {}),
        (42, "42", {}),
        ("42", 42, {}),
        ("42", "43", {"PER005": "a-modifier"}),
        ("042", 42, {"PER005": "a-modifier"}),
        ("CMD-A", "CMD-a", {"PER005": "a-modifier"}),
    ],
    ids=["texts", "number then text", "text then number", "another", "a zero", "another case"],
)
def test_number_of_the_solde_is_one_of_the_avance(
    before: str | int, after: str | int, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier, avance = dossiers.MDV.solde(), dossiers.MDV.avance()
    avance.ligne["numeroEditeur"], dossier.ligne["numeroEditeur"] = before, after
    dossier.extra["avance.json"] = avance.text()
    dossier.toml["avance"] = '"avance.json"'

    said = check(dossier)

    assert expected == perimeter(said, *CLIENTS, "PER005", "PER007")


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("numeroAns", "0123456798", {"PER006": "a-modifier"}),
        ("siret", "73282932000074", {"PER006": "a-modifier"}),
        ("siret", None, {}),
    ],
    ids=["another ANS number", "another SIRET", "a SIRET missing is FMT006's"],
)
def test_supplier_of_the_solde_is_that_of_the_avance(
    key: str, value: str | None, expected: Findings, check: Check, dossiers: ModuleType
) -> None:
    dossier, avance = dossiers.MDV.solde(), dossiers.MDV.avance()
    avance.json[key] = value
    dossier.extra["avance.json"] = avance.text()

    said = check(dossier)

    assert expected == perimeter(said, "PER006")


def test_siret_written_with_blanks_is_the_same(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.MDV.solde()
    siret = dossier.json["siret"]
    dossier.json["siret"] = f"{siret[:9]} {siret[9:]}"

    said = check(dossier)

    assert "PER006" not in said.codes


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((1, 2, 3), 0), (("1", "2", "1"), 1), ((1, "1", 2), 1), (("1", "1", "1"), 2)],
    ids=["all different", "one twice", "as number and as text", "three times"],
)
def test_number_stands_once_in_a_file(
    numbers: tuple[str | int, ...], expected: int, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    lignes = dossier.json["lignesImport"]
    lignes += [dossiers.MDV.avance().ligne for _ in numbers[1:]]
    for rank, (ligne, number) in enumerate(zip(lignes, numbers, strict=True), start=1):
        ligne |= {"numLigne": rank, "numeroEditeur": number}

    found = check(dossier).findings("PER008")

    assert ["a-modifier"] * expected == [one["severity"] for one in found]


@pytest.mark.parametrize(
    ("number", "expected"),
    [("42", {"PER009": "rejet"}), (42, {"PER009": "rejet"}), ("43", {})],
    ids=["text", "number", "another"],
)
@pytest.mark.parametrize("step", ["avance", "solde"])
def test_number_of_a_rejected_request_is_not_used_again(
    number: str | int, expected: Findings, step: str, check: Check, dossiers: ModuleType
) -> None:
    dossier = getattr(dossiers.MDV, step)()
    dossier.ligne["numeroEditeur"] = number
    dossier.settings += '\n[numeros]\nrejetes = ["42"]\n'

    said = check(dossier)

    assert expected == perimeter(said, "PER009")


LISTED: dict[str, tuple[str, Callable[[str], str], int]] = {
    "its RPPS": ("MDV", lambda rpps: rpps, 1),
    "its national identifier": ("MDV", lambda rpps: f"8{rpps}", 1),
    "its RPPS with blanks": ("MDV", lambda rpps: f"{rpps[:5]} {rpps[5:]}", 1),
    "another RPPS": ("MDV", lambda _: "10000001916", 0),
    "its PMSI, told once": ("DPI", lambda _: OLD, 1),
    "one of its sites": ("PFI", lambda _: "240000372", 1),
    "another PMSI": ("DPI", lambda _: NEW, 0),
}


@pytest.mark.parametrize(
    ("corridor", "listed", "expected"), list(LISTED.values()), ids=list(LISTED)
)
def test_client_that_was_not_installed_is_not_in_the_solde(
    corridor: str,
    listed: Callable[[str], str],
    expected: int,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = getattr(dossiers, corridor).solde()
    dossier.toml["non_installes"] = f'["{listed(dossiers.DOCTORS[0][1])}"]'

    found = check(dossier).findings("PER010")

    assert ["rejet"] * expected == [one["severity"] for one in found]


# --- what changed since the avance ---


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("20", "V2"), ("20", None), {}),
        (("20", "V2"), ("20.00", "V2"), {}),
        (("8.5", "V2"), ("20", "V2"), {"PER011": "alerte"}),
        (("20", "V1V2"), ("20", "V2"), {"PER011": "alerte"}),
    ],
    ids=["type told by the avance alone", "the same", "another rate", "another type"],
)
def test_rate_and_type_are_those_of_the_avance(
    before: tuple[str, str],
    after: tuple[str, str | None],
    expected: Findings,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier, avance = dossiers.DPI.solde(), dossiers.DPI.avance()
    for one, (rate, kind) in ((avance, before), (dossier, after)):
        one.ligne["typePrestation"] = kind
        one.ligne["commande"] |= dossiers.priced(dossiers.money("48250.00", rate))
        one.ligne["commande"]["tauxTVA"] = dossiers.Raw(rate)
    dossier.extra["avance.json"] = avance.text()

    said = check(dossier)

    assert expected == perimeter(said, "PER011")


@pytest.mark.parametrize("corridor", ["MDV", "DPI", "PFI", "MS1"])
def test_right_solde_has_no_fault_of_perimeter(
    corridor: str, check: Check, dossiers: ModuleType
) -> None:
    said = check(getattr(dossiers, corridor).solde())

    assert not [one for one in {*said.codes, *said.not_checked} if one.startswith("PER")]
