"""Which app this is, and what it joins to the others when it is ready."""

from importlib import import_module

from django.apps import AppConfig
from django.core import checks


class DirectoryConfig(AppConfig):
    """Listings of what people can go to, and of what they can ask for."""

    name = "directory"
    label = "directory"
    verbose_name = "Directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the index its source, listen to changes, say what an editor may do."""
        checks.register(import_module("directory.checks").check_maps)
        import_module("directory.startup").start()
