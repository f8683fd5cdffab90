"""Which providers have no place left, and how did each come by its places?"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from core import clock
from core.remembering import remembered
from selfassessment.engine.places import Share, split
from selfassessment.models import PlacesPlan
from selfassessment.referrals.enums import State
from selfassessment.referrals.models import Provider, ReferralLine

SECONDS = 20.0
# A line that ended so took no place, or gave it back.
GIVEN_BACK = (
    *(State.RETURNED, State.MOVED_SERVICE, State.DECLINED, State.UNREACHED),
    *(State.REDIRECTED, State.WITHDRAWN),
)


def shares(plan: PlacesPlan) -> tuple[Share, ...]:
    """Return the arithmetic of a plan, from the numbers it keeps."""
    counts = {
        provider: {int(decile): count for decile, count in by_decile.items()}
        for provider, by_decile in json.loads(plan.counts).items()
    }
    return split(plan.total, counts, weights(plan))


def weights(plan: PlacesPlan) -> dict[int, Decimal]:
    """Return the weight of each decile."""
    return {int(key): Decimal(weight) for key, weight in json.loads(plan.weights).items()}


def areas(plan: PlacesPlan) -> dict[str, tuple[str, ...]]:
    """Return the districts or wards of each provider."""
    return {provider: tuple(codes) for provider, codes in json.loads(plan.areas).items()}


def _that_count() -> QuerySet[PlacesPlan]:
    """Return the plans that a second person has approved."""
    return PlacesPlan.objects.filter(approved_at__isnull=False)


def plans_with(provider: str) -> list[PlacesPlan]:
    """Return the plans that give a provider places."""
    return [plan for plan in PlacesPlan.objects.all() if provider in json.loads(plan.areas)]


def works_at_the_desk(provider: str) -> bool:
    """Return whether the desk knows a provider: its people may log in and are told of lines."""
    return Provider.objects.filter(code=provider).exists()


def taken(providers: Iterable[str], since: date) -> Counter[str]:
    """Return how many places of each provider are taken since a day."""
    rows = (
        ReferralLine.objects.filter(
            provider__in=list(providers), case__received_at__date__gte=since
        )
        .exclude(state__in=GIVEN_BACK)
        .order_by()
        .values_list("provider")
        .annotate(many=Count("pk"))
    )
    return Counter(dict(rows))


@remembered(SECONDS)
def full_providers() -> tuple[str, ...]:
    """Return the providers whose places are taken; one that no plan names is never full."""
    today = clock.today()
    full: set[str] = set()
    for plan in _that_count().filter(starts_on__lte=today, ends_on__gte=today):
        places: dict[str, int] = json.loads(plan.places)
        used = taken(places, plan.starts_on)
        full |= {provider for provider, many in places.items() if used[provider] >= many}
    return tuple(sorted(full))
