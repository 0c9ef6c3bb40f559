"""What type each attachment is of, who says so, and which of the asked ones are not there."""

from collections.abc import Iterator

from msgspec import Struct

from segur_check.case.context import Context
from segur_check.case.control import NotChecked, NotCheckedKind, Outcome, Place, Problem
from segur_check.rules.schemas import known_piece_types
from segur_check.rules.sections import Cited, Pieces
from segur_check.values.text import without_accents
from segur_check.values.wording import Items, Quoted, Term, Value

NON_LIABILITY = "ATTESTATION_NON_ASSUJETTISSEMENT_TVA"

# What the name of a file says of its type; of two, the one that stands first in the name.
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
# What a vague name may be as well: "attestation_ANS" is no statement of the tax office.
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


def _words(name: str) -> str:
    """The words of a file name, plain, each between two underscores."""
    stem = without_accents(name.rpartition("/")[2].rpartition(".")[0] or name)
    return f"_{'_'.join(''.join(char if char.isalnum() else ' ' for char in stem).split())}_"


def _perhaps(name: str) -> frozenset[str]:
    """The types that a vague file name leaves open."""
    # A "relevé d'identité bancaire" is nobody's identity.
    padded = _words(name).replace("_identite_bancaire_", "_")
    return frozenset().union(
        *(kinds for word, kinds in _VAGUE_WORDS.items() if f"_{word}_" in padded)
    )


def type_by_name(name: str) -> str | None:
    """The type of a piece by its file name; None when the name says nothing."""
    padded = _words(name)
    places = {word: padded.find(f"_{word}_") for word in _NAME_WORDS}
    met = [(place, -len(word), word) for word, place in places.items() if place >= 0]
    return _NAME_WORDS[min(met)[2]] if met else None


def says_contract(name: str) -> bool:
    """Whether a file name says that it is a contract, of whatever kind."""
    return any(f"_{word}_" in _words(name) for word in ("contrat", "contrats"))


class Typed(Struct, frozen=True):
    """A file that bears on the request, its type, and who says it: "json", "toml" or "name"."""

    name: str
    kind: str | None
    said: str


def typed_pieces(context: Context) -> list[Typed] | None:
    """The pieces of the request: the JSON's list when there is one, else the files given.

    None when nobody tells which files are the request's.
    """
    request = context.line
    if request.listed:
        return [Typed(one.name or "", one.kind, "json") for one in request.listed]
    attachments = context.attachments
    if attachments is None or attachments.refused or len(context.file.requests) > 1:
        return None
    told = context.dossier.file
    declared = dict.fromkeys(told.pilotes, "PV_PILOTE") | told.types
    return [
        Typed(piece.name, declared[piece.name], "toml")
        if piece.name in declared
        else Typed(piece.name, type_by_name(piece.name), "name")
        for piece in attachments.files
    ]


def of_unknown_type(pieces: list[Typed]) -> NotChecked | None:
    """A piece of a type that nobody knows may be the one that is missing."""
    for piece in pieces:
        if piece.said == "json" and piece.kind not in known_piece_types():
            values: dict[str, Value] = {"key": piece.kind or "—"}
            return NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_code", values)
        if piece.kind is None:
            return NotChecked(
                NotCheckedKind.NOT_GIVEN, "unknown_file", {"file": Quoted(piece.name)}
            )
    return None


def _instead(pieces: list[Typed], alternatives: tuple[str, ...], due: Pieces) -> NotChecked | None:
    """A piece whose vague name may be that of the missing one, and that stands for no other."""
    wanted = {kind for one in due for kind in one}
    guessed = [piece.kind for piece in pieces]
    for piece in pieces:
        spare = piece.kind not in wanted or guessed.count(piece.kind) > 1
        if piece.said == "name" and spare and _perhaps(piece.name).intersection(alternatives):
            values: dict[str, Value] = {"file": Quoted(piece.name)}
            return NotChecked(NotCheckedKind.NOT_GIVEN, "unknown_file", values)
    return None


def missing_pieces(
    context: Context,
    pieces: list[Typed],
    asked: Cited[Pieces],
    *,
    due: Pieces = (),
    variant: str = "",
) -> Iterator[Outcome]:
    """The asked pieces that are not there; "not checked" where one of unknown type may be it.

    `due`: what else the step asks, so that a file counts once. `variant`: the words that tell it,
    where it is not a piece without which nothing goes.
    """
    request = context.line
    kinds = {piece.kind for piece in pieces}
    for alternatives in asked.value:
        if kinds.intersection(alternatives):
            continue
        unknown = of_unknown_type(pieces) or _instead(pieces, alternatives, (*asked.value, *due))
        expected = Items(tuple(Term(one) for one in alternatives))
        if unknown is not None:
            given = {**unknown.values, "expected": expected}
            yield NotChecked(unknown.kind, unknown.reason, given)
            continue
        listed = "piecesJustificatives" in request.tree
        at = Place(f"{request.pointer}/piecesJustificatives" if listed else request.pointer)
        found = tuple(Term(kind) for kind in sorted(kind for kind in kinds if kind))
        values: dict[str, Value] = {"expected": expected, "found": Items(found) if found else "—"}
        several = "alternatives" if len(alternatives) > 1 else ""
        yield Problem(at, values, variant=variant or several, figure=asked)
