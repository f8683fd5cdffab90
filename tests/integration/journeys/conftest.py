"""Journeys are published and a few postcodes are known."""

import pytest

from tests.fixtures.published import publish_once


@pytest.fixture(autouse=True)
def published(db: None) -> None:
    """Publish the shipped journeys."""
    publish_once()
