"""What does a group change of a listing from one day to the next?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import fields
from directory.enums import Room, Status
from directory.models.services import MOST_PLACES
from directory.portal.forms.base import Changes, PageForm
from directory.rules.proposals import room_of


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
    places_left = fields.NumberField(
        label=gettext_lazy("How many places are left?"),
        help_text=gettext_lazy(
            "A number, such as 3. Nobody can come now? Type 0. You can leave it empty."
        ),
        lowest=0,
        highest=MOST_PLACES,
        required=False,
    )
    room = fields.ChoiceField(
        label=gettext_lazy("Or say it without a number"),
        choices=[*Room.choices, ("", gettext_lazy("Do not say"))],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """See that the number and the words do not say two things."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        was = self.kept
        if told.get("places_left") == was.get("places_left") and told.get("room") != was.get(
            "room"
        ):
            told["places_left"] = None  # the words alone were changed: they count
        if not self.errors and told.get("places_left") and told.get("room") == Room.FULL:
            said = _("You say that it is full and that places are left. Which is right?")
            self.add_error("places_left", said)
        return told

    def changes(self) -> Changes:
        """Return the number, and the words that fit it."""
        left, room = self.cleaned_data["places_left"], self.cleaned_data["room"]
        return {"places_left": left, "room": room if left is None else room_of(left)}


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
