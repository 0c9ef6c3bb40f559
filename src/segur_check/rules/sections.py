"""The sections of a corridor table: what one SONS asks of whom, each value beside its source."""

from decimal import Decimal
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from segur_check.rules.bound import Bound, Certainty

T = TypeVar("T")


class Cited(Struct, Generic[T], frozen=True, forbid_unknown_fields=True):
    """A value, the source that states it, the place in it, and how sure it is.

    `confirmed_by`: other documents that state it, or a part of it.
    """

    value: T
    source: str
    certainty: Certainty = "A"
    place: str = ""
    confirmed_by: tuple[str, ...] = ()


Undertaking = Literal["formation", "communication", "creneaux", "transmission"]
# What a completion statement attests: the good end, and that the client's checks are still going on.
Attested = Literal["end", "pending"]
# The types of attachments that are required; inside each, alternatives ("VA" or "MOM").
Pieces = tuple[tuple[str, ...], ...]


class Ask(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked of an avance or of a solde.

    `replaceable` are the pieces that another proof may stand for, `stand_ins` the types under which
    such a proof is listed. `share` is the part of the HT that this step pays, as a fraction;
    `amount_ht` the fixed amount of this step in euros HT. `full_perimeter`: the report of the step
    covers the full perimeter, and the ANS and the supplier sign it. `undertakings` are those of its
    sworn statement. `mss_address`: its VA or MOM bears the MSSanté address that the client uses.
    """

    pieces: Cited[Pieces] | None = None
    replaceable: Cited[Pieces] | None = None
    stand_ins: Cited[tuple[str, ...]] | None = None
    opens: Bound | None = None
    closes: Bound | None = None
    share: Cited[Decimal] | None = None
    amount_ht: Cited[Decimal] | None = None
    full_perimeter: Cited[bool] | None = None
    undertakings: Cited[tuple[Undertaking, ...]] | None = None
    mss_address: Cited[bool] | None = None


class Client(Struct, frozen=True, forbid_unknown_fields=True):
    """How the texts identify the client.

    `identified_by` lists the sets of identifiers that are each enough; `perhaps` those that may be,
    nobody having published it. `perimeter` lists the identifiers by which the clients of the avance
    are known again in the solde; inside each, alternatives for the same client, best first. `pmsi`:
    the client's FINESS PMSI is its FINESS juridique or géographique; it is the juridique of a client
    whose FINESS category is in `pmsi_juridique`, the géographique of one in `pmsi_geographique`, by the
    name of the category; `single_pmsi`: one order per FINESS PMSI; `numbers`: the client's numbers decide its cap, and one valid number is enough.
    """

    perimeter: tuple[tuple[str, ...], ...]
    identified_by: Cited[Pieces] | None = None
    perhaps: tuple[tuple[str, ...], ...] = ()
    collection_of_rpps: bool = False
    pmsi: Cited[bool] | None = None
    pmsi_juridique: Cited[tuple[str, ...]] | None = None
    pmsi_geographique: Cited[tuple[str, ...]] | None = None
    single_pmsi: Cited[bool] | None = None
    numbers: Cited[bool] | None = None


class Cap(Struct, frozen=True, forbid_unknown_fields=True):
    """The highest HT in euros, per unit (`request`, or `RPPS`: per professional).

    `known_by` tells whether a primary source states the cap, a secondary one does, or it is deduced.
    `lowest` is the lowest of a cap in tiers: the file does not tell which tier a client is in.
    """

    per: Literal["request", "RPPS"]
    value: Decimal
    known_by: Literal["primary", "secondary", "deduced"]
    source: str
    certainty: Certainty = "A"
    lowest: Decimal | None = None
    place: str = ""


class Completion(Struct, frozen=True, forbid_unknown_fields=True):
    """The end of the prestations, and what its completion statement is worth.

    `opens` is when the first statements are received. `without_statement` says what the texts do
    with a later solde that has no statement; None when nobody published whether a statement exists.
    `lists_clients`: the statement lists the clients that did not get their prestation. `attests` is
    what it says of the prestation.
    """

    ends: Bound | None = None
    opens: Bound | None = None
    without_statement: Cited[Literal["rejet", "a-modifier"]] | None = None
    lists_clients: Cited[bool] | None = None
    attests: Cited[tuple[Attested, ...]] | None = None


class Enrolment(Struct, frozen=True, forbid_unknown_fields=True):
    """The enrolment at the ASP: its window, and its papers by who files what.

    `anticipated`: it may be filed before the ANS has decided on the référencement.

    `always` are asked for, unless an anticipated enrolment is completed; `definitive` for a definitive
    enrolment, and for that completion. The others depend on who files. `identity_valid`: the identity
    paper of the legal representative is still valid.
    """

    opens: Bound | None = None
    closes: Bound | None = None
    anticipated: Cited[bool] | None = None
    always: Cited[Pieces] | None = None
    identity_valid: Cited[bool] | None = None
    definitive: Cited[Pieces] | None = None
    distributor: Cited[Pieces] | None = None
    employee: Cited[Pieces] | None = None
    third_party: Cited[Pieces] | None = None
    not_liable: Cited[Pieces] | None = None


class Referencing(Struct, frozen=True, forbid_unknown_fields=True):
    """The closings of the référencement at the ANS: the administrative file, the proof file."""

    file: Bound | None = None
    proofs: Bound | None = None


class Cancellation(Struct, frozen=True, forbid_unknown_fields=True):
    """The papers of a cancellation; `edited_since`: from that day the ASP edits a request."""

    statement: Cited[Pieces]
    renunciation: Cited[Pieces]
    edited_since: Bound | None = None


class UsageThreshold(Struct, frozen=True, forbid_unknown_fields=True):
    """So many acts of a kind; not `clear` when the cell of the published table is empty, or merged."""

    act: Literal[
        "dmp", "mss_pro", "mss_citoyenne", "insi", "dossier_pharmaceutique", "ordonnance_numerique"
    ]
    count: int
    clear: bool = True


class Usage(Struct, frozen=True, forbid_unknown_fields=True):
    """What is controlled after the payment, on national statistics, and for whom each is counted."""

    thresholds: Cited[tuple[UsageThreshold, ...]]
    structure: str = ""
    person: str = ""
    mail: str = ""
    failures: int = 2
    failures_exceptionally: int = 3


class Merger(Struct, frozen=True, forbid_unknown_fields=True):
    """How a merger of clients is told in a solde.

    `either`: the blocks hold the merged client and `historiques` the former ones, or the blocks
    stay as they were and `nouveau` holds the merged one. `stays`: only the latter.
    """

    either: Cited[bool] | None = None
    stays: Cited[bool] | None = None


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """The indicator "Déploiement MSS": since when, and its values."""

    since: Bound
    values: tuple[str, ...]


class Categories(Struct, frozen=True, forbid_unknown_fields=True):
    """The FINESS categories of the clients that the texts list; `groups`: by four-digit group."""

    juridique: Cited[tuple[str, ...]] | None = None
    geographique: Cited[tuple[str, ...]] | None = None
    groups: Cited[tuple[str, ...]] | None = None


class Title(Struct, frozen=True, forbid_unknown_fields=True):
    """A name in both languages."""

    fr: str
    en: str
