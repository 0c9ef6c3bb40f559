"""The figures as published, written a second time: a slip in a table is seen here, and only here.

Whoever moves a date, a cap or a share moves it in the table of the SONS and in this file. The tests
of what is done with the figures have tables of their own (tests/frozen/).
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from msgspec import Struct

from segur_check.rules.bound import Bound
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.rules.sections import Cap, Cited, UsageThreshold


def iso(value: datetime | date | str) -> str:
    """A day, or an instant to the minute in Paris time; a month is as it is told."""
    return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else str(value)


def bound(found: Bound) -> str:
    """A bound with what the text says of it: "before", "whole day", another reading, what it was."""
    told = iso(found.value) + " before" * found.before + " whole day" * found.whole_day
    if found.contested is not None:
        told += f" or {iso(found.contested.value)}"
    for one in found.former:
        told += f", was {iso(one.value)}" + (f" until {one.until}" if one.until is not None else "")
    return told


def figures(value: object, path: str = "") -> Iterator[str]:
    """Every date, amount, share and count of a table, with its place."""
    match value:
        case Bound():
            yield f"{path} {bound(value)}"
        case Cap(per=per, value=most, lowest=least):
            yield f"{path} {most} per {per}" + (f", lowest {least}" if least is not None else "")
        case Cited(value=int() | Decimal() as figure) if not isinstance(figure, bool):
            yield f"{path} {figure}"
        case UsageThreshold(act=act, count=count):
            yield f"{path} {act} {count}"
        case tuple():
            for one in value:
                yield from figures(one, path)
        case Struct():
            for name in value.__struct_fields__:
                inner = path if name == "value" else f"{path}.{name}".lstrip(".")
                yield from figures(getattr(value, name), inner)


@pytest.mark.parametrize("code", ["BIO-LOINC-Va1", "HOP-RI-Va1"])
def test_a_minister_stated_until_when_wave_1_took_orders(code: str) -> None:
    table = corridor(code)
    closes, ends = table.at("avance.closes"), table.at("completion.ends")

    assert isinstance(closes, Bound)
    assert isinstance(ends, Bound)
    assert (date(2022, 11, 30), "senat-02549", "A") == (
        closes.value,
        closes.source,
        closes.certainty,
    )
    # The same answer has the deployment run until 20/09/2023: the text of the LOINC says otherwise.
    last = date(2023, 10, 31) if code == "BIO-LOINC-Va1" else date(2023, 9, 20)
    assert (last, "ans-finalisation-va1", "A") == (ends.on, ends.source, ends.certainty)


PUBLISHED = {
    "BIO-SGL-Va1": """
        referencing.file 2022-06-15
        referencing.proofs 2022-08-31
        enrolment.opens 2021-11-02
        avance.opens 2021-11-02
        avance.closes 2022-11-30, was 07/2022
        avance.share 0.30
        solde.opens 2022-01-18
        solde.closes 2023-12-14T14:00 before, was 2023-04-28
        solde.share 0.70
        completion.ends 2023-09-20T14:00 or 2023-09-20, was 2023-04-28
        completion.opens 2023-04-10
        cancellation.edited_since 2022-11-17
        cap 38565.00 per request, lowest 22500.00
        order_age_days 120
        maintenance_years 6
        usage.thresholds dmp 10
        usage.thresholds mss_pro 10
        usage.thresholds mss_citoyenne 1
    """,
    "BIO-LOINC-Va1": """
        referencing.proofs 2022-08-31
        enrolment.opens 2021-11-02
        avance.opens 2021-11-02
        avance.closes 2022-11-30
        avance.share 0.30
        solde.opens 2022-01-18
        solde.closes 2023-12-14T14:00 before
        solde.share 0.70
        completion.ends 2023-10-31 whole day, was 2023-04-28
        completion.opens 2023-04-10
        cancellation.edited_since 2022-11-17
        cap 3500.00 per request
        order_age_days 120
        maintenance_years 6
    """,
    "HOP-DPI-Va1": """
        referencing.file 2022-06-15
        referencing.proofs 2022-08-31
        enrolment.opens 2021-11-02
        avance.opens 2021-11-02
        avance.closes 2022-11-30
        avance.share 0.30
        solde.opens 2022-01-18
        solde.closes 2023-12-14T14:00 before
        solde.share 0.70
        completion.ends 2023-09-20T14:00 or 2023-09-20
        completion.opens 2023-04-10
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
    """,
    "HOP-PFI-Va1": """
        referencing.file 2022-06-15T14:00, was 2022-05-15 until 2022-04-08
        referencing.proofs 2022-08-31
        enrolment.opens 2021-11-02
        avance.opens 2021-11-02
        avance.closes 2022-11-30
        avance.share 0.30
        solde.opens 2022-01-18
        solde.closes 2023-12-14T14:00 before
        solde.share 0.70
        completion.ends 2023-09-20T14:00 or 2023-09-20
        completion.opens 2023-04-10
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
        usage.thresholds dmp 10
        usage.thresholds mss_pro 10
        usage.thresholds mss_citoyenne 1
    """,
    "HOP-RI-Va1": """
        referencing.file 2022-06-15
        referencing.proofs 2022-08-31
        enrolment.opens 2021-11-02
        avance.opens 2021-11-02
        avance.closes 2022-11-30
        avance.share 0.30
        solde.opens 2022-01-18
        solde.closes 2023-12-14T14:00 before
        solde.share 0.70
        completion.ends 2023-09-20T14:00 or 2023-09-20
        completion.opens 2023-04-10
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
        usage.thresholds insi 1
    """,
    "MDV-LGC-Va1": """
        referencing.file 2022-06-15
        referencing.proofs 2022-08-31
        enrolment.opens 2021-11-02
        avance.opens 2021-11-02
        avance.closes 2022-11-30, was 2022-07-15
        avance.share 0.30
        solde.opens 2022-01-18
        solde.closes 2023-12-14T14:00 before
        solde.share 0.70
        completion.ends 2023-09-20T14:00 or 2023-09-20, was 2023-04-28
        completion.opens 2023-04-10
        cancellation.edited_since 2022-11-17
        cap 358.33 per RPPS
        order_age_days 120
        maintenance_years 6
        usage.thresholds dmp 10
        usage.thresholds mss_pro 10
        usage.thresholds mss_citoyenne 1
    """,
    "RAD-RIS-Va1": """
        referencing.file 2022-06-15
        referencing.proofs 2022-08-31
        enrolment.opens 2021-11-02
        avance.opens 2021-11-02
        avance.closes 2022-11-30
        avance.share 0.30
        solde.opens 2022-01-18
        solde.closes 2023-12-14T14:00 before
        solde.share 0.70
        completion.ends 2023-09-20T14:00 or 2023-09-20
        completion.opens 2023-04-10
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
        usage.thresholds dmp 10
        usage.thresholds mss_pro 10
        usage.thresholds mss_citoyenne 1
    """,
    "PHA-LGO-Va1": """
        portal 2021-11-02
        referencing.proofs 2022-12-21, was 2022-10-17
        avance.closes 2023-03-15T14:00 before, was 2022-12-18
        avance.share 0.30
        solde.closes 2023-12-14T14:00 before, was 2023-04-28T14:00
        solde.share 0.70
        completion.ends 2023-09-20T14:00 or 2023-09-20, was 2023-03-31, was 2023-04-28
        completion.opens 2023-04-10
        cancellation.edited_since 2022-11-17
        cap 875.00 per request, lowest 625.00
        order_age_days 120
        maintenance_years 6
        usage.thresholds dossier_pharmaceutique 1
        usage.thresholds ordonnance_numerique 1
    """,
    "MS1": """
        portal 2021-11-02
        referencing.proofs 2024-01-17
        avance.closes 2024-02-28
        avance.share 0.30
        solde.closes 2024-12-19T14:00
        solde.share 0.70
        completion.ends 2024-12-19T14:00
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
        mss_indicator.since 2024-09-12T14:00
    """,
    "MS2-PDE": """
        portal 2021-11-02
        referencing.file 2024-01-17
        referencing.proofs 2024-01-17
        avance.closes 2024-02-28
        avance.share 0.30
        solde.closes 2024-12-19T14:00
        solde.share 0.70
        completion.ends 2024-12-19T14:00
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
        mss_indicator.since 2024-09-12T14:00
    """,
    "MS2-PDS": """
        portal 2021-11-02
        referencing.file 2024-01-17
        referencing.proofs 2024-01-17
        avance.closes 2024-02-28
        avance.share 0.30
        solde.closes 2024-12-19T14:00
        solde.share 0.70
        completion.ends 2024-12-19T14:00
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
        mss_indicator.since 2024-09-12T14:00
    """,
    "SAS": """
        avance.amount_ht 30000.00
        solde.amount_ht 70000.00
    """,
    "HOP-DPI-Va2": """
        referencing.file 2024-11-19T12:00
        referencing.proofs 2025-06-18T12:00
        enrolment.opens 2024-06-20T14:00
        enrolment.closes 2025-12-17T12:00
        avance.opens 2024-09-12T14:00
        avance.closes 2025-12-17T12:00
        avance.share 0.40
        solde.closes 2026-09-16T12:00
        solde.share 0.60
        completion.ends 2026-06-17T12:00
        cancellation.edited_since 2022-11-17
        pilots 3
        order_age_days 120
        maintenance_years 6
    """,
    "HOP-PFI-Va2": """
        referencing.file 2024-11-19T12:00
        referencing.proofs 2025-03-19T12:00
        enrolment.opens 2024-06-20T14:00
        enrolment.closes 2025-09-17T12:00
        avance.opens 2024-09-12T14:00
        avance.closes 2025-09-17T12:00 or 2025-12-17T12:00
        avance.share 0.40
        solde.closes 2026-06-17T12:00
        solde.share 0.60
        completion.ends 2026-03-18T12:00
        cancellation.edited_since 2022-11-17
        pilots 3
        order_age_days 120
        maintenance_years 6
    """,
    "IMG-DB-Va2": """
        referencing.file 2025-09-10T12:00 before
        referencing.proofs 2026-05-13T12:00 before
        enrolment.opens 2025-05-15T14:00
        avance.opens 2025-07-10T14:00
        avance.closes 2026-11-10T12:00 before
        avance.share 0.40
        solde.closes 2027-12-15T12:00 before
        solde.share 0.60
        completion.ends 2027-09-15T12:00 before
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
    """,
    "IMG-RIS-Va2": """
        referencing.file 2025-09-10
        enrolment.opens 2025-05-15T14:00
        avance.opens 2025-07-10T14:00
        avance.share 0.40
        solde.share 0.60
        cancellation.edited_since 2022-11-17
        order_age_days 120
        maintenance_years 6
    """,
    "MDV-LGC-Va2": """
        avance.share 0.40
        solde.share 0.60
        cancellation.edited_since 2022-11-17
        pilots 3
        order_age_days 120
        maintenance_years 6
    """,
}


@pytest.mark.parametrize("code", covered_codes())
def test_the_table_holds_the_figures_that_are_published(code: str) -> None:
    written = [line.strip() for line in PUBLISHED.get(code, "").strip().splitlines()]

    assert written == list(figures(corridor(code)))
