"""When the reading of a file must be over, in seconds of processor."""

import time
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from segur_check.pieces.pdf.guard.interrupt import processor_clock

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_WALL_TIMES = 60  # a thread that gets a sixtieth of a processor still makes progress


class OverLimitError(MemoryError):
    """The reading of a file is stopped: pypdf recovers from every exception but this kind."""


class Deadline:
    """When the reading of a file must be over: after so many seconds of processor of this thread.

    What a file is must not depend on what else the machine is doing. The clock on the wall counts only
    for what hangs, and sixty times later.
    """

    def __init__(
        self,
        seconds: float,
        *,
        processor: Callable[[], float] | None = None,
        wall: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._processor, self._wall = processor or processor_clock(), wall
        self._end = self._processor() + seconds
        self._hangs = self._wall() + _WALL_TIMES * seconds
        self.spent = ""  # which limit is exceeded, in words; "" while none is

    def over(self) -> bool:
        """Whether the time is spent, or another limit is exceeded."""
        if not self.spent:
            if self._processor() > self._end:
                self.spent = f"not read within {self._seconds:g} s"
            elif self._wall() > self._hangs:
                self.spent = f"nothing came within {_WALL_TIMES * self._seconds:g} s"
        return bool(self.spent)

    def check(self) -> None:
        """Stop the reading once the time is spent.

        Raises:
            OverLimitError: it is; pypdf lets this exception through.
        """
        if self.over():
            raise OverLimitError(self.spent)


class TimedFile(BytesIO):
    """A file for readers that nothing else stops: it can no longer be read once the time is spent."""

    def __init__(self, data: bytes, deadline: Deadline) -> None:
        super().__init__(data)
        self._deadline = deadline

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, while there is time."""
        self._deadline.check()
        return super().read(size)

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read, while there is time."""
        self._deadline.check()
        return super().readinto(buffer)
