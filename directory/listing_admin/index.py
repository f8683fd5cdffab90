"""What does the page with the list of listings do?"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import IndexView

from directory.listing_admin.exporting import ExportingMixin
from directory.listing_admin.paging import KeysFirst
from directory.listing_admin.row_menus import Drawn, RowMenu
from directory.models import Service, ServiceQuerySet
from directory.selectors.staff_lists import looked_for

HOOK = "register_snippet_listing_buttons"
ASKS_FOR_EACH_ROW = "wagtail_localize"


class ListingIndexView(ExportingMixin, IndexView):
    """The list, its files, and the search that understands more than names."""

    paginator_class = KeysFirst

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin a page without any menu drawn."""
        super().setup(request, *args, **kwargs)
        self.drawn_menus: Drawn = {}

    def search_queryset(self, queryset: ServiceQuerySet) -> QuerySet[Service]:
        """Return the listings that the words mean."""
        return looked_for(queryset, self.search_query)

    def order_queryset(self, queryset: ServiceQuerySet) -> QuerySet[Service]:
        """Put rows of one name, or of one day, in the same order on every page."""
        rows: Any = super().order_queryset(queryset)
        ordered: QuerySet[Service] = rows.order_by(*rows.query.order_by, "pk")
        return ordered if rows.query.order_by else rows

    def get_list_buttons(self, instance: Service) -> list[Any]:
        """Return the menu of a row.

        The translation package asks the database twice for each row whether it is translated
        already; the column beside it says so, and the package's own page says it once more.
        """
        user = self.request.user
        more = [Button.from_menu_item(item) for item in self.get_list_more_buttons(instance)]
        for hook in hooks.get_hooks(HOOK):
            if not hook.__module__.startswith(ASKS_FOR_EACH_ROW):
                more.extend(hook(instance, user, self.request.path))
        if instance.is_source and user.has_perm("wagtail_localize.submit_translation"):
            name = "wagtail_localize:submit_snippet_translation"
            address = reverse(name, args=["directory", "service", instance.pk])
            more.append(Button(_("Translate"), address, icon_name="wagtail-localize-language"))
        if not more:
            return []
        return [RowMenu(more, key=instance.pk, title=str(instance), drawn=self.drawn_menus)]
