"""The English words of a thing, typed beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.models import User
from selfassessment.actions.wording import Place, WordedMeanwhile, write

SOURCE = "en"
LONG = (".body", ".points", ".summary")


class WordsForm(forms.Form):
    """One field for each text, with what it was when the page was made."""

    def __init__(
        self,
        *args: Any,
        keys: Mapping[str, str],
        texts: Mapping[str, str],
        locked: bool = False,
        **kwargs: Any,
    ) -> None:
        """Take the keys with what each is called, and the texts as they are now."""
        super().__init__(*args, **kwargs)
        self.keys, self.texts = list(keys), texts
        for key, label in keys.items():
            rows = 6 if key.endswith(LONG) else 2
            self.fields[f"text.{key}"] = forms.CharField(
                label=label,
                required=False,
                max_length=5000,
                strip=True,
                disabled=locked,
                initial=texts.get(key, ""),
                widget=forms.Textarea(attrs={"rows": rows}),
            )
            self.fields[f"was.{key}"] = forms.CharField(
                required=False, strip=False, widget=forms.HiddenInput, initial=texts.get(key, "")
            )

    @property
    def shown(self) -> Sequence[Any]:
        """Return the fields to be typed into."""
        return [self[f"text.{key}"] for key in self.keys]

    @property
    def hidden(self) -> Sequence[Any]:
        """Return the fields that remember what was read."""
        return [self[f"was.{key}"] for key in self.keys]

    def text(self, key: str) -> str:
        """Return a text as typed; valid forms only."""
        return str(self.cleaned_data.get(f"text.{key}", ""))

    def keep(self, *, by: User, now: datetime) -> bool:
        """Keep what was changed; a text that somebody else changed meanwhile is an error."""
        for key in self.keys:
            was = str(self.cleaned_data.get(f"was.{key}", "")).replace("\r\n", "\n")
            new = self.text(key)
            if new == was or self.fields[f"text.{key}"].disabled:
                continue
            try:
                write(Place(SOURCE, key), new, by=by, now=now, was=was)
            except WordedMeanwhile as meanwhile:
                self.add_error(
                    f"text.{key}",
                    f"Somebody changed this meanwhile to: “{meanwhile.text}”. "
                    "Yours is still here. Save again to use yours.",
                )
                self._remember(key, meanwhile.text)
        return not self.errors

    def _remember(self, key: str, text: str) -> None:
        """Let the next save be held against what the text is now."""
        typed = self.data.dict() if isinstance(self.data, QueryDict) else dict(self.data)
        self.data = {**typed, self.add_prefix(f"was.{key}"): text}
