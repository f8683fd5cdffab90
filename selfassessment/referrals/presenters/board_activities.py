"""What does the board show of the activities that people were given at the end?"""

from collections import Counter
from collections.abc import Iterator

from selfassessment.referrals.models import TriedActivity
from selfassessment.referrals.presenters.board_tables import Cross, Family, Table, cross
from selfassessment.referrals.rules.periods import Period
from selfassessment.referrals.selectors import board as counted

_WAYS = {
    "went": "Went",
    **{code: f"Not: {name.lower()}" for code, name in TriedActivity.Why.choices},
    "other": "Went to another",
}
_UNIT = "Answers"


def activities(period: Period) -> Iterator[Table]:
    """Yield what became of activities, by listing and by the ward people live in."""
    by_way: Counter[str] = Counter()
    by_listing: Counter[tuple[str, str]] = Counter()
    by_ward: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for code, name, ward, way, number in counted.tried(period):
        names[code] = name
        by_way[way] += number
        by_listing[code, way] += number
        by_ward[ward, way] += number
    family = Family.of(_WAYS, by_way)
    wards = {**counted.names_of_areas({ward for ward, _way in by_ward}), "": "Not known"}
    listings = sorted(names.items(), key=lambda item: item[1])
    about = Cross("listings", "Did people go? By listing", _UNIT, "Other listings", "Went")
    yield cross(about, family, listings, by_listing)
    known = sorted({ward: wards.get(ward, ward) for ward, _way in by_ward}.items())
    about = Cross("listing-wards", "Did people go? By ward", _UNIT, "Areas of few people", "Went")
    yield cross(about, family, known, by_ward)
