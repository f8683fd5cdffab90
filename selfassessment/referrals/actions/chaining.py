"""How does the chain of events get the current key?"""

from uuid import UUID

from django.db import transaction

from core.encryption.keyring import keyring
from core.encryption.rotation import Tally
from selfassessment.referrals.models import ChainEnd, Event
from selfassessment.referrals.rules import chain
from selfassessment.referrals.selectors.chain import faults


def rotate_chains(only_count: bool) -> Tally:
    """Give each chain that is in order the current key; count those that are not as broken.

    A case is one transaction: stopping half-way is harmless, the next run goes on.
    """
    tally = Tally()
    current = keyring().current
    for case_id, key in list(ChainEnd.objects.values_list("case", "key")):
        tally.by_key[key or current] += 1
        if (key or current) == current or only_count:
            continue
        if faults(case_id):
            tally.broken += 1
            continue
        _link_anew(case_id)
        tally.resealed += 1
    return tally


def _link_anew(case_id: UUID) -> None:
    current = keyring().current
    with transaction.atomic():
        end = ChainEnd.objects.select_for_update().get(case=case_id)
        key = chain.key_from(keyring().key(current))
        previous = ""
        for event in Event.objects.filter(case=case_id).order_by("number"):
            event.payload = _payload_anew(event, key)
            event.digest = chain.link(key, previous, event.parts())
            Event.objects.filter(pk=event.pk).link_anew(event.payload, event.digest)
            previous = event.digest
        end.digest, end.key = previous, current
        end.save(update_fields=["digest", "key"])


def _payload_anew(event: Event, key: bytes) -> str:
    """Return what stands for a note under the new key; an erased one keeps what stood there."""
    if event.sealed_note is None:
        return event.payload
    return chain.payload(key, str(event.pk), event.sealed_note)
