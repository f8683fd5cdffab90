"""Who visits the staff side of the directory in tests?"""

from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from tests.fixtures.members import member_of


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
