"""The type of each attachment, what it is known from, and which of the required ones are missing."""

from collections.abc import Iterator

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem
from segur_check.rules.schemas import known_piece_types
from segur_check.rules.sections import Cited, Pieces
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Term, Value

NON_LIABILITY = "ATTESTATION_NON_ASSUJETTISSEMENT_TVA"

# The words of a file's name that tell its type; of two, the first in the name counts.
_NAME_WORDS = {
    "bon_commande": "BON_COMMANDE",
    "bon_de_commande": "BON_COMMANDE",
    "bdc": "BON_COMMANDE",
    "commande": "BON_COMMANDE",
    "facture": "FACTURE",
    "va": "VA",
    "mom": "MOM",
    "pv_mes": "PV_MES",
    "pv_vsr": "PV_VSR",
    "pv_pilote": "PV_PILOTE",
    "pv_installation_pilote": "PV_PILOTE",
    "traite_fusion": "TRAITE_FUSION",
    "traite_de_fusion": "TRAITE_FUSION",
    "attestation_fin": "ATTESTATION_FIN_PRESTATION",
    "attestation_de_fin": "ATTESTATION_FIN_PRESTATION",
    "attestation_honneur": "ATTESTATION_HONNEUR",
    "attestation_sur_l_honneur": "ATTESTATION_HONNEUR",
    "attestation_renonciation": "ATTESTATION_RENONCIATION",
    "attestation_de_renonciation": "ATTESTATION_RENONCIATION",
    "renonciation": "ATTESTATION_RENONCIATION",
    "declaration_honneur": "DECLARATION_HONNEUR",
    "declaration_sur_l_honneur": "DECLARATION_HONNEUR",
    "cgu": "CGU",
    "conditions_generales_d_utilisation": "CGU",
    "formulaire": "FORMULAIRE",
    "support": "SUPPORT",
    "certificat_referencement": "CERTIFICAT_REFERENCEMENT",
    "certificat_de_referencement": "CERTIFICAT_REFERENCEMENT",
    "rapport_referencement": "CERTIFICAT_REFERENCEMENT",
    "rapport_de_referencement": "CERTIFICAT_REFERENCEMENT",
    "attestation_referencement": "CERTIFICAT_REFERENCEMENT",
    "attestation_de_referencement": "CERTIFICAT_REFERENCEMENT",
    "certificat_hds": "CERTIFICAT_HDS",
    "attestation_hds": "CERTIFICAT_HDS",
    "attestation_non_hds": "ATTESTATION_NON_HDS",
    "attestation_non_hebergement": "ATTESTATION_NON_HDS",
    "attestation_de_non_hebergement": "ATTESTATION_NON_HDS",
    "non_hds": "ATTESTATION_NON_HDS",
    "non_hebergement": "ATTESTATION_NON_HDS",
    "mandat_editeur": "MANDAT_EDITEUR",
    "mandat_signature": "MANDAT_SIGNATURE",
    "mandat_delegation": "MANDAT_SIGNATURE",
    "delegation_signature": "MANDAT_SIGNATURE",
    "delegation_de_signature": "MANDAT_SIGNATURE",
    "contrat_prestation": "CONTRAT_PRESTATION",
    "contrat_de_prestation": "CONTRAT_PRESTATION",
    "rib": "RIB",
    "releve_identite_bancaire": "RIB",
    "releve_d_identite_bancaire": "RIB",
    "attestation": NON_LIABILITY,
}
_IDENTITY = (
    "identite",
    "piece_identite",
    "piece_d_identite",
    "cni",
    "passeport",
    "titre_de_sejour",
)
_NAME_WORDS |= dict.fromkeys(_IDENTITY, "IDENTITE")
_NAME_WORDS |= {
    f"{word}_{of}": "IDENTITE_DEPOSITAIRE"
    for word in _IDENTITY
    for of in ("depositaire", "du_depositaire")
}
# What a vague name may also stand for: "attestation_ANS" is no statement of the tax office.
_STATEMENTS = frozenset(
    {
        NON_LIABILITY,
        "ATTESTATION_FIN_PRESTATION",
        "ATTESTATION_HONNEUR",
        "ATTESTATION_NON_HDS",
        "ATTESTATION_RENONCIATION",
        "CERTIFICAT_HDS",
        "CERTIFICAT_REFERENCEMENT",
        "DECLARATION_HONNEUR",
    }
)
_VAGUE_WORDS = {
    "attestation": _STATEMENTS,
    "certificat": _STATEMENTS,
    "declaration": _STATEMENTS,
} | dict.fromkeys(_IDENTITY, frozenset({"IDENTITE", "IDENTITE_DEPOSITAIRE"}))


def _between_underscores(name: str) -> str:
    """The words of a file name, plain, each between two underscores."""
    stem = without_accents(name.rpartition("/")[2].rpartition(".")[0] or name)
    spaced = "".join(char if char.isalnum() else " " for char in stem)
    return f"_{'_'.join(spaced.split())}_"


def _possible_types(name: str) -> frozenset[str]:
    """The types that a vague file name may stand for."""
    # A "relevé d'identité bancaire" proves nobody's identity.
    padded = _between_underscores(name).replace("_identite_bancaire_", "_")
    return frozenset().union(
        *(kinds for word, kinds in _VAGUE_WORDS.items() if f"_{word}_" in padded)
    )


def type_by_name(name: str) -> str | None:
    """The type of an attachment by its file name; None when the name does not tell."""
    padded = _between_underscores(name)
    positions = {word: padded.find(f"_{word}_") for word in _NAME_WORDS}
    # The first in the name; of those that begin there, the longest.
    ranked = [(position, -len(word), word) for word, position in positions.items() if position >= 0]
    return _NAME_WORDS[min(ranked)[2]] if ranked else None


def says_contract(name: str) -> bool:
    """Whether a file name says that it is a contract, whichever it is."""
    return any(f"_{word}_" in _between_underscores(name) for word in ("contrat", "contrats"))


class TypedAttachment(Struct, frozen=True):
    """An attachment of the request, its type, and what tells it: "json", "toml" or "name"."""

    name: str
    kind: str | None
    told_by: str


def typed_attachments(context: Context) -> list[TypedAttachment] | None:
    """The attachments of the request: those that the JSON lists, or else the files.

    None when nothing tells which files are the request's.
    """
    request = context.line
    if request.listed:
        return [
            TypedAttachment(listed.name or "", listed.kind, "json") for listed in request.listed
        ]
    attachments = context.attachments
    if attachments is None or attachments.refused or len(context.file.requests) > 1:
        return None
    settings = context.dossier.file
    declared = dict.fromkeys(settings.pilotes, "PV_PILOTE") | settings.types
    return [
        TypedAttachment(attachment.name, declared[attachment.name], "toml")
        if attachment.name in declared
        else TypedAttachment(attachment.name, type_by_name(attachment.name), "name")
        for attachment in attachments.files
    ]


def of_unknown_type(typed: list[TypedAttachment]) -> NotChecked | None:
    """Why nobody can say that an attachment is missing: one of unknown type may be it."""
    for attachment in typed:
        if attachment.told_by == "json" and attachment.kind not in known_piece_types():
            code: dict[str, Value] = {"key": attachment.kind or "—"}
            return NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_code", code)
        if attachment.kind is None:
            return _unknown_file(attachment)
    return None


def _unknown_file(attachment: TypedAttachment) -> NotChecked:
    values: dict[str, Value] = {"file": Quoted(attachment.name)}
    return NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_file", values)


def _vaguely_named(
    typed: list[TypedAttachment], alternatives: tuple[str, ...], due: Pieces
) -> NotChecked | None:
    """The same of an attachment whose vague name may be that of the missing one.

    One that stands for something else that is due is not spare, unless another does so too.
    """
    due_kinds = {kind for kinds in due for kind in kinds}
    present = [attachment.kind for attachment in typed]
    for attachment in typed:
        spare = attachment.kind not in due_kinds or present.count(attachment.kind) > 1
        if attachment.told_by != "name" or not spare:
            continue
        if _possible_types(attachment.name).intersection(alternatives):
            return _unknown_file(attachment)
    return None


def not_given(typed: list[TypedAttachment], required: Pieces) -> list[tuple[str, ...]]:
    """The required attachments, by their alternatives, of which none is given."""
    present = {attachment.kind for attachment in typed}
    return [kinds for kinds in required if not present.intersection(kinds)]


def missing_attachments(
    context: Context,
    typed: list[TypedAttachment],
    required: Cited[Pieces],
    *,
    due: Pieces = (),
    variant: str = "",
) -> Iterator[Outcome]:
    """The required attachments that are missing; "not checked" where one of unknown type may be it.

    `due`: what else the step requires, so that a file counts only once. `variant`: other words for
    what is missing, where the step can do without it.
    """
    request = context.line
    present = {attachment.kind for attachment in typed}
    for alternatives in required.value:
        if present.intersection(alternatives):
            continue
        unknown = of_unknown_type(typed) or _vaguely_named(
            typed, alternatives, (*required.value, *due)
        )
        expected = Items(tuple(Term(kind) for kind in alternatives))
        if unknown is not None:
            unclear = {**unknown.values, "expected": expected}
            yield NotChecked(unknown.kind, unknown.reason, unclear)
            continue
        has_list = "piecesJustificatives" in request.tree
        at = Place(f"{request.pointer}/piecesJustificatives" if has_list else request.pointer)
        found = tuple(Term(kind) for kind in sorted(kind for kind in present if kind))
        values: dict[str, Value] = {"expected": expected, "found": Items(found) if found else "—"}
        several = "alternatives" if len(alternatives) > 1 else ""
        yield Problem(at, values, variant=variant or several, figure=required)
