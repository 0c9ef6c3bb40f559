"""Why a journal is refused, in one line that says what to do."""

from pathlib import Path

from segur_check.errors import UsageFault


def taken(path: Path) -> UsageFault:
    """Another run has it."""
    return UsageFault(
        f"--journal : un autre contrôle écrit dans « {path} » ; attendez qu'il finisse, ou donnez "
        "un autre nom",
        f"--journal: another run is writing “{path}”; wait until it ends, or give another name",
    )


def exists(path: Path) -> UsageFault:
    """It is there, and nobody asked to go on with it."""
    return UsageFault(
        f"--journal : « {path} » existe déjà ; ajoutez --resume pour le reprendre, ou donnez un "
        "autre nom",
        f"--journal: “{path}” exists already; add --resume to go on with it, or give another name",
    )


def no_journal(path: Path) -> UsageFault:
    """It is another file, or damaged."""
    return UsageFault(
        f"--journal : « {path} » ne se lit pas comme un journal de batch ; donnez le fichier "
        "donné à --journal la première fois, ou un autre nom",
        f"--journal: “{path}” cannot be read as a batch journal; name the file given to --journal "
        "the first time, or another name",
    )


def unwritable(path: Path, reason: str | None) -> UsageFault:
    """The system does not let it be written."""
    return UsageFault(
        f"--journal : « {path} » ne peut pas être écrit ({reason})",
        f"--journal: “{path}” cannot be written ({reason})",
    )


def too_old(path: Path) -> UsageFault:
    """It is of a version that wrote text."""
    return UsageFault(
        f"--journal : « {path} » a été écrit par segur-check 0.4 ou plus ancien, et cette version ne "
        "le reprend pas ; donnez un autre nom",
        f"--journal: “{path}” was written by segur-check 0.4 or older, and this version does not go "
        "on with it; give another name",
    )


def other_settings(path: Path, fr: str, en: str) -> UsageFault:
    """It was begun with something else: `fr` and `en` name it."""
    return UsageFault(
        f"--resume : « {path} » a été écrit avec d'autres réglages ({fr}) ; reprenez avec "
        "les mêmes, ou donnez un autre nom à --journal",
        f"--resume: “{path}” was written with other settings ({en}); go on with the same "
        "ones, or give --journal another name",
    )


def lost(path: Path) -> UsageFault:
    """Its file was taken away meanwhile."""
    return UsageFault(
        f"--journal : « {path} » a été supprimé, déplacé ou remplacé pendant le contrôle ; ce "
        "contrôle ne pourra pas être repris",
        f"--journal: “{path}” was deleted, moved or replaced during the run; this run cannot "
        "be gone on with",
    )
