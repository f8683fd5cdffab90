"""Which filters of the queue did somebody keep under a name?"""

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A named set of filters of one member of staff: codes only, nothing about a person."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="referral_views"
    )
    name = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "name"], name="referrals_view_name_once")
        ]

    def __str__(self) -> str:
        return self.name
