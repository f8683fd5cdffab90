"""How do sessions stand in a calendar file (iCalendar, RFC 5545)?

One event for each pattern, with its rule; dates off are left out of the rule, a date that somebody
cancelled stays and says so. A pattern of term time ends with the last term that is known, so that
a calendar promises no date which our own pages do not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from uuid import UUID, uuid5

from icalendar import Calendar, Event, Timezone, vDDDTypes, vGeo, vRecur, vText

from directory.rules.calendar_entries import Entry
from directory.rules.calendars import SchoolCalendar
from directory.rules.recurrence import (
    FURTHEST,
    LONDON,
    PLACE_CLOSED,
    DateOff,
    Occurrence,
    Session,
    pattern_dates,
    takes_place,
)

# A date that was promised and fell out stays and says so; a planned break is left out of the rule.
CANCELS = frozenset({"cancelled", PLACE_CLOSED})
PRODUCT = "-//Waymark//Directory//EN"
# Since 1996 both clocks change on last Sundays at 1am in universal time.
_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
# Sequence numbers count the seconds from here to the last change: they only ever rise.
_FIRST_CHANGE = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dates of one pattern: first, last (None when open), those off, those cancelled."""

    first: date
    last: date | None
    off: tuple[date, ...]
    cancelled: tuple[date, ...]


def calendar_file(
    entries: Iterable[Entry], *, name: str, school: SchoolCalendar, today: date
) -> bytes:
    """Return a calendar with the sessions of these offers; opening hours are left out."""
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("name", name)
    file.add("x-wr-calname", name)
    file.add("x-wr-timezone", "Europe/London")
    file.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    file.add("x-published-ttl", "P1D")
    file.add_component(Timezone.from_ical(_LONDON))
    for entry in entries:
        for event in _events(entry, school, today):
            file.add_component(event)
    return bytes(file.to_ical())


def _events(entry: Entry, school: SchoolCalendar, today: date) -> Iterator[Event]:
    met: set[Session] = set()
    for number, session in enumerate(entry.sessions):
        if session.kind != "session" or session in met:
            continue
        met.add(session)
        dates = _dates_of(session, entry.dates_off, school, today)
        if dates is None:
            continue
        key = str(uuid5(UUID(entry.public_id), f"session {number}"))
        yield _series(entry, session, dates, key)
        for day in () if entry.is_cancelled else dates.cancelled:
            yield _cancelled(entry, session, day, key)


def _dates_of(
    session: Session, dates_off: Sequence[DateOff], school: SchoolCalendar, today: date
) -> _Dates | None:
    """Return from when to when the rule holds and where it does not; None when it never does."""
    begin = date(today.year - 1, 1, 1)
    known = _last_known(dates_off, school, today)
    days = list(pattern_dates(session, begin, known))
    cancelling = [off for off in dates_off if off.reason in CANCELS]
    breaks = [off for off in dates_off if off.reason not in CANCELS]
    held = [day for day in days if takes_place(session, day, breaks, school)]
    last = session.ends_on
    if session.term_time:
        last = held[-1] if held else None
    first = held[0] if held else None
    if first is None and not session.term_time:
        later = pattern_dates(session, known + timedelta(days=1), known + FURTHEST)
        first = next(islice(later, 1), None)
    if first is None:
        return None
    missing = set(days) - set(held)
    off = (day for day in days if day in missing and first <= day and (not last or day <= last))
    cancelled = (day for day in held if any(one.takes_out(session, day) for one in cancelling))
    return _Dates(first, last, tuple(off), tuple(cancelled))


def _last_known(dates_off: Sequence[DateOff], school: SchoolCalendar, today: date) -> date:
    """Return the day after which nothing is known that could be an exception."""
    ends = (last for _, last in school.half_terms)
    weekend = timedelta(days=2)
    return max(
        today,
        *(off.on for off in dates_off),
        *(last + weekend for last in ends),
        *school.bank_holidays,
    )


def _series(entry: Entry, session: Session, dates: _Dates, key: str) -> Event:
    event = _event(entry, session, dates.first, key)
    rule = vRecur.from_ical(session.rule.as_rrule())
    if dates.last is not None:
        rule["UNTIL"] = [_start(session, dates.last).astimezone(UTC)]
    event.add("rrule", rule)
    if dates.off:
        event.add("exdate", [_start(session, day) for day in dates.off])
    _say_state(event, entry, is_cancelled=entry.is_cancelled)
    return event


def _cancelled(entry: Entry, session: Session, day: date, key: str) -> Event:
    event = _event(entry, session, day, key)
    event.add("recurrence-id", _start(session, day))
    _say_state(event, entry, is_cancelled=True)
    return event


def _event(entry: Entry, session: Session, day: date, key: str) -> Event:
    one = Occurrence(day, session.start, session.end)
    event = Event()
    event.add("uid", key)
    event.add("dtstamp", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event["last-modified"] = vDDDTypes(entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", max(0, int((entry.changed_at - _FIRST_CHANGE).total_seconds())))
    event.add("dtstart", one.starts_at)
    event.add("dtend", one.ends_at)
    for name, text in (("description", entry.about), ("location", entry.where)):
        if text:
            event[name] = _text(text, entry.language)
    event.add("url", entry.url)
    if entry.point:
        event["geo"] = vGeo(entry.point)
    return event


def _say_state(event: Event, entry: Entry, *, is_cancelled: bool) -> None:
    title = entry.cancelled_title if is_cancelled else entry.title
    event["summary"] = _text(title, entry.language)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if is_cancelled else "OPAQUE")


def _text(text: str, language: str) -> vText:
    said = vText(text)
    said.params["LANGUAGE"] = language
    return said


def _start(session: Session, day: date) -> datetime:
    return datetime.combine(day, session.start, tzinfo=LONDON)
