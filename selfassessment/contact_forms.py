"""What does a person tell us who changes how they are reached? One form for each thing.

One file: each form is short, and `PARTS` at its end names them all in the order of the page.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import fields
from core.forms.choices import Choice, Text
from selfassessment.referrals.rules import reaching
from selfassessment.referrals.types import PersonDetails

# The words are kept in English, as the desk reads them.
TIMES: Mapping[str, str] = {
    "any": "Any time",
    "morning": "Mornings",
    "afternoon": "Afternoons",
    "evening": "Early evenings",
}
TIME_WORDS: Mapping[str, Text] = {
    "any": _("Any time"),
    "morning": _("In the morning"),
    "afternoon": _("In the afternoon"),
    "evening": _("Early in the evening"),
}
NO_INTERPRETER, NO_NEED = "no", "none"
NONE_OF_THESE = Choice(NO_NEED, _("None of these"), exclusive=True, divider=_("or"))
Choices = Sequence[tuple[str, str]]


def known_times(details: PersonDetails) -> list[str]:
    """Return the codes of the safe times that somebody named; none for words of their own."""
    said = {part.strip() for part in details.safe_times.casefold().split(",")}
    return [code for code, words in TIMES.items() if words.casefold() in said]


class ContactPart(forms.Form):
    """One thing about how a person is reached. What is there already is never shown in a box."""

    title: ClassVar[Text] = ""
    lead: ClassVar[Text] = ""
    way: ClassVar[str] = ""

    def __init__(self, *args: Any, details: PersonDetails, choices: Choices, **kwargs: Any) -> None:
        self.details, self.offered = details, choices
        super().__init__(*args, **{**kwargs, "initial": self.known()})

    def known(self) -> dict[str, Any]:
        """Return which answers are chosen when the page opens."""
        return {}

    def changes(self) -> dict[str, Any]:
        """Return what the person's details become, by field; valid forms only."""
        return {}

    def may_stay(self, name: str, kept: str | None, hint: Text) -> None:
        """Let a box stay empty where there is something already, and say so."""
        if kept:
            self.fields[name].required = False
            self.fields[name].help_text = hint

    def offer(self, name: str, none: Choice) -> None:
        """Give a question the answers of the published journey, and one for none of them."""
        field: Any = self.fields[name]
        field.choices = field.describe([*self.offered, none])


class PhonePart(ContactPart):
    """The telephone, and what may be done with it."""

    title = _("Your phone number")
    way = reaching.PHONE
    phone = fields.PhoneField(
        label=_("Phone number"), missing=_("Write a phone number that we can call")
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("We have the one that ends in %(end)s. Leave this empty to keep it.")
        self.may_stay("phone", self.details.phone, hint % {"end": ending(self.details.phone)})

    def known(self) -> dict[str, Any]:
        """Return what was said about messages before."""
        details = self.details
        return {
            "voicemail_ok": _yes_or_no(details.voicemail_ok),
            "text_ok": _yes_or_no(details.text_ok),
        }

    def changes(self) -> dict[str, Any]:
        """Return the number, where there is a new one, and what may be done with it."""
        told = self.cleaned_data
        said = {name: told[name] == "yes" for name in ("voicemail_ok", "text_ok")}
        return said | ({"phone": told["phone"]} if told["phone"] else {})


class EmailPart(ContactPart):
    """The e-mail address."""

    title = _("Your email address")
    lead = _("Choose one that only you read.")
    way = reaching.EMAIL
    email = fields.EmailField(label=_("E-mail address"), missing=_("Write an e-mail address"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("We have the one that begins with %(start)s. Leave this empty to keep it.")
        self.may_stay("email", self.details.email, hint % {"start": beginning(self.details.email)})

    def changes(self) -> dict[str, Any]:
        """Return the address, where there is a new one."""
        told: str = self.cleaned_data["email"]
        return {"email": told} if told else {}


class PostPart(ContactPart):
    """Where letters go."""

    title = _("Your address for letters")
    lead = _("We use a plain envelope.")
    way = reaching.POST
    address = fields.LongTextField(
        label=_("Address"),
        missing=_("Write the address, with the postcode"),
        look=fields.Look(rows=4, most_characters=300, autocomplete="street-address"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("We have an address. Leave this empty to keep it.")
        self.may_stay("address", self.details.address, hint)

    def changes(self) -> dict[str, Any]:
        """Return the address, where there is a new one."""
        told: str = self.cleaned_data["address"]
        return {"address": told} if told else {}


class PersonPart(ContactPart):
    """Somebody they trust, through whom they are reached."""

    title = _("Someone you trust")
    lead = _("We only tell them that we would like to reach you. We send you no messages then.")
    way = reaching.PERSON
    name = fields.TextField(label=_("Their name"), missing=_("Write their name"), max_length=100)
    contact = fields.TextField(
        label=_("Their phone number, e-mail or address"), missing=_("Write how we can reach them")
    )

    def changes(self) -> dict[str, Any]:
        """Return who it is and how to reach them, as the desk reads it."""
        told = self.cleaned_data
        return {"through_person": f"{told['name']} {told['contact']}"}


class TimesPart(ContactPart):
    """When it is safe."""

    title = _("When is it safe to get in touch?")
    safe_times = fields.ChoicesField(
        label=_("Tick all that are safe."),
        choices=[
            Choice(code, words, exclusive=code == "any") for code, words in TIME_WORDS.items()
        ],
        missing=_("Choose when it is safe"),
    )

    def known(self) -> dict[str, Any]:
        """Return the times that were ticked before."""
        return {"safe_times": known_times(self.details)}

    def changes(self) -> dict[str, Any]:
        """Return the times in the words of the desk."""
        return {"safe_times": ", ".join(TIMES[code] for code in self.cleaned_data["safe_times"])}


class InterpreterPart(ContactPart):
    """Whether somebody interprets, and into which language."""

    title = _("Do you need an interpreter?")
    lead = _("It is free.")
    language = fields.ChoiceField(
        label=_("Which language do you like best for talking?"),
        missing=_("Choose a language, or that you need none"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("I do not need an interpreter")
        self.offer("language", Choice(NO_INTERPRETER, words, divider=_("or")))

    def known(self) -> dict[str, Any]:
        """Return the language of before."""
        return {"language": self.details.interpreter or NO_INTERPRETER}

    def changes(self) -> dict[str, Any]:
        """Return the language, or None."""
        told: str = self.cleaned_data["language"]
        return {"interpreter": None if told == NO_INTERPRETER else told}


class AccessPart(ContactPart):
    """What helps them take part: no steps, a quiet place."""

    title = _("What do you need in a place?")
    needs = fields.ChoicesField(
        label=_("Tick all that you need."), missing=_("Choose what you need, or none of these")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("needs", NONE_OF_THESE)

    def known(self) -> dict[str, Any]:
        """Return the needs of before."""
        return {"needs": [code for code in self.details.formats if code != NO_NEED] or [NO_NEED]}

    def changes(self) -> dict[str, Any]:
        """Return the needs; what this page does not ask about any more stays."""
        asked = {code for code, _words in self.offered} | {NO_NEED}
        others = [code for code in self.details.formats if code not in asked]
        return {"formats": (*self.cleaned_data["needs"], *others)}


class FormatsPart(ContactPart):
    """In which form they are written and talked to."""

    title = _("How should we tell you things?")
    lead = _("Letters, messages and talks can come in another form. It is free.")
    told_in = fields.ChoicesField(
        label=_("Tick all that help you."), missing=_("Choose what helps you, or none of these")
    )
    other = fields.TextField(
        label=_("If something else: what helps you?"), required=False, max_length=200
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("told_in", NONE_OF_THESE)

    def known(self) -> dict[str, Any]:
        """Return the forms of before; own words are not shown again."""
        return {"told_in": list(self.details.told_in) or [NO_NEED]}

    def clean(self) -> dict[str, Any]:
        """Ask what "something else" is, unless it was said before."""
        told: dict[str, Any] = super().clean() or {}
        wanted = "other" in (told.get("told_in") or ())
        if wanted and not told.get("other") and not self.details.told_in_other:
            self.add_error("other", _("Write what helps you"))
        return told

    def changes(self) -> dict[str, Any]:
        """Return the forms, and the own words as long as they are wanted."""
        told = self.cleaned_data
        codes = tuple(code for code in told["told_in"] if code != NO_NEED)
        words = (told["other"] or self.details.told_in_other) if "other" in codes else ""
        return {"told_in": codes, "told_in_other": words}


class SafetyPart(ContactPart):
    """What else to know, in their own words; somebody who reads their language reads it."""

    title = _("Keeping you safe")
    contact_notes = fields.LongTextField(
        label=_("Is there anything we should know, so that you stay safe?"),
        help_text=_("For example: hang up if someone else answers."),
        missing=_("Write what we should know"),
        look=fields.Look(rows=4, most_characters=500),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("We have a note of yours. Leave this empty to keep it, or write a new one.")
        self.may_stay("contact_notes", self.details.contact_notes, hint)

    def changes(self) -> dict[str, Any]:
        """Return the note, where there is a new one."""
        told: str = self.cleaned_data["contact_notes"]
        return {"contact_notes": told} if told else {}


PARTS: Mapping[str, type[ContactPart]] = MappingProxyType(
    {
        "phone": PhonePart,
        "email": EmailPart,
        "post": PostPart,
        "person": PersonPart,
        "times": TimesPart,
        "interpreter": InterpreterPart,
        "formats": FormatsPart,
        "needs": AccessPart,
        "safety": SafetyPart,
    }
)


def ending(number: str | None) -> str:
    """Return the last three digits: enough to know one's own number, no use to others."""
    return f"\u2068{(number or '')[-3:]}\u2069"


def beginning(address: str | None) -> str:
    """Return how an e-mail address begins: at most two letters of what stands before the @."""
    return f"\u2068{(address or '').partition('@')[0][:2]}\u2069"


def _yes_or_no(answer: bool | None) -> str:
    return "" if answer is None else ("yes" if answer else "no")
