"""Where does the queue of staff stand in the admin?"""

from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem

from directory.moderation_admin import trust_views, views
from directory.staff_menu import menu_line

ADDRESSES: list[URLPattern] = [
    path("moderation/", views.queue, name="directory_moderation"),
    path("moderation/decided/", views.decided, name="directory_moderation_decided"),
    path("moderation/trust/", trust_views.trust, name="directory_moderation_trust"),
    path("moderation/picture/<uuid:key>/", views.picture, name="directory_moderation_picture"),
    path("moderation/minutes/", views.minutes, name="directory_moderation_minutes"),
]


def menu_item() -> MenuItem:
    """Return the line of the menu, above the lists that the queue is made of."""
    return menu_line(
        "What waits", "directory_moderation", name="moderation", icon="tasks", order=150
    )
