"""What opens a status page, and what does it say?"""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.referrals.enums import State
from selfassessment.referrals.rules import codes, stages
from selfassessment.referrals.rules.clocks import Hours
from selfassessment.referrals.rules.standing import Allowed, Clocks, LineFacts

KEY, OTHER = b"k" * 32, b"o" * 32
HOURS = Hours(frozenset(range(5)), time(9), time(17))


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_derived_code_is_eight_digits_and_the_same_each_time(one: str, other: str) -> None:
    code = codes.derive(KEY, one)
    assert code == codes.derive(KEY, one)
    assert codes.parse(codes.spaced(code)) == code
    assert codes.derive(KEY, one + other) != code or one + other == one


@pytest.mark.parametrize(
    "typed", ["48217730", "4821 7730", " 4821-7730.", "٤٨٢١ ٧٧٣٠", "۴۸۲۱۷۷۳۰", "૪૮૨૧ ૭૭૩૦"]
)
def test_a_code_may_be_typed_in_the_digits_of_any_script(typed: str) -> None:
    assert codes.parse(typed) == "48217730"


@pytest.mark.parametrize("typed", ["", "4821773", "482177300", "4821773o", "²²²²²²²²x"])
def test_what_is_not_eight_digits_is_no_code(typed: str) -> None:
    assert codes.parse(typed) is None


def test_a_kept_code_fits_its_own_case_and_the_key_before() -> None:
    kept = codes.digest(OTHER, "case", "48217730")
    assert codes.is_right("48217730", case="case", kept=kept, keys=[KEY, OTHER])
    assert not codes.is_right("48217731", case="case", kept=kept, keys=[KEY, OTHER])
    assert not codes.is_right("48217730", case="another", kept=kept, keys=[KEY, OTHER])
    assert not codes.is_right("48217730", case="case", kept=kept, keys=[KEY])


def test_every_state_has_words_for_the_person() -> None:
    known = {value for name, value in vars(stages).items() if name[0] != "_" and name.isupper()}
    assert {stages.stage(state) for state in State.values} <= known


def by(state: str, since: date, **known: Any) -> date | None:
    """Return what a person is promised about a line."""
    days = Allowed(2, 1, 2, 3, 10, 20, 65, 5)
    case = Clocks(date(2026, 11, 23), date(2026, 11, 24), days, HOURS)
    return stages.next_date(LineFacts(state, since=since, **known), case)


def test_whoever_is_passed_on_late_is_called_within_the_promised_days_from_then() -> None:
    assert by("received", date(2026, 11, 20)) == date(2026, 11, 23)
    assert by("allocated", date(2026, 11, 27)) == date(2026, 12, 1)
    assert by("closed", date(2026, 11, 27)) is None


def test_a_line_added_later_a_person_come_back_and_one_who_was_tried_have_days_of_their_own() -> (
    None
):
    later, friday = date(2027, 1, 5), date(2027, 1, 8)
    assert by("received", later, read_by=later, contact_by=friday) == later
    assert by("triage", later, read_by=later, contact_by=friday) == friday
    assert by("triage", friday, begun_again=friday) == date(2027, 1, 12)
    assert by("contacting", later, tried_on=friday) == date(2027, 1, 13)
