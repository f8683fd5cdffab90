"""What must a listing say before the public sees it?"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from directory.rules.calendars import SchoolCalendar
from directory.rules.recurrence import DateOff, Session, occurrences

WAY_IN, FORMAT = "way_in", "format"
LOOK_AHEAD = timedelta(days=800)
LONGEST_NIGHT_HOURS = 12


def lacking(
    *, has_place: bool, has_contact: bool, in_person: bool, online: bool, telephone: bool
) -> tuple[str, ...]:
    """Return the codes of what is missing: no way to come or get in touch, no way to take part."""
    found = []
    if not (has_place or has_contact or online):
        found.append(WAY_IN)
    if not (in_person or online or telephone):
        found.append(FORMAT)
    return tuple(found)


def never_happens(
    session: Session, dates_off: Collection[DateOff], calendar: SchoolCalendar
) -> bool:
    """Whether a pattern has not one date: between its days, outside the terms, or all taken off.

    A pattern that goes on is looked at for two years, beyond the last term that is known.
    """
    last = min(session.ends_on or date.max, session.starts_on + LOOK_AHEAD)
    return not occurrences([session], dates_off, calendar, session.starts_on, last)


def is_upside_down(hours: float) -> bool:
    """Whether a session that ends so many hours after its start was typed the wrong way round.

    A session may end after midnight; one that would go on for more than half a day does not.
    """
    return hours > LONGEST_NIGHT_HOURS


def cost_mistakes(prices: Sequence[tuple[str, str, str, int]]) -> dict[int, str]:
    """Return what is wrong with prices, by their place: "twice", "dearer" or "free_and_not".

    A price is its kind, for whom, for what, and pence.
    """
    found: dict[int, str] = {}
    fixed = [one for one in prices if one[0] == "fixed" and one[1] == "everyone"]
    full = {per: pence for _kind, _whom, per, pence in fixed}
    seen: set[tuple[str, str]] = set()
    for place, (kind, whom, per, pence) in enumerate(prices):
        if (whom, per) in seen:
            free = any(one[0] == "free" and one[1:3] == (whom, per) for one in prices)
            found[place] = "free_and_not" if free else "twice"
        elif kind == "fixed" and whom != "everyone" and pence > full.get(per, pence):
            found[place] = "dearer"
        seen.add((whom, per))
    return found
