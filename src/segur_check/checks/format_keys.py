"""FMT005, FMT006, FMT008, FMT014, FMT021: the keys of the JSON: missing, unknown, misspelt."""

from collections.abc import Iterator

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.case.mends import RIGHT
from segur_check.dossier.shape import ShapeFault
from segur_check.values.wording import Quoted, Value


@control("FMT005")
def key_in_wrong_case(context: Context) -> Iterator[Outcome]:
    """A key written with the wrong capitals."""
    for fault in context.shape_faults("case"):
        found, expected = Quoted(fault.key), Quoted(fault.expected[0])
        yield Problem(Place(fault.pointer, at_key=True), {"found": found, "expected": expected})


# Other controls report these keys: FMT011, FMT010 and FMT014.
_REPORTED_ELSEWHERE = frozenset({"numLigne", "formatFichier", "operateurMessagerie"})


@control("FMT006")
def required_key_missing(context: Context) -> Iterator[Outcome]:
    """A required key that is absent, or null where a value is required."""
    for fault in context.shape_faults("missing", "null"):
        if fault.key not in _REPORTED_ELSEWHERE and not _has_no_client(context, fault):
            at = fault.pointer if fault.kind == "null" else f"{fault.pointer}/{fault.key}"
            values: dict[str, Value] = {"key": Quoted(fault.key)}
            mends = ({at: RIGHT},)
            yield Problem(Place(fault.pointer), values, variant=fault.kind, mends=mends)
    for pointer, key, value in _required_texts(context):
        if isinstance(value, str) and not value.strip():
            yield Problem(Place(f"{pointer}/{key}"), {"key": Quoted(key)}, variant="blank")


# A SONS without clients has neither an order nor a scenario of installation.
_OF_A_CLIENT = frozenset({"beneficiaires", "scenarioInstallation", "dateCommande"})


def _has_no_client(context: Context, fault: ShapeFault) -> bool:
    """Whether a key is missing from what tells the client, where the SONS has no client."""
    _, _, inside = fault.pointer.removeprefix("/lignesImport/").partition("/")
    return context.corridor.json_optional and (
        fault.key in _OF_A_CLIENT or inside.partition("/")[0] in _OF_A_CLIENT
    )


def _required_texts(context: Context) -> Iterator[tuple[str, str, object]]:
    """The texts that must not be empty and that no other control reads: pointer, key, value."""
    for key in ("numeroAns", "siret"):
        yield "", key, context.file.tree.get(key)
    for request in context.file.requests:
        yield request.pointer, "numeroEditeur", request.tree.get("numeroEditeur")
        for listed in request.listed:
            yield listed.pointer, "nomFichier", listed.written_name


@control("FMT008")
def unknown_key(context: Context) -> Iterator[Outcome]:
    """A key that the tool does not know."""
    for fault in context.shape_faults("unknown"):
        near = fault.expected[0] if fault.expected else ""
        values: dict[str, Value] = {"key": Quoted(fault.key), "near": Quoted(near)}
        mends = ({f"{fault.pointer.rpartition('/')[0]}/{near}": RIGHT},) if near else ()
        at = Place(fault.pointer, at_key=True)
        yield Problem(at, values, variant="near" if near else "", mends=mends)


@control("FMT014")
def messaging_operator_empty(context: Context) -> Iterator[Outcome]:
    """`operateurMessagerie` is "", or missing from a scenario of installation."""
    for request in context.file.requests:
        scenario = request.tree.get("scenarioInstallation")
        if not isinstance(scenario, dict):
            continue
        pointer = f"{request.pointer}/scenarioInstallation"
        if "operateurMessagerie" not in scenario:
            yield Problem(Place(pointer), variant="missing")
            continue
        operator = scenario["operateurMessagerie"]
        if isinstance(operator, str) and not operator.strip():
            yield Problem(Place(f"{pointer}/operateurMessagerie"))


@control("FMT021")
def mandataire(context: Context) -> Iterator[Outcome]:
    """A mandataire that is announced and not described, or the reverse."""
    for request in context.file.requests:
        who = request.beneficiaries
        contrary = [
            (key, text)
            for key, text in who.mandataire.items()
            if who.is_mandataire is not None and who.is_mandataire is (text is None)
        ]
        for key, text in contrary:
            at = Place(f"{who.pointer}/{key}" if key in who.keys else who.pointer)
            values: dict[str, Value] = {"key": Quoted(key)}
            if text is None:
                yield Problem(at, values, variant="missing")
            else:
                values["found"] = Quoted(text.value)
                yield Problem(at, values, variant="filled")
