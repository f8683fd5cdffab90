"""When may two referrals be the same person?"""

from datetime import date

import pytest

from selfassessment.referrals.rules.matching import digests, telephone_key
from selfassessment.referrals.types import PersonDetails

SECRET = b"secret"


def same(one: PersonDetails, other: PersonDetails) -> bool:
    """Return whether the desk would be told that the two may be one."""
    return bool(set(digests(one, SECRET)) & set(digests(other, SECRET)))


def test_the_same_telephone_in_two_spellings_matches() -> None:
    one = PersonDetails(name="Asha", phone="0116 496 0123")
    assert same(one, PersonDetails(name="A. Patel", phone="+44 116 4960123"))


def test_the_same_name_alone_does_not_match() -> None:
    assert not same(PersonDetails(name="Asha Patel"), PersonDetails(name="Asha Patel"))


def test_name_birthday_and_postcode_together_match() -> None:
    born = date(1960, 2, 29)
    one = PersonDetails(name="Asha  Patel", date_of_birth=born, postcode="LE4 5QD")
    assert same(one, PersonDetails(name="asha patel", date_of_birth=born, postcode="le45qd"))


def test_nothing_can_be_read_from_a_digest() -> None:
    assert all(
        "496" not in text for text in digests(PersonDetails(name="A", phone="01164960123"), SECRET)
    )


def test_details_come_back_from_storage_as_they_were() -> None:
    details = PersonDetails(
        name="Ewa", date_of_birth=date(1990, 1, 2), contact_by=("phone", "post"), text_ok=False
    )
    assert PersonDetails.from_json(details.as_json()) == details


@pytest.mark.parametrize(
    "written",
    [
        *("0116 496 0123", "01164960123", "(0116) 496-0123", "+44 116 496 0123"),
        *("0044 116 496 0123", "+44 (0)116 496 0123", "0044(0)1164960123", "44 116 4960123"),
        "٠١١٦ ٤٩٦ ٠١٢٣",
    ],
)
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert telephone_key(written) == "01164960123"


def test_numbers_of_other_countries_stay_apart() -> None:
    assert telephone_key("+91 116 496 0123") != telephone_key("0116 496 0123")
    assert telephone_key("0091 116 496 0123") == telephone_key("+91 116 496 0123")
