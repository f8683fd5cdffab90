"""How is a record found in a chooser?"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm


class NameFilterForm(BaseFilterForm):
    """One box for words of the name."""

    q = forms.CharField(
        label=_("Search term"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records whose name has all of the words."""
        found: QuerySet[Any] = super().filter(objects)
        words = self.cleaned_data.get("q", "").split()
        for word in words:
            found = found.filter(name__icontains=word)
        if words:
            self.is_searching = True
            self.search_query = " ".join(words)
        return found
