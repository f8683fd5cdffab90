"""How often were listings opened and used lately?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from directory.models import ListingTally

LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Use:
    """How often a listing was opened, and how often its number, address or calendar was used."""

    opened: int = 0
    contacted: int = 0
    calendar: int = 0


def use_of(codes: Collection[str], today: date) -> dict[str, Use]:
    """Return the use of each of these listings in the last 30 days, in one query."""
    rows = ListingTally.objects.filter(short_code__in=codes, day__gt=today - LATELY)
    found: dict[str, dict[str, int]] = {}
    for code, what, number in rows.values_list("short_code", "what").annotate(Sum("count")):
        found.setdefault(code, {})[what] = number
    return {code: Use(**found.get(code, {})) for code in codes}
