"""Are the items, options, points and bands of each instrument exactly as they were signed off?"""

from __future__ import annotations

import hashlib
import json

import pytest

from selfassessment.instruments import ALL, Instrument

# Changing an item, an option, its order, points, wording or a band needs a new version of the
# instrument and a new fingerprint here: both are then seen in the same change.
LOCKED = {
    "bmi": "6d86d1f427889086",
    "whtr": "679dcc9797adeb72",
    "gppaq": "9b52eb659713c94a",
    "minutes": "b6d4446dcbc3e1f7",
    "cmo": "dd2b7cf60c9c3dca",
    "smoking": "0e4f4bcc47e69d5c",
    "hsi": "2b30fbb3467ed95a",
    "ucla3": "acd0e809c0180a08",
    "lonely_direct": "08bd9c7f422cbf9d",
    "ons4_satisfied": "f346f6e7f24d03db",
    "ons4_worthwhile": "37b5bbcc3c37c6fa",
    "ons4_happy": "fc462ab58e108171",
    "ons4_anxious": "c7fb94f990cd750a",
    "audit_c": "adcd495ba171d7fa",
    "audit": "ebdf12b2de48432b",
    "hunger": "e21eb508da5a7acd",
    "nhs_check": "f24a92f196616702",
    "frat": "8723f123bdb27eab",
    "home_safety": "e6f6dfdfaaf0a806",
    "minor_aids": "79786dbd626bc8bb",
    "phq2": "bd6e5e081e1be4b1",
    "gad2": "47901ffe63fa4507",
    "who5": "c96af61294082d93",
    "leicester_diabetes": "b77a364654bf048f",
}


def fingerprint(instrument: Instrument) -> str:
    items = [
        [
            item.id,
            item.kind,
            item.unit,
            str(item.lowest),
            str(item.highest),
            item.optional,
            item.wording,
            [[option.id, option.points, option.wording] for option in item.options],
        ]
        for item in instrument.items
    ]
    locked = json.dumps([instrument.id, instrument.version, items, list(instrument.bands)])
    return hashlib.sha256(locked.encode()).hexdigest()[:16]


def test_every_instrument_is_locked() -> None:
    assert set(LOCKED) == set(ALL)


@pytest.mark.parametrize("key", list(ALL))
def test_an_instrument_is_as_it_was_signed_off(key: str) -> None:
    assert fingerprint(ALL[key]) == LOCKED[key]
