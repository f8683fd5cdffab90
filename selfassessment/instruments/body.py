"""How do height, weight and waist compare with published thresholds?"""

from __future__ import annotations

from decimal import Decimal

from selfassessment.instruments.model import ANY_LANGUAGE, Instrument, Items, Outcome
from selfassessment.instruments.numbers import (
    age,
    as_number,
    band_of,
    half_up,
    number,
    several,
    yes_no,
)

ADULT = 18
OLDER = 65
NICE = "NICE NG246 Overweight and obesity management (2025)"
NICE_LICENCE = "Formula and cut-offs are facts; text under the NICE UK Open Content Licence"

BACKGROUNDS = (
    "white",
    "south_asian",
    "chinese",
    "other_asian",
    "middle_eastern",
    "black_african",
    "african_caribbean",
    "other",
)
# NG246: lower thresholds for these family backgrounds; any one of them is enough.
LOWER_THRESHOLDS = frozenset(BACKGROUNDS) - {"white", "other"}
GENERAL_EDGES = (
    ("18.5", "healthy"),
    ("25", "overweight"),
    ("30", "obesity_1"),
    ("35", "obesity_2"),
    ("40", "obesity_3"),
)
LOWER_EDGES = (
    ("18.5", "healthy"),
    ("23", "overweight"),
    ("27.5", "obesity_1"),
    ("32.5", "obesity_2"),
    ("37.5", "obesity_3"),
)
WAIST_EDGES = (("0.40", "healthy"), ("0.50", "increased"), ("0.60", "high"))
WAIST_ADDS_LITTLE_FROM = Decimal(35)

HEIGHT = number("height", "cm", 100, 250)
WEIGHT = number("weight", "kg", 25, 350)
WAIST = number("waist", "cm", 40, 200)


def body_mass_index(height_cm: Decimal, weight_kg: Decimal) -> Decimal:
    """Return kg ÷ m², rounded half up to one decimal place."""
    metres = height_cm / 100
    return half_up(weight_kg / (metres * metres))


def _not_for(given: Items) -> tuple[str, ...]:
    """Return why adult thresholds do not apply: pregnancy, or under 18."""
    notes: tuple[str, ...] = ()
    if given.get("pregnant") == "yes":
        notes += ("pregnant",)
    if "age" in given and as_number(given["age"]) < ADULT:
        notes += ("under_18",)
    return notes


def _notes(given: Items) -> tuple[str, ...]:
    notes: tuple[str, ...] = ()
    if "background" not in given:
        notes += ("general_thresholds",)
    if "age" in given and as_number(given["age"]) >= OLDER:
        notes += ("older_person",)
    return notes


def _bmi(given: Items) -> Outcome:
    stop = _not_for(given)
    if stop:
        return Outcome(notes=stop)
    total = body_mass_index(as_number(given["height"]), as_number(given["weight"]))
    background = given.get("background", ())
    lower = not LOWER_THRESHOLDS.isdisjoint(background if isinstance(background, tuple) else ())
    edges = LOWER_EDGES if lower else GENERAL_EDGES
    notes = _notes(given) + (("lower_thresholds",) if lower else ())
    return Outcome(total, band_of(total, "underweight", edges), notes=notes)


def _waist_to_height(given: Items) -> Outcome:
    stop = _not_for(given)
    if stop:
        return Outcome(notes=stop)
    height = as_number(given["height"])
    weight = given.get("weight")
    if isinstance(weight, Decimal) and body_mass_index(height, weight) >= WAIST_ADDS_LITTLE_FROM:
        return Outcome(notes=("bmi_35_or_more",))
    total = half_up(as_number(given["waist"]) / height, 2)
    return Outcome(total, band_of(total, "low", WAIST_EDGES))


BMI = Instrument(
    id="bmi",
    name="Body mass index",
    version="1.0",
    source=NICE,
    licence=NICE_LICENCE,
    items=(
        HEIGHT,
        WEIGHT,
        several("background", *BACKGROUNDS, optional=True),
        age(optional=True),
        yes_no("pregnant", optional=True),
    ),
    bands=("underweight", "healthy", "overweight", "obesity_1", "obesity_2", "obesity_3"),
    rule=_bmi,
    units="cm and kg; 1 in = 2.54 cm and 1 lb = 0.45359237 kg exactly",
    rounding="half up to 1 decimal place, then banded",
    validated_languages=(ANY_LANGUAGE,),
)
WAIST_TO_HEIGHT = Instrument(
    id="whtr",
    name="Waist-to-height ratio",
    version="1.0",
    source=NICE,
    licence=NICE_LICENCE,
    items=(
        WAIST,
        HEIGHT,
        number("weight", "kg", 25, 350, optional=True),
        age(optional=True),
        yes_no("pregnant", optional=True),
    ),
    bands=("low", "healthy", "increased", "high"),
    rule=_waist_to_height,
    units="cm; 1 in = 2.54 cm exactly",
    rounding="half up to 2 decimal places, then banded",
    validated_languages=(ANY_LANGUAGE,),
)
