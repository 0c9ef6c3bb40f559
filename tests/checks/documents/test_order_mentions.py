"""DOC010, 026, 027, 028: what an order says, in whatever words and layout it says it."""

import time
from collections.abc import Callable
from textwrap import wrap
from types import ModuleType

import pytest

from checks.papers import blank, columns, form, lines, put_paper, sheets, truetype
from conftest import Said
from segur_check.pieces.words.phrases import sentences_of
from segur_check.pieces.words.text import flat
from segur_check.pieces.words.tie_words import is_tied

Check = Callable[..., Said]
STATE = "Montant pris en charge par l'Etat au titre du Ségur de la santé : 430,00 € TTC"
HEAD = ("Bon de commande de la Prestation Ségur", "Profil général")


@pytest.fixture
def order(check: Check, dossiers: ModuleType) -> Callable[..., Said]:
    """Check an avance whose order is this PDF, after more lines of segur-check.toml."""

    def call(pdf: bytes, settings: str = "", sons: str = "MDV") -> Said:
        dossier = getattr(dossiers, sons).avance()
        put_paper(dossier, "BON_COMMANDE", pdf)
        head, mark, rest = dossier.settings.partition("sons = ")
        dossier.settings = f"{head}{settings}{mark}{rest}"
        return check(dossier)

    return call


Order = Callable[..., Said]


def folded(text: str) -> list[str]:
    """A sentence on lines that fit a page."""
    return wrap(text, 90)


SAID: dict[str, Callable[[], bytes]] = {
    "in the words of the ASP": lambda: lines(*HEAD, STATE),
    "with accents": lambda: lines(*HEAD, STATE.replace("Etat", "État")),
    "in capitals": lambda: lines(*HEAD, STATE.upper()),
    "with a curly apostrophe": lambda: lines(*HEAD, STATE.replace("'", "’")),
    "over two lines": lambda: lines(*HEAD, "Montant pris en charge par", "l'Etat (Ségur)"),
    "cut by hyphens": lambda: lines(*HEAD, "Montant pris en char-", "ge par l'É-", "tat, Ségur"),
    "financed": lambda: lines(*HEAD, "Prestation financée par l'État dans le cadre du Ségur"),
    "paid": lambda: lines(*HEAD, "L'État règle 430,00 € au fournisseur au titre du Ségur"),
    "as an aid": lambda: lines(*HEAD, "Aide de l'État (Ségur du numérique) : 430,00 €"),
    "the share of the State": lambda: lines(*HEAD, "Prise en charge de l'État, Ségur : 430,00 €"),
    "on the second page": lambda: sheets(HEAD, [STATE]),
    "over two pages": lambda: sheets([*HEAD, "Montant pris en charge par"], ["l'Etat, Ségur"]),
    "in a form field": lambda: form(HEAD, ("mention", STATE.replace("€", "EUR"))),
    "in a column, drawn across": lambda: columns(
        ["Montant pris en charge par", "l'Etat au titre du", "Ségur de la santé"],
        ["Total HT 358,33 €", "TVA 20 % 71,67 €", "Total TTC 430,00 €, à régler"],
    ),
    "in a column, drawn apart": lambda: columns(
        ["Montant pris en charge", "par l'Etat au titre", "du Ségur de la santé"],
        ["Total HT 358,33 €", "TVA 20 % 71,67 €", "Total TTC 430,00 €"],
        across=False,
    ),
    "on a scan, perhaps": blank,
    "on a scanned page, perhaps": lambda: sheets(HEAD, []),
    "in letters that no one can read": lambda: lines("Qdu ghfrppdqgh", "0rqwdqw sulv hq fkdujh"),
}


@pytest.mark.parametrize("made", SAID.values(), ids=SAID)
def test_an_order_that_says_who_pays_is_right(made: Callable[[], bytes], order: Order) -> None:
    assert "DOC010" not in order(made()).codes


NOT_SAID: dict[str, tuple[str, ...]] = {
    "nothing of it": ("Bon de commande", "Total TTC 430,00 € à régler par le client"),
    "the Ségur alone": ("Bon de commande de la Prestation Ségur", "Total TTC 430,00 €"),
    "the State alone": ("Bon de commande", "Montant pris en charge par l'Etat : 430,00 €"),
    "an establishment": ("Prestation Ségur", "prise en charge par l'établissement : 430,00 €"),
}


@pytest.mark.parametrize("texts", NOT_SAID.values(), ids=NOT_SAID)
def test_an_order_that_does_not_say_who_pays_is_told(texts: tuple[str, ...], order: Order) -> None:
    (found,) = order(lines(*texts, "au nom du client")).findings("DOC010")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert found["locations"][0]["file"].endswith("bon_commande_CMD-2022-0042.pdf")


def test_each_order_of_a_request_is_read(dossiers: ModuleType, check: Check) -> None:
    dossier = dossiers.MDV.avance()
    other = dict(dossier.ligne["piecesJustificatives"][0], nomFichier="avenant.pdf")
    dossier.ligne["piecesJustificatives"].append(other)
    dossier.pieces["avenant.pdf"] = lines("Avenant au bon de commande")

    (found,) = check(dossier).findings("DOC010")

    assert found["locations"][0]["file"].endswith("avenant.pdf")


# --- DOC026 ----------------------------------------------------------------------------------------

TIED: dict[str, str] = {
    "re-engagement": "Le client se réengage pour 36 mois.",
    "in capitals": "LE CLIENT SE RÉENGAGE POUR 36 MOIS.",
    "re-engagement, hyphenated": "Cette commande vaut ré-engagement du client.",
    "a term": "Le client s'engage pour une durée de 36 mois.",
    "a firm term": "En contrepartie, le Client s'engage pour une nouvelle période ferme de 36 mois à compter de la mise en service.",
    "a term said at length": "L'établissement s'engage envers l'éditeur à compter de la signature pour une durée de 4 ans.",
    "a renewal": "La signature du présent bon emporte renouvellement du contrat d'abonnement pour 48 mois.",
    "a renewal by the client": "En signant, le client renouvelle son abonnement pour 48 mois.",
    "a paid option": "La prestation est réservée aux titulaires de l'option payante Premium.",
    "a module": "Le client souscrit au module Agenda.",
    "a complementary module": "Module complémentaire DMP : 120,00 €.",
    "mailboxes": "La commande comprend 3 boîtes aux lettres MSS nominatives.",
    "a server": "La commande comprend l'achat d'un nouveau serveur.",
    "a database": "Migration du système de gestion de base de données : 900,00 €.",
    "another software": "Remplacement complet du logiciel en place.",
    "that of another editor": "La prestation couvre le remplacement du dossier patient informatisé actuel (éditeur MédiSud) par HospiLac 7.",
    "in the place of another": "Remplacement de votre logiciel actuel et reprise des données.",
    "a change of editor": "Accompagnement au changement d'éditeur : 3 jours.",
    "a move to ours": "Reprise des données et bascule des utilisateurs vers notre solution.",
    "a move from another": "BASCULE DEPUIS LE LOGICIEL PRÉCÉDENT : 2 JOURS.",
    "dearer maintenance": "La maintenance mensuelle est augmentée de 12,00 €.",
    "dearer maintenance, otherwise": "Majoration de la maintenance : 10 %.",
    "maintenance of the connectors": "Maintenance corrective des connecteurs : 120,00 € HT par an.",
    "a new option of the contract": "La réalisation de la prestation est conditionnée à la souscription d'une nouvelle option contractuelle par le client.",
    "an option, freely said": "Le client souscrit une nouvelle option contractuelle.",
    "an option to buy": "Le client s'engage à acquérir l'option Agenda.",
    "a module it depends on": "Cette prestation dépend de la souscription d'un module.",
    "an option that is asked": "La souscription à l'option Messagerie est obligatoire.",
    "a pack": "Sous réserve de la souscription du pack Confort par le client.",
    "with a subscription alone": "La prestation n'est fournie qu'avec l'abonnement Premium.",
    "with a subscription alone, positively": "La prestation est disponible uniquement dans le cadre d'un abonnement Premium.",
    "if a formula is bought": "La prestation ne peut être installée que si le client souscrit à la formule Confort.",
    "for subscribers": "La prestation est réservée aux abonnés de l'offre Premium.",
    "not without an option": "La prestation ne peut être réalisée sans la souscription de l'option Sérénité.",
    "for want of a subscription": "À défaut d'abonnement, la prestation n'est pas livrée.",
    "denied beside": "Sans frais pour le client, la prestation est subordonnée à la souscription du contrat de maintenance.",
    "updates out of the perimeter": "Le client met à jour, à ses frais, ses logiciels hors du périmètre du SONS avant l'installation.",
    "an update out of the perimeter, sold": "Mise à jour du logiciel Compta+ hors périmètre : 120,00 €.",
    "an update that is required": "La prestation requiert la mise à jour de Windows 7.",
    "an update before": "La mise à jour préalable du logiciel de facturation est exigée.",
    "after an update alone": "L'installation n'est possible qu'après la mise à jour du logiciel de comptabilité.",
    "updates of third parties": "Le client mettra à niveau ses logiciels tiers avant l'intervention.",
}
FREE: dict[str, str] = {
    "tied to nothing": "Elle n'est liée à aucun réengagement ni à aucune option payante.",
    "without": "Prestation sans réengagement ni souscription d'une option.",
    "in no way": "La prestation n'entraîne pas d'augmentation de la maintenance.",
    "not covered": "Le montant ne couvre ni serveur supplémentaire ni boîte aux lettres MSS.",
    "at the client's charge": "L'achat d'un serveur reste à la charge du client, hors prestation.",
    "an optional module": "Module complémentaire Agenda, facultatif.",
    "installed on a server": "Installation de la version référencée sur le serveur du client.",
    "six years": "Le fournisseur s'engage sur 6 ans de maintenance corrective.",
    "maintenance": "La maintenance corrective est comprise pendant 6 ans.",
    "maintenance of the connectors, included": "Maintenance corrective des connecteurs, 6 ans : 0,00 €.",
    "maintenance of the connectors, free": "La maintenance corrective des connecteurs est comprise, sans supplément.",
    "the address": "Adresse MSSanté utilisée : cardio@ch-exemple.mssante.fr.",
    "the operator": "Opérateur de messagerie MSSanté : Mailiz.",
    "a plain option": "Option retenue : version hébergée.",
    "migration to the new version": "Migration vers la version référencée et reprise des données.",
    "an option that is denied": "La prestation n'est subordonnée à aucune option, sans souscription complémentaire.",
    "all that is denied": "Ni abonnement, ni option, ni mise à jour de logiciels hors périmètre ne sont exigés.",
    "a subscription that is denied": "La prestation n'est pas conditionnée à la souscription d'un abonnement.",
    "an option that is left free": "La souscription de l'option Agenda est facultative.",
    "nothing but the installation": "La prestation ne comprend que l'installation de la version référencée.",
    "all modules held": "La prestation comprend l'installation de tous les modules requis par le DSR.",
    "beside a subscription": "Le prix porte uniquement sur la prestation, abonnement en sus.",
    "an access to the Internet": "L'installation requiert un abonnement internet.",
    "the update itself": "La prestation est une opération de mise à jour du logiciel Cabilog 6.",
    "the update to the referenced version": "La prestation nécessite la mise à jour du logiciel vers la version référencée.",
    "an update that is not asked": "La prestation ne requiert pas la mise à jour de Windows.",
    "updates at the client's charge": "Les mises à jour hors périmètre restent à la charge du client.",
    "updates that are not asked": "Les mises à jour de logiciels hors périmètre ne sont pas requises.",
    "papers that are kept": "Le client s'engage à conserver les pièces pendant une durée de 10 ans.",
    "no renewal": "La signature du bon n'emporte aucun renouvellement du contrat d'abonnement.",
    "a contract that goes on": "Le contrat d'abonnement en cours se poursuit, sans nouvel engagement du client.",
    "a renewal besides": "Les conditions de renouvellement de l'abonnement sont celles du contrat.",
    "another condition": "La mise en service est conditionnée à la signature du bon de commande.",
    "a newer version": "Remplacement de la version actuelle du logiciel par la version référencée.",
    "a newer version, otherwise": "Montée de version du dossier patient HospiLac déjà en service, avec reprise du paramétrage.",
    "no replacement": "La prestation ne comprend pas le remplacement du logiciel existant.",
    "a move to the new version": "Bascule en production vers la version 7 après recette.",
    "a spare part": "Remplacement des fichiers existants par ceux de la version 7.",
    "the referencing": "Commande passée sous réserve de l'obtention du référencement.",
}


@pytest.mark.parametrize("text", TIED.values(), ids=TIED)
def test_a_sentence_that_ties_the_prestation_is_quoted(text: str, order: Order) -> None:
    (found,) = order(lines(*HEAD, STATE + ".", *folded(text))).findings("DOC026")

    assert ("info", "possible") == (found["severity"], found["confidence"])
    assert text.rstrip(".") in found["message"]
    assert 1 == found["locations"][0]["page"]


@pytest.mark.parametrize("text", FREE.values(), ids=FREE)
def test_a_sentence_that_leaves_the_client_free_is_none(text: str, order: Order) -> None:
    assert "DOC026" not in order(lines(*HEAD, STATE + ".", *folded(text))).codes


def test_a_row_of_figures_that_denies_something_is_no_part_of_the_sentence_below(
    order: Order,
) -> None:
    pdf = lines(STATE + ".", "Frais hors forfait, sans objet : 0,00 €", TIED["an option to buy"])

    (found,) = order(pdf).findings("DOC026")

    assert "hors forfait" not in found["message"]


def test_a_hostile_order_is_read_in_linear_time() -> None:
    words = "ne fourni sans option n'est conditionné mise à jour de hors perimetre "
    page = ". ".join([words * 8] * 110)
    started = time.process_time()

    [is_tied(flat(one)) for one in sentences_of(page)]

    assert time.process_time() - started < 2  # seconds of this process, for a page of 60 000 signs


def test_a_sentence_over_two_lines_is_quoted_as_one(order: Order) -> None:
    (found,) = order(lines(STATE + ".", "Le client se réengage", "pour 36 mois.")).findings(
        "DOC026"
    )

    assert "Le client se réengage pour 36 mois" in found["message"]


def test_the_page_of_a_sentence_is_told(order: Order) -> None:
    pdf = sheets([*HEAD, STATE], ["Conditions.", "Le client se réengage pour 36 mois."])

    (found,) = order(pdf).findings("DOC026")

    assert [2] == [place["page"] for place in found["locations"]]


# --- DOC027 ----------------------------------------------------------------------------------------

REFERENCED = "referencement = {}\n"  # the order of MDV was signed on 13/06/2022
CONDITIONS = (
    "Commande passée sous réserve de l'obtention du référencement.",
    "COMMANDE SOUS CONDITION SUSPENSIVE DU RÉFÉRENCEMENT PAR L'ANS",
    "La commande est conditionnée au référencement de la solution par l'ANS.",
    "Cette commande est caduque si la solution n'est pas référencée.",
    "Solution en cours de référencement auprès de l'ANS.",
    "Commande sous réser-",
    "La solution sera référencée par l'ANS avant le 1er juillet. À défaut, la commande est caduque.",
    "Commande soumise à condition résolutoire : absence de numéro de l'ANS",
)
OTHER_CONDITIONS = (
    "La commande est conclue sous réserve de l'accord du conseil de surveillance du client.",
    "À défaut de paiement à l'échéance, des pénalités sont dues.",
    "Vendu sous réserve de propriété ; livraison sous condition de disponibilité du matériel.",
    "Sous réserve du vote de son budget. Maintenance de la version référencée pendant 6 ans.",
)


@pytest.mark.parametrize("text", CONDITIONS)
def test_an_early_order_with_a_condition_is_right(text: str, order: Order) -> None:
    pdf = lines(*HEAD, STATE, text, "ve de son référencement")

    assert "DOC027" not in order(pdf, REFERENCED.format("2022-07-01")).codes


@pytest.mark.parametrize("text", OTHER_CONDITIONS)
@pytest.mark.parametrize("drawn", [lines, truetype])
def test_a_condition_of_something_else_is_none(
    drawn: Callable[..., bytes], text: str, order: Order
) -> None:
    pdf = drawn(*HEAD, STATE + ".", "N° de référencement ANS : 0123456789.", *folded(text))

    (found,) = order(pdf, REFERENCED.format("2022-07-01")).findings("DOC027")

    assert "alerte" == found["severity"]


def test_a_condition_of_nobody_knows_what_is_to_be_read(order: Order) -> None:
    pdf = lines(*HEAD, STATE + ".", "Commande sous conditions suspensives, voir l'annexe 2.")

    said = order(pdf, REFERENCED.format("2022-07-01"))

    assert "DOC027" not in said.codes
    assert "illisible" == said.not_checked["DOC027"]


@pytest.mark.parametrize(
    ("referenced", "told"), [("2022-06-14", True), ("2022-06-13", False), ("2022-01-10", False)]
)
def test_an_order_is_early_when_signed_before_the_day(
    referenced: str, *, told: bool, order: Order
) -> None:
    pdf = lines(*HEAD, STATE, "N° de référencement ANS 0123456789", "lié à aucune condition")

    assert told is ("DOC027" in order(pdf, REFERENCED.format(referenced)).codes)


def test_an_early_order_tells_both_days(order: Order) -> None:
    pdf = lines(*HEAD, STATE, "N° de référencement ANS 0123456789")

    (found,) = order(pdf, REFERENCED.format("2022-07-01")).findings("DOC027")

    assert ("alerte", "13/06/2022", "01/07/2022") == (
        found["severity"],
        found["found"],
        found["expected"],
    )
    assert "/lignesImport/0/commande/dateCommande" == found["locations"][1]["pointer"]


@pytest.mark.parametrize("pdf", [blank(), sheets(HEAD, [])], ids=["scan", "scanned page"])
def test_a_condition_that_may_be_on_an_unread_page_is_not_missed(pdf: bytes, order: Order) -> None:
    assert "DOC027" not in order(pdf, REFERENCED.format("2022-07-01")).codes


# --- DOC028 ----------------------------------------------------------------------------------------

SHOWN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "as it is": ("Profil général", lambda: lines("Profil de référencement : Profil général")),
    "in capitals": ("Profil général", lambda: lines("PROFIL DE LA SOLUTION : GÉNÉRAL")),
    "without its accents": ("Profil général", lambda: lines("profil general de la solution")),
    "over two lines": ("Médecin de ville", lambda: lines("Profil : médecin de", "ville")),
    "label and value apart": (
        "Profil général",
        lambda: columns(["Solution", "Profil"], ["MedLac", "Général"], across=False),
    ),
    "one of several": ("Profil 2", lambda: lines("Profil 1 ou le profil 2, à cocher")),
    "by its number": ("2", lambda: lines("Profil de la solution : 2")),
    "in a form field": ("Profil général", lambda: form(["de la solution"], ("p", "Général"))),
    "in the plural": ("Établissement", lambda: lines("Profil des établissements de la région")),
    "on a scan, perhaps": ("Profil général", blank),
}


@pytest.mark.parametrize(("profile", "made"), SHOWN.values(), ids=SHOWN)
def test_a_profile_that_the_order_shows_is_right(
    profile: str, made: Callable[[], bytes], order: Order
) -> None:
    assert "DOC028" not in order(made(), f'profil = "{profile}"\n').codes


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        ("Profil général", "Profil de la solution : spécialiste"),
        ("Profil 2", "Profil 1 de la solution"),
        ("Médecin de ville", "Profil : médecin de la clinique"),
    ],
)
def test_a_profile_that_the_order_does_not_show_is_told(
    profile: str, text: str, order: Order
) -> None:
    (found,) = order(lines(text), f'profil = "{profile}"\n').findings("DOC028")

    assert ("alerte", f"«\u00a0{profile}\u00a0»") == (found["severity"], found["expected"])


@pytest.mark.parametrize("profile", ["", " ", "—"])
def test_no_profile_is_looked_for_where_none_is_declared(profile: str, order: Order) -> None:
    assert "DOC028" not in order(lines("de la solution"), f'profil = "{profile}"\n').codes
