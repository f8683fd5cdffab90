"""Which movement guideline of the UK Chief Medical Officers applies to somebody?"""

from __future__ import annotations

from dataclasses import dataclass

from selfassessment.instruments.model import ANY_LANGUAGE, Instrument, Items, Outcome
from selfassessment.instruments.numbers import age, as_number, band_of, one, yes_no

OLDEST = 130
AGES_OF_BAND = {
    "0_4": (0, 4),
    "5_10": (5, 10),
    "11_15": (11, 15),
    "16_17": (16, 17),
    "18_39": (18, 39),
    "40_49": (40, 49),
    "18_49": (18, 49),  # as earlier versions of a journey ask it
    "50_64": (50, 64),
    "65_plus": (65, OLDEST),
}
AGE_BANDS = tuple(AGES_OF_BAND)
PREGNANCY_FROM = 11


@dataclass(frozen=True, slots=True)
class Guideline:
    """How much is advised: minutes a day or a week, and what else (codes for the words)."""

    minutes_a_day: int | None = None
    minutes_a_week: int | None = None
    plus: tuple[str, ...] = ()


GUIDELINES: dict[str, Guideline] = {
    "under_1": Guideline(minutes_a_day=30, plus=("several_times", "tummy_time")),
    "1_to_4": Guideline(minutes_a_day=180, plus=("spread_over_day", "3_to_4_60_brisk")),
    "5_to_18": Guideline(minutes_a_day=60, plus=("varied", "strength")),
    "19_to_64": Guideline(minutes_a_week=150, plus=("or_75_vigorous", "strength_2", "sit_less")),
    "65_plus": Guideline(
        minutes_a_week=150, plus=("gradually", "strength_2", "balance_2", "flexibility")
    ),
    "pregnant": Guideline(
        minutes_a_week=150, plus=("gradually", "strength_2", "listen_to_body", "no_contact_sport")
    ),
    "disabled_adult": Guideline(minutes_a_week=150, plus=("some_is_good", "strength_2")),
    "disabled_child": Guideline(minutes_a_day=20, plus=("strength_3", "balance")),
}
AGE_EDGES = (("1", "1_to_4"), ("5", "5_to_18"), ("19", "19_to_64"), ("65", "65_plus"))
# 0_4 holds two guidelines and is left undecided; of 18_39 all but one year are 19 and over.
GROUP_OF_BAND = {
    "5_10": "5_to_18",
    "11_15": "5_to_18",
    "16_17": "5_to_18",
    "18_39": "19_to_64",
    "40_49": "19_to_64",
    "18_49": "19_to_64",
    "50_64": "19_to_64",
    "65_plus": "65_plus",
}


def _age_group(given: Items) -> str | None:
    if "age" in given:
        return band_of(as_number(given["age"]), "under_1", AGE_EDGES)
    return GROUP_OF_BAND.get(str(given.get("age_band")))


def _can_be_pregnant(given: Items) -> bool:
    if "age" in given:
        return as_number(given["age"]) >= PREGNANCY_FROM
    return given.get("age_band") not in {"0_4", "5_10"}


def _cmo(given: Items) -> Outcome:
    group = _age_group(given)
    if given.get("pregnant") == "yes" and _can_be_pregnant(given):
        return Outcome(band="pregnant")
    if group is None:
        return Outcome(complete=False, missing=("age",))
    if given.get("disabled") == "yes" and group not in {"under_1", "1_to_4"}:
        return Outcome(band="disabled_child" if group == "5_to_18" else "disabled_adult")
    return Outcome(band=group)


CMO = Instrument(
    id="cmo",
    name="Movement guideline by age",
    version="2019.2",
    source="UK Chief Medical Officers' physical activity guidelines 2019; disabled children 2022",
    licence="Open Government Licence v3.0",
    items=(
        age(optional=True),
        one("age_band", *AGE_BANDS, optional=True),
        yes_no("pregnant", optional=True),
        yes_no("disabled", optional=True),
    ),
    bands=tuple(GUIDELINES),
    rule=_cmo,
    units="completed years; minutes a day or a week",
    rounding="nothing is rounded",
    validated_languages=(ANY_LANGUAGE,),
    decides_early=True,
)
