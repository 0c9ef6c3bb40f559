"""What the controls say: complete, in two languages, in good French, and reached by the code."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import NamedTuple

import pytest

import segur_check.checks
from conftest import ROOT, Cli
from segur_check.checks.registry import CONTROLS, LOT_CONTROLS
from segur_check.rules.controls import Words, control_texts
from segur_check.values.actor import ACTORS
from segur_check.values.identifiers import Flaw

TEXTS = control_texts()
TABLES = {
    code: table
    for path in sorted((ROOT / "rules" / "controls").glob("*.toml"))
    for code, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
LANGS = ("fr", "en")
CODES = sorted(TEXTS)
BOTH = [(code, lang) for code in CODES for lang in LANGS]


def said(words: Words, *, examples: bool = True) -> Iterator[tuple[str, str]]:
    """Every text of a control in one language, with where it stands."""
    for part in ("title", "message", "action", "why"):
        yield part, getattr(words, part)
    for name, variant in words.variants.items():
        for part in ("title", "message", "action"):
            yield f"variants.{name}.{part}", getattr(variant, part)
    for reason, text in words.not_checked.items():
        yield f"not_checked.{reason}", text
    if examples:
        yield from (("rejected", words.rejected), ("accepted", words.accepted))


def parts(words: Words, part: str) -> list[str]:
    """A part of the control's own words and of its variants, where it is not left out."""
    return [text for where, text in said(words) if where.rpartition(".")[2] == part and text]


def names(text: str) -> set[str]:
    """The values that a text asks for; those of a date have a dot, and may have a form."""
    asked = [(name, form) for _, name, form, _ in Formatter().parse(text) if name is not None]
    return {f"{name}:{form}" if form else name for name, form in asked}


@pytest.mark.parametrize(("code", "lang"), BOTH)
def test_every_control_says_what_and_why_with_examples(code: str, lang: str) -> None:
    words = TEXTS[code].words(lang)

    assert all((words.title, words.why, words.rejected, words.accepted))
    if TEXTS[code].severity == "nc":
        assert words.not_checked
    else:
        assert words.message
        assert words.action


@pytest.mark.parametrize("code", CODES)
def test_both_languages_say_the_same_things_of_the_same_values(code: str) -> None:
    french = {where: names(text) for where, text in said(TEXTS[code].fr) if text}
    english = {where: names(text) for where, text in said(TEXTS[code].en) if text}

    assert french == english


@pytest.mark.parametrize("code", CODES)
def test_another_severity_belongs_to_a_variant_that_is_said(code: str) -> None:
    assert set(TEXTS[code].fr.variants) >= set(TEXTS[code].severity_of)


@pytest.mark.parametrize("code", CODES)
def test_each_control_names_who_can_mend_what_it_finds(code: str) -> None:
    own = TABLES[code]

    assert own["actor"] in ACTORS
    own_words = TEXTS[code].fr
    assert {*own_words.variants, *own_words.not_checked} >= set(TEXTS[code].actor_of)


# Information that asks for nothing: what it says is good to know, or stands in the report anyhow.
ONLY_GOOD_TO_KNOW = {"DOC012", "FMT012", "LOT003", "MNT013", "SYS002", "SYS003"}


def test_mere_information_is_a_deed_or_is_only_good_to_know() -> None:
    informing = {
        code
        for code, text in TEXTS.items()
        if "info" in {text.severity, *text.severity_of.values()}
    }

    assert {code for code, text in TEXTS.items() if text.deed} == informing - ONLY_GOOD_TO_KNOW


@pytest.mark.parametrize(("code", "lang"), BOTH)
def test_titles_and_messages_have_no_full_stop_and_actions_have_one(code: str, lang: str) -> None:
    words = TEXTS[code].words(lang)

    assert [] == [text for text in parts(words, "title") if text.endswith((".", "…"))]
    assert [] == [text for text in parts(words, "message") if text.endswith(".")]
    assert [] == [text for text in parts(words, "action") if not text.endswith(".")]
    assert [] == [text for text in words.not_checked.values() if text.endswith(".")]


LONGEST = 240  # signs of a template: three lines of a screen of 80 columns


@pytest.mark.parametrize(("code", "lang"), BOTH)
def test_no_text_is_longer_than_a_reader_takes_in(code: str, lang: str) -> None:
    texts = dict(said(TEXTS[code].words(lang), examples=False))

    assert {} == {where: len(text) for where, text in texts.items() if len(text) > LONGEST}


@pytest.mark.parametrize(("code", "lang"), BOTH)
def test_no_text_has_blanks_too_many(code: str, lang: str) -> None:
    texts = [text for _, text in said(TEXTS[code].words(lang))]

    assert [] == [text for text in texts if text != text.strip() or "  " in text]


ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|with|without|must|should|which|this|that|their|from|has|have|been|"
    r"missing|wrong|expected|found|requests?|files?|value|key|invoice|order|cap|deposit|same)\b",
    re.IGNORECASE,
)
# The name of a Windows encoding, of keys of the settings, and what users type.
AS_WRITTEN = re.compile(r"\{\w+\}|« [^»]*»|«\u00a0[^»]*»|\"[^\"]*\"|\[[\w.]+\]|--?\w+|\w+\.\w+")


@pytest.mark.parametrize("code", CODES)
def test_no_english_word_stands_in_the_french(code: str) -> None:
    bare = {where: AS_WRITTEN.sub("", text) for where, text in said(TEXTS[code].fr, examples=False)}

    assert {} == {where: text for where, text in bare.items() if ENGLISH.search(text)}


# A colon of JSON follows a straight quotation mark; that of an hour or an address ends no word.
NO_SPACE_BEFORE = re.compile(r"(?<![\u00a0\u202f\"])(?:[;?!»]|:(?=\s|$))")
NO_SPACE_AFTER = re.compile(r"«(?![\u00a0\u202f])")


@pytest.mark.parametrize("code", CODES)
def test_french_has_its_no_break_spaces(code: str) -> None:
    texts = dict(said(TEXTS[code].fr))

    wrong = {
        where: text
        for where, text in texts.items()
        if NO_SPACE_BEFORE.search(text) or NO_SPACE_AFTER.search(text)
    }
    assert {} == wrong


def test_the_words_of_a_table_of_the_user_are_typeset_in_french_alone(tmp_path: Path) -> None:
    (tmp_path / "controls").mkdir()
    (tmp_path / "controls" / "LOT.toml").write_text(
        """
        [LOT001]
        severity = "alerte"
        certainty = "A"
        source = "segur-check"
        place = "page 2 : le lot"
        sources.va1 = { source = "segur-check", place = "page 3 : le lot" }
        [LOT001.fr]
        title = "Essai"
        why = "Pourquoi ?"
        message = "Lu : {found} ; attendu : {expected}"
        variants.other.message = "Lu : « {found} »"
        not_checked.pages = "Illisible : {pages}"
        [LOT001.en]
        title = "Trial"
        why = "Why ?"
        """,
        encoding="utf-8",
    )
    text = control_texts(tmp_path)["LOT001"]

    assert "Pourquoi\u00a0?" == text.fr.why
    assert "Lu\u00a0: {found}\u00a0; attendu\u00a0: {expected}" == text.fr.message
    assert "Lu\u00a0: «\u00a0{found}\u00a0»" == text.fr.variants["other"].message
    assert {"pages": "Illisible\u00a0: {pages}"} == text.fr.not_checked
    assert "page 2\u00a0: le lot" == text.citation(None).place
    assert "page 3\u00a0: le lot" == text.citation("va1").place
    assert "Why ?" == text.en.why


@pytest.mark.parametrize("code", CODES)
def test_english_has_its_own_quotation_marks(code: str) -> None:
    texts = dict(said(TEXTS[code].en))

    assert {} == {where: text for where, text in texts.items() if set("«»") & set(text)}


# Of a dossier, only the ASP can say so.
NEVER = re.compile(r"\b(?:valides?|conformes?|acceptée?s?|valid|compliant)\b", re.IGNORECASE)


@pytest.mark.parametrize(("code", "lang"), BOTH)
def test_no_text_calls_a_dossier_right(code: str, lang: str) -> None:
    texts = dict(said(TEXTS[code].words(lang)))

    assert {} == {where: text for where, text in texts.items() if NEVER.search(text)}


@pytest.mark.parametrize("form", ["text", "concise", "json"])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("step", ["avance", "solde"])
def test_no_report_of_a_right_dossier_calls_it_right(
    form: str, lang: str, step: str, dossiers: ModuleType, cli: Cli, tmp_path: Path
) -> None:
    getattr(dossiers.MDV, step)().write(tmp_path)

    told = cli("check", tmp_path, "-o", form, "--lang", lang)

    assert 0 == told.code
    assert None is NEVER.search(told.out + told.err)


# --- what the code says ----------------------------------------------------------------------------

SOURCE = Path(segur_check.checks.__file__).parents[2]
# A control says what it says itself, or by the questions that case/ answers for several of them.
ROOMS = ("segur_check.checks.", "segur_check.case.")
FLAWS = {flaw.value for flaw in Flaw}

# Variants that the code takes from elsewhere: the values they can have.
COMPUTED: dict[str, set[str]] = {
    "CAL002": {"avance"},
    "CAL004": {"solde"},
    "CAL005": {"rejet", "a-modifier"},
    "CAL006": {"rejet", "a-modifier"},
    "CAL009": {"invoice", "verification"},
    "CAL012": {"enrolment", "statement"},
    "CAL010": {"contested", "on_the_dot", "hour_not_published", "hour_not_given"},
    "CAL013": {"avance", "solde"},
    "CAL015": {"administrative"},
    "DOC002": {"near", "exchanged"},
    "DOC011": {"quote", "proforma", "credit", "deposit"},
    "DOC039": {"contrary", "pending", "box", "unticked"},
    "DOC041": {"request", "clients", "renunciation", "hosting"},
    "ELI005": {"juridique", "geographique"},
    "ELI007": {""},
    "FMT001": {
        "empty", "double-comma", "trailing-comma", "comment", "single-quotes", "decimal-comma", "leading-zero",
        "unclosed", "trailing-data", "missing-comma", "nan", "control-character", "no-break-space",
        "too-deep", "surrogate", "number-too-long", "syntax", "cut-off", "missing-comma-in-line",
        "missing-bracket", "missing-colon", "missing-quote", "missing-quotes", "missing-end-quote",
        "stray-quote", "other-word", "pdf", "other-kind",
    },
    "FMT002": {"utf-16", "utf-32", "windows-1252", "latin-1", "unknown", "pdf", "other-kind"},
    "FMT003": {"bom"},
    "FMT004": {"duplicate"},
    "FMT006": {"missing", "null"},
    "FMT007": {f"to_{one}" for one in ("string", "number", "integer", "boolean", "array", "object")},
    "FMT016": {"blank", "impossible"},
    "FMT022": {"elements", "members", "values"},
    "IDE001": FLAWS - {"national", "lost_zero"} | {"settings"},
    "IDE002": FLAWS - {"national", "lost_zero"} | {"near"},
    "IDE004": FLAWS - {"national", "key"} | {"ignored", "near"},
    "IDE005": {"ignored", "near"},
    "IDE007": FLAWS - {"national", "lost_zero"} | {"near"},
    "IDE010": {"LIBERAL", "STRUCTURE"},
    "MNT001": {"supplied", "request", "rpps"},
    "MNT002": {"deduced", "rpps", "secondary", "tiers"},
    "MSS007": {"mass_market", "malformed"},
    "DEM001": {"alternatives"},
    "DEM004": {"alternatives"},
    "PIE008": {"alternatives", "replaceable", "papers", "forgotten"},
    "PIE005": {
        *("zip", "word", "excel", "opendocument", "image_jpeg", "image_png", "image"),
        *("rtf", "html", "mail", "envelope", "text"),
    },
    "PIE011": {
        "bad_crc", "compression", "duplicate_name", "encrypted", "not_a_zip", "truncated",
        "unreadable",
    },
    "PIE012": {
        "absolute", "backslash", "bidi_character", "control_character", "drive_colon",
        "entry_too_big", "name_too_long", "nested_archive", "overlap", "path_outside", "ratio",
        "special_file", "symlink", "too_many_entries", "total_too_big",
    },
    "PIE013": {"encoding", "subfolder", "accent", "blank", "sign", "long", "case"},
}  # fmt: skip

# These say the control's own words, which fit them.
OWN_WORDS = {
    ("CAL002", "avance"),
    ("CAL004", "solde"),
    ("CAL005", "rejet"),
    ("CAL006", "rejet"),
    ("FMT003", "bom"),
    ("FMT004", "duplicate"),
    ("FMT017", "file"),
    ("IDE001", "placeholder"),
    ("IDE002", "placeholder"),
    ("IDE007", "placeholder"),
    ("MNT001", "request"),
    ("MNT002", "deduced"),
}

COMPUTED_REASONS: dict[str, set[str]] = {
    "CAL011": {f"{step}_{bound}" for step in ("avance", "solde") for bound in ("opens", "closes")},
}


class Outcomes:
    """The literals of the outcomes that a control can give, itself or by its helpers."""

    def __init__(self) -> None:
        self.variants: set[str] = set()
        self.reasons: set[str] = set()
        self.keys: set[str] = set()
        self.computed_variant = False
        self.computed_reason = False


def literals(node: ast.expr, scope: ast.FunctionDef) -> set[str] | None:
    """The texts an expression can be; None when it takes them from elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=one, orelse=other):
            first, second = literals(one, scope), literals(other, scope)
            return None if first is None or second is None else first | second
        case ast.Name(id=name):
            given = [
                literals(each.value, scope)
                for each in ast.walk(scope)
                if isinstance(each, ast.Assign)
                and any(isinstance(one, ast.Name) and one.id == name for one in each.targets)
            ]
            if not given or None in given:
                return None
            return {text for texts in given for text in texts or ()}
        case _:
            return None


class Function(NamedTuple):
    """A function of the code, and the module whose names it uses."""

    module: str
    node: ast.FunctionDef


@cache
def functions(module: str) -> dict[str, Function]:
    """The functions that a module can name: its own, and those imported from checks/ or case/."""
    tree = ast.parse((SOURCE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    known: dict[str, Function] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            known[node.name] = Function(module, node)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(ROOMS):
            home = functions(node.module or "")
            known |= {each.name: home[each.name] for each in node.names if each.name in home}
    return known


def outcomes(control: Function) -> Outcomes:
    """What a control, and the functions that it calls, can say."""
    found, seen, waiting = Outcomes(), set[Function](), [control]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        known = functions(current.module)
        for node in ast.walk(current.node):
            if isinstance(node, ast.Name) and node.id in known:
                waiting.append(known[node.id])
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.keys.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                _read(node, node.func.id, current.node, found)
    return found


def _read(call: ast.Call, name: str, scope: ast.FunctionDef, found: Outcomes) -> None:
    if name == "Problem":
        for keyword in call.keywords:
            if keyword.arg == "variant":
                texts = literals(keyword.value, scope)
                found.variants |= texts or set()
                found.computed_variant |= texts is None
    elif name == "NotChecked":
        if isinstance(call.args[1], ast.Attribute) and call.args[1].attr == "reason":
            return  # of an outcome that a helper made, and that is read there
        texts = literals(call.args[1], scope)
        found.reasons |= texts or set()
        found.computed_reason |= texts is None


def code_of(function: ast.FunctionDef) -> str | None:
    for one in function.decorator_list:
        match one:
            case ast.Call(func=ast.Name(id="control"), args=[ast.Constant(value=str(code))]):
                return code
            case _:
                continue
    return None


MODULES = [
    ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    for path in sorted((SOURCE / "segur_check" / "checks").rglob("*.py"))
    if path.stem not in {"__init__", "registry"}
]
REACHED = {
    code: outcomes(function)
    for module in MODULES
    for function in functions(module).values()
    if function.module == module and (code := code_of(function.node)) is not None
}


def test_every_control_was_found_in_the_code() -> None:
    assert {control.code for control in (*CONTROLS, *LOT_CONTROLS)} == set(REACHED)


def test_what_is_computed_is_what_this_test_knows_of() -> None:
    assert set(COMPUTED) == {code for code, one in REACHED.items() if one.computed_variant}
    assert set(COMPUTED_REASONS) == {code for code, one in REACHED.items() if one.computed_reason}


@pytest.mark.parametrize("code", sorted(REACHED))
def test_every_variant_of_the_code_has_its_words(code: str) -> None:
    used = REACHED[code].variants | COMPUTED.get(code, set())

    spoken = set(TEXTS[code].fr.variants) | {""} | {one for of, one in OWN_WORDS if of == code}
    assert set() == used - spoken


@pytest.mark.parametrize("code", sorted(REACHED))
def test_every_variant_of_the_words_is_used(code: str) -> None:
    used = REACHED[code].variants | COMPUTED.get(code, set())

    assert set() == set(TEXTS[code].fr.variants) - used


@pytest.mark.parametrize("code", sorted(REACHED))
def test_every_reason_of_the_code_has_its_words_and_the_reverse(code: str) -> None:
    used = REACHED[code].reasons | COMPUTED_REASONS.get(code, set())

    assert used == set(TEXTS[code].fr.not_checked)


# Values that a fault of the reading brings along.
BROUGHT = {
    "FMT001": {"line", "column", "found", "expected", "opened", "missing", "limit", "kind"},
    "FMT002": {"line", "column", "byte", "kind"},
    "FMT004": {"line", "column", "key", "first", "last"},
    "PIE011": {"found", "limit"},
    "PIE012": {"found", "limit", "entries"},
}


@pytest.mark.parametrize("code", sorted(REACHED))
def test_every_value_of_the_words_is_one_the_code_gives(code: str) -> None:
    asked = {
        name
        for lang in LANGS
        for where, text in said(TEXTS[code].words(lang))
        for name in names(text)
        if where not in {"why", "rejected", "accepted"}  # dates alone, see test_named_dates.py
    }

    assert set() == asked - REACHED[code].keys - BROUGHT.get(code, set())


OF_WAVE_2_ALONE = {"ELI001", "ELI002", "ELI003", "ELI009"}


def test_no_reason_speaks_of_another_wave_than_the_dossier_s() -> None:
    speak = {
        code
        for code, text in TEXTS.items()
        for lang in LANGS
        if re.search(r"\b[Vv]ague\b|\bwave\b", text.words(lang).why)
    }

    assert OF_WAVE_2_ALONE == speak


NOT_OURS = re.compile(r"\b(?:deposit(?:s|ed)?|publisher|lot|[Rr]eferenc(?:ing|ed))\b")


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_the_english_has_one_word_for_one_thing(code: str) -> None:
    texts = (re.sub(r"\{[^}]*\}", "", text) for _, text in said(TEXTS[code].words("en")))

    assert [] == [text for text in texts if NOT_OURS.search(text)]


FROM_BEFORE = re.compile(
    r"^(?:\w+ ){1,3}(?:cette (?:pièce|phrase|date|mention|plateforme)|ces (?:pièces|mentions))\b"
)


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_an_action_is_understood_before_what_was_found_is_read(code: str) -> None:
    actions = [text for where, text in said(TEXTS[code].words("fr")) if where.endswith("action")]

    assert [] == [action for action in actions if FROM_BEFORE.search(action)]
