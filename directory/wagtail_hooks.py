"""How does the directory join the staff side of the site?"""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from core import clock
from directory.admin_messages import tell_duplicates, tell_schedule, tell_stale_translations
from directory.duplicate_admin import menu
from directory.freshness_admin import menu as freshness_menu
from directory.heading_admin import changing
from directory.import_admin import menu as import_menu
from directory.listing_admin import many, picture_page
from directory.models import Location, Organisation, Service, TranslatedRecord
from directory.moderation_admin import menu as moderation_menu
from directory.permissions import may_change_facts
from directory.said_back import of_service
from directory.selectors.problems import counts
from directory.synonym_admin import trying
from directory.views import closing, previews, problem_desk, reports, staff
from directory.viewsets import DirectoryGroup
from search.models import Synonym

register_snippet(DirectoryGroup)
HISTORY = (
    ("directory.changed_with_others", _lazy("Changed with others"), _lazy("Changed with others")),
    ("directory.heading_changed", _lazy("Heading changed"), _lazy("Its heading was changed")),
    ("directory.heading_moved", _lazy("Moved"), _lazy("Moved among the headings")),
    ("directory.checked", _lazy("Still right"), _lazy("Marked as still right")),
)
for action in many.ALL:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern]:
    """Give the short ways their addresses."""
    return [
        *menu.ADDRESSES,
        *freshness_menu.ADDRESSES,
        *moderation_menu.ADDRESSES,
        *import_menu.ADDRESSES,
        path("synonyms/try/", trying.try_synonym, name="directory_try_synonym"),
        path("synonyms/<int:pk>/try/", trying.try_synonym, name="directory_try_this_synonym"),
        path("listings/<int:pk>/cancel/", staff.cancel_date, name="directory_cancel_date"),
        path("listings/<int:pk>/times/", staff.change_times, name="directory_change_times"),
        path("listings/<int:pk>/preview/", previews.preview_page, name="directory_preview"),
        path("listings/<int:pk>/picture/", picture_page.picture, name="directory_staff_picture"),
        path("listings/<int:pk>/right/", staff.still_right, name="directory_still_right"),
        path("headings/<int:pk>/move/", changing.move, name="directory_heading_move"),
        path("headings/<int:pk>/order/", changing.order, name="directory_heading_order"),
        path("headings/<int:pk>/retire/", changing.retire, name="directory_heading_retire"),
        path(
            "headings/<int:pk>/merge/",
            changing.retire,
            {"merge": True},
            name="directory_heading_merge",
        ),
        path("headings/<int:pk>/undo/", changing.undo, name="directory_heading_undo"),
        path("places/closing/", closing.find_place, name="directory_find_place"),
        path("places/<int:pk>/close/", closing.close_place, name="directory_close_place"),
        path("problems/", problem_desk.problem_list, name="directory_problems"),
        path("problems/<uuid:pk>/", problem_desk.problem, name="directory_problem"),
        path("listings/<int:pk>/words/", staff.words_checked, name="directory_words_checked"),
        path("reports/found-nothing/", reports.found_nothing, name="directory_found_nothing"),
        path("reports/wards/", reports.wanted_by_ward, name="directory_wanted_by_ward"),
        path("reports/listings/", reports.to_look_at, name="directory_to_look_at"),
    ]


class _ReportItem(MenuItem):
    """A line of the menu "Reports", for those who may read them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether the reader may."""
        return bool(request.user.has_perm(reports.PERMISSION))


for order, (label, name, sign) in enumerate(
    (
        (_lazy("Searches that found nothing"), "directory_found_nothing", "search"),
        (_lazy("What people look for, by ward"), "directory_wanted_by_ward", "site"),
        (_lazy("Listings to look at"), "directory_to_look_at", "tasks"),
        (_lazy("How fresh the directory is"), "directory_freshness_board", "date"),
    )
):
    hooks.register(
        "register_reports_menu_item",
        lambda label=label, name=name, sign=sign, order=order: _ReportItem(
            label, reverse(name), name=name, icon_name=sign, order=200 + order
        ),
    )


@hooks.register("register_snippet_listing_buttons")
def row_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Offer the short ways on each row of the list."""
    if isinstance(snippet, Location):
        if snippet.is_source and user.has_perm(closing.PERMISSION):
            yield _button(_("Close this place…"), "directory_close_place", snippet, "lock", 30)
        return
    if isinstance(snippet, Organisation) and snippet.is_source and may_change_facts(user):
        yield _button(_("People…"), "directory_group_people", snippet, "group", 30)
    if isinstance(snippet, Synonym):
        address = reverse("directory_try_this_synonym", args=[snippet.pk])
        yield Button(_("Try it"), address, icon_name="search", priority=30)
    if not isinstance(snippet, Service):
        return
    yield _button(_("Preview"), "directory_preview", snippet, "view", 29)
    if not snippet.is_source:
        yield _button(_("Words are checked"), "directory_words_checked", snippet, "check", 40)
        return
    if may_change_facts(user):
        yield _button(_("Cancel one date"), "directory_cancel_date", snippet, "cross", 30)
        yield _button(_("Change the times"), "directory_change_times", snippet, "date", 31)
        yield _button(_("Picture…"), "directory_staff_picture", snippet, "image", 34)
        yield _button(_("Still right"), "directory_still_right", snippet, "check", 32)
        yield _button(_("Who keeps it…"), "directory_freshness_listing", snippet, "mobile-alt", 33)
        yield _button(_("Do not list again…"), "directory_never_again", snippet, "no-view", 90)


def _button(label: str, name: str, snippet: TranslatedRecord, icon: str, priority: int) -> Button:
    address = reverse(name, args=[snippet.pk])
    return Button(label, address, icon_name=icon, priority=priority)


@hooks.register("before_edit_snippet")
def keep_translators_to_words(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Let those who translate change translations, not the facts of the source."""
    if not isinstance(instance, TranslatedRecord) or not instance.is_source:
        return None
    add = f"directory.add_{instance._meta.model_name}"
    if request.user.has_perm(add):
        return None
    messages.error(request, _("You can change translations, but not the listing itself."))
    return redirect("wagtailadmin_home")


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_what_follows(request: HttpRequest, instance: Any) -> None:
    """Say the schedule back, which translations are now out of date, what other words find."""
    if isinstance(instance, Synonym):
        trying.tell(request, instance)
    if not isinstance(instance, TranslatedRecord) or not instance.is_source:
        return
    if isinstance(instance, Service):
        tell_schedule(request, of_service(instance, clock.today()))
        tell_duplicates(request, instance)
    tell_stale_translations(request, type(instance)._default_manager.get(pk=instance.pk))


@hooks.register("register_log_actions")
def what_history_says(actions: Any) -> None:
    """Name what the short ways and the changes of many write into the history of a listing."""
    for action, label, message in (*HISTORY, *menu.HISTORY):
        actions.register_action(action, label, message)


class FindListing(Component):
    """A box on the first page of the admin that finds a listing."""

    name = "find_listing"
    template_name = "directory/admin/find_listing.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the address of the list."""
        return {"list_address": reverse(Service.snippet_viewset.get_url_name("list"))}


class FindPlaceToClose(Component):
    """A box on the first page of the admin that finds the place to be closed."""

    name = "find_place"
    template_name = "directory/admin/find_place.html"
    order = 51

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the address that finds it."""
        return {"find_address": reverse("directory_find_place")}


class ProblemsWaiting(Component):
    """How many reports wait, on the first page of the admin."""

    name = "problems_waiting"
    template_name = "directory/admin/problems_waiting.html"
    order = 45

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the counts and the address of the list."""
        return {"counts": counts(), "address": reverse("directory_problems")}


class ProblemsMenuItem(MenuItem):
    """The list of reports in the menu, for those who may read them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this person may read reports."""
        return bool(request.user.has_perm(problem_desk.READ))


@hooks.register("register_admin_menu_item")
def problems_in_the_menu() -> MenuItem:
    """Put the list of reports below the directory."""
    address = reverse_lazy("directory_problems")
    return ProblemsMenuItem(
        _lazy("Problem reports"), address, name="problems", icon_name="warning", order=151
    )


hooks.register("register_admin_menu_item", menu.menu_item)
hooks.register("register_admin_menu_item", freshness_menu.menu_item)
hooks.register("register_admin_menu_item", moderation_menu.menu_item)
hooks.register("register_admin_menu_item", import_menu.menu_item)


@hooks.register("construct_homepage_panels")
def add_find_listing(request: HttpRequest, panels: list[Component]) -> None:
    """Put the boxes on the first page of those who may change listings and places."""
    if request.user.has_perm(problem_desk.READ):
        panels.append(ProblemsWaiting())
    if request.user.has_perm("directory.change_service"):
        panels.append(FindListing())
    if request.user.has_perm(closing.PERMISSION):
        panels.append(FindPlaceToClose())
