"""Is an offer on, or a place open, at the moment, and when does a place open next?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from core.clock import LONDON
from directory.cards import Card
from directory.enums import Status
from directory.presenters.times import day_in_words, is_open_hours
from directory.presenters.words import reader_language
from directory.rules.recurrence import Occurrence
from directory.when import clock

LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class OpenNow:
    """What a badge says, and whether the door is open."""

    text: str
    is_open: bool


def open_now(card: Card, now: datetime) -> OpenNow | None:
    """Return what to say of this moment; None of a session that is not on.

    Opening hours that nobody has confirmed for 12 months are not in `card.dates`, so nothing is
    said to be open by them.
    """
    today = now.astimezone(LONDON).date()
    if card.status != Status.ACTIVE or not card.current_sessions(today):
        return None
    coming = card.upcoming(now, LOOKED_AT)
    hours = is_open_hours(card, today)
    on = [one for one in coming if one.starts_at <= now]
    if on:
        return OpenNow(_until(max(on, key=lambda one: one.ends_at), hours=hours), is_open=True)
    if hours and coming:
        return OpenNow(_next(coming[0], today), is_open=False)
    return None


def _until(one: Occurrence, *, hours: bool) -> str:
    time = clock(one.end, reader_language())
    return (_("Open now, until %(time)s") if hours else _("On now, until %(time)s")) % {
        "time": time
    }


def _next(one: Occurrence, today: date) -> str:
    time = clock(one.start, reader_language())
    if one.on == today:
        return _("Opens next: today at %(time)s") % {"time": time}
    return _("Opens next: %(day)s, %(time)s") % {"day": day_in_words(one.on, today), "time": time}
