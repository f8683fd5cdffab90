"""How people may be reached: each rule, and the ways of sending that stay open under it."""

import dataclasses
from collections.abc import Callable

from selfassessment.referrals.rules.safe_contact import (
    CHANNELS,
    EMAIL,
    LETTER,
    TEXT,
    VOICEMAIL,
    Situation,
)
from selfassessment.referrals.types import PersonDetails

OPEN = PersonDetails(
    "Asha Sample",
    address="1 Sample Street",
    phone="0116 496 0123",
    email="asha@example.org",
    contact_by=("phone", "email", "post"),
    voicemail_ok=True,
    text_ok=True,
)
TO = {EMAIL: OPEN.email, TEXT: OPEN.phone, VOICEMAIL: OPEN.phone, LETTER: OPEN.address}
ALL = frozenset(CHANNELS)
STOPS_ALL = (
    "through someone",
    "through someone, as a way",
    "withdrawn",
    "erased",
    "safety flag",
)


def by(**changes: object) -> Callable[[], Situation]:
    """Return what makes a situation of somebody who said this about being reached."""
    return lambda: Situation(dataclasses.replace(OPEN, **changes))  # type: ignore[arg-type]


# Each rule with the ways that stay open under it at noon; everything else must be refused.
RULES: dict[str, tuple[Callable[[], Situation], frozenset[str]]] = {
    "everything allowed": (by(), ALL),
    "no voicemail": (by(voicemail_ok=False), ALL - {VOICEMAIL}),
    "voicemail not answered": (by(voicemail_ok=None), ALL - {VOICEMAIL}),
    "no text": (by(text_ok=False), ALL - {TEXT}),
    "text not answered": (by(text_ok=None), ALL - {TEXT}),
    "only e-mail": (by(contact_by=("email",)), frozenset({EMAIL})),
    "only telephone": (by(contact_by=("phone",)), frozenset({TEXT, VOICEMAIL})),
    "only letters": (by(contact_by=("post",)), frozenset({LETTER})),
    "no way named": (by(contact_by=()), frozenset()),
    "through someone": (by(through_person="Mira Sample"), frozenset()),
    "through someone, as a way": (by(contact_by=("through_person", "phone")), frozenset()),
    "another number now": (by(phone="0116 496 0999"), ALL - {TEXT, VOICEMAIL}),
    "another e-mail now": (by(email="new@example.org"), ALL - {EMAIL}),
    "no number now": (by(phone=None), ALL - {TEXT, VOICEMAIL}),
    "only in the morning": (by(safe_times="Mornings"), frozenset({LETTER})),
    "only in the afternoon": (by(safe_times="Afternoons"), ALL),
    "in words nobody taught it": (by(safe_times="when he is at work"), frozenset({LETTER})),
    "withdrawn": (lambda: Situation(OPEN, withdrawn=True), frozenset()),
    "erased": (lambda: Situation(OPEN, erased=True), frozenset()),
    "safety flag": (lambda: Situation(OPEN, safety_hold=True), frozenset()),
}


def typed_ways(rule: str) -> frozenset[str]:
    """Return the ways open to an address that was just typed: more than we have, never less safe.

    What stops everything stops it, and so does "no texts" for that very number.
    """
    if rule in STOPS_ALL:
        return frozenset()
    return frozenset({EMAIL}) if rule == "no text" else frozenset({EMAIL, TEXT})
