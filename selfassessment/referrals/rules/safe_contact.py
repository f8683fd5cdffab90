"""May this message go to this person, this way, now? The one gate before everything that leaves.

What is not known to be safe does not go: a machine sends nothing where a person has to think.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.clock import LONDON
from core.messages.just_typed import TOO_LATE, is_too_late
from selfassessment.referrals.types import PersonDetails

EMAIL, TEXT, VOICEMAIL, LETTER = "email", "sms", "voicemail", "letter"
CHANNELS = (EMAIL, TEXT, VOICEMAIL, LETTER)
_STEP = timedelta(minutes=15)
_LOOK_AHEAD = timedelta(days=2)


@dataclass(frozen=True)
class Window:
    """A part of the day, from an hour to an hour; over midnight when it ends before it begins."""

    start: time
    end: time

    def holds(self, moment: time) -> bool:
        """Return whether a moment of the day lies in it."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


ANY_TIME: tuple[Window, ...] = (Window(time(0), time(23, 59, 59, 999999)),)
_NAMED = {
    "any": ANY_TIME,
    "any time": ANY_TIME,
    "morning": (Window(time(8), time(12)),),
    "afternoon": (Window(time(12), time(17)),),
    "evening": (Window(time(17), time(20)),),
    "early evening": (Window(time(17), time(19)),),
}
_HOUR = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
_RANGE = re.compile(rf"(?:from |between )?{_HOUR}\s*(?:to|and|until|till|-|–)\s*{_HOUR}")
_AFTER = re.compile(rf"after {_HOUR}")
_BEFORE = re.compile(rf"before {_HOUR}")


@dataclass(frozen=True)
class Situation:
    """What is true of a case, or of answers not sent yet, at the moment of sending.

    `typed_at`: when the person typed the address the message goes to, to have it at once.
    """

    details: PersonDetails
    withdrawn: bool = False
    erased: bool = False
    safety_hold: bool = False
    typed_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """Go, wait until a moment, or stop for good; `reason` is a short code."""

    goes: bool
    until: datetime | None = None
    reason: str = ""


def decide(
    situation: Situation, *, channel: str, to: str, now: datetime, quiet: Window | None
) -> Answer:
    """Return whether a message may go to an address now; for a letter every hour is the same.

    An address that was just typed need not be one we have, and nobody is woken: its owner waits.
    What stops everything stops it too, and so does what was said of that very number.
    """
    if situation.typed_at is not None:
        reason = _forbidden_typed(situation, channel, to, now)
        return Answer(goes=not reason, reason=reason)
    reason = _forbidden(situation, channel, to)
    if reason:
        return Answer(goes=False, reason=reason)
    if channel == LETTER:
        return Answer(goes=True)
    windows = safe_windows(situation.details.safe_times)
    if windows is None:
        return Answer(goes=False, reason="times_not_understood")
    moment = now
    while moment < now + _LOOK_AHEAD:
        local = moment.astimezone(LONDON).time()
        is_quiet = quiet is not None and quiet.holds(local)
        if not is_quiet and any(window.holds(local) for window in windows):
            return Answer(goes=True) if moment == now else _wait(moment, now, quiet)
        moment = _next_step(moment)
    return Answer(goes=False, reason="no_safe_time")


def _wait(until: datetime, now: datetime, quiet: Window | None) -> Answer:
    is_quiet = quiet is not None and quiet.holds(now.astimezone(LONDON).time())
    return Answer(goes=False, until=until, reason="quiet_hours" if is_quiet else "not_a_safe_time")


def _next_step(moment: datetime) -> datetime:
    """Return the next full quarter of an hour."""
    past = timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment - past + _STEP


def _forbidden(situation: Situation, channel: str, to: str) -> str:
    """Return why a message must never go, or ""."""
    details = situation.details
    return _stopped(situation) or _no_way(details, channel) or _wrong_address(details, channel, to)


def _forbidden_typed(situation: Situation, channel: str, to: str, now: datetime) -> str:
    """Return why a message to an address that was typed for it must not go, or ""."""
    details = situation.details
    if situation.typed_at is None or is_too_late(situation.typed_at, now):
        return TOO_LATE
    if channel not in (EMAIL, TEXT):
        return "unknown_channel"
    is_known = digits(to) == digits(details.phone) and bool(digits(to))
    barred = channel == TEXT and is_known and details.text_ok is False
    return _stopped(situation) or (f"no_{TEXT}" if barred else "")


def _stopped(situation: Situation) -> str:
    """Return what stops every message to somebody, or ""."""
    details = situation.details
    if situation.erased:
        return "erased"
    if situation.withdrawn:
        return "withdrawn"
    if situation.safety_hold:
        return "safety_flag"
    if details.through_person or "through_person" in details.contact_by:
        return "through_someone"
    return ""


def _no_way(details: PersonDetails, channel: str) -> str:
    by_phone = bool({"phone", "text"} & set(details.contact_by))
    allowed = {
        EMAIL: "email" in details.contact_by,
        TEXT: by_phone and details.text_ok is True,
        VOICEMAIL: by_phone and details.voicemail_ok is True,
        LETTER: "post" in details.contact_by,
    }
    if channel not in allowed:
        return "unknown_channel"
    return "" if allowed[channel] else f"no_{channel}"


def _wrong_address(details: PersonDetails, channel: str, to: str) -> str:
    if channel == EMAIL:
        same = _plain(details.email) == _plain(to)
    elif channel == LETTER:
        same = _plain(details.address) == _plain(to)
    else:
        same = digits(details.phone) == digits(to)
    return "" if same and to.strip() else "address_changed"


def _plain(text: str | None) -> str:
    return (text or "").strip().casefold()


def digits(number: str | None) -> str:
    """Return a telephone number as digits that can be compared: 0044 and +44 are 0."""
    found = re.sub(r"\D", "", number or "")
    return re.sub(r"^(?:0044|44)", "0", found)


def safe_windows(text: str) -> Sequence[Window] | None:
    """Return the parts of the day that somebody named, or None when they are not understood.

    The words of the forms and of the desk are known ("Mornings, Early evenings", "9am to
    11am", "after 5pm"); nothing said is any time; a sentence is not guessed at.
    """
    windows: list[Window] = []
    for part in re.split(r"[,;/\n]| or ", text.casefold()):
        phrase = part.strip(" .")
        if not phrase:
            continue
        found = _named(phrase) or _timed(phrase)
        if found is None:
            return None
        windows += found
    return windows or ANY_TIME


def _named(phrase: str) -> Sequence[Window] | None:
    words = phrase.removeprefix("in the ").removeprefix("only ").removesuffix(" only")
    return _NAMED.get(words) or _NAMED.get(words.removesuffix("s"))


def _timed(phrase: str) -> Sequence[Window] | None:
    if found := _RANGE.fullmatch(phrase):
        last = found[6] or ""
        start, end = _hour(found[1], found[2], found[3] or last), _hour(found[4], found[5], last)
        return None if start is None or end is None or start >= end else [Window(start, end)]
    if found := _AFTER.fullmatch(phrase):
        start = _hour(found[1], found[2], found[3] or "")
        return None if start is None else [Window(start, time(23, 59))]
    if found := _BEFORE.fullmatch(phrase):
        end = _hour(found[1], found[2], found[3] or "")
        return None if end is None else [Window(time(0), end)]
    return None


def _hour(hour: str, minute: str | None, half: str) -> time | None:
    """Return a time of day; without am and pm it has to be clear (9 is not, 09:00 and 14 are)."""
    number, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= number <= 12:  # the hours of a clock's face
            return None
        number = number % 12 + (12 if half == "pm" else 0)
    elif minute is None and number < 13:  # could be morning or afternoon
        return None
    return time(number, minutes) if number < 24 and minutes < 60 else None
