"""Who visits the staff side of the directory in tests?"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from core.remembering import forget_all
from directory.models import Contact, Service, TaxonomyTerm
from tests.factories.directory import make_heading, make_listing
from tests.fixtures.headings import below
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


@pytest.fixture
def fresh_headings() -> Iterator[None]:
    forget_all()
    yield
    forget_all()


@pytest.fixture
def company(db: None) -> TaxonomyTerm:
    return make_heading("company", "Company")


@pytest.fixture
def coffee(company: TaxonomyTerm) -> TaxonomyTerm:
    return below(company, "coffee", "Coffee mornings")


@pytest.fixture
def chat(company: TaxonomyTerm) -> TaxonomyTerm:
    return below(company, "chat", "Chat groups")


@pytest.fixture
def listing(coffee: TaxonomyTerm) -> Service:
    service = make_listing(name="Tea for all")
    service.save_revision().publish()
    return Service.objects.get(pk=service.pk)


@pytest.fixture
def kept(db: None) -> Service:
    """Return a listing that is kept."""
    return make_listing(name="Tea and a chat", summary="Tea for all.")


@pytest.fixture
def other(kept: Service) -> Service:
    """Return one at the same place with nearly the same name."""
    row = make_listing(
        name="Tea & chat", summary="Ask for Ann.", location=kept.location, minimum_age=50
    )
    Contact.objects.create(service=row, kind="email", value="tea@example.org")
    return row
