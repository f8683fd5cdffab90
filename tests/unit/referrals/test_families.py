"""By what is a household known again, and when is a plan looked at?"""

from datetime import date

import pytest

from selfassessment.referrals.rules.families import digests, keys, review_by
from tests.factories.referrals import person


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 1, 15), date(2026, 4, 15)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_a_plan_is_looked_at_within_three_months(day: date, last: date) -> None:
    assert review_by(day) == last


def test_a_guardian_is_known_by_telephone_and_e_mail_however_written() -> None:
    one = set(keys(person(phone="0116 496 0123", email="A@example.org"), {}))
    two = set(keys(person(phone=None), {"phone": "+44 (116) 4960123", "email": "a@example.org "}))
    assert {"family:phone:01164960123", "family:email:a@example.org"} <= one & two


def test_the_same_postcode_alone_is_no_family() -> None:
    here = set(keys(person(name="Asha Sample", phone=None), {}))
    assert not here & set(keys(person(name="Ravi Other", phone=None), {}))
    assert here & set(keys(person(name="Ravi Sample", phone=None), {}))


def test_nothing_said_gives_no_key_and_nothing_can_be_read_from_a_digest() -> None:
    nobody = person(name="", phone="", email=" ", postcode=None)
    assert list(keys(nobody, {})) == []
    assert "0116" not in "".join(digests(person(), {}, b"secret"))
