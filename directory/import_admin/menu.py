"""Where do the imports stand in the admin?"""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail.admin.menu import MenuItem

from directory.import_admin import columns, deciding, files, starting, views
from directory.permissions import may_change_facts

ADDRESSES: list[URLPattern] = [
    path("imports/", starting.imports, name="directory_imports"),
    path("imports/<int:pk>/", views.one_import, name="directory_import"),
    path("imports/<int:pk>/columns/", columns.columns, name="directory_import_columns"),
    path("imports/<int:pk>/take-in/", deciding.take_it_in, name="directory_import_take_in"),
    path("imports/<int:pk>/take-back/", deciding.take_it_back, name="directory_import_take_back"),
    path("imports/<int:pk>/findings.csv", files.findings, name="directory_import_findings"),
]


class ImportsMenuItem(MenuItem):
    """The imports in the menu, for editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this person may bring listings in."""
        return may_change_facts(request.user)


def menu_item() -> Any:
    """Return the line of the menu, below the likely duplicates."""
    address = reverse_lazy("directory_imports")
    return ImportsMenuItem("Imports", address, name="imports", icon_name="upload", order=153)
