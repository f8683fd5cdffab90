"""How is a plan of places kept?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from core.audit import actor_name, record
from core.remembering import forget_all
from geography.need import neighbourhoods
from selfassessment.engine.places import split
from selfassessment.models import PlacesPlan


@dataclass(frozen=True)
class Plan:
    """What somebody wants: a total, over these areas, weighted like this."""

    title: str
    total: int
    starts_on: date
    ends_on: date
    areas: Mapping[str, tuple[str, ...]]
    weights: Mapping[int, Decimal]


def keep(plan: Plan, *, kept: PlacesPlan | None = None, by: Any, now: datetime) -> PlacesPlan:
    """Split the places and keep the plan with all its numbers."""
    every = {code for codes in plan.areas.values() for code in codes}
    found = neighbourhoods(every)
    counts = {
        provider: _added([found[code] for code in codes]) for provider, codes in plan.areas.items()
    }
    shares = split(plan.total, counts, plan.weights)
    kept = kept or PlacesPlan()
    kept.title, kept.total = plan.title, plan.total
    kept.starts_on, kept.ends_on = plan.starts_on, plan.ends_on
    kept.areas = json.dumps({provider: list(codes) for provider, codes in plan.areas.items()})
    kept.weights = json.dumps({str(key): str(weight) for key, weight in plan.weights.items()})
    kept.counts = json.dumps(counts)
    kept.places = json.dumps({share.area: share.places for share in shares})
    kept.edited_by, kept.edited_at = actor_name(by), now
    with transaction.atomic():
        kept.save()
        record(actor=by, verb="places.planned", subject=kept, now=now)
    forget_all()
    return kept


def _added(several: list[dict[int, int]]) -> dict[int, int]:
    added: dict[int, int] = {}
    for one in several:
        for decile, count in one.items():
            added[decile] = added.get(decile, 0) + count
    return added
