"""IDE001 to IDE013: the identifiers of the supplier and of the client."""

from collections.abc import Callable, Iterator

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.dossier.request import Identifier, Request, Text
from segur_check.values.identifiers import Flaw, finess_flaw, is_mail_address, plain, siret_flaw
from segur_check.values.wording import Items, Quoted, Term, Terms, Value

_PROPOSED = frozenset({"FINESSPMSI", "SIRET"})
_FINESS_KINDS = frozenset({"FINESSJuridique", "FINESSGeo", "FINESSPMSI"})


def _some_flawed(*kinds: str) -> Callable[[Context], bool]:
    """Whether an identifier of these types is not right somewhere in a file."""
    return lambda context: any(kind in kinds for kind, _ in context.file.flaws)


def _flawed(context: Context, *kinds: str) -> list[tuple[Text, Flaw]]:
    """The identifiers of these types that are not right, and what is wrong with them."""
    found = context.line.beneficiaries.flawed
    return [(one.text, flaw) for one, flaw in found if one.kind in kinds]


@control("IDE001")
def supplier_siret(context: Context) -> Iterator[Outcome]:
    """The supplier's SIRET is not one."""
    if context.file.siret is not None:
        flaw = siret_flaw(plain(context.file.siret))
        if flaw is not None:
            yield Problem(
                Place("/siret"), {"found": Quoted(context.file.siret)}, variant=flaw.value
            )


@control("IDE002", when=_some_flawed("RPPS"))
def rpps(context: Context) -> Iterator[Outcome]:
    """An RPPS that is not one."""
    for text, flaw in _flawed(context, "RPPS"):
        if flaw is not Flaw.NATIONAL:
            yield Problem(Place(text.pointer), {"found": Quoted(text.value)}, variant=flaw.value)


@control("IDE003", when=_some_flawed("RPPS"))
def national_identifier_for_rpps(context: Context) -> Iterator[Outcome]:
    """The national identifier (8 + RPPS) where the RPPS is asked."""
    for text, flaw in _flawed(context, "RPPS"):
        if flaw is Flaw.NATIONAL:
            values: dict[str, Value] = {"found": Quoted(text.value), "expected": text.plain[1:]}
            yield Problem(Place(text.pointer), values)


@control("IDE004", when=_some_flawed(*_FINESS_KINDS))
def finess_shape(context: Context) -> Iterator[Outcome]:
    """A FINESS of the wrong shape; a lost leading zero is recognised."""
    for text, flaw in _flawed(context, *_FINESS_KINDS):
        if flaw is not Flaw.KEY:
            values: dict[str, Value] = {"found": Quoted(text.value)}
            if flaw is Flaw.LOST_ZERO:
                values["expected"] = f"0{text.plain}"
            ignored = flaw is not Flaw.LOST_ZERO and _another_number_is_right(context)
            variant = "ignored" if ignored else flaw.value
            yield Problem(Place(text.pointer), values, variant=variant)


def _another_number_is_right(context: Context) -> bool:
    """Where the client's numbers decide of its cap, a wrong one is ignored if another is right."""
    client, who = context.corridor.client, context.line.beneficiaries
    return (
        client is not None
        and client.numbers is not None
        and any(finess_flaw(one.text.plain) is None for one in who.of(*_FINESS_KINDS))
    )


@control("IDE005", when=_some_flawed(*_FINESS_KINDS))
def finess_key(context: Context) -> Iterator[Outcome]:
    """A FINESS whose key does not fit."""
    for text, flaw in _flawed(context, *_FINESS_KINDS):
        if flaw is Flaw.KEY:
            variant = "ignored" if _another_number_is_right(context) else ""
            yield Problem(Place(text.pointer), {"found": Quoted(text.value)}, variant=variant)


@control("IDE006")
def client_not_identified(context: Context) -> Iterator[Outcome]:
    """The client bears none of the identifiers that its SONS asks."""
    client = context.corridor.client
    if client is None:
        return
    if client.identified_by is None:
        yield NotChecked(
            NotCheckedKind.NOT_PUBLISHED, "not_published", {"sons": context.corridor.sons}
        )
        return
    who = context.line.beneficiaries
    present = {one.kind for one in who.identifiers}
    if any(present.issuperset(enough) for enough in client.identified_by.value):
        return
    expected = Items(tuple(Terms(enough) for enough in client.identified_by.value))
    if any(present.issuperset(perhaps) for perhaps in client.perhaps):
        given = {
            "found": Items(tuple(Term(kind) for kind in sorted(present))),
            "expected": expected,
        }
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "perhaps", given)
        return
    if _unreadable(context):
        yield NotChecked(NotCheckedKind.UNREADABLE, "unreadable", {"expected": expected})
        return
    asked = {kind for enough in client.identified_by.value for kind in enough}
    unknown = context.shape.unknown_beside(f"{who.pointer}/structure")
    # An identifier that we propose may have another official name; an attested one may not.
    if unknown and asked & _PROPOSED:
        values: dict[str, Value] = {"key": unknown[0], "expected": expected}
        yield NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_key", values)
    elif not _misplaced(context):
        place = who.pointer if "beneficiaires" in context.line.tree else context.line.pointer
        yield Problem(Place(place), {"expected": expected})


def _unreadable(context: Context) -> bool:
    """Whether a block of the client is of the wrong type (FMT007), so that nothing is read in it."""
    whole = context.line.tree.get("beneficiaires")
    if not isinstance(whole, dict):
        return whole is not None
    liberal, structure = whole.get("liberal"), whole.get("structure")
    return not isinstance(liberal, list | None) or not isinstance(structure, dict | None)


def _misplaced(context: Context) -> bool:
    """Whether `commandePour` names one block and the identifiers stand in the other."""
    who, client = context.line.beneficiaries, context.corridor.client
    if who.ordered_for == "LIBERAL":
        return not who.has_liberal and bool(who.of(*_FINESS_KINDS, "SIRET"))
    if who.ordered_for == "STRUCTURE":
        collection = client is not None and client.collection_of_rpps
        own = who.of(*_FINESS_KINDS, "SIRET")
        return bool(who.of("RPPS")) and not own and not collection
    return False


@control("IDE007", when=_some_flawed("SIRET"))
def client_siret(context: Context) -> Iterator[Outcome]:
    """The client's SIRET is not one."""
    for text, flaw in _flawed(context, "SIRET"):
        yield Problem(Place(text.pointer), {"found": Quoted(text.value)}, variant=flaw.value)


def _is_repeated(request: Request) -> bool:
    clients = request.beneficiaries.identifiers
    return len(clients) > 1 and len({one.key for one in clients}) < len(clients)


@control("IDE008", when=lambda context: any(map(_is_repeated, context.file.requests)))
def client_twice(context: Context) -> Iterator[Outcome]:
    """The same identifier twice among the clients of a request."""
    seen: dict[tuple[str, str], Identifier] = {}
    for one in context.line.beneficiaries.identifiers:
        first = seen.setdefault(one.key, one)
        if first is not one:
            values: dict[str, Value] = {"kind": Term(one.kind), "found": one.key[1]}
            yield Problem((Place(one.text.pointer), Place(first.text.pointer)), values)


def _wrong_mails(request: Request) -> list[Text]:
    mails = request.beneficiaries.mails
    return [mail for mail in mails if not is_mail_address(mail.value.strip())]


@control("IDE009", when=lambda context: any(map(_wrong_mails, context.file.requests)))
def mail_address(context: Context) -> Iterator[Outcome]:
    """A mail address that has not the shape of one."""
    for mail in _wrong_mails(context.line):
        yield Problem(Place(mail.pointer), {"found": Quoted(mail.value)})


@control("IDE010")
def block_and_kind_of_order(context: Context) -> Iterator[Outcome]:
    """`commandePour` names one block, the client stands in the other."""
    if _misplaced(context):
        who = context.line.beneficiaries
        values: dict[str, Value] = {"found": Quoted(who.ordered_for or "")}
        yield Problem(Place(f"{who.pointer}/commandePour"), values, variant=str(who.ordered_for))


@control("IDE011")
def not_the_declared_supplier(context: Context) -> Iterator[Outcome]:
    """The file's SIRET or ANS number is not the one of the settings."""
    declared = context.settings.file.fournisseur.siret
    found = context.file.siret
    if declared and found and plain(declared) != plain(found):
        values: dict[str, Value] = {"found": Quoted(found), "expected": Quoted(declared)}
        yield Problem(Place("/siret"), values, variant="siret")
    numbers = [one.numero_ans for one in context.settings.file.solutions]
    number = context.file.numero_ans
    if numbers and number and number not in numbers:
        given: dict[str, Value] = {"found": Quoted(number), "expected": Items(tuple(numbers))}
        yield Problem(Place("/numeroAns"), given, variant="numero_ans")


def _written_otherwise(request: Request) -> list[Text]:
    """The identifiers that are not written plainly."""
    named = request.beneficiaries.named
    return [one.text for one in named if one.text.value != one.text.plain]


@control("IDE012", when=lambda context: any(map(_written_otherwise, context.file.requests)))
def identifier_not_plain(context: Context) -> Iterator[Outcome]:
    """A right identifier written with blanks or in lower case."""
    if context.request is None:
        siret = context.file.siret
        if siret is not None and siret != plain(siret) and siret_flaw(plain(siret)) is None:
            yield _not_plain(Text(siret, "/siret"))
        return
    wrong = {one.text.pointer for one, _ in context.line.beneficiaries.flawed}
    for text in _written_otherwise(context.line):
        if text.pointer not in wrong:
            yield _not_plain(text)


def _not_plain(text: Text) -> Problem:
    return Problem(Place(text.pointer), {"found": Quoted(text.value), "expected": text.plain})


@control("IDE013")
def pmsi_not_of_the_client(context: Context) -> Iterator[Outcome]:
    """The FINESS PMSI is neither the juridique nor one of the géographiques of the request."""
    client = context.corridor.client
    if client is None or client.pmsi is None:
        return
    who = context.line.beneficiaries
    own = {one.key[1] for one in who.of("FINESSJuridique", "FINESSGeo")}
    for one in who.of("FINESSPMSI"):
        if own and one.key[1] not in own:
            values: dict[str, Value] = {"found": one.key[1], "expected": Items(tuple(sorted(own)))}
            yield Problem(Place(one.text.pointer), values, figure=client.pmsi)
