"""Which app this is, and what it joins to the others when it is ready."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts app."""

    name = "accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Join what needs models, which are loaded only now."""
        import_module("accounts.startup").join()
