"""Which date of a paper is that of its issue, and which is of something else."""

import pytest

from segur_check.pieces.figures.days import DayLabel, labelled_days
from segur_check.pieces.figures.layout import lines_of

ISSUE, DUE, SERVICE, ORDER = DayLabel.ISSUE, DayLabel.DUE, DayLabel.SERVICE, DayLabel.ORDER
DAY = "06/03/2023"


def labels(*lines: str) -> list[DayLabel | None]:
    return [day.label for day in labelled_days(lines_of(["\n".join(lines)]))]


@pytest.mark.parametrize(
    "line",
    [
        f"Date d'émission : {DAY}",
        f"Facture n° F-1 du {DAY}",
        f"Facture n° F-1          du {DAY}",
        f"Date de facture : {DAY}",
        f"Date de facturation          {DAY}",
        f"Brest, le {DAY}",
        f"Facture établie le {DAY}",
        f"Éditée le {DAY}",
        f"Date de création : {DAY}",
        f"Facture du {DAY} - devis D-12",
        f"Renouvellement tacite. Date de facture : {DAY}",
        f"Votre contrat n° 12, facture du {DAY}",
        f"Invoice date          dated {DAY}",
    ],
)
def test_the_day_of_issue_is_told(line: str) -> None:
    assert [ISSUE] == labels(line)


@pytest.mark.parametrize(
    "line",
    [
        f"Prochaine facture le {DAY}",
        f"Prochaine facture : {DAY}",
        f"Facture n° F-1          Prochaine facture le {DAY}",
        f"Facture n° F-1          Prochain rendez-vous le {DAY}",
        f"Facture suivante : {DAY}",
        f"Votre précédente facture du {DAY}",
        f"Dernière facture émise le {DAY}",
        f"Facturation à compter du {DAY}",
        f"Début de facturation : {DAY}",
        f"Fin de facturation : {DAY}",
        f"La maintenance sera facturée le {DAY}",
        f"Annule et remplace la facture F-0 du {DAY}",
        f"Facture d'origine du {DAY}",
        f"Facture n° F-1          Devis D-12 du {DAY}",
        f"Facture n° F-1          Contrat de maintenance du {DAY}",
        f"Date de création de la société : {DAY}",
        f"Éditions Médicales du Ponant          {DAY}",
        f"Établissement ouvert le {DAY}",
    ],
)
def test_the_day_of_another_paper_is_no_issue(line: str) -> None:
    assert [None] == labels(line)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        (f"Échéance de la facture : {DAY}", DUE),
        (f"Facture à échoir le {DAY}", DUE),
        (f"Facture payable le {DAY}, paiement le {DAY}", DUE),
        (f"Facture acquittée le {DAY}", DUE),
        (f"Facture n° F-1          Prélèvement le {DAY}", DUE),
        (f"Facture n° F-1          Date de livraison : {DAY}", SERVICE),
        (f"Période de facturation du {DAY}", SERVICE),
        (f"Facture n° F-1          Commande du {DAY}", ORDER),
    ],
)
def test_the_day_of_something_known_is_no_issue(line: str, label: DayLabel) -> None:
    assert label is labels(line)[-1]


def test_a_day_carried_to_the_next_line_is_what_the_line_above_says() -> None:
    assert [None] == labels("Prochaine facture", f"le {DAY}")
    assert [DUE] == labels("À régler au plus tard", f"le {DAY}")
    assert [ISSUE] == labels("Brest", f"le {DAY}")
    assert [ISSUE] == labels("SIRET 51902264400016", f"le {DAY}")


def test_a_heading_of_another_paper_is_no_issue() -> None:
    heading = "Facture n°     Date d'émission     Prochaine facture"
    values = "F-1            06/03/2023          06/04/2023"

    assert [ISSUE, None] == labels(heading, values)
