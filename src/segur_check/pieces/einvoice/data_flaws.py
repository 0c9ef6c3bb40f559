"""What could not be read of the data of an invoice, and why: all of them, or a single value."""

from enum import StrEnum

from msgspec import Struct


class FlawReason(StrEnum):
    """Why data could not be read."""

    EMPTY = "empty"
    UNPACKED = "unpacked"
    TOO_BIG = "too-big"
    SEVERAL = "several"
    ENCODING = "encoding"
    MALFORMED = "malformed"
    DOCTYPE = "doctype"
    ROOT = "root"
    # Of a single value:
    DATE = "date"
    NUMBER = "number"
    ABSENT = "absent"
    TWICE = "twice"


WRITTEN_MOST = 100  # signs of `DataFlaw.written`


class DataFlaw(Struct, frozen=True):
    """What could not be read; `datum` is the term for the value, "" for the data as a whole.

    `written`: what the value is written as, the root, the encoding, or the line of the XML's fault.
    """

    why: FlawReason
    datum: str = ""
    written: str = ""
