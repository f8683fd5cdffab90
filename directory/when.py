"""How is a schedule said in the reader's language: which days, and from when to when?"""

from collections.abc import Iterable, Sequence
from datetime import date, time

from django.utils.formats import date_format
from django.utils.translation import gettext, override, pgettext

from directory.enums import Day
from directory.rules.recurrence import Occurrence, Session, next_dates
from directory.rules.sentences import DayGroup, Saying, sayings

__all__ = [
    "Occurrence",
    "Session",
    "clock",
    "date_in_words",
    "full_date",
    "in_words",
    "next_dates",
    "sentences",
]

CLOCK_OF_24_HOURS = frozenset({"pl"})
NOON, EVENING = 12, 17


def in_words(sessions: Iterable[Session], language: str) -> tuple[str, ...]:
    """Return one sentence for each pattern, such as "Tuesdays, 10am to 12 noon, in term time"."""
    with override(language):
        return sentences(sayings(sessions), language)


def sentences(parts: Sequence[Saying], language: str) -> tuple[str, ...]:
    """Return the sentences for these parts; the language is already the active one."""
    return tuple(_sentence(part, language) for part in parts)


def clock(moment: time, language: str) -> str:
    """Return a time of day as people say it: "10am", "1:30pm", "12 noon"."""
    if language in CLOCK_OF_24_HOURS:
        return f"{moment.hour}:{moment.minute:02d}"
    if moment == time(NOON):
        return gettext("12 noon")
    if moment == time(0):
        return gettext("midnight")
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    hour = f"{moment.hour % NOON or NOON}{minutes}"
    if moment.hour < NOON:
        return pgettext("time in the morning", "%(hour)sam") % {"hour": hour}
    if moment.hour < EVENING:
        return pgettext("time in the afternoon", "%(hour)spm") % {"hour": hour}
    return pgettext("time in the evening", "%(hour)spm") % {"hour": hour}


def date_in_words(day: date) -> str:
    """Return a date such as "Tuesday 1 December" in the active language."""
    return str(date_format(day, pgettext("date format of Django", "l j F")))


def full_date(day: date) -> str:
    """Return a date with its year, such as "9 November 2026"."""
    return str(date_format(day, pgettext("date format of Django", "j F Y")))


def _joined(items: Sequence[str]) -> str:
    *before, last = items
    if not before:
        return last
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(before), "last": last}


def _day(code: str) -> str:
    return {
        "mon": pgettext("every week", "Mondays"),
        "tue": pgettext("every week", "Tuesdays"),
        "wed": pgettext("every week", "Wednesdays"),
        "thu": pgettext("every week", "Thursdays"),
        "fri": pgettext("every week", "Fridays"),
        "sat": pgettext("every week", "Saturdays"),
        "sun": pgettext("every week", "Sundays"),
    }[code]


def _from_day(code: str) -> str:
    return {
        "mon": pgettext("from this day", "Monday"),
        "tue": pgettext("from this day", "Tuesday"),
        "wed": pgettext("from this day", "Wednesday"),
        "thu": pgettext("from this day", "Thursday"),
        "fri": pgettext("from this day", "Friday"),
        "sat": pgettext("from this day", "Saturday"),
        "sun": pgettext("from this day", "Sunday"),
    }[code]


def _to_day(code: str) -> str:
    return {
        "mon": pgettext("up to this day", "Monday"),
        "tue": pgettext("up to this day", "Tuesday"),
        "wed": pgettext("up to this day", "Wednesday"),
        "thu": pgettext("up to this day", "Thursday"),
        "fri": pgettext("up to this day", "Friday"),
        "sat": pgettext("up to this day", "Saturday"),
        "sun": pgettext("up to this day", "Sunday"),
    }[code]


def _nth_day(code: str) -> str:
    return {
        "mon": pgettext("1st of the month", "Monday"),
        "tue": pgettext("1st of the month", "Tuesday"),
        "wed": pgettext("1st of the month", "Wednesday"),
        "thu": pgettext("1st of the month", "Thursday"),
        "fri": pgettext("1st of the month", "Friday"),
        "sat": pgettext("1st of the month", "Saturday"),
        "sun": pgettext("1st of the month", "Sunday"),
    }[code]


def _group(group: DayGroup) -> str:
    if not group.is_run:
        return _day(group.first)
    return pgettext("days", "%(first)s to %(last)s") % {
        "first": _from_day(group.first),
        "last": _to_day(group.last),
    }


def _ordinal(number: int) -> str:
    return {
        1: pgettext("day of the month", "1st"),
        2: pgettext("day of the month", "2nd"),
        3: pgettext("day of the month", "3rd"),
        4: pgettext("day of the month", "4th"),
        5: pgettext("day of the month", "5th"),
        -1: pgettext("day of the month", "last"),
    }[number]


def _days(part: Saying) -> str:
    if part.nth:
        names = [_nth_day(group.first) for group in _spread(part.days)]
        return gettext("%(numbers)s %(days)s of the month") % {
            "numbers": _joined([_ordinal(number) for number in part.nth]),
            "days": _joined(names),
        }
    days = gettext("Every day") if part.is_daily else _joined([_group(one) for one in part.days])
    if part.every == 1:
        return days
    if part.every == 2:
        return gettext("Every second week: %(days)s") % {"days": days}
    return gettext("Every %(number)s weeks: %(days)s") % {"number": part.every, "days": days}


def _spread(groups: Iterable[DayGroup]) -> list[DayGroup]:
    codes = Day.values
    return [
        DayGroup(code, code)
        for group in groups
        for code in codes[codes.index(group.first) : codes.index(group.last) + 1]
    ]


def _sentence(part: Saying, language: str) -> str:
    values = {
        "days": _days(part),
        "start": clock(part.start, language),
        "end": clock(part.end, language),
    }
    said = gettext("%(days)s, %(start)s to %(end)s") % values
    if part.term_time:
        said = gettext("%(days)s, %(start)s to %(end)s, in term time") % values
    return gettext("%(times)s, online") % {"times": said} if part.online else said
