"""The files of the settings, as inputs of the report."""

import hashlib
from pathlib import Path

from segur_check.report import Input


def settings_input(path: Path) -> Input:
    """A file of the settings that was read; without fingerprint when it cannot be read any more."""
    try:
        data = path.read_bytes()
    except OSError:
        return Input(str(path), None, None, "reglages")
    return Input(str(path), hashlib.sha256(data).hexdigest(), len(data), "reglages")
