"""Is the data that says which outcomes are kept whole, and does it hold on its days?"""

from datetime import date

import pytest

from selfassessment.instruments import registry
from selfassessment.referrals.rules import outcome_sets
from selfassessment.referrals.rules.outcome_sets import (
    KINDS,
    STAGES,
    Field,
    OutcomeSet,
    UnknownOutcome,
    every_set,
    set_of,
    sets_for,
)

TODAY = date(2026, 11, 28)
FIELDS = [(one, field) for one in every_set() for field in one.fields]


@pytest.mark.parametrize(("one", "field"), FIELDS, ids=lambda part: getattr(part, "code", ""))
def test_every_field_is_whole(one: OutcomeSet, field: Field) -> None:
    assert field.kind in KINDS
    assert field.stages
    assert set(field.stages) <= set(STAGES)
    assert bool(field.choices) == (field.kind in ("choice", "several"))
    if field.kind in ("whole", "number"):
        assert field.lowest is not None
        assert field.highest is not None
        assert field.lowest < field.highest
    if field.kind == "instrument":
        assert registry.get(field.instrument).gate == "none"
    assert len(one.code) <= 20
    assert len(field.code) <= 40


def test_no_code_stands_twice() -> None:
    for one in every_set():
        codes = [field.code for field in one.fields]
        assert len(codes) == len(set(codes))
        if one.counts_from:
            assert one.field(one.counts_from).kind == "date"
        for field in one.fields:
            assert len({code for code, _words in field.choices}) == len(field.choices)


def test_a_need_has_its_own_set_first_and_wellbeing_always() -> None:
    assert [one.code for one in sets_for("smoking", TODAY)] == ["stop_smoking", "wellbeing"]
    assert [one.code for one in sets_for("money", TODAY)] == ["wellbeing"]


def test_a_set_holds_on_its_days_and_before_its_first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    old = OutcomeSet("x", "Old", ("a",), None, "", date(2026, 1, 1), date(2026, 3, 31), ())
    new = OutcomeSet("x", "New", ("a",), None, "", date(2026, 4, 1), None, ())
    monkeypatch.setattr(outcome_sets, "every_set", lambda: (new, old))
    assert set_of("x", date(2025, 1, 1)).label == "Old"
    assert set_of("x", date(2026, 3, 31)).label == "Old"
    assert set_of("x", date(2026, 4, 1)).label == "New"
    with pytest.raises(UnknownOutcome):
        set_of("y", TODAY)
