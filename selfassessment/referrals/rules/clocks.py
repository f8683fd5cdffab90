"""When is the desk open, and what is so many working days from now?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.clock import LONDON


@dataclass(frozen=True)
class Hours:
    """When the desk works: weekdays (Monday is 0), one opening and one closing time."""

    weekdays: frozenset[int]
    opens: time
    closes: time
    closed: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Return whether the desk works on a day."""
        return day.weekday() in self.weekdays and day not in self.closed


def working_day_after(hours: Hours, start: date, days: int) -> date:
    """Return the day that is so many working days after `start` (0: itself or the next one)."""
    day = start
    while not hours.is_working_day(day):
        day += timedelta(days=1)
    for _ in range(days):
        day += timedelta(days=1)
        while not hours.is_working_day(day):
            day += timedelta(days=1)
    return day


def effective_start(hours: Hours, moment: datetime) -> date:
    """Return the day from which the clock runs: after closing time it is the next working day."""
    local = moment.astimezone(LONDON)
    day = local.date()
    if hours.is_working_day(day) and local.time() >= hours.closes:
        day += timedelta(days=1)
    return working_day_after(hours, day, 0)


def is_open(hours: Hours, moment: datetime) -> bool:
    """Return whether somebody is at the desk at a moment."""
    local = moment.astimezone(LONDON)
    return hours.is_working_day(local.date()) and hours.opens <= local.time() < hours.closes


def opens_next(hours: Hours, moment: datetime) -> datetime:
    """Return this moment when the desk is open, else when it opens next, in Europe/London."""
    local = moment.astimezone(LONDON)
    if is_open(hours, moment):
        return local
    day = local.date()
    if not (hours.is_working_day(day) and local.time() < hours.opens):
        day = working_day_after(hours, day + timedelta(days=1), 0)
    return datetime.combine(day, hours.opens, tzinfo=LONDON)


def open_minutes_after(hours: Hours, start: datetime, minutes: int) -> datetime:
    """Return the moment so many minutes later, counted while the desk is open; Europe/London."""
    moment, left = opens_next(hours, start), timedelta(minutes=minutes)
    while (room := datetime.combine(moment.date(), hours.closes, tzinfo=LONDON) - moment) < left:
        left -= room
        moment = opens_next(hours, moment + room)
    return moment + left


def working_days_between(hours: Hours, start: date, end: date) -> int:
    """Return how many working days lie after `start` up to and with `end`; 0 when not after."""
    day, count = start, 0
    while day < end:
        day += timedelta(days=1)
        count += hours.is_working_day(day)
    return count


def parse_dates(text: str) -> tuple[frozenset[date], Collection[str]]:
    """Return the dates written one a line (2026-12-24 or 24/12/2026) and the lines not read."""
    found: set[date] = set()
    wrong: list[str] = []
    for line in filter(None, (part.strip() for part in text.splitlines())):
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                found.add(datetime.strptime(line, pattern).date())  # noqa: DTZ007 - a day only
                break
            except ValueError:
                continue
        else:
            wrong.append(line)
    return frozenset(found), wrong
