"""What the campaign found, kept in a small file, and the section of docs/lecture.md that shows it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.markdown import NBSP, count, rate, table
from corpus.tallies import share
from papers.outcomes import Row

KEPT = Path(__file__).parent / "measured.json"
_HEADING = "## Papiers de programmes, chaîne par chaîne\n"
_KINDS = {"order": "bon de commande", "invoice": "facture", "VA": "VA", "MOM": "MOM"}
_TWINS = {
    "right": "conforme", "ht": "HT", "ttc": "TTC", "rate": "taux", "date": "date",
    "identifiers": "identifiants",
}  # fmt: skip


@dataclass(frozen=True)
class Campaign:
    """The rows of a run of a version on a day; `left_out`: chains not made, and why."""

    version: str
    day: str
    rows: Sequence[Row]
    left_out: Sequence[tuple[str, str]]


def keep(campaign: Campaign, file: Path = KEPT) -> None:
    """Write a campaign down."""
    file.write_text(
        json.dumps(asdict(campaign), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def kept(file: Path = KEPT) -> Campaign | None:
    """The campaign of a file; None where there is none."""
    if not file.exists():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    rows = [Row(**one) for one in told.pop("rows")]
    left_out = [(chain, why) for chain, why in told.pop("left_out")]
    return Campaign(**told, rows=rows, left_out=left_out)


def kept_section() -> str:
    """The section of the campaign that is kept; "" without one."""
    campaign = kept()
    return section(campaign) if campaign else ""


def refreshed(page: str, campaign: Campaign) -> str:
    """The page with this campaign in its last section, the others as they are."""
    before = page.partition(_HEADING)[0].rstrip("\n")
    return f"{before}\n\n{section(campaign)}"


def section(campaign: Campaign) -> str:
    """The last section of the page, in French."""
    head = _HEAD.format(version=campaign.version, day=campaign.day, chains=len(campaign.rows))
    parts = [_HEADING, head, _chains(campaign.rows)]
    faults = list(_faults(campaign.rows))
    if faults:
        parts += [_FAULTS_HEAD, _listed(faults)]
    if campaign.left_out:
        parts += [_LEFT_OUT_HEAD, _listed(campaign.left_out)]
    return "\n".join(parts)


def _listed(lines: Iterable[tuple[str, str]]) -> str:
    return "".join(f"- {chain}{NBSP}: {told}\n" for chain, told in lines)


def _chains(rows: Sequence[Row]) -> str:
    heads = (
        "Chaîne", "conformes", "bloqués à tort", "alertés à tort", "dits non vérifiés", "faussés",
        "signalés", "dits non vérifiés", "passés en silence", "part signalée",
        "part signalée ou dite non vérifiée",
    )  # fmt: skip
    whole = [_figures(one) for one in rows]
    total = [sum(column) for column in zip(*whole, strict=True)]
    # A bar within a cell would end it.
    names = [row.chain.replace("|", r"\|") for row in rows]
    lines = [(name, *_cells(figures)) for name, figures in zip(names, whole, strict=True)]
    return table(heads, [*lines, ("**toutes**", *_cells(total))])


def _figures(row: Row) -> list[int]:
    right = (row.right, len(row.wrong), len(row.alerted), row.doubted)
    return [*right, row.twins, row.told, sum(row.unclear.values()), len(row.silent)]


def _cells(figures: Sequence[int]) -> list[str]:
    *_, twins, told, unclear, _ = figures
    return [*map(count, figures), rate(share(told, twins)), rate(share(told + unclear, twins))]


def _faults(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        told = [f"bloqués à tort, {_names(row.wrong)}"] if row.wrong else []
        told += [f"alertés à tort, {_names(row.alerted)}"] if row.alerted else []
        if row.unclear:
            codes = ", ".join(f"{code} ({number})" for code, number in row.unclear.items())
            told.append(f"non vérifiés, {codes}")
        told += [f"en silence, {_names(row.silent)}"] if row.silent else []
        if told:
            yield row.chain, f"{NBSP}; ".join(told)


def _names(papers: Sequence[str]) -> str:
    """The papers in French: "order-ht" is "bon de commande HT"; the codes after them stay."""
    return ", ".join(map(_name, papers))


def _name(paper: str) -> str:
    name, _, codes = paper.partition(" ")
    kind, _, twin = name.partition("-")
    return f"{_KINDS[kind]} {_TWINS[twin]} {codes}".rstrip()


_HEAD = f"""Les papiers d'une entreprise passent par des programmes qui les impriment, les remplissent, les
aplatissent, les tamponnent, les fusionnent, les tournent, les distillent ou les numérisent.
`make papers` fait faire à {{chains}} chaînes de programmes un bon de commande, une facture, une VA et
une MOM conformes à leur dossier, puis leurs jumeaux faussés d'une seule chose{NBSP}: montant HT, montant
TTC, taux, date, identifiants du client. L'outil contrôle chaque dossier entier. Un papier conforme
doit n'amener ni constat bloquant ni alerte{NBSP}; un papier faussé doit être **signalé** par le constat de
ce qui est faux, ou **dit non vérifié** avec sa raison, jamais passé en silence. La date faussée est
celle de la signature d'un bon de commande, une facture datée d'après son dépôt, une VA ou une MOM
signée avant le bon de commande. Les chaînes où des caractères sont reconnus ne font que des bons de
commande. Mesuré par la version {{version}} le {{day}}.
"""
_FAULTS_HEAD = "Ce qui n'est pas signalé, et pourquoi, chaîne par chaîne.\n"
_LEFT_OUT_HEAD = "Chaînes laissées de côté sur la machine de la mesure.\n"
