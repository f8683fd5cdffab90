"""What does a group change of a listing from one day to the next?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from core.forms import fields
from directory.enums import Room, Status
from directory.portal.forms.base import Changes, PageForm


class CancelForm(PageForm):
    """One of the next sessions that does not take place."""

    HEADING = gettext_lazy("Which one does not take place?")
    LEAD = gettext_lazy("People see it at once, in their calendars too.")
    session = fields.ChoiceField(
        label=gettext_lazy("Your next dates"),
        choices=(),
        missing=gettext_lazy("Choose the one that does not take place"),
    )

    def __init__(self, *args: Any, sessions: list[tuple[str, str]] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["session"]
        field.choices = field.describe(sessions or [])

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return nothing: no session is chosen for anybody."""
        return {}

    def changes(self) -> Changes:
        """Return the day and the time of the session."""
        return {"cancelled": self.cleaned_data["session"].split("T")}


class RoomForm(PageForm):
    """Whether new people can come."""

    HEADING = gettext_lazy("Is there room for new people?")
    room = fields.ChoiceField(
        label=gettext_lazy("Room for new people"),
        choices=[*Room.choices, ("", gettext_lazy("Do not say"))],
        required=False,
    )


class RunningForm(PageForm):
    """Whether it goes on."""

    HEADING = gettext_lazy("Does it go on?")
    status = fields.ChoiceField(
        label=gettext_lazy("People see this at once"),
        choices=[
            (Status.ACTIVE, gettext_lazy("It goes on")),
            (Status.PAUSED, gettext_lazy("It has stopped for now")),
            (Status.CLOSED, gettext_lazy("It has closed for good")),
        ],
    )
