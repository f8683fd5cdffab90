"""Does the search page keep the order that search/README.md promises, on each engine?"""

import html
import os
import re
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from core.clock import LONDON
from directory.models import Service, ServiceCheck
from geography.models import Postcode
from search import backend
from search.actions.rebuild import rebuild
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.factories.directory import make_listing, make_place

NOW = datetime(2026, 11, 27, 12, tzinfo=LONDON)
TODAY = NOW.date()
LAT, LON = 52.6557, -1.1338
MILE = 1 / 69.093  # of latitude, in degrees
SERVER = os.environ.get("WAYMARK_TEST_ELASTICSEARCH", "")
ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.services)]

pytestmark = pytest.mark.django_db


@pytest.fixture(params=ENGINES if SERVER else ["embedded"], autouse=True)
def engine(request: pytest.FixtureRequest, tmp_path: Path, settings: Settings) -> Iterator[str]:
    """Search with each engine in turn, on an index of its own; the clock stands still."""
    settings.WAYMARK_DATA = tmp_path
    settings.WAYMARK_SEARCH_ENGINE = request.param
    settings.WAYMARK_ELASTICSEARCH_URLS = SERVER.split(",")
    settings.WAYMARK_ELASTICSEARCH_INDEX = f"ranking-{uuid.uuid4().hex}"
    Postcode.objects.create(code="LE45QD", lat=LAT, lon=LON)
    with time_machine.travel(NOW, tick=False):
        yield request.param
    used = backend.engine()
    if isinstance(used, ElasticsearchEngine):
        used.remove()


def listing(
    name: str, *, checked: int | None = 10, miles: float = 0.0, summary: str = "", **fields: Any
) -> Service:
    """Make a listing, so many miles away, that was checked so many days ago."""
    place = make_place(name="A hall", latitude=LAT + miles * MILE, longitude=LON)
    made = make_listing(name=name, summary=summary or "Something.", location=place, **fields)
    day: date | None = None if checked is None else TODAY - timedelta(days=checked)
    ServiceCheck.objects.update_or_create(service=made, defaults={"checked_on": day})
    return made


def titles(client: Client, query: str, engine: str) -> list[str]:
    """Return the titles on the search page, answered by this engine."""
    rebuild()
    assert backend.engine().name == engine
    text = client.get(f"/en/directory/{query}").content.decode()
    found = re.findall(r'class="wm-card__title"><a href="[^"]+">(.*?)</a>', text)
    return [html.unescape(re.sub(r"<[^>]+>", "", one)) for one in found]


def test_relevance_the_name_before_the_summary(client: Client, engine: str) -> None:
    listing("Chess and talk", summary="Sometimes badminton.", checked=0)
    listing("Badminton for all", checked=900)
    assert titles(client, "?q=badminton", engine) == ["Badminton for all", "Chess and talk"]


def test_distance_the_nearer_of_two_equal_ones(client: Client, engine: str) -> None:
    listing("Badminton far", miles=4)
    listing("Badminton near", miles=0.2)
    near = ["Badminton near", "Badminton far"]
    assert titles(client, "?q=badminton&near=LE4+5QD", engine) == near
    assert titles(client, "?near=LE4+5QD", engine) == near


def test_distance_does_not_hide_what_was_asked_for(client: Client, engine: str) -> None:
    listing("Chess next door", summary="Sometimes badminton.")
    listing("Badminton across town", miles=4)
    found = ["Badminton across town", "Chess next door"]
    assert titles(client, "?q=badminton&near=LE4+5QD", engine) == found
    assert titles(client, "?q=badminton&near=LE4+5QD&sort=nearest", engine) == found[::-1]


def test_freshness_the_one_checked_last(client: Client, engine: str) -> None:
    listing("Badminton long ago", checked=1500)
    listing("Badminton never", checked=None)
    listing("Badminton this week", checked=3)
    listing("Badminton last year", checked=330)
    order = ["this week", "last year", "never", "long ago"]
    for query in ("?q=badminton", ""):
        assert titles(client, query, engine) == [f"Badminton {one}" for one in order]


def test_completeness_the_one_that_says_more(client: Client, engine: str) -> None:
    thin = listing("Badminton, little said")
    thin.cost_options.all().delete()
    thin.categories.all().delete()
    Service.objects.filter(pk=thin.pk).update(summary="")
    listing("Badminton, all said")
    for query in ("?q=badminton", ""):
        found = titles(client, query, engine)
        assert found == ["Badminton, all said", "Badminton, little said"]


def test_a_range_of_ages_holds_whatever_ranks_first(client: Client, engine: str) -> None:
    listing("Badminton for the young", checked=0, minimum_age=5, maximum_age=15)
    listing("Badminton from sixty", checked=900, minimum_age=60)
    listing("Badminton sixty to seventy", checked=300, minimum_age=60, maximum_age=70)
    both = ["Badminton sixty to seventy", "Badminton from sixty"]
    assert titles(client, "?q=badminton&age=65-75", engine) == both
    assert titles(client, "?q=badminton&age=71-", engine) == both[1:]
    assert titles(client, "?q=badminton&age=8", engine) == ["Badminton for the young"]
