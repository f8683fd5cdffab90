"""What somebody fills in who adds or changes a telephone number, hours or a link."""

from django import forms

from selfassessment.models import Fact


class NewForm(forms.Form):
    """Adds a fact."""

    key = forms.RegexField(
        r"^[a-z][a-z0-9_]{1,63}$",
        label="Short name",
        help_text="Small letters, digits and _, like quit_line.",
        error_messages={"invalid": "Use small letters, digits and _ only, a letter first."},
    )
    kind = forms.ChoiceField(label="Kind", choices=Fact.Kind.choices)
    value = forms.CharField(label="Number, hours or address", max_length=300)


class ChangeForm(forms.Form):
    """Changes a fact."""

    value = forms.CharField(label="Number, hours or address", max_length=300)
    note = forms.CharField(label="Note for colleagues", max_length=300, required=False)
