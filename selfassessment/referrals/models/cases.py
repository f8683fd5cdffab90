"""Who asked for help, and for what: one person-case with a line for each need."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from core.encryption import EncryptedJSONField
from selfassessment.referrals.enums import About, Channel, State
from selfassessment.referrals.rules import references
from selfassessment.referrals.rules.standing import NO_CLOCK
from selfassessment.referrals.types import PersonDetails


class Person(models.Model):
    """Someone who needs help. Everything that says who it is stays sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_details = EncryptedJSONField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"Person {str(self.pk)[:8]}"

    @property
    def details(self) -> PersonDetails:
        """Return name, contacts and safe-contact rules."""
        return PersonDetails.from_json(self.sealed_details)


class PersonMatch(models.Model):
    """A blind index: equal digests mean that two people may be one. See rules/matching.py."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="matches")
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "digest"], name="referrals_match_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class Case(models.Model):
    """One asking for help: what was answered and agreed, and the reference the person has."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    submission_key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    journey = models.CharField(max_length=40)
    journey_version = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    about = models.CharField(max_length=20, choices=About.choices)
    sealed_referrer = EncryptedJSONField(null=True, blank=True)
    sealed_safety = EncryptedJSONField(null=True, blank=True)
    sealed_answers = EncryptedJSONField()
    sealed_consents = EncryptedJSONField()
    safety_hold = models.BooleanField(default=False)
    ward = models.CharField(max_length=12, blank=True)
    imd_decile = models.PositiveSmallIntegerField(null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases",
    )
    # Who took on the safety flag, and when: the first time, whoever has it now.
    hold_taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hold_taken_at = models.DateTimeField(null=True, blank=True)
    # When staff put the flag on; empty for one that came in with the request.
    flagged_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(db_index=True)
    read_by_date = models.DateField()
    contact_by_date = models.DateField()
    is_sample = models.BooleanField(default=False)
    # What follows from the lines, kept here so that the queue is read by an index
    # (actions/standing.py keeps it right; rules/standing.py says how).
    stage = models.CharField(max_length=12, default="new")
    due_on = models.DateField(default=NO_CLOCK)
    priority = models.PositiveSmallIntegerField(default=5)
    is_open = models.BooleanField(default=True)
    waits_for_provider = models.BooleanField(default=False)
    needs_reading = models.BooleanField(default=False)
    follow_up_on = models.DateField(null=True, blank=True)
    # The days the board counts with: when the clock began (after closing it is the next working
    # day), when the first line left "received", and when somebody first tried to reach them.
    started_on = models.DateField(null=True, blank=True)
    triaged_on = models.DateField(null=True, blank=True)
    tried_on = models.DateField(null=True, blank=True)

    class Meta:
        permissions = (
            ("work_desk", "Can read and work referrals at the desk"),
            ("export_referrals", "Can take referrals, outcomes and returns out as files"),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["is_open", "-safety_hold", "due_on", "priority", "received_at"],
                name="referrals_case_open",
            ),
            models.Index(
                fields=["stage", "-safety_hold", "due_on", "priority", "received_at"],
                name="referrals_case_stage",
            ),
            models.Index(
                fields=["-safety_hold", "due_on", "priority", "received_at"],
                name="referrals_case_all",
            ),
            models.Index(
                fields=[
                    *("owner", "is_open", "-safety_hold", "due_on", "priority", "received_at"),
                ],
                name="referrals_case_owner",
            ),
            models.Index(
                fields=["due_on"],
                condition=models.Q(waits_for_provider=True),
                name="referrals_case_waits",
            ),
            models.Index(
                fields=["due_on"],
                condition=models.Q(needs_reading=True),
                name="referrals_case_reading",
            ),
            models.Index(
                fields=["follow_up_on"],
                condition=models.Q(follow_up_on__isnull=False),
                name="referrals_case_follow_up",
            ),
            # All that the board counts, so that it need not read the sealed answers beside it.
            models.Index(
                fields=[
                    *("started_on", "triaged_on", "tried_on", "read_by_date", "contact_by_date"),
                    *("channel", "is_open", "language", "ward", "imd_decile"),
                ],
                name="referrals_case_board",
            ),
        ]

    def __str__(self) -> str:
        return references.spaced(self.reference)

    @property
    def safety_flags(self) -> list[str]:
        """Return the codes of what was said that needs someone today."""
        return list(self.sealed_safety or [])

    @property
    def flag_since(self) -> datetime:
        """Return since when the safety flag waits for somebody."""
        return self.flagged_at or self.received_at

    @property
    def answers(self) -> list[dict[str, Any]]:
        """Return the answers with the words the person saw."""
        return list(self.sealed_answers or [])

    @property
    def consents(self) -> list[dict[str, Any]]:
        """Return the permissions given and not given."""
        return list(self.sealed_consents or [])


class ReferralLine(models.Model):
    """One need of a case, with what is offered, who provides it, and where it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lines")
    need = models.CharField(max_length=60)
    offer = models.CharField(max_length=60)
    provider = models.CharField(max_length=60)
    priority = models.PositiveSmallIntegerField(default=5)
    sealed_why = EncryptedJSONField(null=True, blank=True)
    needs_check = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    state_since = models.DateTimeField()
    # How the help ended, which stays when the line is discharged, followed up and closed.
    ended_as = models.CharField(max_length=20, choices=State.choices, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="referrals_line_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["case", "need", "offer"], name="referrals_line_once_a_case"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "case"], name="referrals_line_state"),
            models.Index(fields=["provider", "case"], name="referrals_line_provider"),
            models.Index(fields=["need", "case"], name="referrals_line_need"),
        ]

    def __str__(self) -> str:
        return f"{self.offer}: {self.get_state_display()}"

    @property
    def why(self) -> list[str]:
        """Return the sentences that say why this is offered."""
        return list(self.sealed_why or [])
