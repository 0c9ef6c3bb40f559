"""What of the data of an invoice could not be read, and why: the whole of them, or one value."""

from enum import StrEnum

from msgspec import Struct


class FlawReason(StrEnum):
    """Why data that are there could not be read."""

    EMPTY = "empty"
    UNPACKED = "unpacked"
    TOO_BIG = "too-big"
    SEVERAL = "several"
    ENCODING = "encoding"
    MALFORMED = "malformed"
    DOCTYPE = "doctype"
    ROOT = "root"
    # Of one value:
    DATE = "date"
    NUMBER = "number"
    ABSENT = "absent"
    TWICE = "twice"


class DataFlaw(Struct, frozen=True):
    """What could not be read; `datum` is the term of the value, "" for the whole of the data.

    `written`: what stands in its place, the root, the encoding, or the line where XML goes wrong.
    """

    why: FlawReason
    datum: str = ""
    written: str = ""
