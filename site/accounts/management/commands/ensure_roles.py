"""Command: make the groups match the roles."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actions.roles import ensure_roles


class Command(BaseCommand):
    """Make the groups of the roles; run it after each migrate."""

    help = "Make a group for each role, with exactly the permissions that the apps grant it."

    def handle(self, *args: Any, **options: Any) -> None:
        groups = ensure_roles()
        self.stdout.write(f"The roles are ready: {', '.join(str(role) for role in groups)}.")
