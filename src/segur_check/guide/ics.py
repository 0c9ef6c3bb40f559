"""The openings and closings as a calendar file (RFC 5545) that a mail program imports."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

import icalendar

from segur_check import __version__
from segur_check.guide.window_words import CERTAINTIES, remarks, summary
from segur_check.guide.windows import Event
from segur_check.rules.sources import source
from segur_check.values.dates import PARIS, Deposit

_ALARMS = (timedelta(days=15), timedelta(days=1))
_LABELS = {
    "fr": ("Source\u00a0: ", "Passage\u00a0: ", "Adresse\u00a0: ", "Certitude\u00a0: ", "À savoir\u00a0: "),
    "en": ("Source: ", "Passage: ", "Address: ", "Certainty: ", "Note: "),
}  # fmt: skip


def calendar_file(events: Iterable[Event], at: Deposit, now: datetime, lang: str, name: str) -> str:
    """The text of the file; `name` is what the mail program calls the calendar.

    A closing gets an alarm only when it would still ring after `at`; `now` is only the stamp.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//segur-check//segur-check {__version__}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event, at, now, lang))
    content: bytes = calendar.to_ical()
    return content.decode()


def _entry(event: Event, at: Deposit, now: datetime, lang: str) -> icalendar.Event:
    entry, title = icalendar.Event(), summary(event, lang)
    entry.add("uid", _uid(event))
    entry.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    if isinstance(event.value, datetime):
        entry.add("dtstart", event.value.astimezone(UTC))
        # Exchange refuses an event without end, and RFC 5545 an end equal to the start.
        entry.add("duration", timedelta(0))
    else:
        entry.add("dtstart", event.value)
        entry.add("dtend", event.value + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("summary", title)
    entry.add("description", "\n".join(_description(event, lang)))
    url = source(event.source).url
    if url is not None:
        entry.add("url", url)
    for before in _ALARMS if event.closing else ():
        if _starts(event) - before > at.earliest:
            entry.add_component(_alarm(title, before))
    return entry


def _starts(event: Event) -> datetime:
    """When the event starts in the calendar: a day starts at midnight."""
    value = event.value
    return value if isinstance(value, datetime) else datetime.combine(value, time.min, PARIS)


def _alarm(title: str, before: timedelta) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm


def _uid(event: Event) -> str:
    """The same from run to run and in both languages: a second import replaces the first."""
    value: date = event.value
    parts = (event.sons, event.step, "closes" if event.closing else "opens", value.isoformat())
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{digest[:32]}@segur-check"


def _description(event: Event, lang: str) -> Iterator[str]:
    stated_by, place, address, certainty, note = _LABELS[lang]
    document, bound = source(event.source), event.edge.bound
    yield f"{stated_by}{document.title} ({document.publisher})"
    if event.place:
        yield f"{place}{event.place}"
    if document.url:
        yield f"{address}{document.url}"
    if bound is not None and not event.other:
        yield f"{certainty}{CERTAINTIES[bound.certainty][lang == 'en']}"
    for remark in remarks(event.edge, lambda key: source(key).title, lang):
        yield f"{note}{remark}"
