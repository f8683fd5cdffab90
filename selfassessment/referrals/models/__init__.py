"""The records of the desk: people, cases, lines, events, providers, desk hours."""

from selfassessment.referrals.models.board import BoardSettings
from selfassessment.referrals.models.cases import Case, Person, PersonMatch, ReferralLine
from selfassessment.referrals.models.chain import ChainEnd
from selfassessment.referrals.models.comparing import Sameness
from selfassessment.referrals.models.departures import Departure
from selfassessment.referrals.models.desk import DeskSettings
from selfassessment.referrals.models.events import Event
from selfassessment.referrals.models.families import (
    Family,
    FamilyCase,
    FamilyKey,
    FamilyMember,
)
from selfassessment.referrals.models.home import AidSupplied, FurtherNeed, Hazard, HomeVisit
from selfassessment.referrals.models.leaving import FollowUp, HandedActivity, TriedActivity
from selfassessment.referrals.models.messages import MessageSettings, MessageTemplate
from selfassessment.referrals.models.notices import NoticeTemplate
from selfassessment.referrals.models.outcomes import Outcome
from selfassessment.referrals.models.own_words import OwnWords
from selfassessment.referrals.models.plans import FamilyAction, FamilyGoal
from selfassessment.referrals.models.providers import HandOver, Provider
from selfassessment.referrals.models.retention import RetentionSettings
from selfassessment.referrals.models.saved_views import SavedView
from selfassessment.referrals.models.standing import Standing

__all__ = [
    "AidSupplied",
    "BoardSettings",
    "Case",
    "ChainEnd",
    "Departure",
    "DeskSettings",
    "Event",
    "Family",
    "FamilyAction",
    "FamilyCase",
    "FamilyGoal",
    "FamilyKey",
    "FamilyMember",
    "FollowUp",
    "FurtherNeed",
    "HandOver",
    "HandedActivity",
    "Hazard",
    "HomeVisit",
    "MessageSettings",
    "MessageTemplate",
    "NoticeTemplate",
    "Outcome",
    "OwnWords",
    "Person",
    "PersonMatch",
    "Provider",
    "ReferralLine",
    "RetentionSettings",
    "Sameness",
    "SavedView",
    "Standing",
    "TriedActivity",
]
