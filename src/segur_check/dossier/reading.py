"""From the parsed file to its neutral model: the only module that knows the keys of the file.

It is tolerant: a value of the wrong type (a number between quotes, a list for an object) is read
where its meaning is plain, else it is None; the anomaly itself is the business of the FMT controls.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
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
from segur_check.values.dates import read_date
from segur_check.values.money import amount


def read_import(tree: object) -> ImportFile:
    """The model of a parsed file (keys already in our names); never raises on its content."""
    root = _table(tree)
    return ImportFile(
        tree=root,
        numero_ans=_text(root.get("numeroAns")),
        siret=_text(root.get("siret")),
        requests=tuple(
            _request(index, ligne)
            for index, ligne in enumerate(_items(root.get("lignesImport")))
            if isinstance(ligne, dict)
        ),
    )


def _request(index: int, ligne: Tree) -> Request:
    at = f"/lignesImport/{index}"
    return Request(
        index=index,
        pointer=at,
        tree=ligne,
        number=_integer(ligne.get("numLigne")),
        action=_text(ligne.get("typeAction")),
        numero_asp=_text(ligne.get("numeroASP")),
        numero_editeur=_text(ligne.get("numeroEditeur")),
        service_type=_text(ligne.get("typePrestation")),
        order=_order(ligne.get("commande"), f"{at}/commande"),
        invoice=_invoice(ligne.get("facture"), f"{at}/facture"),
        verification=_verification(ligne.get("verification"), f"{at}/verification"),
        mss_indicator=_text(ligne.get("deploiementMSS"), strip=False),
        beneficiaries=_beneficiaries(ligne.get("beneficiaires"), f"{at}/beneficiaires"),
        listed=tuple(
            ListedAttachment(
                f"{at}/piecesJustificatives/{place}",
                _text(piece.get("nomFichier"), strip=False),
                _text(piece.get("typeFichier")),
                piece.get("nomFichier"),
            )
            for place, piece in enumerate(_items(ligne.get("piecesJustificatives")))
            if isinstance(piece, dict)
        ),
        profile=_text(_table(ligne.get("scenarioInstallation")).get("profil")),
    )


def _amounts(table: Tree, at: str) -> Amounts:
    return Amounts(
        at,
        ht=amount(table.get("montantSegurHT")),
        rate=amount(table.get("tauxTVA")),
        vat=amount(table.get("montantTVA")),
        ttc=amount(table.get("montantSegurTTC")),
    )


def _order(value: object, at: str) -> Order | None:
    if not isinstance(value, dict):
        return None
    signed = _date(value.get("dateCommande"))
    return Order(at, signed, _text(value.get("regimeTVA")), _amounts(value, at))


def _invoice(value: object, at: str) -> Invoice | None:
    if not isinstance(value, dict):
        return None
    return Invoice(
        at,
        number=_text(value.get("numeroFacture")),
        issued_on=_date(value.get("dateFacture")),
        amounts=_amounts(value, at),
        client_name=_text(value.get("nomClient")),
    )


def _verification(value: object, at: str) -> Verification | None:
    if not isinstance(value, dict):
        return None
    return Verification(
        at,
        kind=_text(value.get("type")),
        signed_on=_date(value.get("dateSignature")),
        signatory=_text(value.get("nomSignataire")),
        addresses=tuple(_texts(value, "adressesMSS", at)),
    )


_MANDATAIRE_KEYS = ("nomMandataire", "emailMandataire", "telephoneMandataire")
_STRUCTURE_KEYS = {
    "FINESSJuridique": "FINESSJuridique",
    "FINESSGeo": "FINESSGeo",
    "FINESSPMSI": "FINESSPMSI",
    "siret": "SIRET",
}


def _beneficiaries(value: object, at: str) -> Beneficiaries:
    table = _table(value)
    liberal = [
        (f"{at}/liberal/{place}", person)
        for place, person in enumerate(_items(table.get("liberal")))
        if isinstance(person, dict)
    ]
    structure, below = _table(table.get("structure")), f"{at}/structure"
    people = ([(at, table)], [(below, structure)], liberal)
    identifiers = [
        identifier("RPPS", text) for at, person in liberal for text in _texts(person, "RPPS", at)
    ]
    identifiers += _identifiers(structure, below)
    return Beneficiaries(
        pointer=at,
        ordered_for=_text(table.get("commandePour")),
        identifiers=tuple(identifiers),
        has_liberal=bool(liberal),
        structure=Structure(
            below,
            name=_text(structure.get("raisonSociale")),
            postal_code=_first(_texts(structure, "codePostal", below)),
            category_juridique=_first(_texts(structure, "categorieFINESSJuridique", below)),
            category_geo=_first(_texts(structure, "categorieFINESSGeo", below)),
        ),
        historiques=tuple(
            _former(former, f"{at}/historiques/{place}")
            for place, former in enumerate(_items(table.get("historiques")))
            if _names_somebody(former)
        ),
        nouveau=_former(table["nouveau"], f"{at}/nouveau")
        if _names_somebody(table.get("nouveau"))
        else None,
        mails=_said(people, ("emailMandataire", "emailResponsable", "emailMedecin")),
        phones=_said(people, ("telephoneMandataire", "telephoneResponsable", "telephoneMedecin")),
        is_mandataire=_boolean(table.get("isMandataire")),
        mandataire={key: _first(_texts(table, key, at)) for key in _MANDATAIRE_KEYS},
        keys=frozenset(table),
        names=tuple([one.value for one in _said(people[1:], ("nomResponsable", "nomMedecin"))]),
    )


def _said(people: Iterable[list[tuple[str, Tree]]], keys: Iterable[str]) -> tuple[Text, ...]:
    """What people say under the key of their role; each stands at a pointer."""
    found: list[Text] = []
    for tables, key in zip(people, keys, strict=True):
        for at, table in tables:
            found += _texts(table, key, at)
    return tuple(found)


def _names_somebody(value: object) -> bool:
    """Whether a block of a merger holds an identifier: keys left at null declare nothing."""
    return isinstance(value, dict) and bool(_former(value, "").identifiers)


def _former(table: Tree, at: str) -> Former:
    found = [identifier("RPPS", text) for text in _texts(table, "RPPS", at)]
    return Former(at, (*found, *_identifiers(table, at)), _text(table.get("motif")))


def _identifiers(table: Tree, at: str) -> list[Identifier]:
    return [
        identifier(kind, text)
        for key, kind in _STRUCTURE_KEYS.items()
        for text in _texts(table, key, at)
    ]


def texts_with_pointers(value: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a parsed value with its pointer (our names)."""
    waiting = [(value, at)]
    while waiting:
        one, pointer = waiting.pop()
        if isinstance(one, str):
            yield pointer, one
        elif isinstance(one, dict):
            for key, inner in reversed(one.items()):
                step = str(key).replace("~", "~0").replace("/", "~1")
                waiting.append((inner, f"{pointer}/{step}"))
        elif isinstance(one, list):
            waiting += [
                (inner, f"{pointer}/{place}") for place, inner in reversed([*enumerate(one)])
            ]


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


def _table(value: object) -> Tree:
    return value if isinstance(value, dict) else {}


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object, *, strip: bool = True) -> str | None:
    """A text, or a whole number as text; blank is the same as absent."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, int) and not isinstance(value, bool):
        text = str(value)
    else:
        return None
    bare = text.strip()
    return (bare if strip else text) if bare else None


def _texts(table: Tree, key: str, at: str) -> Sequence[Text]:
    """The texts under a key of a table, whose value may be one or a list, each with its pointer."""
    value = table.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        text = _text(value, strip=False)
        return () if text is None else (Text(text, f"{at}/{key}"),)
    read = [(place, _text(inner, strip=False)) for place, inner in enumerate(value)]
    return [Text(text, f"{at}/{key}/{place}") for place, text in read if text is not None]


def _first(texts: Sequence[Text]) -> Text | None:
    return texts[0] if texts else None


def _integer(value: object) -> int | None:
    number = amount(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _boolean(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return (
        {"true": True, "false": False}.get(str(value).lower()) if isinstance(value, str) else None
    )


def _date(value: object) -> date | None:
    read = read_date(value.strip()) if isinstance(value, str) else None
    return read[0] if read else None
