"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search app."""

    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the worker keep the index, and let searches know the editors' other words."""
        from django.core import checks

        from search import in_force
        from search.checks import check_engine
        from search.schedule import register

        register()
        checks.register(check_engine)
        in_force.connect()
