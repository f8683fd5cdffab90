"""Where do the pages about duplicates stand in the admin?"""

from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem

from directory.actions.merging import MERGED, UNDONE
from directory.actions.not_again import LOGGED
from directory.duplicate_admin import not_again, views
from directory.staff_menu import menu_line

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


def menu_item() -> MenuItem:
    """Return the line of the menu, below the reports of problems."""
    return menu_line(
        "Likely duplicates", "directory_duplicates", name="duplicates", icon="copy", order=152
    )
