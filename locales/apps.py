"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class LocalesConfig(AppConfig):
    """The locales app."""

    name = "locales"
    label = "locales"
    default_auto_field = "django.db.models.BigAutoField"
