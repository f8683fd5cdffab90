"""Under which headings are listings found, and what are they called in each language?"""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import TranslatableField

from directory.rules.headings import successor_of

from .base import RecordQuerySet, TranslatedRecord


class TaxonomyTermQuerySet(RecordQuerySet["TaxonomyTerm"]):
    """Questions about headings."""

    def standing(self) -> "TaxonomyTermQuerySet":
        """Return the headings that the public sees: source rows that are not retired."""
        return self.sources().filter(retired_at__isnull=True)

    def retired(self) -> "TaxonomyTermQuerySet":
        """Return the headings that were retired, the last one first."""
        return self.sources().filter(retired_at__isnull=False).order_by("-retired_at")

    def top(self) -> "TaxonomyTermQuerySet":
        """Return the groups that stand at the top."""
        return self.standing().filter(parent__isnull=True)

    def by_code(self) -> "dict[str, TaxonomyTerm]":
        """Return the headings by code; the code of a retired one gives its successor."""
        rows = {term.pk: term for term in self.sources()}
        successors = {key: term.successor_id for key, term in rows.items() if term.is_retired}
        kept = {key: successor_of(key, successors) for key in rows}
        return {rows[key].code: rows[to] for key, to in kept.items() if to is not None}


class TaxonomyTerm(TranslatedRecord):
    """A heading such as "Walking", with the other words people use for it."""

    WORDS: ClassVar[tuple[str, ...]] = ("name", "synonyms", "romanised")
    NOT_COPIED: ClassVar[tuple[str, ...]] = (
        "code",
        "parent",
        "position",
        "openactive_id",
        "retired_at",
        "successor",
    )

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
    quick_exit = models.BooleanField(
        "quick way out",
        default=False,
        help_text="Listings under it, and below it, show “Leave this page quickly”.",
    )
    openactive_id = models.CharField(_("OpenActive activity"), max_length=200, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="replaces",
    )

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
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True)
                | (models.Q(retired_at__isnull=False) & ~models.Q(successor=models.F("id"))),
                name="directory_taxonomyterm_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_retired(self) -> bool:
        """Whether the heading was taken out of use."""
        return self.retired_at is not None

    def lines(self) -> tuple[str, ...]:
        """Return the name and the other words for it, in this row's language."""
        return _lines(f"{self.name}\n{self.synonyms}")

    def romanised_lines(self) -> tuple[str, ...]:
        """Return the words for it as they are typed in Latin letters."""
        return _lines(self.romanised)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
