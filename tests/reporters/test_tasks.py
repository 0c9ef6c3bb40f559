"""Which findings are one thing to do, and how many causes a report counts."""

from msgspec.structs import replace

from reporters.made import finding
from segur_check.report import Finding, Report, RequestReport, Unchecked
from segur_check.reporters.tasks import causes, counts_line, tasks
from segur_check.values.severity import SeverityName


def said(
    code: str, mark: str, severity: SeverityName = "a-modifier", caused_by: str | None = None
) -> Finding:
    return replace(
        finding(severity, code), fingerprint=mark, caused_by=caused_by, action=f"Corrigez {code}."
    )


def request(
    line: int | None, *findings: Finding, not_checked: tuple[Unchecked, ...] = ()
) -> RequestReport:
    return RequestReport("a.json", line, None, "MS1", "avance", findings, not_checked)


def report(*requests: RequestReport, lang: str = "fr") -> Report:
    return Report("1", "1", "2025-01-01T00:00:00+01:00", 1, lang, requests=requests)


def codes(*requests: RequestReport) -> list[tuple[str, list[str]]]:
    return [
        (cause.finding.code, [each.code for each in cause.consequences])
        for cause in causes((own, own.findings) for own in requests)
    ]


def test_a_consequence_stands_under_its_cause_in_its_own_request() -> None:
    first = request(1, said("MNT006", "a"), said("DOC006", "b", caused_by="a"))
    second = request(2, said("MNT006", "a"), said("DOC002", "c"))

    assert [("MNT006", ["DOC006"]), ("MNT006", []), ("DOC002", [])] == codes(first, second)


def test_a_consequence_may_follow_from_what_is_said_of_the_file() -> None:
    whole = request(None, said("FMT004", "a"))
    own = request(1, said("MNT006", "b", caused_by="a"))

    assert [("FMT004", ["MNT006"])] == codes(whole, own)


def test_what_follows_from_a_finding_that_is_not_shown_is_a_cause() -> None:
    assert [("DOC006", [])] == codes(request(1, said("DOC006", "b", caused_by="a")))


def test_the_same_deed_for_several_requests_is_one_task_and_information_none() -> None:
    first = request(1, said("MNT013", "i", "info"), said("DOC006", "a", "alerte"))
    second = request(2, said("MNT006", "b"), said("DOC006", "c", "alerte"))

    found = tasks((own, own.findings) for own in (first, second))

    assert [("MNT006", [2]), ("DOC006", [1, 2])] == [
        (task.finding.code, [each.line for each in task.requests]) for task in found
    ]


def test_a_task_is_as_bad_as_the_worst_of_what_follows_from_it() -> None:
    own = request(1, said("MNT008", "a", "alerte"), said("DOC005", "b", caused_by="a"))

    assert ["a-modifier"] == [task.severity for task in tasks([(own, own.findings)])]
    assert "1 point" == counts_line(report(own))


def test_causes_are_counted_by_severity_and_what_could_not_be_judged_once() -> None:
    lack = Unchecked("MNT003", "non-fourni", "Plafond inconnu")
    unpublished = Unchecked("CAL001", "non-publie", "Date inconnue")
    first = request(1, said("IDE002", "r", "rejet"), said("DOC002", "d", caused_by="r"))
    second = request(2, said("MNT006", "m"), said("MNT006", "n"), not_checked=(lack, unpublished))
    third = request(3, said("MNT013", "i", "info"), not_checked=(lack,))

    assert "1 rejet, 2 à modifier, 1 point à vérifier" == counts_line(report(first, second, third))
    assert "1 point" == counts_line(report(request(1, not_checked=(lack,))))
    assert "1 alerte" == counts_line(report(request(1, said("DOC024", "d", "alerte"))))
    assert "" == counts_line(report(request(1)))
