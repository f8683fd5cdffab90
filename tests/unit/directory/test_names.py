"""How are shouted names written?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.names import address_in_town, calm, phone_in_groups


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("BENTHAM ROAD HEALTH CENTRE", "Bentham Road Health Centre"),
        ("AL-WAQAS MEDICAL CENTRE", "Al-Waqas Medical Centre"),
        ("DR B MODI", "Dr B Modi"),
        ("COMMUNITY HEALTH CENTRE (ZS OSAMA)", "Community Health Centre (ZS Osama)"),
        ("BROADHURST ST MED PRACT (KS MORJARIA)", "Broadhurst St Medical Practice (KS Morjaria)"),
        ("BOOTS THE CHEMISTS", "Boots the Chemists"),
        ("O'BRIEN'S PHARMACY", "O'Brien's Pharmacy"),
        ("AFC Andrews", "AFC Andrews"),
        ("Leicester Electricity Sports Cricket Clu B", "Leicester Electricity Sports Cricket Club"),
    ],
)
def test_names(shouted: str, written: str) -> None:
    assert calm(shouted) == written


def test_an_address_drops_the_county_and_what_is_said_twice() -> None:
    said = "91 ST. PETERS ROAD, LEICESTER, LEICESTERSHIRE, LEICESTER"
    assert address_in_town(said) == "91 St Peters Road, Leicester"


@pytest.mark.parametrize(
    ("given_number", "shown"),
    [("0116 2543003", "0116 254 3003"), ("0795 8435945", "07958 435945"), ("111", "111")],
)
def test_telephone_numbers(given_number: str, shown: str) -> None:
    assert phone_in_groups(given_number) == shown


@given(st.text(alphabet=st.characters(max_codepoint=300), max_size=60))
def test_calm_never_fails_and_is_stable(text: str) -> None:
    once = calm(text)
    assert calm(once) == once or once.isupper()
