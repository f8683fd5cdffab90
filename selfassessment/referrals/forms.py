"""What staff may type at the desk, and what is a mistake in it?"""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import Role
from core.remembering import remembered
from selfassessment.referrals import labels
from selfassessment.referrals.enums import AttemptOutcome, Channel, ContactWay, State
from selfassessment.referrals.form_fields import WordsField
from selfassessment.referrals.models import Case, ReferralLine
from selfassessment.referrals.names import language_name
from selfassessment.referrals.rules.standing import is_worked_on
from selfassessment.referrals.selectors.queue import areas_in_use, in_use, provider_names


def _choices(kind: str, every: str) -> list[tuple[str, str]]:
    named = [(code, labels.name(kind, code)) for code in in_use(kind)]
    return [("", every), *sorted(named, key=lambda one: one[1])]


def _areas() -> list[tuple[str, str]]:
    """Return the areas of cases; in a county its districts, each followed by its wards."""
    districts = areas_in_use()
    named = [(code, labels.name("area", code)) for code in set(districts.values())]
    for ward, district in districts.items():
        if ward != district:
            named.append((ward, f"{labels.name('area', district)}: {labels.name('area', ward)}"))
    return sorted(named, key=lambda one: one[1])


class QueueFilter(forms.Form):
    """The filters above the queue: nothing that names a person goes into an address."""

    state = forms.ChoiceField(label="State", required=False)
    provider = forms.ChoiceField(label="Provider", required=False)
    need = forms.ChoiceField(label="Need", required=False)
    language = forms.ChoiceField(label="Language", required=False)
    area = forms.ChoiceField(label="Area", required=False)
    priority = forms.ChoiceField(label="Priority", required=False)
    owner = forms.ChoiceField(label="Owner", required=False)
    channel = forms.ChoiceField(label="Came in", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = provider_names()
        providers = [
            (code, named.get(code) or labels.name("provider", code)) for code in in_use("provider")
        ]
        languages = [(code, language_name(code)) for code in in_use("language")]
        people = [(str(pk), name) for pk, name in desk_people()]
        choices: dict[str, list[tuple[str, str]]] = {
            "state": [("", "All states"), *State.choices],
            "provider": [("", "All providers"), *sorted(providers, key=lambda one: one[1])],
            "need": _choices("need", "All needs"),
            "language": [("", "All languages"), *languages],
            "area": [("", "All areas"), *_areas()],
            "priority": [("", "All"), ("1", "1, urgent"), ("3", "3, soon"), ("5", "5, routine")],
            "owner": [("", "Anyone"), ("me", "Me"), ("nobody", "Nobody"), *people],
            "channel": [("", "All ways"), *Channel.choices],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]


class SaveViewForm(forms.Form):
    """The name under which a view is kept."""

    name = forms.CharField(label="Keep this view as", max_length=60)


class FindForm(forms.Form):
    """Find a case by its reference, as it is read out; sent by POST, so it stays out of logs."""

    reference = forms.CharField(label="Reference", max_length=40)


class NoteForm(forms.Form):
    """A note on a case."""

    note = WordsField(label="Note", rows=3, missing="Write the note first.")


class FlagForm(NoteForm):
    """What makes somebody think that a person may not be safe."""

    note = WordsField(
        label="What makes you think that somebody may not be safe?",
        rows=3,
        missing="Write what makes you think so.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": "flag", **kwargs})


class DespiteFlagForm(forms.Form):
    """Why a letter is written in spite of a safety flag."""

    reason = WordsField(
        label="Why is a letter safe for this person?",
        max_length=1000,
        rows=3,
        missing="Write why a letter is safe.",
    )


class MoveForm(forms.Form):
    """One move of a line, with a note when the move needs one."""

    to = forms.ChoiceField(choices=State.choices)
    note = forms.CharField(required=False, max_length=4000)


class AttemptForm(forms.Form):
    """One attempt to reach the person."""

    line = forms.ChoiceField(label="For", required=False)
    channel = forms.ChoiceField(label="How", choices=ContactWay.choices)
    outcome = forms.ChoiceField(
        label="What happened",
        choices=[("", "Choose what happened"), *AttemptOutcome.choices],
        error_messages={"required": "Choose what happened."},
    )
    at = forms.DateTimeField(
        label="When (leave empty for now)",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": "Write day and time such as 24/12/2026 14:30."},
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"],
    )
    note = forms.CharField(label="Note (optional)", required=False, max_length=4000)

    def __init__(
        self,
        *args: Any,
        case: Case,
        for_one: bool = False,
        now: datetime | None = None,
        **rest: Any,
    ) -> None:
        """Ask for which line, unless it is for one alone; `case` has its lines read."""
        super().__init__(*args, **rest)
        self.now, self.case = now, case
        lines = [] if for_one else [one for one in case.lines.all() if is_worked_on(one.state)]
        if len(lines) < 2:
            del self.fields["line"]
            return
        named = [(str(one.pk), labels.name("offer", one.offer)) for one in lines]
        self.fields["line"].choices = [("", "All that is open"), *named]  # type: ignore[attr-defined]

    @property
    def for_line(self) -> ReferralLine | None:
        """Return the line that was chosen; None for all."""
        chosen = self.cleaned_data.get("line")
        return next((one for one in self.case.lines.all() if str(one.pk) == chosen), None)

    def clean_at(self) -> datetime | None:
        """Refuse a moment that has not come yet, or was before the request came in."""
        at: datetime | None = self.cleaned_data["at"]
        if at is not None and self.now is not None and at > self.now:
            raise forms.ValidationError("That moment has not come yet.")
        if at is not None and at < self.case.received_at.replace(second=0, microsecond=0):
            raise forms.ValidationError("That was before this request came in.")
        return at


@remembered(seconds=60)
def desk_people() -> tuple[tuple[int, str], ...]:
    """Return who works the desk, kept for a minute."""
    return tuple((person.pk, str(person)) for person in _at_the_desk())


def _at_the_desk() -> QuerySet[User]:
    desk = Q(groups__name=Role.DESK) | Q(is_superuser=True)
    return User.objects.filter(desk, is_active=True).distinct()


class OwnerForm(forms.Form):
    """Who works a case."""

    owner = forms.ModelChoiceField(
        label="Owner",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = _at_the_desk()  # type: ignore[attr-defined]
