"""Do all instruments keep the general rules: no partial sums, rounding first, locked items?"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.instruments import ALL, Instrument, UnknownInstrumentError, get, validated_in
from selfassessment.instruments.body import GENERAL_EDGES, LOWER_EDGES, LOWER_THRESHOLDS
from selfassessment.instruments.numbers import band_of, half_up

EVERY = tuple(ALL.values())
ids = pytest.mark.parametrize("instrument", EVERY, ids=list(ALL))


@ids
def test_an_instrument_states_its_version_source_licence_units_and_rounding(
    instrument: Instrument,
) -> None:
    assert instrument.version
    assert instrument.source
    assert instrument.licence
    assert instrument.units
    assert instrument.rounding
    assert len(set(instrument.bands)) == len(instrument.bands) >= 2


@ids
def test_nothing_answered_is_no_score(instrument: Instrument) -> None:
    score = instrument.score({})
    assert (score.total, score.band, score.complete) == (None, None, False)
    assert score.missing


@ids
def test_items_and_options_have_unique_ids(instrument: Instrument) -> None:
    keys = [item.id for item in instrument.items]
    assert len(set(keys)) == len(keys)
    for item in instrument.items:
        assert len(set(item.option_ids)) == len(item.option_ids)


def items_of(instrument: Instrument) -> st.SearchStrategy[dict[str, object]]:
    strategies: dict[str, st.SearchStrategy[object]] = {}
    for item in instrument.items:
        if item.kind == "number":
            low, high = item.lowest, item.highest
            assert low is not None
            assert high is not None
            strategies[item.id] = st.decimals(low, high, places=2)
        elif item.kind == "several":
            strategies[item.id] = st.sets(st.sampled_from(item.option_ids), min_size=1).map(tuple)
        else:
            strategies[item.id] = st.sampled_from(item.option_ids)
    return st.fixed_dictionaries({}, optional=strategies)


some_instrument = st.sampled_from(EVERY).flatmap(lambda i: st.tuples(st.just(i), items_of(i)))


@settings(deadline=None)
@given(some_instrument)
def test_a_score_is_whole_or_absent(case: tuple[Instrument, dict[str, object]]) -> None:
    instrument, items = case
    score = instrument.score(items)
    assert score == instrument.score(dict(reversed(items.items())))
    assert score.band is None or score.band in instrument.bands
    if not score.complete:
        assert (score.total, score.band) == (None, None)
        assert score.missing


@settings(deadline=None)
@given(some_instrument, st.sampled_from(["", "nonsense", True, 10**9, Decimal("NaN"), 1.5, None]))
def test_an_impossible_answer_is_a_missing_one(
    case: tuple[Instrument, dict[str, object]], rubbish: object
) -> None:
    instrument, items = case
    for item in instrument.items:
        without = {key: value for key, value in items.items() if key != item.id}
        assert instrument.score({**items, item.id: rubbish}) == instrument.score(without)


@settings(deadline=None)
@given(
    st.decimals(100, 250, places=1),
    st.decimals(25, 350, places=2),
    st.sets(st.sampled_from(sorted(LOWER_THRESHOLDS | {"white", "other"}))),
)
def test_the_bmi_shown_and_its_band_never_disagree(
    height: Decimal, weight: Decimal, background: set[str]
) -> None:
    score = get("bmi").score({"height": height, "weight": weight, "background": background})
    assert score.total is not None
    assert score.total == half_up(score.total)
    edges = LOWER_EDGES if background & LOWER_THRESHOLDS else GENERAL_EDGES
    assert score.band == band_of(score.total, "underweight", edges)


@pytest.mark.parametrize(
    ("value", "rounded"), [("24.95", "25.0"), ("24.949", "24.9"), ("24.85", "24.9")]
)
def test_rounding_is_half_up(value: str, rounded: str) -> None:
    assert half_up(Decimal(value)) == Decimal(rounded)


@pytest.mark.parametrize("reason", [{"age": 17}, {"pregnant": "yes"}])
@pytest.mark.parametrize("key", ["bmi", "whtr"])
def test_adult_thresholds_say_nothing_to_the_young_and_the_pregnant(
    key: str, reason: dict[str, object]
) -> None:
    score = get(key).score({"height": 170, "weight": 70, "waist": 80, **reason})
    assert (score.complete, score.total, score.band) == (True, None, None)
    assert score.notes


def test_bmi_without_a_background_uses_general_thresholds_and_says_so() -> None:
    score = get("bmi").score({"height": 170, "weight": 70})
    assert "general_thresholds" in score.notes


def test_waist_says_nothing_from_a_bmi_of_35() -> None:
    given = {"waist": 120, "height": 170}
    assert get("whtr").score({**given, "weight": 102}).band is None
    assert get("whtr").score({**given, "weight": 90}).band == "high"


def test_a_scored_questionnaire_is_shown_in_validated_languages_only() -> None:
    assert {"ucla3", "gppaq", "hsi", "audit"} <= validated_in("en")
    assert not {"ucla3", "gppaq", "hsi", "audit"} & validated_in("ur")
    assert {"bmi", "minutes", "smoking"} <= validated_in("ur")


def test_an_unknown_instrument_is_refused() -> None:
    with pytest.raises(UnknownInstrumentError):
        get("phq9")
