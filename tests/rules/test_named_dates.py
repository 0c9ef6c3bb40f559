"""The dates that a sentence names: their forms, and that the sentences of the controls follow them."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec import Struct

from conftest import ROOT, Cli
from segur_check.engine.reports import declared_controls
from segur_check.errors import UsageFault
from segur_check.rules.bound import Bound, OtherReading
from segur_check.rules.controls import Words, control_texts
from segur_check.rules.corridor import corridor, covered_codes
from segur_check.rules.named_dates import dated
from segur_check.values.wording import written

TABLE = """
sons = "SAS"
couloir = "SAS"
wave = 0
label = { fr = "Essai", en = "Trial" }

[avance.closes]
at = 2031-05-06T07:08:00
source = "asp-va1"

[solde.closes]
day = 2032-01-01
source = "asp-va1"
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder for --rules that holds one table."""
    folder = tmp_path / "rules"
    (folder / "corridors").mkdir(parents=True)
    (folder / "corridors" / "SAS.toml").write_text(TABLE, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("{SAS.avance.closes:+1min}", "06/05/2031 à 07h09", "6 May 2031 at 07:09"),
        ("{SAS.avance.closes:-1min}", "06/05/2031 à 07h07", "6 May 2031 at 07:07"),
        ("{SAS.avance.closes:+1h}", "06/05/2031 à 08h08", "6 May 2031 at 08:08"),
        ("{SAS.avance.closes:-7d}", "29/04/2031 à 07h08", "29 April 2031 at 07:08"),
        ("{SAS.avance.closes:day-7d}", "29/04/2031", "29 April 2031"),
        ("{SAS.solde.closes:-1d}", "31/12/2031", "31 December 2031"),
        ("{SAS.solde.closes:day+2d}", "03/01/2032", "3 January 2032"),
    ],
)
def test_a_date_is_told_so_much_earlier_or_later(
    name: str, french: str, english: str, rules: Path
) -> None:
    assert f"le {french} ;" == dated(f"le {name} ;", "fr", "ici", rules)
    assert f"on {english};" == dated(f"on {name};", "en", "here", rules)


@pytest.mark.parametrize(
    "name",
    [
        "{SAS.avance.closes:hour}",
        "{SAS.avance.closes:}",
        "{SAS.avance.closes:1min}",
        "{SAS.avance.closes:+1}",
        "{SAS.avance.closes:+1s}",
        "{SAS.avance.closes:day+1min}",
        "{SAS.solde.closes:+1h}",
    ],
)
def test_an_unknown_form_is_refused_with_those_that_are(name: str, rules: Path) -> None:
    with pytest.raises(UsageFault) as caught:
        dated(f"le {name}", "fr", "controls, CAL001", rules)

    assert caught.value.fr.startswith(
        f"controls, CAL001 : forme inconnue dans « {name} » ; écrivez"
    )
    assert caught.value.en.startswith(f"controls, CAL001: unknown form in “{name}”; write “:day”")


def test_what_has_no_dot_or_is_json_names_no_date() -> None:
    text = 'Lu {found}, attendu {expected}, {"taux": 0.2}, {}'

    assert text == dated(text, "fr", "controls, CAL001")


def test_a_table_of_the_user_that_lacks_a_date_leaves_it_to_ours(rules: Path) -> None:
    ours = (ROOT / "rules" / "corridors" / "MS1.toml").read_text(encoding="utf-8")
    theirs = ours[: ours.index("[mss_indicator]")]
    (rules / "corridors" / "MS1.toml").write_text(theirs, encoding="utf-8")
    name = "{MS1.mss_indicator.since}"

    assert corridor("MS1", rules).at("mss_indicator") is None
    assert dated(name, "fr", "ici") == dated(name, "fr", "ici", rules)


# --- the sentences of the controls ----------------------------------------------------------------


def named_in(words: Words) -> tuple[str, ...]:
    return words.why, words.rejected, words.accepted


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_date_that_a_control_names_is_in_a_table(lang: str) -> None:
    told = [
        dated(text, lang, code)
        for code, control in control_texts().items()
        for text in named_in(control.words(lang))
    ]

    assert [] == [text for text in told if "{" in text]


def bounds(value: object) -> Iterator[date]:
    """Every date of a table, with its hour where it has one."""
    if isinstance(value, Bound | OtherReading):
        yield value.value
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from bounds(getattr(value, name))


PUBLISHED = {found for code in covered_codes() for found in bounds(corridor(code))}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_sentence_repeats_a_date_of_a_table(lang: str) -> None:
    dates = {written(found, lang) for found in PUBLISHED}

    repeated = [
        f"{code}: {text}"
        for code, control in control_texts().items()
        for text in named_in(control.words(lang))
        if any(one in text for one in dates)
    ]
    assert [] == repeated


def moved(rules: Path, sons: str, old: str, new: str) -> None:
    """A table of ours, with one date moved, in a folder for --rules."""
    table = (ROOT / "rules" / "corridors" / f"{sons}.toml").read_text(encoding="utf-8")
    assert 1 == table.count(old)
    (rules / "corridors" / f"{sons}.toml").write_text(table.replace(old, new), encoding="utf-8")


def test_why_follows_a_date_that_is_moved(rules: Path, cli: Cli, tmp_path: Path) -> None:
    moved(rules, "MS1", "day = 2021-11-02", "day = 2021-12-01")
    shutil.copytree(
        ROOT / "examples" / "rejected" / "CAL003-solde-avant-l-ouverture", tmp_path / "a"
    )

    (cal003,) = (one for one in declared_controls("fr", rules) if one.code == "CAL003")
    told = cli("check", tmp_path / "a", "--rules", rules, "-o", "text", "--lang", "en")

    assert "l'ouverture de son portail, le 01/12/2021" in cal003.why
    assert "the opening of its portal on 1 December 2021" in " ".join(told.out.split())
