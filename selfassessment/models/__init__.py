"""Published journeys, drafts people fill in, counts, and what is being written in the workshop."""

from selfassessment.models.drafts import Draft
from selfassessment.models.equality import EqualityAnswers
from selfassessment.models.facts import Fact
from selfassessment.models.journeys import Journey, JourneyVersion
from selfassessment.models.places import PlacesPlan
from selfassessment.models.publishing import (
    GoldenChange,
    GoldenJourney,
    OutcomeReport,
    PublishRequest,
)
from selfassessment.models.switches import InstrumentSwitch
from selfassessment.models.tallies import StepTally
from selfassessment.models.workshop import Manuscript, ManuscriptRevision, Wording

__all__ = [
    "Draft",
    "EqualityAnswers",
    "Fact",
    "GoldenChange",
    "GoldenJourney",
    "InstrumentSwitch",
    "Journey",
    "JourneyVersion",
    "Manuscript",
    "ManuscriptRevision",
    "OutcomeReport",
    "PlacesPlan",
    "PublishRequest",
    "StepTally",
    "Wording",
]
