"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The home app."""

    name = "home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"
