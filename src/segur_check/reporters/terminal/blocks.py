"""One thing to do: the deed first, then what was found, where, why, and what follows from it."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from segur_check.report import Finding, RequestReport
from segur_check.reporters.following import follows_from
from segur_check.reporters.headings import concerned
from segur_check.reporters.outcome import cited_source, outcome
from segur_check.reporters.sides import two_sides
from segur_check.reporters.styles import SEVERITY_STYLES
from segur_check.reporters.tasks import Cause, Task
from segur_check.reporters.terminal.headings import request_row
from segur_check.reporters.terminal.layout import NARROW, Row, Setting, print_rows, unbroken
from segur_check.reporters.terminal.places import plain_place, plain_places, whole_places
from segur_check.reporters.terminal.sides import side_lines
from segur_check.reporters.words import counted, word

_MOST_CAUSES = 3
"""So many causes of one thing to do are told one by one; with -v all are."""
_MOST_CONSEQUENCES = 5
"""So many of what follows from them; with -v all are."""


def print_task(console: Console, task: Task, setting: Setting, *, alone: bool) -> None:
    """One thing to do; `alone`: its file has but one request, which the heading names."""
    console.print()
    finding = task.finding
    head = (_badge(task.severity, setting), _text(finding.action, setting, "bold"))
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


def _title(finding: Finding, setting: Setting, more: Sequence[str] = ()) -> Text:
    """The title, how sure the reading of a document is, and more of it."""
    title = _text(finding.title, setting)
    remarks = [*more]
    if finding.confidence != "certaine":
        remarks.insert(0, word(setting.lang, f"confidence_{finding.confidence}"))
    if remarks:
        title.append(unbroken(f" ({', '.join(remarks)})"), style="dim")
    return title


def _code(finding: Finding) -> Text:
    return Text(f"  {finding.code}", style="bold")


def _rows(task: Task, setting: Setting, *, alone: bool) -> Iterator[Row]:
    """The rows under the headline."""
    finding, lang = task.finding, setting.lang
    yield _code(finding), _title(finding, setting, _named_requests(task, setting, alone=alone))
    if len(task.causes) == 1:
        yield from _found(task.causes[0], setting, alone=alone)
    else:
        yield from _each_found(task, setting, alone=alone)
    yield word(lang, "why"), _why(task.causes[0], setting)
    following = [one for cause in task.causes for one in cause.consequences]
    if following:
        file = task.requests[0].file
        lines = list(dict.fromkeys(_line(one, file, setting) for one in following))
        more = len(lines) - _MOST_CONSEQUENCES
        if more > 0:
            lines[_MOST_CONSEQUENCES:] = [counted(lang, "others_following", more)]
        yield word(lang, "also"), "\n".join(lines)


def _line(finding: Finding, file: str, setting: Setting) -> str:
    """A consequence on one line: `DOC006 Montant autre que celui du JSON, bon.pdf, page 1`."""
    where = plain_place(finding.locations[0], file, setting.lang)
    return f"{finding.code} {finding.title}, {where}"


def _named_requests(task: Task, setting: Setting, *, alone: bool) -> tuple[str, ...]:
    """The requests of a thing to do that concerns several: a single one has a row of its own."""
    if alone or len(task.requests) == 1:
        return ()
    return (concerned(task.requests, setting.lang),)


def _found(cause: Cause, setting: Setting, *, alone: bool) -> Iterator[Row]:
    """What was found against what was expected, and where."""
    finding, request, lang = cause.finding, cause.request, setting.lang
    if not alone and request.line is not None:
        yield request_row(request, setting)
    sides = two_sides(finding, lang)
    if sides is None:
        yield word(lang, "finding"), _text(finding.message, setting)
    else:
        lines = side_lines(sides, setting.room, stacked=setting.width < NARROW)
        yield word(lang, "finding"), Text("\n").join(lines)
    places = list(plain_places(finding, request.file, lang, of_json=sides is not None))
    if places:
        yield word(lang, "where"), "\n".join(places)


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


def _why(cause: Cause, setting: Setting) -> Text:
    """Why, who says so and how sure, and what follows, in one go."""
    finding, lang = cause.finding, setting.lang
    why = _text(finding.why.removesuffix("."), setting)
    why.append(unbroken(f" ({cited_source(finding.source, lang)})."))
    follows = outcome(cause.gravest, cause.request, setting.papers)
    if follows:
        why.append(unbroken(f" {word(lang, follows)}"))
    return why


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
        rows.append(("", Text("\n").join(side_lines(sides, setting.room, stacked=True))))
    rows.append((word(lang, "where"), whole_places(finding, lang)))
    after = outcome(gravest or finding, request, setting.papers)
    why = f"{finding.why} {word(lang, after)}" if after else finding.why
    rows.append((word(lang, "why"), _text(why, setting)))
    if deed is not None:
        rows.append((word(lang, "todo"), _text(deed, setting)))
    source, cited = finding.source, cited_source(finding.source, lang)
    if source.rank == "tool":  # its title is not in the sentence
        cited += f"{word(lang, 'colon')}{source.title}" + (
            f", {source.place}" if source.place else ""
        )
    rows.append((word(lang, "source"), cited))
    rows.append((word(lang, "fingerprint"), finding.fingerprint[:16]))
    print_rows(console, rows)
    if source.url:
        # In one piece on its own line, to be clicked or copied.
        console.print(Text(f"  {source.url}"), soft_wrap=True)
