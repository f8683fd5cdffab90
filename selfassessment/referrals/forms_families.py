"""What may be typed about a family, and what is a mistake in it?"""

from typing import Any

from django import forms

from selfassessment.referrals.forms import OwnerForm
from selfassessment.referrals.forms_home import DayForm, VisitForm
from selfassessment.referrals.models import FamilyMember


class LeadForm(OwnerForm):
    """Who leads: one person of the desk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].label = "Lead"
        self.fields["owner"].required = True
        self.fields["owner"].empty_label = "Choose"  # type: ignore[attr-defined]
        self.fields["owner"].error_messages["required"] = "Choose who leads."


class AgreementForm(DayForm):
    """That the family agreed, when, and who said so."""

    agreed_by = forms.CharField(
        label="Who agreed",
        max_length=200,
        error_messages={"required": "Write who agreed: a parent, or the young person from 16."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "Day they agreed"


class MemberForm(forms.Form):
    """Somebody in the family."""

    role = forms.ChoiceField(label="Who", choices=FamilyMember.Role.choices)
    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Write the name."}
    )


class ReviewForm(VisitForm):
    """A look at the plan."""


class OutForm(forms.Form):
    """Why a case does not belong to a family."""

    reason = forms.CharField(
        label="Why it does not belong to it",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write why, for whoever reads the history later."},
    )
