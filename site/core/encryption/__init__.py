"""Sealed fields: health answers and contact details are unreadable in a stolen database."""

from core.encryption.errors import (
    BadKeyring,
    EncryptionError,
    KeyMissing,
    NotSealed,
    PlaintextRefused,
    RowHasNoKey,
    SealBroken,
)
from core.encryption.fields import EncryptedJSONField, EncryptedTextField

__all__ = [
    "BadKeyring",
    "EncryptedJSONField",
    "EncryptedTextField",
    "EncryptionError",
    "KeyMissing",
    "NotSealed",
    "PlaintextRefused",
    "RowHasNoKey",
    "SealBroken",
]
