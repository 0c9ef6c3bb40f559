"""What a case changes in a dossier: a function of the dossier, made by one of these."""

import json
from collections.abc import Callable
from typing import Any

from corridor import DOCTORS, doctor, justificatif
from dossiers import CORRIDORS
from wave_1 import MDV, MDV_MERGED
from writing import Dossier, Raw, money, priced, with_key

Change = Callable[[Dossier], None]
Case = tuple[
    Callable[[], Dossier], *tuple[Change, ...]
]  # what makes a right dossier, what spoils it


def _found(dossier: Dossier, path: str) -> tuple[Any, Any]:
    """The object or the list that holds a dotted path, and the last key of the path."""
    holder: Any = dossier.json if path.startswith("/") else dossier.ligne
    *steps, last = (int(key) if key.isdecimal() else key for key in path.strip("/").split("."))
    for step in steps:
        holder = holder[step]
    return holder, last


def put(path: str, value: object) -> Change:
    """Set a value of the first request by its dotted path; "/x" is a key of the file itself."""

    def change(dossier: Dossier) -> None:
        holder, last = _found(dossier, path)
        holder[last] = value

    return change


def drop(path: str) -> Change:
    """Remove a key of the first request by its dotted path."""

    def change(dossier: Dossier) -> None:
        holder, last = _found(dossier, path)
        del holder[last]

    return change


def rename(path: str, name: str) -> Change:
    """Write a key of the first request ("/x": of the file) under another name, in its place."""

    def change(dossier: Dossier) -> None:
        holder, last = _found(dossier, path)
        items = [(name if key == last else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(items)

    return change


def toml(**values: str) -> Change:
    """Set keys of dossier.toml, as TOML text; an empty text removes the key."""

    def change(dossier: Dossier) -> None:
        for key, value in values.items():
            if value:
                dossier.toml[key] = value
            else:
                dossier.toml.pop(key, None)

    return change


def toml_table(table: str, **values: str) -> Change:
    """Set keys of a table of dossier.toml, as TOML text."""

    def change(dossier: Dossier) -> None:
        dossier.tables[table] |= values

    return change


def settings(old: str, new: str) -> Change:
    """Replace a part of segur-check.toml."""

    def change(dossier: Dossier) -> None:
        dossier.settings = dossier.settings.replace(old, new)

    return change


def add_settings(text: str) -> Change:
    """Add lines at the end of segur-check.toml."""

    def change(dossier: Dossier) -> None:
        dossier.settings += text

    return change


def beside(name: str, content: bytes) -> Change:
    """Add a file beside the JSON."""

    def change(dossier: Dossier) -> None:
        dossier.extra[name] = content

    return change


def raw(make: Callable[[str], bytes]) -> Change:
    """Change the JSON's own bytes."""

    def change(dossier: Dossier) -> None:
        dossier.raw = make

    return change


def text(old: str, new: str) -> Change:
    """Replace a text of the JSON, once."""
    return raw(lambda text: text.replace(old, new, 1).encode())


def piece(content: bytes | None, *, rank: int = 0, name: str | None = None) -> Change:
    """Change the bytes, or the name on disk, of a piece; None for both removes it."""

    def change(dossier: Dossier) -> None:
        old = list(dossier.pieces)[rank]
        data = dossier.pieces.pop(old)
        if content is not None or name is not None:
            dossier.pieces[name or old] = data if content is None else content

    return change


def add(name: str, content: bytes) -> Change:
    """Add a file to the attachments."""

    def change(dossier: Dossier) -> None:
        dossier.pieces[name] = content

    return change


def second(**changes: object) -> Change:
    """Add a second request, a copy of the first for the second doctor."""

    def change(dossier: Dossier) -> None:
        other = dossier.copy().ligne
        other["numLigne"], other["numeroEditeur"] = 2, "CMD-2022-0043"
        other["beneficiaires"]["liberal"] = [doctor(1)]
        name = "bon_commande_CMD-2022-0043.pdf"
        other["piecesJustificatives"][0]["nomFichier"] = name
        other.update(changes)
        dossier.json["lignesImport"].append(other)
        if "piecesJustificatives" not in changes:
            dossier.pieces[name] = MDV.order_pdf("tableau")

    return change


def in_avance(*changes: Change) -> Change:
    """Change the avance that stands beside a solde."""

    def change(dossier: Dossier) -> None:
        sons = json.loads(dossier.toml["sons"])
        avance = next(corridor.avance() for corridor in CORRIDORS if corridor.sons == sons)
        for change_avance in changes:
            change_avance(avance)
        dossier.extra["avance.json"] = avance.text()

    return change


def no_avance(dossier: Dossier) -> None:
    """Take the avance away from beside a solde."""
    dossier.extra.pop("avance.json")


def no_pieces(dossier: Dossier) -> None:
    """Take the attachments away."""
    dossier.pieces.clear()


def too_many(dossier: Dossier) -> None:
    """Make 201 requests of the first."""
    model = dossier.ligne
    lignes = []
    for rank in range(1, 202):
        ligne = json.loads(json.dumps(model))
        ligne["numLigne"], ligne["numeroEditeur"] = rank, f"CMD-2022-{rank:04}"
        ligne["piecesJustificatives"][0]["nomFichier"] = f"bon_commande_{rank:04}.pdf"
        ligne["beneficiaires"]["liberal"][0]["RPPS"] = with_key(f"1099880{rank:03}")
        lignes.append(ligne)
    dossier.json["lignesImport"] = lignes
    dossier.pieces.clear()
    dossier.raw = lambda text: json.dumps(
        json.loads(text), ensure_ascii=False, separators=(",", ":")
    ).encode()


def zipped(change: Change | None = None) -> Change:
    """Give the attachments as a zip."""

    def zip_it(dossier: Dossier) -> None:
        dossier.zipped = True
        if change is not None:
            change(dossier)

    return zip_it


def raw_zip(content: Callable[[Dossier], bytes]) -> Change:
    """Give the attachments as the bytes of a zip."""

    def change(dossier: Dossier) -> None:
        data = content(dossier)
        dossier.pieces.clear()
        dossier.extra["pieces.zip"] = data

    return change


def merged(dossier: Dossier) -> None:
    """A and B became C: the blocks hold C, `historiques` the former ones."""
    beneficiaries = dossier.ligne["beneficiaires"]
    beneficiaries["liberal"] = [doctor(2)]
    beneficiaries["historiques"] = [{"RPPS": DOCTORS[0][1], "motif": "FUSION"}]
    dossier.ligne["facture"]["nomClient"] = MDV_MERGED.client.name
    dossier.ligne["verification"]["nomSignataire"] = MDV_MERGED.signatory
    dossier.pieces[f"facture_{MDV.number}.pdf"] = MDV_MERGED.invoice_pdf(merger=True)
    dossier.pieces[f"mom_{MDV.number}.pdf"] = MDV_MERGED.verification_pdf("MOM")


def zero_vat(dossier: Dossier) -> None:
    """Set the VAT at zero, for a client in metropolitan France."""
    order = dossier.ligne["commande"]
    order |= {"tauxTVA": Raw("0"), "montantTVA": Raw("0.00"), "montantSegurTTC": Raw("358.33")}
    dossier.ligne["beneficiaires"]["structure"]["codePostal"] = "38000"


def enclose(name: str, kind: str, content: bytes) -> Change:
    """Add an attachment, and name it in the request."""

    def change(dossier: Dossier) -> None:
        dossier.ligne["piecesJustificatives"].append(justificatif(name, kind))
        dossier.pieces[name] = content

    return change


def take_out(name: str) -> Change:
    """Take an attachment away, and its name out of the request if there is a JSON."""

    def change(dossier: Dossier) -> None:
        del dossier.pieces[name]
        if dossier.json:
            listed = dossier.ligne["piecesJustificatives"]
            listed[:] = [entry for entry in listed if entry["nomFichier"] != name]

    return change


def price(document: str, ht: str, rate: str = "20") -> Change:
    """Set the amounts of the order or of the invoice, from the HT and the rate in percent."""

    def change(dossier: Dossier) -> None:
        dossier.ligne[document] |= priced(money(ht, rate))

    return change
