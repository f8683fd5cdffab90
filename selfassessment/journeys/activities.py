"""Which activities of the directory fit somebody who answered these questions?"""

from dataclasses import dataclass

from core import clock
from directory.presenters import CardView, card_view
from directory.selectors import fitting
from search.query import Ages, Near
from selfassessment.journeys.rules.results import activities_without
from selfassessment.journeys.walks import Walk

# The ages of each band, as the questions have them; 120 stands for "and over".
BANDS = {
    "0_4": (0, 4),
    "5_10": (5, 10),
    "11_15": (11, 15),
    "16_17": (16, 17),
    "18_39": (18, 39),
    "40_49": (40, 49),
    "18_49": (18, 49),  # of what was answered before the NHS Health Check was asked about at 40
    "50_64": (50, 64),
    "65_plus": (65, 120),
}  # Groups of the directory that hold places to go for care, not things to do.
NOT_ACTIVITIES = ("health", "libraries")


@dataclass(frozen=True)
class Fits:
    """Activities that fit, and what was loosened to find them."""

    cards: list[CardView]
    widened: tuple[str, ...]
    remote: bool
    has_place: bool


def _near(walk: Walk) -> Near | None:
    place = walk.place
    return Near(place["lat"], place["lon"], place["label"]) if place else None


def _ages(walk: Walk) -> Ages | None:
    band = BANDS.get(str(walk.value("age_band") or ""))
    return Ages(band[0], band[1], covered=True) if band else None


def _topics(walk: Walk) -> tuple[str, ...]:
    """Return the groups of the directory that answer the person's needs, as the tables say."""
    needs = walk.published.routing.needs
    topics = (
        topic
        for found in walk.decision.needs
        for topic in needs[found.need].get("topics", ())
        if topic not in NOT_ACTIVITIES
    )
    return tuple(dict.fromkeys(topics))


def fitting_activities(walk: Walk, *, wanted: int = 3) -> Fits:
    """Return activities open to the age, with the access asked for, soon and near."""
    today = clock.today()
    access = tuple(code for code in walk.value("access") or () if code != "none")
    found = fitting(
        ages=_ages(walk),
        near=_near(walk),
        access=access,
        free_only=walk.value("free_only") == "yes" or "cost" in (walk.value("barriers") or ()),
        days=tuple(walk.value("days") or ()),
        language=walk.language,
        topics=_topics(walk),
        today=today,
        wanted=wanted,
        without=activities_without(walk.published.results, walk.context),
    )
    return Fits(
        cards=[
            card_view(card, miles=miles, chosen=access, today=today) for card, miles in found.cards
        ],
        widened=tuple(found.widened),
        remote=found.remote,
        has_place=walk.place is not None,
    )
