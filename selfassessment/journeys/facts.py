"""What does the engine know beside the answers?"""

from typing import Any

from core import clock
from geography.selectors import in_council_area, locate
from geography.types import Located
from selfassessment.instruments.registry import validated_in
from selfassessment.selectors.places import full_providers
from selfassessment.selectors.switches import switched_on

PLACE_FACTS = ("in_council_area", "ward", "district", "lsoa21", "imd_decile", "outcode")


def place_of(postcode: str) -> dict[str, Any] | None:
    """Return what a postcode tells (facts and where it is), or None when nobody knows it."""
    found = locate(postcode)
    if not isinstance(found, Located):
        return None
    return {
        "label": found.outcode or found.label,
        "lat": found.lat,
        "lon": found.lon,
        "in_council_area": in_council_area(found),
        "ward": found.ward,
        "district": found.district,
        "lsoa21": found.lsoa21,
        "imd_decile": found.imd_decile,
        "outcode": found.outcode,
    }


def facts(
    language: str,
    place: dict[str, Any] | None,
    *,
    with_capacity: bool = False,
    by_staff: bool = False,
) -> dict[str, object]:
    """Return the facts of today, this language and this place; unknown ones are left out.

    Who has no place left is only looked up for tables that ask for it. `by_staff`: staff fill
    it in for somebody.
    """
    known: dict[str, object] = {
        "today": clock.today(),
        "language": language,
        "validated_instruments": tuple(sorted(validated_in(language, switched_on()))),
        "by_staff": by_staff,
    }
    if with_capacity:
        known["full_providers"] = full_providers()
    for name in PLACE_FACTS:
        value = (place or {}).get(name)
        if value is not None:
            known[name] = value
    return known
