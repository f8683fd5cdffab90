"""The pages of the demonstration, made once for each process."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import TestCase
from pytest_django import DjangoDbBlocker

from accounts.actions.roles import ensure_roles
from core.remembering import forget_all
from home.actions.age_pages import make_age_pages
from home.actions.pages import make_pages
from tests.fixtures.laid_out import LaidOut


def _make() -> None:
    # Translations go live after the commit.
    with TestCase.captureOnCommitCallbacks(execute=True):
        make_pages(languages=("ur",))
        make_age_pages(languages=("ur",))
    ensure_roles()


make_once = LaidOut(_make)


@pytest.fixture(scope="module")
def pages_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the roles and the pages, in Urdu too, in a transaction around the tests of a file."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            make_once()
            yield
            transaction.set_rollback(True)
        forget_all()


@pytest.fixture
def pages(pages_once: None, db: None) -> None:
    """Give the pages, and a transaction of the test's own."""
