"""What keeps why a line ended before the help came, and where its person was sent?"""

from datetime import datetime

from accounts.models import User
from selfassessment.referrals.models import Departure, ReferralLine
from selfassessment.referrals.sending_on import destination_of
from selfassessment.referrals.types import Departing


def depart(
    *,
    line: ReferralLine,
    to: str,
    departing: Departing | None,
    by: User | None,
    now: datetime,
) -> str:
    """Keep what staff chose, in the transaction of the move; return it in words for the history."""
    if departing is None:
        return ""
    kept = Departure.objects.create(
        line=line,
        at=now,
        by=by,
        state=to,
        reason=departing.reason,
        where=departing.where,
        code=departing.code,
        sealed_elsewhere=dict(departing.elsewhere) if departing.elsewhere else None,
    )
    place = destination_of(kept, "en")
    reason = f"{kept.get_reason_display()}."
    return f"{reason} Sent to: {place.name}." if place else reason
