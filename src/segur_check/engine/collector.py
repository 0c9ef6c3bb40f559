"""How often the interpreter looks for cycles: seldom, in a process that checks."""

import gc


def collect_seldom() -> None:
    """Look for cycles every 50,000 values rather than every 700.

    A check makes many small values that live until the report and few cycles: looking for these as
    often as usual takes a third of the time of a large file. The values that outlived a few looks are
    looked at every hundredth time.
    """
    gc.set_threshold(50_000, 100, 20)


def collect_no_more() -> None:
    """Leave what is left to the end of the process: looking for its cycles is a tenth of a check."""
    gc.freeze()
