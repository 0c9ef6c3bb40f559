"""The layouts of orders and invoices, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus import layouts_noise as noise
from corpus import layouts_plain as plain
from corpus import layouts_programs as programs
from corpus import layouts_programs_traps as misleading
from corpus import layouts_several as more
from corpus import layouts_tables as tables
from corpus import layouts_traps as traps
from corpus.paper import Paper
from corpus.setting import set_outline
from corpus.spelling import PROGRAM_STYLES, STYLES, Style
from corpus.truth import Kind

_BOTH: tuple[Kind, ...] = ("order", "invoice")


@dataclass(frozen=True)
class Layout:
    """A way to lay a document out, the kinds it suits, the writer and the style it asks for ("" for any).

    `styles`: those it is drawn in, in turn.
    """

    name: str
    draw: Callable[[Paper], None]
    kinds: tuple[Kind, ...] = _BOTH
    writer: str = ""
    style: str = ""
    styles: tuple[Style, ...] = STYLES


def _named(*draws: Callable[[Paper], None], kinds: tuple[Kind, ...] = _BOTH) -> tuple[Layout, ...]:
    return tuple(Layout(draw.__name__.replace("_", "-"), draw, kinds) for draw in draws)


LAYOUTS = (
    *_named(
        plain.lines,
        plain.one_run,
        plain.one_line,
        plain.leaders,
        plain.two_columns,
        plain.columns_apart,
        plain.rotated,
        plain.landscape,
        plain.wrapped_labels,
        plain.prose,
        plain.split_runs,
        plain.kerned,
        tables.grid,
        tables.grid_by_column,
        tables.header_row,
        tables.line_with_all,
        tables.vat_recap,
        tables.stacked,
        tables.struck_twice,
        tables.native_table,
        more.several,
        more.several_full,
        more.several_subtotal,
        more.two_rates,
        more.state_pays,
        more.state_pays_part,
        noise.letterhead,
        noise.conditions,
        noise.second_page,
        noise.flowing,
    ),
    *_named(more.avance_solde, more.avance_solde_recap, more.solde_deducting, kinds=("invoice",)),
    *_named(noise.two_signatures, kinds=("order",)),
    # The fields that ReportLab makes take no sign outside Latin-1, the euro's among them.
    Layout("form-fields", noise.form_fields, writer="reportlab", style="bare"),
)

# Right and unlike the others: what they show under a label is not what the JSON asks.
TRAPS = _named(
    traps.discounted,
    traps.lines_without_label,
    traps.maintenance_beside,
    traps.rates_of_others,
    traps.training_exempt,
    traps.in_thousands,
    traps.carried_over,
    traps.client_by_name,
    traps.hidden_text,
)

# Those after real programs' habits, which the page of the measure tells apart from the others.
LIKE_PROGRAMS = (*PROGRAM_STYLES, *(one for one in STYLES if one.name in ("no-break", "narrow")))
STYLE_ASKED = {"excel": "sheet"}


def _outlined(name: str, template: programs.Template) -> Layout:
    def draw(paper: Paper) -> None:
        set_outline(paper, template(paper))

    return Layout(name, draw, style=STYLE_ASKED.get(name, ""), styles=LIKE_PROGRAMS)


PROGRAM_LAYOUTS = tuple(_outlined(*one) for one in programs.TEMPLATES.items())
PROGRAM_TRAPS = (
    *(_outlined(*one) for one in misleading.TRAP_TEMPLATES.items()),
    Layout("form-misnamed", misleading.form_misnamed, writer="reportlab", style="bare"),
    Layout("form-bare", misleading.form_bare, writer="reportlab", style="bare"),
)
