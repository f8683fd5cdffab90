"""How do the groups in the database come to match the roles?"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from accounts.roles import Role, further, granted


class UnknownPermission(LookupError):
    """A role was granted a permission that no app has."""


def ensure_roles() -> dict[Role, Group]:
    """Make the groups and give each exactly the permissions granted; raise UnknownPermission."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    groups = {}
    with transaction.atomic():
        for role in Role:
            group, _made = Group.objects.get_or_create(name=role.value)
            missing = granted(role) - known.keys()
            if missing:
                raise UnknownPermission(f"{role}: {', '.join(sorted(missing))}")
            group.permissions.set(known[name] for name in granted(role))
            groups[role] = group
        for function in further():
            function(groups)
    return groups
