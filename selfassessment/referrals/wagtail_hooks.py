"""How does the desk stand in the Wagtail admin?"""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from selfassessment.referrals import urls
from selfassessment.referrals.models import MessageTemplate, NoticeTemplate
from selfassessment.referrals.provider_admin import ProviderViewSet
from selfassessment.referrals.views.access import (
    BOARD_PERMISSION,
    EXPORT_PERMISSION,
    PERMISSION,
    PROVIDER_PERMISSION,
)


class DeskMenuItem(MenuItem):
    """The menu entry, for people who work the desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this person works the desk."""
        return request.user.has_perm(PERMISSION)


class BoardMenuItem(MenuItem):
    """The menu entry of the manager's board."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this person may see the board."""
        return request.user.has_perm(BOARD_PERMISSION)


class OwnLinesMenuItem(MenuItem):
    """The menu entry, for people of providers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this person works for a provider and not at the desk."""
        may = request.user.has_perm(PROVIDER_PERMISSION)
        return may and not request.user.has_perm(PERMISSION)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Put the desk at /admin/referrals/."""
    return [path("referrals/", include(urls))]


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    """Show the desk near the top of the menu."""
    return DeskMenuItem("Referrals", reverse("referrals:queue"), icon_name="tasks", order=10)


class ExportMenuItem(MenuItem):
    """The menu entry of returns and files."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether this person may take referrals out."""
        return request.user.has_perm(EXPORT_PERMISSION)


@hooks.register("register_admin_menu_item")
def export_menu_item() -> MenuItem:
    """Show returns and files below the board."""
    return ExportMenuItem(
        "Returns and files", reverse("referrals:exports"), icon_name="download", order=12
    )


@hooks.register("register_admin_menu_item")
def board_menu_item() -> MenuItem:
    """Show the manager's board below the desk."""
    return BoardMenuItem("Manager's board", reverse("referrals:board"), icon_name="tasks", order=11)


class MessageTemplates(SnippetViewSet):
    """The words of messages to people."""

    model = MessageTemplate
    icon = "mail"
    menu_label = "Messages to people"
    base_url_path = "messages-to-people"
    search_backend_name = None
    inspect_view_enabled = False
    list_display = ["kind", "language", "subject"]
    list_filter = ["kind", "language"]
    add_to_settings_menu = True


register_snippet(MessageTemplates)


class NoticeTemplates(SnippetViewSet):
    """The words of what the desk, the duty contact and providers are told."""

    model = NoticeTemplate
    icon = "mail"
    menu_label = "Notices to staff"
    base_url_path = "notices-to-staff"
    search_backend_name = None
    inspect_view_enabled = False
    list_display = ["kind", "subject"]
    add_to_settings_menu = True


register_snippet(NoticeTemplates)


@hooks.register("register_admin_menu_item")
def own_lines_menu_item() -> MenuItem:
    """Show providers their lines."""
    return OwnLinesMenuItem("Our referrals", reverse("referrals:own"), icon_name="tasks", order=11)


@hooks.register("register_admin_viewset")
def providers() -> ProviderViewSet:
    """Let the desk keep its providers."""
    return ProviderViewSet("referral_providers")
