"""The published schemas: their own rules, and two validators that agree on them."""

import copy
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

Schema: TypeAlias = dict[str, Any]
Document: TypeAlias = dict[str, Any]
JsonPath: TypeAlias = tuple[str | int, ...]

SCHEMAS = Path(__file__).parents[2] / "schemas"
NAMES = ("avance", "solde", "report")
PHASES = ("avance", "solde")
STATUSES = {"attested", "proposed"}
OPEN_CODES = {"typeAction", "regimeTVA", "commandePour", "typeFichier"}
BANNED = {"oneOf", "anyOf", "allOf", "not", "if", "multipleOf", "format", "pattern"}
ROOT_KEYS = ["impId", "numeroAns", "siret", "lignesImport"]

LIGNE: JsonPath = ("lignesImport", 0)
BOOLEANS_OF_SCENARIO = (
    "isCentreDeSante",
    "isProSanteConnectNeeded",
    "isDirectToDMP",
    "isPFIToDMP",
    "isDirectToMSSPro",
    "isPFIToMSSPro",
    "isDirectToMSSCitoyen",
    "isPFIToMSSCitoyen",
)
NEVER_NULL: frozenset[JsonPath] = frozenset(
    {
        ("numeroAns",),
        ("siret",),
        ("lignesImport",),
        *((*LIGNE, key) for key in ("numLigne", "typeAction", "numeroEditeur")),
        *((*LIGNE, "commande", key) for key in ("dateCommande", "regimeTVA", "montantSegurHT")),
        *(
            (*LIGNE, "beneficiaires", key)
            for key in ("commandePour", "isMandataire", "isClientUnique")
        ),
        *(
            (*LIGNE, "piecesJustificatives", 0, key)
            for key in ("nomFichier", "formatFichier", "typeFichier")
        ),
        *((*LIGNE, "scenarioInstallation", key) for key in BOOLEANS_OF_SCENARIO),
    }
)

# Every attested key and no proposed one.
MINIMAL_AVANCE = """
{
  "impId": null,
  "numeroAns": "0123456789",
  "siret": "00000000000000",
  "lignesImport": [
    {
      "numLigne": 1,
      "typeAction": "C",
      "numeroASP": null,
      "numeroEditeur": "CMD-0001",
      "commande": { "dateCommande": "2022-06-15", "regimeTVA": "TTC", "montantSegurHT": 358.33 },
      "beneficiaires": {
        "commandePour": "LIBERAL",
        "isMandataire": false,
        "isClientUnique": true,
        "nomMandataire": null,
        "emailMandataire": null,
        "telephoneMandataire": null,
        "liberal": [
          {
            "nomMedecin": "Exemple",
            "emailMedecin": "exemple@medecin.example",
            "telephoneMedecin": "0199000000",
            "RPPS": "10000001916"
          }
        ],
        "structure": {
          "nomResponsable": null,
          "emailResponsable": null,
          "telephoneResponsable": null,
          "FINESSJuridique": null,
          "FINESSGeo": []
        }
      },
      "piecesJustificatives": [
        { "nomFichier": "bdc.pdf", "formatFichier": "PDF", "typeFichier": "BON_COMMANDE" }
      ],
      "scenarioInstallation": {
        "isCentreDeSante": false,
        "isProSanteConnectNeeded": true,
        "isDirectToDMP": true,
        "isPFIToDMP": false,
        "isDirectToMSSPro": true,
        "isPFIToMSSPro": false,
        "isDirectToMSSCitoyen": true,
        "isPFIToMSSCitoyen": false,
        "operateurMessagerie": "API_35"
      },
      "codeTraitement": null,
      "libelleTraitement": null
    }
  ]
}
"""

MINIMAL_SOLDE = """
{
  "impId": null,
  "numeroAns": "0123456789",
  "siret": "00000000000000",
  "lignesImport": [
    { "numLigne": 1, "numeroEditeur": 1, "beneficiaires": {}, "piecesJustificatives": [] }
  ]
}
"""

# What the minimal avance lacks to hold every known key.
PROPOSED_KEYS = """
{
  "typePrestation": "V1V2",
  "deploiementMSS": "Cas 1",
  "facture": {
    "numeroFacture": "F-1",
    "dateFacture": "15/09/2022",
    "montantSegurHT": 358.33,
    "tauxTVA": 20,
    "montantTVA": 71.67,
    "montantSegurTTC": 430.00,
    "nomClient": "Exemple"
  },
  "verification": {
    "type": "VA",
    "dateSignature": "2022-09-01",
    "nomSignataire": "Exemple",
    "adressesMSS": ["exemple@medecin.mssante.example"]
  },
  "commande": { "tauxTVA": 8.5, "montantTVA": 30.46, "montantSegurTTC": 388.79 },
  "structure": {
    "FINESSPMSI": ["000000000"],
    "siret": "00000000000000",
    "raisonSociale": "Exemple",
    "codePostal": "00000",
    "categorieFINESSJuridique": "0000",
    "categorieFINESSGeo": "000"
  },
  "historiques": [
    {
      "RPPS": "10000001916",
      "FINESSGeo": "000000000",
      "FINESSPMSI": "000000000",
      "siret": "00000000000000",
      "motif": "FUSION"
    }
  ],
  "nouveau": {
    "FINESSPMSI": "000000000",
    "FINESSGeo": "000000000",
    "RPPS": "10000001916",
    "siret": "00000000000000",
    "motif": "SCISSION"
  }
}
"""

REPORT = """
{
  "format": "segur-check/1",
  "tool": { "name": "segur-check", "version": "0.1.0" },
  "rules": { "version": "2025.1" },
  "evaluated_at": "2025-01-15T09:30:00.125+01:00",
  "exit_code": 1,
  "verdict": "a-modifier",
  "inputs": [{ "path": "avance.json", "sha256": "@", "bytes": 1204 }],
  "requests": [
    {
      "file": "avance.json",
      "line": 1,
      "numero_editeur": "CMD-0001",
      "sons": "MDV-LGC-Va1",
      "phase": "avance",
      "verdict": "a-modifier",
      "findings": [
        {
          "code": "MNT004",
          "severity": "a-modifier",
          "confidence": "certaine",
          "title": "TVA fausse",
          "message": "358,33 × 20 % = 71,67 et non 70,00",
          "action": "Corriger montantTVA.",
          "found": "70.00",
          "expected": null,
          "source": { "id": "000", "title": "FAQ", "url": null, "certainty": "A" },
          "locations": [
            {
              "file": "avance.json",
              "pointer": "/lignesImport/0/commande/montantTVA",
              "line": 12,
              "column": 7,
              "page": null,
              "excerpt": null
            }
          ],
          "fingerprint": "@"
        }
      ],
      "not_checked": [{ "code": "PIE016", "kind": "non-fourni", "reason": "Aucune pièce." }],
      "facts": {
        "client": {
          "label": "Exemple",
          "identifiers": [{ "type": "RPPS", "value": "10000001916" }]
        },
        "depot": { "instant": "2022-09-30", "origin": "--depot" },
        "amounts": {
          "ht": "358.33",
          "rate": "20",
          "vat": "71.67",
          "ttc": "430.00",
          "cap": null,
          "cap_source": "Plafond par médecin",
          "avance": "107.50",
          "solde": "-0.5"
        },
        "windows": [
          {
            "event": "avance",
            "opens": null,
            "closes": "2022-11-17T14:00:00+01:00",
            "certainty": "A",
            "source": "002"
          }
        ],
        "dates": [{ "event": "commande", "date": "2022-06-15", "from": "JSON" }]
      },
      "coverage": { "applied": 40, "not_applicable": 12, "not_checked": 1 }
    }
  ]
}
""".replace("@", "0123456789abcdef" * 4)


def parse(text: str) -> Document:
    """Reads numbers as the tool does: no binary float."""
    document: Document = json.loads(text, parse_float=Decimal)
    return document


def load(name: str) -> Schema:
    schema: Schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def full_document() -> Document:
    document, proposed = parse(MINIMAL_AVANCE), parse(PROPOSED_KEYS)
    ligne = document["lignesImport"][0]
    client = ligne["beneficiaires"]
    ligne["commande"] |= proposed.pop("commande")
    client["structure"] |= proposed.pop("structure")
    client |= {key: proposed.pop(key) for key in ("historiques", "nouveau")}
    ligne["scenarioInstallation"]["profil"] = "Généraliste"
    ligne |= proposed
    return document


def subschemas(schema: Schema, path: JsonPath = ()) -> Iterator[tuple[JsonPath, Schema]]:
    """Every schema below this one, with the path of the values that it rules."""
    yield path, schema
    for key, below in schema.get("properties", {}).items():
        yield from subschemas(below, (*path, key))
    if "items" in schema:
        yield from subschemas(schema["items"], (*path, 0))
    for key, below in schema.get("$defs", {}).items():
        yield from subschemas(below, ("$defs", key))


def properties(schema: Schema) -> dict[JsonPath, Schema]:
    return {path: sub for path, sub in subschemas(schema) if path and path[-1] != 0}


def parent(document: Document, path: JsonPath) -> Any:  # noqa: ANN401 - a list or an object
    value: Any = document
    for step in path[:-1]:
        value = value[step]
    return value


def paths(value: object, path: JsonPath = ()) -> Iterator[JsonPath]:
    """Every place of a document, the root excepted."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from paths(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from paths(below, (*path, index))


def is_integer(_: object, value: object) -> bool:
    """JSON Schema's integer, for Decimal too: jsonschema itself sees none in Decimal("1.0")."""
    if isinstance(value, Decimal):
        return value.is_finite() and value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


ORACLE = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer),
)
ORACLES: dict[str, Any] = {name: ORACLE(load(name)) for name in NAMES}
FAST = {name: jsonschema_rs.Draft202012Validator(load(name)) for name in NAMES}


def errors(name: str, document: object) -> set[tuple[JsonPath, str]]:
    """Where the oracle sees an error, and which keyword says it."""
    return {
        (tuple(error.absolute_path), str(error.validator))
        for error in ORACLES[name].iter_errors(document)
    }


def fast_errors(name: str, document: object) -> set[tuple[JsonPath, str]]:
    return {
        (tuple(error.instance_path), error.kind.name) for error in FAST[name].iter_errors(document)
    }


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_one_of_draft_2020_12(name: str) -> None:
    schema = load(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://segur-check.example/schemas/{name}/1"


@pytest.mark.parametrize("name", NAMES)
def test_every_object_is_closed(name: str) -> None:
    for path, schema in subschemas(load(name)):
        if "properties" in schema:
            assert schema["additionalProperties"] is False, path


@pytest.mark.parametrize("name", NAMES)
def test_every_property_is_described(name: str) -> None:
    for path, schema in properties(load(name)).items():
        assert schema["description"].endswith("."), path


@pytest.mark.parametrize("phase", PHASES)
def test_every_property_says_whether_its_name_is_attested(phase: str) -> None:
    for path, schema in properties(load(phase)).items():
        assert schema.get("x-status") in STATUSES, path


@pytest.mark.parametrize("phase", PHASES)
def test_what_is_below_a_proposed_key_is_proposed(phase: str) -> None:
    for path, schema in subschemas(load(phase)):
        if schema.get("x-status") == "proposed":
            below = properties(schema).values()
            assert {sub["x-status"] for sub in below} <= {"proposed"}, path


@pytest.mark.parametrize("phase", PHASES)
def test_no_keyword_does_the_work_of_a_control(phase: str) -> None:
    for path, schema in subschemas(load(phase)):
        assert BANNED.isdisjoint(schema), path


@pytest.mark.parametrize("phase", PHASES)
def test_open_codes_and_only_they_list_their_codes(phase: str) -> None:
    listed = {path: s for path, s in properties(load(phase)).items() if "enum" in s}
    assert {path[-1] for path in listed} == OPEN_CODES
    for path, schema in listed.items():
        assert schema["enum"] == list(schema["x-codes"]), path
        assert set(schema["x-codes"].values()) <= STATUSES, path


def test_the_two_phases_differ_by_what_they_require_only() -> None:
    def stripped(name: str) -> Schema:
        schema = load(name)
        for _, sub in list(subschemas(schema)):
            sub.pop("required", None)
        return {k: v for k, v in schema.items() if k not in ("$id", "title", "description")}

    assert properties(load("avance")).keys() == properties(load("solde")).keys()
    assert stripped("avance") == stripped("solde")


def test_an_avance_requires_every_attested_key_and_no_other() -> None:
    for path, schema in subschemas(load("avance")):
        known = schema.get("properties", {})
        attested = [key for key, sub in known.items() if sub["x-status"] == "attested"]
        assert schema.get("required", []) == attested, path


def test_a_solde_requires_the_root_and_four_keys_of_a_ligne() -> None:
    required = {p: s["required"] for p, s in subschemas(load("solde")) if "required" in s}
    assert required == {
        (): ROOT_KEYS,
        LIGNE: ["numLigne", "numeroEditeur", "beneficiaires", "piecesJustificatives"],
    }


# Keys that came after the first reports of the format: a report may be without them.
ADDED = {"perimeter", "only_counted", "role", "aged", "actor", "caused_by", "paste"}


def test_the_report_requires_every_key() -> None:
    for path, schema in subschemas(load("report")):
        keys = [key for key in schema.get("properties", {}) if key not in ADDED]
        assert schema.get("required", []) == keys, path


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("avance", parse(MINIMAL_AVANCE)),
        ("avance", full_document()),
        ("solde", parse(MINIMAL_AVANCE)),
        ("solde", parse(MINIMAL_SOLDE)),
        ("solde", full_document()),
        ("report", parse(REPORT)),
    ],
)
def test_sound_documents_pass(name: str, document: Document) -> None:
    assert errors(name, document) == set()
    assert fast_errors(name, document) == set()


def test_the_full_document_holds_every_known_key() -> None:
    held = {path for path in paths(full_document()) if path[-1] != 0}
    assert held == set(properties(load("avance")))


def test_a_minimal_solde_is_no_avance() -> None:
    assert {keyword for _, keyword in errors("avance", parse(MINIMAL_SOLDE))} == {"required"}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("path", properties(load("avance")))
def test_null_is_refused_on_the_keys_that_need_a_value(phase: str, path: JsonPath) -> None:
    document = full_document()
    parent(document, path)[path[-1]] = None
    wrong = {where for where, _ in errors(phase, document)}
    assert wrong == ({path} if path in NEVER_NULL else set())


@pytest.mark.parametrize("path", properties(load("avance")))
def test_an_avance_misses_an_attested_key_and_no_proposed_one(path: JsonPath) -> None:
    document = full_document()
    del parent(document, path)[path[-1]]
    attested = properties(load("avance"))[path]["x-status"] == "attested"
    assert errors("avance", document) == ({(path[:-1], "required")} if attested else set())


@pytest.mark.parametrize("phase", PHASES)
def test_an_empty_list_of_requests_is_refused(phase: str) -> None:
    document = parse(MINIMAL_AVANCE) | {"lignesImport": []}
    assert errors(phase, document) == {(("lignesImport",), "minItems")}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(
    ("path", "value", "keyword"),
    [
        (("SIRET",), "00000000000000", "additionalProperties"),
        (("siret",), 12345678900012, "type"),
        ((*LIGNE, "numLigne"), Decimal("1.5"), "type"),
        ((*LIGNE, "numeroEditeur"), True, "type"),
        ((*LIGNE, "typeAction"), "Z", "enum"),
        ((*LIGNE, "commande", "montantSegurHT"), "358,33", "type"),
        ((*LIGNE, "commande", "regimeTVA"), "ttc", "enum"),
        ((*LIGNE, "facture", "tauxTVA"), "20 %", "type"),
        ((*LIGNE, "beneficiaires", "isMandataire"), "false", "type"),
        ((*LIGNE, "beneficiaires", "structure"), [], "type"),
        ((*LIGNE, "beneficiaires", "liberal"), {}, "type"),
        ((*LIGNE, "beneficiaires", "liberal", 0, "RPPS"), 10000001916, "type"),
        ((*LIGNE, "beneficiaires", "structure", "FINESSGeo"), "000000000", "type"),
        ((*LIGNE, "beneficiaires", "historiques"), {}, "type"),
        ((*LIGNE, "piecesJustificatives", 0, "formatFichier"), "pdf", "const"),
        ((*LIGNE, "piecesJustificatives", 0, "typeFichier"), "DEVIS", "enum"),
        ((*LIGNE, "scenarioInstallation", "operateurMessagerie"), "", "minLength"),
    ],
)
def test_a_wrong_value_is_refused(phase: str, path: JsonPath, value: object, keyword: str) -> None:
    document = full_document()
    parent(document, path)[path[-1]] = value
    where = path[:-1] if keyword == "additionalProperties" else path
    assert errors(phase, document) == {(where, keyword)}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*LIGNE, "numeroEditeur"), 17),
        ((*LIGNE, "typePrestation"), "V3"),
        ((*LIGNE, "deploiementMSS"), "CAS_1"),
        ((*LIGNE, "verification", "type"), "PV_VSR"),
        ((*LIGNE, "beneficiaires", "structure", "FINESSPMSI"), "000000000"),
        ((*LIGNE, "piecesJustificatives"), []),
        ((*LIGNE, "scenarioInstallation", "operateurMessagerie"), "null"),
        ((*LIGNE, "codeTraitement"), "E12"),
        (("impId",), "4521"),
    ],
)
def test_a_value_that_controls_judge_passes(phase: str, path: JsonPath, value: object) -> None:
    document = full_document()
    parent(document, path)[path[-1]] = value
    assert errors(phase, document) == set()


REQUEST: JsonPath = ("requests", 0)
FINDING: JsonPath = (*REQUEST, "findings", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "segur-check/2"),
        (("exit_code",), 5),
        (("verdict",), "valide"),
        (("evaluated_at",), "2025-01-15T09:30:00"),
        (("inputs", 0, "sha256"), "ABC"),
        (("inputs", 0, "bytes"), -1),
        ((*REQUEST, "verdict"), None),
        ((*REQUEST, "phase"), "Avance"),
        ((*REQUEST, "numero_editeur"), 17),
        ((*FINDING, "code"), "MNT04"),
        ((*FINDING, "severity"), "erreur"),
        ((*FINDING, "confidence"), "sûre"),
        ((*FINDING, "source", "certainty"), "B"),
        ((*FINDING, "fingerprint"), "0" * 63),
        ((*FINDING, "locations", 0, "line"), 0),
        ((*REQUEST, "not_checked", 0, "kind"), "inconnu"),
        ((*REQUEST, "facts", "amounts", "ht"), "358,33"),
        ((*REQUEST, "facts", "amounts", "ht"), Decimal("358.33")),
        ((*REQUEST, "facts", "depot", "instant"), "2022-09-30T14:00:00"),
        ((*REQUEST, "facts", "dates", 0, "date"), "30/09/2022"),
        ((*REQUEST, "coverage", "applied"), -1),
    ],
)
def test_a_wrong_report_is_refused(path: JsonPath, value: object) -> None:
    document = parse(REPORT)
    parent(document, path)[path[-1]] = value
    assert {where for where, _ in errors("report", document)} == {path}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("verdict",), None),
        (("evaluated_at",), "2025-01-15T09:30:00Z"),
        (("inputs", 0, "sha256"), None),
        ((*REQUEST, "line"), None),
        ((*REQUEST, "phase"), None),
        ((*REQUEST, "facts", "depot", "instant"), "2022-09-30T14:00:00+02:00"),
        ((*REQUEST, "facts", "amounts", "ht"), None),
    ],
)
def test_a_report_may_miss_a_value(path: JsonPath, value: object) -> None:
    document = parse(REPORT)
    parent(document, path)[path[-1]] = value
    assert errors("report", document) == set()


@pytest.mark.parametrize("path", [p for p in paths(parse(REPORT)) if p[-1] != 0])
def test_a_report_never_misses_a_key(path: JsonPath) -> None:
    document = parse(REPORT)
    del parent(document, path)[path[-1]]
    assert errors("report", document) == {(path[:-1], "required")}


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        2**64,
        10**400,
        *map(Decimal, ("1.0", "358.33", "0E-400", "1E+400", "1E-400", "1E+999999")),
        "",
        "PDF",
        "C",
        "358,33",
        "null",
        [],
        [None],
        ["x", 1],
        [[]],
        {},
        {"inconnue": 1, "autre": None},
    ]
)
SOUND: list[tuple[str, Callable[[], Document]]] = [
    ("avance", lambda: parse(MINIMAL_AVANCE)),
    ("avance", full_document),
    ("solde", lambda: parse(MINIMAL_SOLDE)),
    ("solde", full_document),
    ("report", lambda: parse(REPORT)),
]


@st.composite
def mutants(draw: st.DrawFn) -> tuple[str, Document]:
    """A sound document with one to four places deleted, replaced, or given a key too many."""
    name, build = draw(st.sampled_from(SOUND))
    document = build()
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        places = list(paths(document))
        if not places:
            break
        path = draw(st.sampled_from(places))
        holder, last = parent(document, path), path[-1]
        match draw(st.sampled_from(["delete", "replace", "add"])):
            case "delete":
                del holder[last]
            case "add" if isinstance(holder, dict):
                holder[draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=6))] = 1
            case _:
                holder[last] = copy.deepcopy(draw(VALUES))
    return name, document


@settings(max_examples=400, deadline=None)
@given(mutants())
def test_two_validators_see_the_same_errors(mutant: tuple[str, Document]) -> None:
    name, document = mutant
    assert fast_errors(name, document) == errors(name, document)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("document", [None, True, 1, Decimal("1.5"), "texte", [], {}])
def test_two_validators_see_the_same_errors_at_the_root(name: str, document: object) -> None:
    seen = errors(name, document)
    assert seen
    assert fast_errors(name, document) == seen
