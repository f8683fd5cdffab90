"""Is the right to write let go of early when very many listings have to follow?"""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from core import clock
from directory.actions import cards_later
from directory.actions.headings import use_again
from directory.actions.retiring import retire_heading, undo_retiring
from directory.models import ListingCard, Service, TaxonomyTerm
from directory.selectors import cards
from search.models import OutboxEntry
from tests.factories.directory import make_listing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_headings")]


def codes_on_cards(service: Service) -> list[str]:
    card = cards([service.public_id], "en")[service.public_id]
    return [heading.code for heading in card.headings]


def queued() -> list[list[str]]:
    """Return the listings of each part that waits for the worker."""
    rows = [row.args_kwargs["kwargs"] for row in DBTaskResult.objects.all()]
    return [row["arguments"]["public_ids"] for row in rows if row["name"] == cards_later.JOB]


def written(queries: CaptureQueriesContext) -> int:
    insert = re.compile(r'^INSERT INTO "directory_listingcard"')
    return sum(bool(insert.match(one["sql"])) for one in queries)


def test_the_worker_builds_the_cards_of_many_listings_part_by_part(
    coffee: TaxonomyTerm, chat: TaxonomyTerm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards_later, "AT_ONCE", 2)
    many = [make_listing(name=f"Tea {number}") for number in range(5)]
    assert [codes_on_cards(one) for one in many] == [["coffee"]] * 5
    OutboxEntry.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        change = retire_heading(term=coffee, successor=chat, by=None, now=clock.now())
    assert (written(asked), OutboxEntry.objects.count()) == (0, 0)
    assert change.listings == 5
    assert sorted(len(part) for part in queued()) == [1, 2, 2]
    for part in queued():
        cards_later.build_cards_later(public_ids=part)
    assert [codes_on_cards(one) for one in many] == [["chat"]] * 5
    assert OutboxEntry.objects.count() == 5
    DBTaskResult.objects.all().delete()
    undo_retiring(change=change, by=None, now=clock.now())
    for part in queued():
        cards_later.build_cards_later(public_ids=part)
    assert [codes_on_cards(one) for one in many] == [["coffee"]] * 5


def test_cards_are_built_once_when_a_heading_comes_back(
    coffee: TaxonomyTerm, chat: TaxonomyTerm
) -> None:
    listing = make_listing()
    change = retire_heading(term=coffee, successor=chat, by=None, now=clock.now())
    with CaptureQueriesContext(connection) as asked:
        undo_retiring(change=change, by=None, now=clock.now())
    assert written(asked) == 1
    assert codes_on_cards(listing) == ["coffee"]
    TaxonomyTerm.objects.filter(pk=coffee.pk).update(retired_at=clock.now())
    with CaptureQueriesContext(connection) as asked:
        use_again(term=coffee, by=None, now=clock.now())
    assert written(asked) == 1


def test_the_editor_is_told_that_so_many_follow_later(
    editor: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.heading_admin.changing.AT_ONCE", 0)
    make_listing()
    address = reverse("directory_heading_retire", args=[coffee.pk])
    page: Any = editor.post(address, {"successor": chat.pk, "sure": "1"}, follow=True)
    assert "within a few minutes" in page.content.decode()


def test_a_place_of_many_listings_is_renamed_without_waiting_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cards_later, "AT_ONCE", 1)
    first = make_listing()
    make_listing(location=first.location)
    ListingCard.objects.all().delete()
    assert first.location is not None
    first.location.name = "Teal Hall"
    first.location.save()
    assert not ListingCard.objects.exists()
    assert len(queued()) == 2
