"""What there is to do, by who acts: a checklist to paste in a mail, plain text or Markdown with boxes."""

import textwrap
from collections.abc import Iterator

from segur_check.report import Report
from segur_check.reporters import addresses
from segur_check.reporters.checklist import ByActor, checklist, selected
from segur_check.reporters.display import (
    PLAIN,
    Display,
    aged_rules_lines,
    hidden_lines,
    unchecked,
    verdict_of,
)
from segur_check.reporters.gfm import escaped
from segur_check.reporters.headings import report_name
from segur_check.reporters.pastes import pastes
from segur_check.reporters.tasks import counts_line
from segur_check.reporters.words import counted, word
from segur_check.values.actor import ACTORS, Actor

_WIDTH = 78  # columns: a mail folds longer lines where it likes
_INDENTS = {"order": ("", "  "), "deed": ("- ", "  "), "why": ("  ", "  ")}

# What a line is ("title", "note", "section", "order", "deed", "why", "toml"), and its text.
Line = tuple[str, str]


def actions(report: Report, display: Display = PLAIN) -> str:
    """The checklist of a report, grouped by who acts, then by order."""
    lines = _lines(report, display)
    if display.markdown:
        return "".join(_in_markdown(sort, text) for sort, text in lines)
    width = min(display.width or _WIDTH, _WIDTH)
    return "".join(_in_text(sort, text, width) for sort, text in lines)


def _in_text(sort: str, text: str, width: int) -> str:
    if sort == "toml":  # to be copied as it is
        return "\n" + textwrap.indent(text, "  ") + "\n"
    first, then = _INDENTS.get(sort, ("", ""))
    folded = textwrap.fill(
        text.upper() if sort == "section" else text,
        width,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"\n{folded}\n" if sort in {"note", "section", "order"} else f"{folded}\n"


def _in_markdown(sort: str, text: str) -> str:
    if (
        sort == "toml"
    ):  # each line begins with a key, a header or a remark of ours: none ends the block
        return f"\n```toml\n{text}\n```\n"
    safe = escaped(text)
    return {
        "title": f"# {safe}\n",
        "note": f"\n{safe}\n",
        "section": f"\n## {safe[:1].upper()}{safe[1:]}\n\n",
        "order": f"\n### {safe}\n\n",
        "deed": f"- [ ] {safe}\n",
        "why": f"  - {safe}\n",
    }[sort]


def _lines(report: Report, display: Display) -> Iterator[Line]:
    lang, colon = report.lang, word(report.lang, "colon")
    selection = selected(report, display)
    found = checklist(report, selection, display.root)
    anything, looks = any(found.to_do.values()), any(found.to_look_at.values())
    counts, name = counts_line(report), report_name(report)
    yield "title", word(lang, "actions_title") + (f"{colon}{name}" if name else "")
    verdict = verdict_of(report) + (f" ({counts})" if counts else "")
    yield "note", word(lang, "verdict_line", verdict=verdict)
    for line in (*aged_rules_lines(report), *hidden_lines(lang, selection, display)):
        yield "note", line
    unread = addresses.causes(report)
    if unread:
        yield "section", word(lang, "unread")
    for path, reason in unread:
        yield "deed", reason if path in reason else f"{path}{colon}{reason}"
    for actor in ACTORS:
        if found.to_do[actor]:
            yield "section", _turn(actor, lang)
        yield from _entries(found.to_do, actor)
    for file, toml in pastes(report).items():
        yield "note", word(lang, "to_paste", file=file)
        yield "toml", toml
    if report.requests and not anything:
        yield "note", word(lang, "actions_look" if looks else "actions_none")
    if looks:
        yield "section", word(lang, "to_look_at")
        for actor in ACTORS:
            name = _turn(actor, lang)
            yield from _entries(found.to_look_at, actor, f"{name[:1].upper()}{name[1:]} · ")
    yield from _unpublished(report)
    yield from _last(report, anything=anything)
    yield "note", word(lang, "footer")


def _turn(actor: Actor, lang: str) -> str:
    """Whose turn it is: a service of the supplier acts itself, the others are to be asked."""
    outside = actor in {"client", "asp", "ans"}
    return word(lang, f"turn_to_{actor}" if outside else f"actor_{actor}")


def _entries(found: ByActor, actor: Actor, head: str = "") -> Iterator[Line]:
    for order, entries in found[actor].items():
        yield "order", f"{head}{order}"
        for entry in entries:
            yield "deed", entry.deed
            for remark in entry.remarks:
                yield "why", remark


def _unpublished(report: Report) -> Iterator[Line]:
    """What nobody can give: the points that no published text settles, and the controls that they are of."""
    points = {(lack.code, lack.reason) for lack, _ in unchecked(report) if not lack.weighs}
    codes = dict.fromkeys(lack.code for lack, _ in unchecked(report) if not lack.weighs)
    titles = {control.code: control.title for control in report.controls}
    names = "\u00a0; " if report.lang == "fr" else "; "
    said = names.join(f"{titles.get(code, '')} ({code})".lstrip() for code in codes)
    if codes:
        yield "note", counted(report.lang, "actions_unpublished", len(points), controls=said)


def _last(report: Report, *, anything: bool) -> Iterator[Line]:
    """What comes after the corrections; the portal's simulator takes a JSON."""
    keys = ["actions_again"] if anything else []
    if any(request.line is not None for request in report.requests):
        keys += ["actions_simulator", "actions_tests", "actions_incomplete"]
    if keys:
        yield "section", word(report.lang, "actions_last")
    for key in keys:
        yield "deed", word(report.lang, key)
