"""Do AUDIT, the hunger screen and the NHS Health Check rule keep their short cuts?"""

from __future__ import annotations

from itertools import product

import pytest

from selfassessment.instruments import get
from selfassessment.instruments.alcohol import ALL, EARLY, LATE, MIDDLE

BANDS_OF_C = {
    0: "none",
    1: "lower",
    4: "lower",
    5: "increasing",
    7: "increasing",
    8: "higher",
    10: "higher",
    11: "possible_dependence",
    12: "possible_dependence",
}


def with_total(items: tuple[object, ...], total: int) -> dict[str, str]:
    """Return answers that add up to a total, filling items from the first on."""
    given: dict[str, str] = {}
    for item in ALL:
        if item not in items:
            continue
        options = [o for o in item.options if (o.points or 0) <= total]
        best = max(options, key=lambda option: option.points or 0)
        total -= best.points or 0
        given[item.id] = best.id
    assert total == 0
    return given


@pytest.mark.parametrize(("total", "band"), list(BANDS_OF_C.items()))
def test_audit_c_edges(total: int, band: str) -> None:
    score = get("audit_c").score(with_total(EARLY, total))
    assert score.total == total
    assert score.band == band
    assert ("ask_audit" in score.notes) is (total >= 5)


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (2, "lower"),
        (7, "lower"),
        (8, "increasing"),
        (15, "increasing"),
        (16, "higher"),
        (19, "higher"),
        (20, "possible_dependence"),
        (40, "possible_dependence"),
    ],
)
def test_audit_edges(total: int, band: str) -> None:
    score = get("audit").score(with_total(ALL, total))
    assert score.total == total
    assert score.band == band


def test_who_never_drinks_is_not_asked_further() -> None:
    for key in ("audit", "audit_c"):
        score = get(key).score({"frequency": "never"})
        assert score.complete
        assert score.total == 0


def test_audit_middle_may_be_left_out_when_two_and_three_score_nothing() -> None:
    given = {"frequency": "monthly_or_less", "units": "0_2", "binge": "never"}
    late = {"injured": "no", "concerned": "yes_last_year"}
    score = get("audit").score(given | late)
    assert score.complete
    assert score.total == 5
    assert get("audit").score(given).missing == tuple(item.id for item in LATE)


def test_audit_middle_is_needed_when_three_scores() -> None:
    given = {"frequency": "monthly_or_less", "units": "0_2", "binge": "monthly"}
    score = get("audit").score(given | {"injured": "no", "concerned": "no"})
    assert not score.complete
    assert score.missing == tuple(item.id for item in MIDDLE)
    assert score.total is None


@pytest.mark.parametrize("answers", [*product(("often", "sometimes", "never"), repeat=2)])
def test_hunger(answers: tuple[str, str]) -> None:
    score = get("hunger").score(dict(zip(("worried", "ran_out"), answers, strict=True)))
    assert score.band == ("not_at_risk" if answers == ("never", "never") else "at_risk")


def test_one_worry_about_food_decides_and_one_never_does_not() -> None:
    assert get("hunger").score({"worried": "sometimes"}).band == "at_risk"
    assert not get("hunger").score({"worried": "never"}).complete


@pytest.mark.parametrize(
    ("age", "band"),
    [(39, "not_eligible"), (40, "eligible"), (74, "eligible"), (75, "not_eligible")],
)
def test_health_check_ages(age: int, band: str) -> None:
    given = {"age": age, "conditions": ("none",), "checked_last_5_years": "no"}
    assert get("nhs_check").score(given).band == band


def test_health_check_grounds_against_decide_at_once() -> None:
    check = get("nhs_check")
    assert check.score({"conditions": ("diabetes",)}).band == "not_eligible"
    assert check.score({"checked_last_5_years": "yes"}).band == "not_eligible"


def test_health_check_is_unknown_where_the_age_band_is_too_wide() -> None:
    given = {"conditions": ("none",), "checked_last_5_years": "no"}
    check = get("nhs_check")
    assert not check.score({**given, "age_band": "18_49"}).complete
    assert not check.score({**given, "age_band": "65_plus"}).complete
    assert check.score({**given, "age_band": "50_64"}).band == "eligible"
    assert check.score({**given, "age_band": "16_17"}).band == "not_eligible"
