"""Does the list page through many listings without carrying each of them along?"""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.listing_admin.index import ListingIndexView
from directory.models import Service, ServiceCategory
from tests.factories.directory import make_heading, make_listing, make_place
from tests.fixtures.headings import below

from .test_listing_list import list_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[Service]:
    """Give listings of which several have one name, two to a page."""
    monkeypatch.setattr(ListingIndexView, "get_paginate_by", lambda self, rows: 2)
    hall = make_place()
    names = ("Chess", "Tea", "Tea", "Tea", "Walk")
    return [make_listing(name=name, location=hall) for name in names]


def shown(page: Any) -> list[int]:
    return [row.pk for row in page.context["object_list"]]


@pytest.mark.parametrize("ordering", ["", "name", "-name", "check_row__checked_on", "status"])
def test_each_listing_stands_on_one_page_alone(
    editor: Client, many: list[Service], ordering: str
) -> None:
    asked = {"ordering": ordering} if ordering else {}
    pages = [editor.get(list_address(), {**asked, "p": number}) for number in (1, 2, 3)]
    seen = [key for page in pages for key in shown(page)]
    assert len(seen) == len(set(seen)) == len(many)
    if ordering in ("", "name"):
        assert seen == [row.pk for row in many]


def test_the_database_passes_over_keys_alone(editor: Client, many: list[Service]) -> None:
    with CaptureQueriesContext(connection) as asked:
        editor.get(list_address(), {"p": 3})
    (far,) = [one["sql"] for one in asked if re.search(r"OFFSET 4$", one["sql"])]
    assert far.startswith('SELECT "directory_service"."id" AS "pk" FROM')
    assert "JOIN" not in far


def test_a_listing_under_two_headings_of_a_group_stands_there_once(editor: Client) -> None:
    games = make_heading("games", "Games")
    listing = make_listing(name="Chess")
    for code in ("board", "cards"):
        ServiceCategory.objects.create(service=listing, term=below(games, code, code.title()))
    page = editor.get(list_address(), {"heading": "games"})
    assert shown(page) == [listing.pk]
    assert page.context["items_count"] == 1
