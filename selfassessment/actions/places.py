"""How is a plan of places kept by one person, and made to count by another?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django.db import transaction

from core.audit import actor_name, record
from core.remembering import forget_all
from geography.need import neighbourhoods
from selfassessment.actions.releasing import NotAllowed, NotReady, Person
from selfassessment.engine.places import split
from selfassessment.fixed_names import PUBLISH
from selfassessment.models import PlacesPlan

_WRITTEN = ("title", "total", "starts_on", "ends_on", "areas", "weights", "counts", "places")


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
    """Split the places and keep the plan with all its numbers; it waits for a second person.

    `kept` is the plan that is changed: one that counts goes on as it is meanwhile.
    """
    every = {code for codes in plan.areas.values() for code in codes}
    found = neighbourhoods(every)
    counts = {
        provider: _added([found[code] for code in codes]) for provider, codes in plan.areas.items()
    }
    shares = split(plan.total, counts, plan.weights)
    kept = _waiting(kept)
    kept.title, kept.total = plan.title, plan.total
    kept.starts_on, kept.ends_on = plan.starts_on, plan.ends_on
    kept.areas = json.dumps({provider: list(codes) for provider, codes in plan.areas.items()})
    kept.weights = json.dumps({str(key): str(weight) for key, weight in plan.weights.items()})
    kept.counts = json.dumps(counts)
    kept.places = json.dumps({share.area: share.places for share in shares})
    kept.edited_by, kept.edited_at = actor_name(by), now
    with transaction.atomic():
        kept.save()
        record(actor=by, verb="places.asked", subject=kept, now=now)
    return kept


def _waiting(kept: PlacesPlan | None) -> PlacesPlan:
    """Return the row a plan is written into: never one that counts."""
    if kept is None or not kept.counts_now:
        return kept or PlacesPlan()
    return PlacesPlan.objects.filter(replaces=kept).first() or PlacesPlan(replaces=kept)


def approve(plan: PlacesPlan, *, as_of: str, by: Person, now: datetime) -> PlacesPlan:
    """Make a plan count that somebody else asked for; return the plan that counts.

    `as_of` says which one the person looked at (`edited_at` in ISO form). Raises NotAllowed for
    one's own plan or without the permission, NotReady when it was changed or decided meanwhile.
    """
    if not by.has_perm(PUBLISH):
        raise NotAllowed("You may not publish journeys.")
    with transaction.atomic():
        locked = PlacesPlan.objects.select_for_update().filter(pk=plan.pk).first()
        if locked is None or locked.counts_now:
            raise NotReady(["Somebody has decided about this already."])
        if locked.edited_at.isoformat() != as_of:
            raise NotReady(["The plan changed while you looked. Look at it again."])
        if actor_name(cast(Any, by)) == locked.edited_by:
            raise NotAllowed("Somebody else must approve what you asked for.")
        return settle(locked, by=by, now=now)


def settle(waiting: PlacesPlan, *, by: Any, now: datetime) -> PlacesPlan:
    """Let a plan that waited count from now on, in place of the one it replaces."""
    with transaction.atomic():
        counting = waiting.replaces or waiting
        if counting is not waiting:
            for name in (*_WRITTEN, "edited_by", "edited_at"):
                setattr(counting, name, getattr(waiting, name))
            waiting.delete()
        counting.approved_by, counting.approved_at = actor_name(by), now
        counting.save()
        record(actor=by, verb="places.approved", subject=counting, now=now)
    forget_all()
    return counting


def take_back(plan: PlacesPlan, *, by: Any, now: datetime) -> None:
    """Drop a plan that waits; NotReady when it counts already."""
    with transaction.atomic():
        locked = PlacesPlan.objects.select_for_update().filter(pk=plan.pk).first()
        if locked is None or locked.counts_now:
            raise NotReady(["Somebody has decided about this already."])
        record(actor=by, verb="places.withdrawn", subject=locked, now=now)
        locked.delete()


def _added(several: list[dict[int, int]]) -> dict[int, int]:
    added: dict[int, int] = {}
    for one in several:
        for decile, count in one.items():
            added[decile] = added.get(decile, 0) + count
    return added
