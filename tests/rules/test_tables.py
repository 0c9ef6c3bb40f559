"""A table that is not as it must be is refused with one sentence that names the place."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Meta, Struct

from segur_check.errors import ExitCode, UsageFault
from segur_check.rules.corridor import Corridor
from segur_check.rules.sections import Cited
from segur_check.rules.sources import Source
from segur_check.rules.tables import load, read_toml, read_utf8, typed
from segur_check.rules.typography import typeset

NAME = "corridors/MS1.toml"
HEAD = """
sons = "MS1"
couloir = "MS"
wave = 1
label = { fr = "Couloir", en = "Corridor" }
"""
PIECES = """
[avance.pieces]
value = [["BON_COMMANDE"]]
source = "asp-va1"
"""


class Inner(Struct, frozen=True, forbid_unknown_fields=True):
    """A table inside a table."""

    count: Annotated[int, Meta(gt=0)] = 1
    kind: Literal["one", "other"] = "one"


class Outer(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of every shape that the messages tell apart."""

    name: str
    share: Decimal = Decimal(0)
    inner: Inner = Inner()
    many: tuple[Inner, ...] = ()
    free: dict[str, str] = {}


def fault(text: str, kind: type = Corridor, name: str = NAME) -> UsageFault:
    with pytest.raises(UsageFault) as caught:
        load(text, kind, name)
    return caught.value


def test_a_table_that_is_right_is_read() -> None:
    corridor = load(HEAD + PIECES, Corridor, NAME)
    expected = Cited(value=(("BON_COMMANDE",),), source="asp-va1", certainty="A", place="")

    assert corridor.avance is not None
    assert expected == corridor.avance.pieces


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        pytest.param(
            '[avance.pieces]\nvalue = [["VA"]]',
            "à « avance.pieces » : la clé « source » manque",
            "at “avance.pieces”: the key “source” is missing",
            id="a value without its source",
        ),
        pytest.param(
            PIECES + "[avance.closes]\nat = 2025-12-17T12:00:00",
            "à « avance.closes » : la clé « source » manque",
            "at “avance.closes”: the key “source” is missing",
            id="a closing without its source",
        ),
        pytest.param(
            '[avance.pieces]\nsource = "asp-va1"',
            "à « avance.pieces » : la clé « value » manque",
            "at “avance.pieces”: the key “value” is missing",
            id="a source without its value",
        ),
        pytest.param(
            PIECES + '[avance.closes]\nat = 2025-12-17T12:00:00+01:00\nsource = "asp-va1"',
            "à « avance.closes.at » : écrivez l'heure de Paris, sans décalage horaire",
            "at “avance.closes.at”: write Paris time, without an offset",
            id="an instant with an offset",
        ),
        pytest.param(
            PIECES + '[avance.closes]\nat = 2025-12-17T12:00:00Z\nsource = "asp-va1"',
            "à « avance.closes.at » : écrivez l'heure de Paris, sans décalage horaire",
            "at “avance.closes.at”: write Paris time, without an offset",
            id="an instant in universal time",
        ),
        pytest.param(
            PIECES + '[avance.closes]\nday = 2025-12-17T12:00:00\nsource = "asp-va1"',
            "à « avance.closes.day » : attendu : jour (AAAA-MM-JJ) ; "
            "trouvé : instant (AAAA-MM-JJThh:mm:ss)",
            "at “avance.closes.day”: Expected `date | null`, got `datetime`",
            id="an instant for a day",
        ),
        pytest.param(
            PIECES + '[avance.closing]\nsource = "asp-va1"',
            "à « avance » : clé inconnue « closing » ; vouliez-vous « closes » ?",
            "at “avance”: unknown key “closing”; did you mean “closes”?",
            id="an unknown key near a known one",
        ),
        pytest.param(
            PIECES + "zzz = 1",
            "à « avance.pieces » : clé inconnue « zzz »",
            "at “avance.pieces”: unknown key “zzz”",
            id="an unknown key near none",
        ),
        pytest.param(
            PIECES + 'certainty = "B"',
            "à « avance.pieces.certainty » : valeur « B » inconnue",
            "at “avance.pieces.certainty”: unknown value “B”",
            id="an unknown certainty",
        ),
        pytest.param(
            'unknown = "cap"',
            "à « unknown » : attendu : liste ; trouvé : texte",
            "at “unknown”: Expected `array`, got `str`",
            id="a text for a list",
        ),
        pytest.param(
            "avance = 1",
            "à « avance » : attendu : table ; trouvé : nombre entier",
            "at “avance”: Expected `object | null`, got `int`",
            id="a number for a table",
        ),
        pytest.param(
            "announced_only = 1",
            "à « announced_only » : attendu : true ou false ; trouvé : nombre entier",
            "at “announced_only”: Expected `bool`, got `int`",
            id="a number for a boolean",
        ),
    ],
)
def test_a_corridor_that_is_not_as_it_must_be_says_where(
    text: str, french: str, english: str
) -> None:
    found = fault(HEAD + text)

    assert f"{NAME}, {french}" == found.fr
    assert f"{NAME}, {english}" == found.en


@pytest.mark.parametrize(
    "bound",
    ["", "at = 2025-12-17T12:00:00\nday = 2025-12-17\n"],
    ids=["neither instant nor day", "both instant and day"],
)
def test_a_bound_is_an_instant_or_a_day(bound: str) -> None:
    found = fault(f'{HEAD}{PIECES}[avance.closes]\n{bound}source = "asp-va1"')
    expected = "à « avance.closes » : une borne a soit « at » (instant), soit « day » (jour)"

    assert f"{NAME}, {expected}" == found.fr


def test_a_bound_without_instant_nor_day_is_told_in_english() -> None:
    assert "borne" not in fault(f'{HEAD}{PIECES}[avance.closes]\nsource = "asp-va1"').en


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        pytest.param(
            "", "t : la clé « name » manque", "t: the key “name” is missing", id="key at the top"
        ),
        pytest.param(
            'name = "x"\nnam = 1',
            "t : clé inconnue « nam » ; vouliez-vous « name » ?",
            "t: unknown key “nam”; did you mean “name”?",
            id="unknown key at the top",
        ),
        pytest.param(
            'name = "x"\ncuont = 1',
            "t : clé inconnue « cuont » ; vouliez-vous « count » ?",
            "t: unknown key “cuont”; did you mean “count”?",
            id="unknown key of a table below",
        ),
        pytest.param(
            'name = "x"\n[[many]]\n[[many]]\nconut = 1',
            "t, à « many[1] » : clé inconnue « conut » ; vouliez-vous « count » ?",
            "t, at “many[1]”: unknown key “conut”; did you mean “count”?",
            id="unknown key in a list",
        ),
        pytest.param(
            "name = 1",
            "t, à « name » : attendu : texte ; trouvé : nombre entier",
            "t, at “name”: Expected `str`, got `int`",
            id="integer for a text",
        ),
        pytest.param(
            "name = 1.5",
            "t, à « name » : attendu : texte ; trouvé : nombre",
            "t, at “name”: Expected `str`, got `decimal`",
            id="number for a text",
        ),
        pytest.param(
            "name = []",
            "t, à « name » : attendu : texte ; trouvé : liste",
            "t, at “name”: Expected `str`, got `array`",
            id="list for a text",
        ),
        pytest.param(
            "name = true",
            "t, à « name » : attendu : texte ; trouvé : true ou false",
            "t, at “name”: Expected `str`, got `bool`",
            id="boolean for a text",
        ),
        pytest.param(
            "name = 2025-03-12",
            "t, à « name » : attendu : texte ; trouvé : jour (AAAA-MM-JJ)",
            "t, at “name”: Expected `str`, got `date`",
            id="day for a text",
        ),
        pytest.param(
            'name = "x"\n[free]\na = 1',
            "t, à « free[...] » : attendu : texte ; trouvé : nombre entier",
            "t, at “free[...]”: Expected `str`, got `int`",
            id="value of a free map",
        ),
    ],
)
def test_each_fault_has_its_sentence_in_both_languages(
    text: str, french: str, english: str
) -> None:
    found = fault(text, Outer, "t")

    assert french == found.fr == found.told("fr") == str(found)
    assert english == found.en == found.told("en")
    assert ExitCode.USAGE is found.exit_code


def test_a_number_out_of_bounds_is_told_in_french() -> None:
    assert "Expected" not in fault('name = "x"\ninner.count = 0', Outer, "t").fr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a = ",
            "il manque une valeur, ou un texte n'est pas entre guillemets (ligne 1, colonne 5)",
        ),
        (
            "a = é",
            "il manque une valeur, ou un texte n'est pas entre guillemets (ligne 1, colonne 5)",
        ),
        ("b = 1\na 1", "il manque « = » après le nom d'une clé (ligne 2, colonne 3)"),
        ("a = 1\na = 2", "une clé est écrite deux fois (ligne 2, colonne 6)"),
        ("[a]\n[a]", "un titre entre crochets est écrit deux fois (ligne 2, colonne 3)"),
        ("[a", "il manque « ] » (ligne 1, colonne 3)"),
        ("a = 2025-02-30", "une date n'existe pas (ligne 1, colonne 5)"),
        ('a = "C:\\Users"', "dans un chemin, écrivez / au lieu de \\ (ligne 1, colonne 10)"),
        ('a = "C:\\lots"', "dans un chemin, écrivez / au lieu de \\ (ligne 1, colonne 10)"),
        ('a = "x', "un texte n'a pas de guillemet fermant (ligne 1, colonne 7)"),
        ("= 1", "cette ligne ne se lit pas (ligne 1, colonne 1)"),
    ],
)
def test_what_is_not_toml_is_refused_with_the_line(text: str, told: str) -> None:
    found = fault(text, Outer, "t")

    assert found.fr == f"t n'est pas un fichier TOML lisible : {told}"
    assert found.en.startswith("t is not readable TOML: ")
    assert "(at " in found.en


@pytest.mark.parametrize("opened", ["a = " + "[" * 100_000, "a = " + "{b=" * 100_000])
def test_endless_nesting_is_a_fault_and_no_crash(opened: str) -> None:
    with pytest.raises(UsageFault, match="n'est pas un fichier TOML lisible"):
        read_toml(opened, "t")


def test_numbers_are_exact() -> None:
    read = load('name = "x"\nshare = 0.40', Outer, "t")

    assert Decimal("0.40").as_tuple() == read.share.as_tuple()


def test_a_byte_order_mark_is_skipped() -> None:
    assert load('name = "x"', Outer, "t") == load('\ufeffname = "x"', Outer, "t")


def test_a_map_of_tables_says_which_key_of_which_table() -> None:
    found = fault('[a]\ntitel = "x"\npublisher = "y"\nrank = "tool"', dict[str, Source], "s")

    assert found.fr.startswith("s, à « [...] » : clé inconnue « titel »")
    assert found.fr.endswith("vouliez-vous « title » ?")


def shown(text: str) -> str:
    """A text whose no-break spaces are seen."""
    return text.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("Attendu : {x} ; lu : {y} ?", "Attendu_: {x}_; lu_: {y}_?", id="signs"),
        pytest.param("le « {found} » !", "le «_{found}_»_!", id="quotation marks"),
        pytest.param("{share} % de 12,50 €", "{share}_% de 12,50_€", id="percent and euros"),
        pytest.param("12 500,00 € et 1 000 000 €", "12_500,00_€ et 1_000_000_€", id="thousands"),
        pytest.param("48 h, 5 s, 20 Mo, 6 ans", "48_h, 5_s, 20_Mo, 6_ans", id="units"),
        pytest.param("illisible (p. {pages})", "illisible (p._{pages})", id="page"),
        pytest.param("12 hommes, 2 s'ouvrent", "12 hommes, 2 s'ouvrent", id="words, not units"),
        pytest.param("« 123 456 782 00010 »", "«_123 456 782 00010_»", id="a SIRET, no amount"),
        pytest.param("à 14:00, https://a.fr", "à 14:00, https://a.fr", id="no blank, none added"),
        pytest.param("10\u00a0documents", "10_documents", id="one that is there stays"),
    ],
)
def test_french_is_typeset(written: str, expected: str) -> None:
    assert expected == shown(typeset(written))


def test_a_table_is_typeset_in_its_french_alone() -> None:
    label = 'label = { fr = "Essai : 5 €", en = "Trial : 5 €" }'
    read = load(HEAD.replace('label = { fr = "Couloir", en = "Corridor" }', label), Corridor, NAME)

    assert ("Essai_: 5_€", "Trial : 5 €") == (shown(read.label.fr), shown(read.label.en))


def test_an_escape_keeps_the_blank_that_it_names() -> None:
    read = load(r'name = "a\u0020: b\u00a0c"', Outer, "t")

    assert "a : b_c" == shown(read.name)


TABLES = sorted((Path(__file__).parents[2] / "rules").rglob("*.toml"))


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.stem)
def test_no_table_holds_a_blank_that_no_editor_shows(table: Path) -> None:
    lines = table.read_text(encoding="utf-8").splitlines()

    assert [] == [n for n, line in enumerate(lines, 1) if re.search(r"[^\S \t]", line)]


def test_a_text_is_read_from_its_file(tmp_path: Path) -> None:
    place = tmp_path / "t.toml"
    place.write_text("é", encoding="utf-8")
    expected = "é"

    assert expected == read_utf8(place, "t.toml")


def test_a_file_in_another_encoding_says_what_to_do(tmp_path: Path) -> None:
    place = tmp_path / "t.toml"
    place.write_bytes("é".encode("latin-1"))
    with pytest.raises(UsageFault) as caught:
        read_utf8(place, "t.toml")

    assert caught.value.fr == "t.toml n'est pas en UTF-8 : enregistrez-le dans cet encodage"
    assert caught.value.en == "t.toml is not UTF-8: save it in that encoding"


@pytest.mark.parametrize("name", ["absent.toml", "."], ids=["missing", "folder"])
def test_a_file_that_cannot_be_opened_says_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageFault) as caught:
        read_utf8(tmp_path / name, "t.toml")

    assert caught.value.fr.startswith("t.toml ne peut pas être lu (")
    assert caught.value.en.startswith("t.toml cannot be read (")


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
keys = st.sampled_from(["name", "share", "inner", "many", "free", "other"])


@settings(max_examples=40)
@given(st.dictionaries(keys, trees, max_size=4))
def test_any_tree_is_a_table_or_a_fault_of_usage(tree: dict[str, object]) -> None:
    try:
        read: Outer | UsageFault = typed(tree, Outer, "t")
    except UsageFault as found:
        read = found

    if isinstance(read, UsageFault):
        assert read.fr.startswith("t")
        assert read.en.startswith("t")
    else:
        assert tree["name"] == read.name
