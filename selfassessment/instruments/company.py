"""How lonely, and how content, does somebody say they are?"""

from __future__ import annotations

from selfassessment.instruments.model import Instrument, Item, Items, Option, Outcome
from selfassessment.instruments.numbers import (
    WHOLE_POINTS,
    Edge,
    band_of,
    sum_points,
)

ONS_LONELINESS = "ONS, Measuring loneliness: guidance for use of the national indicators"
ENDS_OF_SCALE = {0: "0 – not at all", 10: "10 – completely"}
HOW_OFTEN = (
    Option("hardly_ever", 1, "Hardly ever or never"),
    Option("some_of_the_time", 2, "Some of the time"),
    Option("often", 3, "Often"),
)
UCLA_ITEMS = (
    Item(
        "companionship",
        "one",
        HOW_OFTEN,
        wording="How often do you feel that you lack companionship?",
    ),
    Item("left_out", "one", HOW_OFTEN, wording="How often do you feel left out?"),
    Item("isolated", "one", HOW_OFTEN, wording="How often do you feel isolated from others?"),
)
DIRECT = Item(
    "lonely",
    "one",
    (
        Option("never", None, "Never"),
        Option("hardly_ever", None, "Hardly ever"),
        Option("occasionally", None, "Occasionally"),
        Option("some_of_the_time", None, "Some of the time"),
        Option("often_always", None, "Often or always"),
    ),
    wording="How often do you feel lonely?",
)
# Eleven radios, never a slider.
ANSWER = Item(
    "answer",
    "one",
    tuple(Option(str(n), n, ENDS_OF_SCALE.get(n, str(n))) for n in range(11)),
)
# No official cut-off; 6 and over is the usual one in research.
UCLA_EDGES = (("6", "higher"),)
CONTENT_EDGES = (("5", "medium"), ("7", "high"), ("9", "very_high"))
ANXIOUS_EDGES = (("2", "low"), ("4", "medium"), ("6", "high"))


def _ucla(given: Items) -> Outcome:
    total = sum_points(UCLA_ITEMS, given)
    return Outcome(total, band_of(total, "lower", UCLA_EDGES))


def _direct(given: Items) -> Outcome:
    return Outcome(band=str(given["lonely"]))


UCLA3 = Instrument(
    id="ucla3",
    name="UCLA three-item loneliness scale",
    version="1.0",
    source=f"Hughes and others 2004; {ONS_LONELINESS}",
    licence="ONS text Open Government Licence v3.0; scale free for non-commercial use",
    items=UCLA_ITEMS,
    bands=("lower", "higher"),
    rule=_ucla,
    units="points",
    rounding=WHOLE_POINTS,
)
LONELY_DIRECT = Instrument(
    id="lonely_direct",
    name="Direct measure of loneliness",
    version="1.0",
    source=ONS_LONELINESS,
    licence="Open Government Licence v3.0",
    items=(DIRECT,),
    bands=DIRECT.option_ids,
    rule=_direct,
    units="none",
    rounding="nothing is counted",
)


def _ons4(key: str, wording: str, first: str, edges: tuple[Edge, ...]) -> Instrument:
    def rule(given: Items) -> Outcome:
        total = sum_points((ANSWER,), given)
        return Outcome(total, band_of(total, first, edges))

    return Instrument(
        id=f"ons4_{key}",
        name=wording,
        version="1.1",
        source="ONS personal wellbeing (ONS4), harmonised principle",
        licence="Open Government Licence v3.0, cite ONS",
        items=(ANSWER,),
        bands=(first, *(band for _, band in edges)),
        rule=rule,
        units="0 to 10, never summed",
        rounding=WHOLE_POINTS,
    )


ONS4 = (
    _ons4(
        "satisfied",
        "Overall, how satisfied are you with your life nowadays?",
        "low",
        CONTENT_EDGES,
    ),
    _ons4(
        "worthwhile",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "low",
        CONTENT_EDGES,
    ),
    _ons4("happy", "Overall, how happy did you feel yesterday?", "low", CONTENT_EDGES),
    _ons4("anxious", "Overall, how anxious did you feel yesterday?", "very_low", ANXIOUS_EDGES),
)
