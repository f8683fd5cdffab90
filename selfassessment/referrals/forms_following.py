"""What is asked some weeks after the end, and what is a mistake in it?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from selfassessment.referrals.form_fields import WordsField
from selfassessment.referrals.models import FollowUp, HandedActivity, TriedActivity

WHY_NOT = [("", "–"), *TriedActivity.Why.choices]


class FollowUpForm(forms.Form):
    """One look back: did they answer, which activities did they go to, and if none, why."""

    outcome = forms.ChoiceField(label="How did it go?", choices=FollowUp.Outcome.choices)
    went = forms.MultipleChoiceField(
        label="Which of these did they go to?", required=False, widget=forms.CheckboxSelectMultiple
    )
    why_not = forms.ChoiceField(label="If none: why?", choices=WHY_NOT, required=False)
    note = WordsField(label="What changed (optional)")

    def __init__(self, *args: Any, handed: Sequence[HandedActivity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.short_code, one.name) for one in handed]
        self.fields["went"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["went"], self.fields["why_not"]

    def clean(self) -> dict[str, Any]:
        """Ask why when somebody answered and went to none."""
        data: dict[str, Any] = super().clean() or {}
        answered = data.get("outcome") == FollowUp.Outcome.ANSWERED
        if answered and "went" in self.fields and not data.get("went") and not data.get("why_not"):
            self.add_error("why_not", "Say why they went to none.")
        return data

    @property
    def answers(self) -> dict[str, Any]:
        """Return what is kept, sealed."""
        return {
            name: self.cleaned_data.get(name)
            for name in ("went", "why_not", "note")
            if self.cleaned_data.get(name)
        }
