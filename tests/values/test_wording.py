"""Typed values become words of two languages, and nothing hostile of the file goes through."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segur_check.values.wording import (
    Euros,
    Items,
    Megabytes,
    Percent,
    Quoted,
    Term,
    Terms,
    Values,
    filled,
    printable_excerpt,
    written,
)

INS = "279035121518989"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        pytest.param(Euros(Decimal("1234.5")), "1_234,50_€", "€1,234.50", id="euros"),
        pytest.param(Percent(Decimal("8.50")), "8,5_%", "8.5%", id="percent"),
        pytest.param(Quoted("V1"), "«_V1_»", "“V1”", id="text of the file"),
        pytest.param(Quoted(""), "«__»", "“”", id="empty text of the file"),
        pytest.param(Items(("V2", "V1V2")), "V2, V1V2", "V2, V1V2", id="list"),
        pytest.param(Items(()), "", "", id="empty list"),
        pytest.param(
            Items((Quoted("a"), Euros(Decimal(2)))), "«_a_», 2,00_€", "“a”, €2.00", id="typed list"
        ),
        pytest.param(Items(tuple(range(10))), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9", None, id="ten items"),
        pytest.param(
            Items(tuple(range(12))), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 … (+ 2)", None, id="twelve items"
        ),
        pytest.param(Megabytes(20_000_000), "20_Mo", "20 MB", id="whole size"),
        pytest.param(Megabytes(20_500_000), "20,5_Mo", "20.5 MB", id="size with a tenth"),
        pytest.param(Term("FINESSGeo"), "FINESS géographique", "geographic FINESS", id="term"),
        pytest.param(Term("RPPS"), "RPPS", "RPPS", id="term without other words"),
        pytest.param(
            Terms(("FACTURE", "VA")), "facture + VA", "invoice + VA", id="terms that go together"
        ),
        pytest.param(
            datetime.fromisoformat("2025-03-12T12:00:01+01:00"),
            "12/03/2025 à 12\u00a0h\u00a000\u00a0min\u00a001\u00a0s",
            "12 March 2025 at 12:00:01",
            id="instant",
        ),
        pytest.param(date(2025, 3, 12), "12/03/2025", "12 March 2025", id="day"),
        pytest.param(Decimal("0.50"), "0,50", "0.50", id="number"),
        pytest.param(Decimal("1E+2"), "100", "100", id="number with an exponent"),
        pytest.param(12, "12", "12", id="integer"),
        pytest.param("V1V2", "V1V2", "V1V2", id="code"),
    ],
)
def test_a_value_is_told_in_both_languages(value: object, french: str, english: str | None) -> None:
    assert french.replace("_", "\u00a0") == written(value)
    assert (french if english is None else english) == written(value, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hôpital n° 1 « été »", "Hôpital n° 1 « été »", id="everyday text"),
        pytest.param("a\nb\tc", r"a\u000ab\u0009c", id="line break and tab"),
        pytest.param("\x1b[31mrouge", r"\u001b[31mrouge", id="terminal escape"),
        pytest.param("a\u202efdp.exe", r"a\u202efdp.exe", id="right-to-left override"),
        pytest.param("a\u2066b\u2069", r"a\u2066b\u2069", id="isolates"),
        pytest.param("a\u200bb\ufeff", r"a\u200bb\ufeff", id="invisible characters"),
        pytest.param("a\ud800b", r"a\ud800b", id="half a surrogate"),
        pytest.param("a\U000e0041b", r"a\U000e0041b", id="tag"),
        pytest.param("a\u034fb\u115f\u1160c", r"a\u034fb\u115f\u1160c", id="joiner, fillers"),
        pytest.param("\u3164a\uffa0b", r"\u3164a\uffa0b", id="other fillers"),
        pytest.param("a\u17b4\u17b5b\u180b\u180f", r"a\u17b4\u17b5b\u180b\u180f", id="vowels"),
        pytest.param("a\u2800b", r"a\u2800b", id="braille without a dot"),
        pytest.param("a\ufe00b\ufe0f", r"a\ufe00b\ufe0f", id="variation of a letter"),
        pytest.param("1\ufe0f", r"1\ufe0f", id="variation of a digit"),
        pytest.param("☎\ufe0f\ufe0f", "☎\ufe0f\\ufe0f", id="variation of a variation"),
        pytest.param("☎\ufe03", r"☎\ufe03", id="variation that is none"),
        pytest.param("a\U000e0100\U000e01ef", r"a\U000e0100\U000e01ef", id="more variations"),
        pytest.param("☎\ufe0f ✔\ufe0e ℹ\ufe0f", "☎\ufe0f ✔\ufe0e ℹ\ufe0f", id="symbols"),
        pytest.param("1\ufe0f\u20e3", "1\ufe0f\u20e3", id="keycap"),
        pytest.param("e\u0301té œuvre Łódź Ελλάς", "e\u0301té œuvre Łódź Ελλάς", id="letters"),
        pytest.param("한글 ភាសា ᠮᠣ ⠁ Việt", "한글 ភាសា ᠮᠣ ⠁ Việt", id="other alphabets"),
        pytest.param("x" * 200, "x" * 200, id="longest text shown whole"),
        pytest.param("x" * 201, "x" * 200 + "…", id="text cut"),
        pytest.param("x" * 10**6, "x" * 200 + "…", id="endless text"),
        pytest.param(f"{INS}@patient.mssante.fr", "•••@patient.mssante.fr", id="patient"),
        pytest.param(
            f"{INS}\u200b@patient.mssante.fr", "•••@patient.mssante.fr", id="invisible mark"
        ),
    ],
)
def test_a_text_of_the_file_is_safe_to_print(text: str, expected: str) -> None:
    assert expected == printable_excerpt(text)


@given(st.text(max_size=300))
def test_what_is_shown_is_printable_and_short(text: str) -> None:
    shown = printable_excerpt(text)

    assert "".join(shown.split()).isprintable()
    assert len(shown) <= 201


@given(st.integers(min_value=0, max_value=165), st.booleans())
def test_a_patient_is_masked_wherever_the_address_stands(
    before: int,
    quoted: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    text = f"{'x ' * (before // 2)}{INS}@patient.mssante.fr"

    assert INS not in written(Quoted(text) if quoted else text)
    assert INS not in written(Items((text,)))


@pytest.mark.parametrize("before", [169, 175, 184])
def test_a_patient_is_masked_where_the_text_is_cut(before: int) -> None:
    assert INS not in printable_excerpt(f"{'x' * before} {INS}@patient.mssante.fr")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("fr", "«\u00a0{a}\u00a0» : 2,00\u00a0€"), ("en", "“{a}” : €2.00")],
)
def test_a_template_is_filled_with_the_words_of_a_language(lang: str, expected: str) -> None:
    values: Values = {"found": Quoted("{a}"), "expected": Euros(Decimal(2)), "more": 1}

    assert expected == filled("{found} : {expected}", values, lang)


def test_a_template_that_names_a_value_nobody_gave_is_an_error_of_the_code() -> None:
    with pytest.raises(KeyError, match="expected"):
        filled("{expected}", {"found": 1}, "fr")
