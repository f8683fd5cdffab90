"""What is offered, who may come, and under which headings is it found?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.forms import fields
from directory.enums import Gender
from directory.portal.forms.base import Changes, PageForm
from directory.selectors.headings import headings

MOST_WORDS, HIGHEST_AGE = 1200, 120


class WhatForm(PageForm):
    """What it is called, in short, and who runs it."""

    HEADING = gettext_lazy("What do you offer?")
    name = fields.TextField(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("Such as: Tuesday knitting group"),
        missing=gettext_lazy("Type what it is called"),
    )
    summary = fields.LongTextField(
        label=gettext_lazy("What happens there? (you can leave this empty)"),
        help_text=gettext_lazy("Two or three short sentences, as you would say it to a neighbour."),
        required=False,
        look=fields.Look(most_characters=MOST_WORDS),
    )
    group_name = fields.TextField(
        label=gettext_lazy("Who runs it? (you can leave this empty)"),
        help_text=gettext_lazy("The name of your group. No name? Then we say “A few of us”."),
        required=False,
    )


class WhoForm(PageForm):
    """Who may come; it may be left out."""

    HEADING = gettext_lazy("Who can come?")
    LEAD = gettext_lazy("You can leave all of this empty. Then everybody can come.")
    minimum_age = fields.NumberField(
        label=gettext_lazy("Youngest age"), lowest=0, highest=HIGHEST_AGE, required=False
    )
    maximum_age = fields.NumberField(
        label=gettext_lazy("Oldest age"), lowest=0, highest=HIGHEST_AGE, required=False
    )
    gender = fields.ChoiceField(
        label=pgettext_lazy("who may come", "Is it only for women or men?"),
        choices=[("", gettext_lazy("For everybody")), *Gender.choices],
        required=False,
    )

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return the ages as they were typed."""
        low, high = kept.get("ages") or (None, None)
        return {"minimum_age": low, "maximum_age": high, "gender": kept.get("gender", "")}

    def clean(self) -> dict[str, Any]:
        """See that the ages stand the right way round."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = told.get("minimum_age"), told.get("maximum_age")
        if low is not None and high is not None and low > high:
            said = _("The oldest age is below the youngest. Are they the wrong way round?")
            self.add_error("maximum_age", said)
        return told

    def changes(self) -> Changes:
        """Return both ages as one fact."""
        told = self.cleaned_data
        return {"ages": [told["minimum_age"], told["maximum_age"]], "gender": told["gender"]}


class HeadingsForm(PageForm):
    """Under which headings it is found; the team confirms them."""

    HEADING = gettext_lazy("Under which headings do people find it?")
    LEAD = gettext_lazy("We ticked what fits your words. Our team looks at it too.")
    categories = fields.ChoicesField(
        label=gettext_lazy("Headings"), choices=(), required=False, look=fields.Look(small=True)
    )

    def __init__(self, *args: Any, language: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["categories"]
        ticked = self.initial.get("categories") or []
        lines = sorted(headings(language).values(), key=lambda one: one.code not in ticked)
        field.choices = field.describe([(one.code, one.name) for one in lines if one.parent])
