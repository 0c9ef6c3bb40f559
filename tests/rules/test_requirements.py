"""The dates that a requirement names are those of the tables, told in its language."""

from pathlib import Path

import pytest

from segur_check.errors import UsageFault
from segur_check.rules.requirements import Requirement, requirements

CORRIDOR = """
sons = "SAS"
couloir = "SAS"
wave = 0
label = { fr = "Essai", en = "Trial" }

[avance.closes]
at = 2031-05-06T07:08:00
source = "asp-va1"
contested = { day = 2031-06-07, source = "asp-va1" }

[solde.closes]
day = 2032-01-02
source = "asp-va1"
"""


def one(folder: Path, french: str, english: str) -> Requirement:
    """The requirement that a folder for --rules holds, beside one table."""
    (folder / "corridors").mkdir()
    (folder / "corridors" / "SAS.toml").write_text(CORRIDOR, encoding="utf-8")
    (folder / "requirements.toml").write_text(
        f"""
        [[requirement]]
        id = "X-1"
        source = "asp-va1"
        place = "page 1"
        answer = "by-eye"
        fr = "{french}."
        en = "{english}."
        look_fr = "Voyez : {french}."
        look_en = "See {english}."
        """,
        encoding="utf-8",
    )
    (found,) = requirements(folder)
    return found


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("{SAS.avance.closes}", "06/05/2031 à 07h08", "6 May 2031 at 07:08"),
        ("{SAS.avance.closes:day}", "06/05/2031", "6 May 2031"),
        ("{SAS.avance.closes.contested}", "07/06/2031", "7 June 2031"),
        ("{SAS.solde.closes}", "02/01/2032", "2 January 2032"),
        ("{SAS.solde.closes:day}", "02/01/2032", "2 January 2032"),
        ("{SAS.avance.closes:day} ou {SAS.solde.closes}", "06/05/2031 ou 02/01/2032", "6 May 2031"),
    ],
)
def test_a_date_is_that_of_the_table(name: str, french: str, english: str, tmp_path: Path) -> None:
    told = one(tmp_path, f"Avant le {name} ; après", f"Before {name.partition(' ou ')[0]}; after")

    assert f"Avant le {french}\u00a0; après." == told.fr
    assert f"Before {english}; after." == told.en
    assert f"Voyez\u00a0: Avant le {french}\u00a0; après." == told.look_fr
    assert f"See Before {english}; after." == told.look_en


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("{SAS.avance.opens}", id="a date that the table does not hold"),
        pytest.param("{SAS.avance.closes.formerly}", id="a reading that is not"),
        pytest.param("{SAS.label}", id="no date"),
        pytest.param("{SAS.}", id="no place"),
        pytest.param("{SAS-Va9.avance.closes}", id="a SONS that is not"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_date_that_no_table_gives_is_refused_with_its_place(
    name: str, lang: str, tmp_path: Path
) -> None:
    texts = (f"le {name}", "x") if lang == "fr" else ("x", f"on {name}")
    with pytest.raises(UsageFault) as caught:
        one(tmp_path, *texts)

    assert f"requirements.toml, X-1 : aucune table ne donne la date « {name} »" == caught.value.fr
    assert f"requirements.toml, X-1: no table gives the date “{name}”" == caught.value.en
