"""How is a value sealed so that it opens only in its own row and field?

AES-256 in GCM with a random 96-bit nonce (NIST SP 800-38D). The stored text is
`wm1:<key id>:<base64 of nonce and ciphertext>`; the associated data is the place it belongs to.
"""

import base64
import binascii
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.encryption.errors import NotSealed, SealBroken
from core.encryption.keyring import Keyring

_VERSION = "wm1"
_NONCE_BYTES = 12
_TAG_BYTES = 16
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value belongs: model and field ("directory.contact.phone") and the row's key."""

    field: str
    row: str

    def associated_data(self) -> bytes:
        """Return the bytes that are authenticated together with the value."""
        return _SEPARATOR.join((_VERSION, self.field, self.row)).encode()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed value as the database holds it. Shows nothing of itself."""

    text: str

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__

    @property
    def key_id(self) -> str:
        """Return the id of the key it was sealed with, or raise NotSealed."""
        return _parts(self.text)[0]


def seal(plain: str, *, place: Place, ring: Keyring) -> Sealed:
    """Seal a text for one place with the current key."""
    nonce = os.urandom(_NONCE_BYTES)
    cipher = AESGCM(ring.key(ring.current))
    sealed = nonce + cipher.encrypt(nonce, plain.encode(), place.associated_data())
    encoded = base64.b64encode(sealed).decode("ascii")
    return Sealed(f"{_VERSION}:{ring.current}:{encoded}")


def unseal(sealed: Sealed, *, place: Place, ring: Keyring) -> str:
    """Open a sealed text. Raise NotSealed, KeyMissing or SealBroken."""
    key_id, payload = _parts(sealed.text)
    nonce, ciphertext = payload[:_NONCE_BYTES], payload[_NONCE_BYTES:]
    try:
        plain = AESGCM(ring.key(key_id)).decrypt(nonce, ciphertext, place.associated_data())
    except InvalidTag:
        raise SealBroken(
            f"A value of {place.field} does not open with the key {key_id!r}: it was changed, "
            "moved from another row, or the key is a wrong one"
        ) from None
    return plain.decode()


def _parts(text: str) -> tuple[str, bytes]:
    version, _, rest = text.partition(":")
    key_id, separator, encoded = rest.partition(":")
    if version != _VERSION or not separator:
        raise NotSealed("A stored value is not sealed")
    try:
        payload = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise NotSealed("A stored value is damaged") from None
    if len(payload) < _NONCE_BYTES + _TAG_BYTES:
        raise NotSealed("A stored value is cut short")
    return key_id, payload
