"""What is offered: to whom, how, and in which words?"""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import TranslatableField

from directory.enums import HIGHEST_AGE, LOWEST_AGE, Booking, Format, Gender, Kind, Room, Status

from .base import CodedRecord, RecordQuerySet
from .locations import Location
from .organisations import Organisation
from .pictures import Picture
from .previews import show_preview

MOST_PLACES = 999


class ServiceQuerySet(RecordQuerySet["Service"]):
    """Questions about offers."""

    def listed(self) -> "ServiceQuerySet":
        """Return the source rows the public can find: published, and not closed for good."""
        return self.sources().filter(live=True).exclude(status__in=[Status.CLOSED, Status.ARCHIVED])

    def known(self) -> "ServiceQuerySet":
        """Return those and the closed ones: who looks for one by name is told that it closed."""
        return self.sources().filter(live=True).exclude(status=Status.ARCHIVED)

    def samples(self) -> "ServiceQuerySet":
        """Return the made-up offers, in every language."""
        return self.filter(Q(is_sample=True) | Q(source__is_sample=True))


class Service(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    CodedRecord,
    ClusterableModel,
):
    """An activity, group, practice or service that people can go to or ask for.

    It is deliberately not indexed by Wagtail: the directory has its own index, and Wagtail's
    search on SQLite fails on an odd quotation mark.
    """

    WORDS: ClassVar[tuple[str, ...]] = (
        "name",
        "summary",
        "first_visit",
        "who_for",
        "how_to_join",
        "cost_note",
        "picture_words",
    )
    CHILDREN: ClassVar[tuple[str, ...]] = (
        "categories",
        "schedules",
        "exceptions",
        "cost_options",
        "languages",
        "access",
        "contacts",
    )
    NOT_COPIED: ClassVar[tuple[str, ...]] = (
        *CHILDREN,
        "organisation",
        "location",
        "outcode",
        "minimum_age",
        "maximum_age",
        "gender",
        "beginners",
        "booking",
        "room",
        "places_left",
        "picture",
        "message_form",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
    )

    name = models.CharField(_("name"), max_length=200)
    summary = models.TextField(
        _("in short"), blank=True, help_text=_("Two or three short sentences. What is it?")
    )
    first_visit = models.TextField(
        _("the first visit"), blank=True, help_text=_("What happens? One step a line.")
    )
    who_for = models.TextField(_("who it is for"), blank=True)
    how_to_join = models.TextField(_("how to join"), blank=True)
    cost_note = models.CharField(
        _("about the cost"), max_length=300, blank=True, help_text=_("Such as: tea is included.")
    )
    picture_words = models.CharField(
        _("what can be seen in the picture"),
        max_length=200,
        blank=True,
        help_text=_("For people who do not see it. Empty: the picture is not shown."),
    )

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ACTIVITY)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.ACTIVE)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name=_("organisation"),
        limit_choices_to={"source__isnull": True},
    )
    location = models.ForeignKey(
        Location,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name=_("place"),
        limit_choices_to={"source__isnull": True},
    )
    outcode = models.CharField(
        _("area"),
        max_length=4,
        blank=True,
        help_text=_("First half of a postcode, when only the area is known."),
    )
    minimum_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    gender = models.CharField(_("only for"), max_length=6, choices=Gender, blank=True, default="")
    beginners = models.BooleanField(_("good for beginners"), default=False)
    booking = models.CharField(
        _("before coming"), max_length=6, choices=Booking, blank=True, default=""
    )
    room = models.CharField(
        _("room for new people"), max_length=4, choices=Room, blank=True, default=""
    )
    picture = models.ForeignKey(
        Picture,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    places_left = models.PositiveSmallIntegerField(
        _("places left"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_PLACES)],
        help_text=_("A number, when the group says one; 0 is full. Empty when nobody says."),
    )
    # People write to the team by a form; the address behind it is never shown.
    message_form = models.BooleanField(
        _("people write by a form"),
        default=False,
        help_text=_("What they write goes to the contact for the team. The address stays hidden."),
    )
    in_person = models.BooleanField(_("in person"), default=True)
    online = models.BooleanField(_("online"), default=False)
    telephone = models.BooleanField(_("by telephone"), default=False)

    translatable_fields = [TranslatableField(word) for word in WORDS]
    objects = ServiceQuerySet.as_manager()

    class Meta(CodedRecord.Meta):
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        ordering = ["name"]
        constraints = [
            *CodedRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(minimum_age__lte=models.F("maximum_age")),
                name="directory_service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(maximum_age__isnull=True) | Q(maximum_age__lte=HIGHEST_AGE),
                name="directory_service_age_possible",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "live", "status"]),
            # The list of staff goes through the names, far down as well.
            models.Index(
                fields=["name", "id"],
                condition=models.Q(source__isnull=True),
                name="directory_service_names",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ages_known(self) -> bool:
        """Whether anybody has said who may come."""
        return self.minimum_age is not None or self.maximum_age is not None

    @property
    def ages(self) -> tuple[int, int]:
        """Lowest and highest age; an open end is 0 or 120."""
        lowest = LOWEST_AGE if self.minimum_age is None else self.minimum_age
        highest = HIGHEST_AGE if self.maximum_age is None else self.maximum_age
        return lowest, highest

    @property
    def formats(self) -> tuple[str, ...]:
        """How people take part, as codes."""
        return tuple(code for code in Format.values if getattr(self, code))

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """One for each language of the site, the row's own first."""
        own = self.language if self.locale_id else settings.LANGUAGE_CODE
        codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != own)
        return [(code, str(get_language_info(code)["name"])) for code in codes]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return the public page as it would be; a mode is a language."""
        known = dict(self.preview_modes)
        language = mode_name if mode_name in known else self.default_preview_mode
        return show_preview(self, request, language)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        self.note_words()
        return super().save_revision(*args, **kwargs)
