"""Who visits the staff side of the directory in tests?"""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.roles import Role, granted


def member_of(role: Role, model: Any) -> Any:
    """Return a user with the permissions of a role."""
    group, _ = Group.objects.get_or_create(name=role.value)
    for name in {*granted(role), "wagtailadmin.access_admin"}:
        app, codename = name.split(".")
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    user = model.objects.create(email=f"{role.value}@example.org", is_active=True)
    user.groups.add(group)
    return user


@pytest.fixture
def editor_user(django_user_model: Any) -> Any:
    """Give a user with the role of an editor."""
    return member_of(Role.EDITOR, django_user_model)


@pytest.fixture
def editor(client: Client, editor_user: Any) -> Client:
    """Give a browser in which an editor has signed in."""
    client.force_login(editor_user)
    return client


@pytest.fixture
def translator(django_user_model: Any) -> Client:
    """Give a browser in which a translator has signed in."""
    browser = Client()
    browser.force_login(member_of(Role.TRANSLATOR, django_user_model))
    return browser
