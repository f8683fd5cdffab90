"""The records of the directory."""

from .base import CodedRecord, TranslatedRecord
from .calendar import CalendarPeriod
from .closures import PlaceClosure
from .counting import FreshnessDay, ListingTally
from .details import Contact, CostOption, ServiceAccess, ServiceCategory, ServiceLanguage
from .duplicates import DuplicatePair, DuplicateSearch, Merger, NotListedAgain
from .heading_changes import HeadingChange
from .lists import KeptItem, KeptList
from .locations import Accessibility, Location
from .members import GroupNeed, Invitation, Member, Membership, SignInCode
from .moderation import QueueDecision, QueueMinutes, TrustRule
from .organisations import Organisation
from .pictures import Picture
from .problems import ProblemReport
from .proposals import Proposal
from .provenance import ListingCard, ServiceCheck, SourceRecord
from .rounds import CheckLine, CheckMessage, CheckRound, TeamContact
from .schedules import Schedule, ScheduleException
from .services import Service, ServiceQuerySet
from .staging import ImportRow, ImportRun
from .taxonomy import TaxonomyTerm

__all__ = [
    "Accessibility",
    "CalendarPeriod",
    "CheckLine",
    "CheckMessage",
    "CheckRound",
    "CodedRecord",
    "Contact",
    "CostOption",
    "DuplicatePair",
    "DuplicateSearch",
    "FreshnessDay",
    "GroupNeed",
    "HeadingChange",
    "ImportRow",
    "ImportRun",
    "Invitation",
    "KeptItem",
    "KeptList",
    "ListingCard",
    "ListingTally",
    "Location",
    "Member",
    "Membership",
    "Merger",
    "NotListedAgain",
    "Organisation",
    "Picture",
    "PlaceClosure",
    "ProblemReport",
    "Proposal",
    "QueueDecision",
    "QueueMinutes",
    "Schedule",
    "ScheduleException",
    "Service",
    "ServiceAccess",
    "ServiceCategory",
    "ServiceCheck",
    "ServiceLanguage",
    "ServiceQuerySet",
    "SignInCode",
    "SourceRecord",
    "TaxonomyTerm",
    "TeamContact",
    "TranslatedRecord",
    "TrustRule",
]
