"""What a change that takes nothing away may never do: fewer clients, a later deposit.

A few dossiers in the ordinary tests, always the same; ``make same-verdict`` tries thousands.
"""

from copy import deepcopy
from datetime import date, datetime, time, timedelta
from typing import Any

import dossiers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lots import rpps
from same_verdict.made import Dossier, blocking, checked
from segur_check.rules.bound import Bound
from segur_check.rules.corridor import Corridor, corridor
from segur_check.values.dates import PARIS, Deposit, Standing, end_of, in_paris
from segur_check.values.identifiers import canonical, finess_flaw, plain, rpps_flaw

Tree = dict[str, Any]

FEW = settings(max_examples=60, derandomize=True, database=None)
MANY = settings(max_examples=3_000, database=None)

# --- fewer clients ---

SONS_OF_CLIENTS = {home.sons: home for home in dossiers.CORRIDORS if home.sons != "SAS"}
# FINESS with right keys, of public establishments; a zero lost, a false key, blanks.
SITES = ("330781196", "240000059", "210780581", "560023210", "010780062")
FINESS = st.sampled_from([*SITES, "10780062", "330781190", "33 078 1196"])
PEOPLE = tuple(rpps(rank) for rank in range(4))
RPPS = st.sampled_from([*PEOPLE, "8" + PEOPLE[0], PEOPLE[1][:-1] + "x"])
MOTIF = st.sampled_from(["FUSION", "SCISSION"])


@st.composite
def clients(draw: st.DrawFn) -> Tree:
    """The `beneficiaires` of a request: professionals, the numbers of a structure, perhaps a merger."""
    people = draw(st.lists(RPPS, max_size=3))
    structure = {
        "FINESSJuridique": draw(st.none() | FINESS),
        "FINESSGeo": draw(st.lists(FINESS, max_size=3)),
        "FINESSPMSI": draw(st.none() | FINESS),
    }
    who: Tree = {
        "commandePour": draw(st.sampled_from(["LIBERAL", "STRUCTURE"])),
        "liberal": [dossiers.doctor(0) | {"RPPS": number} for number in people],
        "structure": structure,
    }
    if draw(st.booleans()):
        former = st.fixed_dictionaries({"RPPS": RPPS}) | st.fixed_dictionaries(
            {"FINESSGeo": FINESS}
        )
        who["historiques"] = [
            one | {"motif": draw(MOTIF)} for one in draw(st.lists(former, min_size=1, max_size=2))
        ]
    return who


def with_clients(model: Dossier, who: Tree) -> Dossier:
    """A dossier for these clients."""
    dossier = model.copy()
    asked = dossier.ligne["beneficiaires"]
    structure = asked["structure"] | who["structure"]
    asked |= who | {"structure": structure}
    return dossier


def without_one(who: Tree, rank: int) -> Tree | None:
    """The same without one of its clients, where one that is right is left of its kind; None where none can go."""
    places = [("liberal", index) for index in range(len(who["liberal"]))]
    places += [("FINESSGeo", index) for index in range(len(who["structure"]["FINESSGeo"]))]
    if not places:
        return None
    kind, index = places[rank % len(places)]
    fewer = deepcopy(who)
    of_kind = fewer["liberal"] if kind == "liberal" else fewer["structure"]["FINESSGeo"]
    gone = of_kind.pop(index)
    # A site that is named by its PMSI too is still asked for: a number of it went, not a client.
    pmsi = who["structure"]["FINESSPMSI"]
    stays = kind == "FINESSGeo" and pmsi is not None and canonical(pmsi) == canonical(gone)
    left = [one["RPPS"] if kind == "liberal" else one for one in of_kind]
    flaw = rpps_flaw if kind == "liberal" else finess_flaw
    keeps_one = any(flaw(plain(number)) is None for number in left)
    return fewer if keeps_one and not stays else None


CASES = st.tuples(st.sampled_from(sorted(SONS_OF_CLIENTS)), clients(), clients(), st.integers(0, 5))
Case = tuple[str, Tree, Tree, int]


def fewer_clients(case: Case) -> None:
    sons, before, after, rank = case
    fewer = without_one(after, rank)
    if fewer is None:
        return
    home = SONS_OF_CLIENTS[sons]
    solde = home.solde()
    solde.extra["avance.json"] = with_clients(home.avance(), before).text()
    depot = datetime.fromisoformat(solde.toml["depot"]).replace(tzinfo=PARIS)
    with_all, with_fewer = (
        blocking(checked(with_clients(solde, who), depot), ("PER", "IDE", "ELI"))
        for who in (after, fewer)
    )
    assert with_fewer <= with_all


@FEW
@given(CASES)
def test_a_client_less_is_held_against_no_solde(case: Case) -> None:
    fewer_clients(case)


@pytest.mark.campaign
@MANY
@given(CASES)
def test_a_client_less_is_held_against_none_of_many_soldes(case: Case) -> None:
    fewer_clients(case)


# --- a later deposit ---

NATIONAL = datetime(2024, 9, 12, 14, tzinfo=PARIS)
FIRST = datetime(2021, 11, 2, tzinfo=PARIS)
SECONDS = int((datetime(2028, 12, 31, tzinfo=PARIS) - FIRST).total_seconds())
INSTANTS = st.integers(0, SECONDS).map(lambda seconds: FIRST + timedelta(seconds=seconds))
DATES = ("commande.dateCommande", "facture.dateFacture", "verification.dateSignature")


@st.composite
def instants(draw: st.DrawFn, corridor: Corridor, step: str) -> list[datetime]:
    """Some instants inside the window of a step, where one is published."""
    opens, closes = corridor.opening(step), corridor.closing(step)
    start = in_paris(datetime.combine(opens.on, time())) if opens is not None else FIRST
    end = end_of(closes.on) if closes is not None else start + timedelta(days=900)
    most = max(int((end - start).total_seconds()), 1)
    within = st.integers(0, most).map(lambda seconds: start + timedelta(seconds=seconds))
    return draw(st.lists(within, min_size=2, max_size=4).map(sorted))


@st.composite
def deposits(draw: st.DrawFn) -> tuple[Dossier, list[datetime]]:
    """A dossier, some of its dates changed, and when it may be deposited, the earliest first."""
    home = draw(st.sampled_from(dossiers.CORRIDORS))
    step = draw(st.sampled_from(["avance", "solde"]))
    dossier = getattr(home, step)()
    for path in DATES:
        document, key = path.split(".")
        table = dossier.ligne.get(document)
        if table and key in table:
            moved = date.fromisoformat(table[key]) + timedelta(days=draw(st.integers(-20, 20)))
            table[key] = moved.isoformat()
    if step == "solde" and draw(st.booleans()):
        statement = draw(st.none() | INSTANTS)
        told = '"aucune"' if statement is None else statement.strftime("%Y-%m-%dT%H:%M:%S")
        dossier.toml["attestation_fin"] = told
    return dossier, draw(instants(corridor(home.sons), step))


def a_later_deposit(made: tuple[Dossier, list[datetime]]) -> None:
    dossier, moments = made
    table = corridor(dossier.toml["sons"].strip('"'))
    passed: set[tuple[bool, bool | None]] = set()
    for moment in moments:
        deposit = Deposit.at(moment, "option")
        opens, closes = table.opening(dossier.phase), table.closing(dossier.phase)
        if opens is not None and not opens.in_force(deposit).opened(deposit):
            continue
        if closes is not None and closes.in_force(deposit).closing(deposit) is not Standing.IN_TIME:
            continue
        ends = table.completion.ends if table.completion is not None else None
        side = (moment >= NATIONAL, ends is not None and moment > instant_of_end(ends))
        held = blocking(checked(dossier.copy(), moment))
        assert side not in passed or not held
        if not held:
            passed.add(side)


def instant_of_end(ends: Bound) -> datetime:
    return in_paris(ends.at) if ends.at is not None else end_of(ends.on)


@FEW
@given(deposits())
def test_what_passes_passes_later(made: tuple[Dossier, list[datetime]]) -> None:
    a_later_deposit(made)


@pytest.mark.campaign
@MANY
@given(deposits())
def test_what_passes_of_many_passes_later(made: tuple[Dossier, list[datetime]]) -> None:
    a_later_deposit(made)
