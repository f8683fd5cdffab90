"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search app."""

    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the worker take changes into the index, and rebuild it once a day."""
        from search.schedule import register

        register()
