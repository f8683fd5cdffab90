"""How do the public and the team reach the group?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.enums import Channel
from core.forms import fields
from directory.enums import ContactKind
from directory.portal.forms.base import Changes, PageForm
from directory.rules.contacts import whole_address


class PublicForm(PageForm):
    """How people reach the group."""

    HEADING = gettext_lazy("How can people reach you?")
    LEAD = gettext_lazy("This is shown to everybody. One way is enough.")
    phone = fields.PhoneField(label=gettext_lazy("Phone number"), required=False)
    person = fields.TextField(
        label=gettext_lazy("Whom should they ask for?"),
        help_text=gettext_lazy("A first name is enough."),
        required=False,
        max_length=80,
    )
    email = fields.EmailField(label=gettext_lazy("Email address"), required=False)
    website = fields.TextField(
        label=gettext_lazy("Website"),
        required=False,
        look=fields.Look(inputmode="url", spellcheck=False, autocapitalize="none"),
    )
    message_form = fields.AgreementField(
        label=gettext_lazy("People write by a form. Do not show my address"),
        required=False,
    )

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return the ways as they were typed."""
        found: dict[str, Any] = {"message_form": kept.get("message_form", False)}
        for row in kept.get("contacts") or []:
            found.setdefault(row["kind"], row["value"])
            if row.get("person"):
                found["person"] = row["person"]
        return found

    def clean_website(self) -> str:
        """Return the whole address of a page."""
        typed = whole_address(str(self.cleaned_data.get("website") or ""))
        if typed:
            try:
                forms.URLField(assume_scheme="https").clean(typed)
            except ValidationError as error:
                said = _("Type the address of a page, such as https://example.org/club.")
                raise ValidationError(said) from error
        return typed

    def clean(self) -> dict[str, Any]:
        """Ask for one way at least."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        ways = ("phone", "email", "website", "message_form")
        if not self.errors and not any(told.get(name) for name in ways):
            self.add_error("phone", _("Give one way at least: a number, an address or our form"))
        return told

    def changes(self) -> Changes:
        """Return the ways that are shown; behind a form no e-mail address is."""
        told = self.cleaned_data
        kinds = [ContactKind.PHONE, ContactKind.WEBSITE]
        if not told["message_form"]:
            kinds.insert(1, ContactKind.EMAIL)
        rows = [
            {
                "kind": kind.value,
                "value": told[kind.value],
                "person": told["person"].strip() if kind == ContactKind.PHONE else "",
            }
            for kind in kinds
            if told.get(kind.value)
        ]
        seen: set[str] = set()
        for row in self.kept.get("contacts") or ():
            if row["kind"] in seen and row["kind"] in kinds:
                rows.append(dict(row))  # a second number is not asked for, and stays
            seen.add(row["kind"])
        return {"contacts": rows, "message_form": told["message_form"]}


class TeamForm(PageForm):
    """How the team reaches the people behind the offer."""

    HEADING = gettext_lazy("How can we reach you?")
    LEAD = gettext_lazy(
        "For our team only. Nobody else sees it. We ask you now and then if all is still right."
    )
    team_email = fields.EmailField(label=gettext_lazy("Your email address"), required=False)
    team_phone = fields.PhoneField(label=gettext_lazy("Or your mobile number"), required=False)

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return the address as it was typed."""
        name = "team_phone" if contact.get("channel") == Channel.SMS else "team_email"
        return {name: contact.get("value", "")}

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (told.get("team_email") or told.get("team_phone")):
            self.add_error("team_email", _("Type an email address or a mobile number"))
        return told

    def changes(self) -> Changes:
        """Return nothing: how to reach somebody is no fact about the offer."""
        return {}

    def contact(self) -> dict[str, str]:
        """Return the address, the e-mail address first."""
        told = self.cleaned_data
        if told["team_email"]:
            return {"channel": Channel.EMAIL.value, "value": told["team_email"]}
        return {"channel": Channel.SMS.value, "value": told["team_phone"]}
