"""DOC040, DOC041: what somebody declares in a signed statement, and who declares it."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.papers import blank, columns, form, lines, sheets, truetype
from conftest import Said

Check = Callable[..., Said]
Paper = Callable[..., Said]

SWORN, RENOUNCED = "attestation_honneur.pdf", "attestation_renonciation.pdf"
COMPLETED, NO_HOSTING = "attestation_fin_prestation.pdf", "attestation_non_hds.pdf"
STEP = {
    SWORN: "annulation",
    RENOUNCED: "annulation",
    COMPLETED: "attestation-fin",
    NO_HOSTING: "enrolement",
}
ABOUT = ("Logiciels du Lac SAS, 12 rue des Tilleuls, 74000 Annecy", "N° de la demande : ASP-000123")
FOR = "Atteste demander l'annulation, pour le motif suivant : erreur de saisie."
DATED = "Fait à Annecy, le 10/06/2025"
NAMED = "Claude Fictif, représentant légal"


@pytest.fixture
def paper(check: Check, dossiers: ModuleType) -> Paper:
    """Check the step of a paper of this name that is this PDF."""

    def call(name: str, pdf: bytes, *, partial: bool = False) -> Said:
        dossier = dossiers.DPI.avance()
        dossier.json, dossier.extra, dossier.pieces = {}, {}, {name: pdf}
        dossier.toml = {
            "sons": '"HOP-DPI-Va2"', "phase": f'"{STEP[name]}"', "depot": "2025-06-10T10:00:00",
        }  # fmt: skip
        if partial:
            dossier.tables["annulation"] = {"portee": '"partielle"'}
        return check(dossier)

    return call


TITLES = {
    SWORN: "Attestation sur l'honneur",
    RENOUNCED: "Attestation de renonciation",
    COMPLETED: "Attestation de fin de la Prestation Ségur",
    NO_HOSTING: "Attestation de non-hébergement de données de santé",
}

# DOC040


@pytest.mark.parametrize("name", TITLES)
def test_a_statement_names_who_signs_it(name: str, paper: Paper) -> None:
    head = (TITLES[name], *ABOUT)

    (found,) = paper(name, lines(*head, DATED)).findings("DOC040")
    named = paper(name, lines(*head, DATED, NAMED))

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert name in found["locations"][0]["file"]
    assert "DOC040" not in named.codes
    assert "DOC040" not in named.not_checked


NAMES: dict[str, Callable[[], bytes]] = {
    "a form on paper": lambda: lines(*ABOUT, "Je, soussigné : Nom : Fictif Prénom : Claude", DATED),
    "capitals": lambda: lines(*ABOUT, "NOM FICTIF PRÉNOM CLAUDE", DATED),
    "over two lines": lambda: lines(*ABOUT, "Nom du signataire :", "Fictif", DATED),
    "the name first": lambda: lines(*ABOUT, "Mme FICTIF Claude", DATED),
    "labels apart": lambda: columns(
        [*ABOUT, "Nom", "Prénom"], ["", "", "Fictif", "Claude"], across=False
    ),
    "fields": lambda: form([*ABOUT, "Nom", DATED], ("Nom", "Claude Fictif")),
    "another font": lambda: truetype(*ABOUT, DATED, NAMED),
    "a second page": lambda: sheets(ABOUT, [DATED, NAMED]),
    "a scan": blank,
    "a scanned page": lambda: sheets([*ABOUT, DATED], []),
}


@pytest.mark.parametrize("made", NAMES.values(), ids=NAMES)
def test_a_name_is_read_where_it_stands(made: Callable[[], bytes], paper: Paper) -> None:
    assert "DOC040" not in paper(COMPLETED, made()).codes


SIGNED = [
    "Fait à Annecy, le 15/03/2024 – Claude Fictif, représentant légal",
    "Fait à Annecy, le 15/03/2024 — Claude Fictif, représentant légal du fournisseur",
    "Fait à Annecy le 15 mars 2024 par Claude Fictif, gérant.",
    "Le 15/03/2024 Claude Fictif",
    "Fait à Annecy, le 15/03/2024, signature de Claude Fictif",
    "Signé par Claude Fictif, le 15/03/2024",
    "M. Claude Fictif, le 15/03/2024",
    "Claude Fictif, le 15/03/2024",  # as much a person as a town: nobody is told wrong
    "Logiciels du Lac SAS, représentée par Claude Fictif, gérante",
    "Pour la société, Claude Fictif (présidente)",
    "La gérante, Claude Fictif",
    "Le directeur général – Claude Fictif",
]
UNSIGNED = [
    "Fait à Annecy, le 15/03/2024 – Le représentant légal",
    "Fait à Annecy, le 15/03/2024 – Logiciels du Lac SAS",
    "Fait à Annecy le 15 mars 2024 par le fournisseur.",
    "Fait à Annecy, le 15/03/2024 Signature et Cachet",
    "Fait à Saint Martin, le 15/03/2024",
    "Saint Martin, le 15/03/2024",
    "La Roche, le 15/03/2024",
    "À Annecy, le 15/03/2024",
    "Villard de Lans, le 15/03/2024",
    "Selon l'arrêté du 15/03/2024, Journal Officiel",
    "Logiciels du Lac SAS, représentée par ........, gérante",
    "Le représentant légal de Logiciels du Lac",
    "Raison Sociale, Représentant légal :",
]


@pytest.mark.parametrize("line", SIGNED)
def test_a_name_is_read_in_a_sentence(line: str, paper: Paper) -> None:
    assert "DOC040" not in paper(COMPLETED, lines(*ABOUT, line)).codes


@pytest.mark.parametrize("line", UNSIGNED)
def test_a_sentence_without_a_name_names_nobody(line: str, paper: Paper) -> None:
    assert "DOC040" in paper(COMPLETED, lines(*ABOUT, line)).codes


@pytest.mark.parametrize(
    "blanks",
    ["Nom : ........ Prénom : ........", "Nom :", "Nom : Prénom :", "Nom et prénom : ____"],
)
def test_a_name_to_fill_in_names_nobody(blanks: str, paper: Paper) -> None:
    assert "DOC040" in paper(COMPLETED, lines(*ABOUT, blanks, DATED)).codes


def test_what_a_service_may_have_signed_is_to_be_looked_at(paper: Paper) -> None:
    said = paper(COMPLETED, lines(*ABOUT, DATED, "Signé électroniquement avec Yousign"))

    assert "DOC040" not in said.codes
    assert "illisible" == said.not_checked["DOC040"]


# DOC041

SAID = {
    SWORN: {
        "a motive": FOR,
        "because": "Demande l'annulation car le client a fermé.",
        "a mistake": "Demande l'annulation de cette demande, faite par erreur.",
        "twice": "Demande l'annulation : la demande est déposée deux fois.",
        "the client": "Demande l'annulation, le client ayant renoncé à sa commande.",
        "agreed": "Demande l'annulation en accord avec le client.",
        "not eligible": "Demande l'annulation : l'établissement n'est pas éligible.",
        "left": "Demande l'annulation : départ en retraite du praticien.",
        "another supplier": "Demande l'annulation : le client a choisi un autre logiciel.",
        "wrong number": "Demande l'annulation : mauvais FINESS renseigné.",
        "in capitals": "MOTIF DE L'ANNULATION : DOUBLON",
    },
    RENOUNCED: {
        "renounces": "Le client renonce à la Prestation Ségur.",
        "renunciation": "Le soussigné confirme sa renonciation à la commande.",
        "cancels": "Le client annule son bon de commande.",
        "gives up": "Nous ne souhaitons plus donner suite à la commande.",
    },
    NO_HOSTING: {
        "hosts nothing": "La société n'héberge aucune donnée de santé.",
        "no hosting": "Aucun hébergement de données de santé n'est assuré par la société.",
        "by its clients": "Les données de santé sont hébergées par les établissements.",
        "at its clients": "La solution est installée et exploitée chez les clients.",
        "on their servers": "Les données sont conservées sur les serveurs des clients.",
        "sworn": "Certifie sur l'honneur le non-hébergement de données de santé.",
        "by our clients": "Les données de santé sont hébergées par nos clients, chez eux.",
        "the clients do": "Nos clients conservent les données sur leurs serveurs.",
        "at the hospital": "Les données restent hébergées sur l'infrastructure de l'établissement.",
        "on its servers": "Les données sont stockées sur les serveurs de l'hôpital.",
        "denied at the end": "L'hébergement des données de santé, au sens du code de la santé publique, n'est pas assuré par nous.",
        "without": "La solution est installée sur site, sans hébergement de données par la société.",
        "without us": "La solution est exploitée sans que nous ayons accès aux données.",
        "by a host": "Les données de santé sont hébergées par un tiers certifié HDS.",
        "in capitals": "LA SOCIÉTÉ N'HÉBERGE AUCUNE DONNÉE DE SANTÉ",
    },
}
UNSAID = {
    SWORN: {
        "a company's name": "Raison sociale : Logiciels du Lac. Demande l'annulation.",
        "no motive": "Atteste demander l'annulation de la demande.",
        "a motive to fill in": "Atteste demander l'annulation. Motif : ...........",
        "the title alone": "Annulation de la demande de financement",
    },
    RENOUNCED: {
        "an order": "Le client confirme avoir signé le bon de commande.",
        "it does not": "Le client ne renonce pas à la Prestation Ségur.",
        "the title alone": "Pour le client",
    },
    NO_HOSTING: {
        "something else": "La société respecte la réglementation.",
        "it hosts": "La société héberge les données de santé de ses clients.",
        "by us": "Les données confiées par nos clients sont hébergées par notre société dans nos centres.",
        "for the clients": "Les données de santé sont hébergées dans nos centres pour nos clients.",
        "at our place": "Les données de santé sont hébergées chez nous.",
        "without a stop": "La solution est exploitée sans interruption dans nos locaux, où les données sont hébergées.",
        "not certified yet": "Nous hébergeons les données de santé, et la certification HDS n'est pas encore obtenue.",
        "the title alone": "Pour la société",
    },
}


def each_of(said: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """Each paper with each of its texts."""
    return [(name, text) for name, texts in said.items() for text in texts.values()]


@pytest.mark.parametrize(("name", "text"), each_of(SAID))
def test_a_statement_that_says_it_is_silent(name: str, text: str, paper: Paper) -> None:
    said = paper(name, lines(TITLES[name], *ABOUT, text, DATED, NAMED))

    assert "DOC041" not in said.codes


@pytest.mark.parametrize("drawn", [lines, truetype])
@pytest.mark.parametrize(("name", "text"), each_of(UNSAID))
def test_a_statement_that_does_not_say_it_is_told(
    name: str, text: str, drawn: Callable[..., bytes], paper: Paper
) -> None:
    said = paper(name, drawn(TITLES[name], *ABOUT, text, DATED, NAMED))
    (found,) = said.findings("DOC041")

    assert ("alerte", "probable") == (found["severity"], found["confidence"])
    assert ("asp-faq-va2" if name == NO_HOSTING else "ans-faq-001") == found["source"]["id"]


@pytest.mark.parametrize("name", [SWORN, RENOUNCED, NO_HOSTING])
def test_a_scan_is_to_be_read_by_eye(name: str, paper: Paper) -> None:
    said = paper(name, blank())

    assert "DOC041" not in said.codes
    assert "illisible" == said.not_checked["DOC001"]


CLIENT = "Bénéficiaire à retirer : Centre hospitalier du Lac"
NAMED_CLIENTS = {
    "by its name": CLIENT,
    "by its number": "FINESS PMSI 330781196",
    "a doctor": "Dr Exemple, RPPS 10998877665",
    "a clinic": "la clinique des Aravis",
}


@pytest.mark.parametrize("client", NAMED_CLIENTS.values(), ids=NAMED_CLIENTS)
def test_a_partial_cancellation_names_its_clients(client: str, paper: Paper) -> None:
    said = paper(SWORN, lines(TITLES[SWORN], *ABOUT, FOR, client, DATED, NAMED), partial=True)

    assert "DOC041" not in said.codes


@pytest.mark.parametrize(
    ("texts", "partial", "told"),
    [
        ((ABOUT[1],), True, "aucun bénéficiaire"),
        ((), True, "aucun bénéficiaire"),
        ((), False, "ni la demande à annuler"),
    ],
)
def test_what_a_cancellation_is_of_is_told_for_information(
    texts: tuple[str, ...], *, partial: bool, told: str, paper: Paper
) -> None:
    pdf = lines(TITLES[SWORN], *texts, FOR, DATED, NAMED)
    (found,) = paper(SWORN, pdf, partial=partial).findings("DOC041")

    assert "info" == found["severity"]
    assert told in found["message"]
