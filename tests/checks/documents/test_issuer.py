"""DOC034: the company numbers of whoever issued the order or the invoice."""

from collections.abc import Callable
from types import ModuleType

import pytest

from checks.made_documents import (
    LAYOUTS,
    ORDER_FOOT,
    RPPS,
    TOTALS,
    corridors,
    documents,
    only,
    page,
    places,
    plain,
    put_paper,
    said_of,
    with_paper,
)
from conftest import Said

Check = Callable[..., Said]
SIRET = corridors.with_key(corridors.with_key("61283947") + "0001")
SIREN = SIRET[:9]
OURS = corridors.SUPPLIER_SIRET
OTHER = documents.Party(name="Autrelogis SARL", address=("2 rue du Port",), siret=SIRET)
BODY = (
    "Bon de commande n° CMD-2022-0042",
    f"Client : Cabinet du Dr Camille Exemple, RPPS {RPPS}",
    *TOTALS,
    *ORDER_FOOT,
)


@pytest.fixture
def headed(dossiers: ModuleType, check: Check) -> Callable[..., Said]:
    """Check the avance of MDV whose order has these lines at its head and at its foot."""

    def call(*head: str, foot: tuple[str, ...] = (), distributor: bool = False) -> Said:
        dossier = put_paper(dossiers.MDV.avance(), "order", page(*head, *BODY, *foot))
        if distributor:
            dossier.tables["enrolement"] = {"distributeur": "true"}
        return check(dossier)

    return call


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("paper", ["order", "invoice"])
def test_the_letterhead_of_another_company_is_told(
    paper: str, layout: str, dossiers: ModuleType, check: Check
) -> None:
    dossier = with_paper(dossiers.MDV, paper, layout=layout, supplier=OTHER)

    found = only(check(dossier), "DOC034")

    assert "alerte" == found["severity"]
    assert f"porte « {SIRET} » comme numéro de son émetteur" in plain(found["message"])
    assert f"ni le SIRET du fournisseur dans le JSON, « {OURS} », ni son SIREN" in plain(
        found["message"]
    )
    assert "/siret" == places(found)[1][0]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (("Autrelogis SARL", f"SIRET {SIRET[:3]} {SIRET[3:6]} {SIRET[6:9]} {SIRET[9:]}"), ()),
        (("Autrelogis SAS", f"RCS Vannes {SIREN}"), ()),
        ((f"SIRET du fournisseur : {SIRET}",), ()),
        ((), (f"Autrelogis, SARL au capital de 8 000 €, SIRET {SIRET}",)),
    ],
)
def test_it_is_told_by_its_label_or_its_place(
    head: tuple[str, ...], foot: tuple[str, ...], headed: Callable[..., Said]
) -> None:
    assert [("DOC034", "alerte")] == said_of(headed(*head, foot=foot))


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (("Logiciels du Lac SAS", f"SIREN {OURS[:9]}", f"Vendeur : SIRET {SIRET}"), ()),
        (("Logiciels du Lac SAS", f"Distribué par Autrelogis SARL, SIRET {SIRET}"), ()),
        (("Logiciels du Lac SAS",), (f"Affacturage : Créances SA, SIRET {SIRET}",)),
        (("Logiciels du Lac SAS",), (f"Assurance : Garanties SA, SIREN {SIREN}",)),
        ((f"SIRET {SIRET}",), ()),
        (("Autrelogis", f"SIRET {SIRET}"), ()),
        (("SELARL Cabinet du Lac", f"SIRET {SIRET}"), ()),
        (("Pharmacie du Port SARL", f"SIRET {SIRET}"), ()),
        (("Autrelogis SARL", f"SIRET {SIRET[:-1]}{(int(SIRET[-1]) + 1) % 10}"), ()),
        (("Logiciels du Lac SAS", f"Client : SIRET {SIRET}"), ()),
    ],
)
def test_ours_someone_else_s_or_nobody_s_are_silent(
    head: tuple[str, ...], foot: tuple[str, ...], headed: Callable[..., Said]
) -> None:
    assert [] == said_of(headed(*head, foot=foot))


def test_a_distributor_s_papers_may_bear_the_editor_s_number(headed: Callable[..., Said]) -> None:
    assert [] == said_of(headed("Autrelogis SARL", f"SIRET {SIRET}", distributor=True))
