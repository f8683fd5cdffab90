"""How do the secrets of second factors move to a new key?"""

from allauth.mfa.models import Authenticator
from django.db import transaction

from core.encryption.errors import EncryptionError
from core.encryption.keyring import keyring
from core.encryption.rotation import Tally
from core.encryption.seal import Place, Sealed, seal, unseal

# allauth seals before the row exists, so the place names no row.
PLACE = Place(field="mfa.authenticator.secret", row="any")
_SECRETS = ("secret", "seed")  # of an app; of recovery codes. Passkeys have none


def rotate(only_count: bool) -> Tally:
    """Seal the secrets of apps and recovery codes anew with the current key; return a tally."""
    tally = Tally()
    with transaction.atomic():
        for factor in Authenticator.objects.select_for_update().order_by("pk"):
            stored = {name: factor.data[name] for name in _SECRETS if name in factor.data}
            fresh = {name: _resealed(text, tally) for name, text in stored.items()}
            if fresh != stored and not only_count:
                tally.resealed += sum(fresh[name] != stored[name] for name in stored)
                factor.data = {**factor.data, **fresh}
                factor.save(update_fields=["data"])
    return tally


def _resealed(text: str, tally: Tally) -> str:
    ring, sealed = keyring(), Sealed(text)
    try:
        tally.by_key[sealed.key_id] += 1
        plain = unseal(sealed, place=PLACE, ring=ring)
    except EncryptionError:
        tally.broken += 1
        return text
    return text if sealed.key_id == ring.current else seal(plain, place=PLACE, ring=ring).text
