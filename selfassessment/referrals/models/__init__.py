"""The records of the desk: people, cases, lines, events, desk hours."""

from selfassessment.referrals.models.cases import Case, Person, PersonMatch, ReferralLine
from selfassessment.referrals.models.desk import DeskSettings
from selfassessment.referrals.models.events import Event
from selfassessment.referrals.models.standing import Standing

__all__ = [
    "Case",
    "DeskSettings",
    "Event",
    "Person",
    "PersonMatch",
    "ReferralLine",
    "Standing",
]
