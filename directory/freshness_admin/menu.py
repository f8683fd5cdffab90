"""Where do the pages about freshness stand in the admin?"""

from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem

from directory.freshness_admin import board, calls, listing, people
from directory.staff_menu import menu_line

ADDRESSES: list[URLPattern] = [
    path("freshness/", calls.call_list, name="directory_calls"),
    path("freshness/answers/", calls.answers, name="directory_answers"),
    path("freshness/board/", board.board, name="directory_freshness_board"),
    path("freshness/<int:pk>/", listing.listing, name="directory_freshness_listing"),
    path("freshness/groups/<int:pk>/", people.people, name="directory_group_people"),
]


def menu_item() -> MenuItem:
    """Return the line of the menu, below the likely duplicates."""
    return menu_line("Call list", "directory_calls", name="calls", icon="mobile-alt", order=153)
