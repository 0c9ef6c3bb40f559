"""What a control is: a plain function that yields what is wrong, or why it could not judge."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Protocol

from msgspec import Struct, field

from segur_check.case.context import Context
from segur_check.values.wording import Value


class Figure(Protocol):
    """A figure of a table: what a problem names as its source."""

    @property
    def source(self) -> str:
        """The id of the document."""

    @property
    def certainty(self) -> str:
        """How sure the figure is: A, D or U."""

    @property
    def place(self) -> str:
        """Where in the document."""


class NotCheckedKind(StrEnum):
    """Why a control could not judge; the last one changes neither verdict nor exit code."""

    NOT_GIVEN = "non-fourni"
    UNREADABLE = "illisible"
    NOT_PUBLISHED = "non-publie"


class Confidence(StrEnum):
    """How sure the tool is of what it read."""

    CERTAIN = "certaine"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Place(Struct, frozen=True, gc=False):
    """Where a problem is: a pointer of the JSON (or of an avance's, by its label), or an attachment.

    `at_key` points at the key rather than at its value; `excerpt` is what an attachment says there,
    on its `page` (from 1); `request` names the request that a
    problem of an attachment belongs to, by its index in the file.
    """

    pointer: str | None = None
    avance: str | None = None
    at_key: bool = False
    attachment: str | None = None
    page: int | None = None
    request: int | None = None
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None


class Problem(Struct, frozen=True):
    """One anomaly: where, the typed values of its message, and the figure it was judged by.

    `variant` picks other words, and where the tables say so another severity.
    """

    at: Place | tuple[Place, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    variant: str = ""
    figure: Figure | None = None
    confidence: Confidence = Confidence.CERTAIN

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, the principal one first."""
        return self.at if isinstance(self.at, tuple) else (self.at,)


class NotChecked(Struct, frozen=True):
    """A control that could not judge: the kind, and which reason of the tables says why."""

    kind: NotCheckedKind
    reason: str
    values: Mapping[str, Value] = field(default_factory=dict)


Outcome = Problem | NotChecked
Check = Callable[[Context], Iterator[Outcome]]


class Control(Struct, frozen=True, eq=False):
    """A code and its function; severity, certainty and applicability are in rules/controls/.

    `when` tells from a file alone whether its requests have to be looked at: of thousands of them,
    most controls have nothing to say for a reason that they share.
    """

    code: str
    check: Check
    when: Callable[[Context], bool] | None = None

    def __call__(self, context: Context) -> Iterator[Outcome]:
        """Run the check."""
        return self.check(context)


def control(
    code: str, *, when: Callable[[Context], bool] | None = None
) -> Callable[[Check], Control]:
    """Give a check its code; nothing is registered, `checks.CONTROLS` lists them all."""
    return lambda check: Control(code, check, when)
