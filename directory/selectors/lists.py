"""What is on a list, and what has become of it since?"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from directory.cards import Card, to_document
from directory.models import KeptItem, KeptList, Service
from directory.selectors.stored_cards import cards

KEPT_FOR = timedelta(days=180)
UNDO_FOR = timedelta(minutes=30)
MOST = 100
_FACTS = ("status", "sessions", "place", "prices", "contacts")


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing on a list; `card` is None when it has left the directory."""

    item: KeptItem
    card: Card | None
    has_changed: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """A list with its listings in order, and what was taken off a moment ago."""

    kept: KeptList
    entries: tuple[Entry, ...]
    removed: tuple[KeptItem, ...]
    until: date


def facts_of(card: Card) -> str:
    """Return a digest of the facts a person goes by: when, where, how much, how to ring."""
    document = to_document(card)
    facts = {name: document[name] for name in _FACTS}
    facts["sessions"] = [{**one, "as_of": None} for one in facts["sessions"]]
    if facts["place"]:
        facts["place"] = {name: facts["place"][name] for name in ("address", "postcode")}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]


def list_of(owner: str) -> KeptList | None:
    """Return the list that this browser fills."""
    return KeptList.objects.mine(owner).first() if owner else None


def list_with_code(code: str) -> KeptList | None:
    """Return the list with this code."""
    return KeptList.objects.filter(code=code).first() if code else None


def contents(kept: KeptList, language: str, now: datetime) -> Contents:
    """Return what is on a list in one language: two queries, however long it is."""
    items = list(kept.items.all())
    shown = [item for item in items if item.removed_at is None]
    found = cards((str(item.public_id) for item in shown), language)
    own = {str(item.public_id) for item in shown}
    shown = [item for item in shown if not _is_twice(item, found.get(str(item.public_id)), own)]
    undo = [one for one in items if one.removed_at and one.removed_at > now - UNDO_FOR]
    return Contents(
        kept=kept,
        entries=tuple(_entry(item, found.get(str(item.public_id))) for item in shown),
        removed=tuple(sorted(undo, key=lambda one: one.removed_at or now, reverse=True)),
        until=kept.last_used_on + KEPT_FOR,
    )


def cards_with_codes(codes: Iterable[str], language: str) -> list[Card]:
    """Return the cards of listings by their short codes, in the order of the codes."""
    wanted = list(dict.fromkeys(codes))
    rows = Service.objects.filter(short_code__in=wanted)
    ids = dict(rows.values_list("short_code", "translation_key"))
    found = cards((str(ids[code]) for code in wanted if code in ids), language)
    return list({card.public_id: card for card in found.values()}.values())


def _is_twice(item: KeptItem, card: Card | None, own: set[str]) -> bool:
    """Whether this listing went into another that is on the list too; a note is never hidden."""
    if card is None or card.public_id == str(item.public_id):
        return False
    return card.public_id in own and not item.sealed_note


def _entry(item: KeptItem, card: Card | None) -> Entry:
    changed = card is not None and bool(item.facts) and facts_of(card) != item.facts
    return Entry(item, card, changed)
