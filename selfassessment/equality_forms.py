"""What may somebody tell us about themself after sending, for statistics alone?

The wording follows the harmonised questions of the Government Statistical Service.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import fields

PREFER_NOT = ("prefer_not", _("Prefer not to say"))
QUESTIONS: dict[str, tuple[Any, tuple[tuple[str, Any], ...]]] = {
    "ethnic_group": (
        _("What is your ethnic group?"),
        (
            ("white", _("White")),
            ("mixed", _("Mixed or multiple ethnic groups")),
            ("asian", _("Asian or Asian British")),
            ("black", _("Black, African, Caribbean or Black British")),
            ("other", _("Other ethnic group")),
        ),
    ),
    "sex": (_("What is your sex?"), (("female", _("Female")), ("male", _("Male")))),
    "gender": (
        _("Is your gender the same as the sex you were given at birth?"),
        (("same", _("Yes")), ("other", _("No"))),
    ),
    "disability": (
        _("Do you have an illness or condition that makes daily life harder?"),
        (("a_lot", _("Yes, a lot")), ("a_little", _("Yes, a little")), ("none", _("No"))),
    ),
    "orientation": (
        _("Which of these is nearest to you?"),
        (
            ("straight", _("Straight")),
            ("gay", _("Gay or lesbian")),
            ("bi", _("Bi")),
            ("other", _("Another way")),
        ),
    ),
    "religion": (
        _("What is your religion?"),
        (
            ("none", _("No religion")),
            ("christian", _("Christian")),
            ("buddhist", _("Buddhist")),
            ("hindu", _("Hindu")),
            ("jewish", _("Jewish")),
            ("muslim", _("Muslim")),
            ("sikh", _("Sikh")),
            ("other", _("Another religion")),
        ),
    ),
}
# The standards of the Office for National Statistics ask these of people of 16 and over.
FROM_16 = ("gender", "orientation")
CHILD_BANDS = ("0_4", "5_10", "11_15")


class EqualityForm(forms.Form):
    """One page of questions, each of which may be left empty or declined.

    `is_child`: what is asked from 16 on is left out.
    """

    def __init__(self, *args: Any, is_child: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, choices) in QUESTIONS.items():
            if is_child and name in FROM_16:
                continue
            self.fields[name] = fields.ChoiceField(
                label=label, choices=[*choices, PREFER_NOT], required=False
            )

    def given(self) -> dict[str, str]:
        """Return what was answered; what was left empty is left out."""
        return {name: value for name, value in self.cleaned_data.items() if value}
