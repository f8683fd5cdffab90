"""How likely is type 2 diabetes in the next ten years? (Leicester score; off until licensed.)"""

from __future__ import annotations

from decimal import Decimal

from selfassessment.instruments.body import ADULT, HEIGHT, WAIST, WEIGHT, body_mass_index
from selfassessment.instruments.model import Instrument, Items, Outcome
from selfassessment.instruments.numbers import age, as_number, band_of, half_up, one, yes_no

AGE_POINTS = (("50", "5"), ("60", "9"), ("70", "13"))
WAIST_POINTS = (("90", "4"), ("100", "6"), ("110", "9"))
BMI_POINTS = (("25", "3"), ("30", "5"), ("35", "8"))
MALE, OTHER_BACKGROUND, RELATIVE, PRESSURE = 1, 6, 5, 5
RISK_EDGES = (("7", "increased"), ("16", "moderate"), ("25", "high"))
SEX = one("sex", ("female", 0), ("male", MALE))
BACKGROUND = one("background", ("white_european", 0), ("other", OTHER_BACKGROUND))
FAMILY = one("relative", ("no", 0), ("yes", RELATIVE))
BLOOD_PRESSURE = one("blood_pressure", ("no", 0), ("yes", PRESSURE))
CHOSEN = (SEX, BACKGROUND, FAMILY, BLOOD_PRESSURE)


def _not_for(given: Items) -> tuple[str, ...]:
    """Return why the score says nothing: too young, pregnant, or diabetes already."""
    reasons = {
        "under_18": as_number(given["age"]) < ADULT,
        "pregnant": given.get("pregnant") == "yes",
        "diabetes": given.get("diabetes") == "yes",
    }
    return tuple(name for name, holds in reasons.items() if holds)


def _leicester(given: Items) -> Outcome:
    """Add the points of seven items; always from centimetres, whatever was typed."""
    stop = _not_for(given)
    if stop:
        return Outcome(notes=stop)
    points = sum(item.points(str(given[item.id])) for item in CHOSEN)
    bmi = body_mass_index(as_number(given["height"]), as_number(given["weight"]))
    waist = half_up(as_number(given["waist"]))
    measured = (
        band_of(as_number(given["age"]), "0", AGE_POINTS),
        band_of(waist, "0", WAIST_POINTS),
        band_of(bmi, "0", BMI_POINTS),
    )
    total = Decimal(points + sum(int(part) for part in measured))
    return Outcome(total, band_of(total, "low", RISK_EDGES))


LEICESTER = Instrument(
    id="leicester_diabetes",
    name="Leicester risk score for type 2 diabetes",
    version="1.0",
    source="Gray and others 2010, doi 10.1111/j.1464-5491.2010.03037.x; Diabetes UK leaflet 2012",
    licence=(
        "University of Leicester, University Hospitals of Leicester and Diabetes UK: "
        "written permission needed before it is built in"
    ),
    items=(
        age(),
        *CHOSEN,
        WAIST,
        HEIGHT,
        WEIGHT,
        yes_no("pregnant", optional=True),
        yes_no("diabetes", optional=True),
    ),
    bands=("low", *(band for _, band in RISK_EDGES)),
    rule=_leicester,
    units="points; completed years, cm and kg",
    rounding="waist and BMI half up to 1 decimal place, then to points",
    device_relevant=True,
    gate="licence",
    link_out="https://riskscore.diabetes.org.uk/start",
)
