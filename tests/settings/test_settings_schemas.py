"""The schemas of segur-check.toml and dossier.toml say what the tool reads of them."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator
from msgspec import NODEFAULT, Struct, to_builtins
from msgspec.structs import fields

from segur_check.errors import UsageFault
from segur_check.settings.dossier import DossierFile, dossier_settings
from segur_check.settings.supplier import Limites, SupplierFile, read_settings
from segur_check.values.sons import ALIASES, KNOWN_CODES, plain_code
from segur_check.values.step import Step

Schema: TypeAlias = dict[str, Any]
Table: TypeAlias = tuple[str, type[Struct], Schema]

ROOT = Path(__file__).parents[2]
FILES: dict[str, type[Struct]] = {"segur-check": SupplierFile, "dossier": DossierFile}

SUPPLIER = """
[fournisseur]
raison_sociale = "Exemple Logiciels"
siret = "12345678200010"
assujetti_tva = true

[[solutions]]
numero_ans = "0123456789"
sons = "HOP-DPI-Va2"
profil = "Général"
referencement = 2025-06-18             # date of the référencement
dossier_administratif = 2024-11-18     # date of the administrative file
dossier_complet = 2025-03-01           # date of the complete proof file
enrolement = "definitif"
pilotes_valides = ["330781196", "750712184"]

[[solutions]]
numero_ans = "9876543210"
pilotes_valides = []

[plafonds]
fichier = "plafonds.csv"
"HOP-RI-Va1" = 12000.00

[format.avance]
typeDePrestation = "typePrestation"
[format.solde]
indicateurDeploiementMSS = "deploiementMSS"
"commande.taux" = "commande.tauxTVA"
[format.valeurs.deploiementMSS]
CAS_1 = "Cas 1"
[format.valeurs.typeFichier]
PROCES_VERBAL_VA = "VA"

[[dejafinances]]
fichier = "finances.csv"

[limites]
json_mo = 20
json_elements = 20000
json_valeurs = 1000000
zip_entrees = 500
zip_entree_mo = 20
zip_total_mo = 200
zip_ratio = 200
pdf_mo = 20
pdf_pages = 20
delai_s = 5

[numeros]
rejetes = ["CMD-2024-0017"]
"""

DOSSIER = """
sons = "MS1"
phase = "solde"
depot = 2024-10-01T09:30:00
statut = "A modifier"
statut_avance = "Décidée et payée"
deja_depose = 2024-09-01T10:00:00
attestation_fin = 2023-09-18T10:00:00
avance = "../avances/import-01.json"
non_installes = ["10000001916"]
[types]
"va-client.pdf" = "VA"
[pilotes]
"pv-1.pdf" = "330781196"
[annulation]
portee = "totale"
avance_percue = true
accord_client = true
[enrolement]
nature = "definitif"
rang = "initial"
depositaire = "employe"
distributeur = false
assujetti_tva = true
"""


@cache
def load(name: str) -> Schema:
    text = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: Schema = json.loads(text)
    return schema


def as_json(text: str) -> Any:  # noqa: ANN401 - a parsed document
    """A TOML text as the schema tools of editors see it: dates are texts."""
    return to_builtins(tomllib.loads(text))


def accepts(name: str, document: object) -> bool:
    return bool(Draft202012Validator(load(name)).is_valid(document))


def alternatives(kind: object) -> Iterator[Any]:
    """The types that a hint allows, `None` and `UNSET` among them."""
    if get_origin(kind) in {Union, UnionType}:
        for one in get_args(kind):
            yield from alternatives(one)
    else:
        yield kind


def tables(kind: type[Struct], schema: Schema, path: str = "") -> Iterator[Table]:
    """Every table of a file: its place, its Struct, its schema."""
    yield path, kind, schema
    for name, hint in get_type_hints(kind).items():
        below = schema["properties"].get(name, {})
        for one in alternatives(hint):
            many = get_origin(one) is tuple
            inner = get_args(one)[0] if many else one
            if isinstance(inner, type) and issubclass(inner, Struct):
                place = f"{path}.{name}".lstrip(".")
                yield from tables(inner, below["items"] if many else below, place)


TABLES = [
    pytest.param(kind, schema, id=f"{name}.toml {path}".strip())
    for name, root in FILES.items()
    for path, kind, schema in tables(root, load(name))
]
PLACES = [
    pytest.param(name, path, id=f"{name}.toml {path}".strip())
    for name, root in FILES.items()
    for path, _, _ in tables(root, load(name))
]


def described(schema: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    for key, below in schema.get("properties", {}).items():
        yield f"{path}{key}", below
        yield from described(below, f"{path}{key}.")
    if "items" in schema:
        yield from described(schema["items"], path)


def closed_values(hint: object) -> list[str] | None:
    """The values of a Literal or an enumeration; None for an open type."""
    for one in alternatives(hint):
        if get_origin(one) is Literal:
            return [str(value) for value in get_args(one)]
        if isinstance(one, type) and issubclass(one, StrEnum):
            return [value.value for value in one]
    return None


@pytest.mark.parametrize("name", FILES)
def test_a_schema_is_one_of_draft_2020_12(name: str) -> None:
    schema = load(name)

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://segur-check.example/schemas/{name}/1"


@pytest.mark.parametrize(("kind", "schema"), TABLES)
def test_a_table_has_the_keys_of_its_struct_in_the_same_order(
    kind: type[Struct], schema: Schema
) -> None:
    assert [field.encode_name for field in fields(kind)] == list(schema["properties"])
    assert schema["type"] == "object"
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(("kind", "schema"), TABLES)
def test_a_table_requires_the_keys_that_have_no_default(kind: type[Struct], schema: Schema) -> None:
    required = [
        field.encode_name
        for field in fields(kind)
        if field.default is NODEFAULT and field.default_factory is NODEFAULT
    ]

    assert required == schema.get("required", [])


@pytest.mark.parametrize(("kind", "schema"), TABLES)
def test_closed_values_are_those_of_the_struct(kind: type[Struct], schema: Schema) -> None:
    for name, hint in get_type_hints(kind).items():
        expected = closed_values(hint)
        if expected is not None:
            assert expected == schema["properties"][name]["enum"], name


@pytest.mark.parametrize(("kind", "schema"), TABLES)
def test_free_maps_and_only_they_take_any_key(kind: type[Struct], schema: Schema) -> None:
    maps = {
        name
        for name, hint in get_type_hints(kind).items()
        if any(get_origin(one) is dict for one in alternatives(hint))
    }
    free = {
        name
        for name, below in schema["properties"].items()
        if isinstance(below.get("additionalProperties"), dict)
    }

    assert maps == free


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_described_with_its_example_or_its_default(name: str) -> None:
    for path, schema in described(load(name)):
        table = schema["type"] == "object" or schema.get("items", {}).get("type") == "object"

        assert schema["description"].endswith("."), path
        assert table or "examples" in schema or "default" in schema, path
        validator = Draft202012Validator(schema)
        assert all(validator.is_valid(one) for one in schema.get("examples", [])), path


def test_a_sons_is_any_code_or_alias_that_the_tool_knows() -> None:
    in_dossier = load("dossier")["properties"]["sons"]["enum"]
    in_solution = load("segur-check")["properties"]["solutions"]["items"]["properties"]["sons"]

    assert in_solution["enum"] == in_dossier
    assert list(KNOWN_CODES) == in_dossier[: len(KNOWN_CODES)]
    assert set(ALIASES) == {code.upper() for code in in_dossier[len(KNOWN_CODES) :]}
    assert None not in {plain_code(code) for code in in_dossier}


def test_the_limits_have_the_defaults_of_the_tool() -> None:
    defaults = load("segur-check")["properties"]["limites"]["properties"]

    assert to_builtins(Limites()) == {name: one["default"] for name, one in defaults.items()}
    assert {1} == {one["minimum"] for one in defaults.values()}


@pytest.mark.parametrize(
    ("name", "text"), [("segur-check", SUPPLIER), ("dossier", DOSSIER)], ids=FILES
)
def test_the_example_of_the_format_passes_and_names_every_key(name: str, text: str) -> None:
    document = as_json(text)

    assert accepts(name, document)
    for path, kind, _ in tables(FILES[name], load(name)):
        here = document
        for step in filter(None, path.split(".")):
            here = here[step]
            here = here[0] if isinstance(here, list) else here
        assert {field.encode_name for field in fields(kind)} == set(here), path


def test_the_example_of_segur_check_toml_loads(tmp_path: Path) -> None:
    place = tmp_path / "segur-check.toml"
    place.write_text(SUPPLIER, encoding="utf-8")
    columns = "identifiant;sons;type_prestation;plafond_ht"
    (tmp_path / "plafonds.csv").write_text(f"{columns}\n330781196;HOP-DPI-Va2;V2;50000,00\n")
    (tmp_path / "finances.csv").write_text("identifiant;sons\n750712184;HOP-DPI-Va2\n")
    settings = read_settings(place)
    first, second = settings.file.solutions
    read = {
        "caps": [(cap.identifier, cap.sons, cap.value) for cap in settings.caps],
        "funded": settings.funded,
        "referencement": first.referencement,
        "pilotes_valides": (first.pilotes_valides, second.pilotes_valides),
        "sons": (first.sons, second.sons),
        "valeurs": settings.file.format.valeurs["typeFichier"],
        "rejetes": settings.file.numeros.rejetes,
    }
    expected = {
        "caps": [("330781196", "HOP-DPI-Va2", 50000), ("", "HOP-RI-Va1", 12000)],
        "funded": {("750712184", "HOP-DPI-Va2")},
        "referencement": date(2025, 6, 18),
        "pilotes_valides": (("330781196", "750712184"), ()),
        "sons": ("HOP-DPI-Va2", None),
        "valeurs": {"PROCES_VERBAL_VA": "VA"},
        "rejetes": ("CMD-2024-0017",),
    }

    assert expected == read


def test_the_example_of_dossier_toml_loads() -> None:
    settings = dossier_settings(DOSSIER, Path("dossier.toml"))
    read = (settings.sons, settings.file.phase, settings.depot, settings.file.pilotes)
    deposit = datetime.fromisoformat("2024-10-01T09:30:00+02:00")
    expected = ("MS1", Step.SOLDE, deposit, {"pv-1.pdf": "330781196"})

    assert expected == read


@pytest.mark.parametrize("name", FILES)
def test_an_empty_file_passes_and_loads(name: str, tmp_path: Path) -> None:
    assert accepts(name, {})
    assert read_either(name, "", tmp_path) is None


def read_either(name: str, text: str, folder: Path) -> str | None:
    """What the tool says against a file in French; None when it takes it."""
    place = folder / f"{name}.toml"
    place.write_text(text, encoding="utf-8")
    try:
        if name == "dossier":
            dossier_settings(text, place)
        else:
            read_settings(place)
    except UsageFault as fault:
        return fault.fr
    return None


@pytest.mark.parametrize(("name", "path"), PLACES)
def test_an_unknown_key_is_refused_by_the_schema_and_by_the_tool(
    name: str, path: str, tmp_path: Path
) -> None:
    known = {"solutions": 'numero_ans = "1"\n', "dejafinances": 'fichier = "f.csv"\n'}
    header = f"[[{path}]]" if path in known else f"[{path}]" if path else ""
    text = f"{header}\n{known.get(path, '')}cle_inventee = 1\n"

    assert not accepts(name, as_json(text))
    assert "« cle_inventee »" in (read_either(name, text, tmp_path) or "")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        pytest.param("depot = 2024-10-01", True, id="day"),
        pytest.param("depot = 2024-10-01T09:30:00", True, id="instant"),
        pytest.param("depot = 2024-10-01T09:30:00.5", True, id="fraction of a second"),
        pytest.param("depot = 2024-10-01 09:30:00", True, id="blank between day and hour"),
        pytest.param("depot = 2024-10-01T09:30:00+04:00", True, id="offset"),
        pytest.param("depot = 2024-10-01T09:30:00Z", True, id="universal time"),
        pytest.param('depot = "2024-10-01T09:30"', True, id="text without seconds"),
        pytest.param('depot = "2024-10-01"', True, id="day as a text"),
        pytest.param('depot = "hier"', False, id="no date"),
        pytest.param('depot = "01/10/2024"', False, id="French date"),
        pytest.param("depot = 09:30:00", False, id="hour alone"),
        pytest.param("depot = 20241001", False, id="number"),
        pytest.param('depot = "aucune"', False, id="none, where a deposit is asked"),
        pytest.param('attestation_fin = "aucune"', True, id="no completion statement"),
        pytest.param("attestation_fin = 2023-09-18", True, id="day of a completion statement"),
        pytest.param("attestation_fin = false", False, id="false for no statement"),
        pytest.param('phase = "solde"', True, id="known step"),
        pytest.param('phase = "Solde"', False, id="step with a capital"),
        pytest.param('sons = "MS9"', False, id="unknown SONS"),
        pytest.param('sons = "RAD-DRIMBOX-Va2"', True, id="alias of a SONS"),
        pytest.param('annulation.portee = "entière"', False, id="unknown extent"),
        pytest.param('enrolement.rang = "complementaire"', True, id="enrolled before"),
        pytest.param('enrolement.rang = "premier"', False, id="unknown rank of an enrolment"),
        pytest.param('enrolement.distributeur = "non"', False, id="text for a boolean"),
        pytest.param('non_installes = "10000001916"', False, id="text for a list"),
        pytest.param("types.va = 1", False, id="number for a type"),
    ],
)
def test_the_schema_and_the_tool_take_the_same_dossier_toml(
    text: str,
    tmp_path: Path,
    *,
    taken: bool,
) -> None:
    assert taken is accepts("dossier", as_json(text))
    assert taken is (read_either("dossier", text, tmp_path) is None)


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        pytest.param("plafonds.MS1 = 12000", True, id="whole cap"),
        pytest.param("plafonds.MS1 = 358.33", True, id="cap in cents"),
        pytest.param("plafonds.MS1 = 0", False, id="no cap at all"),
        pytest.param("plafonds.MS1 = true", False, id="boolean cap"),
        pytest.param("plafonds.fichier = 1", False, id="number for a file"),
        pytest.param("limites.json_mo = 1", True, id="smallest limit"),
        pytest.param("limites.json_mo = 0", False, id="limit of zero"),
        pytest.param("limites.json_mo = 1.5", False, id="limit with a fraction"),
        pytest.param('limites.json_mo = "20"', False, id="limit as a text"),
        pytest.param("solutions = [{ sons = 'MS1' }]", False, id="solution without its number"),
        pytest.param("solutions = { numero_ans = '1' }", False, id="table for a list"),
        pytest.param("solutions = [{ numero_ans = 123 }]", False, id="number without quotes"),
        pytest.param(
            "solutions = [{ numero_ans = '1', enrolement = 'complet' }]",
            False,
            id="unknown enrolment",
        ),
        pytest.param(
            "solutions = [{ numero_ans = '1', referencement = 2025-06-18T10:00:00 }]",
            False,
            id="instant for a day",
        ),
        pytest.param("dejafinances = [{}]", False, id="no file of funded clients"),
        pytest.param("numeros.rejetes = [17]", False, id="number for a numéro éditeur"),
        pytest.param("format.valeurs.typeFichier = 'VA'", False, id="text for a map of values"),
        pytest.param("format.avance.cle = 'siret'", True, id="renamed key"),
    ],
)
def test_the_schema_and_the_tool_take_the_same_segur_check_toml(
    text: str,
    tmp_path: Path,
    *,
    taken: bool,
) -> None:
    assert taken is accepts("segur-check", as_json(text))
    assert taken is (read_either("segur-check", text, tmp_path) is None)


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_the_example_dossiers_pass(name: str) -> None:
    found = sorted((ROOT / "examples").rglob(f"{name}.toml"))

    assert found
    for place in found:
        assert accepts(name, as_json(place.read_text(encoding="utf-8"))), place
