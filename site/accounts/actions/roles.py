"""How do the groups in the database come to match the roles?"""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction

from accounts.roles import Role, further, granted

PAIR = ("pk", "group_id", "permission_id")


class UnknownPermission(LookupError):
    """A role was granted a permission that no app has."""


def ensure_roles() -> dict[Role, Group]:
    """Make the groups and give each exactly the permissions granted; raise UnknownPermission."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    known = {f"{app}.{codename}": key for app, codename, key in rows}
    with transaction.atomic():
        groups = _groups()
        wanted = set()
        for role, group in groups.items():
            missing = granted(role) - known.keys()
            if missing:
                raise UnknownPermission(f"{role}: {', '.join(sorted(missing))}")
            wanted |= {(group.pk, known[name]) for name in granted(role)}
        through = Group.permissions.through
        hold_exactly(through.objects.filter(group__in=groups.values()), wanted)
        for function in further():
            function(groups)
    return groups


def hold_exactly(
    held: models.QuerySet[Any], wanted: Collection[tuple[int, int]], **of_each: Any
) -> None:
    """Make and delete rows until `held` are those of the wanted groups and permissions.

    `wanted` are pairs of a group's key and a permission's; `of_each` is what new rows have too.
    """
    there = {(group, permission): key for key, group, permission in held.values_list(*PAIR)}
    too_many = [key for pair, key in there.items() if pair not in wanted]
    if too_many:
        held.filter(pk__in=too_many).delete()
    held.model._default_manager.bulk_create(
        [
            held.model(group_id=group, permission_id=permission, **of_each)
            for group, permission in sorted(set(wanted) - there.keys())
        ]
    )


def _groups() -> dict[Role, Group]:
    there = {group.name: group for group in Group.objects.filter(name__in=list(Role))}
    made = Group.objects.bulk_create(
        [Group(name=role.value) for role in Role if role.value not in there]
    )
    there |= {group.name: group for group in made}
    return {role: there[role.value] for role in Role}
