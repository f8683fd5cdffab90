"""How has somebody felt in the last two weeks? (PHQ-2, GAD-2, WHO-5; all off until allowed.)"""

from __future__ import annotations

from functools import partial

from selfassessment.instruments.model import Instrument, Item, Items, Option, Outcome
from selfassessment.instruments.numbers import WHOLE_POINTS, band_of, sum_points

PFIZER = "No permission required to reproduce, translate, display or distribute (Pfizer)"
# “Not at all”, never “Not at all sure”: a known mistake of copies of GAD-7.
HOW_OFTEN = (
    Option("not_at_all", 0, "Not at all"),
    Option("several_days", 1, "Several days"),
    Option("more_than_half", 2, "More than half the days"),
    Option("nearly_every_day", 3, "Nearly every day"),
)
TWO_WEEKS = "Over the last 2 weeks, how often have you been bothered by"
POSITIVE_EDGES = (("3", "positive"),)
PHQ_ITEMS = (
    Item(
        "interest",
        "one",
        HOW_OFTEN,
        wording=f"{TWO_WEEKS} little interest or pleasure in doing things?",
    ),
    Item(
        "down",
        "one",
        HOW_OFTEN,
        wording=f"{TWO_WEEKS} feeling down, depressed, or hopeless?",
    ),
)
GAD_ITEMS = (
    Item(
        "nervous",
        "one",
        HOW_OFTEN,
        wording=f"{TWO_WEEKS} feeling nervous, anxious or on edge?",
    ),
    Item(
        "worry",
        "one",
        HOW_OFTEN,
        wording=f"{TWO_WEEKS} not being able to stop or control worrying?",
    ),
)
ALL_THE_TIME = (
    Option("at_no_time", 0, "At no time"),
    Option("some_of_the_time", 1, "Some of the time"),
    Option("less_than_half", 2, "Less than half of the time"),
    Option("more_than_half", 3, "More than half of the time"),
    Option("most_of_the_time", 4, "Most of the time"),
    Option("all_of_the_time", 5, "All of the time"),
)
WHO5_ITEMS = (
    Item("cheerful", "one", ALL_THE_TIME, wording="I have felt cheerful and in good spirits"),
    Item("calm", "one", ALL_THE_TIME, wording="I have felt calm and relaxed"),
    Item("active", "one", ALL_THE_TIME, wording="I have felt active and vigorous"),
    Item("rested", "one", ALL_THE_TIME, wording="I woke up feeling fresh and rested"),
    Item(
        "interest",
        "one",
        ALL_THE_TIME,
        wording="My daily life has been filled with things that interest me",
    ),
)
# 0-28 very low, 29-50 low, 51-100: at 50 and below somebody should be asked how they are.
WHO5_EDGES = (("29", "low"), ("51", "not_low"))
PERCENT = 4


def _two(items: tuple[Item, ...], given: Items) -> Outcome:
    """Points of two items, and whether they reach the cut-off."""
    total = sum_points(items, given)
    return Outcome(total, band_of(total, "negative", POSITIVE_EDGES))


def _who5(given: Items) -> Outcome:
    """Raw points 0 to 25, times 4; nothing is taken away first, as some calculators do."""
    total = sum_points(WHO5_ITEMS, given) * PERCENT
    return Outcome(total, band_of(total, "very_low", WHO5_EDGES))


PHQ2 = Instrument(
    id="phq2",
    name="Patient Health Questionnaire, two items (PHQ-2)",
    version="1.0",
    source="Kroenke and others 2003; cut-off of 3",
    licence=PFIZER,
    items=PHQ_ITEMS,
    bands=("negative", "positive"),
    rule=partial(_two, PHQ_ITEMS),
    units="points",
    rounding=WHOLE_POINTS,
    device_relevant=True,
    gate="clinical",
)
GAD2 = Instrument(
    id="gad2",
    name="Generalised Anxiety Disorder, two items (GAD-2)",
    version="1.0",
    source="Kroenke and others 2007; cut-off of 3",
    licence=PFIZER,
    items=GAD_ITEMS,
    bands=("negative", "positive"),
    rule=partial(_two, GAD_ITEMS),
    units="points",
    rounding=WHOLE_POINTS,
    device_relevant=True,
    gate="clinical",
)
WHO5 = Instrument(
    id="who5",
    name="WHO-5 Well-Being Index",
    version="2024.1",
    source="World Health Organization 1998 and 2024",
    licence="CC BY-NC-SA 3.0 IGO © World Health Organization: non-commercial, share alike",
    items=WHO5_ITEMS,
    bands=("very_low", *(band for _, band in WHO5_EDGES)),
    rule=_who5,
    units="points 0 to 25, times 4: 0 to 100",
    rounding=WHOLE_POINTS,
    device_relevant=True,
    gate="licence",
    link_out="https://www.who.int/publications/m/item/WHO-UCN-MSD-MHE-2024.01",
)
