"""What does a person tell us on the status page?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import fields
from core.forms.choices import Choice
from selfassessment.referrals.rules import codes, references

NONE = "none"


class StatusForm(forms.Form):
    """The reference and the code."""

    reference = fields.TextField(
        label=_("Your reference"),
        missing=_("Write your reference, like WM 4C2D 7JT3"),
        max_length=40,
        look=fields.Look(
            width=20, spellcheck=False, autocapitalize="characters", left_to_right=True
        ),
    )
    code = fields.TextField(
        label=_("Your code"),
        help_text=_("Eight digits. You find them under your reference."),
        missing=_("Write your code. It has eight digits"),
        max_length=40,
        look=fields.Look(width=20, inputmode="numeric", spellcheck=False),
    )

    def clean_reference(self) -> str:
        """Return the stored form of the reference, or ""."""
        return references.parse(self.cleaned_data["reference"]) or ""

    def clean_code(self) -> str:
        """Return the digits, or ""."""
        return codes.parse(self.cleaned_data["code"]) or ""


class WentForm(forms.Form):
    """Which activities somebody went to and, if none, why."""

    went = fields.ChoicesField(
        label=_("Which of these did you go to?"),
        choices=[],
        missing=_("Choose what you went to, or none of these"),
    )
    why_not = fields.ChoiceField(
        label=_("If none: what was in the way?"),
        required=False,
        choices=[
            ("cost", _("It costs too much")),
            ("distance", _("It is too far")),
            ("time", _("The times do not suit me")),
            ("language", _("It is not in my language")),
            ("confidence", _("I did not feel sure enough to go")),
            ("closed", _("It was closed")),
        ],
    )

    def __init__(self, *args: Any, handed: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(code, f"\u2068{name}\u2069") for code, name in handed]
        none = Choice(NONE, _("None of these"), exclusive=True, divider=_("or"))
        went = self.fields["went"]
        went.choices = went.describe([*names, none])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask why when somebody went to none."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("went") == [NONE] and not data.get("why_not"):
            self.add_error("why_not", _("Choose what was in the way"))
        return data

    @property
    def codes(self) -> list[str]:
        """Return the activities they went to."""
        return [code for code in self.cleaned_data["went"] if code != NONE]
