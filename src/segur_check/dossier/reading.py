"""From the parsed file to its neutral model: the only module that knows the keys of the file."""

from collections.abc import Iterable, Iterator
from typing import Any

from segur_check.dossier.official_names import pointer_of
from segur_check.dossier.request import (
    Amounts,
    Beneficiaries,
    Former,
    Identifier,
    ImportFile,
    Invoice,
    ListedAttachment,
    Order,
    Request,
    Structure,
    Text,
    Tree,
    Verification,
    identifier,
)
from segur_check.dossier.tolerant import (
    as_boolean,
    as_day,
    as_integer,
    as_items,
    as_table,
    as_text,
    first_under,
    texts_under,
)
from segur_check.values.money import amount


def read_import(tree: object) -> ImportFile:
    """The model of a parsed file (keys already in our names); never raises on its content."""
    root = as_table(tree)
    return ImportFile(
        tree=root,
        numero_ans=as_text(root.get("numeroAns")),
        siret=as_text(root.get("siret")),
        requests=tuple(
            read_request(index, ligne)
            for index, ligne in enumerate(as_items(root.get("lignesImport")))
            if isinstance(ligne, dict)
        ),
    )


def read_request(index: int, ligne: Tree) -> Request:
    """One request of a file, by its index in it; never raises on its content."""
    pointer = f"/lignesImport/{index}"
    return Request(
        index=index,
        pointer=pointer,
        tree=ligne,
        number=as_integer(ligne.get("numLigne")),
        action=as_text(ligne.get("typeAction")),
        numero_asp=as_text(ligne.get("numeroASP")),
        numero_editeur=as_text(ligne.get("numeroEditeur")),
        service_type=as_text(ligne.get("typePrestation")),
        order=_order(ligne.get("commande"), f"{pointer}/commande"),
        invoice=_invoice(ligne.get("facture"), f"{pointer}/facture"),
        verification=_verification(ligne.get("verification"), f"{pointer}/verification"),
        mss_indicator=as_text(ligne.get("deploiementMSS"), strip=False),
        beneficiaries=_beneficiaries(ligne.get("beneficiaires"), f"{pointer}/beneficiaires"),
        listed=tuple(
            ListedAttachment(
                f"{pointer}/piecesJustificatives/{rank}",
                as_text(listed.get("nomFichier"), strip=False),
                as_text(listed.get("typeFichier")),
                listed.get("nomFichier"),
            )
            for rank, listed in enumerate(as_items(ligne.get("piecesJustificatives")))
            if isinstance(listed, dict)
        ),
        profile=as_text(as_table(ligne.get("scenarioInstallation")).get("profil")),
    )


def _amounts(table: Tree, pointer: str) -> Amounts:
    return Amounts(
        pointer,
        ht=amount(table.get("montantSegurHT")),
        rate=amount(table.get("tauxTVA")),
        vat=amount(table.get("montantTVA")),
        ttc=amount(table.get("montantSegurTTC")),
    )


def _order(value: object, pointer: str) -> Order | None:
    if not isinstance(value, dict):
        return None
    signed = as_day(value.get("dateCommande"))
    return Order(pointer, signed, as_text(value.get("regimeTVA")), _amounts(value, pointer))


def _invoice(value: object, pointer: str) -> Invoice | None:
    if not isinstance(value, dict):
        return None
    return Invoice(
        pointer,
        number=as_text(value.get("numeroFacture")),
        issued_on=as_day(value.get("dateFacture")),
        amounts=_amounts(value, pointer),
        client_name=as_text(value.get("nomClient")),
    )


def _verification(value: object, pointer: str) -> Verification | None:
    if not isinstance(value, dict):
        return None
    return Verification(
        pointer,
        kind=as_text(value.get("type")),
        signed_on=as_day(value.get("dateSignature")),
        signatory=as_text(value.get("nomSignataire")),
        addresses=tuple(texts_under(value, "adressesMSS", pointer)),
    )


_MANDATAIRE_KEYS = ("nomMandataire", "emailMandataire", "telephoneMandataire")
_STRUCTURE_KEYS = {
    "FINESSJuridique": "FINESSJuridique",
    "FINESSGeo": "FINESSGeo",
    "FINESSPMSI": "FINESSPMSI",
    "siret": "SIRET",
}

# Objects of the file, each with the pointer to it.
_Tables = list[tuple[str, Tree]]


def _beneficiaries(value: object, pointer: str) -> Beneficiaries:
    table = as_table(value)
    professionals: _Tables = [
        (f"{pointer}/liberal/{rank}", person)
        for rank, person in enumerate(as_items(table.get("liberal")))
        if isinstance(person, dict)
    ]
    structure, structure_pointer = as_table(table.get("structure")), f"{pointer}/structure"
    # Who is named for whom: the mandataire, the structure's head, the professionals.
    people: list[_Tables] = [
        [(pointer, table)],
        [(structure_pointer, structure)],
        professionals,
    ]
    identifiers = [
        identifier("RPPS", text)
        for person_pointer, person in professionals
        for text in texts_under(person, "RPPS", person_pointer)
    ]
    identifiers += _identifiers(structure, structure_pointer)
    nouveau = table.get("nouveau")
    return Beneficiaries(
        pointer=pointer,
        ordered_for=as_text(table.get("commandePour")),
        identifiers=tuple(identifiers),
        has_liberal=bool(professionals),
        structure=Structure(
            structure_pointer,
            name=as_text(structure.get("raisonSociale")),
            postal_code=first_under(structure, "codePostal", structure_pointer),
            category_juridique=first_under(
                structure, "categorieFINESSJuridique", structure_pointer
            ),
            category_geo=first_under(structure, "categorieFINESSGeo", structure_pointer),
        ),
        historiques=tuple(
            _former(former, f"{pointer}/historiques/{rank}")
            for rank, former in enumerate(as_items(table.get("historiques")))
            if _names_somebody(former)
        ),
        nouveau=_former(as_table(nouveau), f"{pointer}/nouveau")
        if _names_somebody(nouveau)
        else None,
        mails=_said_by(people, ("emailMandataire", "emailResponsable", "emailMedecin")),
        phones=_said_by(
            people, ("telephoneMandataire", "telephoneResponsable", "telephoneMedecin")
        ),
        is_mandataire=as_boolean(table.get("isMandataire")),
        mandataire={key: first_under(table, key, pointer) for key in _MANDATAIRE_KEYS},
        keys=frozenset(table),
        names=tuple(
            [name.value for name in _said_by(people[1:], ("nomResponsable", "nomMedecin"))]
        ),
    )


def _said_by(people: Iterable[_Tables], keys: Iterable[str]) -> tuple[Text, ...]:
    """What each of the groups of people says under its own key."""
    texts: list[Text] = []
    for tables, key in zip(people, keys, strict=True):
        for pointer, table in tables:
            texts += texts_under(table, key, pointer)
    return tuple(texts)


def _names_somebody(value: object) -> bool:
    """Whether a block of a merger holds an identifier: keys left at null declare nothing."""
    return isinstance(value, dict) and bool(_former(value, "").identifiers)


def _former(table: Tree, pointer: str) -> Former:
    professionals = [identifier("RPPS", text) for text in texts_under(table, "RPPS", pointer)]
    identifiers = (*professionals, *_identifiers(table, pointer))
    return Former(pointer, identifiers, as_text(table.get("motif")))


def _identifiers(structure: Tree, pointer: str) -> list[Identifier]:
    return [
        identifier(kind, text)
        for key, kind in _STRUCTURE_KEYS.items()
        for text in texts_under(structure, key, pointer)
    ]


def texts_with_pointers(value: object, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a parsed value, after its pointer (our names)."""
    waiting: list[tuple[Any, str]] = [(value, pointer)]
    while waiting:
        inner, at = waiting.pop()
        if isinstance(inner, str):
            yield at, inner
        elif isinstance(inner, dict):
            for key, member in reversed(inner.items()):
                step = str(key).replace("~", "~0").replace("/", "~1")
                waiting.append((member, f"{at}/{step}"))
        elif isinstance(inner, list):
            waiting += [(item, f"{at}/{index}") for index, item in reversed([*enumerate(inner)])]


def pointers_of(value: object, text: str) -> Iterator[str]:
    """The pointers (our names) of the values that are this text; those of others are not built."""
    members: Iterable[tuple[object, object]]
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    else:
        return
    for key, inner in members:
        if inner == text:
            yield pointer_of([str(key)])
        elif isinstance(inner, dict | list):
            for below in pointers_of(inner, text):
                yield pointer_of([str(key)]) + below
