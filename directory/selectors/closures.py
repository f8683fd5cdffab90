"""What would fall out, and whom to tell, when a place is closed?"""

from dataclasses import dataclass
from datetime import date, timedelta

from directory.cards.gather import Gathered, gather
from directory.enums import ContactKind
from directory.models import Location, PlaceClosure, Service
from directory.rules.closures import Closure, falls_out
from directory.rules.opening import current_sessions
from directory.rules.recurrence import Occurrence, Session, occurrences

COUNTED_AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Concerned:
    """One listing at the place: the dates that fall out, and the numbers to ring."""

    service: Service
    group: str
    dates: tuple[Occurrence, ...]
    phones: tuple[str, ...]
    goes_on_online: bool


def concerned(place: Location, closure: Closure, today: date) -> list[Concerned]:
    """Return the listings at a place with the dates that would fall out by this closure.

    Dates that are off already do not count; of a place that closes for good, those of the next
    90 days do. A listing without dates is told too. The number of queries does not grow.
    """
    services = list(
        Service.objects.listed().filter(location=place.facts, in_person=True).order_by("name")
    )
    gathered = gather(services)
    return [_concerned(service, gathered, closure, today) for service in services]


def standing(place: Location, today: date) -> list[PlaceClosure]:
    """Return the closures of a place that are not over."""
    rows = place.facts.closures.standing().select_related("closed_by")
    return [row for row in rows if row.last_day is None or row.last_day >= today]


def _concerned(service: Service, gathered: Gathered, closure: Closure, today: date) -> Concerned:
    check = gathered.checks.get(service.pk)
    sessions = current_sessions(
        gathered.of(gathered.sessions, service), check.checked_on if check else None, today
    )
    group = gathered.organisations.get(service.organisation_id or 0)
    phones = [
        line.value
        for line in gathered.of(gathered.contacts, service)
        if line.kind == ContactKind.PHONE
    ]
    if group is not None and group.phone:
        phones.append(group.phone)
    return Concerned(
        service=service,
        group=group.name if group else "",
        dates=_falling_out(sessions, service, gathered, closure, today),
        phones=tuple(dict.fromkeys(phones)),
        goes_on_online=any(session.online for session in sessions),
    )


def _falling_out(
    sessions: tuple[Session, ...],
    service: Service,
    gathered: Gathered,
    closure: Closure,
    today: date,
) -> tuple[Occurrence, ...]:
    start = max(today, closure.first - timedelta(days=1))
    until = closure.last or max(today, closure.first) + COUNTED_AHEAD
    off, calendar = gathered.of(gathered.dates_off, service), gathered.calendar
    found = {
        one
        for session in sessions
        for one in occurrences([session], off, calendar, start, until)
        if falls_out(session, one.on, closure)
    }
    return tuple(sorted(found))
