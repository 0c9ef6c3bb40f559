"""A file that comes back is read once, and what is kept of the others is bounded."""

import hashlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from fpdf import FPDF

from segur_check.pieces import cache
from segur_check.pieces.cache import Reading, read_cached
from segur_check.pieces.contents import Contents, inspected_and_read
from segur_check.pieces.pdf.opening import PdfFacts, PdfState

READ = Reading(text=True, layout=True, max_bytes=1_000_000, max_pages=20, max_seconds=5.0)
OPENED = Reading(text=False, layout=False, max_bytes=1_000_000, max_pages=20, max_seconds=5.0)
FLOWING = Reading(text=True, layout=False, max_bytes=1_000_000, max_pages=20, max_seconds=5.0)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.forget()
    yield
    cache.forget()


def pdf(text: str) -> bytes:
    made, out = FPDF(), BytesIO()
    made.add_page()
    made.set_font("Helvetica")
    made.cell(text=text)
    made.output(out)
    return out.getvalue()


def read(data: bytes, reading: Reading) -> tuple[PdfFacts, Contents | None]:
    return read_cached(data, hashlib.sha256(data).hexdigest(), reading)


def test_file_that_comes_back_is_not_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf("Total TTC 430,00")
    first = read(data, READ)
    monkeypatch.setattr(cache, "_read", None)

    assert read(data, READ) == first
    assert first[1] is not None
    assert "430,00" in first[1].pages[0]


def test_fuller_reading_answers_for_the_others_with_what_they_ask_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = pdf("Total TTC 430,00")
    expected = inspected_and_read(data, max_bytes=1_000_000, max_pages=20)
    read(data, READ)
    monkeypatch.setattr(cache, "_read", None)

    assert read(data, FLOWING) == expected
    assert read(data, OPENED) == (expected[0], None)


def test_other_limits_are_another_reading() -> None:
    data = pdf("Total TTC 430,00")
    read(data, READ)

    small = Reading(text=True, layout=True, max_bytes=10, max_pages=20, max_seconds=5.0)
    assert read(data, small)[0].state is PdfState.TOO_BIG


def test_what_a_limit_stopped_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf("Total TTC 430,00")
    stopped = (PdfFacts(PdfState.LIMIT), None)
    with monkeypatch.context() as patched:
        patched.setattr(cache, "_read", lambda *_: stopped)
        assert read(data, READ) == stopped

    assert read(data, READ)[0].state is PdfState.OK


def test_what_is_kept_is_bounded_in_files_and_in_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = PdfFacts(PdfState.OK, 1)
    for length, most in ((10, 256), (100_000, 40), (400_001, 0)):
        cache.forget()
        long = (facts, Contents(pages=("a" * length,)))
        monkeypatch.setattr(cache, "_read", lambda *_, long=long: long)
        for number in range(300):
            read(str(number).encode(), READ)
        assert len(cache._last_read) == most  # noqa: SLF001 - what the memory holds
