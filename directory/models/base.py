"""What do all translated records of the directory share: a source row and the state of words?"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, TranslatableMixin

from directory.enums import WordsState
from directory.rules.short_codes import LENGTH, new_short_code
from directory.rules.words import fingerprint, noted, stale_words

FALLBACK_SLUG = "listing"
Record = TypeVar("Record", bound="TranslatedRecord", covariant=True)


class RecordQuerySet(models.QuerySet[Record]):
    """Questions every translated record answers."""

    def sources(self) -> Self:
        """Return the rows that hold the facts."""
        return self.filter(source__isnull=True)

    def words_in(self, language: str) -> Self:
        """Return the rows that hold words in this language, sources and translations alike."""
        return self.filter(locale__language_code=language)


class TranslatedRecord(TranslatableMixin, models.Model):
    """A record whose facts stand on one source row and whose words may have many languages.

    `source` is empty on the row that was written first and set on each translation of it.
    `WORDS` names the text fields that are translated; everything else is a fact, is read from
    the source row always, and what a translation carries of it is never read.
    """

    WORDS: ClassVar[tuple[str, ...]] = ()
    # Facts and child rows that a copy for translation must not take along.
    NOT_COPIED: ClassVar[tuple[str, ...]] = ()

    source = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="translations",
    )
    words_state = models.CharField(
        _("state of these words"),
        max_length=12,
        choices=[(state.value, state.label) for state in (WordsState.DRAFTED, WordsState.CHECKED)],
        default=WordsState.DRAFTED,
        help_text=_("Choose Checked when a person who reads this language has read every word."),
    )
    words_checked_on = models.DateField(null=True, blank=True, editable=False)
    words_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    translated_from = models.JSONField(default=dict, blank=True, editable=False)

    class Meta(TranslatableMixin.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key"],
                condition=models.Q(source__isnull=True),
                name="%(app_label)s_%(class)s_one_source",
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("id")),
                name="%(app_label)s_%(class)s_not_own_source",
            ),
        ]

    @property
    def is_source(self) -> bool:
        """Whether this row holds the facts."""
        return self.source_id is None

    @property
    def facts(self) -> Self:
        """The row that holds the facts: this one, or the one it translates."""
        return self.source or self

    @property
    def language(self) -> str:
        """The language code of this row's words."""
        return str(self.locale.language_code)

    def words(self) -> dict[str, str]:
        """Return the texts of this row by field."""
        return {field: str(getattr(self, field)) for field in self.WORDS}

    def note_words(self) -> None:
        """Write down which source texts the words of a translation were made from."""
        if self.source is not None:
            self.translated_from = {
                field: list(pair)
                for field, pair in noted(
                    self.words(), self.source.words(), self.provenance()
                ).items()
            }

    def provenance(self) -> dict[str, tuple[str, str]]:
        """Return what `note_words` has written down."""
        return {field: (pair[0], pair[1]) for field, pair in self.translated_from.items()}

    def confirm_words(self) -> None:
        """Say that the words of a translation agree with the source as it is now."""
        if self.source is not None:
            self.translated_from = {
                field: [fingerprint(text), fingerprint(str(getattr(self, field)))]
                for field, text in self.source.words().items()
            }

    def stale_fields(self) -> tuple[str, ...]:
        """Return the words whose source text has changed since they were translated."""
        if self.source is None:
            return ()
        return stale_words(self.words(), self.source.words(), self.provenance())

    def copy_for_translation(
        self, locale: Locale, exclude_fields: Iterable[str] | None = None
    ) -> Self:
        """Return an unsaved copy that carries words only and knows its source."""
        left_out = {*self.NOT_COPIED, *NEVER_COPIED, *(exclude_fields or ())}
        copy: Self = super().copy_for_translation(locale, exclude_fields=sorted(left_out))
        copy.source = self.facts
        return copy

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.note_words()
        super().save(*args, **kwargs)


NEVER_COPIED = (
    "source",
    "words_state",
    "words_checked_on",
    "words_checked_by",
    "translated_from",
)


class CodedRecord(TranslatedRecord):
    """A translated record with a public page, and so with a short code in its address."""

    short_code = models.CharField(max_length=LENGTH, blank=True, default="", editable=False)
    is_sample = models.BooleanField(
        _("sample"), default=False, help_text=_("Made up to show how the site works.")
    )

    class Meta(TranslatedRecord.Meta):
        abstract = True
        constraints = [
            *TranslatedRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["short_code"],
                condition=models.Q(source__isnull=True),
                name="%(app_label)s_%(class)s_short_code",
            ),
            models.CheckConstraint(
                condition=(models.Q(source__isnull=True) & ~models.Q(short_code=""))
                | (models.Q(source__isnull=False) & models.Q(short_code="")),
                name="%(app_label)s_%(class)s_code_on_source",
            ),
        ]

    @property
    def public_id(self) -> str:
        """The identifier that is the same in every language and feed."""
        return str(self.translation_key)

    @property
    def slug(self) -> str:
        """The decoration of the address, made from the name of the source row."""
        return slugify(str(getattr(self.facts, "name", "")))[:60].strip("-") or FALLBACK_SLUG

    def copy_for_translation(
        self, locale: Locale, exclude_fields: Iterable[str] | None = None
    ) -> Self:
        return super().copy_for_translation(locale, ["short_code", *(exclude_fields or ())])

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_source and not self.short_code:
            self.short_code = new_short_code()
        super().save(*args, **kwargs)
