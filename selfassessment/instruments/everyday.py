"""Food at home, the NHS Health Check, falls: which short screens point to help?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selfassessment.instruments.cutoffs import cutoffs
from selfassessment.instruments.guidance import AGE_BANDS, AGES_OF_BAND
from selfassessment.instruments.model import (
    ANY_LANGUAGE,
    Dated,
    Instrument,
    Item,
    Items,
    Option,
    Outcome,
)
from selfassessment.instruments.numbers import (
    WHOLE_POINTS,
    age,
    as_number,
    band_of,
    one,
    several,
    sum_points,
    yes_no,
)

HOW_TRUE = (
    Option("often", None, "Often true"),
    Option("sometimes", None, "Sometimes true"),
    Option("never", None, "Never true"),
)
HUNGER_ITEMS = (
    Item(
        "worried",
        "one",
        HOW_TRUE,
        wording="Within the past 12 months we worried whether our food would run out before we "
        "got money to buy more.",
    ),
    Item(
        "ran_out",
        "one",
        HOW_TRUE,
        wording="Within the past 12 months the food we bought just didn't last and we didn't "
        "have money to get more.",
    ),
)
CONDITIONS = (
    "heart_disease",
    "kidney_disease",
    "diabetes",
    "high_blood_pressure",
    "atrial_fibrillation",
    "tia",
    "familial_hypercholesterolaemia",
    "heart_failure",
    "peripheral_arterial_disease",
    "stroke",
    "statins",
    "high_risk_before",
    "end_of_life_care",
    "none",
)
FRAT_ITEMS = (
    yes_no("fall", points=1, wording="Any fall in the last year?"),
    yes_no("medicines", points=1, wording="Four or more medicines a day?"),
    yes_no("stroke_parkinsons", points=1, wording="Stroke or Parkinson's disease?"),
    yes_no("balance", points=1, wording="Any problems with balance?"),
    yes_no("chair", points=1, wording="Unable to rise from a chair of knee height without arms?"),
)


def _hunger(given: Items) -> Outcome:
    """Often or sometimes on either statement is at risk, so one such answer decides."""
    if any(value in {"often", "sometimes"} for value in given.values()):
        return Outcome(band="at_risk")
    missing = tuple(item.id for item in HUNGER_ITEMS if item.id not in given)
    return Outcome(complete=False, missing=missing) if missing else Outcome(band="not_at_risk")


def _in_age(given: Items, on: date | None) -> bool | None:
    """Whether the age is right; None where an age band lies on both sides of a cut-off."""
    cuts = cutoffs("nhs_check", on)
    lowest, highest = cuts["lowest_age"], cuts["highest_age"]
    if "age" in given:
        return lowest <= as_number(given["age"]) <= highest
    band = AGES_OF_BAND.get(str(given.get("age_band")))
    if band is None:
        return None
    youngest, oldest = band
    if oldest < lowest or youngest > highest:
        return False
    return True if lowest <= youngest and oldest <= highest else None


def _no_condition(given: Items) -> bool | None:
    chosen = given.get("conditions")
    return chosen == ("none",) if chosen is not None else None


def _not_checked(given: Items) -> bool | None:
    answer = given.get("checked_last_5_years")
    return answer == "no" if answer is not None else None


def _nhs_check(given: Items, on: date | None) -> Outcome:
    """One ground against decides; without one, everything must be known."""
    tests = {
        "age": _in_age(given, on),
        "conditions": _no_condition(given),
        "checked_last_5_years": _not_checked(given),
    }
    against = tuple(name for name, holds in tests.items() if holds is False)
    if against:
        return Outcome(band="not_eligible", notes=against)
    unknown = tuple(name for name, holds in tests.items() if holds is None)
    return Outcome(complete=False, missing=unknown) if unknown else Outcome(band="eligible")


def _frat(given: Items, on: date | None) -> Outcome:
    edges = ((str(cutoffs("frat", on)["higher_from"]), "higher"),)
    total = sum_points(FRAT_ITEMS, given)
    both = given["fall"] == "yes" and given["balance"] == "yes"
    return Outcome(
        Decimal(total),
        band_of(total, "lower", edges),
        notes=("fall_and_balance",) if both else (),
    )


HUNGER = Instrument(
    id="hunger",
    name="Hunger Vital Sign",
    version="1.0",
    source="Hager and others 2010; Children's HealthWatch",
    licence="No fee or licence required; cite Hager 2010",
    items=HUNGER_ITEMS,
    bands=("not_at_risk", "at_risk"),
    rule=_hunger,
    units="none",
    rounding="nothing is counted",
    decides_early=True,
)
NHS_CHECK = Instrument(
    id="nhs_check",
    name="NHS Health Check: can I have one?",
    version="1.1",
    source="nhs.uk, NHS Health Check (England); ages and years in cutoffs.json",
    licence="Open Government Licence v3.0",
    items=(
        age(optional=True),
        one("age_band", *AGE_BANDS, optional=True),
        several("conditions", *CONDITIONS),
        yes_no("checked_last_5_years"),
    ),
    bands=("not_eligible", "eligible"),
    rule=Dated(_nhs_check),
    units="completed years",
    rounding="nothing is rounded",
    validated_languages=(ANY_LANGUAGE,),
    decides_early=True,
)
FRAT = Instrument(
    id="frat",
    name="Falls Risk Assessment Tool",
    version="1.0",
    source="Nandy and others 2004, Queen Mary University of London",
    licence="Items are factual; permission of Queen Mary to be confirmed",
    items=FRAT_ITEMS,
    bands=("lower", "higher"),
    rule=Dated(_frat),
    units="points, one for each yes",
    rounding=WHOLE_POINTS,
)
