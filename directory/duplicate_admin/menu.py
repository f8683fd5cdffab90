"""Where do the pages about duplicates stand in the admin?"""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.menu import MenuItem

from directory.actions.merging import MERGED, UNDONE
from directory.actions.not_again import LOGGED
from directory.duplicate_admin import not_again, views
from directory.permissions import may_change_facts

ADDRESSES: list[URLPattern] = [
    path("duplicates/", views.duplicate_list, name="directory_duplicates"),
    path("duplicates/merged/", views.merged_list, name="directory_mergers"),
    path("listings/<int:pk>/merge/<int:other>/", views.merge_pair, name="directory_merge"),
    path("not-again/", not_again.not_again_list, name="directory_not_again"),
    path("listings/<int:pk>/not-again/", not_again.never_again, name="directory_never_again"),
]
HISTORY = (
    (MERGED, "Merge", "Merged with another listing"),
    (UNDONE, "Take back a merge", "Merge taken back"),
    (LOGGED, "Do not list again", "Put away, not to be listed again"),
)


class DuplicatesMenuItem(MenuItem):
    """The list of likely duplicates in the menu, for editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this person may merge listings."""
        return may_change_facts(request.user)


def menu_item() -> Any:
    """Return the line of the menu, below the reports of problems."""
    address = reverse_lazy("directory_duplicates")
    return DuplicatesMenuItem(
        "Likely duplicates", address, name="duplicates", icon_name="copy", order=152
    )
