"""Who runs an offer?"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import TranslatableField

from .base import CodedRecord, RecordQuerySet


class OrganisationQuerySet(RecordQuerySet["Organisation"]):
    """Questions about organisations."""


class Organisation(CodedRecord):
    """A group, charity, surgery, firm or part of the council."""

    WORDS: ClassVar[tuple[str, ...]] = ("name", "about")
    NOT_COPIED: ClassVar[tuple[str, ...]] = ("phone", "email", "website", "charity_number")

    name = models.CharField(_("name"), max_length=200)
    about = models.TextField(_("about the group"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("email"), blank=True)
    website = models.URLField(_("website"), max_length=400, blank=True)
    charity_number = models.CharField(_("charity number"), max_length=20, blank=True)

    translatable_fields = [TranslatableField(word) for word in WORDS]
    objects = OrganisationQuerySet.as_manager()

    class Meta(CodedRecord.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
