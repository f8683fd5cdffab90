"""A key that names a page, question, choice or condition for good."""

import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import slugify

KEY = RegexValidator(
    r"\A[a-z][a-z0-9_]{0,63}\Z",
    "Use lower-case letters, digits and underscores, beginning with a letter, such as “age_band”.",
)
CHOICE_KEY = RegexValidator(
    r"\A[a-z0-9][a-z0-9_]{0,63}\Z",
    "Use lower-case letters, digits and underscores, such as “18_39”.",
)


class KeyField(forms.CharField):
    """A field for a new key."""

    default_validators = [KEY]

    def __init__(self, *, taken: frozenset[str] = frozenset(), **kwargs: object) -> None:
        """Take the keys that are there already."""
        super().__init__(max_length=64, **kwargs)  # type: ignore[arg-type]  # passed on
        self.taken = taken

    def clean(self, value: object) -> str:
        """Return a key that nobody has yet."""
        key = str(super().clean(value))
        if key in self.taken:
            raise forms.ValidationError(f"There is a “{key}” already. Choose another key.")
        return key


def key_from(label: str) -> str:
    """Return a key made from English words, or an empty string."""
    return re.sub(r"[^a-z0-9]+", "_", slugify(label))[:64].strip("_")
