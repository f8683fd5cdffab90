"""Does a feed come whole, with what stands at the address of each service, or not at all?

The host stands on this machine; only these tests may reach it, by `may_reach`.
"""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.test import Client
from pytest_socket import enable_socket, socket_allow_hosts

from directory.actions import import_fetching
from directory.actions.import_jobs import fetch_import, read_import
from directory.actions.taxonomy import load_taxonomy
from directory.import_admin import starting
from directory.importers import feeds
from directory.importers.feeds import Walk, begin, fetch_list, go_on, taken_up
from directory.importers.fetching import TOO_LARGE, CannotFetch, Limits
from directory.models import ImportRun, Service
from directory.staff_enums import ImportState
from tests.factories.directory import locales
from tests.factories.imports import IMPORTS, SOURCE, page
from tests.fixtures import outside_host as outside
from tests.fixtures.outside_host import SMALL, OutsideHost, outside_host

SERVICES: list[dict[str, Any]] = [
    {"id": f"a-{number}", "name": f"Made-up {number}", "status": "active"} for number in range(7)
]
FULL = [
    {**one, "description": "We walk.", "schedules": [{"byday": "TU", "opens_at": "10:00"}]}
    for one in SERVICES
]
reach_here = partial(Limits, may_reach=lambda number: number == "127.0.0.1")


@pytest.fixture
def host(no_network: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[OutsideHost]:
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])
    monkeypatch.setattr(feeds, "PAUSE", 0)
    with outside_host() as running:
        yield running


def fetched(host: OutsideHost, path: str = "/services", **more: Any) -> Any:
    content = fetch_list(host.url + path, allowed=[host.url], limits=reach_here(**more)).content
    return json.loads(content)


def refused(host: OutsideHost, path: str = "/services", **more: Any) -> str:
    with pytest.raises(CannotFetch) as why:
        fetched(host, path, **more)
    return str(why.value)


@pytest.mark.parametrize("old", [False, True])
def test_a_feed_of_pages_comes_whole(host: OutsideHost, old: bool) -> None:
    host.there["/services"] = outside.paged(FULL, 3, old=old)
    found = fetched(host, "/services?full=true")
    assert found == {"content" if old else "contents": FULL}
    more = [f"/services?full=true&page={number}" for number in (2, 3)]
    assert host.asked == ["/services?full=true", *more]


@pytest.mark.parametrize("old", [False, True])
def test_what_a_list_leaves_out_is_asked_for_service_by_service(
    host: OutsideHost, old: bool
) -> None:
    outside.one_by_one(host, FULL, 4, old=old)
    assert fetched(host, "/services?per_page=4") == {"content" if old else "contents": FULL}
    assert host.asked == [
        *("/services?per_page=4", "/services?per_page=4&page=2"),
        *(f"/services/a-{number}" for number in range(7)),
    ]


def test_a_list_without_numbers_of_pages_is_followed_too(host: OutsideHost) -> None:
    outside.one_by_one(host, FULL, 4)
    host.there["/v3/services/"] = json.dumps({"contents": SERVICES[:1]}).encode()
    host.there["/v3/services/a-0"] = json.dumps(FULL[0]).encode()
    assert fetched(host, "/v3/services/?minimal=true") == {"contents": FULL[:1]}


def test_where_no_more_stands_there_only_three_are_asked_for(host: OutsideHost) -> None:
    outside.one_by_one(host, SERVICES, 9)
    assert fetched(host) == {"contents": SERVICES}
    assert len(host.asked) == 4
    for one in SERVICES:
        host.there[f"/services/{one['id']}"] = (404, {})
    assert fetched(host) == {"contents": SERVICES}


def test_a_service_that_has_gone_meanwhile_is_left_out_and_many_are_too_many(
    host: OutsideHost,
) -> None:
    outside.one_by_one(host, FULL, 9)
    host.there["/services/a-1"] = (404, {})
    assert fetched(host) == {"contents": [one for one in FULL if one["id"] != "a-1"]}
    for number in (2, 3, 4):
        host.there[f"/services/a-{number}"] = (410, {})
    assert refused(host).startswith("4 services")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (json.dumps(FULL[3]).encode(), "something else"),
        (b"<html>", "something else"),
        ((302, {"Location": "http://169.254.169.254/"}), "We do not fetch from"),
        ((403, {}), "do not let us read"),
        ((503, {}), "503"),
        (outside.broken_off, "broke off"),
    ],
)
def test_one_service_that_cannot_be_read_stops_the_whole(
    host: OutsideHost, answer: Any, why: str
) -> None:
    outside.one_by_one(host, FULL, 9)
    host.there["/services/a-2"] = answer
    assert why in refused(host)
    assert "/services/a-3" not in host.asked


def test_a_host_that_is_busy_is_asked_once_more(host: OutsideHost) -> None:
    outside.one_by_one(host, FULL, 9)
    good, times = host.there["/services/a-2"], []

    def busy_once(handler: Any) -> None:
        times.append(1)
        if len(times) == 1:
            handler.send_response(429)
            handler.end_headers()
        else:
            outside.write(handler, good)

    host.there["/services/a-2"] = busy_once
    assert fetched(host) == {"contents": FULL}
    assert len(times) == 2


def test_half_a_feed_is_no_feed(host: OutsideHost, monkeypatch: pytest.MonkeyPatch) -> None:
    first = json.dumps({"total_pages": 3, "page_number": 1, "contents": FULL[:3]}).encode()
    host.there["/services"] = first  # whatever page is asked for
    assert "Page 2 of 3" in refused(host)
    host.there["/services"] = outside.paged(FULL, 3)
    assert "Leave the page out" in refused(host, "/services?page=2")
    assert TOO_LARGE in refused(host, largest=len(first) + 20)
    monkeypatch.setattr(feeds, "MOST_PAGES", 2)
    assert "3 pages" in refused(host)


def test_so_much_is_asked_for_and_no_more(
    host: OutsideHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside.one_by_one(host, FULL, 9)
    assert refused(host, largest=900) == TOO_LARGE
    monkeypatch.setattr(feeds, "MOST_SERVICES", 6)
    assert "as a file" in refused(host)
    assert "/services/a-6" not in host.asked
    monkeypatch.setattr(feeds, "MOST_SERVICES", 7)
    monkeypatch.setattr(feeds, "ANSWER_SECONDS", 0)
    monkeypatch.setattr(feeds, "FEED_SECONDS", -1)
    with pytest.raises(CannotFetch):
        fetched(host)


@pytest.mark.parametrize("key", ["..", "", " ", None, True, "a" * 201, ["a"]])
def test_a_service_without_an_address_of_its_own_is_kept_as_it_is_listed(
    host: OutsideHost, key: Any
) -> None:
    listed = [{"id": key, "name": "Made-up", "status": "active"}]
    host.there["/services"] = outside.paged(listed, 9)
    assert fetched(host) == json.loads(json.dumps({"contents": listed})) | {
        "total_pages": 1,
        "page_number": 1,
    }
    assert host.asked == ["/services"]


def test_a_key_never_leads_out_of_the_feed() -> None:
    address = feeds.service_address("https://x.example.org/services?page=1", {"id": "../a?b#c"})
    assert address == "https://x.example.org/services/..%2Fa%3Fb%23c"


def test_what_is_no_page_of_a_feed_is_taken_as_it_is(host: OutsideHost) -> None:
    for content in (SMALL, b"{", b'{"contents": []}', b"[1]", b'{"page_number": 1}'):
        host.there["/one"] = content
        found = fetch_list(f"{host.url}/one", allowed=[host.url], limits=reach_here())
        assert found.content == content


def test_a_feed_that_was_put_away_goes_on_where_it_stood(host: OutsideHost) -> None:
    outside.one_by_one(host, FULL, 4)
    walk = begin(f"{host.url}/services", allowed=[host.url], limits=reach_here())
    steps = []
    assert isinstance(walk, Walk)
    while not go_on(walk, allowed=[host.url], limits=reach_here(), seconds=-1):
        steps.append(walk.steps)
        walk = taken_up(walk.put_away())
    assert json.loads(walk.document()) == {"contents": FULL}
    assert len(host.asked) == len(set(host.asked)) == 9
    assert steps == sorted(steps)
    assert all(done < every for done, every in steps[1:])


@pytest.mark.django_db
def test_the_worker_fetches_an_import_stretch_by_stretch_and_the_page_says_how_far(
    host: OutsideHost, editor: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    locales()
    load_taxonomy()
    settings.WAYMARK_FETCH_HOSTS = [host.url]
    monkeypatch.setattr(starting, "Limits", reach_here)
    monkeypatch.setattr(feeds, "Limits", reach_here)
    monkeypatch.setattr(import_fetching, "STRETCH_SECONDS", -1)
    outside.one_by_one(host, FULL, 9)
    assert editor.post(IMPORTS, {**SOURCE, "address": f"{host.url}/services"}).status_code == 302
    run = ImportRun.objects.get()
    for _ in range(3):
        assert run.state == ImportState.FETCHING
        fetch_import(run.pk)
        run.refresh_from_db()
    shown = page(editor, run)
    assert "4 of 8 answers of the feed have come" in shown
    assert "Discard this import" in shown
    while run.state == ImportState.FETCHING:
        fetch_import(run.pk)
        run.refresh_from_db()
    read_import(run.pk)
    run.refresh_from_db()
    assert run.state == ImportState.READY, run.message
    assert run.rows.count() == 7
    assert ["When", "Tuesday 10:00 to 11:00"] in run.rows.get(number=1).said
    assert not Service.objects.exists()
