"""What is true of a case at the moment when something would be sent?"""

from datetime import datetime

from selfassessment.referrals.models import Case
from selfassessment.referrals.rules.safe_contact import Situation


def situation_of(case: Case, *, typed_at: datetime | None = None) -> Situation:
    """Return what the safe-contact gate decides by, read from a case with person and standing."""
    standing = getattr(case, "standing", None)
    return Situation(
        details=case.person.details,
        withdrawn=bool(standing and standing.withdrawn_at),
        erased=bool(standing and standing.erased_at),
        safety_hold=case.safety_hold,
        typed_at=typed_at,
    )
