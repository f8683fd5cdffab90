"""Where do the pages about freshness stand in the admin?"""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.menu import MenuItem

from directory.freshness_admin import board, calls, listing, people
from directory.permissions import may_change_facts

ADDRESSES: list[URLPattern] = [
    path("freshness/", calls.call_list, name="directory_calls"),
    path("freshness/answers/", calls.answers, name="directory_answers"),
    path("freshness/board/", board.board, name="directory_freshness_board"),
    path("freshness/<int:pk>/", listing.listing, name="directory_freshness_listing"),
    path("freshness/groups/<int:pk>/", people.people, name="directory_group_people"),
]


class CallsMenuItem(MenuItem):
    """The call list in the menu, for editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this person may change listings."""
        return may_change_facts(request.user)


def menu_item() -> Any:
    """Return the line of the menu, below the likely duplicates."""
    address = reverse_lazy("directory_calls")
    return CallsMenuItem("Call list", address, name="calls", icon_name="mobile-alt", order=153)
