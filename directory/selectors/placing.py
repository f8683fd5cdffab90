"""Where are the places of which a source names the postcode alone?"""

from collections.abc import Sequence
from dataclasses import replace

from directory.types import OutsideListing
from geography.models import Postcode

AT_ONCE = 500


def placed(listings: Sequence[OutsideListing]) -> list[OutsideListing]:
    """Return the listings, each place with the point and the areas of its postcode."""
    codes = sorted({_code(one) for one in listings} - {""})
    found: dict[str, Postcode] = {}
    for start in range(0, len(codes), AT_ONCE):
        found |= Postcode.objects.in_bulk(codes[start : start + AT_ONCE])
    return [_placed(one, found.get(_code(one))) for one in listings]


def _code(listing: OutsideListing) -> str:
    return listing.place.postcode.replace(" ", "") if listing.place else ""


def _placed(listing: OutsideListing, there: Postcode | None) -> OutsideListing:
    place = listing.place
    if place is None or there is None:
        return listing
    point = place.latitude is not None
    return replace(
        listing,
        place=replace(
            place,
            latitude=place.latitude if point else there.lat,
            longitude=place.longitude if point else there.lon,
            ward=there.ward_id or "",
            district=there.district_id or "",
        ),
    )
