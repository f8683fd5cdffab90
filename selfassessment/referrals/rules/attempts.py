"""When may the desk say that somebody could not be reached?

After three attempts on different days and at different times of the day, over two channels, and
then a letter (where there is an address and a letter is safe). Counted are the attempts for one
line since it was last begun, and since the last talk: whoever was spoken to was reached.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.clock import LONDON, day_of

WANTED_ATTEMPTS = 3
WANTED_DAYS = 3
WANTED_PARTS = 2
WANTED_CHANNELS = 2
LETTER = "post"


@dataclass(frozen=True)
class Attempt:
    """One attempt: when and how, and whether somebody was spoken to."""

    at: datetime
    channel: str
    spoke: bool = False


def part_of_day(moment: datetime) -> str:
    """Return morning, afternoon or evening in Europe/London."""
    hour = moment.astimezone(LONDON).hour
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def safe_channels(
    contact_by: Sequence[str], *, has_phone: bool, has_email: bool, text_ok: bool | None
) -> tuple[str, ...]:
    """Return over which channels a person may be tried at all, letters left out."""
    asked = set(contact_by) or {"phone", "email"}
    found = []
    if "phone" in asked and has_phone:
        found.append("phone")
    if has_phone and text_ok is not False and ({"phone", "text"} & asked):
        found.append("text")
    if "email" in asked and has_email:
        found.append("email")
    return tuple(found)


def failed(tried: Iterable[Attempt]) -> list[Attempt]:
    """Return the attempts since the last talk, the first one first."""
    found: list[Attempt] = []
    for attempt in sorted(tried, key=lambda one: one.at):
        found = [] if attempt.spoke else [*found, attempt]
    return found


def still_needed(
    tried: Iterable[Attempt], *, letter_is_safe: bool, channels_possible: int = WANTED_CHANNELS
) -> list[str]:
    """Return what is still to be done before "could not be reached", in short sentences."""
    attempts = failed(tried)
    calls = [attempt for attempt in attempts if attempt.channel != LETTER]
    wanted = min(WANTED_CHANNELS, max(1, channels_possible))
    missing = _missing(calls, wanted)
    if letter_is_safe:
        enough = [
            calls[number - 1].at
            for number in range(WANTED_ATTEMPTS, len(calls) + 1)
            if not _missing(calls[:number], wanted)
        ]
        letters = [attempt.at for attempt in attempts if attempt.channel == LETTER]
        if not enough or max(letters, default=enough[0]) <= enough[0]:
            missing.append("Then a letter that says how to come back")
    return missing


def _missing(calls: Sequence[Attempt], wanted_channels: int) -> list[str]:
    missing = []
    if (left := WANTED_ATTEMPTS - len(calls)) > 0:
        missing.append("One more attempt" if left == 1 else f"{left} more attempts")
    days = {day_of(attempt.at) for attempt in calls}
    if len(days) < WANTED_DAYS:
        missing.append(f"Attempts on {WANTED_DAYS} different days, so far {len(days)}")
    parts = {part_of_day(attempt.at) for attempt in calls}
    if len(parts) < WANTED_PARTS:
        missing.append("One attempt at another time of the day")
    if len({attempt.channel for attempt in calls}) < wanted_channels:
        missing.append("An attempt in another way (telephone, text, e-mail)")
    return missing
