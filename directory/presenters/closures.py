"""How is said that a place is closed: to the public and to staff?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.cards import ClosedDays
from directory.presenters.times import reason_of
from directory.presenters.words import reader_language, shown
from directory.rules.closures import Closure
from directory.selectors.closures import Concerned
from directory.when import clock, date_in_words, full_date

MOST_DATES = 6


@dataclass(frozen=True, slots=True)
class Notice:
    """What the public is told: from when to when, why, and in whose words."""

    title: str
    reason: str
    words: SafeString
    is_now: bool
    is_for_good: bool


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One listing that is concerned, as staff read it."""

    service_id: int
    name: str
    group: str
    count: int
    dates: tuple[str, ...]
    more: int
    phones: tuple[str, ...]
    goes_on_online: bool


def notices(closures: Iterable[ClosedDays], today: date) -> tuple[Notice, ...]:
    """Return what is said about the closed days that are not over, the earliest first."""
    ahead = [one for one in closures if one.last is None or one.last >= today]
    return tuple(
        Notice(
            title=place_closed_in_words(one),
            reason=reason_of(one),
            words=shown(one.words),
            is_now=one.first <= today,
            is_for_good=one.last is None,
        )
        for one in sorted(ahead, key=lambda one: one.first)
    )


def place_closed_in_words(closed: ClosedDays) -> str:
    """Return a sentence for the public about the place."""
    if closed.last is None:
        return _("The place closes for good on %(day)s") % {"day": full_date(closed.first)}
    if closed.first == closed.last:
        return _("The place is closed on %(day)s") % {"day": date_in_words(closed.first)}
    return _("The place is closed from %(first)s to %(last)s") % {
        "first": date_in_words(closed.first),
        "last": date_in_words(closed.last),
    }


def closed_in_words(closure: Closure) -> str:
    """Return the days for staff."""
    if closure.last is None:
        return _("closed for good from %(day)s") % {"day": full_date(closure.first)}
    if closure.first == closure.last:
        return _("closed on %(day)s") % {"day": full_date(closure.first)}
    return _("closed from %(first)s to %(last)s") % {
        "first": full_date(closure.first),
        "last": full_date(closure.last),
    }


def staff_line(one: Concerned) -> StaffLine:
    """Return a listing with its first few dates."""
    language = reader_language()
    dates = tuple(
        pgettext("date and time", "%(day)s, %(time)s")
        % {"day": date_in_words(date_.on), "time": clock(date_.start, language)}
        for date_ in one.dates[:MOST_DATES]
    )
    return StaffLine(
        service_id=one.service.pk,
        name=one.service.name,
        group=one.group,
        count=len(one.dates),
        dates=dates,
        more=len(one.dates) - len(dates),
        phones=one.phones,
        goes_on_online=one.goes_on_online,
    )
