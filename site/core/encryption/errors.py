"""What can go wrong when a value is sealed or opened?"""

from django.core.exceptions import ImproperlyConfigured


class EncryptionError(Exception):
    """A value could not be sealed or opened. The message never holds the value."""


class KeyMissing(EncryptionError):
    """The value was sealed with a key that is not in WAYMARK_FIELD_KEYS."""


class SealBroken(EncryptionError):
    """The value was changed, belongs to another row or field, or the key is a wrong one."""


class NotSealed(EncryptionError):
    """The text is not in the form this site seals values in."""


class PlaintextRefused(EncryptionError):
    """A plain value was about to reach the database without its row (update, bulk_update)."""


class RowHasNoKey(EncryptionError):
    """The row has no primary key yet, so a value cannot be bound to it."""


class BadKeyring(ImproperlyConfigured):
    """WAYMARK_FIELD_KEYS is empty or holds something that is not a key."""
