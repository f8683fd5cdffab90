"""Make referrals for tests. Everybody in them is made up."""

import uuid
from typing import Any

from selfassessment.referrals.types import (
    AnswerShown,
    Consent,
    NeedLine,
    PersonDetails,
    SubmittedReferral,
)


def person(**changes: Any) -> PersonDetails:
    """Return Asha, who may be rung in the morning, with fields changed."""
    facts: dict[str, Any] = {
        "name": "Asha Sample",
        "age_band": "65_plus",
        "postcode": "LE4 5QD",
        "phone": "0116 496 0123",
        "contact_by": ("phone",),
        "voicemail_ok": False,
        "safe_times": "mornings",
    }
    return PersonDetails(**{**facts, **changes})


def submission(**changes: Any) -> SubmittedReferral:
    """Return Asha's self-referral for moving more, with fields changed."""
    facts: dict[str, Any] = {
        "key": uuid.uuid4(),
        "journey": "refer",
        "journey_version": "1",
        "language": "gu",
        "channel": "online",
        "person": person(),
        "needs": (NeedLine("moving", "physical_activity", "lifestyle_team", 3, ("You asked",)),),
        "answers": (AnswerShown("topics", "What would you like?", "Move more", ["moving"]),),
        "consents": (Consent("share", "You may share this with the team.", True),),
    }
    return SubmittedReferral(**{**facts, **changes})
