"""What does a schedule come to: in one sentence, and on which next dates?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directory.cards.calendars import school_calendar
from directory.models import Service
from directory.rules.opening import current_sessions
from directory.rules.recurrence import DateOff, Occurrence, Session, next_dates
from directory.when import clock, date_in_words, in_words

COUNT = 8


@dataclass(frozen=True, slots=True)
class SaidBack:
    """A schedule as it is said back to an editor."""

    sentences: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]

    @property
    def dates(self) -> tuple[str, ...]:
        """The next dates in words."""
        return tuple(date_in_words(one.on) for one in self.occurrences)

    def choices(self) -> list[tuple[str, str]]:
        """The next sessions as choices of a form: "2026-12-01T10:00" and the words."""
        return [
            (
                f"{one.on.isoformat()}T{one.start:%H:%M}",
                f"{date_in_words(one.on)}, {clock(one.start, 'en')}",
            )
            for one in self.occurrences
        ]


def said_back(
    sessions: Sequence[Session], dates_off: Sequence[DateOff], today: date, count: int = COUNT
) -> SaidBack:
    """Return the sentence and the next dates of a schedule, in English for staff."""
    running = [session for session in sessions if session.kind != "opening"]
    return SaidBack(
        sentences=in_words(sessions, "en"),
        occurrences=tuple(next_dates(running, dates_off, school_calendar(), today, count)),
    )


def of_service(service: Service, today: date, count: int = COUNT) -> SaidBack:
    """Return what the schedule of a listing comes to, saved or not."""
    facts = service.facts
    rows = [row for row in facts.schedules.all() if row.rrule and row.start_time and row.end_time]
    dates_off = [
        DateOff(row.on, row.starts_at, row.reason) for row in facts.exceptions.all() if row.on
    ]
    sessions = current_sessions([row.session() for row in rows], today, today)
    return said_back(sessions, dates_off, today, count)
