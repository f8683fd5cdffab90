"""What changes a draft: beginning it, keeping an answer, sending it, forgetting it."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from selfassessment.engine.answer import Answer, to_json
from selfassessment.models import Draft, JourneyVersion
from selfassessment.models.drafts import browser_hash

UNFINISHED = timedelta(days=7)
SENT = timedelta(days=2)


class DraftIsSent(ValueError):
    """An answer of a draft that was already sent was to be changed."""


def begin(
    *,
    version: JourneyVersion,
    browser: str,
    now: datetime,
    answers: Mapping[str, Answer] | None = None,
    earlier: Draft | None = None,
) -> Draft:
    """Begin a draft; `answers` are carried over from an earlier one, with what its place tells."""
    carried = dict(answers or {})
    return Draft.objects.create(
        version=version,
        browser=browser_hash(browser),
        sealed_answers=to_json(carried),
        sealed_place=earlier.sealed_place if earlier else None,
        carried=sorted(carried) if earlier else [],
        earlier=earlier,
        created_at=now,
        updated_at=now,
        expires_at=now + UNFINISHED,
    )


def keep(
    *,
    draft: Draft,
    answers: Mapping[str, Answer],
    place: Mapping[str, Any] | bool | None = False,
    now: datetime,
) -> None:
    """Keep answers beside those that are there; raise DraftIsSent when it is too late.

    `place` is what a new postcode tells (None when nobody knows it), False when the postcode did
    not change. The row is locked: two pages of one draft sent at once lose nothing.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        if locked.status == Draft.Status.SENT:
            raise DraftIsSent
        locked.sealed_answers = {**locked.sealed_answers, **to_json(answers)}
        if place is not False:
            locked.sealed_place = dict(place) if isinstance(place, Mapping) else None
        locked.status = Draft.Status.OPEN
        locked.version_id = draft.version_id
        locked.carried = [key for key in locked.carried if key not in answers]
        locked.updated_at = now
        locked.expires_at = now + UNFINISHED
        locked.save()
    for name in ("sealed_answers", "sealed_place", "status", "carried", "updated_at"):
        setattr(draft, name, getattr(locked, name))


def move(*, draft: Draft, version: JourneyVersion, without: Collection[str], now: datetime) -> None:
    """Give a draft another version; answers `without` which it goes on are asked again."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        if locked.status == Draft.Status.SENT:
            raise DraftIsSent
        locked.version = version
        locked.sealed_answers = {
            key: value
            for key, value in locked.sealed_answers.items()
            if key.partition("#")[0] not in without
        }
        locked.status, locked.updated_at = Draft.Status.OPEN, now
        locked.save()


def stop(*, draft: Draft, now: datetime) -> None:
    """Note that a draft stands at an emergency page, so that the page can offer the way back."""
    still_open = Draft.objects.filter(pk=draft.pk).exclude(status=Draft.Status.SENT)
    still_open.update(status=Draft.Status.STOPPED, updated_at=now)
    draft.status = Draft.Status.STOPPED


def mark_sent(*, draft: Draft, reference: str, now: datetime) -> None:
    """Note that a draft was sent: the reference stays a while, answers are forgotten."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        locked.status = Draft.Status.SENT
        locked.reference = reference
        locked.updated_at = now
        locked.expires_at = now + SENT
        locked.save(update_fields=["status", "reference", "updated_at", "expires_at"])
    draft.status, draft.reference = locked.status, reference


def forget(*, draft: Draft) -> None:
    """Delete a draft at once (quick exit, or "delete my answers")."""
    draft.delete()


def forget_expired(*, now: datetime) -> int:
    """Delete drafts whose time is over; return how many."""
    deleted, _by_model = Draft.objects.expired(now).delete()
    return deleted
