"""How is a page far down a long list cut out without carrying every row before it along?

The database sorts and passes over keys alone; the forty rows of the page follow by their keys,
with all that the columns show.
"""

from typing import Any

from django.core.paginator import Page
from wagtail.admin.paginator import WagtailPaginator

from directory.selectors.staff_lists import for_list


class KeysFirst(WagtailPaginator):
    """Pages of listings, looked up by key; one query more, whatever the page."""

    def page(self, number: Any) -> Page[Any]:
        """Return a page with its rows in the order of the list."""
        page: Page[Any] = super().page(number)
        rows: Any = page.object_list
        keys = list(rows.values_list("pk", flat=True))
        found = for_list().in_bulk(keys)
        page.object_list = [found[key] for key in keys if key in found]
        return page
