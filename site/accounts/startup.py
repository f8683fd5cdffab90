"""What does the accounts app join to the others once every app is loaded?"""

from accounts.actions import second_factors
from accounts.roles import Role, grant
from core.encryption import rotation


def join() -> None:
    """Let every role open the admin, and let key rotation reach the second factors."""
    for role in Role:
        grant(role, "wagtailadmin.access_admin")
    rotation.register(second_factors.rotate)
