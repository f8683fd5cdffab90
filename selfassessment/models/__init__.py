"""Published journeys and the drafts people fill in."""

from selfassessment.models.drafts import Draft
from selfassessment.models.journeys import Journey, JourneyVersion

__all__ = ["Draft", "Journey", "JourneyVersion"]
