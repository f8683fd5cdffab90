"""When does a listing need to be checked again, and how old is its last check?"""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

# Headings where a wrong number can harm: a person in danger, in crisis or giving something up.
HIGH_RISK_HEADINGS = frozenset({"abuse", "mind", "quitting", "drinking", "food"})
KEPT_BY_SOURCE = frozenset({"gp", "pharmacy", "library"})


class Risk(StrEnum):
    """How much harm a wrong listing does."""

    HIGH = "high"
    ORDINARY = "ordinary"
    LOW = "low"


class Freshness(StrEnum):
    """How far a reader can rely on a listing."""

    FRESH = "fresh"
    OLD = "old"
    NEVER = "never"


# Open Referral UK recommends that an assured date is not older than three months.
DAYS_UNTIL_CHECK = {Risk.HIGH: 91, Risk.ORDINARY: 182, Risk.LOW: 365}
RELIABLE_FOR = timedelta(days=182)


def risk_of(kind: str, headings: Collection[str]) -> Risk:
    """Return the risk of a listing by its kind and its headings, with those above them."""
    if HIGH_RISK_HEADINGS.intersection(headings):
        return Risk.HIGH
    return Risk.LOW if kind in KEPT_BY_SOURCE else Risk.ORDINARY


def next_check(checked_on: date | None, risk: Risk, today: date) -> date:
    """Return when the listing is due; one that was never checked is due today."""
    if checked_on is None:
        return today
    return checked_on + timedelta(days=DAYS_UNTIL_CHECK[risk])


def freshness(checked_on: date | None, today: date) -> Freshness:
    """Return how far the last check can be relied on: half a year."""
    if checked_on is None:
        return Freshness.NEVER
    return Freshness.FRESH if today - checked_on <= RELIABLE_FOR else Freshness.OLD
