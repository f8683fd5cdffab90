"""Keep listings on a list, put them in order, and forget them again."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from core.clock import LONDON
from directory.cards import Card
from directory.models import KeptItem, KeptList
from directory.rules.list_codes import new_list_code
from directory.selectors.lists import KEPT_FOR, MOST, UNDO_FOR, facts_of, list_of

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Given:
    """What makes a list one for somebody: the key of its form, who made it, and their note."""

    key: UUID
    maker: str
    note: str


class ListIsFull(Exception):
    """There is no room for all of these; nothing of them was kept."""


def new_token() -> str:
    """Return the secret of a browser: what its cookie holds."""
    return secrets.token_urlsafe(24)


def owner_of(token: str) -> str:
    """Return what the database knows of a token: enough to find its list, not to open it."""
    return hashlib.sha256(b"directory.list" + token.encode()).hexdigest() if token else ""


@transaction.atomic
def keep(owner: str, cards: Sequence[Card], *, now: datetime) -> KeptList:
    """Put listings at the end of the list, which is made if need be; those on it stay."""
    kept = list_of(owner) or _begin(owner, now)
    KeptList.objects.select_for_update().get(pk=kept.pk)
    there = {item.public_id: item for item in kept.items.all()}
    by_id = {str(key): item for key, item in there.items()}
    added = [card for card in cards if _is_off(by_id.get(card.public_id))]
    if len([one for one in there.values() if one.removed_at is None]) + len(added) > MOST:
        raise ListIsFull
    last = kept.items.aggregate(last=Max("place"))["last"] or 0
    for place, card in enumerate(added, last + 1):
        _put(kept, card, place, now)
    touch(kept, now)
    return kept


@transaction.atomic
def remove(kept: KeptList, short_code: str, *, now: datetime) -> None:
    """Take a listing off; for half an hour it can be put back."""
    kept.items.filter(short_code=short_code, removed_at__isnull=True).update(removed_at=now)
    touch(kept, now)


@transaction.atomic
def put_back(kept: KeptList, short_code: str, *, now: datetime) -> None:
    """Put a listing back to where it was. Raise ListIsFull when there is no room."""
    item = kept.items.filter(short_code=short_code, removed_at__isnull=False).first()
    if item is None:
        return
    if kept.items.filter(removed_at__isnull=True).count() >= MOST:
        raise ListIsFull
    kept.items.filter(pk=item.pk).update(removed_at=None)
    touch(kept, now)


@transaction.atomic
def move(kept: KeptList, short_code: str, *, up: bool, now: datetime) -> None:
    """Move a listing one up or down; the first and the last stay where they are."""
    items = list(kept.items.select_for_update().filter(removed_at__isnull=True))
    at = next((n for n, item in enumerate(items) if item.short_code == short_code), None)
    if at is None:
        return
    other = at - 1 if up else at + 1
    if 0 <= other < len(items):
        items[at], items[other] = items[other], items[at]
    for place, item in enumerate(items, 1):
        item.place = place
    KeptItem.objects.bulk_update(items, ["place"])
    touch(kept, now)


@transaction.atomic
def write_note(kept: KeptList, short_code: str, note: str, *, now: datetime) -> None:
    """Keep a note of one's own beside a listing; an empty one takes it away."""
    for item in kept.items.filter(short_code=short_code):
        item.sealed_note = note or None
        item.save(update_fields=["sealed_note"])
    touch(kept, now)


@transaction.atomic
def give(kept: KeptList, *, key: UUID, maker: str, note: str, now: datetime) -> KeptList:
    """Make a list for somebody: what is on this one now, with who made it and a note.

    Notes of one's own stay where they are. The same key again returns the first list.
    """
    known = KeptList.objects.given_by(kept.owner).filter(pk=key).first()
    if known is not None:
        return known
    made = _created(kept.owner, now, Given(key, maker, note))
    items = kept.items.filter(removed_at__isnull=True)
    KeptItem.objects.bulk_create(
        KeptItem(
            list=made,
            public_id=item.public_id,
            short_code=item.short_code,
            name=item.name,
            facts=item.facts,
            place=item.place,
            kept_at=now,
        )
        for item in items
    )
    touch(kept, now)
    return made


def touch(kept: KeptList, now: datetime) -> None:
    """Note that the list is in use, by the day: once a day it is written, no more."""
    day = now.astimezone(LONDON).date()
    if kept.last_used_on != day:
        KeptList.objects.filter(pk=kept.pk).update(last_used_on=day)
        kept.last_used_on = day


def forget(kept: KeptList) -> None:
    """Delete a list with everything on it."""
    KeptList.objects.filter(pk=kept.pk).delete()


def forget_all_of(owner: str) -> None:
    """Delete everything that was made in a browser: its list, and those made for others."""
    if owner:
        KeptList.objects.filter(owner=owner).delete()


def forget_unused(*, now: datetime) -> int:
    """Delete lists that nobody has used for 180 days, and what was taken off and not put back.

    A list on which there is nothing any more goes after a day.
    """
    day = now.astimezone(LONDON).date()
    KeptItem.objects.filter(removed_at__lt=now - UNDO_FOR).delete()
    empty = KeptList.objects.filter(items__isnull=True).unused_since(day - timedelta(days=1))
    old = KeptList.objects.unused_since(day - KEPT_FOR)
    ids = [*empty.values_list("pk", flat=True), *old.values_list("pk", flat=True)]
    return KeptList.objects.filter(pk__in=ids).delete()[1].get("directory.KeptList", 0)


def _is_off(item: KeptItem | None) -> bool:
    return item is None or item.removed_at is not None


def _put(kept: KeptList, card: Card, place: int, now: datetime) -> None:
    KeptItem.objects.update_or_create(
        list=kept,
        public_id=card.public_id,
        defaults={
            "short_code": card.short_code,
            "name": card.name.text[:200],
            "facts": facts_of(card),
            "place": place,
            "kept_at": now,
            "removed_at": None,
        },
    )


def _begin(owner: str, now: datetime) -> KeptList:
    """Return a new list; when another tab was faster, the list that it has begun."""
    try:
        with transaction.atomic():
            return _created(owner, now)
    except IntegrityError:
        found = list_of(owner)
        if found is None:
            raise
        return found


def _created(owner: str, now: datetime, given: Given | None = None) -> KeptList:
    code = new_list_code()
    for _attempt in range(_TRIES):
        if not KeptList.objects.filter(code=code).exists():
            break
        code = new_list_code()
    return KeptList.objects.create(
        id=given.key if given else uuid4(),
        owner=owner,
        code=code,
        is_given=given is not None,
        sealed_maker=(given.maker or None) if given else None,
        sealed_note=(given.note or None) if given else None,
        created_at=now,
        last_used_on=now.astimezone(LONDON).date(),
    )
