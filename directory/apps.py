"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The directory app."""

    name = "directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
