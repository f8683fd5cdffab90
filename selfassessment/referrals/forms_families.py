"""What may be typed about a family, and what is a mistake in it?"""

import re
from typing import Any

from django import forms

from accounts.models import User
from selfassessment.referrals.form_fields import DayField, WordsField
from selfassessment.referrals.forms import OwnerForm
from selfassessment.referrals.forms_home import DayForm
from selfassessment.referrals.models import FamilyMember
from selfassessment.referrals.types import OtherLead

_PHONE = re.compile(r"[+()\d][\d ()+-]{4,}")


class LeadForm(OwnerForm):
    """Who leads: one person, of the desk or of another agency."""

    name = forms.CharField(label="Or somebody else: name", max_length=120, required=False)
    agency = forms.CharField(label="Their agency", max_length=120, required=False)
    phone = forms.CharField(label="Their telephone", max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].label = "Lead: somebody of the desk"
        self.fields["owner"].empty_label = "Choose"  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """Refuse what cannot be rung."""
        phone: str = self.cleaned_data["phone"]
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError("Write a telephone number such as 0116 496 0000.")
        return phone

    def clean(self) -> dict[str, Any]:
        """Ask for one lead, not two and not half of one."""
        told: dict[str, Any] = super().clean() or {}
        other = [told.get(name) for name in ("name", "agency", "phone")]
        if told.get("owner") and any(other):
            self.add_error("owner", "A family has one lead: choose from the list, or write a name.")
        elif not told.get("owner") and not any(other) and not self.errors:
            self.add_error("owner", "Choose who leads, or write a name and an agency.")
        elif any(other):
            for name, words in (("name", "Write their name."), ("agency", "Write their agency.")):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return told

    @property
    def lead(self) -> User | OtherLead:
        """Return who was chosen or written."""
        told = self.cleaned_data
        chosen: User | None = told["owner"]
        return chosen or OtherLead(told["name"], told["agency"], told["phone"])


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


class GoalForm(forms.Form):
    """What the family wants to reach."""

    words = WordsField(
        label="What the family wants to reach",
        max_length=500,
        missing="Write what the family wants to reach.",
    )


class ActionForm(forms.Form):
    """What somebody does for a goal, and by when; the day may be any."""

    words = forms.CharField(
        label="What is done",
        max_length=500,
        error_messages={"required": "Write what is done."},
    )
    who = forms.CharField(
        label="Who does it",
        max_length=200,
        widget=forms.TextInput(attrs={"list": "plan-people"}),
        error_messages={"required": "Write who does it."},
    )
    due_on = DayField(label="By when", missing="Say by when.")


class OutForm(forms.Form):
    """Why a case does not belong to a family."""

    reason = WordsField(
        label="Why it does not belong to it",
        max_length=1000,
        missing="Write why, for whoever reads the history later.",
    )
