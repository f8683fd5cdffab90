"""What keeps what staff decided about two cases that may be one person?"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.audit import record
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, Sameness


class NothingToCompare(ValueError):
    """A case was to be compared with itself."""


def decide(*, case: Case, other: Case, same: bool, by: User, now: datetime) -> Sameness:
    """Keep that two cases are, or are not, the same person; both stay as they are.

    The history of both says so. Raise NothingToCompare for one and the same case.
    """
    if case.pk == other.pk:
        raise NothingToCompare
    first, second = sorted((case, other), key=lambda one: one.pk.hex)
    with transaction.atomic():
        hold(case, other)
        decision = Sameness.objects.create(first=first, second=second, same=same, at=now, by=by)
        words = "The same person as" if same else "Not the same person as"
        pairs = ((case, other), (other, case))
        for one, its_other in pairs:
            Event.objects.create(
                case=one,
                kind=EventKind.SAMENESS,
                at=now,
                actor=by,
                sealed_note=f"{words} {its_other}",
            )
            record(
                actor=by,
                verb="case.same" if same else "case.not_same",
                subject=one,
                now=now,
                detail={"other": its_other.reference},
            )
    return decision
