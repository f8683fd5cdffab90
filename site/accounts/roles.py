"""Which roles are there, and what may each do?"""

from collections import defaultdict
from enum import StrEnum

from django.contrib.auth.models import Group, Permission


class Role(StrEnum):
    """The roles of staff; each is a group of the same name."""

    EDITOR = "editor"
    TRANSLATOR = "translator"
    DESK = "desk"
    ANALYST = "analyst"


class UnknownPermission(LookupError):
    """A role was granted a permission that no app has."""


_granted: dict[Role, set[str]] = defaultdict(set)


def grant(role: Role, permission: str) -> None:
    """Note that a role has a permission ("app_label.codename"); called from ready()."""
    _granted[role].add(permission)


def granted(role: Role) -> frozenset[str]:
    """Return the permissions that apps gave a role."""
    return frozenset(_granted[role])


def ensure_roles() -> dict[Role, Group]:
    """Make the groups and give each exactly the permissions granted; raise UnknownPermission."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    groups = {}
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.value)
        missing = granted(role) - known.keys()
        if missing:
            raise UnknownPermission(f"{role}: {', '.join(sorted(missing))}")
        group.permissions.set(known[name] for name in granted(role))
        groups[role] = group
    return groups
