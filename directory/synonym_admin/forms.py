"""Which words are tried out?"""

from typing import Any

from django import forms

from search.models import Synonym


class TryForm(forms.ModelForm[Synonym]):
    """A line as it may become; checked like one that is saved, but never saved."""

    class Meta:
        model = Synonym
        fields = ("language", "phrase", "meanings", "both_ways")
        widgets = {"meanings": forms.Textarea(attrs={"rows": 4})}

    def save(self, commit: bool = True) -> Any:
        """Refuse: trying out writes nothing."""
        raise NotImplementedError("A line that is tried out is not saved.")
