"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class GeographyConfig(AppConfig):
    """The geography app."""

    name = "geography"
    label = "geography"
    default_auto_field = "django.db.models.BigAutoField"
