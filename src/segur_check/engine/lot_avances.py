"""The avances that the dossiers of a lot hold, for the soldes of others."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from segur_check.dossier.jsonfiles import JsonFile, step_of_json
from segur_check.dossier.loading import open_dossiers
from segur_check.settings.supplier import Settings
from segur_check.values.step import Step


def avances_in(
    paths: Iterable[str], config: Path | None, fingerprints: Sequence[str] = ()
) -> Iterator[JsonFile]:
    """The avances that the dossiers of these paths hold; one with another fingerprint is read anew."""
    for path, fingerprint in zip_longest(paths, fingerprints, fillvalue=""):
        yield from _avances(path, config, fingerprint)


def _avances(path: str, config: Path | None, fingerprint: str) -> list[JsonFile]:
    """The avances of a dossier, parsed anew for each solde: a parsed text goes with its report."""
    try:
        jsons = [
            (json.unparsed(), settings) for json, settings in _jsons(path, config, fingerprint)
        ]
        return [json for json, settings in jsons if step_of_json(json, settings) is Step.AVANCE]
    except Exception:  # noqa: BLE001 - reported when that dossier is checked
        return []


@lru_cache(maxsize=16)
def _jsons(
    path: str, config: Path | None, _fingerprint: str
) -> tuple[tuple[JsonFile, Settings], ...]:
    """The bytes of the JSON files of a dossier: several soldes in a row may share their avances."""
    return tuple(
        (dossier.json.unparsed(), dossier.settings)
        for dossier in open_dossiers(path, pieces=None, config=config, phase="avance")
        if dossier.json is not None
    )
