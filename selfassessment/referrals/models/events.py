"""What happened to a case, by whom and when: rows that are added and never changed."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models, transaction

from core.encryption import EncryptedTextField
from core.encryption.keyring import keyring
from core.encryption.seal import Sealed
from selfassessment.referrals.enums import AttemptOutcome, EventKind, State
from selfassessment.referrals.models.cases import Case, ReferralLine
from selfassessment.referrals.models.chain import ChainEnd
from selfassessment.referrals.rules import chain


class EventIsFinal(TypeError):
    """Somebody tried to change or delete what happened."""


class EventQuerySet(models.QuerySet["Event"]):
    """Reads of what happened. A note may be sealed anew or erased; nothing else ever changes."""

    def update(self, **kwargs: Any) -> int:
        """Store notes sealed anew, or no notes; raise EventIsFinal for anything else."""
        note = kwargs.get("sealed_note", "")
        if set(kwargs) != {"sealed_note"} or not (note is None or isinstance(note, Sealed)):
            raise EventIsFinal("An event is added once and never changed.")
        return super().update(**kwargs)

    def link_anew(self, payload: str, digest: str) -> int:
        """Store the hashes of a chain that gets another key; see actions/chaining.py."""
        return super().update(payload=payload, digest=digest)

    def delete(self) -> NoReturn:
        """Refuse: what happened stays."""
        raise EventIsFinal("Events cannot be deleted.")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: each event holds on to the one before it."""
        raise EventIsFinal("Events are added one by one.")


class Event(models.Model):
    """One thing that happened. Notes are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    line = models.ForeignKey(
        ReferralLine, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    at = models.DateTimeField()
    # When it happened, where that was written down later; `at` is when it was written down.
    happened_at = models.DateTimeField(null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=AttemptOutcome.choices)
    sealed_note = EncryptedTextField(null=True, blank=True)
    # The chain: place in the case, what stands for the note, and the hash over the one before.
    number = models.PositiveIntegerField(null=True, editable=False)
    payload = models.CharField(max_length=64, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "number", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "at"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "number"], name="referrals_event_one_place_a_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y %H:%M}"

    @property
    def moment(self) -> datetime:
        """Return when it happened."""
        return self.happened_at or self.at

    @property
    def moved(self) -> str:
        """Return from where to where a line was moved, as staff say it."""
        names = dict(State.choices)
        return " → ".join(names.get(code, code) for code in (self.from_state, self.to_state))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raise EventIsFinal when it is there already."""
        if not self._state.adding:
            raise EventIsFinal("An event is added once and never changed.")
        with transaction.atomic(savepoint=False):
            end = self._end_before()
            ring = keyring()
            key_id = end.key or ring.current
            key = chain.key_from(ring.key(key_id))
            self.number = end.count + 1
            self.payload = chain.payload(key, str(self.pk), self.sealed_note)
            self.digest = chain.link(key, end.digest, self.parts())
            super().save(*args, **kwargs)
            end.count, end.digest, end.key = self.number, self.digest, key_id
            end.save(force_insert=end._state.adding)

    def _end_before(self) -> ChainEnd:
        """Return the end of the chain, locked, or a new one for a case that has just come in."""
        end: ChainEnd | None = None
        if self.kind != EventKind.RECEIVED:  # two of them would be refused by the end's key
            end = ChainEnd.objects.select_for_update().filter(case_id=self.case_id).first()
        return end or ChainEnd(case_id=self.case_id)

    def parts(self) -> list[chain.Part]:
        """Return everything of the event that the chain holds fast."""
        return [
            *(self.number, str(self.pk), str(self.case_id)),
            str(self.line_id) if self.line_id else None,
            *(str(self.kind), self.at, self.happened_at, self.actor_id),
            *(self.from_state, self.to_state, self.channel, str(self.outcome), self.payload),
        ]

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: what happened stays."""
        raise EventIsFinal("An event cannot be deleted.")
