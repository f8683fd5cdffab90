"""How does each event of a case hold on to the one before it, so that a change is seen?

A keyed hash over the one before and the whole event. A note counts by a keyed hash of its own,
so that it can be erased, or sealed with another key, without breaking the chain.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime

Part = str | int | datetime | None


def key_from(secret: bytes) -> bytes:
    """Return the key of the chain, made from a key of private fields."""
    return hmac.new(secret, b"referrals.events", hashlib.sha256).digest()


def payload(key: bytes, event: str, note: str | None) -> str:
    """Return what stands for an event's note in the chain; "" when there is none."""
    if note is None:
        return ""
    return hmac.new(key, f"note\x1f{event}\x1f{note}".encode(), hashlib.sha256).hexdigest()


def link(key: bytes, previous: str, parts: Sequence[Part]) -> str:
    """Return the hash of an event that follows another one (or "" at the start)."""
    whole = json.dumps([previous, *(_plain(part) for part in parts)], separators=(",", ":"))
    return hmac.new(key, whole.encode(), hashlib.sha256).hexdigest()


def _plain(part: Part) -> str | int | None:
    if isinstance(part, datetime):
        return part.astimezone(UTC).isoformat(timespec="microseconds")
    return part
