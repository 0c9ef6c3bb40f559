"""IDE006, IDE008 to IDE013: who the client and the supplier are, by their identifiers."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem, control
from segur_check.case.mends import MOST_MENDS, RIGHT, Mend
from segur_check.case.several import own_place_first
from segur_check.case.when import any_request
from segur_check.dossier.request import Request, Text
from segur_check.values.identifiers import (
    is_mail_address,
    is_mistyped,
    plain,
    siret_flaw,
)
from segur_check.values.wording import Items, Quoted, Term, Terms, Value

# The identifiers whose key the official format does not name.
_PROPOSED = frozenset({"FINESSPMSI", "SIRET"})
_FINESS_KINDS = frozenset({"FINESSJuridique", "FINESSGeo", "FINESSPMSI"})
_ALL_KINDS = ("RPPS", "FINESSGeo", "FINESSJuridique", "FINESSPMSI", "SIRET")


@control("IDE006")
def client_not_identified(context: Context) -> Iterator[Outcome]:
    """The client has none of the identifiers that its SONS asks for.

    A request that names no client at all is sent back whatever the SONS, even one whose identifiers
    nobody published; the SAS alone is paid to the supplier itself, and has no client.
    """
    client = context.corridor.client
    if client is None and not context.corridor.announced_only:
        return
    if client is None or client.identified_by is None:
        yield from _no_client_at_all(context)
        return
    who = context.line.beneficiaries
    present = {identifier.kind for identifier in who.identifiers}
    if any(present.issuperset(enough) for enough in client.identified_by.value):
        return
    expected = Items(tuple(Terms(enough) for enough in client.identified_by.value))
    if any(present.issuperset(perhaps) for perhaps in client.perhaps):
        identified = {
            "found": Items(tuple(Term(kind) for kind in sorted(present))),
            "expected": expected,
        }
        yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "perhaps", identified)
        return
    asked = {kind for enough in client.identified_by.value for kind in enough}
    unclear = _may_be_elsewhere(context, expected, may_have_another_key=bool(asked & _PROPOSED))
    if unclear is not None:
        yield unclear
    elif not _is_misplaced(context):
        lacking = {
            next(iter(missing))
            for enough in client.identified_by.value
            if len(missing := {*enough} - present) == 1
        }
        mends = tuple(islice(_mends_of_the_client(context, lacking), MOST_MENDS))
        yield Problem(_place_of_the_client(context), {"expected": expected}, mends=mends)


def _no_client_at_all(context: Context) -> Iterator[Outcome]:
    """Whether the request names a client, where nobody published by which identifier."""
    if context.line.beneficiaries.named:
        if not context.corridor.announced_only:  # ELI001 says it of the others
            sons: dict[str, Value] = {"sons": context.corridor.sons}
            yield NotChecked(NotCheckedKind.NOT_PUBLISHED, "not_published", sons)
        return
    expected = Items(tuple(map(Term, _ALL_KINDS)))
    unclear = _may_be_elsewhere(context, expected, may_have_another_key=True)
    place = _place_of_the_client(context)
    mends = tuple(islice(_mends_of_the_client(context, {*_ALL_KINDS}), MOST_MENDS))
    yield unclear or Problem(place, {"expected": expected}, variant="nobody", mends=mends)


def _mends_of_the_client(context: Context, lacking: AbstractSet[str]) -> Iterator[Mend]:
    """The keys under which an identifier of these types may stand, and the blocks that would hold it."""
    who = context.line.beneficiaries
    of_structure = sorted(lacking - {"RPPS"})
    yield {who.pointer: RIGHT}
    if of_structure:
        yield {who.structure.pointer: RIGHT}
    for kind in of_structure:
        yield {f"{who.structure.pointer}/{'siret' if kind == 'SIRET' else kind}": RIGHT}
    if "RPPS" in lacking:
        yield {f"{who.pointer}/liberal": RIGHT}
        written = context.line.tree.get("beneficiaires")
        people = written.get("liberal") if isinstance(written, dict) else None
        for rank in range(len(people) if isinstance(people, list) else 0):
            yield {f"{who.pointer}/liberal/{rank}/RPPS": RIGHT}


def _place_of_the_client(context: Context) -> Place:
    request = context.line
    has_block = "beneficiaires" in request.tree
    return Place(request.beneficiaries.pointer if has_block else request.pointer)


def _may_be_elsewhere(
    context: Context, expected: Items, *, may_have_another_key: bool
) -> NotChecked | None:
    """Why an identifier that is missing may stand where it is not read, or under another key.

    One whose key we propose may stand under another key; an attested one may not.
    """
    if _is_unreadable(context):
        return NotChecked(NotCheckedKind.UNREADABLE, "unreadable", {"expected": expected})
    pointer = context.line.beneficiaries.pointer
    unknown = context.shape.unknown_beside(f"{pointer}/structure")
    if not unknown or not may_have_another_key:
        return None
    values: dict[str, Value] = {"key": unknown[0], "expected": expected}
    return NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_key", values)


def _is_unreadable(context: Context) -> bool:
    """Whether a block of the client is of the wrong type (FMT007), so that nothing is read in it."""
    written = context.line.tree.get("beneficiaires")
    if not isinstance(written, dict):
        return written is not None
    liberal, structure = written.get("liberal"), written.get("structure")
    return not isinstance(liberal, list | None) or not isinstance(structure, dict | None)


def _is_misplaced(context: Context) -> bool:
    """Whether `commandePour` names one block and the identifiers stand in the other."""
    who, client = context.line.beneficiaries, context.corridor.client
    if who.ordered_for == "LIBERAL":
        return not who.has_liberal and bool(who.of(*_FINESS_KINDS, "SIRET"))
    if who.ordered_for == "STRUCTURE":
        takes_rpps = client is not None and client.collection_of_rpps
        own = who.of(*_FINESS_KINDS, "SIRET")
        return bool(who.of("RPPS")) and not own and not takes_rpps
    return False


def _is_repeated(request: Request) -> bool:
    clients = request.beneficiaries.identifiers
    return len(clients) > 1 and len({client.key for client in clients}) < len(clients)


@control("IDE008", when=any_request(_is_repeated))
def client_twice(context: Context) -> Iterator[Outcome]:
    """The same identifier twice among the clients of a request."""
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for client in context.line.beneficiaries.identifiers:
        seen[client.key].append(client.text.pointer)
    for (kind, number), (first, *others) in seen.items():
        if others:
            values: dict[str, Value] = {
                "kind": Term(kind),
                "found": number,
                "count": len(others) + 1,
            }
            yield Problem(own_place_first(others[0], (first, *others)), values)


def _wrong_mails(request: Request) -> list[Text]:
    mails = request.beneficiaries.mails
    return [mail for mail in mails if not is_mail_address(mail.value.strip())]


@control("IDE009", when=any_request(_wrong_mails))
def mail_address(context: Context) -> Iterator[Outcome]:
    """A mail address without the shape of one."""
    for mail in _wrong_mails(context.line):
        yield Problem(Place(mail.pointer), {"found": Quoted(mail.value)})


@control("IDE010")
def block_and_kind_of_order(context: Context) -> Iterator[Outcome]:
    """`commandePour` names one block, the client stands in the other."""
    if _is_misplaced(context):
        who = context.line.beneficiaries
        values: dict[str, Value] = {"found": Quoted(who.ordered_for or "")}
        yield Problem(Place(f"{who.pointer}/commandePour"), values, variant=str(who.ordered_for))


@control("IDE011")
def not_the_declared_supplier(context: Context) -> Iterator[Outcome]:
    """The file's SIRET or ANS number differs from that of the settings."""
    declared = context.settings.file.fournisseur.siret
    found = context.file.siret
    if declared and found and plain(declared) != plain(found):
        values: dict[str, Value] = {"found": Quoted(found), "expected": Quoted(declared)}
        right = {"/siret": plain(declared)}
        yield Problem(Place("/siret"), values, variant="siret", mends=(right,), sure=True)
    numbers = [solution.numero_ans for solution in context.settings.file.solutions]
    number = context.file.numero_ans
    if numbers and number and number not in numbers:
        known: dict[str, Value] = {"found": Quoted(number), "expected": Items(tuple(numbers))}
        mends = tuple({"/numeroAns": declared_number} for declared_number in numbers)
        at = Place("/numeroAns")
        yield Problem(at, known, variant="numero_ans", mends=mends, sure=True)


def _written_otherwise(request: Request) -> list[Text]:
    """The identifiers that are not written plainly."""
    named = request.beneficiaries.named
    return [
        identifier.text for identifier in named if identifier.text.value != identifier.text.plain
    ]


@control("IDE012", when=any_request(_written_otherwise))
def identifier_not_plain(context: Context) -> Iterator[Outcome]:
    """A correct identifier that is written with blanks or in lower case."""
    if context.request is None:
        siret = context.file.siret
        if siret is not None and siret != plain(siret) and siret_flaw(plain(siret)) is None:
            yield _not_plain(Text(siret, "/siret"))
        return
    flawed = {identifier.text.pointer for identifier, _ in context.line.beneficiaries.flawed}
    for text in _written_otherwise(context.line):
        if text.pointer not in flawed:
            yield _not_plain(text)


def _not_plain(text: Text) -> Problem:
    return Problem(Place(text.pointer), {"found": Quoted(text.value), "expected": text.plain})


@control("IDE013")
def pmsi_not_of_the_client(context: Context) -> Iterator[Outcome]:
    """A FINESS PMSI that is neither the juridique nor a géographique of the request."""
    client = context.corridor.client
    if client is None or client.pmsi is None:
        return
    who = context.line.beneficiaries
    own = {identifier.key[1] for identifier in who.of("FINESSJuridique", "FINESSGeo")}
    for pmsi in who.of("FINESSPMSI"):
        if own and pmsi.key[1] not in own:
            values: dict[str, Value] = {"found": pmsi.key[1], "expected": Items(tuple(sorted(own)))}
            # The PMSI is one of the others, or one of the others is the PMSI.
            # Where it is a false number (IDE004, IDE005), it is a mistyped one.
            others = who.of("FINESSJuridique", "FINESSGeo")
            pairs = [(pmsi, number) for number in sorted(own)]
            pairs += [(other, pmsi.key[1]) for other in others]
            mends: list[Mend] = [
                {written.text.pointer: number}
                for written, number in pairs
                if is_mistyped(written.text.plain, number)
            ]
            at, mended = Place(pmsi.text.pointer), tuple(mends[:MOST_MENDS])
            yield Problem(at, values, figure=client.pmsi, mends=mended)
