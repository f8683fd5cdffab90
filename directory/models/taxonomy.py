"""Under which headings are listings found, and what are they called in each language?"""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import TranslatableField

from .base import RecordQuerySet, TranslatedRecord


class TaxonomyTermQuerySet(RecordQuerySet["TaxonomyTerm"]):
    """Questions about headings."""

    def top(self) -> "TaxonomyTermQuerySet":
        """Return the groups that stand at the top."""
        return self.sources().filter(parent__isnull=True)


class TaxonomyTerm(TranslatedRecord):
    """A heading such as "Walking", with the other words people use for it."""

    WORDS: ClassVar[tuple[str, ...]] = ("name", "synonyms", "romanised")
    NOT_COPIED: ClassVar[tuple[str, ...]] = ("code", "parent", "position", "openactive_id")

    name = models.CharField(_("name"), max_length=120)
    synonyms = models.TextField(
        _("other words"), blank=True, help_text=_("Other words people search for, one a line.")
    )
    romanised = models.TextField(
        _("in Latin letters"),
        blank=True,
        help_text=_("The same words as people type them in Latin letters, one a line."),
    )
    code = models.CharField(
        _("code"),
        max_length=40,
        blank=True,
        default="",
        validators=[RegexValidator(r"^[a-z0-9_]+$")],
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("belongs to"),
        limit_choices_to={"source__isnull": True},
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    icon = models.CharField(_("icon"), max_length=30, blank=True)
    scene = models.CharField(_("picture"), max_length=30, blank=True)
    tint = models.CharField(_("colour"), max_length=20, blank=True)
    openactive_id = models.CharField(_("OpenActive activity"), max_length=200, blank=True)

    translatable_fields = [TranslatableField(word) for word in WORDS]
    objects = TaxonomyTermQuerySet.as_manager()

    class Meta(TranslatedRecord.Meta):
        verbose_name = _("heading")
        verbose_name_plural = _("headings")
        ordering = ["position", "code"]
        constraints = [
            *TranslatedRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(source__isnull=True),
                name="directory_taxonomyterm_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def lines(self) -> tuple[str, ...]:
        """Return the name and the other words for it, in this row's language."""
        return _lines(f"{self.name}\n{self.synonyms}")

    def romanised_lines(self) -> tuple[str, ...]:
        """Return the words for it as they are typed in Latin letters."""
        return _lines(self.romanised)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
