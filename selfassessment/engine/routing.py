"""What are the six decision tables made of? (Frozen; built by `tables.load_tables`.)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from selfassessment.engine.kinds import FactType
from selfassessment.engine.model import Extra, NamedCondition, ScoreUse


class TableName(StrEnum):
    """The decision stages in their order; the first wins over the later ones."""

    SAFETY = "safety"
    SCOPE = "scope"
    NEEDS = "needs"
    OFFERS = "offers"
    ALLOCATION = "allocation"
    PRIORITY = "priority"


FIRST_MATCH = frozenset({TableName.SAFETY, TableName.SCOPE, TableName.PRIORITY})
WITH_CATCH_ALL = FIRST_MATCH | {TableName.ALLOCATION}
# How poor an area is must never stop or refuse anyone, so these stages cannot see it.
BLIND_TO_DEPRIVATION = frozenset({TableName.SAFETY, TableName.SCOPE, TableName.OFFERS})


class Stop(StrEnum):
    """What a red flag does: emergency ends everything, the others go on flagged."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SAFETY = "safety"


class OfferOutcome(StrEnum):
    """The three outcomes of an offer."""

    ELIGIBLE = "eligible"
    NOT_NOW = "not_now"
    NOT_ELIGIBLE = "not_eligible"


class Action(StrEnum):
    """What the person can do with an outcome."""

    REFER = "refer"
    DIRECTORY = "directory"
    PHONE = "phone"
    PAGE = "page"
    LINK = "link"


class Urgency(StrEnum):
    """How soon the team should look."""

    URGENT = "urgent"
    SOON = "soon"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class SafetyThen:
    """Stop at a page and flag the case; without a stop, go on."""

    stop: Stop | None = None
    page: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class ScopeThen:
    """Leave by an exit page with an alternative; without an exit, go on."""

    exit: str | None = None
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class NeedThen:
    """The person has a need of some strength."""

    need: str
    strength: str


@dataclass(frozen=True, slots=True)
class OfferThen:
    """An offer has this outcome; redirect and reason override the offer's own."""

    offer: str
    outcome: OfferOutcome
    redirect: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AllocationThen:
    """A provider takes the offer."""

    provider: str


@dataclass(frozen=True, slots=True)
class PriorityThen:
    """How soon, and by which way, the team gets in touch."""

    priority: Urgency
    outreach: str = ""


Then = SafetyThen | ScopeThen | NeedThen | OfferThen | AllocationThen | PriorityThen


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: when all these named conditions hold, then this."""

    order: int
    when: tuple[str, ...]
    then: Then
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    only_for: tuple[str, ...] = ()
    offer_if_unknown: bool = False

    def in_force(self, today: date) -> bool:
        """Whether the row counts on a day; both dates are included."""
        if self.valid_from is not None and today < self.valid_from:
            return False
        return self.valid_to is None or today <= self.valid_to

    @property
    def catches_all(self) -> bool:
        """Whether the row holds for everyone, always."""
        dated = self.valid_from is not None or self.valid_to is not None
        return not (self.when or self.only_for or dated)


@dataclass(frozen=True, slots=True)
class OfferDefault:
    """What an outcome means where the row does not say otherwise."""

    action: Action
    redirect: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something offered for one or more needs; a universal one is open to everybody."""

    key: str
    needs: tuple[str, ...]
    outcomes: Mapping[OfferOutcome, OfferDefault]
    universal: bool = False
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provider:
    """Who takes a referral; some take it only from a clinician."""

    key: str
    clinician_required: bool = False
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Routing:
    """All six tables with what they speak of."""

    conditions: Mapping[str, NamedCondition]
    scores: Mapping[str, ScoreUse]
    facts: Mapping[str, FactType]
    needs: Mapping[str, Extra]
    strengths: tuple[str, ...]
    offers: Mapping[str, Offer]
    providers: Mapping[str, Provider]
    tables: Mapping[TableName, tuple[Row, ...]]

    @property
    def universal(self) -> tuple[str, ...]:
        """The offers that are open to everybody."""
        return tuple(key for key, offer in self.offers.items() if offer.universal)
