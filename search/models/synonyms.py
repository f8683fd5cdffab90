"""Which other words do editors say mean the same?"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from search.analysis.synonyms import Rule
from search.rules.synonyms import MOST_LETTERS, Nonsense, nonsense_in

ROMANISED = ("gu", "ur")
_SAID = {
    Nonsense.NO_WORDS: _("“%(words)s” says nothing by itself. Give a word that names something."),
    Nonsense.TOO_LONG: _("“%(words)s” is too long. Give at most four words that tell something."),
    Nonsense.NO_MEANING: _("Give at least one word that it means, one a line."),
    Nonsense.TOO_MANY: _("Give at most eight meanings: more find too much."),
    Nonsense.SAME: _("“%(words)s” is the same to the search already, so it needs no line."),
    Nonsense.TWICE: _("There is a line for “%(words)s” in this language. Change that one."),
    Nonsense.CIRCLE: _(
        "“%(words)s” leads back to these words by another line. "
        "Change that line to both ways instead of adding one."
    ),
}


class Origin(models.TextChoices):
    """Where a line comes from."""

    EDITOR = "editor", _("An editor")
    REPORT = "report", _("A search that found nothing")
    OPENACTIVE = "openactive", _("OpenActive activity list")
    GOVUK = "govuk", _("GOV.UK search")


def languages() -> list[tuple[str, Any]]:
    """Return the languages of the site, and those also typed in Latin letters."""
    known = dict(settings.LANGUAGES)
    latin = [
        (f"{code}-Latn", _("%(language)s in Latin letters") % {"language": known[code]})
        for code in ROMANISED
        if code in known
    ]
    return [*settings.LANGUAGES, *latin]


class SynonymQuerySet(models.QuerySet["Synonym"]):
    """Questions about lines."""

    def rules(self) -> tuple[Rule, ...]:
        """Return the lines in force, as the search takes them."""
        return tuple(line.rule for line in self.filter(live=True).order_by("pk"))


class Synonym(models.Model):
    """One line: words that people type, and the words of listings that they mean."""

    language = models.CharField(
        _("language"), max_length=10, choices=languages, default="en",
        help_text=_("The language of the words people type. What they mean may be in any."),
    )  # fmt: skip
    phrase = models.CharField(_("people type"), max_length=MOST_LETTERS)
    meanings = models.TextField(
        _("and mean"), help_text=_("Words that listings or headings have, one a line.")
    )
    both_ways = models.BooleanField(
        _("both ways"), default=False, help_text=_("Each of these words also finds the others.")
    )
    live = models.BooleanField(_("in force"), default=True)
    note = models.CharField(_("note"), max_length=200, blank=True, default="")
    origin = models.CharField(
        _("where from"), max_length=12, choices=Origin.choices, default=Origin.EDITOR,
        editable=False,
    )  # fmt: skip
    changed_at = models.DateTimeField(_("changed"), default=clock.now, editable=False)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        """Ordered by the words."""

        ordering = ("phrase", "pk")
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        constraints = (models.UniqueConstraint(fields=("language", "phrase"), name="synonym_once"),)

    def __str__(self) -> str:
        """Say the line."""
        return f"{self.phrase} → {', '.join(self.rule.meanings)}"

    @property
    def rule(self) -> Rule:
        """The line as the search takes it."""
        lines = (line.strip() for line in self.meanings.splitlines())
        meanings = tuple(dict.fromkeys(line for line in lines if line))
        return Rule(self.language, self.phrase.strip(), meanings, self.both_ways)

    def clean(self) -> None:
        """Refuse what means nothing, says the same twice or goes in a circle."""
        self.phrase, self.changed_at = " ".join(self.phrase.split()), clock.now()
        errors: dict[str, list[ValidationError]] = {}
        for field, what, words in self._nonsense():
            said = ValidationError(_SAID[what], code=what.value, params={"words": words})
            errors.setdefault(field, []).append(said)
        if errors:
            raise ValidationError(errors)

    def _nonsense(self) -> Iterator[tuple[str, Nonsense, str]]:
        others = Synonym.objects.exclude(pk=self.pk).order_by("pk")
        yield from nonsense_in(self.rule, [line.rule for line in others])
