"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig

from accounts.roles import Role, grant


class AccountsConfig(AppConfig):
    """The accounts app."""

    name = "accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every role open the admin; what they may do there is granted by the other apps."""
        for role in Role:
            grant(role, "wagtailadmin.access_admin")
