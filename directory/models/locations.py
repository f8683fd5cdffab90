"""Where does an offer take place, and how does a person get in?"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail_localize.fields import TranslatableField

from directory.enums import Access

from .base import CodedRecord, RecordQuerySet


class LocationQuerySet(RecordQuerySet["Location"]):
    """Questions about places."""


class Location(CodedRecord, ClusterableModel):
    """A hall, library, surgery or other place, shared by all that happens there."""

    WORDS: ClassVar[tuple[str, ...]] = ("name", "directions")
    NOT_COPIED: ClassVar[tuple[str, ...]] = (
        "address",
        "area",
        "postcode",
        "outcode",
        "ward",
        "district",
        "latitude",
        "longitude",
        "accessibility",
        "phone",
        "email",
        "website",
        "area_only",
    )

    name = models.CharField(_("name"), max_length=200)
    directions = models.TextField(
        _("getting in"), blank=True, help_text=_("Which door, where to park, where the bus stops.")
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    area = models.CharField(
        _("part of town"), max_length=80, blank=True, help_text=_("Such as Belgrave.")
    )
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    outcode = models.CharField(max_length=4, blank=True, editable=False)
    ward = models.CharField(max_length=9, blank=True, editable=False)
    district = models.CharField(max_length=9, blank=True, editable=False)
    area_only = models.BooleanField(
        _("show the area only"),
        default=False,
        help_text=_(
            "The public sees the first half of the postcode. The address is given by phone."
        ),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    # How to reach the place itself, whoever meets there: the caretaker, the desk.
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("email"), blank=True)
    website = models.URLField(_("website"), max_length=400, blank=True)

    translatable_fields = [TranslatableField(word) for word in WORDS]
    objects = LocationQuerySet.as_manager()

    class Meta(CodedRecord.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        constraints = [
            *CodedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="directory_location_whole_coordinate",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Accessibility(models.Model):
    """One thing that makes a place easier to get into."""

    location = ParentalKey(Location, on_delete=models.CASCADE, related_name="accessibility")
    code = models.CharField(_("what there is"), max_length=20, choices=Access)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["location", "code"], name="directory_accessibility_once"
            )
        ]
        ordering = ["code"]

    def __str__(self) -> str:
        return self.get_code_display()
