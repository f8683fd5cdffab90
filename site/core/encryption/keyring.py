"""Which keys seal values, and which one is current?"""

import base64
import binascii
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

from core.encryption.errors import BadKeyring, KeyMissing

KEY_BYTES = 32
_KEY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys by id. `current` is the id new values are sealed with."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)

    def key(self, key_id: str) -> bytes:
        """Return the key with this id, or raise KeyMissing."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeyMissing(
                f"No key with the id {key_id!r} in WAYMARK_FIELD_KEYS: add it after the current key"
            ) from None


def parse_keyring(entries: Iterable[str]) -> Keyring:
    """Read "id:base64key" entries, the current key first. Raise BadKeyring, never naming a key."""
    keys: dict[str, bytes] = {}
    for number, entry in enumerate(entries, start=1):
        key_id, separator, encoded = entry.partition(":")
        if not separator or not _KEY_ID.fullmatch(key_id):
            raise BadKeyring(
                f"WAYMARK_FIELD_KEYS entry {number} is not id:key, with an id of a-z, 0-9 and -"
            )
        if key_id in keys:
            raise BadKeyring(f"WAYMARK_FIELD_KEYS has the id {key_id!r} twice")
        keys[key_id] = _decoded(encoded, key_id)
    if not keys:
        raise BadKeyring("WAYMARK_FIELD_KEYS is empty: private answers cannot be stored")
    return Keyring(current=next(iter(keys)), keys=keys)


def keyring() -> Keyring:
    """Return the keyring of the settings."""
    return _cached_keyring(tuple(getattr(settings, "WAYMARK_FIELD_KEYS", ())))


def new_entry(key_id: str) -> str:
    """Return a fresh "id:base64key" entry from the system's random source."""
    encoded = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")
    return f"{key_id}:{encoded}"


@lru_cache(maxsize=8)
def _cached_keyring(entries: tuple[str, ...]) -> Keyring:
    return parse_keyring(entries)


def _decoded(encoded: str, key_id: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise BadKeyring(f"The key with the id {key_id!r} is not base64") from None
    if len(key) != KEY_BYTES:
        raise BadKeyring(f"The key with the id {key_id!r} has {len(key)} bytes, not {KEY_BYTES}")
    return key
