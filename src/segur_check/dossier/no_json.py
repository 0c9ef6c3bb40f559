"""What to do with a folder or a zip that holds no JSON."""

from collections.abc import Iterable

from segur_check.errors import UnreadableInput
from segur_check.values.step import STEPS_WITH_JSON, Step

_FIRST, *_OTHERS = (str(step) for step in Step if step not in STEPS_WITH_JSON)
_PHASES = f"--phase {_FIRST} ({', '.join(_OTHERS)})"


def no_json(path: str, names: Iterable[str], *, in_zip: bool = False) -> UnreadableInput:
    """The fault to raise where a JSON is required; `names` are those of the files that are there."""
    pdfs = sum(name.lower().endswith(".pdf") for name in names)
    french, english = f"« {path} » : ", f"“{path}”: "
    if pdfs:
        found = "1 PDF trouvé" if pdfs == 1 else f"{pdfs} PDF trouvés"
        french += f"{found}, pas de JSON : ajoutez-le"
        english += f"{pdfs} PDF{'' if pdfs == 1 else 's'} found, no JSON: add it"
    else:
        french += f"aucun fichier JSON dans ce {'zip' if in_zip else 'dossier'} : ajoutez-le"
        english += f"no JSON file in this {'zip' if in_zip else 'folder'}: add it"
    if in_zip:
        french += " (ou, pour un zip de pièces seules, donnez le JSON et --pieces)"
        english += " (or, for a zip of attachments alone, give the JSON and --pieces)"
    french += f", ou, pour une étape sans JSON, donnez {_PHASES}"
    english += f", or, for a step without a JSON, give {_PHASES}"
    if pdfs:
        french += " ; pour lire un PDF : segur-check read FICHIER"
        english += "; to read a PDF: segur-check read FILE"
    return UnreadableInput(french, english)
