"""PIE001 to PIE003, PIE013: the names of the attachments, as the JSON lists them and as files."""

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.case.documents import ORDER
from segur_check.case.forgotten import Forgotten, forgotten_file, values_of
from segur_check.case.listed import Listing, all_listed, listings_by_file
from segur_check.case.mends import RIGHT, Mend, of_file
from segur_check.case.several import own_place_first, requests_told
from segur_check.values.text import without_accents
from segur_check.values.wording import Quoted, Value

_LONGEST_NAME = 100  # characters
_MOST_SUGGESTIONS = 20  # comparing each absent name with every file takes time


@control("PIE001")
def file_absent(context: Context) -> Iterator[Outcome]:
    """A file named in the JSON that is not among the attachments."""
    attachments = context.attachments
    if attachments is None or attachments.refused:
        return
    plain = {without_accents(file.name): file.name for file in attachments.files}
    suggestions = 0
    # An entry of the zip that could not be opened is not absent: PIE011 reports it.
    broken = {fault.name for fault in attachments.faults}
    for _, listed in all_listed(context):
        name = listed.name
        if name is None or name in broken or f"{name}.pdf" in broken:
            continue
        if attachments.named(name) is not None:
            continue
        suggestions += 1
        near = _near_name(name, plain) if suggestions <= _MOST_SUGGESTIONS else None
        values: dict[str, Value] = {
            "found": Quoted(name),
            "place": Quoted(attachments.label),
        }
        if near:
            values["near"] = Quoted(near)
        at = Place(f"{listed.pointer}/nomFichier")
        yield Problem(at, values, variant="near" if near else "")


def _near_name(name: str, by_plain_name: Mapping[str, str]) -> str | None:
    """The file whose name differs by its case, its accents or a few letters only."""
    wanted = without_accents(name)
    for candidate in (wanted, f"{wanted}.pdf"):
        if candidate in by_plain_name:
            return by_plain_name[candidate]
    close = difflib.get_close_matches(wanted[:200], list(by_plain_name), n=1, cutoff=0.85)
    return by_plain_name[close[0]] if close else None


@control("PIE002")
def file_not_named(context: Context) -> Iterator[Outcome]:
    """A file that no request names, in this JSON or in another one of its folder."""
    if context.attachments is None or not any(all_listed(context)):
        return
    named = {*listings_by_file(context), *context.named_beside}
    wanted = _forgotten(context)
    for attachment in context.attachments.files:
        if attachment.name in named:
            continue
        values: dict[str, Value] = {"found": Quoted(attachment.name)}
        forgotten = wanted.get(attachment.name)
        if forgotten is None:
            yield Problem(Place(attachment=attachment.name), values)
            continue
        at = Place(attachment=attachment.name, request=forgotten.request.index)
        values |= values_of(forgotten)
        yield Problem(at, values, variant="forgotten", mends=(forgotten.mend,))


def _forgotten(context: Context) -> dict[str, Forgotten]:
    """The files that no request names and that one request lacks, by name."""
    step = context.corridor.step(context.step)
    pieces = step.pieces.value if step is not None and step.pieces is not None else ()
    found = (forgotten_file(context, alternatives) for alternatives in pieces)
    return {one.file: one for one in found if one is not None}


@control("PIE003")
def file_named_twice(context: Context) -> Iterator[Outcome]:
    """One file named by two requests."""
    by_name: dict[str, list[Listing]] = defaultdict(list)
    for request, listed in all_listed(context):
        if listed.name is not None:
            name = unicodedata.normalize("NFC", listed.name).removesuffix(".pdf")
            by_name[name].append((request, listed))
    client = context.corridor.client
    one_order_each = client is not None and client.single_pmsi is not None
    for listings in by_name.values():
        first_request, first = listings[0]
        told = requests_told([request for request, _ in listings])
        places = [f"{listed.pointer}/nomFichier" for _, listed in listings]
        for request, listed in listings[1:]:
            if request.index == first_request.index:
                continue
            is_order = ORDER in {first.kind, listed.kind}
            values = {"found": Quoted(listed.name or ""), **told}
            at = own_place_first(f"{listed.pointer}/nomFichier", places)
            mends: list[Mend] = [{request.pointer: None}]
            file = context.attachments.named(listed.name or "") if context.attachments else None
            if file is not None:
                mends.append({of_file(file.name): RIGHT})
            yield Problem(
                at,
                values,
                variant="order" if one_order_each and is_order else "",
                mends=tuple(mends),
            )


@control("PIE013")
def names_at_risk(context: Context) -> Iterator[Outcome]:
    """A name that a portal may refuse."""
    if context.attachments is None:
        return
    seen: dict[str, str] = {}
    for attachment in context.attachments.files:
        name = attachment.name
        risks = [
            risk
            for risk, is_run in (
                ("encoding", attachment.guessed),
                ("subfolder", "/" in name),
                ("accent", not name.isascii()),
                ("blank", any(char.isspace() for char in name)),
                ("sign", any(char in "&#%+;=$!'\"," for char in name)),
                ("long", len(name) > _LONGEST_NAME),
                ("case", seen.setdefault(name.casefold(), name) != name),
            )
            if is_run
        ]
        if risks:
            values: dict[str, Value] = {
                "found": Quoted(name),
                "limit": _LONGEST_NAME,
                "other": Quoted(seen[name.casefold()]),
            }
            yield Problem(Place(attachment=name), values, variant=risks[0])
