"""The English of `--help`: that of each command, and of its options where they say something else there."""

from segur_check.reporters import FORMATS

*_ALL_BUT_LAST, _LAST = FORMATS
_FORMATS = f"{', '.join(_ALL_BUT_LAST)} or {_LAST}; repeatable. csv is for a program, xlsx for a spreadsheet. "
_EXIT_CODES = (
    "Exit codes: 0 nothing blocking, 1 a blocking finding, 2 options or settings to correct, 3 unreadable "
    "input, 4 to be verified (with --strict), 70 internal error, 130 interrupted."
)

# By the name of the command ("segur-check" for the program), of the command and its option, or of the option.
ENGLISH = {
    "segur-check": (
        "Checks Ségur funding requests (avance and solde) before they are filed with the ASP.\n\n"
        "Example: segur-check check my-folder/ --sons MDV-LGC-Va1 --depot 2022-03-12T10:00\n\n"
        "Deadlines: segur-check calendar. Usage thresholds: segur-check usage"
    ),
    "check": (
        "Checks dossiers and says what the ASP would reject, where, why, and what to do.\n\n"
        + _EXIT_CODES
    ),
    "batch": (
        "Checks all dossiers of a batch, in parallel, and compares them with each other.\n\n"
        "Each solde is compared with the avance of the same numéro éditeur. A dossier that takes too long, or "
        "stops the tool, does not keep the others from being checked. Exit codes: those of check, the worst wins."
    ),
    "read": (
        "Shows what the tool reads in a PDF: type, pages, amounts, dates, identifiers, signatures.\n\n"
        "Exit codes: 0 read, 1 a PDF that cannot be read, 2 options to correct, 3 no such file."
    ),
    "rules": "Lists the SONS covered, or the controls that apply.",
    "coverage": (
        "Lists the requirements of the five reference texts, and says what checks them.\n\n"
        "For each one: the controls that check it, or what you have to look at yourself."
    ),
    "explain": "Explains a control: what it looks at, why, who says so, an example, what to do.",
    "schema": "Prints a JSON Schema (2020-12), for a text editor or another tool.",
    "init": (
        "Prepares a folder: the JSON to fill in, dossier.toml, and a page that explains each key and the "
        "attachments expected.\n\nA step without JSON (enrolement, pilotes, attestation-fin, annulation) has "
        "only dossier.toml and the page."
    ),
    "calendar": "Says what is open, what closes and when, and what is contested or unknown.",
    "usage": "Recalls the usage thresholds checked after the payment, and when the money is claimed back.",
    "--version": "Show the version.",
    "--install-completion": "Install the completion of the commands in this shell.",
    "--show-completion": "Show the completion script of this shell.",
    "--lang": "Language of the messages.",
    "check paths": "A JSON, a folder or a zip (JSON and attachments), or - for a JSON on standard input.",
    "--sons": "One SONS only; all without it.",
    "check --sons": "The SONS, for instance MDV-LGC-Va1 (see rules).",
    "batch --sons": "The SONS, for instance MDV-LGC-Va1 (see rules).",
    "init --sons": "The SONS of the request.",
    "--phase": "The step; without it, the content tells.",
    "rules --phase": "One step only.",
    "init --phase": "The step.",
    "--depot": "The instant of filing, 2025-03-12T11:59 (Paris time); now, without it.",
    "--pieces": "The attachments.",
    "--avance": "The avance to compare a solde with, or a folder of avances; repeatable.",
    "--config": "The segur-check.toml; without it, the first one found upward from the dossier.",
    "--rules": "Rule tables to use in place of ours.",
    "check --output": f"{_FORMATS}Without it: text on a terminal, concise elsewhere.",
    "batch --output": f"{_FORMATS}Without it: text, one line per dossier, then the summary of the batch.",
    "--ocr": "Read scanned pages with Tesseract; what it finds is only a hint.",
    "read --ocr": "Read scanned pages too, by character recognition (Tesseract).",
    "--signatures": "Verify that what was signed has not changed (pyHanko).",
    "--strict": "Exit code 4 when something remains to be verified.",
    "--fail-on": "The least severe finding that makes the exit code 1.",
    "--exit-zero": "Exit code 0 whatever is found.",
    "--min-severity": (
        "Show nothing less severe (the verdict does not change). For text, concise, actions and html only."
    ),
    "--max-shown": "Findings shown per code; the others are counted.",
    "--color": "Colours.",
    "--quiet": "Only the summary and the verdict.",
    "--verbose": "All of each finding: whole text, address of the source, fingerprint.",
    "batch folders": "The folder that holds the dossiers to check; repeatable.",
    "--jobs": "How many dossiers are checked at the same time; 0: one per processor core.",
    "--layout": (
        "How the dossiers are laid out: dossiers (a folder each), fichiers (a JSON each), zips (a zip each); "
        "auto finds out."
    ),
    "--since": "Only the dossiers changed since this date.",
    "--shard": "Part K of N of the batch, the same on any machine.",
    "--journal": "Note each dossier that is checked, to go on after a stop.",
    "--resume": "Go on with the journal where it stopped.",
    "--fail-fast": "Stop at the first dossier that is blocking or unreadable.",
    "--dossier-timeout": "Time given to a dossier.",
    "--worker-memory": "Memory given to a process.",
    "--cluster": "A Dask scheduler: tcp://machine:8786.",
    "--fast": "Read the text of PDFs with pdfium (see docs/lots.md).",
    "read files": "One or several PDFs.",
    "--answer": "Show only: checked, partly, by-eye (for you to look at), not-published.",
    "explain code": "The control, for instance MNT006.",
    "schema name": "avance, solde, report, dossier or segur-check.",
    "--check": "Verify that a schema of yours is a correct JSON Schema.",
    "init folder": "The folder to create or to fill.",
    "--at": "The day (2025-03-12) or the instant (2025-03-12T11:59, Paris time); now, without it.",
    "--ics": "Write an .ics calendar too (Outlook, Thunderbird, Apple).",
}
