"""Close a place from one day to another, for good, or take that back."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import audit
from directory.actions.cards import refresh
from directory.models import Location, PlaceClosure
from directory.rules.closures import Closure
from directory.selectors.affected import listings_with_words_of


@transaction.atomic
def close_place(
    *, place: Location, closure: Closure, by: User | None, now: datetime
) -> PlaceClosure:
    """Take every session at a place off on the closed days, or for good.

    Asking twice for the same days closes the place once; the later words stand.
    """
    facts = _locked(place)
    said = {language: text for language, text in closure.words if text}
    row = facts.closures.standing().filter(
        first_day=closure.first, last_day=closure.last
    ).first() or PlaceClosure(
        location=facts, first_day=closure.first, last_day=closure.last, closed_at=now, closed_by=by
    )
    verb = "place.closed" if row.pk is None else "place.closure_reworded"
    if row.pk is not None and (row.reason, row.words) == (closure.reason, said):
        return row
    row.reason, row.words = closure.reason, said
    row.save()
    _followed(row, facts, verb, by, now)
    return row


@transaction.atomic
def undo_closure(*, closure: PlaceClosure, by: User | None, now: datetime) -> None:
    """Take closed days back: everything at the place is as if they had never been."""
    facts = _locked(closure.location)
    row = PlaceClosure.objects.standing().filter(pk=closure.pk).first()
    if row is None:
        return
    row.undone_at, row.undone_by = now, by
    row.save(update_fields=["undone_at", "undone_by"])
    _followed(row, facts, "place.closure_undone", by, now)


def _locked(place: Location) -> Location:
    return Location.objects.select_for_update().get(pk=place.facts.pk)


def _followed(
    closure: PlaceClosure, facts: Location, verb: str, by: User | None, now: datetime
) -> None:
    """Write it down, and let the cards and the index of every listing there follow."""
    last = closure.last_day.isoformat() if closure.last_day else "for-good"
    detail = {"closure": str(closure.pk), "from": closure.first_day.isoformat(), "to": last}
    audit.record(actor=by, verb=verb, subject=facts, now=now, detail=detail)
    refresh(public_ids=listings_with_words_of(facts), now=now)
