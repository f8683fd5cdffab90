"""Which roles are there, and what may each do?"""

from collections import defaultdict
from enum import StrEnum


class Role(StrEnum):
    """The roles of staff; each is a group of the same name."""

    EDITOR = "editor"
    TRANSLATOR = "translator"
    DESK = "desk"
    ANALYST = "analyst"


_granted: dict[Role, set[str]] = defaultdict(set)


def grant(role: Role, permission: str) -> None:
    """Note that a role has a permission ("app_label.codename"); called from ready()."""
    _granted[role].add(permission)


def granted(role: Role) -> frozenset[str]:
    """Return the permissions that apps gave a role."""
    return frozenset(_granted[role])
