"""How is a heading added below a group?"""

from typing import Any

from wagtail.snippets.views.snippets import CreateView

from directory.models import TaxonomyTerm


class AddHeadingView(CreateView):
    """The form of a new heading; the group may be named in the address."""

    def get_initial_form_instance(self) -> Any:
        """Return an empty heading below the group that was chosen in the tree."""
        instance: Any = super().get_initial_form_instance() or TaxonomyTerm()
        key = self.request.GET.get("parent", "")
        if key.isdecimal() and key.isascii() and len(key) < 19:
            instance.parent = TaxonomyTerm.objects.top().filter(pk=int(key)).first()
        return instance
