"""Where in the council's area can samples stand, spread over its districts and wards?"""

from collections import defaultdict
from itertools import chain, zip_longest

from geography.enums import AreaKind
from geography.models import Area, Postcode
from geography.types import Spot


def spots(districts: list[str], wanted: int) -> list[Spot]:
    """Return real postcodes, one after the other in another district and another ward."""
    wards = Area.objects.filter(kind=AreaKind.WARD, parent_id__in=districts)
    codes: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    rows = Postcode.objects.filter(ward_id__in=wards.values("code")).order_by("code")
    for ward, code, lat, lon in rows.values_list("ward_id", "code", "lat", "lon"):
        codes[ward].append((code, lat, lon))
    in_turn: dict[str, list[Area]] = defaultdict(list)
    for ward_area in wards.select_related("parent").order_by("name"):
        if codes[ward_area.code]:
            in_turn[str(ward_area.parent_id)].append(ward_area)
    order = [one for one in chain.from_iterable(zip_longest(*in_turn.values())) if one is not None]
    return [_spot(order, codes, number, wanted) for number in range(wanted)] if order else []


def _spot(
    order: list[Area], codes: dict[str, list[tuple[str, float, float]]], number: int, wanted: int
) -> Spot:
    ward = order[number % len(order)]
    there = codes[ward.code]
    code, lat, lon = there[(number // len(order) * 7 + len(there) // 2) % len(there)]
    district = ward.parent
    return Spot(
        postcode=f"{code[:-3]} {code[-3:]}",
        lat=lat,
        lon=lon,
        ward=ward.code,
        ward_name=ward.name,
        district=district.code if district else "",
        district_name=district.name if district else "",
    )
