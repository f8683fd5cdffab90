"""What somebody fills in who asks to publish, stops a journey, or changes a fact."""

from django import forms

from selfassessment.actions.releasing import Wish

FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]


def _moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        input_formats=FORMATS,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMATS[0]),
        error_messages={"invalid": "Write a day and a time, like 27/11/2026 09:00."},
    )


class AskForm(forms.Form):
    """Asks to publish exactly the content whose fingerprint it carries."""

    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(label="What is new, and why", max_length=500)
    golden_reason = forms.CharField(
        label="Why it is right that saved people end elsewhere", max_length=500, required=False
    )
    diff_seen = forms.BooleanField(
        label="I have looked at who ends elsewhere, and it is meant so", required=False
    )
    must_apply = forms.BooleanField(
        label="People who are in the middle must see this change", required=False
    )
    go_live_at = _moment("Goes live on (empty: at once)")
    retire_at = _moment("Last moment (empty: no end)")

    def wish(self) -> Wish:
        """Return what is asked for."""
        data = self.cleaned_data
        return Wish(
            note=data["note"],
            golden_reason=data["golden_reason"],
            diff_seen=data["diff_seen"],
            must_apply=data["must_apply"],
            go_live_at=data["go_live_at"],
            retire_at=data["retire_at"],
        )
