"""Journeys are published, and roles exist."""

import pytest

from core import clock
from selfassessment.actions.publishing import publish_shipped


@pytest.fixture(autouse=True)
def published(db: None) -> None:
    """Publish the shipped journeys."""
    publish_shipped(now=clock.now())
