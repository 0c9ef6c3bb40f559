"""The layouts of orders and invoices, by name."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus import layouts_plain as plain
from corpus.paper import Paper
from corpus.truth import Kind

_BOTH: tuple[Kind, ...] = ("order", "invoice")


@dataclass(frozen=True)
class Layout:
    """A way to lay a document out, and the kinds it suits."""

    name: str
    draw: Callable[[Paper], None]
    kinds: tuple[Kind, ...] = _BOTH


def _named(*draws: Callable[[Paper], None], kinds: tuple[Kind, ...] = _BOTH) -> tuple[Layout, ...]:
    return tuple(Layout(draw.__name__.replace("_", "-"), draw, kinds) for draw in draws)


LAYOUTS = (
    *_named(
        plain.lines,
        plain.one_run,
        plain.leaders,
        plain.two_columns,
        plain.columns_apart,
        plain.rotated,
        plain.landscape,
        plain.wrapped_labels,
        plain.prose,
        plain.split_runs,
        plain.kerned,
    ),
)
