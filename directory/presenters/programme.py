"""What is on at a place or with a group, day by day, and what comes later?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from itertools import groupby

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.clock import LONDON
from directory.cards import Card, Party, Place
from directory.enums import Status
from directory.presenters import facts
from directory.presenters.cards import listing_address
from directory.presenters.places import group_address, place_address
from directory.presenters.times import (
    ask_for_times,
    dates_off,
    is_open_hours,
    occurrence_in_words,
    off_in_words,
    when_of,
)
from directory.presenters.words import NOTHING, reader_language, shown
from directory.rules.recurrence import DateOff, Occurrence
from directory.when import clock, date_in_words

DAYS = 7
PAGE_SIZE = 50
MOST_HOURS = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One session, or one offer: when, what, with whom or where, and what it costs.

    It may be kept where it stands first on the page.
    """

    when: tuple[str, ...]
    title: SafeString
    href: str
    beside: SafeString
    beside_href: str
    cost: str
    code: str
    is_off: bool = False
    may_keep: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A day, or what comes after the days, with its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """One page of what is on; `previous` and `next` are page numbers, 0 for none."""

    parts: tuple[Part, ...]
    text: str
    previous: int
    next: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes a line if its page is asked for; what it says of the time is not said yet."""

    heading: str
    card: Card
    when: Callable[[], tuple[str, ...]]
    is_off: bool = False


Beside = Callable[[Card], tuple[SafeString, str]]


def group_of(card: Card) -> tuple[SafeString, str]:
    """Return who runs an offer: what the page of a place says beside it."""
    party: Party | None = card.organisation
    return (shown(party.name), group_address(party)) if party else (NOTHING, "")


def place_of(card: Card) -> tuple[SafeString, str]:
    """Return where an offer is: what the page of a group says beside it."""
    place: Place | None = card.place
    if place is None:
        return NOTHING, ""
    return shown(place.name), "" if place.area_only else place_address(place)


def programme(cards: Iterable[Card], now: datetime, beside: Beside, page: int) -> Programme:
    """Return a page of the next seven days, of what comes later, and of what has no dates.

    Opening hours stand first, and only while they are current. A page too far is the last.
    """
    entries = list(_entries(list(cards), now))
    last = max(1, -(-len(entries) // PAGE_SIZE))
    at = max(1, min(page, last))
    first = (at - 1) * PAGE_SIZE
    here = entries[first : first + PAGE_SIZE]
    seen = list(_once((entry.heading, _line(entry, beside)) for entry in here))
    parts = (
        Part(heading, tuple(line for _heading, line in group))
        for heading, group in groupby(seen, key=lambda pair: pair[0])
    )
    text = _("%(first)s to %(last)s of %(total)s") % {
        "first": number_format(first + 1),
        "last": number_format(first + len(seen)),
        "total": number_format(len(entries)),
    }
    return Programme(
        parts=tuple(parts),
        text=text if last > 1 else "",
        previous=at - 1 if at > 1 else 0,
        next=at + 1 if at < last else 0,
    )


def _once(lines: Iterable[tuple[str, Line]]) -> Iterator[tuple[str, Line]]:
    """Give the lines, the first of each offer with its button to keep it."""
    kept: set[str] = set()
    for heading, line in lines:
        yield heading, replace(line, may_keep=line.code not in kept)
        kept.add(line.code)


def _entries(cards: list[Card], now: datetime) -> Iterator[Entry]:
    today = now.astimezone(LONDON).date()
    until = today + timedelta(days=DAYS - 1)
    hours = [card for card in cards if _has_hours(card, today)]
    for card in hours:
        yield Entry(_("Opening hours"), card, partial(_hours, card, now))
    others = [card for card in cards if not _has_hours(card, today)]
    coming = [(card, _coming(card, now)) for card in others]
    yield from _days(coming, today, until)
    later = [(dates[0], card) for card, dates in coming if dates and dates[0].on > until]
    for one, card in sorted(later, key=lambda pair: (pair[0].starts_at, pair[1].name.text)):
        yield Entry(_("Later"), card, partial(_date, one, today))
    for card, dates in coming:
        if not dates:
            yield Entry(_("Ask about the times"), card, partial(_undated, card, now))


def _has_hours(card: Card, today: date) -> bool:
    return card.status == Status.ACTIVE and is_open_hours(card, today)


def _coming(card: Card, now: datetime) -> tuple[Occurrence, ...]:
    """Return the sessions ahead; none by hours that nobody has confirmed for 12 months."""
    today = now.astimezone(LONDON).date()
    if card.status != Status.ACTIVE or not card.current_sessions(today):
        return ()
    return card.upcoming(now, len(card.dates))


def _days(
    coming: Iterable[tuple[Card, tuple[Occurrence, ...]]], today: date, until: date
) -> Iterator[Entry]:
    """Give the sessions of the days, and those that are off, day by day."""
    found: dict[date, list[tuple[datetime, Entry]]] = defaultdict(list)
    heading = lru_cache(partial(_day, today=today))
    for card, dates in coming:
        for one in dates:
            if one.on <= until:
                entry = Entry(heading(one.on), card, partial(_time, one))
                found[one.on].append((one.starts_at, entry))
        if card.status != Status.ACTIVE:
            continue
        for off in dates_off(card, today, until):
            start = off.starts_at or datetime.min.time()
            moment = datetime.combine(off.on, start, tzinfo=LONDON)
            entry = Entry(heading(off.on), card, partial(_off, off, card), is_off=True)
            found[off.on].append((moment, entry))
    for day in sorted(found):
        for _moment, entry in sorted(found[day], key=lambda one: (one[0], one[1].card.name.text)):
            yield entry


def _line(entry: Entry, beside: Beside) -> Line:
    card = entry.card
    said, beside_href = beside(card)
    return Line(
        when=entry.when(),
        title=shown(card.name),
        href=listing_address(card),
        beside=said,
        beside_href=beside_href,
        cost=facts.cost(card),
        code=card.short_code,
        is_off=entry.is_off,
    )


def _hours(card: Card, now: datetime) -> tuple[str, ...]:
    return when_of(card, now, MOST_HOURS).lines


def _date(one: Occurrence, today: date) -> tuple[str, ...]:
    return (occurrence_in_words(one, today),)


def _off(off: DateOff, card: Card) -> tuple[str, ...]:
    return (off_in_words(off, card),)


def _time(one: Occurrence) -> tuple[str, ...]:
    start, end = (clock(moment, reader_language()) for moment in (one.start, one.end))
    return (_("%(start)s to %(end)s") % {"start": start, "end": end},)


def _day(day: date, today: date) -> str:
    """Return a day as a heading; a session that began yesterday evening may still be on."""
    if day == today:
        return _("Today")
    if day == today + timedelta(days=1):
        return _("Tomorrow")
    return date_in_words(day)


def _undated(card: Card, now: datetime) -> tuple[str, ...]:
    lines = when_of(card, now).lines
    return (lines[0] if lines and card.status != Status.ACTIVE else ask_for_times(card),)
