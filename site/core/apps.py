"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The core app."""

    name = "core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
