"""The door: answers --version before anything heavy is imported, then opens to the commands."""

import sys


def main() -> None:
    """Run the command line and exit with its code; nothing is imported before an interruption is heard."""
    try:
        code = _answer()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _answer() -> int:
    from segur_check.engine.collector import (  # noqa: PLC0415
        collect_no_more,
        collect_seldom,
    )

    if sys.argv[1:] in (["--version"], ["-V"]):
        return _version()
    from segur_check.cli.app import run  # noqa: PLC0415 - Typer is imported only for a command

    collect_seldom()
    code = run()
    collect_no_more()
    return code


def _version() -> int:
    from segur_check import __version__  # noqa: PLC0415
    from segur_check.cli.screen import complain, ready_streams, say  # noqa: PLC0415 - of this answer alone
    from segur_check.errors import ExitCode, SegurCheckError  # noqa: PLC0415

    ready_streams()
    try:
        say(f"segur-check {__version__}\n")
    except SegurCheckError as error:
        return complain(error.fr, error.exit_code)
    return ExitCode.CLEAN


if __name__ == "__main__":
    main()
