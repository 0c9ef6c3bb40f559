"""PIE001 to PIE003, PIE013: the names of the attachments, as the JSON lists them and as files."""

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from segur_check.case.context import Context
from segur_check.case.control import Outcome, Place, Problem, control
from segur_check.case.listed import Listing, all_listed, listings_by_file
from segur_check.values.text import without_accents
from segur_check.values.wording import Quoted, Value

_LONGEST_NAME = 100
_SUGGESTIONS = 20  # comparing each absent name with each file takes time


@control("PIE001")
def file_absent(context: Context) -> Iterator[Outcome]:
    """A file named in the JSON that is not among the attachments."""
    attachments = context.attachments
    if attachments is None or attachments.refused:
        return
    bare = {without_accents(piece.name): piece.name for piece in attachments.files}
    suggestions = 0
    # An entry of the zip that could not be opened is there, and told by PIE011.
    broken = {fault.name for fault in attachments.faults}
    for _, justificatif in all_listed(context):
        name = justificatif.name
        if name is None or name in broken or f"{name}.pdf" in broken:
            continue
        if attachments.named(name) is not None:
            continue
        suggestions += 1
        near = _near_name(name, bare) if suggestions <= _SUGGESTIONS else None
        values: dict[str, Value] = {
            "found": Quoted(name),
            "place": Quoted(attachments.label),
        }
        if near:
            values["near"] = Quoted(near)
        at = Place(f"{justificatif.pointer}/nomFichier")
        yield Problem(at, values, variant="near" if near else "")


def _near_name(name: str, bare: Mapping[str, str]) -> str | None:
    """The piece that differs by case, accents or a few letters only, from their bare names."""
    wanted = without_accents(name)
    for candidate in (wanted, f"{wanted}.pdf"):
        if candidate in bare:
            return bare[candidate]
    close = difflib.get_close_matches(wanted[:200], list(bare), n=1, cutoff=0.85)
    return bare[close[0]] if close else None


@control("PIE002")
def file_not_named(context: Context) -> Iterator[Outcome]:
    """A file that no request names, of this JSON or of another one of its folder."""
    if context.attachments is None or not any(all_listed(context)):
        return
    named = {*listings_by_file(context), *context.named_beside}
    for piece in context.attachments.files:
        if piece.name not in named:
            yield Problem(Place(attachment=piece.name), {"found": Quoted(piece.name)})


@control("PIE003")
def file_named_twice(context: Context) -> Iterator[Outcome]:
    """One file named by two requests."""
    named: dict[str, list[Listing]] = defaultdict(list)
    for request, justificatif in all_listed(context):
        if justificatif.name is not None:
            key = unicodedata.normalize("NFC", justificatif.name).removesuffix(".pdf")
            named[key].append((request, justificatif))
    client = context.corridor.client
    for owners in named.values():
        first, one = owners[0]
        for other, another in owners[1:]:
            if other.index == first.index:
                continue
            order = "BON_COMMANDE" in {one.kind, another.kind}
            strict = client is not None and client.single_pmsi is not None and order
            values: dict[str, Value] = {
                "found": Quoted(another.name or ""),
                "first": Quoted(first.numero_editeur or "—"),
                "other": Quoted(other.numero_editeur or "—"),
            }
            at = (Place(f"{another.pointer}/nomFichier"), Place(f"{one.pointer}/nomFichier"))
            yield Problem(at, values, variant="order" if strict else "")


@control("PIE013")
def names_at_risk(context: Context) -> Iterator[Outcome]:
    """Names that a portal may not take."""
    if context.attachments is None:
        return
    seen: dict[str, str] = {}
    for piece in context.attachments.files:
        name = piece.name
        risks = [
            risk
            for risk, met in (
                ("encoding", piece.guessed),
                ("subfolder", "/" in name),
                ("accent", not name.isascii()),
                ("blank", any(char.isspace() for char in name)),
                ("sign", any(char in "&#%+;=$!'\"," for char in name)),
                ("long", len(name) > _LONGEST_NAME),
                ("case", seen.setdefault(name.casefold(), name) != name),
            )
            if met
        ]
        for risk in risks[:1]:
            values: dict[str, Value] = {"found": Quoted(name), "limit": _LONGEST_NAME}
            values["other"] = Quoted(seen[name.casefold()])
            yield Problem(Place(attachment=name), values, variant=risk)
