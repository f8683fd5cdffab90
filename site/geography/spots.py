"""Where in the council's area can samples stand, spread over its districts and wards?"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, zip_longest

from geography.enums import AreaKind
from geography.models import Area, Postcode
from geography.types import Spot


def spots(districts: list[str], groups: Sequence[str]) -> list[Spot]:
    """Return a real postcode for each item; items of one group stand in one ward.

    Groups go in turn to another district and another ward, in the order in which they appear.
    """
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
    if not order:
        return []
    turn = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    chosen = [order[turn[group] % len(order)] for group in groups]
    taken: Counter[str] = Counter()
    found = []
    for ward_area in chosen:
        found.append(_spot(ward_area, codes[ward_area.code], taken[ward_area.code]))
        taken[ward_area.code] += 1
    return found


def _spot(ward: Area, there: list[tuple[str, float, float]], number: int) -> Spot:
    code, lat, lon = there[(number * 7 + len(there) // 2) % len(there)]
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
