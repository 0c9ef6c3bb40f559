"""The process that checks hostile dossiers, each in a child of its own, and says what it cost.

Run as ``python -m hostile.commands``: the arguments of a command in JSON on each line of the standard
input, an answer in JSON on each line of the standard output. A child that takes over a minute of
processor, or ten minutes, is killed.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import segur_check

_MOST = 60  # seconds of processor
_TESTS = Path(__file__).parents[1]
_PLACES = os.pathsep.join([str(Path(segur_check.__file__).parents[1]), str(_TESTS)])

Answer = dict[str, Any]


def _child(arguments: list[str], answer: int, printed: int, complained: int) -> None:
    from segur_check.cli.app import run  # noqa: PLC0415 - loaded before, in the parent

    os.dup2(printed, 1)
    os.dup2(complained, 2)
    sys.argv = ["segur-check", *arguments]
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST, _MOST))
    signal.alarm(10 * _MOST)  # one that waits takes no processor
    started = time.process_time()
    told: Answer = {}
    try:
        told["code"] = run()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException as error:  # noqa: BLE001 - nothing may be raised
        told["raised"] = repr(error)[:200]
    told["cpu"] = time.process_time() - started
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    os.write(answer, json.dumps(told).encode())


def measure(arguments: list[str]) -> Answer:
    """Run one command in a child."""
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complained:
        out, into = os.pipe()
        child = os.fork()
        if not child:
            try:
                _child(arguments, into, printed.fileno(), complained.fileno())
            finally:
                os._exit(0)
        os.close(into)
        with os.fdopen(out, "rb") as answer:
            said = answer.read()
        _, status = os.waitpid(child, 0)
        told: Answer = json.loads(said) if said else {"raised": f"died: {status}"}
        for name, file in (("out", printed), ("err", complained)):
            file.seek(0)
            told[name] = file.read().decode(errors="surrogateescape")
    return told


@contextmanager
def commands() -> Iterator[Callable[..., Answer]]:
    """A function that runs `segur-check` with these arguments: its code, out, err and costs."""
    with subprocess.Popen(
        [sys.executable, "-m", "hostile.commands"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": _PLACES},
    ) as process:
        asked, answers = process.stdin, process.stdout
        assert asked is not None
        assert answers is not None

        def run(*arguments: str | Path) -> Answer:
            asked.write(json.dumps([str(argument) for argument in arguments]) + "\n")
            asked.flush()
            told: Answer = json.loads(answers.readline())
            return told

        try:
            yield run
        finally:
            asked.close()


def main() -> None:
    """Answer line by line."""
    import segur_check.cli.app  # noqa: F401, PLC0415 - loaded once, as in a check of several files

    for line in sys.stdin:
        print(json.dumps(measure(json.loads(line))), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
