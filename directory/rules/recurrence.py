"""On which dates does a session take place?"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

LONDON = ZoneInfo("Europe/London")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_ISO = {
    "mon": "MO",
    "tue": "TU",
    "wed": "WE",
    "thu": "TH",
    "fri": "FR",
    "sat": "SA",
    "sun": "SU",
}
FROM_ISO = {iso: day for day, iso in DAYS_ISO.items()}
LAST = -1
PLACE_CLOSED = "place_closed"
FURTHEST = timedelta(days=800)


class UnknownRuleError(ValueError):
    """The recurrence is not one that the form can show."""


class Calendar(Protocol):
    """What a session needs to know about days."""

    def in_term(self, day: date) -> bool:
        """Whether schools are open in the week of this day."""
        ...

    def is_bank_holiday(self, day: date) -> bool:
        """Whether this day is a bank holiday in England."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """Ticked days, every so many weeks or on the nth such day of the month (-1 is the last)."""

    days: tuple[str, ...]
    every: int = 1
    nth: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.days or any(day not in DAYS for day in self.days):
            raise UnknownRuleError("A rule needs at least one day of the week")
        if self.every not in (1, 2, 3, 4) or (self.nth and self.every != 1):
            raise UnknownRuleError("A rule is every one to four weeks, or on nth days of a month")
        if any(number not in (1, 2, 3, 4, 5, LAST) for number in self.nth):
            raise UnknownRuleError("Only the 1st to 5th or the last such day of a month")
        object.__setattr__(self, "days", tuple(sorted(set(self.days), key=DAYS.index)))
        object.__setattr__(self, "nth", tuple(sorted(set(self.nth), key=_month_order)))

    def as_rrule(self) -> str:
        """Return the rule as an iCalendar RRULE value."""
        if self.nth:
            days = ",".join(f"{n}{DAYS_ISO[day]}" for n in self.nth for day in self.days)
            return f"FREQ=MONTHLY;BYDAY={days}"
        days = ",".join(DAYS_ISO[day] for day in self.days)
        interval = f"INTERVAL={self.every};" if self.every > 1 else ""
        return f"FREQ=WEEKLY;{interval}BYDAY={days};WKST=MO"

    @classmethod
    @lru_cache(maxsize=1024)
    def parse(cls, rrule: str) -> "Rule":
        """Return the rule an RRULE value stands for.

        Raises UnknownRuleError for a recurrence that ticked days cannot express.
        """
        try:
            parts = dict(part.split("=", 1) for part in rrule.upper().split(";") if part)
        except ValueError as error:
            raise UnknownRuleError(rrule) from error
        if not set(parts) <= {"FREQ", "INTERVAL", "BYDAY", "WKST"}:
            raise UnknownRuleError(rrule)
        codes = [code for code in parts.get("BYDAY", "").split(",") if code]
        if any(code[-2:] not in FROM_ISO for code in codes):
            raise UnknownRuleError(rrule)
        days = tuple(FROM_ISO[code[-2:]] for code in codes)
        if parts.get("FREQ") == "WEEKLY" and all(len(code) == 2 for code in codes):
            return cls(days=days, every=int(parts.get("INTERVAL", "1")))
        if parts.get("FREQ") == "MONTHLY" and all(len(code) > 2 for code in codes):
            return cls(days=days, nth=_nth_of(codes, rrule))
        raise UnknownRuleError(rrule)


def _month_order(number: int) -> int:
    return 6 if number == LAST else number


def _nth_of(codes: Sequence[str], rrule: str) -> tuple[int, ...]:
    pairs = {(int(code[:-2]), code[-2:]) for code in codes}
    numbers = {number for number, _ in pairs}
    days = {day for _, day in pairs}
    if len(pairs) != len(numbers) * len(days):
        raise UnknownRuleError(rrule)
    return tuple(numbers)


@dataclass(frozen=True, slots=True)
class Session:
    """A pattern of sessions; times are wall-clock times in London."""

    rule: Rule
    starts_on: date
    start: time
    end: time
    ends_on: date | None = None
    term_time: bool = False
    bank_holidays: bool = False
    kind: str = "session"
    as_of: date | None = None
    online: bool = False


@dataclass(frozen=True, slots=True)
class DateOff:
    """A date without a session; `starts_at` is empty when the whole day is off."""

    on: date
    starts_at: time | None = None
    reason: str = "off"

    def takes_out(self, session: Session, day: date) -> bool:
        """Whether the session of this day is off; a closed place does not stop an online one."""
        if self.on != day or self.starts_at not in (None, session.start):
            return False
        return not (session.online and self.reason == PLACE_CLOSED)


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One session on one date."""

    on: date
    start: time
    end: time

    @property
    def starts_at(self) -> datetime:
        """The moment it begins; clock changes are taken into account."""
        return datetime.combine(self.on, self.start, tzinfo=LONDON)

    @property
    def ends_at(self) -> datetime:
        """The moment it ends; an end before the start is on the next day."""
        day = self.on if self.end > self.start else self.on + timedelta(days=1)
        return datetime.combine(day, self.end, tzinfo=LONDON)

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended by this moment."""
        return self.ends_at.astimezone(UTC) <= now.astimezone(UTC)


def pattern_dates(session: Session, start: date, until: date) -> Iterator[date]:
    """Give the dates of the bare pattern from `start` to `until`, both included."""
    first = datetime.combine(session.starts_on, time.min)
    last = min(until, session.ends_on) if session.ends_on else until
    begin = max(start, session.starts_on)
    if last < begin:
        return
    if not session.rule.nth:
        yield from _weekly_dates(session, begin, last)
        return
    rule = rrulestr(session.rule.as_rrule(), dtstart=first)
    lower, upper = datetime.combine(begin, time.min), datetime.combine(last, time.min)
    for moment in rule.xafter(lower, inc=True):
        if moment > upper:
            return
        yield moment.date()


def _weekly_dates(session: Session, begin: date, last: date) -> Iterator[date]:
    """Give what dateutil gives for a weekly rule, fast enough for a whole directory."""
    anchor = session.starts_on - timedelta(days=session.starts_on.weekday())
    step = 7 * session.rule.every
    behind = max((begin - anchor).days, 0) // step
    week = anchor + timedelta(days=behind * step)
    numbers = [DAYS.index(day) for day in session.rule.days]
    while week <= last:
        for number in numbers:
            day = week + timedelta(days=number)
            if begin <= day <= last:
                yield day
        week += timedelta(days=step)


def takes_place(
    session: Session, day: date, dates_off: Collection[DateOff], calendar: Calendar
) -> bool:
    """Whether the session takes place on a date of its pattern."""
    if any(off.takes_out(session, day) for off in dates_off):
        return False
    if session.term_time and not calendar.in_term(day):
        return False
    return session.bank_holidays or not calendar.is_bank_holiday(day)


def occurrences(
    sessions: Iterable[Session],
    dates_off: Collection[DateOff],
    calendar: Calendar,
    start: date,
    until: date,
) -> list[Occurrence]:
    """Return all sessions from `start` to `until`, both included, in order of time."""
    return sorted(
        {
            Occurrence(day, session.start, session.end)
            for session in sessions
            for day in pattern_dates(session, start, until)
            if takes_place(session, day, dates_off, calendar)
        }
    )


def next_dates(
    sessions: Sequence[Session],
    dates_off: Collection[DateOff],
    calendar: Calendar,
    start: date,
    count: int,
) -> list[Occurrence]:
    """Return the next `count` sessions from `start` on; fewer when the pattern ends."""
    found: list[Occurrence] = []
    window, begin, furthest = timedelta(days=7 * max(count, 4)), start, start + FURTHEST
    while len(found) < count and begin <= furthest:
        until = min(begin + window, furthest)
        found += occurrences(sessions, dates_off, calendar, begin, until)
        begin = until + timedelta(days=1)
    return found[:count]


def time_of_day(start: time) -> str:
    """Return "morning" before 12 noon, "afternoon" before 5pm, then "evening"."""
    if start < time(12):
        return "morning"
    return "afternoon" if start < time(17) else "evening"


def slots(sessions: Iterable[Session]) -> tuple[str, ...]:
    """Return day and time of day of each session, such as "tue-morning"."""
    return tuple(
        sorted(
            {
                f"{day}-{time_of_day(session.start)}"
                for session in sessions
                for day in session.rule.days
            }
        )
    )
