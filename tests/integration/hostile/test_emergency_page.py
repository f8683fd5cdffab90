"""Does the emergency page stand when all else falls, and stay with the person it was for?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.fixtures.journeys import begin, walk


def away(*_: Any, **__: Any) -> None:
    """Be a database that does not answer."""
    raise OperationalError("The database is away.")


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
@pytest.mark.parametrize("cookie", ["", "x" * 43])
def test_it_needs_no_database(client: Client, language: str, cookie: str) -> None:
    if cookie:
        client.cookies["wm_draft"] = cookie
    refuse: Callable[..., Any] = away
    with connection.execute_wrapper(refuse):
        page = client.get(f"/{language}/emergency/")
    assert page.status_code == 200
    assert "tel:999" in page.content.decode()


def test_no_copy_of_what_a_person_answered_stays_anywhere(client: Client) -> None:
    end = walk(client, begin(client, "check"), {"who_for": "self", "signs": "chest_pain"})
    assert "no-store" in client.get(end)["Cache-Control"]
