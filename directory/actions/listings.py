"""Publish a listing, close it, open it again."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import audit
from core.clock import day_of
from directory.actions import together
from directory.actions.cards import refresh
from directory.actions.checks import check_of, due
from directory.actions.drafts import change_everywhere
from directory.actions.duplicates import check_soon
from directory.actions.schedules import locked
from directory.enums import Status
from directory.models import Service


class NothingToPublish(LookupError):
    """The listing has no draft that could be published."""


@transaction.atomic
def publish(*, service: Service, by: User | None, now: datetime) -> None:
    """Make the latest draft of a listing its live copy.

    Cards, index and audit trail follow by `follow_publication`, as they do when somebody
    publishes in the editor.
    """
    revision = locked(service).latest_revision
    if revision is None:
        raise NothingToPublish
    revision.publish(user=by)


@transaction.atomic
def follow_publication(*, service: Service, verb: str, by: User | None, now: datetime) -> None:
    """Write down that a listing was published or taken back, and let cards and index follow."""
    facts = service.facts
    check = check_of(facts)
    if check.next_check is None:
        today = day_of(now)
        check.next_check = due(facts, check.checked_on, today)
        check.save(update_fields=["next_check"])
    detail = {"language": service.language}
    act = together.current()
    actor = act.by if act is not None else by
    audit.record(actor=actor, verb=verb, subject=service, now=now, detail=detail)
    if act is not None:
        act.add(facts.public_id)
    else:
        refresh(public_ids=[facts.public_id], now=now)
        check_soon(public_ids=[facts.public_id], now=now)


@transaction.atomic
def set_status(*, service: Service, status: Status, by: User | None, now: datetime) -> None:
    """Say whether the offer runs, has stopped for now or has closed; it goes live at once."""
    facts = locked(service)

    def change(listing: Service) -> None:
        listing.status = status

    change_everywhere(facts=facts, change=change)
    audit.record(actor=by, verb=f"listing.{status.value}", subject=facts, now=now)
    refresh(public_ids=[facts.public_id], now=now)
