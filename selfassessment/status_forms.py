"""What does a person tell us on the status page?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import fields
from core.forms.choices import Choice
from selfassessment.referrals.rules import codes, references
from selfassessment.referrals.types import PersonDetails

# The words are kept in English, as the desk reads them.
TIMES = {
    "any": "Any time",
    "morning": "Mornings",
    "afternoon": "Afternoons",
    "evening": "Early evenings",
}
_SHORTEST = 3
NONE = "none"


class StatusForm(forms.Form):
    """The reference and the code."""

    reference = fields.TextField(
        label=_("Your reference"),
        missing=_("Write your reference, like WM 8C2D 75TN"),
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


class ContactForm(forms.Form):
    """How to reach the person from now on; empty boxes leave what is there."""

    phone = fields.PhoneField(label=_("New phone number"), required=False)
    email = fields.EmailField(label=_("New e-mail address"), required=False)
    contact_by = fields.ChoicesField(
        label=_("How may we get in touch?"),
        choices=[
            ("phone", _("Phone or text")),
            ("email", _("E-mail")),
            ("post", _("Post")),
            ("through_person", _("Through someone I trust")),
        ],
        missing=_("Choose how we may get in touch"),
    )
    voicemail_ok = fields.ChoiceField(
        label=_("Is it safe to leave a voice message?"),
        choices=[("yes", _("Yes")), ("no", _("No, only speak to me"))],
        missing=_("Choose if we may leave a message"),
    )
    text_ok = fields.ChoiceField(
        label=_("Is it safe to send a text?"),
        choices=[("yes", _("Yes")), ("no", _("No, do not send texts"))],
        missing=_("Choose if we may send a text"),
    )
    safe_times = fields.ChoicesField(
        label=_("When is it safe to call?"),
        choices=[
            Choice("any", _("Any time"), exclusive=True),
            Choice("morning", _("In the morning")),
            Choice("afternoon", _("In the afternoon")),
            Choice("evening", _("Early in the evening")),
        ],
        missing=_("Choose when it is safe to call"),
    )

    def __init__(self, *args: Any, details: PersonDetails, **kwargs: Any) -> None:
        self.details = details
        super().__init__(*args, **{**kwargs, "initial": _initial(details)})
        for name, kept in (("phone", details.phone), ("email", details.email)):
            if kept:
                self.fields[name].help_text = _(
                    "We have the one that ends in %(end)s. Leave this empty to keep it."
                ) % {"end": f"\u2068{kept[-_SHORTEST:]}\u2069"}
        possible = {"phone", "email"}
        possible |= {"through_person"} if details.through_person else set()
        possible |= {"post"} if details.address else set()
        ways: Any = self.fields["contact_by"]
        ways.choices = [pair for pair in ways.choices if pair[0] in possible]

    def clean(self) -> dict[str, Any]:
        """Refuse a way for which there is no number or address."""
        told: dict[str, Any] = super().clean() or {}
        ways = told.get("contact_by") or ()
        if "phone" in ways and not (told.get("phone") or self.details.phone):
            self.add_error("phone", _("Write a phone number that we can call"))
        if "email" in ways and not (told.get("email") or self.details.email):
            self.add_error("email", _("Write an e-mail address"))
        return told

    def changes(self) -> dict[str, Any]:
        """Return what the person's details become, by field."""
        told = self.cleaned_data
        changes: dict[str, Any] = {
            "contact_by": tuple(told["contact_by"]),
            "voicemail_ok": told["voicemail_ok"] == "yes",
            "text_ok": told["text_ok"] == "yes",
            "safe_times": ", ".join(TIMES[code] for code in told["safe_times"]),
        }
        return changes | {name: told[name] for name in ("phone", "email") if told[name]}


def _initial(details: PersonDetails) -> dict[str, Any]:
    times = details.safe_times.casefold()
    return {
        "contact_by": list(details.contact_by),
        "voicemail_ok": _yes_or_no(details.voicemail_ok),
        "text_ok": _yes_or_no(details.text_ok),
        "safe_times": [code for code, words in TIMES.items() if words.casefold() in times],
    }


def _yes_or_no(answer: bool | None) -> str:
    return "" if answer is None else ("yes" if answer else "no")
