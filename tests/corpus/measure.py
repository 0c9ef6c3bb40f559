"""How well documents are read: precision and recall, measured; writes docs/lecture.md.

`python -m corpus.measure` runs the whole corpus, its traps, the documents of the other programs that are there,
the scans and the mute documents: half an hour. `--one-in N` draws one document in so many, and the
page says so; `--only` prints its tables without writing the page. The words are those of `corpus.judged` and of the page itself:

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
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from corpus.cases import Case, cases
from corpus.foreign import PROGRAMS, foreign_cases, missing
from corpus.judged import Judged, State, judged, read
from corpus.layouts import TRAPS
from corpus.mutations import MUTATIONS
from corpus.scans import mute_cases, scan_cases
from corpus.tallies import Tally, missed_most, share, tallied
from corpus.truth import FIELDS
from segur_check.pieces.evidence import Answer
from segur_check.pieces.tesseract import program

PAGE = Path(__file__).parents[2] / "docs" / "lecture.md"
NBSP = "\N{NO-BREAK SPACE}"
TEXT = ("fpdf2", "reportlab", *(one.name for one in PROGRAMS))
TRICKY, SCANS, MUTE = "pièges", "scans (OCR)", "muets"
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


def sources(one_in: int = 1) -> Iterator[tuple[str, Iterator[Judged]]]:
    """The kinds of documents by name; what this machine cannot make or read is left out."""
    for writer in TEXT[:2]:
        names = [writer, f"{writer}-unicode"]
        yield writer, _read(cases(only_writers=names, one_in=one_in))
    gone = missing()
    for maker in PROGRAMS:
        if maker.name not in gone:
            made = foreign_cases(programs=[maker], mutations=MUTATIONS, one_in=one_in)
            yield maker.name, _read(made)
    yield TRICKY, _read(cases(layouts=TRAPS, one_in=one_in))
    if program() is not None:
        scanned = scan_cases(mutations=_SCANNED_MUTATIONS, one_in=one_in)
        yield SCANS, _read(scanned, ocr=True)
    yield MUTE, _read(mute_cases())


def _read(found: Iterable[Case], *, ocr: bool = False) -> Iterator[Judged]:
    return (judged(case, read(case, ocr=ocr), ocr=ocr) for case in found)


def page(tallies: dict[str, Tally], one_in: int = 1) -> str:
    """The page of docs/, in French; `one_in` when only one document in so many was drawn."""
    texts = sum((tallies[name] for name in TEXT if name in tallies), Tally())
    drawn = f"Mesuré sur un document du corpus sur {one_in}.\n" if one_in > 1 else ""
    parts = [_HEAD, drawn, _of_tool(tallies, texts), _FIELDS_HEAD, _of_fields(texts)]
    for name, title in ((TRICKY, _TRAPS_HEAD), (SCANS, _SCANS_HEAD), (MUTE, _MUTE_HEAD)):
        if name in tallies:
            parts += [title, _of_fields(tallies[name])]
    parts += [_BY_SOURCE_HEAD, _by_source(tallies), _MISSED_HEAD, _missed(texts)]
    return "\n".join(part for part in parts if part)


def _of_tool(tallies: dict[str, Tally], texts: Tally) -> str:
    heads = (
        "Documents", "conformes", "constats à tort", "faussés", "jugeables", "signalés",
        "rappel", "constats", "dont bloquants", "précision",
    )  # fmt: skip
    rows = [_tool_row(name, tally) for name, tally in tallies.items()]
    at = sum(name in TEXT for name in tallies)
    rows.insert(at, _tool_row("**tous les PDF avec texte**", texts))
    return _table(heads, rows)


def _tool_row(name: str, tally: Tally) -> tuple[object, ...]:
    told = (tally.told.total(), tally.blocking.total())
    counts = (tally.agreeing, tally.on_agreeing, tally.altered, tally.judgeable, tally.caught)
    recall, precision = _rate(tally.recall), _rate(tally.precision)
    return (name, *map(_count, counts), recall, *map(_count, told), precision)


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
            row += [_count(read_so), _rate(share(good, read_so))]
            row += [_count(asked), _rate(share(met, asked))]
        row += [_count(tally.count(name, (one,))) for one in (State.BOTH, State.SILENT)]
        rows.append(tuple(row))
    return _table(heads, rows)


def _by_source(tallies: dict[str, Tally]) -> str:
    rows = []
    for name, tally in tallies.items():
        cells = []
        for field in FIELDS:
            asked = tally.count(field, (State.DIFFERS,))
            met = tally.count(field, (State.DIFFERS,), (Answer.CONTRADICTED,), right=True)
            cells.append(f"{_rate(share(met, asked))} ({_count(asked)})" if asked else "—")
        rows.append((name, *cells))
    return _table(("Documents", *(_NAMES[one] for one in FIELDS)), rows)


def _missed(tally: Tally) -> str:
    rows = [
        (layout, _count(count), ", ".join(f"{_NAMES[one]} {more}" for one, more in by.items()))
        for layout, count, by in missed_most(tally, _LAYOUTS_SHOWN)
    ]
    return _table(("Mise en page", "non signalés", "ce qui était faussé"), rows)


def _table(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    heads = tuple(heads)
    rule = "|".join(["---", *["--:"] * (len(heads) - 1)])
    lines = [f"| {' | '.join(map(str, row))} |" for row in (heads, *rows)]
    return "\n".join([lines[0], f"|{rule}|", *lines[1:], ""])


def _count(value: int) -> str:
    return f"{value:,}".replace(",", NBSP)


def _rate(value: Fraction | None) -> str:
    """Three decimals, cut and not rounded: 1,000 is without a fault."""
    if value is None:
        return "—"
    thousandths = value.numerator * 1000 // value.denominator
    return f"{thousandths // 1000},{thousandths % 1000:03}"


_HEAD = f"""<!-- Page écrite par « make reading » (tests/corpus/measure.py) ; ne la modifiez pas à la main. -->

# Ce que vaut la lecture des documents{NBSP}: la mesure

L'outil lit les bons de commande et les factures et les compare au JSON. Cette page dit combien de
fois il se trompe, sur des documents inventés dont on sait ce qu'ils disent{NBSP}: chaque document est
d'abord conforme à son JSON, puis faussé d'une chose à la fois (un montant, le taux, la date, un
identifiant). `make reading` refait la mesure et la page{NBSP}; un échantillon en est refait à chaque
`make test`.

Ce sont nos documents, écrits par nos mises en page{NBSP}: ils sont variés (titres de colonnes, lignes
de totaux, conditions générales, remises, plusieurs prestations, deux factures en un fichier…), mais
aucun ne vient d'un éditeur. Ces chiffres valent pour eux.

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
territoires, reports de page, numéros d'autrui, texte caché d'un ancien document. Le lecteur s'y tait
plus souvent{NBSP}: leur rappel est donné à part.
"""
_FIELDS_HEAD = f"""## Champ par champ, PDF avec texte

Pour chaque champ, le lecteur répond «{NBSP}trouvé{NBSP}», «{NBSP}contredit{NBSP}», «{NBSP}absent{NBSP}» ou «{NBSP}non
vérifiable{NBSP}». À contredire{NBSP}: le document imprime une autre valeur que le JSON, et nulle part la
sienne. Écartés{NBSP}: il imprime une autre valeur sous ce nom, mais aussi celle du JSON ailleurs{NBSP};
aucune contradiction n'y est attendue, et une qui vient compte comme fausse. Une contradiction n'est
juste que si la valeur montrée est celle qui est imprimée.
"""
_TRAPS_HEAD = """## Champ par champ, pièges
"""
_SCANS_HEAD = """## Champ par champ, scans lus par Tesseract (150 et 200 points par pouce)
"""
_MUTE_HEAD = """## Champ par champ, documents dont la police ne dit pas ses lettres

Rien n'y est lisible ; ce qui compte est qu'aucune contradiction n'y soit lue.
"""
_BY_SOURCE_HEAD = """## Rappel des contradictions, par origine

Entre parenthèses, combien de champs étaient à contredire.
"""
_MISSED_HEAD = f"""## Ce qui n'est pas signalé

Les mises en page (PDF avec texte) où le plus de documents faussés et jugeables passent sans constat
bloquant. La règle est de se taire dès qu'un doute reste{NBSP}: plusieurs montants HT sans ligne qui
nomme le Ségur, deux taux de TVA, champs de formulaire aux noms muets.
"""


def main() -> None:
    """Measure, print the tables, and write the page when all was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one-in", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=())
    options = parser.parse_args()
    tallies = {}
    for name, found in sources(options.one_in):
        if options.only and name not in options.only:
            continue
        tallies[name] = tallied(found)
        for one in tallies[name].wrong:
            print(f"{name}: {one}", flush=True)  # noqa: T201 - for who runs it
    written = page(tallies, options.one_in)
    if not options.only:
        PAGE.write_text(written, encoding="utf-8")
    else:
        print(written)  # noqa: T201 - as above


if __name__ == "__main__":
    main()
