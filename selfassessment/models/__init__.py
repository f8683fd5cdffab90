"""Published journeys and the drafts people fill in."""

from selfassessment.models.drafts import Draft
from selfassessment.models.journeys import Journey, JourneyVersion
from selfassessment.models.switches import InstrumentSwitch

__all__ = ["Draft", "InstrumentSwitch", "Journey", "JourneyVersion"]
