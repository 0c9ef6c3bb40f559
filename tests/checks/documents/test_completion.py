"""DOC025, DOC039: what a completion statement must say."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.papers import blank, columns, form, lines, sheets
from conftest import Said

Check = Callable[..., Said]
# What the model of the ASP prints around what is filled in.
MODEL = (
    "Attestation à renvoyer uniquement avant le 20/09 inclus pour les commandes dont le dépôt du",
    "solde auprès de l'ASP interviendrait après le 20 septembre 2023 via le formulaire de contact",
)
SUPPLIER = "Dénomination Sociale Fournisseur : Logiciels du Lac SAS"
NUMBER = "N° de la demande de financement (N° dossier ASP) : {}"
DONE = "Atteste de la bonne fin de la Prestation Ségur concernée."
SOME = "Je précise qu'une partie des clients n'ont pas pu bénéficier des prestations Ségur."
DATED = "Fait à Annecy, le 18/09/2023"
RPPS = "10998877665"


@pytest.fixture
def statement(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check a completion statement of this SONS that is this PDF."""

    def call(
        pdf: bytes, sons: str = "MDV-LGC-Va1", *, settings: bool = True, toml: str = ""
    ) -> Said:
        model = dossiers.MDV.avance()
        model.json, model.extra, model.pieces = {}, {}, {"attestation_fin_prestation.pdf": pdf}
        model.toml = {"sons": f'"{sons}"', "phase": '"attestation-fin"', "depot": "2023-09-18"}
        if toml:
            model.toml["non_installes"] = toml
        if not settings:
            model.settings = ""
        else:
            model.settings = model.settings.replace("MDV-LGC-Va1", sons)
        return check(model)

    return call


Statement = Callable[..., Said]

RIGHT: dict[str, Callable[[], bytes]] = {
    "the model, filled in": lambda: lines(
        *MODEL, SUPPLIER, NUMBER.format("ASP-000123"), DONE, SOME, DATED
    ),
    "a number of digits alone": lambda: lines(*MODEL, SUPPLIER, NUMBER.format("458712"), DONE, DATED),
    "over two lines": lambda: lines(*MODEL, SUPPLIER, NUMBER.format(""), "458712", DONE, DATED),
    "labels and values apart": lambda: columns(
        ["Fournisseur", "N° dossier ASP", "Date"],
        ["Logiciels du Lac SAS", "DOS-2022-458712", "18/09/2023 de la bonne fin"],
        across=False,
    ),
    "in capitals": lambda: lines(
        "LOGICIELS DU LAC", "NUMÉRO DE DOSSIER : 458712", "FAIT LE 18 SEPTEMBRE 2023", DONE
    ),
    "by its SIRET": lambda: lines("SIRET 123 456 782 00010", NUMBER.format("45871"), DATED, DONE),
    "signed on the last day": lambda: lines(
        *MODEL, SUPPLIER, NUMBER.format("458712"), "Fait à Annecy, le 20/09/2023", DONE
    ),
    "the day alone, the last one": lambda: lines(
        SUPPLIER, NUMBER.format("458712"), DONE, "Le 20/09/2023"
    ),
    "filled in by fields": lambda: form(
        (*MODEL, "Fournisseur :", NUMBER.format(""), DONE),
        ("fournisseur", "Logiciels du Lac SAS"), ("dossier", "458712"), ("date", "18/09/2023"),
    ),
    "a client listed": lambda: lines(
        SUPPLIER, NUMBER.format("458712"), DONE, f"[X] {SOME}", f"- RPPS {RPPS}", DATED
    ),
    "a box not ticked": lambda: lines(
        SUPPLIER, NUMBER.format("458712"), DONE, f"[ ] {SOME}", "- ...", DATED
    ),
    "a scan": blank,
    "a scanned second page": lambda: sheets(MODEL, []),
}  # fmt: skip


@pytest.mark.parametrize("made", RIGHT.values(), ids=RIGHT)
def test_a_complete_statement_lacks_nothing(
    made: Callable[[], bytes], statement: Statement
) -> None:
    said = statement(made())

    assert [] == [one["message"] for one in said.findings("DOC025")]
    assert "DOC025" not in said.not_checked


LACKING: dict[str, tuple[tuple[str, ...], str]] = {
    "the model, not filled in": (
        (*MODEL, "Fournisseur : .......", NUMBER.format("........"), DONE, SOME, "Le ..../..../...."),
        "fournisseur, numéro de dossier ASP, date",
    ),
    "no supplier": ((NUMBER.format("458712"), DONE, DATED), "fournisseur"),
    "no number": ((SUPPLIER, NUMBER.format("……"), DONE, DATED), "numéro de dossier ASP"),
    "other numbers": (
        (
            SUPPLIER, "12 rue des Tilleuls, 74000 Annecy, tél. 04 50 00 00 01",
            "SIRET 12345678200010, capital social 40 000 €", DONE, DATED,
        ),
        "numéro de dossier ASP",
    ),
    "no date": ((*MODEL, SUPPLIER, NUMBER.format("458712"), DONE), "date"),
    "a list without clients": (
        (SUPPLIER, NUMBER.format("458712"), DONE, f"[X] {SOME}", "- ...", DATED),
        "numéros (RPPS, FINESS) des clients non installés",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "missing"), LACKING.values(), ids=LACKING)
def test_what_a_statement_lacks_is_told_at_once(
    texts: tuple[str, ...], missing: str, statement: Statement
) -> None:
    (found,) = statement(lines(*texts)).findings("DOC025")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert f"\u00a0: {missing}. Le modèle" in found["message"]


@pytest.mark.parametrize(
    ("sons", "listed"), [("MDV-LGC-Va1", True), ("HOP-DPI-Va1", True), ("BIO-SGL-Va1", False)]
)
def test_only_hospitals_and_city_medicine_list_their_clients(
    sons: str, *, listed: bool, statement: Statement
) -> None:
    pdf = lines(SUPPLIER, NUMBER.format("458712"), DONE, f"[X] {SOME}", DATED)

    assert listed is ("DOC025" in statement(pdf, sons).codes)


@pytest.mark.parametrize(("rpps", "told"), [(RPPS, False), ("10776655440", True)])
def test_the_clients_that_dossier_toml_names_are_looked_for(
    rpps: str, *, told: bool, statement: Statement
) -> None:
    pdf = lines(SUPPLIER, NUMBER.format("458712"), DONE, SOME, f"RPPS {RPPS}", DATED)

    assert told is ("DOC025" in statement(pdf, toml=f'["{rpps}"]').codes)


def test_an_unknown_supplier_is_not_looked_for(statement: Statement) -> None:
    said = statement(lines(NUMBER.format("458712"), DONE, DATED), settings=False)

    assert "DOC025" not in said.severities
    assert "non-fourni" == said.not_checked["DOC025"]


# DOC039

PENDING = "Les opérations de vérification sont encore en cours par le client."
WHOLE = (SUPPLIER, NUMBER.format("458712"), DATED)

ATTESTED: dict[str, tuple[str, ...]] = {
    "the model": (DONE, "Les opérations de vérifications sont encore en cours par le(s) client(s)",
                  "final(aux), ce qui ne m'a pas permis de déposer à ce jour ma demande."),
    "in capitals": ("ATTESTE DE LA BONNE FIN DE LA PRESTATION. VÉRIFICATIONS EN COURS.",),
    "done": ("Certifie que la Prestation Ségur a été réalisée. La VA est en attente de signature.",),
    "completion": ("Je notifie l'achèvement de la Prestation Ségur.", PENDING),
    "having ended": ("Déclare avoir réalisé la prestation.", PENDING),
    "the end": ("Notifie la fin de la prestation.", PENDING),
    "well ended": ("L'installation est bien terminée.", "Le client n'a pas encore signé la VA :",
                   "signature attendue."),
    "some are not": (DONE, PENDING, f"[X] {SOME}", f"- RPPS {RPPS}"),
    "some are not, not all installed": (
        DONE, PENDING, f"[X] {SOME}", "Leur installation n'est pas terminée :", f"- RPPS {RPPS}",
    ),
    "an empty list": (DONE, PENDING, f"[ ] {SOME}", "- ..."),
    "the checks alone are left": (
        "Atteste de la bonne fin de la Prestation Ségur, sous réserve des vérifications",
        "d'installation du client, qui restent à faire.",
    ),
    "the signature is left": (
        "Atteste de la bonne fin de la Prestation Ségur, la MOM restant à faire.", PENDING,
    ),
    "nothing is left": (
        "Atteste de la bonne fin de la Prestation Ségur : plus rien ne reste à faire.", PENDING,
    ),
    "other clients are left": (
        DONE, PENDING, f"[X] {SOME}", f"- RPPS {RPPS}",
        "Atteste de la bonne fin, sous réserve de l'installation des clients listés.",
    ),
    "the client's acceptance is going on": (
        "Les prestations ont été menées à bien.", "Le client procède encore à la recette.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("texts", ATTESTED.values(), ids=ATTESTED)
def test_a_statement_of_the_good_end_is_silent(
    texts: tuple[str, ...], statement: Statement
) -> None:
    assert "DOC039" not in statement(lines(*MODEL, *texts, *WHOLE)).codes


@pytest.mark.parametrize(
    "made",
    [
        lambda: columns(
            ["Fournisseur", "Prénom", "Date"],
            ["Atteste de la bonne", "fin de la Prestation", "Vérifications en cours"],
        ),
        lambda: sheets([*MODEL, DONE], [PENDING, *WHOLE]),
        lambda: form([*MODEL, DONE, PENDING], ("fournisseur", "Logiciels du Lac SAS")),
        blank,
        lambda: sheets([*MODEL, *WHOLE], []),
        lambda: lines("Bon de commande n° 12", *WHOLE),
    ],
    ids=["columns", "two pages", "a form", "a scan", "a scanned page", "an order"],
)
def test_what_is_not_wholly_read_lacks_no_good_end(
    made: Callable[[], bytes], statement: Statement
) -> None:
    assert "DOC039" not in statement(made()).codes


UNATTESTED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "nothing": ("alerte", "n'atteste ni la bonne fin", (PENDING,)),
    "about the request": ("alerte", "n'atteste ni la bonne fin", ("Voici notre demande.", PENDING)),
    "not ended": (
        "alerte", "n'est pas achevée", ("La prestation n'est pas encore achevée.", PENDING),
    ),
    "going on": ("alerte", "n'est pas achevée", ("La prestation est encore en cours.", PENDING)),
    "will be": ("alerte", "n'est pas achevée", ("La prestation sera terminée en octobre.", PENDING)),
    "an installation is left": (
        "alerte", "n'est pas achevée",
        ("Atteste de la bonne fin de la Prestation Ségur, sous réserve de l'installation du module", "DMP.",
         PENDING),
    ),
    "some is left to do": (
        "alerte", "n'est pas achevée",
        ("La prestation est terminée, hormis le paramétrage de l'INS, qui reste à réaliser.", PENDING),
    ),
    "refused": ("alerte", "n'est pas achevée", ("Je n'atteste pas de la bonne fin.", PENDING)),
    "no checks": ("info", "vérifications du client", (DONE,)),
    "a box not ticked": (
        "alerte", "n'est pas cochée", (DONE, PENDING, f"[ ] {SOME}", f"- RPPS {RPPS}"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("severity", "told", "texts"), UNATTESTED.values(), ids=UNATTESTED)
def test_a_statement_that_does_not_attest_is_told(
    severity: str, told: str, texts: tuple[str, ...], statement: Statement
) -> None:
    (found,) = statement(lines(*MODEL, *WHOLE[:2], *texts, DATED)).findings("DOC039")

    assert (severity, "probable") == (found["severity"], found["confidence"])
    assert told in found["message"]
    assert "ans-finalisation-va1" == found["source"]["id"]


@pytest.mark.parametrize(
    ("sons", "told"), [("MDV-LGC-Va1", False), ("HOP-DPI-Va1", False), ("BIO-SGL-Va1", True)]
)
def test_the_box_is_for_hospitals_and_city_medicine(
    sons: str, *, told: bool, statement: Statement
) -> None:
    pdf = lines(*WHOLE, DONE, PENDING, f"[X] {SOME}", f"- RPPS {RPPS}")

    assert told is ("DOC039" in statement(pdf, sons).codes)


@pytest.mark.parametrize(
    ("texts", "codes"),
    [((DONE,), []), ((PENDING,), ["DOC039"])],
    ids=["the end alone", "the checks alone"],
)
def test_wave_2_asks_the_end_alone(
    texts: tuple[str, ...], codes: list[str], statement: Statement
) -> None:
    said = statement(lines(*WHOLE, *texts), "HOP-DPI-Va2")

    assert codes == [code for code in said.codes if code == "DOC039"]


def test_no_model_is_known_where_no_statement_is_published(statement: Statement) -> None:
    assert "DOC039" not in statement(lines(*WHOLE, PENDING), "IMG-DB-Va2").codes
