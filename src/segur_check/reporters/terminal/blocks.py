"""One thing to do: the deed first, then what was found, where, why, and what follows from it."""

import re
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from segur_check.report import Finding, RequestReport
from segur_check.reporters.brief import both_sides
from segur_check.reporters.following import follows_from
from segur_check.reporters.headings import concerned
from segur_check.reporters.outcome import cited_source, how_sure, outcome
from segur_check.reporters.sides import two_sides
from segur_check.reporters.styles import SEVERITY_STYLES
from segur_check.reporters.tasks import Cause, Task, without_names
from segur_check.reporters.terminal.headings import request_row
from segur_check.reporters.terminal.layout import (
    NARROW,
    UNBREAKABLE,
    Row,
    Setting,
    cut,
    print_rows,
    unbroken,
)
from segur_check.reporters.terminal.places import plain_place, plain_places, whole_places
from segur_check.reporters.terminal.sides import side_lines
from segur_check.reporters.words import counted, word
from segur_check.values.severity import Severity

_MOST_CAUSES, _MOST_FIELDS = 3, 12
"""So many causes of one thing to do are told one by one, or of one in several fields; with -v all are."""
_MOST_CONSEQUENCES = 5
"""So many of what follows from them; with -v all are."""
_MOST_LINES = 3
"""On so many lines each."""
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-ZÀÉÊÔ«“])")
_ONE_WAVE = re.compile(r"En vague|In wave")


def print_task(console: Console, task: Task, setting: Setting, *, alone: bool) -> None:
    """One thing to do; `alone`: its file has but one request, which the heading names."""
    console.print()
    head = (_badge(task.severity, setting), _text(task.action, setting, "bold"))
    if setting.verbose:
        print_rows(console, [head])
        for rank, cause in enumerate(task.causes):
            if rank:
                console.print()
            print_whole(
                console,
                cause.finding,
                cause.request,
                setting,
                alone=alone,
                deed=None,
                gravest=cause.gravest,
            )
            for following in cause.consequences:
                console.print()
                _print_consequence(console, cause, following, setting, alone=alone)
        return
    print_rows(console, [head, *_rows(task, setting, alone=alone)])


def _print_consequence(
    console: Console, cause: Cause, following: Finding, setting: Setting, *, alone: bool
) -> None:
    # That it follows is said in its title; what is to be done is that of the cause.
    print_whole(
        console,
        following,
        cause.request,
        setting,
        alone=alone,
        deed=following.action,
        follows=follows_from(cause.finding.code, setting.lang),
    )


def _badge(severity: str, setting: Setting) -> Text:
    name = word(setting.lang, f"severity_{severity}")
    return Text(f" {name} ", style=SEVERITY_STYLES[severity])


def _text(value: str, setting: Setting, style: str = "") -> Text:
    return Text(unbroken(setting.spelled(value)), style=style)


def _title(
    finding: Finding, setting: Setting, more: Sequence[str] = (), actors: Sequence[str] = ()
) -> Text:
    """The title, how sure the reading of a document is, more of it, and who acts."""
    lang = setting.lang
    title = _text(finding.title, setting)
    remarks = [*filter(None, (how_sure(finding, lang), *more))]
    if remarks:
        title.append(unbroken(f" ({', '.join(remarks)})"), style="dim")
    who = ", ".join(word(lang, f"actor_{actor}") for actor in actors or [finding.actor])
    told = f"{word(lang, 'who')}{word(lang, 'colon')}{who}".replace(" ", UNBREAKABLE)
    return title.append(unbroken(f" · {told}"))


def _code(finding: Finding) -> Text:
    return Text(f"  {finding.code}", style="bold")


def _rows(task: Task, setting: Setting, *, alone: bool) -> Iterator[Row]:
    """The rows under the headline."""
    finding, lang = task.finding, setting.lang
    actors = list(dict.fromkeys(cause.finding.actor for cause in task.causes))
    named = _named_requests(task, setting, alone=alone)
    yield _code(finding), _title(finding, setting, named, actors)
    if len(task.causes) == 1:
        yield from _found(task.causes[0], setting, alone=alone)
    elif _differ_by_field(task):
        yield word(lang, "where"), "\n".join(_fields(task, lang))
    else:
        yield from _each_found(task, setting, alone=alone)
    yield word(lang, "why"), _why(task, setting)
    following = [one for cause in task.causes for one in cause.consequences]
    if following:
        file = task.requests[0].file
        lines = list(dict.fromkeys(_line(one, file, setting) for one in following))
        more = len(lines) - _MOST_CONSEQUENCES
        if more > 0:
            lines[_MOST_CONSEQUENCES:] = [counted(lang, "others_following", more)]
        yield word(lang, "also"), "\n".join(lines)


def _line(finding: Finding, file: str, setting: Setting) -> str:
    """A consequence in few words: `DOC006 Montant autre — JSON : 430,01 € ; bon.pdf, page 1 : 430,00 €`."""
    lang = setting.lang
    sides = two_sides(finding, lang)
    if sides is not None:
        named = (f"{side.name}{word(lang, 'colon')}{', '.join(side.values)}" for side in sides)
        told = f"{word(lang, 'semicolon')}".join(named)
    else:
        told = f"{both_sides(finding, lang)}, {plain_place(finding.locations[0], file, lang)}"
    line = f"{finding.code} {finding.title} — {told}"
    return cut(line, setting.room * _MOST_LINES).plain


def _named_requests(task: Task, setting: Setting, *, alone: bool) -> tuple[str, ...]:
    """The requests of a thing to do that concerns several, or that it concerns the file as a whole.

    A single request has a row of its own.
    """
    requests, lang = task.requests, setting.lang
    of_file = any(one.line is None and one.file not in setting.papers for one in requests)
    whole = word(lang, "short_whole_file") if of_file else ""
    several = ""
    if len(requests) > 1 and (of_file or not alone):
        several = concerned(requests, lang)
    return (whole, several)


def _found(cause: Cause, setting: Setting, *, alone: bool) -> Iterator[Row]:
    """What was found against what was expected, and where."""
    finding, request, lang = cause.finding, cause.request, setting.lang
    if not alone and request.line is not None:
        yield request_row(request, setting)
    sides = two_sides(finding, lang)
    if sides is None:
        yield word(lang, "finding"), _text(finding.message, setting)
    else:
        lines = side_lines(sides, setting.room, lang, stacked=setting.width < NARROW)
        yield word(lang, "finding"), Text("\n").join(lines)
    places = list(plain_places(finding, request.file, lang, of_json=sides is not None))
    if places:
        yield word(lang, "where"), "\n".join(places)


def _differ_by_field(task: Task) -> bool:
    """Whether its causes say the same of several fields: their title and their places tell all."""
    return len({without_names(cause.finding.message) for cause in task.causes}) == 1 and (
        len({cause.finding.action for cause in task.causes}) > 1
    )


def _fields(task: Task, lang: str) -> Iterator[str]:
    """The fields of a thing to do, a line each."""
    places = [
        plain_place(cause.finding.locations[0], cause.request.file, lang) for cause in task.causes
    ]
    yield from places[:_MOST_FIELDS]
    if len(places) > _MOST_FIELDS:
        yield f"{counted(lang, 'other_places', len(places) - _MOST_FIELDS)} (-v)"


def _each_found(task: Task, setting: Setting, *, alone: bool) -> Iterator[Row]:
    """The first causes of one thing to do, a row each."""
    lang = setting.lang
    for cause in task.causes[:_MOST_CAUSES]:
        finding, request = cause.finding, cause.request
        label = word(lang, "finding")
        if not alone and request.line is not None:
            label = word(lang, "request", line=request.line)
        where = plain_place(finding.locations[0], request.file, lang)
        number = f"{request.numero_editeur} · " if request.numero_editeur and not alone else ""
        told = _text(f"{number}{finding.message}", setting)
        yield label, told.append(unbroken(f" — {where}"), style="dim")
    others = len(task.causes) - _MOST_CAUSES
    if others > 0:
        yield "", f"{counted(lang, 'other_places', others)} (-v)"


def _why(task: Task, setting: Setting) -> Text:
    """The rule, who says so and how sure, and what follows, in one go."""
    finding, lang = task.finding, setting.lang
    why = _text(_rule(finding.why).removesuffix("."), setting)
    why.append(unbroken(f" ({cited_source(finding.source, lang)})."))
    cause = task.causes[0]
    follows = outcome(cause.gravest, cause.request, setting.papers)
    if task.severity == Severity.ALERTE:
        follows = "not_blocking"
    if follows:
        why.append(unbroken(f" {word(lang, follows)}"))
    return why


def _rule(why: str) -> str:
    """The first sentence; all of it where the first speaks of one wave alone, and maybe not of this one."""
    first = _BETWEEN_SENTENCES.split(why, maxsplit=1)[0]
    return why if _ONE_WAVE.match(first) else first


def print_whole(  # noqa: PLR0913 - one parameter per thing that may be shown
    console: Console,
    finding: Finding,
    request: RequestReport,
    setting: Setting,
    *,
    alone: bool,
    deed: str | None,
    follows: str = "",
    gravest: Finding | None = None,
) -> None:
    """A finding with all that is known of it; `deed` is what to do, where no headline says it.

    `gravest`: the worst of it and of what follows from it, where that is another one.
    """
    lang = setting.lang
    rows: list[Row] = [(_code(finding), _title(finding, setting, (follows,) if follows else ()))]
    if not alone and request.line is not None:
        rows.append(request_row(request, setting))
    rows.append((word(lang, "finding"), _text(finding.message, setting)))
    sides = two_sides(finding, lang)
    if sides is not None:
        rows.append(("", Text("\n").join(side_lines(sides, setting.room, lang, stacked=True))))
    rows.append((word(lang, "where"), whole_places(finding, lang)))
    after = outcome(gravest or finding, request, setting.papers)
    why = f"{finding.why} {word(lang, after)}" if after else finding.why
    rows.append((word(lang, "why"), _text(why, setting)))
    if deed is not None:
        rows.append((word(lang, "todo"), _text(deed, setting)))
    source = finding.source
    rows.append((word(lang, "source"), cited_source(source, lang)))
    rows.append((word(lang, "fingerprint"), finding.fingerprint[:16]))
    print_rows(console, rows)
    if source.url:
        # In one piece on its own line, to be clicked or copied.
        console.print(Text(f"  {source.url}"), soft_wrap=True)
