"""The demonstration's content, loaded once for each file of tests."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import TestCase, override_settings
from pytest_django import DjangoDbBlocker

from core import clock
from core.remembering import forget_all
from home.demonstration import steps


@pytest.fixture(scope="module")
def demonstration(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Run the steps of the demonstration in a transaction that is gone after the module."""
    data = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock(), override_settings(WAYMARK_DATA=data):
        with transaction.atomic():
            for step in steps():
                with TestCase.captureOnCommitCallbacks(execute=True):
                    step.run(clock.now())
            forget_all()
            yield
            transaction.set_rollback(True)
        forget_all()
