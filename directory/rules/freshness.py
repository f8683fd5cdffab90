"""When does a listing need to be checked again, and how old is its last check?"""

from collections.abc import Collection
from dataclasses import dataclass
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
# Nobody is asked again within four weeks of an answer, however much there was to put right.
LEAST_DAYS = 28
NEW_FOR = timedelta(days=182)
NEW_DAYS = 91
# A season is asked about two weeks before it ends: what comes after it?
BEFORE_SEASON_ENDS = timedelta(days=14)
MOST_TROUBLES = 3
# The last message goes out 14 days after the day; a week later nobody is waited for any more.
PATIENCE = timedelta(days=21)
# How old an unanswered listing counts in the ranking, at least.
COUNTS_AS = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Signs:
    """What makes a listing need a check sooner than its kind and its headings say."""

    first_seen: date | None = None
    season_ends: date | None = None
    changes: int = 0
    complaints: int = 0
    kept_by_nobody: bool = False


NO_SIGNS = Signs()


def risk_of(kind: str, headings: Collection[str]) -> Risk:
    """Return the risk of a listing by its kind and its headings, with those above them."""
    if HIGH_RISK_HEADINGS.intersection(headings):
        return Risk.HIGH
    return Risk.LOW if kind in KEPT_BY_SOURCE else Risk.ORDINARY


def next_check(checked_on: date | None, risk: Risk, today: date, signs: Signs = NO_SIGNS) -> date:
    """Return when the listing is due; one that was never checked is due today.

    New listings, those that changed before and those that people complained about are due
    sooner, each change or complaint taking a third off; a season before it ends.
    """
    if checked_on is None:
        return today
    days = DAYS_UNTIL_CHECK[risk]
    if signs.first_seen is not None and checked_on - signs.first_seen < NEW_FOR:
        days = min(days, NEW_DAYS)
    if signs.kept_by_nobody:
        days = min(days, DAYS_UNTIL_CHECK[Risk.ORDINARY])
    for _trouble in range(min(signs.changes + signs.complaints, MOST_TROUBLES)):
        days = days * 2 // 3
    due = checked_on + timedelta(days=max(days, LEAST_DAYS))
    if signs.season_ends is not None and signs.season_ends > checked_on:
        soonest = checked_on + timedelta(days=LEAST_DAYS)
        due = min(due, max(soonest, signs.season_ends - BEFORE_SEASON_ENDS))
    return due


def is_unanswered(next_check: date | None, today: date) -> bool:
    """Whether a check was due so long ago that nobody's answer is waited for any more."""
    return next_check is not None and today > next_check + PATIENCE


def freshness(checked_on: date | None, today: date, next_check: date | None = None) -> Freshness:
    """Return how far the last check can be relied on: half a year, or until nobody answered."""
    if checked_on is None:
        return Freshness.NEVER
    is_old = today - checked_on > RELIABLE_FOR or is_unanswered(next_check, today)
    return Freshness.OLD if is_old else Freshness.FRESH


def counts_from(
    checked_on: date | None, next_check: date | None, is_held: bool, today: date
) -> date | None:
    """Return from which day a listing ages in the ranking.

    An unanswered one counts as two years old. One of the three best of its ward and heading is
    held: it never counts as older than half a year, so that age alone leaves no ward without.
    """
    if checked_on is None:
        return None
    if is_held:
        return max(checked_on, today - RELIABLE_FOR)
    if is_unanswered(next_check, today):
        return min(checked_on, today - COUNTS_AS)
    return checked_on
