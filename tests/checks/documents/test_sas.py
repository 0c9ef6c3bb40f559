"""DOC017, 018, 019: the reports of service of the SAS and its sworn statement."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.papers import blank, columns, form, lines, put_paper, sheets
from conftest import Said

Check = Callable[..., Said]
SIGNED = ("Pour l'ANS : Morgan Inventé", "Pour l'éditeur : Logiciels du Lac SAS")


@pytest.fixture
def report(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check an avance of the SAS whose PV de MES is this PDF."""

    def call(pdf: bytes, *options: object, name: str | None = "Logiciels du Lac SAS") -> Said:
        dossier = next(one for one in dossiers.CORRIDORS if one.sons == "SAS").avance()
        put_paper(dossier, "PV_MES", pdf)
        if name != "Logiciels du Lac SAS":
            line = f'raison_sociale = "{name}"\n' if name else ""
            dossier.settings = dossier.settings.replace(
                'raison_sociale = "Logiciels du Lac SAS"\n', line
            )
        return check(dossier, *options)

    return call


Report = Callable[..., Said]
RIGHT, REJECT, EYE = None, "rejet", "illisible"

PERIMETERS: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "full": (lambda: lines(*SIGNED, "Mise en service du périmètre complet"), RIGHT),
    "full, in capitals": (lambda: lines(*SIGNED, "PÉRIMÈTRE COMPLET"), RIGHT),
    "full, labelled": (lambda: lines(*SIGNED, "Périmètre : complet"), RIGHT),
    "full, by its service": (lambda: lines(*SIGNED, "le périmètre SAS complet est servi"), RIGHT),
    "full, otherwise": (lambda: lines(*SIGNED, "service sur l'ensemble du périmètre"), RIGHT),
    "full, total": (lambda: lines(*SIGNED, "sur le périmètre total de la convention"), RIGHT),
    "full, over two lines": (lambda: lines(*SIGNED, "sur le périmètre", "complet"), RIGHT),
    "full, cut by a hyphen": (lambda: lines(*SIGNED, "sur le périmè-", "tre com-", "plet"), RIGHT),
    "full, in a column": (
        lambda: columns(["Périmètre", "complet"], ["Date", "22/04/2024"], across=False),
        RIGHT,
    ),
    "full, across columns": (
        lambda: columns(["Éditeur", "Périmètre"], ["Logiciels du Lac", "Complet"]),
        RIGHT,
    ),
    "full, by a field": (
        lambda: form([*SIGNED, "complet ou partiel"], ("Périmètre", "Complet")),
        RIGHT,
    ),
    "full, by a box": (
        lambda: form([*SIGNED, "périmètre complet, périmètre partiel"], ticked=["perimetre_complet"]),
        RIGHT,
    ),
    "full, by a printed box": (
        lambda: lines(*SIGNED, "[X] périmètre complet", "[ ] périmètre partiel"),
        RIGHT,
    ),
    "partial": (lambda: lines(*SIGNED, "Mise en service d'un périmètre partiel"), REJECT),
    "partial, in capitals": (lambda: lines(*SIGNED, "PÉRIMÈTRE PARTIEL"), REJECT),
    "partial, labelled": (lambda: lines(*SIGNED, "Périmètre de la solution : partiel"), REJECT),
    "incomplete": (lambda: lines(*SIGNED, "sur un périmètre incomplet"), REJECT),
    "partial, by a field": (
        lambda: form([*SIGNED, "périmètre complet ou partiel"], ("Périmètre", "Partiel")),
        REJECT,
    ),
    "partial, by a box": (
        lambda: form(
            [*SIGNED, "périmètre complet, périmètre partiel"], ticked=["Perimetre_partiel"]
        ),
        REJECT,
    ),
    "partial, by a printed box": (
        lambda: lines(*SIGNED, "[ ] périmètre complet", "[X] périmètre partiel"),
        REJECT,
    ),
    "both printed": (
        lambda: lines(*SIGNED, "périmètre complet", "périmètre partiel"),
        EYE,
    ),
    "both printed, no box ticked": (
        lambda: lines(*SIGNED, "[ ] périmètre complet", "[ ] périmètre partiel"),
        EYE,
    ),
    "full, and a reminder": (
        lambda: lines(*SIGNED, "Périmètre complet.", "Un périmètre partiel n'est pas éligible."),
        EYE,
    ),
    "a reminder alone": (
        lambda: lines(*SIGNED, "En cas de périmètre partiel, l'éditeur n'est pas éligible."),
        EYE,
    ),
    "a denial alone": (
        lambda: lines(*SIGNED, "Il ne s'agit pas d'un périmètre partiel."),
        EYE,
    ),
    "a rule alone": (
        lambda: lines(*SIGNED, "Un périmètre partiel n'est pas éligible au financement."),
        EYE,
    ),
    "a case alone": (
        lambda: lines(*SIGNED, "Dans le cas où le service ne couvre qu'un", "périmètre partiel"),
        EYE,
    ),
    "a choice": (lambda: lines(*SIGNED, "périmètre (total ou partiel)"), EYE),
    "denied": (lambda: lines(*SIGNED, "Le PV ne porte pas sur le périmètre complet."), EYE),
    "nothing of it": (lambda: lines(*SIGNED, "Mise en service de la solution"), EYE),
    "a file that is complete": (
        lambda: form([*SIGNED, "le dossier"], ("dossier_complet", "Oui")),
        EYE,
    ),
    "a scan": (blank, RIGHT),
    "partial, and a page not read": (
        lambda: sheets([*SIGNED, "Mise en service d'un périmètre partiel"], []),
        RIGHT,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("made", "expected"), PERIMETERS.values(), ids=PERIMETERS)
def test_a_report_is_rejected_only_where_it_plainly_says_a_partial_perimeter(
    made: Callable[[], bytes], expected: str | None, report: Report
) -> None:
    said = report(made())

    assert expected == (said.severities | said.not_checked).get("DOC017")


@pytest.mark.parametrize(
    ("made", "confidence"),
    [
        (lambda: lines(*SIGNED, "périmètre partiel"), "probable"),
        (lambda: form([*SIGNED, "du service"], ("Périmètre", "Partiel")), "certaine"),
    ],
    ids=["a text", "a field"],
)
def test_a_field_is_surer_than_a_text(
    made: Callable[[], bytes], confidence: str, report: Report
) -> None:
    (found,) = report(made()).findings("DOC017")

    assert confidence == found["confidence"]
    assert "ans-faq-000" == found["source"]["id"]


def test_the_report_of_a_solde_is_read_too(dossiers: ModuleType, check: Check) -> None:
    dossier = next(one for one in dossiers.CORRIDORS if one.sons == "SAS").solde()
    put_paper(dossier, "PV_VSR", lines(*SIGNED, "périmètre partiel"))

    assert "rejet" == check(dossier).severities["DOC017"]


# --- DOC018 ----------------------------------------------------------------------------------------

FULL = "Mise en service du périmètre complet"
NAMED: dict[str, tuple[str, ...]] = {
    "for the ANS": SIGNED,
    "at length": ("Agence du Numérique en Santé", "Logiciels du Lac SAS"),
    "in capitals": ("AGENCE DU NUMÉRIQUE EN SANTÉ", "LOGICIELS DU LAC"),
    "over two lines": ("L'Agence du", "numérique en santé et", "Logiciels du", "Lac SAS"),
    "in brackets": ("signé (ANS)", "et par (Logiciels du Lac)"),
    "by the SIREN": ("L'ANS", "Éditeur : SIREN 123 456 782"),
    "in one word": ("ANS / LogicielsDuLac",),
}


@pytest.mark.parametrize("texts", NAMED.values(), ids=NAMED)
def test_a_report_that_names_both_is_right(texts: tuple[str, ...], report: Report) -> None:
    said = report(lines(FULL, *texts))

    assert "DOC018" not in said.severities | said.not_checked


NOT_NAMED: dict[str, tuple[tuple[str, ...], str]] = {
    "years": (("maintenance de 6 ans", "Logiciels du Lac"), "ANS"),
    "years in capitals": (("MAINTENANCE DE 6 ANS", "Logiciels du Lac"), "ANS"),
    "the number alone": (("N° de référencement ANS 0123456789", "Logiciels du Lac"), "ANS"),
    "a word like it": (("dans la transition", "Logiciels du Lac"), "ANS"),
    "another supplier": (("Pour l'ANS", "Éditions du Rhône"), "fournisseur"),
    "nobody": (("de la solution",), "ANS, fournisseur"),
}


@pytest.mark.parametrize(("texts", "missing"), NOT_NAMED.values(), ids=NOT_NAMED)
def test_a_report_that_names_not_both_is_told(
    texts: tuple[str, ...], missing: str, report: Report
) -> None:
    (found,) = report(lines(FULL, *texts)).findings("DOC018")

    assert "alerte" == found["severity"]
    assert f"\u00a0: {missing}\u00a0;" in found["message"]


@pytest.mark.parametrize(
    "pending",
    [
        ("Pour l'ANS : en attente de signature", "Pour l'éditeur : Logiciels du Lac SAS"),
        ("Pour l'ANS : Morgan Inventé", "Pour l'éditeur Logiciels du Lac SAS : non signé"),
        ("L'ANS et Logiciels du Lac SAS", "Signataires : la signature de l'ANS, signature à venir"),
    ],
)
def test_a_signature_that_is_still_missing_is_left_to_the_eye(
    pending: tuple[str, ...], report: Report
) -> None:
    said = report(lines(FULL, *pending))

    assert "DOC018" not in said.severities
    assert "illisible" == said.not_checked["DOC018"]


@pytest.mark.parametrize(
    "words",
    [
        "Pour l'ANS, Morgan Inventé, habilité à signer",
        "L'ANS rappelle que la convention était en attente de signature en mars",
        "Signataires : signé à la main, non signé électroniquement",
        "Le PV ne vaut, pour l'ANS, tant que la convention n'est pas signée",
    ],
)
def test_other_words_of_a_signature_are_right(words: str, report: Report) -> None:
    said = report(lines(FULL, *SIGNED, words))

    assert "DOC018" not in said.severities | said.not_checked


def test_an_unknown_supplier_is_not_looked_for(report: Report) -> None:
    said = report(lines(FULL, "Pour l'ANS et l'éditeur"), name=None)

    assert "DOC018" not in said.severities
    assert "non-fourni" == said.not_checked["DOC018"]


def test_the_ans_is_looked_for_even_where_the_supplier_is_unknown(report: Report) -> None:
    said = report(lines(FULL, "et l'éditeur"), name=None)

    assert ("alerte", "non-fourni") == (said.severities["DOC018"], said.not_checked["DOC018"])


def test_a_scanned_report_is_left_to_the_eye(report: Report) -> None:
    said = report(blank())

    assert {"DOC017", "DOC018"}.isdisjoint(said.severities | said.not_checked)


# --- DOC019 ----------------------------------------------------------------------------------------

FOUR = (
    "La production des documents de formation à destination des régulateurs",
    "La communication à destination de l'ensemble des effecteurs",
    "L'engagement à remonter l'ensemble des types de créneaux de disponibilités",
    "La fourniture des conditions générales d'utilisation (CGU)",
)
SWORN: dict[str, Callable[[], bytes]] = {
    "the words of the FAQ": lambda: lines("Déclaration sur l'honneur", *FOUR),
    "in capitals": lambda: lines(*(one.upper() for one in FOUR)),
    "in other words": lambda: lines(
        "Les régulateurs ont été formés", "tous les effecteurs ont été informés",
        "chaque créneau est remonté", "les contrats des clients le prévoient",
    ),
    "another proof": lambda: lines(*FOUR[:3], "un justificatif de la transmission des données"),
    "over lines": lambda: lines("La production des documents de", "forma-", "tion des régu-",
                                "lateurs", "La communica-", "tion à l'ensemble des", "effecteurs",
                                *FOUR[2:]),
    "in fields": lambda: form(["de la solution"], *((f"f{n}", one) for n, one in enumerate(FOUR))),
    "in two columns": lambda: columns(FOUR[:2], FOUR[2:]),
    "a scan": blank,
}  # fmt: skip


@pytest.fixture
def statement(check: Check, dossiers: ModuleType) -> Callable[[bytes], Said]:
    """Check an avance of the SAS whose sworn statement is this PDF."""

    def call(pdf: bytes) -> Said:
        dossier = next(one for one in dossiers.CORRIDORS if one.sons == "SAS").avance()
        put_paper(dossier, "DECLARATION_HONNEUR", pdf)
        return check(dossier)

    return call


@pytest.mark.parametrize("made", SWORN.values(), ids=SWORN)
def test_a_statement_of_four_undertakings_is_right(
    made: Callable[[], bytes], statement: Callable[[bytes], Said]
) -> None:
    assert "DOC019" not in statement(made()).codes


@pytest.mark.parametrize("gone", range(4))
def test_an_undertaking_that_is_not_there_is_told(
    gone: int, statement: Callable[[bytes], Said]
) -> None:
    names = ("formation", "communication", "créneaux", "CGU")
    kept = [one for rank, one in enumerate(FOUR) if rank != gone]

    (found,) = statement(lines("Déclaration de l'éditeur", *kept)).findings("DOC019")

    message = found["message"].partition(". ")[0]
    assert [names[gone]] == [one for one in names if one in message]
    assert "alerte" == found["severity"]


ITEMS = {
    "formation": "1. j'ai produit les supports de formation destinés aux régulateurs ;",
    "communication": "2. j'ai informé par courriel l'ensemble des effecteurs ;",
    "créneaux": "3. je m'engage à faire remonter tous les créneaux, pour tous les effecteurs clients,"
    " hormis ceux qui ont refusé ;",
    "CGU": "4. je joins les conditions générales d'utilisation.",
}
IN_OTHER_WORDS = [
    ("créneaux", "3. l'ensemble des plages disponibles des effecteurs clients sera transmis au SAS ;"),
    ("créneaux", "3. toutes les plages horaires ouvertes dans les agendas sont partagées ;"),
    ("créneaux", "3. je m'engage à remonter les créneaux, y compris ceux qui seront ouverts plus tard ;"),
    ("créneaux", "3. je remonterai les créneaux, à l'exception des seuls effecteurs ayant refusé ;"),
    ("communication", "2. j'ai communiqué aux régulateurs et à tous les effecteurs ;"),
    ("communication", "2. une communication, par courriel ; puis par lettre ; aux effecteurs ;"),
    ("communication", "2. j'ai communiqué : aux régulateurs ; aux effecteurs ;"),
    ("formation", "1. j'ai formé les effecteurs et les régulateurs ;"),
]  # fmt: skip
SAID_OTHERWISE = [
    ("communication", "2. j'ai communiqué aux régulateurs le calendrier de déploiement ;"),
    ("formation", "1. j'ai produit les supports de formation des effecteurs ;"),
    ("créneaux", "3. la remontée des créneaux sera traitée par un avenant ultérieur ;"),
    ("créneaux", "3. la transmission des disponibilités est prévue plus tard ;"),
    ("créneaux", "3. je m'engage à remonter les créneaux des seuls effecteurs volontaires ;"),
    ("créneaux", "3. les supports sont disponibles en ligne ;"),
]


@pytest.mark.parametrize(("name", "words"), IN_OTHER_WORDS)
def test_an_item_may_be_in_other_words(
    name: str, words: str, statement: Callable[[bytes], Said]
) -> None:
    assert "DOC019" not in statement(lines(*(ITEMS | {name: words}).values())).codes


@pytest.mark.parametrize(("name", "words"), SAID_OTHERWISE)
def test_an_item_that_is_of_others_or_put_off_is_no_undertaking(
    name: str, words: str, statement: Callable[[bytes], Said]
) -> None:
    (found,) = statement(lines(*(ITEMS | {name: words}).values())).findings("DOC019")

    message = found["message"].partition(". ")[0]
    assert [name] == [known for known in ITEMS if known in message]


def test_that_data_are_passed_on_to_the_platform_is_no_communication(
    statement: Callable[[bytes], Said],
) -> None:
    cgu = "fournir les CGU, qui notifient aux effecteurs la transmission de leurs données"

    (found,) = statement(lines(FOUR[0], FOUR[2], cgu)).findings("DOC019")

    assert "communication" in found["message"].partition(". ")[0]
