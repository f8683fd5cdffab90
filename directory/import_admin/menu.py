"""Where do the imports stand in the admin?"""

from django.urls import URLPattern, path
from wagtail.admin.menu import MenuItem

from directory.import_admin import columns, deciding, files, starting, views
from directory.staff_menu import menu_line

ADDRESSES: list[URLPattern] = [
    path("imports/", starting.imports, name="directory_imports"),
    path("imports/<int:pk>/", views.one_import, name="directory_import"),
    path("imports/<int:pk>/columns/", columns.columns, name="directory_import_columns"),
    path("imports/<int:pk>/take-in/", deciding.take_it_in, name="directory_import_take_in"),
    path("imports/<int:pk>/take-back/", deciding.take_it_back, name="directory_import_take_back"),
    path("imports/<int:pk>/findings.csv", files.findings, name="directory_import_findings"),
]


def menu_item() -> MenuItem:
    """Return the line of the menu, below the likely duplicates."""
    return menu_line("Imports", "directory_imports", name="imports", icon="upload", order=154)
