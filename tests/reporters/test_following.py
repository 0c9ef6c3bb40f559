"""Every output for machines marks what follows from another finding."""

import csv
import io
import json

import pytest
from msgspec.structs import replace

from reporters.made import finding
from segur_check.report import Report, RequestReport
from segur_check.reporters import rendered
from segur_check.reporters.display import PLAIN

_CAUSE = replace(finding("alerte", "MNT008"), fingerprint="a" * 64)
_OWN = replace(finding("a-modifier", "DOC005"), fingerprint="b" * 64, caused_by="a" * 64)
_OF_FILE = replace(finding("a-modifier", "DOC033"), fingerprint="c" * 64, caused_by="d" * 64)
_WHOLE = replace(finding("a-modifier", "IDE011"), fingerprint="d" * 64)


def report(lang: str = "fr") -> Report:
    whole = RequestReport("a.json", None, None, "MS1", "avance", (_WHOLE,))
    request = RequestReport("a.json", 1, None, "MS1", "avance", (_OWN, _CAUSE, _OF_FILE))
    return Report("1", "1", "2025-01-01T00:00:00+01:00", 1, lang, requests=(whole, request))


def text(form: str, lang: str = "fr") -> str:
    given = rendered(report(lang), form, PLAIN)
    return given.decode() if isinstance(given, bytes) else given


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit", "markdown"])
def test_a_consequence_says_what_it_follows_from(form: str) -> None:
    french, english = text(form), text(form, "en")

    assert "découle de MNT008" in french
    assert "découle de IDE011" in french
    assert "follows from MNT008" in english
    assert "follows from DOC" not in english


def test_a_table_has_the_cause_and_its_short_fingerprint_in_its_last_column() -> None:
    rows = list(csv.reader(io.StringIO(text("csv").lstrip("\ufeff")), delimiter=";"))

    by_code = {row[8]: row[-1] for row in rows}
    assert by_code["Code"] == "Découle de"
    assert by_code["DOC005"] == "MNT008 aaaaaaaa"
    assert by_code["DOC033"] == "IDE011 dddddddd"
    assert by_code["MNT008"] == by_code["IDE011"] == ""


def test_the_properties_of_a_result_have_the_fingerprint_of_its_cause() -> None:
    results = json.loads(text("sarif"))["runs"][0]["results"]

    properties = {result["ruleId"]: result["properties"] for result in results}
    assert properties["DOC005"]["caused_by"] == "a" * 64
    assert properties["DOC005"]["caused_by_code"] == "MNT008"
    assert "caused_by" not in properties["MNT008"]
