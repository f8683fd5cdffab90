"""How is said when an offer takes place, and when next?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.clock import LONDON
from directory.cards import Card, ClosedDays
from directory.enums import ClosureReason, ContactKind, Day, ExceptionReason, ScheduleKind, Status
from directory.presenters.words import reader_language
from directory.rules.recurrence import DateOff, Occurrence, Session, pattern_dates
from directory.when import clock, date_in_words, in_words

MOST_LINES = 2
NOTED_DAYS = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One disc of the week strip."""

    letter: str
    on: bool


@dataclass(frozen=True, slots=True)
class When:
    """What is said about times: the pattern, a word on dates off, the next date, the week."""

    lines: tuple[str, ...]
    off: str = ""
    next: str = ""
    days: tuple[WeekDay, ...] = ()
    is_known: bool = True


def when_of(card: Card, now: datetime, most_lines: int = MOST_LINES) -> When:
    """Return what a card says about times; opening hours only while they are current."""
    today = now.astimezone(LONDON).date()
    if card.status == Status.CLOSED:
        return When(lines=(_("Closed for good"),), is_known=False)
    if card.status == Status.PAUSED:
        return When(lines=(_("Stopped for now"),), off=ring_first(card), is_known=False)
    if card.place_has_closed(today):
        line = _("The place has closed for good")
        return When(lines=(line,), off=ring_first(card), is_known=False)
    sessions = card.current_sessions(today)
    if not sessions:
        return When(lines=(ask_for_times(card),), is_known=False)
    lines = _pattern(sessions, reader_language())
    more = (_("More times on the page"),) if len(lines) > most_lines else ()
    upcoming = _not_on_yet(card, now)
    return When(
        lines=(*lines[:most_lines], *more),
        off=next_off(card, upcoming, today),
        next=next_in_words(card, upcoming, today),
        days=week({day for session in sessions for day in session.rule.days}),
    )


def _not_on_yet(card: Card, now: datetime) -> tuple[Occurrence, ...]:
    """Return the next session; one that is on is not the next, unless it is the last."""
    coming = card.upcoming(now, 2)
    if len(coming) > 1 and coming[0].starts_at <= now and not card.has_opening_hours():
        return coming[1:]
    return coming[:1]


def ask_for_times(card: Card) -> str:
    """Return what to do to learn the times of an offer."""
    ways = {contact.kind for contact in card.contacts}
    if ContactKind.PHONE in ways:
        return _("Ring first to ask about times")
    if ContactKind.EMAIL in ways or card.message_form:
        return _("Write first to ask about times")
    if ContactKind.WEBSITE in ways:
        return _("Look on their website for times")
    return _("Times not known")


def ring_first(card: Card) -> str:
    """Return "Ring first", or the nearest to it that this offer allows."""
    ways = {contact.kind for contact in card.contacts}
    if ContactKind.PHONE in ways:
        return _("Ring first")
    can_write = ContactKind.EMAIL in ways or card.message_form
    return _("Write first") if can_write else _("Ask first")


def next_in_words(card: Card, upcoming: Sequence[Occurrence], today: date) -> str:
    """Return the next date as a person says it."""
    if not upcoming:
        return _("No dates in the next weeks. %(ring)s.") % {"ring": ring_first(card)}
    first = upcoming[0]
    if card.has_opening_hours():
        return _opening(first, today)
    if first.on == today:
        return _("Next: today at %(time)s") % {"time": clock(first.start, reader_language())}
    return _("Next: %(day)s") % {"day": day_in_words(first.on, today)}


def _opening(first: Occurrence, today: date) -> str:
    values = {
        "day": day_in_words(first.on, today),
        "start": clock(first.start, reader_language()),
        "end": clock(first.end, reader_language()),
    }
    if first.on == today:
        return _("Open today, %(start)s to %(end)s") % values
    return _("Next open: %(day)s, %(start)s to %(end)s") % values


def day_in_words(day: date, today: date) -> str:
    """Return a date, with "today" or "tomorrow" where that is so."""
    return _day_in_words(day, today, reader_language())


@lru_cache(maxsize=1024)
def _day_in_words(day: date, today: date, language: str) -> str:
    if day == today:
        return _("today, %(date)s") % {"date": short_date(day)}
    if day == today + timedelta(days=1):
        return _("tomorrow, %(date)s") % {"date": short_date(day)}
    return date_in_words(day)


def short_date(day: date) -> str:
    """Return a date without the day of the week, such as "1 December"."""
    return str(date_format(day, pgettext("date format of Django", "j F")))


def next_off(card: Card, upcoming: Iterable[Occurrence], today: date) -> str:
    """Return the date off before the next session, if there is one."""
    if not card.dates_off:
        return ""
    until = next((one.on for one in upcoming), today + NOTED_DAYS)
    return next((off_in_words(off, card) for off in dates_off(card, today, until)), "")


def dates_off(card: Card, today: date, until: date) -> list[DateOff]:
    """Return the dates of the pattern on which nothing takes place, in order.

    Where something else does take place on the day, each session that is off is told by itself.
    """
    expected: dict[date, set[time]] = defaultdict(set)
    for session in card.current_sessions(today):
        for day in pattern_dates(session, today, until):
            expected[day].add(session.start)
    on = {(one.on, one.start) for one in card.dates}
    found: dict[tuple[date, time | None], DateOff] = {}
    for off in card.dates_off:
        starts = expected.get(off.on, set())
        if not starts or (off.starts_at is not None and off.starts_at not in starts):
            continue
        is_part = off.starts_at is not None and any((off.on, start) in on for start in starts)
        told = off if is_part else replace(off, starts_at=None)
        found.setdefault((told.on, told.starts_at), told)
    return sorted(found.values(), key=lambda off: (off.on, off.starts_at or time(0)))


def off_in_words(off: DateOff, card: Card) -> str:
    """Return that there is nothing on a date, and why when somebody cancelled it."""
    values = {"day": date_in_words(off.on)}
    if off.starts_at is not None:
        at = clock(off.starts_at, reader_language())
        values["day"] = _("%(day)s at %(time)s") % {**values, "time": at}
    if off.reason == ExceptionReason.CANCELLED:
        return _("Cancelled on %(day)s") % values
    if off.reason != ExceptionReason.PLACE_CLOSED:
        return _("Not on %(day)s") % values
    reason = next((reason_of(one) for one in card.closures if one.covers(off.on)), "")
    if reason:
        return _("Cancelled on %(day)s: the place is closed (%(reason)s)") % {
            **values,
            "reason": reason,
        }
    return _("Cancelled on %(day)s: the place is closed") % values


def reason_of(closed: ClosedDays) -> str:
    """Return why a place is closed; nothing when it is "another reason", which says nothing."""
    if closed.reason == ClosureReason.OTHER or closed.reason not in ClosureReason.values:
        return ""
    return str(ClosureReason(closed.reason).label)


def occurrence_in_words(one: Occurrence, today: date) -> str:
    """Return one date with its time."""
    return _("%(day)s, %(start)s to %(end)s") % {
        "day": day_in_words(one.on, today),
        "start": clock(one.start, reader_language()),
        "end": clock(one.end, reader_language()),
    }


def is_open_hours(card: Card, today: date) -> bool:
    """Whether what is shown are the opening hours of a place."""
    return any(one.kind == ScheduleKind.OPENING for one in card.current_sessions(today))


def week(days: Iterable[str]) -> tuple[WeekDay, ...]:
    """Return the seven discs, Monday first."""
    return _week(frozenset(days), reader_language())


@lru_cache(maxsize=1024)
def _week(on: frozenset[str], language: str) -> tuple[WeekDay, ...]:
    letters = {
        "mon": pgettext("first letter of Monday", "M"),
        "tue": pgettext("first letter of Tuesday", "T"),
        "wed": pgettext("first letter of Wednesday", "W"),
        "thu": pgettext("first letter of Thursday", "T"),
        "fri": pgettext("first letter of Friday", "F"),
        "sat": pgettext("first letter of Saturday", "S"),
        "sun": pgettext("first letter of Sunday", "S"),
    }
    return tuple(WeekDay(letters[day], day in on) for day in Day.values)


@lru_cache(maxsize=4096)
def _pattern(sessions: tuple[Session, ...], language: str) -> tuple[str, ...]:
    """Return the sentences of a pattern, which many cards share."""
    return in_words(sessions, language)
