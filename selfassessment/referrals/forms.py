"""What staff may type at the desk, and what is a mistake in it?"""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q

from accounts.roles import Role
from selfassessment.referrals import labels
from selfassessment.referrals.enums import AttemptOutcome, State
from selfassessment.referrals.selectors import needs_in_use


class QueueFilter(forms.Form):
    """The filter above the queue: nothing that names a person goes into an address."""

    need = forms.ChoiceField(label="Need", required=False)
    owner = forms.ChoiceField(label="Owner", required=False, choices=[("", "Anyone"), ("me", "Me")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs = [(code, labels.name("need", code)) for code in needs_in_use()]
        self.fields["need"].choices = [("", "All needs"), *needs]  # type: ignore[attr-defined]


class FindForm(forms.Form):
    """Find a case by its reference, as it is read out; sent by POST, so it stays out of logs."""

    reference = forms.CharField(label="Reference", max_length=40)


class NoteForm(forms.Form):
    """A note on a case."""

    note = forms.CharField(
        label="Note",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the note first."},
    )


class MoveForm(forms.Form):
    """One move of a line, with a note when the move needs one."""

    to = forms.ChoiceField(choices=State.choices)
    note = forms.CharField(required=False, max_length=4000)


class AttemptForm(forms.Form):
    """One attempt to reach the person."""

    channel = forms.ChoiceField(
        label="How",
        choices=[
            ("phone", "Telephone"),
            ("text", "Text message"),
            ("email", "E-mail"),
            ("post", "Letter"),
            ("person", "Through the person they named"),
        ],
    )
    outcome = forms.ChoiceField(label="What happened", choices=AttemptOutcome.choices)
    note = forms.CharField(label="Note (optional)", required=False, max_length=4000)


class OwnerForm(forms.Form):
    """Who works a case."""

    owner = forms.ModelChoiceField(
        label="Owner",
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label="Nobody",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desk = Q(groups__name=Role.DESK) | Q(is_superuser=True)
        people = get_user_model().objects.filter(desk, is_active=True).distinct()
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
