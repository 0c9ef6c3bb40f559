"""What a run comes to: the figures that the batch, the Markdown and the page share."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from reporters.made import facts, finding, report, request
from segur_check.report import RequestReport, Unread, Verdict
from segur_check.reporters.headings import how_many
from segur_check.reporters.money import to_come
from segur_check.reporters.summary import Expected, Summary, Tally, summary_of


def test_requests_and_dossiers_are_counted_by_verdict_and_the_file_as_a_whole_is_no_request() -> (
    None
):
    summary = summary_of(
        report(
            request(finding("alerte"), line=None, about=facts(None, None)),
            request(),
            request(finding("rejet"), line=2),
            request(line=1, file="autre.json"),
        )
    )

    assert (2, 3) == (summary.dossiers, summary.requests)
    assert [1, 0, 1, 1] == [one.requests for _, one in summary.stakes]
    assert {"rejet": 1, "a-modifier": 0, "a-verifier": 0, "sans-anomalie": 1} == dict(
        summary.dossier_verdicts
    )


def test_a_dossier_of_papers_is_one_request() -> None:
    summary = summary_of(report(request(line=None), papers=True))

    assert (1, 1, 1) == (summary.dossiers, summary.requests, summary.papers)
    assert 1 == dict(summary.stakes)[Verdict.NO_ANOMALY].papers


@pytest.mark.parametrize(
    ("requests", "papers", "told"),
    [
        (1, 0, "1 demande"),
        (1, 1, "1 dossier sans JSON"),
        (5, 2, "3 demandes, 2 dossiers sans JSON"),
    ],
)
def test_a_dossier_without_json_is_called_so(requests: int, papers: int, told: str) -> None:
    assert told == how_many(requests, papers, "fr")


def test_money_is_summed_per_verdict_and_what_is_unknown_is_counted_apart() -> None:
    summary = summary_of(
        report(
            request(finding("rejet"), about=facts(ht="100.10")),
            request(finding("rejet"), line=2, about=facts(ht="200.20")),
            request(finding("rejet"), line=3, about=facts(ht=None)),
            request(line=4, about=facts(ht="1.00")),
        )
    )

    assert [
        (Verdict.REJECT, 3, Decimal("300.30"), 1),
        (Verdict.NO_ANOMALY, 1, Decimal("1.00"), 0),
    ] == [
        (verdict, one.requests, one.ht, one.unknown)
        for verdict, one in summary.stakes
        if one.requests
    ]


def test_an_amount_beyond_reason_is_not_summed() -> None:
    summary = summary_of(report(request(about=facts(ht="1e999999"))))

    assert [(Decimal(0), 1)] == [(one.ht, one.unknown) for _, one in summary.stakes if one.requests]


def test_codes_come_the_most_frequent_first_and_mere_information_last() -> None:
    summary = summary_of(
        report(
            request(finding("info", "AAA001"), finding("info", "AAA001")),
            request(finding("alerte", "BBB001"), finding("alerte", "CCC001"), line=2),
            request(finding("alerte", "CCC001"), finding("rejet", "DDD001"), line=3),
            request(finding("info", "AAA001"), line=4),
            request(finding("info", "AAA001"), line=5),
        )
    )

    assert [("CCC001", 2, 2), ("DDD001", 1, 1), ("BBB001", 1, 1), ("AAA001", 4, 3)] == [
        (one.code, one.count, one.requests) for one in summary.codes
    ]


def test_codes_are_those_of_causes_as_grave_as_what_follows_from_them() -> None:
    cause = replace(finding("alerte", "MNT007"), fingerprint="c" * 64)
    follows = replace(finding("rejet", "PER011"), caused_by="c" * 64)

    summary = summary_of(report(request(cause, follows)))

    assert [("MNT007", "rejet", 1)] == [
        (one.code, one.severity, one.count) for one in summary.codes
    ]


def test_what_is_found_of_a_file_as_a_whole_is_told_apart() -> None:
    summary = summary_of(report(request(finding(), line=None), request(finding())))

    assert [(2, 1)] == [(one.requests, one.files) for one in summary.codes]


def test_what_closes_first_is_of_the_phase_of_the_request_and_still_open() -> None:
    late = facts("2025-12-17T12:00:01+01:00")
    early = facts("2024-09-12T13:59:00+02:00")
    summary = summary_of(
        report(request(), request(line=2, about=late), request(line=3, about=early))
    )

    assert [("2025-12-17T12:00:00+01:00", "HOP-DPI-Va2", "avance", "A", 1, 2)] == [
        (one.closes, one.sons, one.event, one.certainty, one.requests, one.days)
        for one in summary.closing
    ]


def at(moment: str, *requests: RequestReport) -> Summary:
    """The figures of a run at that moment."""
    return summary_of(replace(report(*requests), evaluated_at=moment))


def test_a_deposit_known_by_its_day_is_in_time_on_the_days_of_the_opening_and_of_the_closing() -> (
    None
):
    first = summary_of(report(request(about=facts("2024-09-12"))))
    last = summary_of(report(request(about=facts("2025-12-17"))))

    assert (1, 1) == (len(first.closing), len(last.closing))


@pytest.mark.parametrize("deposit", ["2025-12-16T10:00:00+01:00", "2025-12-01", None])
def test_what_closes_first_counts_from_now_whatever_day_the_deposit_is(deposit: str | None) -> None:
    summary = at("2025-12-07T11:00:00+01:00", request(about=facts(deposit)))

    assert [10] == [one.days for one in summary.closing]


def test_a_window_that_is_over_closes_no_more_though_the_deposit_lay_in_it() -> None:
    summary = at(
        "2025-12-17T12:00:01+01:00",
        request(about=facts("2025-12-15T10:00:00+01:00")),
        request(line=2, about=facts(None)),
    )

    assert () == summary.closing


def test_what_is_still_to_be_paid_is_summed_by_verdict_and_the_unknown_is_counted() -> None:
    unknown = replace(facts(), amounts=(("ht", "1.00"), ("avance", None), ("solde", None)))
    solde = replace(request(line=4), phase="solde")
    enrolment = replace(request(line=5), phase="enrolement")
    summary = summary_of(
        report(
            request(finding("rejet")),
            request(line=2),
            request(line=3, about=unknown),
            solde,
            enrolment,
        )
    )

    stakes = dict(summary.stakes)
    assert Expected(1, Decimal("19300.00"), 0) == stakes[Verdict.REJECT].avance
    assert Expected(2, Decimal("19300.00"), 1) == stakes[Verdict.NO_ANOMALY].avance
    assert Expected(3, Decimal("57900.00"), 1) == stakes[Verdict.NO_ANOMALY].solde
    assert Expected() == stakes[Verdict.TO_VERIFY].avance


@pytest.mark.parametrize("first", ["avance", "solde"])
def test_of_an_order_whose_solde_is_asked_for_too_the_solde_alone_is_to_come(first: str) -> None:
    other = {"avance": "solde", "solde": "avance"}[first]
    summary = summary_of(
        report(replace(request(), phase=first), replace(request(file="b.json"), phase=other))
    )

    stake = dict(summary.stakes)[Verdict.NO_ANOMALY]
    assert (Expected(), Expected(1, Decimal("28950.00"), 0)) == (stake.avance, stake.solde)


def test_what_is_to_come_is_written_with_what_is_not_known() -> None:
    unknown = replace(facts(), amounts=(("ht", "1.00"), ("avance", None), ("solde", "2.00")))
    summary = summary_of(report(request(), request(line=2, about=unknown)))

    assert [
        (
            Verdict.NO_ANOMALY,
            "19\u00a0300,00\u00a0€ (1 non connu)",
            "28\u00a0952,00\u00a0€",
        )
    ] == list(to_come(summary, "fr"))


def test_every_verdict_is_in_what_is_to_come_where_there_is_any() -> None:
    def told(*requests: RequestReport) -> list[tuple[str, str, str]]:
        return [
            (str(verdict), avance, solde)
            for verdict, avance, solde in to_come(summary_of(report(*requests)), "fr")
        ]

    enrolment = replace(request(finding("rejet"), file="b.json"), phase="enrolement")
    avance, solde = replace(request(), phase="avance"), replace(request(line=2), phase="solde")
    twin = replace(solde, numero_editeur="CMD-1")

    assert [] == told(enrolment)
    assert ["rejet", "sans-anomalie"] == [verdict for verdict, _, _ in told(enrolment, avance)]
    assert [("sans-anomalie", "—", "28\u00a0950,00\u00a0€")] == told(avance, twin)


def test_a_request_is_no_better_than_what_is_said_of_its_file() -> None:
    summary = summary_of(
        report(
            request(finding("rejet"), line=None, about=facts(None, None)),
            request(),
            request(finding("alerte"), line=2),
            request(file="autre.json"),
        )
    )

    stakes = dict(summary.stakes)
    assert (2, 2) == (stakes[Verdict.REJECT].requests, stakes[Verdict.REJECT].solde.requests)
    assert Decimal("96500.00") == stakes[Verdict.REJECT].ht
    assert 1 == stakes[Verdict.NO_ANOMALY].requests


def test_reports_added_one_by_one_come_to_the_same() -> None:
    parts = (request(finding()), request(file="autre.json"))
    unread = (Unread("x.json", "x.json : illisible"),)
    tally = Tally()
    for part in parts:
        tally.add(report(part))
    tally.add(report(unread=unread))

    assert summary_of(report(*parts, unread=unread)) == tally.summary()
