"""The shipped journeys are laid out and published; staff of each role can sign in."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.actions.roles import ensure_roles
from accounts.roles import Role
from core import clock
from core.remembering import forget_all
from selfassessment import shipped as files
from selfassessment.actions import reports
from selfassessment.actions.shipping import ship
from selfassessment.engine.outcomes import Limits, compare
from selfassessment.models import GoldenJourney
from tests.fixtures.laid_out import LaidOut
from tests.fixtures.members import member_of

TEXTS = {code: words for code, words in files.texts().items() if code in ("en", "gu")}
SAVED_PEOPLE = 8  # those who drink first: tests take their offer away
ship_once = LaidOut(lambda: ship(now=clock.now()))


@pytest.fixture(scope="module")
def shipped_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Lay out and publish what ships, in two of its languages: the others are alike.

    It stands in a transaction around the tests of a file and is gone after them.
    """
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(files, "texts", lambda: {code: dict(one) for code, one in TEXTS.items()})
        with transaction.atomic():
            ensure_roles()
            ship_once()
            yield
            transaction.set_rollback(True)
        forget_all()


@pytest.fixture(autouse=True)
def shipped(shipped_once: None, db: None) -> None:
    """Give each test what ships, and a transaction of its own."""


@pytest.fixture
def editor(client: Client, django_user_model: Any) -> Client:
    """Return the browser of an editor."""
    client.force_login(member_of(Role.EDITOR, django_user_model))
    return client


@pytest.fixture
def translator(django_user_model: Any) -> Client:
    """Return the browser of a translator."""
    browser = Client()
    browser.force_login(member_of(Role.TRANSLATOR, django_user_model))
    return browser


@pytest.fixture
def few_outcomes(shipped: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at few outcomes and few saved people: how they are worked out is tested elsewhere."""
    few = Limits(states=500, budget=500, walks=20)
    people = sorted(
        GoldenJourney.objects.all(), key=lambda one: "drinking" not in str(one.expected)
    )
    GoldenJourney.objects.exclude(pk__in=[one.pk for one in people[:SAVED_PEOPLE]]).delete()
    monkeypatch.setattr(reports, "compare", partial(compare, limits=few))


@pytest.fixture
def asker(django_user_model: Any) -> Any:
    """Return an editor."""
    return member_of(Role.EDITOR, django_user_model)


@pytest.fixture
def other(django_user_model: Any) -> Any:
    """Return another editor."""
    user = member_of(Role.TRANSLATOR, django_user_model)
    user.groups.set(Group.objects.filter(name=Role.EDITOR.value))
    return user


@pytest.fixture
def clinician(django_user_model: Any) -> Any:
    """Return somebody of clinical safety."""
    return member_of(Role.CLINICAL_SAFETY, django_user_model)
