"""Which roles are there, and what may each do?"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """The roles of staff; each is a group of the same name."""

    EDITOR = "editor"
    TRANSLATOR = "translator"
    DESK = "desk"
    MANAGER = "manager"
    ANALYST = "analyst"
    CLINICAL_SAFETY = "clinical_safety"
    PROVIDER = "provider"


_granted: dict[Role, set[str]] = defaultdict(set)
_kept_to: dict[Role, str] = {}
# What the groups need beyond permissions of models, such as a place in the page tree.
Further = Callable[[Mapping[Role, Any]], None]
_further: dict[str, Further] = {}


def grant(role: Role, permission: str) -> None:
    """Note that a role has a permission ("app_label.codename"); called from ready()."""
    _granted[role].add(permission)


def granted(role: Role) -> frozenset[str]:
    """Return the permissions that apps gave a role."""
    return frozenset(_granted[role])


def keep_to(role: Role, page: str) -> None:
    """Let a role see nothing of the admin but one page and those below it; called from ready().

    `page` is the name of an address. Who has anything beyond that role is not kept to it.
    """
    _kept_to[role] = page


def kept_to(permissions: set[str]) -> str | None:
    """Return the page that somebody with these permissions is kept to, None for the whole admin."""
    for role, page in _kept_to.items():
        if permissions and permissions <= granted(role):
            return page
    return None


def register_further(name: str, function: Further) -> None:
    """Let an app give the groups more than permissions of models; called from ready().

    `function` gets the groups by role each time the roles are ensured, in the same transaction;
    a second time it has to change nothing.
    """
    _further[name] = function


def further() -> tuple[Further, ...]:
    """Return the registered functions, in the order of their names."""
    return tuple(_further[name] for name in sorted(_further))
