"""Which listings does somebody keep, and under which code are they found?"""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models

from core.encryption import EncryptedTextField


class KeptListQuerySet(models.QuerySet["KeptList"]):
    """Questions about lists."""

    def mine(self, owner: str) -> "KeptListQuerySet":
        """Return the one list that this browser fills."""
        return self.filter(owner=owner, is_given=False)

    def given_by(self, owner: str) -> "KeptListQuerySet":
        """Return the lists that were made here for somebody, the newest first."""
        return self.filter(owner=owner, is_given=True).order_by("-created_at")

    def unused_since(self, day: date) -> "KeptListQuerySet":
        """Return those that nobody has opened or changed since before that day."""
        return self.filter(last_used_on__lt=day)


class KeptList(models.Model):
    """A list of listings. Whose it is stands nowhere: `owner` is a digest of a random cookie.

    A list made for somebody (`is_given`) does not change any more; what was written on it is
    sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=64, db_index=True)
    code = models.CharField(max_length=8, unique=True)
    is_given = models.BooleanField(default=False)
    sealed_maker = EncryptedTextField(null=True)
    sealed_note = EncryptedTextField(null=True)
    created_at = models.DateTimeField()
    last_used_on = models.DateField(db_index=True)

    objects = KeptListQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=models.Q(is_given=False),
                name="directory_list_one_a_browser",
            )
        ]

    def __str__(self) -> str:
        return f"list {self.id}"


class KeptItem(models.Model):
    """One listing on a list: its name as it was, so that one that has gone can be named.

    `facts` is a digest of times, place, prices and ways to get in touch when it was kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    list = models.ForeignKey(KeptList, on_delete=models.CASCADE, related_name="items")
    public_id = models.UUIDField()
    short_code = models.CharField(max_length=7)
    name = models.CharField(max_length=200)
    facts = models.CharField(max_length=16, blank=True)
    place = models.PositiveIntegerField(default=0)
    sealed_note = EncryptedTextField(null=True)
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "kept_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list", "public_id"], name="directory_list_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.short_code} on {self.list_id}"
