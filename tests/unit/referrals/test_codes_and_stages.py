"""What opens a status page, and what does it say?"""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.referrals.enums import State
from selfassessment.referrals.rules import codes, stages
from selfassessment.referrals.rules.clocks import Hours

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


def test_whoever_is_passed_on_late_is_called_within_the_promised_days_from_then() -> None:
    def by(stage: str, since: date) -> date | None:
        return stages.next_date(
            stage,
            since=since,
            read_by=date(2026, 11, 23),
            contact_by=date(2026, 11, 24),
            hours=HOURS,
            days=2,
        )

    assert by("received", date(2026, 11, 20)) == date(2026, 11, 23)
    assert by("passed", date(2026, 11, 27)) == date(2026, 12, 1)
    assert by("finished", date(2026, 11, 27)) is None
