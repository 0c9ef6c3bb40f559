"""The door: answers --version before anything heavy is imported, then opens to the commands."""

import gc
import sys

from segur_check import __version__


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"segur-check {__version__}")  # noqa: T201 - the answer itself
        return
    from segur_check.cli.app import run  # noqa: PLC0415 - Typer is imported only for a command

    # A check makes many small values that live until the report and few cycles: looking for these
    # every 700 values takes a third of the time of a large file.
    gc.set_threshold(50_000, 20, 20)
    sys.exit(run())


if __name__ == "__main__":
    main()
