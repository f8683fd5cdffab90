"""How are a promised day and hour said to a person, in the language that is read?"""

from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language

from directory.when import clock, date_in_words, full_date

# Languages whose names of days have a capital at the beginning of a sentence alone.
_SMALL_DAYS = ("pl",)


def day_in_words(day: date) -> str:
    """Return a day within a sentence: "Tuesday 1 December", "wtorek, 1 grudnia"."""
    words = date_in_words(day)
    return words[:1].lower() + words[1:] if get_language() in _SMALL_DAYS else words


def day_and_year(at: datetime) -> str:
    """Return the day of a moment, with its year: "1 December 2026"."""
    return full_date(localtime(at).date())


def hour_in_words(at: datetime) -> str:
    """Return the time of a moment: "9am", "12 noon", "9:00"."""
    return clock(localtime(at).time(), get_language() or "en")
