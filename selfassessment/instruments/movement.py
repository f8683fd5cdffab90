"""How much does somebody move, and how much is advised?"""

from __future__ import annotations

from decimal import Decimal

from selfassessment.instruments.model import ANY_LANGUAGE, Instrument, Item, Items, Option, Outcome
from selfassessment.instruments.numbers import (
    WHOLE_POINTS,
    as_number,
    band_of,
    half_up,
    number,
)

HOURS = (("none", 0), ("under_1h", 1), ("1h_to_3h", 2), ("3h_or_more", 3))
HOURS_WORDING = (
    "None",
    "Some but less than 1 hour",
    "1 hour but less than 3 hours",
    "3 hours or more",
)
ACTIVITY_LEVELS = ("inactive", "moderately_inactive", "moderately_active", "active")
MOST = len(ACTIVITY_LEVELS) - 1
MINUTES_IN_A_WEEK = 7 * 24 * 60


def _hours(item_id: str, wording: str, optional: bool = False) -> Item:
    options = tuple(
        Option(key, points, words)
        for (key, points), words in zip(HOURS, HOURS_WORDING, strict=True)
    )
    return Item(item_id, "one", options, wording=wording, optional=optional)


WORK = Item(
    "work",
    "one",
    (
        Option("not_employed", 0, "I am not in employment"),
        Option("sitting", 0, "I spend most of my time at work sitting"),
        Option("standing", 1, "I spend most of my time at work standing or walking"),
        Option("physical", 2, "My work involves definite physical effort"),
        Option("heavy", 3, "My work involves vigorous physical activity"),
    ),
    wording="Type and amount of physical activity involved in your work",
)
PACE = Item(
    "pace",
    "one",
    (
        Option("slow", None, "Slow pace (i.e. less than 3 mph)"),
        Option("steady", None, "Steady average pace"),
        Option("brisk", None, "Brisk pace"),
        Option("fast", None, "Fast pace (i.e. over 4 mph)"),
    ),
    optional=True,
    wording="How would you describe your usual walking pace?",
)
EXERCISE = _hours("exercise", "Physical exercise such as swimming, jogging, aerobics, football")
CYCLING = _hours("cycling", "Cycling, including cycling to work and during leisure time")


def _gppaq(given: Items) -> Outcome:
    """Only work, exercise and cycling count: index = min(work + min(exercise + cycling, 3), 3)."""
    points = {item.id: item.points(str(given[item.id])) for item in (WORK, EXERCISE, CYCLING)}
    combined = min(points["exercise"] + points["cycling"], MOST)
    index = min(points["work"] + combined, MOST)
    return Outcome(Decimal(index), ACTIVITY_LEVELS[index])


def _minutes(given: Items) -> Outcome:
    total = half_up(as_number(given["moderate"]) + 2 * as_number(given["vigorous"]))
    band = band_of(total, "under_30", (("30", "30_to_149"), ("150", "150_or_more")))
    return Outcome(total, band)


GPPAQ = Instrument(
    id="gppaq",
    name="General Practice Physical Activity Questionnaire",
    version="2009.2",
    source="Department of Health, GPPAQ, 2006, revised 2009 (Gateway 11854)",
    licence="Crown copyright, Open Government Licence v3.0",
    items=(
        WORK,
        EXERCISE,
        CYCLING,
        _hours("walking", "Walking, including walking to work, shopping, for pleasure", True),
        _hours("housework", "Housework or childcare", True),
        _hours("gardening", "Gardening or DIY", True),
        PACE,
    ),
    bands=ACTIVITY_LEVELS,
    rule=_gppaq,
    units="hours in the last week, in four steps",
    rounding=WHOLE_POINTS,
)
MINUTES = Instrument(
    id="minutes",
    name="Minutes of activity in a week",
    version="1.0",
    source="UK Chief Medical Officers' physical activity guidelines 2019; Sport England bands",
    licence="Cut-offs are facts; guidelines under the Open Government Licence v3.0",
    items=(
        number("moderate", "minutes a week", 0, MINUTES_IN_A_WEEK),
        number("vigorous", "minutes a week", 0, MINUTES_IN_A_WEEK),
    ),
    bands=("under_30", "30_to_149", "150_or_more"),
    rule=_minutes,
    units="minutes a week; a vigorous minute counts twice",
    rounding="half up to 1 decimal place, then banded",
    validated_languages=(ANY_LANGUAGE,),
)
