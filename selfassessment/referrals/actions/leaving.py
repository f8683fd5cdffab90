"""What gives a person something to go to when the desk's own help ends?"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation

from accounts.models import User
from core.clock import day_of
from selfassessment.referrals import offering
from selfassessment.referrals.actions.writing import write_to_person
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Departure, Event, HandedActivity, ReferralLine
from selfassessment.referrals.rules.message_words import Kind
from selfassessment.referrals.widening import widened_of

# Whoever leaves by one of these states takes activities along.
LEAVES = ("declined", "redirected", "unreached", "discharged")
_TOLD = ("declined", "redirected", "discharged")
_NONE = "No activity of the directory fits this person now: nothing was handed over."
# Two lines of one case hand over different activities: so many are looked at for three.
_LOOKED_AT = 3 * offering.WANTED


def hand_activities(*, line: ReferralLine, by: User | None, now: datetime) -> list[HandedActivity]:
    """Give three fitting activities, once a line, and keep how they read today; tell the person.

    Called in the transaction of the move that ends the help.
    """
    kept = list(line.handed.all())
    if kept:
        return kept
    case = line.case
    wish = offering.Wish(case.person.details, line.need, case.language)
    known = set(HandedActivity.objects.filter(case=case).values_list("short_code", flat=True))
    found = [one for one in offering.find(wish, _LOOKED_AT) if one.short_code not in known]
    handed = HandedActivity.objects.bulk_create(
        HandedActivity(
            case=case,
            line=line,
            at=now,
            place=place,
            short_code=one.short_code,
            name=one.name[:255],
            facts={"lines": list(one.lines), "widened": list(one.widened)},
        )
        for place, one in enumerate(found[: offering.WANTED])
    )
    Event.objects.create(
        case=case,
        line=line,
        kind=EventKind.ACTIVITIES,
        at=now,
        actor=by,
        sealed_note=_note(handed),
    )
    is_sent_on = Departure.objects.filter(line=line).exclude(where="").exists()
    if (handed or is_sent_on) and line.state in _TOLD:
        # Several lines on one day make one message; whoever was not reached gets another.
        write_to_person(case=case, kind=Kind.LEAVING, now=now, turn=f"{day_of(now):%Y%m%d}")
    return handed


def _note(handed: Sequence[HandedActivity]) -> str:
    """Return what the history says: what was given, and what had to be widened to find it."""
    with translation.override("en"):
        words = widened_of(handed)
    return "\n".join(["; ".join(one.name for one in handed) or _NONE, *words])
