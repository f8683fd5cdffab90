"""How does the workshop stand in the Wagtail admin?"""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from selfassessment.views import entry
from selfassessment.workshop import urls
from selfassessment.workshop.access import ANY, may


class WorkshopMenuItem(MenuItem):
    """The menu entry, for people who work on journeys or their words."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this person has anything to do in the workshop."""
        return may(request, *ANY)


@hooks.register("register_admin_urls")
def workshop_urls() -> list[URLPattern | URLResolver]:
    """Put the workshop at /admin/journeys/."""
    return [path("journeys/", include(urls))]


@hooks.register("register_admin_urls")
def entry_urls() -> list[URLPattern | URLResolver]:
    """Put the entry of referrals by staff beside the desk."""
    return [
        path("referrals/new/", entry.begin, name="entry"),
        path("referrals/new/<uuid:draft_id>/", entry.fill_in, name="entry-page"),
        path("referrals/new/<uuid:draft_id>/sent/", entry.sent, name="entry-sent"),
    ]


@hooks.register("register_admin_menu_item")
def workshop_menu_item() -> MenuItem:
    """Show the workshop below the referrals."""
    return WorkshopMenuItem("Journeys", reverse("workshop:overview"), icon_name="form", order=20)
