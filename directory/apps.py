"""How does the directory join the site?"""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Listings of what people can go to, and what they can ask for."""

    name = "directory"
    verbose_name = "Directory"
    default_auto_field = "django.db.models.BigAutoField"
