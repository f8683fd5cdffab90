"""What is each choice of a search called?"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from directory.asking import Asked
from directory.enums import Access, AgeBand, Booking, Day, Format, Gender, Spoken, TimeOfDay
from directory.presenters.words import reader_language
from directory.selectors.headings import HeadingLine
from directory.when import full_date

Headings = Mapping[str, HeadingLine]
# A line never ends after the dash: "60-" alone means something else.
AGE_RANGE = SafeString('<span class="wm-nobr">60-70</span>')


def label(name: str, value: str, headings: Headings) -> str:
    """Return the words for one value of a parameter."""
    if name == "category":
        return headings[value].name if value in headings else value
    return _label(name, value, reader_language())


@lru_cache(maxsize=2048)
def _label(name: str, value: str, language: str) -> str:
    return LABELS[name](value) if name in LABELS else value


def cost(value: str) -> str:
    """Return "Free" or "Up to £3"."""
    return _("Free") if value == "free" else _("Up to £%(pounds)s") % {"pounds": value}


def age(value: str) -> str:
    """Return an age group, one age in years, or a range of them."""
    if value in AgeBand.values:
        return str(AgeBand(value).label)
    first, dash, last = value.partition("-")
    if not dash:
        return _("Age %(years)s") % {"years": value}
    if not last:
        return _("Age %(years)s and over") % {"years": first}
    return _("Age %(first)s to %(last)s") % {"first": first, "last": last}


def time_of_day(value: str) -> str:
    """Return a time of day, with what evening means."""
    return _("Evening, after 5pm") if value == "evening" else str(TimeOfDay(value).label)


def people(value: str) -> str:
    """Return for whom an offer is."""
    return _("Good for beginners") if value == "beginners" else str(Gender(value).label)


def starts(value: str) -> str:
    """Return a date or a span of days."""
    named = {
        "now": _("Open now or on now"),
        "today": _("Today"),
        "tomorrow": _("Tomorrow"),
        "weekend": _("This weekend"),
        "week": _("In the next 7 days"),
        "month": _("In the next month"),
    }
    if value in named:
        return named[value]
    first, _dots, last = value.partition("..")
    days = [full_date(_day(one)) for one in (first, last) if one]
    return " – ".join(days)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def miles(value: str) -> str:
    """Return a distance to choose."""
    return _miles(value, reader_language())


@lru_cache(maxsize=256)
def _miles(value: str, language: str) -> str:
    if value == "0.5":
        return _("Half a mile")
    number = int(value)
    return ngettext("%(number)s mile", "%(number)s miles", number) % {
        "number": number_format(number)
    }


def short_day(value: str) -> str:
    """Return a day of the week in three letters or so."""
    return _short_day(value, reader_language())


@lru_cache(maxsize=64)
def _short_day(value: str, language: str) -> str:
    return {
        "mon": pgettext("Monday, short", "Mon"),
        "tue": pgettext("Tuesday, short", "Tue"),
        "wed": pgettext("Wednesday, short", "Wed"),
        "thu": pgettext("Thursday, short", "Thu"),
        "fri": pgettext("Friday, short", "Fri"),
        "sat": pgettext("Saturday, short", "Sat"),
        "sun": pgettext("Sunday, short", "Sun"),
    }[value]


def parameter(name: str) -> str:
    """Return what a parameter of the address is called on the page."""
    return _parameter(name, reader_language())


@lru_cache(maxsize=256)
def _parameter(name: str, language: str) -> str:
    return {
        "within": _("How far?"),
        "category": _("What is it about?"),
        "day": _("Which day?"),
        "time": _("What time?"),
        "starts": _("When does it start?"),
        "term": _("In term time"),
        "age": _("Who it is for"),
        "cost": _("Cost"),
        "language": _("Language spoken"),
        "access": _("What you need"),
        "for": _("Who it is for"),
        "format": _("How to take part"),
        "booking": str(Booking.NONE.label),
        "sort": pgettext("order of results", "Sort"),
        "page": _("Page"),
        "view": _("Map or list"),
    }.get(name, name)


LABELS: dict[str, Callable[[str], str]] = {
    "cost": cost,
    "age": age,
    "day": lambda value: str(Day(value).label),
    "time": time_of_day,
    "language": lambda value: str(Spoken(value).label),
    "access": lambda value: str(Access(value).label),
    "people": people,
    "format": lambda value: str(Format(value).label),
    "booking": lambda value: str(Booking(value).label),
    "starts": starts,
    "term": lambda value: parameter("term"),
}


def chosen_codes(asked: Asked) -> tuple[str, ...]:
    """Return the codes that a card should show first, because the reader asked for them."""
    return (*asked.access, *asked.people, *asked.language)
