"""The process that reads hostile files, each in a child of its own, and says what it cost.

Run as ``python -m hostile.measured SECONDS``, the time allowed to each: a path on each line of the
standard input, an answer in JSON on each line of the standard output. A child that takes over a
minute is killed.
"""

import json
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from segur_check.pieces.contents import inspected_and_read

_MOST = 60  # seconds


def outcome(data: bytes, seconds: float) -> dict[str, Any]:
    """What became of a file, read as a check reads an order."""
    facts, read = inspected_and_read(
        data, max_bytes=20_000_000, max_pages=20, layout=True, max_seconds=seconds
    )
    told: dict[str, Any] = {"state": facts.state, "detail": facts.detail, "read": read is not None}
    if read is not None:
        told["texts"] = sum(map(len, read.pages))
        told["layouts"] = sum(map(len, read.layouts))
        told["unread"] = len({*read.unread, *read.mute, *read.scanned})
    return told


def _child(path: str, seconds: float, answer: int, printed: int) -> None:
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    data = Path(path).read_bytes()
    signal.alarm(_MOST)
    started, cpu = time.perf_counter(), time.process_time()
    try:
        told = outcome(data, seconds)
    except BaseException as error:  # noqa: BLE001 - nothing may be raised
        told = {"raised": repr(error)[:200]}
    told["seconds"] = time.perf_counter() - started
    told["cpu"] = time.process_time() - cpu
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    os.write(answer, json.dumps(told).encode())


def measure(path: str, seconds: float) -> dict[str, Any]:
    """Read one file in a child."""
    with tempfile.TemporaryFile() as printed:
        out, into = os.pipe()
        child = os.fork()
        if not child:
            try:
                _child(path, seconds, into, printed.fileno())
            finally:
                os._exit(0)
        os.close(into)
        with os.fdopen(out, "rb") as answer:
            said = answer.read()
        _, status = os.waitpid(child, 0)
        told: dict[str, Any] = json.loads(said) if said else {"raised": f"died: {status}"}
        told["printed"] = os.fstat(printed.fileno()).st_size
    return told


def main() -> None:
    """Answer line by line."""
    import lxml.etree  # noqa: F401, PLC0415 - loaded once, as in a check of several files
    import pypdf  # noqa: F401, PLC0415

    for line in sys.stdin:
        print(json.dumps(measure(line.rstrip("\n"), float(sys.argv[1]))), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
