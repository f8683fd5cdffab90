"""Do PHQ-2, GAD-2, WHO-5 and the Leicester score count exactly, and stay off until allowed?"""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from selfassessment.engine.answer import Answer
from selfassessment.engine.model import ScoreInput, ScoreUse
from selfassessment.engine.scoring import instrument_scores, score_of
from selfassessment.instruments import ALL, get, is_gated, validated_in

GATED = {"phq2": "clinical", "gad2": "clinical", "who5": "licence", "leicester_diabetes": "licence"}
DAYS = ("not_at_all", "several_days", "more_than_half", "nearly_every_day")
TIMES = (
    "at_no_time",
    "some_of_the_time",
    "less_than_half",
    "more_than_half",
    "most_of_the_time",
    "all_of_the_time",
)
FIVE = ("cheerful", "calm", "active", "rested", "interest")


def test_nothing_else_waits_for_a_permission() -> None:
    assert {key: item.gate for key, item in ALL.items() if item.gate != "none"} == GATED


@pytest.mark.parametrize("key", GATED)
def test_a_gated_instrument_is_shown_only_when_switched_on(key: str) -> None:
    assert is_gated(key)
    assert key not in validated_in("en")
    assert key in validated_in("en", {key})
    assert key not in validated_in("ur", {key})


@pytest.mark.parametrize("key", ["who5", "leicester_diabetes"])
def test_without_a_licence_there_is_somewhere_else_to_go(key: str) -> None:
    assert get(key).link_out.startswith("https://")


def test_a_gated_score_counts_nothing_until_it_is_switched_on() -> None:
    use = ScoreUse(
        "mood",
        "phq2",
        {"interest": ScoreInput(question="i"), "down": ScoreInput(question="d")},
        ("negative", "positive"),
    )
    live = {key: Answer.given("nearly_every_day") for key in ("i", "d")}
    assert score_of(use, live, {}, None, instrument_scores) is None
    facts = {"validated_instruments": ("phq2",)}
    found = score_of(use, live, facts, None, instrument_scores)
    assert found is not None
    assert found.band == "positive"


@pytest.mark.parametrize(
    ("key", "items"), [("phq2", ("interest", "down")), ("gad2", ("nervous", "worry"))]
)
@pytest.mark.parametrize(("first", "second"), [*product(range(4), repeat=2)])
def test_two_questions_are_positive_from_three(
    key: str, items: tuple[str, str], first: int, second: int
) -> None:
    score = get(key).score({items[0]: DAYS[first], items[1]: DAYS[second]})
    assert score.total == first + second
    assert score.band == ("positive" if first + second >= 3 else "negative")


@pytest.mark.parametrize("key", ["phq2", "gad2"])
def test_not_at_all_is_worded_as_published(key: str) -> None:
    for item in get(key).items:
        assert item.options[0].wording == "Not at all"


@pytest.mark.parametrize(
    ("raw", "total", "band"),
    [
        (0, 0, "very_low"),
        (7, 28, "very_low"),
        (8, 32, "low"),
        (12, 48, "low"),
        (13, 52, "not_low"),
        (25, 100, "not_low"),
    ],
)
def test_wellbeing_is_the_raw_points_times_four(raw: int, total: int, band: str) -> None:
    points = [min(5, max(0, raw - 5 * index)) for index in range(5)]
    score = get("who5").score({item: TIMES[p] for item, p in zip(FIVE, points, strict=True)})
    assert score.total == total
    assert score.band == band


# Nothing counts here: each test changes one thing.
LOWEST = {
    "age": 30,
    "sex": "female",
    "background": "white_european",
    "relative": "no",
    "blood_pressure": "no",
    "waist": 80,
    "height": 170,
    "weight": 60,
}


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({"age": 49}, 0),
        ({"age": 50}, 5),
        ({"age": 59}, 5),
        ({"age": 60}, 9),
        ({"age": 69}, 9),
        ({"age": 70}, 13),
        ({"sex": "male"}, 1),
        ({"background": "other"}, 6),
        ({"relative": "yes"}, 5),
        ({"blood_pressure": "yes"}, 5),
        ({"waist": Decimal("89.9")}, 0),
        ({"waist": Decimal("89.95")}, 4),
        ({"waist": 90}, 4),
        ({"waist": Decimal("99.9")}, 4),
        ({"waist": 100}, 6),
        ({"waist": Decimal("109.9")}, 6),
        ({"waist": 110}, 9),
        ({"height": 200, "weight": Decimal("99.7")}, 0),
        ({"height": 200, "weight": 100}, 3),
        ({"height": 200, "weight": Decimal("119.7")}, 3),
        ({"height": 200, "weight": 120}, 5),
        ({"height": 200, "weight": Decimal("139.7")}, 5),
        ({"height": 200, "weight": 140}, 8),
    ],
)
def test_each_item_of_the_diabetes_score(change: dict[str, object], points: int) -> None:
    assert get("leicester_diabetes").score({**LOWEST, **change}).total == points


def test_the_diabetes_score_reaches_from_0_to_47() -> None:
    highest = {
        "age": 80,
        "sex": "male",
        "background": "other",
        "relative": "yes",
        "blood_pressure": "yes",
        "waist": 130,
        "height": 170,
        "weight": 120,
    }
    score = get("leicester_diabetes").score(highest)
    assert score.total == 47
    assert score.band == "high"
    assert get("leicester_diabetes").score(LOWEST).total == 0


@pytest.mark.parametrize(
    ("change", "total", "band"),
    [
        ({"background": "other"}, 6, "low"),
        ({"background": "other", "sex": "male"}, 7, "increased"),
        ({"age": 60, "background": "other"}, 15, "increased"),
        ({"age": 60, "background": "other", "sex": "male"}, 16, "moderate"),
        ({"age": 70, "background": "other", "relative": "yes"}, 24, "moderate"),
        ({"age": 70, "background": "other", "relative": "yes", "sex": "male"}, 25, "high"),
    ],
)
def test_bands_of_the_diabetes_score(change: dict[str, object], total: int, band: str) -> None:
    score = get("leicester_diabetes").score({**LOWEST, **change})
    assert score.total == total
    assert score.band == band


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"age": 17}, "under_18"),
        ({"pregnant": "yes"}, "pregnant"),
        ({"diabetes": "yes"}, "diabetes"),
    ],
)
def test_for_whom_the_diabetes_score_says_nothing(change: dict[str, object], note: str) -> None:
    score = get("leicester_diabetes").score({**LOWEST, **change})
    assert (score.complete, score.total, score.band) == (True, None, None)
    assert score.notes == (note,)
