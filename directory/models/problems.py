"""What did a visitor tell us is wrong with a listing?"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField
from directory.enums import ProblemState, ProblemTopic

from .organisations import Organisation
from .services import Service


class ProblemReportQuerySet(models.QuerySet["ProblemReport"]):
    """Questions about reports."""

    def waiting(self) -> "ProblemReportQuerySet":
        """Return those that nobody has dealt with yet."""
        return self.exclude(state=ProblemState.DONE)

    def urgent_first(self) -> "ProblemReportQuerySet":
        """Return them in the order of work: unsafe ones first, then the longest waiting."""
        is_unsafe = models.Case(
            models.When(topic=ProblemTopic.UNSAFE, then=0),
            default=1,
            output_field=models.IntegerField(),
        )
        return self.order_by(is_unsafe, "created_at", "pk")

    def about(self, organisation: Organisation) -> "ProblemReportQuerySet":
        """Return those about what this group offers; a group sees no contact and no words."""
        return self.filter(service__organisation=organisation.facts)


class ProblemReport(models.Model):
    """One report. What was written and how to answer are sealed; the rest are codes.

    The key is made when the form is shown, so that a double click gives one report.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(
        Service, null=True, on_delete=models.SET_NULL, related_name="problems"
    )
    listing_name = models.CharField(max_length=200)
    topic = models.CharField(_("what is wrong"), max_length=12, choices=ProblemTopic)
    sealed_words = EncryptedTextField(null=True)
    sealed_contact = EncryptedTextField(null=True)
    language = models.CharField(max_length=8)
    state = models.CharField(
        _("state"), max_length=8, choices=ProblemState, default=ProblemState.NEW
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ProblemReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem report")
        verbose_name_plural = _("problem reports")
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "created_at"], name="directory_problem_state")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=ProblemState.values),
                name="directory_problem_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(topic__in=ProblemTopic.values),
                name="directory_problem_topic_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.id}"
