"""Does somebody smoke, how much, and how strong is the habit?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selfassessment.instruments.cutoffs import cutoffs
from selfassessment.instruments.model import (
    ANY_LANGUAGE,
    Dated,
    Instrument,
    Item,
    Items,
    Option,
    Outcome,
)
from selfassessment.instruments.numbers import band_of, half_up, number, one

PER_DAY_EDGES = (("10", "moderate"), ("20", "heavy"), ("40", "very_heavy"))
PER_DAY_POINTS = (("11", "11_20"), ("21", "21_30"), ("31", "31_or_more"))
HSI_BANDS = ("low", "medium", "high")
MOST_A_DAY = 200

FIRST_CIGARETTE = Item(
    "first_cigarette",
    "one",
    (
        Option("over_60", 0, "After 60 minutes"),
        Option("31_60", 1, "31 to 60 minutes"),
        Option("6_30", 2, "6 to 30 minutes"),
        Option("within_5", 3, "Within 5 minutes"),
    ),
    wording="How soon after you wake up do you smoke your first cigarette?",
)
PER_DAY = Item(
    "per_day",
    "one",
    (
        Option("10_or_fewer", 0, "10 or fewer"),
        Option("11_20", 1, "11 to 20"),
        Option("21_30", 2, "21 to 30"),
        Option("31_or_more", 3, "31 or more"),
    ),
    unit="cigarettes a day",
    lowest=Decimal(0),
    highest=Decimal(MOST_A_DAY),
    wording="How many cigarettes a day do you smoke?",
)


def _status(given: Items) -> Outcome:
    status = given.get("status")
    if status in {"never", "ex"}:
        return Outcome(band=str(status))
    per_day = given.get("per_day")
    if status != "current" or not isinstance(per_day, Decimal):
        return Outcome(complete=False, missing=("per_day",) if status else ("status",))
    total = half_up(per_day, 0)
    return Outcome(total, band_of(total, "light", PER_DAY_EDGES))


def _heaviness(given: Items, on: date | None) -> Outcome:
    """Add both points; bands differ between sources, so they are data (cutoffs.json)."""
    per_day = given["per_day"]
    if isinstance(per_day, Decimal):
        per_day = band_of(half_up(per_day, 0), "10_or_fewer", PER_DAY_POINTS)
    total = Decimal(
        FIRST_CIGARETTE.points(str(given["first_cigarette"])) + PER_DAY.points(str(per_day))
    )
    cuts = cutoffs("hsi", on)
    edges = ((str(cuts["medium_from"]), "medium"), (str(cuts["high_from"]), "high"))
    return Outcome(total, band_of(total, HSI_BANDS[0], edges))


SMOKING = Instrument(
    id="smoking",
    name="Smoking status",
    version="1.0",
    source="NHS Health Check Online social history observations (SNOMED CT smoking status)",
    licence="Facts",
    items=(
        one("status", "never", "ex", "current"),
        number("per_day", "cigarettes a day", 0, MOST_A_DAY, optional=True),
    ),
    bands=("never", "ex", "light", "moderate", "heavy", "very_heavy"),
    rule=_status,
    units="cigarettes a day",
    rounding="half up to a whole number, then banded",
    validated_languages=(ANY_LANGUAGE,),
    decides_early=True,
)
HSI = Instrument(
    id="hsi",
    name="Heaviness of Smoking Index",
    version="1.0",
    source="Heatherton and others 1989; points PhenX 330201; bands NIDA",
    licence="Published two-item index, free use; confirm before going live",
    items=(FIRST_CIGARETTE, PER_DAY),
    bands=HSI_BANDS,
    rule=Dated(_heaviness),
    units="points; cigarettes a day",
    rounding="cigarettes half up to a whole number; points are whole",
)
