"""What somebody fills in who switches an instrument on or off."""

from typing import Any

from django import forms


class SwitchForm(forms.Form):
    """On what ground, and in which role; the name is that of who is signed in."""

    to = forms.ChoiceField(choices=[("on", "on"), ("off", "off")], widget=forms.HiddenInput)
    role = forms.CharField(
        label="Your role",
        max_length=120,
        help_text="Like: clinical safety officer.",
        error_messages={"required": "Write in which role you answer for it."},
    )
    ground = forms.CharField(
        label="On what ground",
        max_length=500,
        help_text="The minute, licence or letter it rests on, with its date.",
        error_messages={"required": "Write on what ground: the minute, licence or letter."},
    )
    sure = forms.BooleanField(error_messages={"required": "Tick the box first."})

    def __init__(self, *args: Any, on: bool, **kwargs: Any) -> None:
        """Say what is ticked: that it may be on, or that it goes off."""
        super().__init__(*args, **kwargs)
        self.fields["to"].initial = "on" if on else "off"
        self.fields["sure"].label = (
            "I answer for residents being asked this from now on"
            if on
            else "Nobody is to be asked this from now on"
        )
