"""When are schools open, and which days are bank holidays or closed by the council?"""

from datetime import timedelta

from directory.enums import CalendarKind
from directory.models import CalendarPeriod
from directory.rules.calendars import SchoolCalendar, load_calendar

DAY = timedelta(days=1)


def school_calendar() -> SchoolCalendar:
    """Return the school terms and closed days that editors keep, in one query.

    The terms that ship hold as long as there are none in the database.
    """
    terms, closed = [], []
    for kind, first, last in CalendarPeriod.objects.values_list("kind", "first_day", "last_day"):
        if kind == CalendarKind.TERM:
            terms.append((first, last))
        else:
            closed += [first + DAY * number for number in range((last - first).days + 1)]
    shipped = load_calendar()
    return SchoolCalendar(
        tuple(sorted(terms)) or shipped.half_terms, shipped.bank_holidays | frozenset(closed)
    )
