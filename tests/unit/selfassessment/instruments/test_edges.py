"""Does each instrument put both sides of each edge into the right band?"""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from selfassessment.instruments import get

BACKGROUNDS_LOWER = (
    "south_asian",
    "chinese",
    "other_asian",
    "middle_eastern",
    "black_african",
    "african_caribbean",
)
# (weight at 100 cm is the BMI itself, band): one decimal below and at each edge.
GENERAL = (
    ("25", "overweight"),
    ("29.9", "overweight"),
    ("30", "obesity_1"),
    ("34.9", "obesity_1"),
    ("35", "obesity_2"),
    ("39.9", "obesity_2"),
    ("40", "obesity_3"),
)
LOWER = (
    ("27.4", "overweight"),
    ("27.5", "obesity_1"),
    ("32.4", "obesity_1"),
    ("32.5", "obesity_2"),
    ("37.4", "obesity_2"),
    ("37.5", "obesity_3"),
)
# Light people need a taller height to stay within the hard bounds: at 200 cm BMI = kg / 4.
GENERAL_TALL = (
    ("18.4", "underweight"),
    ("18.5", "healthy"),
    ("24.9", "healthy"),
    ("24.94", "healthy"),
    ("24.95", "overweight"),
    ("25", "overweight"),
)
LOWER_TALL = (
    ("18.4", "underweight"),
    ("18.5", "healthy"),
    ("22.9", "healthy"),
    ("22.94", "healthy"),
    ("22.95", "overweight"),
    ("23", "overweight"),
)


def bmi(index: str, height: int, **more: object) -> str | None:
    metres = Decimal(height) / 100
    weight = Decimal(index) * metres * metres
    return get("bmi").score({"height": height, "weight": weight, **more}).band


@pytest.mark.parametrize(("index", "band"), GENERAL)
def test_bmi_general_edges(index: str, band: str) -> None:
    assert bmi(index, 100) == band
    assert bmi(index, 180, background=("white",)) == band


@pytest.mark.parametrize(("index", "band"), GENERAL_TALL)
def test_bmi_general_edges_of_light_people(index: str, band: str) -> None:
    assert bmi(index, 200) == band


@pytest.mark.parametrize(("index", "band"), LOWER)
@pytest.mark.parametrize("background", BACKGROUNDS_LOWER)
def test_bmi_lower_edges(index: str, band: str, background: str) -> None:
    assert bmi(index, 160, background=(background,)) == band


@pytest.mark.parametrize(("index", "band"), LOWER_TALL)
def test_bmi_lower_edges_of_light_people(index: str, band: str) -> None:
    assert bmi(index, 200, background=("chinese",)) == band


@pytest.mark.parametrize("background", BACKGROUNDS_LOWER)
def test_one_background_with_lower_thresholds_among_several_is_enough(background: str) -> None:
    assert bmi("23.5", 200, background=("white", background)) == "overweight"
    assert bmi("23.5", 200, background=("white", "other")) == "healthy"


@pytest.mark.parametrize(
    ("index", "background", "band"),
    [
        ("34.0", "middle_eastern", "obesity_2"),
        ("38.6", "middle_eastern", "obesity_3"),
        ("32.4", "south_asian", "obesity_1"),
    ],
)
def test_bmi_published_examples(index: str, background: str, band: str) -> None:
    assert bmi(index, 170, background=(background,)) == band


@pytest.mark.parametrize(
    ("waist", "height", "total", "band"),
    [
        ("74", 163, "0.45", "healthy"),
        ("81", 163, "0.50", "increased"),
        ("91", 178, "0.51", "increased"),
        ("78.9", 200, "0.39", "low"),
        ("79", 200, "0.40", "healthy"),
        ("98.9", 200, "0.49", "healthy"),
        ("99", 200, "0.50", "increased"),
        ("118.9", 200, "0.59", "increased"),
        ("119", 200, "0.60", "high"),
    ],
)
def test_waist_to_height(waist: str, height: int, total: str, band: str) -> None:
    score = get("whtr").score({"waist": Decimal(waist), "height": height})
    assert (score.total, score.band) == (Decimal(total), band)


HOURS = ("none", "under_1h", "1h_to_3h", "3h_or_more")
WORK = {"not_employed": 0, "sitting": 0, "standing": 1, "physical": 2, "heavy": 3}
LEVELS = ("inactive", "moderately_inactive", "moderately_active", "active")
# The published table: rows are work 0-3, columns exercise and cycling combined 0-3.
PUBLISHED = ((0, 1, 2, 3), (1, 2, 3, 3), (2, 3, 3, 3), (3, 3, 3, 3))


@pytest.mark.parametrize(("work", "exercise", "cycling"), [*product(WORK, range(4), range(4))])
def test_gppaq_follows_the_published_table(work: str, exercise: int, cycling: int) -> None:
    score = get("gppaq").score(
        {"work": work, "exercise": HOURS[exercise], "cycling": HOURS[cycling]}
    )
    assert score.band == LEVELS[PUBLISHED[WORK[work]][min(exercise + cycling, 3)]]


@pytest.mark.parametrize("item", ["walking", "housework", "gardening"])
def test_gppaq_other_movement_does_not_count(item: str) -> None:
    given = {"work": "sitting", "exercise": "none", "cycling": "none", item: "3h_or_more"}
    assert get("gppaq").score(given).band == "inactive"


@pytest.mark.parametrize(
    ("moderate", "vigorous", "total", "band"),
    [
        ("0", "0", "0", "under_30"),
        ("29", "0", "29", "under_30"),
        ("29.94", "0", "29.9", "under_30"),
        ("29.95", "0", "30.0", "30_to_149"),
        ("30", "0", "30", "30_to_149"),
        ("0", "15", "30", "30_to_149"),
        ("149", "0", "149", "30_to_149"),
        ("150", "0", "150", "150_or_more"),
        ("0", "75", "150", "150_or_more"),
        ("1", "74", "149", "30_to_149"),
    ],
)
def test_minutes(moderate: str, vigorous: str, total: str, band: str) -> None:
    given = {"moderate": Decimal(moderate), "vigorous": Decimal(vigorous)}
    score = get("minutes").score(given)
    assert (score.total, score.band) == (Decimal(total), band)


@pytest.mark.parametrize(
    ("per_day", "band"),
    [
        (1, "light"),
        (9, "light"),
        (10, "moderate"),
        (19, "moderate"),
        (20, "heavy"),
        (39, "heavy"),
        (40, "very_heavy"),
    ],
)
def test_smoking_bands(per_day: int, band: str) -> None:
    assert get("smoking").score({"status": "current", "per_day": per_day}).band == band


@pytest.mark.parametrize("status", ["never", "ex"])
def test_who_does_not_smoke_needs_no_number(status: str) -> None:
    score = get("smoking").score({"status": status})
    assert (score.complete, score.band) == (True, status)


FIRST = {"over_60": 0, "31_60": 1, "6_30": 2, "within_5": 3}
PER_DAY = {"10_or_fewer": 0, "11_20": 1, "21_30": 2, "31_or_more": 3}
HSI_BANDS = ("low", "low", "medium", "medium", "medium", "high", "high")


@pytest.mark.parametrize(("first", "per_day"), [*product(FIRST, PER_DAY)])
def test_heaviness_of_smoking(first: str, per_day: str) -> None:
    score = get("hsi").score({"first_cigarette": first, "per_day": per_day})
    total = FIRST[first] + PER_DAY[per_day]
    assert score.total == total
    assert score.band == HSI_BANDS[total]


@pytest.mark.parametrize(
    ("per_day", "points"),
    [(0, 0), (10, 0), (11, 1), (20, 1), (21, 2), (30, 2), (31, 3), (60, 3)],
)
def test_heaviness_of_smoking_takes_numbers(per_day: int, points: int) -> None:
    score = get("hsi").score({"first_cigarette": "over_60", "per_day": per_day})
    assert score.total == points


OFTEN = {"hardly_ever": 1, "some_of_the_time": 2, "often": 3}


@pytest.mark.parametrize("answers", [*product(OFTEN, repeat=3)])
def test_ucla(answers: tuple[str, str, str]) -> None:
    keys = ("companionship", "left_out", "isolated")
    score = get("ucla3").score(dict(zip(keys, answers, strict=True)))
    total = sum(OFTEN[answer] for answer in answers)
    assert score.total == total
    assert score.band == ("higher" if total >= 6 else "lower")


@pytest.mark.parametrize(
    ("answer", "content", "anxious"),
    [
        (0, "low", "very_low"),
        (1, "low", "very_low"),
        (2, "low", "low"),
        (3, "low", "low"),
        (4, "low", "medium"),
        (5, "medium", "medium"),
        (6, "medium", "high"),
        (7, "high", "high"),
        (8, "high", "high"),
        (9, "very_high", "high"),
        (10, "very_high", "high"),
    ],
)
def test_ons4(answer: int, content: str, anxious: str) -> None:
    for key in ("satisfied", "worthwhile", "happy"):
        assert get(f"ons4_{key}").score({"answer": str(answer)}).band == content
    assert get("ons4_anxious").score({"answer": str(answer)}).band == anxious


@pytest.mark.parametrize("yes", range(6))
def test_falls(yes: int) -> None:
    keys = ("medicines", "stroke_parkinsons", "chair", "fall", "balance")
    given = {key: "yes" if index < yes else "no" for index, key in enumerate(keys)}
    score = get("frat").score(given)
    assert score.total == yes
    assert score.band == ("higher" if yes >= 3 else "lower")
    assert ("fall_and_balance" in score.notes) is (yes == 5)


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (0, "under_1"),
        (1, "1_to_4"),
        (4, "1_to_4"),
        (5, "5_to_18"),
        (18, "5_to_18"),
        (19, "19_to_64"),
        (64, "19_to_64"),
        (65, "65_plus"),
        (100, "65_plus"),
    ],
)
def test_movement_guideline_by_age(age: int, group: str) -> None:
    assert get("cmo").score({"age": age}).band == group


def test_movement_guideline_in_pregnancy_and_disability() -> None:
    cmo = get("cmo")
    assert cmo.score({"age": 30, "pregnant": "yes"}).band == "pregnant"
    assert cmo.score({"age": 8, "pregnant": "yes"}).band == "5_to_18"
    assert cmo.score({"age": 8, "disabled": "yes"}).band == "disabled_child"
    assert cmo.score({"age_band": "65_plus", "disabled": "yes"}).band == "disabled_adult"
    assert not cmo.score({"age_band": "0_4"}).complete
