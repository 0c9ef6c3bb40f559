"""What comes out of a run: findings, what was not checked, verdicts. Frozen values, no logic of the law.

No value here can hold itself: the collector of cycles need not look at them (`gc=False`).
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field

from segur_check.values.actor import Actor
from segur_check.values.severity import BLOCKING, Severity, SeverityName


class Verdict(StrEnum):
    """The worst of a request; never "valide", "conforme" or "accepté": the tool is not the ASP."""

    REJECT = Severity.REJET
    TO_CHANGE = Severity.A_MODIFIER
    TO_VERIFY = "a-verifier"
    NO_ANOMALY = "sans-anomalie"


_WORST_FIRST = tuple(Verdict)


def worst(verdicts: Iterator[Verdict]) -> Verdict:
    """The worst verdict; "sans-anomalie" when there is none."""
    return min(verdicts, key=_WORST_FIRST.index, default=Verdict.NO_ANOMALY)


class Location(Struct, frozen=True, gc=False):
    """A place in a file: pointer, line and column (from 1, in code points), or a page of a PDF."""

    file: str
    pointer: str | None = None
    line: int | None = None
    column: int | None = None
    page: int | None = None
    excerpt: str | None = None


class CitedSource(Struct, frozen=True, gc=False):
    """Who says so: the document, where in it, and how sure (A stated, D deduced, U usage)."""

    id: str
    title: str
    url: str | None
    certainty: str
    place: str = ""
    rank: str = "primary"


class Paste(Struct, frozen=True, gc=False):
    """Lines of TOML for a file of settings, that give a control what it lacks.

    `table` is the line that they stand under: a header, or a remark where the file has that table
    already; "" is the top of the file.
    """

    file: str
    table: str
    lines: tuple[str, ...]


class Shared(Struct, frozen=True, gc=False):
    """What a finding has in common with those of other dossiers of the lot, and the files of these.

    `key` is the same in all of them, `name` is how this dossier calls it: a number, a client, a file.
    """

    kind: Literal["number", "client", "file"]
    key: str
    name: str
    files: tuple[str, ...]


class Finding(Struct, frozen=True, gc=False):
    """One anomaly, told in one language.

    `caused_by`: the fingerprint of the finding of the same request, or of its file as a whole, that this
    one follows from; mending that one ends this one. None where it is a cause itself. `deed`: it is mere
    information, and yet there is something to do or to look at.
    """

    code: str
    severity: SeverityName
    confidence: str
    title: str
    message: str
    why: str
    action: str
    found: str | None
    expected: str | None
    source: CitedSource
    locations: tuple[Location, ...]
    fingerprint: str
    actor: Actor = "commandes"
    caused_by: str | None = None
    paste: Paste | None = None
    deed: bool = False
    shared: Shared | None = None

    @property
    def blocking(self) -> bool:
        """Whether the ASP would reject the request or send it back."""
        return self.severity in BLOCKING


# That no rule of the SONS or of the step is published: next to nothing of the request was judged.
_NO_RULE = "ELI001"


class Unchecked(Struct, frozen=True, gc=False):
    """What could not be judged, and why; "non-publie" changes neither verdict nor exit code.

    The one exception is that no rule at all is published. `actor` says who can give what is lacking.
    """

    code: str
    kind: str
    reason: str
    actor: Actor = "commandes"
    paste: Paste | None = None

    @property
    def weighs(self) -> bool:
        """Whether it keeps a request from being without an anomaly."""
        return self.kind != "non-publie" or self.code == _NO_RULE


class Untold(Struct, frozen=True, gc=False):
    """Findings that are only counted, so many of their code being told of the file already."""

    code: str
    title: str
    severity: str
    count: int

    @property
    def blocking(self) -> bool:
        """Whether the ASP would reject the request or send it back."""
        return self.severity in BLOCKING


class Coverage(Struct, frozen=True, gc=False):
    """How many controls were applied, had nothing to judge, or could not judge."""

    applied: int = 0
    not_applicable: int = 0
    not_checked: int = 0


class Window(Struct, frozen=True, gc=False):
    """A window of the corridor, instants in ISO form."""

    event: str
    opens: str | None
    closes: str | None
    certainty: str
    source: str


class Perimeter(Struct, frozen=True, gc=False):
    """The clients from the avance to the solde: how many, who left, who merged.

    `compensation` and `avance_paid` are euros HT as exact texts. `rule` says how a merger is told:
    "either" (the blocks may move to the merged client), "stays" (they stay on the former one), or
    None when nobody published it; `siblings` counts the requests of the file that name the same
    merged client.
    """

    before: int
    after: int
    removed: tuple[str, ...] = ()
    compensation: str | None = None
    avance_paid: str | None = None
    former: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    rule: str | None = None
    siblings: int = 0


class Facts(Struct, frozen=True, gc=False):
    """What the request is about, for a report to show; amounts in euros as exact texts.

    `fixed`: the texts give the amounts of the avance and of the solde: they have no cap.
    """

    client: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    deposit: str | None = None
    deposit_origin: str | None = None
    amounts: tuple[tuple[str, str | None], ...] = ()
    windows: tuple[Window, ...] = ()
    dates: tuple[tuple[str, str, str], ...] = ()
    perimeter: Perimeter | None = None
    fixed: bool = False


class RequestReport(Struct, frozen=True, gc=False):
    """One request; `line` is None for what concerns the file or the zip as a whole.

    `shape_alone`: nothing of it could be judged but the form of the JSON. `suspended`: the codes of the
    controls that could not judge it, beyond those of its heading; another code says why.
    """

    file: str
    line: int | None
    numero_editeur: str | None
    sons: str | None
    phase: str | None
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[Unchecked, ...] = ()
    facts: Facts = field(default_factory=Facts)
    coverage: Coverage = field(default_factory=Coverage)
    untold: tuple[Untold, ...] = ()
    shape_alone: bool = False
    suspended: tuple[str, ...] = ()

    @property
    def severities(self) -> frozenset[str]:
        """The severities of the findings, of those that are only counted too."""
        of_findings = {finding.severity for finding in self.findings}
        return frozenset(of_findings | {untold.severity for untold in self.untold})

    @property
    def verdict(self) -> Verdict:
        """The worst of the findings; "to verify" for an alert, or for what could not be judged."""
        severities = self.severities
        if Severity.REJET in severities:
            return Verdict.REJECT
        if Severity.A_MODIFIER in severities:
            return Verdict.TO_CHANGE
        lacking = self.shape_alone or any(unchecked.weighs for unchecked in self.not_checked)
        return Verdict.TO_VERIFY if Severity.ALERTE in severities or lacking else Verdict.NO_ANOMALY


InputRole = Literal["json", "avance", "piece", "zip", "reglages"]


class Input(Struct, frozen=True, gc=False):
    """A file that was read, its fingerprint, and what it was read as."""

    path: str
    sha256: str | None
    bytes: int | None
    role: InputRole = "json"


class Heading(Struct, frozen=True, gc=False):
    """What the reader must know of a file before its findings.

    `applied` has the codes of the controls that judged its requests, `suspended` of those that could judge
    none of them, a blank between two: a tuple of codes takes eight times the memory, of each dossier of a lot.
    """

    file: str
    sons: str | None
    sons_from: str
    phase: str | None
    phase_from: str
    deposit: str
    deposit_from: str
    pieces: str | None
    pieces_count: int | None
    avance: str | None
    notes: tuple[str, ...] = ()
    without_json: bool = False
    reminders: tuple[str, ...] = ()
    applied: str = ""
    suspended: str = ""


class Unread(Struct, frozen=True, gc=False):
    """An input that could not be opened at all."""

    path: str
    reason: str


class AgedRules(Struct, frozen=True, gc=False):
    """That a deposit comes long after the tables were held against the texts, which may have moved.

    `compared_on` is that day in ISO form, `days` those of the calendar from it to the latest deposit.
    """

    compared_on: str
    days: int


class DeclaredControl(Struct, frozen=True, gc=False):
    """A control that the run applied, whether it found something or not; `severity` may be "nc"."""

    code: str
    title: str
    why: str
    severity: str
    source: str
    url: str | None


class Report(Struct, frozen=True, gc=False):
    """Everything a run found; the reporters are pure functions of it."""

    tool_version: str
    rules_version: str
    evaluated_at: str
    exit_code: int
    lang: str = "fr"
    inputs: tuple[Input, ...] = ()
    headings: tuple[Heading, ...] = ()
    requests: tuple[RequestReport, ...] = ()
    unread: tuple[Unread, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    controls: tuple[DeclaredControl, ...] = ()
    aged_rules: AgedRules | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The worst of the requests; None when the run could read no request."""
        return worst(request.verdict for request in self.requests) if self.requests else None
