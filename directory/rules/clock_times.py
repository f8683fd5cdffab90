"""Which time of day does a person mean by "10", "10.30 am" or "half past ten"?"""

import re
from datetime import time

NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            "one", "two", "three", "four", "five", "six",
            "seven", "eight", "nine", "ten", "eleven", "twelve",
        ),
        start=1,
    )
}  # fmt: skip
WHOLE = {"noon": time(12), "midday": time(12), "12 noon": time(12), "midnight": time(0)}
DIGITS = re.compile(r"^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?$")
IN_WORDS = re.compile(r"^(?:(half|quarter) (past|to) )?([a-z]+|\d{1,2})(?: o'?clock)?\s*(am|pm)?$")
FIRST_MORNING_HOUR = 7
NOON = 12


class NotATimeError(ValueError):
    """The text does not name a time of day."""


def parse_time(text: str) -> time:
    """Return the time a person typed.

    Without "am" or "pm" an hour from 1 to 6 is in the afternoon, because that is when groups
    meet; "06:00" with a nought in front is early. Raises NotATimeError.
    """
    said = " ".join(text.lower().replace("a.m.", "am").replace("p.m.", "pm").split()).strip(". ")
    if said in WHOLE:
        return WHOLE[said]
    match = DIGITS.match(said)
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        return _time(hour, minute, half, exact=match[1].startswith("0"), text=text)
    match = IN_WORDS.match(said)
    if match and (match[3].isdigit() or match[3] in NUMBERS):
        hour = int(match[3]) if match[3].isdigit() else NUMBERS[match[3]]
        return _spoken(hour, match[1], match[2], match[4], text)
    raise NotATimeError(text)


def _spoken(hour: int, part: str | None, side: str | None, half: str | None, text: str) -> time:
    minute = {"half": 30, "quarter": 15, None: 0}[part]
    if side == "to":
        hour, minute = (hour - 1 or NOON), 60 - minute
    return _time(hour, minute, half, exact=False, text=text)


def _time(hour: int, minute: int, half: str | None, *, exact: bool, text: str) -> time:
    if half and not 1 <= hour <= NOON:
        raise NotATimeError(text)
    if half:
        hour = hour % NOON + (NOON if half == "pm" else 0)
    elif not exact and 1 <= hour < FIRST_MORNING_HOUR:
        hour += NOON
    try:
        return time(hour, minute)
    except ValueError as error:
        raise NotATimeError(text) from error


def as_typed(moment: time | None) -> str:
    """Return a time as a form shows it, such as "10am" or "1:30pm"."""
    if moment is None:
        return ""
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % NOON or NOON}{minutes}{'am' if moment.hour < NOON else 'pm'}"
