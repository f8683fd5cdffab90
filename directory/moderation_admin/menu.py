"""Where does the queue of staff stand in the admin?"""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.menu import MenuItem

from directory.moderation_admin import trust_views, views
from directory.permissions import may_change_facts

ADDRESSES: list[URLPattern] = [
    path("moderation/", views.queue, name="directory_moderation"),
    path("moderation/decided/", views.decided, name="directory_moderation_decided"),
    path("moderation/trust/", trust_views.trust, name="directory_moderation_trust"),
    path("moderation/picture/<uuid:key>/", views.picture, name="directory_moderation_picture"),
    path("moderation/minutes/", views.minutes, name="directory_moderation_minutes"),
]


class QueueMenuItem(MenuItem):
    """The queue in the menu, for editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this person decides what is listed."""
        return may_change_facts(request.user)


def menu_item() -> Any:
    """Return the line of the menu, above the lists that the queue is made of."""
    address = reverse_lazy("directory_moderation")
    return QueueMenuItem("What waits", address, name="moderation", icon_name="tasks", order=150)
