"""What a request asks for against its cap, as two bars: the same scale, in percent of the width."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from segur_check.report import RequestReport
from segur_check.reporters.facts import written_euros, written_rate, written_share
from segur_check.reporters.words import word
from segur_check.values.money import euros, is_sane


class Part(Struct, frozen=True):
    """A piece of a bar, in percent of the width: what is asked for, what is over the cap."""

    kind: str
    x: float
    width: float


class Bar(Struct, frozen=True):
    """A bar, and what it says."""

    label: str
    parts: tuple[Part, ...]


class Money(Struct, frozen=True):
    """The bars, where the cap is (percent of the width), and the drawing in words."""

    bars: tuple[Bar, ...]
    cap_x: float | None
    sentence: str


def amounts(request: RequestReport, lang: str) -> Iterator[tuple[str, str, str]]:
    """Label, amount and remark; nothing of a request without any amount."""
    known = dict(request.facts.amounts)
    if not any(known.values()):
        return
    fixed = request.facts.fixed
    of_cap = () if fixed else ("cap", "share")
    for name in ("ht", "rate", "vat", "ttc", *of_cap, "avance", "solde"):
        if name == "share":
            value = written_share(known.get("ht"), known.get("cap"), lang)
        elif name == "rate":
            value = written_rate(known.get(name), lang)
        else:
            value = written_euros(known.get(name), lang)
        remark = _cap_source(known.get("cap_source"), lang) if name == "cap" else ""
        label = (
            f"amount_{name}_fixed" if fixed and name in {"avance", "solde"} else f"amount_{name}"
        )
        yield word(lang, label), value or word(lang, "not_known"), remark


def money(request: RequestReport, lang: str) -> Money | None:
    """The drawing; None where no amount that could be drawn is asked for."""
    known = dict(request.facts.amounts)
    asked = _drawable(known.get("ht"))
    if asked is None:
        return None
    cap = _drawable(known.get("cap"))
    scale = max(asked, cap or asked)
    bars = [_asked(asked, cap, scale, lang)]
    if request.facts.fixed:
        told = word(lang, "asked_fixed", asked=euros(asked, lang), sons=request.sons)
        bars = [replace(bars[0], label=told)]
    avance, solde = _drawable(known.get("avance")), _drawable(known.get("solde"))
    if avance is not None and solde is not None and avance + solde <= scale:
        bars.append(_paid(avance, solde, scale, lang))
    return Money(
        bars=tuple(bars),
        cap_x=None if cap is None else _percent(cap, scale),
        sentence=" ".join(f"{bar.label}." for bar in bars),
    )


def _asked(asked: Decimal, cap: Decimal | None, scale: Decimal, lang: str) -> Bar:
    inside = min(asked, cap or asked)
    parts = [Part("asked", 0.0, _percent(inside, scale))]
    if cap is None:
        return Bar(word(lang, "asked_without_cap", asked=euros(asked, lang)), tuple(parts))
    told = {
        "asked": euros(asked, lang),
        "cap": euros(cap, lang),
        "share": written_share(str(asked), str(cap), lang),
    }
    label = word(lang, "asked_of_cap", **told)
    if asked > cap:
        parts.append(Part("over", _percent(cap, scale), _percent(asked - cap, scale)))
        label = word(lang, "asked_over_cap", over=euros(asked - cap, lang), **told)
    return Bar(label, tuple(parts))


def _paid(avance: Decimal, solde: Decimal, scale: Decimal, lang: str) -> Bar:
    first = Part("avance", 0.0, _percent(avance, scale))
    then = Part("solde", first.width, _percent(solde, scale))
    label = word(lang, "paid_in_two", avance=euros(avance, lang), solde=euros(solde, lang))
    return Bar(label, (first, then))


def _drawable(text: str | None) -> Decimal | None:
    value = Decimal(text) if text is not None else None
    return value if value is not None and is_sane(value) and value > 0 else None


def _percent(part: Decimal, scale: Decimal) -> float:
    return round(float(part / scale * 100), 1)


def _cap_source(source: str | None, lang: str) -> str:
    """Where a cap comes from: the settings of the supplier, or a document."""
    if source is None:
        return ""
    if source == "fournisseur":
        return word(lang, "cap_from_fournisseur")
    return word(lang, "cap_from", source=source)
