"""The engine: a control that crashes or is slow, severities, order, sums, and two invariants."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from stdnum import luhn

from conftest import ROOT, Cli, Said
from segur_check.case.context import Context
from segur_check.case.control import Control, Outcome, Place, Problem
from segur_check.checks.registry import CONTROLS
from segur_check.dossier.attachments import Attachments
from segur_check.dossier.avance import Avance, Avances
from segur_check.dossier.json.text import JsonText, read_json
from segur_check.dossier.loading import Dossier as FoundDossier
from segur_check.dossier.loading import open_dossiers
from segur_check.dossier.reading import read_import
from segur_check.dossier.request import ImportFile
from segur_check.dossier.shape import Shape, shape_of
from segur_check.engine.identify import identify
from segur_check.engine.judge import Checked, check_file
from segur_check.engine.options import Options
from segur_check.engine.resolve import deposit_of
from segur_check.report import Finding
from segur_check.rules.corridor import corridor
from segur_check.values.dates import PARIS, Deposit
from segur_check.values.step import Step

pytestmark = pytest.mark.usefixtures("frozen_tables")

Check = Callable[..., Said]
Dossier = Any  # of examples/dossiers.py, which is no package
Tree = dict[str, Any]

ORDER = [control.code for control in CONTROLS]
SEVERITIES = ["rejet", "a-modifier", "alerte", "info"]


def read(data: bytes, phase: Step) -> tuple[JsonText, Shape, ImportFile]:
    text = read_json(data)
    shape = shape_of(text.value, str(phase), {}, {})
    return text, shape, read_import(shape.tree)


def context(dossier: Dossier, avance: Dossier | None = None) -> Context:
    """A dossier of the examples as the controls see it, without attachments nor settings."""
    phase = Step(dossier.phase)
    text, shape, file = read(dossier.text(), phase)
    before = None
    if avance is not None:
        its_text, its_shape, its_file = read(avance.text(), Step.AVANCE)
        before = Avance("avance.json", its_file, its_text, its_shape)
    return Context(
        text=text,
        shape=shape,
        file=file,
        step=phase,
        corridor=corridor(dossier.toml["sons"].strip('"')),
        deposit=Deposit.at(datetime.fromisoformat(dossier.toml["depot"]), "option"),
        avances=Avances((before,) if before is not None else (), named=True),
    )


def instead(code: str, check: Callable[[Context], Iterator[Outcome]]) -> tuple[Control, ...]:
    """Every control, the one of this code doing something else."""
    return tuple(Control(code, check) if one.code == code else one for one in CONTROLS)


def found(checked: Checked) -> list[Finding]:
    return [finding for request in checked.requests for finding in request.findings]


def crash(_: Context) -> Iterator[Outcome]:
    msg = "a fault of ours"
    raise LookupError(msg)
    yield


def crash_after_a_finding(context: Context) -> Iterator[Outcome]:
    yield Problem(Place(context.line.pointer), {"found": "1"})
    yield from crash(context)


def two(dossiers: ModuleType) -> Dossier:
    """An avance of two requests."""
    dossier = dossiers.MDV.avance()
    other = dossiers.MDV.avance().ligne | {"numLigne": 2, "numeroEditeur": "CMD-2022-0043"}
    dossier.json["lignesImport"].append(other)
    return dossier


# --- SYS001: a control that crashes ---


@pytest.mark.parametrize("check", [crash, crash_after_a_finding], ids=["at once", "on the way"])
def test_crashed_control_is_told_and_the_others_run(
    check: Callable[[Context], Iterator[Outcome]], dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["commande"]["montantSegurTTC"] = 1

    checked = check_file(context(dossier), label="a.json", controls=instead("MNT009", check))

    codes = [finding.code for finding in found(checked)]
    assert checked.crashed
    assert {"SYS001", "MNT006", "MNT013", "SYS003"} <= set(codes)
    (told,) = [finding for finding in found(checked) if finding.code == "SYS001"]
    assert "MNT009" in told.message


def test_crashed_control_is_not_checked(dossiers: ModuleType) -> None:
    one = context(dossiers.MDV.avance())

    before = check_file(one, label="a.json").coverage
    after = check_file(one, label="a.json", controls=instead("MNT009", crash)).coverage

    assert after.not_checked == before.not_checked + 1
    assert after.applied == before.applied - 1


def test_control_that_crashes_on_one_request_runs_on_the_others(dossiers: ModuleType) -> None:
    def crash_on_the_first(context: Context) -> Iterator[Outcome]:
        if context.line.index == 0:
            yield from crash(context)
        yield Problem(Place(context.line.pointer), {"found": "1"})

    checked = check_file(
        context(two(dossiers)), label="a.json", controls=instead("MNT009", crash_on_the_first)
    )

    codes = [[finding.code for finding in one.findings] for one in checked.requests]
    assert [False, True, False] == ["SYS001" in one for one in codes]
    assert [False, False, True] == ["MNT009" in one for one in codes]


def test_question_to_the_file_that_crashes_leaves_the_control_to_run(dossiers: ModuleType) -> None:
    def check(context: Context) -> Iterator[Outcome]:
        yield Problem(Place(context.line.pointer), {"found": "1"})

    def when(_: Context) -> bool:
        raise LookupError

    asked = tuple(
        Control("MNT009", check, when) if one.code == "MNT009" else one for one in CONTROLS
    )
    checked = check_file(context(two(dossiers)), label="a.json", controls=asked)

    assert [finding.code for finding in found(checked)].count("MNT009") == 2


def test_control_that_no_request_of_a_file_concerns_finds_nothing_in_them() -> None:
    options, silent = Options(now=datetime(2026, 1, 1, tzinfo=PARIS)), 0
    folders = sorted({place.parent for place in (ROOT / "examples").glob("*/*/*.json")})
    for dossier in (one for folder in folders for one in opened(folder)):
        file = identify(dossier, options)
        view = Context(
            text=file.text,
            shape=file.shape,
            file=file.file,
            step=file.step,
            corridor=file.corridor,
            deposit=deposit_of(None, dossier.own, options.now),
            settings=dossier.settings,
            dossier=dossier.own,
        )
        for one in CONTROLS:
            if one.when is not None and not one.when(view):
                silent += 1
                told = [said for request in file.file.requests for said in one(view.of(request))]
                assert (dossier.label, one.code, told) == (dossier.label, one.code, [])
    assert silent > 1_000


def opened(folder: Path) -> list[FoundDossier]:
    found = open_dossiers(str(folder), pieces=None, config=None, phase=None)
    return [one for one in found if one.json is not None]


def test_no_control_crashes_on_a_right_dossier(dossiers: ModuleType) -> None:
    checked = check_file(context(dossiers.MDV.avance()), label="a.json")

    assert not checked.crashed


@pytest.fixture
def broken_rules(tmp_path: Path) -> Path:
    """Rule tables whose text of MNT013 asks for a value that no problem carries."""
    shipped = (ROOT / "rules" / "controls" / "MNT.toml").read_text(encoding="utf-8")
    table = tmp_path / "rules" / "controls" / "MNT.toml"
    table.parent.mkdir(parents=True)
    head, name, tail = shipped.partition("[MNT013.fr]")
    table.write_text(head + name + tail.replace('message = "', 'message = "{nothing} ', 1))
    return table.parents[1]


def test_run_with_a_crash_exits_70_and_reports_the_rest(
    broken_rules: Path, check: Check, dossiers: ModuleType
) -> None:
    dossier = dossiers.MDV.avance()
    dossier.ligne["commande"]["montantSegurTTC"] = 1

    said = check(dossier, "--rules", broken_rules)

    assert (said.code, said.report["exit_code"]) == (70, 70)
    assert {"SYS001", "MNT006"} <= set(said.codes)


def test_crash_comes_before_an_unreadable_path(
    broken_rules: Path, cli: Cli, dossiers: ModuleType, tmp_path: Path
) -> None:
    dossiers.MDV.avance().write(tmp_path / "dossier")

    said = cli("check", tmp_path / "dossier", tmp_path / "absent", "--rules", broken_rules)

    assert said.code == 70


# --- SYS002: a control that is slow ---


class Clock:
    """A clock that stands still until a control moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The seconds so far."""
        return self.now

    def slow(self, seconds: float) -> Callable[[Context], Iterator[Outcome]]:
        """A control that finds something, and takes so long for each request."""

        def check(context: Context) -> Iterator[Outcome]:
            self.now += seconds
            yield Problem(Place(context.line.pointer), {"found": "1"})

        return check


def slowed(context: Context, seconds: float) -> Checked:
    clock = Clock()
    controls = instead("MNT009", clock.slow(seconds))
    return check_file(context, label="a.json", controls=controls, clock=clock)


def test_slow_control_leaves_what_it_did_not_reach_not_checked(dossiers: ModuleType) -> None:
    checked = slowed(context(two(dossiers)), 11.0)

    codes = [[finding.code for finding in one.findings] for one in checked.requests]
    whole, first, second = checked.requests
    assert ["SYS002" in one for one in codes] == [True, False, False]
    assert ["MNT009" in one for one in codes] == [False, True, False]
    assert second.coverage.not_checked == first.coverage.not_checked + 1
    assert "MNT009" in next(one for one in whole.findings if one.code == "SYS002").message


def test_slow_control_of_one_request_is_told(dossiers: ModuleType) -> None:
    checked = slowed(context(dossiers.MDV.avance()), 5.5)

    assert "SYS002" in {finding.code for finding in found(checked)}


def test_attachments_left_unopened_are_told_and_not_checked(dossiers: ModuleType) -> None:
    unopened = Attachments("pieces", "folder", unopened=("a.pdf",))

    checked = check_file(
        replace(context(dossiers.MDV.avance()), attachments=unopened), label="a.json"
    )

    unchecked = {(one.code, one.kind) for each in checked.requests for one in each.not_checked}
    assert "SYS002" in {finding.code for finding in found(checked)}
    assert ("PIE006", "illisible") in unchecked


@pytest.mark.parametrize("seconds", [0.0, 4.9])
def test_control_within_its_budget_is_not_slow(seconds: float, dossiers: ModuleType) -> None:
    checked = slowed(context(two(dossiers)), seconds)

    codes = [finding.code for finding in found(checked)]
    assert "SYS002" not in codes
    assert codes.count("MNT009") == 2


def test_budget_is_that_of_the_settings(dossiers: ModuleType) -> None:
    one = context(two(dossiers))
    file = one.settings.file
    limits = {name: getattr(file.limites, name) for name in file.limites.__struct_fields__}
    longer = type(file)(limites=type(file.limites)(**limits | {"delai_s": 60}))

    checked = slowed(replace(one, settings=type(one.settings)(file=longer)), 11.0)

    assert "SYS002" not in {finding.code for finding in found(checked)}


def test_slow_control_does_not_slow_the_next_ones(dossiers: ModuleType) -> None:
    calm = check_file(context(two(dossiers)), label="a.json").coverage

    late = slowed(context(two(dossiers)), 11.0).coverage

    assert late.not_checked == calm.not_checked + 1


# --- severities: what is deduced never blocks ---

Change = Callable[[Dossier], None]


def structure(**values: object) -> Change:
    def change(dossier: Dossier) -> None:
        dossier.ligne["beneficiaires"]["structure"] |= values

    return change


def toml(**values: str) -> Change:
    def change(dossier: Dossier) -> None:
        dossier.toml |= values

    return change


def dear(dossier: Dossier) -> None:
    dossier.ligne["commande"] |= {"montantSegurHT": 400, "montantTVA": 80, "montantSegurTTC": 480}


LOWERED: dict[str, tuple[str, str, Change, str, str]] = {
    "PFI, category the text lists": (
        "PFI",
        "avance",
        structure(categorieFINESSJuridique="1105"),
        "ELI005",
        "rejet",
    ),
    "DPI, category deduced from PFI": (
        "DPI",
        "avance",
        structure(categorieFINESSJuridique="1105"),
        "ELI005",
        "alerte",
    ),
    "PFI, geographic category": (
        "PFI",
        "avance",
        structure(categorieFINESSGeo="500"),
        "ELI005",
        "rejet",
    ),
    "DPI, geographic category deduced from PFI": (
        "DPI",
        "avance",
        structure(categorieFINESSGeo="500"),
        "ELI005",
        "alerte",
    ),
    "MS1, category of a supplier's blog": (
        "MS1",
        "avance",
        structure(categorieFINESSGeo="4500"),
        "ELI007",
        "alerte",
    ),
    "MS1, closing deduced from MS2": (
        "MS1",
        "solde",
        toml(depot="2025-01-06"),
        "CAL004",
        "alerte",
    ),
    "DPI, closing of the text": ("DPI", "solde", toml(depot="2026-09-17"), "CAL004", "rejet"),
    "MDV, cap seen at one supplier": ("MDV", "avance", dear, "MNT002", "alerte"),
}


@pytest.mark.parametrize(
    ("name", "step", "change", "code", "expected"), list(LOWERED.values()), ids=list(LOWERED)
)
def test_severity_follows_the_certainty_of_the_figure(
    name: str,
    step: str,
    change: Change,
    code: str,
    expected: str,
    check: Check,
    dossiers: ModuleType,
) -> None:
    dossier = getattr(getattr(dossiers, name), step)()
    change(dossier)

    said = check(dossier)

    assert expected == said.severities.get(code)


# --- the order of the findings, and the sums ---


@pytest.mark.parametrize("name", ["MDV", "DPI", "PFI", "MS1"])
@pytest.mark.parametrize("step", ["avance", "solde"])
def test_every_control_is_counted_once(name: str, step: str, dossiers: ModuleType) -> None:
    home = getattr(dossiers, name)
    one = context(getattr(home, step)(), home.avance() if step == "solde" else None)

    checked = check_file(one, label="a.json")

    sums = [(c.applied, c.not_applicable, c.not_checked) for c in every_coverage(checked)]
    assert [len(CONTROLS)] * len(sums) == [sum(parts) for parts in sums]


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"lignesImport": []}', b"\xff\xfe{"])
def test_every_control_is_counted_once_of_a_broken_file(data: bytes, dossiers: ModuleType) -> None:
    text, shape, file = read(data, Step.AVANCE)
    one = replace(context(dossiers.MDV.avance()), text=text, shape=shape, file=file)

    checked = check_file(one, label="a.json")

    sums = [(c.applied, c.not_applicable, c.not_checked) for c in every_coverage(checked)]
    assert [len(CONTROLS)] * len(sums) == [sum(parts) for parts in sums]


def every_coverage(checked: Checked) -> list[Any]:
    return [checked.coverage, *(request.coverage for request in checked.requests)]


def test_a_dossier_of_which_the_shape_alone_was_judged_is_to_verify(dossiers: ModuleType) -> None:
    shape = tuple(control for control in CONTROLS if control.code[:3] in {"FMT", "SYS"})

    alone = check_file(context(dossiers.MDV.avance()), label="avance.json", controls=shape)
    with_more = check_file(
        context(dossiers.MDV.avance()),
        label="avance.json",
        controls=tuple(control for control in CONTROLS if control.code[:3] in {"FMT", "IDE"}),
    )

    assert {"a-verifier"} == {request.verdict for request in alone.requests}
    assert {"sans-anomalie"} == {request.verdict for request in with_more.requests}


def test_what_is_listed_as_not_checked_is_counted_so(check: Check, dossiers: ModuleType) -> None:
    dossier = dossiers.DPI.solde()
    del dossier.extra["avance.json"]
    dossier.settings = dossier.settings.partition("[plafonds]")[0]

    said = check(dossier)

    (request,) = [one for one in said.report["requests"] if one["line"] is not None]
    assert request["coverage"]["not_checked"] >= len(request["not_checked"]) == 3


def faulty(dossiers: ModuleType) -> Dossier:
    """An avance with findings of every severity."""
    dossier = dossiers.MDV.avance()
    dossier.toml["depot"] = "2022-12-05T10:00:00"
    dossier.ligne["commande"] |= {"dateCommande": "2022-12-02", "montantSegurTTC": 1}
    dossier.ligne["beneficiaires"]["liberal"][0]["telephoneMedecin"] = "04 50 00 00 01"
    dossier.ligne["beneficiaires"]["liberal"][0]["emailMedecin"] = "sans arobase"
    return dossier


def test_findings_come_worst_first_then_in_the_order_of_the_controls(dossiers: ModuleType) -> None:
    checked = check_file(context(faulty(dossiers)), label="a.json")

    for request in checked.requests:
        ranks = [(SEVERITIES.index(f.severity), ORDER.index(f.code)) for f in request.findings]
        assert ranks == sorted(ranks)
    assert {finding.severity for finding in found(checked)} == set(SEVERITIES)


def test_report_says_the_same_twice(dossiers: ModuleType) -> None:
    one = context(faulty(dossiers))

    assert check_file(one, label="a.json") == check_file(one, label="a.json")


# --- two invariants ---


def rpps(rank: int) -> str:
    digits = f"10{rank:08}"
    return digits + luhn.calc_check_digit(digits)


@pytest.fixture(scope="module")
def mdv(dossiers: ModuleType) -> tuple[Dossier, Dossier]:
    """A right avance and its solde, to copy: making them costs their PDFs."""
    avance, solde = dossiers.MDV.avance(), dossiers.MDV.solde()
    avance.pieces.clear()
    solde.pieces.clear()
    return avance, solde


def of(model: Tree, ranks: list[int]) -> list[Tree]:
    """Doctors like this one."""
    return [model | {"RPPS": rpps(rank)} for rank in ranks]


def added(
    mdv: tuple[Dossier, Dossier], before: list[int], after: list[int], merger: Tree
) -> set[str]:
    """The clients that PER001 faults, by what it found."""
    avance, solde = mdv[0].copy(), mdv[1].copy()
    (model,) = avance.ligne["beneficiaires"]["liberal"]
    avance.ligne["beneficiaires"]["liberal"] = of(model, before)
    solde.ligne["beneficiaires"] |= {"liberal": of(model, after)} | merger
    only = tuple(one for one in CONTROLS if one.code == "PER001")
    checked = check_file(context(solde, avance), label="a.json", controls=only)
    return {finding.found or "" for finding in found(checked)}


RANKS = st.lists(st.integers(0, 9), min_size=1, max_size=6, unique=True)
MERGERS = st.one_of(
    st.just({}),
    st.just({"nouveau": {"RPPS": rpps(99), "motif": "FUSION"}}),
    st.builds(
        lambda ranks, motif: {
            "historiques": [{"RPPS": rpps(rank), "motif": motif} for rank in ranks]
        },
        RANKS,
        st.sampled_from(["FUSION", "SCISSION"]),
    ),
)


@given(data=st.data(), before=RANKS, after=RANKS, merger=MERGERS)
@settings(deadline=None)
def test_removing_a_beneficiary_never_adds_a_fault_of_perimeter(
    data: st.DataObject,
    before: list[int],
    after: list[int],
    merger: Tree,
    mdv: tuple[Dossier, Dossier],
) -> None:
    removed = data.draw(st.sampled_from(after))
    fewer = [rank for rank in after if rank != removed]

    assert added(mdv, before, fewer, merger) <= added(mdv, before, after, merger)


@given(before=RANKS, after=RANKS)
@settings(deadline=None)
def test_without_a_merger_each_new_beneficiary_is_faulted_and_no_other(
    before: list[int], after: list[int], mdv: tuple[Dossier, Dossier]
) -> None:
    expected = {rpps(rank) for rank in after if rank not in before}

    assert expected == added(mdv, before, after, {})


def variety(mdv: tuple[Dossier, Dossier]) -> list[tuple[Tree, Tree]]:
    """The lines of avance and solde of seven requests, most of them wrong in one way."""
    pairs = []
    (model,) = mdv[0].ligne["beneficiaires"]["liberal"]
    for rank in range(7):
        before, after = mdv[0].copy().ligne, mdv[1].copy().ligne
        for ligne in (before, after):
            ligne["numeroEditeur"] = f"CMD-{rank}"
            ligne["beneficiaires"]["liberal"] = of(model, [rank])
            for place, piece in enumerate(ligne["piecesJustificatives"]):
                piece["nomFichier"] = f"{rank}-{place}.pdf"
        pairs.append((before, after))
    pairs[1][1]["beneficiaires"]["liberal"] += of(model, [50])
    pairs[2][0]["beneficiaires"]["liberal"] += of(model, [51])
    pairs[3][1]["facture"]["montantSegurHT"] = 400
    pairs[4][1]["commande"]["tauxTVA"] = 8.5
    pairs[5][1]["verification"]["dateSignature"] = "2022-06-01"
    pairs[6][1]["numeroEditeur"] = "CMD-inconnu"
    return pairs


def by_number(mdv: tuple[Dossier, Dossier], before: list[int], after: list[int]) -> dict[str, Any]:
    """What is said of each numéro éditeur, whatever the place of its request."""
    avance, solde = mdv[0].copy(), mdv[1].copy()
    pairs = variety(mdv)
    avance.json["lignesImport"] = [pairs[rank][0] for rank in before]
    solde.json["lignesImport"] = [pairs[rank][1] for rank in after]
    for one in (avance, solde):
        for rank, ligne in enumerate(one.json["lignesImport"], start=1):
            ligne["numLigne"] = rank
    checked = check_file(context(solde, avance), label="a.json")
    return {
        request.numero_editeur or "": (
            # PER005 lists the numbers of the avance, in the order of its file.
            {(f.code, f.severity, f.fingerprint, f.code == "PER005" or f.message) for f in found},
            {(one.code, one.kind) for one in request.not_checked},
        )
        for request in checked.requests
        for found in [request.findings]
    }


def test_requests_of_the_invariant_are_wrong_in_their_own_ways(
    mdv: tuple[Dossier, Dossier],
) -> None:
    said = by_number(mdv, list(range(7)), list(range(7)))

    codes = {code for findings, _ in said.values() for code, *_ in findings}
    assert {"PER001", "PER002", "PER005", "MNT004", "MNT010", "MNT014", "CAL009"} <= codes


@given(before=st.permutations(range(7)), after=st.permutations(range(7)))
@settings(deadline=None, max_examples=25)
def test_order_of_the_requests_changes_nothing_for_any_of_them(
    before: list[int], after: list[int], mdv: tuple[Dossier, Dossier]
) -> None:
    as_written = by_number(mdv, list(range(7)), list(range(7)))

    moved = by_number(mdv, before, after)

    assert as_written == moved
