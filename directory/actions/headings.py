"""Put headings where they belong: below another one, up and down, out of use and back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from accounts.models import User
from core import audit
from core.remembering import forget_all
from directory.models import TaxonomyTerm
from directory.rules.headings import moved

MOVED = "directory.heading_moved"


class CannotMove(ValueError):
    """A heading may not stand there; the reason is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def why_not(term: TaxonomyTerm, parent: TaxonomyTerm | None) -> str:
    """Return why a heading cannot go below another: "retired", "itself", "deep", "has_below".

    The public sees groups and the headings below them, two levels; so nothing runs in a circle.
    """
    if term.is_retired or (parent is not None and parent.is_retired):
        return "retired"
    if parent is None:
        return ""
    if parent.pk == term.pk:
        return "itself"
    if parent.parent_id is not None:
        return "deep"
    return "has_below" if term.children.filter(retired_at=None).exists() else ""


@transaction.atomic
def move_heading(
    *, term: TaxonomyTerm, parent: TaxonomyTerm | None, by: User | None, now: datetime
) -> None:
    """Put a heading below a group, or at the top; it becomes the last one there."""
    facts = _locked(term)
    reason = why_not(facts, parent)
    if reason:
        raise CannotMove(reason)
    if facts.parent_id == (parent.pk if parent else None):
        return
    facts.parent, facts.position = parent, next_position(parent)
    facts.save()  # cards and index of the listings under it follow by the signal
    detail = {"code": facts.code, "below": parent.code if parent else ""}
    audit.record(actor=by, verb="heading.moved", subject=facts, now=now, detail=detail)
    log(instance=facts, action=MOVED, user=by, data=detail)
    followed()


@transaction.atomic
def order_heading(*, term: TaxonomyTerm, places: int, by: User | None, now: datetime) -> None:
    """Move a heading up (less than 0) or down among those of its group."""
    facts = _locked(term)
    keys = list(
        TaxonomyTerm.objects.standing().filter(parent=facts.parent_id).values_list("pk", flat=True)
    )
    if facts.pk not in keys or moved(keys, facts.pk, places) == keys:
        return
    for position, key in enumerate(moved(keys, facts.pk, places)):
        TaxonomyTerm.objects.filter(pk=key).update(position=position)
    detail = {"code": facts.code, "places": str(places)}
    audit.record(actor=by, verb="heading.ordered", subject=facts, now=now, detail=detail)
    followed()


@transaction.atomic
def use_again(*, term: TaxonomyTerm, by: User | None, now: datetime) -> None:
    """Take a retired heading into use again, without the listings that it had."""
    facts = _locked(term)
    if not facts.is_retired:
        return
    if facts.parent is not None and facts.parent.is_retired:
        facts.parent = None
    facts.retired_at, facts.successor = None, None
    facts.position = next_position(facts.parent)
    facts.save()  # cards and index of what still names it follow by the signal
    facts.changes.standing().update(undone_at=now, undone_by=by)
    audit.record(
        actor=by, verb="heading.used_again", subject=facts, now=now, detail={"code": facts.code}
    )
    followed()


def next_position(parent: TaxonomyTerm | None) -> int:
    """Return the place after the last heading of a group."""
    last = TaxonomyTerm.objects.sources().filter(parent=parent).aggregate(last=Max("position"))
    return int(last["last"] or 0) + 1


def followed() -> None:
    """Have this process read the headings afresh, now and once the change is committed."""
    forget_all()
    transaction.on_commit(forget_all)


def _locked(term: TaxonomyTerm) -> TaxonomyTerm:
    return TaxonomyTerm.objects.select_for_update().get(pk=term.facts.pk)
