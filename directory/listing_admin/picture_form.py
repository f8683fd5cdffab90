"""Which picture do staff put on a listing, and what can be seen in it?"""

from typing import Any

from django import forms

from directory.portal.forms.picture import MOST_WORDS, PictureField, key_of, token_of
from directory.rules.pictures import Drawn


class StaffPictureForm(forms.Form):
    """A picture with words for those who do not see it; both or neither."""

    picture = PictureField(
        label="Picture file", required=False, help_text="JPEG, PNG or WebP, at most 12 MB."
    )
    words = forms.CharField(
        label="What can be seen in it?",
        max_length=MOST_WORDS,
        help_text="For people who do not see it. Such as: Six people sit round a table and knit.",
        error_messages={"required": "Say what can be seen in the picture."},
    )
    # The picture that was sent before, while something else on the page was wrong.
    held = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    # The picture that stood there when the page was opened.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    @property
    def held_key(self) -> str:
        """The key of the picture that this page holds already; "" without one."""
        return key_of(str((self.data if self.is_bound else self.initial).get("held") or ""))

    @property
    def drawn(self) -> Drawn | None:
        """A picture that was sent now and can be taken, whatever else is wrong."""
        found = getattr(self, "cleaned_data", {}).get("picture")
        return found if isinstance(found, Drawn) else None

    def hold(self, key: str) -> None:
        """Keep a picture that came with a page on which something else is wrong."""
        self._say("held", token_of(key))

    def see(self, key: str) -> None:
        """Have the page say that this picture stands there now."""
        self._say("seen", key)

    def _say(self, name: str, value: str) -> None:
        sent: Any = self.data
        again = sent.copy()
        again[name] = value
        self.data = again

    def clean(self) -> dict[str, Any]:
        """Ask for a picture where there is none."""
        said = super().clean() or self.cleaned_data
        if not said.get("picture") and not self.held_key and "picture" not in self.errors:
            self.add_error("picture", "Choose a picture.")
        return said
