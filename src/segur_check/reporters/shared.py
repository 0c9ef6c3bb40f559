"""What several dossiers of a lot have in common: a number, a client, a file, and in which dossiers it stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath

from segur_check.printable import printable
from segur_check.report import Report, Shared
from segur_check.reporters.tasks import Task
from segur_check.reporters.words import counted, word

MOST = 5
"""Dossiers that are named in one line."""

_MOST_TIES = 20
_MOST_IN_A_LINE = 2  # numbers, clients or files


class Dossiers:
    """The dossiers of a lot, which of them a file is in, and the commands that check some of them.

    `names` are by their paths; `of_all` checks the whole lot.
    """

    def __init__(
        self, names: Mapping[str, str], check: Callable[[Iterable[str]], str], of_all: str
    ) -> None:
        self._names, self.check, self.of_all = names, check, of_all

    def path_of(self, file: str) -> str:
        """The path of the dossier that holds a file; the file itself where none does."""
        above = (str(folder) for folder in PurePath(file).parents)
        return next((path for path in (file, *above) if path in self._names), file)

    def paths_of(self, shared: Shared) -> list[str]:
        """The other dossiers that have it too."""
        return list(dict.fromkeys(map(self.path_of, shared.files)))

    def name(self, path: str) -> str:
        """What a dossier is called in the lot."""
        return printable(self._names.get(path, path))


def shared_in(task: Task) -> list[Shared]:
    """What the findings of a task share with other dossiers, each once."""
    found = [cause.finding.shared for cause in task.causes if cause.finding.shared is not None]
    return list({shared.key: shared for shared in found}.values())


def told(shared: Iterable[Shared], dossiers: Dossiers, lang: str) -> str:
    """`numéro CMD-2022-0042 aussi dans d2, d6`, of the first ones."""
    listed = [*shared]
    parts = [
        word(
            lang,
            "shared_also",
            what=_what(each, lang),
            dossiers=_listed(map(dossiers.name, dossiers.paths_of(each))),
        )
        for each in listed[:_MOST_IN_A_LINE]
    ]
    return ", ".join(parts) + (" …" if len(listed) > _MOST_IN_A_LINE else "")


class Ties:
    """What the dossiers of a lot have in common, gathered as they end."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[Shared, dict[str, None]]] = {}

    def add(self, path: str, report: Report, dossiers: Dossiers) -> None:
        """What a dossier has in common with others."""
        for request in report.requests:
            for finding in request.findings:
                shared = finding.shared
                if shared is not None:
                    _, holders = self._found.setdefault((finding.code, shared.key), (shared, {}))
                    holders |= dict.fromkeys((path, *dossiers.paths_of(shared)))

    def lines(self, dossiers: Dossiers, lang: str) -> Iterator[str]:
        """`PER008 · numéro CMD-2022-0042 : d1, d2, d6`, each once."""
        for (code, _), (shared, holders) in [*self._found.items()][:_MOST_TIES]:
            names = _listed(map(dossiers.name, holders))
            yield f"{code} · {_what(shared, lang)}{word(lang, 'colon')}{names}"
        if len(self._found) > _MOST_TIES:
            yield counted(lang, "shared_others", len(self._found) - _MOST_TIES)


def _what(shared: Shared, lang: str) -> str:
    return word(lang, f"shared_{shared.kind}", name=printable(shared.name))


def _listed(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:MOST]) + (" …" if len(listed) > MOST else "")
