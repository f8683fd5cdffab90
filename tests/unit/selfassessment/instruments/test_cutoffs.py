"""Are published cut-offs dated, whole, and read from the data and nowhere else?"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from selfassessment.instruments import cutoffs as cutting
from selfassessment.instruments import get
from selfassessment.instruments.cutoffs import Cutoffs, NoCutoffsError, cutoffs

RULES = ("nhs_check", "hsi", "frat", "minor_aids")
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_exactly_one_entry_for_today_with_its_source(rule: str) -> None:
    entries = cutting._all()[rule]
    assert [entry.holds_on(TODAY) for entry in entries].count(True) == 1
    assert cutoffs(rule, TODAY).source
    assert cutoffs(rule, TODAY).checked_on <= TODAY


def test_every_rule_in_the_file_is_known_here() -> None:
    assert set(cutting._all()) == set(RULES)


def test_a_rule_without_cutoffs_is_named() -> None:
    with pytest.raises(NoCutoffsError, match="shoe_size"):
        cutoffs("shoe_size")
    with pytest.raises(NoCutoffsError, match="1900"):
        cutoffs("nhs_check", date(1900, 1, 1))


def entry(first: date, last: date | None, **numbers: int) -> Cutoffs:
    return Cutoffs(numbers, first, last, "made up for this test", TODAY)


def test_both_ends_of_the_days_are_included() -> None:
    held = entry(TODAY, TODAY + timedelta(days=9), lowest_age=40)
    days = [TODAY + timedelta(days=shift) for shift in (-1, 0, 9, 10)]
    assert [held.holds_on(day) for day in days] == [False, True, True, False]


@pytest.fixture
def raised_next_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the NHS Health Check begin at 45 from 2027 on."""
    old = entry(date(2013, 4, 1), date(2026, 12, 31), lowest_age=40, highest_age=74)
    new = entry(date(2027, 1, 1), None, lowest_age=45, highest_age=74)
    monkeypatch.setattr(cutting, "_all", lambda: {"nhs_check": (old, new)})


CHECK = {"age": 44, "conditions": ("none",), "checked_last_5_years": "no"}


@pytest.mark.usefixtures("raised_next_year")
def test_the_day_decides_which_cut_off_holds() -> None:
    check = get("nhs_check")
    assert check.score(CHECK, date(2026, 12, 31)).band == "eligible"
    assert check.score(CHECK, date(2027, 1, 1)).band == "not_eligible"
    assert check.score(CHECK).band == "not_eligible"


@pytest.mark.usefixtures("raised_next_year")
def test_a_day_without_cut_offs_leaves_the_score_open() -> None:
    score = get("nhs_check").score(CHECK, date(2000, 1, 1))
    assert (score.complete, score.band, score.missing) == (False, None, ("cutoffs",))


def test_forty_to_forty_nine_is_asked_apart_because_the_health_check_begins_there() -> None:
    check = get("nhs_check")
    bands = [
        check.score({**CHECK, "age": None, "age_band": band}).band for band in ("18_39", "40_49")
    ]
    assert bands == ["not_eligible", "eligible"]


@pytest.mark.usefixtures("raised_next_year")
def test_an_age_band_across_the_cut_off_stays_open() -> None:
    check = get("nhs_check")
    bands = {
        band: check.score({**CHECK, "age": None, "age_band": band}).band
        for band in ("16_17", "18_39", "40_49", "18_49", "50_64", "65_plus")
    }
    assert bands == {
        "16_17": "not_eligible",
        "18_39": "not_eligible",
        "40_49": None,
        "18_49": None,
        "50_64": "eligible",
        "65_plus": None,
    }


def test_no_module_of_python_holds_an_eligibility_age() -> None:
    source = Path(cutting.__file__).with_name("everyday.py").read_text(encoding="utf-8")
    assert "74" not in source
    assert "40" not in source
