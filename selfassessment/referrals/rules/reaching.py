"""By which ways may somebody be reached, and which of them may be taken away?

A way counts when there is a number, an address or a person, and the person chose it. One at
least has to stay: else nobody could keep what was promised.
"""

import dataclasses
from types import MappingProxyType
from typing import Any

from selfassessment.referrals.types import PersonDetails

PHONE, EMAIL, POST, PERSON = "phone", "email", "post", "through_person"
WAYS = (PHONE, EMAIL, POST, PERSON)
# What goes with a way when it is taken away; a text is a kind of telephone.
_KEPT = MappingProxyType(
    {
        PHONE: ("phone", "voicemail_ok", "text_ok"),
        EMAIL: ("email",),
        POST: ("address",),
        PERSON: ("through_person",),
    }
)
_CODES = MappingProxyType({PHONE: ("phone", "text")})


class NoWayLeft(ValueError):
    """The last way to reach somebody was to be taken away."""


def has(details: PersonDetails, way: str) -> bool:
    """Return whether there is a number, an address or a person for a way."""
    return bool(getattr(details, _KEPT[way][0]))


def used(details: PersonDetails) -> tuple[str, ...]:
    """Return the ways that the person chose and that lead anywhere."""
    chosen = set(details.contact_by)
    return tuple(way for way in WAYS if has(details, way) and chosen & set(_codes(way)))


def using(details: PersonDetails, way: str) -> PersonDetails:
    """Return the details with a way among those that were chosen."""
    if set(details.contact_by) & set(_codes(way)):
        return details
    return dataclasses.replace(details, contact_by=(*details.contact_by, way))


def without(details: PersonDetails, way: str) -> PersonDetails:
    """Return the details without a way and what belongs to it; raise NoWayLeft for the last."""
    ways = tuple(code for code in details.contact_by if code not in _codes(way))
    gone: dict[str, Any] = dict.fromkeys(_KEPT[way])
    left = dataclasses.replace(details, contact_by=ways, **gone)
    if not used(left):
        raise NoWayLeft(way)
    return left


def _codes(way: str) -> tuple[str, ...]:
    return _CODES.get(way, (way,))
