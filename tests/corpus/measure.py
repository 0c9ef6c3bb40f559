"""How well documents are read: precision and recall, measured; writes docs/lecture.md.

`python -m corpus.measure` runs the whole corpus, its traps, the documents of the other programs that are there,
the scans and the mute documents, in as many processes as there are processors: half an hour on two.
`--one-in N` draws one document in so many, and the page says so; `--only` measures these groups or
writers and prints their tables without writing the page. `--keep FILE` keeps the figures; the page sets
those of measured_before.json beside today's. To measure another state of the reading, put its `src`
first in PYTHONPATH. The words are those of `corpus.judged` and of the page itself:

- precision of contradicted: of the contradictions read, those of a field that the document prints
  with another value, under its label, the value shown being the one printed, and the JSON's nowhere;
- recall of contradicted: of the fields that the document prints with another value than the JSON's,
  and whose JSON value it prints nowhere, those read as contradicted. Fields whose JSON value stands
  elsewhere in the document are left out, and counted;
- the same for found: fields printed as the JSON has them;
- of the tool: every finding of severity rejet or a-modifier that the controls of documents give on
  the whole dossier. It is deserved when its code is that of a field that differs, or of sums that
  the document has wrong. Recall is over altered documents: one at least of their faults is told.
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from corpus.cases import WHOLE, Case, Part, cases
from corpus.fonts import unicode_font
from corpus.foreign import PROGRAMS, foreign_cases, missing
from corpus.judged import State, judged, read
from corpus.kept import Figures, Measure, Ratio, figures_of, keep, kept
from corpus.layouts import PROGRAM_LAYOUTS, PROGRAM_TRAPS, TRAPS
from corpus.markdown import NBSP, count, rate, table
from corpus.mutations import MUTATIONS
from corpus.scans import mute_cases, scan_cases
from corpus.tallies import Tally, missed_most, share, tallied
from corpus.truth import FIELDS
from papers.section import kept_section
from segur_check import __version__
from segur_check.pieces.figures.evidence import Answer
from segur_check.pieces.scans.tesseract import program

PAGE = Path(__file__).parents[2] / "docs" / "lecture.md"
BEFORE = Path(__file__).parent / "measured_before.json"
_PARTS = 12  # of what one writer draws: what a process takes at a time
_SCANNED_MUTATIONS = tuple(one for one in MUTATIONS if one.variant == "consistent")
_LAYOUTS_SHOWN = 12
_NAMES = {
    "ht": "montant HT",
    "rate": "taux de TVA",
    "vat": "montant de TVA",
    "ttc": "montant TTC",
    "date": "date de signature",
    "identifiers": "identifiants du client",
    "rate-missing": "taux absent",
}


class Group(StrEnum):
    """The kinds of documents that the page tells apart."""

    OLD = "anciennes mises en page"
    NEW = "mises en page de logiciels"
    TRAPS = "pièges"
    NEW_TRAPS = "pièges de logiciels"
    SCANS = "scans (OCR)"
    MUTE = "muets"


TEXT = (Group.OLD, Group.NEW)
Tallies = Mapping[Group, Mapping[str, Tally]]


@dataclass(frozen=True)
class Task:
    """A part of what one writer draws of a group."""

    group: Group
    writer: str
    one_in: int = 1
    part: Part = WHOLE

    def run(self) -> Tally:
        """Draw, read, judge and count."""
        ocr = self.group is Group.SCANS
        return tallied(judged(case, read(case, ocr=ocr), ocr=ocr) for case in self._cases())

    def _cases(self) -> Iterator[Case]:
        one_in, part = self.one_in, self.part
        if self.group is Group.SCANS:
            return scan_cases(mutations=_SCANNED_MUTATIONS, one_in=one_in, part=part)
        if self.group is Group.MUTE:
            return mute_cases(part)
        maker = [one for one in PROGRAMS if one.name == self.writer]
        if maker:
            new = self.group is Group.NEW
            return foreign_cases(
                programs=maker, mutations=MUTATIONS, one_in=one_in, part=part, new=new
            )
        names = [self.writer, f"{self.writer}-unicode"]
        layouts = {Group.NEW: PROGRAM_LAYOUTS, Group.TRAPS: TRAPS, Group.NEW_TRAPS: PROGRAM_TRAPS}
        if self.group in layouts:
            drawn = layouts[self.group]
            return cases(layouts=drawn, only_writers=names, one_in=one_in, part=part)
        return cases(only_writers=names, one_in=one_in, part=part)


def tasks(one_in: int = 1) -> Iterator[Task]:
    """The whole campaign, without what this machine cannot make or read."""
    gone = missing()
    there = [one for one in PROGRAMS if one.name not in gone]
    pens = ("fpdf2", "reportlab")
    named = [(Group.OLD, one) for one in (*pens, *(one.name for one in there))]
    named += [(Group.NEW, one) for one in (*pens, *(one.name for one in there if one.programs))]
    named += [(group, one) for group in (Group.TRAPS, Group.NEW_TRAPS) for one in pens]
    if program() is not None:
        named.append((Group.SCANS, ""))
    if unicode_font() is not None:
        named.append((Group.MUTE, ""))
    for group, writer in named:
        for number in range(_PARTS):
            yield Task(group, writer, one_in, Part(number, _PARTS))


def measured(asked: Iterable[Task], jobs: int) -> dict[Group, dict[str, Tally]]:
    """The sums by group and writer, the same however many processes reckon them."""
    todo = list(asked)
    done: dict[Task, Tally] = {}
    begun = time.monotonic()
    # What was found once, fonts and the libraries of npm, is there in a forked process.
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=forked) as pool:
        running = {pool.submit(task.run): task for task in todo}
        for ended in as_completed(running):
            done[running[ended]] = ended.result()
            minutes = (time.monotonic() - begun) / 60
            told = f"{len(done)} of {len(todo)} parts, {minutes:.1f} min: {running[ended].group}"
            print(f"{told} {running[ended].writer}", file=sys.stderr, flush=True)  # noqa: T201 - for who runs it
    found: dict[Group, dict[str, Tally]] = {}
    for task in todo:  # in the order of the tasks, not of their ends
        writers = found.setdefault(task.group, {})
        writers[task.writer] = writers.get(task.writer, Tally()) + done[task]
    return found


def page(tallies: Tallies, one_in: int = 1, before: Measure | None = None, papers: str = "") -> str:
    """The page of docs/, in French; `one_in` when only one document in so many was drawn.

    `papers`: its last section, that of `make papers`.
    """
    sums = {group: sum(tallies[group].values(), Tally()) for group in Group if group in tallies}
    texts = sum((sums[group] for group in TEXT if group in sums), Tally())
    drawn = f"Mesuré sur un document du corpus sur {one_in}.\n" if one_in > 1 else ""
    parts = [_HEAD, drawn, _of_tool(tallies, sums, texts)]
    if before is not None:
        parts += [_beside_head(before), _beside(before, sums)]
    parts += [_UNCLEAR_HEAD, _unclear(sums)]
    for group, title in _FIELDS_HEADS.items():
        if group in sums:
            parts += [title, _of_fields(sums[group])]
    parts += [_BY_SOURCE_HEAD, _by_source(tallies), _MISSED_HEAD, _missed(texts), papers]
    return "\n".join(part for part in parts if part)


def _of_tool(tallies: Tallies, sums: Mapping[Group, Tally], texts: Tally) -> str:
    heads = (
        "Documents", "conformes", "constats à tort", "faussés", "jugeables", "signalés",
        "rappel", "constats", "dont bloquants", "précision",
    )  # fmt: skip
    rows = []
    for group, tally in sums.items():
        if group is Group.MUTE:  # nothing can be read there: to be silent is no success
            continue
        writers = tallies[group]
        rows += [_tool_row(f"{name}, {group}", one) for name, one in writers.items() if name]
        rows.append(_tool_row(f"**{group}**", tally))
        if group is Group.NEW:
            rows.append(_tool_row("**tous les PDF avec texte**", texts))
    return table(heads, rows)


def _tool_row(name: str, tally: Tally) -> tuple[object, ...]:
    told = (tally.told.total(), tally.blocking.total())
    counts = (tally.agreeing, tally.on_agreeing, tally.altered, tally.judgeable, tally.caught)
    recall, precision = rate(tally.recall), rate(tally.precision)
    return (name, *map(count, counts), recall, *map(count, told), precision)


def _beside_head(before: Measure) -> str:
    drawn = f", sur un document sur {before.one_in}" if before.one_in > 1 else ""
    return _BESIDE_HEAD.format(version=before.version, day=before.day, drawn=drawn)


def _beside(before: Measure, sums: Mapping[Group, Tally]) -> str:
    fields = [_NAMES[one] for one in FIELDS]
    heads = ("Documents", "", "à tort", "précision", "rappel", *fields)
    rows: list[tuple[object, ...]] = []
    for group, tally in sums.items():
        old = before.groups.get(group.name.lower())
        if old is not None and group is not Group.MUTE:
            rows += [
                (group, "avant", *_beside_row(old)),
                ("", "après", *_beside_row(figures_of(tally))),
            ]
    return table(heads, rows)


def _beside_row(figures: Figures) -> Iterator[str]:
    yield count(figures.on_agreeing)
    for one in (figures.precision, figures.recall, *(figures.fields[name] for name in FIELDS)):
        yield _share(one)


def _share(ratio: Ratio) -> str:
    return rate(ratio.share)


def _unclear(sums: Mapping[Group, Tally]) -> str:
    heads = (
        "Documents", "faussés, jugeables", "signalés", "dits non vérifiés", "passés en silence",
        "conformes", "dont dits non vérifiés",
    )  # fmt: skip
    rows = [
        (
            group,
            *map(count, (tally.judgeable, tally.caught, tally.unclear, tally.silent)),
            *map(count, (tally.agreeing, tally.doubted)),
        )
        for group, tally in sums.items()
    ]
    return table(heads, rows)


def _of_fields(tally: Tally) -> str:
    heads = (
        "Champ", "contredits lus", "précision", "à contredire", "rappel", "trouvés lus", "précision",
        "à trouver", "rappel", "écartés", "non imprimés",
    )  # fmt: skip
    contradicted, found = (Answer.CONTRADICTED,), (Answer.FOUND,)
    rows = []
    for name in FIELDS:
        row: list[str] = [_NAMES[name]]
        for answer, state in ((contradicted, State.DIFFERS), (found, State.AGREES)):
            read_so, asked = tally.count(name, answers=answer), tally.count(name, (state,))
            good = tally.count(name, answers=answer, right=True)
            met = tally.count(name, (state,), answer, right=True)
            row += [count(read_so), rate(share(good, read_so))]
            row += [count(asked), rate(share(met, asked))]
        row += [count(tally.count(name, (one,))) for one in (State.BOTH, State.SILENT)]
        rows.append(tuple(row))
    return table(heads, rows)


def _by_source(tallies: Tallies) -> str:
    rows = []
    for group, writers in tallies.items():
        for name, tally in writers.items():
            cells = []
            for ratio in figures_of(tally).fields.values():
                told = f"{_share(ratio)} ({count(ratio.whole)})"
                cells.append(told if ratio.whole else "—")
            if group is not Group.MUTE:
                rows.append((f"{name}, {group}" if name else group, *cells))
    return table(("Documents", *(_NAMES[one] for one in FIELDS)), rows)


def _missed(tally: Tally) -> str:
    rows = [
        (layout, count(missed), ", ".join(f"{_NAMES[one]} {more}" for one, more in by.items()))
        for layout, missed, by in missed_most(tally, _LAYOUTS_SHOWN)
    ]
    return table(("Mise en page", "non signalés", "ce qui était faussé"), rows)


_HEAD = f"""<!-- Page écrite par « make reading » (tests/corpus/measure.py) ; ne la modifiez pas à la main. -->

# Ce que vaut la lecture des documents{NBSP}: la mesure

L'outil lit les bons de commande et les factures et les compare au JSON. Cette page dit combien de
fois il se trompe, sur des documents inventés dont on sait ce qu'ils disent{NBSP}: chaque document est
d'abord conforme à son JSON, puis faussé d'une chose à la fois (un montant, le taux, la date, un
identifiant). `make reading` refait la mesure et la page{NBSP}; un échantillon en est refait à chaque
`make test`.

Ce sont nos documents, écrits par nos mises en page. Les **anciennes** sont variées (titres de colonnes,
lignes de totaux, conditions générales, remises, plusieurs prestations, deux factures en un fichier…)
et ont servi à mettre la lecture au point. Celles **de logiciels** reprennent les habitudes de
programmes de facturation (Odoo, Dolibarr, Sage, EBP, Ciel, Cegid, Pennylane, QuickBooks, Stripe,
Axonaut, Zoho Invoice, Invoice Ninja, WooCommerce, Facture.net, Henrri, un tableau de Word, un export
d'Excel, les exemples Factur-X)
d'après leurs modèles publics{NBSP}: colonnes, ordre et intitulés, redessinés avec des données inventées.
Aucune page ne vient d'un éditeur. Ces chiffres valent pour ces documents.

## Les constats bloquants

Un constat bloquant (rejet ou à modifier) est mérité quand le document dit vraiment autre chose que le
JSON, ou que ses propres sommes sont fausses. Un document faussé est **jugeable** quand il imprime la
valeur faussée (montant, taux ou identifiant) et n'imprime nulle part celle du JSON{NBSP}; la date de
signature n'y compte pas, elle donne une alerte. Le **rappel** est la part des documents jugeables qui
reçoivent au moins un constat bloquant mérité{NBSP}; la **précision**, la part des constats bloquants
qui sont mérités. Sur une page lue par reconnaissance de caractères, aucun constat ne bloque{NBSP}: les
mêmes sont des alertes, et c'est elles que compte la ligne des scans. Les rapports sont tronqués, pas
arrondis{NBSP}: 1,000 est sans faute.

Les pièges sont des documents justes et trompeurs, écrits pour faire dire au lecteur une contradiction
fausse{NBSP}: prix du catalogue avant remise, lignes sans HT ni TTC, montants en k€, taux d'autres
territoires, reports de page, numéros d'autrui, texte caché d'un ancien document{NBSP}; ceux de
logiciels{NBSP}: désignation qui finit par «{NBSP}TVA{NBSP}» ou «{NBSP}TTC{NBSP}», assiette, taxe incluse, prix
unitaires à quatre décimales, «{NBSP}Net à payer{NBSP}: 0,00{NBSP}€{NBSP}», neuf pages de clauses numérotées,
formulaires aux noms trompeurs ou sans légende. Le lecteur s'y tait plus souvent{NBSP}: leur rappel est
donné à part.
"""
_BESIDE_HEAD = f"""## Avant et après

Les mêmes documents, lus par la version {{version}} le {{day}}{{drawn}}, puis par celle d'aujourd'hui. À
tort{NBSP}: les constats bloquants sur des documents conformes. Champ par champ, le rappel des
contradictions.
"""
_UNCLEAR_HEAD = f"""## Ce qui est dit non vérifié

Un document faussé et jugeable est signalé par un constat bloquant mérité, ou bien l'outil dit qu'il n'a pas pu
vérifier quelque chose, ou bien il passe en silence. Les documents **muets** ont une police qui ne dit
pas ses lettres{NBSP}: rien n'y est lisible, et n'y rien trouver n'est pas une réussite. Ce qui compte est qu'ils
soient dits non vérifiés et qu'aucune contradiction n'y soit lue.
"""
_FIELDS_HEADS = {
    Group.OLD: f"""## Champ par champ, anciennes mises en page

Pour chaque champ, le lecteur répond «{NBSP}trouvé{NBSP}», «{NBSP}contredit{NBSP}», «{NBSP}absent{NBSP}» ou «{NBSP}non
vérifiable{NBSP}». À contredire{NBSP}: le document imprime une autre valeur que le JSON, et nulle part la
sienne. Écartés{NBSP}: il imprime une autre valeur sous ce nom, mais aussi celle du JSON ailleurs{NBSP};
aucune contradiction n'y est attendue, et une qui vient compte comme fausse. Une contradiction n'est
juste que si la valeur montrée est celle qui est imprimée.
""",
    Group.NEW: "## Champ par champ, mises en page de logiciels\n",
    Group.TRAPS: "## Champ par champ, pièges\n",
    Group.NEW_TRAPS: "## Champ par champ, pièges de logiciels\n",
    Group.SCANS: "## Champ par champ, scans lus par Tesseract (150 et 200 points par pouce)\n",
    Group.MUTE: "## Champ par champ, documents muets\n",
}
_BY_SOURCE_HEAD = """## Rappel des contradictions, par origine

Entre parenthèses, combien de champs étaient à contredire.
"""
_MISSED_HEAD = f"""## Ce qui n'est pas signalé

Les mises en page (PDF avec texte) où le plus de documents faussés et jugeables passent sans constat
bloquant. La règle est de se taire dès qu'un doute reste{NBSP}: plusieurs montants HT sans ligne qui
nomme le Ségur, deux taux de TVA, champs de formulaire aux noms muets.
"""


def main() -> None:
    """Measure, print what was answered wrongly, and write the page when all was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one-in", type=int, default=1)
    parser.add_argument(
        "--only", nargs="*", default=(), help="groups (old, new, traps…) or writers"
    )
    parser.add_argument("--keep", type=Path, help="a file for the figures")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    asked = [
        one
        for one in tasks(options.one_in)
        if not options.only or {one.group.name.lower(), one.writer} & set(options.only)
    ]
    tallies = measured(asked, options.jobs)
    for group, writers in tallies.items():
        for name, tally in writers.items():
            for one in tally.wrong:
                print(f"{group}, {name}: {one}")  # noqa: T201 - for who runs it
    if options.keep:
        keep(_to_keep(tallies, options.one_in), options.keep)
    written = page(tallies, options.one_in, kept(BEFORE), kept_section())
    if options.only:
        print(written)  # noqa: T201 - as above
    else:
        PAGE.write_text(written, encoding="utf-8")


def _to_keep(tallies: Tallies, one_in: int) -> Measure:
    day = datetime.now(tz=UTC).date().isoformat()
    groups = {
        group.name.lower(): figures_of(sum(writers.values(), Tally()))
        for group, writers in tallies.items()
    }
    return Measure(__version__, day, one_in, groups)


if __name__ == "__main__":
    main()
