"""[format]: a supplier who declares the official names is judged as one who uses ours."""

from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

import pytest

from checks.edits import GONE, Dossier, faults, line_of, put, rename, take, told
from conftest import Said

Check = Callable[..., Said]
Declared = Callable[..., Dossier]
Edit = Callable[[Dossier], None]

BLOCKS = "a-modifier"


def named(path: str, name: str) -> Edit:
    """Write a key under its official name."""
    return lambda dossier: rename(dossier, path, name)


def wrong(path: str, value: object) -> Edit:
    """Set a wrong value."""
    return lambda dossier: put(dossier, path, value)


def moved(path: str, to: str) -> Edit:
    """Put a value at its official place, in an object that may be new."""

    def move(dossier: Dossier) -> None:
        value = take(dossier, path)
        if "." in to:
            dossier.ligne.setdefault(to.partition(".")[0], {})
        put(dossier, to, value)

    return move


@pytest.fixture
def declared(dossiers: ModuleType) -> Declared:
    """A right dossier ("DPI avance") after edits, with lines under [format] in its settings."""

    def make(which: str, section: str, lines: str, *edits: Edit) -> Dossier:
        sons, step = which.split()
        dossier = getattr(getattr(dossiers, sons), step)()
        for edit in edits:
            edit(dossier)
        dossier.settings += f"\n[format.{section}]\n{lines}\n"
        return dossier

    return make


class Official(NamedTuple):
    """A dossier, a line of [format], the edits that follow it and that spoil, what is then said."""

    which: str
    line: str
    name: Edit
    spoil: Edit
    code: str
    pointer: str


KEYS = {
    "of a request": Official(
        "DPI avance", 'typeDePrestation = "typePrestation"',
        named("typePrestation", "typeDePrestation"), wrong("typePrestation", "V1"),
        "ELI002", "typeDePrestation",
    ),
    "nested": Official(
        "MDV avance", '"commande.tva" = "commande.montantTVA"',
        named("commande.montantTVA", "tva"), wrong("commande.montantTVA", 70),
        "MNT004", "commande/tva",
    ),
    "nested twice": Official(
        "DPI avance", '"beneficiaires.structure.pmsi" = "beneficiaires.structure.FINESSPMSI"',
        named("beneficiaires.structure.FINESSPMSI", "pmsi"),
        wrong("beneficiaires.structure.FINESSPMSI", "240000058"),
        "IDE005", "beneficiaires/structure/pmsi",
    ),
    "in a list": Official(
        "MDV avance", '"beneficiaires.liberal.numeroRPPS" = "beneficiaires.liberal.RPPS"',
        named("beneficiaires.liberal.0.RPPS", "numeroRPPS"),
        wrong("beneficiaires.liberal.0.RPPS", "123"),
        "IDE002", "beneficiaires/liberal/0/numeroRPPS",
    ),
    "of a list": Official(
        "MDV avance", '"beneficiaires.medecins" = "beneficiaires.liberal"',
        named("beneficiaires.liberal", "medecins"), wrong("beneficiaires.liberal.0.RPPS", "123"),
        "IDE002", "beneficiaires/medecins/0/RPPS",
    ),
    "of a piece": Official(
        "MDV avance", '"piecesJustificatives.code" = "piecesJustificatives.typeFichier"',
        named("piecesJustificatives.0.typeFichier", "code"),
        wrong("piecesJustificatives.0.typeFichier", "BDC"),
        "FMT009", "piecesJustificatives/0/code",
    ),
    "moved out": Official(
        "MDV avance", 'tva = "commande.montantTVA"',
        moved("commande.montantTVA", "tva"), wrong("commande.montantTVA", 70),
        "MNT004", "tva",
    ),
    "moved in": Official(
        "DPI avance", '"commande.type" = "typePrestation"',
        moved("typePrestation", "commande.type"), wrong("typePrestation", "V1"),
        "ELI002", "commande/type",
    ),
    "moved into an object of its own": Official(
        "DPI avance", '"prestation.type" = "typePrestation"',
        moved("typePrestation", "prestation.type"), wrong("typePrestation", "V1"),
        "ELI002", "prestation/type",
    ),
    "moved aside": Official(
        "MS1 avance", '"beneficiaires.siretClient" = "beneficiaires.structure.siret"',
        moved("beneficiaires.structure.siret", "beneficiaires.siretClient"),
        wrong("beneficiaires.structure.siret", "12345678200011"),
        "IDE007", "beneficiaires/siretClient",
    ),
    "of the indicator": Official(
        "MS1 solde", 'indicateur = "deploiementMSS"',
        named("deploiementMSS", "indicateur"), wrong("deploiementMSS", "Cas 3"),
        "MSS002", "indicateur",
    ),
    "of the invoice": Official(
        "MDV solde", 'factureSolde = "facture"',
        named("facture", "factureSolde"), wrong("facture.montantTVA", 70),
        "MNT004", "factureSolde/montantTVA",
    ),
    "in the invoice": Official(
        "MDV solde", '"facture.tva" = "facture.montantTVA"',
        named("facture.montantTVA", "tva"), wrong("facture.montantTVA", 70),
        "MNT004", "facture/tva",
    ),
    "of the verification": Official(
        "MDV solde", 'recette = "verification"',
        named("verification", "recette"), wrong("verification.adressesMSS", ["a@gmail.com"]),
        "MSS007", "recette/adressesMSS/0",
    ),
    "of an attested key": Official(
        "MDV avance", '"commande.dateBDC" = "commande.dateCommande"',
        named("commande.dateCommande", "dateBDC"), wrong("commande.dateCommande", "31/06/2022"),
        "FMT016", "commande/dateBDC",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KEYS.values(), ids=KEYS)
def test_a_declared_key_is_known_judged_and_shown_under_its_official_name(
    case: Official, declared: Declared, check: Check
) -> None:
    step = case.which.split()[1]
    right = declared(case.which, step, case.line, case.name)
    spoilt = declared(case.which, step, case.line, case.spoil, case.name)

    said, faulted = check(right), check(spoilt)

    assert {} == faults(said)
    assert "FMT008" not in faults(faulted)
    assert f"/lignesImport/0/{case.pointer}" == told(faulted, case.code)[0][2]


def test_the_line_shown_is_that_of_the_official_key(declared: Declared, check: Check) -> None:
    dossier = declared(
        "DPI avance",
        "avance",
        'typeDePrestation = "typePrestation"',
        wrong("typePrestation", "V1"),
        named("typePrestation", "typeDePrestation"),
    )

    said = check(dossier)

    assert line_of(dossier, '"typeDePrestation"') == told(said, "ELI002")[0][3]


ORDERS = {
    "the object first": "{0}\n{1}",
    "the key first": "{1}\n{0}",
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_an_object_and_its_keys_may_both_have_official_names(
    order: str, declared: Declared, check: Check
) -> None:
    lines = order.format('factureSolde = "facture"', '"factureSolde.tva" = "facture.montantTVA"')
    names = (named("facture.montantTVA", "tva"), named("facture", "factureSolde"))
    spoil = wrong("facture.montantTVA", 70)

    said = check(declared("MDV solde", "solde", lines, *names))
    faulted = check(declared("MDV solde", "solde", lines, spoil, *names))

    assert {} == faults(said)
    assert {"MNT004": BLOCKS, "MNT006": BLOCKS} == faults(faulted)
    assert "/lignesImport/0/factureSolde/tva" == told(faulted, "MNT004")[0][2]


def test_an_object_all_of_whose_keys_are_declared_is_not_unknown(
    declared: Declared, check: Check
) -> None:
    keys = (
        "numeroFacture", "dateFacture", "montantSegurHT", "tauxTVA", "montantTVA",
        "montantSegurTTC", "nomClient",
    )  # fmt: skip
    lines = "\n".join(f'"factureSolde.{key}" = "facture.{key}"' for key in keys)

    said = check(declared("MDV solde", "solde", lines, named("facture", "factureSolde")))

    assert {} == faults(said)


PHASES: dict[str, tuple[str, str, list[Edit], str]] = {
    "the invoice": ("MDV solde", 'f = "facture"', [named("facture", "f")], "solde"),
    "the verification": ("MDV solde", 'v = "verification"', [named("verification", "v")], "solde"),
    "both, only the invoice there": (
        "MDV solde", 'f = "facture"\nv = "verification"',
        [named("facture", "f"), wrong("verification", GONE)], "solde",
    ),
    "the invoice in another object": (
        "MDV solde", '"pieces.facture" = "facture"',
        [moved("facture", "pieces.facture"), wrong("verification", GONE)], "solde",
    ),
    "a key of the invoice in the order, solde": (
        "MDV solde", '"commande.numero" = "facture.numeroFacture"',
        [moved("facture.numeroFacture", "commande.numero")], "solde",
    ),
    "a key of the invoice in the order, avance": (
        "MDV avance", '"commande.numero" = "facture.numeroFacture"', [], "avance",
    ),
    "a key of the invoice beside the client, avance": (
        "MDV avance", '"beneficiaires.nomFacture" = "facture.nomClient"', [], "avance",
    ),
    "declared and absent": ("MDV avance", 'f = "facture"', [], "avance"),
    "declared and null": ("MDV avance", 'f = "facture"', [wrong("f", None)], "avance"),
}  # fmt: skip


@pytest.mark.parametrize(("which", "line", "edits", "phase"), PHASES.values(), ids=PHASES)
def test_the_step_is_told_by_the_official_names_too(
    which: str, line: str, edits: list[Edit], phase: str, declared: Declared, check: Check
) -> None:
    dossier = declared(which, "solde", line, *edits)

    said = check(dossier)

    assert {phase} == {request["phase"] for request in said.report["requests"]}


@pytest.mark.parametrize(
    ("section", "known"), [("avance", True), ("solde", False)], ids=["its own", "the other"]
)
def test_the_names_of_one_step_are_not_those_of_the_other(
    *, section: str, known: bool, declared: Declared, check: Check
) -> None:
    line, name = 'typeP = "typePrestation"', named("typePrestation", "typeP")

    said = check(declared("DPI avance", section, line, name))

    assert ({} if known else {"FMT008": "alerte"}) == faults(said)


def test_the_avance_of_a_solde_is_read_by_its_own_names(dossiers: ModuleType, check: Check) -> None:
    avance = dossiers.MDV.avance()
    rename(avance, "commande.montantSegurHT", "ht")
    solde = dossiers.MDV.solde()
    solde.extra["avance.json"] = avance.text()
    solde.settings += '\n[format.avance]\n"commande.ht" = "commande.montantSegurHT"\n'

    said = check(solde)

    assert {} == faults(said)
    assert {} == said.not_checked


ABSENT: dict[str, list[Edit]] = {
    "absent": [wrong("typePrestation", GONE)],
    "null": [named("typePrestation", "typeP"), wrong("typeP", None)],
}


@pytest.mark.parametrize("edits", ABSENT.values(), ids=ABSENT)
def test_a_declared_key_that_holds_nothing_is_missing(
    edits: list[Edit], declared: Declared, check: Check
) -> None:
    said = check(declared("DPI avance", "avance", 'typeP = "typePrestation"', *edits))

    assert {"ELI002": BLOCKS} == faults(said)


def test_our_own_name_is_still_read_beside_the_declared_one(
    declared: Declared, check: Check
) -> None:
    said = check(declared("DPI avance", "avance", 'typeP = "typePrestation"'))

    assert {} == faults(said)


def test_names_that_are_exchanged_do_not_stop_the_tool(declared: Declared, check: Check) -> None:
    """An official name may be one that we use for something else."""
    lines = (
        '"commande.montantTVA" = "commande.montantSegurTTC"\n'
        '"commande.montantSegurTTC" = "commande.montantTVA"'
    )
    names = [
        named("commande.montantTVA", "x"),
        named("commande.montantSegurTTC", "montantTVA"),
        named("commande.x", "montantSegurTTC"),
    ]

    said = check(declared("MDV avance", "avance", lines, *names))

    assert {} == faults(said)
    assert 0 == said.code


VALUES: dict[str, tuple[str, str, str, str]] = {
    # name: dossier, path, official value, our value
    "the indicator": ("MS1 solde", "deploiementMSS", "CAS_1", "Cas 1"),
    "a type of piece": ("MDV solde", "piecesJustificatives.1.typeFichier", "PV_MOM", "MOM"),
    "the type of service": ("DPI avance", "typePrestation", "VAGUE2", "V2"),
    "the action": ("MDV avance", "typeAction", "CREATION", "C"),
    "the regime": ("MDV avance", "commande.regimeTVA", "TOUTES_TAXES", "TTC"),
    "the kind of client": ("MDV avance", "beneficiaires.commandePour", "LIB", "LIBERAL"),
    "the kind of document": ("MDV solde", "verification.type", "M.O.M.", "MOM"),
}


@pytest.mark.parametrize(("which", "path", "official", "ours"), VALUES.values(), ids=VALUES)
def test_a_declared_value_and_our_own_are_both_read(
    which: str, path: str, official: str, ours: str, declared: Declared, check: Check
) -> None:
    section = f"valeurs.{path.rpartition('.')[2]}"
    line = f'"{official}" = "{ours}"'

    said = check(declared(which, section, line, wrong(path, official)))
    own = check(declared(which, section, line))

    assert {} == faults(said)
    assert {} == faults(own)


def test_a_value_that_is_not_declared_is_still_wrong(declared: Declared, check: Check) -> None:
    said = check(
        declared(
            "MS1 solde",
            "valeurs.deploiementMSS",
            'CAS_1 = "Cas 1"',
            wrong("deploiementMSS", "CAS_2"),
        )
    )

    assert {"MSS002": BLOCKS} == faults(said)


def test_key_and_value_may_both_have_official_names(declared: Declared, check: Check) -> None:
    lines = 'indicateur = "deploiementMSS"\n[format.valeurs.deploiementMSS]\nCAS_1 = "Cas 1"'
    name = named("deploiementMSS", "indicateur")

    said = check(declared("MS1 solde", "solde", lines, wrong("deploiementMSS", "CAS_1"), name))

    assert {} == faults(said)


def test_a_declared_name_is_shown_in_the_second_place_of_a_finding_too(
    declared: Declared, check: Check
) -> None:
    line = '"beneficiaires.medecins" = "beneficiaires.liberal"'

    def double(dossier: Dossier) -> None:
        people = dossier.ligne["beneficiaires"]["liberal"]
        people.append(people[0])

    said = check(
        declared("MDV avance", "avance", line, double, named("beneficiaires.liberal", "medecins"))
    )

    [finding] = said.findings("IDE008")
    assert [True, True] == ["/medecins/" in one["pointer"] for one in finding["locations"]]
    assert all(one["line"] for one in finding["locations"])
