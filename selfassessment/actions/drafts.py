"""What changes a draft: beginning it, keeping an answer, sending it, forgetting it."""

import json
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from selfassessment.engine.answer import Answer, to_json
from selfassessment.models import Draft, JourneyVersion
from selfassessment.models.drafts import browser_hash

UNFINISHED_DAYS, SAVED_DAYS = 7, 28
SENT = timedelta(days=2)
# What another page of a draft may have changed a moment before it is sent.
_MAY_CHANGE = ("status", "version", "sealed_answers", "sealed_place")


class DraftIsSent(ValueError):
    """An answer of a draft that was already sent was to be changed."""


def lifetime(version: JourneyVersion, *, saved: bool) -> timedelta:
    """Return how long a draft is kept after its last answer: longer once it was saved."""
    unfinished, kept = _days(version.pk, version.sha256)
    return timedelta(days=kept if saved else unfinished)


@lru_cache(maxsize=16)
def _days(version_id: int, sha256: str) -> tuple[int, int]:
    version = JourneyVersion.objects.only("definition").get(pk=version_id)
    said = json.loads(version.definition).get("retention", {})
    return said.get("unfinished_days", UNFINISHED_DAYS), said.get("saved_days", SAVED_DAYS)


def begin(  # noqa: PLR0913 (what a draft begins with, all by name)
    *,
    version: JourneyVersion,
    browser: str,
    now: datetime,
    answers: Mapping[str, Answer] | None = None,
    earlier: Draft | None = None,
    channel: str = "",
    person_language: str = "",
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
        channel=channel,
        person_language=person_language,
        created_at=now,
        updated_at=now,
        expires_at=now + lifetime(version, saved=False),
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
        locked.expires_at = now + lifetime(draft.version, saved=bool(locked.code_seed))
        locked.save()
    for name in (
        "sealed_answers",
        "sealed_place",
        "status",
        "carried",
        "updated_at",
        "expires_at",
    ):
        setattr(draft, name, getattr(locked, name))


def move(*, draft: Draft, version: JourneyVersion, without: Collection[str], now: datetime) -> None:
    """Give a draft another version; answers `without` which it goes on are asked again."""
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        if locked.status == Draft.Status.SENT:
            raise DraftIsSent
        dropped = {key for key in locked.sealed_answers if key.partition("#")[0] in without}
        locked.version = version
        locked.sealed_answers = {
            key: value for key, value in locked.sealed_answers.items() if key not in dropped
        }
        locked.carried = [key for key in locked.carried if key not in dropped]
        locked.status, locked.updated_at = Draft.Status.OPEN, now
        locked.save()


def stop(*, draft: Draft, now: datetime) -> None:
    """Note that a draft stands at an emergency page, so that the page can offer the way back."""
    still_open = Draft.objects.filter(pk=draft.pk).exclude(status=Draft.Status.SENT)
    still_open.update(status=Draft.Status.STOPPED, updated_at=now)
    draft.status = Draft.Status.STOPPED


def send(
    *,
    draft: Draft,
    answers: Mapping[str, Answer],
    hand_over: Callable[[bool], str],
    now: datetime,
) -> None:
    """Send a draft once: hand it over, keep the last answers and the reference, as one.

    `hand_over` returns the reference; it is told whether the answers of `draft` are others now,
    of a page that was sent a moment earlier. Raise DraftIsSent the second time. The row is locked
    first, so that the same press twice comes one after the other.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().only(*_MAY_CHANGE).get(pk=draft.pk)
        if locked.status == Draft.Status.SENT:
            raise DraftIsSent
        changed = (locked.sealed_answers, locked.version_id) != (
            draft.sealed_answers,
            draft.version_id,
        )
        if changed:
            draft.sealed_answers, draft.sealed_place = locked.sealed_answers, locked.sealed_place
        locked.reference = hand_over(changed)
        locked.sealed_answers = {**locked.sealed_answers, **to_json(answers)}
        locked.status = Draft.Status.SENT
        locked.updated_at = now
        locked.expires_at = now + SENT
        locked.code_seed, locked.code_digest = "", None  # the desk has it now
        names = ("status", "reference", "updated_at", "expires_at", "code_seed", "code_digest")
        locked.save(update_fields=[*names, "sealed_answers"])
    draft.status, draft.reference = locked.status, locked.reference
    draft.sealed_answers = locked.sealed_answers


def forget(*, draft: Draft) -> None:
    """Delete a draft at once, with the check it began with and what was begun from it.

    What was sent stays until its time is over: it shows the reference alone.
    """
    about = Q(pk=draft.pk) | Q(pk=draft.earlier_id) | Q(earlier=draft.pk)
    theirs = Draft.objects.filter(about, browser=draft.browser)
    theirs.exclude(status=Draft.Status.SENT).delete()


def forget_of(*, submission_key: UUID) -> None:
    """Delete the draft that was sent under a key, the check it began with, and what else was
    begun from that check, on whichever device they are open now.
    """
    for draft in Draft.objects.filter(submission_key=submission_key):
        root = draft.earlier_id or draft.pk
        theirs = Draft.objects.filter(Q(pk__in=[draft.pk, root]) | Q(earlier=root))
        # Another request that was sent from the same check is a case of its own.
        theirs.exclude(Q(status=Draft.Status.SENT) & ~Q(pk=draft.pk)).delete()


def forget_expired(*, now: datetime) -> int:
    """Delete drafts whose time is over; return how many."""
    deleted, _by_model = Draft.objects.expired(now).delete()
    return deleted
