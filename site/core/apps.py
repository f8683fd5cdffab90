"""How does Django start core?"""

from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The shared kernel."""

    name = "core"
    label = "core"
    verbose_name = "Core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register checks, the database guard and core's own schedules."""
        import_module("core.startup")
