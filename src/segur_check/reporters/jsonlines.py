"""One report as one line of JSON: a batch writes each dossier's as it ends."""

from segur_check.findings import Report
from segur_check.reporters.jsonreport import as_tree, json_text


def jsonl(report: Report) -> str:
    """The same object as `-o json`, on one line that a line feed ends."""
    return json_text(as_tree(report), indent=0)
