"""The door: answers --version before anything heavy is imported, then opens to the commands."""

import sys

from segur_check import __version__
from segur_check.engine.collector import collect_no_more, collect_seldom


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"segur-check {__version__}")  # noqa: T201 - the answer itself
        return
    try:
        from segur_check.cli.app import run  # noqa: PLC0415 - Typer is imported only for a command
    except KeyboardInterrupt:
        sys.exit(130)
    collect_seldom()
    code = run()
    collect_no_more()
    sys.exit(code)


if __name__ == "__main__":
    main()
