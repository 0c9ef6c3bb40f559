"""What a control is: a plain function that yields what is wrong, or why it could not judge."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Protocol

from msgspec import Struct, field

from segur_check.case.context import Context
from segur_check.case.mends import Mend
from segur_check.report import Shared
from segur_check.values.wording import Value


class Figure(Protocol):
    """A figure of the tables, which a problem cites as its source."""

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
    """Why a control could not judge; NOT_PUBLISHED changes neither verdict nor exit code."""

    NOT_GIVEN = "non-fourni"
    UNREADABLE = "illisible"
    NOT_PUBLISHED = "non-publie"


class Confidence(StrEnum):
    """How sure the tool is of what it read."""

    CERTAIN = "certaine"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Place(Struct, frozen=True, gc=False):
    """Where a problem is: at a pointer of the JSON, or in an attachment.

    `avance`: the label of the avance, where the pointer is of its JSON. `at_key`: the key is meant,
    not its value. `page`: of the attachment, from 1; `excerpt`: what it says there. `request`: the
    index of the request that a problem of an attachment belongs to.
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
    """What is wrong: where, the typed values of its message, and the figure it was judged by.

    `variant` picks other words, and another severity where the tables give it one. `silences` are the
    codes of the controls that leave aside what is wrong here: they did not judge the whole request.
    `mends` would end it, each of them by itself; `sure`: nothing else would, the right value is known.
    `shared`: other dossiers of the lot have it too.
    """

    at: Place | tuple[Place, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    variant: str = ""
    figure: Figure | None = None
    confidence: Confidence = Confidence.CERTAIN
    silences: frozenset[str] = frozenset()
    mends: tuple[Mend, ...] = ()
    sure: bool = False
    shared: Shared | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, the main one first."""
        return self.at if isinstance(self.at, tuple) else (self.at,)


def written_at(*values: tuple[Place, object]) -> tuple[Mend, ...]:
    """The one deed of writing these values, each at its place; none where one is of the avance's JSON."""
    if any(place.avance is not None for place, _ in values):
        return ()
    return ({place.pointer: value for place, value in values if place.pointer is not None},)


class NotChecked(Struct, frozen=True):
    """Why a control could not judge: the kind, and the reason whose words the tables hold."""

    kind: NotCheckedKind
    reason: str
    values: Mapping[str, Value] = field(default_factory=dict)


Outcome = Problem | NotChecked
Check = Callable[[Context], Iterator[Outcome]]


class Control(Struct, frozen=True, eq=False):
    """A code and its function; severity, certainty and applicability are in rules/controls/.

    `when` tells from a file as a whole whether its requests need a look: it spares thousands of
    calls where every request is free of the problem for the same reason.
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
    """Give a check its code; nothing is registered here, checks/registry.py lists them all."""
    return lambda check: Control(code, check, when)
