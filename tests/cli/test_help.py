"""`--help` in French and in English, and what is said of a command that was typed wrong."""

import re
from pathlib import Path

import pytest

from conftest import Cli
from segur_check.cli.app import _COMMANDS
from segur_check.cli.english import ENGLISH
from segur_check.cli.misuse import command_line

PAGES = ((), *((name,) for name in _COMMANDS))
# Words of one language that the other has not; those of Typer first.
ENGLISH_WORDS = [
    "usage:",
    "command",
    "commands",
    "show",
    "this",
    "message",
    "exit",
    "required",
    "default",
    "install",
    "completion",
    "customize",
    "shell",
    "range",
    "integer",
    "boolean",
    "text",
    "the",
    "and",
    "of",
    "with",
    "for",
    "without",
    "only",
    "what",
    "which",
    "when",
    "must",
    "value",
    "file",
    "files",
    "folder",
    "path",
    "name",
    "seconds",
    "address",
    "read",
    "write",
    "stop",
    "list",
    "checks",
    "said",
    "there",
    "from",
    "by",
    "at",
    "least",
]
FRENCH_WORDS = [
    "utilisation",
    "commande",
    "commandes",
    "affiche",
    "cette",
    "aide",
    "obligatoire",
    "défaut",
    "moins",
    "le",
    "la",
    "les",
    "un",
    "une",
    "des",
    "du",
    "et",
    "ou",
    "où",
    "pour",
    "avec",
    "sans",
    "seul",
    "seulement",
    "ce",
    "qui",
    "que",
    "dossier",
    "fichier",
    "chemin",
    "nom",
    "secondes",
    "adresse",
    "répétable",
    "langue",
    "gravité",
    "étape",
    "pièces",
    "constats",
    "vérifie",
    "lit",
    "écrit",
    "au",
    "aux",
]
# Names of options and values, the same in both languages.
NAMES = re.compile(
    r"segur-check \w+|--[a-z-]+|\w+-\w+|<[^>]*>|\S+\.\S+|^ {2}[a-z]+ {2,}|\(\w+\)", re.MULTILINE
)
NOT_WORDS = {
    "rules", "json", "auto", "zips", "fichiers", "dossiers", "text", "checked", "partly", "by-eye",
    "dossier", "not-published", "numéro", "éditeur", "par", "a-modifier",
}  # fmt: skip


def words_of(page: str) -> set[str]:
    """The words of a page of help, without the names that no language changes."""
    return set(re.findall(r"[a-zéèêàçùîôœA-Z]+:?", NAMES.sub(" ", page).lower())) - NOT_WORDS


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
@pytest.mark.parametrize(
    "asked", [("--help",), ("--lang", "fr", "--help"), ("--help", "--lang=fr")], ids=" ".join
)
def test_a_french_page_has_no_english_word(
    asked: tuple[str, ...], command: tuple[str, ...], cli: Cli
) -> None:
    said = cli(*command, *asked)

    assert (0, "") == (said.code, said.err)
    assert set() == words_of(said.out) & set(ENGLISH_WORDS)
    assert "Affiche cette aide." in said.out


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_an_english_page_has_no_french_word(command: tuple[str, ...], cli: Cli) -> None:
    said = cli(*command, "--lang", "en", "--help")

    assert (0, "") == (said.code, said.err)
    assert set() == words_of(said.out) & set(FRENCH_WORDS)
    assert "Show this help." in said.out


def test_the_language_before_the_command_is_that_of_the_command(cli: Cli, tmp_path: Path) -> None:
    assert "Show this help." in cli("--lang", "en", "check", "--help").out
    assert "does not exist" in cli("--lang", "en", "check", tmp_path / "x").err
    assert "n'existe pas" in cli("--lang", "en", "check", "--lang", "fr", tmp_path / "x").err


@pytest.mark.parametrize("locale", ["fr_FR.UTF-8", "C", "en_US.UTF-8"])
def test_without_a_language_help_is_french_whatever_the_locale(
    locale: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)

    assert "Commandes\u00a0:" in cli("--help").out


def test_every_english_word_is_that_of_an_option_there_is(cli: Cli) -> None:
    pages = {name: cli(name, "--help").out for name in _COMMANDS} | {"": cli("--help").out}

    options = {key.split()[-1] for key in ENGLISH if "--" in key}
    assert set() == options - set(re.findall(r"--[a-z-]+", " ".join(pages.values())))
    assert (
        set(_COMMANDS) | {"segur-check"}
        == {key for key in ENGLISH if re.fullmatch("[a-z-]+", key)} - options
    )


def test_what_is_required_is_shown_as_it_is_typed(cli: Cli) -> None:
    first = cli("check", "--help").out.splitlines()[0]

    assert "Utilisation\u00a0: segur-check check [OPTIONS] CHEMIN..." == first


def test_bounds_and_defaults_are_told_in_words(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    french = " ".join(cli("batch", "--help").out.split())
    english = " ".join(cli("batch", "--help", "--lang", "en").out.split())

    assert "[par défaut : 0 ; de 0 à 512]" in french
    assert "[par défaut : 20 ; 1 au moins]" in french
    assert "[default: 0; from 0 to 512]" in english


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_no_page_is_wider_than_the_terminal(
    columns: int, command: tuple[str, ...], cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = NAMES.sub("", cli(*command, "--help").out).splitlines()

    assert columns >= max(map(len, lines))


# What was typed wrong


@pytest.mark.parametrize(
    ("typed", "french", "english"),
    [
        (
            "check",
            "il manque le chemin du dossier à vérifier : segur-check check DOSSIER (aide : segur-check check --help)",
            "the path of the dossier to check is missing: segur-check check FOLDER (help: segur-check check --help)",
        ),
        ("batch", "il manque le chemin du répertoire", "the path of the folder of dossiers is missing"),
        ("read", "il manque le chemin du PDF à lire", "the path of the PDF to read is missing"),
        ("explain", "segur-check explain MNT006", "segur-check explain MNT006"),
        ("init x", "il manque --sons, le SONS", "--sons, the SONS of the request is missing"),
        ("init x --sons MS1", "il manque --phase, l'étape", "--phase, the step is missing"),
        ("init --sons MS1 --phase solde", "il manque le nom du dossier", "the name of the folder to create"),
        (
            "chek",
            "« chek » n'est pas une commande ; vouliez-vous check ou schema ?",
            "“chek” is no command; did you mean check or schema?",
        ),
        (
            "mon-dossier",
            "pour vérifier un dossier : segur-check check mon-dossier",
            "to check a dossier: segur-check check mon-dossier",
        ),
        (
            "--sons MS1 x",
            "l'option --sons vient après une commande : segur-check check --sons MS1 x",
            "the option --sons comes after a command: segur-check check --sons MS1 x",
        ),
        ("--nope", "l'option --nope n'existe pas", "there is no option --nope"),
        ("check x --sos a", "--sos n'existe pas ; vouliez-vous --sons", "did you mean --sons"),
        ("check x --zzzz", "l'option --zzzz n'existe pas (aide", "there is no option --zzzz (help"),
        ("check x --ocr=1", "--ocr n'attend pas de valeur", "--ocr takes no value"),
        ("rules a b", "mots en trop : a b", "more words than the command takes: a b"),
        (
            "check x --min-severity grave",
            "--min-severity : « grave » n'est pas accepté ; choix possibles : rejet, a-modifier, alerte, info",
            "--min-severity: “grave” is refused; choose from: rejet, a-modifier, alerte, info",
        ),
        ("schema autre", "NOM : « autre » n'est pas accepté", "NAME: “autre” is refused"),
        ("check x --max-shown 0", "« 0 » n'est pas accepté ; un nombre entier est attendu, 1 au moins", "at least 1"),
        ("check x --max-shown a", "« a » n'est pas accepté ; un nombre entier est attendu", "a whole number"),
        ("batch x -j 999", "un nombre entier est attendu, de 0 à 512", "from 0 to 512"),
    ],
)  # fmt: skip
def test_what_was_typed_wrong_is_told_in_one_line(
    typed: str, french: str, english: str, cli: Cli
) -> None:
    told = cli(*typed.split())
    # The language stands where the words of the wrong command do not hold it.
    in_english = cli("--lang", "en", *typed.split())

    assert (2, "", 1) == (told.code, told.out, told.err.count("\n"))
    assert french in told.err.replace("\u00a0", " ")
    assert english in in_english.err.replace("--lang en ", "")
    assert set() == {"Missing", "Invalid", "Got", "No"} & set(told.err.split())


def test_an_option_without_its_value_is_told(cli: Cli) -> None:
    assert (
        "l'option --sons attend une valeur (aide : segur-check check --help)"
        in cli("check", "x", "--sons").err
    )


def test_a_dossier_in_the_place_of_a_command_names_check(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mon dossier").mkdir()

    again = command_line("segur-check", "check", "mon dossier", "--sons", "MS1")
    told = cli("mon dossier", "--sons", "MS1").err
    english = cli("mon dossier", "--sons", "MS1", "--lang", "en").err

    assert f"pour vérifier ce dossier : {again}" in told
    assert f"to check this dossier: {again}" in english


def test_a_command_that_cannot_be_a_file_name_is_told_on_one_line(cli: Cli) -> None:
    told = cli("a\x00b\nfaux")

    assert (2, 1) == (told.code, told.err.count("\n"))


def test_no_argument_shows_the_help_and_is_a_fault_of_usage(cli: Cli) -> None:
    said = cli()

    assert 2 == said.code
    assert "Commandes\u00a0:" in said.out
