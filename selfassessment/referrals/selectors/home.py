"""What was seen and done in the home of a line?"""

from typing import Any

from selfassessment.referrals.models import (
    AidSupplied,
    FurtherNeed,
    Hazard,
    HomeVisit,
    ReferralLine,
)
from selfassessment.referrals.rules.home_lists import HOME_NEEDS


def is_home_line(line: ReferralLine) -> bool:
    """Return whether visits are written down for a line."""
    return line.need in HOME_NEEDS


def of_line(line: ReferralLine) -> dict[str, Any]:
    """Return everything that was written down for a line: one query for each kind."""
    return {
        "visits": list(HomeVisit.objects.filter(line=line).select_related("recorded_by")),
        "hazards": list(Hazard.objects.filter(line=line).select_related("recorded_by")),
        "aids": list(AidSupplied.objects.filter(line=line).select_related("recorded_by")),
        "further": list(
            FurtherNeed.objects.filter(line=line).select_related("opened", "recorded_by")
        ),
    }
