"""Why did a line end before the help came, and where was its person sent?"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from core.encryption import EncryptedJSONField
from selfassessment.referrals.models.cases import ReferralLine


class Departure(models.Model):
    """A line that was passed to something else, or declined: reason and destination as codes.

    What somebody typed (a place that stands in no list) is sealed, and goes when the case is
    erased; the codes stay, for they are counted.
    """

    class Why(models.TextChoices):
        """Why a line ends here."""

        FITS_BETTER = "fits_better", "Another service fits better"
        NOT_ELIGIBLE = "not_eligible", "Does not meet the conditions here"
        OUT_OF_AREA = "out_of_area", "Lives outside our area"
        NEEDS_MORE = "needs_more", "Needs more than we can give"
        HELPED_ALREADY = "helped_already", "Gets this help somewhere else already"
        FULL = "full", "No place in time"
        WISH = "wish", "The person wants to go there"
        BETTER_NOW = "better_now", "Needs no help any more"
        NOT_NOW = "not_now", "Not the right time"
        NOT_OFFERED = "not_offered", "What we offer is not what they want"
        COST = "cost", "It costs too much"
        DISTANCE = "distance", "Too far"
        TIMES = "times", "The times do not fit"
        DID_NOT_ASK = "did_not_ask", "Did not ask for this"
        NOT_SAID = "not_said", "Did not want to say why"

    class Where(models.TextChoices):
        """In which list the destination stands."""

        PROVIDER = "provider", "A team or provider"
        OFFER = "offer", "A service we point to"
        LISTING = "listing", "A listing of the directory"
        ELSEWHERE = "elsewhere", "Somewhere else"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ReferralLine, on_delete=models.PROTECT, related_name="departures")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, choices=Why.choices)
    where = models.CharField(max_length=12, blank=True, choices=Where.choices)
    code = models.CharField(max_length=80, blank=True)
    sealed_elsewhere = EncryptedJSONField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]

    def __str__(self) -> str:
        return f"{self.state}: {self.get_reason_display()}"

    @property
    def elsewhere(self) -> dict[str, Any]:
        """Return name and contact that somebody typed; nothing after an erasure."""
        return dict(self.sealed_elsewhere or {})
