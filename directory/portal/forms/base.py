"""What do the pages of an offer have in common? Each gives facts by field."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

Changes = dict[str, Any]


class PageForm(forms.Form):
    """One page: what was kept fills it, and `changes` is what it gives."""

    # The version of the offer this page was opened with.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    # What was kept before, for what a page keeps without asking for it.
    kept: Mapping[str, Any] = {}
    HEADING: ClassVar[Any] = ""
    LEAD: ClassVar[Any] = ""

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return what the fields say of what was kept."""
        return {name: kept[name] for name in cls.base_fields if name in kept}

    def changes(self) -> Changes:
        """Return the facts this page gives."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "version"}

    def contact(self) -> dict[str, str] | None:
        """Return the contact for the team, where the page asks for it."""
        return None

    def clean_version(self) -> int:
        """Return the version; a page without one was opened before anything was saved."""
        return int(self.cleaned_data.get("version") or 0)
