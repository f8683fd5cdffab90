"""Which picture goes with it, and what can be seen there?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import fields
from core.forms.choices import Look
from directory.portal.forms.base import Changes, PageForm
from directory.rules.pictures import ACCEPT, Drawn, Fault, NoPicture, drawn_anew

SALT = "directory.picture"
MOST_WORDS = 200
TOO_MANY = gettext_lazy(
    "Many pictures came from this internet address. Try again in an hour, or go on without one"
)
FAULTS = {
    Fault.EMPTY: gettext_lazy("There is nothing in this file. Choose another picture"),
    Fault.HEAVY: gettext_lazy("The picture is too big. It can have 12 MB at most"),
    Fault.KIND: gettext_lazy("We can take a JPEG, PNG or WebP picture only"),
    Fault.LARGE: gettext_lazy("The picture has too many points. Choose a smaller one"),
    Fault.SMALL: gettext_lazy("The picture is too small. Choose a bigger one"),
    Fault.BROKEN: gettext_lazy("We cannot open this picture. Choose another one"),
}


class PictureField(forms.FileField):
    """A file with a picture; comes back drawn anew."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})
    look = Look()

    def to_python(self, data: Any) -> Drawn | None:  # type: ignore[override]  # not the file itself
        """Return the picture, or raise ValidationError."""
        if data in self.empty_values:
            return None
        try:
            return drawn_anew(data, data.size)
        except NoPicture as wrong:
            raise ValidationError(FAULTS[wrong.fault], code=wrong.fault) from wrong


class PictureForm(PageForm):
    """A picture with words for those who do not see it; it may be left out."""

    HEADING = gettext_lazy("Do you have a picture?")
    LEAD = gettext_lazy(
        "You can leave this empty. Show only people who have said yes. "
        "Our team looks at it before anybody sees it."
    )
    picture = PictureField(label=gettext_lazy("Choose a picture"), required=False)
    words = fields.TextField(
        label=gettext_lazy("What can be seen in it?"),
        help_text=gettext_lazy(
            "For people who do not see it. Such as: Six people sit round a table and knit."
        ),
        required=False,
        max_length=MOST_WORDS,
    )
    held = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    gone = fields.AgreementField(label=gettext_lazy("Take the picture away"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Set where a file was let go of because it was too big, or came too often.
        self.refused = ""
        if not self.held_key:
            del self.fields["gone"]

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return the picture that is there, as a token of ours, and its words."""
        said = kept.get("picture")
        if not said:
            return {}
        return {"held": token_of(said["id"]), "words": said["words"]}

    @property
    def held_key(self) -> str:
        """The key of the picture that is there already; empty without one."""
        token = self.data.get("held") if self.is_bound else self.initial.get("held")
        return key_of(str(token or ""))

    @property
    def drawn(self) -> Drawn | None:
        """A picture that was sent now and can be taken, whatever else is wrong."""
        found = getattr(self, "cleaned_data", {}).get("picture")
        return found if isinstance(found, Drawn) else None

    def hold(self, key: str) -> None:
        """Take a picture that was kept meanwhile for the one of this page."""
        sent: Any = self.data
        again = sent.copy()
        again["held"] = token_of(key)
        self.data = again

    def clean(self) -> dict[str, Any]:
        """Ask for words where there is a picture, and for a picture where there are words."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if self.refused:
            self.add_error("picture", self.refused)
        if told.get("gone") or self.errors:
            return told
        there = bool(told.get("picture") or self.held_key)
        if there and not told.get("words"):
            self.add_error("words", _("Say what can be seen in the picture"))
        elif told.get("words") and not there:
            self.add_error("picture", _("Choose the picture, or empty the words"))
        return told

    def changes(self) -> Changes:
        """Return which picture it is, and its words; nothing when there is none."""
        key = "" if self.cleaned_data.get("gone") else self.held_key
        if not key:
            return {"picture": None}
        return {"picture": {"id": key, "words": self.cleaned_data["words"]}}


def token_of(key: str) -> str:
    """Return what stands for a picture in a form: signed, so that nobody names another's."""
    return signing.Signer(salt=SALT).sign(key)


def key_of(token: str) -> str:
    """Return the key of a picture; empty for what we have not signed."""
    try:
        return signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return ""
